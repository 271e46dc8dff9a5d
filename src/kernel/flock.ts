// Exclusive locks on files (flock(2)): two servers never use one data directory at once, also over a shared volume.

import type { Cell } from '../fs/cell.ts';
import type { Process } from './process.ts';

const locks = new WeakMap<Cell, Map<number, Process>>();

/** Takes the lock on a file that exists; false when a living process has it. It is given back when the process ends. */
export function lockFile(p: Process, path: string): boolean {
  const { mount, node } = p.fs.place(path);
  if (node?.kind !== 'file') return false;
  const { cell } = mount;
  let map = locks.get(cell);
  if (map === undefined) locks.set(cell, (map = new Map()));
  const holder = map.get(node.ino);
  if (holder !== undefined && holder !== p && holder.status === undefined) return false;
  map.set(node.ino, p);
  const mine = map;
  p.onExit.push(() => {
    if (mine.get(node.ino) === p) mine.delete(node.ino);
  });
  return true;
}
