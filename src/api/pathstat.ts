// The stat of a path in a container, as the header of `docker cp` carries it.

import { decode, encode } from '../fs/bytes.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { ApiError } from './error.ts';
import type { PathStat } from './types/container.ts';

/** Go's bits of a file's mode above the permissions (io/fs.FileMode). */
const GO_MODE = { dir: 2 ** 31, link: 2 ** 27, setuid: 2 ** 23, setgid: 2 ** 22, sticky: 2 ** 20 } as const;

/** The stat of `docker cp` as its header carries it: JSON in base64, the mode with Go's bits. */
export function writeStat(s: PathStat): string {
  const special =
    (s.mode & 0o4000 ? GO_MODE.setuid : 0) +
    (s.mode & 0o2000 ? GO_MODE.setgid : 0) +
    (s.mode & 0o1000 ? GO_MODE.sticky : 0);
  const mode = (s.mode & 0o777) + special + (s.isDir ? GO_MODE.dir : 0) + (s.linkTarget === '' ? 0 : GO_MODE.link);
  return toBase64(
    encode(
      JSON.stringify({ name: s.name, size: s.size, mode, mtime: '1970-01-01T00:00:00Z', linkTarget: s.linkTarget }),
    ),
  );
}

/** @throws ApiError 500 for a header that is none */
export function readStat(header: string): PathStat {
  try {
    const s = JSON.parse(decode(fromBase64(header))) as {
      name: string;
      size: number;
      mode: number;
      linkTarget: string;
    };
    const bit = (b: number): boolean => Math.floor(s.mode / b) % 2 === 1;
    const special =
      (bit(GO_MODE.setuid) ? 0o4000 : 0) | (bit(GO_MODE.setgid) ? 0o2000 : 0) | (bit(GO_MODE.sticky) ? 0o1000 : 0);
    return {
      name: s.name,
      size: s.size,
      mode: (s.mode % 0o1000) | special,
      isDir: bit(GO_MODE.dir),
      linkTarget: s.linkTarget,
    };
  } catch {
    throw new ApiError(500, 'unable to decode container path stat header');
  }
}
