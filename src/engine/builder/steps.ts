// Steps that make layers: RUN, COPY, ADD, WORKDIR. Each is looked up by its content in the cache, or carried out.

import { Cell } from '../../fs/cell.ts';
import { diffLayer } from '../../fs/diff.ts';
import { digestOf, sha256hex } from '../../fs/digest.ts';
import { type DirNode, emptyDir, type FsNode } from '../../fs/node.ts';
import { getAt } from '../../fs/tree.ts';
import type { Task, WaitQueue } from '../../kernel/block.ts';
import { ApiError } from '../../api/error.ts';
import type { Engine } from '../engine.ts';
import { makeLayer } from '../layers.ts';
import type { Process } from '../../kernel/process.ts';
import type { BuildStepRecord, BuildMessage, BuildRequest } from '../../api/types/build.ts';
import type { CacheEntry, ImageRecord, StepInputs } from '../state.ts';
import { shellOf } from './change.ts';
import {
  contentDigest,
  copyInto,
  type CopySpec,
  laidOver,
  NoFolder,
  NotFound,
  parentSources,
  sourcesOf,
} from './copy.ts';
import { isGit, isUrl, runText, type Step, StepError } from './dispatch.ts';
import { expandWord } from './expand.ts';
import { flagValue, flagValues } from './instruction.ts';
import { heredocName, heredocText } from './parse.ts';
import { FetchError, fetchGit, fetchUrl, parseGitRef, urlName } from './remote.ts';
import type { StepReason } from '../../api/types/reason.ts';
import { missReason } from './why.ts';
import { type MountCaches, sourceNode, type StepMount } from './mounts.ts';
import type { Stage } from './plan.ts';
import { runStep, type RunMount } from './run.ts';
import { own } from '../../api/dict.ts';

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
  readonly channel: { push(message: BuildMessage): void };
  readonly caches: MountCaches;
  /** Cache folders that this build has begun anew. */
  readonly begun: Set<string>;
  /** Woken when another stage has failed: what runs is stopped. */
  readonly cancel: WaitQueue;
  readonly canceled: () => boolean;
  /** The last step that was not cached. */
  lastMiss: { readonly text: string; readonly line: number } | undefined;
  /** Must a stage's steps run anew? */
  uncached(stage: Stage): boolean;
  /** Notes a step for the build's record. */
  record(step: BuildStepRecord): void;
  vertex(name: string): number;
  finish(id: number, from: number, why: StepReason): void;
  context(p: Sleeper): Task<DirNode>;
  /** The tree of a stage, a named context or an image. */
  source(p: Sleeper, name: string, stage: Stage, step: Step): Task<DirNode>;
}

/** Id of the builder's worker, part of the names of its local sources: made once at a daemon's first start. */
const WORKER_ID = '55d17141-accb-45f4-8f59-bafe56069783';
const PROXY = /^(https?|ftp|all|no)_proxy$/i;

/** A reference of BuildKit: 25 letters and digits. */
export function refName(hex: string): string {
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
  let out = '';
  for (let i = 0; i < 50; i += 2) out += alphabet[parseInt(hex.slice(i, i + 2), 16) % 36];
  return out;
}

/** A step's place in the cache, and what of it may differ from an earlier one. */
interface Keyed {
  readonly key: string;
  readonly inputs: StepInputs;
  /** The step's files do not depend on what lies below (`--link`). */
  readonly loose?: boolean;
}

