// docker context ls

import type { Task } from '../../../kernel/block.ts';
import { type Cli, contexts, currentContext, type Implementation } from '../../cli.ts';
import { printList } from '../../formatter.ts';
import { CONTEXTS } from '../../formatter/context.ts';
import { SOCKET } from './store.ts';

function* list(cli: Cli): Task<number> {
  const { p } = cli;
  const current = p.getenv('DOCKER_CONTEXT') || currentContext(p);
  const host = p.getenv('DOCKER_HOST') || SOCKET;
  const all = [
    { Name: 'default', Description: 'Current DOCKER_HOST based configuration', DockerEndpoint: host },
    ...[...contexts(p)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([Name, c]) => ({ Name, Description: c.description, DockerEndpoint: c.host })),
  ];
  if (cli.flags.bool('quiet')) {
    yield* cli.print(all.map((c) => `${c.Name}\n`).join(''));
    return 0;
  }
  yield* printList(
    cli,
    CONTEXTS,
    all.map((c) => ({ fields: { Current: c.Name === current, ...c, Error: '' } })),
    cli.flags.string('format'),
  );
  return 0;
}

export const lsCommand: Implementation = { args: { min: 0, max: 0 }, run: list };
