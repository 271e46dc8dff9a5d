// Who listens in a container, on which address, and why nobody does.

import type { RecordedContainer } from '../api/records.ts';
import type { NetNs } from '../kernel/net.ts';
import { type Hop, names, programOf, say, type World } from './hop.ts';

/** Virtual ms after its start during which a container that does not listen yet may simply not be ready. */
const STARTING = 60_000;

/** Does a process of the container listen at this address? */
export function whoListens(world: World, c: RecordedContainer, ns: NetNs, ip: string, port: number): Hop {
  const what = say('listens', { port });
  const listener = ns.find(ip, port);
  const container = c.name;
  if (listener !== undefined)
    return { what, ok: true, fact: say('listening', { program: programOf(listener), ip: listener.ip, port }) };
  const all = [...ns.listeners.values()].filter((l) => l.protocol === 'tcp');
  const local = all.find((l) => l.port === port && l.ip.startsWith('127.'));
  if (local !== undefined)
    return {
      what,
      ok: false,
      fact: say('onlyLoopback', { program: programOf(local), port, container }),
      mend: say('mendLoopback', { port }),
    };
  const other = all.find((l) => l.port === port);
  if (other !== undefined)
    return {
      what,
      ok: false,
      fact: say('otherAddressInside', { program: programOf(other), ip: other.ip, port }),
      mend: say('mendLoopback', { port }),
    };
  const own = all.filter((l) => !l.ip.startsWith('127.'));
  if (own.length > 0) {
    const host = Object.values(c.hostConfig.PortBindings ?? {})
      .flat()
      .find((b) => b.HostPort !== '')?.HostPort;
    return {
      what,
      ok: false,
      fact: say('otherPort', { container, port, ports: names(own.map((l) => `${l.port} (${programOf(l)})`)) }),
      mend:
        host === undefined
          ? say('mendOtherPort', { inner: own[0]!.port })
          : say('mendPublishOther', { host, inner: own[0]!.port }),
    };
  }
  const command = [c.path, ...c.args].join(' ');
  const starting = c.health?.status === 'starting' || world.kernel.now - c.startedAt < STARTING;
  if (all.length > 0)
    return {
      what,
      ok: false,
      fact: say('loopbackOtherPort', { container, ports: names(all.map((l) => `${l.ip}:${l.port}`)), port }),
      mend: say('mendLoopback', { port: all[0]!.port }),
    };
  if (starting)
    return {
      what,
      ok: false,
      fact: say('notReady', {
        container,
        seconds: Math.round((world.kernel.now - c.startedAt) / 1000),
        command,
        health: c.health?.status ?? '',
      }),
      mend: say(c.health === undefined ? 'mendWait' : 'mendWaitHealthy', { container }),
    };
  return {
    what,
    ok: false,
    fact: say('nobodyListens', { container, command, port }),
    mend: say('mendNobodyListens', { container }),
  };
}
