// The history of interactive shells: bash keeps it in a file between one shell and the next.

import { encode } from '../fs/bytes.ts';
import { FsError } from '../fs/node.ts';
import type { Shell } from './shell.ts';

/** bash's HISTFILESIZE, where nothing else is set. */
const LINES = 500;

function file(sh: Shell): string | undefined {
  if (sh.dialect !== 'bash') return undefined;
  const named = sh.vars.find('HISTFILE');
  if (named !== undefined) return named.value === '' ? undefined : named.value;
  const home = sh.vars.get('HOME');
  return home === undefined || home === '' ? undefined : `${home}/.bash_history`;
}

/** Takes over what shells before this one left. */
export function loadHistory(sh: Shell): void {
  const path = file(sh);
  if (path === undefined || sh.p.fs.tryStat(path)?.kind !== 'file') return;
  try {
    sh.history.push(
      ...sh.p.fs
        .readText(path)
        .split('\n')
        .filter((line) => line !== ''),
    );
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
  }
  sh.historyKept = sh.history.length;
}

/** Leaves the lines of this shell to those after it; a file that cannot be written is no error, as in bash. */
export function saveHistory(sh: Shell): void {
  const path = file(sh);
  const fresh = sh.history.slice(sh.historyKept);
  if (path === undefined || fresh.length === 0) return;
  try {
    const old = !sh.p.fs.exists(path)
      ? []
      : sh.p.fs
          .readText(path)
          .split('\n')
          .filter((line) => line !== '');
    const lines = [...old, ...fresh.flatMap((text) => text.split('\n'))].slice(-LINES);
    sh.p.fs.writeFile(path, encode(lines.map((line) => `${line}\n`).join('')), 0o600);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
  }
}
