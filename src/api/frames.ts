// Output of a container on the wire: as it is (a terminal), or in frames that say which stream each piece is of.

import { concat } from '../fs/bytes.ts';
import type { OutputChunk } from './stream.ts';

export const RAW_STREAM = 'application/vnd.docker.raw-stream';
export const MULTIPLEXED_STREAM = 'application/vnd.docker.multiplexed-stream';

/** A frame: stream (1 or 2), three zeros, the length in four bytes big-endian, the bytes. After moby's stdcopy. */
export function frame(chunk: OutputChunk): Uint8Array {
  const head = new Uint8Array(8);
  head[0] = chunk.stream;
  new DataView(head.buffer).setUint32(4, chunk.bytes.length);
  return concat([head, chunk.bytes]);
}

/** Takes frames out of bytes that come in pieces of any size. */
export class Unframer {
  private held: Uint8Array = new Uint8Array(0);
  /** @param raw the bytes are not framed: all of standard output */
  constructor(private readonly raw: boolean) {}

  /** What is complete after these bytes. A stream number beyond 2 counts as standard error, as in the real client. */
  push(bytes: Uint8Array): OutputChunk[] {
    if (this.raw) return bytes.length === 0 ? [] : [{ stream: 1, bytes }];
    const all = this.held.length === 0 ? bytes : concat([this.held, bytes]);
    const out: OutputChunk[] = [];
    let at = 0;
    while (all.length - at >= 8) {
      const size = new DataView(all.buffer, all.byteOffset + at).getUint32(4);
      if (all.length - at - 8 < size) break;
      out.push({ stream: all[at]! <= 1 ? 1 : 2, bytes: all.slice(at + 8, at + 8 + size) });
      at += 8 + size;
    }
    this.held = all.slice(at);
    return out;
  }
}
