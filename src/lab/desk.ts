// The lab's side of the port: takes messages, lets the lab of the present run, tells what is different now. It owns the
// present lab and the ways to others (undo, a session that is opened); it knows neither worker nor page.

import { FsError } from '../fs/node.ts';
import { History, Travel } from './history.ts';
import { Lab, type LabOptions } from './lab.ts';
import { fits, roomIn } from './limits.ts';
import type { SessionLog } from './log.ts';
import type { Parts } from './machine.ts';
import { Mirror } from './mirror.ts';
import type {
  Arrival,
  Asked,
  FromLab,
  Opened,
  QuestionName,
  Refusal,
  Speed,
  Spoken,
  Told,
  ToLab,
  Wanted,
  When,
} from './port.ts';
import type { SceneMaker } from './scene.ts';
import { EMPTY_SCENE } from './shown.ts';
import { present, type View } from './view.ts';
import type { WorkWatch } from './work.ts';

/** Who reads a lab's goals off what happens in it. */
export interface Follower {
  /** Number of the step that is under way, and those that are done. */
  readonly current: number;
  readonly done: ReadonlySet<number>;
  look(): void;
  /** Which goals are met, by step. */
  all(): boolean[][];
}

/** What a desk makes labs of. */
export interface DeskParts {
  readonly parts: Parts;
  readonly completer: LabOptions['completer'];
  /** What makes pictures; it comes with the engine, and without one there is nothing to show. */
  readonly sceneOf: () => SceneMaker | undefined;
  /** What follows pulls and builds; it comes with the engine too. */
  readonly watch: () => typeof WorkWatch | undefined;
  /**
   * What follows a lab's goals; it comes with the programs, and before those no command runs.
   * @param lesson what came with the lab that was wanted @param lab in which nothing has happened yet
   */
  readonly follow: () => ((lesson: object, lab: Lab) => Follower) | undefined;
}

/** A lab with those who follow it from its beginning. */
export interface Made {
  readonly lab: Lab;
  /** Undefined before there is an engine. */
  watch: WorkWatch | undefined;
  follower: Follower | undefined;
  readonly wanted: Wanted;
}

interface Way {
  readonly travel: Travel;
  readonly end: (how: Arrival) => void;
}

/** Real ms of computing on a way before messages are looked at. */
const BREATH = 12;
/** Virtual ms without input that an opened session lives through again. */
const IDLE = 600_000;
/** Bytes of output that may be on their way to a screen; what is beyond waits here, and the lab with it. */
const AHEAD = 24 << 10;
/** Keys that mean something at a prompt as they are: ends, stops, quits, leaves a container. */
const SIGNALS = /^[\x03\x04\x1a\x1c]+$/;

