// What commands of the CLI are made of, and what they share.

import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { ApiError, ConnectionError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import { sha256hex } from '../fs/digest.ts';
import type { Cancelled } from './cancel.ts';
import type { CommandSpec } from './tree.ts';
import type { Flags } from './flags.ts';

/** A failure of a command: text for standard error (without a newline) and exit status. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

/** What a command works with. */
/** Clients whose command answers signals by itself. */
const answering = new WeakSet<Process>();

export class Cli {
  constructor(
    readonly p: Process,
    readonly api: DockerApi,
    readonly command: CommandSpec,
    readonly flags: Flags,
    readonly args: string[],
    /** `docker --debug`. */
    readonly debug = false,
  ) {}
  /** The command answers Ctrl-C and its like by itself for now: true of its process, whichever part of it asks. */
  get answersSignals(): boolean {
    return answering.has(this.p);
  }
  set answersSignals(on: boolean) {
    if (on) answering.add(this.p);
    else answering.delete(this.p);
  }
  *print(text: string): Task {
    yield* this.p.print(text);
  }
  *error(text: string): Task {
    yield* this.p.eprint(text);
  }
  get now(): number {
    return this.p.kernel.now;
  }
  /** Is standard output a terminal? */
  get terminal(): boolean {
    return this.p.isatty(1);
  }
  get columns(): number {
    return this.p.fds.get(1)?.tty?.columns ?? 80;
  }
}

/** How many arguments a command takes. */
export type ArgRule = { min: number; max: number };

export interface Implementation {
  readonly args: ArgRule;
  /** Flags after the first argument belong to the arguments. */
  readonly stopAtFirst?: boolean;
  readonly validators?: Readonly<Record<string, (value: string) => string | undefined>>;
  /** Errors get `docker: ` before and the pointer to --help after, exit 125 (run). */
  readonly loud?: boolean;
  readonly cancelled?: Cancelled;
  readonly run: (cli: Cli) => Task<number>;
}

/** Content trust is off, as it is by default; asking for it is refused. @throws CliError */
export function withoutTrust(cli: Cli): void {
  if (cli.flags.given('disable-content-trust') && !cli.flags.bool('disable-content-trust'))
    throw new CliError("drydock: content trust ('--disable-content-trust=false') is not simulated");
}

/** What the client itself says of a name that is none; the daemon is not asked. */
const EMPTY_REF = /^invalid (container|network|volume) name or ID: value is empty$/;

/** Text of a daemon's refusal. */
export function daemonText(error: ApiError): string {
  if (error instanceof ConnectionError) return error.message;
  return error.message.startsWith('drydock: ') || EMPTY_REF.test(error.message)
    ? error.message
    : `Error response from daemon: ${error.message}`;
}

/** Runs one operation for each name; failures are printed and make the status 1, the rest goes on. */
export function* forEach(
  cli: Cli,
  names: readonly string[],
  act: (name: string) => Task<string | undefined>,
): Task<number> {
  const errors: string[] = [];
  for (const name of names) {
    try {
      const out = yield* act(name);
      if (out !== undefined) yield* cli.print(out);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      errors.push(daemonText(error));
    }
  }
  for (const e of errors) yield* cli.error(`${e}\n`);
  return errors.length > 0 ? 1 : 0;
}

export const CONTEXT_META = (name: string): string => `/root/.docker/contexts/meta/${sha256hex(name)}/meta.json`;

/** Contexts that were created, kept in the home directory as the real CLI does. */
export function contexts(p: Process): Map<string, { host: string; description: string }> {
  const out = new Map<string, { host: string; description: string }>();
  const dir = `${p.getenv('HOME') ?? '/root'}/.docker/contexts/meta`;
  if (!p.fs.isDir(dir)) return out;
  for (const id of p.fs.readdir(dir)) {
    try {
      const meta = JSON.parse(p.fs.readText(`${dir}/${id}/meta.json`)) as {
        Name: string;
        Metadata: { Description?: string };
        Endpoints: { docker: { Host: string } };
      };
      out.set(meta.Name, { host: meta.Endpoints.docker.Host, description: meta.Metadata.Description ?? '' });
    } catch {
      // a folder that is not ours
    }
  }
  return out;
}

/** Name of the context in force. */
export function currentContext(p: Process): string {
  const path = `${p.getenv('HOME') ?? '/root'}/.docker/config.json`;
  if (!p.fs.exists(path)) return 'default';
  try {
    return (JSON.parse(p.fs.readText(path)) as { currentContext?: string }).currentContext ?? 'default';
  } catch {
    return 'default';
  }
}

/** Exit status of `docker run` for a failed start, by what the error says. */
export function exitCodeOf(message: string): number {
  if (/executable file not found|no such file or directory|system cannot find the file specified/.test(message))
    return 127;
  return /permission denied|is a directory/.test(message) ? 126 : 125;
}
