// The builder: a Dockerfile's stages as a graph, steps run or taken from the cache, an image at the end.

import { sha256hex } from '../../fs/digest.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { treeSize } from '../../fs/tree.ts';
import { type Task, waitFor, WaitQueue } from '../../kernel/block.ts';
import { ApiError, type CacheRecord, type Filters, type Stream } from '../api.ts';
import type { Engine } from '../engine.ts';
import { goDuration } from '../filters.ts';
import { rfc3339 } from '../format.ts';
import { canonicalImage } from '../layers.ts';
import { lookup } from '../pull.ts';
import { canonical, familiar, parseReference, ReferenceError_, withDefaultTag } from '../reference.ts';
import type { ImageConfig, ImageRecord, LayerRecord } from '../state.ts';
import { Channel } from '../streams.ts';
import { sorted } from './change.ts';
import { contentDigest } from './copy.ts';
import { type Dispatched, dispatchStage, type Step, StepError } from './dispatch.ts';
import { applyIgnore, parseIgnore } from './ignore.ts';
import { lint, type Warning, warningsAreErrors } from './lint.ts';
import { MountCaches } from './mounts.ts';
import { DockerfileError, parseDockerfile } from './parse.ts';
import { plan, type Stage } from './plan.ts';
import type { BuildMessage, BuildRequest, Excerpt } from './request.ts';
import { type Built, copyInstruction, type Job, runInstruction, type Sleeper, workdirStep } from './steps.ts';

/** What `FROM scratch` begins with. */
const SCRATCH: ImageConfig = { User: '', Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'], Cmd: null, WorkingDir: '/', Entrypoint: null, Labels: null };

export class BuildEngine {
  /** Bases that builds have used: BuildKit keeps them. */
  private readonly bases = new Map<string, ImageRecord>();
  private readonly caches = new MountCaches();
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
    const inUse = this.layersOfImages();
    const of = (x: { id: string; size: number; created: number; lastUsed: number; uses: number; description: string }) => ({ ID: x.id, Description: x.description, Size: x.size, CreatedAt: rfc3339(x.created), LastUsedAt: rfc3339(x.lastUsed), UsageCount: x.uses });
    return [
      ...[...this.engine.state.cache.values()].map((e) => {
        const used = e.layer !== undefined && inUse.has(e.layer.diffId);
        return { ...of(e), Parents: [...e.parents], Type: e.type, InUse: used, Shared: used };
      }),
      ...this.caches.list().map((m) => ({ ...of(m), Parents: [], Type: 'exec.cachemount', InUse: false, Shared: false })),
    ];
  }
  private layersOfImages(): Set<string> {
    return new Set([...this.engine.state.images.values()].flatMap((i) => i.layers.map((l) => l.diffId)));
  }

  /** Removes cache that no image uses, or all of it. A filter that BuildKit does not know matches nothing. */
  prune(options: { all: boolean; filters: Filters; keepStorage: number }): { CachesDeleted: string[]; SpaceReclaimed: number } {
    const { engine } = this;
    const { filters } = options;
    const inUse = this.layersOfImages();
    const matches = (e: { id: string; type: string; lastUsed: number; description: string }): boolean => Object.entries(filters).every(([key, values]) => values.some((v) => {
      if (key === 'until' || key === 'unused-for') return e.lastUsed <= engine.now - (goDuration(v) ?? 0);
      if (key === 'id') return e.id === v || e.id === v.replace(/^~=/, '');
      if (key === 'type') return e.type === v;
      if (key === 'description') return e.description === v || (v.startsWith('~=') && e.description.includes(v.slice(2)));
      return false;
    }));
    const deleted: string[] = [];
    let space = 0;
    // without a limit nothing is kept, not even entries without bytes
    const total = options.keepStorage === 0 ? Infinity : this.records().reduce((n, r) => n + r.Size, 0);
    let { cache } = engine.state;
    for (const e of [...cache.values()].sort((a, b) => a.lastUsed - b.lastUsed)) {
      const used = e.layer !== undefined && inUse.has(e.layer.diffId);
      if ((used && !options.all) || !matches(e) || total - space <= options.keepStorage) continue;
      cache = cache.delete(e.key);
      deleted.push(e.id);
      space += e.size;
    }
    for (const m of this.caches.list()) {
      if (!matches({ ...m, type: 'exec.cachemount' })) continue;
      this.caches.remove(m.key);
      deleted.push(m.id);
      space += m.size;
    }
    if (options.all && Object.keys(filters).length === 0) this.bases.clear();
    engine.set({ cache });
    engine.events.emit('builder', 'prune', '', { reclaimed: String(space) });
    return { CachesDeleted: deleted, SpaceReclaimed: space };
  }

  *build(request: BuildRequest): Task<Stream<BuildMessage>> {
    const { engine } = this;
    const channel = new Channel<BuildMessage>();
    const job = new BuildJob(engine, this.bases, this.caches, request, channel);
    engine.background(function* (p) {
      yield* job.run(p);
      channel.end();
      return 0;
    });
    return channel;
  }
}

