// Elasticsearch as a single node with its everyday API over JSON documents in its data folder, and Kibana in front of it.

import type { Program, Task } from '../../kernel/block.ts';
import { FsError } from '../../fs/node.ts';
import { encode } from '../../fs/bytes.ts';
import { type HttpMessage, parseUrl, reply } from '../../programs/net/http.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { program } from '../../programs/args.ts';
import { page } from '../../programs/net/html.ts';
import {
  type Handler,
  htmlReply,
  http,
  iso,
  json,
  live,
  mute,
  ownIp,
  plainReply,
  type Request,
  Taken,
} from './life.ts';

const HOME = '/usr/share/elasticsearch';

type Document = Record<string, unknown>;
interface Index {
  uuid: string;
  next: number;
  docs: Record<string, { version: number; seq: number; source: Document }>;
}
type Indices = Record<string, Index>;

/** Settings: the configuration file, then the environment's names with dots, then `-E`. */
function settings(p: Process): Map<string, string> {
  const out = new Map<string, string>();
  for (const m of reader(p)(`${HOME}/config/elasticsearch.yml`).matchAll(/^([\w.]+):\s*"?([^"\n]*?)"?\s*$/gm))
    out.set(m[1]!, m[2]!);
  for (const [k, v] of p.env) {
    if (/^[a-z][\w]*(\.[\w.]+)+$/.test(k)) out.set(k, v);
    else if (/^ES_SETTING_/.test(k))
      out.set(k.slice(11).toLowerCase().replace(/__/g, '\0').replace(/_/g, '.').replace(/\0/g, '_'), v);
  }
  p.args.forEach((a, i) => {
    const text = a.startsWith('-E') ? a.slice(2) || (p.args[i + 1] ?? '') : '';
    if (text.includes('=')) out.set(text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1));
  });
  return out;
}

function* log(
  p: Process,
  names: { node: string; cluster: string },
  message: string,
  logger: string,
  level = 'INFO',
  thread = 'main',
): Task {
  yield* p.print(
    `${JSON.stringify({ '@timestamp': iso(p), 'log.level': level, message, 'ecs.version': '1.2.0', 'service.name': 'ES_ECS', 'event.dataset': 'elasticsearch.server', 'process.thread.name': thread, 'log.logger': logger, 'elasticsearch.node.name': names.node, 'elasticsearch.cluster.name': names.cluster })}\n`,
  );
}

const error = (status: number, type: string, reason: string): HttpMessage =>
  json(
    { error: { root_cause: [{ type, reason }], type, reason }, status },
    `${status} ${{ 400: 'Bad Request', 404: 'Not Found', 405: 'Method Not Allowed' }[status] ?? 'Error'}`,
  );

/** Documents that a query finds; a text names what is not simulated. */
function search(index: Index, query: unknown): { id: string; source: Document }[] | string {
  const docs = Object.entries(index.docs).map(([id, d]) => ({ id, source: d.source }));
  if (query === undefined) return docs;
  const [kind = '', body] = Object.entries(query as Document)[0] ?? [];
  const words = (v: unknown): string[] =>
    String(v)
      .toLowerCase()
      .split(/\W+/)
      .filter((x) => x !== '');
  const field = (source: Document, name: string): unknown =>
    name
      .replace(/\.keyword$/, '')
      .split('.')
      .reduce<unknown>((x, k) => (x as Document | undefined)?.[k], source);
  const entry = (): [string, unknown] => Object.entries((body ?? {}) as Document)[0] ?? ['', ''];
  const plain = (v: unknown): unknown =>
    typeof v === 'object' && v !== null ? ((v as Document)['query'] ?? (v as Document)['value']) : v;
  switch (kind) {
    case 'match_all':
      return docs;
    case 'match':
    case 'match_phrase': {
      const [name, v] = entry();
      const wanted = words(plain(v));
      return docs.filter((d) => wanted.some((w) => words(field(d.source, name)).includes(w)));
    }
    case 'term': {
      const [name, v] = entry();
      return docs.filter((d) => String(field(d.source, name)).toLowerCase() === String(plain(v)).toLowerCase());
    }
    case 'query_string':
    case 'multi_match': {
      const wanted = words((body as Document)['query']);
      return docs.filter((d) => wanted.some((w) => words(JSON.stringify(d.source)).includes(w)));
    }
    default:
      return kind;
  }
}

