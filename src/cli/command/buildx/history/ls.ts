// docker buildx history ls

import { humanDuration } from '../../../../api/units.ts';
import type { Task } from '../../../../kernel/block.ts';
import { theBuilder } from '../../../buildrequest.ts';
import { type Cli, CliError, type Implementation } from '../../../cli.ts';
import { printList } from '../../../formatter.ts';
import { durationOf, nameOf, statusOf } from './record.ts';

function* historyLs(cli: Cli): Task<number> {
  theBuilder(cli);
  const { flags } = cli;
  if (flags.bool('local')) throw new CliError("drydock: 'docker buildx history ls --local' is not simulated");
  const all = yield* cli.api.BuildHistory();
  const wanted = flags.list('filter').map((f) => /^([a-zA-Z]+)\s*(!?=)(.*)$/.exec(f) ?? [f, '', '', '']);
  const bad = wanted.find(
    ([, key]) => !['ref', 'status', 'repository', 'startedAt', 'completedAt', 'duration'].includes(key!),
  );
  if (bad !== undefined) throw new CliError(`ERROR: invalid filter ${JSON.stringify(bad[0])}`);
  const shown = all.filter((b) =>
    wanted.every(([, key, op, value]) => {
      const own = key === 'ref' ? b.ref : key === 'status' ? statusOf(b).toLowerCase() : '';
      return (own === value!.toLowerCase()) === (op === '=');
    }),
  );
  const format = flags.string('format');
  const trunc = (name: string): string => (flags.bool('no-trunc') || name.length <= 36 ? name : `..${name.slice(-34)}`);
  yield* printList(
    cli,
    {
      type: 'lsContext',
      table: '{{.Ref}}\t{{.Name}}\t{{.Status}}\t{{.CreatedAt}}\t{{.Duration}}\t{{.Link}}',
      headers: {
        Ref: 'BUILD ID',
        Name: 'NAME',
        Status: 'STATUS',
        CreatedAt: 'CREATED AT',
        Duration: 'DURATION',
        Link: '',
      },
    },
    shown.map((b) => {
      if (format === 'json' || format === '{{json .}}') {
        return {
          fields: {
            completed_at: new Date(b.completed ?? cli.now).toISOString(),
            cached_steps: b.cached,
            completed_steps: b.done,
            created_at: new Date(b.created).toISOString(),
            name: nameOf(b),
            ref: `default/default/${b.ref}`,
            status: statusOf(b),
            total_steps: b.total,
          },
        };
      }
      return {
        fields: {
          Ref: b.ref,
          Name: format.startsWith('{') ? nameOf(b) : trunc(nameOf(b)),
          Status: statusOf(b),
          CreatedAt: `${humanDuration(cli.now - b.created)} ago`,
          Duration: durationOf(cli, b),
          Link: '',
        },
      };
    }),
    format === 'table' ? '' : format,
  );
  return 0;
}

export const historyLsCommand: Implementation = { args: { min: 0, max: 0 }, run: historyLs };
