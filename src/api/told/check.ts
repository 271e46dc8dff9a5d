// Looks over what the daemon answers: its status, the kind of its body and what stands in it, as the table of routes and the
// table of what is told have it. Used by tests, and wherever real clients are served to find out what they are told.

import { fromBase64 } from '../base64.ts';
import { decode } from '../../fs/bytes.ts';
import { MULTIPLEXED_STREAM, RAW_STREAM } from '../frames.ts';
import { Query } from '../query.ts';
import type { Route } from '../route.ts';
import { routeOf } from '../router.ts';
import { list, type Shape, string, struct } from '../shape.ts';
import { API_VERSION, MIN_API_VERSION, older } from '../versions.ts';
import { misfits } from './fits.ts';
import { mayDiffer, toldBy } from './table.ts';
import { PATH_STAT } from './container.ts';

/** An answer before its body. */
export interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The type that the server found by itself. */
  readonly sniffed?: string | undefined;
}

/** What a body has to be. */
type Body =
  | { readonly kind: 'nothing' | 'bytes' | 'text' | 'tar' | 'raw' | 'frames' }
  | { readonly kind: 'json' | 'lines'; readonly shape: Shape };

const REFUSAL = struct('types.ErrorResponse', { message: string });
const STAT = 'X-Docker-Container-Path-Stat';
const NOTHING: Body = { kind: 'nothing' };

/** Paths that are no operation: what they tell when they do not refuse. */
const OTHERS: readonly (readonly [string, RegExp, Body])[] = [
  ['GET', /^\/_ping$/, { kind: 'text' }],
  ['HEAD', /^\/_ping$/, NOTHING],
  ['GET', /^\/images\/.+\/get$/, { kind: 'tar' }],
  ['GET', /^\/plugins$/, { kind: 'json', shape: list({ go: 'any' }) }],
  ['POST', /^\/build\/cancel$/, NOTHING],
];

/** The types that a kind of body may have. */
const TYPES: Readonly<Record<Body['kind'], RegExp>> = {
  nothing: /^(application\/json|text\/plain; charset=utf-8)?$/,
  json: /^application\/json$/,
  lines: /^application\/json$/,
  text: /^text\/plain; charset=utf-8$/,
  tar: /^application\/(x-tar|octet-stream)$/,
  bytes: /^/,
  raw: new RegExp(`^${RAW_STREAM.replace('.', '\\.')}$`),
  frames: new RegExp(`^${MULTIPLEXED_STREAM.replace('.', '\\.')}$`),
};

/** One answer, looked over as it comes. */
export class AnswerCheck {
  private body: Body = NOTHING;
  private rest: Uint8Array = new Uint8Array(0);
  private length = 0;
  private readonly title: string;
  private readonly route: Route | undefined;
  private readonly version: string;
  private readonly path: string;

  /** @param say is told of every fault, in a line that names the request */
  constructor(
    private readonly method: string,
    target: string,
    private readonly say: (fault: string) => void,
  ) {
    const [full = '', query = ''] = target.split(/\?(.*)/s);
    const versioned = /^\/v([\d.]+)(\/.*)$/.exec(full);
    this.path = versioned?.[2] ?? full;
    this.version = versioned?.[1] ?? API_VERSION;
    this.route = routeOf(method, this.path, new Query(query));
    this.title = `${method} ${target}`;
  }

  private fault(what: string): void {
    this.say(`${this.title}: ${what}`);
  }

  /** What stands before the body. */
  head(answer: Head): void {
    const { status, headers, sniffed } = answer;
    const type = sniffed ?? headers['Content-Type'] ?? '';
    this.body = this.expected(status, type);
    if (!TYPES[this.body.kind].test(type)) this.fault(`${this.body.kind} of the type ${JSON.stringify(type)}`);
    if (this.route?.operation.startsWith('ContainerArchive') !== true || status !== 200 || this.method === 'PUT')
      return;
    const stat = headers[STAT];
    if (stat === undefined) return this.fault(`no ${STAT}`);
    this.value(decode(fromBase64(stat)), PATH_STAT);
  }

