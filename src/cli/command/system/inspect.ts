// docker inspect: whatever has the name.

import { own } from '../../../api/dict.ts';
import { ApiError } from '../../../api/error.ts';
import { ReferenceError_ } from '../../../api/reference.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';
import { inspect } from '../inspect/inspector.ts';
import { type Found, KINDS } from '../inspect/kinds.ts';

const NOT_FOUND = /No such (container|image)|no such volume|not found|invalid repository name/;

/** Whatever has the name: a container, an image, a network, a volume. */
function* any(cli: Cli, name: string): Task<Found> {
  const type = cli.flags.string('type');
  if (type !== '') {
    const get = own(KINDS, type);
    if (get === undefined) throw new CliError(`drydock: '--type ${type}' is not simulated`);
    if (cli.flags.bool('size') && type !== 'container') yield* cli.error(`WARNING: --size ignored for ${type}s\n`);
    return yield* get(cli, name);
  }
  for (const get of [KINDS['container']!, KINDS['image']!, KINDS['network']!, KINDS['volume']!]) {
    try {
      return yield* get(cli, name);
    } catch (error) {
      if (error instanceof ReferenceError_) continue;
      if (
        !(error instanceof ApiError) ||
        (error.status !== 404 && !NOT_FOUND.test(error.message) && !/invalid reference/.test(error.message))
      )
        throw error;
    }
  }
  throw new CliError(`Error: No such object: ${name}`);
}

export const inspectCommand: Implementation = { args: { min: 1, max: Infinity }, run: (cli) => inspect(cli, any) };
