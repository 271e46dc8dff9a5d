// Networks and volumes of a project: made when they are missing, checked when they are there, taken away by `down`.

import { ApiError } from '../api/error.ts';
import type { IpamConfig } from '../api/types/network.ts';
import { daemonText } from '../cli/cli.ts';
import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';
import { LABEL, ofProject, resourceHash, VERSION } from './labels.ts';
import { containersOf } from './observe.ts';
import { done, failed, type Progress, warning, working } from './progress.ts';
import type { Project } from './project.ts';
import { byKey, ComposeError, type Dict, dictOf, isDict, listOf, mapFrom, mappingOf, textOf } from './value.ts';

function* found<T>(task: Task<T>): Task<T | undefined> {
  try {
    return yield* task;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** Makes sure of all networks; the result is their ids by key. @throws ComposeError, ApiError */
export function* ensureNetworks(c: Compose, project: Project, w: Progress): Task<Map<string, string>> {
  const out = new Map<string, string>();
  for (const [key, n] of byKey(project.networks)) out.set(key, yield* ensureNetwork(c, project, key, n, w));
  return out;
}

function* ensureNetwork(c: Compose, project: Project, key: string, n: Dict, w: Progress): Task<string> {
  const name = textOf(n['name']) ?? key;
  const there = yield* found(c.api.NetworkInspect(name, { verbose: false }));
  if (n['external'] === true) {
    if (there === undefined) throw new ComposeError(`network ${name} declared as external, but could not be found`);
    return there.Id;
  }
  if (there !== undefined && (there.Name === name || there.Id === name)) {
    const owner = there.Labels[LABEL.project];
    if (owner === undefined)
      yield* c.warn(
        `a network with name ${name} exists but was not created by compose.\nSet \`external: true\` to use an existing network`,
      );
    else if (owner !== project.name)
      yield* c.warn(
        `a network with name ${name} exists but was not created for project ${JSON.stringify(project.name)}.\nSet \`external: true\` to use an existing network`,
      );
    const label = there.Labels[LABEL.network] ?? '';
    if (label !== key)
      throw new ComposeError(
        `network ${name} was found but has incorrect label ${LABEL.network} set to ${JSON.stringify(label)} (expected: ${JSON.stringify(key)})`,
      );
    const hash = there.Labels[LABEL.hash];
    if (hash === undefined || hash === resourceHash(n)) return there.Id;
    // its definition has changed: those on it are stopped and taken off, and it is made anew
    const members = (yield* containersOf(c.api, project.name, { all: true, oneoffs: 'include' })).filter(
      (x) =>
        Object.keys(there.Containers).includes(x.id) || Object.keys(x.summary.NetworkSettings.Networks).includes(name),
    );
    for (const m of members) if (m.state === 'running') yield* stopFor(c, m.id, m.name, w);
    for (const m of members) yield* found(c.api.NetworkDisconnect(there.Id, m.id, true));
    yield* removeNetwork(c, project.name, key, name, w);
  }
  const event = `Network ${name}`;
  yield* w.event(working(event, 'Creating'));
  const ipam = dictOf(n['ipam']);
  const pools = listOf(ipam['config'] ?? null)
    .map(dictOf)
    .map((x): IpamConfig => ({
      ...(x['subnet'] === undefined ? {} : { Subnet: String(x['subnet']) }),
      ...(x['ip_range'] === undefined ? {} : { IPRange: String(x['ip_range']) }),
      ...(x['gateway'] === undefined ? {} : { Gateway: String(x['gateway']) }),
      ...(isDict(x['aux_addresses'])
        ? { AuxiliaryAddresses: mappingOf(x['aux_addresses']) as Record<string, string> }
        : {}),
    }));
  try {
    const made = yield* c.api.NetworkCreate({
      Name: name,
      Driver: textOf(n['driver']) ?? 'bridge',
      Internal: n['internal'] === true,
      Attachable: n['attachable'] === true,
      ...(n['enable_ipv4'] === undefined ? {} : { EnableIPv4: n['enable_ipv4'] === true }),
      ...(n['enable_ipv6'] === undefined ? {} : { EnableIPv6: n['enable_ipv6'] === true }),
      IPAM: { Driver: textOf(ipam['driver']) ?? 'default', Options: null, Config: pools },
      Options: mappingOf(n['driver_opts']) as Record<string, string>,
      Labels: mapFrom(
        byKey({
          ...(mappingOf(n['labels']) as Record<string, string>),
          [LABEL.network]: key,
          [LABEL.project]: project.name,
          [LABEL.version]: VERSION,
          [LABEL.hash]: resourceHash(n),
        }),
      ),
    });
    yield* w.event(done(event, 'Created'));
    return made.Id;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    yield* w.event(failed(event, 'Error'));
    throw new ComposeError(`failed to create network ${name}: ${daemonText(error)}`);
  }
}

function* stopFor(c: Compose, id: string, name: string, w: Progress): Task {
  yield* w.event(working(`Container ${name}`, 'Stopping'));
  yield* c.api.ContainerStop(id, {});
  yield* w.event(done(`Container ${name}`, 'Stopped'));
}

/** Makes sure of all volumes. @throws ComposeError, ApiError */
export function* ensureVolumes(c: Compose, project: Project, w: Progress): Task {
  for (const [key, v] of byKey(project.volumes)) {
    const name = textOf(v['name']) ?? key;
    const there = yield* found(c.api.VolumeInspect(name));
    if (there === undefined) {
      if (v['external'] === true) throw new ComposeError(`external volume ${JSON.stringify(name)} not found`);
      yield* createVolume(c, project, key, v, w);
      continue;
    }
    if (v['external'] === true) continue;
    const labels = there.Labels ?? {};
    const owner = labels[LABEL.project];
    if (owner === undefined)
      yield* c.warn(
        `volume ${JSON.stringify(name)} already exists but was not created by Docker Compose. Use \`external: true\` to use an existing volume`,
      );
    else if (owner !== project.name)
      yield* c.warn(
        `volume ${JSON.stringify(name)} already exists but was created for project ${JSON.stringify(owner)} (expected ${JSON.stringify(project.name)}). Use \`external: true\` to use an existing volume`,
      );
    if (labels[LABEL.hash] === undefined || labels[LABEL.hash] === resourceHash(v)) continue;
    if (
      !(yield* confirm(
        c,
        `Volume ${JSON.stringify(name)} exists but doesn't match configuration in compose file. Recreate (data will be lost)?`,
      ))
    )
      continue;
    const users = (yield* containersOf(c.api, project.name, { all: true, oneoffs: 'include' })).filter((x) =>
      x.summary.Mounts.some((m) => m.Name === name),
    );
    for (const u of users) yield* c.api.ContainerRemove(u.id, { force: true, volumes: false, link: false });
    yield* c.api.VolumeRemove(name, true);
    yield* createVolume(c, project, key, v, w);
  }
}

function* createVolume(c: Compose, project: Project, key: string, v: Dict, w: Progress): Task {
  const name = textOf(v['name']) ?? key;
  const event = `Volume ${name}`;
  yield* w.event(working(event, 'Creating'));
  try {
    yield* c.api.VolumeCreate({
      Name: name,
      Driver: textOf(v['driver']) ?? 'local',
      DriverOpts: isDict(v['driver_opts']) ? (mappingOf(v['driver_opts']) as Record<string, string>) : null,
      Labels: {
        ...(mappingOf(v['labels']) as Record<string, string>),
        [LABEL.hash]: resourceHash(v),
        [LABEL.project]: project.name,
        [LABEL.version]: VERSION,
        [LABEL.volume]: key,
      },
    });
  } catch (error) {
    if (error instanceof ApiError) yield* w.event(failed(event, 'Error'));
    throw error;
  }
  yield* w.event(done(event, 'Created'));
}

/** Asks; without a terminal an empty answer is no. `-y` answers for the user. */
export function* confirm(c: Compose, question: string): Task<boolean> {
  if (c.flags.given('yes') && c.flags.bool('yes')) return true;
  const terminal = c.p.isatty(0);
  yield* c.print(terminal ? `? ${question} (y/N) ` : question);
  const bytes: number[] = [];
  for (;;) {
    const one = yield* c.p.read(0, terminal ? 4096 : 1);
    if (one.length === 0) break;
    bytes.push(...one);
    if (bytes.includes(10)) break;
  }
  return /^(y|yes|1|t|true)$/i.test(String.fromCharCode(...bytes).trim());
}

/** Takes a network of a project away; one that is in use stays. */
export function* removeNetwork(c: Compose, project: string, key: string, name: string, w: Progress): Task {
  const list = (yield* c.api.NetworkList(ofProject(project))).filter((n) => n.Labels[LABEL.network] === key);
  if (list.length === 0) return;
  const event = `Network ${name}`;
  yield* w.event(working(event, 'Removing'));
  let handled = 0;
  for (const n of list) {
    if (n.Name !== name) continue;
    handled++;
    const members = (yield* found(c.api.NetworkInspect(n.Id, { verbose: false })))?.Containers ?? {};
    if (Object.keys(members).length > 0) {
      yield* w.event(warning(event, 'Resource is still in use'));
      continue;
    }
    try {
      yield* c.api.NetworkRemove(n.Id);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      yield* w.event(failed(event, 'Error'));
      throw new ComposeError(`failed to remove network ${name}: ${daemonText(error)}`);
    }
    yield* w.event(done(event, 'Removed'));
  }
  if (handled === 0) yield* w.event(warning(event, 'No resource found to remove'));
}

/** Takes a volume away; one that is in use stays. */
export function* removeVolume(c: Compose, name: string, w: Progress): Task {
  if ((yield* found(c.api.VolumeInspect(name))) === undefined) return;
  const event = `Volume ${name}`;
  yield* w.event(working(event, 'Removing'));
  try {
    yield* c.api.VolumeRemove(name, true);
    yield* w.event(done(event, 'Removed'));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status !== 409) throw error;
    yield* w.event(warning(event, 'Resource is still in use'));
  }
}
