// Caddy over the everyday part of its Caddyfile, and Traefik as far as it goes without a provider.

import type { Program, Task } from '../../kernel/block.ts';
import { FsError } from '../../fs/node.ts';
import { clean, join } from '../../fs/path.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { reader } from '../../kernel/users.ts';
import { Failure, program } from '../../programs/args.ts';
import {
  formatMessage,
  header,
  type HttpMessage,
  mediaType,
  readMessage,
  reply,
  socketFd,
  unescapeUrl,
  Wire,
} from '../../programs/net/http.ts';
import { escapeHtml, page } from '../../programs/net/html.ts';
import { type Handler, htmlReply, http, json, live, notFound, type Request, Taken } from './life.ts';

interface Line {
  readonly words: readonly string[];
  readonly block: readonly Line[] | undefined;
  readonly at: number;
}
interface Site {
  readonly host: string;
  readonly port: number;
  readonly lines: readonly Line[];
}

class Wrong extends Error {}

/** Reads the Caddyfile's blocks. @throws Wrong */
function parse(text: string, env: (name: string) => string): Line[] {
  const rows = text.split('\n');
  let i = 0;
  const block = (nested: boolean): Line[] => {
    const out: Line[] = [];
    for (; i < rows.length; i++) {
      const raw = rows[i]!.replace(/(^|\s)#.*$/, '').replace(
        /\{\$(\w+)(?::([^}]*))?\}/g,
        (_, n: string, d: string | undefined) => env(n) || (d ?? ''),
      );
      const words = [...raw.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`|(\S+)/g)].map(
        (m) => m[1]?.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c)) ?? m[2] ?? m[3]!,
      );
      if (words.length === 0) continue;
      if (words.length === 1 && words[0] === '}') {
        if (!nested) throw new Wrong(`Caddyfile:${i + 1}: unexpected '}'`);
        return out;
      }
      const at = i + 1;
      if (words.at(-1) === '{') {
        i++;
        out.push({ words: words.slice(0, -1), block: block(true), at });
      } else out.push({ words, block: undefined, at });
    }
    if (nested) throw new Wrong('Caddyfile: unexpected EOF, expecting }');
    return out;
  };
  return block(false);
}

function sites(lines: readonly Line[]): Site[] {
  const out: Site[] = [];
  const named = lines.filter((l) => l.block !== undefined && l.words.length > 0);
  // without braces the first line is the address, and the rest is its site
  const list =
    named.length > 0 && lines.every((l) => l.block !== undefined)
      ? named
      : lines.length > 0 && lines[0]!.block === undefined
        ? [{ words: lines[0]!.words, block: lines.slice(1), at: lines[0]!.at }]
        : named;
  for (const l of list) {
    if (l.words[0]!.startsWith('(')) continue;
    for (const address of l.words.map((w) => w.replace(/,$/, ''))) {
      const m = /^(?:(https?):\/\/)?([^:/]*)(?::(\d+))?$/.exec(address);
      if (m === null) throw new Wrong(`adapting config using caddyfile: parsing key ${address}`);
      const secure = m[1] === 'https' || m[3] === '443' || (m[1] === undefined && m[3] === undefined && m[2] !== '');
      if (secure) throw new Wrong(`drydock: TLS for '${address}' is not simulated; use http://${m[2]} or a port`);
      out.push({ host: m[2]!, port: Number(m[3] ?? 80), lines: l.block! });
    }
  }
  return out;
}

const KNOWN = new Set(
  'root file_server reverse_proxy respond redir header encode log handle handle_path route rewrite try_files templates tls import'.split(
    ' ',
  ),
);

function checkLines(lines: readonly Line[]): void {
  for (const l of lines) {
    const name = l.words[0]!;
    if (name.startsWith('@'))
      throw new Wrong(`drydock: named matcher '${name}' is not simulated, at Caddyfile:${l.at}`);
    if (['templates', 'tls', 'import', 'rewrite'].includes(name))
      throw new Wrong(`drydock: '${name}' is not simulated, at Caddyfile:${l.at}`);
    if (!KNOWN.has(name))
      throw new Wrong(`adapting config using caddyfile: Caddyfile:${l.at}: unrecognized directive: ${name}`);
    if (['handle', 'handle_path', 'route'].includes(name)) checkLines(l.block ?? []);
  }
}

