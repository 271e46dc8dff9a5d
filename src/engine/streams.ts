// Streams between the daemon and its clients, and the output of containers.

import { concat, decode } from '../fs/bytes.ts';
import { type Task, WaitQueue, waitFor } from '../kernel/block.ts';
import type { OutputChunk, Stream } from '../api/stream.ts';
import type { Rotation } from './logfiles.ts';

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
  /** Lines and bytes of each file, the one that is written last; only where files have a size. */
  private readonly written: { lines: number; bytes: number }[] = [{ lines: 0, bytes: 0 }];

  /** @param rotation how its driver keeps it; without one it may grow */
  constructor(private readonly rotation?: Rotation) {}

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

  /** Begins a new file when the present one is full; the oldest goes when there are too many. */
  private rotate(line: LogLine, { size, files, cost }: Rotation): void {
    if (this.written.at(-1)!.bytes >= size) this.written.push({ lines: 0, bytes: 0 });
    if (this.written.length > files) {
      const gone = this.lines.splice(0, this.written.shift()!.lines);
      for (const l of gone) this.bytes -= l.bytes.length;
    }
    const file = this.written.at(-1)!;
    file.lines++;
    file.bytes += cost(line);
  }

  private add(line: LogLine): void {
    if (this.rotation !== undefined) this.rotate(line, this.rotation);
    this.lines.push(line);
    this.bytes += line.bytes.length;
    if (this.bytes <= MAX_BYTES) return;
    let drop = 0;
    while (this.bytes > MAX_BYTES / 2) this.bytes -= this.lines[drop++]!.bytes.length;
    this.lines = this.lines.slice(drop);
    for (let left = drop; left > 0;) {
      const file = this.written[0]!;
      const some = Math.min(left, file.lines);
      file.lines -= some;
      left -= some;
      if (file.lines > 0 || this.written.length === 1) break;
      this.written.shift();
    }
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
