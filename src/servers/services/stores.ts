// Servers with protocols of their own: memcached, RabbitMQ, MongoDB.

import { decode, encode } from '../../fs/bytes.ts';
import { FsError } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import { Failure, program } from '../../programs/args.ts';
import { atobPure } from '../../programs/coreutils/checksum.ts';
import { page } from '../../programs/net/html.ts';
import {
  credentials,
  htmlReply,
  http,
  iso,
  json,
  lines,
  live,
  millis,
  mute,
  notFound,
  type Port,
  stamp,
  Taken,
} from './life.ts';

interface Item {
  flags: number;
  data: string;
  /** Virtual ms, or undefined when it stays. */
  until: number | undefined;
  cas: number;
}

const memcached: Program = program(function* (p) {
  const option = (letter: string, long: string, fallback: string): string => {
    const i = p.args.findIndex((a) => a === `-${letter}` || a.startsWith(`--${long}=`));
    const attached = p.args.find((a) => a.startsWith(`-${letter}`) && a.length > 2 && !a.startsWith('--'));
    return i >= 0
      ? p.args[i]!.includes('=')
        ? p.args[i]!.split('=')[1]!
        : (p.args[i + 1] ?? fallback)
      : (attached?.slice(2) ?? fallback);
  };
  const version = p.getenv('MEMCACHED_VERSION') ?? '1.6.39';
  if (p.args.includes('-V') || p.args.includes('--version')) {
    yield* p.print(`memcached ${version}\n`);
    return 0;
  }
  if (p.euid === 0 && !p.args.includes('-u')) {
    yield* p.eprint("can't run as root without the -u switch\n");
    return 71;
  }
  const port = Number(option('p', 'port', '11211'));
  const store = new Map<string, Item>();
  const counts = { get_hits: 0, get_misses: 0, cmd_get: 0, cmd_set: 0, total_connections: 0 };
  const began = p.kernel.now;
  let cas = 0;
  const live1 = (key: string): Item | undefined => {
    const item = store.get(key);
    if (item?.until === undefined || item.until > p.kernel.now) return item;
    store.delete(key);
    return undefined;
  };
  const expiry = (text: string): number | undefined => {
    const n = Number(text);
    return n === 0 ? undefined : n > 2_592_000 ? n * 1000 : p.kernel.now + n * 1000;
  };
  const talk = lines(port, '', function* (line, wire) {
    const words = line.split(' ').filter((x) => x !== '');
    const [command = '', key = '', ...rest] = words;
    const quiet = words.at(-1) === 'noreply';
    const say = (text: string): string => (quiet ? '' : `${text}\r\n`);
    switch (command) {
      case 'get':
      case 'gets': {
        let out = '';
        for (const k of [key, ...rest]) {
          const item = live1(k);
          counts.cmd_get++;
          if (item === undefined) counts.get_misses++;
          else {
            counts.get_hits++;
            out += `VALUE ${k} ${item.flags} ${encode(item.data).length}${command === 'gets' ? ` ${item.cas}` : ''}\r\n${item.data}\r\n`;
          }
        }
        return key === '' ? 'ERROR\r\n' : `${out}END\r\n`;
      }
      case 'set':
      case 'add':
      case 'replace':
      case 'append':
      case 'prepend':
      case 'cas': {
        const [flags = '', exptime = '', bytes = '', unique = ''] = rest;
        if (!/^\d+$/.test(bytes)) return 'ERROR\r\n';
        if (Number(bytes) > 1 << 20) return 'SERVER_ERROR object too large for cache\r\n';
        const data = decode(yield* wire.exactly(Number(bytes)));
        const tail = yield* wire.exactly(2);
        if (decode(tail) !== '\r\n') return 'CLIENT_ERROR bad data chunk\r\n';
        counts.cmd_set++;
        const old = live1(key);
        if (
          (command === 'add' && old !== undefined) ||
          (['replace', 'append', 'prepend'].includes(command) && old === undefined)
        )
          return say('NOT_STORED');
        if (command === 'cas' && old === undefined) return say('NOT_FOUND');
        if (command === 'cas' && old!.cas !== Number(unique)) return say('EXISTS');
        store.set(key, {
          flags: command === 'append' || command === 'prepend' ? old!.flags : Number(flags),
          data: command === 'append' ? old!.data + data : command === 'prepend' ? data + old!.data : data,
          until: expiry(exptime),
          cas: ++cas,
        });
        return say('STORED');
      }
      case 'delete':
        return say(live1(key) !== undefined && store.delete(key) ? 'DELETED' : 'NOT_FOUND');
      case 'touch': {
        const item = live1(key);
        if (item !== undefined) item.until = expiry(rest[0] ?? '0');
        return say(item === undefined ? 'NOT_FOUND' : 'TOUCHED');
      }
      case 'incr':
      case 'decr': {
        const item = live1(key);
        if (item === undefined) return say('NOT_FOUND');
        if (!/^\d+$/.test(item.data)) return say('CLIENT_ERROR cannot increment or decrement non-numeric value');
        item.data = String(Math.max(0, Number(item.data) + (command === 'incr' ? 1 : -1) * Number(rest[0])));
        return say(item.data);
      }
      case 'flush_all':
        store.clear();
        return say('OK');
      case 'version':
        return `VERSION ${version}\r\n`;
      case 'verbosity':
        return say('OK');
      case 'stats':
        if (key !== '') return key === 'items' || key === 'slabs' ? 'END\r\n' : 'ERROR\r\n';
        return `${Object.entries({
          pid: p.nsPid,
          uptime: Math.floor((p.kernel.now - began) / 1000),
          time: Math.floor(p.kernel.now / 1000),
          version,
          curr_connections: 1,
          curr_items: store.size,
          bytes: [...store].reduce((n, [k, v]) => n + k.length + v.data.length + 50, 0),
          limit_maxbytes: Number(option('m', 'memory-limit', '64')) << 20,
          threads: 4,
          ...counts,
        })
          .map(([k, v]) => `STAT ${k} ${v}\r\n`)
          .join('')}END\r\n`;
      case 'quit':
        return 'end';
      default:
        return 'ERROR\r\n';
    }
  });
  try {
    return yield* live(p, [talk], {
      *ended(signal) {
        yield* p.eprint(`Signal handled: ${signal === 2 ? 'Interrupt' : 'Terminated'}.\n`);
      },
    });
  } catch (error) {
    if (!(error instanceof Taken)) throw error;
    yield* p.eprint(`failed to listen on TCP port ${port}: Address already in use\n`);
    return 71;
  }
});

