// docker rename

import { ApiError } from '../../../api/error.ts';
import { CliError, daemonText, type Implementation } from '../../cli.ts';

export const renameCommand: Implementation = {
  args: { min: 2, max: 2 },
  *run(cli) {
    const [from = '', to = ''] = cli.args.map((a) => a.trim());
    if (from === '' || to === '') throw new CliError('Error: Neither old nor new names may be empty');
    try {
      yield* cli.api.ContainerRename(from, to);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      yield* cli.error(`${daemonText(error)}\n`);
      throw new CliError(`Error: failed to rename container named ${from}`);
    }
    return 0;
  },
};
