// Applications of PHP, as far as their first page goes: WordPress, phpMyAdmin, Adminer. Their scripts do not run.

import type { Program, Task } from '../../kernel/block.ts';
import { FsError } from '../../fs/node.ts';
import type { Process } from '../../kernel/process.ts';
import { resolveHost } from '../../kernel/resolve.ts';
import { program } from '../../programs/args.ts';
import { type HttpMessage, reply } from '../../programs/net/http.ts';
import { page } from '../../programs/net/html.ts';
import { apache } from './apache.ts';
import { type Handler, htmlReply, http, live, stamp, Taken } from './life.ts';

/** Does anybody answer where the database should be? A text is why not. */
function* database(p: Process, address: string, port = 3306): Task<string | undefined> {
  const [name = '', given] = address.split(':');
  const [ip] = resolveHost(p, name);
  if (ip === undefined) return `php_network_getaddresses: getaddrinfo for ${name} failed: Name or service not known`;
  try {
    (yield* p.kernel.net.connect(p, p.net, ip, Number(given ?? port), 10_000)).close();
    return undefined;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return error.code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection timed out';
  }
}

/** Value of a constant that wp-config.php defines: a literal, or what the image's file reads from the environment. */
function constant(p: Process, text: string, name: string, fallback: string): string {
  const m = new RegExp(
    `define\\(\\s*'${name}'\\s*,\\s*(?:getenv_docker\\(\\s*'(\\w+)'\\s*,\\s*'([^']*)'\\s*\\)|'([^']*)')`,
  ).exec(text);
  return m === null ? fallback : (m[3] ?? p.getenv(m[1]!) ?? m[2]!);
}

const wordpress = apache(true, (p) => {
  const handler = function* (r: Parameters<Handler>[0]): Task<HttpMessage | undefined> {
    if (!/^\/(index\.php|wp-admin\/.*|wp-login\.php)?$/.test(r.path)) return undefined;
    if (!p.fs.exists('/var/www/html/wp-config.php'))
      return r.path.startsWith('/wp-admin/setup-config')
        ? htmlReply(
            page(
              'WordPress › Setup Configuration File',
              '<p>Before getting started, you will need to know the database name, username, password and host.</p>',
            ),
          )
        : reply('302 Found', '', [['Location', '/wp-admin/setup-config.php']]);
    const config = p.fs.readText('/var/www/html/wp-config.php');
    const why = yield* database(p, constant(p, config, 'DB_HOST', 'mysql'));
    if (why !== undefined) {
      yield* p.eprint(
        `[${stamp(p, '%a %b %d %H:%M:%S.000000 %Y')}] [php:warn] [pid ${p.nsPid}] PHP Warning:  mysqli_real_connect(): (HY000/2002): ${why} in /var/www/html/wp-includes/class-wpdb.php on line 1988\n`,
      );
      return htmlReply(
        page('Database Error', '').replace(/<h1>.*<\/h1>/, '<h1>Error establishing a database connection</h1>'),
        '500 Internal Server Error',
      );
    }
    if (r.path === '/wp-admin/install.php') {
      return htmlReply(
        page(
          'WordPress › Installation',
          '<p>Welcome to the WordPress installation process. The database answers; what PHP would do from here on is not simulated.</p>\n<form><p><label>Site Title <input name="weblog_title"></label></p><p><label>Username <input name="user_name"></label></p><p><button disabled>Install WordPress</button></p></form>',
        ),
      );
    }
    return reply('302 Found', '', [['Location', '/wp-admin/install.php']]);
  };
  return handler as Handler;
});

const phpmyadmin = apache(true, (p) => {
  const handler = function* (r: Parameters<Handler>[0]): Task<HttpMessage | undefined> {
    if (!/^\/(index\.php)?$/.test(r.path)) return undefined;
    const host = p.getenv('PMA_HOST') ?? 'db';
    const form = (notice: string): HttpMessage =>
      htmlReply(
        page(
          'phpMyAdmin',
          `${notice}<form method="post" action="/index.php"><p><label>Username: <input name="pma_username"></label></p><p><label>Password: <input name="pma_password" type="password"></label></p>${p.getenv('PMA_ARBITRARY') === '1' ? '<p><label>Server: <input name="pma_servername"></label></p>' : ''}<p><button>Log in</button></p></form>`,
        ),
      );
    if (r.method !== 'POST') return form('<p>Welcome to phpMyAdmin</p>\n');
    const why = yield* database(p, `${host}:${p.getenv('PMA_PORT') ?? '3306'}`);
    return form(
      why === undefined
        ? '<p>drydock: the database answers; phpMyAdmin itself is not simulated.</p>\n'
        : `<p>Cannot log in to the MySQL server</p>\n<p>mysqli::real_connect(): (HY000/2002): ${why}</p>\n`,
    );
  };
  return handler as Handler;
});

