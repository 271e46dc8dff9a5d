// The module _hashlib: digests, checksums, base64, compressed bytes and packed floats.

import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { zlibSync, unzlibSync, gzipSync, gunzipSync, deflateSync, inflateSync } from 'fflate';
import { raise, valueError } from '../vm/errors.ts';
import { makeBytes, makeFloat } from '../vm/make.ts';
import { moduleObject } from '../vm/native.ts';
import type { Obj, V } from '../vm/objects.ts';
import { R } from '../vm/vm.ts';
import { toFloat } from '../types/number.ts';
import { bytesOf } from '../types/bytes.ts';
import { f } from './entry.ts';

const HASHES: Record<string, (b: Uint8Array) => Uint8Array> = { md5, sha1, sha224, sha256, sha384, sha512 };
export function makeHashlib(): Obj {
  const g = f('_hashlib');
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const wrap =
    (fn: (b: Uint8Array) => Uint8Array) =>
    (b: V): V => {
      try {
        return makeBytes(fn(bytesOf(b)));
      } catch {
        throw raise('Exception', 'Error -3 while decompressing data: incorrect header check');
      }
    };
  return moduleObject(
    '_hashlib',
    Object.fromEntries([
      g('digest', 'name, data', (name: string, data: V) => {
        const h = HASHES[name];
        if (h === undefined) throw valueError(`unsupported hash type ${name}`);
        return makeBytes(h(bytesOf(data)));
      }),
      g('crc32', 'data, value=0', (data: V, value: number) => {
        let c = (value ^ 0xffffffff) >>> 0;
        for (const b of bytesOf(data)) c = crcTable[(c ^ b) & 255]! ^ (c >>> 8);
        return (c ^ 0xffffffff) >>> 0;
      }),
      g('zlib', 'data', wrap(zlibSync)),
      g('unzlib', 'data', wrap(unzlibSync)),
      g(
        'gzip',
        'data',
        wrap((b) => gzipSync(b, { mtime: Math.floor(R.vm.p.kernel.now) })),
      ),
      g('gunzip', 'data', wrap(gunzipSync)),
      g('deflate', 'data', wrap(deflateSync)),
      g('inflate', 'data', wrap(inflateSync)),
      g('pack_double', 'v, little', function* (v: V, little: boolean) {
        const d = new DataView(new ArrayBuffer(8));
        d.setFloat64(0, yield* toFloat(v), little);
        return makeBytes(new Uint8Array(d.buffer));
      }),
      g('unpack_double', 'b, little', (b: V, little: boolean) => {
        const x = bytesOf(b);
        return makeFloat(new DataView(x.buffer, x.byteOffset, 8).getFloat64(0, little));
      }),
      g('pack_float', 'v, little', function* (v: V, little: boolean) {
        const d = new DataView(new ArrayBuffer(4));
        d.setFloat32(0, yield* toFloat(v), little);
        return makeBytes(new Uint8Array(d.buffer));
      }),
      g('unpack_float', 'b, little', (b: V, little: boolean) => {
        const x = bytesOf(b);
        return makeFloat(new DataView(x.buffer, x.byteOffset, 4).getFloat32(0, little));
      }),
      g('b64encode', 'data', (data: V) => {
        const A = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
        const b = bytesOf(data);
        let s = '';
        for (let i = 0; i < b.length; i += 3) {
          const n = (b[i]! << 16) | ((b[i + 1] ?? 0) << 8) | (b[i + 2] ?? 0);
          s +=
            A[n >> 18]! +
            A[(n >> 12) & 63]! +
            (i + 1 < b.length ? A[(n >> 6) & 63]! : '=') +
            (i + 2 < b.length ? A[n & 63]! : '=');
        }
        return makeBytes(Uint8Array.from(s, (c) => c.charCodeAt(0)));
      }),
      g('b64decode', 'data', (data: V) => {
        const A = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
        const out: number[] = [];
        let n = 0,
          bits = 0,
          chars = 0;
        for (const b of bytesOf(data)) {
          const c = String.fromCharCode(b);
          if (c === '=') break;
          const v = A.indexOf(c);
          if (v < 0) continue;
          chars++;
          n = ((n << 6) | v) & 0xffffff;
          bits += 6;
          if (bits >= 8) {
            bits -= 8;
            out.push((n >> bits) & 255);
          }
        }
        const pads = [...bytesOf(data)].filter((x) => x === 61).length;
        if (chars % 4 === 1)
          throw raise(
            'ValueError',
            `Invalid base64-encoded string: number of data characters (${chars}) cannot be 1 more than a multiple of 4`,
          );
        if ((chars + pads) % 4 !== 0 && (chars % 4 === 0 ? false : pads < 4 - (chars % 4)))
          throw raise('ValueError', 'Incorrect padding');
        return makeBytes(Uint8Array.from(out));
      }),
    ]),
  );
}