function api(
  indices: Indices,
  names: { node: string; cluster: string; version: string; uuid: string },
  save: () => void,
): Handler {
  const count = (i: Index): number => Object.keys(i.docs).length;
  const health = (): object => {
    const shards = Object.keys(indices).length;
    return {
      cluster_name: names.cluster,
      status: shards > 0 ? 'yellow' : 'green',
      timed_out: false,
      number_of_nodes: 1,
      number_of_data_nodes: 1,
      active_primary_shards: shards,
      active_shards: shards,
      relocating_shards: 0,
      initializing_shards: 0,
      unassigned_shards: shards,
      unassigned_primary_shards: 0,
      delayed_unassigned_shards: 0,
      number_of_pending_tasks: 0,
      number_of_in_flight_fetch: 0,
      task_max_waiting_in_queue_millis: 0,
      active_shards_percent_as_number: shards > 0 ? 50 : 100,
    };
  };
  const make = (p: Process, name: string): Index =>
    (indices[name] ??= { uuid: p.kernel.random.hex(22), next: 0, docs: {} });
  return function* (r: Request, p: Process) {
    const parts = r.path
      .split('/')
      .filter((x) => x !== '')
      .map(decodeURIComponent);
    let body: Document = {};
    if (r.text.trim() !== '' && parts.at(-1) !== '_bulk') {
      try {
        body = JSON.parse(r.text) as Document;
      } catch {
        return error(400, 'parse_exception', 'request body is not valid JSON');
      }
    }
    const pretty = (value: unknown): HttpMessage =>
      r.query.has('pretty')
        ? reply('200 OK', `${JSON.stringify(value, null, 2)}\n`, [['Content-Type', 'application/json']])
        : json(value);
    if (parts.length === 0) {
      return reply(
        '200 OK',
        `${JSON.stringify({ name: names.node, cluster_name: names.cluster, cluster_uuid: names.uuid, version: { number: names.version, build_flavor: 'default', build_type: 'docker', build_hash: '0000000000000000000000000000000000000000', build_date: '2025-10-01T00:00:00Z', build_snapshot: false, lucene_version: names.version.startsWith('9') ? '10.3.1' : '9.12.0', minimum_wire_compatibility_version: '7.17.0', minimum_index_compatibility_version: '7.0.0' }, tagline: 'You Know, for Search' }, null, 2)}\n`,
        [
          ['X-elastic-product', 'Elasticsearch'],
          ['Content-Type', 'application/json'],
        ],
      );
    }
    const [first = '', second, third] = parts;
    if (first === '_cluster' && second === 'health') return pretty(health());
    if (first === '_cat') {
      const v = r.query.has('v');
      if (second === 'health')
        return plainReply(
          `${v ? 'epoch      timestamp cluster        status node.total node.data shards pri relo init unassign pending_tasks max_task_wait_time active_shards_percent\n' : ''}${Math.floor(p.kernel.now / 1000)} ${iso(p).slice(11, 19)}  ${names.cluster} ${Object.keys(indices).length > 0 ? 'yellow' : 'green'}           1         1      ${Object.keys(indices).length}   ${Object.keys(indices).length}    0    0        0             0                  -                100.0%\n`,
        );
      if (second === 'indices')
        return plainReply(
          `${v ? 'health status index uuid                   pri rep docs.count docs.deleted store.size pri.store.size dataset.size\n' : ''}${Object.entries(
            indices,
          )
            .map(
              ([n, i]) =>
                `yellow open   ${n} ${i.uuid}   1   1          ${count(i)}            0      ${count(i) * 4 + 0.2}kb         ${count(i) * 4 + 0.2}kb       ${count(i) * 4 + 0.2}kb\n`,
            )
            .join('')}`,
        );
      if (second === 'nodes')
        return plainReply(
          `${v ? 'ip         heap.percent ram.percent cpu load_1m load_5m load_15m node.role   master name\n' : ''}${ownIp(p)} 24 97 8 0.52 0.30 0.20 cdfhilmrstw * ${names.node}\n`,
        );
      return error(400, 'illegal_argument_exception', `drydock: '_cat/${second ?? ''}' is not simulated`);
    }
    if (first === '_bulk' || second === '_bulk') {
      const rows = r.text.split('\n').filter((x) => x.trim() !== '');
      const items: object[] = [];
      try {
        for (let i = 0; i < rows.length; i++) {
          const [action = '', meta] =
            Object.entries(JSON.parse(rows[i]!) as Record<string, { _index?: string; _id?: string }>)[0] ?? [];
          if (action !== 'index' && action !== 'create')
            return error(400, 'illegal_argument_exception', `drydock: bulk action '${action}' is not simulated`);
          const name = meta?._index ?? first;
          const index = make(p, name);
          const id = meta?._id ?? p.kernel.random.hex(20);
          index.docs[id] = { version: 1, seq: index.next++, source: JSON.parse(rows[++i] ?? '{}') as Document };
          items.push({ [action]: { _index: name, _id: id, _version: 1, result: 'created', status: 201 } });
        }
      } catch {
        return error(400, 'illegal_argument_exception', 'Malformed action/metadata line');
      }
      save();
      return json({ errors: false, took: 5, items });
    }
    if (first.startsWith('_') && first !== '_search')
      return error(400, 'illegal_argument_exception', `drydock: '${r.method} /${first}' is not simulated`);
    const index = indices[first];
    const missing = (): HttpMessage =>
      json(
        {
          error: {
            root_cause: [{ type: 'index_not_found_exception', reason: `no such index [${first}]`, index: first }],
            type: 'index_not_found_exception',
            reason: `no such index [${first}]`,
            index: first,
            index_uuid: '_na_',
          },
          status: 404,
        },
        '404 Not Found',
      );
    if (second === undefined && first !== '_search') {
      if (r.method === 'HEAD')
        return reply(index === undefined ? '404 Not Found' : '200 OK', '', [['Content-Type', 'application/json']]);
      if (r.method === 'PUT') {
        if (index !== undefined)
          return error(400, 'resource_already_exists_exception', `index [${first}/${index.uuid}] already exists`);
        if (!/^[a-z0-9][a-z0-9_.+-]*$/.test(first))
          return error(400, 'invalid_index_name_exception', `Invalid index name [${first}], must be lowercase`);
        make(p, first);
        save();
        yield* log(
          p,
          names,
          `[${first}] creating index, cause [api], templates [], shards [1]/[1]`,
          'org.elasticsearch.cluster.metadata.MetadataCreateIndexService',
        );
        return json({ acknowledged: true, shards_acknowledged: true, index: first });
      }
      if (index === undefined) return missing();
      if (r.method === 'DELETE') {
        delete indices[first];
        save();
        return json({ acknowledged: true });
      }
      return pretty({
        [first]: {
          aliases: {},
          mappings: {},
          settings: {
            index: { number_of_shards: '1', number_of_replicas: '1', uuid: index.uuid, provided_name: first },
          },
        },
      });
    }
    if (second === '_search' || second === '_count' || first === '_search') {
      const chosen =
        first === '_search' || first === '_all' || first === '*'
          ? Object.entries(indices)
          : index === undefined
            ? []
            : ([[first, index]] as [string, Index][]);
      if (chosen.length === 0 && first !== '_search') return missing();
      const q = r.query.get('q');
      const hits: object[] = [];
      for (const [name, i] of chosen) {
        const found = search(i, q === undefined ? body['query'] : { query_string: { query: q.replace(/^.*:/, '') } });
        if (typeof found === 'string')
          return error(400, 'parsing_exception', `drydock: query [${found}] is not simulated`);
        for (const d of found) hits.push({ _index: name, _id: d.id, _score: 1, _source: d.source });
      }
      if (second === '_count')
        return pretty({ count: hits.length, _shards: { total: 1, successful: 1, skipped: 0, failed: 0 } });
      const from = Number(body['from'] ?? r.query.get('from') ?? 0);
      return pretty({
        took: 2,
        timed_out: false,
        _shards: { total: chosen.length, successful: chosen.length, skipped: 0, failed: 0 },
        hits: {
          total: { value: hits.length, relation: 'eq' },
          max_score: hits.length > 0 ? 1 : null,
          hits: hits.slice(from, from + Number(body['size'] ?? r.query.get('size') ?? 10)),
        },
      });
    }
    if (second === '_refresh' || second === '_flush') return json({ _shards: { total: 2, successful: 1, failed: 0 } });
    if (second === '_mapping') return index === undefined ? missing() : pretty({ [first]: { mappings: {} } });
    if (second === '_doc' || second === '_create') {
      if (r.method === 'POST' || r.method === 'PUT') {
        const i = make(p, first);
        const id = third ?? p.kernel.random.hex(20);
        const old = i.docs[id];
        const doc = { version: (old?.version ?? 0) + 1, seq: i.next++, source: body };
        i.docs[id] = doc;
        save();
        return json(
          {
            _index: first,
            _id: id,
            _version: doc.version,
            result: old === undefined ? 'created' : 'updated',
            _shards: { total: 2, successful: 1, failed: 0 },
            _seq_no: doc.seq,
            _primary_term: 1,
          },
          old === undefined ? '201 Created' : '200 OK',
        );
      }
      if (index === undefined) return missing();
      const doc = index.docs[third ?? ''];
      if (r.method === 'DELETE' && doc !== undefined) {
        delete index.docs[third!];
        save();
        return json({
          _index: first,
          _id: third,
          _version: doc.version + 1,
          result: 'deleted',
          _shards: { total: 2, successful: 1, failed: 0 },
          _seq_no: index.next++,
          _primary_term: 1,
        });
      }
      if (doc === undefined) return json({ _index: first, _id: third, found: false }, '404 Not Found');
      return pretty({
        _index: first,
        _id: third,
        _version: doc.version,
        _seq_no: doc.seq,
        _primary_term: 1,
        found: true,
        _source: doc.source,
      });
    }
    return error(400, 'illegal_argument_exception', `drydock: '${r.method} ${r.path}' is not simulated`);
  };
}

