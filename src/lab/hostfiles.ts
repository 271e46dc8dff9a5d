// Files of the host: what a lab begins with, and operations of the file tab that are more than one system call.

import { encode } from '../fs/bytes.ts';
import { nextIno } from '../fs/cell.ts';
import { putAt } from '../fs/tree.ts';
import type { Vfs } from '../kernel/vfs.ts';
import type { Machine } from './machine.ts';

/** Files by their paths: a text, a text with a mode, or where a link leads. */
export type StartFiles = Readonly<Record<string, string | { text: string; mode: number } | { link: string }>>;

/** Removes a file, or a folder with all that is in it. @throws FsError */
export function removeAll(fs: Vfs, path: string): void {
  if (fs.lstat(path).kind !== 'dir') return fs.unlink(path);
  for (const name of fs.readdir(path)) removeAll(fs, `${path}/${name}`);
  fs.rmdir(path);
}

/** Lays files on the host's disk, with the folders on the way; they belong to a user. */
export function placeFiles(machine: Machine, files: StartFiles, uid: number): void {
  let tree = machine.disk.snapshot();
  const mtime = machine.kernel.now;
  // in an order of their own: who gathered them may have met them in any
  for (const [path, content] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const parts = path.split('/').filter((x) => x !== '');
    const meta = { uid, gid: uid, mtime };
    const node =
      typeof content === 'object' && 'link' in content
        ? { kind: 'link' as const, ...meta, mode: 0o777, target: content.link }
        : {
            kind: 'file' as const,
            ...meta,
            mode: typeof content === 'string' ? 0o644 : content.mode,
            ino: nextIno(),
            data: encode(typeof content === 'string' ? content : content.text),
          };
    for (let k = 3; k < parts.length; k++) {
      let at: ReturnType<typeof tree.entries.get> = tree;
      for (const part of parts.slice(0, k)) at = at?.kind === 'dir' ? at.entries.get(part) : undefined;
      if (at === undefined)
        tree = putAt(
          tree,
          parts.slice(0, k),
          { kind: 'dir', ...meta, mode: 0o755, entries: new Map() },
          { owner: {}, mtime },
        );
    }
    tree = putAt(tree, parts, node, { owner: {}, mtime });
  }
  machine.disk.replace({ ...tree, owner: undefined });
}
