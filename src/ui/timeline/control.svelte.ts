// The past behind the page: scrubbing, undo and redo, playing, keeping the session over a reload, links.

import { History, Travel } from '../../lab/history.ts';
import type { Lab } from '../../lab/lab.ts';
import type { SessionLog } from '../../lab/log.ts';
import type { Frame } from '../../lab/past.ts';
import { fetchAll } from '../parts.ts';
import { labOptions, type Session } from '../session.svelte.ts';
import { readAddress, withWord } from '../address.ts';
import type { Keeper, Outcome } from './keeper.ts';
import { anythingKept } from './store.ts';
import { type Stop, stopsOf } from './stops.ts';
import type { PastText } from './text.ts';

type Made = ReturnType<Session['makeLab']>;
type Options = Awaited<ReturnType<typeof labOptions>>;

/** Something that the person should know, until it is dismissed. */
export interface Notice {
  readonly text: PastText;
  readonly bad: boolean;
  /** Numbers of texts that were put aside: to be saved as files. */
  readonly asides?: readonly number[];
}
type Word = PastText['key'];

/** Real ms of computing before the page gets a breath. */
const BREATH = 12;
/** Virtual ms without input that a restored session lives through again. */
const IDLE = 600_000;
/** Real ms that a stop is shown while the session is played, at pace 1. */
const SHOWN = 900;

