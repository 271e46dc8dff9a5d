// Where a path of the host is.

import type { Cell } from '../fs/cell.ts';
import type { FsNode } from '../fs/node.ts';
import { clean, isWithin } from '../fs/path.ts';
import { ApiError } from '../api/error.ts';
import type { Core } from './ports/core.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** What is at a path of the host. */
export function hostNode(engine: Engine, path: string): FsNode | undefined {
  return hostPlace(engine, path).node;
}

/** Where a path of the host is: mounts of the host (volumes' data) and symlinks are followed. */
export function hostPlace(engine: Engine, path: string): { cell: Cell; parts: string[]; node: FsNode | undefined } {
  const { mounts } = engine.host;
  let at = clean(path);
  for (let links = 0; links < 40; links++) {
    const best = mounts.mounts.findLast((m) => isWithin(at, m.at))!;
    if (best.pin !== undefined) {
      // a single file that is mounted: it is where it went, whatever its name is
      const { cell, pin, sub } = best;
      return { cell, parts: [...(pin.parts ?? sub)], node: cell.pinned(pin) };
    }
    const parts = [
      ...best.sub,
      ...at
        .slice(best.at === '/' ? 1 : best.at.length + 1)
        .split('/')
        .filter((x) => x !== ''),
    ];
    let node: FsNode | undefined = best.cell.root;
    let link: string | undefined;
    for (let i = 0; i < parts.length && node !== undefined; i++) {
      node = node.kind === 'dir' ? node.entries.get(parts[i]!) : undefined;
      if (node?.kind === 'link') {
        const here = `${best.at === '/' ? '' : best.at}/${parts.slice(0, i).join('/')}`;
        link = clean(
          `${node.target.startsWith('/') ? node.target : `${here}/${node.target}`}/${parts.slice(i + 1).join('/')}`,
        );
        break;
      }
    }
    if (link === undefined) return { cell: best.cell, parts, node };
    at = link;
  }
  throw new ApiError(500, `too many links in ${path}`);
}
