// docker import

import { CliError, type Implementation } from '../../cli.ts';

export const importCommand: Implementation = {
  args: { min: 1, max: 2 },
  *run(cli) {
    const [source = '', ref = ''] = cli.args;
    const remote = /^https?:\/\//.test(source);
    if (!remote && source !== '-' && !cli.p.fs.exists(source))
      throw new CliError(`open ${source}: no such file or directory`);
    const from = remote ? source : source === '-' ? yield* cli.p.readAll(0) : cli.p.fs.readFile(source);
    const options = { ref, message: cli.flags.string('message'), changes: cli.flags.list('change') };
    for (const line of yield* cli.api.ImageImport(from, options)) {
      if (line.error !== undefined) throw new CliError(line.error);
      // bars are for terminals
      if (line.status !== undefined && line.progress === undefined) yield* cli.print(`${line.status}\n`);
    }
    return 0;
  },
};
