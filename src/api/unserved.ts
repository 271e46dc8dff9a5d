// Routes of the daemon that are no operation of ours: the ping, what needs a swarm or plugins, and what is refused by name.

import { encode } from '../fs/bytes.ts';
import type { Task } from '../kernel/block.ts';
import { type ApiAnswer, type ApiRequest, failure, jsonAnswer } from './answer.ts';
import { EXPERIMENTAL, NO_SWARM } from './error.ts';
import type { DockerApi } from './operations.ts';
import { type Query, readFilters } from './query.ts';
import { API_VERSION } from './versions.ts';
import { boolFilter, checkFilters } from './filters.ts';
import { checkType, readJson } from './gojson.ts';
import { familiar, parseReference, ReferenceError_, withDefaultTag } from './reference.ts';
import { conform } from './shape.ts';
import { addressProblem, bodyOf } from './shapes/swarm.ts';

const notSimulated = (what: string): ApiAnswer => failure(501, `drydock: '${what}' is not simulated`);

type Refusal = (m: RegExpExecArray, query: Query, request: ApiRequest, body: unknown) => ApiAnswer;

/** The refusal of a reference that is none. */
function badReference(text: string, before = ''): ApiAnswer | undefined {
  try {
    parseReference(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ReferenceError_)) throw error;
    return failure(500, before + error.message);
  }
}

