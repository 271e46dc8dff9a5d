// A worker of nginx: it takes connections and answers one client after the other.

import { sha256hex } from '../../fs/digest.ts';
import { FsError } from '../../fs/node.ts';
import { type Task, waitFor } from '../../kernel/block.ts';
import type { Connection, Listener } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { formatMessage, header, readBody, readHead, socketFd, Wire } from '../../programs/net/http.ts';
import { Loop } from '../../programs/net/loop.ts';
import { fileOf, reply, rootOf } from './content.ts';
import { logAccess, logError } from './log.ts';
import type { Master } from './main.ts';
import type { Listen, Model } from './model.ts';
import { type Context, normalUri } from './context.ts';
import { answer, chooseServer, finish } from './serve.ts';

/** A worker: one loop over all addresses and all its clients. */
export function* work(
  master: Master,
  q: Process,
  model: Model,
  own: readonly { listener: Listener; listen: Listen }[],
): Task<number> {
  q.argv = ['nginx: worker process'];
  q.actions.set(SIGNALS.QUIT, 'catch');
  q.actions.set(SIGNALS.TERM, 'catch');
  q.actions.set(SIGNALS.INT, 'ignore');
  q.actions.set(SIGNALS.PIPE, 'ignore');
  const loop = new Loop();
  const busy = new Set<object>();
  let quitting = false;
  for (const { listener, listen } of own) {
    loop.add(
      (function* () {
        for (;;) {
          const connection = yield* q.kernel.net.accept(q, listener);
          if (connection === undefined) {
            if (listener.closed || quitting) return;
            yield* waitFor([listener.arrived]);
            continue;
          }
          if (quitting) {
            listener.backlog.unshift(connection);
            return;
          }
          loop.add(client(master, q, model, listen, connection, busy));
        }
      })(),
    );
  }
  for (;;) {
    const why = yield* loop.run(q, {
      failed: (error) => {
        if (!(error instanceof FsError)) throw error;
      },
      stop: () => quitting && busy.size === 0,
    });
    const signal = why === 'signal' ? q.takeSignal() : undefined;
    if (why === 'signal' && signal !== SIGNALS.QUIT && signal !== SIGNALS.TERM) continue;
    if (signal === SIGNALS.QUIT && !quitting) {
      quitting = true;
      yield* logError(q, master.logs, [model.tree], 'notice', 'gracefully shutting down');
      continue;
    }
    if (why === 'ended' && !quitting) return 0;
    loop.close();
    yield* logError(q, master.logs, [model.tree], 'notice', 'exiting');
    yield* logError(q, master.logs, [model.tree], 'notice', 'exit');
    return 0;
  }
}

/** One client's connection. */
function* client(
  master: Master,
  q: Process,
  model: Model,
  listen: Listen,
  connection: Connection,
  busy: Set<object>,
): Task {
  const fd = socketFd(q, connection);
  const wire = new Wire(q, fd);
  const number = ++master.connections;
  master.stats.accepts++;
  master.stats.active++;
  const token = {};
  try {
    for (let requests = 1; ; requests++) {
      const head = yield* readHead(wire, 'request');
      if (head === undefined) return;
      busy.add(token);
      master.stats.requests++;
      const bad = head === 'malformed';
      const start = bad ? '' : head.start;
      const [method = '', target = ''] = start.split(' ');
      const named = bad ? '' : (header(head, 'host') ?? '');
      const host = (/^https?:\/\/([^/:]+)/.exec(target)?.[1] ?? named.replace(/:\d+$/, '')).toLowerCase();
      const server = chooseServer(listen.servers, listen.fallback, host);
      const request = bad ? { start: '', headers: [], body: new Uint8Array(0) } : head;
      const c: Context = {
        p: q,
        model,
        version: master.version,
        request,
        method,
        target,
        peer: connection.remote,
        local: connection.local,
        began: q.kernel.now,
        id: sha256hex(`${number} ${requests} ${q.kernel.now}`).slice(0, 32),
        connection: number,
        requests,
        host: host === '' ? (server.names[0] ?? '') : host,
        server,
        chain: server.chain,
        location: undefined,
        uri: normalUri(target),
        args: target.split(/\?(.*)/s)[1]?.replace(/#.*/s, '') ?? '',
        captures: [],
        variables: new Map(),
        user: '',
        status: 0,
        bodyBytes: 0,
        sent: undefined,
        proxyHost: '',
        upstreamAnswer: undefined,
        upstreamTries: [],
        internal: false,
        redirects: 0,
        stats: master.stats,
        error: (level, text, upstream) =>
          logError(
            q,
            master.logs,
            c.chain.length > 0 ? [model.tree, ...c.chain] : [model.tree],
            level,
            `*${number} ${text}, client: ${connection.remote.ip}, server: ${server.names[0] ?? ''}, request: "${start}"${upstream === undefined ? '' : `, upstream: "${upstream}"`}${named === '' ? '' : `, host: "${named}"`}`,
          ),
        root: () => rootOf(c),
        file: () => fileOf(c),
      };
      let out = reply(400);
      const missingHost = !bad && header(head, 'host') === undefined && start.endsWith('HTTP/1.1');
      if (!bad && !missingHost) {
        if (header(head, 'expect')?.toLowerCase() === '100-continue')
          yield* q.write(fd, 'HTTP/1.1 100 Continue\r\n\r\n');
        (c as { request: typeof head }).request = { ...head, body: yield* readBody(wire, head, 'request') };
        out = yield* answer(c);
      } else if (missingHost)
        yield* c.error(
          'info',
          'client sent HTTP/1.1 request without "Host" header while reading client request headers',
        );
      c.status = out.status;
      if (out.status === 444) return void (yield* logAccess(c, master.logs, model));
      const message = finish(c, out);
      c.sent = message;
      const body = method === 'HEAD' ? new Uint8Array(0) : message.body;
      c.bodyBytes = body.length;
      yield* q.write(fd, formatMessage({ ...message, body }));
      yield* logAccess(c, master.logs, model);
      busy.delete(token);
      if (bad || missingHost || header(message, 'connection') === 'close') return;
    }
  } finally {
    busy.delete(token);
    master.stats.active--;
    q.closeFd(fd);
  }
}
