// A terminal: the line discipline between what a person types and what programs read.

import { concat, decode, encode, EMPTY } from '../fs/bytes.ts';
import { type Task, WaitQueue, waitFor } from './block.ts';
import type { Kernel } from './kernel.ts';
import { SIGNALS } from './signals.ts';

const CTRL_C = 3,
  CTRL_D = 4,
  CTRL_R = 18,
  CTRL_U = 21,
  CTRL_V = 22,
  CTRL_W = 23,
  CTRL_Z = 26,
  CTRL_BACKSLASH = 28,
  BACKSPACE = 8,
  DELETE = 127,
  BELL = 7,
  CR = 13,
  LF = 10;

/** What an interactive program offers to whoever edits its lines (the page's console). */
export interface LineEditor {
  /** The program reads as the terminal gives it (dash); others edit lines themselves, as readline does. */
  readonly cooked?: boolean;
  /** Does it ring where a key can do nothing? */
  readonly bell?: boolean;
  /** Is Ctrl-C of no effect at its prompt? */
  readonly deaf?: () => boolean;
  readonly history: readonly string[];
  /** Completions of the word that ends at `at`, and where it begins. */
  complete(line: string, at: number): { from: number; options: readonly string[] };
}

/** Somebody who follows what interactive shells do, at any terminal of the machine. */
export interface ShellWatch {
  /** A shell is about to show its prompt; `status` is the one of its last command. */
  prompt(tty: Tty, status: number): void;
  /** A shell is about to run what was typed. */
  run(tty: Tty, text: string): void;
}

export class Tty {
  /** Canonical mode: lines are edited here and given to readers whole. Off in raw mode. */
  canonical = true;
  echo = true;
  /** Does the key Enter give a newline (icrnl)? */
  translate = true;
  signals = true;
  columns = 80;
  rows = 24;
  /** Process group that is in the foreground. */
  foreground = 0;
  /** Groups of the shells that share out the foreground here, the innermost last; dead ones may be among them. */
  readonly shells: number[] = [];
  /** The terminal that this one's bytes go to while `docker run -it` and the like relay it. */
  relay: Tty | undefined;
  /** Who edits lines here: an interactive shell that waits at its prompt. */
  private editing: LineEditor | undefined;
  readonly readable = new WaitQueue();
  /** How often somebody began to wait for input here. */
  asked = 0;
  private line: number[] = [];
  /** What readers get, line by line in canonical mode; an empty one is the end of the file that Ctrl-D makes. */
  private ready: Uint8Array[] = [];
  /** The next byte is no key but itself: Ctrl-V came before it. */
  private quoted = false;
  private hungUp = false;
  /** Where output goes. */
  output: (bytes: Uint8Array) => void = () => {};
  /** Told when the window changes its size. */
  readonly resized = new Set<() => void>();

  constructor(
    private readonly kernel: Kernel,
    readonly name: string,
  ) {}

  /** A program writes: `\n` becomes `\r\n`. */
  write(bytes: Uint8Array): void {
    let extra = 0;
    for (const b of bytes) if (b === LF) extra++;
    if (extra === 0 || (!this.canonical && !this.postprocess)) return this.output(bytes);
    const out = new Uint8Array(bytes.length + extra);
    let at = 0;
    for (const b of bytes) {
      if (b === LF) out[at++] = CR;
      out[at++] = b;
    }
    this.output(out);
  }

  /** `\n` to `\r\n` on output; off while this terminal is a raw relay. */
  postprocess = true;

  /** A person types. */
  input(bytes: Uint8Array): void {
    if (!this.canonical) {
      if (this.translate) bytes = bytes.map((b) => (b === CR ? LF : b));
      // a signal key throws away what came before it and was not read
      let from = 0;
      if (this.signals) bytes.forEach((b, i) => (from = this.signalKey(b) ? i + 1 : from));
      if (from < bytes.length) this.ready.push(bytes.subarray(from));
      if (this.echo) for (const b of bytes.subarray(from)) this.show(b);
      this.readable.wake();
      return;
    }
    for (const raw of bytes) {
      const b = raw === CR && this.translate ? LF : raw;
      if (this.quoted) {
        this.quoted = false;
        this.line.push(raw);
        if (this.echo) this.show(raw);
        continue;
      }
      if (this.signals && this.signalKey(b)) continue;
      if (b === CTRL_D && this.line.length > 0 && this.editsItself) {
        if (this.editing?.bell === true) this.write(new Uint8Array([BELL]));
        continue;
      }
      if (b === BACKSPACE || b === DELETE) this.erase(1);
      else if (b === CTRL_U) this.erase(this.line.length);
      else if (b === CTRL_W) {
        const text = decode(new Uint8Array(this.line));
        this.erase(encode(text.slice(text.trimEnd().lastIndexOf(' ') + 1)).length);
      } else if (b === CTRL_V && !this.editsItself) {
        this.quoted = true;
        if (this.echo) this.write(encode('^\b'));
      } else if (b === CTRL_R && this.echo && !this.editsItself) {
        this.show(b);
        this.show(LF);
        this.write(new Uint8Array(this.line));
      } else if (b === CTRL_D) {
        this.flush();
      } else {
        this.line.push(b);
        if (this.echo || b === LF) this.show(b);
        if (b === LF) this.flush();
      }
    }
  }

