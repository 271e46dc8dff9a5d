// For tests: a served engine, and clients that speak bytes.

import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedAnswers } from '../checked.ts';
import { serve, type ServeOptions, type Serving } from './serve.ts';

export interface Served extends Serving {
  readonly dir: string;
  readonly socket: string;
}

const open: Served[] = [];

/** What of the answers is not as the table has it. */
const faults: string[] = [];

/** A served engine at a socket in a folder of its own, whose answers are looked over; `closeAll` ends it. */
export async function served(options: Partial<ServeOptions> = {}): Promise<Served> {
  const dir = mkdtempSync(join(tmpdir(), 'drydock-test-'));
  const socket = join(dir, 'docker.sock');
  const serving = await serve({
    hosts: [`unix://${socket}`],
    observer: checkedAnswers((fault) => faults.push(fault)),
    ...options,
  });
  const all = { ...serving, dir, socket };
  open.push(all);
  return all;
}

/** Ends what `served` made. @throws Error that lists the answers which were not as the table has them */
export function closeAll(): void {
  for (const s of open.splice(0)) {
    s.close();
    rmSync(s.dir, { recursive: true, force: true });
  }
  if (faults.length > 0) throw new Error(`answers that the table does not have:\n${faults.splice(0).join('\n')}`);
}

/** A raw connection: what was said so far, and a wait for more. */
export class Raw {
  said = '';
  closed = false;
  private readonly waiters = new Set<() => void>();
  constructor(readonly socket: Socket) {
    socket.on('data', (b: Buffer) => {
      this.said += b.toString('latin1');
      for (const f of this.waiters) f();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
      for (const f of this.waiters) f();
    });
  }
  static to(where: string | number): Raw {
    return new Raw(typeof where === 'string' ? connect(where) : connect(where, '127.0.0.1'));
  }
  send(text: string | Uint8Array): this {
    this.socket.write(text);
    return this;
  }
  /** Waits until what was said matches, or the connection has closed. @throws Error after some seconds */
  async until(what: RegExp | 'closed', ms = 10_000): Promise<string> {
    const there = (): boolean => this.closed || (what !== 'closed' && what.test(this.said));
    if (!there())
      await new Promise<void>((done, failed) => {
        const timer = setTimeout(() => failed(new Error(`${what} never came after: ${this.said.slice(-400)}`)), ms);
        const look = (): void => {
          if (!there()) return;
          clearTimeout(timer);
          this.waiters.delete(look);
          done();
        };
        this.waiters.add(look);
      });
    return this.said;
  }
}

/** Asks once, and closes. */
export async function ask(where: string | number, method: string, path: string, body?: unknown): Promise<string> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = body === undefined ? '' : `Content-Type: application/json\r\nContent-Length: ${text.length}\r\n`;
  const raw = Raw.to(where).send(`${method} ${path} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n${type}\r\n${text}`);
  return await raw.until('closed', 30_000);
}

/** The status of an answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
