// docker start

import { ApiError } from '../../../api/error.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, daemonText, type Implementation } from '../../cli.ts';
import { detachKeys } from './detach.ts';
import { pump } from './hijack.ts';
import { killQuietly } from './signals.ts';
import { waited } from '../../../api/waited.ts';

function* start(cli: Cli): Task<number> {
  const { api, flags, p } = cli;
  const attach = flags.bool('attach') || flags.bool('interactive');
  const keys = detachKeys(cli);
  if (attach) {
    if (cli.args.length > 1) throw new CliError('you cannot start and attach multiple containers at once');
    const c = yield* api.ContainerInspect(cli.args[0]!);
    const stdin = flags.bool('interactive') && c.Config.OpenStdin;
    const stream = yield* api.ContainerAttach(c.Id, { stdin, stdout: true, stderr: true, logs: false });
    const wait = yield* cli.api.ContainerWait(c.Id, c.HostConfig.AutoRemove ? 'removed' : 'next-exit');
    try {
      yield* api.ContainerStart(c.Id);
    } catch (error) {
      wait.close();
      stream.close();
      throw error;
    }
    const how = yield* pump(cli, stream, {
      stdin,
      tty: c.Config.Tty,
      keys,
      ...(flags.bool('sig-proxy') && !c.Config.Tty ? { signal: (n: string) => killQuietly(api, c.Id, n) } : {}),
    });
    if (how === 'detached') {
      wait.close();
      return 0;
    }
    return (yield* waited(wait)) ?? 125;
  }
  const failed: string[] = [];
  for (const name of cli.args) {
    try {
      yield* api.ContainerStart(name);
      yield* cli.print(`${name}\n`);
    } catch (error) {
      if (!(error instanceof ApiError || error instanceof CliError)) throw error;
      yield* p.eprint(`${error instanceof ApiError ? daemonText(error) : error.message}\n`);
      failed.push(name);
    }
  }
  if (failed.length === 0) return 0;
  throw new CliError(`Error: failed to start containers: ${failed.join(', ')}`);
}

export const startCommand: Implementation = { args: { min: 1, max: Infinity }, run: start };
