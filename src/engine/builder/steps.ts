// Steps that make layers: RUN, COPY, ADD, WORKDIR. Each is looked up by its content in the cache, or carried out.

import { Cell } from '../../fs/cell.ts';
import { diffLayer } from '../../fs/diff.ts';
import { digestOf, sha256hex } from '../../fs/digest.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { clean } from '../../fs/path.ts';
import { getAt } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import type { WaitQueue } from '../../kernel/block.ts';
import { ApiError } from '../api.ts';
import type { Engine } from '../engine.ts';
import { makeLayer } from '../layers.ts';
import type { CacheEntry, ImageRecord } from '../state.ts';
import type { Channel } from '../streams.ts';
import { envOf, shellOf } from './change.ts';
import { contentDigest, copyInto, type CopySpec, NotFound, sourcesOf } from './copy.ts';
import { type Step, StepError } from './dispatch.ts';
import { expandWord } from './expand.ts';
import { type MountCaches, sourceNode, type StepMount } from './mounts.ts';
import type { Stage } from './plan.ts';
import type { BuildMessage, BuildRequest } from './request.ts';
import { runStep, type RunMount } from './run.ts';

/** What a stage is while it is built, and when it is done. */
export interface Built {
  readonly image: Omit<ImageRecord, 'id'>;
  readonly tree: DirNode;
  /** Key in the cache of the last step. */
  readonly key: string;
  /** Id of the untouched base, while nothing was added. */
  readonly baseId: string | undefined;
}

export type Sleeper = { sleep(ms: number): Task<unknown> };

/** What a step needs of the build that it belongs to. */
export interface Job {
  readonly engine: Engine;
  readonly request: BuildRequest;
  readonly channel: Channel<BuildMessage>;
  readonly caches: MountCaches;
  /** Cache folders that this build has begun anew. */
  readonly begun: Set<string>;
  /** Woken when another stage has failed: what runs is stopped. */
  readonly cancel: WaitQueue;
  readonly canceled: () => boolean;
  vertex(name: string): number;
  finish(id: number, from: number, why: string): void;
  context(p: Sleeper): Task<DirNode>;
  /** The tree of a stage, a named context or an image. */
  source(p: Sleeper, name: string, stage: Stage, step: Step): Task<DirNode>;
}

/** Id of the builder's worker, part of the names of its local sources: made once at a daemon's first start. */
const WORKER_ID = '55d17141-accb-45f4-8f59-bafe56069783';
const PROXY = /^(https?|ftp|all|no)_proxy$/i;

/** A reference of BuildKit: 25 letters and digits. */
function refName(hex: string): string {
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
  let out = '';
  for (let i = 0; i < 50; i += 2) out += alphabet[parseInt(hex.slice(i, i + 2), 16) % 36];
  return out;
}

/** A step's result from the cache, or made and kept for the next time. */
function* cached(job: Job, p: Sleeper, stage: Stage, step: Step, key: string, built: Built, createdBy: string, settle: (hit: boolean) => void, make: (id: number) => Task<DirNode>): Task<Built> {
  const { engine, channel, request } = job;
  const stageName = stage.name ?? (stage.label === '' ? '' : stage.label);
  const known = request.noCache || (stageName !== '' && request.noCacheFilter.includes(stageName)) ? undefined : engine.state.cache.get(key);
  settle(known !== undefined);
  const id = job.vertex(step.title);
  const at = engine.now;
  let entry: CacheEntry;
  if (known !== undefined) {
    entry = { ...known, lastUsed: engine.now, uses: known.uses + 1 };
    channel.push({ type: 'cached', id, why: 'the instruction, its base and the files it takes are the same as before' });
  } else {
    let tree: DirNode;
    try {
      tree = yield* make(id);
    } catch (error) {
      if (job.canceled()) {
        channel.push({ type: 'canceled', id });
        throw error;
      }
      channel.push({ type: 'failed', id, error: (error as Error).message.replace(/^failed to compute cache key: /, '') });
      throw error instanceof StepError ? error : new StepError((error as Error).message, step.i);
    }
    if (engine.now - at < 20) yield* p.sleep(20);
    const layer = makeLayer(diffLayer(built.tree, tree) ?? { kind: 'layer', node: tree, opaque: false, children: new Map() }, tree);
    entry = {
      id: sha256hex(`cache ${key}`).slice(0, 25), key, parents: [built.key], type: 'regular', description: step.title.replace(/^\[[^\]]*\] /, ''), size: layer.size, created: engine.now, lastUsed: engine.now, uses: 1, layer,
    };
    job.finish(id, at, missReason(job, built, step));
  }
  engine.set({ cache: engine.state.cache.set(key, entry) });
  const layer = entry.layer!;
  const history = [...built.image.history, { created: entry.created, createdBy, comment: 'buildkit.dockerfile.v0', empty: false }];
  return { tree: layer.tree, key, baseId: undefined, image: { ...built.image, created: entry.created, layers: [...built.image.layers, layer], history } };
}

