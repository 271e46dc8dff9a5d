// --since and --until.

import { parseTimestamp } from '../../api/durations.ts';
import { type Cli, CliError } from '../cli.ts';

/** A moment of --since or --until. @throws CliError */
export function moment(cli: Cli, flag: string): number | undefined {
  const text = cli.flags.string(flag);
  if (text === '') return undefined;
  const at = parseTimestamp(text, cli.now);
  if (at === undefined)
    throw new CliError(
      `invalid value for ${JSON.stringify(flag)}: failed to parse value as time or duration: ${JSON.stringify(text)}`,
    );
  return at;
}
