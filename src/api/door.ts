// The short way between a client and an engine of the same machine: behind a listener stands an engine, and values pass
// instead of bytes. Which engine that is has been decided at the socket, as for everybody else.

import type { Listener } from '../kernel/net.ts';
import type { DockerApi } from './operations.ts';

const doors = new WeakMap<Listener, () => DockerApi>();

/** A daemon of this machine answers behind the listener. */
export function openDoor(listener: Listener, api: () => DockerApi): void {
  doors.set(listener, api);
}

/** The engine behind a listener; undefined for one that is to be spoken to by bytes. */
export function doorOf(listener: Listener): (() => DockerApi) | undefined {
  return doors.get(listener);
}
