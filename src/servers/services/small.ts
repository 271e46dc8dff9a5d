// Small servers of one page: whoami, httpbin, Prometheus, Grafana, Portainer, MinIO, and tools whose work is not simulated.

import type { Program, Task } from '../../kernel/block.ts';
import { encode } from '../../fs/bytes.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure, program } from '../../programs/args.ts';
import { atobPure } from '../../programs/coreutils/checksum.ts';
import { header, type HttpMessage, reply } from '../../programs/net/http.ts';
import { escapeHtml, page } from '../../programs/net/html.ts';
import {
  credentials,
  type Handler,
  htmlReply,
  http,
  iso,
  json,
  live,
  mute,
  notFound,
  ownIp,
  plainReply,
  type Request,
  stamp,
  Taken,
} from './life.ts';

/** Runs a server whose only trouble can be its address. */
function server(body: (p: Process) => Task<number>): Program {
  return program(function* (p) {
    try {
      return yield* body(p);
    } catch (error) {
      if (!(error instanceof Taken)) throw error;
      yield* p.eprint(`${stamp(p)} ${error.message}\n`);
      return 1;
    }
  });
}

const flag = (p: Process, name: string): string | undefined => {
  const i = p.args.findIndex((a) => a.replace(/^--?/, '').split('=')[0] === name);
  return i < 0 ? undefined : p.args[i]!.includes('=') ? p.args[i]!.slice(p.args[i]!.indexOf('=') + 1) : p.args[i + 1];
};

const addresses = (p: Process): string[] =>
  p.net.interfaces.flatMap((i) => (i.name === 'lo' ? ['127.0.0.1', '::1'] : [i.ip]));
const fields = (r: Request): [string, string][] =>
  r.message.headers
    .filter(([k]) => k.toLowerCase() !== 'host')
    .map(([k, v]): [string, string] => [
      k.replace(/(^|-)([a-z])/g, (_, a: string, b: string) => a + b.toUpperCase()),
      v,
    ])
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));

/** traefik/whoami: says who was asked, and by whom. */
const whoami = server(function* (p) {
  const port = Number(flag(p, 'port') ?? p.getenv('WHOAMI_PORT_NUMBER') ?? 80);
  const name = flag(p, 'name') ?? p.getenv('WHOAMI_NAME');
  let healthy = 200;
  const handler: Handler = function* (r) {
    if (r.path === '/health') {
      if (r.method === 'POST') healthy = Number(r.text) || 200;
      return reply(`${healthy} ${healthy < 400 ? 'OK' : 'Error'}`, '', []);
    }
    if (r.path === '/api')
      return json({
        hostname: p.uts.hostname,
        ip: addresses(p),
        headers: Object.fromEntries(fields(r).map(([k, v]) => [k, [v]])),
        url: r.message.start.split(' ')[1],
        host: header(r.message, 'host') ?? '',
        method: r.method,
        ...(name === undefined ? {} : { name }),
        remoteAddr: `${r.peer.ip}:${r.peer.port}`,
      });
    if (r.path === '/data') return plainReply('|'.repeat(Math.min(1 << 20, Number(r.query.get('size') ?? 1))));
    if (r.query.has('wait')) yield* p.sleep((Number(r.query.get('wait')!.replace(/s$/, '')) || 0) * 1000);
    const head = [
      ...(name === undefined ? [] : [`Name: ${name}`]),
      `Hostname: ${p.uts.hostname}`,
      ...addresses(p).map((a) => `IP: ${a}`),
      `RemoteAddr: ${r.peer.ip}:${r.peer.port}`,
      r.message.start,
      `Host: ${header(r.message, 'host') ?? ''}`,
      ...fields(r).map(([k, v]) => `${k}: ${v}`),
    ];
    return plainReply(`${head.join('\n')}\n\n`);
  };
  return yield* live(p, [http(port, handler)], {
    *opened() {
      yield* p.print(`${stamp(p)} Starting up on port ${port}\n`);
    },
  });
});

