// docker run

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { noTerminal } from '../../errors.ts';
import { VALIDATORS } from '../../opts/validators.ts';
import { create } from './create.ts';
import { detachKeys } from './detach.ts';
import { pump } from './hijack.ts';
import { killQuietly } from './signals.ts';
import { waited } from '../../../api/waited.ts';

/** Names of the streams that `-a` chose; all of them without it. */
function chosen(cli: Cli): { stdin: boolean; stdout: boolean; stderr: boolean } {
  const list = cli.flags.list('attach').map((a) => a.toLowerCase());
  const stdin = cli.flags.bool('interactive');
  if (list.length === 0) return { stdin, stdout: true, stderr: true };
  return { stdin: stdin && list.includes('stdin'), stdout: list.includes('stdout'), stderr: list.includes('stderr') };
}

function* run(cli: Cli): Task<number> {
  const { flags, p, api } = cli;
  const detach = flags.bool('detach');
  const tty = flags.bool('tty');
  if (detach && flags.given('attach'))
    throw new CliError('conflicting options: cannot specify both --attach and --detach', -1);
  const streams = chosen(cli);
  const keys = detachKeys(cli);
  if (!detach && tty && streams.stdin && !p.isatty(0)) throw noTerminal(-1);
  const id = yield* create(cli);
  if (detach) {
    try {
      yield* api.ContainerStart(id);
    } catch (error) {
      yield* cli.print(`${id}\n`);
      throw error;
    }
    yield* cli.print(`${id}\n`);
    return 0;
  }
  const stream = yield* api.ContainerAttach(id, { ...streams, logs: false });
  const wait = yield* cli.api.ContainerWait(id, flags.bool('rm') ? 'removed' : 'next-exit');
  try {
    yield* api.ContainerStart(id);
  } catch (error) {
    wait.close();
    stream.close();
    throw error;
  }
  const proxy = flags.bool('sig-proxy') && !tty;
  const how = yield* pump(cli, stream, {
    stdin: streams.stdin,
    tty,
    keys,
    ...(proxy ? { signal: (name: string) => killQuietly(api, id, name) } : {}),
  });
  if (how !== 'ended') {
    wait.close();
    return how === 'forced' ? 1 : 0;
  }
  return (yield* waited(wait)) ?? 125;
}

export const runCommand: Implementation = {
  args: { min: 1, max: Infinity },
  stopAtFirst: true,
  validators: VALIDATORS,
  loud: true,
  run,
};
