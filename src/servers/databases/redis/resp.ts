// The protocol of Redis (RESP 2). Texts are strings of the code points 0–255, one for each byte.

import { concat, fromLatin1, latin1 } from '../../../fs/bytes.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Connection } from '../../../kernel/net.ts';
import { FsError } from '../../../fs/node.ts';

/** An answer: a status, an error, a number, a text, nothing, or a list. */
export type Reply = { status: string } | { error: string } | number | string | null | { none: true } | Reply[];

export function encodeReply(r: Reply): string {
  if (r === null) return '$-1\r\n';
  if (typeof r === 'number') return `:${r}\r\n`;
  if (typeof r === 'string') return `$${r.length}\r\n${r}\r\n`;
  if (Array.isArray(r)) return `*${r.length}\r\n${r.map(encodeReply).join('')}`;
  if ('none' in r) return '*-1\r\n';
  return 'status' in r ? `+${r.status}\r\n` : `-${r.error}\r\n`;
}
export const encodeCommand = (args: readonly string[]): string =>
  `*${args.length}\r\n${args.map((a) => `$${a.length}\r\n${a}\r\n`).join('')}`;

/** The text is no RESP. */
export class ProtocolError extends Error {}

/** Reads commands and answers from a connection. */
export class RespReader {
  private text = '';
  private chunks: Uint8Array[] = [];
  constructor(private readonly connection: Connection) {}

  private *more(deadline?: number): Task<boolean> {
    const got = yield* this.connection.incoming.read(65536, deadline);
    if (typeof got === 'string') throw new FsError(got === 'timeout' ? 'ETIMEDOUT' : 'EINTR', 'socket');
    if (got.length === 0) return false;
    this.chunks.push(got);
    this.text += latin1(concat(this.chunks.splice(0)));
    return true;
  }
  /** Is there something that was read and not yet used? */
  get pending(): boolean {
    return this.text !== '';
  }
  private *line(deadline?: number): Task<string | undefined> {
    for (;;) {
      const at = this.text.indexOf('\n');
      if (at >= 0) {
        const line = this.text.slice(0, at).replace(/\r$/, '');
        this.text = this.text.slice(at + 1);
        return line;
      }
      if (!(yield* this.more(deadline))) return undefined;
    }
  }
  private *exactly(n: number): Task<string | undefined> {
    while (this.text.length < n) if (!(yield* this.more())) return undefined;
    const out = this.text.slice(0, n);
    this.text = this.text.slice(n);
    return out;
  }

  /** The next command; undefined at the end. @throws ProtocolError */
  *command(): Task<string[] | undefined> {
    const head = yield* this.line();
    if (head === undefined) return undefined;
    if (!head.startsWith('*'))
      return (
        splitArgs(head) ??
        (() => {
          throw new ProtocolError('unbalanced quotes in request');
        })()
      );
    const n = Number(head.slice(1));
    if (!Number.isInteger(n) || n > 1024 * 1024) throw new ProtocolError('invalid multibulk length');
    const out: string[] = [];
    for (let i = 0; i < n; i++) {
      const size = yield* this.line();
      if (size === undefined) return undefined;
      if (!size.startsWith('$')) throw new ProtocolError(`expected '$', got '${size.slice(0, 1)}'`);
      const bytes = Number(size.slice(1));
      if (!Number.isInteger(bytes) || bytes < 0 || bytes > 512 * 1024 * 1024)
        throw new ProtocolError('invalid bulk length');
      const text = yield* this.exactly(bytes + 2);
      if (text === undefined) return undefined;
      out.push(text.slice(0, -2));
    }
    return out;
  }

  /** The next answer; undefined at the end. */
  *reply(): Task<Reply | undefined> {
    const head = yield* this.line();
    if (head === undefined) return undefined;
    const rest = head.slice(1);
    switch (head[0]) {
      case '+':
        return { status: rest };
      case '-':
        return { error: rest };
      case ':':
        return Number(rest);
      case '$': {
        if (rest === '-1') return null;
        const text = yield* this.exactly(Number(rest) + 2);
        return text?.slice(0, -2);
      }
      case '*': {
        if (rest === '-1') return { none: true };
        const out: Reply[] = [];
        for (let i = 0; i < Number(rest); i++) {
          const r = yield* this.reply();
          if (r === undefined) return undefined;
          out.push(r);
        }
        return out;
      }
      default:
        throw new ProtocolError(`Protocol error, got ${JSON.stringify(head[0] ?? '')} as reply type byte`);
    }
  }
}

/** Sends text; false when nobody reads it. */
export function* sendText(c: Connection, text: string): Task<boolean> {
  return yield* c.outgoing.write(fromLatin1(text));
}

/** Words of a line with quotes as redis-cli and inline commands know them; undefined when a quote stays open. */
export function splitArgs(line: string): string[] | undefined {
  const out: string[] = [];
  let i = 0;
  for (;;) {
    while (i < line.length && /\s/.test(line[i]!)) i++;
    if (i >= line.length) return out;
    let word = '';
    while (i < line.length && !/\s/.test(line[i]!)) {
      const c = line[i]!;
      if (c === '"' || c === "'") {
        i++;
        for (;;) {
          const d = line[i];
          if (d === undefined) return undefined;
          i++;
          if (d === c) break;
          if (d === '\\' && c === '"') {
            const hex = /^x([0-9a-fA-F]{2})/.exec(line.slice(i));
            if (hex !== null) {
              word += String.fromCharCode(parseInt(hex[1]!, 16));
              i += 3;
            } else {
              const e = line[i++] ?? '';
              word += ({ n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' } as Record<string, string>)[e] ?? e;
            }
          } else if (d === '\\' && line[i] === "'") {
            word += "'";
            i++;
          } else word += d;
        }
        if (i < line.length && !/\s/.test(line[i]!)) return undefined;
      } else {
        word += c;
        i++;
      }
    }
    out.push(word);
  }
}
