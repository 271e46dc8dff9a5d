// docker buildx ls

import type { Task } from '../../../kernel/block.ts';
import { theBuilder } from '../../buildrequest.ts';
import type { Cli, Implementation } from '../../cli.ts';
import { printList } from '../../formatter.ts';
import { tabulate } from '../../table.ts';

export const PLATFORMS = 'linux/amd64, linux/amd64/v2, linux/amd64/v3, linux/386';

function* ls(cli: Cli): Task<number> {
  const { flags } = cli;
  theBuilder(cli);
  const platforms = flags.bool('no-trunc') ? PLATFORMS : 'linux/amd64 (+3)';
  const format = flags.string('format');
  if (format !== '' && format !== 'table') {
    const builder = { Name: 'default', DriverEndpoint: 'docker', Status: '', Buildkit: '', Platforms: '', Error: '' };
    const node = {
      Name: ' \\_ default',
      DriverEndpoint: ' \\_ default',
      Status: 'running',
      Buildkit: 'v0.25.1',
      Platforms: platforms,
      Error: '',
    };
    yield* printList(
      cli,
      {
        type: 'lsContext',
        table: '{{.Name}}\t{{.DriverEndpoint}}\t{{.Status}}\t{{.Buildkit}}\t{{.Platforms}}',
        headers: {
          Name: 'NAME/NODE',
          DriverEndpoint: 'DRIVER/ENDPOINT',
          Status: 'STATUS',
          Buildkit: 'BUILDKIT',
          Platforms: 'PLATFORMS',
          LastActivity: 'LAST ACTIVITY',
          Error: 'ERROR',
        },
      },
      [{ fields: { ...builder, Name: 'default*' } }, { fields: node }],
      format,
    );
    return 0;
  }
  yield* cli.print(
    tabulate(
      [
        'NAME/NODE\tDRIVER/ENDPOINT\tSTATUS\tBUILDKIT\tPLATFORMS',
        'default*\tdocker\t\t\t',
        ` \\_ default\t \\_ default\trunning\tv0.25.1\t${platforms}`,
      ],
      0,
      4,
    ),
  );
  return 0;
}

export const lsCommand: Implementation = { args: { min: 0, max: 0 }, run: ls };
