// The past behind the page: scrubbing, undo and redo, playing, keeping the session over a reload, links, and the way back
// when a lab had to be ended.

import type { Arrival, FrameFacts, Input, Peeked, SessionLog, When } from '../../lab/port.ts';
import { readAddress, withWord } from '../address.ts';
import { Gone, type Session } from '../session.svelte.ts';
import { labOf, type WantedLab, wantedLab } from '../wanted.ts';
import type { Keeper, Outcome } from './keeper.ts';
import { type Stop, stopsOf } from './stops.ts';
import { anythingKept } from './store.ts';
import type { PastText } from './text.ts';

/** Something that the person should know, until it is dismissed. */
export interface Notice {
  readonly text: PastText;
  readonly bad: boolean;
  /** Numbers of texts that were put aside: to be saved as files. */
  readonly asides?: readonly number[];
}
type Word = PastText['key'];

/** Real ms that a stop is shown while the session is played, at pace 1. */
const SHOWN = 900;

export class PastControl {
  /** The stop that is looked at; undefined: the present. */
  shown = $state.raw<Stop | undefined>(undefined);
  playing = $state(false);
  pace = $state(1);
  paused = $state(false);
  notice = $state.raw<Notice | undefined>(undefined);
  private touched = $state(false);
  /** Is there something for a timeline to show? */
  readonly wanted = $derived.by(() => this.touched || this.frames.length > 1 || this.notice !== undefined);
  readonly stops = $derived.by(() => stopsOf(this.frames));
  /** What the present lab was made of. */
  private lab: WantedLab | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: ReturnType<typeof setTimeout> | undefined;
  /** What keeps the session; fetched when there is something to keep or something was kept. */
  keeper: Keeper | undefined;
  private readonly told = new Set<Outcome>();
  /** Entries of the log when it was last kept. */
  private saved = -1;
  private looking = false;
  /** May the session be kept? Not before it is decided what becomes of the one that was kept. */
  private settled = false;
  /** Is what is kept this lab's? */
  private own = false;

  constructor(private readonly session: Session) {
    const save = (): void => this.save();
    addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    session.onLog = () => this.saveSoon();
    session.onLab = () => {
      this.stopPlaying();
      this.shown = undefined;
    };
  }

  // --- what the lab tells

  /** Frames of the present, and behind them those of a branch that was gone back from. */
  get frames(): readonly FrameFacts[] {
    return this.session.frames;
  }
  /** Number of the frame in which the present is. */
  get position(): number {
    return this.session.position;
  }
  get canUndo(): boolean {
    return this.session.canUndo;
  }
  get canRedo(): boolean {
    return this.session.canRedo;
  }
  /** How far a replay is, 0 to 1; undefined when none is under way. */
  get progress(): number | undefined {
    return this.session.progress;
  }
  /** Name of the scenario whose session this is. */
  get scenario(): string | undefined {
    return this.lab?.wanted.start.scenario;
  }

  // --- beginning

