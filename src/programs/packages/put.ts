// What package managers share: files and programs put into place, refusals printed.

import { encode } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { dirname } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import { PROGRAM_MAGIC } from '../../kernel/image.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure } from '../args.ts';

/** A program's file. */
export function putProgram(p: Process, path: string, name: string): void {
  p.fs.mkdirp(dirname(path));
  p.fs.put(path, {
    kind: 'file',
    mode: 0o755,
    uid: 0,
    gid: 0,
    mtime: p.kernel.now,
    ino: nextIno(),
    data: encode(`${PROGRAM_MAGIC}${name}\n`),
  });
}
/** A text file with the folders above it. */
export const put = (p: Process, path: string, text: string): void => {
  p.fs.mkdirp(dirname(path));
  p.fs.writeFile(path, encode(text));
};

/** A program whose failures are printed as they are, without its name. */
export const plain = (body: (p: Process) => Task<number>): Program =>
  function* (p) {
    try {
      return yield* body(p);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      yield* p.eprint(`${error.message}\n`);
      return error.status;
    }
  };
