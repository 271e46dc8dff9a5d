// What a command did, one step after another: the difference of two scenes. Each step knows the things it moved,
// so that a line of output, a movement and an entry of the list can light each other up.

import type { TextKey } from '../text.ts';
import type { ContainerItem, ImageItem, Scene } from '../../lab/shown.ts';
import { type Change, type TraceStep, FILE_STEPS } from './steps.ts';

/** File steps of one thing in one command that stand one by one in the list. */
const LISTED = 6;

/**
 * Adds steps to a trace. When a thing has had its share of file steps in this command, more of them only raise the count
 * of its last one, so that a server which writes on and on does not flood the list.
 */
export function folded(
  trace: readonly TraceStep[],
  steps: readonly TraceStep[],
  command: number,
): { trace: TraceStep[]; fresh: TraceStep[] } {
  const out = [...trace];
  const fresh: TraceStep[] = [];
  for (const s of steps) {
    const mine = FILE_STEPS.includes(s.text)
      ? out.filter((o) => o.command === command && FILE_STEPS.includes(o.text) && o.keys[0] === s.keys[0])
      : [];
    const last = mine.at(-1);
    if (last === undefined || mine.length < LISTED) {
      out.push(s);
      fresh.push(s);
      continue;
    }
    const at = out.lastIndexOf(last);
    if (s.text === 't_volumeFiles') out[at] = { ...last, args: { ...last.args, after: s.args['after'] ?? 0 } };
    else if (last.text === 't_more')
      out[at] = { ...last, args: { ...last.args, n: Number(last.args['n']) + Number(s.args['n'] ?? 1) } };
    else out.push({ ...s, text: 't_more', args: { name: s.args['name'] ?? '', n: Number(s.args['n'] ?? 1) } });
  }
  return { trace: out, fresh };
}

/** File changes of one container that are told one by one; the rest is counted. */
const TOLD = 4;

const byKey = <T extends { readonly key: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((x) => [x.key, x]));
const nameOf = (i: ImageItem): string => i.names[0] ?? i.id.slice(7, 19);

function imageChanges(a: Scene, b: Scene, out: Change[]): void {
  const before = byKey(a.images);
  const had = new Set(a.images.flatMap((i) => i.layers.map((l) => l.diffId)));
  for (const i of b.images) {
    const old = before.get(i.key);
    if (old === undefined) {
      const fresh = i.layers.filter((l) => !had.has(l.diffId)).map((l) => l.diffId);
      const text = i.built ? 't_imageBuilt' : fresh.length === 0 ? 't_imagePulledShared' : 't_imagePulled';
      out.push({
        text,
        args: { name: nameOf(i), n: fresh.length },
        keys: [i.key],
        ...(i.built ? {} : { flight: { kind: 'pull' as const, image: i.key, fresh } }),
      });
      for (const name of i.names.slice(1)) out.push({ text: 't_imageTagged', args: { name }, keys: [i.key] });
      continue;
    }
    if (old.names === i.names) continue;
    for (const name of i.names)
      if (!old.names.includes(name))
        out.push({
          text: 't_imageTagged',
          args: { name },
          keys: [i.key],
          flight: { kind: 'blink', key: i.key, label: 'image' },
        });
    for (const name of old.names)
      if (!i.names.includes(name)) out.push({ text: 't_imageUntagged', args: { name }, keys: [i.key] });
  }
  const after = byKey(b.images);
  for (const i of a.images)
    if (!after.has(i.key)) out.push({ text: 't_imageRemoved', args: { name: nameOf(i) }, keys: [i.key] });
}

function stateChange(old: ContainerItem | undefined, c: ContainerItem): Change | undefined {
  const name = c.name;
  if (old?.shown === c.shown && old.exitCode === c.exitCode && old.restarts === c.restarts) return undefined;
  const change = (text: TextKey, args: Change['args'] = { name }): Change => ({ text, args, keys: [c.key] });
  switch (c.shown) {
    case 'created':
      return undefined;
    case 'running':
    case 'starting':
      return old?.shown === 'paused'
        ? change('t_unpaused')
        : old?.state === 'running' && old.restarts === c.restarts
          ? undefined
          : change('t_started');
    case 'exited':
      return change('t_exited', { name, code: c.exitCode });
    case 'paused':
      return change('t_paused');
    case 'restarting':
      return change('t_restarting');
    case 'healthy':
      return change('t_healthy');
    case 'unhealthy':
      return change('t_unhealthy');
    default:
      return change('t_state', { name, state: c.shown });
  }
}

function mountChanges(a: Scene, c: ContainerItem, out: Change[]): void {
  const stores = new Map(a.stores.map((s) => [s.key, s]));
  for (const m of c.mounts) {
    if (m.type === 'tmpfs') continue;
    const store = m.key.slice(2);
    const was = stores.get(m.key)?.entries.length ?? 0;
    const filled =
      m.type === 'volume' && was === 0 && m.hidden.length > 0 && m.hidden.every((n) => m.shown.includes(n));
    out.push({
      text: 't_mounted',
      args: {
        store: m.type === 'volume' && store.length === 64 ? store.slice(0, 12) : store,
        path: m.at,
        name: c.name,
      },
      keys: [m.key, c.key],
      flight: { kind: 'cover', container: c.key, store: m.key, at: m.at },
    });
    if (filled)
      out.push({
        text: 't_copyUp',
        args: { volume: store.length === 64 ? store.slice(0, 12) : store, n: m.shown.length },
        keys: [m.key, c.key, c.imageKey],
        flight: { kind: 'fill', container: c.key, store: m.key, names: m.shown.slice(0, 5) },
      });
    else if (m.hidden.length > 0)
      out.push({ text: 't_hides', args: { path: m.at, name: c.name, n: m.hidden.length }, keys: [c.key, m.key] });
  }
}

