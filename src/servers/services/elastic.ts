// Elasticsearch as a single node: its settings, its log, its start and end.

import type { Program } from '../../kernel/block.ts';
import { FsError } from '../../fs/node.ts';
import { encode } from '../../fs/bytes.ts';
import type { Process } from '../../kernel/process.ts';
import { reader } from '../../kernel/users.ts';
import { program } from '../../programs/args.ts';
import { http, live, mute, ownIp, Taken } from './life.ts';
import { api, type Indices } from './elastic-api.ts';
import { kibana } from './kibana.ts';
import { log } from './elastic-log.ts';

const HOME = '/usr/share/elasticsearch';

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

export const elasticServers: Record<string, Program> = { elasticsearch, kibana };
