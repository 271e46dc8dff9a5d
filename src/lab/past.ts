// The past of a lab: a frame for each command, with what the command changed. Values are immutable, so a frame is pointers.

import type { EngineState } from '../engine/state.ts';
import { statusCode } from '../kernel/process.ts';
import type { ShellWatch, Tty } from '../kernel/tty.ts';
import type { Lab } from './lab.ts';
import type { Moment } from './log.ts';
import type { Fact, FactMakers } from './trace.ts';
import { present, type View } from './view.ts';

/** A fact with its place in the session. */
export interface TraceEntry extends Fact {
  /** Unique in the session: number of the frame, and a number in it. */
  readonly id: string;
  readonly at: number;
  /** The engine's value after it. */
  readonly state: EngineState | undefined;
  /** It came about while the shell waited at its prompt. */
  readonly idle: boolean;
}

/** The lab when a command had come to its end (the first: when the first prompt appeared). */
export interface Frame {
  readonly index: number;
  /** What was typed; undefined for the first frame. */
  readonly line: string | undefined;
  /** Exit status; undefined for a command that opened another shell, and for the first frame. */
  readonly status: number | undefined;
  readonly began: Moment;
  readonly ended: Moment;
  /** Entries of the log that came before its end. */
  readonly inputs: number;
  /** Where in the terminal's output it began and ended. */
  readonly output: { readonly from: number; readonly to: number };
  readonly before: View;
  readonly view: View;
  /** In the order of time. The last frame's grows while nothing is typed. */
  readonly trace: readonly TraceEntry[];
  /** Facts that were too many to keep. */
  readonly more: number;
}

/** Facts of one command that are kept. */
const MOST = 1500;

interface Open {
  readonly tty: Tty;
  readonly line: string | undefined;
  readonly began: Moment;
  readonly from: number;
  readonly before: View;
}

type Draft = { -readonly [K in keyof Frame]: Frame[K] };

export class Past implements ShellWatch {
  private readonly list: Draft[] = [];
  private open: Open | undefined;
  /** The engine's value up to which facts were told, and a value that still may be taken back in the same step. */
  private told: EngineState | undefined;
  private pending: { state: EngineState; steps: number; at: number } | undefined;
  /** Facts of the command that is under way. */
  private fresh: (Fact & { at: number; state: EngineState | undefined })[] = [];
  private lost = 0;
  /** The files up to which facts were told. */
  private seen: View;
  /** Told when a frame was added or got more facts. */
  readonly changed = new Set<() => void>();
  /** Told when a command begins. */
  readonly commands = new Set<(line: string) => void>();

  /**
   * @param facts undefined while what makes them is being fetched: no command runs then, and the changes of the
   *   machine itself are told at the first look after it
   */
  constructor(
    private readonly lab: Lab,
    private readonly facts: () => FactMakers | undefined,
  ) {
    const { machine } = lab;
    this.seen = present(machine);
    this.open = { tty: lab.tty, line: undefined, began: lab.moment, from: 0, before: this.seen };
    machine.kernel.watch = this;
    // the last command of a shell has no prompt of this shell behind it
    lab.login.each((shell) =>
      shell.onExit.unshift((p) => {
        if (this.open !== undefined) this.close(statusCode(p));
      }),
    );
    machine.attached.add((engine) => {
      this.told = engine.state;
      engine.changed.add((state) => this.moved(state));
    });
  }

  get frames(): readonly Frame[] {
    return this.list;
  }
  /** The command that is under way; undefined while the shell waits. */
  get running(): string | undefined {
    return this.open?.line;
  }

  /** The lab as it was after a command, or (with the number of a trace entry) in the middle of it. */
  at(index: number, entry?: number): View {
    const frame = this.list[index]!;
    const trace = entry === undefined ? undefined : frame.trace[entry];
    if (trace === undefined) return frame.view;
    const last = frame.trace.findLastIndex((t) => !t.idle && t.state !== frame.trace[entry! - 1]?.state);
    if (!trace.idle && entry! >= last && trace.state === frame.view.state) return { ...frame.view, at: trace.at };
    const trees = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
      new Map([...after, ...before]);
    const { before, view } = frame;
    return trace.idle
      ? { ...view, at: trace.at, state: trace.state }
      : {
          at: trace.at,
          state: trace.state,
          host: before.host,
          volumes: trees(before.volumes, view.volumes),
          containers: trees(before.containers, view.containers),
          listening: before.listening,
        };
  }

