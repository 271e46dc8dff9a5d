// The lab behind the page, as far as its messages tell: what components read, what they ask and what they send.

import type {
  Asked,
  FrameFacts,
  FromLab,
  LogEntry,
  Moment,
  Origin,
  QuestionName,
  Speed,
  Spoken,
  Terminal,
  Told,
  ToLab,
  Wanted,
  When,
} from '../lab/port.ts';
import { sceneAfter } from '../lab/scenediff.ts';
import { EMPTY_SCENE, NO_WORK, type Scene, type Work } from '../lab/shown.ts';
import type { Scenario } from '../scenarios/format.ts';
import { type Link, openLink } from './home/link.ts';
import { type Change, FILE_STEPS, type TraceStep } from './stage/steps.ts';

/** Steps that are kept for the list. */
const KEPT = 400;
const NOBODY: Terminal = { atPrompt: false, reading: false, canonical: true, nested: false };

/** A question that the lab refused to answer: a file operation, mostly. */
export class Refused extends Error {}
/** The lab that was asked is gone. */
export class Gone extends Error {}

interface Waiting {
  readonly yes: (told: unknown) => void;
  readonly no: (error: Error) => void;
}
type Teller = typeof import('./stage/trace.ts');

export class Session {
  /** Is there a lab to show? */
  ready = $state(false);
  scenario = $state.raw<Scenario | undefined>(undefined);
  scene = $state.raw<Scene>(EMPTY_SCENE);
  /** A moment of the past that is looked at instead of now. */
  when = $state.raw<When | undefined>(undefined);
  work = $state.raw<Work>(NO_WORK);
  /** What commands did, the newest last. */
  trace = $state.raw<readonly TraceStep[]>([]);
  /** Frames of the present, and behind them those of a branch that was gone back from. */
  frames = $state.raw<readonly FrameFacts[]>([]);
  /** Number of the frame in which the present is. */
  position = $state(0);
  canUndo = $state(false);
  canRedo = $state(false);
  /** The command that is under way. */
  running = $state.raw<string | undefined>(undefined);
  /** Counts up with every change of the engine or the host's files. */
  tick = $state(0);
  /** Counts up with every lab, so that the components of the old one go. */
  run = $state(0);
  /** Which goals are met, by step. */
  goals = $state.raw<readonly (readonly boolean[])[]>([]);
  /** The step that is under way, and those that are done. */
  step = $state(0);
  done = $state.raw<readonly number[]>([]);
  speed = $state<Speed>('fast');
  /** How far a way to another moment is, 0 to 1; undefined when none is under way. */
  progress = $state<number | undefined>(undefined);
  /** How the lab was made. */
  origin = $state.raw<Origin | undefined>(undefined);
  /** Where the lab lives. */
  where = $state<'worker' | 'page'>('worker');
  /** All that came in from outside. */
  readonly log: LogEntry[] = [];
  /** Where the lab is, as its log counts, and on its clock (virtual ms since 1970). */
  moment: Moment | undefined;
  at = 0;
  /** Lines that were entered at the shell which waits. */
  history: readonly string[] = [];

  /** Told when the prompt is back, with what the command did. */
  onDone: (steps: readonly TraceStep[]) => void = () => {};
  /** Told when a program wants a file of the host edited. */
  onEdit: (path: string) => void = () => {};
  /** Told when another lab is the present one. */
  onLab: () => void = () => {};
  /** Told when the log is longer, or another one. */
  onLog: () => void = () => {};
  /** Told when the lab is gone by itself. */
  onLost: (why: string) => void = () => {};
  /** Told of every answer to a ping. */
  onPong: (n: number) => void = () => {};

  private link: Link | undefined;
  private language: Spoken = 'en';
  private terminal: Terminal = NOBODY;
  private sent = 0;
  /** The last line that was edited here. */
  private line = '';
  private seen = 0;
  private asked = 0;
  private waiting = new Map<number, Waiting>();
  private now: Scene = EMPTY_SCENE;
  private quiet = true;
  private stepCount = 0;
  /** Changes that wait for what makes steps of them, and since which scene nothing was told. */
  private changes: { change: Change; command: number }[] = [];
  private untoldScene: { scene: Scene; command: number } | undefined;
  private untold: TraceStep[] = [];
  /** Did a command run since the last were told? */
  private busy = false;
  private teller: Teller | undefined;
  private early: Uint8Array[] = [];
  private listener: ((bytes: Uint8Array) => void) | undefined;
  /** Keys that came back, until all that were sent have been taken in. */
  private bounced = '';
  private bounceTo: (text: string) => void = () => {};

