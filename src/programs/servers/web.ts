// Web servers: nginx over its configuration, and the pages of tools that serve themselves.

import { encode } from '../../fs/bytes.ts';
import { FsError, errnoText } from '../../fs/node.ts';
import { basename, clean, join } from '../../fs/path.ts';
import { type Program, type Task, WaitQueue, waitFor } from '../../kernel/block.ts';
import type { Listener } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { strftime } from '../../shell/printf.ts';
import { Failure, parseArgs, program } from '../args.ts';
import { header, type HttpMessage, mediaType, reply, serve, unescapeUrl } from '../net/http.ts';

export const escapeHtml = (s: string): string => s.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

// --- nginx

interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly block: readonly Directive[] | undefined;
  readonly line: number;
  readonly file: string;
}

class ConfigError extends Error {}

/** Reads nginx's configuration language; `include` pulls other files in. */
function parseConfig(p: Process, file: string, depth = 0): Directive[] {
  let text: string;
  try {
    text = p.fs.readText(file);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new ConfigError(`open() "${file}" failed (${error.code === 'ENOENT' ? '2' : '13'}: ${errnoText(error.code)})`);
  }
  let i = 0;
  let line = 1;
  const token = (): string | undefined => {
    for (;;) {
      const c = text[i];
      if (c === undefined) return undefined;
      if (c === '\n') line++;
      if (/\s/.test(c)) i++;
      else if (c === '#') while (i < text.length && text[i] !== '\n') i++;
      else break;
    }
    const c = text[i]!;
    if ('{};'.includes(c)) {
      i++;
      return c;
    }
    if (c === '"' || c === "'") {
      const end = text.indexOf(c, i + 1);
      if (end < 0) throw new ConfigError(`unexpected end of file, expecting "${c}" in ${file}:${line}`);
      const out = text.slice(i + 1, end);
      i = end + 1;
      return out;
    }
    const m = /^(?:\$\{[^}]*\}|[^\s{};])+/.exec(text.slice(i))!;
    i += m[0].length;
    return m[0];
  };
  const block = (nested: boolean): Directive[] => {
    const out: Directive[] = [];
    for (;;) {
      const name = token();
      if (name === undefined) {
        if (nested) throw new ConfigError(`unexpected end of file, expecting "}" in ${file}:${line}`);
        return out;
      }
      if (name === '}') {
        if (!nested) throw new ConfigError(`unexpected "}" in ${file}:${line}`);
        return out;
      }
      if (name === ';' || name === '{') throw new ConfigError(`unexpected "${name}" in ${file}:${line}`);
      const at = line;
      const args: string[] = [];
      for (let t = token(); ; t = token()) {
        if (t === undefined) throw new ConfigError(`unexpected end of file, expecting ";" or "}" in ${file}:${line}`);
        if (t === '}') throw new ConfigError(`unexpected "}" in ${file}:${line}`);
        if (t === ';') {
          if (name === 'include' && depth < 8) {
            const base = args[0]!.startsWith('/') ? args[0]! : join('/etc/nginx', args[0]!);
            const dir = base.slice(0, base.lastIndexOf('/'));
            const pattern = new RegExp(`^${basename(base).replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`);
            const files = base.includes('*') ? (p.fs.isDir(dir) ? p.fs.readdir(dir).filter((n) => pattern.test(n)).map((n) => join(dir, n)) : []) : [base];
            for (const f of files) out.push(...parseConfig(p, f, depth + 1));
          } else out.push({ name, args, block: undefined, line: at, file });
          break;
        }
        if (t === '{') {
          out.push({ name, args, block: block(true), line: at, file });
          break;
        }
        args.push(t);
      }
    }
  };
  return block(false);
}

const KNOWN = new Set('user worker_processes error_log pid events http include worker_connections default_type access_log log_format sendfile tcp_nopush tcp_nodelay keepalive_timeout gzip server listen server_name location root index error_page try_files return alias autoindex client_max_body_size charset add_header types expires types_hash_max_size server_tokens etag daemon worker_rlimit_nofile multi_accept use internal rewrite'.split(' '));
const PROXY = new Set('upstream proxy_pass proxy_set_header proxy_http_version proxy_redirect proxy_buffering proxy_read_timeout proxy_connect_timeout resolver set if map fastcgi_pass uwsgi_pass'.split(' '));

