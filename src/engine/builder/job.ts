// One build, from its request to its result: what the frontend makes of the Dockerfile, the stages side by side, the export.

import type { DirNode } from '../../fs/node.ts';
import { type Task, WaitQueue } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { ApiError } from '../../api/error.ts';
import type { With } from '../ports/stores.ts';
import type { BuildRecord, BuildStepRecord, BuildMessage, BuildRequest, Excerpt } from '../../api/types/build.ts';
import type { ImageRecord } from '../state.ts';
import type { Channel } from '../streams.ts';
import { Bases, sizeText } from './bases.ts';
import { type Dispatched, dispatchStage, type Step, StepError } from './dispatch.ts';
import type { Pattern } from '../../api/ignore.ts';
import { frontendOf } from './lint.ts';
import { Linter, RULES, ruleUrl } from './linter.ts';
import type { MountCaches } from './mounts.ts';
import { outline, targets } from './outline.ts';
import { type Dockerfile, DockerfileError, parseDockerfile } from './parse.ts';
import { addTriggers, needed, numberStages, writingOrder } from './plan-order.ts';
import { checkBaseName, type Plan, plan, type Stage } from './plan.ts';
import type { StepReason } from '../../api/types/reason.ts';
import { type Built, type Job, refName, type Sleeper } from './step.ts';
import { own } from '../../api/dict.ts';
import { buildStepMachine } from '../machines/things.machine.ts';
import { refusal } from '../asked.ts';
import { after, initialState } from '../step.ts';
import { exportResult } from './job-export.ts';
import {
  context,
  fetchContext,
  ignorePatterns,
  loadFrontend,
  loadIgnore,
  loadMetadata,
  triggersOf,
} from './job-load.ts';
import { source, stages } from './job-stages.ts';
import { SCRATCH } from './scratch.ts';
import { contextPaths, type Sources } from './sources.ts';

/** What is seen of the engine here. */
type Engine = With<'images' | 'builder' | 'containers' | 'networks' | 'volumes'>;

/** So many builds are remembered. */
const HISTORY = 50;

/** What a message says of the life of a step. */
function ends(m: BuildMessage): { id: number; type: 'HIT' | 'FINISH' | 'FAIL' | 'CANCEL' } | undefined {
  if (m.type === 'cached') return { id: m.id, type: 'HIT' };
  if (m.type === 'done') return { id: m.id, type: 'FINISH' };
  if (m.type === 'failed') return { id: m.id, type: 'FAIL' };
  return m.type === 'canceled' ? { id: m.id, type: 'CANCEL' } : undefined;
}

/** What the frontend makes of a Dockerfile before anything is built. */
export interface Front {
  readonly file: Dockerfile;
  readonly plan: Plan;
  readonly needed: readonly Stage[];
  readonly dispatched: ReadonlyMap<string, Dispatched>;
}

export class BuildJob implements Job {
  private vertices = 0;
  /** Where each step stands. */
  private readonly standing = new Map<number, string>();
  private cachedCount = 0;
  readonly done = new Map<string, { built: Built; dispatched: Dispatched }>();
  contextVertex: number | undefined;
  readonly named = new Set<string>();
  /** The context, when it has been loaded. */
  contextTree: DirNode | undefined;
  /** What of the context the build's steps name. */
  wanted: readonly string[] | undefined;
  failure: unknown;
  readonly bases: Bases;
  readonly ref: string;
  /** All that it has told so far, without the files of its result. */
  readonly messages: BuildMessage[] = [];
  private readonly steps: BuildStepRecord[] = [];
  private readonly from: number;
  imageId = '';
  /** Title of the step of each base image. */
  readonly fromTitles = new Map<string, string>();
  readonly channel: Job['channel'];
  lastMiss: Job['lastMiss'];
  readonly cancel = new WaitQueue();
  readonly begun = new Set<string>();

