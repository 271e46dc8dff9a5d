// For the tests of the commands: one command of Compose on a machine of its own, and what it asks of the engine.

import type { DockerApi } from '../api/operations.ts';
import type { CreateRequest } from '../api/types/container.ts';
import type { Asked, Outcome } from '../cli/testing.ts';
import { concat, decode, EMPTY, encode } from '../fs/bytes.ts';
import { EVERYTHING } from './parts.ts';
import type { Task } from '../kernel/block.ts';
import { BytesFile, type OpenFile, SinkFile, TtyFile } from '../kernel/files.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { Tty } from '../kernel/tty.ts';
import { Machine } from '../lab/machine.ts';
import { composeProgram } from '../compose/compose.ts';
import type { FlagCase } from '../compose/flagcases.ts';
import { LABEL } from '../compose/labels.ts';

/** Where it runs, and the files that are looked at afterwards stand. */
const FOLDER = '/root/lab';
/** Seconds of the machine after which a command is killed: some end only when they are told to. */
const LONGEST = 100;

/** The request to make a container without the label that sums all the others up. */
function plain(request: CreateRequest): CreateRequest {
  const { [LABEL.hash]: _, ...Labels } = request.config.Labels ?? {};
  return { ...request, config: { ...request.config, Labels } };
}

/** An API that notes what it is asked. */
function noting(api: DockerApi, asked: Asked[]): DockerApi {
  const rows = api as unknown as Record<string, (...args: unknown[]) => Task<unknown>>;
  return new Proxy(api, {
    get: (_, name: string) =>
      function* (...args: unknown[]): Task<unknown> {
        asked.push([name, ...(name === 'ContainerCreate' ? [plain(args[0] as CreateRequest)] : args)]);
        return yield* rows[name]!.apply(api, args);
      },
  });
}

/** Runs `docker compose …` after its setup. @param words what stands behind `compose` */
export function compose(words: readonly string[], c: FlagCase): Outcome {
  const asked: Asked[] = [];
  const machine = new Machine({ ...EVERYTHING, compose: composeProgram((api) => noting(api, asked)) });
  const { kernel } = machine;
  const before = machine.session({ user: 'root', cwd: FOLDER, name: 't' }).run(c.setup ?? ':', 1e6);
  if (before.status !== 0 || !before.finished) throw new Error(`${c.setup}\n${decode(before.stderr)}`);
  asked.length = 0;
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const tty = c.terminal === true ? new Tty(kernel, 'pts/0') : undefined;
  if (tty !== undefined) tty.output = (b) => out.push(b.slice());
  const terminal = tty === undefined ? undefined : new TtyFile(tty);
  const fds = new Map<number, OpenFile>([
    [0, terminal ?? new BytesFile(EMPTY)],
    [1, terminal ?? new SinkFile((b) => out.push(b.slice()))],
    [2, terminal ?? new SinkFile((b) => err.push(b.slice()))],
  ]);
  const p = kernel.start(machine.asUser('root', FOLDER, ['docker', 'compose', ...words], fds, tty), EVERYTHING.docker);
  const after = (seconds: number, what: () => void): void => {
    kernel.clock.schedule(kernel.now + seconds * 1000, what);
  };
  if (c.typed !== undefined) after(3, () => tty?.input(encode(c.typed!)));
  if (c.signal !== undefined) after(6, () => kernel.signal(p, c.signal!));
  after(LONGEST, () => kernel.signal(p, SIGNALS.KILL));
  kernel.run({ turns: 1e6, stop: () => p.status !== undefined });
  if (p.status === undefined) throw new Error(`${words.join(' ')}: does not come to its end`);
  const files = new Map<string, string>();
  const folder = machine.disk.get(FOLDER.split('/').slice(1));
  if (folder?.kind === 'dir')
    for (const [name, node] of folder.entries) if (node.kind === 'file') files.set(name, decode(node.data));
  return {
    stdout: decode(concat(out)),
    stderr: decode(concat(err)),
    status: p.status.signal === undefined ? p.status.code : 128 + p.status.signal,
    asked,
    file: (path) => files.get(path),
    files: () => files,
  };
}
