// What became of a program's dealings with the network, as the kernel notes it for whoever explains it.

import type { Errno } from '../fs/node.ts';
import type { NetNs } from './net.ts';
import type { MountNs } from './vfs.ts';

/** A name that was not resolved, or a connection that was not opened. */
export interface Refusal {
  /** Virtual ms. */
  readonly at: number;
  readonly net: NetNs;
  readonly mounts: MountNs;
  readonly program: string;
  /** Asked by a container's own main process or what it started, not by somebody who typed. */
  readonly background: boolean;
  /** Name that was looked for, when it is a name that failed. */
  readonly name?: string;
  readonly ip?: string;
  readonly port?: number;
  readonly error: 'ENONAME' | Errno;
  /** A program had taken the connection (or let it wait) and broke it off. */
  readonly taken?: boolean;
}

/** What a client was answered over HTTP. */
export interface Answer {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly status: number;
  readonly body: Uint8Array;
}