/** One build, from its request to its result. */
class BuildJob implements Job {
  private vertices = 0;
  private readonly done = new Map<string, { built: Built; dispatched: Dispatched }>();
  private contextVertex: number | undefined;
  private readonly named = new Set<string>();
  private contextTree: DirNode;
  private failure: unknown;
  readonly cancel = new WaitQueue();
  readonly begun = new Set<string>();

  constructor(
    readonly engine: Engine,
    private readonly bases: Map<string, ImageRecord>,
    readonly caches: MountCaches,
    readonly request: BuildRequest,
    readonly channel: Channel<BuildMessage>,
  ) {
    this.contextTree = request.context;
  }
  readonly canceled = (): boolean => this.failure !== undefined;

  vertex(name: string): number {
    const id = ++this.vertices;
    this.channel.push({ type: 'vertex', id, name });
    return id;
  }
  finish(id: number, from: number, why: string): void {
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
    const warnings: Warning[] = [];
    const stages = ((): { value: ReturnType<typeof plan> } | { error: unknown } => {
      try {
        return { value: plan(file, request, engine, (w) => warnings.push(w)) };
      } catch (error) {
        return { error };
      }
    })();
    if ('value' in stages) warnings.push(...lint(file, request.dockerfile));
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
        this.contextTree = applyIgnore(request.context, parseIgnore(request.dockerignore));
      } catch (error) {
        throw new StepError((error as Error).message, undefined);
      }
    }
    const dispatched = new Map<string, Dispatched>();
    for (const stage of needed) dispatched.set(stage.key, this.dispatch(stage, dispatched));
    if (warnings.length > 0 && warningsAreErrors(file)) throw new StepError(`lint violation found for rules: ${[...new Set(warnings.map((w) => w.rule))].join(', ')}`, undefined);
    yield* this.stages(needed, dispatched);
    yield* this.export(p, this.done.get(target.key)!.built);
  }

  private dispatch(stage: Stage, before: ReadonlyMap<string, Dispatched>): Dispatched {
    const { buildArgs } = this.request;
    if (stage.base !== undefined) return dispatchStage(stage, before.get(stage.base.key)!, buildArgs);
    const none = new Map<string, string>();
    if (stage.image === 'scratch' || this.namedTree(stage.image!) !== undefined) return dispatchStage(stage, { config: SCRATCH, author: '', args: none }, buildArgs);
    const { config, author } = this.baseImage(stage.image!);
    return dispatchStage(stage, { config, author, args: none }, buildArgs);
  }

  /** Builds the stages side by side; each waits where it takes something from another. The first failure stops all. */
  private *stages(needed: readonly Stage[], dispatched: ReadonlyMap<string, Dispatched>): Task {
    const { engine } = this;
    const job = this;
    for (const stage of needed) {
      engine.background(function* (q) {
        try {
          const d = dispatched.get(stage.key)!;
          const built = yield* job.buildStage(q, stage, d);
          if (built !== undefined) job.done.set(stage.key, { built, dispatched: d });
        } catch (error) {
          job.failure ??= error;
        }
        job.cancel.wake();
        return 0;
      });
    }
    while (this.failure === undefined && this.done.size < needed.length) yield* waitFor([this.cancel]);
    if (this.failure !== undefined) throw this.failure;
  }

  /** Waits until a stage is built; undefined when the build failed before. */
  private *awaitStage(stage: Stage): Task<Built | undefined> {
    while (!this.done.has(stage.key)) {
      if (this.failure !== undefined) return undefined;
      yield* waitFor([this.cancel]);
    }
    return this.done.get(stage.key)!.built;
  }

  private namedTree(name: string): DirNode | undefined {
    const c = this.request.namedContexts[name];
    return c === undefined || typeof c === 'string' ? undefined : c;
  }

  private baseImage(ref: string): ImageRecord {
    const { engine } = this;
    const local = this.request.pull ? undefined : engine.images.find(ref);
    if (local !== undefined) return local;
    const known = this.bases.get(ref);
    if (known !== undefined && !this.request.pull) return known;
    return lookup(engine, withDefaultTag(parseReference(ref))).image;
  }

  /** Where a stage begins, and how its FROM is shown once it is known whether the first step is cached. */
  private *beginStage(p: Sleeper, stage: Stage, d: Dispatched): Task<{ built: Built; settle: (firstHit: boolean | undefined) => void } | undefined> {
    const { engine, channel } = this;
    const nothing = (): void => {};
    if (stage.base !== undefined) {
      const built = yield* this.awaitStage(stage.base);
      return built === undefined ? undefined : { built, settle: nothing };
    }
    const blank = { created: 0, config: SCRATCH, layers: [], history: [], author: '', comment: '', parent: '', architecture: 'amd64', built: true, lastTagged: 0 };
    if (stage.image === 'scratch') return { built: { tree: emptyDir(), key: 'scratch', baseId: undefined, image: blank }, settle: nothing };
    const named = this.namedTree(stage.image!);
    if (named !== undefined) {
      const tree = yield* this.loadNamed(p, stage.image!, named);
      return { built: { tree, key: `context ${contentDigest([{ path: '', node: tree }])}`, baseId: undefined, image: blank }, settle: nothing };
    }
    const base = this.baseImage(stage.image!);
    const chain = chainOf(base);
    const known = [...this.bases.values()].some((b) => chainOf(b) === chain);
    const ref = canonical(withDefaultTag(parseReference(stage.image!)));
    const id = this.vertex(`${d.fromTitle} ${ref}`);
    const at = engine.now;
    if (engine.images.find(stage.image!) === undefined && !known) {
      channel.push({ type: 'status', id, text: `resolve ${ref}`, done: true });
      for (const l of base.layers) channel.push({ type: 'status', id, text: `sha256:${sha256hex(l.blob)} ${sizeText(l.compressed)} / ${sizeText(l.compressed)}`, done: true });
      yield* p.sleep(Math.min(8000, base.layers.reduce((n, l) => n + l.compressed, 0) / 20_000));
    }
    this.bases.set(stage.image!, base);
    let pending = true;
    const settle = (firstHit: boolean | undefined): void => {
      if (!pending) return;
      pending = false;
      if (known && firstHit !== true) channel.push({ type: 'cached', id, why: 'the base image is in the build cache' });
      else this.finish(id, at, 'base');
    };
    const onbuild = base.config.OnBuild ?? [];
    const image = { ...base, parent: '', built: true, config: onbuild.length > 0 ? { ...base.config, OnBuild: null } : base.config };
    return { built: { image, tree: base.layers.at(-1)?.tree ?? emptyDir(), key: `image ${base.id}`, baseId: base.id }, settle };
  }

  private *buildStage(p: Sleeper, stage: Stage, d: Dispatched): Task<Built | undefined> {
    const start = yield* this.beginStage(p, stage, d);
    if (start === undefined) return undefined;
    let { built } = start;
    const { settle } = start;
    for (const step of d.steps) {
      if (this.failure !== undefined) return undefined;
      if (step.history !== undefined) {
        const history = [...built.image.history, { created: built.image.created, createdBy: step.history, comment: 'buildkit.dockerfile.v0', empty: true }];
        built = { ...built, baseId: undefined, image: { ...built.image, history } };
        continue;
      }
      const run = step.i.name === 'WORKDIR' ? workdirStep : step.i.name === 'RUN' ? runInstruction : copyInstruction;
      try {
        built = yield* run(this, p, stage, step, built, settle);
      } catch (error) {
        if (error instanceof StepError || error instanceof ApiError) throw error;
        throw new StepError((error as Error).message, step.i);
      }
    }
    settle(undefined);
    return { ...built, image: { ...built.image, config: d.config, author: d.author } };
  }

  *source(p: Sleeper, name: string, stage: Stage, step: Step): Task<DirNode> {
    const other = stage.sources.get(name.toLowerCase());
    if (other !== undefined) {
      const built = yield* this.awaitStage(other);
      if (built === undefined) throw new StepError('context canceled', step.i);
      return built.tree;
    }
    const named = this.namedTree(name);
    if (named !== undefined) return yield* this.loadNamed(p, name, named);
    const alias = this.request.namedContexts[name];
    const ref = typeof alias === 'string' ? alias.replace(/^docker-image:\/\//, '') : name;
    let image: ImageRecord;
    try {
      image = this.baseImage(ref);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof ReferenceError_)) throw error;
      throw new StepError(`${ref}: failed to resolve source metadata for ${canonical(withDefaultTag(parseReference(ref)))}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`, step.i);
    }
    this.finish(this.vertex(`FROM ${canonical(withDefaultTag(parseReference(ref)))}`), this.engine.now, 'base');
    this.bases.set(ref, image);
    return image.layers.at(-1)?.tree ?? emptyDir();
  }

  /** A folder given with `--build-context`, sent once. */
  private *loadNamed(p: Sleeper, name: string, tree: DirNode): Task<DirNode> {
    if (!this.named.has(name)) {
      this.named.add(name);
      const id = this.vertex(`[context ${name}] load from client`);
      const at = this.engine.now;
      const size = treeSize(tree);
      yield* p.sleep(5 + Math.min(2000, size / 100_000));
      this.channel.push({ type: 'status', id, text: `transferring ${name}: ${sizeText(size + 2)}`, done: true });
      this.finish(id, at, 'read');
    }
    return tree;
  }

  *context(p: Sleeper): Task<DirNode> {
    if (this.contextVertex === undefined) {
      const id = (this.contextVertex = this.vertex('[internal] load build context'));
      const at = this.engine.now;
      const size = treeSize(this.contextTree);
      yield* p.sleep(5 + Math.min(2000, size / 100_000));
      this.channel.push({ type: 'status', id, text: `transferring context: ${sizeText(size + 2)}`, done: true });
      this.finish(id, at, 'read');
    }
    return this.contextTree;
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
    const labelled = Object.keys(request.labels).length > 0 ? { ...built.image, config: { ...built.image.config, Labels: sorted({ ...(built.image.config.Labels ?? {}), ...request.labels }) } } : built.image;
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

/** What the builder knows a base by: its layers, whatever its name and configuration. */
function chainOf(image: ImageRecord): string {
  return image.layers.map((l) => l.diffId).join(' ');
}

/** Sizes of transfers: 137B, 8.62kB. */
function sizeText(n: number): string {
  if (n < 1000) return `${n}B`;
  if (n < 1e6) return `${(n / 1000).toFixed(2)}kB`;
  return n < 1e9 ? `${(n / 1e6).toFixed(2)}MB` : `${(n / 1e9).toFixed(2)}GB`;
}