const noVersion =
  (what: string): Refusal =>
  (_, query) => {
    const text = query.get('version');
    return /^\d+$/.test(text)
      ? failure(503, NO_SWARM)
      : failure(
          400,
          `invalid ${what} version '${text}': strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
        );
  };

/** Method, path, and what is answered; asked in order. */
const ROWS: readonly (readonly [string, RegExp, Refusal])[] = [
  ['GET', /^\/swarm$/, () => failure(503, NO_SWARM)],
  [
    'GET',
    /^\/(nodes|services|tasks|secrets|configs)$/,
    (_, query) => {
      readFilters(query);
      return failure(503, NO_SWARM);
    },
  ],
  ['GET', /^\/swarm\/unlockkey$/, () => failure(503, NO_SWARM)],
  ['GET', /^\/(nodes|services|tasks|secrets|configs)\/[^/]+$/, () => failure(503, NO_SWARM)],
  [
    'GET',
    /^\/(services|tasks)\/[^/]+\/logs$/,
    (_, q) =>
      q.bool('stdout') || q.bool('stderr')
        ? failure(503, NO_SWARM)
        : failure(500, 'Bad parameters: you must choose at least one stream'),
  ],
  ['DELETE', /^\/(nodes|services|secrets|configs)\/[^/]+$/, () => failure(503, NO_SWARM)],
  ['POST', /^\/(services|secrets|configs)\/create$/, () => failure(503, NO_SWARM)],
  ['POST', /^\/(swarm)\/update$/, noVersion('swarm')],
  ['POST', /^\/nodes\/[^/]+\/update$/, noVersion('node')],
  ['POST', /^\/services\/[^/]+\/update$/, noVersion('service')],
  [
    'POST',
    /^\/(secret|config)s\/[^/]+\/update$/,
    (m, query) =>
      /^\d+$/.test(query.get('version')) ? failure(503, NO_SWARM) : failure(400, `invalid ${m[1]!} version`),
  ],
  ['POST', /^\/swarm\/leave$/, () => failure(503, 'This node is not part of a swarm')],
  ['POST', /^\/swarm\/unlock$/, () => failure(503, NO_SWARM)],
  [
    'POST',
    /^\/swarm\/(init|join)$/,
    (m, _q, _r, body) => {
      const why = addressProblem(body as { ListenAddr?: string });
      if (why !== undefined) return failure(400, why);
      const join = body as { RemoteAddrs?: string[]; JoinToken?: string };
      if (m[1] === 'join' && (join.RemoteAddrs ?? []).length === 0)
        return failure(400, 'at least 1 RemoteAddr is required to join');
      if (m[1] === 'join' && !/^SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}$/.test(join.JoinToken ?? ''))
        return failure(500, 'invalid join token');
      return notSimulated(`swarm ${m[1]!}`);
    },
  ],
  [
    'PUT',
    /^\/volumes\/[^/]+$/,
    () => failure(503, 'volume update only valid for cluster volumes, but swarm is unavailable'),
  ],
  [
    'GET',
    /^\/plugins$/,
    (_, query) => {
      const filters = readFilters(query);
      checkFilters(filters, ['enabled', 'capability']);
      boolFilter(filters, 'enabled');
      return jsonAnswer([]);
    },
  ],
  ['GET', /^\/plugins\/privileges$/, (_, query) => badReference(query.get('remote')) ?? notSimulated('plugin install')],
  ['GET', /^\/plugins\/(.+)\/json$/, (m) => failure(404, `plugin "${decodeURIComponent(m[1]!)}" not found`)],
  ['DELETE', /^\/plugins\/(.+)$/, (m) => failure(404, `plugin "${decodeURIComponent(m[1]!)}" not found`)],
  [
    'POST',
    /^\/plugins\/(.+)\/(disable|push|set)$/,
    (m) => failure(404, `plugin "${decodeURIComponent(m[1]!)}" not found`),
  ],
  [
    'POST',
    /^\/plugins\/(.+)\/enable$/,
    (m, query) =>
      !/^[-+]?\d+$/.test(query.get('timeout'))
        ? failure(500, `strconv.Atoi: parsing ${JSON.stringify(query.get('timeout'))}: invalid syntax`)
        : failure(404, `plugin "${decodeURIComponent(m[1]!)}" not found`),
  ],
  [
    'POST',
    /^\/plugins\/(.+)\/upgrade$/,
    (m, query) =>
      badReference(query.get('remote')) ??
      failure(404, `plugin "${familiar(withDefaultTag(parseReference(decodeURIComponent(m[1]!))))}" not found`),
  ],
  [
    'POST',
    /^\/plugins\/(create|pull)$/,
    (m, query) => {
      if (m[1] === 'pull') return badReference(query.get('remote')) ?? notSimulated('plugin install');
      const name = query.get('name');
      // whoever makes a plugin sends its files; without a config.json among them there is none
      return badReference(name, `failed to parse reference ${name}: `) ?? failure(500, 'config not found');
    },
  ],
  // what Go tells of the daemon's own process, with `debug` and without
  ['GET', /^\/debug\/(vars|pprof\/.*)$/, (m) => notSimulated(`GET ${m[0]}`)],
  ['GET', /^\/containers\/[^/]+\/checkpoints$/, () => failure(501, EXPERIMENTAL)],
  ['POST', /^\/containers\/[^/]+\/checkpoints$/, () => failure(501, EXPERIMENTAL)],
  [
    'POST',
    /^\/session$/,
    (_, _q, r) =>
      r.header('Upgrade') === ''
        ? failure(400, 'no upgrade proto in request')
        : r.header('Upgrade') !== 'h2c'
          ? failure(400, `protocol ${r.header('Upgrade')} not supported`)
          : notSimulated('BuildKit sessions'),
  ],
  [
    'POST',
    /^\/grpc$/,
    (_, _q, r) =>
      r.header('Upgrade') === ''
        ? failure(500, 'no upgrade proto in request')
        : r.header('Upgrade') !== 'h2c'
          ? failure(500, `protocol ${r.header('Upgrade')} not supported`)
          : notSimulated("BuildKit's own protocol"),
  ],
  [
    'POST',
    /^\/build\/cancel$/,
    (_, query) =>
      query.get('id') === ''
        ? failure(400, 'build ID not provided')
        : { status: 200, headers: { 'Content-Type': 'application/json' }, body: new Uint8Array(0) },
  ],
];

/** Is there an answer beside the table of operations for a path? */
export function answersOtherwise(method: string, path: string): boolean {
  return (
    path === '/_ping' ||
    ROWS.some(([verb, pattern]) => verb === method && pattern.test(path)) ||
    (method === 'GET' && /^\/images\/.+\/get$|^\/containers\/[^/]+\/attach\/ws$/.test(path))
  );
}

/**
 * Answers what the table of operations does not have.
 * @returns undefined for a path that the daemon does not know
 */
export function* otherAnswer(
  api: DockerApi,
  method: string,
  path: string,
  query: Query,
  request: ApiRequest,
): Task<ApiAnswer | undefined> {
  if (method === 'OPTIONS') return { status: 200, headers: {}, body: new Uint8Array(0) };
  if (path === '/_ping' && (method === 'GET' || method === 'HEAD')) return ping(method);
  if (method === 'GET') {
    const one = /^\/images\/(.+)\/get$/.exec(path);
    if (one !== null) {
      const tar = yield* api.ImageSave([decodeURIComponent(one[1]!)]);
      return { status: 200, headers: { 'Content-Type': 'application/x-tar' }, body: tar };
    }
    const socket = /^\/containers\/([^/]+)\/attach\/ws$/.exec(path);
    if (socket !== null) {
      yield* api.ContainerInspect(decodeURIComponent(socket[1]!));
      return notSimulated('attaching by a web socket');
    }
  }
  const shape = method === 'POST' ? bodyOf(path) : undefined;
  let given: unknown = {};
  if (shape !== undefined) {
    const bytes = yield* request.body();
    checkType(request.header('Content-Type'), bytes);
    if (bytes.length > 0) given = conform(readJson(bytes), shape) ?? {};
  }
  for (const [verb, pattern, refuse] of ROWS) {
    const m = verb === method ? pattern.exec(path) : null;
    if (m !== null) return refuse(m, query, request, given);
  }
  return undefined;
}

function ping(method: string): ApiAnswer {
  const headers = {
    'Builder-Version': '2',
    'Cache-Control': 'no-cache, no-store, must-revalidate',
    Pragma: 'no-cache',
    Swarm: 'inactive',
  };
  const type = 'text/plain; charset=utf-8';
  return method === 'HEAD'
    ? { status: 200, headers: { ...headers, 'Content-Length': '0', 'Content-Type': type } }
    : { status: 200, headers, sniffed: type, body: encode('OK') };
}

/** Headers that every answer of the daemon carries. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'Api-Version': API_VERSION,
  'Docker-Experimental': 'false',
  Ostype: 'linux',
  Server: 'Docker/28.5.2 (linux)',
};
