// The `drydock` command for Node.

import { readFileSync } from 'node:fs';
import { decode } from '../fs/bytes.ts';
import { MOST_GPUS } from '../kernel/gpucount.ts';
import { EVERYTHING } from './parts.ts';
import { Machine } from '../lab/machine.ts';
import { mountAt, mountOf, realNode } from './files.ts';
import { replay, REPLAY_USAGE } from './replay.ts';
import { SERVE_USAGE, serveCommand } from './serve/command.ts';
import { formatExchange, type Item, splitScript } from './transcript.ts';

const USAGE = `Usage: drydock play FILE [--mount DIR:/path]... [--user root] [--cwd /root/lab] [--seed N] [--gpus N]

Plays a script on a fresh machine and prints a transcript.
`;

function fail(message: string): never {
  process.stderr.write(`drydock: ${message}\n`);
  process.exit(2);
}

interface PlayOptions {
  file: string;
  mounts: { from: string; to: string }[];
  user: string;
  cwd: string;
  seed: number;
  gpus: number;
}

function parse(args: string[]): PlayOptions {
  const o: PlayOptions = { file: '', mounts: [], user: 'root', cwd: '', seed: 1, gpus: 0 };
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    const [name = '', inline] = a.startsWith('--')
      ? [a.split('=')[0]!, a.includes('=') ? a.slice(a.indexOf('=') + 1) : undefined]
      : [a, undefined];
    const value = (): string => inline ?? args[++i] ?? fail(`${name} needs a value\n${USAGE}`);
    if (name === '--mount') {
      const v = value();
      o.mounts.push(mountOf(v) ?? fail(`--mount ${v}: expected DIR:/path`));
    } else if (name === '--user') o.user = value();
    else if (name === '--cwd') o.cwd = value();
    else if (name === '--seed') {
      o.seed = Number(value());
      if (!Number.isInteger(o.seed)) fail('--seed: expected a whole number');
    } else if (name === '--gpus') {
      o.gpus = Number(value());
      if (!Number.isInteger(o.gpus) || o.gpus < 0 || o.gpus > MOST_GPUS)
        fail(`--gpus: expected a whole number from 0 to ${MOST_GPUS}`);
    } else if (a.startsWith('-') && a !== '-') fail(`unknown option ${a}\n${USAGE}`);
    else if (o.file === '') o.file = a;
    else fail(`one file at a time\n${USAGE}`);
  }
  if (o.file === '') fail(`which file?\n${USAGE}`);
  return o;
}

function play(args: string[]): void {
  const o = parse(args);
  let items: Item[];
  try {
    const bytes = readFileSync(o.file);
    items = splitScript(decode(new Uint8Array(bytes)));
  } catch (error) {
    const e = error as NodeJS.ErrnoException;
    fail(
      e.code === 'ENOENT'
        ? `${o.file}: no such file`
        : e.code === 'EISDIR'
          ? `${o.file} is a folder, not a script`
          : e.code === 'EACCES'
            ? `${o.file}: may not be read`
            : `${o.file}: ${e.message}`,
    );
  }
  const machine = new Machine(EVERYTHING, { seed: o.seed, gpus: o.gpus, registries: ['127.0.0.1:5555'] });
  for (const m of o.mounts) {
    try {
      mountAt(machine, m.to, realNode(m.from));
    } catch (error) {
      fail(`--mount ${m.from}: ${(error as Error).message}`);
    }
  }
  const cwd = o.cwd !== '' ? o.cwd : o.user === 'root' ? '/root/lab' : `/home/${o.user}`;
  let session;
  try {
    session = machine.session({ user: o.user, cwd, name: '/shareddir/.rec.cmd' });
  } catch (error) {
    fail((error as Error).message);
  }
  for (const item of items) {
    if ('comment' in item) {
      process.stdout.write(`${item.comment}\n`);
      continue;
    }
    const answer = session.run(item.command);
    process.stdout.write(
      formatExchange({
        command: item.command,
        stdout: decode(answer.stdout),
        stderr: decode(answer.stderr),
        status: answer.status,
      }),
    );
    if (!answer.finished) {
      process.stderr.write(
        session.ended
          ? 'drydock: the shell has ended\n'
          : `drydock: gave up: ${item.command.split('\n')[0]} does not end\n`,
      );
      if (!session.ended) process.exitCode = 1;
      break;
    }
  }
}

const [command, ...rest] = process.argv.slice(2);
if (command === 'play') play(rest);
else if (command === 'replay') replay(rest, fail);
else if (command === 'serve') await serveCommand(rest, fail);
else if (command === undefined || command === '--help' || command === 'help')
  process.stdout.write(`${USAGE}\n${REPLAY_USAGE}\n${SERVE_USAGE}`);
else fail(`unknown command ${command}\n${USAGE}`);
