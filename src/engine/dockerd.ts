// The daemon that a machine boots with: it listens on its socket, and answers what comes there from the table of routes.
// (As a program that is started by hand, on a host or in a container, it is daemon/program.ts.)

import { openDoor } from '../api/door.ts';
import type { DockerApi } from '../api/operations.ts';
import { type Program, waitFor } from '../kernel/block.ts';
import { Listener } from '../kernel/net.ts';

/** What answers at a listener: the code behind it is only wanted when somebody connects. */
export type Serve = (listener: Listener, api: () => DockerApi) => Program;

/**
 * @param api the engine behind it; asked for when somebody first wants it
 * @param dev what the node of its socket says
 * @param door may clients of this machine pass values instead of bytes?
 * @param gone told when the daemon has ended, however that came about
 */
export function dockerd(api: () => DockerApi, dev: string, door: boolean, serve: Serve, gone: () => void): Program {
  return function* (p) {
    const listener = new Listener('', 0, 'tcp', p);
    p.kernel.net.unix.set(dev, listener);
    if (door) openDoor(listener, api);
    p.onExit.push(() => {
      p.kernel.net.unix.delete(dev);
      listener.closed = true;
      for (const c of listener.backlog.splice(0)) c.abort();
      gone();
    });
    while (listener.backlog.length === 0 && !listener.closed) yield* waitFor([listener.arrived]);
    return yield* serve(listener, api)(p);
  };
}
