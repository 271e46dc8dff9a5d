// What the other side of the port was told of a lab, and what has to be told next. A new lab begins with what is shown of
// the one before, so that what both have does not cross again.

import type { Made } from './desk.ts';
import type { History } from './history.ts';
import type { LogEntry, Moment } from './log.ts';
import type { Frame, TraceEntry } from './past.ts';
import type { FrameFacts, FromLab, Terminal } from './port.ts';
import type { SceneMaker } from './scene.ts';
import { sceneChange } from './scenediff.ts';
import { EMPTY_SCENE, NO_WORK, type Scene } from './shown.ts';
import { present, type View } from './view.ts';

/** Real ms between two looks at the machine. */
const LOOK = 120;
/** Real ms after which a lab that runs says where its clock is. */
const TICK = 1000;
/** Lines of history that who edits a line can go back to. */
const MOST_LINES = 1000;

const numbers = new WeakMap<object, number>();
let count = 0;
/** A number for a value of the engine: the same for the same one. */
function numberOf(state: object | undefined): number {
  if (state === undefined) return 0;
  const known = numbers.get(state) ?? ++count;
  numbers.set(state, known);
  return known;
}

/** A frame as it crosses, without its pictures. */
export function factsOf(frame: Frame): FrameFacts {
  const { index, line, status, inputs, ended, trace, more } = frame;
  const told = trace.map(({ state, ...fact }) => ({ ...fact, state: numberOf(state) }));
  return { index, line, status, inputs, ended, trace: told, more };
}

interface ToldFrame {
  readonly frame: Frame;
  readonly trace: readonly TraceEntry[];
  readonly more: number;
}

export class Mirror {
  /** Frames or facts came; set from outside. */
  past = true;
  /** Pulls or builds moved. */
  work = true;
  private scene: Scene = EMPTY_SCENE;
  private view: View | undefined;
  private looked = -Infinity;
  private frames: ToldFrame[] = [];
  /** Entries that were told. */
  private log: LogEntry[] = [];
  private goals = '';
  private pulse = '';
  private pulsed = -Infinity;
  private lines: readonly string[] | undefined;
  private newest: string | undefined;
  private moment: Moment | undefined;

  constructor(
    private readonly made: Made,
    private readonly history: History,
    private readonly sceneOf: () => SceneMaker | undefined,
    private readonly send: (message: FromLab) => void,
    before: Mirror | undefined,
  ) {
    if (before === undefined) return;
    this.scene = before.scene;
    this.frames = before.frames;
    this.log = before.log;
  }

  /** Sends all that is different. @param real ms of a clock @param seen number of the last keys that came in */
  tell(real: number, seen: number): void {
    const { lab } = this.made;
    const moved = this.past;
    let changed = moved;
    if (moved || real - this.looked >= LOOK) {
      this.looked = real;
      changed = this.look() || changed;
      this.follow();
    }
    if (this.work) {
      this.work = false;
      this.send({ kind: 'work', work: this.made.watch?.work ?? NO_WORK });
    }
    if (this.past) {
      this.past = false;
      this.tellPast();
    }
    this.tellLog();
    const terminal = this.terminal();
    const history = this.newLines();
    const text = JSON.stringify([seen, terminal, lab.past.running]);
    const { moment } = lab;
    const late = real - this.pulsed >= TICK && moment.at !== this.moment?.at;
    if (text === this.pulse && history === undefined && !changed && !late) return;
    this.pulse = text;
    this.pulsed = real;
    this.moment = moment;
    const { running } = lab.past;
    this.send({ kind: 'pulse', seen, at: lab.machine.kernel.now, moment, terminal, history, running, changed });
  }

  /** Looks at the machine. @returns did files or the engine's value change? */
  private look(): boolean {
    const { lab } = this.made;
    const before = this.view;
    const view = present(lab.machine, before);
    this.view = view;
    if (
      before !== undefined &&
      view.state === before.state &&
      view.host === before.host &&
      view.volumes === before.volumes &&
      view.containers === before.containers
    )
      return false;
    // facts about files that came while nothing was typed
    lab.past.refresh();
    const { scene, change } = sceneChange(this.scene, this.sceneOf()?.(view) ?? EMPTY_SCENE);
    this.scene = scene;
    const { frames, running } = lab.past;
    this.send({ kind: 'view', at: view.at, scene: change, command: frames.length - (running === undefined ? 1 : 0) });
    return true;
  }

  private follow(): void {
    const { follower } = this.made;
    follower?.look();
    const told = { goals: follower?.all() ?? [], step: follower?.current ?? 0, done: [...(follower?.done ?? [])] };
    const text = JSON.stringify(told);
    if (text === this.goals) return;
    this.goals = text;
    this.send({ kind: 'goals', ...told });
  }

  private tellPast(): void {
    const { frames, position, canUndo, canRedo } = this.history;
    let from = 0;
    const same = (a: ToldFrame | undefined, b: Frame): boolean =>
      a !== undefined && a.frame === b && a.trace === b.trace && a.more === b.more;
    while (from < frames.length && same(this.frames[from], frames[from]!)) from++;
    this.frames = frames.map((frame) => ({ frame, trace: frame.trace, more: frame.more }));
    this.send({ kind: 'past', from, frames: frames.slice(from).map(factsOf), position, canUndo, canRedo });
  }

  private tellLog(): void {
    const { log } = this.made.lab;
    if (log.length === this.log.length && log.at(-1) === this.log.at(-1)) return;
    // a lab that was played again has entries of its own for the same inputs
    let from = 0;
    while (from < log.length && from < this.log.length && log[from]!.input === this.log[from]!.input) from++;
    const entries = log.slice(from);
    this.log.length = from;
    this.log.push(...entries);
    this.send({ kind: 'log', from, entries });
  }

  private terminal(): Terminal {
    const { lab } = this.made;
    const inner = lab.tty.innermost();
    return {
      atPrompt: lab.atPrompt,
      reading: lab.reading,
      canonical: inner.canonical,
      nested: inner !== lab.tty,
    };
  }
  /** Lines of the shell that waits, when they are others than those that were told. */
  private newLines(): readonly string[] | undefined {
    const lines = this.made.lab.tty.innermost().editor?.history;
    if (lines === undefined || (lines.length === this.lines?.length && lines.at(-1) === this.newest)) return undefined;
    this.lines = [...lines];
    this.newest = lines.at(-1);
    return lines.slice(-MOST_LINES);
  }
}