/** Does a path matcher (`/api/*`, `*`) take a path? */
const takes = (matcher: string, path: string): boolean =>
  matcher === '*' || new RegExp(`^${matcher.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(path);

function* proxy(p: Process, target: string, r: Request): Task<HttpMessage> {
  const m = /^(?:http:\/\/)?([^:/]+)(?::(\d+))?$/.exec(target);
  const [ip] = m === null ? [] : resolveHost(p, m[1]!);
  if (m === null || ip === undefined) return reply('502 Bad Gateway', '', []);
  try {
    const fd = socketFd(p, yield* p.kernel.net.connect(p, p.net, ip, Number(m[2] ?? 80), 10_000));
    const kept = r.message.headers.filter(([k]) => !/^(connection|content-length)$/i.test(k));
    yield* p.write(
      fd,
      formatMessage({
        start: r.message.start,
        headers: [
          ...kept,
          ['X-Forwarded-For', r.peer.ip],
          ['X-Forwarded-Host', header(r.message, 'host') ?? ''],
          ['X-Forwarded-Proto', 'http'],
          ['Content-Length', String(r.message.body.length)],
          ['Connection', 'close'],
        ],
        body: r.message.body,
      }),
    );
    const answer = yield* readMessage(new Wire(p, fd), 'answer', r.method === 'HEAD');
    p.closeFd(fd);
    if (answer === undefined) return reply('502 Bad Gateway', '', []);
    return {
      ...answer,
      headers: [
        ...answer.headers.filter(([k]) => !/^(connection|transfer-encoding|content-length)$/i.test(k)),
        ['Content-Length', String(answer.body.length)],
        ['Via', '1.1 Caddy'],
      ],
    };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return reply('502 Bad Gateway', '', []);
  }
}

function* answer(
  p: Process,
  lines: readonly Line[],
  r: Request,
  path: string,
  root: string,
  turn: { n: number },
): Task<HttpMessage | undefined> {
  let home = root;
  let uri = path;
  const match = (l: Line): { words: readonly string[]; hit: boolean } =>
    /^(\/|\*$)/.test(l.words[1] ?? '')
      ? { words: l.words.slice(2), hit: takes(l.words[1]!, uri) }
      : { words: l.words.slice(1), hit: true };
  for (const l of lines) if (l.words[0] === 'root') home = match(l).words.at(-1) ?? home;
  const tries = lines.find((l) => l.words[0] === 'try_files');
  if (tries !== undefined)
    uri =
      tries.words
        .slice(1)
        .map((w) => w.replace('{path}', uri))
        .find((w) => p.fs.tryStat(`${home}${w}`)?.kind === 'file') ?? tries.words.at(-1)!.replace('{path}', uri);
  const order = ['redir', 'handle', 'handle_path', 'route', 'respond', 'reverse_proxy', 'file_server'];
  for (const name of order) {
    for (const l of lines.filter((x) => x.words[0] === name)) {
      const { words, hit } = match(l);
      if (!hit) continue;
      if (name === 'redir')
        return reply(
          `${{ permanent: '301', temporary: '302', html: '200' }[words[1] ?? ''] ?? words[1] ?? '302'} Found`,
          '',
          [['Location', words[0]!.replace('{uri}', r.message.start.split(' ')[1]!)]],
        );
      if (name === 'respond')
        return /^\d{3}$/.test(words[0] ?? '')
          ? reply(`${words[0]} ${words[0] === '200' ? 'OK' : ''}`, '', [])
          : reply(`${words[1] ?? '200'} OK`, words[0] ?? '', [['Content-Type', 'text/plain; charset=utf-8']]);
      if (name === 'reverse_proxy') {
        const targets = [
          ...words,
          ...(l.block ?? []).filter((b) => b.words[0] === 'to').flatMap((b) => b.words.slice(1)),
        ];
        return yield* proxy(p, targets[turn.n++ % targets.length]!, r);
      }
      if (name === 'file_server') {
        const file = `${home}${clean(`/${unescapeUrl(uri)}`)}`;
        const node = p.fs.tryStat(file);
        if (node?.kind === 'dir') {
          const index = ['index.html', 'index.txt']
            .map((n) => join(file, n))
            .find((n) => p.fs.tryStat(n)?.kind === 'file');
          if (index !== undefined)
            return reply('200 OK', p.fs.readFile(index), [['Content-Type', `${mediaType(index)}; charset=utf-8`]]);
          if (words.includes('browse'))
            return htmlReply(
              page(
                `${uri}`,
                `<ul>${p.fs
                  .readdir(file)
                  .map((n) => `<li><a href="./${escapeHtml(n)}">${escapeHtml(n)}</a></li>`)
                  .join('')}</ul>`,
              ),
            );
          continue;
        }
        if (node?.kind === 'file')
          return reply('200 OK', node.data, [
            [
              'Content-Type',
              /^(text|application\/javascript)/.test(mediaType(file))
                ? `${mediaType(file)}; charset=utf-8`
                : mediaType(file),
            ],
          ]);
        return reply('404 Not Found', '', []);
      }
      const prefix = l.words[1] ?? '';
      const inner = yield* answer(
        p,
        l.block ?? [],
        r,
        name === 'handle_path' ? uri.slice(prefix.replace(/\/?\*$/, '').length) || '/' : uri,
        home,
        turn,
      );
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}

const caddy: Program = program(function* (p) {
  const [command = 'help', ...rest] = p.args;
  const version = p.getenv('CADDY_VERSION') ?? 'v2.10.2';
  if (command === 'version') {
    yield* p.print(`${version}\n`);
    return 0;
  }
  const option = (name: string): string | undefined => {
    const i = rest.findIndex((a) => a === `--${name}` || a === `-${name[0]}` || a.startsWith(`--${name}=`));
    return i < 0 ? undefined : rest[i]!.includes('=') ? rest[i]!.split('=')[1] : rest[i + 1];
  };
  const file = option('config') ?? 'Caddyfile';
  let lines: Line[];
  let list: Site[];
  const load = (): void => {
    if (!p.fs.exists(file)) throw new Wrong(`reading config from file: open ${file}: no such file or directory`);
    lines = parse(reader(p)(file), (n) => p.getenv(n) ?? '').filter((l) => l.words.length > 0);
    list = sites(lines);
    for (const s of list) checkLines(s.lines);
  };
  if (command === 'file-server' || command === 'respond' || command === 'reverse-proxy')
    throw new Failure(`drydock: 'caddy ${command}' is not simulated`);
  if (!['run', 'validate', 'start', 'adapt', 'fmt', 'reload'].includes(command))
    throw new Failure(`drydock: 'caddy ${command}' is not simulated`);
  const log = (level: string, msg: string, more: object = {}): Task =>
    p.eprint(`${JSON.stringify({ level, ts: p.kernel.now / 1000, ...more, msg })}\n`);
  try {
    load();
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    yield* p.eprint(`Error: ${error.message}\n`);
    return 1;
  }
  if (command === 'validate') {
    yield* p.print('Valid configuration\n');
    return 0;
  }
  if (command !== 'run') throw new Failure(`drydock: 'caddy ${command}' is not simulated`);
  yield* log('info', 'using config from file', { file });
  const turn = { n: 0 };
  const ports = [...new Set(list!.map((s) => s.port))].map((port) =>
    http(port, function* (r, q) {
      const host = (header(r.message, 'host') ?? '').replace(/:\d+$/, '');
      const site =
        list.find((s) => s.port === port && s.host === host) ??
        list.find((s) => s.port === port && (s.host === '' || s.host === '*'));
      const out =
        site === undefined
          ? reply('200 OK', '', [])
          : ((yield* answer(q, site.lines, r, r.path, '/srv', turn)) ?? reply('200 OK', '', []));
      const extra = (site?.lines ?? [])
        .filter((l) => l.words[0] === 'header' && l.block === undefined)
        .map((l): [string, string] => [l.words.at(-2)!, l.words.at(-1)!]);
      if (site?.lines.some((l) => l.words[0] === 'log') === true)
        yield* q.eprint(
          `${JSON.stringify({ level: 'info', ts: q.kernel.now / 1000, logger: 'http.log.access', msg: 'handled request', request: { remote_ip: r.peer.ip, proto: 'HTTP/1.1', method: r.method, host, uri: r.message.start.split(' ')[1] }, status: Number(out.start.split(' ')[1]), size: out.body.length })}\n`,
        );
      return {
        ...out,
        headers: [['Server', 'Caddy'], ...out.headers, ...extra, ['Date', new Date(q.kernel.now).toUTCString()]],
      };
    }),
  );
  try {
    return yield* live(p, ports, {
      *opened() {
        yield* log('info', 'admin endpoint started', { logger: 'admin', address: 'localhost:2019' });
        yield* log('info', 'autosaved config (load with --resume flag)', { file: '/config/caddy/autosave.json' });
        yield* log('info', 'serving initial configuration');
      },
      *ended() {
        yield* log('info', 'shutting down apps, then terminating', { signal: 'SIGTERM' });
        yield* log('info', 'shutdown complete', { signal: 'SIGTERM', exit_code: 0 });
      },
    });
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    yield* p.eprint(`Error: loading initial config: loading new config: http app module: start: ${error.message}\n`);
    return 1;
  }
});

/** Traefik: entry points without routes answer 404; the dashboard with --api.insecure. Providers are refused by name. */
const traefik: Program = program(function* (p) {
  if (p.args[0] === 'version') {
    yield* p.print('Version:      3.5.3\nCodename:     chabichou\nGo version:   go1.24.6\nOS/Arch:      linux/amd64\n');
    return 0;
  }
  const options = new Map(
    p.args.map((a): [string, string] => {
      const [k = '', v] = a.replace(/^--/, '').split(/=(.*)/s);
      return [k.toLowerCase(), v ?? 'true'];
    }),
  );
  for (const [k, v] of p.env) if (k.startsWith('TRAEFIK_')) options.set(k.slice(8).toLowerCase().replace(/_/g, '.'), v);
  for (const [k, v] of options)
    if (/^(providers\.|certificatesresolvers\.)/.test(k) && v !== 'false')
      throw new Failure(`drydock: '--${k}' is not simulated`);
  const points = [...options].flatMap(([k, v]) =>
    /^entrypoints\.[^.]+\.address$/.test(k) ? [Number(v.split(':').pop())] : [],
  );
  const dashboard: Handler = function* (r) {
    if (r.path === '/api/version') return json({ Version: '3.5.3', Codename: 'chabichou' });
    if (r.path === '/ping') return reply('200 OK', 'OK', []);
    if (r.path.startsWith('/api/')) return json([]);
    return r.path === '/' || r.path.startsWith('/dashboard')
      ? htmlReply(page('Traefik Proxy', '<p>Entry points, without routers.</p>'))
      : notFound();
  };
  const ports = (points.length > 0 ? points : [80]).map((n) =>
    http(n, function* () {
      return notFound();
    }),
  );
  if (options.get('api.insecure') === 'true') ports.push(http(8080, dashboard));
  yield* p.print(
    `${new Date(p.kernel.now).toISOString().slice(0, 19)}Z INF Traefik version 3.5.3 built on 2025-09-26T09:03:22Z version=3.5.3\n`,
  );
  return yield* live(p, ports, {
    *ended() {
      yield* p.print(`${new Date(p.kernel.now).toISOString().slice(0, 19)}Z INF Server stopped\n`);
    },
  });
});

export const proxyServers: Record<string, Program> = { caddy, traefik };
