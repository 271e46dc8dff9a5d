// docker load

import { ApiError } from '../../../api/error.ts';
import { CliError, type Implementation } from '../../cli.ts';

export const loadCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const input = cli.flags.string('input');
    if (input === '' && cli.p.isatty(0)) throw new CliError('requested load from stdin, but stdin is empty');
    if (input !== '' && !cli.p.fs.exists(input)) throw new CliError(`open ${input}: no such file or directory`);
    const bytes = input === '' ? yield* cli.p.readAll(0) : cli.p.fs.readFile(input);
    let told: string[];
    try {
      told = yield* cli.api.ImageLoad(bytes);
    } catch (error) {
      // what goes wrong stands in the daemon's stream, whose reader adds no words of its own
      if (error instanceof ApiError && error.status === 500) throw new CliError(error.message);
      throw error;
    }
    yield* cli.print(told.join(''));
    return 0;
  },
};