const elasticsearch: Program = program(function* (p) {
  const s = settings(p);
  const version = p.getenv('ELASTIC_VERSION') ?? '9.2.0';
  const names = {
    node: s.get('node.name') ?? p.uts.hostname,
    cluster: s.get('cluster.name') ?? 'docker-cluster',
    version,
    uuid: p.kernel.random.hex(22),
  };
  const single = s.get('discovery.type') === 'single-node';
  const secure = (s.get('xpack.security.enabled') ?? (version.startsWith('7') ? 'false' : 'true')) !== 'false';
  yield* p.sleep(4000);
  yield* log(
    p,
    names,
    `version[${version}], pid[${p.nsPid}], build[docker/0000000/2025-10-01T00:00:00Z], OS[Linux/6.12.48+deb13-amd64/amd64], JVM[Oracle Corporation/OpenJDK 64-Bit Server VM/25/25+36]`,
    'org.elasticsearch.node.Node',
  );
  yield* log(
    p,
    names,
    `JVM arguments [-Xms${/-Xms(\w+)/.exec(p.getenv('ES_JAVA_OPTS') ?? '')?.[1] ?? '4g'}, -Xmx${/-Xmx(\w+)/.exec(p.getenv('ES_JAVA_OPTS') ?? '')?.[1] ?? '4g'}]`,
    'org.elasticsearch.node.Node',
  );
  yield* p.sleep(3500);
  const file = `${s.get('path.data') ?? `${HOME}/data`}/nodes.json`;
  let indices: Indices = {};
  try {
    p.fs.mkdirp(file.slice(0, file.lastIndexOf('/')));
    if (p.fs.exists(file)) indices = JSON.parse(p.fs.readText(file)) as Indices;
    else p.fs.writeFile(file, encode('{}'));
  } catch (error) {
    if (!(error instanceof FsError) && !(error instanceof SyntaxError)) throw error;
    yield* log(
      p,
      names,
      `fatal exception while booting Elasticsearch: java.lang.IllegalStateException: failed to obtain node locks, tried [${HOME}/data]; maybe these locations are not writable`,
      'org.elasticsearch.bootstrap.Elasticsearch',
      'ERROR',
    );
    return 1;
  }
  yield* log(
    p,
    names,
    `node name [${names.node}], node ID [${p.kernel.random.hex(22)}], cluster name [${names.cluster}], roles [data, ingest, master]`,
    'org.elasticsearch.node.Node',
  );
  yield* p.sleep(3000);
  yield* log(
    p,
    names,
    `using discovery type [${single ? 'single-node' : 'multi-node'}] and seed hosts providers [settings]`,
    'org.elasticsearch.discovery.DiscoveryModule',
  );
  yield* log(p, names, 'initialized', 'org.elasticsearch.node.Node');
  yield* log(p, names, 'starting ...', 'org.elasticsearch.node.Node');
  if (
    !single &&
    !secure &&
    !['discovery.seed_hosts', 'cluster.initial_master_nodes', 'discovery.seed_providers'].some((k) => s.has(k))
  ) {
    yield* log(
      p,
      names,
      'bound or publishing to a non-loopback address, enforcing bootstrap checks',
      'org.elasticsearch.bootstrap.BootstrapChecks',
    );
    yield* log(
      p,
      names,
      'node validation exception\n[1] bootstrap checks failed. You must address the points described in the following [1] lines before starting Elasticsearch.\nbootstrap check failure [1] of [1]: the default discovery settings are unsuitable for production use; at least one of [discovery.seed_hosts, discovery.seed_providers, cluster.initial_master_nodes] must be configured',
      'org.elasticsearch.bootstrap.Elasticsearch',
      'ERROR',
    );
    yield* p.eprint(
      'ERROR: Elasticsearch did not exit normally - check the logs at /usr/share/elasticsearch/logs/docker-cluster.log\n',
    );
    return 78;
  }
  const port = Number(s.get('http.port') ?? 9200);
  const save = (): void => p.fs.writeFile(file, encode(JSON.stringify(indices)));
  const front = secure
    ? mute(port, (q, peer) =>
        log(
          q,
          names,
          `received plaintext http traffic on an https channel, closing connection Netty4HttpChannel{localAddress=/${ownIp(q)}:${port}, remoteAddress=/${peer}}`,
          'org.elasticsearch.http.netty4.Netty4HttpServerTransport',
          'WARN',
          `elasticsearch[${names.node}][transport_worker][T#1]`,
        ),
      )
    : http(port, api(indices, names, save));
  try {
    return yield* live(p, [front, mute(9300)], {
      *opened() {
        yield* log(
          p,
          names,
          `publish_address {${ownIp(p)}:9300}, bound_addresses {[::]:9300}`,
          'org.elasticsearch.transport.TransportService',
        );
        yield* log(
          p,
          names,
          `publish_address {${ownIp(p)}:${port}}, bound_addresses {[::]:${port}}`,
          'org.elasticsearch.http.AbstractHttpServerTransport',
        );
        yield* log(
          p,
          names,
          `started {${names.node}}{${names.uuid}}{${ownIp(p)}}{${ownIp(p)}:9300}`,
          'org.elasticsearch.node.Node',
        );
        if (secure)
          yield* log(
            p,
            names,
            "drydock: 'xpack.security.enabled=true' is not simulated: the port is open and speaks no TLS; set xpack.security.enabled=false",
            'org.elasticsearch.xpack.security.Security',
            'WARN',
          );
        if (single)
          yield* log(
            p,
            names,
            `Node [{${names.node}}] is selected as the current health node.`,
            'org.elasticsearch.health.node.selection.HealthNodeTaskExecutor',
          );
      },
      *ended() {
        yield* log(p, names, 'stopping ...', 'org.elasticsearch.node.Node');
        yield* log(p, names, 'stopped', 'org.elasticsearch.node.Node');
        yield* log(p, names, 'closed', 'org.elasticsearch.node.Node');
      },
      status: (signal) => 128 + signal,
    });
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    yield* log(
      p,
      names,
      `fatal exception while booting Elasticsearch: java.net.BindException: Address already in use`,
      'org.elasticsearch.bootstrap.Elasticsearch',
      'ERROR',
    );
    return 1;
  }
});

const kibana: Program = program(function* (p) {
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

export const elasticServers: Record<string, Program> = { elasticsearch, kibana };
