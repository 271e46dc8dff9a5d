// docker push

import { familiar, parseReference, withDefaultTag } from '../../../api/reference.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, type Implementation, withoutTrust } from '../../cli.ts';
import { tagWithAllTags } from '../../errors.ts';
import { PlainError, showProgress } from '../../progress.ts';

function* push(cli: Cli): Task<number> {
  withoutTrust(cli);
  const [name = ''] = cli.args;
  const all = cli.flags.bool('all-tags');
  const r = parseReference(name);
  if (all && r.tag !== undefined) throw tagWithAllTags();
  const full = all ? r : withDefaultTag(r);
  if (!all && r.tag === undefined && !cli.flags.bool('quiet')) yield* cli.print(`Using default tag: ${full.tag}\n`);
  const stream = yield* cli.api.ImagePush(familiar(full), { all });
  if (cli.flags.bool('quiet')) {
    for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next())
      if (m.error !== undefined) throw new PlainError(m.error);
    yield* cli.print(`${familiar(full)}\n`);
  } else yield* showProgress(cli, stream, 1);
  return 0;
}

export const pushCommand: Implementation = { args: { min: 1, max: 1 }, run: push };
