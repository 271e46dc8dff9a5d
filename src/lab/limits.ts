// How much a session may hold. One set of numbers for what comes in, what is packed and what is unpacked.

import type { Input, LogEntry } from './log.ts';

/** Bytes of a session's list before it is compressed: neither packed nor unpacked beyond. */
export const MOST_BYTES = 64 << 20;
/** Things that came in, all kinds together. */
export const MOST_ENTRIES = 200_000;
/** Files and folders that were written, removed or renamed from outside. */
export const MOST_FILES = 20_000;
/** Virtual ms that a session may last: ten years. Dates stay dates. */
export const MOST_TIME = 10 * 365 * 86_400_000;
/** Columns and rows of a terminal. */
export const MOST_CELLS = 10_000;
/** Letters of a path, as in Linux, and folders on its way. */
const MOST_PATH = 4096;
const MOST_DEPTH = 256;

/** May a path come in from outside? */
export function pathFits(path: string): boolean {
  return path.length <= MOST_PATH && path.split('/').length <= MOST_DEPTH;
}

/** Bytes that an entry has beside what came in: numbers, names of kinds, brackets. */
const FRAME = 80;
/** Bytes of the list around the entries, with a scenario's name. */
const HEAD = 4096;

/** Bytes of a text as JSON at most: a letter of UTF-16 is escaped with six, or is three bytes of UTF-8. */
const textWeight = (text: string): number => 2 + text.length * 6;
/** Bytes in base64 within a list. Packing takes text instead where that is shorter. */
const dataWeight = (data: Uint8Array): number => 6 + Math.ceil(data.length / 3) * 4;

/** Bytes that an input takes in a packed session at most; the content of a file is not looked at. */
export function weightOf(input: Input): number {
  switch (input.kind) {
    case 'keys':
      return FRAME + textWeight(input.text);
    case 'size':
    case 'language':
      return FRAME;
    case 'write':
      return FRAME + textWeight(input.path) + dataWeight(input.data);
    case 'folder':
    case 'remove':
      return FRAME + textWeight(input.path);
    case 'rename':
      return FRAME + textWeight(input.path) + textWeight(input.to);
    case 'request': {
      const { method, url, headers, body } = input.request;
      return (
        FRAME +
        textWeight(method) +
        textWeight(url) +
        headers.reduce((n, [k, v]) => n + 4 + textWeight(k) + textWeight(v), 0) +
        dataWeight(body)
      );
    }
  }
}

/** Does an input write, remove or rename files? */
export function isFileStep(input: Input): boolean {
  return input.kind === 'write' || input.kind === 'folder' || input.kind === 'remove' || input.kind === 'rename';
}

/** What still goes into a session. */
export interface Room {
  /** Bytes of content that fit whatever they are. */
  readonly bytes: number;
  /** Files and folders. */
  readonly files: number;
}

/** How much more a session takes. Never below nothing. */
export function roomIn(log: readonly LogEntry[]): Room {
  let weight = HEAD;
  let files = 0;
  for (const { input } of log) {
    weight += weightOf(input);
    if (isFileStep(input)) files++;
  }
  return {
    bytes: Math.max(0, Math.floor(((MOST_BYTES - weight) * 3) / 4)),
    files: Math.max(0, Math.min(MOST_FILES - files, MOST_ENTRIES - log.length)),
  };
}

/** Do these inputs fit into a session as well? */
export function fits(log: readonly LogEntry[], more: readonly Input[]): boolean {
  const { bytes, files } = roomIn(log);
  return more.length <= files && more.reduce((n, i) => n + weightOf(i), 0) <= Math.floor((bytes * 4) / 3);
}
