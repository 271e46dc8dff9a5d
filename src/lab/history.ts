// Going back and forth in a session: undo, redo and continuing from a frame, by replaying the log in a fresh lab.

import type { Lab } from './lab.ts';
import type { LogEntry, Moment, SessionLog } from './log.ts';
import type { Frame } from './past.ts';
import { Replay, type ReplayState } from './replay.ts';

/** A lab on its way to a moment of a session. Call `advance` until it says that it is there. */
export class Travel {
  private readonly replay: Replay;
  private arrived = false;

  /** @param frame number of the frame to stop at; undefined: play the log to its end */
  constructor(
    readonly lab: Lab,
    log: Omit<SessionLog, 'origin'>,
    private readonly frame: number | undefined,
    loose = false,
  ) {
    this.replay = new Replay(lab, log.entries, frame === undefined ? log.end : 'input', loose);
  }
  get progress(): number {
    return this.replay.progress;
  }
  /** Goes on for about `budget` ms of the given clock. */
  advance(clock: () => number, budget: number): ReplayState {
    const limit = clock() + budget;
    for (;;) {
      if (!this.arrived) {
        const state = this.replay.advance(clock, budget);
        if (state !== 'done') return state;
        this.arrived = true;
      }
      if (this.frame === undefined || this.lab.past.frames.length > this.frame) return 'done';
      // a frame is closed in the middle of a step: the log led up to it, the step is still to be taken
      const why = this.lab.machine.kernel.run({ turns: 1 });
      if (why === 'outside') return 'outside';
      if (why === 'idle' && this.lab.past.frames.length <= this.frame) return 'astray';
      if (clock() >= limit) return 'more';
    }
  }
}

/** What came after the place to which somebody went back. */
export interface Branch {
  readonly entries: readonly LogEntry[];
  readonly end: Moment;
  readonly frames: readonly Frame[];
}

export class History {
  /** The lab of the present. */
  lab: Lab;
  private after: Branch | undefined;
  /** Told when the present is another lab, and when a branch was given up. */
  readonly changed = new Set<() => void>();

  /** @param fresh makes a lab like the first one, with nothing done in it */
  constructor(
    lab: Lab,
    private readonly fresh: () => Lab,
  ) {
    this.lab = lab;
    this.follow(lab);
  }

  /** The branch that `redo` leads back to: kept until the next command. */
  get branch(): Branch | undefined {
    return this.after;
  }
  /** Frames of the present and, behind them, those of the branch. */
  get frames(): readonly Frame[] {
    const { frames } = this.lab.past;
    return this.after === undefined ? frames : [...frames, ...this.after.frames.slice(frames.length)];
  }
  /** Number of the frame in which the present is. */
  get position(): number {
    return Math.max(0, this.lab.past.frames.length - 1);
  }
  get canUndo(): boolean {
    return this.position > 0 || this.lab.past.running !== undefined;
  }
  get canRedo(): boolean {
    return this.after !== undefined && this.after.frames.length > this.position + 1;
  }

  private follow(lab: Lab): void {
    lab.past.commands.add(() => {
      if (lab !== this.lab || this.after === undefined) return;
      this.after = undefined;
      for (const f of this.changed) f();
    });
  }

  /** The way to a frame of the present or of the branch. Nothing changes before `arrive` is called with it. */
  goto(index: number): Travel {
    const frame = this.frames[index]!;
    const { after } = this;
    // the end of the branch is all of it: files that were edited after the last command come along
    if (after !== undefined && index === after.frames.length - 1 && index >= this.lab.past.frames.length)
      return new Travel(this.fresh(), after, undefined);
    const entries = index < this.lab.past.frames.length || this.after === undefined ? this.lab.log : this.after.entries;
    return new Travel(this.fresh(), { entries: entries.slice(0, frame.inputs), end: frame.ended }, index);
  }
  /** Back before the last command (or before the one that is under way). */
  undo(): Travel | undefined {
    if (!this.canUndo) return undefined;
    return this.goto(this.lab.past.running !== undefined ? this.position : this.position - 1);
  }
  /** To the next command of the branch. */
  redo(): Travel | undefined {
    return this.canRedo ? this.goto(this.position + 1) : undefined;
  }

  /** Makes the lab of a travel the present; what came after it is the branch. */
  arrive(travel: Travel): void {
    const { lab, after } = this;
    const whole: Branch =
      after !== undefined && after.frames.length >= lab.past.frames.length
        ? after
        : { entries: [...lab.log], end: lab.moment, frames: [...lab.past.frames] };
    this.lab = travel.lab;
    this.after = whole.frames.length > travel.lab.past.frames.length ? whole : undefined;
    this.follow(travel.lab);
    for (const f of this.changed) f();
  }
}
