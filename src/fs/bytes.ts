// Byte strings: conversion to and from text, joining, and appending without copying each time.

const encoder = new TextEncoder();

export const EMPTY: Uint8Array = new Uint8Array(0);

/** UTF-8 bytes of a text. */
export function encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Bytes as a string of the code points 0–255, one per byte (and back with `fromLatin1`). */
export function latin1(bytes: Uint8Array): string {
  let out = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    out += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return out;
}

export function fromLatin1(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
  return out;
}

/** One array out of many. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  let length = 0;
  for (const c of chunks) length += c.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const c of chunks) {
    out.set(c, at);
    at += c.length;
  }
  return out;
}

/** How much of a buffer is taken by the longest view on it; what lies beyond may still be written. */
const taken = new WeakMap<ArrayBufferLike, number>();

/**
 * `head` followed by `tail`, as a new value. When `head` is the longest view on a buffer that this
 * function made, the tail goes into the spare room behind it: a file that grows line by line costs
 * what is added, and older views still see only their own part.
 */
export function append(head: Uint8Array, tail: Uint8Array): Uint8Array {
  if (tail.length === 0) return head;
  const end = head.byteOffset + head.length;
  const need = head.length + tail.length;
  if (taken.get(head.buffer) === end && end + tail.length <= head.buffer.byteLength) {
    new Uint8Array(head.buffer, end, tail.length).set(tail);
    taken.set(head.buffer, end + tail.length);
    return new Uint8Array(head.buffer, head.byteOffset, need);
  }
  const buffer = new ArrayBuffer(Math.max(64, need + (need >> 1)));
  const out = new Uint8Array(buffer, 0, need);
  out.set(head);
  out.set(tail, head.length);
  taken.set(buffer, need);
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** Two digits for each byte. */
export function hex(bytes: Uint8Array): string {
  let out = '';
  for (const b of bytes) out += HEX[b]!;
  return out;
}