const MQ_PID = '/var/lib/rabbitmq/mnesia/rabbit.pid';

/** RabbitMQ: its start, its ports and the management pages. The protocol of messages itself is not simulated. */
const rabbitmq: Program = program(function* (p) {
  const version = p.getenv('RABBITMQ_VERSION') ?? '4.2.0';
  const user = p.getenv('RABBITMQ_DEFAULT_USER') ?? 'guest';
  const password = p.getenv('RABBITMQ_DEFAULT_PASS') ?? 'guest';
  const management =
    p.fs.exists('/etc/rabbitmq/enabled_plugins') &&
    p.fs.readText('/etc/rabbitmq/enabled_plugins').includes('rabbitmq_management');
  const log = (text: string, level = 'info'): Task =>
    p.print(`${stamp(p, '%Y-%m-%d %H:%M:%S')}${millis(p)}000+00:00 [${level}] <0.${200 + (p.nsPid % 50)}.0> ${text}\n`);
  if (p.getenv('RABBITMQ_ERLANG_COOKIE') !== undefined)
    yield* p.print('warning: RABBITMQ_ERLANG_COOKIE env variable support is deprecated\n');
  yield* p.sleep(3000);
  const node = `rabbit@${p.uts.hostname}`;
  yield* log(
    `Starting RabbitMQ ${version} on Erlang 27.3.4 [jit]\n Copyright (c) 2007-2025 Broadcom Inc and/or its subsidiaries\n Licensed under the MPL 2.0. Website: https://rabbitmq.com`,
  );
  yield* p.print(
    `\n  ##  ##      RabbitMQ ${version}\n  ##  ##\n  ##########  Erlang:      27.3.4 [jit]\n  ######  ##  TLS Library: OpenSSL - OpenSSL 3.3.5\n  ##########  Logs: <stdout>\n\n  Config file(s): /etc/rabbitmq/conf.d/10-defaults.conf\n\n  Starting broker...`,
  );
  yield* p.sleep(1500);
  const data = '/var/lib/rabbitmq/mnesia';
  try {
    p.fs.mkdirp(`${data}/${node}`);
    p.fs.writeFile(MQ_PID, encode(`${p.nsPid}\n`));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* log(`cannot write to ${data}`, 'error');
    return 1;
  }
  yield* log(
    `\n node           : ${node}\n home dir       : /var/lib/rabbitmq\n config file(s) : /etc/rabbitmq/conf.d/10-defaults.conf\n cookie hash    : ${p.kernel.random.hex(22)}==\n log(s)         : <stdout>\n data dir       : ${data}/${node}`,
  );
  yield* p.sleep(2500);
  yield* log(`Created user '${user}'`);
  yield* log(`Successfully set permissions for user '${user}' in virtual host '/' to '.*', '.*', '.*'`);
  const plugins = management
    ? ['rabbitmq_management', 'rabbitmq_management_agent', 'rabbitmq_prometheus', 'rabbitmq_web_dispatch']
    : ['rabbitmq_prometheus', 'rabbitmq_web_dispatch'];
  const pages: Port = http(15672, function* (r) {
    if (r.path === '/' || r.path === '/index.html')
      return htmlReply(
        page(
          'RabbitMQ Management',
          '<form method="get" action="/api/overview"><p><label>Username: <input name="user"></label></p><p><label>Password: <input name="password" type="password"></label></p><p><button>Login</button></p></form>',
        ),
      );
    if (!r.path.startsWith('/api/')) return notFound();
    const given = credentials(r, atobPure);
    const right = given !== undefined && given.user === user && given.password === password;
    if (!right)
      return json(
        { error: 'not_authorized', reason: given === undefined ? 'Not_Authorized' : 'Login failed' },
        '401 Unauthorized',
        [['WWW-Authenticate', 'Basic realm="RabbitMQ Management"']],
      );
    switch (r.path) {
      case '/api/overview':
        return json({
          management_version: version,
          rabbitmq_version: version,
          product_name: 'RabbitMQ',
          erlang_version: '27.3.4',
          cluster_name: node,
          node,
          object_totals: { channels: 0, connections: 0, consumers: 0, exchanges: 7, queues: 0 },
          listeners: [
            { node, protocol: 'amqp', port: 5672 },
            { node, protocol: 'http', port: 15672 },
          ],
        });
      case '/api/health/checks/alarms':
      case '/api/healthchecks/node':
        return json({ status: 'ok' });
      case '/api/whoami':
        return json({ name: user, tags: ['administrator'], is_internal_user: true });
      case '/api/queues':
      case '/api/connections':
      case '/api/channels':
      case '/api/consumers':
        return json([]);
      case '/api/nodes':
        return json([{ name: node, running: true, type: 'disc' }]);
      case '/api/vhosts':
        return json([{ name: p.getenv('RABBITMQ_DEFAULT_VHOST') ?? '/' }]);
      default:
        return json(
          { error: 'not_simulated', reason: `drydock: '${r.method} ${r.path}' is not simulated` },
          '501 Not Implemented',
        );
    }
  });
  return yield* live(
    p,
    [
      mute(5672, (q, peer) =>
        q.print(
          `${stamp(q, '%Y-%m-%d %H:%M:%S')}${millis(q)}000+00:00 [error] <0.900.0> drydock: AMQP is not simulated; connection ${peer} -> ${node} was closed\n`,
        ),
      ),
      mute(25672),
      mute(4369),
      ...(management ? [pages] : []),
    ],
    {
      *opened() {
        yield* log('started TCP listener on [::]:5672');
        if (management) yield* log('Management plugin: HTTP (non-TLS) listener started on port 15672');
        yield* p.print(` completed with ${plugins.length} plugins.\n`);
        yield* log(
          `Server startup complete; ${plugins.length} plugins started.\n${plugins.map((x) => ` * ${x}`).join('\n')}`,
        );
      },
      *ended() {
        yield* log('SIGTERM received - shutting down');
        yield* log('stopped TCP listener on [::]:5672');
        if (p.fs.exists(MQ_PID)) p.fs.unlink(MQ_PID);
      },
    },
  );
});

