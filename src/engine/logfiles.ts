// How much of a log its driver keeps: files that are begun anew when they are full.

import { decode } from '../fs/bytes.ts';
import type { HostConfig } from '../api/types/host.ts';
import type { LogLine } from './streams.ts';

/** How a driver keeps its lines. */
export interface Rotation {
  /** A file that holds this many bytes is full; the line that came last may have overfilled it. */
  readonly size: number;
  /** Files at the most, the one that is written among them. */
  readonly files: number;
  /** Bytes that a line takes in a file. */
  readonly cost: (line: LogLine) => number;
}

/** Bytes of `"stream":"stdout"`, the time with nanoseconds, and what JSON wants around them, newline included. */
const JSON_FRAME = 69;

/** A line as json-file writes it. Go escapes `<`, `>` and `&` too, and keeps invalid bytes as \ufffd. */
function jsonCost(line: LogLine): number {
  const text = JSON.stringify(decode(line.bytes)).replace(/[<>&]/g, '\\u0000');
  return new TextEncoder().encode(text).length - 2 + JSON_FRAME;
}

/** A line as `local` writes it: a message of protocol buffers between its length and its length again. */
function localCost(line: LogLine): number {
  const n = line.bytes.at(-1) === 10 ? line.bytes.length - 1 : line.bytes.length;
  return 8 + 8 + 10 + 1 + (n < 128 ? 1 : n < 16_384 ? 2 : 3) + n;
}

/** `10`, `1k`, `20m`: sizes of logs are decimal. */
function sizeOf(text: string): number {
  const m = /^(-?\d+(?:\.\d+)?)\s*([kmgtp]?)i?b?$/i.exec(text);
  return m === null ? -1 : Math.floor(Number(m[1]) * 1000 ** ' kmgtp'.indexOf(m[2]!.toLowerCase() || ' '));
}

/** What a container's log options say; undefined when its log may grow. json-file keeps one file of any size, `local` five of 20 MB. */
export function rotationOf({ Type, Config }: HostConfig['LogConfig']): Rotation | undefined {
  const local = Type === 'local';
  if (Type !== 'json-file' && !local) return undefined;
  const size = sizeOf(Config['max-size'] ?? (local ? '20m' : '-1'));
  if (size <= 0) return undefined;
  return { size, files: Number(Config['max-file'] ?? (local ? 5 : 1)), cost: local ? localCost : jsonCost };
}
