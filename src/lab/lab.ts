// One session: a machine with somebody at its terminal, how fast time goes, and a log of all that came in.

import type { completeDocker } from '../cli/completion.ts';
import { encode } from '../fs/bytes.ts';
import { pageLanguages, type Spoken } from '../kernel/language.ts';
import type { Process } from '../kernel/process.ts';
import type { Tty } from '../kernel/tty.ts';
import { editRequests } from '../programs/system/edit.ts';
import type { BrowserAnswer } from './browse.ts';
import { installCompleters } from './completers.ts';
import {
  type BrowserRequest,
  gpuOrigin,
  type Input,
  type LogEntry,
  type Moment,
  momentOf,
  type SessionLog,
} from './log.ts';
import type { Login } from './login.ts';
import { Machine, type MachineOptions, type Parts } from './machine.ts';
import { Output } from './output.ts';
import { Past } from './past.ts';
import { placeFiles, removeAll, type StartFiles } from './hostfiles.ts';
import { pathFits } from './limits.ts';
import { FsError } from '../fs/node.ts';

/** How virtual time follows real time. */
export type Speed = 'real' | 'fast' | 'instant';

export interface LabOptions extends MachineOptions {
  readonly parts: Parts;
  /** What Tab offers after `docker`, when that is known. */
  readonly completer: () => typeof completeDocker | undefined;
  readonly user?: string;
  /** Name of the scenario that the files are of, for the log. */
  readonly scenario?: string | undefined;
  /** Folder to begin in. */
  readonly cwd?: string;
  /** Files of the scenario. */
  readonly files?: StartFiles;
  readonly columns?: number;
  readonly rows?: number;
}

const TURNS = 400;
/** Real ms of computing in one call of `advance`. */
const BUDGET = 9;

export class Lab {
  readonly machine: Machine;
  readonly tty: Tty;
  /** The shells at the terminal, one after another. */
  readonly login: Login;
  /** All that came in from outside. */
  readonly log: LogEntry[] = [];
  /** What the terminal showed. */
  readonly output = new Output();
  /** A frame for each command. */
  readonly past: Past;
  speed: Speed = 'fast';
  /** Simulated time stands still. */
  paused = false;
  /** Virtual ms when the lab began. */
  readonly began: number;
  private readonly origin: SessionLog['origin'];
  private readonly browser: Parts['browser'];
  /** Keys that came while the machine stood still. */
  private waiting: Input[] = [];
  /** Real time that did not make a whole virtual ms yet. */
  private rest = 0;
  private heldSince: number | undefined;
  private readonly outputs = new Set<(bytes: Uint8Array) => void>();
  private readonly edits = new Set<(path: string) => void>();

  constructor(options: LabOptions) {
    const user = options.user ?? 'student';
    this.machine = new Machine(options.parts, options);
    this.browser = options.parts.browser;
    this.began = this.machine.kernel.now;
    placeFiles(this.machine, options.files ?? {}, user === 'root' ? 0 : 1000);
    const size = { columns: options.columns ?? 100, rows: options.rows ?? 24 };
    this.origin = { scenario: options.scenario, seed: options.seed ?? 1, ...size, ...gpuOrigin(options.gpus) };
    this.login = this.machine.login(user, options.cwd, size);
    const { tty } = this.login;
    this.tty = tty;
    tty.output = (bytes) => {
      this.output.add(bytes);
      for (const f of this.outputs) f(bytes);
    };
    // a window of another size comes from outside, whoever tells the terminal
    tty.resized.add(() => {
      if (this.machine.kernel.running === undefined) this.note({ kind: 'size', columns: tty.columns, rows: tty.rows });
    });
    this.past = new Past(this, () => options.parts.late.get()?.facts);
    editRequests.set(this.machine.kernel, (r) => {
      for (const f of this.edits) f(r.path);
    });
    installCompleters(this.machine, options.completer);
  }

  /** Calls `f` with everything that the terminal shows. */
  onOutput(f: (bytes: Uint8Array) => void): () => void {
    this.outputs.add(f);
    return () => this.outputs.delete(f);
  }
  /** Calls `f` when a program wants a file of the host edited. */
  onEdit(f: (path: string) => void): () => void {
    this.edits.add(f);
    return () => this.edits.delete(f);
  }

  /** What is typed, as bytes. */
  type(text: string): void {
    this.put({ kind: 'keys', text });
  }
  /** A whole line at a prompt. */
  enter(line: string): void {
    this.type(`${line}\r`);
  }
  /** The window's new size. */
  resize(columns: number, rows: number): void {
    if (columns !== this.tty.columns || rows !== this.tty.rows) this.put({ kind: 'size', columns, rows });
  }

  /** The page speaks this language from now on; what the machine says of its own follows it. */
  speak(language: Spoken): void {
    if (language !== (pageLanguages.get(this.machine.kernel) ?? 'en')) this.put({ kind: 'language', language });
  }

  /** Now, as the log counts. */
  get moment(): Moment {
    return momentOf(this.machine.kernel, this.began);
  }
  /** The session so far. */
  session(): SessionLog {
    return { origin: this.origin, entries: [...this.log], end: this.moment };
  }

  private note(input: Input): void {
    this.log.push({ ...this.moment, input });
  }

