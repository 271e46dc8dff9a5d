// What lives beside a container's record: its tree, its namespaces, its process, its output.

import { Cell } from '../fs/cell.ts';
import type { DirNode } from '../fs/node.ts';
import { getAt, putAt } from '../fs/tree.ts';
import { type Task, WaitQueue } from '../kernel/block.ts';
import type { Cgroup } from '../kernel/cgroup.ts';
import { type OpenFile, BytesFile, PipeReader, SinkFile, TtyFile } from '../kernel/files.ts';
import type { NetNs, Listener } from '../kernel/net.ts';
import { ByteQueue } from '../kernel/pipe.ts';
import { PidNs, type Process, type UtsNs } from '../kernel/process.ts';
import { Tty } from '../kernel/tty.ts';
import type { MountNs } from '../kernel/vfs.ts';
import type { AttachStream, OutputChunk } from '../api/stream.ts';
import { type Injection, NOTHING } from './devices/additions.ts';
import type { Core } from './ports/core.ts';
import type { Rotation } from './logfiles.ts';
import { Broadcast, type Channel, LogStore } from './streams.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** Output that waits for those who are attached. */
class HeldSink extends SinkFile {
  constructor(
    sink: (bytes: Uint8Array) => void,
    private readonly readers: Broadcast,
  ) {
    super(sink);
  }
  override *write(bytes: Uint8Array): Task<boolean> {
    yield* this.readers.settled();
    return yield* super.write(bytes);
  }
}
class HeldTty extends TtyFile {
  constructor(
    terminal: Tty,
    private readonly readers: Broadcast,
  ) {
    super(terminal);
  }
  override *write(bytes: Uint8Array): Task<boolean> {
    yield* this.readers.settled();
    return yield* super.write(bytes);
  }
}

/** Standard streams of a process of a container, with a terminal or with pipes. */
export class Streams {
  readonly tty: Tty | undefined;
  readonly stdin: ByteQueue | undefined;
  readonly broadcast: Broadcast;
  private ended = false;

  /**
   * @param onOutput told of every write, before those who are attached
   */
  constructor(
    engine: Engine,
    options: { tty: boolean; openStdin: boolean; name: string },
    private readonly onOutput: (stream: 1 | 2, bytes: Uint8Array) => void,
  ) {
    this.broadcast = new Broadcast(() => this.ended);
    if (options.tty) {
      this.tty = new Tty(engine.kernel, options.name);
      this.tty.output = (bytes) => this.out(1, bytes);
    }
    this.stdin = options.openStdin && !options.tty ? new ByteQueue() : undefined;
  }

  private out(stream: 1 | 2, bytes: Uint8Array): void {
    const copy = bytes.slice();
    this.onOutput(stream, copy);
    this.broadcast.send(stream, copy);
  }

  /** Descriptors 0, 1 and 2 for the process. */
  files(): Map<number, OpenFile> {
    if (this.tty !== undefined) {
      const file = new HeldTty(this.tty, this.broadcast);
      return new Map<number, OpenFile>([
        [0, file],
        [1, file],
        [2, file],
      ]);
    }
    const input = this.stdin === undefined ? new BytesFile(new Uint8Array(0)) : new PipeReader(this.stdin);
    return new Map<number, OpenFile>([
      [0, input],
      [1, new HeldSink((b) => this.out(1, b), this.broadcast)],
      [2, new HeldSink((b) => this.out(2, b), this.broadcast)],
    ]);
  }

  /** Does a program wait for what clients write? */
  get reading(): boolean {
    const { tty, stdin } = this;
    if (tty !== undefined) return tty.innermost().readable.waiters.size > 0;
    return stdin !== undefined && !stdin.writeClosed && stdin.readable.waiters.size > 0;
  }

  end(): void {
    this.ended = true;
    this.broadcast.end();
  }

  /** A client at the streams. `closeStdin`: the end of the client's input is the end of the process's (StdinOnce). */
  attach(options: { stdin: boolean; stdout: boolean; stderr: boolean; closeStdin: boolean }): AttachStream {
    const channel: Channel<OutputChunk> = this.broadcast.attach();
    const { tty, stdin } = this;
    return {
      *next(): Task<OutputChunk | undefined> {
        for (;;) {
          const chunk = yield* channel.next();
          if (chunk === undefined || (chunk.stream === 1 ? options.stdout : options.stderr || tty !== undefined))
            return chunk;
        }
      },
      close: () => channel.close(),
      *write(bytes: Uint8Array): Task {
        if (!options.stdin) return;
        if (tty !== undefined) tty.input(bytes);
        else if (stdin !== undefined) yield* stdin.write(bytes);
      },
      closeWrite: () => {
        if (options.stdin && options.closeStdin) stdin?.closeWrite();
      },
      resize: (columns, rows) => tty?.resize(columns, rows),
      terminal: tty,
      raw: tty !== undefined,
    };
  }
}

export class ContainerRuntime {
  /** The image's tree with the writable layer on top. */
  readonly cell: Cell;
  streams: Streams | undefined;
  readonly log: LogStore;
  pids: PidNs | undefined;
  net: NetNs | undefined;
  uts: UtsNs | undefined;
  mounts: MountNs | undefined;
  /** What `/dev/shm` is, for whoever joins its IPC namespace. */
  shm: { readonly cell: Cell; readonly sub: readonly string[] } | undefined;
  cgroup: Cgroup | undefined;
  process: Process | undefined;
  /** What of the host's devices it got when it started. */
  injection: Injection = NOTHING;
  listeners: Listener[] = [];
  /** Stopped by a person: the restart policy keeps still. */
  stoppedByHand = false;
  /** Between the stop and the start of `docker restart`, or being removed: --rm waits. */
  beingRestarted = false;
  /** Exit code of the last run, known even after --rm took the record away. */
  lastCode: number | undefined;
  /** When the next automatic start is due; cancels it. */
  cancelRestart: (() => void) | undefined;
  cancelHealth: (() => void) | undefined;
  restartDelay = 100;
  readonly exited = new WaitQueue();
  readonly removed = new WaitQueue();
  readonly changed = new WaitQueue();

  constructor(
    private readonly engine: Engine,
    readonly id: string,
    /** Tree of the image. */
    readonly base: DirNode,
    rotation?: Rotation,
  ) {
    this.log = new LogStore(rotation);
    this.cell = new Cell(base, id);
  }

  /** What a start puts here, as it is now; the result puts it back. */
  kept(): () => void {
    const { streams, pids, net, uts, mounts, cgroup, process, injection } = this;
    const { stoppedByHand, restartDelay, cancelHealth } = this;
    const place = { streams, pids, net, uts, mounts, cgroup, process, injection };
    return () => {
      Object.assign(this, place, { stoppedByHand, restartDelay, cancelHealth });
    };
  }

  /** Makes a directory in the container's own tree, with its parents. */
  makeDir(path: string, uid = 0, gid = 0): void {
    const parts = path.split('/').filter((x) => x !== '');
    if (parts.length === 0) return;
    const there = getAt(this.cell.root, parts);
    if (there !== undefined) return;
    for (let i = 1; i <= parts.length; i++) {
      const at = getAt(this.cell.root, parts.slice(0, i));
      if (at?.kind === 'link') return;
    }
    const dir: DirNode = { kind: 'dir', mode: 0o755, uid, gid, mtime: this.engine.now, entries: new Map() };
    this.cell.replace(putAt(this.cell.snapshot(), parts, dir, { mtime: this.engine.now }));
  }
}
