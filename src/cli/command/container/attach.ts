// docker attach

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { noTerminal } from '../../errors.ts';
import { detachKeys } from './detach.ts';
import { pump } from './hijack.ts';
import { killQuietly } from './signals.ts';
import { waited } from '../../../api/waited.ts';

export function* attach(cli: Cli): Task<number> {
  const { api, flags } = cli;
  const c = yield* api.ContainerInspect(cli.args[0]!);
  if (!c.State.Running) throw new CliError('You cannot attach to a stopped container, start it first');
  if (c.State.Paused) throw new CliError('You cannot attach to a paused container, unpause it first');
  if (c.State.Restarting) throw new CliError('You cannot attach to a restarting container, wait until it is running');
  const stdin = !flags.bool('no-stdin') && c.Config.OpenStdin;
  if (c.Config.Tty && stdin && !cli.p.isatty(0)) throw noTerminal();
  const keys = detachKeys(cli);
  const wait = yield* cli.api.ContainerWait(c.Id, c.HostConfig.AutoRemove ? 'removed' : 'next-exit');
  const stream = yield* api.ContainerAttach(c.Id, { stdin, stdout: true, stderr: true, logs: false });
  const how = yield* pump(cli, stream, {
    stdin,
    tty: c.Config.Tty,
    keys,
    ...(flags.bool('sig-proxy') ? { signal: (n: string) => killQuietly(api, c.Id, n) } : {}),
  });
  if (how === 'detached') {
    wait.close();
    throw new CliError('read escape sequence');
  }
  if (how === 'forced') {
    wait.close();
    return 1;
  }
  return (yield* waited(wait)) ?? 125;
}

export const attachCommand: Implementation = { args: { min: 1, max: 1 }, cancelled: { goesOn: true }, run: attach };
