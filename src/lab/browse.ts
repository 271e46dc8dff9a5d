// The browser tab's way into the machine: one HTTP request by a process of the host.

import { FsError } from '../fs/node.ts';
import type { Program } from '../kernel/block.ts';
import { resolveHost } from '../kernel/resolve.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { formatMessage, parseUrl, readMessage, socketFd, Wire } from '../programs/net/http.ts';
import type { BrowserRequest } from './log.ts';

/** What came back. `error` is why nothing did: the name is unknown, nobody answered, or it was no HTTP. */
export type BrowserAnswer =
  | {
      readonly status: number;
      readonly reason: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: Uint8Array;
    }
  | { readonly error: 'url' | 'scheme' | 'resolve' | 'refused' | 'timeout' | 'unreachable' | 'reset' | 'empty' };

/** Virtual ms after which the browser gives up. */
const PATIENCE = 30_000;

/** A process that asks once. Redirects are not followed; headers that HTTP demands are added. */
export function browser(request: BrowserRequest, done: (answer: BrowserAnswer) => void): Program {
  return function* (p) {
    const url = parseUrl(request.url);
    if (url === undefined || url.port < 1 || url.port > 65535) {
      done({ error: 'url' });
      return 1;
    }
    if (url.scheme !== 'http') {
      done({ error: 'scheme' });
      return 1;
    }
    const [ip] = resolveHost(p, url.host);
    if (ip === undefined) {
      done({ error: 'resolve' });
      return 1;
    }
    p.actions.set(SIGNALS.PIPE, 'ignore');
    let connected = false;
    try {
      const connection = yield* p.kernel.net.connect(p, p.net, ip, url.port, PATIENCE);
      connected = true;
      const fd = socketFd(p, connection);
      const has = (name: string): boolean => request.headers.some(([k]) => k.toLowerCase() === name);
      const headers: (readonly [string, string])[] = [
        ...(has('host') ? [] : [['Host', url.port === 80 ? url.host : `${url.host}:${url.port}`] as const]),
        ...request.headers,
        ['Connection', 'close'],
        ...(request.body.length > 0 && !has('content-length')
          ? [['Content-Length', String(request.body.length)] as const]
          : []),
      ];
      yield* p.write(
        fd,
        formatMessage({ start: `${request.method} ${url.path} HTTP/1.1`, headers, body: request.body }),
      );
      const answer = yield* readMessage(new Wire(p, fd), 'answer', request.method === 'HEAD');
      if (answer === undefined) done({ error: 'empty' });
      else {
        const [, status = '0', reason = ''] = /^\S+ (\d{3}) ?(.*)$/.exec(answer.start) ?? [];
        p.kernel.answered(p, {
          host: url.host,
          port: url.port,
          path: url.path,
          status: Number(status),
          body: answer.body,
        });
        done({ status: Number(status), reason, headers: answer.headers, body: answer.body });
      }
      return 0;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      done({
        error: connected
          ? 'reset'
          : error.code === 'ECONNREFUSED'
            ? 'refused'
            : error.code === 'ETIMEDOUT'
              ? 'timeout'
              : 'unreachable',
      });
      return 1;
    }
  };
}