/** A step's result from the cache, or made and kept for the next time. */
function* cached(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  k: Keyed,
  built: Built,
  createdBy: string,
  settle: (hit: boolean) => void,
  make: (id: number) => Task<DirNode>,
): Task<Built> {
  const { engine, channel } = job;
  const known = job.uncached(stage) ? undefined : engine.state.cache.get(k.key);
  settle(known !== undefined);
  const id = job.vertex(step.title);
  const at = engine.now;
  const below = k.loose === true ? emptyDir() : built.tree;
  let entry: CacheEntry;
  let why: StepReason = { kind: 'same' };
  if (known !== undefined) {
    entry = { ...known, lastUsed: engine.now, uses: known.uses + 1 };
    channel.push({ type: 'cached', id, why });
  } else {
    why = job.uncached(stage)
      ? { kind: job.request.noCache ? 'noCache' : 'noCacheFilter' }
      : missReason(engine.state.cache.values(), k.inputs, job.lastMiss);
    let tree: DirNode;
    try {
      tree = yield* make(id);
    } catch (error) {
      if (job.canceled()) {
        channel.push({ type: 'canceled', id });
        throw error;
      }
      const message = (error as Error).message.replace(/^failed to compute cache key: /, '');
      channel.push({ type: 'failed', id, error: message });
      job.record({
        title: step.title,
        line: step.i.from,
        key: k.key,
        cached: false,
        why,
        digest: '',
        seconds: (engine.now - at) / 1000,
        error: message,
      });
      throw error instanceof StepError ? error : new StepError((error as Error).message, step.i);
    }
    if (engine.now - at < 20) yield* p.sleep(20);
    const layer = makeLayer(
      diffLayer(below, tree) ?? { kind: 'layer', node: tree, opaque: false, children: new Map() },
      tree,
    );
    entry = {
      id: sha256hex(`cache ${k.key}`).slice(0, 25),
      key: k.key,
      parents: [built.key],
      type: 'regular',
      description: k.inputs.text,
      size: layer.size,
      created: engine.now,
      lastUsed: engine.now,
      uses: 1,
      layer,
      inputs: k.inputs,
    };
    job.finish(id, at, why);
    job.lastMiss = { text: k.inputs.text, line: step.i.from };
  }
  engine.set({ cache: engine.state.cache.set(k.key, entry) });
  const own = entry.layer!;
  const layer = k.loose === true ? { ...own, tree: laidOver(built.tree, own.tree) } : own;
  job.record({
    title: step.title,
    line: step.i.from,
    key: k.key,
    cached: known !== undefined,
    why,
    digest: layer.diffId,
    seconds: known === undefined ? (engine.now - at) / 1000 : 0,
  });
  const history = [
    ...built.image.history,
    { created: entry.created, createdBy, comment: 'buildkit.dockerfile.v0', empty: false },
  ];
  return {
    tree: layer.tree,
    key: k.loose === true ? digestOf(`${built.key}\n${k.key}`) : k.key,
    baseId: undefined,
    image: { ...built.image, created: entry.created, layers: [...built.image.layers, layer], history },
  };
}

/** A source that is missing, as BuildKit words it. */
function missing(job: Job, step: Step, error: NotFound): StepError {
  const why = `failed to calculate checksum of ref ${WORKER_ID}::${refName(job.engine.kernel.random.hex(50))}: ${error.message}`;
  job.channel.push({ type: 'failed', id: job.vertex(step.title), error: why });
  job.record({
    title: step.title,
    line: step.i.from,
    key: '',
    cached: false,
    why: { kind: 'sourceMissing' },
    digest: '',
    seconds: 0,
    error: why,
  });
  return new StepError(`failed to compute cache key: ${why}`, step.i);
}

export function* workdirStep(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  built: Built,
  settle: (hit: boolean) => void,
): Task<Built> {
  const path = step.words[0]!;
  const key = digestOf(`${built.key}\nWORKDIR ${path} ${step.config.User}`);
  const inputs = { parent: built.key, text: `WORKDIR ${path}`, values: { user: step.config.User }, files: [] };
  return yield* cached(job, p, stage, step, { key, inputs }, built, `WORKDIR ${path}`, settle, function* () {
    return makeDir(built.tree, path, step.config.User);
  });
}

