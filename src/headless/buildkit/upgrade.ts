// Connections that asked for HTTP/2: on `/grpc` the daemon answers, on `/session` it asks.

import { performServerHandshake } from 'node:http2';
import type { Machine } from '../../lab/machine.ts';
import type { Upgrade } from '../serve/upgrade.ts';
import { control } from './control.ts';
import { gateway } from './gateway.ts';
import { answerCalls, type Service, unary } from './grpc.ts';
import { Kit } from './kit.ts';
import { Empty } from './messages/common.ts';
import { int, message } from './protobuf.ts';

/** Bytes that the head of an answer may have: an error brings the text of its file along. */
const LONGEST_HEAD = 4 << 20;
const SWITCHED = 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';

const Health = message({ status: int(1) });
const SERVING = 1;

/** BuildKit's connections of a served machine. */
export function buildkit(): Upgrade {
  const kits = new WeakMap<Machine, { kit: Kit; methods: Service }>();
  return (kind, socket, head, machine, time) => {
    let entry = kits.get(machine);
    if (entry === undefined) {
      const kit = new Kit(machine, time);
      const methods = {
        ...control(kit),
        ...gateway(kit),
        '/grpc.health.v1.Health/Check': unary(Empty, Health, () => ({ status: SERVING })),
      };
      kits.set(machine, (entry = { kit, methods }));
    }
    const field = (name: string): readonly string[] => head.headers[`x-docker-expose-session-${name}`] ?? [];
    const id = field('uuid')[0];
    if (!(head.headers['upgrade'] ?? []).some((u) => u.toLowerCase() === 'h2c') || (kind === 'session' && !id)) {
      const text = id === undefined && kind === 'session' ? 'no session id' : 'no upgrade to h2c was asked for';
      const body = `${JSON.stringify({ message: text })}\n`;
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
      return;
    }
    socket.setNoDelay(true);
    socket.write(SWITCHED);
    if (kind === 'session') entry.kit.sessions.take(id!, field('grpc-method'), socket);
    else answerCalls(performServerHandshake(socket, { maxSendHeaderBlockLength: LONGEST_HEAD }), entry.methods);
  };
}
