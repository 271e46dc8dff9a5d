// The daemon at its socket: the Engine API over HTTP, as far as it is read and containers are started and stopped with it.

import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import type { Filters } from '../api/types/common.ts';
import { FsError } from '../fs/node.ts';
import type { Program, Task } from '../kernel/block.ts';
import { Listener } from '../kernel/net.ts';
import { type HttpMessage, httpTalk, reply, serveAll } from '../programs/net/http.ts';

const VERSION = '1.51';
const common: readonly (readonly [string, string])[] = [['Api-Version', VERSION], ['Docker-Experimental', 'false'], ['Ostype', 'linux'], ['Server', 'Docker/28.5.2 (linux)']];
const json = (value: unknown, status = '200 OK'): HttpMessage => reply(status, `${JSON.stringify(value)}\n`, [...common, ['Content-Type', 'application/json']]);
const fail = (status: number, message: string): HttpMessage => json({ message }, `${status} ${{ 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 409: 'Conflict', 500: 'Internal Server Error', 501: 'Not Implemented' }[status] ?? 'Error'}`);
const done = (): HttpMessage => reply('204 No Content', '', common);

/** `filters={"label":["x"]}`, or `{"label":{"x":true}}`. */
function filtersOf(query: Query): Filters {
  const text = query.get('filters');
  if (text === null) return {};
  try {
    const raw = JSON.parse(text) as Record<string, string[] | Record<string, boolean>>;
    return Object.fromEntries(Object.entries(raw).map(([k, v]) => [k, Array.isArray(v) ? v : Object.keys(v)]));
  } catch {
    throw new ApiError(400, 'invalid filter');
  }
}

/** The values of a query string. */
class Query {
  private readonly values = new Map<string, string>();
  constructor(text: string) {
    for (const pair of text.split('&')) if (pair !== '') this.values.set(plain(pair.split('=')[0]!), plain(pair.slice(pair.indexOf('=') + 1)));
  }
  get(name: string): string | null {
    return this.values.get(name) ?? null;
  }
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

const yes = (x: string | null): boolean => x !== null && x !== '' && x !== '0' && x.toLowerCase() !== 'false';

/** One request; a path that the daemon does not have is its 404, one that it has and that is not simulated says so. */
function* answer(api: DockerApi, method: string, path: string, query: Query): Task<HttpMessage> {
  const parts = path.replace(/^\/v1\.\d+(?=\/)/, '').split('/').filter((x) => x !== '').map((x) => {
    try {
      return decodeURIComponent(x);
    } catch {
      return x;
    }
  });
  const [what = '', a = '', b = ''] = parts;
  if (method === 'GET' || method === 'HEAD') {
    switch (what) {
      case '_ping': return reply('200 OK', 'OK', [...common, ['Content-Type', 'text/plain; charset=utf-8']]);
      case 'version': return json(yield* api.Version());
      case 'info': return json(yield* api.Info());
      case 'containers':
        if (a === 'json') return json(yield* api.ContainerList({ all: yes(query.get('all')), limit: Number(query.get('limit') ?? 0) || 0, size: yes(query.get('size')), filters: filtersOf(query) }));
        if (b === 'json') return json(yield* api.ContainerInspect(a, yes(query.get('size'))));
        if (b === 'top') return json(yield* api.ContainerTop(a, (query.get('ps_args') ?? '').split(' ').filter((x) => x !== '')));
        if (b === 'changes') return json(yield* api.ContainerDiff(a));
        break;
      case 'images':
        if (a === 'json') return json(yield* api.ImageList({ all: yes(query.get('all')), filters: filtersOf(query) }));
        if (parts.at(-1) === 'json') return json(yield* api.ImageInspect(parts.slice(1, -1).join('/')));
        if (parts.at(-1) === 'history') return json(yield* api.ImageHistory(parts.slice(1, -1).join('/')));
        break;
      case 'networks': return json(a === '' ? yield* api.NetworkList(filtersOf(query)) : yield* api.NetworkInspect(a, { verbose: false }));
      case 'volumes': return json(a === '' ? { Volumes: yield* api.VolumeList(filtersOf(query)), Warnings: null } : yield* api.VolumeInspect(a));
      case 'system':
        if (a === 'df') return json(yield* api.DiskUsage());
        break;
    }
  }
  if (method === 'POST' && what === 'containers') {
    const timeout = query.get('t') === null ? {} : { timeout: Number(query.get('t')) };
    const signal = query.get('signal') === null ? {} : { signal: query.get('signal')! };
    switch (b) {
      case 'start': yield* api.ContainerStart(a); return done();
      case 'stop': yield* api.ContainerStop(a, { ...timeout, ...signal }); return done();
      case 'restart': yield* api.ContainerRestart(a, { ...timeout, ...signal }); return done();
      case 'kill': yield* api.ContainerKill(a, query.get('signal') ?? 'SIGKILL'); return done();
      case 'pause': yield* api.ContainerPause(a); return done();
      case 'unpause': yield* api.ContainerUnpause(a); return done();
      case 'rename': yield* api.ContainerRename(a, query.get('name') ?? ''); return done();
    }
  }
  if (method === 'DELETE' && what === 'containers' && b === '') {
    yield* api.ContainerRemove(a, { force: yes(query.get('force')), volumes: yes(query.get('v')), link: yes(query.get('link')) });
    return done();
  }
  if (['containers', 'images', 'networks', 'volumes', 'system', 'events', 'exec', 'build', 'auth', 'commit', 'swarm', 'nodes', 'services', 'tasks', 'secrets', 'configs', 'plugins', 'distribution', 'session', 'grpc'].includes(what)) return fail(501, `drydock: '${method} /${parts.join('/')}' is not simulated`);
  return fail(404, 'page not found');
}

/** The daemon's program. `dev` is what the node of its socket says. */
export function dockerd(api: () => DockerApi, dev: string): Program {
  return function* (p) {
    const listener = new Listener('', 0, 'tcp', p);
    p.kernel.net.unix.set(dev, listener);
    return yield* serveAll(p, [{
      listener,
      talk: (connection) => httpTalk(p, connection, function* (request): Task<HttpMessage> {
        const [method = '', target = '/'] = request.start.split(' ');
        const [path = '/', query = ''] = target.split(/\?(.*)/s);
        try {
          return yield* answer(api(), method, path, new Query(query));
        } catch (error) {
          if (error instanceof ApiError) return fail(error.status, error.message);
          if (error instanceof FsError) return fail(500, error.message);
          throw error;
        }
      }),
    }]);
  };
}