  constructor(
    readonly engine: Engine,
    known: Map<string, ImageRecord>,
    readonly caches: MountCaches,
    readonly request: BuildRequest,
    readonly sources: Sources,
    out: Channel<BuildMessage>,
  ) {
    const { messages, standing } = this;
    this.channel = {
      push(m: BuildMessage): void {
        const event = ends(m);
        if (event !== undefined) standing.set(event.id, after(buildStepMachine, standing.get(event.id)!, event.type));
        if (m.type !== 'result') messages.push(m);
        out.push(m);
      },
    };
    this.bases = new Bases(engine, known, request);
    this.ref = request.ref ?? refName(engine.kernel.random.hex(50));
    this.from = engine.now;
  }
  readonly canceled = (): boolean => this.failure !== undefined;

  /** Ends the build early; nothing where it is over. */
  abort(): void {
    this.failure ??= new StepError('context canceled', undefined);
    this.cancel.wake();
  }

  uncached(stage: Stage): boolean {
    return this.request.noCache || (stage.name !== undefined && this.request.noCacheFilter.includes(stage.name));
  }
  record(step: BuildStepRecord): void {
    this.steps.push(step);
    if (step.cached) this.cachedCount++;
    this.remember(undefined, '');
  }
  vertex(name: string, keys: { key?: string; parent?: string } = {}): number {
    const id = ++this.vertices;
    // it is told of when it begins
    this.standing.set(id, after(buildStepMachine, initialState(buildStepMachine), 'BEGIN'));
    this.channel.push({ type: 'vertex', id, name, ...keys });
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
    let message = '';
    try {
      if (build) this.remember(undefined, '');
      yield* this.solve(p);
    } catch (error) {
      message = error instanceof DockerfileError || error instanceof StepError ? error.message : refusal(error).message;
      let excerpts = this.excerptsOf(error);
      // a frontend of its own tells of what it cannot place at the line that asked for it
      const syntax = /^#\s*syntax\s*=/im.exec(this.request.dockerfile.split('\n', 1)[0] ?? '');
      if (excerpts.length === 0 && syntax !== null) excerpts = this.excerpt(1, 1);
      this.channel.push({ type: 'error', message, excerpts });
    }
    if (build) this.conclude(message);
  }

  /** Ends the build's record; one that cannot be ended is given up, and the build has failed with it. */
  private conclude(message: string): void {
    const { engine } = this;
    try {
      this.remember(engine.now, message);
    } catch (error) {
      const why = refusal(error);
      engine.put({ builds: engine.state.builds.filter((b) => b.ref !== this.ref) });
      if (message === '') this.channel.push({ type: 'error', message: why.message, excerpts: [] });
    }
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
      yield* fetchContext(this, p);
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
    yield* loadFrontend(this, p, later!.file);
    yield* loadMetadata(this, p, later!);
    yield* loadIgnore(this, p);
    if (error !== undefined) throw error;
    if (front === undefined) return;
    if (request.call === 'outline') {
      channel.push({ type: 'call', text: outline(front.file, front.plan, front.dispatched) });
      return;
    }
    if (request.check) return;
    const failure = lint?.failure();
    if (failure !== undefined) throw new StepError(failure, undefined);
    this.wanted = contextPaths(front.dispatched.values());
    for (const s of writingOrder(front.plan.target))
      if (s.image !== undefined) this.fromTitles.set(s.image, front.dispatched.get(s.key)!.fromTitle ?? '');
    yield* stages(this, front.needed, front.dispatched);
    yield* exportResult(this, p, this.done.get(front.plan.target.key)!.built, front);
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
        if (addTriggers(s, triggersOf(this, s), p)) stages = needed(p, request.check && request.target === '');
      numberStages(p);
      state.later = { file, plan: p, needed: stages };
      const ignore = ignorePatterns(this);
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

  context(p: Sleeper): Task<DirNode> {
    return context(this, p);
  }
  source(p: Sleeper, name: string, stage: Stage, step: Step): Task<DirNode> {
    return source(this, p, name, stage, step);
  }
}
