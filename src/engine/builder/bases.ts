// Base images and named contexts of a build: what a name stands for, and what the builder has of it already.

import { sha256hex } from '../../fs/digest.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import { type Task, waitFor, WaitQueue } from '../../kernel/block.ts';
import { ApiError } from '../../api/error.ts';
import type { With } from '../ports/stores.ts';
import { lookup } from '../pull.ts';
import { canonical, familiar, parseReference, ReferenceError_, withDefaultTag } from '../../api/reference.ts';
import type { ImageConfig, ImageRecord } from '../state.ts';
import { StepError } from './dispatch.ts';
import { outsideSources } from './plan-order.ts';
import { type Stage } from './plan.ts';
import type { BuildRequest } from '../../api/types/build.ts';
import type { Built, Job, Sleeper } from './step.ts';
import { own } from '../../api/dict.ts';

/** What is seen of the engine here. */
type Engine = With<'images' | 'builder'>;

/** What the builder knows a base by: its layers, whatever its name and configuration. */
function chainOf(image: ImageRecord): string {
  return image.layers.map((l) => l.diffId).join(' ');
}

/** Sizes of transfers: 137B, 8.62kB. */
export function sizeText(n: number): string {
  if (n < 1000) return `${n}B`;
  if (n < 1e6) return `${(n / 1000).toFixed(2)}kB`;
  return n < 1e9 ? `${(n / 1e6).toFixed(2)}MB` : `${(n / 1e9).toFixed(2)}GB`;
}

/** Names under which BuildKit looks for a context: as it is, and without `latest`. */
function contextNames(name: string): string[] {
  try {
    return [name, familiar(withDefaultTag(parseReference(name))).replace(/:latest$/, '')];
  } catch (error) {
    if (!(error instanceof ReferenceError_)) throw error;
    return [name];
  }
}

export class Bases {
  constructor(
    private readonly engine: Engine,
    /** Bases that builds have used: the builder keeps them. */
    private readonly known: Map<string, ImageRecord>,
    private readonly request: BuildRequest,
  ) {}

