// One client of a Redis server: commands of the connection, transactions, subscriptions.

import { type Task, waitFor } from '../../../kernel/block.ts';
import { FsError } from '../../../fs/node.ts';
import type { Connection } from '../../../kernel/net.ts';
import { COMMANDS, UNSIMULATED } from './commands.ts';
import { type Ctx, OK, RedisError } from './command.ts';
import { glob } from './data.ts';
import { encodeReply, ProtocolError, type Reply, type RespReader, sendText } from './resp.ts';
import type { RedisServer } from './server.ts';
import { clientCommand, config, info } from './client-admin.ts';

export class Client {
  readonly id: number;
  db = 0;
  name = '';
  authenticated: boolean;
  /** Commands between MULTI and EXEC. */
  queue: string[][] | undefined;
  /** One of them was wrong. */
  spoiled = false;
  readonly watched = new Map<string, number>();
  readonly channels = new Set<string>();
  readonly patterns = new Set<string>();
  closing = false;
  last = '';
  readonly since: number;

  constructor(
    readonly s: RedisServer,
    readonly connection: Connection,
  ) {
    this.id = s.nextClient++;
    this.authenticated = s.config.get('requirepass') === '';
    this.since = s.now;
  }
  get ctx(): Ctx {
    return {
      db: this.s.dbs[this.db]!,
      dbs: this.s.dbs,
      now: this.s.now,
      random: () => this.s.p.kernel.random.next() / 2 ** 32,
    };
  }
}

/** Serves a client to its end. */
export function* run(c: Client, reader: RespReader): Task {
  for (;;) {
    let args: string[] | undefined;
    try {
      args = yield* reader.command();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      yield* sendText(c.connection, `-ERR Protocol error: ${error.message}\r\n`);
      return;
    }
    if (args === undefined) return;
    if (args.length === 0) continue;
    yield* waitFor([], c.s.p.kernel.now + 0.02);
    const replies = yield* dispatch(c, args);
    if (!(yield* sendText(c.connection, replies.map(encodeReply).join('')))) return;
    if (c.closing || c.s.stopping !== undefined) return;
  }
}

function* dispatch(c: Client, args: string[]): Task<Reply[]> {
  const name = args[0]!.toUpperCase();
  c.s.commands++;
  c.last = name.toLowerCase();
  const error = check(c, name, args);
  if (error !== undefined) {
    if (c.queue !== undefined) c.spoiled = true;
    return [{ error }];
  }
  if (c.queue !== undefined && !['MULTI', 'EXEC', 'DISCARD', 'WATCH', 'QUIT', 'RESET'].includes(name)) {
    c.queue.push(args);
    return [{ status: 'QUEUED' }];
  }
  if (name === 'BLPOP' || name === 'BRPOP' || name === 'BLMOVE' || name === 'BRPOPLPUSH')
    return [yield* blocking(c, name, args)];
  if (/^P?(UN)?SUBSCRIBE$/.test(name)) return subscribe(c, name, args.slice(1));
  if (
    name === 'BGREWRITEAOF' ||
    (name === 'CONFIG' && /^set$/i.test(args[1] ?? '') && /^appendonly$/i.test(args[2] ?? ''))
  ) {
    try {
      if (name === 'CONFIG') {
        c.s.config.set('appendonly', args[3]!);
        if (args[3] === 'yes') yield* c.s.openAof(true);
        else c.s.closeAof();
        return [OK];
      }
      if (c.s.config.get('appendonly') === 'yes') {
        c.s.closeAof();
        yield* c.s.openAof(true);
      }
      return [{ status: 'Background append only file rewriting started' }];
    } catch (e) {
      if (!(e instanceof FsError)) throw e;
      return [{ error: `ERR ${e.message}` }];
    }
  }
  return [execute(c, name, args)];
}

/** Commands of the server and the connection, by name: least number of words. */
const OWN: Record<string, number> = {
  PING: 1,
  ECHO: 2,
  QUIT: 1,
  SELECT: 2,
  AUTH: 2,
  HELLO: 1,
  RESET: 1,
  MULTI: 1,
  EXEC: 1,
  DISCARD: 1,
  WATCH: 2,
  UNWATCH: 1,
  INFO: 1,
  CONFIG: 2,
  CLIENT: 2,
  COMMAND: 1,
  SAVE: 1,
  BGSAVE: 1,
  BGREWRITEAOF: 1,
  LASTSAVE: 1,
  SHUTDOWN: 1,
  TIME: 1,
  PUBLISH: 3,
  PUBSUB: 2,
  SUBSCRIBE: 2,
  PSUBSCRIBE: 2,
  UNSUBSCRIBE: 1,
  PUNSUBSCRIBE: 1,
  BLPOP: 3,
  BRPOP: 3,
  BLMOVE: 6,
  BRPOPLPUSH: 4,
  ROLE: 1,
  WAIT: 3,
  DEBUG: 2,
  LOLWUT: 1,
};

