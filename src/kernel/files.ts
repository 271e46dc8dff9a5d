// Open files: what a file descriptor stands for. Shared after dup and fork, hence counted.

import { append, EMPTY, concat } from '../fs/bytes.ts';
import { type FileNode, FsError } from '../fs/node.ts';
import type { Cell, Pin } from '../fs/cell.ts';
import { type Task, type Wake, WaitQueue, waitFor } from './block.ts';
import type { Kernel } from './kernel.ts';
import { room, tooBig } from './limits.ts';
import { ByteQueue } from './pipe.ts';
import type { Tty } from './tty.ts';

export type ReadResult = Uint8Array | Exclude<Wake, 'ready'>;

export abstract class OpenFile {
  refs = 1;
  /** What `ls -l /proc/self/fd` would show. */
  abstract readonly name: string;
  /** Empty bytes are the end. */
  abstract read(max: number, deadline?: number): Task<ReadResult>;
  /** False when nobody will ever read it (a broken pipe). */
  abstract write(bytes: Uint8Array): Task<boolean>;
  protected closed(): void {}
  get tty(): Tty | undefined {
    return undefined;
  }
  /** Would a read return at once? */
  get hasInput(): boolean {
    return true;
  }
  retain(): this {
    this.refs++;
    return this;
  }
  release(): void {
    if (--this.refs === 0) this.closed();
  }
}

export class RegularFile extends OpenFile {
  offset = 0;
  private readonly pin: Pin;
  constructor(
    private readonly kernel: Kernel,
    private readonly cell: Cell,
    parts: readonly string[],
    file: FileNode,
    readonly name: string,
    private readonly mode: { read: boolean; write: boolean; append: boolean },
  ) {
    super();
    this.pin = cell.pin(parts, file);
  }
  get node(): FileNode | undefined {
    return this.cell.pinned(this.pin);
  }
  *read(max: number): Task<ReadResult> {
    if (!this.mode.read) throw new FsError('EBADF', this.name);
    const data = this.node?.data ?? EMPTY;
    const out = data.subarray(this.offset, this.offset + max);
    this.offset += out.length;
    return out;
  }
  *write(bytes: Uint8Array): Task<boolean> {
    if (!this.mode.write) throw new FsError('EBADF', this.name);
    const length = this.node?.data.length ?? 0;
    const at = this.mode.append ? length : this.offset;
    const most = room(this.kernel.running, this.cell, length);
    if (at + bytes.length > most.size) {
      // what fits is written, as far as it goes
      if (at < most.size) this.writeNow(bytes.subarray(0, most.size - at));
      throw tooBig(this.kernel.running, most.error, this.name);
    }
    this.writeNow(bytes);
    return true;
  }
  writeNow(bytes: Uint8Array): void {
    const node = this.node;
    if (node === undefined || bytes.length === 0) return;
    const old = node.data;
    if (this.mode.append) this.offset = old.length;
    let data: Uint8Array;
    if (this.offset === old.length) data = append(old, bytes);
    else if (this.offset > old.length) data = concat([old, new Uint8Array(this.offset - old.length), bytes]);
    else data = concat([old.subarray(0, this.offset), bytes, old.subarray(this.offset + bytes.length)]);
    this.offset += bytes.length;
    this.cell.writePinned(this.pin, { ...node, data, mtime: this.kernel.now });
  }
  truncate(size: number): void {
    const node = this.node;
    if (node === undefined) return;
    const most = room(this.kernel.running, this.cell, node.data.length);
    if (size > node.data.length && size > most.size) throw tooBig(this.kernel.running, most.error, this.name);
    const data =
      size <= node.data.length
        ? node.data.slice(0, size)
        : concat([node.data, new Uint8Array(size - node.data.length)]);
    this.cell.writePinned(this.pin, { ...node, data, mtime: this.kernel.now });
  }
  protected override closed(): void {
    this.cell.unpin(this.pin);
  }
}

