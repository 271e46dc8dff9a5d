// docker commit

import { parseReference } from '../../../api/reference.ts';
import type { Implementation } from '../../cli.ts';

export const commitCommand: Implementation = {
  args: { min: 1, max: 2 },
  *run(cli) {
    const [name = '', ref = ''] = cli.args;
    if (ref !== '') parseReference(ref);
    const at = ref.lastIndexOf(':');
    const tagged = at > ref.lastIndexOf('/');
    const id = yield* cli.api.ImageCommit(name, {
      repo: tagged ? ref.slice(0, at) : ref,
      tag: tagged ? ref.slice(at + 1) : '',
      comment: cli.flags.string('message'),
      author: cli.flags.string('author'),
      pause: cli.flags.bool('pause'),
      changes: cli.flags.list('change'),
    });
    yield* cli.print(`${id}\n`);
    return 0;
  },
};
