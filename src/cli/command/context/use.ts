// docker context use

import { contexts, type Implementation } from '../../cli.ts';
import { missing, setCurrent } from './store.ts';

export const useCommand: Implementation = {
  args: { min: 1, max: 1 },
  *run(cli) {
    const name = cli.args[0]!;
    if (name !== 'default' && !contexts(cli.p).has(name)) throw missing(cli.p, name);
    setCurrent(cli.p, name);
    yield* cli.print(`${name}\n`);
    if (cli.p.getenv('DOCKER_HOST') !== undefined && name !== 'default')
      yield* cli.error(
        `Warning: DOCKER_HOST environment variable overrides the active context. To use "${name}", either set the global --context flag, or unset DOCKER_HOST environment variable.\n`,
      );
    yield* cli.error(`Current context is now ${JSON.stringify(name)}\n`);
    return 0;
  },
};