const adminer: Program = program(function* (p) {
  const version = p.getenv('ADMINER_VERSION') ?? '5.4.1';
  const server = p.getenv('ADMINER_DEFAULT_SERVER') ?? 'db';
  const form = (notice: string): HttpMessage =>
    htmlReply(
      page(
        'Login - Adminer',
        `<p>Adminer ${version}</p>\n${notice}<form method="post" action="/"><table>\n<tr><th>System<td><select name="driver"><option>MySQL / MariaDB<option>PostgreSQL<option>SQLite</select>\n<tr><th>Server<td><input name="server" value="${server}">\n<tr><th>Username<td><input name="username">\n<tr><th>Password<td><input name="password" type="password">\n<tr><th>Database<td><input name="db">\n</table><p><button>Login</button></p></form>`,
      ),
      '200 OK',
      [['X-Powered-By', 'PHP/8.4.14']],
    );
  const handler: Handler = function* (r) {
    if (r.path !== '/') return reply('404 Not Found', 'Not Found', [['Content-Type', 'text/html']]);
    if (r.method !== 'POST') return form('');
    const wanted = /(?:^|&)server=([^&]*)/.exec(r.text)?.[1];
    const why = yield* database(
      p,
      wanted === undefined || wanted === '' ? server : decodeURIComponent(wanted),
      /driver=Postgre/.test(r.text) ? 5432 : 3306,
    );
    return form(
      why === undefined
        ? '<p>drydock: the database answers; Adminer itself is not simulated.</p>\n'
        : `<p>${why}</p>\n`,
    );
  };
  try {
    return yield* live(
      p,
      [
        http(8080, function* (r, q) {
          const when = (): string => `[${stamp(p, '%a %b %d %H:%M:%S %Y')}]`;
          yield* p.eprint(`${when()} [::ffff:${r.peer.ip}]:${r.peer.port} Accepted\n`);
          const out = yield* handler(r, q);
          yield* p.eprint(
            `${when()} [::ffff:${r.peer.ip}]:${r.peer.port} [${out.start.split(' ')[1]}]: ${r.method} ${r.message.start.split(' ')[1]}\n`,
          );
          return out;
        }),
      ],
      {
        *opened() {
          yield* p.eprint(
            `[${stamp(p, '%a %b %d %H:%M:%S %Y')}] PHP ${p.getenv('PHP_VERSION') ?? '8.4.14'} Development Server (http://[::]:8080) started\n`,
          );
        },
      },
    );
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    yield* p.eprint(
      `[${stamp(p, '%a %b %d %H:%M:%S %Y')}] Failed to listen on [::]:8080 (reason: Address already in use)\n`,
    );
    return 1;
  }
});

/** php: its version is known, its scripts do not run. */
const php: Program = program(function* (p) {
  const version = p.getenv('PHP_VERSION') ?? '8.4.14';
  if (['-v', '--version'].includes(p.args[0] ?? '')) {
    yield* p.print(
      `PHP ${version} (cli) (built: Oct 24 2025 00:00:00) (NTS)\nCopyright (c) The PHP Group\nZend Engine v4.4.14, Copyright (c) Zend Technologies\n`,
    );
    return 0;
  }
  if (p.args[0] === '-m') {
    yield* p.print(
      '[PHP Modules]\nCore\nctype\ncurl\ndate\nfilter\nhash\njson\nmbstring\nopenssl\npcre\nPDO\npdo_sqlite\nPhar\nReflection\nsession\nSPL\nsqlite3\nstandard\nxml\nzlib\n\n[Zend Modules]\n\n',
    );
    return 0;
  }
  yield* p.eprint('drydock: running PHP is not simulated\n');
  return 1;
});

export const phpServers: Record<string, Program> = {
  'wordpress-apache': wordpress,
  'phpmyadmin-apache': phpmyadmin,
  adminer,
  php,
};
