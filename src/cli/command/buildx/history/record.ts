// Records of builds: which ones a command names, and what is said of one.

import type { BuildRecord } from '../../../../api/types/build.ts';
import type { Task } from '../../../../kernel/block.ts';
import { theBuilder } from '../../../buildrequest.ts';
import { type Cli, CliError } from '../../../cli.ts';

/** The builds of the history that a command names: all, the latest, or those of references. @throws CliError */
export function* records(cli: Cli, refs: readonly string[]): Task<BuildRecord[]> {
  theBuilder(cli);
  const all = yield* cli.api.BuildHistory();
  if (refs.length === 0) {
    if (all[0] === undefined) throw new CliError('ERROR: no records found');
    return [all[0]];
  }
  return refs.map((ref) => {
    const nth = /^\^(\d+)$/.exec(ref);
    const found =
      nth !== null ? all[Number(nth[1])] : all.find((b) => b.ref === ref.split('/').pop() || b.ref.startsWith(ref));
    if (found === undefined) throw new CliError(`ERROR: no record found for ref ${JSON.stringify(ref)}`);
    return found;
  });
}

/** What a build is called: its context's last folder, the Dockerfile when it has another name, and the target. */
export function nameOf(b: BuildRecord): string {
  const folder = b.context.replace(/\/+$/, '').split('/').pop() ?? '';
  const file = b.dockerfile === 'Dockerfile' ? '' : `${folder === '' ? '' : '/'}${b.dockerfile}`;
  return `${folder}${file}${b.target === '' ? '' : ` (${b.target})`}` || 'Dockerfile';
}

export function statusOf(b: BuildRecord): string {
  return b.completed === undefined ? 'Running' : b.error === '' ? 'Completed' : 'Error';
}

export function durationOf(cli: Cli, b: BuildRecord): string {
  const s = ((b.completed ?? cli.now) - b.created) / 1000;
  return `${s < 60 ? `${s.toFixed(1)}s` : `${Math.floor(s / 60)}m ${String(Math.floor(s) % 60).padStart(2)}s`}${b.completed === undefined ? '+' : ''}`;
}