  // --- what the machine tells

  private moved(state: EngineState): void {
    const { kernel } = this.lab.machine;
    if (this.pending !== undefined && this.pending.steps !== kernel.steps) this.tell();
    this.pending = { state, steps: kernel.steps, at: kernel.now };
  }

  /** Makes facts of the engine's last change. */
  private tell(): void {
    const { pending } = this;
    const facts = this.facts();
    if (pending === undefined || facts === undefined) return;
    this.pending = undefined;
    if (pending.state === this.told) return;
    for (const fact of facts.state(this.told, pending.state))
      this.keep({ ...fact, at: pending.at, state: pending.state });
    this.told = pending.state;
    if (this.open === undefined) this.append();
  }

  private keep(fact: Fact & { at: number; state: EngineState | undefined }): void {
    if (this.fresh.length < MOST) this.fresh.push(fact);
    else this.lost++;
  }

  /** Is it the terminal of this lab, or one that is shown on it? */
  private ours(tty: Tty): boolean {
    for (let t: Tty | undefined = this.lab.tty; t !== undefined; t = t.relay) if (t === tty) return true;
    return false;
  }

  run(tty: Tty, text: string): void {
    if (!this.ours(tty)) return;
    if (this.open !== undefined) this.close(undefined);
    else this.look();
    this.open = { tty, line: text, began: this.lab.moment, from: this.lab.output.length, before: this.seen };
    for (const f of this.commands) f(text);
  }

  prompt(tty: Tty, status: number): void {
    if (this.open === undefined || !this.ours(tty)) return;
    // another shell within says nothing about how the command ended that began it
    this.close(tty === this.open.tty || !this.ours(this.open.tty) ? status : undefined);
  }

  /** Facts about files since the last look; they belong to the last frame when nothing runs. */
  private look(): View {
    this.tell();
    const view = present(this.lab.machine, this.seen);
    const facts = this.facts();
    if (facts === undefined) return view;
    const from = this.seen.at;
    for (const fact of facts.view(this.seen, view))
      this.keep({
        ...fact,
        at: fact.at !== undefined && fact.at >= from && fact.at <= view.at ? fact.at : view.at,
        state: view.state,
      });
    this.seen = view;
    if (this.open === undefined) this.append();
    return view;
  }

  /** Puts the facts that came while nothing ran to the last frame. */
  private append(): void {
    const frame = this.list.at(-1);
    const facts = this.fresh.splice(0);
    if (frame === undefined || facts.length === 0) return;
    const room = Math.max(0, MOST - frame.trace.length);
    frame.more += Math.max(0, facts.length - room) + this.lost;
    this.lost = 0;
    frame.trace = [
      ...frame.trace,
      ...facts.slice(0, room).map((f, i) => ({ ...f, id: `${frame.index}.${frame.trace.length + i}`, idle: true })),
    ];
    for (const f of this.changed) f();
  }

  private close(status: number | undefined): void {
    const open = this.open!;
    const view = this.look();
    this.open = undefined;
    const index = this.list.length;
    const facts = this.fresh.splice(0).sort((a, b) => a.at - b.at);
    this.list.push({
      index,
      line: open.line,
      status: open.line === undefined ? undefined : status,
      began: open.began,
      ended: this.lab.moment,
      inputs: this.lab.log.length,
      output: { from: open.from, to: this.lab.output.length },
      before: open.before,
      view,
      more: this.lost,
      trace: facts.map((f, i) => ({ ...f, id: `${index}.${i}`, idle: false })),
    });
    this.lost = 0;
    for (const f of this.changed) f();
  }

  /** Brings the facts about files up to now, for whoever shows the last frame. */
  refresh(): void {
    if (this.open === undefined) this.look();
  }
}
