// Apache: httpd and apache2 over their configuration, files and access log; what PHP would do is refused by name.

import { errnoText } from '../../fs/node.ts';
import { clean, join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { reader } from '../../kernel/users.ts';
import { program } from '../../programs/args.ts';
import { header, type HttpMessage, mediaType, reply, unescapeUrl } from '../../programs/net/http.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { escapeHtml } from '../../programs/net/html.ts';
import { type Handler, http, live, ownIp, stamp, Taken } from './life.ts';

class Wrong extends Error {}

interface Config {
  readonly listens: { ip: string; port: number }[];
  root: string;
  name: string | undefined;
  readonly index: string[];
  readonly redirects: { from: string; to: string; status: number }[];
  readonly aliases: { from: string; to: string }[];
  readonly headers: [string, string][];
  indexes: boolean;
}

const IGNORED = new Set(
  `loadmodule user group serveradmin allowoverride require errorlog loglevel logformat customlog timeout keepalive maxkeepaliverequests keepalivetimeout addtype typesconfig serversignature servertokens traceenable include includeoptional pidfile mutex defaultruntimedir hostnamelookups
accessfilename enablesendfile enablemmap addoutputfilterbytype adddefaultcharset addhandler sethandler filesmatch scriptalias mimemagicfile startservers minspareservers maxspareservers maxrequestworkers maxconnectionsperchild threadsperchild serverroot requestheader sslrandomseed browsermatch setenvif addencoding addlanguage unsetenv
fallbackresource`.split(/\s+/),
);
const PROXY =
  /^(proxypass|proxypassreverse|proxypreservehost|rewriteengine|rewriterule|rewritecond|balancermember|sslengine|sslcertificatefile|sslcertificatekeyfile|authtype|authuserfile)$/;

/** Reads what of a configuration file shows. @throws Wrong */
function readConfig(p: Process, file: string, base: string, into: Config, inside: string[] = []): void {
  let lineNumber = 0;
  for (const raw of reader(p)(file).replace(/\\\n/g, ' \n').split('\n')) {
    lineNumber++;
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const open = /^<(\/?)(\w+)\s*([^>]*)>$/.exec(line);
    if (open !== null) {
      if (open[1] === '/') inside.pop();
      else inside.push(`${open[2]!.toLowerCase()} ${open[3]!.replace(/"/g, '')}`);
      continue;
    }
    // modules that are not there: the block is passed over
    if (inside.some((x) => x.startsWith('ifmodule') && /ssl|proxy|cgid|rewrite/.test(x))) continue;
    const [word = '', ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2]!);
    const name = word.toLowerCase();
    const at = (text: string): Wrong => new Wrong(`AH00526: Syntax error on line ${lineNumber} of ${file}:\n${text}`);
    if (name === 'listen') {
      const m = /^(?:(.*):)?(\d+)$/.exec(args[0] ?? '');
      if (m === null) throw at('Port must be specified');
      if (m[1]?.startsWith('[') !== true)
        into.listens.push({ ip: m[1] === undefined || m[1] === '*' ? '0.0.0.0' : m[1], port: Number(m[2]) });
    } else if (name === 'documentroot')
      into.root = (args[0] ?? '').startsWith('/') ? args[0]! : join(base, args[0] ?? '');
    else if (name === 'servername') into.name = args[0];
    else if (name === 'directoryindex') into.index.splice(0, into.index.length, ...args);
    else if (name === 'options') {
      if (args.some((x) => /^\+?indexes$/i.test(x))) into.indexes = true;
      if (args.some((x) => /^-indexes$|^none$/i.test(x)) && inside.some((x) => x === `directory ${into.root}`))
        into.indexes = false;
    } else if (name === 'redirect' || name === 'redirectpermanent') {
      const [a = '', b, c] = args;
      const status =
        { permanent: 301, temp: 302, seeother: 303, gone: 410 }[a] ?? (/^\d{3}$/.test(a) ? Number(a) : undefined);
      into.redirects.push(
        status === undefined
          ? { from: a, to: b ?? '', status: name === 'redirect' ? 302 : 301 }
          : { from: b ?? '', to: c ?? '', status },
      );
    } else if (name === 'alias') into.aliases.push({ from: args[0] ?? '', to: args[1] ?? '' });
    else if (name === 'header' && args[0] === 'set') into.headers.push([args[1] ?? '', args[2] ?? '']);
    else if (name === 'include' || name === 'includeoptional') {
      const path = (args[0] ?? '').startsWith('/') ? args[0]! : join(base, args[0] ?? '');
      const dir = path.slice(0, path.lastIndexOf('/'));
      const pattern = new RegExp(
        `^${path
          .slice(dir.length + 1)
          .replace(/[.+^${}()|[\]\\]/g, '\\$&')
          .replace(/\*/g, '.*')}$`,
      );
      const names = path.includes('*')
        ? p.fs.isDir(dir)
          ? p.fs
              .readdir(dir)
              .filter((n) => pattern.test(n))
              .map((n) => join(dir, n))
          : []
        : [path];
      for (const n of names) {
        if (!p.fs.exists(n) && name === 'include')
          throw at(`Could not open configuration file ${n}: No such file or directory`);
        readConfig(p, n, base, into, []);
      }
    } else if (PROXY.test(name)) throw at(`drydock: '${word}' is not simulated`);
    else if (!IGNORED.has(name))
      throw at(
        `Invalid command '${word}', perhaps misspelled or defined by a module not included in the server configuration`,
      );
  }
}

