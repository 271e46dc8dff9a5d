// Paths of a compose file: where relative ones begin.

import { clean } from '../fs/path.ts';

/** Where relative paths of a file begin, and what `~` is. */
export interface Base {
  readonly dir: string;
  readonly home: string;
}

export function absolutePath(path: string, base: Base): string {
  if (path === '~' || path.startsWith('~/')) return clean(base.home + path.slice(1));
  return path.startsWith('/') ? clean(path) : clean(`${base.dir}/${path}`);
}
