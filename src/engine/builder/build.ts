// The builder: a Dockerfile's stages as a graph, steps run or taken from the cache, an image at the end.

import { Cell } from '../../fs/cell.ts';
import { digestOf, sha256hex } from '../../fs/digest.ts';
import { diffLayer } from '../../fs/diff.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { clean } from '../../fs/path.ts';
import { getAt, treeSize } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import { ApiError, type CacheRecord, type Filters, type Stream } from '../api.ts';
import type { Engine } from '../engine.ts';
import { checkFilters } from '../filters.ts';
import { rfc3339 } from '../format.ts';
import { canonicalImage, makeLayer } from '../layers.ts';
import { lookup } from '../pull.ts';
import { canonical, familiar, parseReference, ReferenceError_, withDefaultTag } from '../reference.ts';
import type { CacheEntry, ImageRecord, LayerRecord } from '../state.ts';
import { Channel } from '../streams.ts';
import { applyMeta, envOf, historyLine, shellOf } from './change.ts';
import { contentDigest, copyInto, NotFound, sourcesOf } from './copy.ts';
import { expandWord } from './expand.ts';
import { applyIgnore, parseIgnore } from './ignore.ts';
import { lint } from './lint.ts';
import { DockerfileError, type Instruction, parseDockerfile } from './parse.ts';
import { plan, type Stage } from './plan.ts';
import type { BuildMessage, BuildRequest, Excerpt } from './request.ts';
import { runStep } from './run.ts';

/** A step that failed; ends the build. */
export class StepError extends Error {
  constructor(
    message: string,
    readonly instruction: Instruction | undefined,
  ) {
    super(message);
  }
}

interface Built {
  image: Omit<ImageRecord, 'id'>;
  tree: DirNode;
  key: string;
  /** Id of the untouched base, while nothing was added. */
  baseId: string | undefined;
}

export class BuildEngine {
  /** Bases that builds have used: BuildKit keeps them. */
  private readonly bases = new Map<string, ImageRecord>();
  constructor(private readonly engine: Engine) {}

  layers(): LayerRecord[] {
    return [...[...this.bases.values()].flatMap((b) => b.layers), ...[...this.engine.state.cache.values()].flatMap((e) => (e.layer === undefined ? [] : [e.layer]))];
  }
  /** Does the build cache hold layers of this image, so that removing it frees nothing? */
  keepsLayersOf(image: ImageRecord): boolean {
    const held = new Set(this.layers().map((l) => l.diffId));
    return image.layers.some((l) => held.has(l.diffId));
  }

  records(): CacheRecord[] {
    const inUse = new Set([...this.engine.state.images.values()].flatMap((i) => i.layers.map((l) => l.diffId)));
    return [...this.engine.state.cache.values()].map((e) => ({
      ID: e.id, Parents: [...e.parents], Type: e.type, Description: e.description, InUse: e.layer !== undefined && inUse.has(e.layer.diffId), Shared: e.layer !== undefined && inUse.has(e.layer.diffId),
      Size: e.size, CreatedAt: rfc3339(e.created), LastUsedAt: rfc3339(e.lastUsed), UsageCount: e.uses,
    }));
  }

  prune(options: { all: boolean; filters: Filters; keepStorage: number }): { CachesDeleted: string[]; SpaceReclaimed: number } {
    const { engine } = this;
    checkFilters(options.filters, ['until', 'id', 'label', 'label!', 'parent', 'type', 'description', 'inuse', 'shared', 'private', 'dangling']);
    const inUse = new Set([...engine.state.images.values()].flatMap((i) => i.layers.map((l) => l.diffId)));
    const deleted: string[] = [];
    let space = 0;
    let { cache } = engine.state;
    for (const e of cache.values()) {
      const used = e.layer !== undefined && inUse.has(e.layer.diffId);
      if (used && !options.all) continue;
      cache = cache.delete(e.key);
      deleted.push(e.id);
      space += e.size;
    }
    if (options.all) this.bases.clear();
    engine.set({ cache });
    engine.events.emit('builder', 'prune', '', { reclaimed: String(space) });
    return { CachesDeleted: deleted, SpaceReclaimed: space };
  }

