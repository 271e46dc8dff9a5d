// The daemon's program: it listens on its socket, and answers what comes there from the table of routes.

import { openDoor } from '../api/door.ts';
import type { DockerApi } from '../api/operations.ts';
import { serveApi } from '../api/serve.ts';
import type { Program } from '../kernel/block.ts';
import { Listener } from '../kernel/net.ts';

/**
 * @param api the engine behind it; asked for when somebody first wants it
 * @param dev what the node of its socket says
 * @param door may clients of this machine pass values instead of bytes?
 */
export function dockerd(api: () => DockerApi, dev: string, door: boolean): Program {
  return function* (p) {
    const listener = new Listener('', 0, 'tcp', p);
    p.kernel.net.unix.set(dev, listener);
    if (door) openDoor(listener, api);
    return yield* serveApi(p, [listener], api);
  };
}
