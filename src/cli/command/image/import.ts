// docker import

import { CliError, type Implementation } from '../../cli.ts';

export const importCommand: Implementation = {
  args: { min: 1, max: 2 },
  *run(cli) {
    const [source = '', ref = ''] = cli.args;
    if (/^https?:\/\//.test(source))
      throw new CliError(
        `Error response from daemon: Get "${source}": dial tcp: lookup ${/\/\/([^/:]+)/.exec(source)?.[1]}: no such host`,
      );
    if (source !== '-' && !cli.p.fs.exists(source)) throw new CliError(`open ${source}: no such file or directory`);
    const bytes = source === '-' ? yield* cli.p.readAll(0) : cli.p.fs.readFile(source);
    yield* cli.print(
      `${yield* cli.api.ImageImport(bytes, { ref, message: cli.flags.string('message'), changes: cli.flags.list('change') })}\n`,
    );
    return 0;
  },
};