const TITLES: Record<number, string> = {
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  410: 'Gone',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};
const WORDS: Record<number, string> = {
  403: "You don't have permission to access this resource.",
  404: 'The requested URL was not found on this server.',
  501: 'drydock: PHP is not simulated.',
  405: 'The requested method is not allowed for this URL.',
};

/** What an application of PHP shows instead of running its scripts; undefined leaves the request to the files. */
export type Application = (p: Process) => Handler | undefined;

function site(
  c: Config,
  server: string,
  php: boolean,
  application: Handler | undefined,
  log: (text: string) => Task,
): Handler {
  return function* (r, p) {
    const common: [string, string][] = [
      ['Date', new Date(p.kernel.now).toUTCString()],
      ['Server', server],
      ...c.headers,
    ];
    const page = (status: number, more: [string, string][] = []): HttpMessage =>
      reply(
        `${status} ${TITLES[status] ?? ''}`,
        `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${TITLES[status]}</title>\n</head><body>\n<h1>${TITLES[status]}</h1>\n<p>${WORDS[status] ?? (more[0]?.[0] === 'Location' ? `The document has moved <a href="${escapeHtml(more[0][1])}">here</a>.` : '')}</p>\n</body></html>\n`,
        [...common, ...more, ['Content-Type', 'text/html; charset=iso-8859-1']],
      );
    const answer = function* (): Task<HttpMessage> {
      const path = clean(`/${unescapeUrl(r.path)}`) + (r.path.endsWith('/') && r.path !== '/' ? '/' : '');
      const to = c.redirects.find((x) => path.startsWith(x.from));
      if (to !== undefined) return page(to.status, [['Location', to.to + path.slice(to.from.length)]]);
      if (application !== undefined) {
        const out = yield* application(r, p);
        if (out !== undefined) return { ...out, headers: [...common, ...out.headers] };
      }
      const alias = c.aliases.find((x) => path.startsWith(x.from));
      let file = alias === undefined ? `${c.root}${path}` : `${alias.to}${path.slice(alias.from.length)}`;
      let node = p.fs.tryStat(file.replace(/(.)\/$/, '$1'));
      if (node?.kind === 'dir') {
        if (!path.endsWith('/'))
          return page(301, [['Location', `http://${header(r.message, 'host') ?? 'localhost'}${path}/`]]);
        const index = c.index.find((n) => p.fs.tryStat(join(file, n))?.kind === 'file');
        if (index === undefined) {
          if (!c.indexes) {
            yield* log(
              `[autoindex:error] [pid ${p.nsPid}:tid ${p.nsPid}] [client ${r.peer.ip}:${r.peer.port}] AH01276: Cannot serve directory ${file}: No matching DirectoryIndex (${c.index.join(',')}) found, and server-generated directory index forbidden by Options directive`,
            );
            return page(403);
          }
          return reply(
            '200 OK',
            `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>Index of ${escapeHtml(path)}</title>\n </head>\n <body>\n<h1>Index of ${escapeHtml(path)}</h1>\n<ul>${p.fs
              .readdir(file)
              .filter((n) => !n.startsWith('.'))
              .map((n) => `<li><a href="${escapeHtml(n)}"> ${escapeHtml(n)}</a></li>\n`)
              .join('')}</ul>\n</body></html>\n`,
            [...common, ['Content-Type', 'text/html;charset=ISO-8859-1']],
          );
        }
        file = join(file, index);
        node = p.fs.tryStat(file);
      }
      if (node?.kind !== 'file') return page(404);
      if (!p.fs.may(node, 4) || /^\.ht/.test(file.split('/').pop()!)) {
        yield* log(
          `[core:error] [pid ${p.nsPid}:tid ${p.nsPid}] (13)Permission denied: [client ${r.peer.ip}:${r.peer.port}] AH00132: file permissions deny server access: ${file}`,
        );
        return page(403);
      }
      if (php && /\.(php|phtml)$/.test(file)) {
        yield* log(
          `[php:error] [pid ${p.nsPid}:tid ${p.nsPid}] [client ${r.peer.ip}:${r.peer.port}] drydock: running PHP is not simulated: ${file}`,
        );
        return page(501);
      }
      if (!['GET', 'HEAD', 'POST', 'OPTIONS'].includes(r.method)) return page(405);
      const etag = `"${node.data.length.toString(16)}-${Math.floor(node.mtime).toString(16)}000"`;
      const modified = new Date(Math.floor(node.mtime / 1000) * 1000).toUTCString();
      if (header(r.message, 'if-none-match') === etag)
        return { start: 'HTTP/1.1 304 Not Modified', headers: [...common, ['ETag', etag]], body: new Uint8Array(0) };
      return reply('200 OK', node.data, [
        ...common,
        ['Last-Modified', modified],
        ['ETag', etag],
        ['Accept-Ranges', 'bytes'],
        ['Content-Type', mediaType(file, 'text/plain')],
      ]);
    };
    const out = yield* answer();
    yield* p.print(
      `${r.peer.ip} - - [${stamp(p, '%d/%b/%Y:%H:%M:%S +0000')}] "${r.message.start}" ${out.start.split(' ')[1]} ${out.body.length}${php ? ` "${header(r.message, 'referer') ?? '-'}" "${header(r.message, 'user-agent') ?? '-'}"` : ''}\n`,
    );
    return out;
  };
}

