// A session as text: a compact list, compressed, with a checksum, in the letters that a URL's fragment takes.

import { deflateSync, Inflate } from 'fflate';
import { concat, decode, encode } from '../fs/bytes.ts';
import { sha256hex } from '../fs/digest.ts';
import type { BrowserRequest, Input, LogEntry, Moment, Origin, SessionLog } from './log.ts';

/** Of the format. A text of another one is refused. */
const VERSION = 1;
/** Bytes that a text may become when it is unpacked. */
const MOST_BYTES = 16 << 20;
const MOST_ENTRIES = 200_000;

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

/** Base64 with the alphabet for URLs, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  const out: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out.push(LETTERS[n >> 18]!, LETTERS[(n >> 12) & 63]!);
    if (i + 1 < bytes.length) out.push(LETTERS[(n >> 6) & 63]!);
    if (i + 2 < bytes.length) out.push(LETTERS[n & 63]!);
  }
  return out.join('');
}

/** @throws CodecError damaged */
export function fromBase64url(text: string): Uint8Array {
  if (text.length % 4 === 1) throw new CodecError('damaged');
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let n = 0;
  let bits = 0;
  for (const c of text) {
    const v = LETTERS.indexOf(c);
    if (v < 0) throw new CodecError('damaged');
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

/** Bytes as text where they are text, else in base64 within a list. */
function packBytes(bytes: Uint8Array): string | Row {
  try {
    const asText = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // a byte order mark would be lost
    if (bytes[0] !== 0xef) return asText;
  } catch {
    // not text
  }
  return [toBase64url(bytes)];
}

function packInput(input: Input): Row {
  switch (input.kind) {
    case 'keys': return ['k', input.text];
    case 'size': return ['s', input.columns, input.rows];
    case 'language': return ['l', input.language];
    case 'write': return ['w', input.path, packBytes(input.data)];
    case 'folder': return ['f', input.path];
    case 'remove': return ['r', input.path];
    case 'rename': return ['n', input.path, input.to];
    case 'request': return ['h', input.request.method, input.request.url, input.request.headers.map((h): Row => [...h]), packBytes(input.request.body)];
  }
}

/** A session as text. The result grows with what was typed, not with what was shown. */
export function packSession({ log, check }: Packed): string {
  let steps = 0;
  let at = 0;
  const rows = log.entries.map((e): Row => {
    const row: Row = [e.steps - steps, e.at - at, ...packInput(e.input)];
    ({ steps, at } = e);
    return row;
  });
  const { scenario, seed, columns, rows: lines } = log.origin;
  const value: Row = [scenario ?? null, seed, columns, lines, rows, log.end === undefined ? null : [log.end.steps, log.end.at], check];
  const plain = encode(JSON.stringify(value));
  const body = deflateSync(plain, { level: 9 });
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
const whole = (x: unknown, most = Number.MAX_SAFE_INTEGER): number => (Number.isInteger(number(x)) && (x as number) <= most ? (x as number) : bad());
const bytes = (x: unknown): Uint8Array => (typeof x === 'string' ? encode(x) : fromBase64url(text(list(x)[0])));
const path = (x: unknown): string => (text(x).startsWith('/') ? (x as string) : bad());

function readRequest(args: readonly unknown[]): BrowserRequest {
  return { method: text(args[0]), url: text(args[1]), headers: list(args[2]).map((h): [string, string] => [text(list(h)[0]), text(list(h)[1])]), body: bytes(args[3]) };
}

function readInput(kind: unknown, args: readonly unknown[]): Input {
  switch (kind) {
    case 'k': return { kind: 'keys', text: text(args[0]) };
    case 's': return { kind: 'size', columns: whole(args[0], 10_000), rows: whole(args[1], 10_000) };
    case 'l': return { kind: 'language', language: args[0] === 'en' || args[0] === 'es' ? args[0] : bad() };
    case 'w': return { kind: 'write', path: path(args[0]), data: bytes(args[1]) };
    case 'f': return { kind: 'folder', path: path(args[0]) };
    case 'r': return { kind: 'remove', path: path(args[0]) };
    case 'n': return { kind: 'rename', path: path(args[0]), to: path(args[1]) };
    case 'h': return { kind: 'request', request: readRequest(args) };
    default: return bad();
  }
}

function readMoment(x: unknown): Moment {
  const [steps, at] = list(x);
  return { steps: whole(steps), at: number(at) };
}

function readLog(value: unknown): Packed {
  const [scenario, seed, columns, lines, rows, end, check] = list(value);
  const origin: Origin = { scenario: scenario === null ? undefined : text(scenario), seed: whole(seed), columns: whole(columns, 10_000), rows: whole(lines, 10_000) };
  let steps = 0;
  let at = 0;
  if (list(rows).length > MOST_ENTRIES) throw new CodecError('too-big');
  const entries = list(rows).map((row): LogEntry => {
    const [dSteps, dAt, kind, ...args] = list(row);
    steps += whole(dSteps);
    at += number(dAt);
    return { steps, at, input: readInput(kind, args) };
  });
  return { log: { origin, entries, end: end === null ? undefined : readMoment(end) }, check: text(check) };
}

/** The session in a text of `packSession`. @throws CodecError */
export function unpackSession(packed: string): Packed {
  const [, version, body] = /^(\d{1,4})\.([\w-]*)$/.exec(packed.trim()) ?? bad();
  if (Number(version) !== VERSION) throw new CodecError('version');
  const all = fromBase64url(body!);
  if (all.length < 5) throw new CodecError('damaged');
  const plain = inflate(all.subarray(4));
  if (sha256hex(plain).slice(0, 8) !== [...all.subarray(0, 4)].map((b) => b.toString(16).padStart(2, '0')).join('')) throw new CodecError('damaged');
  let value: unknown;
  try {
    value = JSON.parse(decode(plain));
  } catch {
    throw new CodecError('damaged');
  }
  return readLog(value);
}