/** jwilder/whoami. */
const iAm = server(function* (p) {
  const port = Number(p.getenv('PORT') ?? 8000);
  return yield* live(
    p,
    [
      http(port, function* () {
        return plainReply(`I'm ${p.uts.hostname}\n`);
      }),
    ],
    {
      *opened() {
        yield* p.print(`Listening on :${port}\n`);
      },
    },
  );
});

/** The part of httpbin that echoes. */
const httpbin = server(function* (p) {
  const bind = (flag(p, 'b') ?? '0.0.0.0:80').split(':');
  const all = (r: Request): Record<string, string> => Object.fromEntries(r.message.headers.map(([k, v]) => [k, v]));
  const pretty = (v: unknown, status = '200 OK'): HttpMessage =>
    reply(status, `${JSON.stringify(v, null, 2)}\n`, [
      ['Content-Type', 'application/json'],
      ['Server', 'gunicorn/19.9.0'],
      ['Access-Control-Allow-Origin', '*'],
    ]);
  const handler: Handler = function* (r) {
    const url = `http://${header(r.message, 'host') ?? 'localhost'}${r.message.start.split(' ')[1]}`;
    const base = { args: Object.fromEntries(r.query), headers: all(r), origin: r.peer.ip, url };
    const type = header(r.message, 'content-type') ?? '';
    const form = type.includes('x-www-form-urlencoded')
      ? (Object.fromEntries(
          r.text
            .split('&')
            .filter((x) => x !== '')
            .map((x) => x.split('=').map((y) => decodeURIComponent(y.replace(/\+/g, ' ')))),
        ) as object)
      : {};
    let parsed: unknown = null;
    try {
      parsed = r.text === '' ? null : JSON.parse(r.text);
    } catch {
      parsed = null;
    }
    const m = /^\/(\w+)(?:\/(.*))?$/.exec(r.path);
    const [, what = '', rest = ''] = m ?? [];
    if (r.path === '/') return htmlReply(page('httpbin.org', '<p>A simple HTTP Request &amp; Response Service.</p>'));
    if (what === 'get' && r.method === 'GET') return pretty(base);
    if (['post', 'put', 'patch', 'delete'].includes(what) && r.method === what.toUpperCase())
      return pretty({ ...base, data: Object.keys(form).length > 0 ? '' : r.text, files: {}, form, json: parsed });
    if (what === 'anything')
      return pretty({
        ...base,
        data: Object.keys(form).length > 0 ? '' : r.text,
        files: {},
        form,
        json: parsed,
        method: r.method,
      });
    if (what === 'headers') return pretty({ headers: all(r) });
    if (what === 'ip') return pretty({ origin: r.peer.ip });
    if (what === 'user' || r.path === '/user-agent')
      return pretty({ 'user-agent': header(r.message, 'user-agent') ?? '' });
    if (what === 'uuid')
      return pretty({ uuid: p.kernel.random.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') });
    if (what === 'status' && /^\d{3}$/.test(rest)) return reply(`${rest} Status`, '', [['Content-Type', 'text/html']]);
    if (what === 'delay') {
      yield* p.sleep(Math.min(10, Number(rest) || 0) * 1000);
      return pretty(base);
    }
    if (what === 'redirect' && /^\d+$/.test(rest))
      return reply('302 FOUND', '', [['Location', Number(rest) > 1 ? `/redirect/${Number(rest) - 1}` : '/get']]);
    if (r.path.startsWith('/redirect-to')) return reply('302 FOUND', '', [['Location', r.query.get('url') ?? '/']]);
    if (r.path.startsWith('/basic-auth/')) {
      const [user, password] = r.path.split('/').slice(2);
      const given = credentials(r, atobPure);
      return given?.user === user && given?.password === password
        ? pretty({ authenticated: true, user })
        : reply('401 UNAUTHORIZED', '', [['WWW-Authenticate', 'Basic realm="Fake Realm"']]);
    }
    return htmlReply('<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n', '404 NOT FOUND');
  };
  const say = (text: string): Task =>
    p.eprint(`[${stamp(p, '%Y-%m-%d %H:%M:%S +0000')}] [${p.nsPid}] [INFO] ${text}\n`);
  return yield* live(p, [http(Number(bind[1] ?? 80), handler, bind[0])], {
    *opened() {
      yield* say('Starting gunicorn 19.9.0');
      yield* say(`Listening at: http://${bind.join(':')} (${p.nsPid})`);
      yield* say('Using worker: gevent');
    },
    *ended() {
      yield* say('Shutting down: Master');
    },
  });
});

const prometheus = server(function* (p) {
  const config = flag(p, 'config.file') ?? '/etc/prometheus/prometheus.yml';
  const log = (level: string, source: string, msg: string, more = ''): Task =>
    p.eprint(`time=${iso(p)} level=${level} source=${source} msg="${msg}"${more}\n`);
  yield* log('INFO', 'main.go:1554', 'updated GOGC', ' old=100 new=75');
  if (!p.fs.exists(config)) {
    yield* log(
      'ERROR',
      'main.go:630',
      `Error loading config (--config.file=${config})`,
      ` file=${config} err="open ${config}: no such file or directory"`,
    );
    return 2;
  }
  const targets = [...p.fs.readText(config).matchAll(/targets:\s*\[([^\]]*)\]/g)].flatMap((m) =>
    m[1]!
      .split(',')
      .map((x) => x.trim().replace(/["']/g, ''))
      .filter((x) => x !== ''),
  );
  const port = Number((flag(p, 'web.listen-address') ?? ':9090').split(':').pop());
  return yield* live(
    p,
    [
      http(port, function* (r) {
        if (r.path === '/') return reply('302 Found', '', [['Location', '/query']]);
        if (r.path === '/-/healthy') return plainReply('Prometheus Server is Healthy.\n');
        if (r.path === '/-/ready') return plainReply('Prometheus Server is Ready.\n');
        if (r.path === '/metrics')
          return plainReply(
            `# HELP prometheus_build_info A metric with a constant '1' value.\n# TYPE prometheus_build_info gauge\nprometheus_build_info{version="3.7.3"} 1\n`,
          );
        if (r.path === '/api/v1/status/config')
          return json({ status: 'success', data: { yaml: p.fs.readText(config) } });
        if (r.path.startsWith('/api/'))
          return json(
            { status: 'error', errorType: 'unavailable', error: `drydock: '${r.path}' is not simulated` },
            '503 Service Unavailable',
          );
        return htmlReply(
          page(
            'Prometheus Time Series Collection and Processing Server',
            `<p>Targets: ${targets.map(escapeHtml).join(', ') || 'none'}. Collecting is not simulated.</p>`,
          ),
        );
      }),
    ],
    {
      *opened() {
        yield* log(
          'INFO',
          'main.go:677',
          'Starting Prometheus Server',
          ' mode=server version="(version=3.7.3, branch=HEAD)"',
        );
        yield* log('INFO', 'web.go:656', 'Start listening for connections', ` component=web address=0.0.0.0:${port}`);
        yield* log('INFO', 'main.go:1534', 'Completed loading of configuration file', ` filename=${config}`);
        yield* log('INFO', 'main.go:1293', 'Server is ready to receive web requests.');
      },
      *ended(s) {
        yield* log(
          'WARN',
          'main.go:962',
          'Received an OS signal, exiting gracefully...',
          ` signal=${s === 2 ? 'interrupt' : 'terminated'}`,
        );
      },
    },
  );
});

const grafana = server(function* (p) {
  const log = (logger: string, msg: string, more = ''): Task =>
    p.print(`logger=${logger} t=${iso(p)} level=info msg="${msg}"${more}\n`);
  const password = p.getenv('GF_SECURITY_ADMIN_PASSWORD') ?? 'admin';
  const user = p.getenv('GF_SECURITY_ADMIN_USER') ?? 'admin';
  const port = Number(p.getenv('GF_SERVER_HTTP_PORT') ?? 3000);
  yield* log('settings', 'Starting Grafana', ' version=12.2.1 commit=000000000000 branch=HEAD');
  if (!p.fs.exists('/var/lib/grafana/grafana.db')) {
    yield* log('migrator', 'Starting DB migrations');
    yield* p.sleep(2500);
    try {
      p.fs.writeFile('/var/lib/grafana/grafana.db', encode('grafana\n'));
    } catch {
      yield* p.eprint(
        "GF_PATHS_DATA='/var/lib/grafana' is not writable.\nYou may have issues with file permissions, more information here: http://docs.grafana.org/installation/docker/#migrate-to-v51-or-later\nmkdir: can't create directory '/var/lib/grafana/plugins': Permission denied\n",
      );
      return 1;
    }
    yield* log('migrator', 'migrations completed', ' performed=650 skipped=0 duration=2.4s');
  }
  return yield* live(
    p,
    [
      http(port, function* (r) {
        if (r.path === '/api/health')
          return reply(
            '200 OK',
            `${JSON.stringify({ database: 'ok', version: '12.2.1', commit: '000000000000' }, null, 2)}`,
            [['Content-Type', 'application/json; charset=UTF-8']],
          );
        if (r.path === '/')
          return reply('302 Found', '<a href="/login">Found</a>.\n\n', [
            ['Location', '/login'],
            ['Content-Type', 'text/html; charset=utf-8'],
          ]);
        if (r.path === '/login' && r.method === 'POST')
          return r.text.includes(user) && r.text.includes(password)
            ? htmlReply(page('Grafana', '<p>Logged in. Dashboards are not simulated.</p>'))
            : json({ message: 'Invalid username or password' }, '401 Unauthorized');
        if (r.path === '/login')
          return htmlReply(
            page(
              'Welcome to Grafana',
              '<form method="post" action="/login"><p><label>Email or username <input name="user"></label></p><p><label>Password <input name="password" type="password"></label></p><p><button>Log in</button></p></form>',
            ),
          );
        if (r.path.startsWith('/api/')) {
          const given = credentials(r, atobPure);
          return given?.user === user && given?.password === password
            ? json({ message: `drydock: '${r.path}' is not simulated` }, '501 Not Implemented')
            : json({ message: 'Unauthorized' }, '401 Unauthorized');
        }
        return notFound();
      }),
    ],
    {
      *opened() {
        yield* log('http.server', 'HTTP Server Listen', ` address=[::]:${port} protocol=http subUrl= socket=`);
      },
      *ended(s) {
        yield* log('server', 'Shutdown started', ` reason="System signal: ${s === 2 ? 'interrupt' : 'terminated'}"`);
      },
    },
  );
});

const portainer = server(function* (p) {
  const log = (where: string, text: string): Task =>
    p.eprint(`${stamp(p, '%Y/%m/%d %I:%M%p')} INF ${where} > ${text}\n`);
  return yield* live(
    p,
    [
      http(9000, function* (r) {
        if (r.path === '/api/status' || r.path === '/api/system/status')
          return json({ Version: '2.33.3', InstanceID: p.kernel.random.hex(32) });
        if (r.path.startsWith('/api/'))
          return json({ message: `drydock: '${r.path}' is not simulated`, details: '' }, '501 Not Implemented');
        return htmlReply(
          page(
            'Portainer',
            `<p>New Portainer installation. ${p.fs.exists('/var/run/docker.sock') ? 'The Docker socket is there.' : 'There is no Docker socket: mount /var/run/docker.sock.'} Managing from here is not simulated.</p>`,
          ),
        );
      }),
      mute(9443),
      mute(8000),
    ],
    {
      *opened() {
        yield* log(
          'github.com/portainer/portainer/api/cmd/portainer/main.go:325',
          'encryption key file not present | filename=portainer',
        );
        yield* log(
          'github.com/portainer/portainer/api/http/server.go:351',
          'starting HTTPS server | bind_address=:9443',
        );
        yield* log(
          'github.com/portainer/portainer/api/http/server.go:335',
          'starting HTTP server | bind_address=:9000',
        );
      },
    },
  );
});

const minio = server(function* (p) {
  const [command = '', ...rest] = p.args.filter(
    (a, i) => !a.startsWith('-') && !/^--(address|console-address)$/.test(p.args[i - 1] ?? ''),
  );
  if (command !== 'server' || rest[0] === undefined)
    throw new Failure(
      command === 'server'
        ? 'ERROR Invalid command line arguments: no endpoint'
        : 'NAME:\n  minio - High Performance Object Storage\n\nUSAGE:\n  minio [FLAGS] COMMAND [ARGS...]\n\nCOMMANDS:\n  server  start object storage server',
    );
  const port = Number((flag(p, 'address') ?? ':9000').split(':').pop());
  const consolePort = Number((flag(p, 'console-address') ?? ':0').split(':').pop());
  p.fs.mkdirp(`${rest[0]}/.minio.sys`);
  const buckets = (): string[] => p.fs.readdir(rest[0]!).filter((n) => !n.startsWith('.'));
  const denied = (r: Request): HttpMessage =>
    reply(
      '403 Forbidden',
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied.</Message><Resource>${escapeHtml(r.path)}</Resource></Error>`,
      [
        ['Content-Type', 'application/xml'],
        ['Server', 'MinIO'],
      ],
    );
  const ports = [
    http(port, function* (r) {
      return /^\/minio\/health\/(live|ready|cluster)$/.test(r.path)
        ? reply('200 OK', '', [['Server', 'MinIO']])
        : denied(r);
    }),
  ];
  if (consolePort > 0)
    ports.push(
      http(consolePort, function* () {
        return htmlReply(
          page(
            'MinIO Console',
            `<p>${buckets().length} buckets. The console and the S3 protocol are not simulated.</p>`,
          ),
        );
      }),
    );
  return yield* live(p, ports, {
    *opened() {
      const warned =
        p.getenv('MINIO_ROOT_USER') === undefined
          ? "WARN: Detected default credentials 'minioadmin:minioadmin', we recommend that you change these values with 'MINIO_ROOT_USER' and 'MINIO_ROOT_PASSWORD' environment variables\n"
          : '';
      yield* p.print(
        `INFO: Formatting 1st pool, 1 set(s), 1 drives per set.\nMinIO Object Storage Server\nCopyright: 2015-2025 MinIO, Inc.\nLicense: GNU AGPLv3 - https://www.gnu.org/licenses/agpl-3.0.html\nVersion: RELEASE.2025-09-07T16-13-09Z (go1.24.6 linux/amd64)\n\nAPI: http://${ownIp(p)}:${port}  http://127.0.0.1:${port}\n${consolePort > 0 ? `WebUI: http://${ownIp(p)}:${consolePort} http://127.0.0.1:${consolePort}\n` : ''}\nDocs: https://docs.min.io\n${warned}`,
      );
    },
    *ended() {
      yield* p.print('INFO: Exiting on signal: TERMINATED\n');
    },
  });
});

/** Commands of images that do one thing, which is not simulated; what asks for their version is answered. */
const refused = (version: string): Program =>
  program(function* (p) {
    if (version !== '' && /^(--version|-v|version)$/.test(p.args[0] ?? '')) {
      yield* p.print(`${version}\n`);
      return 0;
    }
    throw new Failure(`drydock: '${[p.name, ...p.args.slice(0, 1)].join(' ')}' is not simulated`);
  });

export const smallServers: Record<string, Program> = {
  'whoami-http': whoami,
  'whoami-app': iAm,
  httpbin,
  prometheus,
  'grafana-server': grafana,
  portainer,
  minio,
  certbot: refused('certbot 5.1.0'),
  watchtower: refused(''),
  cadvisor: refused(''),
  haproxy: refused('HAProxy version 3.2.7'),
  'mongo-express': refused(''),
};
