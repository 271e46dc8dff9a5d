// docker export

import { CliError, type Implementation } from '../../cli.ts';
import { terminalRefused } from '../../errors.ts';

export const exportCommand: Implementation = {
  args: { min: 1, max: 1 },
  *run(cli) {
    const out = cli.flags.string('output');
    if (out === '' && cli.terminal) throw terminalRefused();
    // where it goes is looked at first
    const folder = out.includes('/') ? out.slice(0, out.lastIndexOf('/')) || '/' : '.';
    if (out !== '' && !cli.p.fs.exists(folder))
      throw new CliError(`failed to export container: invalid output path: stat ${folder}: no such file or directory`);
    const tar = yield* cli.api.ContainerExport(cli.args[0]!);
    if (out === '') yield* cli.p.write(1, tar);
    else cli.p.fs.writeFile(out, tar);
    return 0;
  },
};
