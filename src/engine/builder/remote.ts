// What the builder fetches from elsewhere: files over HTTP and repositories over git, on the simulated network.

import { REPOSITORIES } from '../../catalog/packages.ts';
import { gunzipSync } from 'fflate';
import { concat, decode, encode } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { sha256hex } from '../../fs/digest.ts';
import { type DirNode, emptyDir, errnoText, type FileNode, FsError } from '../../fs/node.ts';
import { applyTar, unpackTar } from '../../fs/tar.ts';
import { getAt, putAt } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import { SocketFile } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';

/** Something that could not be fetched; the message is Go's. */
export class FetchError extends Error {}

/** What a server answered. */
export interface Fetched {
  readonly status: number;
  /** What stands behind the status. */
  readonly reason: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

function dechunk(body: Uint8Array): Uint8Array {
  const out: Uint8Array[] = [];
  for (let at = 0; ;) {
    const end = body.indexOf(10, at);
    const size = end < 0 ? 0 : parseInt(decode(body.subarray(at, end)), 16);
    if (end < 0 || !(size > 0)) return concat(out);
    out.push(body.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 2;
  }
}

/** Everything that a server answers to one request. @throws FetchError */
function* request(p: Process, url: URLParts): Task<Fetched> {
  const refuse = (why: string): never => {
    throw new FetchError(`Get ${JSON.stringify(url.text)}: ${why}`);
  };
  const [ip] = resolveHost(p, url.host);
  if (ip === undefined) return refuse(`dial tcp: lookup ${url.host}: no such host`);
  let socket: SocketFile;
  try {
    socket = new SocketFile(yield* p.kernel.net.connect(p, p.net, ip, url.port));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return refuse(
      `dial tcp ${ip}:${url.port}: ${error.code === 'ETIMEDOUT' ? 'i/o timeout' : `connect: ${errnoText(error.code).toLowerCase()}`}`,
    );
  }
  const parts: Uint8Array[] = [];
  try {
    yield* socket.write(
      encode(
        `GET ${url.path} HTTP/1.1\r\nHost: ${url.host}${url.port === 80 ? '' : `:${url.port}`}\r\nUser-Agent: buildkit/v0.25\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n`,
      ),
    );
    for (;;) {
      const got = yield* socket.read(65536, p.kernel.now + 30_000);
      if (typeof got === 'string' || got.length === 0) break;
      parts.push(got.slice());
    }
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return refuse(`read tcp ${ip}:${url.port}: read: ${errnoText(error.code).toLowerCase()}`);
  } finally {
    socket.connection.close();
  }
  const all = concat(parts);
  const text = decode(all.subarray(0, Math.min(all.length, 16384)));
  const end = text.indexOf('\r\n\r\n');
  const status = /^HTTP\/\d\.\d (\d{3}) ?([^\r]*)/.exec(text);
  if (end < 0 || status === null) return refuse('EOF');
  const headers = new Map(
    text
      .slice(0, end)
      .split('\r\n')
      .slice(1)
      .map((l): [string, string] => [l.slice(0, l.indexOf(':')).toLowerCase(), l.slice(l.indexOf(':') + 1).trim()]),
  );
  const rest = all.subarray(end + 4);
  const length = headers.get('content-length');
  return {
    status: Number(status[1]),
    reason: status[2]!,
    headers,
    body:
      headers.get('transfer-encoding') === 'chunked'
        ? dechunk(rest)
        : length === undefined
          ? rest
          : rest.subarray(0, Number(length)),
  };
}

interface URLParts {
  readonly text: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

function urlParts(text: string): URLParts | undefined {
  const m = /^(https?):\/\/(?:[^/@?#]*@)?(\[[^\]]+\]|[^/:?#]+)(?::(\d+))?([/?][^#]*)?/i.exec(text);
  if (m === null) return undefined;
  return {
    text,
    host: m[2]!.replace(/^\[|\]$/g, ''),
    port: Number(m[3] ?? (m[1]!.toLowerCase() === 'https' ? 443 : 80)),
    path: m[4] === undefined || m[4].startsWith('?') ? `/${m[4] ?? ''}` : m[4],
  };
}

/** Last part of a URL's path, as ADD names what it fetches. */
export function urlName(text: string): string {
  const base =
    (urlParts(text)?.path ?? '')
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .pop() ?? '';
  return base === '' ? '__unnamed__' : base;
}

/** The answer behind all redirections, whatever its status. @throws FetchError */
export function* follow(p: Process, text: string): Task<Fetched> {
  let at = text;
  for (let hops = 0; hops < 10; hops++) {
    const url = urlParts(at);
    if (url === undefined) throw new FetchError(`parse ${JSON.stringify(at)}: invalid URL`);
    const answer = yield* request(p, url);
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
    at = /^https?:/i.test(location) ? location : at.replace(/^(https?:\/\/[^/]+).*$/i, `$1${location}`);
  }
  throw new FetchError(`Get ${JSON.stringify(text)}: stopped after 10 redirects`);
}

/**
 * Fetches a file over HTTP.
 * @throws FetchError with the text that BuildKit gives for it
 */
export function* fetchUrl(p: Process, text: string): Task<FileNode> {
  const answer = yield* follow(p, text);
  if (answer.status < 200 || answer.status >= 400) throw new FetchError(`invalid response status ${answer.status}`);
  const modified = Date.parse(answer.headers.get('last-modified') ?? '');
  return {
    kind: 'file',
    mode: 0o600,
    uid: 0,
    gid: 0,
    mtime: Number.isNaN(modified) ? 0 : modified,
    ino: nextIno(),
    data: answer.body.slice(),
  };
}

/** `REPOSITORY[#REF[:FOLDER]]`, as `docker build` and ADD take it. */
export interface GitRef {
  readonly remote: string;
  readonly ref: string;
  readonly folder: string;
}

export function parseGitRef(text: string): GitRef {
  const hash = text.indexOf('#');
  const fragment = hash < 0 ? '' : text.slice(hash + 1);
  const colon = fragment.indexOf(':');
  const bare = hash < 0 ? text : text.slice(0, hash);
  const remote = bare.startsWith('github.com/')
    ? `https://${bare}`
    : bare.replace(/^git@([^:/]+):/, 'https://$1/').replace(/^(git|ssh):\/\/(git@)?/, 'https://');
  return {
    remote,
    ref: colon < 0 ? fragment : fragment.slice(0, colon),
    folder: colon < 0 ? '' : fragment.slice(colon + 1),
  };
}

/** Names of branches that the simulated repositories have. */
const BRANCHES = ['', 'main', 'master', 'HEAD'];

/** Id of a repository's commit, as the program git shows it too. */
export function commitOf(remote: string, n: number): string {
  return sha256hex(`${remote.replace(/\.git$/, '')} ${n}`).slice(0, 40);
}

/**
 * The files of a repository at a commit.
 * @param keep the folder `.git` stays
 * @throws FetchError in git's words
 */
export function* fetchGit(p: Process, g: GitRef, keep: boolean, now: number): Task<{ tree: DirNode; commit: string }> {
  const key = g.remote
    .replace(/^http:/, 'https:')
    .replace(/\.git$/, '')
    .replace(/\/$/, '');
  const host = urlParts(key)?.host ?? '';
  const [ip] = resolveHost(p, host);
  const failed = (why: string): never => {
    throw new FetchError(`failed to fetch remote ${g.remote}: git stderr:\n${why}: exit status 128`);
  };
  if (ip === undefined) return failed(`fatal: unable to access '${g.remote}/': Could not resolve host: ${host}`);
  if ('error' in p.kernel.net.route(p.net, ip))
    return failed(`fatal: unable to access '${g.remote}/': Failed to connect to ${host} port 443`);
  yield* p.sleep(900);
  const repo = REPOSITORIES[key];
  if (repo === undefined)
    return failed(
      `fatal: could not read Username for '${key.replace(/^(https?:\/\/[^/]+).*$/, '$1')}': terminal prompts disabled`,
    );
  const last = repo.commits.length - 1;
  const n = BRANCHES.includes(g.ref.replace(/^refs\/heads\//, ''))
    ? last
    : repo.commits.findIndex((_, k) => g.ref.length >= 7 && commitOf(key, k).startsWith(g.ref));
  if (n < 0) throw new FetchError(`repository does not contain ref ${g.ref}, output: ""`);
  let tree: DirNode = { ...emptyDir(), mtime: now };
  for (const c of repo.commits.slice(0, n + 1)) {
    for (const [path, body] of Object.entries(c.files)) {
      tree = putAt(
        tree,
        path.split('/'),
        { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: now, ino: nextIno(), data: encode(body) },
        { owner: {}, mtime: now },
      );
    }
  }
  const commit = commitOf(key, n);
  if (keep)
    tree = putAt(
      tree,
      ['.git', 'HEAD'],
      { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: now, ino: nextIno(), data: encode(`${commit}\n`) },
      { owner: {}, mtime: now },
    );
  if (g.folder === '') return { tree, commit };
  const sub = getAt(
    tree,
    g.folder.split('/').filter((x) => x !== '' && x !== '.'),
  );
  if (sub?.kind !== 'dir') throw new FetchError(`subdir ${g.folder} does not exist`);
  return { tree: sub, commit };
}

/** Is a context of `docker build` a git repository? */
export function isGitContext(text: string): boolean {
  return /^(git:\/\/|git@|ssh:\/\/|github\.com\/)/.test(text) || /^https?:\/\/[^#]*\.git(#.*)?$/.test(text);
}

/** Are these bytes an archive, packed or not? */
export function isArchive(bytes: Uint8Array): boolean {
  return (
    (bytes[0] === 0x1f && bytes[1] === 0x8b) || (bytes.length >= 512 && decode(bytes.subarray(257, 262)) === 'ustar')
  );
}

/** A context that was fetched over HTTP: an archive, or a Dockerfile alone. */
export function readContext(data: Uint8Array, dockerfileName: string): DirNode {
  let bytes = data;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes);
    } catch {
      throw new FetchError('unexpected EOF');
    }
  }
  if (isArchive(bytes)) return applyTar(emptyDir(), unpackTar(bytes), nextIno, false);
  return {
    ...emptyDir(),
    entries: new Map([[dockerfileName, { kind: 'file', mode: 0o600, uid: 0, gid: 0, mtime: 0, ino: nextIno(), data }]]),
  };
}
