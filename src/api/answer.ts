// Requests and answers of the daemon, apart from how they travel.

import { encode } from '../fs/bytes.ts';
import type { Task } from '../kernel/block.ts';
import type { AttachStream, OutputChunk, Stream } from './stream.ts';

/** A request, its body still to come. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  header(name: string): string;
  body(): Task<Uint8Array>;
}

/** What goes back: a body, pieces of one over time, or the connection itself. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Written before the daemon's own headers are. */
  readonly bare?: boolean;
  /** What Go's server takes the body for, where nobody said it. */
  readonly sniffed?: string;
  /** The server's own refusal of what is no request: nothing but its type and why, and the connection ends. */
  readonly close?: boolean;
  readonly body?: Uint8Array;
  readonly pieces?: Stream<Uint8Array>;
  readonly hijack?: AttachStream;
  /** Pieces of an upgraded connection's output, as they stand on the wire. */
  readonly frame?: (chunk: OutputChunk) => Uint8Array;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** A JSON answer, with the newline that Go's encoder puts behind it; `<`, `>` and `&` as they are. */
export function jsonAnswer(value: unknown, status = 200): ApiAnswer {
  return { status, headers: JSON_TYPE, body: encode(`${plainStringify(value)}\n`) };
}

/** A value whose type writes itself (json.Marshaler): escaped as encoding/json does, wherever it stands. */
export class Marshalled {
  constructor(readonly value: unknown) {}
}

/** JSON as the daemon's answers have it (SetEscapeHTML(false)). */
function plainStringify(value: unknown): string {
  const own: string[] = [];
  const text = JSON.stringify(value, (_, v: unknown) =>
    v instanceof Marshalled ? `\0${own.push(goStringify(v.value)) - 1}\0` : v,
  );
  const plain = (text ?? 'null').replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  return own.length === 0 ? plain : plain.replace(/"\\u0000(\d+)\\u0000"/g, (_, n: string) => own[Number(n)]!);
}

/** JSON as encoding/json writes it. */
export function goStringify(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function failure(status: number, message: string): ApiAnswer {
  return jsonAnswer({ message }, status);
}
