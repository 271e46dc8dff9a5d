// Real files as nodes of a tree.

import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { nextIno } from '../fs/cell.ts';
import type { FsNode } from '../fs/node.ts';

/** A real file or folder as a node; owners become root. */
export function realNode(path: string): FsNode {
  const stat = lstatSync(path);
  const meta = { mode: stat.mode & 0o7777, uid: 0, gid: 0, mtime: stat.mtimeMs };
  if (stat.isSymbolicLink()) return { kind: 'link', ...meta, target: readlinkSync(path) };
  if (stat.isDirectory())
    return {
      kind: 'dir',
      ...meta,
      entries: new Map(
        readdirSync(path)
          .sort()
          .map((name) => [name, realNode(join(path, name))]),
      ),
    };
  return { kind: 'file', ...meta, ino: nextIno(), data: new Uint8Array(readFileSync(path)) };
}