function check(list: readonly Directive[], inTypes = false): void {
  for (const d of list) {
    if (inTypes) continue;
    if (PROXY.has(d.name)) throw new ConfigError(`drydock: directive "${d.name}" is not simulated in ${d.file}:${d.line}`);
    if (!KNOWN.has(d.name)) throw new ConfigError(`unknown directive "${d.name}" in ${d.file}:${d.line}`);
    if (d.block !== undefined) check(d.block, d.name === 'types');
  }
}

const find = (list: readonly Directive[], name: string): Directive | undefined => list.findLast((d) => d.name === name);

function* logTo(p: Process, path: string, text: string): Task {
  if (path === 'off') return;
  try {
    const fd = yield* p.open(path, { write: true, append: true, create: true, mode: 0o644 });
    yield* p.write(fd, text);
    p.closeFd(fd);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
  }
}

/** The answer of one server block to a request. */
function siteAnswer(p: Process, server: Directive, target: string, version: string): HttpMessage {
  const path = clean(`/${unescapeUrl(target.replace(/[?#].*/, ''))}`);
  const locations = (server.block ?? []).filter((d) => d.name === 'location');
  const exact = locations.find((l) => l.args[0] === '=' && l.args[1] === path);
  const regex = locations.find((l) => (l.args[0] === '~' || l.args[0] === '~*') && new RegExp(l.args[1]!, l.args[0] === '~*' ? 'i' : '').test(path));
  const prefix = locations.filter((l) => (l.args.length === 1 || l.args[0] === '^~') && path.startsWith(l.args.at(-1)!)).sort((a, b) => b.args.at(-1)!.length - a.args.at(-1)!.length)[0];
  const location = exact ?? (prefix?.args[0] === '^~' ? prefix : (regex ?? prefix));
  const scope = [...(server.block ?? []), ...(location?.block ?? [])];
  const common: [string, string][] = [['Server', `nginx/${version}`], ['Date', new Date(p.kernel.now).toUTCString()]];
  const page = (status: string): HttpMessage => {
    const code = status.slice(0, 3);
    const custom = scope.find((d) => d.name === 'error_page' && d.args.slice(0, -1).includes(code));
    const file = custom === undefined ? undefined : join(find(scope, 'root')?.args[0] ?? '/etc/nginx/html', custom.args.at(-1)!);
    const node = file === undefined ? undefined : p.fs.tryStat(file);
    const body = node?.kind === 'file' ? node.data : encode(`<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`);
    return reply(status, body, [...common, ['Content-Type', 'text/html']]);
  };
  const back = location?.block?.find((d) => d.name === 'return') ?? (location === undefined ? server.block?.find((d) => d.name === 'return') : undefined);
  if (back !== undefined) {
    const [code = '200', text = ''] = back.args;
    if (/^30/.test(code)) return reply(`${code} Moved`, '', [...common, ['Location', text]]);
    return reply(`${code} OK`, text.replace(/\\n/g, '\n'), [...common, ['Content-Type', find(scope, 'default_type')?.args[0] ?? 'text/plain']]);
  }
  const root = find(scope, 'root')?.args[0] ?? '/etc/nginx/html';
  const alias = location?.block?.find((d) => d.name === 'alias')?.args[0];
  const at = (x: string): string => (alias === undefined ? join(root, x) : join(alias, x.slice(location!.args.at(-1)!.length)));
  const serveFile = (file: string): HttpMessage | undefined => {
    const node = p.fs.tryStat(file);
    if (node?.kind === 'file') return reply('200 OK', node.data, [...common, ['Content-Type', mediaType(file)], ['Last-Modified', new Date(node.mtime).toUTCString()]]);
    if (node?.kind !== 'dir') return undefined;
    if (!path.endsWith('/')) return reply('301 Moved Permanently', '', [...common, ['Location', `${path}/`]]);
    for (const index of find(scope, 'index')?.args ?? ['index.html']) {
      const inner = p.fs.tryStat(join(file, index));
      if (inner?.kind === 'file') return reply('200 OK', inner.data, [...common, ['Content-Type', 'text/html'], ['Last-Modified', new Date(inner.mtime).toUTCString()]]);
    }
    if (find(scope, 'autoindex')?.args[0] === 'on') return reply('200 OK', `<html>\n<head><title>Index of ${escapeHtml(path)}</title></head>\n<body>\n<h1>Index of ${escapeHtml(path)}</h1><hr><pre>${p.fs.readdir(file).map((n) => `<a href="${escapeHtml(n)}">${escapeHtml(n)}</a>\n`).join('')}</pre><hr></body>\n</html>\n`, [...common, ['Content-Type', 'text/html']]);
    return page('403 Forbidden');
  };
  const tries = find(location?.block ?? [], 'try_files');
  if (tries !== undefined) {
    for (const [i, t] of tries.args.entries()) {
      const uri = t.replace(/\$uri/g, path).replace(/\$request_uri/g, target);
      if (i === tries.args.length - 1 && /^=\d{3}$/.test(uri)) return page(`${uri.slice(1)} ${uri === '=404' ? 'Not Found' : 'Error'}`);
      const found = serveFile(at(uri));
      if (found !== undefined && (i === tries.args.length - 1 || !found.start.includes('403'))) return found;
    }
    return page('404 Not Found');
  }
  return serveFile(at(path)) ?? page('404 Not Found');
}

