// Work in progress, seen at the seam between client and engine: pulls with their layers, builds with their steps.
// The engine's value has neither until they are done, and a real engine would show them in the same messages.

import type { BuildMessage } from '../api/types/build.ts';
import type { DockerApi } from '../api/operations.ts';
import type { Stream } from '../api/stream.ts';
import type { ProgressMessage } from '../api/types/image.ts';
import type { Task } from '../kernel/block.ts';
import { type Build, type BuildStep, NO_WORK, type Pull, type PullLayer, type Work } from './shown.ts';

const KEPT = 8;

/** What a pull looks like after one more message. */
export function pulled(pull: Pull, m: ProgressMessage): Pull {
  if (m.id === undefined || m.status === undefined || m.status.startsWith('Pulling from')) return pull;
  const layer: PullLayer = {
    id: m.id,
    status: m.status,
    current: m.progress?.current ?? 0,
    total: m.progress?.total ?? 0,
  };
  const known = pull.layers.some((l) => l.id === m.id);
  return { ...pull, layers: known ? pull.layers.map((l) => (l.id === m.id ? layer : l)) : [...pull.layers, layer] };
}

/** What a build looks like after one more message. */
export function built(build: Build, m: BuildMessage): Build {
  const change = (id: number, to: Partial<BuildStep>): Build => ({
    ...build,
    steps: build.steps.map((s) => (s.id === id ? { ...s, ...to } : s)),
  });
  switch (m.type) {
    case 'vertex':
      return {
        ...build,
        steps: [
          ...build.steps,
          { id: m.id, name: m.name, state: 'running', seconds: undefined, why: undefined, error: '' },
        ],
      };
    case 'cached':
      return change(m.id, { state: 'cached', why: m.why });
    case 'done':
      return build.steps.some((s) => s.id === m.id && s.state === 'cached')
        ? build
        : change(m.id, { state: 'done', seconds: m.seconds, why: m.why });
    case 'failed':
      return change(m.id, { state: 'failed', error: m.error });
    case 'canceled':
      return change(m.id, { state: 'canceled' });
    case 'warning':
      return { ...build, warnings: [...build.warnings, { rule: m.rule, text: m.text, line: m.line }] };
    case 'error':
      return { ...build, failed: m.message };
    default:
      return build;
  }
}

function tapped<T>(stream: Stream<T>, see: (m: T) => void, end: () => void): Stream<T> {
  const nextBefore = stream.nextBefore?.bind(stream);
  return {
    *next(): Task<T | undefined> {
      const m = yield* stream.next();
      if (m === undefined) end();
      else see(m);
      return m;
    },
    ...(nextBefore === undefined
      ? {}
      : {
          *nextBefore(deadline: number): Task<T | 'timeout' | undefined> {
            const m = yield* nextBefore(deadline);
            if (m === undefined) end();
            else if (m !== 'timeout') see(m);
            return m;
          },
        }),
    close: () => {
      end();
      stream.close();
    },
  };
}

/** Follows the work that clients ask an engine for. */
export class WorkWatch {
  work: Work = NO_WORK;
  private count = 0;
  private readonly wrapped = new WeakMap<DockerApi, DockerApi>();
  constructor(private readonly changed: () => void) {}

  private set(change: Partial<Work>): void {
    this.work = { ...this.work, ...change };
    this.changed();
  }

  /** The same API, watched. */
  wrap(api: DockerApi): DockerApi {
    const known = this.wrapped.get(api);
    if (known !== undefined) return known;
    const pull = (ref: string, stream: Stream<ProgressMessage>): Stream<ProgressMessage> => {
      const key = `p:${++this.count}`;
      this.set({ pulls: [...this.work.pulls, { key, name: ref, layers: [] }] });
      return tapped(
        stream,
        (m) => this.set({ pulls: this.work.pulls.map((p) => (p.key === key ? pulled(p, m) : p)) }),
        () => this.set({ pulls: this.work.pulls.filter((p) => p.key !== key) }),
      );
    };
    const build = (name: string, stream: Stream<BuildMessage>): Stream<BuildMessage> => {
      const key = `k:${++this.count}`;
      const change = (f: (b: Build) => Build): void =>
        this.set({ builds: this.work.builds.map((b) => (b.key === key ? f(b) : b)) });
      this.set({
        builds: [...this.work.builds, { key, name, steps: [], running: true, failed: '', warnings: [] }].slice(-KEPT),
      });
      return tapped(
        stream,
        (m) => change((b) => built(b, m)),
        () => change((b) => ({ ...b, running: false })),
      );
    };
    const watched: DockerApi = {
      ...api,
      *ImagePull(ref, options) {
        return pull(ref, yield* api.ImagePull(ref, options));
      },
      *Build(request) {
        return build(request.tags[0] ?? request.dockerfileName, yield* api.Build(request));
      },
    };
    this.wrapped.set(api, watched);
    return watched;
  }
}
