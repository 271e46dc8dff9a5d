// docker load

import { gunzipSync } from 'fflate';
import { CliError, type Implementation } from '../../cli.ts';

export const loadCommand: Implementation = {
  args: { min: 0, max: 0 },
  *run(cli) {
    const input = cli.flags.string('input');
    if (input === '' && cli.p.isatty(0)) throw new CliError('requested load from stdin, but stdin is empty');
    if (input !== '' && !cli.p.fs.exists(input)) throw new CliError(`open ${input}: no such file or directory`);
    let bytes = input === '' ? yield* cli.p.readAll(0) : cli.p.fs.readFile(input);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      try {
        bytes = gunzipSync(bytes);
      } catch {
        throw new CliError('unexpected EOF');
      }
    }
    yield* cli.print((yield* cli.api.ImageLoad(bytes)).join(''));
    return 0;
  },
};
