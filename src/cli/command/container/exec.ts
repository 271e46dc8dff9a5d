// docker exec

import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { noTerminal } from '../../errors.ts';
import { environment } from '../../opts/env.ts';
import { VALIDATORS } from '../../opts/validators.ts';
import { detachKeys } from './detach.ts';
import { pump } from './hijack.ts';

function* exec(cli: Cli): Task<number> {
  const { api, flags, p } = cli;
  const [ref = '', ...command] = cli.args;
  const tty = flags.bool('tty');
  const stdin = flags.bool('interactive');
  const detach = flags.bool('detach');
  const keys = detachKeys(cli);
  const env = environment(p, flags, 'env-file');
  yield* api.ContainerInspect(ref);
  if (tty && stdin && !detach && !p.isatty(0)) throw noTerminal();
  const id = yield* api.ExecCreate(ref, {
    User: flags.string('user'),
    Privileged: flags.bool('privileged'),
    Tty: tty,
    AttachStdin: stdin && !detach,
    AttachStdout: !detach,
    AttachStderr: !detach,
    Env: env.length > 0 ? env : null,
    WorkingDir: flags.string('workdir'),
    Cmd: command,
  });
  const size = p.fds.get(1)?.tty;
  const stream = yield* api.ExecStart(id, {
    detach,
    ...(size === undefined ? {} : { columns: size.columns, rows: size.rows }),
  });
  if (detach) {
    stream.close();
    return 0;
  }
  if ((yield* pump(cli, stream, { stdin, tty, keys })) === 'detached') throw new CliError('read escape sequence');
  const { ExitCode } = yield* api.ExecInspect(id);
  return ExitCode ?? 0;
}

export const execCommand: Implementation = {
  args: { min: 2, max: Infinity },
  stopAtFirst: true,
  validators: { env: VALIDATORS['env']! },
  cancelled: { status: 0 },
  run: exec,
};