const nginx: Program = function* (p) {
  const o = parseArgs(p, 'vVtTqg:c:s:p:e:', {});
  const version = p.getenv('NGINX_VERSION') ?? '1.26.3';
  if (o.has('v') || o.has('V')) {
    yield* p.eprint(`nginx version: nginx/${version}\n`);
    return 0;
  }
  const stamp = (): string => strftime('%Y/%m/%d %H:%M:%S', p.kernel.now);
  const file = o.get('c') ?? '/etc/nginx/nginx.conf';
  let config: Directive[];
  try {
    config = parseConfig(p, file);
    check(config);
    if (!config.some((d) => d.name === 'events')) throw new ConfigError('no "events" section in configuration');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield* p.eprint(`${stamp()} [emerg] ${p.nsPid}#${p.nsPid}: ${error.message}\nnginx: [emerg] ${error.message}\n`);
    if (o.has('t')) yield* p.eprint(`nginx: configuration file ${file} test failed\n`);
    return 1;
  }
  if (o.has('t')) {
    yield* p.eprint(`nginx: the configuration file ${file} syntax is ok\nnginx: configuration file ${file} test is successful\n`);
    return 0;
  }
  if (o.has('s')) {
    const master = [...p.pids.processes.values()].find((x) => x.comm === 'nginx' && x !== p && x.argv.join(' ').includes('master'));
    if (master === undefined) {
      yield* p.eprint(`nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)\n`);
      return 1;
    }
    if (o.get('s') !== 'reload') p.kernel.signal(master, o.get('s') === 'quit' ? SIGNALS.QUIT : SIGNALS.TERM, p);
    return 0;
  }
  const http = config.find((d) => d.name === 'http')?.block ?? [];
  const access = find(http, 'access_log')?.args[0] ?? '/var/log/nginx/access.log';
  const errors = find(config, 'error_log')?.args[0] ?? '/var/log/nginx/error.log';
  const servers = http.filter((d) => d.name === 'server');
  const ports = new Map<number, { ip: string; servers: Directive[] }>();
  for (const s of servers) {
    const listens = (s.block ?? []).filter((d) => d.name === 'listen');
    for (const l of listens.length > 0 ? listens.map((d) => d.args[0]!) : ['80']) {
      if (l.startsWith('[')) continue;
      const m = /^(?:([^:]*):)?(\d+)$/.exec(l);
      const port = Number(m?.[2] ?? 80);
      const known = ports.get(port);
      if (known === undefined) ports.set(port, { ip: m?.[1] === undefined || m[1] === '*' ? '0.0.0.0' : m[1], servers: [s] });
      else known.servers.push(s);
    }
  }
  const daemon = !/daemon off/.test(o.get('g') ?? '') && find(config, 'daemon')?.args[0] !== 'off';
  const listeners: { listener: Listener; servers: Directive[] }[] = [];
  const work = function* (q: Process): Task<number> {
    for (const [port, x] of ports) {
      try {
        listeners.push({ listener: q.net.listen(x.ip, port, q), servers: x.servers });
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        const text = `bind() to ${x.ip}:${port} failed (${error.code === 'EADDRINUSE' ? '98' : '99'}: ${errnoText(error.code)})`;
        yield* q.eprint(`nginx: [emerg] ${text}\n`);
        return 1;
      }
    }
    for (const line of ['using the "epoll" event method', `nginx/${version}`, 'OS: Linux 6.12.48', 'start worker processes', `start worker process ${q.nsPid + 1}`]) yield* logTo(q, errors, `${stamp()} [notice] ${q.nsPid}#${q.nsPid}: ${line}\n`);
    q.argv = ['nginx: master process nginx -g daemon off;'];
    q.comm = 'nginx';
    for (const s of [SIGNALS.QUIT, SIGNALS.TERM, SIGNALS.INT, SIGNALS.HUP]) q.actions.set(s, 'catch');
    for (const { listener, servers: mine } of listeners) {
      const worker = q.fork(function* (w) {
        w.argv = ['nginx: worker process'];
        return yield* serve(w, listener, function* (request, peer, c) {
          const host = (header(request, 'host') ?? '').replace(/:\d+$/, '');
          const server = mine.find((s) => (s.block ?? []).some((d) => d.name === 'server_name' && d.args.includes(host))) ?? mine[0]!;
          const target = request.start.split(' ')[1]!;
          const answer = siteAnswer(c, server, target, version);
          yield* logTo(c, access, `${peer.ip} - - [${strftime('%d/%b/%Y:%H:%M:%S +0000', c.kernel.now)}] "${request.start}" ${answer.start.split(' ')[1]} ${answer.body.length} "-" "${header(request, 'user-agent') ?? '-'}" "-"\n`);
          return answer;
        });
      });
      worker.argv = ['nginx: worker process'];
    }
    const never = new WaitQueue();
    for (;;) {
      yield* waitFor([never, q.childExited]);
      const signal = q.takeSignal();
      if (signal === undefined || signal === SIGNALS.HUP || signal === SIGNALS.CHLD) continue;
      yield* logTo(q, errors, `${stamp()} [notice] ${q.nsPid}#${q.nsPid}: signal ${signal} received, ${signal === SIGNALS.QUIT ? 'gracefully shutting down' : 'exiting'}\n`);
      for (const c of q.children) if (c.status === undefined) q.kernel.signal(c, SIGNALS.KILL, undefined);
      yield* logTo(q, errors, `${stamp()} [notice] ${q.nsPid}#${q.nsPid}: exit\n`);
      return 0;
    }
  };
  if (!daemon) return yield* work(p);
  p.fork(work);
  yield* p.sleep(5);
  return 0;
};