export class PipeReader extends OpenFile {
  readonly name = 'pipe';
  constructor(readonly queue: ByteQueue) {
    super();
  }
  override get hasInput(): boolean {
    return this.queue.length > 0 || this.queue.writeClosed;
  }
  read(max: number, deadline?: number): Task<ReadResult> {
    return this.queue.read(max, deadline);
  }
  *write(): Task<boolean> {
    throw new FsError('EBADF', this.name);
  }
  protected override closed(): void {
    this.queue.closeRead();
  }
}

export class PipeWriter extends OpenFile {
  readonly name = 'pipe';
  constructor(readonly queue: ByteQueue) {
    super();
  }
  *read(): Task<ReadResult> {
    throw new FsError('EBADF', this.name);
  }
  write(bytes: Uint8Array): Task<boolean> {
    return this.queue.write(bytes);
  }
  protected override closed(): void {
    this.queue.closeWrite();
  }
}

/** A terminal as programs hold it. */
export class TtyFile extends OpenFile {
  constructor(private readonly terminal: Tty) {
    super();
  }
  get name(): string {
    return this.terminal.name;
  }
  override get tty(): Tty {
    return this.terminal;
  }
  override get hasInput(): boolean {
    return this.terminal.hasInput;
  }
  read(max: number, deadline?: number): Task<ReadResult> {
    return this.terminal.read(max, deadline);
  }
  *write(bytes: Uint8Array): Task<boolean> {
    this.terminal.write(bytes);
    return true;
  }
}

/** /dev/null, /dev/zero and their kin. */
export class DeviceFile extends OpenFile {
  constructor(
    readonly name: string,
    readonly device: string,
    private readonly kernel: Kernel,
  ) {
    super();
  }
  *read(max: number): Task<ReadResult> {
    if (this.device === 'zero' || this.device === 'full') return new Uint8Array(Math.min(max, 65536));
    if (this.device === 'random') return this.kernel.random.bytes(Math.min(max, 65536));
    return EMPTY;
  }
  *write(): Task<boolean> {
    if (this.device === 'full') throw new FsError('ENOSPC', this.name);
    return true;
  }
}

/** Output that goes to a function of the host: container logs, captured streams. */
export class SinkFile extends OpenFile {
  constructor(
    private readonly sink: (bytes: Uint8Array) => void,
    private readonly onClose: () => void = () => {},
    readonly name = 'pipe',
  ) {
    super();
  }
  *read(): Task<ReadResult> {
    return EMPTY;
  }
  *write(bytes: Uint8Array): Task<boolean> {
    this.sink(bytes);
    return true;
  }
  protected override closed(): void {
    this.onClose();
  }
}

/** Fixed input: here-documents, `echo … |` of the host. */
export class BytesFile extends OpenFile {
  private at = 0;
  readonly name = 'pipe';
  constructor(private readonly bytes: Uint8Array) {
    super();
  }
  *read(max: number): Task<ReadResult> {
    const out = this.bytes.subarray(this.at, this.at + max);
    this.at += out.length;
    return out;
  }
  *write(): Task<boolean> {
    throw new FsError('EBADF', this.name);
  }
}

/** A named pipe: readers and writers wait for each other at the opening. */
export class Fifo {
  queue = new ByteQueue();
  readers = 0;
  writers = 0;
  readonly opened = new WaitQueue();
  *open(write: boolean): Task<OpenFile> {
    if (this.readers === 0 && this.writers === 0) this.queue = new ByteQueue();
    if (write) this.writers++;
    else this.readers++;
    this.opened.wake();
    while (write ? this.readers === 0 : this.writers === 0) yield* waitFor([this.opened]);
    const queue = this.queue;
    const fifo = this;
    if (!write) {
      return new (class extends PipeReader {
        protected override closed(): void {
          if (--fifo.readers === 0) super.closed();
        }
      })(queue);
    }
    return new (class extends PipeWriter {
      protected override closed(): void {
        if (--fifo.writers === 0) super.closed();
      }
    })(queue);
  }
}
