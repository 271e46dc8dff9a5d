// Streams between the daemon and its clients, and the output of containers.

import { concat, decode } from '../fs/bytes.ts';
import { type Task, WaitQueue, waitFor } from '../kernel/block.ts';
import type { OutputChunk, Stream } from '../api/stream.ts';

/** A stream that somebody else fills. */
export class Channel<T> implements Stream<T> {
  private items: T[] = [];
  private head = 0;
  private ended = false;
  readonly arrived = new WaitQueue();
  constructor(private readonly onClose: () => void = () => {}) {}
  push(item: T): void {
    if (this.ended) return;
    this.items.push(item);
    this.arrived.wake();
  }
  end(): void {
    this.ended = true;
    this.arrived.wake();
  }
  *next(): Task<T | undefined> {
    const got = yield* this.nextBefore(undefined);
    return got === 'timeout' ? undefined : got;
  }
  *nextBefore(deadline: number | undefined): Task<T | 'timeout' | undefined> {
    while (this.head >= this.items.length) {
      if (this.ended) return undefined;
      const why = yield* waitFor([this.arrived], deadline);
      if (why === 'timeout' && this.head >= this.items.length) return 'timeout';
      if (why === 'signal' && this.head >= this.items.length) return undefined;
    }
    const item = this.items[this.head++]!;
    if (this.head > 1024 && this.head * 2 > this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }
  close(): void {
    this.ended = true;
    this.arrived.wake();
    this.onClose();
  }
}

/** A stream over items that are there already. */
export function* fromItems<T>(items: Iterable<T>): Task<Stream<T>> {
  const channel = new Channel<T>();
  for (const item of items) channel.push(item);
  channel.end();
  return channel;
}

/** One line that a container wrote, with its newline if it had one. */
export interface LogLine {
  readonly time: number;
  readonly stream: 1 | 2;
  readonly bytes: Uint8Array;
}

/** What a log keeps at the most; older lines go. */
const MAX_BYTES = 4 << 20;

/** The log of a container: lines of both streams in the order they were ended. */
export class LogStore {
  lines: LogLine[] = [];
  private bytes = 0;
  private readonly partial: Record<1 | 2, Uint8Array[]> = { 1: [], 2: [] };
  readonly grew = new WaitQueue();

  write(stream: 1 | 2, data: Uint8Array, time: number): void {
    let from = 0;
    for (let at = data.indexOf(10); at >= 0; at = data.indexOf(10, from)) {
      this.add({ time, stream, bytes: concat([...this.partial[stream].splice(0), data.slice(from, at + 1)]) });
      from = at + 1;
    }
    if (from < data.length) this.partial[stream].push(data.slice(from));
    this.grew.wake();
  }

  /** What was written without a newline becomes a line when the process ends. */
  flush(time: number): void {
    for (const stream of [1, 2] as const) {
      if (this.partial[stream].length > 0) this.add({ time, stream, bytes: concat(this.partial[stream].splice(0)) });
    }
    this.grew.wake();
  }

  private add(line: LogLine): void {
    this.lines.push(line);
    this.bytes += line.bytes.length;
    if (this.bytes <= MAX_BYTES) return;
    let drop = 0;
    while (this.bytes > MAX_BYTES / 2) this.bytes -= this.lines[drop++]!.bytes.length;
    this.lines = this.lines.slice(drop);
  }

  text(): string {
    return this.lines.map((l) => decode(l.bytes)).join('');
  }
}

/** Hands the output of a process to whoever is attached. */
export class Broadcast {
  private readonly channels = new Set<Channel<OutputChunk>>();
  constructor(private readonly ended: () => boolean) {}
  send(stream: 1 | 2, bytes: Uint8Array): void {
    for (const c of this.channels) c.push({ stream, bytes });
  }
  attach(): Channel<OutputChunk> {
    const channel: Channel<OutputChunk> = new Channel(() => this.channels.delete(channel));
    if (this.ended()) channel.end();
    else this.channels.add(channel);
    return channel;
  }
  end(): void {
    for (const c of this.channels) c.end();
    this.channels.clear();
  }
}
