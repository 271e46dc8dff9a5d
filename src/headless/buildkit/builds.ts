// Builds that clients have begun: what each has told so far, for whoever listens, and how it came out.

import type { Of } from './protobuf.ts';
import { Code, GrpcError } from './grpc.ts';
import type { SolveRequest } from './messages/control.ts';
import type { Result } from './messages/gateway.ts';
import type { Progress } from './progress.ts';

/** Real ms that one call of a build waits for the other: they come side by side. */
const PATIENCE = 5_000;
/** So many builds are remembered after their end. */
const KEPT = 60;

type Request = Of<typeof SolveRequest>;
export type Returned = Partial<Of<typeof Result>>;

/** Something that somebody says once, and others wait for. */
class Said<T> {
  private readonly promise: Promise<T>;
  private resolve: (value: T) => void = () => {};
  private reject: (error: Error) => void = () => {};
  constructor() {
    this.promise = new Promise((done, failed) => {
      this.resolve = done;
      this.reject = failed;
    });
    this.promise.catch(() => {});
  }
  say(value: T): void {
    this.resolve(value);
  }
  fail(error: Error): void {
    this.reject(error);
  }
  heard(): Promise<T> {
    return this.promise;
  }
}

export class Build {
  /** What clients were told of it. */
  readonly told: Progress[] = [];
  private readonly listeners = new Set<() => void>();
  private over = false;
  /** The request that began it. */
  readonly request = new Said<Request>();
  /** What the client that drives it has made of it. */
  readonly returned = new Said<Returned>();
  /** Ends what goes on of it; set while something does. */
  readonly stops = new Set<() => void>();
  /** What is told of its outputs. */
  response: Record<string, string> = {};
  /** Images that it has made, by the name of their result, for builds that stand on them. */
  attrs: Readonly<Record<string, string>> = {};

  constructor(readonly ref: string) {}

  tell(progress: Progress): void {
    this.told.push(progress);
    for (const f of this.listeners) f();
  }
  /** Nothing more comes. */
  end(): void {
    this.over = true;
    for (const f of this.listeners) f();
  }
  get ended(): boolean {
    return this.over;
  }
  /** The client has gone. */
  stop(): void {
    this.returned.fail(new GrpcError(Code.canceled, 'context canceled'));
    for (const f of this.stops) f();
  }

  /** Everything that it tells, from its beginning to its end. */
  async *follow(): AsyncGenerator<Progress, void, undefined> {
    let wake = (): void => {};
    const listen = (): void => wake();
    this.listeners.add(listen);
    try {
      for (let n = 0; ; n++) {
        while (n >= this.told.length) {
          if (this.over) return;
          await new Promise<void>((done) => {
            wake = done;
          });
        }
        yield this.told[n]!;
      }
    } finally {
      this.listeners.delete(listen);
      wake();
    }
  }
}

/** All of them by what their clients call them. */
export class Builds {
  private readonly all = new Map<string, Build>();
  private readonly waiting = new Map<string, Set<() => void>>();

  /** Begins a build. @throws GrpcError when there is one of that name */
  begin(request: Request): Build {
    if (request.ref === '') throw new GrpcError(Code.invalidArgument, 'a build without a ref');
    const before = this.all.get(request.ref);
    if (before !== undefined && !before.ended)
      throw new GrpcError(Code.unknown, `job ID ${request.ref} already exists`);
    const build = new Build(request.ref);
    build.attrs = request.frontendAttrs;
    this.all.delete(request.ref);
    this.all.set(request.ref, build);
    build.request.say(request);
    for (const ref of this.all.keys()) {
      if (this.all.size <= KEPT) break;
      if (this.all.get(ref)!.ended) this.all.delete(ref);
    }
    for (const f of this.waiting.get(request.ref) ?? []) f();
    return build;
  }
  /** A build that is there. */
  present(ref: string): Build | undefined {
    return this.all.get(ref);
  }
  forget(ref: string): void {
    if (this.all.get(ref)?.ended === true) this.all.delete(ref);
  }
  /** A build that is there or about to come. @throws GrpcError */
  async get(ref: string): Promise<Build> {
    const present = this.all.get(ref);
    if (present !== undefined) return present;
    await new Promise<void>((done) => {
      const set = this.waiting.get(ref) ?? new Set();
      this.waiting.set(ref, set);
      const end = (): void => {
        clearTimeout(timer);
        set.delete(end);
        if (set.size === 0) this.waiting.delete(ref);
        done();
      };
      const timer = setTimeout(end, PATIENCE);
      set.add(end);
    });
    const build = this.all.get(ref);
    if (build === undefined) throw new GrpcError(Code.notFound, `no such job ${ref}`);
    return build;
  }
}
