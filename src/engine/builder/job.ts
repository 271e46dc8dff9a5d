// One build, from its request to its result: what the frontend makes of the Dockerfile, the stages side by side, the export.

import { emptyDir, type DirNode } from '../../fs/node.ts';
import { treeSize } from '../../fs/tree.ts';
import { type Task, waitFor, WaitQueue } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { ApiError } from '../../api/error.ts';
import type { Engine } from '../engine.ts';
import { canonicalImage } from '../layers.ts';
import { canonical, familiar, parseReference, ReferenceError_, withDefaultTag } from '../../api/reference.ts';
import type { BuildRecord, BuildStepRecord, BuildMessage, BuildRequest, Excerpt } from '../../api/types/build.ts';
import type { ImageConfig, ImageRecord } from '../state.ts';
import type { Channel } from '../streams.ts';
import { sorted } from './change.ts';
import { contentDigest } from './copy.ts';
import { Bases, sizeText } from './bases.ts';
import { type Dispatched, dispatchStage, StepError } from './dispatch.ts';
import { applyIgnore, parseIgnore, type Pattern } from './ignore.ts';
import { frontendOf } from './lint.ts';
import { Linter, RULES, ruleUrl } from './linter.ts';
import type { MountCaches } from './mounts.ts';
import { outline, targets } from './outline.ts';
import { type Dockerfile, DockerfileError, type Instruction, parseDockerfile } from './parse.ts';
import {
  addTriggers,
  checkBaseName,
  imageSuggestion,
  needed,
  numberStages,
  outsideSources,
  type Plan,
  plan,
  type Stage,
  writingOrder,
} from './plan.ts';
import { FetchError, fetchUrl, fetchGit, isGitContext, parseGitRef, readContext } from './remote.ts';
import type { StepReason } from '../../api/types/reason.ts';
import { type Built, copyInstruction, type Job, refName, runInstruction, type Sleeper, workdirStep } from './steps.ts';
import { own } from '../../api/dict.ts';

/** What `FROM scratch` begins with. */
const SCRATCH: ImageConfig = {
  User: '',
  Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  Cmd: null,
  WorkingDir: '/',
  Entrypoint: null,
  Labels: null,
};
/** So many builds are remembered. */
const HISTORY = 50;

/** What the frontend makes of a Dockerfile before anything is built. */
interface Front {
  readonly file: Dockerfile;
  readonly plan: Plan;
  readonly needed: readonly Stage[];
  readonly dispatched: ReadonlyMap<string, Dispatched>;
}

export class BuildJob implements Job {
  private vertices = 0;
  private cachedCount = 0;
  private readonly done = new Map<string, { built: Built; dispatched: Dispatched }>();
  private contextVertex: number | undefined;
  private readonly named = new Set<string>();
  private contextTree: DirNode;
  private failure: unknown;
  private readonly bases: Bases;
  readonly ref: string;
  /** All that it has told so far, without the files of its result. */
  readonly messages: BuildMessage[] = [];
  private readonly steps: BuildStepRecord[] = [];
  private readonly from: number;
  private imageId = '';
  /** Title of the step of each base image. */
  private readonly fromTitles = new Map<string, string>();
  readonly channel: Job['channel'];
  lastMiss: Job['lastMiss'];
  readonly cancel = new WaitQueue();
  readonly begun = new Set<string>();

  constructor(
    readonly engine: Engine,
    known: Map<string, ImageRecord>,
    readonly caches: MountCaches,
    readonly request: BuildRequest,
    out: Channel<BuildMessage>,
  ) {
    const { messages } = this;
    this.channel = {
      push(m: BuildMessage): void {
        if (m.type !== 'result') messages.push(m);
        out.push(m);
      },
    };
    this.contextTree = request.context;
    this.bases = new Bases(engine, known, request);
    this.ref = refName(engine.kernel.random.hex(50));
    this.from = engine.now;
  }
  readonly canceled = (): boolean => this.failure !== undefined;

  uncached(stage: Stage): boolean {
    return this.request.noCache || (stage.name !== undefined && this.request.noCacheFilter.includes(stage.name));
  }
  record(step: BuildStepRecord): void {
    this.steps.push(step);
    if (step.cached) this.cachedCount++;
    this.remember(undefined, '');
  }
  vertex(name: string): number {
    const id = ++this.vertices;
    this.channel.push({ type: 'vertex', id, name });
    return id;
  }
  finish(id: number, from: number, why: StepReason): void {
    this.channel.push({ type: 'done', id, seconds: (this.engine.now - from) / 1000, why });
  }