/** rabbitmqctl and rabbitmq-diagnostics: what can be said from the files and ports of the node. */
const rabbitmqctl: Program = program(function* (p) {
  const [command = '', ...rest] = p.args.filter((a) => !a.startsWith('-'));
  const node = `rabbit@${p.uts.hostname}`;
  const quiet = p.args.includes('-q') || p.args.includes('--silent');
  const up = p.net.find('127.0.0.1', 5672) !== undefined;
  const down = (): Failure =>
    new Failure(
      `unable to perform an operation on node '${node}'. Please see diagnostics information and suggestions below.`,
      69,
    );
  if (
    [
      'ping',
      'check_running',
      'check_port_connectivity',
      'check_local_alarms',
      'status',
      'await_startup',
      'list_queues',
      'list_users',
      'cluster_status',
      'wait',
    ].includes(command)
  ) {
    if (!up) throw down();
    if (command === 'ping')
      yield* p.print(
        quiet
          ? 'Ping succeeded\n'
          : `Will ping ${node}. This only checks if the OS process is running and registered with epmd\nPing succeeded\n`,
      );
    else if (command === 'list_queues')
      yield* p.print(`Timeout: 60.0 seconds ...\nListing queues for vhost ${rest[0] ?? '/'} ...\n`);
    else if (command === 'list_users')
      yield* p.print(
        `Listing users ...\nuser\ttags\n${p.getenv('RABBITMQ_DEFAULT_USER') ?? 'guest'}\t[administrator]\n`,
      );
    else
      yield* p.print(
        `Status of node ${node} ...\nRuntime\n\nRabbitMQ version: ${p.getenv('RABBITMQ_VERSION') ?? '4.2.0'}\n`,
      );
    return 0;
  }
  throw new Failure(`drydock: '${p.name} ${command}' is not simulated`);
});