/** A mount with what stands behind it, and what of it belongs to the step's key in the cache. */
function* resolveMount(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  m: StepMount,
): Task<{ mount: RunMount | undefined; key: string; env?: string }> {
  const now = job.engine.now;
  if (m.type === 'tmpfs') return { mount: { mount: m, node: undefined, cell: undefined }, key: '' };
  if (m.type === 'ssh') {
    if (!(job.request.ssh ?? []).includes(m.id)) {
      if (m.required) throw new StepError(`unset ssh forward key ${m.id}`, step.i);
      return { mount: undefined, key: '' };
    }
    const socket = {
      kind: 'file' as const,
      mode: m.mode ?? 0o600,
      uid: m.uid,
      gid: m.gid,
      mtime: now,
      ino: 0,
      data: new Uint8Array(0),
    };
    return { mount: { mount: m, node: socket, cell: undefined }, key: '', env: `SSH_AUTH_SOCK=${m.target}` };
  }
  if (m.type === 'secret') {
    const data = own(job.request.secrets, m.id);
    if (data === undefined) {
      if (m.required) throw new StepError(`secret ${m.id}: not found`, step.i);
      return { mount: undefined, key: '' };
    }
    const file = { kind: 'file' as const, mode: m.mode ?? 0o400, uid: m.uid, gid: m.gid, mtime: now, ino: 0, data };
    return m.env === undefined
      ? { mount: { mount: m, node: file, cell: undefined }, key: '' }
      : { mount: undefined, key: '', env: `${m.env}=${new TextDecoder().decode(data)}` };
  }
  if (m.type === 'cache') {
    const start =
      m.from === '' || m.from === 'scratch'
        ? undefined
        : sourceNode(yield* job.source(p, m.from, stage, step), m.source, (path) => new NotFound(path));
    const fresh = job.request.noCache && !job.begun.has(m.id);
    job.begun.add(m.id);
    return { mount: { mount: m, node: undefined, cell: job.caches.cell(m, start, now, fresh) }, key: '' };
  }
  const tree = m.from === '' ? yield* job.context(p) : yield* job.source(p, m.from, stage, step);
  const node = sourceNode(tree, m.source, (path) => new NotFound(path));
  return { mount: { mount: m, node, cell: undefined }, key: contentDigest([{ path: m.source, node }]) };
}

export function* runInstruction(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  built: Built,
  settle: (hit: boolean) => void,
): Task<Built> {
  const { i, config } = step;
  const { engine, channel, request } = job;
  const { text, script } = runText(i);
  const argv =
    i.json !== undefined
      ? [...i.json]
      : script !== undefined
        ? [`/dev/pipes/${script.name}`]
        : [...shellOf(config), text];
  const args = [...step.args].map(([k, v]) => `${k}=${v}`);
  const variables = [...step.env].map(([k, v]) => `${k}=${v}`);
  const proxies = Object.entries(request.buildArgs)
    .filter(([k, v]) => PROXY.test(k) && v !== undefined)
    .map(([k, v]) => `${k}=${v}`);
  const command = argv.join(' ');
  const createdBy = `RUN ${args.length > 0 ? `|${args.length} ${args.join(' ')} ` : ''}${command.replace(/\t/g, ' ')} # buildkit`;
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
      settle(false);
      if (error instanceof NotFound) throw missing(job, step, error);
      if (error instanceof StepError && m.from === '')
        job.channel.push({ type: 'failed', id: job.vertex(step.title), error: error.message });
      throw error;
    }
  }
  const key = digestOf(
    JSON.stringify([
      built.key,
      'RUN',
      argv,
      script?.text ?? null,
      variables,
      config.User,
      config.WorkingDir,
      i.flags,
      keys,
      request.extraHosts,
      request.network,
    ]),
  );
  const inputs = {
    parent: built.key,
    text: `RUN ${i.flags.map((f) => `${f} `).join('')}${i.heredocs.length > 0 ? text || (script?.text ?? '') : i.rest}`,
    values: {
      ...Object.fromEntries(step.env),
      user: config.User,
      workdir: config.WorkingDir,
      shell: shellOf(config).join(' '),
      mounts: keys.join(' '),
      hosts: request.extraHosts.join(' '),
    },
    files: [],
  };
  return yield* cached(job, p, stage, step, { key, inputs }, built, createdBy, settle, function* (id) {
    const at = engine.now;
    const cell = new Cell(built.tree, 'build');
    const network = flagValue(i, 'network') ?? request.network;
    const result = yield* runStep(
      engine,
      p,
      {
        cell,
        config,
        argv,
        env: [...proxies, ...variables, ...secretEnv],
        network: network === '' ? 'default' : network,
        extraHosts: request.extraHosts,
        shmSize: request.shmSize,
        limits: request.limits,
        mounts,
        cancel: job.cancel,
        canceled: job.canceled,
        ...(script === undefined ? {} : { script }),
      },
      (stream, bytes) => {
        channel.push({ type: 'log', id, at: engine.now - at, stream, bytes });
      },
    );
    if (result !== 0)
      throw new StepError(
        `process ${JSON.stringify(command)} did not complete successfully: ${typeof result === 'string' ? result : `exit code: ${result}`}`,
        i,
      );
    return cell.snapshot();
  });
}

