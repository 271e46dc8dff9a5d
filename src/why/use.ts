// Why something cannot be removed, why a name or a port is taken, and what a prune would take away.

import type { RecordedContainer, RecordedImage, Records } from '../api/records.ts';
import { humanSize } from '../api/units.ts';
import { familiar, familiarName, parseReference } from '../api/reference.ts';
import { changes } from '../fs/diff.ts';
import { treeSize } from '../fs/tree.ts';
import { type Hop, meant, names, say, type World } from './hop.ts';

const runs = (c: RecordedContainer): boolean => ['running', 'paused', 'restarting'].includes(c.state);

function tagsOf(records: Records, id: string): string[] {
  return [...records.tags.entries()].filter(([, x]) => x === id).map(([t]) => familiar(parseReference(t)));
}
const imageName = (records: Records, image: RecordedImage): string =>
  tagsOf(records, image.id)[0] ?? image.id.slice(7, 19);

function rmContainer(c: RecordedContainer): Hop[] {
  const what = say('container', { container: c.name });
  if (!runs(c)) return [{ what, ok: true, fact: say('removable', { name: c.name, state: c.state }) }];
  return [
    {
      what,
      ok: false,
      fact: say('stillRuns', { container: c.name, state: c.state }),
      mend: say('mendStillRuns', { container: c.name }),
    },
  ];
}

function rmImage(records: Records, image: RecordedImage, ref: string): Hop[] {
  const name = imageName(records, image);
  const what = say('image', { image: name });
  const tags = tagsOf(records, image.id);
  const users = [...records.containers.values()].filter((c) => c.imageId === image.id);
  const hops: Hop[] = [];
  const byId = image.id.startsWith(`sha256:${ref}`) || image.id === ref;
  if (tags.length > 1 && !byId)
    hops.push({ what: say('tags'), ok: true, fact: say('onlyUntagged', { tags: names(tags) }) });
  const running = users.filter(runs);
  const stopped = users.filter((c) => !runs(c));
  if (users.length === 0 || (tags.length > 1 && !byId)) {
    if (byId && new Set(tags.map((t) => familiarName(parseReference(t)))).size > 1)
      return [
        {
          what: say('tags'),
          ok: false,
          fact: say('manyTags', { tags: names(tags) }),
          mend: say('mendManyTags', { tags: tags.join(' ') }),
        },
      ];
    return [...hops, { what, ok: true, fact: say('removable', { name, state: '' }) }];
  }
  if (running.length > 0)
    hops.push({
      what,
      ok: false,
      fact: say('usedRunning', { name, containers: names(running.map((c) => c.name)) }),
      mend: say('mendUsedRunning', { containers: running.map((c) => c.name).join(' '), name }),
    });
  if (stopped.length > 0)
    hops.push({
      what,
      ok: false,
      fact: say('usedStopped', { name, containers: names(stopped.map((c) => c.name)) }),
      mend: say('mendUsedStopped', { containers: stopped.map((c) => c.name).join(' '), name }),
    });
  return hops;
}