  /** Writes the build into the engine's history. */
  private remember(completed: number | undefined, error: string): void {
    const { request, engine } = this;
    const record: BuildRecord = {
      ref: this.ref,
      name: request.contextName ?? '',
      context: request.contextName ?? '',
      dockerfile: request.dockerfileName,
      target: request.target,
      tags: request.tags,
      created: this.from,
      completed,
      error,
      imageId: this.imageId,
      total: this.vertices,
      done: completed === undefined ? this.steps.length : this.vertices,
      cached: this.cachedCount,
      steps: [...this.steps],
    };
    engine.set({ builds: [record, ...engine.state.builds.filter((b) => b.ref !== this.ref)].slice(0, HISTORY) });
  }

  private excerpt(from: number, to: number): Excerpt[] {
    return from === 0 ? [] : [{ file: this.request.dockerfileName, source: this.request.dockerfile, from, to }];
  }
  private excerptsOf(error: unknown): Excerpt[] {
    if (error instanceof DockerfileError)
      return [...this.excerpt(error.from, error.to), ...error.more.flatMap(([a, b]) => this.excerpt(a, b))];
    return error instanceof StepError && error.instruction !== undefined
      ? this.excerpt(error.instruction.from, error.instruction.to)
      : [];
  }

  *run(p: Process): Task {
    const build = !this.request.check && this.request.call === undefined;
    if (build) this.remember(undefined, '');
    let message = '';
    try {
      yield* this.solve(p);
    } catch (error) {
      if (!(error instanceof DockerfileError || error instanceof StepError || error instanceof ApiError)) throw error;
      message = error.message;
      let excerpts = this.excerptsOf(error);
      // a frontend of its own tells of what it cannot place at the line that asked for it
      const syntax = /^#\s*syntax\s*=/im.exec(this.request.dockerfile.split('\n', 1)[0] ?? '');
      if (excerpts.length === 0 && syntax !== null) excerpts = this.excerpt(1, 1);
      this.channel.push({ type: 'error', message, excerpts });
    }
    if (build) this.remember(this.engine.now, message);
  }

  /** A context that is not on this machine. */
  private *fetchContext(p: Process): Task {
    const { remote } = this.request;
    if (remote === undefined) return;
    const id = this.vertex(
      isGitContext(remote) ? `[internal] load git source ${remote}` : `[internal] load remote build context`,
    );
    const at = this.engine.now;
    try {
      if (isGitContext(remote)) {
        const got = yield* fetchGit(p, parseGitRef(remote), false, this.engine.now);
        this.channel.push({ type: 'status', id, text: `${got.commit}\trefs/heads/main`, done: false });
        this.contextTree = got.tree;
      } else this.contextTree = readContext((yield* fetchUrl(p, remote)).data, this.request.dockerfileName);
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      this.channel.push({ type: 'failed', id, error: error.message });
      throw new StepError(
        isGitContext(remote)
          ? `failed to read dockerfile: failed to load cache key: ${error.message}`
          : `failed to load cache key: ${error.message}`,
        undefined,
      );
    }
    this.finish(id, at, { kind: 'fetched' });
    const find = (path: string): string | undefined => {
      let node: ReturnType<DirNode['entries']['get']> = this.contextTree;
      for (const part of path.split('/').filter((x) => x !== '' && x !== '.'))
        node = node?.kind === 'dir' ? node.entries.get(part) : undefined;
      return node?.kind === 'file' ? new TextDecoder().decode(node.data) : undefined;
    };
    const text = find(this.request.dockerfileName);
    if (text === undefined)
      throw new StepError(
        `failed to read dockerfile: open ${this.request.dockerfileName}: no such file or directory`,
        undefined,
      );
    this.request.dockerfile = text;
    this.request.dockerignore = find(`${this.request.dockerfileName}.dockerignore`) ?? find('.dockerignore');
  }

