// A session as text: a compact list, compressed, with a checksum, in the letters that a URL's fragment takes.

import { deflateSync, Inflate } from 'fflate';
import { concat, decode, encode } from '../fs/bytes.ts';
import { sha256hex } from '../fs/digest.ts';
import { MOST_GPUS } from '../kernel/gpucount.ts';
import { isFileStep, MOST_BYTES, MOST_CELLS, MOST_ENTRIES, MOST_FILES, MOST_TIME, pathFits } from './limits.ts';
import { type BrowserRequest, gpuOrigin, type Input, type LogEntry, type Moment, type Origin } from './log.ts';
import type { SessionLog } from './log.ts';

/** Of the format. A text of another one is refused. */
const VERSION = 1;
/** Why a text is no session. `version`: of another version of Drydock. */
export class CodecError extends Error {
  constructor(readonly why: 'damaged' | 'version' | 'too-big') {
    super(why);
  }
}

/** A session with what it showed, so that whoever plays it sees whether it is still the same. */
export interface Packed {
  readonly log: SessionLog;
  /** Digest of the terminal's output at the end. */
  readonly check: string;
}

/** What `Packed.check` says of a terminal's output. */
export function checkOf(output: Uint8Array): string {
  return sha256hex(output).slice(0, 8);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Codes of the letters, and back: 255 for what is none. */
const CODES = encode(LETTERS);
const VALUES = new Uint8Array(128).fill(255);
CODES.forEach((code, i) => (VALUES[code] = i));

/** Base64 with the alphabet for URLs, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out[at++] = CODES[n >> 18]!;
    out[at++] = CODES[(n >> 12) & 63]!;
    // what lies beyond the end falls away
    out[at++] = CODES[(n >> 6) & 63]!;
    out[at++] = CODES[n & 63]!;
  }
  return decode(out);
}

/** @throws CodecError damaged */
export function fromBase64url(text: string): Uint8Array {
  if (text.length % 4 === 1) throw new CodecError('damaged');
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let n = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const v = VALUES[text.charCodeAt(i)] ?? 255;
    if (v === 255) throw new CodecError('damaged');
    n = ((n << 6) | v) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = (n >> bits) & 0xff;
    }
  }
  return out;
}

type Row = (string | number | null | Row)[];

/** Bytes that text would take in JSON, quotes included. */
function jsonLength(utf8: Uint8Array): number {
  let n = 2;
  for (const b of utf8) n += b >= 0x20 ? (b === 0x22 || b === 0x5c ? 2 : 1) : b >= 8 && b <= 13 && b !== 11 ? 2 : 6;
  return n;
}

/** Bytes as text where they are text and that is shorter, else in base64 within a list. */
function packBytes(bytes: Uint8Array): string | Row {
  // a byte order mark would be lost
  if (bytes[0] !== 0xef && jsonLength(bytes) <= 4 + Math.ceil((bytes.length * 4) / 3)) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // not text
    }
  }
  return [toBase64url(bytes)];
}

function packInput(input: Input): Row {
  switch (input.kind) {
    case 'keys':
      return ['k', input.text];
    case 'size':
      return ['s', input.columns, input.rows];
    case 'language':
      return ['l', input.language];
    case 'write':
      return ['w', input.path, packBytes(input.data)];
    case 'folder':
      return ['f', input.path];
    case 'remove':
      return ['r', input.path];
    case 'rename':
      return ['n', input.path, input.to];
    case 'request':
      return [
        'h',
        input.request.method,
        input.request.url,
        input.request.headers.map((h): Row => [...h]),
        packBytes(input.request.body),
      ];
  }
}

/** Is there more in a session than it may hold? */
function overfull(entries: readonly LogEntry[]): boolean {
  if (entries.length > MOST_ENTRIES) return true;
  return entries.reduce((n, e) => n + (isFileStep(e.input) ? 1 : 0), 0) > MOST_FILES;
}

/** Bytes up to which time is taken to make a text as short as can be. */
const SHORT = 1 << 20;

/**
 * A session as text. The result grows with what was typed, not with what was shown.
 * @param quick for a text that is only kept: a long one is not compressed
 * @throws CodecError too-big: `unpackSession` would not take it
 */
export function packSession({ log, check }: Packed, quick = false): string {
  if (overfull(log.entries)) throw new CodecError('too-big');
  let steps = 0;
  let at = 0;
  const rows = log.entries.map((e): Row => {
    const row: Row = [e.steps - steps, e.at - at, ...packInput(e.input)];
    ({ steps, at } = e);
    return row;
  });
  const { scenario, seed, columns, rows: lines, gpus } = log.origin;
  const value: Row = [
    scenario ?? null,
    seed,
    columns,
    lines,
    rows,
    log.end === undefined ? null : [log.end.steps, log.end.at],
    check,
    // a session without GPUs is as it was before there were any
    ...(gpus === undefined || gpus === 0 ? [] : [gpus]),
  ];
  const plain = encode(JSON.stringify(value));
  if (plain.length > MOST_BYTES) throw new CodecError('too-big');
  const body = deflateSync(plain, { level: plain.length <= SHORT ? 9 : quick ? 0 : 1 });
  return `${VERSION}.${toBase64url(concat([hexBytes(sha256hex(plain).slice(0, 8)), body]))}`;
}