// --- tools that serve a page of their own

function* page(p: Process, ip: string, port: number, body: () => string, log: (line: string) => Task): Task<number> {
  let listener: Listener;
  try {
    listener = p.net.listen(ip, port, p);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.eprint(`${p.name}: cannot listen on ${ip}:${port}: ${errnoText(error.code)}\n`);
    return 1;
  }
  return yield* serve(p, listener, function* (request) {
    yield* log(request.start);
    return reply('200 OK', body(), [['Content-Type', 'text/html; charset=utf-8'], ['Server', p.name]]);
  });
}

const html = (title: string, text: string): string => `<!DOCTYPE html>\n<html>\n<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>\n<body style="font-family: sans-serif; margin: 2rem">\n<h1>${escapeHtml(title)}</h1>\n${text}\n</body>\n</html>\n`;

/** JupyterLab: lists the files of its root folder; a simulated service. */
const jupyter: Program = program(function* (p) {
  const flag = (name: string): string | undefined => {
    const i = p.args.findIndex((a) => a === `--${name}` || a.startsWith(`--${name}=`));
    return i < 0 ? undefined : p.args[i]!.includes('=') ? p.args[i]!.slice(p.args[i]!.indexOf('=') + 1) : p.args[i + 1];
  };
  const ip = flag('ip') ?? flag('ServerApp.ip') ?? '127.0.0.1';
  const port = Number(flag('port') ?? flag('ServerApp.port') ?? 8888);
  const root = p.abs(flag('notebook-dir') ?? flag('ServerApp.root_dir') ?? '.');
  if (p.args[0] === '--version') {
    yield* p.print('jupyterlab       : 4.4.10\n');
    return 0;
  }
  if (p.name === 'jupyter' && !['lab', 'notebook', 'server'].includes(p.args[0] ?? '')) throw new Failure(`drydock: 'jupyter ${p.args[0] ?? ''}' is not simulated (lab and notebook are)`);
  if (p.euid === 0 && !p.args.includes('--allow-root')) {
    yield* p.eprint(`[C ${strftime('%Y-%m-%d %H:%M:%S.000', p.kernel.now)} ServerApp] Running as root is not recommended. Use --allow-root to bypass.\n`);
    return 1;
  }
  const say = function* (app: string, text: string): Task {
    yield* p.eprint(`[I ${strftime('%Y-%m-%d %H:%M:%S.000', p.kernel.now)} ${app}] ${text}\n`);
  };
  yield* p.sleep(1200);
  yield* say('ServerApp', `Serving notebooks from local directory: ${root}`);
  yield* say('ServerApp', 'Jupyter Server 2.17.0 is running at:');
  yield* say('ServerApp', `http://${ip === '0.0.0.0' || ip === '*' ? p.uts.hostname : ip}:${port}/lab`);
  yield* say('ServerApp', 'Use Control-C to stop this server and shut down all kernels (twice to skip confirmation).');
  return yield* page(p, ip === '*' ? '0.0.0.0' : ip === 'localhost' ? '127.0.0.1' : ip, port, () => html('JupyterLab', `<p>Files in <code>${escapeHtml(root)}</code> (a simulated service: notebooks do not run).</p>\n<ul>\n${(p.fs.isDir(root) ? p.fs.readdir(root) : []).map((n) => `<li>${escapeHtml(n)}</li>`).join('\n')}\n</ul>`), (line) => say('ServerApp', `200 ${line}`));
});