/** What COPY and ADD take: places in trees, here-documents, things fetched from elsewhere. */
interface Taken {
  readonly path: string;
  readonly node: FsNode;
  /** The tree that it stands in. */
  readonly tree: DirNode;
  readonly pattern: string;
  /** Neither a path of a context nor an archive to unpack. */
  readonly fetched: boolean;
}

/** Fetches a source of ADD from elsewhere, as a step of its own. */
function* fetchSource(job: Job, p: Sleeper, step: Step, source: string, settle: (hit: boolean) => void): Task<DirNode> {
  const { i } = step;
  settle(false);
  const id = job.vertex(step.title);
  const at = job.engine.now;
  try {
    let tree: DirNode;
    if (isGit(source)) {
      const g = parseGitRef(source);
      const got = yield* fetchGit(p as Process, g, flagValue(i, 'keep-git-dir') === 'true', job.engine.now);
      const wanted = flagValue(i, 'checksum') ?? '';
      if (wanted !== '' && !got.commit.startsWith(wanted))
        throw new FetchError(`expected checksum to match ${wanted}, got ${got.commit}`);
      tree = got.tree;
    } else {
      const file = yield* fetchUrl(p as Process, source);
      const wanted = flagValue(i, 'checksum') ?? '';
      const digest = `sha256:${sha256hex(file.data)}`;
      if (wanted !== '' && wanted !== digest) throw new FetchError(`digest mismatch ${digest}: ${wanted}`);
      tree = { ...emptyDir(), entries: new Map([[urlName(source), file]]) };
    }
    job.finish(id, at, { kind: 'fetched' });
    return tree;
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    job.channel.push({ type: 'failed', id, error: error.message });
    throw new StepError(`failed to load cache key: ${error.message}`, i);
  }
}

/** Everything that a COPY or ADD takes. @throws NotFound, StepError */
function* takeSources(job: Job, p: Sleeper, stage: Stage, step: Step, settle: (hit: boolean) => void): Task<Taken[]> {
  const { i, env } = step;
  const from = flagValue(i, 'from') ?? '';
  const parents = flagValue(i, 'parents') === 'true';
  const out: Taken[] = [];
  const docs: Taken[] = [];
  let context: DirNode | undefined;
  for (const word of step.words.slice(0, -1)) {
    const name = heredocName(word);
    const doc = name === undefined ? undefined : i.heredocs.find((h) => h.name === name);
    if (doc !== undefined) {
      const text = doc.expand ? expandWord(heredocText(doc), env, { skipQuotes: true }) : heredocText(doc);
      const node = {
        kind: 'file' as const,
        mode: 0o644,
        uid: 0,
        gid: 0,
        mtime: job.engine.now,
        ino: 0,
        data: new TextEncoder().encode(text),
      };
      docs.push({
        path: doc.name,
        node,
        tree: { ...emptyDir(), entries: new Map([[doc.name, node]]) },
        pattern: doc.name,
        fetched: true,
      });
      continue;
    }
    if (i.name === 'ADD' && (isGit(word) || isUrl(word))) {
      const tree = yield* fetchSource(job, p, step, word, settle);
      if (isGit(word)) out.push({ path: '', node: tree, tree, pattern: '/', fetched: true });
      else
        out.push({
          path: urlName(word),
          node: tree.entries.get(urlName(word))!,
          tree,
          pattern: urlName(word),
          fetched: flagValue(i, 'unpack') !== 'true',
        });
      continue;
    }
    if (context === undefined) {
      if (from === '') settle(false);
      context =
        from === '' ? yield* job.context(p) : from === 'scratch' ? emptyDir() : yield* job.source(p, from, stage, step);
    }
    const tree = context;
    if (parents) {
      const list = parentSources(tree, word);
      out.push(...list.map((x) => ({ ...x, tree, pattern: word, fetched: false })));
    } else out.push(...sourcesOf(tree, word, from === '').map((x) => ({ ...x, tree, pattern: word, fetched: false })));
  }
  return [...out, ...docs];
}