/** What went wrong, as it crosses the port. */
export function refusalOf(error: unknown): Refusal {
  return error instanceof Error
    ? { name: error instanceof FsError ? 'FsError' : error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}

export class Desk {
  private history: History | undefined;
  private readonly made = new WeakMap<Lab, Made>();
  private present: Made | undefined;
  private way: Way | undefined;
  private speed: Speed = 'fast';
  private language: Spoken = 'en';
  private paused = false;
  private mirror: Mirror | undefined;
  /** Number of the last keys that came. */
  private taken = 0;
  /** Bytes that were sent and not shown yet. */
  private unseen = 0;
  /** Output that was not sent yet. */
  private pending: Uint8Array[] = [];
  private release: (() => void)[] = [];

  constructor(
    private readonly parts: DeskParts,
    private readonly send: (message: FromLab) => void,
  ) {}

  // --- for those who answer what is asked rarely

  /** The lab of the present. @throws Error before the first one is there */
  get lab(): Lab {
    if (this.present === undefined) throw new Error('there is no lab yet');
    return this.present.lab;
  }
  /** The lab at a moment; undefined is now. */
  view(when: When | undefined): View {
    const { lab } = this;
    if (when === undefined) return present(lab.machine);
    const { frames } = lab.past;
    // a frame of the branch that was gone back from is known by what it left
    if (when.frame >= frames.length) return (this.history!.frames[when.frame] ?? frames.at(-1)!).view;
    return lab.past.at(when.frame, when.entry);
  }
  /** Answers a question with what a function gives, or says why there is no answer. */
  reply<K extends QuestionName>(id: number, _name: K, answer: () => Told<K>): void {
    let told: Told<K>;
    try {
      told = answer();
    } catch (error) {
      this.send({ kind: 'refused', id, why: refusalOf(error) });
      return;
    }
    this.send({ kind: 'answer', id, told });
  }

  // --- messages

  /** Takes a message, but for questions that `ask` does not know. @returns false when it is one of those */
  take(m: ToLab): boolean {
    switch (m.kind) {
      case 'begin':
        this.leave();
        this.history = undefined;
        this.begin(this.make(m));
        return true;
      case 'keys':
        this.keys(m.text, m.seq, m.line);
        return true;
      case 'size':
        this.present?.lab.resize(m.columns, m.rows);
        return true;
      case 'speed':
        this.speed = m.speed;
        if (this.present !== undefined) this.present.lab.speed = m.speed;
        return true;
      case 'language':
        this.language = m.language;
        this.present?.lab.speak(m.language);
        return true;
      case 'hold':
        this.paused = m.paused;
        if (this.present !== undefined) this.present.lab.paused = m.paused;
        return true;
      case 'seen':
        this.unseen = Math.max(0, this.unseen - m.bytes);
        return true;
      case 'leave':
        this.leave();
        return true;
      case 'ping':
        this.send({ kind: 'pong', n: m.n });
        return true;
      case 'ask':
        return this.ask(m.id, m.name, m.asked);
      default:
        return false;
    }
  }

  private keys(text: string, seq: number, line: boolean): void {
    const { present } = this;
    this.taken = seq;
    if (present === undefined || this.way !== undefined) return;
    if (!line && present.lab.atPrompt && !SIGNALS.test(text)) this.send({ kind: 'bounced', text });
    else present.lab.type(text);
  }

  private ask(id: number, name: QuestionName, asked: unknown): boolean {
    const of = <K extends QuestionName>(): Asked<K> => asked as Asked<K>;
    switch (name) {
      case 'list':
        this.reply(id, name, () => this.lab.listDir(of<'list'>().path));
        return true;
      case 'read':
        this.reply(id, name, () => this.readFile(of<'read'>().path));
        return true;
      case 'stamp':
        this.reply(id, name, () => this.stamp(of<'stamp'>().path));
        return true;
      case 'below':
        this.reply(id, name, () => this.below(of<'below'>().path));
        return true;
      case 'put':
        this.reply(id, name, () => this.put(of<'put'>()));
        return true;
      case 'room':
        this.reply(id, name, () => roomIn(this.lab.log));
        return true;
      case 'browse': {
        const { lab } = this;
        lab.browse(of<'browse'>().request, (answer) =>
          this.reply(id, name, () => ({ answer, at: lab.machine.kernel.now })),
        );
        return true;
      }
      case 'complete': {
        const { line, at } = of<'complete'>();
        this.reply(id, name, () => this.lab.tty.innermost().editor?.complete(line, at));
        return true;
      }
      case 'shown':
        this.reply(id, name, () => {
          const view = this.view(of<'shown'>());
          return { scene: this.parts.sceneOf()?.(view) ?? EMPTY_SCENE, at: view.at };
        });
        return true;
      case 'undo':
        this.go(this.history?.undo(), (how) => this.reply(id, name, () => how));
        return true;
      case 'redo':
        this.go(this.history?.redo(), (how) => this.reply(id, name, () => how));
        return true;
      case 'resume':
        this.go(this.history?.goto(of<'resume'>().frame), (how) => this.reply(id, name, () => how));
        return true;
      default:
        return false;
    }
  }

  private readFile(path: string): Uint8Array | undefined {
    try {
      return alone(this.lab.shell.fs.readFile(path));
    } catch {
      return undefined;
    }
  }
  private stamp(path: string): string {
    const node = this.lab.shell.fs.tryStat(path);
    return node?.kind === 'file' ? `${node.ino}.${node.mtime}.${node.data.length}` : '';
  }
  private below(dir: string, prefix = ''): Record<string, Uint8Array> {
    const out: Record<string, Uint8Array> = {};
    for (const e of this.lab.listDir(dir)) {
      const path = `${dir === '/' ? '' : dir}/${e.name}`;
      if (e.dir) Object.assign(out, this.below(path, `${prefix}${e.name}/`));
      else out[`${prefix}${e.name}`] = alone(this.lab.machine.readHost(path) ?? new Uint8Array(0));
    }
    return out;
  }
  private put({ inputs }: Asked<'put'>): null {
    if (!fits(this.lab.log, inputs)) throw new FsError('EFBIG', 'session');
    for (const input of inputs) this.lab.put(input);
    return null;
  }

  // --- labs

  private make(wanted: Wanted): Made {
    const { parts } = this.parts;
    const watching = (): WorkWatch | undefined => {
      const Watch = this.parts.watch();
      if (Watch !== undefined)
        made.watch ??= new Watch(() => {
          if (this.present === made) this.mirror!.work = true;
        });
      return made.watch;
    };
    const watched: Parts = {
      ...parts,
      engine(host, registries) {
        const { engine, api, records } = parts.engine(host, registries);
        return { engine, records, api: watching()?.wrap(api) ?? api };
      },
    };
    const lab = new Lab({ parts: watched, completer: this.parts.completer, ...wanted.start });
    const made: Made = { lab, watch: undefined, wanted, follower: undefined };
    this.made.set(lab, made);
    this.follow(made);
    return made;
  }

  /** Lets somebody follow the goals of a lab, as soon as the code for it is there. */
  private follow(made: Made): void {
    const { lesson } = made.wanted;
    if (lesson !== undefined) made.follower ??= this.parts.follow()?.(lesson, made.lab);
  }

  /** Puts a lab in the place of the one before; its past begins with it. */
  private begin(made: Made): void {
    this.history = new History(made.lab, () => this.make(made.wanted).lab);
    this.history.changed.add(() => (this.mirror!.past = true));
    this.use(made);
  }
  private use(made: Made): void {
    for (const f of this.release.splice(0)) f();
    const { lab } = made;
    lab.speed = this.speed;
    lab.speak(this.language);
    lab.paused = this.paused;
    this.present = made;
    this.pending = [];
    this.unseen = 0;
    const mirror = (this.mirror = new Mirror(made, this.history!, this.parts.sceneOf, this.send, this.mirror));
    const told = (): void => {
      mirror.past = true;
    };
    lab.past.changed.add(told);
    lab.past.commands.add(told);
    this.release.push(
      () => lab.past.changed.delete(told),
      () => lab.past.commands.delete(told),
      lab.onOutput((bytes) => {
        if (bytes.length > 0) this.pending.push(bytes.slice());
      }),
      lab.onEdit((path) => this.send({ kind: 'edit', path })),
    );
    this.send({ kind: 'lab', origin: lab.session().origin, output: alone(lab.output.slice()) });
  }

  // --- ways

  private leave(): void {
    const { way } = this;
    this.way = undefined;
    way?.end('left');
  }
  private travel(travel: Travel, end: (how: Arrival) => void): void {
    this.leave();
    const { present } = this;
    if (present !== undefined) present.lab.paused = true;
    this.send({ kind: 'travel', progress: 0 });
    this.way = {
      travel,
      end: (how) => {
        if (present !== undefined) present.lab.paused = this.paused;
        this.send({ kind: 'travel', progress: undefined });
        end(how);
      },
    };
  }
  private go(travel: Travel | undefined, end: (how: Arrival) => void): void {
    const { history } = this;
    if (travel === undefined || history === undefined || this.way !== undefined) return end('left');
    this.travel(travel, (how) => {
      if (how === 'there') {
        history.arrive(travel);
        this.use(this.made.get(travel.lab)!);
      }
      end(how);
    });
  }

  /**
   * Plays a session in a fresh lab, which becomes the present one when it came to its end; else nothing changes. A log
   * of another version of the machine is played loosely, and what it shows may differ.
   * @param showed digest of what it showed; undefined where that is not known
   */
  open(
    wanted: Wanted,
    { origin, entries, end }: SessionLog,
    showed: ((output: Uint8Array) => boolean) | undefined,
    done: (opened: Opened) => void,
  ): void {
    const start = { ...wanted.start, seed: origin.seed, columns: origin.columns, rows: origin.rows };
    const mine: Wanted = { ...wanted, start: { ...start, gpus: origin.gpus ?? 0 } };
    const last = entries.at(-1)?.at ?? 0;
    const until = end !== undefined && end.at - last > IDLE ? undefined : end;
    const arrive = (made: Made, how: Arrival, loose: boolean): void => {
      const differs = loose || (showed !== undefined && until !== undefined && !showed(made.lab.output.slice()));
      if (how === 'there') this.begin(made);
      done({ how, differs: how === 'there' && differs });
    };
    const made = this.make(mine);
    this.travel(new Travel(made.lab, { entries, end: until }, undefined), (how) => {
      if (how !== 'astray') return arrive(made, how, false);
      const again = this.make(mine);
      this.travel(new Travel(again.lab, { entries, end: undefined }, undefined, true), (h) => arrive(again, h, true));
    });
  }

  // --- time

  /**
   * Lets the lab, or a way, go on for a piece of real time.
   * @param real a clock in ms, `elapsed` since the last call; `clock` reads that clock again
   * @returns is there more to do at once?
   */
  advance(real: number, elapsed: number, clock: () => number): boolean {
    const { way, present } = this;
    if (way !== undefined) return this.onWay(way, clock);
    if (present === undefined) return false;
    // what was typed has been echoed: that alone holds nothing up
    this.show();
    if (this.pending.length > 0) return false;
    this.follow(present);
    return present.lab.advance(real, elapsed, clock);
  }
  private onWay(way: Way, clock: () => number): boolean {
    let state: ReturnType<Travel['advance']>;
    try {
      state = way.travel.advance(clock, BREATH);
    } catch {
      state = 'astray';
    }
    if (state === 'done' || state === 'astray') {
      this.way = undefined;
      way.end(state === 'done' ? 'there' : 'astray');
      return true;
    }
    this.send({ kind: 'travel', progress: way.travel.progress });
    return state === 'more';
  }

  /** Tells what is different since it was last told. @param real the clock of `advance` */
  flush(real: number): void {
    if (this.present === undefined || this.mirror === undefined) return;
    this.show();
    // a prompt comes behind what was printed before it
    if (this.way === undefined && this.pending.length === 0) this.mirror.tell(real, this.taken);
  }

  /** Sends as much of the output as there is room for. */
  private show(): void {
    const room = AHEAD - this.unseen;
    if (this.pending.length === 0 || room <= 0) return;
    const all = joined(this.pending);
    const bytes = all.slice(0, room);
    this.pending = bytes.length < all.length ? [all.subarray(room)] : [];
    this.unseen += bytes.length;
    this.send({ kind: 'output', bytes });
  }
}

/** The same bytes in a buffer of their own: a channel would carry all of the one that they are part of. */
function alone(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

/** The pieces as one. */
function joined(list: readonly Uint8Array[]): Uint8Array {
  if (list.length === 1) return list[0]!;
  const out = new Uint8Array(list.reduce((n, b) => n + b.length, 0));
  let at = 0;
  for (const b of list) {
    out.set(b, at);
    at += b.length;
  }
  return out;
}