function hexBytes(hex: string): Uint8Array {
  return new Uint8Array(hex.match(/../g)!.map((x) => parseInt(x, 16)));
}

/** Unpacks piece by piece, so that a small text cannot become a huge one. */
function inflate(bytes: Uint8Array): Uint8Array {
  const out: Uint8Array[] = [];
  let total = 0;
  let ended = false;
  const stream = new Inflate((chunk, last) => {
    total += chunk.length;
    if (total > MOST_BYTES) throw new CodecError('too-big');
    out.push(chunk);
    ended = last;
  });
  const PIECE = 4096;
  try {
    for (let i = 0; i < bytes.length; i += PIECE) stream.push(bytes.subarray(i, i + PIECE), i + PIECE >= bytes.length);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    throw new CodecError('damaged');
  }
  if (!ended) throw new CodecError('damaged');
  return concat(out);
}

// --- reading what may be anything

const bad = (): never => {
  throw new CodecError('damaged');
};
const list = (x: unknown): readonly unknown[] => (Array.isArray(x) ? x : bad());
const text = (x: unknown): string => (typeof x === 'string' ? x : bad());
const number = (x: unknown): number => (typeof x === 'number' && Number.isFinite(x) && x >= 0 ? x : bad());
const whole = (x: unknown, most = Number.MAX_SAFE_INTEGER): number =>
  Number.isInteger(number(x)) && (x as number) <= most ? (x as number) : bad();
const bytes = (x: unknown): Uint8Array => (typeof x === 'string' ? encode(x) : fromBase64url(text(list(x)[0])));
const path = (x: unknown): string => (text(x).startsWith('/') && pathFits(x as string) ? (x as string) : bad());
/** Columns or rows. */
const cells = (x: unknown): number => whole(x, MOST_CELLS);
/** A place in the session's time. */
const time = (x: unknown): number => (number(x) <= MOST_TIME ? (x as number) : bad());

function readRequest(args: readonly unknown[]): BrowserRequest {
  return {
    method: text(args[0]),
    url: text(args[1]),
    headers: list(args[2]).map((h): [string, string] => [text(list(h)[0]), text(list(h)[1])]),
    body: bytes(args[3]),
  };
}

function readInput(kind: unknown, args: readonly unknown[]): Input {
  switch (kind) {
    case 'k':
      return { kind: 'keys', text: text(args[0]) };
    case 's':
      return { kind: 'size', columns: cells(args[0]), rows: cells(args[1]) };
    case 'l':
      return { kind: 'language', language: args[0] === 'en' || args[0] === 'es' ? args[0] : bad() };
    case 'w':
      return { kind: 'write', path: path(args[0]), data: bytes(args[1]) };
    case 'f':
      return { kind: 'folder', path: path(args[0]) };
    case 'r':
      return { kind: 'remove', path: path(args[0]) };
    case 'n':
      return { kind: 'rename', path: path(args[0]), to: path(args[1]) };
    case 'h':
      return { kind: 'request', request: readRequest(args) };
    default:
      return bad();
  }
}

function readMoment(x: unknown): Moment {
  const [steps, at] = list(x);
  return { steps: whole(steps), at: time(at) };
}

function readLog(value: unknown): Packed {
  const [scenario, seed, columns, lines, rows, end, check, gpus] = list(value);
  const origin: Origin = {
    scenario: scenario === null ? undefined : text(scenario),
    seed: whole(seed),
    columns: cells(columns),
    rows: cells(lines),
    ...gpuOrigin(gpus === undefined ? 0 : whole(gpus, MOST_GPUS)),
  };
  let steps = 0;
  let at = 0;
  if (list(rows).length > MOST_ENTRIES) throw new CodecError('too-big');
  const entries = list(rows).map((row): LogEntry => {
    const [dSteps, dAt, kind, ...args] = list(row);
    steps = whole(steps + whole(dSteps));
    at = time(at + number(dAt));
    return { steps, at, input: readInput(kind, args) };
  });
  if (overfull(entries)) throw new CodecError('too-big');
  return { log: { origin, entries, end: end === null ? undefined : readMoment(end) }, check: text(check) };
}

/** The session in a text of `packSession`. @throws CodecError */
export function unpackSession(packed: string): Packed {
  const [, version, body] = /^(\d{1,4})\.([\w-]*)$/.exec(packed.trim()) ?? bad();
  if (Number(version) !== VERSION) throw new CodecError('version');
  const all = fromBase64url(body!);
  if (all.length < 5) throw new CodecError('damaged');
  const plain = inflate(all.subarray(4));
  if (sha256hex(plain).slice(0, 8) !== [...all.subarray(0, 4)].map((b) => b.toString(16).padStart(2, '0')).join(''))
    throw new CodecError('damaged');
  let value: unknown;
  try {
    value = JSON.parse(decode(plain));
  } catch {
    throw new CodecError('damaged');
  }
  return readLog(value);
}