function fileChanges(old: ContainerItem | undefined, c: ContainerItem, out: Change[]): void {
  if (old !== undefined && old.written === c.written) return;
  const before = new Map((old?.written ?? []).map((w) => [w.path, w]));
  const now = new Set(c.written.map((w) => w.path));
  const told: Change[] = [];
  for (const w of c.written) {
    const was = before.get(w.path);
    if (was !== undefined && was.kind === w.kind && was.size === w.size) continue;
    told.push({
      text: w.kind === 'D' ? 't_whiteout' : w.kind === 'C' ? 't_copied' : 't_written',
      args: { name: c.name, path: w.path },
      keys: [c.key, `${c.key}/w`],
      flight: { kind: 'file', how: w.kind, container: c.key, image: c.imageKey, path: w.path },
    });
  }
  for (const path of before.keys())
    if (!now.has(path)) told.push({ text: 't_undone', args: { name: c.name, path }, keys: [c.key, `${c.key}/w`] });
  out.push(...told.slice(0, TOLD));
  if (told.length > TOLD)
    out.push({ text: 't_more', args: { name: c.name, n: told.length - TOLD }, keys: [c.key, `${c.key}/w`] });
}

function containerChanges(a: Scene, b: Scene, out: Change[]): void {
  const before = byKey(a.containers);
  for (const c of b.containers) {
    const old = before.get(c.key);
    if (old === c) continue;
    if (old === undefined) {
      out.push({ text: 't_created', args: { name: c.name, image: c.image }, keys: [c.key, c.imageKey] });
      mountChanges(a, c, out);
    } else if (old.name !== c.name)
      out.push({ text: 't_renamed', args: { old: old.name, name: c.name }, keys: [c.key] });
    for (const n of c.networks) {
      const was = old?.networks.find((x) => x.name === n.name);
      if (n.ip !== '' && (was === undefined || was.ip === ''))
        out.push({
          text: 't_joined',
          args: { name: c.name, network: n.name, ip: n.ip },
          keys: [c.key, networkKey(b, n.name)],
        });
    }
    if (c.error !== '' && c.error !== old?.error)
      out.push({
        text: 't_failed',
        args: { name: c.name, error: c.error.replace(/^.*: /, '') },
        keys: [c.key, ...c.refused.map((p) => `g!${c.key}:${p}`)],
      });
    const moved = stateChange(old, c);
    const starts = moved?.text === 't_started';
    if (moved !== undefined && starts) out.push(moved);
    const ports = (x: ContainerItem | undefined) => (x?.ports ?? []).filter((p) => p.host !== undefined);
    for (const p of ports(c))
      if (!ports(old).some((o) => o.host === p.host && o.container === p.container))
        out.push({
          text: 't_published',
          args: { host: p.host!, name: c.name, port: p.container },
          keys: [`g:${c.key}:${p.host}`, c.key],
        });
    fileChanges(old, c, out);
    if (moved !== undefined && !starts) out.push(moved);
    for (const p of ports(old))
      if (!ports(c).some((o) => o.host === p.host))
        out.push({ text: 't_unpublished', args: { host: p.host! }, keys: [c.key] });
    for (const n of old?.networks ?? []) {
      const is = c.networks.find((x) => x.name === n.name);
      if (is === undefined)
        out.push({ text: 't_left', args: { name: c.name, network: n.name }, keys: [c.key, networkKey(b, n.name)] });
    }
  }
  const after = byKey(b.containers);
  for (const c of a.containers)
    if (!after.has(c.key)) out.push({ text: 't_removed', args: { name: c.name }, keys: [c.key, c.imageKey] });
}

const networkKey = (s: Scene, name: string): string => s.networks.find((n) => n.name === name)?.key ?? `n:${name}`;

/** The steps from one scene to the next, in the order in which an engine does them. */
export function traceOf(a: Scene, b: Scene): Change[] {
  if (a === b) return [];
  const out: Change[] = [];
  imageChanges(a, b, out);
  const networks = byKey(a.networks);
  for (const n of b.networks)
    if (!networks.has(n.key) && n.name !== 'bridge')
      out.push({ text: 't_networkCreated', args: { name: n.name }, keys: [n.key] });
  const stores = byKey(a.stores);
  for (const s of b.stores)
    if (s.kind === 'volume' && !stores.has(s.key))
      out.push({ text: 't_volumeCreated', args: { name: s.name }, keys: [s.key] });
  containerChanges(a, b, out);
  for (const s of b.stores) {
    const old = stores.get(s.key);
    if (
      old !== undefined &&
      s.kind === 'volume' &&
      old.entries.length !== s.entries.length &&
      !out.some((x) => x.text === 't_copyUp' && x.keys[0] === s.key)
    )
      out.push({
        text: 't_volumeFiles',
        args: { volume: s.name, before: old.entries.length, after: s.entries.length },
        keys: [s.key],
      });
  }
  const nextNetworks = byKey(b.networks);
  for (const n of a.networks)
    if (!nextNetworks.has(n.key) && n.name !== 'bridge')
      out.push({ text: 't_networkRemoved', args: { name: n.name }, keys: [n.key] });
  const nextStores = byKey(b.stores);
  for (const s of a.stores)
    if (s.kind === 'volume' && !nextStores.has(s.key))
      out.push({ text: 't_volumeRemoved', args: { name: s.name }, keys: [s.key] });
  return out;
}
