// ps, ls, images, top, port, volumes, version, stats: what there is, as tables and templates.

import { exitCode, humanSince } from '../format.ts';
import { LABEL, ofProject, VERSION } from '../labels.ts';
import { containersOf, type Seen, theContainer } from '../observe.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { ComposeError } from '../value.ts';
import { parallel } from '../parallel.ts';
import { portsText } from '../../cli/commands/list.ts';
import { labelText, type ListFormat, printList, type Row } from '../../cli/formatter.ts';
import { IMPLEMENTED } from '../../cli/commands/index.ts';
import { Cli } from '../../cli/cli.ts';
import { parseFlags } from '../../cli/flags.ts';
import { COMMANDS } from '../../cli/tree.ts';
import { ellipsis, tabulate } from '../../cli/table.ts';
import { goJson } from '../../cli/template-print.ts';
import { GoRecord } from '../../cli/template-values.ts';
import { humanSize } from '../../api/units.ts';
import { familiarName, parseReference } from '../../api/reference.ts';
import { strftime } from '../../shell/printf.ts';
import type { Task } from '../../kernel/block.ts';

const PS: ListFormat = {
  type: 'ContainerContext',
  headers: {
    Name: 'NAME',
    Names: 'NAMES',
    ID: 'CONTAINER ID',
    Image: 'IMAGE',
    Command: 'COMMAND',
    Service: 'SERVICE',
    Project: 'PROJECT',
    RunningFor: 'CREATED',
    CreatedAt: 'CREATED AT',
    Status: 'STATUS',
    State: 'STATE',
    Health: 'HEALTH',
    ExitCode: 'EXIT CODE',
    Ports: 'PORTS',
    Publishers: 'PUBLISHERS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    Networks: 'NETWORKS',
    LocalVolumes: 'LOCAL VOLUMES',
  },
  table: '{{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}',
};

