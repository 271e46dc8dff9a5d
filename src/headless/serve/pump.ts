// Bytes between a real socket and a connection of the machine, both ways, with back-pressure.

import type { Socket } from 'node:net';
import type { Connection } from '../../kernel/net.ts';
import type { Outlet, Runner } from './runner.ts';

/** Bytes that go out at once. */
const PIECE = 65_536;
/** Real ms that a client has to close a connection that the machine is done with. */
const LINGER = 1_000;

/**
 * Ties a socket to an end of a connection. The socket ends when the machine closes its side; the machine's side sees
 * the end of the input, and is closed when the socket is gone.
 */
export class Pump implements Outlet {
  private readonly forget: (() => void)[] = [];
  private ended = false;
  /** The client has said something. */
  private heard = false;

  constructor(
    private readonly socket: Socket,
    private readonly connection: Connection,
    private readonly runner: Runner,
  ) {
    const { incoming, outgoing } = connection;
    socket.on('data', (bytes: Buffer) => {
      runner.active();
      this.heard = true;
      // the bytes of a Buffer may be a part of something that Node uses again
      outgoing.push(new Uint8Array(bytes));
      if (outgoing.length >= outgoing.capacity) socket.pause();
    });
    socket.on('end', () => outgoing.closeWrite());
    socket.on('drain', () => runner.outgoing(this));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const f of this.forget) f();
      outgoing.closeWrite();
      incoming.closeRead();
      incoming.writable.wake();
    });
    this.forget.push(
      incoming.readable.listen(() => runner.outgoing(this)),
      outgoing.writable.listen(() => {
        if (outgoing.readClosed) this.runner.outgoing(this);
        else if (outgoing.length < outgoing.capacity) socket.resume();
      }),
    );
    runner.outgoing(this);
    socket.resume();
  }

  /** Sends what the machine has written, as much as the socket takes. */
  flush(): void {
    const { socket } = this;
    const { incoming, outgoing } = this.connection;
    if (this.ended || socket.destroyed) return;
    if (incoming.reset) {
      this.ended = true;
      // who has said nothing yet is connected all the same: they see an end, and the system's reset when they speak
      if (this.heard) socket.resetAndDestroy();
      else socket.destroy();
      return;
    }
    while (incoming.length > 0 && !socket.writableNeedDrain) {
      this.runner.active();
      socket.write(incoming.take(PIECE));
    }
    if (incoming.length === 0 && incoming.writeClosed) {
      this.ended = true;
      socket.end();
    }
    // nobody reads what still comes: it is taken from the socket all the same, so that its end is seen
    if (outgoing.readClosed) socket.resume();
    if (outgoing.readClosed && this.ended) {
      const timer = setTimeout(() => socket.destroy(), LINGER);
      this.forget.push(() => clearTimeout(timer));
    }
  }
}
