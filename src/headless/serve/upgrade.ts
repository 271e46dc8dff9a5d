// The first request of a connection is looked at before the daemon sees it: what asks for HTTP/2 goes elsewhere.

import type { Socket } from 'node:net';
import type { Machine } from '../../lab/machine.ts';
import type { Waiting } from './runner.ts';

export type UpgradeKind = 'session' | 'grpc';

export interface UpgradeHead {
  /** Path and query as they were asked for. */
  readonly target: string;
  /** Header fields by their name in small letters; each with all its values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

/** How the machine's time is told that somebody waits for it. */
export interface Time {
  /** Somebody waits from now on: in the pace `fast` the clock runs ahead for them, see `Runner`. */
  wait(): Waiting;
}

/**
 * Takes a connection that asked for HTTP/2 by `POST /session` or `POST /grpc`. Nothing has been answered yet (not
 * even 101); what came behind the head is the socket's next data. Whatever it makes ready in the machine runs by itself.
 */
export type Upgrade = (kind: UpgradeKind, socket: Socket, head: UpgradeHead, machine: Machine, time: Time) => void;

/** A request's line is not longer where it asks for an upgrade, and neither is the whole head. */
const LONGEST_LINE = 1_024;
const LONGEST_HEAD = 65_536;

/** Which of the two a request line asks for; 'more' when that cannot be known yet. */
function asks(text: string): UpgradeKind | 'more' | undefined {
  const line = text.split('\r\n', 1)[0]!;
  const start = 'POST /';
  if (!line.startsWith(start.slice(0, line.length))) return undefined;
  if (line.length === text.length) return text.length < LONGEST_LINE ? 'more' : undefined;
  return /^POST (?:\/v\d+\.\d+)?\/(session|grpc)(?:\?\S*)? HTTP\/1\.1$/.exec(line)?.[1] as UpgradeKind | undefined;
}

function headOf(text: string): UpgradeHead {
  const [start = '', ...lines] = text.split('\r\n');
  const headers: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const line of lines) {
    const cut = line.indexOf(':');
    if (cut > 0) (headers[line.slice(0, cut).toLowerCase()] ??= []).push(line.slice(cut + 1).trim());
  }
  return { target: start.split(' ')[1] ?? '', headers };
}

/**
 * Looks at the beginning of a fresh connection.
 * @param other takes every connection that asks for something else; its bytes are the socket's next data
 * @param upgrade takes the others, with their head
 */
export function sortOut(
  socket: Socket,
  other: () => void,
  upgrade: (kind: UpgradeKind, head: UpgradeHead) => void,
): void {
  let seen: Buffer = Buffer.alloc(0);
  const leave = (rest: Buffer): void => {
    socket.off('data', look);
    socket.off('end', ended);
    socket.pause();
    if (rest.length > 0) socket.unshift(rest);
  };
  const look = (bytes: Buffer): void => {
    seen = seen.length === 0 ? bytes : Buffer.concat([seen, bytes]);
    const text = seen.toString('latin1');
    const kind = asks(text);
    if (kind === 'more') return;
    const end = text.indexOf('\r\n\r\n');
    if (kind !== undefined && end >= 0) {
      leave(seen.subarray(end + 4));
      upgrade(kind, headOf(text.slice(0, end)));
    } else if (kind === undefined || seen.length > LONGEST_HEAD) {
      leave(seen);
      other();
    }
  };
  // half a request is the daemon's to refuse
  const ended = (): void => {
    leave(seen);
    other();
  };
  socket.on('data', look);
  socket.on('end', ended);
}