/** A published port as Go's structure: printed as `{url target published protocol}`. */
function publishers(x: Seen): GoRecord[] {
  const list = [...x.summary.Ports].sort(
    (a, b) =>
      a.PrivatePort - b.PrivatePort ||
      (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
      ((a.IP ?? '') < (b.IP ?? '') ? -1 : 1),
  );
  return list.map(
    (p) =>
      new GoRecord(
        'api.PortPublisher',
        { URL: p.IP ?? '', TargetPort: p.PrivatePort, PublishedPort: p.PublicPort ?? 0, Protocol: p.Type },
        {},
      ),
  );
}

function psRow(x: Seen, trunc: boolean, now: number, health: string, exit: number): Row {
  const s = x.summary;
  const mounts = s.Mounts.map((m) => m.Name ?? m.Source).map((m) => (trunc ? ellipsis(m, 15) : m));
  return {
    fields: {
      Command: JSON.stringify(trunc ? ellipsis(s.Command, 20) : s.Command),
      CreatedAt: strftime('%Y-%m-%d %H:%M:%S %z %Z', s.Created * 1000),
      ExitCode: exit,
      Health: health,
      ID: trunc ? s.Id.slice(0, 12) : s.Id,
      Image: s.Image,
      Labels: labelText(s.Labels),
      LocalVolumes: String(s.Mounts.filter((m) => m.Type === 'volume').length),
      Mounts: mounts.join(','),
      Name: x.name,
      Names: s.Names.map((n) => n.slice(1)).join(','),
      Networks: Object.keys(s.NetworkSettings.Networks).sort().join(','),
      Ports: portsText(s.Ports),
      Project: s.Labels[LABEL.project] ?? '',
      Publishers: publishers(x),
      RunningFor: humanSince(now - s.Created * 1000),
      Service: x.service,
      Size: '0B',
      State: s.State,
      Status: s.Status,
    },
    methods: { Label: { arity: 1, call: (name) => s.Labels[name] ?? '' } },
  };
}

function* ps(c: Compose): Task<number> {
  const { flags, api } = c;
  const status = [...flags.list('status')];
  const filter = flags.string('filter');
  if (filter !== '') {
    const eq = filter.indexOf('=');
    if (eq < 0) throw new ComposeError('arguments to --filter should be in form KEY=VAL');
    const key = filter.slice(0, eq);
    if (key === 'status') status.push(filter.slice(eq + 1));
    else if (key === 'source') throw new ComposeError('not implemented');
    else throw new ComposeError(`unknown filter ${key}`);
  }
  const { project, name } = yield* c.projectOrName();
  let services: readonly string[] = c.args;
  if (project !== undefined) {
    for (const s of c.args) if (project.services[s] === undefined) throw new ComposeError(`no such service: ${s}`);
    if (c.args.length === 0 && !flags.bool('orphans')) services = Object.keys(project.services);
  }
  const every = flags.bool('all') || status.length > 0;
  const found = yield* containersOf(api, name, { all: every, oneoffs: every ? 'include' : 'exclude', services });
  const list = found
    .filter((x) => status.length === 0 || status.includes(x.state))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (flags.bool('quiet')) {
    yield* c.print(list.map((x) => `${x.id}\n`).join(''));
    return 0;
  }
  if (flags.bool('services')) {
    yield* c.print(`${[...new Set(list.map((x) => x.service))].join('\n')}\n`);
    return 0;
  }
  const rows: Row[] = [];
  for (const x of list) {
    const i = (yield* api.ContainerInspect(x.id)) as { State: { ExitCode: number; Health?: { Status: string } } };
    rows.push(
      psRow(
        x,
        !flags.bool('no-trunc'),
        c.p.kernel.now,
        x.state === 'running' ? (i.State.Health?.Status ?? '') : '',
        exitCode(x.state, i.State.ExitCode),
      ),
    );
  }
  yield* printList(c.cli, PS, rows, flags.string('format'));
  return 0;
}

/** `running(2), exited(1)` of the states of containers. */
function combined(states: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const s of states) counts.set(s, (counts.get(s) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([s, n]) => `${s}(${n})`)
    .join(', ');
}

function* ls(c: Compose): Task<number> {
  const { flags } = c;
  const names: RegExp[] = [];
  for (const f of flags.list('filter')) {
    const [key = '', value = ''] = [f.slice(0, f.indexOf('=')), f.slice(f.indexOf('=') + 1)];
    if (key !== 'name') throw new ComposeError(`invalid filter '${key}'`);
    try {
      names.push(new RegExp(value));
    } catch {
      names.push(new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
    }
  }
  const all = yield* c.api.ContainerList({
    all: flags.bool('all'),
    limit: 0,
    size: false,
    filters: { label: [LABEL.project, LABEL.hash] },
  });
  const projects = new Map<string, typeof all>();
  for (const x of all) {
    const name = x.Labels[LABEL.project]!;
    projects.set(name, [...(projects.get(name) ?? []), x]);
  }
  const rows = [...projects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([n]) => names.length === 0 || names.some((r) => r.test(n)))
    .map(([Name, list]) => ({
      Name,
      Status: combined(list.map((x) => x.State)),
      ConfigFiles:
        [...new Set(list.flatMap((x) => (x.Labels[LABEL.files] ?? '').split(',').filter((f) => f !== '')))].join(',') ||
        'N/A',
    }));
  if (flags.bool('quiet')) yield* c.print(rows.map((r) => `${r.Name}\n`).join(''));
  else
    yield* printSection(
      c,
      flags.string('format'),
      rows,
      ['NAME', 'STATUS', 'CONFIG FILES'],
      rows.map((r) => [r.Name, r.Status, r.ConfigFiles]),
    );
  return 0;
}

/** Tables of Compose's own kind: columns of 20 at least. @throws ComposeError for another format */
function* printSection(
  c: Compose,
  format: string,
  json: readonly object[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Task {
  switch (format) {
    case 'table':
    case '':
    case 'pretty':
      yield* c.print(tabulate([head.join('\t'), ...rows.map((r) => r.join('\t'))], 20, 3));
      return;
    case 'json':
      yield* c.print(`${goJson(json)}\n`);
      return;
    default:
      throw new ComposeError(`format value ${JSON.stringify(format)} could not be parsed: parsing failed`);
  }
}

function* images(c: Compose): Task<number> {
  const { flags, api } = c;
  const format = flags.string('format');
  const { name } = yield* c.projectOrName(c.args);
  const list = (yield* containersOf(api, name, { all: true, services: c.args })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const rows: {
    ID: string;
    ContainerName: string;
    Repository: string;
    Tag: string;
    Platform: string;
    Size: number;
    Created: string;
    LastTagTime: string;
  }[] = [];
  for (const x of list) {
    const i = (yield* api.ImageInspect(x.summary.ImageID)) as {
      Id: string;
      Size: number;
      Created: string;
      RepoTags: string[];
      Os: string;
      Architecture: string;
      Metadata: { LastTagTime: string };
    };
    let repository = '';
    let tag = '';
    if (i.RepoTags.length > 0) {
      const ref = parseReference(i.RepoTags.includes(x.summary.Image) ? x.summary.Image : i.RepoTags[0]!);
      repository = familiarName(ref);
      tag = ref.tag ?? '';
    }
    rows.push({
      ID: i.Id,
      ContainerName: x.name,
      Repository: repository,
      Tag: tag,
      Platform: `${i.Os}/${i.Architecture}`,
      Size: i.Size,
      Created: i.Created,
      LastTagTime: i.Metadata.LastTagTime,
    });
  }
  if (flags.bool('quiet'))
    yield* c.print([...new Set(rows.map((r) => r.ID.replace(/^sha256:/, '')))].map((id) => `${id}\n`).join(''));
  else if (format === 'json') yield* c.print(`${rows.length === 0 ? 'null' : goJson(rows)}\n\n`);
  else {
    const cells = rows.map((r) => [
      r.ContainerName,
      r.Repository || '<none>',
      r.Tag || '<none>',
      r.Platform,
      r.ID.replace(/^sha256:/, '').slice(0, 12),
      humanSize(r.Size, 3),
      humanSince(c.p.kernel.now - Date.parse(r.Created)),
    ]);
    yield* printSection(
      c,
      format,
      rows,
      ['CONTAINER', 'REPOSITORY', 'TAG', 'PLATFORM', 'IMAGE ID', 'SIZE', 'CREATED'],
      cells,
    );
  }
  return 0;
}

function* top(c: Compose): Task<number> {
  const { name } = yield* c.projectOrName();
  const list = (yield* containersOf(c.api, name, { all: false, oneoffs: 'include', services: c.args })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const titles = ['SERVICE', '#'];
  const rows: Map<string, string>[] = [];
  for (const x of list) {
    const { Titles, Processes } = yield* c.api.ContainerTop(x.id, []);
    for (const t of Titles) if (!titles.includes(t)) titles.push(t);
    for (const p of Processes)
      rows.push(
        new Map([
          ['SERVICE', x.service],
          ['#', String(x.number)],
          ...Titles.map((t, i): [string, string] => [t, p[i] ?? '-']),
        ]),
      );
  }
  if (rows.length > 0)
    yield* c.print(
      tabulate([titles.join('\t'), ...rows.map((r) => titles.map((t) => r.get(t) ?? '-').join('\t'))], 4, 2),
    );
  return 0;
}

function* port(c: Compose): Task<number> {
  const [service = '', text = ''] = c.args;
  if (!/^\d+$/.test(text)) throw new ComposeError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
  const wanted = Number(text);
  if (wanted > 65535) throw new ComposeError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: value out of range`);
  const { name } = yield* c.projectOrName([service]);
  const protocol = c.flags.string('protocol').toLowerCase();
  const x = yield* theContainer(c.api, name, service, c.flags.number('index'));
  const found = x.summary.Ports.find((p) => p.PrivatePort === wanted && p.Type === protocol);
  if (found === undefined)
    throw new ComposeError(
      `no port ${wanted}/${protocol} for container ${x.name}: ${x.summary.Ports.map((p) => `${p.PublicPort ?? 0}/${p.Type}`).join(', ')}`,
    );
  yield* c.print(`${found.IP ?? ''}:${found.PublicPort ?? 0}\n`);
  return 0;
}

const VOLUMES: ListFormat = {
  type: 'volumeContext',
  headers: {
    Driver: 'DRIVER',
    Name: 'VOLUME NAME',
    Scope: 'SCOPE',
    Mountpoint: 'MOUNTPOINT',
    Labels: 'LABELS',
    Links: 'LINKS',
    Size: 'SIZE',
    Availability: 'AVAILABILITY',
    Group: 'GROUP',
    Status: 'STATUS',
  },
  table: '{{.Driver}}\t{{.Name}}',
};

function* volumes(c: Compose): Task<number> {
  const { project, name } = yield* c.projectOrName();
  for (const s of c.args)
    if (project !== undefined && project.services[s] === undefined) throw new ComposeError(`no such service: ${s}`);
  const used =
    c.args.length === 0
      ? undefined
      : new Set(
          (yield* containersOf(c.api, name, { all: true, services: c.args })).flatMap((x) =>
            x.summary.Mounts.map((m) => m.Name),
          ),
        );
  const list = (yield* c.api.VolumeList(ofProject(name))).filter((v) => used === undefined || used.has(v.Name));
  if (c.flags.bool('quiet')) {
    yield* c.print(list.map((v) => `${v.Name}\n`).join(''));
    return 0;
  }
  yield* printList(
    c.cli,
    VOLUMES,
    list.map((v) => ({
      fields: {
        Availability: 'N/A',
        Driver: v.Driver,
        Group: 'N/A',
        Labels: labelText(v.Labels),
        Links: 'N/A',
        Mountpoint: v.Mountpoint,
        Name: v.Name,
        Scope: v.Scope,
        Size: 'N/A',
        Status: 'N/A',
      },
    })),
    c.flags.string('format'),
  );
  return 0;
}

function* stats(c: Compose): Task<number> {
  const { name } = yield* c.projectOrName(c.args);
  const list = yield* containersOf(c.api, name, { all: c.flags.bool('all'), services: c.args });
  const names = list.sort((a, b) => (a.name < b.name ? -1 : 1)).map((x) => x.name);
  if (names.length === 0) return 0;
  const spec = COMMANDS.get('docker stats')!;
  const given = [
    ...(c.flags.bool('no-stream') ? ['--no-stream'] : []),
    ...(c.flags.bool('no-trunc') ? ['--no-trunc'] : []),
    ...(c.flags.string('format') === '' ? [] : ['--format', c.flags.string('format')]),
    ...names,
  ];
  const flags = parseFlags(spec.flags, given, { stopAtFirst: false });
  return yield* IMPLEMENTED.get('docker stats')!.run(new Cli(c.p, c.api, spec, flags, flags.args));
}

export const listCommands: Record<string, Command> = {
  ps: { run: ps },
  ls: { run: ls },
  images: { run: images },
  top: { run: top },
  port: { args: { least: 2 }, run: port },
  volumes: { run: volumes },
  stats: { args: { most: 1 }, run: stats },
  version: {
    *run(c) {
      const format = c.flags.string('format');
      if (c.flags.bool('short')) yield* c.print(`${VERSION}\n`);
      else if (format === 'json') yield* c.print(`{"version":"${VERSION}"}\n`);
      else yield* c.print(`Docker Compose version ${VERSION}\n`);
      return 0;
    },
  },
  attach: {
    args: { least: 1 },
    *run(c) {
      const { name } = yield* c.projectOrName();
      const x = yield* theContainer(c.api, name, c.args[0]!, c.flags.number('index'));
      return yield* asDocker(c, 'docker attach', [
        ...(c.flags.bool('no-stdin') ? ['--no-stdin'] : []),
        ...(c.flags.bool('sig-proxy') ? [] : ['--sig-proxy=false']),
        ...(c.flags.string('detach-keys') === '' ? [] : ['--detach-keys', c.flags.string('detach-keys')]),
        x.id,
      ]);
    },
  },
  commit: {
    args: { least: 1, most: 2 },
    *run(c) {
      const { name } = yield* c.projectOrName();
      const x = yield* theContainer(c.api, name, c.args[0]!, c.flags.number('index'), true);
      yield* c.progress('Committing', function* (w) {
        const label = `Container ${x.name}`;
        yield* w.event({ id: label, status: 'Committing', stage: 'working' });
        const ref = c.args[1] ?? '';
        const parsed = ref === '' ? undefined : parseReference(ref);
        const id = yield* c.api.ImageCommit(x.id, {
          repo: parsed === undefined ? '' : familiarName(parsed),
          tag: parsed?.tag ?? '',
          comment: c.flags.string('message'),
          author: c.flags.string('author'),
          pause: c.flags.bool('pause'),
          changes: c.flags.list('change'),
        });
        yield* w.event({ id: label, text: `Committed as ${id}`, stage: 'done' });
      });
      return 0;
    },
  },
  export: {
    args: { least: 1 },
    *run(c) {
      const { name } = yield* c.projectOrName();
      const x = yield* theContainer(c.api, name, c.args[0]!, c.flags.number('index'), true);
      return yield* asDocker(c, 'docker export', [
        ...(c.flags.string('output') === '' ? [] : ['--output', c.flags.string('output')]),
        x.id,
      ]);
    },
  },
  push: {
    *run(c) {
      const project = yield* c.project(c.args, c.flags.bool('include-deps'));
      yield* c.progress(
        'Pushing',
        function* (w) {
          yield* parallel(
            c.p,
            Object.entries(project.services)
              .filter(([, s]) => s['build'] !== undefined || s['image'] !== undefined)
              .map(
                ([service, s]) =>
                  function* (): Task {
                    if (s['build'] === undefined || s['image'] === undefined) {
                      yield* w.event({ id: service, text: 'Skipped', stage: 'done' });
                      return;
                    }
                    yield* w.event({ id: service, text: 'Pushing', stage: 'working' });
                    const stream = yield* c.api.ImagePush(String(s['image']), { all: false });
                    for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
                      if (m.error === undefined) continue;
                      yield* w.event({
                        id: service,
                        text: 'Error',
                        status: m.error,
                        stage: c.flags.bool('ignore-push-failures') ? 'warning' : 'error',
                      });
                      if (c.flags.bool('ignore-push-failures')) return;
                      throw new ComposeError(m.error);
                    }
                    yield* w.event({ id: service, text: 'Pushed', stage: 'done' });
                  },
              ),
          );
        },
        c.flags.bool('quiet'),
      );
      return 0;
    },
  },
};

/** Runs a command of the docker client with arguments of our own. */
export function* asDocker(c: Compose, path: string, args: readonly string[]): Task<number> {
  const spec = COMMANDS.get(path)!;
  const implementation = IMPLEMENTED.get(path)!;
  const flags = parseFlags(spec.flags, [...args], { stopAtFirst: implementation.stopAtFirst ?? false });
  return yield* implementation.run(new Cli(c.p, c.api, spec, flags, flags.args));
}