const pause = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class PastControl {
  /** Frames of the present, and behind them those of a branch that was gone back from. */
  frames = $state.raw<readonly Frame[]>([]);
  /** Number of the frame in which the present is. */
  position = $state(0);
  canUndo = $state(false);
  canRedo = $state(false);
  /** The stop that is looked at; undefined: the present. */
  shown = $state.raw<Stop | undefined>(undefined);
  playing = $state(false);
  pace = $state(1);
  paused = $state(false);
  /** How far a replay is, 0 to 1; undefined when none is under way. */
  progress = $state<number | undefined>(undefined);
  notice = $state.raw<Notice | undefined>(undefined);
  private touched = $state(false);
  /** Is there something for a timeline to show? */
  readonly wanted = $derived(this.touched || this.frames.length > 1 || this.notice !== undefined);
  readonly stops = $derived(stopsOf(this.frames));
  /** Told of each lab that becomes the present. */
  onLab: (lab: Lab) => void = () => {};
  private history: History | undefined;
  private options: Options | undefined;
  private name: string | undefined;
  private readonly watches = new WeakMap<Lab, Made>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private codec: typeof import('../../lab/codec.ts') | undefined;
  /** What keeps the session; fetched when there is something to keep or something was kept. */
  keeper: Keeper | undefined;
  private readonly told = new Set<Outcome>();
  private generation = 0;
  /** Entries of the log when it was last kept. */
  private saved = -1;

  constructor(private readonly session: Session) {
    const save = (): void => this.save();
    addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
  }

  // --- beginning

  /**
   * Starts the lab of a scenario: with the session of a link, with the one that this tab had before a reload, or fresh.
   * A session that cannot be used is told, and the lab starts without it; one that was kept is put aside.
   * @param link the packed session of the page's address @param again forget what was kept
   * @returns did it come from the link?
   */
  async start(name: string | undefined, link?: string, again = false): Promise<boolean> {
    this.notice = undefined;
    const linked = link !== undefined && (await this.restore(link, undefined));
    if (again) (await this.keep())?.forget();
    else if (anythingKept()) await this.again(linked, name);
    if (this.session.lab !== undefined && !again) return linked;
    await this.fresh(name, undefined);
    this.session.use(this.make(), this.options!.scenario);
    this.begin(this.session.lab!);
    this.fetchLater();
    return false;
  }
  /** Comes back to what was kept, unless a link was followed; what is not used is put aside. */
  private async again(linked: boolean, name: string | undefined): Promise<void> {
    const keeper = await this.keep();
    const kept = await keeper.kept().catch(() => 'unreadable' as const);
    const used = !linked && typeof kept === 'object' && (await this.restore(kept.text, { name }));
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
      // a link's session is kept at once
      if (linked) this.save();
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
    const lab = this.history?.lab;
    if (lab !== undefined) lab.paused = true;
    const options = this.options;
    const name = this.name;
    if (await this.restore(sessionIn(text) ?? text, undefined)) return this.save();
    this.options = options;
    this.name = name;
    if (lab !== undefined) lab.paused = this.paused;
  }

  /** Fetches the rest of the code with the first touch. */
  private fetchLater(): void {
    const fetch = (): void => {
      this.touched = true;
      // who leaves right after the first command finds it again
      void this.keep();
      fetchAll().catch(() => {});
    };
    addEventListener('keydown', fetch, { once: true });
    addEventListener('pointerdown', fetch, { once: true });
  }

  private async fresh(name: string | undefined, origin: SessionLog['origin'] | undefined): Promise<void> {
    const loaded = await labOptions(name, origin?.gpus ?? readAddress(location.hash).gpus ?? 0);
    this.name = name;
    this.options =
      origin === undefined
        ? loaded
        : {
            ...loaded,
            options: {
              ...loaded.options,
              seed: origin.seed,
              columns: origin.columns,
              rows: origin.rows,
              gpus: origin.gpus ?? 0,
            },
          };
  }
  private make(): Made {
    const made = this.session.makeLab(this.options!);
    this.watches.set(made.lab, made);
    return made;
  }

  /** Plays a packed session. @param only of which scenario it must be @returns is it the present now? */
  private async restore(packed: string, only: { name: string | undefined } | undefined): Promise<boolean> {
    const linked = only === undefined;
    const refuse = (key: Word, args: PastText['args'] = {}): false => {
      this.notice = { text: { key, args }, bad: true };
      return false;
    };
    const { unpackSession, CodecError, checkOf } = await this.load();
    try {
      const { log, check } = unpackSession(packed);
      if (only !== undefined && log.origin.scenario !== only.name) return false;
      await this.fresh(log.origin.scenario, log.origin);
      if (log.origin.scenario !== undefined && this.options!.scenario === undefined)
        return refuse('noScenario', { name: log.origin.scenario });
      await fetchAll();
      const last = log.entries.at(-1)?.at ?? 0;
      const end = log.end !== undefined && log.end.at - last > IDLE ? undefined : log.end;
      let travel = new Travel(this.make().lab, { entries: log.entries, end }, undefined);
      let came = await this.travel(travel);
      let differs = false;
      if (came === 'astray') {
        travel = new Travel(this.make().lab, { entries: log.entries, end: undefined }, undefined, true);
        came = await this.travel(travel);
        differs = true;
      } else if (check !== '' && end !== undefined) differs = checkOf(travel.lab.output.slice()) !== check;
      if (came !== 'there')
        return refuse(came === 'left' ? (linked ? 'leftLink' : 'leftKept') : linked ? 'astray' : 'astrayKept');
      this.session.use(this.watches.get(travel.lab)!, this.options!.scenario);
      this.begin(travel.lab);
      if (linked) await this.address(packed);
      if (differs) this.notice = { text: { key: linked ? 'differs' : 'differsKept', args: {} }, bad: true };
      else if (linked) this.notice = { text: { key: 'linked', args: {} }, bad: false };
      return true;
    } catch (error) {
      if (!(error instanceof CodecError)) return refuse(linked ? 'astray' : 'astrayKept');
      const [link, kept] = (
        {
          damaged: ['damaged', 'damagedKept'],
          version: ['version', 'versionKept'],
          'too-big': ['tooBig', 'tooBigKept'],
        } as const
      )[error.why];
      return refuse(linked ? link : kept);
    }
  }
  /** The page's address says which scenario the present is of, so that a reload comes back to it. */
  private async address(packed: string): Promise<void> {
    const keeper = await this.keep();
    const hash = withWord(location.hash, 'scenario', this.name ?? 'none');
    // where nothing is kept, the link itself is what a reload comes back to
    history.replaceState(
      null,
      '',
      location.pathname +
        location.search +
        withWord(hash, 'session', keeper.lasts || packed.length > 60_000 ? undefined : packed),
    );
  }

  private async load(): Promise<typeof import('../../lab/codec.ts')> {
    return (this.codec ??= await import('../../lab/codec.ts'));
  }

  private begin(lab: Lab): void {
    this.generation++;
    this.stopPlaying();
    this.shown = undefined;
    this.history = new History(lab, () => this.make().lab);
    this.history.changed.add(() => this.update());
    this.follow(lab);
  }
  private follow(lab: Lab): void {
    lab.past.changed.add(() => this.update());
    lab.past.commands.add(() => this.update());
    lab.paused = this.paused;
    this.onLab(lab);
    this.update();
  }

  private update(): void {
    const { history } = this;
    if (history === undefined) return;
    this.frames = [...history.frames];
    this.position = history.position;
    this.canUndo = history.canUndo;
    this.canRedo = history.canRedo;
    if (history.lab.log.length !== this.saved) this.saveSoon();
  }

  /** Called now and then: facts about files that came while nothing was typed. */
  look(): void {
    if (this.shown === undefined && this.progress === undefined) this.history?.lab.past.refresh();
  }

  // --- going back and forth

  /** Runs a travel to its end without stopping the page. `left`: somebody did not want to wait for it. */
  private async travel(travel: Travel): Promise<'there' | 'astray' | 'left'> {
    const generation = this.generation;
    this.progress = 0;
    try {
      for (;;) {
        const state = travel.advance(() => performance.now(), BREATH);
        if (generation !== this.generation) return 'left';
        if (state === 'done') return 'there';
        if (state === 'astray') return 'astray';
        this.progress = travel.progress;
        await pause(state === 'outside' ? 30 : 0);
      }
    } finally {
      this.progress = undefined;
    }
  }

  /** Gives up the replay that is under way. */
  leave(): void {
    this.generation++;
  }

  private async go(travel: Travel | undefined): Promise<void> {
    const { history, session } = this;
    if (travel === undefined || history === undefined || this.progress !== undefined) return;
    this.stopPlaying();
    const before = history.lab;
    before.paused = true;
    const came = await this.travel(travel).catch(() => 'astray' as const);
    if (came !== 'there') {
      before.paused = this.paused;
      if (came === 'astray') this.notice = { text: { key: 'astray', args: {} }, bad: true };
      return;
    }
    this.shown = undefined;
    session.use(this.watches.get(travel.lab)!, this.options!.scenario);
    history.arrive(travel);
    this.follow(travel.lab);
  }
  undo(): Promise<void> {
    return this.go(this.history?.undo());
  }
  redo(): Promise<void> {
    return this.go(this.history?.redo());
  }
  /** Goes on from the stop that is looked at; what came after it is a branch until the next command. */
  continueHere(): Promise<void> {
    return this.go(this.shown === undefined ? undefined : this.history?.goto(this.shown.frame));
  }

  // --- looking

  /** Shows a stop (by its number in `stops`), read-only; the last one is the present. */
  show(index: number): void {
    const stop = this.stops[Math.max(0, Math.min(index, this.stops.length - 1))];
    const { history, session } = this;
    if (stop === undefined || history === undefined) return;
    if (stop.frame === history.position && stop.entry === undefined) return this.present();
    this.shown = stop;
    const frames = history.lab.past.frames;
    session.showPast(
      stop.frame < frames.length ? history.lab.past.at(stop.frame, stop.entry) : this.frames[stop.frame]!.view,
    );
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
    this.session.showPast(undefined);
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
    if (this.history !== undefined) this.history.lab.paused = paused;
  }

  // --- keeping and sharing

  private saveSoon(): void {
    if (this.keeper === undefined && this.untouched) return;
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
    return this.history?.lab.log.every((e) => e.input.kind === 'size' || e.input.kind === 'language') ?? true;
  }
  /** Keeps the session for a reload; at once, when the code for it is there. */
  save(): void {
    const { keeper } = this;
    const lab = this.history?.lab;
    if (lab === undefined || keeper === undefined || this.progress !== undefined) return;
    // only time has passed since: not worth the work of packing a long one
    if (lab.log.length === this.saved && keeper.cost > 200) return;
    this.saved = lab.log.length;
    // a lab in which nothing was done need not be kept
    if (this.untouched) return keeper.forget();
    void keeper.save(lab).then((how) => {
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
    const { linkTo } = await import('../../lab/share.ts');
    return this.history === undefined ? undefined : linkTo(location.href, this.history.lab);
  }
  /** Gives the session to the browser as a file. */
  async saveFile(): Promise<void> {
    const [{ packed }, { packSession }] = await Promise.all([import('../../lab/share.ts'), this.load()]);
    try {
      await this.give(packSession(packed(this.history!.lab)), '');
    } catch {
      this.notice = { text: { key: 'notKeptBig', args: {} }, bad: true };
    }
  }
  /** Gives a text that was put aside to the browser as a file. It stays. */
  async saveAside(n: number): Promise<void> {
    const text = await this.keeper?.aside(n).catch(() => undefined);
    if (text !== undefined) await this.give(text, `-${n}`);
  }
  private async give(text: string, name: string): Promise<void> {
    const { save } = await import('../files/transfer.ts');
    save(`${this.name ?? 'drydock'}${name}.session.txt`, new TextEncoder().encode(`${text}\n`));
  }
  async transcript(kind: 'text' | 'conformance'): Promise<string> {
    const { readable, asConformance } = await import('../../lab/transcript.ts');
    const { lab } = this.history!;
    return (kind === 'text' ? readable : asConformance)(lab.past.frames, lab.output);
  }
  /** Name of the scenario whose session this is. */
  get scenario(): string | undefined {
    return this.name;
  }
}
