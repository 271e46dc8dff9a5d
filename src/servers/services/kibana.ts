// Kibana in front of Elasticsearch: it waits for it, and shows that it is there.

import { FsError } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { program } from '../../programs/args.ts';
import { page } from '../../programs/net/html.ts';
import { parseUrl } from '../../programs/net/http.ts';
import { htmlReply, http, iso, json, live, plainReply } from './life.ts';

export const kibana: Program = program(function* (p) {
  const hosts = (p.getenv('ELASTICSEARCH_HOSTS') ?? p.getenv('ELASTICSEARCH_URL') ?? 'http://elasticsearch:9200')
    .replace(/^\[?"?|"?\]?$/g, '')
    .split(/"?,\s*"?/);
  const log = (level: string, where: string, text: string): Task =>
    p.print(`[${iso(p).replace('Z', '+00:00')}][${level}][${where}] ${text}\n`);
  const version = p.getenv('ELASTIC_VERSION') ?? '9.2.0';
  let ready = false;
  let why = '';
  /** Can Elasticsearch be reached at this moment? */
  const reach = function* (q: Process): Task<boolean> {
    const url = parseUrl(hosts[0]!);
    const [ip] = url === undefined ? [] : resolveHost(q, url.host);
    if (url === undefined || ip === undefined) {
      why = `getaddrinfo ENOTFOUND ${url?.host ?? hosts[0]}`;
      return false;
    }
    try {
      (yield* q.kernel.net.connect(q, q.net, ip, url.port, 3000)).close();
      return true;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      why = `connect ${error.code} ${ip}:${url.port}`;
      return false;
    }
  };
  yield* p.sleep(4000);
  yield* log('INFO ', 'root', 'Kibana is starting');
  p.fork(function* (q) {
    for (let said = false; ;) {
      const now = yield* reach(q);
      if (!now && (!said || ready))
        yield* q.print(
          `[${iso(q).replace('Z', '+00:00')}][ERROR][elasticsearch-service] Unable to retrieve version information from Elasticsearch nodes. ${why}\n`,
        );
      if (now && !ready) {
        yield* q.sleep(6000);
        yield* q.print(`[${iso(q).replace('Z', '+00:00')}][INFO ][status] Kibana is now available\n`);
      }
      said = true;
      ready = now;
      yield* q.sleep(2500);
    }
  });
  return yield* live(
    p,
    [
      http(5601, function* (r) {
        if (!ready) return plainReply('Kibana server is not ready yet.', '503 Service Unavailable');
        if (r.path === '/api/status')
          return json({
            name: p.uts.hostname,
            version: { number: version },
            status: { overall: { level: 'available', summary: 'All services and plugins are available' } },
          });
        if (r.path === '/') return htmlReply('', '302 Found', [['Location', '/app/home']]);
        return htmlReply(page('Elastic', '<p>Kibana runs. Its application is not simulated.</p>'));
      }),
    ],
    {
      *opened() {
        yield* log('INFO ', 'http.server.Preboot', 'http server running at http://0.0.0.0:5601');
      },
      *ended() {
        yield* log('INFO ', 'plugins-system.standard', 'Stopping all plugins.');
      },
    },
  );
});
