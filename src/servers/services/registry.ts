// The registry of the distribution project: serves what lies in its folder by the registry's HTTP API.

import {
  type BlobStore,
  readBlob,
  type RegistryServer,
  repositories,
  resolve,
  tagsOf,
} from '../../catalog/distribution.ts';
import { encode } from '../../fs/bytes.ts';
import { dirname } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reader } from '../../kernel/users.ts';
import { Failure, program } from '../../programs/args.ts';
import { header, type HttpMessage, reply } from '../../programs/net/http.ts';
import { type Handler, http, iso, live, stamp, Taken } from './life.ts';

/** The process's own folder as a store. */
function storeOf(p: Process, root: string): BlobStore {
  return {
    read(path) {
      const node = p.fs.tryStat(`${root}/${path}`);
      return node?.kind === 'file' ? node.data : undefined;
    },
    write(path, bytes) {
      p.fs.mkdirp(dirname(`${root}/${path}`), 0o755);
      p.fs.writeFile(`${root}/${path}`, bytes, 0o644);
    },
    list: (dir) => (p.fs.isDir(`${root}/${dir}`) ? p.fs.readdir(`${root}/${dir}`) : []),
  };
}

const VERSION: [string, string] = ['Docker-Distribution-Api-Version', 'registry/2.0'];
const JSON_TYPE: [string, string] = ['Content-Type', 'application/json; charset=utf-8'];
const error = (status: string, code: string, message: string, detail: unknown = null): HttpMessage =>
  reply(status, `${JSON.stringify({ errors: [{ code, message, detail }] })}\n`, [JSON_TYPE, VERSION]);
const ok = (value: unknown): HttpMessage => reply('200 OK', `${JSON.stringify(value)}\n`, [JSON_TYPE, VERSION]);

function api(store: BlobStore): Handler {
  return function* (r) {
    if (r.path === '/') return reply('200 OK', '', [['Cache-Control', 'no-cache']]);
    if (r.path === '/v2/' || r.path === '/v2')
      return r.path === '/v2'
        ? reply('301 Moved Permanently', '', [['Location', '/v2/']])
        : reply('200 OK', '{}', [JSON_TYPE, VERSION]);
    if (r.path === '/v2/_catalog') {
      const n = Number(r.query.get('n') ?? 100);
      const last = r.query.get('last') ?? '';
      return ok({
        repositories: repositories(store)
          .filter((x) => x > last)
          .slice(0, n),
      });
    }
    const m = /^\/v2\/(.+)\/(tags\/list|manifests\/[^/]+|blobs\/[^/]+|blobs\/uploads\/.*)$/.exec(r.path);
    if (m === null) return error('404 Not Found', 'NAME_UNKNOWN', 'repository name not known to registry');
    const [, name = '', what = ''] = m;
    if (what === 'tags/list') {
      const tags = tagsOf(store, name);
      return tags === undefined
        ? error('404 Not Found', 'NAME_UNKNOWN', 'repository name not known to registry', { name })
        : ok({ name, tags });
    }
    if (r.method !== 'GET' && r.method !== 'HEAD')
      return error(
        '405 Method Not Allowed',
        'UNSUPPORTED',
        "drydock: writing over the registry's API is not simulated; use docker push",
      );
    const [kind, reference = ''] = what.split('/');
    const digest = kind === 'manifests' ? resolve(store, name, reference) : reference;
    const bytes = digest === undefined ? undefined : readBlob(store, digest);
    if (bytes === undefined)
      return kind === 'manifests'
        ? error('404 Not Found', 'MANIFEST_UNKNOWN', 'manifest unknown', { Tag: reference })
        : error('404 Not Found', 'BLOB_UNKNOWN', 'blob unknown to registry', { digest: reference });
    const type =
      kind === 'manifests' ? 'application/vnd.docker.distribution.manifest.v2+json' : 'application/octet-stream';
    return reply('200 OK', bytes, [
      ['Content-Type', type],
      ['Docker-Content-Digest', digest!],
      VERSION,
      ['Etag', `"${digest}"`],
    ]);
  };
}