/** Why a step had to be carried out, as far as the cache can tell. */
function missReason(job: Job, built: Built, step: Step): string {
  const { request, engine } = job;
  if (request.noCache) return '--no-cache was given';
  const what = step.title.replace(/^\[[^\]]*\] /, '');
  for (const e of engine.state.cache.values()) {
    if (e.description !== what) continue;
    if (e.parents[0] !== built.key) return 'a step before it, or its base, is another one than before';
    return ['COPY', 'ADD'].includes(step.i.name) ? 'the files it takes have changed' : 'its variables, user or mounts have changed';
  }
  return 'nothing in the cache has this instruction on this base';
}

/** A source that is missing, as BuildKit words it. */
function missing(job: Job, error: NotFound): string {
  return `failed to calculate checksum of ref ${WORKER_ID}::${refName(job.engine.kernel.random.hex(50))}: ${error.message}`;
}

export function* workdirStep(job: Job, p: Sleeper, stage: Stage, step: Step, built: Built, settle: (hit: boolean) => void): Task<Built> {
  const given = expandWord(step.i.rest, step.env, { escape: step.i.escape });
  const path = clean(given.startsWith('/') ? given : `${step.config.WorkingDir || '/'}/${given}`);
  const key = digestOf(`${built.key}\nWORKDIR ${path} ${step.config.User}`);
  return yield* cached(job, p, stage, step, key, built, `WORKDIR ${path}`, settle, function* () {
    return makeDir(built.tree, path, step.config.User);
  });
}

/** A mount with what stands behind it, and what of it belongs to the step's key in the cache. */
function* resolveMount(job: Job, p: Sleeper, stage: Stage, step: Step, m: StepMount): Task<{ mount: RunMount | undefined; key: string; env?: string }> {
  const now = job.engine.now;
  if (m.type === 'tmpfs') return { mount: { mount: m, node: undefined, cell: undefined }, key: '' };
  if (m.type === 'ssh') {
    if (m.required) throw new StepError(`unset ssh forward key ${m.id === '' ? 'default' : m.id}`, step.i);
    return { mount: undefined, key: '' };
  }
  if (m.type === 'secret') {
    const data = job.request.secrets[m.id];
    if (data === undefined) {
      if (m.required) throw new StepError(`secret ${m.id}: not found`, step.i);
      return { mount: undefined, key: '' };
    }
    const file = { kind: 'file' as const, mode: m.mode ?? 0o400, uid: m.uid, gid: m.gid, mtime: now, ino: 0, data };
    return m.env === undefined ? { mount: { mount: m, node: file, cell: undefined }, key: '' } : { mount: undefined, key: '', env: `${m.env}=${new TextDecoder().decode(data)}` };
  }
  if (m.type === 'cache') {
    const start = m.from === '' ? undefined : sourceNode(yield* job.source(p, m.from, stage, step), m.source, (path) => new NotFound(path));
    const fresh = job.request.noCache && !job.begun.has(m.id);
    job.begun.add(m.id);
    return { mount: { mount: m, node: undefined, cell: job.caches.cell(m, start, now, fresh) }, key: '' };
  }
  const tree = m.from === '' ? yield* job.context(p) : yield* job.source(p, m.from, stage, step);
  const node = sourceNode(tree, m.source, (path) => new NotFound(path));
  return { mount: { mount: m, node, cell: undefined }, key: contentDigest([{ path: m.source, node }]) };
}

