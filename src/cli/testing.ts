// For the tests of the commands: an engine that answers from a table, and a machine with nothing but the client.

import { expect, it } from 'vitest';
import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import type { AttachStream, OutputChunk, Stream } from '../api/stream.ts';
import { concat, decode, encode } from '../fs/bytes.ts';
import { Cell } from '../fs/cell.ts';
import { emptyDir } from '../fs/node.ts';
import { WaitQueue, waitFor } from '../kernel/block.ts';
import { ALL_CAPS } from '../kernel/caps.ts';
import { BytesFile, type OpenFile, SinkFile, TtyFile } from '../kernel/files.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Process, type ProcessSpec } from '../kernel/process.ts';
import { Tty } from '../kernel/tty.ts';
import { MountNs } from '../kernel/vfs.ts';
import { dockerProgram } from './docker.ts';

/** What an operation answers: a value, a refusal, or a function of its arguments that returns or throws one. */
export type Answers = { readonly [K in keyof DockerApi]?: unknown };

/** An operation that was asked for, and its arguments. */
export type Asked = readonly [operation: string, ...args: unknown[]];

/** An engine that notes what it is asked and answers from a table; what is not in the table answers nothing. */
export function fakeApi(answers: Answers): { readonly api: DockerApi; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const api = new Proxy({} as DockerApi, {
    get: (_, operation: string) =>
      function* (...args: unknown[]) {
        asked.push([operation, ...args]);
        const row = answers[operation as keyof DockerApi];
        const answer: unknown = typeof row === 'function' ? (row as (...a: unknown[]) => unknown)(...args) : row;
        if (answer instanceof Error) throw answer;
        return answer;
      },
  });
  return { api, asked };
}

/** The daemon's refusal, for a table of answers. */
export function refusal(status: ApiError['status'], message: string): ApiError {
  return new ApiError(status, message);
}

/** `No such container: NAME`, for every name but those that are there. */
export function onlyContainers(...there: string[]) {
  return (name: string): ApiError | undefined =>
    there.includes(name) ? undefined : refusal(404, `No such container: ${name}`);
}

/** A stream of things that are there already. */
export function streamOf<T>(...items: T[]): Stream<T> {
  const left = [...items];
  return {
    *next() {
      return left.shift();
    },
    close: () => {},
  };
}

/** What a container or exec wrote, as `logs` and `attach` deliver it. */
export function chunk(stream: 1 | 2, text: string): OutputChunk {
  return { stream, bytes: encode(text) };
}

/** The stream of an attached container or exec that writes and ends; what it is sent is lost. */
export function attachOf(...items: OutputChunk[]): AttachStream {
  return {
    ...streamOf(...items),
    raw: false,
    *write() {},
    closeWrite: () => {},
    resize: () => {},
    terminal: undefined,
  };
}

/** What stands around a command. */
export interface Around {
  readonly answers?: Answers;
  /** Standard input; it is empty and no terminal unless told otherwise. */
  readonly stdin?: string;
  /** Files by their paths; the command runs in `/root`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** All three streams are a terminal. */
  readonly terminal?: boolean;
  /** What is typed there a second after the start. */
  readonly typed?: string;
  /** A signal that the command gets after three seconds. */
  readonly signal?: number;
  /** Symbolic links, by their paths. */
  readonly links?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  readonly asked: readonly Asked[];
  /** A file's text afterwards; undefined when there is none. */
  readonly file: (path: string) => string | undefined;
  /** Every file afterwards, by its path. */
  readonly files: () => ReadonlyMap<string, string>;
}

/** When the machine of a test starts. */
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

function filesBelow(p: Process, at: string): Map<string, string> {
  const out = new Map<string, string>();
  for (const name of p.fs.readdir(at === '' ? '/' : at)) {
    const path = `${at}/${name}`;
    const node = p.fs.lstat(path);
    if (node.kind === 'dir') for (const [k, v] of filesBelow(p, path)) out.set(k, v);
    else if (node.kind === 'file') out.set(path, decode(node.data));
  }
  return out;
}

