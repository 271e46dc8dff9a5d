// docker save

import type { Implementation } from '../../cli.ts';
import { terminalRefused } from '../../errors.ts';

export const saveCommand: Implementation = {
  args: { min: 1, max: Infinity },
  *run(cli) {
    const out = cli.flags.string('output');
    if (out === '' && cli.terminal) throw terminalRefused();
    const tar = yield* cli.api.ImageSave(cli.args);
    if (out === '') yield* cli.p.write(1, tar);
    else cli.p.fs.writeFile(out, tar);
    return 0;
  },
};
