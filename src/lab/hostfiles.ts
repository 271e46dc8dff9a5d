// File operations of the file tab that are more than one system call.

import type { Vfs } from '../kernel/vfs.ts';

/** Removes a file, or a folder with all that is in it. @throws FsError */
export function removeAll(fs: Vfs, path: string): void {
  if (fs.lstat(path).kind !== 'dir') return fs.unlink(path);
  for (const name of fs.readdir(path)) removeAll(fs, `${path}/${name}`);
  fs.rmdir(path);
}