  *build(request: BuildRequest): Task<Stream<BuildMessage>> {
    const { engine } = this;
    const channel = new Channel<BuildMessage>();
    const job = new BuildJob(engine, this.bases, request, channel);
    engine.background(function* (p) {
      yield* job.run(p);
      channel.end();
      return 0;
    });
    return channel;
  }
}

type Sleeper = { sleep(ms: number): Task<unknown> };

class BuildJob {
  private vertices = 0;
  private readonly done = new Map<string, Built>();
  private contextVertex: number | undefined;
  private context: DirNode;
  private readonly ref: string;

  constructor(
    private readonly engine: Engine,
    private readonly bases: Map<string, ImageRecord>,
    private readonly request: BuildRequest,
    private readonly channel: Channel<BuildMessage>,
  ) {
    this.context = request.context;
    const h = engine.kernel.random.hex(32);
    this.ref = `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20)}`;
  }

  private vertex(name: string): number {
    const id = ++this.vertices;
    this.channel.push({ type: 'vertex', id, name });
    return id;
  }
  private finish(id: number, from: number, why: string): void {
    this.channel.push({ type: 'done', id, seconds: (this.engine.now - from) / 1000, why });
  }

  private excerpt(from: number, to: number): Excerpt | undefined {
    return from === 0 ? undefined : { file: this.request.dockerfileName, source: this.request.dockerfile, from, to };
  }

  *run(p: Sleeper): Task {
    const { channel } = this;
    try {
      yield* this.solve(p);
    } catch (error) {
      if (error instanceof DockerfileError) {
        const excerpt = this.excerpt(error.from, error.to);
        channel.push({ type: 'error', message: error.message, ...(excerpt === undefined ? {} : { excerpt }) });
      } else if (error instanceof StepError) {
        const i = error.instruction;
        const excerpt = i === undefined ? undefined : this.excerpt(i.from, i.to);
        channel.push({ type: 'error', message: error.message, ...(excerpt === undefined ? {} : { excerpt }) });
      } else if (error instanceof ApiError) channel.push({ type: 'error', message: error.message });
      else throw error;
    }
  }

  private *solve(p: Sleeper): Task {
    const { request, engine, channel } = this;
    const definition = this.vertex(`[internal] load build definition from ${request.dockerfileName.split('/').pop()}`);
    const t0 = engine.now;
    yield* p.sleep(12);
    channel.push({ type: 'status', id: definition, text: `transferring dockerfile: ${sizeText(request.dockerfile.length + 31)}`, done: true });
    let file;
    try {
      file = parseDockerfile(request.dockerfile);
    } catch (error) {
      this.finish(definition, t0, 'read');
      throw error;
    }
    const warnings = lint(file, request.dockerfile);
    const stages = ((): { value: ReturnType<typeof plan> } | { error: unknown } => {
      try {
        return { value: plan(file!, request, engine, (w) => warnings.push(w)) };
      } catch (error) {
        return { error };
      }
    })();
    warnings.sort((a, b) => a.line - b.line);
    for (const w of warnings) channel.push({ type: 'warning', id: definition, rule: w.rule, text: w.text, line: w.line, url: `https://docs.docker.com/go/dockerfile/rule/${w.rule.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/^JSONArgs/, 'json-args-').toLowerCase()}/` });
    this.finish(definition, t0, 'read');
    if ('error' in stages) throw stages.error;
    const { needed, target } = stages.value;
    if (request.check) return;
    for (const base of new Set(needed.map((s) => s.image).filter((x): x is string => x !== undefined && x !== 'scratch'))) {
      const v = this.vertex(`[internal] load metadata for ${canonical(withDefaultTag(parseReference(base)))}`);
      const t = engine.now;
      yield* p.sleep(20);
      try {
        this.baseImage(base);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const ref = canonical(withDefaultTag(parseReference(base)));
        const hub = ref.startsWith('docker.io/');
        const why = hub && error.message.startsWith('pull access denied')
          ? `pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed` : `${ref}: not found`;
        channel.push({ type: 'failed', id: v, error: why });
        throw new StepError(`${base}: failed to resolve source metadata for ${ref}: ${why}`, needed.find((s) => s.image === base)!.from);
      }
      this.finish(v, t, 'resolved');
    }
    const ignore = this.vertex('[internal] load .dockerignore');
    const ti = engine.now;
    yield* p.sleep(5);
    channel.push({ type: 'status', id: ignore, text: `transferring context: ${sizeText((request.dockerignore ?? '').length + (request.dockerignore === undefined ? 2 : 52))}`, done: true });
    this.finish(ignore, ti, 'read');
    if (request.dockerignore !== undefined) {
      try {
        this.context = applyIgnore(request.context, parseIgnore(request.dockerignore));
      } catch (error) {
        throw new StepError((error as Error).message, undefined);
      }
    }
    for (const stage of needed) this.done.set(stage.key, yield* this.buildStage(p, stage));
    yield* this.export(p, this.done.get(target.key)!);
  }

