// docker logs

import type { Task } from '../../../kernel/block.ts';
import type { Cli, Implementation } from '../../cli.ts';
import { moment } from '../moment.ts';

function* logs(cli: Cli): Task<number> {
  const { flags } = cli;
  const since = moment(cli, 'since');
  const until = moment(cli, 'until');
  const tail = /^\d+$/.test(flags.string('tail')) ? Number(flags.string('tail')) : -1;
  const stream = yield* cli.api.ContainerLogs(cli.args[0]!, {
    stdout: true,
    stderr: true,
    follow: flags.bool('follow'),
    timestamps: flags.bool('timestamps'),
    details: flags.bool('details'),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    tail,
  });
  try {
    for (let c = yield* stream.next(); c !== undefined; c = yield* stream.next()) yield* cli.p.write(c.stream, c.bytes);
  } finally {
    stream.close();
  }
  return 0;
}

export const logsCommand: Implementation = { args: { min: 1, max: 1 }, run: logs };