  /** The scenario of the lab that is on its way. */
  coming: Scenario | undefined;

  /** @param page keep labs in the page, though workers might start */
  constructor(private readonly page: () => boolean) {}

  // --- what goes in

  /** Makes a lab, in a home of its own when there is none yet. */
  begin(wanted: Wanted, scenario: Scenario | undefined): void {
    this.coming = scenario;
    this.post({ kind: 'begin', ...wanted });
  }
  /** Sends a message, with a home for the lab when there is none. */
  post(message: ToLab): void {
    this.open().post(message);
  }
  private open(): Link {
    if (this.link === undefined) {
      const link = openLink(
        (m) => this.link === link && this.take(m),
        (why) => this.link === link && this.onLost(why),
        this.page(),
      );
      this.link = link;
      this.where = link.where;
      link.post({ kind: 'speed', speed: this.speed });
      link.post({ kind: 'language', language: this.language });
    }
    return this.link;
  }
  /** Ends the home of the lab, whatever it does: questions have no answer any more. */
  end(): void {
    this.link?.end();
    this.link = undefined;
    this.terminal = NOBODY;
    this.running = undefined;
    this.progress = undefined;
    // the next home knows nothing of what this one told: all is told anew
    this.now = EMPTY_SCENE;
    this.frames = [];
    this.log.length = 0;
    for (const w of this.waiting.values()) w.no(new Gone('the lab was ended'));
    this.waiting.clear();
  }

  /** Asks the lab. @throws Refused, Gone */
  ask<K extends QuestionName>(name: K, asked: Asked<K>): Promise<Told<K>> {
    const id = ++this.asked;
    return new Promise<Told<K>>((yes, no) => {
      this.waiting.set(id, { yes: yes as (told: unknown) => void, no });
      this.post({ kind: 'ask', id, name, asked });
    });
  }

