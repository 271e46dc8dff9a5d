// Real files as nodes of a tree.

import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { nextIno } from '../fs/cell.ts';
import type { FsNode } from '../fs/node.ts';
import { putAt } from '../fs/tree.ts';
import type { Machine } from '../lab/machine.ts';

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

/** Puts a node at a path of a machine's disk, making the folders on the way. */
export function mountAt(machine: Machine, path: string, node: FsNode): void {
  machine.disk.replace(
    putAt(
      machine.disk.snapshot(),
      path.split('/').filter((x) => x !== ''),
      node,
      { owner: {}, mtime: machine.kernel.now },
    ),
  );
}

/** `DIR:/path`, what `--mount` is given; undefined for anything else. */
export function mountOf(text: string): { from: string; to: string } | undefined {
  const cut = text.lastIndexOf(':');
  if (cut <= 0 || !text.slice(cut + 1).startsWith('/')) return undefined;
  return { from: text.slice(0, cut), to: text.slice(cut + 1) };
}