export function* copyInstruction(
  job: Job,
  p: Sleeper,
  stage: Stage,
  step: Step,
  built: Built,
  settle: (hit: boolean) => void,
): Task<Built> {
  const { i, env } = step;
  const { engine } = job;
  const value = (name: string): string | undefined => {
    const v = flagValue(i, name);
    return v === undefined || v === '' ? undefined : expandWord(v, env, { escape: i.escape });
  };
  const dest = step.words.at(-1)!;
  let taken: Taken[];
  try {
    taken = yield* takeSources(job, p, stage, step, settle);
  } catch (error) {
    if (error instanceof NoFolder) throw new StepError(error.message, i);
    if (!(error instanceof NotFound)) throw error;
    // both sides are one and the same base: BuildKit skips the checksum and fails in the copy itself
    if (flagValue(i, 'from') !== undefined && error.tree === built.tree)
      throw new StepError(`lstat ${error.path}: no such file or directory`, i);
    throw missing(job, step, error);
  }
  const unpack = flagValue(i, 'unpack');
  const spec: CopySpec = {
    sources: taken.map((t) => ({
      path: t.path,
      node: t.node,
      archive: !t.fetched && (unpack === undefined ? i.name === 'ADD' : unpack === 'true'),
    })),
    dest,
    chown: value('chown'),
    chmod: value('chmod'),
    parents: flagValue(i, 'parents') === 'true',
    exclude: flagValues(i, 'exclude').map((e) => expandWord(e, env, { escape: i.escape })),
    workdir: step.config.WorkingDir || '/',
    now: engine.now,
  };
  const loose = flagValue(i, 'link') === 'true' && spec.chmod === undefined;
  const digest = contentDigest(taken, spec.exclude);
  const key = digestOf(
    JSON.stringify([
      loose ? 'link' : built.key,
      i.name,
      digest,
      dest,
      taken.map((t) => t.path.split('/').pop()),
      i.flags.filter((f) => !f.startsWith('--from')),
      spec.workdir,
    ]),
  );
  const docs = step.words
    .slice(0, -1)
    .filter((w) => heredocName(w) !== undefined)
    .map((w) => `<<${heredocName(w)}`);
  const paths = step.words.slice(0, -1).filter((w) => heredocName(w) === undefined);
  const shown = [
    spec.parents ? '--parents' : '',
    spec.chown === undefined ? '' : `--chown=${spec.chown}`,
    spec.chmod === undefined ? '' : `--chmod=${spec.chmod}`,
    ...paths,
    ...docs,
    dest,
  ].filter((x) => x !== '');
  const inputs = {
    parent: loose ? 'link' : built.key,
    text: `${i.name} ${i.flags.map((f) => `${f} `).join('')}${step.words.join(' ')}`,
    values: { workdir: spec.workdir },
    files: taken.map((t) => ({ path: t.path, node: t.node })),
  };
  return yield* cached(
    job,
    p,
    stage,
    step,
    { key, inputs, loose },
    built,
    `${i.name} ${shown.join(' ')} # buildkit`,
    settle,
    function* () {
      return copyInto(loose ? emptyDir() : built.tree, spec);
    },
  );
}

function makeDir(tree: DirNode, path: string, user: string): DirNode {
  const parts = path.split('/').filter((x) => x !== '');
  let out = tree;
  const [u = '', g = ''] = user.split(':');
  const uid = /^\d+$/.test(u) ? Number(u) : nameId(tree, '/etc/passwd', u, 2);
  const gid = /^\d+$/.test(g)
    ? Number(g)
    : g === ''
      ? /^\d+$/.test(u)
        ? 0
        : nameId(tree, '/etc/passwd', u, 3)
      : nameId(tree, '/etc/group', g, 2);
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
  const line = new TextDecoder()
    .decode(node.data)
    .split('\n')
    .find((l) => l.startsWith(`${name}:`));
  return Number(line?.split(':')[column] ?? 0);
}
