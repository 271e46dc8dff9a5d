// What the daemon asks of a client over its session: files, secrets, SSH agents, archives.

import { blobs, bytes, int, message, one, string } from '../protobuf.ts';

export const Stat = message({
  path: string(1),
  mode: int(2),
  uid: int(3),
  gid: int(4),
  size: int(5),
  /** Nanoseconds since 1970. */
  modTime: int(6),
  linkname: string(7),
  devmajor: int(8),
  devminor: int(9),
  xattrs: blobs(10),
});
/** A step of a transfer of files; see `fsutil.ts`. */
export const Packet = message({ type: int(1), stat: one(2, Stat), id: int(3), data: bytes(4) });

export const GetSecretRequest = message({ id: string(1) });
export const GetSecretResponse = message({ data: bytes(1) });
export const CheckAgentRequest = message({ id: string(1) });