/** Gradio's runner: serves the page that an app's source describes in its title; a simulated service. */
const gradio: Program = program(function* (p) {
  const file = p.args.find((a) => !a.startsWith('-'));
  if (file === undefined) throw new Failure('Usage: gradio APP.py', 2);
  if (!p.fs.exists(file)) throw new Failure(`${file}: No such file or directory`, 2);
  const source = p.fs.readText(file);
  const ip = p.getenv('GRADIO_SERVER_NAME') ?? /server_name\s*=\s*["']([^"']+)/.exec(source)?.[1] ?? '127.0.0.1';
  const port = Number(p.getenv('GRADIO_SERVER_PORT') ?? /server_port\s*=\s*(\d+)/.exec(source)?.[1] ?? 7860);
  const title = /title\s*=\s*["']([^"']+)/.exec(source)?.[1] ?? 'Gradio';
  const heading = [...source.matchAll(/Markdown\(\s*["']#*\s*([^"']+)/g)].map((m) => `<h2>${escapeHtml(m[1]!)}</h2>`).join('\n');
  yield* p.sleep(1500);
  yield* p.print(`Watching: '${p.cwd}'\n\n* Running on local URL:  http://${ip}:${port}\n* To create a public link, set \`share=True\` in \`launch()\`.\n`);
  return yield* page(p, ip, port, () => html(title, `${heading}\n<p>Served by <code>gradio ${escapeHtml(file)}</code> (a simulated service).</p>`), function* () {});
});

export const webServers: Record<string, Program> = { nginx, jupyter, gradio };