  /**
   * Starts the lab of a scenario: with the session of a link, with the one that this tab had before a reload, or fresh.
   * A session that cannot be used is told, and the lab starts without it; one that was kept is put aside.
   * @param link the packed session of the page's address @param again forget what was kept
   * @returns did it come from the link?
   */
  async start(name: string | undefined, link?: string, again = false): Promise<boolean> {
    // what an earlier page kept is looked at before anything is written over it
    this.settled = false;
    try {
      return await this.starting(name, link, again);
    } finally {
      this.settled = true;
      this.saveSoon();
    }
  }
  private async starting(name: string | undefined, link: string | undefined, again: boolean): Promise<boolean> {
    this.notice = undefined;
    const linked = link !== undefined && (await this.restore(link, undefined));
    if (again) (await this.keep())?.forget();
    else if (anythingKept()) await this.again(linked, name);
    if (this.lab !== undefined && !again) return linked;
    this.lab = await wantedLab(name, readAddress(location.hash).gpus ?? 0);
    this.session.begin(this.lab.wanted, this.lab.scenario);
    this.fetchLater();
    return false;
  }
  /** Comes back to what was kept, unless a link was followed; what is not used is put aside. */
  private async again(linked: boolean, name: string | undefined): Promise<void> {
    const keeper = await this.keep();
    const kept = await keeper.kept().catch(() => 'unreadable' as const);
    const used = !linked && typeof kept === 'object' && (await this.restore(kept.text, { name }));
    this.own = used;
    if (used && kept.stale) this.notice = { text: { key: 'olderKept', args: {} }, bad: true };
    if (!used) {
      if (kept !== undefined) {
        keeper.setAside();
        if (linked || this.notice === undefined)
          this.notice = {
            text: { key: linked ? 'linkedAside' : kept === 'unreadable' ? 'astrayKept' : 'otherKept', args: {} },
            bad: false,
          };
      }
    }
    const asides = keeper.asides(true);
    if (asides.length > 0)
      this.notice = { ...(this.notice ?? { text: { key: 'asideKept', args: {} }, bad: false }), asides };
  }
  private async keep(): Promise<Keeper> {
    return (this.keeper ??= new (await import('./keeper.ts')).Keeper());
  }
  /** Takes the notice away; what it offered stays in the dialog that shares. */
  dismiss(): void {
    const last = this.notice?.asides?.at(-1);
    if (last !== undefined) this.keeper?.tell(last);
    this.notice = undefined;
  }

  /** Opens a packed session, or a link that holds one, in the place of the present one. A bad one changes nothing. */
  async open(text: string): Promise<void> {
    const { sessionIn } = await import('../../lab/share.ts');
    if (await this.restore(sessionIn(text) ?? text, undefined)) this.save();
  }

  /** Fetches the rest of the code with the first touch. */
  private fetchLater(): void {
    const fetch = (): void => {
      this.touched = true;
      // who leaves right after the first command finds it again
      void this.keep();
      this.session.fetch();
    };
    addEventListener('keydown', fetch, { once: true });
    addEventListener('pointerdown', fetch, { once: true });
  }

  /** Plays a packed session. @param only of which scenario it must be @returns is it the present now? */
  private async restore(packed: string, only: { name: string | undefined } | undefined): Promise<boolean> {
    const linked = only === undefined;
    const refuse = (key: Word, args: PastText['args'] = {}): false => {
      this.notice = { text: { key, args }, bad: true };
      return false;
    };
    const gone = linked ? 'astray' : 'astrayKept';
    let peeked: Peeked;
    try {
      this.session.fetch();
      peeked = await this.session.ask('peek', { packed });
      if ('error' in peeked) return refuse(UNREADABLE[peeked.error][linked ? 0 : 1]);
      const { origin } = peeked;
      if (only !== undefined && origin.scenario !== only.name) return false;
      const lab = await labOf(origin);
      if (origin.scenario !== undefined && lab.scenario === undefined)
        return refuse('noScenario', { name: origin.scenario });
      const { how, differs } = await this.arrive(lab, packed);
      if (how !== 'there') return refuse(how === 'left' ? (linked ? 'leftLink' : 'leftKept') : gone);
      if (linked) await this.address(packed);
      if (differs) this.notice = { text: { key: linked ? 'differs' : 'differsKept', args: {} }, bad: true };
      else if (linked) this.notice = { text: { key: 'linked', args: {} }, bad: false };
      return true;
    } catch {
      return refuse(gone);
    }
  }
  /** Lets a session become the present one. */
  private async arrive(lab: WantedLab, session: string | SessionLog): Promise<{ how: Arrival; differs: boolean }> {
    this.session.coming = lab.scenario;
    const opened = await this.session.ask('open', { ...lab.wanted, session });
    if (opened.how === 'there') {
      this.lab = lab;
      this.touched = true;
    }
    return opened;
  }
  /** The page's address says which scenario the present is of, so that a reload comes back to it. */
  private async address(packed: string): Promise<void> {
    const keeper = await this.keep();
    const hash = withWord(location.hash, 'scenario', this.scenario ?? 'none');
    // where nothing is kept, the link itself is what a reload comes back to
    history.replaceState(
      null,
      '',
      location.pathname +
        location.search +
        withWord(hash, 'session', keeper.lasts || packed.length > 60_000 ? undefined : packed),
    );
  }

