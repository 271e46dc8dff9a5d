// What an answer is that goes on: items over time, and the two ends of an attached terminal.

import type { Task } from '../kernel/block.ts';
import type { Tty } from '../kernel/tty.ts';

/** Something that delivers items over time; undefined is the end. */
export interface Stream<T> {
  next(): Task<T | undefined>;
  close(): void;
  /** The same, with a virtual time at which waiting ends; streams from elsewhere may lack it. */
  nextBefore?(deadline: number): Task<T | 'timeout' | undefined>;
}

export interface OutputChunk {
  readonly stream: 1 | 2;
  readonly bytes: Uint8Array;
}

/** Output of a container. */
export interface OutputStream extends Stream<OutputChunk> {
  /** It comes from a terminal: one stream, as it is. */
  readonly raw: boolean;
}

/** Both ends of an attached container or exec. */
export interface AttachStream extends OutputStream {
  write(bytes: Uint8Array): Task;
  closeWrite(): void;
  resize(columns: number, rows: number): void;
  /** The terminal behind it, for relaying keys; undefined without one. */
  readonly terminal: Tty | undefined;
}