  /**
   * Something comes in from outside; it is written into the log. Keys wait while the machine stands still.
   * @throws FsError when a file operation is refused
   */
  put(input: Input): void {
    if (input.kind === 'keys' && this.machine.kernel.standing) {
      this.waiting.push(input);
      return;
    }
    if (input.kind === 'size') return this.tty.resize(input.columns, input.rows);
    // what no session could hold does not come into one
    for (const path of [...('path' in input ? [input.path] : []), ...('to' in input ? [input.to] : [])]) {
      if (!pathFits(path)) throw new FsError('ENAMETOOLONG', path);
    }
    this.note(input);
    const { fs } = this.shell;
    switch (input.kind) {
      case 'keys':
        return this.tty.input(encode(input.text));
      case 'language':
        return void pageLanguages.set(this.machine.kernel, input.language);
      case 'write':
        return fs.writeFile(input.path, input.data);
      case 'folder':
        return fs.mkdirp(input.path);
      case 'remove':
        return removeAll(fs, input.path);
      case 'rename':
        return fs.rename(input.path, input.to);
      case 'request':
        this.ask(input.request, () => {});
    }
  }

  /** Asks a server as the browser tab does. `done` comes when an answer or a failure is there. */
  browse(request: BrowserRequest, done: (answer: BrowserAnswer) => void): void {
    this.note({ kind: 'request', request });
    this.ask(request, done);
  }
  private ask(request: BrowserRequest, done: (answer: BrowserAnswer) => void): void {
    const { machine } = this;
    machine.kernel.start(machine.asUser('root', '/', ['browser'], new Map()), this.browser(request, done));
  }

  /** Does a shell wait for a line at the innermost terminal? */
  get atPrompt(): boolean {
    return this.tty.innermost().editor !== undefined;
  }
  /** Does a program read from the terminal? */
  get reading(): boolean {
    return this.tty.innermost().readable.waiters.size > 0;
  }
  /** The shell at the terminal; when it ends, the next one. */
  get shell(): Process {
    return this.login.shell;
  }

  /** Factor of virtual to real time now. */
  private factor(real: number): number {
    if (this.atPrompt || this.reading || this.machine.kernel.outsiders > 0 || this.machine.kernel.standing) {
      this.heldSince = undefined;
      return 1;
    }
    this.heldSince ??= real;
    if (this.speed === 'real') return 1;
    const held = (real - this.heldSince) / 1000;
    // a command that holds the console may take about three seconds; one that still runs then is a server
    if (held > 3.2) return 1;
    return held < 0.12 ? 1 : Math.min(500, 2 ** ((held - 0.12) * 8));
  }

  /**
   * Lets the machine run for a piece of real time.
   * @param real a clock of the caller in ms, `elapsed` since the last call; `clock` reads that clock again
   * @returns is there more to do at once?
   */
  advance(real: number, elapsed: number, clock: () => number): boolean {
    const { kernel } = this.machine;
    const busy = !(this.atPrompt || this.reading);
    if (this.paused) return false;
    if (!kernel.standing) for (const input of this.waiting.splice(0)) this.put(input);
    const instant = this.speed === 'instant' && busy && kernel.outsiders === 0;
    // whole ms, so that the moments of a log are short
    this.rest += Math.min(elapsed, 250) * this.factor(real);
    const whole = Math.floor(this.rest);
    this.rest -= whole;
    const until = instant ? Infinity : Math.floor(kernel.now) + whole;
    const stop = instant ? (): boolean => this.atPrompt || this.reading || kernel.outsiders > 0 : undefined;
    const limit = clock() + BUDGET;
    for (;;) {
      const why = kernel.run({
        turns: TURNS,
        ...(until === Infinity ? {} : { until }),
        ...(stop === undefined ? {} : { stop }),
      });
      if (why !== 'budget') return false;
      if (clock() >= limit) return true;
    }
  }

  /** Runs without waiting until a prompt or a reader is there (for tests and links); false when it never came. */
  settle(limit = 2_000_000): boolean {
    const { kernel } = this.machine;
    kernel.run({ turns: limit, stop: () => (this.atPrompt || this.reading) && !kernel.busy });
    return this.atPrompt || this.reading;
  }

  /** A file's text on the host; undefined when there is none. */
  readFile(path: string): string | undefined {
    try {
      return this.shell.fs.readText(path);
    } catch {
      return undefined;
    }
  }
  /** Writes a file of the host as the user at the terminal, keeping its mode. @throws FsError */
  writeFile(path: string, content: string | Uint8Array): void {
    this.put({ kind: 'write', path, data: typeof content === 'string' ? encode(content) : content });
  }
  /** Makes a folder with all that is missing on the way. @throws FsError */
  makeFolder(path: string): void {
    this.put({ kind: 'folder', path });
  }
  /** Removes a file, or a folder with all that is in it. @throws FsError */
  remove(path: string): void {
    this.put({ kind: 'remove', path });
  }
  /** @throws FsError */
  rename(path: string, to: string): void {
    this.put({ kind: 'rename', path, to });
  }
  /** Names in a folder of the host with their kinds; empty when it may not be read. */
  listDir(path: string): { name: string; dir: boolean }[] {
    try {
      return this.shell.fs
        .readdir(path)
        .map((name) => ({ name, dir: this.shell.fs.isDir(`${path === '/' ? '' : path}/${name}`) }));
    } catch {
      return [];
    }
  }
}
