// SHA-256 digests.

import { sha256 } from '@noble/hashes/sha2.js';
import { encode, hex } from './bytes.ts';

/** 64 hexadecimal digits of the SHA-256 of bytes or of a text's UTF-8. */
export function sha256hex(data: Uint8Array | string): string {
  return hex(sha256(typeof data === 'string' ? encode(data) : data));
}

/** `sha256:` and 64 digits. */
export function digestOf(data: Uint8Array | string): string {
  return `sha256:${sha256hex(data)}`;
}