/** Runs Apache. `php`: the modules and lines of Debian's apache2 with PHP. */
export function apache(php: boolean, application: Application = () => undefined): Program {
  return program(function* (p) {
    const version = php ? 'Apache/2.4.65 (Debian)' : `Apache/${p.getenv('HTTPD_VERSION') ?? '2.4.65'} (Unix)`;
    const base = php ? '/etc/apache2' : (p.getenv('HTTPD_PREFIX') ?? '/usr/local/apache2');
    const file = php ? '/etc/apache2/apache2.conf' : `${base}/conf/httpd.conf`;
    if (p.args.includes('-v')) {
      yield* p.print(`Server version: ${version}\nServer built:   Jul  7 2025 22:31:12\n`);
      return 0;
    }
    const config: Config = {
      listens: [],
      root: php ? '/var/www/html' : `${base}/htdocs`,
      name: undefined,
      index: php ? ['index.php', 'index.html'] : ['index.html'],
      redirects: [],
      aliases: [],
      headers: [],
      indexes: !php,
    };
    const when = (): string =>
      `[${stamp(p, '%a %b %d %H:%M:%S')}.${String(Math.floor(p.kernel.now % 1000)).padStart(3, '0')}000 ${stamp(p, '%Y')}]`;
    const log = (text: string): Task => p.eprint(`${when()} ${text}\n`);
    try {
      if (!p.fs.exists(file))
        throw new Wrong(
          `${php ? 'apache2' : 'httpd'}: Could not open configuration file ${file}: No such file or directory`,
        );
      readConfig(p, file, base, config);
      if (!p.fs.isDir(config.root)) yield* p.eprint(`AH00112: Warning: DocumentRoot [${config.root}] does not exist\n`);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      yield* p.eprint(`${error.message}\n`);
      return 1;
    }
    if (config.name === undefined)
      yield* p.eprint(
        `AH00558: ${php ? 'apache2' : 'httpd'}: Could not reliably determine the server's fully qualified domain name, using ${ownIp(p)}. Set the 'ServerName' directive globally to suppress this message\n`.repeat(
          2,
        ),
      );
    if (p.args.includes('-t') || p.args.includes('configtest')) {
      yield* p.eprint('Syntax OK\n');
      return 0;
    }
    const signature = php ? `${version} PHP/${p.getenv('PHP_VERSION') ?? '8.3.26'}` : version;
    const mpm = php ? 'mpm_prefork' : 'mpm_event';
    const tag = `[pid ${p.nsPid}:tid ${p.nsPid}]`;
    if (config.listens.length === 0) {
      yield* p.eprint(
        '(2)No such file or directory: AH00015: Unable to open logs\nno listening sockets available, shutting down\n',
      );
      return 1;
    }
    const handler = site(config, php ? version : signature, php, application(p), log);
    p.actions.set(SIGNALS.WINCH, 'catch');
    p.comm = php ? 'apache2' : 'httpd';
    try {
      return yield* live(
        p,
        config.listens.map((l) => http(l.port, handler, l.ip)),
        {
          *opened() {
            const user = 'www-data';
            for (let i = 0; i < (php ? 5 : 3); i++) {
              const w = p.fork(function* (q) {
                q.argv = [php ? 'apache2' : 'httpd', '-DFOREGROUND'];
                for (;;) yield* q.sleep(86_400_000);
              });
              const at = new RegExp(`^${user}:x:(\\d+):(\\d+):`, 'm').exec(reader(p)('/etc/passwd'));
              if (at !== null) {
                w.uid = w.euid = Number(at[1]);
                w.gid = w.egid = Number(at[2]);
              }
            }
            yield* log(
              `[${mpm}:notice] ${tag} AH00${php ? '163' : '489'}: ${signature} configured -- resuming normal operations`,
            );
            yield* log(`[core:notice] ${tag} AH00094: Command line: '${php ? 'apache2' : 'httpd'} -D FOREGROUND'`);
          },
          *ended(s) {
            yield* log(
              s === SIGNALS.TERM || s === SIGNALS.INT
                ? `[${mpm}:notice] ${tag} AH00${php ? '169' : '491'}: caught SIGTERM, shutting down`
                : `[${mpm}:notice] ${tag} AH00${php ? '170' : '492'}: caught SIGWINCH, shutting down gracefully`,
            );
          },
        },
        [SIGNALS.WINCH],
      );
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
      yield* p.eprint(
        `(98)${errnoText(error.errno as 'EADDRINUSE')}: AH00072: make_sock: could not bind to address ${error.at}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
      );
      return 1;
    }
  });
}

/** `httpd-foreground`, `apache2-foreground`: scripts of the images that run the server as their own process. */
export const apacheServers: Record<string, Program> = { httpd: apache(false), apache2: apache(true) };