const registry: Program = program(function* (p) {
  const [command, file] = p.args;
  if (command === '--version' || command === '-v') {
    yield* p.print('registry github.com/distribution/distribution/v3 3.0.0\n');
    return 0;
  }
  if (command !== 'serve')
    throw new Failure(
      command === undefined
        ? '`registry`\n\nUsage:\n  registry [flags]\n  registry [command]\n\nAvailable Commands:\n  garbage-collect `garbage-collect` deletes layers not referenced by any manifests\n  help            Help about any command\n  serve           `serve` stores and distributes Docker images'
        : `drydock: 'registry ${command}' is not simulated`,
    );
  if (file === undefined || !p.fs.exists(file))
    throw new Failure(
      `configuration error: ${file === undefined ? 'configuration path unspecified' : `open ${file}: no such file or directory`}`,
    );
  const config = reader(p)(file);
  for (const name of p.env.keys())
    if (/^REGISTRY_(AUTH|PROXY|HTTP_TLS|STORAGE_S3|STORAGE_REDIRECT|NOTIFICATIONS)/.test(name))
      throw new Failure(`drydock: '${name}' is not simulated`);
  if (/^(auth|proxy|notifications):/m.test(config))
    throw new Failure(`drydock: '${/^(auth|proxy|notifications):/m.exec(config)![1]}' of ${file} is not simulated`);
  const root =
    p.getenv('REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY') ??
    /rootdirectory:\s*(\S+)/.exec(config)?.[1] ??
    '/var/lib/registry';
  const address = (p.getenv('REGISTRY_HTTP_ADDR') ?? /addr:\s*(\S+)/.exec(config)?.[1] ?? ':5000').replace(/["']/g, '');
  const m = /^(.*):(\d+)$/.exec(address);
  if (m === null) throw new Failure(`listen tcp: address ${address}: missing port in address`);
  const store = storeOf(p, root);
  const log = (level: string, msg: string): string =>
    `time="${iso(p)}" level=${level} msg="${msg}" go.version=go1.23.7 service=registry version=3.0.0\n`;
  const access = (peer: string, request: string, status: number, size: number, agent: string): string =>
    `${peer} - - [${stamp(p, '%d/%b/%Y:%H:%M:%S +0000')}] "${request}" ${status} ${size} "" "${agent}"\n`;
  const carried: RegistryServer = {
    registry: store,
    served(method, path, status) {
      // the engine asks from outside of any process's turn: the line is short, a pipe has room for it
      p.fds
        .get(1)
        ?.write(encode(access('172.17.0.1', `${method} ${path} HTTP/1.1`, status, 0, 'docker/28.5.2')))
        .next();
    },
  };
  p.extension = carried;
  const handler = api(store);
  const logged: Handler = function* (r, q): Task<HttpMessage> {
    const out = yield* handler(r, q);
    yield* q.print(
      access(
        r.peer.ip,
        r.message.start,
        Number(out.start.split(' ')[1]),
        out.body.length,
        header(r.message, 'user-agent') ?? '',
      ),
    );
    return out;
  };
  try {
    return yield* live(p, [http(Number(m[2]), logged, m[1] === '' ? undefined : m[1])], {
      *opened() {
        yield* p.eprint(
          log(
            'warning',
            'No HTTP secret provided - generated random secret. This may cause problems with uploads if multiple registries are behind a load-balancer. To provide a shared secret, fill in http.secret in the configuration file or set the REGISTRY_HTTP_SECRET environment variable.',
          ),
        );
        yield* p.eprint(log('info', 'redis not configured'));
        yield* p.eprint(log('info', 'using inmemory blob descriptor cache'));
        yield* p.eprint(log('info', `listening on [::]:${m[2]}`));
      },
      *ended() {
        yield* p.eprint(log('info', 'stopping server gracefully. Draining connections for 0s'));
      },
    });
  } catch (error_) {
    if (!(error_ instanceof Taken)) throw error_;
    yield* p.eprint(log('fatal', error_.message));
    return 1;
  }
});

export const registryServer: Record<string, Program> = { registry };
