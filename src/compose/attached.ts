// `up` in the foreground: shows what the containers say until they have all ended, or until somebody presses Ctrl-C.

import { waitFor, type Task, WaitQueue } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { ApiError } from '../api/error.ts';
import type { OutputChunk, Stream } from '../api/stream.ts';
import type { EventMessage } from '../api/types/system.ts';
import type { Compose } from './context.ts';
import { stopContainer } from './converge.ts';
import { LogPrinter } from './logs.ts';
import { containersOf, type Seen, shortName } from './observe.ts';
import { inReverseOrder, parallel } from './parallel.ts';
import { progressFor } from './progress.ts';
import type { Project } from './project.ts';
import { startProject, stillThere } from './start.ts';
import { ComposeError } from './value.ts';

export interface AttachOptions {
  /** Services whose output is shown from the start; none: all. */
  readonly attach: readonly string[];
  /** Services that are waited for; none: all. The output of those that were not attached to is shown as well once they start. */
  readonly follow: readonly string[];
  readonly color: boolean;
  readonly prefix: boolean;
  readonly timestamps: boolean;
  /** What ends all: the first container that ends, the first that fails, or nothing. */
  readonly cascade: 'stop' | 'fail' | 'ignore';
  readonly exitCodeFrom: string;
  /** A menu takes the keys: it alone hears Ctrl-C, and what is in the foreground stays there until all has ended. */
  readonly menu: boolean;
  /** Services that are stopped when all is to end; none: all. What others depend on goes on unless it is named. */
  readonly stop: readonly string[];
  readonly timeout: number | undefined;
}

/** How a run in the foreground ended. */
export class Ended extends Error {
  constructor(
    readonly status: number,
    /** Nothing is said of it, not even an empty line. */
    readonly silent = false,
  ) {
    super('');
  }
}

/** A container that has ended for good. */
interface Exit {
  readonly container: Seen;
  readonly code: number;
}

/** Everything that is in the foreground at one time. */
class Foreground {
  /** Of containers that are waited for, and of those that are only listened to. */
  private readonly watchers = new Map<string, Process>();
  private readonly listeners = new Map<string, Process>();
  /** Containers that have ended, in order, with their codes. */
  readonly exits: Exit[] = [];
  readonly changed = new WaitQueue();
  constructor(
    private readonly c: Compose,
    private readonly project: Project,
    private readonly printer: LogPrinter,
    private readonly shown: ReadonlySet<string>,
    private readonly followed: (service: string) => boolean,
    private readonly timestamps: boolean,
  ) {}

  /** Follows a container from before it starts until it ends for good. */
  *watch(x: Seen): Task {
    const { c, printer } = this;
    const name = shortName(x, this.project.name);
    const attached = this.shown.has(x.service);
    const followed = this.followed(x.service);
    if (!attached && !followed) return;
    let stream: Stream<OutputChunk> | undefined =
      attached && !this.timestamps
        ? yield* c.api.ContainerAttach(x.id, { stdin: false, stdout: true, stderr: true, logs: false })
        : undefined;
    const fg = this;
    const began = c.p.kernel.now;
    const events = yield* c.api.Events({
      filters: { container: [x.id], type: ['container'], event: ['start', 'die', 'destroy'] },
    });
    const next = function* (...actions: string[]): Task<EventMessage | undefined> {
      for (let e = yield* events.next(); e !== undefined; e = yield* events.next())
        if (actions.includes(e.Action)) return e;
      return undefined;
    };
    const logs = (since: number): Task<Stream<OutputChunk>> =>
      c.api.ContainerLogs(x.id, {
        stdout: true,
        stderr: true,
        follow: true,
        timestamps: fg.timestamps,
        details: false,
        tail: -1,
        since,
      });
    const child = c.p.thread(function* () {
      try {
        // what nobody attached to is heard from when it starts
        let died = attached ? undefined : yield* next('start', 'die', 'destroy');
        let since = began;
        if (died?.Action === 'start') {
          since = died.timeNano / 1e6;
          died = undefined;
          printer.register(name);
        }
        for (;;) {
          if (died === undefined) {
            stream ??= yield* logs(since);
            yield* printer.drain(name, stream);
            stream.close();
            stream = undefined;
            died = yield* next('die', 'destroy');
          }
          const code = Number(died?.Actor.Attributes['exitCode'] ?? 137);
          const now = yield* stillThere(c, x.id);
          const again = now !== undefined && now.State.Status !== 'exited' && now.State.Status !== 'dead';
          if (followed) yield* printer.status(name, `exited with code ${code}${again ? ' (restarting)' : ''}`);
          const started = again ? yield* next('start', 'destroy') : undefined;
          if (started?.Action !== 'start') {
            if (followed) fg.exits.push({ container: x, code });
            return 0;
          }
          since = started.timeNano / 1e6;
          died = undefined;
        }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        fg.exits.push({ container: x, code: 137 });
        return 0;
      } finally {
        events.close();
        fg.changed.wake();
      }
    });
    for (const s of [SIGNALS.INT, SIGNALS.TERM, SIGNALS.HUP]) child.actions.set(s, 'ignore');
    (followed ? this.watchers : this.listeners).set(x.id, child);
  }
  get open(): boolean {
    return [...this.watchers.values()].some((w) => w.status === undefined);
  }
  /** Gives the last lines time to come. */
  *settle(): Task {
    while (this.open) yield* waitFor([this.changed, ...[...this.watchers.values()].map((w) => w.exited)]);
  }
  end(): void {
    for (const w of [...this.watchers.values(), ...this.listeners.values()])
      if (w.status === undefined) this.c.p.kernel.end(w, 0, SIGNALS.KILL);
  }
}