  // --- when a lab had to be ended

  /**
   * Brings the session back to the moment before the command that is under way, in a new home. Files that were changed
   * from outside meanwhile are changed again.
   * @param key the sentence that says what happened
   */
  async bringBack(key: 'stopped' | 'crashed'): Promise<void> {
    const { session, lab } = this;
    if (lab === undefined) return;
    const line = session.doing ?? '';
    const { entries, end, after } = cut(session.log, session.frames[session.position]);
    const { origin } = session;
    // what is kept stays as it is until the session is there again
    this.settled = false;
    session.end();
    this.notice = { text: { key, args: { line } }, bad: true };
    try {
      const { how } = await this.arrive(lab, { origin: origin!, entries, end });
      if (how === 'there' && after.length > 0) await session.ask('put', { inputs: after });
      if (how === 'there') return;
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
    } finally {
      this.settled = true;
    }
    // it cannot be played again: what was kept stays as a file
    (await this.keep()).setAside();
    session.end();
    session.begin(lab.wanted, lab.scenario);
    this.notice = { text: { key: 'astrayKept', args: {} }, bad: true, asides: this.keeper!.asides(true) };
  }

  // --- going back and forth

  /** Gives up the replay that is under way. */
  leave(): void {
    this.session.post({ kind: 'leave' });
  }

  private async go(way: Promise<Arrival>): Promise<void> {
    this.stopPlaying();
    const came = await way.catch((): Arrival => 'left');
    if (came === 'astray') this.notice = { text: { key: 'astray', args: {} }, bad: true };
  }
  undo(): Promise<void> {
    return this.go(this.session.ask('undo', {}));
  }
  redo(): Promise<void> {
    return this.go(this.session.ask('redo', {}));
  }
  /** Goes on from the stop that is looked at; what came after it is a branch until the next command. */
  async continueHere(): Promise<void> {
    if (this.shown !== undefined) await this.go(this.session.ask('resume', { frame: this.shown.frame }));
  }

  // --- looking

  /** Shows a stop (by its number in `stops`), read-only; the last one is the present. */
  show(index: number): void {
    const stop = this.stops[Math.max(0, Math.min(index, this.stops.length - 1))];
    if (stop === undefined) return;
    if (stop.frame === this.position && stop.entry === undefined) return this.present();
    this.shown = stop;
    void this.look();
  }
  /** Asks for the picture of the stop that is looked at; while an answer is awaited only the newest one counts. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      for (let stop = this.shown; stop !== undefined; stop = this.shown === stop ? undefined : this.shown) {
        const when: When = { frame: stop.frame, entry: stop.entry };
        const { scene } = await this.session.ask('shown', when);
        if (this.shown === stop) this.session.showPast(when, scene);
      }
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
    } finally {
      this.looking = false;
    }
  }
  /** Number of the stop that is shown. */
  get index(): number {
    const { shown } = this;
    const at = this.stops.findIndex((s) =>
      shown === undefined
        ? s.frame === this.position && s.entry === undefined
        : s.frame === shown.frame && s.entry === shown.entry,
    );
    return at < 0 ? this.stops.length - 1 : at;
  }
  present(): void {
    this.shown = undefined;
    this.session.showPast(undefined, undefined);
  }
  /** One command back or forth. */
  step(by: 1 | -1): void {
    this.stopPlaying();
    // from the middle of a command forth is its end
    const frame = (this.shown?.frame ?? this.position) + (by > 0 && this.shown?.entry !== undefined ? 0 : by);
    const at = this.stops.findIndex((s) => s.frame === frame && s.entry === undefined);
    if (at >= 0) this.show(at);
  }

  // --- playing