  private show(b: number): void {
    if (!this.echo && b === LF) return this.write(new Uint8Array([LF]));
    if (b === LF || b === 9 || b >= 32) this.write(new Uint8Array([b]));
    else this.write(encode('^' + String.fromCharCode(b + 64)));
  }

  private erase(count: number): void {
    for (let i = 0; i < count && this.line.length > 0; i++) {
      let b = this.line.pop()!;
      while (b >= 0x80 && b < 0xc0 && this.line.length > 0) b = this.line.pop()!;
      if (this.echo) this.write(encode('\b \b'));
    }
  }

  private flush(): void {
    this.ready.push(new Uint8Array(this.line));
    this.line = [];
    this.readable.wake();
  }

  private signalKey(b: number): boolean {
    const signal =
      b === CTRL_C ? SIGNALS.INT : b === CTRL_BACKSLASH ? SIGNALS.QUIT : b === CTRL_Z ? SIGNALS.TSTP : undefined;
    if (signal === undefined) return false;
    // at its prompt readline has the keys: the shell ignores these two signals, and the line stays as it is
    if (this.editsItself && (signal !== SIGNALS.INT || this.editing?.deaf?.() === true)) return true;
    this.line = [];
    this.ready = [];
    if (this.echo) this.write(encode('^' + String.fromCharCode(b + 64)));
    this.kernel.signalGroup(this.receiver(), signal);
    return true;
  }

  /** Does the program at the terminal read key by key and edit the line by itself? */
  private get editsItself(): boolean {
    return this.editing !== undefined && this.editing.cooked !== true;
  }

  get editor(): LineEditor | undefined {
    return this.editing;
  }

  /**
   * A shell waits at its prompt from now on, or does so no more. One that edits lines itself shows again what was typed
   * before, and a Ctrl-D of that time means nothing to it.
   */
  set editor(editor: LineEditor | undefined) {
    this.editing = editor;
    if (!this.editsItself || !this.canonical) return;
    this.ready = this.ready.filter((x) => x.length > 0);
    for (const piece of this.ready) {
      this.write(piece);
      if (piece.at(-1) === LF) return;
    }
    this.write(new Uint8Array(this.line));
  }

  /** Who gets a signal key: the foreground, or, when that has just ended, the shell that is about to take it back. */
  private receiver(): number {
    if (this.kernel.hasGroup(this.foreground)) return this.foreground;
    while (this.shells.length > 0 && !this.kernel.hasGroup(this.shells.at(-1)!)) this.shells.pop();
    return this.shells.at(-1) ?? this.foreground;
  }

  /** As it was when it was made, but for what was typed already: a new login begins. */
  reset(): void {
    this.canonical = this.echo = this.translate = this.signals = this.postprocess = true;
    this.editing = undefined;
    this.shells.length = 0;
  }

  /** The line being typed so far (canonical mode). */
  get pendingLine(): string {
    return decode(new Uint8Array(this.line));
  }

  /** Is there something that a read would get at once? */
  get hasInput(): boolean {
    return this.ready.length > 0 || this.hungUp;
  }

  /** The terminal went away: readers get the end of the file, the foreground group a hangup. */
  hangUp(): void {
    this.hungUp = true;
    this.readable.wake();
    if (this.foreground > 0) this.kernel.signalGroup(this.foreground, SIGNALS.HUP);
  }

  *read(max: number, deadline?: number): Task<Uint8Array | 'signal' | 'timeout'> {
    this.asked++;
    while (this.ready.length === 0) {
      if (this.hungUp) return EMPTY;
      const why = yield* waitFor([this.readable], deadline);
      if (why !== 'ready' && !this.hasInput) return why;
    }
    const bytes = this.canonical ? this.ready.shift()! : concat(this.ready.splice(0));
    if (bytes.length <= max) return bytes;
    this.ready.unshift(bytes.subarray(max));
    return bytes.subarray(0, max);
  }

  resize(columns: number, rows: number): void {
    if (columns === this.columns && rows === this.rows) return;
    this.columns = columns;
    this.rows = rows;
    if (this.foreground > 0) this.kernel.signalGroup(this.foreground, SIGNALS.WINCH);
    for (const f of this.resized) f();
  }

  /** The innermost terminal that a typed key reaches. */
  innermost(): Tty {
    return this.relay === undefined ? this : this.relay.innermost();
  }
}