/** Why a container, volume, network or image cannot be removed: who uses it. */
export function whyRemove(world: World, ref: string): Hop[] {
  const { records } = world;
  const hops: Hop[] = [];
  if (records !== undefined) {
    const c = records.container(ref);
    if (c !== undefined) hops.push(...rmContainer(c));
    const v = records.volumes.get(ref);
    if (v !== undefined) {
      const users = v.users.map((id) => records.containers.get(id)).filter((x) => x !== undefined);
      const what = say('volume', { name: ref });
      hops.push(
        users.length === 0
          ? { what, ok: true, fact: say('removable', { name: ref, state: '' }) }
          : {
              what,
              ok: false,
              fact: say('volumeUsed', { name: ref, containers: names(users.map((u) => `${u.name} (${u.state})`)) }),
              mend: say('mendVolumeUsed', { containers: users.map((u) => u.name).join(' '), name: ref }),
            },
      );
    }
    const n = records.network(ref);
    if (n !== undefined) {
      const what = say('network', { network: n.name });
      const users = [...records.containers.values()].filter((x) =>
        Object.values(x.endpoints).some((e) => e.NetworkID === n.id && e.IPAddress !== ''),
      );
      if (['bridge', 'host', 'none'].includes(n.name))
        hops.push({ what, ok: false, fact: say('predefined', { network: n.name }), mend: say('mendPredefined') });
      else if (users.length > 0)
        hops.push({
          what,
          ok: false,
          fact: say('networkUsed', { network: n.name, containers: names(users.map((u) => u.name)) }),
          mend: say('mendNetworkUsed', { network: n.name, container: users[0]!.name }),
        });
      else hops.push({ what, ok: true, fact: say('removable', { name: n.name, state: '' }) });
    }
    const image = c === undefined ? records.image(ref) : undefined;
    if (image !== undefined) hops.push(...rmImage(records, image, ref));
  }
  if (hops.length > 0) return hops;
  const all =
    records === undefined
      ? []
      : [
          ...records.names.keys(),
          ...records.volumes.keys(),
          ...[...records.networks.values()].map((n) => n.name),
          ...[...records.tags.keys()].map((t) => familiar(parseReference(t))),
        ];
  const maybe = meant(ref, all);
  return [
    {
      what: say('thing', { name: ref }),
      ok: false,
      fact: say('noThing', { name: ref }),
      mend: maybe === undefined ? say('mendPs') : say('mendMaybe', { maybe }),
    },
  ];
}

/** Who has a port of the host, and who will want it. */
export function whyPort(world: World, port: number): Hop[] {
  const hops: Hop[] = [];
  const containers = [...(world.records?.containers.values() ?? [])];
  for (const l of world.kernel.net.host.listeners.values()) {
    if (l.port !== port) continue;
    const what = say('hostPort', { port });
    const c =
      l.forward === undefined ? undefined : containers.find((x) => world.records!.runtime(x).net === l.forward!.ns);
    if (c !== undefined) {
      const project = c.config.Labels['com.docker.compose.project'] ?? '';
      hops.push({
        what,
        ok: false,
        fact: say(project === '' ? 'portOfContainer' : 'portOfProject', {
          port,
          ip: l.ip,
          container: c.name,
          inner: l.forward!.port,
          project,
        }),
        mend: say('mendPortTaken', { container: c.name, other: port + 1, inner: l.forward!.port }),
      });
    } else
      hops.push({
        what,
        ok: false,
        fact: say('portOfProgram', { port, ip: l.ip, program: l.owner?.comm ?? '?', pid: l.owner?.pid ?? 0 }),
        mend: say('mendPortOfProgram', { pid: l.owner?.pid ?? 0, other: port + 1 }),
      });
  }
  if (hops.length === 0) hops.push({ what: say('hostPort', { port }), ok: true, fact: say('portFree', { port }) });
  for (const c of containers) {
    if (
      !runs(c) &&
      Object.values(c.hostConfig.PortBindings ?? {}).some((list) => list.some((b) => b.HostPort === String(port)))
    )
      hops.push({
        what: say('container', { container: c.name }),
        ok: undefined,
        fact: say('wantsPort', { container: c.name, port, state: c.state }),
      });
  }
  return hops;
}