function check(c: Client, name: string, args: readonly string[]): string | undefined {
  const known = COMMANDS[name];
  const own = OWN[name];
  if (known === undefined && own === undefined) {
    if (UNSIMULATED.has(name)) return `ERR drydock: '${name}' is not simulated`;
    return `ERR unknown command '${args[0]!.slice(0, 128)}', with args beginning with: ${args
      .slice(1, 20)
      .map((a) => `'${a.slice(0, 128)}' `)
      .join('')}`;
  }
  if (
    known !== undefined
      ? known.arity > 0
        ? args.length !== known.arity
        : args.length < -known.arity
      : args.length < own!
  )
    return `ERR wrong number of arguments for '${name.toLowerCase()}' command`;
  if (!c.authenticated && !['AUTH', 'HELLO', 'QUIT', 'RESET'].includes(name)) return 'NOAUTH Authentication required.';
  if ((c.channels.size > 0 || c.patterns.size > 0) && !/^(P?(UN)?SUBSCRIBE|PING|QUIT|RESET)$/.test(name))
    return `ERR Can't execute '${name.toLowerCase()}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`;
  return undefined;
}

function touch(c: Client, db: number, args: readonly string[]): void {
  const { s } = c;
  for (const k of args.slice(1)) s.versions.set(`${db} ${k}`, (s.versions.get(`${db} ${k}`) ?? 0) + 1);
  if (/^FLUSH/i.test(args[0]!)) for (const k of [...s.versions.keys()]) s.versions.set(k, s.versions.get(k)! + 1);
}

function execute(c: Client, name: string, args: string[]): Reply {
  const { s } = c;
  const known = COMMANDS[name];
  if (known === undefined) return own(c, name, args);
  try {
    if (name === 'GET') {
      if (c.ctx.db.entry(args[1]!) === undefined) s.misses++;
      else s.hits++;
    }
    const reply = known.f(c.ctx, args.slice(1));
    if (known.write) {
      touch(c, c.db, args);
      s.note(c.db, args);
      if (/^[LR]PUSH/.test(name)) s.pushed.wake();
    }
    return reply;
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    return { error: error.message };
  }
}

function own(c: Client, name: string, args: string[]): Reply {
  const { s } = c;
  switch (name) {
    case 'PING':
      if (c.channels.size + c.patterns.size > 0) return ['pong', args[1] ?? ''];
      return args[1] ?? { status: 'PONG' };
    case 'ECHO':
      return args[1]!;
    case 'QUIT':
      c.closing = true;
      return OK;
    case 'SELECT': {
      const n = Number(args[1]);
      if (!/^-?\d+$/.test(args[1]!)) return { error: 'ERR invalid DB index' };
      if (n < 0 || n >= s.dbs.length) return { error: 'ERR DB index is out of range' };
      c.db = n;
      return OK;
    }
    case 'AUTH': {
      const pass = s.config.get('requirepass')!;
      const [user, given] = args.length > 2 ? [args[1]!, args[2]!] : ['default', args[1]!];
      if (pass === '' && args.length === 2)
        return {
          error:
            'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
        };
      if (user !== 'default' || (pass !== '' && given !== pass))
        return { error: 'WRONGPASS invalid username-password pair or user is disabled.' };
      c.authenticated = true;
      return OK;
    }
    case 'HELLO': {
      if (args[1] !== undefined && args[1] !== '2') return { error: 'NOPROTO unsupported protocol version' };
      const at = args.findIndex((a) => /^auth$/i.test(a));
      if (at > 0) {
        const r = own(c, 'AUTH', ['AUTH', args[at + 1] ?? '', args[at + 2] ?? '']);
        if (r !== null && typeof r === 'object' && 'error' in r) return r;
      } else if (!c.authenticated)
        return {
          error:
            'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
        };
      return [
        'server',
        'redis',
        'version',
        s.version,
        'proto',
        2,
        'id',
        c.id,
        'mode',
        'standalone',
        'role',
        'master',
        'modules',
        [],
      ];
    }
    case 'RESET':
      c.queue = undefined;
      c.db = 0;
      c.watched.clear();
      c.channels.clear();
      c.patterns.clear();
      c.authenticated = s.config.get('requirepass') === '';
      return { status: 'RESET' };
    case 'MULTI':
      if (c.queue !== undefined) return { error: 'ERR MULTI calls can not be nested' };
      c.queue = [];
      c.spoiled = false;
      return OK;
    case 'DISCARD':
      if (c.queue === undefined) return { error: 'ERR DISCARD without MULTI' };
      c.queue = undefined;
      c.watched.clear();
      return OK;
    case 'EXEC': {
      const { queue } = c;
      if (queue === undefined) return { error: 'ERR EXEC without MULTI' };
      c.queue = undefined;
      const changed = [...c.watched].some(([k, v]) => (s.versions.get(k) ?? 0) !== v);
      c.watched.clear();
      if (c.spoiled) return { error: 'EXECABORT Transaction discarded because of previous errors.' };
      if (changed) return { none: true };
      return queue.map((a) => execute(c, a[0]!.toUpperCase(), a));
    }
    case 'WATCH':
      if (c.queue !== undefined) return { error: 'ERR WATCH inside MULTI is not allowed' };
      for (const k of args.slice(1)) c.watched.set(`${c.db} ${k}`, s.versions.get(`${c.db} ${k}`) ?? 0);
      return OK;
    case 'UNWATCH':
      c.watched.clear();
      return OK;
    case 'INFO':
      return info(s, args.slice(1));
    case 'CONFIG':
      return config(c, args);
    case 'CLIENT':
      return clientCommand(c, args);
    case 'COMMAND':
      return /^count$/i.test(args[1] ?? '') ? Object.keys(COMMANDS).length + Object.keys(OWN).length : [];
    case 'SAVE':
    case 'BGSAVE':
      try {
        s.save();
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        return { error: 'ERR' };
      }
      return name === 'SAVE' ? OK : { status: 'Background saving started' };
    case 'LASTSAVE':
      return Math.floor(s.lastSave / 1000);
    case 'SHUTDOWN':
      s.stopping = /^nosave$/i.test(args[1] ?? '') ? 'nosave' : 'save';
      c.closing = true;
      return OK;
    case 'TIME':
      return [String(Math.floor(s.now / 1000)), String((s.now % 1000) * 1000)];
    case 'PUBLISH':
      return publish(s, args[1]!, args[2]!);
    case 'PUBSUB': {
      const all = [...s.clients].flatMap((x) => [...x.channels]);
      if (/^channels$/i.test(args[1]!))
        return [...new Set(all)].filter((ch) => args[2] === undefined || glob(args[2]).test(ch));
      if (/^numsub$/i.test(args[1]!)) return args.slice(2).flatMap((ch) => [ch, all.filter((x) => x === ch).length]);
      return [...s.clients].reduce((n, x) => n + x.patterns.size, 0);
    }
    case 'ROLE':
      return ['master', 0, []];
    case 'WAIT':
      return 0;
    case 'LOLWUT':
      return `Redis ver. ${s.version}\n`;
    default:
      return { error: `ERR drydock: '${name}' is not simulated` };
  }
}