  /** What the body has to be. */
  private expected(status: number, type: string): Body {
    const { route } = this;
    // the server itself, before anybody was asked
    if (older(API_VERSION, this.version) || older(this.version, MIN_API_VERSION)) {
      if (status !== 400) this.fault(`${status} in a version that is not spoken`);
      return type.startsWith('text/plain') ? { kind: 'text' } : { kind: 'json', shape: REFUSAL };
    }
    if (status === 301) return NOTHING;
    if (status >= 400) return this.refused(status, type);
    if (route === undefined) return this.other(status);
    const { answer } = route;
    if (status === 304) {
      if (!mayDiffer(route.operation, status)) this.fault('304 where something is always done');
      return NOTHING;
    }
    const fine = [
      answer.status,
      ...(answer.kind === 'none' ? [answer.nothing] : answer.kind === 'hijack' ? [200] : []),
    ];
    if (!fine.includes(status)) this.fault(`${status}, its route says ${answer.status}`);
    switch (answer.kind) {
      case 'none':
      case 'head':
        return NOTHING;
      case 'tar':
        if (type !== answer.type) this.fault(`an archive called ${type}, its route says ${answer.type}`);
        return { kind: 'tar' };
      case 'output':
      case 'hijack':
        // who starts an exec and stays away is told nothing
        return type === '' && answer.kind === 'hijack'
          ? NOTHING
          : { kind: type === MULTIPLEXED_STREAM ? 'frames' : 'raw' };
      case 'json':
      case 'lines': {
        const shape = toldBy(route.operation, this.version) ?? { go: 'any' };
        const many = answer.kind === 'lines' || answer.each !== undefined || route.again !== undefined;
        return { kind: many ? 'lines' : 'json', shape };
      }
    }
  }

  /** A refusal: its status is one that the operation may have, and it says why. */
  private refused(status: number, type: string): Body {
    const { route } = this;
    if (route !== undefined && !mayDiffer(route.operation, status)) this.fault(`${status} is no refusal of its table`);
    if (this.method === 'HEAD') return { kind: 'bytes' };
    // the server's own words to what is no request, and plain ones to who wanted the connection
    if (type.startsWith('text/plain') && status === 400) return { kind: 'text' };
    if (route?.operation === 'ContainerAttach' && type === RAW_STREAM) return { kind: 'bytes' };
    return { kind: 'json', shape: REFUSAL };
  }

  private other(status: number): Body {
    if (this.method === 'OPTIONS') return NOTHING;
    const row = OTHERS.find(([method, path]) => method === this.method && path.test(this.path));
    if (row === undefined || status !== 200) this.fault(`${status} by no route`);
    return row?.[2] ?? { kind: 'bytes' };
  }

  /** The body, or a piece of it. */
  piece(bytes: Uint8Array): void {
    this.length += bytes.length;
    const { kind } = this.body;
    if (kind === 'nothing' || kind === 'bytes' || kind === 'raw' || kind === 'tar') return;
    const all = new Uint8Array(this.rest.length + bytes.length);
    all.set(this.rest);
    all.set(bytes, this.rest.length);
    this.rest = kind === 'lines' ? this.lines(all) : kind === 'frames' ? this.frames(all) : all;
  }

  /** Looks over whole lines. @returns what is left */
  private lines(all: Uint8Array): Uint8Array {
    let from = 0;
    for (let at = all.indexOf(10); at >= 0; at = all.indexOf(10, from)) {
      const line = decode(all.subarray(from, at)).replace(/\r$/, '');
      if (this.body.kind === 'lines') this.value(line, this.body.shape);
      from = at + 1;
    }
    return all.subarray(from);
  }

  /** Passes over whole frames. @returns what is left */
  private frames(all: Uint8Array): Uint8Array {
    let from = 0;
    while (all.length - from >= 8) {
      const head = all.subarray(from, from + 8);
      if (head[0]! > 2 || head[1] !== 0 || head[2] !== 0 || head[3] !== 0) {
        this.fault(`a frame that begins with ${head.join(' ')}`);
        this.body = { kind: 'bytes' };
        return new Uint8Array(0);
      }
      const size = head[4]! * 2 ** 24 + (head[5]! << 16) + (head[6]! << 8) + head[7]!;
      if (all.length - from - 8 < size) break;
      from += 8 + size;
    }
    return all.subarray(from);
  }

  private value(text: string, shape: Shape): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return this.fault(`no JSON: ${text.slice(0, 80)}`);
    }
    for (const fault of misfits(value, shape)) this.fault(fault);
  }

  /** The body is over. @param whole false when the client left before its end */
  end(whole = true): void {
    const { body, rest, length } = this;
    switch (body.kind) {
      case 'nothing':
        if (length > 0) this.fault(`${length} bytes where nothing is told`);
        return;
      case 'json': {
        const text = decode(rest);
        if (!text.endsWith('\n')) this.fault('JSON without a newline behind it');
        return this.value(text, body.shape);
      }
      case 'lines':
      case 'frames':
        if (rest.length > 0 && whole) this.fault(`${body.kind} that end in the midst of one`);
        return;
      case 'tar':
        if (length % 512 !== 0 || length < 1024) this.fault(`an archive of ${length} bytes`);
        return;
      default:
    }
  }
}