  /** What `--build-context` says of a name: a folder, or the reference of an image. */
  namedContext(name: string): DirNode | string | undefined {
    if (name.toLowerCase() === 'scratch' || name.toLowerCase() === 'context') return undefined;
    for (const n of contextNames(name)) {
      const c = own(this.request.namedContexts, n);
      if (c !== undefined) return typeof c === 'string' ? c.replace(/^docker-image:\/\//, '') : c;
    }
    return undefined;
  }

  /** The image behind a reference. @throws ApiError */
  find(ref: string): ImageRecord {
    const local = this.request.pull ? undefined : this.engine.images.find(ref);
    if (local !== undefined) return local;
    const known = this.known.get(ref);
    if (known !== undefined && !this.request.pull) return known;
    return lookup(this.engine, withDefaultTag(parseReference(ref))).image;
  }

  byId(id: string): ImageRecord | undefined {
    return this.engine.state.images.get(id) ?? [...this.known.values()].find((b) => b.id === id);
  }

  /** Why an image cannot be had; undefined when it can. */
  problem(ref: string): string | undefined {
    try {
      this.find(ref);
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const full = canonical(withDefaultTag(parseReference(ref)));
      if (full.startsWith('docker.io/') && error.message.startsWith('pull access denied'))
        return 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';
      return /not found|unknown/.test(error.message) ? `${full}: not found` : error.message;
    }
  }

  /** The image that a stage begins from; undefined for scratch and for folders. */
  recordOf(s: Stage): ImageRecord | undefined {
    if (s.image === undefined || s.image === 'scratch') return undefined;
    const named = this.namedContext(s.image);
    if (named !== undefined && typeof named !== 'string') return undefined;
    const ref = named ?? s.image;
    return this.problem(ref) === undefined ? this.find(ref) : undefined;
  }
  config(s: Stage): ImageConfig | undefined {
    return this.recordOf(s)?.config;
  }

  /** Are all bases there, and of the platform that is built for? @throws StepError whose text is told again when their metadata is loaded */
  check(stages: readonly Stage[]): void {
    for (const s of stages) {
      if (s.base !== undefined || s.image === 'scratch') continue;
      if (s.platform !== '' && s.platform !== 'linux/amd64')
        throw new StepError(`drydock: 'FROM --platform=${s.platform}' is not simulated (only linux/amd64 is)`, s.from);
    }
    const outside = outsideSources(stages).map((x) => [x.name, x.at] as const);
    for (const [name, at] of [
      ...stages.flatMap((s) => (s.base === undefined && s.image !== 'scratch' ? [[s.image!, s.from] as const] : [])),
      ...outside,
    ]) {
      const named = this.namedContext(name);
      if (named !== undefined && typeof named !== 'string') continue;
      try {
        parseReference(named ?? name);
      } catch (error) {
        if (!(error instanceof ReferenceError_)) throw error;
        throw new StepError(`failed to parse stage name ${JSON.stringify(named ?? name)}: ${error.message}`, at);
      }
      if (this.problem(named ?? name) !== undefined) throw new StepError(`${named ?? name}: not there`, at);
    }
  }

  /** Images that stages of this build have begun from: one step each, however many stages begin there. */
  private readonly begun = new Map<
    string,
    { settle: (firstHit: boolean | undefined) => void; readonly ready: WaitQueue; done: boolean }
  >();

  /** The step of a base image, made by the first who asks; its end is told when it is known whether what follows is cached. */
  private *step(
    p: Sleeper,
    job: Job,
    name: string,
    base: ImageRecord,
    title: string,
  ): Task<(firstHit: boolean | undefined) => void> {
    const { engine } = this;
    const ref = canonical(withDefaultTag(parseReference(name)));
    const other = this.begun.get(ref);
    if (other !== undefined) {
      while (!other.done) yield* waitFor([other.ready]);
      return other.settle;
    }
    const entry = { settle: (): void => {}, ready: new WaitQueue(), done: false } as {
      settle: (firstHit: boolean | undefined) => void;
      ready: WaitQueue;
      done: boolean;
    };
    this.begun.set(ref, entry);
    const chain = chainOf(base);
    const known = [...this.known.values()].some((b) => chainOf(b) === chain);
    const id = job.vertex(`${title} ${ref}`, { key: `image ${base.id}` });
    const at = engine.now;
    if (engine.images.find(name) === undefined && !known) {
      job.channel.push({ type: 'status', id, text: `resolve ${ref}`, done: true });
      for (const l of base.layers)
        job.channel.push({
          type: 'status',
          id,
          text: `sha256:${sha256hex(l.blob)} ${sizeText(l.compressed)} / ${sizeText(l.compressed)}`,
          done: true,
        });
      yield* p.sleep(Math.min(8000, base.layers.reduce((n, l) => n + l.compressed, 0) / 20_000));
    }
    this.known.set(name, base);
    let pending = true;
    entry.settle = (firstHit) => {
      if (!pending) return;
      pending = false;
      if (known && firstHit !== true) job.channel.push({ type: 'cached', id, why: { kind: 'baseCached' } });
      else job.finish(id, at, { kind: 'base' });
    };
    entry.done = true;
    entry.ready.wake();
    return entry.settle;
  }

  /** Begins from an image. */
  *begin(
    p: Sleeper,
    job: Job,
    name: string,
    title: string,
  ): Task<{ built: Built; settle: (firstHit: boolean | undefined) => void }> {
    const base = this.find(name);
    const settle = yield* this.step(p, job, name, base, title);
    const onbuild = base.config.OnBuild ?? [];
    const image = {
      ...base,
      parent: '',
      built: true,
      config: onbuild.length > 0 ? { ...base.config, OnBuild: null } : base.config,
    };
    return {
      built: { image, tree: base.layers.at(-1)?.tree ?? emptyDir(), key: `image ${base.id}`, baseId: base.id },
      settle,
    };
  }
}