  /** Does a shell wait for a line? Not while keys are on their way to it. */
  get atPrompt(): boolean {
    return this.terminal.atPrompt && this.seen === this.sent;
  }
  /** Does a program read whole lines? */
  get readsLines(): boolean {
    return this.terminal.reading && this.terminal.canonical && this.seen === this.sent;
  }
  /** The command that is under way, or the line that the lab has not answered yet. */
  get doing(): string | undefined {
    return this.running ?? (this.seen === this.sent ? undefined : this.line);
  }
  /** Are lines edited by the terminal? */
  get canonical(): boolean {
    return this.terminal.canonical;
  }
  /** Is it a terminal within another one? */
  get nested(): boolean {
    return this.terminal.nested;
  }
  /** Keys for whoever has the terminal. @param line a line that was edited here */
  type(text: string, line = false): void {
    if (line) this.line = text.trimEnd();
    this.post({ kind: 'keys', seq: ++this.sent, text, line });
  }
  resize(columns: number, rows: number): void {
    this.post({ kind: 'size', columns, rows });
  }
  /** The page speaks this language: so does the machine. */
  speak(language: Spoken): void {
    this.language = language;
    this.link?.post({ kind: 'language', language });
  }
  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.link?.post({ kind: 'speed', speed });
  }
  /** So many bytes of output have been shown. */
  shown(bytes: number): void {
    this.link?.post({ kind: 'seen', bytes });
  }
  /** Fetches the code that the first command will want. */
  fetch(): void {
    this.post({ kind: 'fetch' });
    if (this.teller !== undefined) return;
    void import('./stage/trace.ts').then((m) => {
      this.teller = m;
      const { untoldScene: from } = this;
      this.untoldScene = undefined;
      if (from !== undefined) this.tell(from.scene, this.now, from.command);
      else this.add([], this.position);
    });
  }

  /** Takes the terminal's output from now on, what came before included, and keys that were for a line. */
  attach(output: (bytes: Uint8Array) => void, bounced: (text: string) => void): () => void {
    for (const bytes of this.early.splice(0)) output(bytes);
    this.listener = output;
    this.bounceTo = bounced;
    return () => {
      if (this.listener === output) this.listener = undefined;
    };
  }

  // --- what comes out

  private take(m: FromLab): void {
    switch (m.kind) {
      case 'lab':
        return this.another(m.origin, m.output);
      case 'output':
        if (this.listener === undefined) this.early.push(m.bytes);
        else this.listener(m.bytes);
        return;
      case 'view':
        return this.look(m);
      case 'work':
        this.work = m.work;
        return;
      case 'past':
        this.frames = [...this.frames.slice(0, m.from), ...m.frames];
        this.position = m.position;
        this.canUndo = m.canUndo;
        this.canRedo = m.canRedo;
        return;
      case 'log':
        this.log.length = m.from;
        this.log.push(...m.entries);
        return this.onLog();
      case 'goals':
        this.goals = m.goals;
        this.step = m.step;
        this.done = m.done;
        return;
      case 'pulse':
        return this.pulse(m);
      case 'bounced':
        this.bounced += m.text;
        return;
      case 'edit':
        return this.onEdit(m.path);
      case 'travel':
        this.progress = m.progress;
        return;
      case 'answer':
        this.waiting.get(m.id)?.yes(m.told);
        this.waiting.delete(m.id);
        return;
      case 'refused':
        this.waiting.get(m.id)?.no(new Refused(m.why.message));
        this.waiting.delete(m.id);
        return;
      case 'pong':
        return this.onPong(m.n);
    }
  }

  private another(origin: Origin, output: Uint8Array): void {
    this.where = this.link?.where ?? 'worker';
    this.origin = origin;
    // an undo leads to a lab of the same scenario
    if (origin.scenario === undefined) this.scenario = undefined;
    else if (this.coming?.id === origin.scenario) this.scenario = this.coming;
    this.early = output.length > 0 ? [output] : [];
    this.listener = undefined;
    this.terminal = NOBODY;
    this.bounced = '';
    this.running = undefined;
    this.when = undefined;
    this.work = NO_WORK;
    this.trace = [];
    this.untold = [];
    this.changes = [];
    this.untoldScene = undefined;
    this.quiet = true;
    this.scene = this.now;
    this.run++;
    this.ready = true;
    this.onLab();
  }

  private look({ scene: change, command }: FromLab & { kind: 'view' }): void {
    const before = this.now;
    if (change !== undefined) this.now = sceneAfter(before, change);
    if (!this.quiet) this.tell(before, this.now, command);
    this.quiet = false;
    if (this.when === undefined) this.scene = this.now;
    this.tick++;
  }

  private pulse(m: FromLab & { kind: 'pulse' }): void {
    this.seen = m.seen;
    this.at = m.at;
    this.moment = m.moment;
    this.terminal = m.terminal;
    if (m.history !== undefined) this.history = m.history;
    this.running = m.running;
    if (m.changed) this.tick++;
    if (m.running !== undefined) this.busy = true;
    else if (this.untold.length > 0) {
      // what servers write while nothing is typed is for the list, not for the ear
      const told = this.untold.splice(0).filter((s) => this.busy || !FILE_STEPS.includes(s.text));
      this.busy = false;
      this.onDone(told);
    }
    if (this.bounced === '' || this.seen !== this.sent) return;
    const text = this.bounced;
    this.bounced = '';
    this.bounceTo(text);
  }

  // --- the picture

  /** Shows a moment of the past; undefined comes back to now. */
  showPast(when: When | undefined, scene: Scene | undefined): void {
    this.when = when;
    this.scene = when === undefined || scene === undefined ? this.now : scene;
    this.tick++;
  }
  /** Adds a step that no difference of scenes shows (a request). */
  note(change: Change): void {
    this.add([change], this.position + (this.running === undefined ? 0 : 1));
  }

  private tell(before: Scene, after: Scene, command: number): void {
    if (before === after) return;
    if (this.teller === undefined) this.untoldScene ??= { scene: before, command };
    else this.add(this.teller.traceOf(before, after), command);
  }
  private add(changes: readonly Change[], command: number): void {
    this.changes.push(...changes.map((change) => ({ change, command })));
    if (this.changes.length === 0 || this.teller === undefined) return;
    const place = (c: { change: Change; command: number }): TraceStep => ({
      ...c.change,
      id: ++this.stepCount,
      command: c.command,
      at: this.at,
    });
    const { trace, fresh } = this.teller.folded(this.trace, this.changes.splice(0).map(place), command);
    this.untold.push(...fresh);
    this.trace = trace.slice(-KEPT);
  }
}