  private *solve(p: Process): Task {
    const { request, engine, channel } = this;
    let definition: number;
    const t0 = engine.now;
    if (request.remote === undefined) {
      definition = this.vertex(`[internal] load build definition from ${request.dockerfileName.split('/').pop()}`);
      yield* p.sleep(12);
      channel.push({
        type: 'status',
        id: definition,
        text: `transferring dockerfile: ${sizeText(request.dockerfile.length + 31)}`,
        done: true,
      });
    } else {
      yield* this.fetchContext(p);
      definition = this.vertices;
    }
    const end = (): void => {
      if (request.remote === undefined) this.finish(definition, t0, { kind: 'read' });
    };
    if (request.call === 'targets') {
      const lines = this.guard(end, () => targets(parseDockerfile(request.dockerfile)));
      end();
      channel.push({ type: 'call', text: lines });
      return;
    }
    const { front, lint, later, error } = this.frontend();
    for (const w of lint?.warnings ?? []) {
      channel.push({
        type: 'warning',
        id: definition,
        rule: w.rule,
        text: w.text,
        line: w.line,
        url: ruleUrl(w.rule),
        description: own(RULES, w.rule)?.description ?? '',
        excerpt: this.excerpt(w.line, w.to)[0]!,
      });
    }
    end();
    if (error !== undefined && later === undefined) throw error;
    yield* this.loadFrontend(p, later!.file);
    yield* this.loadMetadata(p, later!);
    yield* this.loadIgnore(p);
    if (error !== undefined) throw error;
    if (front === undefined) return;
    if (request.call === 'outline') {
      channel.push({ type: 'call', text: outline(front.file, front.plan, front.dispatched) });
      return;
    }
    if (request.check) return;
    const failure = lint?.failure();
    if (failure !== undefined) throw new StepError(failure, undefined);
    for (const s of writingOrder(front.plan.target))
      if (s.image !== undefined) this.fromTitles.set(s.image, front.dispatched.get(s.key)!.fromTitle ?? '');
    yield* this.stages(front.needed, front.dispatched);
    yield* this.export(p, this.done.get(front.plan.target.key)!.built, front);
  }