function* blocking(c: Client, name: string, args: string[]): Task<Reply> {
  const { s } = c;
  const seconds = Number(args.at(-1));
  if (!(seconds >= 0))
    return { error: Number.isNaN(seconds) ? 'ERR timeout is not a float or out of range' : 'ERR timeout is negative' };
  const until = seconds === 0 ? undefined : s.p.kernel.now + seconds * 1000;
  for (;;) {
    for (const k of name.startsWith('BLMOVE') || name === 'BRPOPLPUSH' ? [args[1]!] : args.slice(1, -1)) {
      const e = c.ctx.db.entry(k);
      if (e === undefined) continue;
      if (name === 'BLMOVE') return execute(c, 'LMOVE', ['LMOVE', ...args.slice(1, 5)]);
      if (name === 'BRPOPLPUSH') return execute(c, 'RPOPLPUSH', ['RPOPLPUSH', args[1]!, args[2]!]);
      const v = execute(c, name.slice(1), [name.slice(1), k]);
      return v !== null && typeof v === 'object' && 'error' in v ? v : [k, v];
    }
    if (until !== undefined && s.p.kernel.now >= until) return { none: true };
    yield* waitFor([s.pushed, c.connection.incoming.readable], until);
    if (c.connection.incoming.writeClosed) return { none: true };
  }
}

function subscribe(c: Client, name: string, names: string[]): Reply[] {
  const set = name.startsWith('P') ? c.patterns : c.channels;
  const kind = name.toLowerCase();
  const un = kind.includes('unsub');
  const list = un && names.length === 0 ? [...set] : names;
  if (list.length === 0) return [[kind, null, c.channels.size + c.patterns.size]];
  return list.map((n): Reply => {
    if (un) set.delete(n);
    else set.add(n);
    return [kind, n, c.channels.size + c.patterns.size];
  });
}

function publish(s: RedisServer, channel: string, text: string): Reply {
  let n = 0;
  for (const x of s.clients) {
    const send = (r: Reply): void => {
      n++;
      x.connection.outgoing.push(Uint8Array.from(encodeReply(r), (ch) => ch.charCodeAt(0)));
    };
    if (x.channels.has(channel)) send(['message', channel, text]);
    for (const p of x.patterns) if (glob(p).test(channel)) send(['pmessage', p, channel, text]);
  }
  return n;
}