/** Which container has a name. */
export function whyName(world: World, name: string): Hop[] {
  const plain = name.replace(/^\//, '');
  const id = world.records?.names.get(plain);
  const c = id === undefined ? undefined : world.records!.containers.get(id);
  const what = say('containerName', { name: plain });
  if (c === undefined) return [{ what, ok: true, fact: say('nameFree', { name: plain }) }];
  return [
    {
      what,
      ok: false,
      fact: say(runs(c) ? 'nameOfRunning' : 'nameOfOld', {
        name: plain,
        id: c.id.slice(0, 12),
        state: c.state,
        image: c.config.Image,
      }),
      mend: say(runs(c) ? 'mendNameOfRunning' : 'mendNameOfOld', { name: plain }),
    },
  ];
}

/** What `docker system prune` would take: `-a` all unused images, `--volumes` anonymous volumes as well. */
export function prunePreview(world: World, options: { all: boolean; volumes: boolean }): Hop[] {
  const { records } = world;
  if (records === undefined) return [{ what: say('pruneContainers'), ok: true, fact: say('pruneNothing') }];
  const stopped = [...records.containers.values()].filter((c) => !runs(c) && c.state !== 'removing');
  const left = [...records.containers.values()].filter((c) => !stopped.includes(c));
  const hops: Hop[] = [];
  const add = (what: Hop['what'], list: readonly string[], bytes: number): void => {
    hops.push({
      what,
      ok: list.length === 0 ? true : undefined,
      fact:
        list.length === 0
          ? say('pruneNothing')
          : say('pruneTakes', { count: list.length, list: names(list), size: humanSize(bytes) }),
    });
  };
  add(
    say('pruneContainers'),
    stopped.map((c) => `${c.name} (${c.state})`),
    stopped.reduce((n, c) => n + writable(world, c), 0),
  );
  const networks = [...records.networks.values()].filter(
    (n) =>
      !['bridge', 'host', 'none'].includes(n.name) &&
      !left.some((c) => Object.values(c.endpoints).some((e) => e.NetworkID === n.id && e.IPAddress !== '')),
  );
  add(
    say('pruneNetworks'),
    networks.map((n) => n.name),
    0,
  );
  if (options.volumes) {
    const volumes = [...records.volumes.values()].filter(
      (v) => v.anonymous && !left.some((c) => v.users.includes(c.id)),
    );
    add(
      say('pruneVolumes'),
      volumes.map((v) => v.name.slice(0, 12)),
      volumes.reduce((n, v) => n + treeSize(records.volumeCell(v.name)!.root), 0),
    );
  }
  const named = [...records.volumes.values()].filter((v) => !v.anonymous && !left.some((c) => v.users.includes(c.id)));
  const used = new Set(left.map((c) => c.imageId));
  const images = [...records.images.values()].filter(
    (i) => !used.has(i.id) && (options.all || tagsOf(records, i.id).length === 0),
  );
  add(
    say(options.all ? 'pruneImagesAll' : 'pruneImages'),
    images.map((i) => imageName(records, i)),
    images.reduce((n, i) => n + i.layers.reduce((m, l) => m + l.size, 0), 0),
  );
  const kept = new Set(
    [...records.images.values()].filter((i) => !images.includes(i)).flatMap((i) => i.layers.map((l) => l.diffId)),
  );
  const cache = [...records.cache.values()].filter(
    (e) => options.all || e.layer === undefined || !kept.has(e.layer.diffId),
  );
  if (cache.length > 0)
    hops.push({ what: say('pruneCache'), ok: undefined, fact: say('pruneCacheTakes', { count: cache.length }) });
  if (named.length > 0)
    hops.push({
      what: say('pruneKeeps'),
      ok: true,
      fact: say('pruneKeepsNamed', { list: names(named.map((v) => v.name)) }),
    });
  if (!options.volumes) {
    const anonymous = [...records.volumes.values()].filter(
      (v) => v.anonymous && !left.some((c) => v.users.includes(c.id)),
    );
    if (anonymous.length > 0)
      hops.push({ what: say('pruneKeeps'), ok: true, fact: say('pruneKeepsAnonymous', { count: anonymous.length }) });
  }
  return hops;
}

/** Bytes in a container's writable layer. */
function writable(world: World, c: RecordedContainer): number {
  const runtime = world.records!.runtime(c);
  let sum = 0;
  for (const change of changes(runtime.base, runtime.cell.root)) {
    const node = change.kind === 'D' ? undefined : runtime.cell.get(change.path.split('/').slice(1));
    if (node?.kind === 'file') sum += node.data.length;
  }
  return sum;
}