  private baseImage(ref: string): ImageRecord {
    const { engine } = this;
    const local = this.request.pull ? undefined : engine.images.find(ref);
    if (local !== undefined) return local;
    const known = this.bases.get(ref);
    if (known !== undefined && !this.request.pull) return known;
    return lookup(engine, withDefaultTag(parseReference(ref))).image;
  }

  private *buildStage(p: Sleeper, stage: Stage): Task<Built> {
    const { engine, channel } = this;
    const total = stage.total;
    const width = String(total).length;
    let index = 0;
    const title = (text: string): string => `[${stage.label === '' ? '' : `${stage.label} `}${String(++index).padStart(width)}/${total}] ${text}`;
    let built: Built;
    let pendingFrom: { id: number; known: boolean; at: number } | undefined;
    if (stage.base !== undefined) built = { ...this.done.get(stage.base.key)! };
    else if (stage.image === 'scratch') {
      built = {
        tree: emptyDir(), key: 'scratch', baseId: undefined,
        image: { created: 0, config: { User: '', Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: null, WorkingDir: '/', Entrypoint: null, Labels: null }, layers: [], history: [], author: '', comment: '', parent: '', architecture: 'amd64', built: true, lastTagged: 0 },
      };
    } else {
      const base = this.baseImage(stage.image!);
      const known = this.bases.has(stage.image!);
      const ref = canonical(withDefaultTag(parseReference(stage.image!)));
      const id = this.vertex(title(`FROM ${ref}`));
      const at = engine.now;
      if (engine.images.find(stage.image!) === undefined && !known) {
        channel.push({ type: 'status', id, text: `resolve ${ref}`, done: true });
        for (const l of base.layers) channel.push({ type: 'status', id, text: `sha256:${sha256hex(l.blob)} ${sizeText(l.compressed)} / ${sizeText(l.compressed)}`, done: true });
        yield* p.sleep(Math.min(8000, base.layers.reduce((n, l) => n + l.compressed, 0) / 20_000));
      }
      this.bases.set(stage.image!, base);
      pendingFrom = { id, known, at };
      built = { image: { ...base, parent: '', built: true }, tree: base.layers.at(-1)?.tree ?? emptyDir(), key: `image ${base.id}`, baseId: base.id };
      const onbuild = base.config.OnBuild ?? [];
      if (onbuild.length > 0) built.image = { ...built.image, config: { ...built.image.config, OnBuild: null } };
    }
    const settleFrom = (firstHit: boolean | undefined): void => {
      if (pendingFrom === undefined) return;
      if (pendingFrom.known && firstHit !== true) channel.push({ type: 'cached', id: pendingFrom.id, why: 'the base image is in the build cache' });
      else this.finish(pendingFrom.id, pendingFrom.at, 'base');
      pendingFrom = undefined;
    };
    const args = new Map(stage.args);
    let cmdSet = false;
    for (const i of stage.steps) {
      const env = new Map([...args, ...envOf(built.image.config)]);
      try {
        if (i.name === 'ARG') {
          for (const [name, value] of this.declareArgs(i, env, stage)) {
            if (value === undefined) continue;
            args.set(name, value);
          }
          built = this.withHistory(built, `ARG ${i.rest}`);
          continue;
        }
        if (['RUN', 'COPY', 'ADD', 'WORKDIR'].includes(i.name)) {
          if (i.name === 'WORKDIR') built = yield* this.workdir(p, i, built, env, title, settleFrom);
          else if (i.name === 'RUN') built = yield* this.runInstruction(p, i, built, args, env, title, settleFrom);
          else built = yield* this.copyInstruction(p, i, built, env, title, settleFrom, stage);
          continue;
        }
        if (i.name === 'MAINTAINER') {
          built = this.withHistory({ ...built, image: { ...built.image, author: i.rest } }, `MAINTAINER ${i.rest}`);
          continue;
        }
        const before = built.image.config;
        const after = applyMeta(before, i, env, cmdSet);
        if (i.name === 'CMD') cmdSet = true;
        built = this.withHistory({ ...built, image: { ...built.image, config: after } }, historyLine(i, before, after, env));
      } catch (error) {
        if (error instanceof StepError || error instanceof ApiError) throw error;
        throw new StepError((error as Error).message, i);
      }
    }
    settleFrom(undefined);
    return built;
  }