/** The keys are the menu's: they are not shown, and what was typed meanwhile is no input of what comes next. */
function* withKeys(p: Process, run: () => Task): Task {
  const tty = p.fds.get(1)?.tty;
  if (tty === undefined || tty.foreground !== p.pgid) return yield* run();
  const saved = { canonical: tty.canonical, echo: tty.echo };
  tty.canonical = tty.echo = false;
  let thrown: { error: unknown } | undefined;
  try {
    try {
      yield* run();
    } catch (error) {
      thrown = { error };
    }
    while (tty.hasInput) if ((yield* tty.read(1_024)).length === 0) break;
    if (thrown !== undefined) throw thrown.error;
  } finally {
    Object.assign(tty, saved);
  }
}

/**
 * Starts a project and stays with it.
 * @throws Ended with the status of the whole
 */
export function* upAttached(c: Compose, project: Project, o: AttachOptions): Task {
  const run = (): Task => attached(c, project, o);
  yield* o.menu ? withKeys(c.p, run) : run();
}

function* attached(c: Compose, project: Project, o: AttachOptions): Task {
  const { p } = c;
  const printer = new LogPrinter(c, { color: o.color && c.colors(1), prefix: o.prefix });
  const list = (yield* containersOf(c.api, project.name, { all: true }))
    .filter((x) => project.services[x.service] !== undefined)
    .sort((a, b) => (a.service === b.service ? a.number - b.number : a.service < b.service ? -1 : 1));
  const shown = new Set(o.attach.length > 0 ? o.attach : list.map((x) => x.service));
  const names = list
    .filter((x) => shown.has(x.service))
    .map((x) => shortName(x, project.name))
    .sort();
  for (const n of names) printer.register(n);
  if (names.length > 0) yield* c.print(`Attaching to ${names.join(', ')}\n`);
  const fg = new Foreground(
    c,
    project,
    printer,
    shown,
    (service) => o.follow.length === 0 || o.follow.includes(service),
    o.timestamps,
  );
  c.cli.answersSignals = true;
  let failure: unknown;
  const starter = p.thread(function* () {
    try {
      for (const x of list) yield* fg.watch(x);
      yield* startProject(c, project, { wait: false, waitTimeout: 0, w: progressFor(p, 'quiet', '', false) });
    } catch (error) {
      failure = error;
    }
    return 0;
  });
  for (const s of [SIGNALS.INT, SIGNALS.TERM]) starter.actions.set(s, 'ignore');
  const first = (): Exit | undefined =>
    fg.exits.find((e) => o.cascade === 'stop' || (o.cascade === 'fail' && e.code !== 0));
  const stop = function* (): Task {
    yield* stopAll(
      c,
      project,
      list.filter((x) => o.stop.length === 0 || o.stop.includes(x.service)),
      o.timeout,
    );
    yield* fg.settle();
  };
  try {
    while (first() === undefined && (starter.status === undefined || fg.open)) {
      if (p.caught.length > 0) {
        p.takeSignal();
        yield* c.print('Gracefully Stopping... press Ctrl+C again to force\n');
        // a signal that reaches the program itself cancels whatever follows the containers
        if (!o.menu) fg.end();
        yield* stop();
        if (!o.menu) throw new Ended(130);
        break;
      }
      yield* waitFor([fg.changed, starter.exited]);
      if (failure !== undefined) throw failure;
    }
    if (failure !== undefined) throw failure;
    if (first() !== undefined) {
      yield* p.eprint('\x1b[31m\x1b[1mAborting on container exit...\x1b[0m\n');
      yield* stop();
    }
  } finally {
    if (starter.status === undefined) p.kernel.end(starter, 0, SIGNALS.KILL);
    fg.end();
    c.cli.answersSignals = false;
  }
  const decides = o.exitCodeFrom === '' ? first() : fg.exits.find((e) => e.container.service === o.exitCodeFrom);
  if (decides !== undefined && decides.code !== 0) throw new Ended(decides.code);
}

/** Stops all containers; a second Ctrl-C kills them. */
function* stopAll(c: Compose, project: Project, list: readonly Seen[], timeout: number | undefined): Task {
  const { p } = c;
  const w = progressFor(p, p.isatty(2) ? 'plain' : c.mode, 'Stopping', false);
  let failure: unknown;
  const stopper = p.thread(function* () {
    try {
      yield* inReverseOrder(p, project.services, function* (service) {
        yield* parallel(
          p,
          list
            .filter((x) => x.service === service)
            .map((x) => () => stopContainer(c, w, project.services[service], x, timeout)),
        );
      });
    } catch (error) {
      failure = error;
    }
    return 0;
  });
  for (const s of [SIGNALS.INT, SIGNALS.TERM]) stopper.actions.set(s, 'ignore');
  while (stopper.status === undefined) {
    yield* waitFor([stopper.exited]);
    if (p.caught.length === 0) continue;
    p.takeSignal();
    for (const x of list) {
      try {
        yield* c.api.ContainerKill(x.id, 'SIGKILL');
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
      }
    }
  }
  if (failure instanceof ApiError || failure instanceof ComposeError) throw failure;
}
