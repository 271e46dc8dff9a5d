// One session: a machine with somebody at its terminal, how fast time goes, and a log of what was typed.

import type { completeDocker } from '../cli/completion.ts';
import { familiar, parseReference } from '../engine/reference.ts';
import { encode } from '../fs/bytes.ts';
import { nextIno } from '../fs/cell.ts';
import { putAt } from '../fs/tree.ts';
import type { Process } from '../kernel/process.ts';
import type { Tty } from '../kernel/tty.ts';
import { editRequests } from '../programs/system/screen.ts';
import { Machine, type MachineOptions, type Parts } from './machine.ts';

/** How virtual time follows real time. */
export type Speed = 'real' | 'fast' | 'instant';

export interface LabOptions extends MachineOptions {
  readonly parts: Parts;
  /** What Tab offers after `docker`, when that is known. */
  readonly completer: () => typeof completeDocker | undefined;
  readonly user?: string;
  /** Folder to begin in. */
  readonly cwd?: string;
  /** Files of the scenario: path → text, or text with a mode. A link is `{link}`. */
  readonly files?: Readonly<Record<string, string | { text: string; mode: number } | { link: string }>>;
  readonly columns?: number;
  readonly rows?: number;
}

/** A line that was typed, and when. */
export interface LogEntry {
  /** Virtual ms since the lab began. */
  readonly at: number;
  readonly line: string;
}

const TURNS = 400;
/** Real ms of computing in one call of `advance`. */
const BUDGET = 9;

export class Lab {
  readonly machine: Machine;
  readonly tty: Tty;
  readonly shell: Process;
  readonly log: LogEntry[] = [];
  speed: Speed = 'fast';
  private readonly started: number;
  private heldSince: number | undefined;
  private readonly outputs = new Set<(bytes: Uint8Array) => void>();
  private readonly edits = new Set<(path: string) => void>();

  constructor(options: LabOptions) {
    const user = options.user ?? 'student';
    this.machine = new Machine(options.parts, options);
    this.started = this.machine.kernel.now;
    this.place(options.files ?? {}, user === 'root' ? 0 : 1000);
    const { tty, shell } = this.machine.login(user, options.cwd, { columns: options.columns ?? 100, rows: options.rows ?? 24 });
    this.tty = tty;
    this.shell = shell;
    tty.output = (bytes) => {
      for (const f of this.outputs) f(bytes);
    };
    editRequests.set(this.machine.kernel, (r) => {
      for (const f of this.edits) f(r.path);
    });
    const { kernel } = this.machine;
    kernel.completers.set('docker', (_p, args, word) => {
      const complete = options.completer();
      if (complete === undefined) return undefined;
      const { engine } = this.machine;
      return complete({
        containers: (running) => [...engine.state.containers.values()].filter((c) => !running || c.state === 'running').map((c) => c.name),
        images: () => engine.images.list({ all: true, filters: {} }).flatMap((i) => i.RepoTags.map((t) => familiar(parseReference(t)))),
        volumes: () => [...engine.state.volumes.keys()],
        networks: () => [...engine.state.networks.values()].map((n) => n.name),
      }, args, word);
    });
  }

  private place(files: NonNullable<LabOptions['files']>, uid: number): void {
    let tree = this.machine.disk.snapshot();
    const mtime = this.machine.kernel.now;
    for (const [path, content] of Object.entries(files)) {
      const parts = path.split('/').filter((x) => x !== '');
      const meta = { uid, gid: uid, mtime };
      const node = typeof content === 'object' && 'link' in content
        ? { kind: 'link' as const, ...meta, mode: 0o777, target: content.link }
        : { kind: 'file' as const, ...meta, mode: typeof content === 'string' ? 0o644 : content.mode, ino: nextIno(), data: encode(typeof content === 'string' ? content : content.text) };
      for (let k = 3; k < parts.length; k++) {
        let at: ReturnType<typeof tree.entries.get> = tree;
        for (const part of parts.slice(0, k)) at = at?.kind === 'dir' ? at.entries.get(part) : undefined;
        if (at === undefined) tree = putAt(tree, parts.slice(0, k), { kind: 'dir', ...meta, mode: 0o755, entries: new Map() }, { owner: {}, mtime });
      }
      tree = putAt(tree, parts, node, { owner: {}, mtime });
    }
    this.machine.disk.replace({ ...tree, owner: undefined });
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
    this.tty.input(encode(text));
  }
  /** A whole line at a prompt. */
  enter(line: string): void {
    this.log.push({ at: this.machine.kernel.now - this.started, line });
    this.type(`${line}\r`);
  }

  /** Does a shell wait for a line at the innermost terminal? */
  get atPrompt(): boolean {
    return this.tty.innermost().editor !== undefined;
  }
  /** Does a program read from the terminal? */
  get reading(): boolean {
    return this.tty.innermost().readable.waiters.size > 0;
  }
  get ended(): boolean {
    return this.shell.status !== undefined;
  }

  /** Factor of virtual to real time now. */
  private factor(real: number): number {
    if (this.atPrompt || this.reading || this.machine.kernel.outsiders > 0) {
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
    const instant = this.speed === 'instant' && busy && kernel.outsiders === 0;
    const until = instant ? Infinity : kernel.now + Math.min(elapsed, 250) * this.factor(real);
    const stop = instant ? (): boolean => this.atPrompt || this.reading || kernel.outsiders > 0 : undefined;
    const limit = clock() + BUDGET;
    for (;;) {
      const why = kernel.run({ turns: TURNS, ...(until === Infinity ? {} : { until }), ...(stop === undefined ? {} : { stop }) });
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
  /** Writes a file of the host as the user at the terminal, keeping its mode. */
  writeFile(path: string, text: string): void {
    this.shell.fs.writeFile(path, encode(text));
  }
  /** Names in a folder of the host with their kinds; empty when it may not be read. */
  listDir(path: string): { name: string; dir: boolean }[] {
    try {
      return this.shell.fs.readdir(path).map((name) => ({ name, dir: this.shell.fs.isDir(`${path === '/' ? '' : path}/${name}`) }));
    } catch {
      return [];
    }
  }
}