/** The stream of an attached container that ends when a `q` is typed, or `end` is called. */
export function dialogue(): { readonly stream: AttachStream; end(): void } {
  const woken = new WaitQueue();
  let over = false;
  const end = (): void => {
    over = true;
    woken.wake();
  };
  return {
    end,
    stream: {
      ...attachOf(),
      *next() {
        if (!over) yield* waitFor([woken]);
        return undefined;
      },
      *write(bytes: Uint8Array) {
        if (bytes.includes(113)) end();
      },
    },
  };
}

/** Runs `docker …` against a fake engine. @param line words, parted by blanks where it is one text */
export function docker(line: string | readonly string[], around: Around = {}): Outcome {
  const { api, asked } = fakeApi(around.answers ?? {});
  const kernel = new Kernel({ get: () => undefined }, { seed: 1, now: NOW });
  const root = { cell: new Cell(emptyDir()), sub: [], readOnly: false, type: 'ext4', source: '/dev/sda1' };
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const tty = around.terminal === true ? new Tty(kernel, 'pts/0') : undefined;
  if (tty !== undefined) tty.output = (b) => out.push(b.slice());
  const terminal = tty === undefined ? undefined : new TtyFile(tty);
  const spec: ProcessSpec = {
    argv: ['docker', ...(typeof line === 'string' ? line.split(' ') : line)],
    env: new Map(Object.entries({ HOME: '/root', ...around.env })),
    cwd: '/root',
    uid: 0,
    gid: 0,
    groups: [],
    caps: ALL_CAPS,
    mounts: new MountNs({ at: '/', ...root, options: 'rw' }),
    pids: kernel.hostPids,
    net: kernel.net.host,
    uts: { hostname: 'test', domainname: '' },
    fds: new Map<number, OpenFile>([
      [0, terminal ?? new BytesFile(encode(around.stdin ?? ''))],
      [1, terminal ?? new SinkFile((b) => out.push(b.slice()))],
      [2, terminal ?? new SinkFile((b) => err.push(b.slice()))],
    ]),
    tty,
  };
  const looker = new Process(kernel, 0, spec, undefined);
  looker.fs.mkdirp('/root');
  for (const [path, text] of Object.entries(around.files ?? {})) {
    looker.fs.mkdirp(path.slice(0, path.lastIndexOf('/')) || '/');
    looker.fs.writeFile(path, encode(text));
  }
  for (const [path, target] of Object.entries(around.links ?? {})) looker.fs.symlink(target, path);
  const p = kernel.start(
    spec,
    dockerProgram(() => api),
  );
  if (around.typed !== undefined) kernel.clock.schedule(NOW + 1000, () => tty?.input(encode(around.typed!)));
  if (around.signal !== undefined) kernel.clock.schedule(NOW + 3000, () => kernel.signal(p, around.signal!));
  kernel.run({ turns: 10_000, stop: () => p.status !== undefined });
  if (p.status === undefined) throw new Error('the command does not come to its end');
  return {
    stdout: decode(concat(out)),
    stderr: decode(concat(err)),
    status: p.status.signal === undefined ? p.status.code : 128 + p.status.signal,
    asked,
    file: (path) => (looker.fs.exists(path) ? looker.fs.readText(path) : undefined),
    files: () => filesBelow(looker, ''),
  };
}

/** A command line, what stands around it, and all that comes of it: what is not named is nothing, or 0. */
export interface Case extends Around {
  readonly line: string | readonly string[];
  readonly asks?: readonly Asked[];
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
  /** Files afterwards; undefined for one that is not there. */
  readonly leaves?: Readonly<Record<string, string | undefined>>;
}

/** One test for each row; the keys are their names. */
export function cases(table: Readonly<Record<string, Case>>): void {
  for (const [name, c] of Object.entries(table)) {
    it(name, () => {
      const { file, files: _, ...got } = docker(c.line, c);
      expect(got).toEqual({
        asked: c.asks ?? [],
        stdout: c.stdout ?? '',
        stderr: c.stderr ?? '',
        status: c.status ?? 0,
      });
      for (const [path, text] of Object.entries(c.leaves ?? {})) expect(file(path)).toBe(text);
    });
  }
}
