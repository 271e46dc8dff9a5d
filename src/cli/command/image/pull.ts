// docker pull

import { familiar, parseReference, withDefaultTag } from '../../../api/reference.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, type Implementation, withoutTrust } from '../../cli.ts';
import { tagWithAllTags } from '../../errors.ts';
import { showPull } from '../../progress.ts';

function* pull(cli: Cli): Task<number> {
  withoutTrust(cli);
  const [name = ''] = cli.args;
  const all = cli.flags.bool('all-tags');
  const quiet = cli.flags.bool('quiet');
  const r = parseReference(name);
  if (all && (r.tag !== undefined || r.digest !== undefined)) throw tagWithAllTags();
  const full = all ? r : withDefaultTag(r);
  if (!all && r.tag === undefined && r.digest === undefined && !quiet)
    yield* cli.print(`Using default tag: ${full.tag}\n`);
  const stream = yield* cli.api.ImagePull(familiar(full), { all, platform: cli.flags.string('platform') });
  yield* showPull(cli, stream, 1, quiet);
  const canonical = `${r.domain}/${r.path}`;
  yield* cli.print(
    `${all ? canonical : `${canonical}${full.tag === undefined ? '' : `:${full.tag}`}${full.digest === undefined ? '' : `@${full.digest}`}`}\n`,
  );
  return 0;
}

export const pullCommand: Implementation = { args: { min: 1, max: 1 }, run: pull };