  private guard<T>(end: () => void, f: () => T): T {
    try {
      return f();
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Reads, plans and dispatches; what it meets of warnings comes before the error that ends it. */
  private frontend(): {
    front?: Front;
    lint?: Linter;
    later?: { file: Dockerfile; plan: Plan; needed: readonly Stage[] };
    error?: unknown;
  } {
    const { request } = this;
    const state: { lint?: Linter; later?: { file: Dockerfile; plan: Plan; needed: readonly Stage[] } } = {};
    try {
      const file = parseDockerfile(request.dockerfile);
      const check = request.buildArgs['BUILDKIT_DOCKERFILE_CHECK'] ?? file.directives['check'] ?? '';
      const lint = new Linter(check);
      state.lint = lint;
      const p = plan(
        file,
        {
          target: request.target,
          buildArgs: request.buildArgs,
          platform: 'linux/amd64',
          frontend: frontendOf(request.buildArgs['BUILDKIT_SYNTAX'] ?? file.directives['syntax']),
          named: (n) => this.bases.namedContext(n) !== undefined,
          all: request.check,
        },
        lint,
      );
      let stages = needed(p, request.check && request.target === '');
      for (const s of p.stages) checkBaseName(s);
      state.later = { file, plan: p, needed: stages };
      this.bases.check(stages);
      for (const s of stages)
        if (addTriggers(s, this.triggersOf(s), p)) stages = needed(p, request.check && request.target === '');
      numberStages(p);
      state.later = { file, plan: p, needed: stages };
      const ignore = this.ignorePatterns();
      const dispatched = new Map<string, Dispatched>();
      for (const s of stages) dispatched.set(s.key, this.dispatch(s, dispatched, lint, ignore));
      return { ...state, front: { file, plan: p, needed: stages, dispatched } };
    } catch (error) {
      if (!(error instanceof DockerfileError || error instanceof StepError || error instanceof ApiError)) {
        if (error instanceof Error && state.lint === undefined)
          return { ...state, error: new StepError(error.message, undefined) };
        throw error;
      }
      return { ...state, error };
    }
  }

  private ignorePatterns(): Pattern[] {
    if (this.request.dockerignore === undefined) return [];
    try {
      return parseIgnore(this.request.dockerignore);
    } catch (error) {
      throw new StepError((error as Error).message, undefined);
    }
  }

  /** ONBUILD instructions that a stage's base brings. */
  private triggersOf(s: Stage): Instruction[] {
    const texts =
      s.base !== undefined
        ? s.base.steps
            .filter((i) => i.name === 'ONBUILD')
            .map(
              (i) =>
                i.original.replace(/^\s*ONBUILD\s*/i, '') + i.heredocs.map((h) => `\n${h.content}${h.name}`).join(''),
            )
        : (this.bases.config(s)?.OnBuild ?? []);
    return texts.map((t) => parseDockerfile(t).instructions[0]!);
  }

  private dispatch(
    stage: Stage,
    before: ReadonlyMap<string, Dispatched>,
    lint: Linter,
    ignore: readonly Pattern[],
  ): Dispatched {
    const options = { given: this.request.buildArgs, lint, ignore, openEnv: false };
    if (stage.base !== undefined) return dispatchStage(stage, before.get(stage.base.key)!, options);
    const image = this.bases.recordOf(stage);
    return dispatchStage(
      stage,
      { config: image?.config ?? SCRATCH, author: image?.author ?? '', args: new Map(), workdirSet: false },
      options,
    );
  }

  /** A frontend that the file asks for is an image of its own. */
  private *loadFrontend(p: Sleeper, file: Dockerfile): Task {
    const syntax = (this.request.buildArgs['BUILDKIT_SYNTAX'] ?? file.directives['syntax'])?.split(/\s/)[0];
    if (syntax === undefined) return;
    if (!/^(docker\.io\/)?docker\/dockerfile(-upstream)?([:@]|$)/.test(syntax))
      throw new StepError(`drydock: '# syntax=${syntax}' is not simulated`, undefined);
    const name = canonical(withDefaultTag(parseReference(syntax)));
    const t = this.engine.now;
    const resolve = this.vertex(`resolve image config for docker-image://${name}`);
    yield* p.sleep(250);
    this.finish(resolve, t, { kind: 'resolved' });
    this.channel.push({ type: 'cached', id: this.vertex(`docker-image://${name}`), why: { kind: 'frontendCached' } });
  }

  private *loadMetadata(p: Sleeper, later: { plan: Plan; needed: readonly Stage[] }): Task {
    const { engine, channel } = this;
    const wanted = new Map<string, Instruction>();
    for (const s of later.needed) if (s.base === undefined && s.image !== 'scratch') wanted.set(s.image!, s.from);
    for (const x of outsideSources(later.needed)) if (!wanted.has(x.name)) wanted.set(x.name, x.at);
    const shown = new Set<string>();
    for (const [name, at] of wanted) {
      const context = this.bases.namedContext(name);
      if (context !== undefined && typeof context !== 'string') continue;
      const ref = context ?? name;
      let full: string;
      try {
        full = canonical(withDefaultTag(parseReference(ref)));
      } catch (error) {
        if (!(error instanceof ReferenceError_)) throw error;
        throw new StepError(`failed to parse stage name ${JSON.stringify(ref)}: ${error.message}`, at);
      }
      if (shown.has(full)) continue;
      shown.add(full);
      const v = this.vertex(`[${context === undefined ? 'internal' : `context ${name}`}] load metadata for ${full}`);
      const t = engine.now;
      yield* p.sleep(20);
      const why = this.bases.problem(ref);
      if (why !== undefined) {
        channel.push({ type: 'failed', id: v, error: why });
        throw new StepError(
          `${ref}: failed to resolve source metadata for ${full}: ${why}${imageSuggestion(ref, later.plan.stages)}`,
          at,
        );
      }
      this.finish(v, t, { kind: 'resolved' });
    }
  }

  private *loadIgnore(p: Sleeper): Task {
    const { request, engine, channel } = this;
    if (request.remote === undefined) {
      const id = this.vertex('[internal] load .dockerignore');
      const at = engine.now;
      yield* p.sleep(5);
      channel.push({
        type: 'status',
        id,
        text: `transferring context: ${sizeText((request.dockerignore ?? '').length + (request.dockerignore === undefined ? 2 : 52))}`,
        done: true,
      });
      this.finish(id, at, { kind: 'read' });
    }
    const patterns = this.ignorePatterns();
    if (patterns.length > 0) this.contextTree = applyIgnore(this.contextTree, patterns);
  }

  /** Builds the stages side by side; each waits where it takes something from another. The first failure stops all. */
  private *stages(list: readonly Stage[], dispatched: ReadonlyMap<string, Dispatched>): Task {
    const { engine } = this;
    const job = this;
    for (const stage of list) {
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
    while (this.failure === undefined && this.done.size < list.length) yield* waitFor([this.cancel]);
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

  /** Where a stage begins, and how its FROM is shown once it is known whether the first step is cached. */
  private *beginStage(
    p: Sleeper,
    stage: Stage,
    d: Dispatched,
  ): Task<{ built: Built; settle: (firstHit: boolean | undefined) => void } | undefined> {
    const nothing = (): void => {};
    if (stage.base !== undefined) {
      const built = yield* this.awaitStage(stage.base);
      return built === undefined ? undefined : { built, settle: nothing };
    }
    const blank = {
      created: 0,
      config: SCRATCH,
      layers: [],
      history: [],
      author: '',
      comment: '',
      parent: '',
      architecture: 'amd64',
      built: true,
      lastTagged: 0,
    };
    if (stage.image === 'scratch')
      return { built: { tree: emptyDir(), key: 'scratch', baseId: undefined, image: blank }, settle: nothing };
    const named = this.bases.namedContext(stage.image!);
    if (named !== undefined && typeof named !== 'string') {
      const tree = yield* this.loadNamed(p, stage.image!, named);
      return {
        built: { tree, key: `context ${contentDigest([{ path: '', node: tree }])}`, baseId: undefined, image: blank },
        settle: nothing,
      };
    }
    const title =
      named === undefined ? (this.fromTitles.get(stage.image!) ?? d.fromTitle!) : `[context ${stage.image}]`;
    return yield* this.bases.begin(p, this, named ?? stage.image!, title.replace(/ $/, ''));
  }

  private *buildStage(p: Process, stage: Stage, d: Dispatched): Task<Built | undefined> {
    const start = yield* this.beginStage(p, stage, d);
    if (start === undefined) return undefined;
    let { built } = start;
    const { settle } = start;
    for (const step of d.steps) {
      if (this.failure !== undefined) return undefined;
      if (step.history !== undefined) {
        const history = [
          ...built.image.history,
          { created: built.image.created, createdBy: step.history, comment: 'buildkit.dockerfile.v0', empty: true },
        ];
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
    // only a stage without any instruction is its base itself
    const baseId = stage.steps.length === 0 && stage.triggers.length === 0 ? built.baseId : undefined;
    return { ...built, baseId, image: { ...built.image, config: d.config, author: d.author } };
  }

  *source(p: Sleeper, name: string, stage: Stage, step: { readonly i: Instruction }): Task<DirNode> {
    const other = stage.sources.get(name.toLowerCase());
    if (other !== undefined) {
      const built = yield* this.awaitStage(other);
      if (built === undefined) throw new StepError('context canceled', step.i);
      return built.tree;
    }
    const named = this.bases.namedContext(name);
    if (named !== undefined && typeof named !== 'string') return yield* this.loadNamed(p, name, named);
    const ref = named ?? name;
    const start = yield* this.bases.begin(p, this, ref, named === undefined ? 'FROM' : `[context ${name}]`);
    start.settle(true);
    return start.built.tree;
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
      this.finish(id, at, { kind: 'read' });
    }
    return tree;
  }

  *context(p: Sleeper): Task<DirNode> {
    if (this.contextVertex === undefined && this.request.remote === undefined) {
      const id = (this.contextVertex = this.vertex('[internal] load build context'));
      const at = this.engine.now;
      const size = treeSize(this.contextTree);
      yield* p.sleep(5 + Math.min(2000, size / 100_000));
      this.channel.push({ type: 'status', id, text: `transferring context: ${sizeText(size + 2)}`, done: true });
      this.finish(id, at, { kind: 'read' });
    }
    return this.contextTree;
  }

  private *export(p: Sleeper, built: Built, front: Front): Task {
    const { engine, channel, request, ref } = this;
    const base = front.needed.flatMap((s) => (s.base === undefined && s.image !== 'scratch' ? [s.image!] : []));
    if (request.output !== 'image') {
      const id = this.vertex('exporting to client directory');
      const at = engine.now;
      channel.push({ type: 'status', id, text: `copying files ${sizeText(treeSize(built.tree))}`, done: true });
      this.finish(id, at, { kind: 'exported' });
      channel.push({ type: 'result', imageId: '', tree: built.tree, ref, base });
      return;
    }
    const id = this.vertex('exporting to image');
    const at = engine.now;
    channel.push({ type: 'status', id, text: 'exporting layers', done: false });
    yield* p.sleep(10);
    const labelled =
      Object.keys(request.labels).length > 0
        ? {
            ...built.image,
            config: {
              ...built.image.config,
              Labels: sorted({ ...(built.image.config.Labels ?? {}), ...request.labels }),
            },
          }
        : built.image;
    const reused = built.baseId !== undefined && labelled === built.image ? this.bases.byId(built.baseId) : undefined;
    const image =
      reused ??
      canonicalImage({ ...labelled, id: '', comment: 'buildkit.dockerfile.v0', parent: '', lastTagged: engine.now });
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
    this.finish(id, at, { kind: 'exported' });
    this.imageId = image.id;
    channel.push({ type: 'result', imageId: image.id, ref, base });
  }
}
