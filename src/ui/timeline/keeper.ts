// Keeps the session of a tab over a reload. Short texts are kept at once in the tab's storage, long ones in the database;
// where both are forbidden (a sandboxed frame) they are kept as long as the page is there. Nothing that cannot be read is
// thrown away: it is put aside, to be saved as a file.

import { CodecError, packSession } from '../../lab/codec.ts';
import type { SessionLog } from '../../lab/port.ts';
import { claim, forget, read, tidy, write } from './database.ts';
import { ASIDE, KEY } from './store.ts';

/** `full`: there is no room; `forbidden`: only until the page goes; `too-big`: a session may not be that big. */
export type Outcome = 'kept' | 'full' | 'forbidden' | 'too-big';

/** Letters that a tab's storage is asked to hold in one piece; it has room for some five million in all. */
const LONGEST = 1_500_000;
/** Says whether what is kept is the newest; `0` is written while there is room, so that `1` has some. */
const STALE = 'drydock.stale';
/** Up to which number texts that were put aside have been told of. */
const TOLD = 'drydock.told';
/** Marks a text that is in the database. */
const AT = '@';

interface Place {
  get(key: string): string | undefined;
  /** @throws when there is no room */
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

function memory(): Place {
  const map = new Map<string, string>();
  return {
    get: (k) => map.get(k),
    set: (k, v) => void map.set(k, v),
    remove: (k) => void map.delete(k),
    keys: () => [...map.keys()],
  };
}
function storage(): Place | undefined {
  try {
    const s = sessionStorage;
    return {
      get: (k) => s.getItem(k) ?? undefined,
      set: (k, v) => s.setItem(k, v),
      remove: (k) => s.removeItem(k),
      keys: () => Object.keys(s),
    };
  } catch {
    return undefined;
  }
}

export class Keeper {
  private readonly lasting = storage();
  private readonly place = this.lasting ?? memory();
  /** Id of this tab's text in the database. */
  private id: string | undefined;
  /** Writes to the database come one after another. */
  private turn: Promise<unknown> = Promise.resolve();
  /** Real ms that packing took last. */
  cost = 0;

  constructor() {
    // texts that were put aside are this tab's as long as it is open
    for (const n of this.numbers()) {
      const value = this.place.get(ASIDE + n);
      if (value?.startsWith(AT) === true) void claim(value.slice(1));
    }
  }

  /** Does what is kept outlive the page? */
  get lasts(): boolean {
    return this.lasting !== undefined;
  }

  private async own(): Promise<string> {
    if (this.id !== undefined) return this.id;
    const value = this.place.get(KEY);
    const old = value?.startsWith(AT) === true ? value.slice(1) : undefined;
    if (old !== undefined && (await claim(old))) return (this.id = old);
    const id = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('');
    await claim(id);
    setTimeout(() => void tidy().catch(() => {}), 5000);
    return (this.id = id);
  }

  /** Keeps a session. */
  save(log: SessionLog): Promise<Outcome> {
    const from = performance.now();
    let text: string;
    try {
      text = packSession({ log, check: '' }, true);
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      this.stale();
      return Promise.resolve('too-big');
    } finally {
      this.cost = performance.now() - from;
    }
    return this.keep(text);
  }
  /** Keeps a packed session; a short one before this returns. */
  keep(text: string): Promise<Outcome> {
    if (this.lasting === undefined || text.length <= LONGEST) {
      try {
        const before = this.place.get(KEY);
        this.place.set(KEY, text);
        this.fresh();
        if (before?.startsWith(AT) === true && before.slice(1) === this.id)
          this.turn = this.turn.then(() => forget(before.slice(1))).catch(() => {});
        return Promise.resolve(this.lasting === undefined ? 'forbidden' : 'kept');
      } catch {
        // the tab's storage is full; the database has more room
      }
    }
    const written = this.turn.then(() => this.write(text));
    this.turn = written;
    return written;
  }
  private async write(text: string): Promise<Outcome> {
    try {
      const id = await this.own();
      await write(id, text);
      this.place.remove(KEY);
      this.place.set(KEY, AT + id);
      this.fresh();
      return 'kept';
    } catch {
      this.stale();
      return 'full';
    }
  }
  private fresh(): void {
    this.place.set(STALE, '0');
  }
  private stale(): void {
    try {
      if (this.place.get(KEY) !== undefined) this.place.set(STALE, '1');
    } catch {
      // what is kept is older than what is told of it: better none
      this.forget();
    }
  }

  /** What was kept; undefined for nothing. `stale`: something newer found no room. @throws when the database fails */
  async kept(): Promise<{ text: string; stale: boolean } | undefined> {
    const value = this.place.get(KEY);
    if (value === undefined) return undefined;
    if (value.startsWith(AT)) await this.own();
    const text = await this.text(value);
    // the database was emptied by somebody else: nothing to offer
    return text === undefined ? undefined : { text, stale: this.place.get(STALE) === '1' };
  }
  private async text(value: string): Promise<string | undefined> {
    return value.startsWith(AT) ? read(value.slice(1)) : value;
  }
  /** Forgets what was kept. */
  forget(): void {
    const value = this.place.get(KEY);
    this.place.remove(KEY);
    this.place.remove(STALE);
    if (value?.startsWith(AT) === true && value.slice(1) === this.id)
      this.turn = this.turn.then(() => forget(value.slice(1))).catch(() => {});
  }

  // --- put aside

  /** Puts what was kept aside, so that nothing is written over it. */
  setAside(): void {
    const value = this.place.get(KEY);
    if (value === undefined) return;
    const n = Math.max(0, ...this.numbers()) + 1;
    this.place.remove(KEY);
    this.place.remove(STALE);
    this.place.set(ASIDE + n, value);
    // the next long text gets an id of its own
    this.id = undefined;
  }
  private numbers(): number[] {
    return this.place
      .keys()
      .filter((k) => k.startsWith(ASIDE))
      .map((k) => Number(k.slice(ASIDE.length)))
      .filter(Number.isInteger);
  }
  /** Numbers of the texts that were put aside. @param untold only those that nobody was told of */
  asides(untold = false): number[] {
    const told = untold ? Number(this.place.get(TOLD) ?? 0) : 0;
    return this.numbers()
      .filter((n) => n > told)
      .sort((a, b) => a - b);
  }
  /** One of them. */
  async aside(n: number): Promise<string | undefined> {
    const value = this.place.get(ASIDE + n);
    return value === undefined ? undefined : this.text(value);
  }
  /** Somebody has been told of those up to a number; they stay. */
  tell(n: number): void {
    try {
      this.place.set(TOLD, String(n));
    } catch {
      // it will be told again
    }
  }
}