  play(): void {
    if (this.playing) return this.stopPlaying();
    if (this.stops.length < 2) return;
    const end = this.stops.findIndex((s) => s.frame === this.position && s.entry === undefined);
    let at = this.shown === undefined || this.index >= end ? 0 : this.index;
    this.playing = true;
    const next = (): void => {
      this.show(at);
      if (at >= end) return this.stopPlaying();
      at++;
      this.timer = setTimeout(next, SHOWN / this.pace);
    };
    next();
  }
  stopPlaying(): void {
    clearTimeout(this.timer);
    this.playing = false;
  }
  /** Stops simulated time, or lets it go on. */
  hold(paused: boolean): void {
    this.paused = paused;
    this.session.post({ kind: 'hold', paused });
  }

  // --- keeping and sharing

  private saveSoon(): void {
    if (!this.settled || this.session.log.length === this.saved || (this.keeper === undefined && this.untouched))
      return;
    // a long session takes time to pack: not after every command
    this.saving ??= setTimeout(
      () => {
        this.saving = undefined;
        void this.keep().then(() => this.save());
      },
      Math.max(150, 8 * (this.keeper?.cost ?? 0)),
    );
  }
  /** Was nothing done in the lab yet? */
  private get untouched(): boolean {
    return this.session.log.every((e) => e.input.kind === 'size' || e.input.kind === 'language');
  }
  /** Keeps the session for a reload; at once, when the code for it is there. */
  save(): void {
    const { keeper, session } = this;
    const { origin } = session;
    if (!this.settled || origin === undefined || keeper === undefined || this.progress !== undefined) return;
    // only time has passed since: not worth the work of packing a long one
    if (session.log.length === this.saved && keeper.cost > 200) return;
    this.saved = session.log.length;
    // a lab in which nothing was done need not be kept
    if (this.untouched) return this.own ? keeper.forget() : undefined;
    this.own = true;
    void keeper.save({ origin, entries: session.log, end: session.moment }).then((how) => {
      if (how === 'kept' || this.told.has(how)) return;
      this.told.add(how);
      this.notice ??= {
        text: { key: ({ full: 'notKept', forbidden: 'noStorage', 'too-big': 'notKeptBig' } as const)[how], args: {} },
        bad: true,
      };
    });
  }

  /** A link to the session; undefined when it would be too long. */
  async link(): Promise<string | undefined> {
    const [{ linkTo }, packed] = await Promise.all([import('../../lab/share.ts'), this.session.ask('packed', {})]);
    return packed === undefined ? undefined : linkTo(location.href, packed);
  }
  /** Gives the session to the browser as a file. */
  async saveFile(): Promise<void> {
    const packed = await this.session.ask('packed', {});
    if (packed === undefined) this.notice = { text: { key: 'notKeptBig', args: {} }, bad: true };
    else await this.give(packed, '');
  }
  /** Gives a text that was put aside to the browser as a file. It stays. */
  async saveAside(n: number): Promise<void> {
    const text = await this.keeper?.aside(n).catch(() => undefined);
    if (text !== undefined) await this.give(text, `-${n}`);
  }
  private async give(text: string, name: string): Promise<void> {
    const { save } = await import('../files/transfer.ts');
    save(`${this.scenario ?? 'drydock'}${name}.session.txt`, new TextEncoder().encode(`${text}\n`));
  }
  transcript(kind: 'text' | 'conformance'): Promise<string> {
    return this.session.ask('transcript', { kind });
  }
}

const UNREADABLE = {
  damaged: ['damaged', 'damagedKept'],
  version: ['version', 'versionKept'],
  'too-big': ['tooBig', 'tooBigKept'],
} as const;

/**
 * The log up to the keys of the command that is under way, and what came in behind them but keys.
 * @param frame the last one that is whole
 */
export function cut(
  log: SessionLog['entries'],
  frame: FrameFacts | undefined,
): { entries: SessionLog['entries']; end: SessionLog['end']; after: readonly Input[] } {
  const from = frame?.inputs ?? 0;
  const keys = log.findIndex((e, i) => i >= from && e.input.kind === 'keys');
  const at = keys < 0 ? log.length : keys;
  return {
    entries: log.slice(0, at),
    // edits behind the frame lead past its end
    end: at === from ? frame?.ended : undefined,
    after: log
      .slice(at)
      .map((e) => e.input)
      .filter((i) => i.kind !== 'keys' && i.kind !== 'request' && i.kind !== 'size'),
  };
}