/** mongod: starts, keeps its data folder, listens and logs; its protocol is not simulated. */
const mongod: Program = program(function* (p) {
  const version = p.getenv('MONGO_VERSION') ?? '8.2.1';
  if (p.args.includes('--version')) {
    yield* p.print(`db version v${version}\n`);
    return 0;
  }
  const option = (name: string): string | undefined => {
    const i = p.args.findIndex((a) => a === `--${name}` || a.startsWith(`--${name}=`));
    return i < 0 ? undefined : p.args[i]!.includes('=') ? p.args[i]!.split('=')[1] : p.args[i + 1];
  };
  const line = (s: string, c: string, id: number, ctx: string, msg: string, attr?: object): Task =>
    p.print(
      `${JSON.stringify({ t: { $date: iso(p).replace('Z', '+00:00') }, s, c, id, ctx, msg, ...(attr === undefined ? {} : { attr }) })}\n`,
    );
  const port = Number(option('port') ?? 27017);
  const path = option('dbpath') ?? '/data/db';
  yield* p.sleep(300);
  yield* line('I', 'CONTROL', 4615611, 'initandlisten', 'MongoDB starting', {
    pid: p.nsPid,
    port,
    dbPath: path,
    architecture: '64-bit',
    host: p.uts.hostname,
  });
  yield* line('I', 'CONTROL', 23403, 'initandlisten', 'Build Info', {
    buildInfo: { version, environment: { distmod: 'ubuntu2404', distarch: 'x86_64' } },
  });
  try {
    if (!p.fs.isDir(path)) throw new FsError('ENOENT', path);
    for (const f of ['WiredTiger', 'mongod.lock', 'storage.bson'])
      if (!p.fs.exists(`${path}/${f}`)) p.fs.writeFile(`${path}/${f}`, encode(`${f}\n`), 0o600);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* line('E', 'CONTROL', 20557, 'initandlisten', 'DBException in initAndListen, terminating', {
      error:
        error.code === 'ENOENT'
          ? `NonExistentPath: Data directory ${path} not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.`
          : `IllegalOperation: Attempted to create a lock file on a read-only directory: ${path}`,
    });
    return 100;
  }
  yield* line('I', 'STORAGE', 22315, 'initandlisten', 'Opening WiredTiger', { config: 'create,cache_size=3441M' });
  yield* p.sleep(1200);
  if (p.getenv('MONGO_INITDB_ROOT_USERNAME') === undefined)
    yield* line(
      'W',
      'CONTROL',
      22120,
      'initandlisten',
      'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted',
      { tags: ['startupWarnings'] },
    );
  const ip =
    p.args.includes('--bind_ip_all') || option('bind_ip') === '0.0.0.0' || option('bind_ip') === '*'
      ? '0.0.0.0'
      : (option('bind_ip') ?? '127.0.0.1').split(',')[0]!.replace('localhost', '127.0.0.1');
  return yield* live(
    p,
    [
      {
        ...mute(port, (q, peer) =>
          q.print(
            `${JSON.stringify({ t: { $date: iso(q).replace('Z', '+00:00') }, s: 'I', c: 'NETWORK', id: 22943, ctx: 'listener', msg: 'Connection accepted', attr: { remote: peer, note: "drydock: MongoDB's protocol is not simulated" } })}\n`,
          ),
        ),
        ip,
      },
    ],
    {
      *opened() {
        yield* line('I', 'NETWORK', 23015, 'listener', 'Listening on', { address: ip });
        yield* line('I', 'NETWORK', 23016, 'listener', 'Waiting for connections', { port, ssl: 'off' });
      },
      *ended(signal) {
        yield* line('I', 'CONTROL', 23377, 'SignalHandler', 'Received signal', {
          signal,
          error: signal === 2 ? 'Interrupt' : 'Terminated',
        });
        yield* line('I', 'CONTROL', 23138, 'SignalHandler', 'Shutting down', { exitCode: 0 });
      },
    },
  );
});

export const storeServers: Record<string, Program> = {
  memcached,
  'rabbitmq-server': rabbitmq,
  rabbitmqctl,
  'rabbitmq-diagnostics': rabbitmqctl,
  mongod,
};