  private declareArgs(i: Instruction, env: Map<string, string>, stage: Stage): [string, string | undefined][] {
    return i.rest.split(/\s+(?=[A-Za-z_]\w*(?:=|\s|$))/).map((word) => {
      const eq = word.indexOf('=');
      const name = eq < 0 ? word : word.slice(0, eq);
      const given = this.request.buildArgs[name];
      if (given !== undefined) return [name, given];
      if (eq >= 0) return [name, expandWord(word.slice(eq + 1), env)];
      return [name, stage.globals.get(name)];
    });
  }

  private withHistory(built: Built, createdBy: string): Built {
    const created = built.image.created;
    const history = [...built.image.history, { created, createdBy, comment: 'buildkit.dockerfile.v0', empty: true }];
    return { ...built, baseId: undefined, image: { ...built.image, history } };
  }

  /** The cache entry of a key, or what `make` gives, kept for the next time. */
  private *step(
    p: Sleeper, name: string, key: string, built: Built, i: Instruction, createdBy: string, settleFrom: (hit: boolean) => void, make: (id: number) => Task<DirNode>,
  ): Task<Built> {
    const { engine, channel, request } = this;
    const stageName = name.match(/^\[(\S+) /)?.[1] ?? '';
    const known = request.noCache || request.noCacheFilter.includes(stageName) ? undefined : engine.state.cache.get(key);
    settleFrom(known !== undefined);
    const id = this.vertex(name);
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
        if (error instanceof StepError || error instanceof ApiError) {
          channel.push({ type: 'failed', id, error: error.message.replace(/^failed to compute cache key: /, '') });
          throw error instanceof ApiError ? new StepError(error.message, i) : error;
        }
        channel.push({ type: 'failed', id, error: (error as Error).message });
        throw new StepError((error as Error).message, i);
      }
      if (engine.now - at < 20) yield* p.sleep(20);
      const layer = makeLayer(diffLayer(built.tree, tree) ?? { kind: 'layer', node: tree, opaque: false, children: new Map() }, tree);
      entry = {
        id: sha256hex(`cache ${key}`).slice(0, 25), key, parents: [built.key], type: 'regular', description: name.replace(/^\[[^\]]*\] /, ''), size: layer.size, created: engine.now, lastUsed: engine.now, uses: 1, layer,
      };
      this.finish(id, at, 'nothing in the cache has this instruction on this base with these files');
    }
    engine.set({ cache: engine.state.cache.set(key, entry) });
    const layer = entry.layer!;
    const history = [...built.image.history, { created: entry.created, createdBy, comment: 'buildkit.dockerfile.v0', empty: false }];
    return { tree: layer.tree, key, baseId: undefined, image: { ...built.image, created: entry.created, layers: [...built.image.layers, layer], history } };
  }

  private *workdir(p: Sleeper, i: Instruction, built: Built, env: Map<string, string>, title: (t: string) => string, settle: (hit: boolean) => void): Task<Built> {
    if (i.rest === '' ) throw new StepError(`dockerfile parse error on line ${i.from}: WORKDIR requires exactly one argument`, i);
    const given = expandWord(i.rest, env);
    const path = clean(given.startsWith('/') ? given : `${built.image.config.WorkingDir || '/'}/${given}`);
    const config = { ...built.image.config, WorkingDir: path };
    const key = digestOf(`${built.key}\nWORKDIR ${path} ${built.image.config.User}`);
    const done = yield* this.step(p, title(`WORKDIR ${given}`), key, built, i, `WORKDIR ${path}`, settle, function* () {
      return makeDir(built.tree, path, built.image.config.User);
    });
    return { ...done, image: { ...done.image, config } };
  }

  private *runInstruction(p: Sleeper, i: Instruction, built: Built, args: Map<string, string>, env: Map<string, string>, title: (t: string) => string, settle: (hit: boolean) => void): Task<Built> {
    for (const f of i.flags) if (!/^--(network=(default|none|host)|security=sandbox)$/.test(f)) throw new StepError(/^--(mount|security|network)/.test(f) ? `drydock: 'RUN ${f.split('=')[0]}' is not simulated` : `dockerfile parse error on line ${i.from}: unknown flag: ${f.split('=')[0]}`, i);
    const { config } = built.image;
    const doc = i.heredocs[0];
    const text = doc !== undefined && /^<<-?["']?\w+["']?$/.test(i.rest) ? doc.content : doc !== undefined ? `${i.rest}\n${i.heredocs.map((h) => `${h.content}${h.name}\n`).join('')}` : i.rest;
    const argv = i.json !== undefined ? [...i.json] : doc !== undefined && text.startsWith('#!') ? ['/dev/pipes/EOF'] : [...shellOf(config), text];
    const fromArgs = [...args].filter(([k]) => !envOf(config).has(k) && !/^(https?|ftp|all|no)_proxy$/i.test(k));
    const shown = doc !== undefined ? `${i.rest} (${doc.content.split('\n')[0]}${doc.content.split('\n').length > 2 ? '...' : ''})` : expandWord(i.rest, env, { quotes: false, unknown: (n) => `$${n}` });
    const extra = fromArgs.map(([k, v]) => `${k}=${v}`);
    const command = argv.join(' ');
    const createdBy = `RUN ${extra.length > 0 ? `|${extra.length} ${extra.join(' ')} ` : ''}${command.replace(/\t/g, ' ')} # buildkit`;
    const key = digestOf(JSON.stringify([built.key, 'RUN', argv, config.Env, extra, config.User, config.WorkingDir, config.Shell ?? null, i.flags]));
    const { engine, channel, request } = this;
    return yield* this.step(p, title(`RUN ${shown}`), key, built, i, createdBy, settle, function* (id) {
      const at = engine.now;
      const cell = new Cell(built.tree, 'build');
      const network = i.flags.find((f) => f.startsWith('--network='))?.slice(10) ?? request.network;
      const script = doc !== undefined && text.startsWith('#!') ? text : undefined;
      const result = yield* runStep(engine, p, { cell, config, argv, env: [...extra, ...config.Env], network: network === '' ? 'default' : network, extraHosts: request.extraHosts, ...(script === undefined ? {} : { script }) }, (stream, bytes) => {
        channel.push({ type: 'log', id, at: engine.now - at, stream, bytes });
      });
      if (typeof result === 'string') throw new StepError(`process ${JSON.stringify(command)} did not complete successfully: ${result}`, i);
      if (result !== 0) throw new StepError(`process ${JSON.stringify(command)} did not complete successfully: exit code: ${result}`, i);
      return cell.snapshot();
    });
  }

  private *copyInstruction(p: Sleeper, i: Instruction, built: Built, env: Map<string, string>, title: (t: string) => string, settle: (hit: boolean) => void, stage: Stage): Task<Built> {
    const flags = new Map<string, string[]>();
    for (const f of i.flags) {
      const [name = '', ...value] = f.slice(2).split('=');
      const known = i.name === 'COPY' ? ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'] : ['chown', 'chmod', 'link', 'exclude', 'checksum', 'keep-git-dir'];
      if (!known.includes(name)) throw new StepError(`dockerfile parse error on line ${i.from}: unknown flag: --${name}`, i);
      flags.set(name, [...(flags.get(name) ?? []), expandWord(value.join('='), env)]);
    }
    if (i.heredocs.length > 0) return yield* this.copyHereDocs(p, i, built, env, title, settle);
    const words = (i.json ?? i.rest.split(/\s+/).filter((x) => x !== '')).map((w) => expandWord(w, env));
    if (words.length < 2) throw new StepError(`dockerfile parse error on line ${i.from}: ${i.name} requires at least two arguments, but only one was provided. Destination could not be determined`, i);
    const sources = words.slice(0, -1);
    const dest = words.at(-1)!;
    for (const s of sources) if (/^https?:\/\/|^git@|\.git(#.*)?$/.test(s) && i.name === 'ADD') throw new StepError(`failed to load cache key: Get "${s}": dial tcp: lookup ${/\/\/([^/:]+)/.exec(s)?.[1] ?? s}: no such host`, i);
    const from = flags.get('from')?.[0];
    let tree: DirNode;
    if (from === undefined) {
      settle(false);
      tree = yield* this.loadContext(p);
    } else {
      const other = stage.sources.get(from.toLowerCase());
      if (other !== undefined) tree = this.done.get(other.key)!.tree;
      else {
        const named = this.request.namedContexts[from];
        if (named !== undefined && typeof named !== 'string') tree = named;
        else {
          let image: ImageRecord;
          try {
            image = this.baseImage(from);
          } catch (error) {
            if (!(error instanceof ApiError || error instanceof ReferenceError_)) throw error;
            throw new StepError(`${from}: failed to resolve source metadata for ${canonical(withDefaultTag(parseReference(from)))}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`, i);
          }
          const v = this.vertex(`FROM ${canonical(withDefaultTag(parseReference(from)))}`);
          this.finish(v, this.engine.now, 'base');
          this.bases.set(from, image);
          tree = image.layers.at(-1)?.tree ?? emptyDir();
        }
      }
    }
    const spec = {
      sources, dest, chown: flags.get('chown')?.[0], chmod: flags.get('chmod')?.[0], parents: flags.has('parents'), exclude: flags.get('exclude') ?? [], unpack: i.name === 'ADD',
      workdir: built.image.config.WorkingDir || '/', now: this.engine.now,
    };
    let digest: string;
    const name = title(`${i.name} ${i.flags.length > 0 ? `${i.flags.map((f) => expandWord(f, env)).join(' ')} ` : ''}${i.json === undefined ? expandWord(i.rest, env, { quotes: false, unknown: (n) => `$${n}` }) : words.join(' ')}`);
    try {
      digest = contentDigest(sources.flatMap((s) => sourcesOf(tree, s)));
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      const id = this.vertex(name);
      const why = `failed to calculate checksum of ref ${this.ref}::${refName(this.engine.kernel.random.hex(50))}: ${error.message}`;
      this.channel.push({ type: 'failed', id, error: why });
      throw new StepError(`failed to compute cache key: ${why}`, i);
    }
    const key = digestOf(JSON.stringify([built.key, i.name, digest, dest, sources.map((s) => clean(`/${s}`).split('/').pop()), i.flags, spec.workdir]));
    const createdBy = `${i.name} ${i.flags.filter((f) => !f.startsWith('--from')).map((f) => `${expandWord(f, env)} `).join('')}${words.join(' ')} # buildkit`;
    return yield* this.step(p, name, key, built, i, createdBy, settle, function* () {
      return copyInto(built.tree, tree, spec);
    });
  }

  private *copyHereDocs(p: Sleeper, i: Instruction, built: Built, env: Map<string, string>, title: (t: string) => string, settle: (hit: boolean) => void): Task<Built> {
    const entries = new Map(i.heredocs.map((h) => [h.name, { kind: 'file' as const, mode: 0o644, uid: 0, gid: 0, mtime: this.engine.now, ino: 0, data: new TextEncoder().encode(h.expand ? expandWord(h.content, env, { quotes: false }) : h.content) }]));
    const words = i.rest.split(/\s+/);
    const tree: DirNode = { ...emptyDir(), entries };
    const chmod = i.flags.find((f) => f.startsWith('--chmod='))?.slice(8);
    const chown = i.flags.find((f) => f.startsWith('--chown='))?.slice(8);
    const spec = { sources: i.heredocs.map((h) => h.name), dest: expandWord(words.at(-1)!, env), chown, chmod, parents: false, exclude: [], unpack: false, workdir: built.image.config.WorkingDir || '/', now: this.engine.now };
    const key = digestOf(JSON.stringify([built.key, 'COPY<<', contentDigest(spec.sources.map((s) => ({ path: s, node: entries.get(s)! }))), spec.dest, i.flags]));
    return yield* this.step(p, title(`${i.name} ${i.rest}`), key, built, i, `${i.name} ${words.join(' ')} # buildkit`, settle, function* () {
      return copyInto(built.tree, tree, spec);
    });
  }

  private *loadContext(p: Sleeper): Task<DirNode> {
    if (this.contextVertex === undefined) {
      const id = (this.contextVertex = this.vertex('[internal] load build context'));
      const at = this.engine.now;
      const size = treeSize(this.context);
      yield* p.sleep(5 + Math.min(2000, size / 100_000));
      this.channel.push({ type: 'status', id, text: `transferring context: ${sizeText(size + 2)}`, done: true });
      this.finish(id, at, 'read');
    }
    return this.context;
  }

  private *export(p: Sleeper, built: Built): Task {
    const { engine, channel, request } = this;
    if (request.output !== 'image') {
      const id = this.vertex('exporting to client');
      const at = engine.now;
      this.finish(id, at, 'exported');
      channel.push({ type: 'result', imageId: '', tree: built.tree });
      return;
    }
    const id = this.vertex('exporting to image');
    const at = engine.now;
    channel.push({ type: 'status', id, text: 'exporting layers', done: false });
    yield* p.sleep(10);
    const labelled = Object.keys(request.labels).length > 0 ? { ...built.image, config: { ...built.image.config, Labels: { ...(built.image.config.Labels ?? {}), ...request.labels } } } : built.image;
    const reused = built.baseId !== undefined && labelled === built.image ? (engine.state.images.get(built.baseId) ?? [...this.bases.values()].find((b) => b.id === built.baseId)) : undefined;
    const image = reused ?? canonicalImage({ ...labelled, id: '', comment: 'buildkit.dockerfile.v0', parent: '', lastTagged: engine.now });
    channel.push({ type: 'status', id, text: 'exporting layers', done: true });
    channel.push({ type: 'status', id, text: `writing image ${image.id}`, done: true });
    engine.images.add(image);
    for (const tag of request.tags) {
      const r = withDefaultTag(parseReference(tag));
      engine.images.setTag(r, image.id);
      const name = canonical(r).replace(/:latest$/, '');
      channel.push({ type: 'status', id, text: `naming to ${name}`, done: true });
      engine.events.emit('image', 'tag', image.id, { name: familiar(r) });
    }
    this.finish(id, at, 'exported');
    channel.push({ type: 'result', imageId: image.id });
  }
}

/** A reference of BuildKit: 25 letters and digits. */
function refName(hex: string): string {
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
  let out = '';
  for (let i = 0; i < 50; i += 2) out += alphabet[parseInt(hex.slice(i, i + 2), 16) % 36];
  return out;
}

/** Sizes of transfers: 137B, 8.62kB. */
function sizeText(n: number): string {
  if (n < 1000) return `${n}B`;
  if (n < 1e6) return `${(n / 1000).toFixed(2)}kB`;
  return n < 1e9 ? `${(n / 1e6).toFixed(2)}MB` : `${(n / 1e9).toFixed(2)}GB`;
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
    if (at !== undefined) throw new Error(`mkdir /${parts.slice(0, k).join('/')}: not a directory`);
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