export function* runInstruction(job: Job, p: Sleeper, stage: Stage, step: Step, built: Built, settle: (hit: boolean) => void): Task<Built> {
  const { i, config } = step;
  const { engine, channel, request } = job;
  const doc = i.heredocs[0];
  const text = doc === undefined ? i.rest : /^<<-?["']?\w+["']?$/.test(i.rest) ? doc.content : `${i.rest}\n${i.heredocs.map((h) => `${h.content}${h.name}\n`).join('')}`;
  const script = doc !== undefined && text.startsWith('#!') ? text : undefined;
  const argv = i.json !== undefined ? [...i.json] : script !== undefined ? ['/dev/pipes/EOF'] : [...shellOf(config), text];
  const own = envOf(config);
  const extra = [...step.args].filter(([k]) => !own.has(k) && !PROXY.test(k)).map(([k, v]) => `${k}=${v}`);
  const proxies = Object.entries(request.buildArgs).filter(([k, v]) => PROXY.test(k) && v !== undefined).map(([k, v]) => `${k}=${v}`);
  const command = argv.join(' ');
  const createdBy = `RUN ${extra.length > 0 ? `|${extra.length} ${extra.join(' ')} ` : ''}${command.replace(/\t/g, ' ')} # buildkit`;
  const mounts: RunMount[] = [];
  const keys: string[] = [];
  const secretEnv: string[] = [];
  for (const m of step.mounts) {
    try {
      const r = yield* resolveMount(job, p, stage, step, m);
      if (r.mount !== undefined) mounts.push(r.mount);
      if (r.env !== undefined) secretEnv.push(r.env);
      keys.push(r.key);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      const why = missing(job, error);
      settle(false);
      channel.push({ type: 'failed', id: job.vertex(step.title), error: why });
      throw new StepError(`failed to compute cache key: ${why}`, i);
    }
  }
  const key = digestOf(JSON.stringify([built.key, 'RUN', argv, config.Env, extra, config.User, config.WorkingDir, config.Shell ?? null, i.flags, keys]));
  return yield* cached(job, p, stage, step, key, built, createdBy, settle, function* (id) {
    const at = engine.now;
    const cell = new Cell(built.tree, 'build');
    const network = i.flags.find((f) => f.startsWith('--network='))?.slice(10) ?? request.network;
    const result = yield* runStep(engine, p, {
      cell, config, argv, env: [...proxies, ...extra, ...config.Env, ...secretEnv], network: network === '' ? 'default' : network, extraHosts: request.extraHosts, mounts, cancel: job.cancel, canceled: job.canceled, ...(script === undefined ? {} : { script }),
    }, (stream, bytes) => {
      channel.push({ type: 'log', id, at: engine.now - at, stream, bytes });
    });
    if (typeof result === 'string') throw new StepError(`process ${JSON.stringify(command)} did not complete successfully: ${result}`, i);
    if (result !== 0) throw new StepError(`process ${JSON.stringify(command)} did not complete successfully: exit code: ${result}`, i);
    return cell.snapshot();
  });
}

export function* copyInstruction(job: Job, p: Sleeper, stage: Stage, step: Step, built: Built, settle: (hit: boolean) => void): Task<Built> {
  const { i, env } = step;
  const { engine } = job;
  const flags = new Map<string, string[]>();
  for (const f of i.flags) {
    const eq = f.indexOf('=');
    const name = f.slice(2, eq < 0 ? undefined : eq);
    flags.set(name, [...(flags.get(name) ?? []), eq < 0 ? 'true' : expandWord(f.slice(eq + 1), env)]);
  }
  const words = (i.json ?? i.rest.split(/\s+/).filter((x) => x !== '')).map((w) => expandWord(w, env, { escape: i.escape }));
  const dest = words.at(-1)!;
  const docs = new Map(i.heredocs.map((h) => [h.name, { kind: 'file' as const, mode: 0o644, uid: 0, gid: 0, mtime: engine.now, ino: 0, data: new TextEncoder().encode(h.expand ? expandWord(h.content, env, { quotes: false, escape: i.escape }) : h.content) }]));
  const sources = docs.size > 0 ? words.slice(0, -1).map((w) => /^<<-?["']?(\w+)["']?$/.exec(w)?.[1] ?? w) : words.slice(0, -1);
  for (const s of sources) {
    if (i.name === 'ADD' && /^https?:\/\/|^git@|\.git(#.*)?$/.test(s)) throw new StepError(`failed to load cache key: Get "${s}": dial tcp: lookup ${/\/\/([^/:]+)/.exec(s)?.[1] ?? s}: no such host`, i);
  }
  const from = flags.get('from')?.[0];
  let tree: DirNode;
  if (from !== undefined) tree = yield* job.source(p, from, stage, step);
  else {
    settle(false);
    tree = docs.size > 0 && sources.every((s) => docs.has(s)) ? emptyDir() : yield* job.context(p);
    if (docs.size > 0) tree = { ...tree, entries: new Map([...tree.entries, ...docs]), owner: undefined };
  }
  const unpack = flags.get('unpack')?.[0];
  const spec: CopySpec = {
    sources, dest, chown: flags.get('chown')?.[0], chmod: flags.get('chmod')?.[0], parents: flags.get('parents')?.[0] === 'true', exclude: flags.get('exclude') ?? [],
    unpack: unpack === undefined ? i.name === 'ADD' : unpack === 'true', workdir: step.config.WorkingDir || '/', now: engine.now,
  };
  let digest: string;
  try {
    digest = contentDigest(sources.flatMap((s) => sourcesOf(tree, s)));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    // both sides are one and the same base: BuildKit skips the checksum and fails in the copy itself
    if (from !== undefined && tree === built.tree) throw new StepError(`lstat ${error.path}: no such file or directory`, i);
    const why = missing(job, error);
    job.channel.push({ type: 'failed', id: job.vertex(step.title), error: why });
    throw new StepError(`failed to compute cache key: ${why}`, i);
  }
  const key = digestOf(JSON.stringify([built.key, i.name, digest, dest, sources.map((s) => clean(`/${s}`).split('/').pop()), i.flags, spec.workdir]));
  const createdBy = `${i.name} ${i.flags.filter((f) => !f.startsWith('--from')).map((f) => `${expandWord(f, env)} `).join('')}${words.join(' ')} # buildkit`;
  return yield* cached(job, p, stage, step, key, built, createdBy, settle, function* () {
    return copyInto(built.tree, tree, spec);
  });
}

function makeDir(tree: DirNode, path: string, user: string): DirNode {
  const parts = path.split('/').filter((x) => x !== '');
  let out = tree;
  const [u = '', g = ''] = user.split(':');
  const uid = /^\d+$/.test(u) ? Number(u) : nameId(tree, '/etc/passwd', u, 2);
  const gid = /^\d+$/.test(g) ? Number(g) : g === '' ? (/^\d+$/.test(u) ? 0 : nameId(tree, '/etc/passwd', u, 3)) : nameId(tree, '/etc/group', g, 2);
  for (let k = 1; k <= parts.length; k++) {
    const at = getAt(out, parts.slice(0, k));
    if (at?.kind === 'dir' || at?.kind === 'link') continue;
    if (at !== undefined) throw new ApiError(400, `mkdir /${parts.slice(0, k).join('/')}: not a directory`);
    const last = k === parts.length;
    const cell = new Cell(out);
    cell.set(parts.slice(0, k), { ...emptyDir(), uid: last ? uid : 0, gid: last ? gid : 0 });
    out = cell.snapshot();
  }
  return out;
}

function nameId(tree: DirNode, file: string, name: string, column: number): number {
  const node = getAt(tree, file.split('/').slice(1));
  if (node?.kind !== 'file' || name === '') return 0;
  const line = new TextDecoder().decode(node.data).split('\n').find((l) => l.startsWith(`${name}:`));
  return Number(line?.split(':')[column] ?? 0);
}
