// redis-server: options, the log, clients, saving to dump.rdb and to the append-only file.

import { decode, encode, fromLatin1, latin1 } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import { type Program, type Task, WaitQueue, waitFor } from '../../../kernel/block.ts';
import type { OpenFile, RegularFile } from '../../../kernel/files.ts';
import type { Connection, Listener } from '../../../kernel/net.ts';
import type { Process } from '../../../kernel/process.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { Threads } from '../../../kernel/threads.ts';
import { Client, run } from './client.ts';
import { COMMANDS } from './commands.ts';
import { Db, dump, restore } from './data.ts';
import { encodeCommand, RespReader, splitArgs } from './resp.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** What `CONFIG GET` knows, as the server begins. */
const DEFAULTS: Record<string, string> = {
  port: '6379',
  bind: '* -::*',
  'protected-mode': 'yes',
  requirepass: '',
  dir: '.',
  dbfilename: 'dump.rdb',
  save: '3600 1 300 100 60 10000',
  appendonly: 'no',
  appendfsync: 'everysec',
  appenddirname: 'appendonlydir',
  appendfilename: 'appendonly.aof',
  databases: '16',
  maxmemory: '0',
  'maxmemory-policy': 'noeviction',
  timeout: '0',
  'tcp-keepalive': '300',
  loglevel: 'notice',
  logfile: '',
  maxclients: '10000',
  daemonize: 'no',
  hz: '10',
  'slowlog-log-slower-than': '10000',
  'notify-keyspace-events': '',
  'tcp-backlog': '511',
  unixsocket: '',
  masterauth: '',
  'replica-read-only': 'yes',
  'stop-writes-on-bgsave-error': 'yes',
  rdbcompression: 'yes',
  rdbchecksum: 'yes',
  'always-show-logo': 'no',
  'latency-tracking': 'yes',
  'io-threads': '1',
  'lazyfree-lazy-eviction': 'no',
  supervised: 'no',
  pidfile: '',
  'repl-diskless-sync': 'yes',
  user: '',
  'aof-use-rdb-preamble': 'yes',
  'no-appendfsync-on-rewrite': 'no',
  'auto-aof-rewrite-percentage': '100',
  'auto-aof-rewrite-min-size': '64mb',
  'set-proc-title': 'yes',
  'lua-time-limit': '5000',
  'rename-command': '',
};

export function versionOf(p: Process): string {
  const node = p.fs.tryStat('/usr/local/share/redis/VERSION');
  return node?.kind === 'file' ? decode(node.data).trim() : '8.0.2';
}

export class RedisServer {
  readonly dbs: Db[];
  readonly clients = new Set<Client>();
  readonly config = new Map(Object.entries(DEFAULTS));
  readonly started: number;
  readonly version: string;
  readonly runId: string;
  nextClient = 3;
  commands = 0;
  connections = 0;
  hits = 0;
  misses = 0;
  dirty = 0;
  lastSave: number;
  stopping: 'save' | 'nosave' | undefined;
  /** Counts changes of keys, for WATCH. */
  readonly versions = new Map<string, number>();
  /** Woken when a list grows, for BLPOP. */
  readonly pushed = new WaitQueue();
  readonly changed = new WaitQueue();
  private aof: RegularFile | undefined;
  private aofDb = -1;

  constructor(readonly p: Process) {
    this.version = versionOf(p);
    this.started = p.kernel.now;
    this.lastSave = p.kernel.now;
    this.dbs = Array.from({ length: 16 }, () => new Db(() => this.now));
    this.runId = [...p.kernel.random.bytes(20)].map((b) => b.toString(16).padStart(2, '0')).join('');
  }
  get now(): number {
    return Math.floor(this.p.kernel.now);
  }
  get dir(): string {
    return this.p.abs(this.config.get('dir')!);
  }

  *log(mark: '*' | '#' | '.', text: string, role = 'M'): Task {
    const d = new Date(this.p.kernel.now);
    yield* this.p.print(
      `${this.p.nsPid}:${role} ${two(d.getUTCDate())} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}.${String(d.getUTCMilliseconds()).padStart(3, '0')} ${mark} ${text}\n`,
    );
  }

  // --- files

  /** Writes dump.rdb. @throws FsError */
  save(): void {
    this.p.fs.writeFile(
      join(this.dir, this.config.get('dbfilename')!),
      encode(`REDIS0012 drydock ${this.version} ${this.now}\n${dump(this.dbs)}`),
      0o644,
    );
    this.dirty = 0;
    this.lastSave = this.now;
  }
  private aofPath(name: string): string {
    return join(join(this.dir, this.config.get('appenddirname')!), name);
  }
  /** Opens the append-only file; with `fresh` it begins with what is in memory. */
  *openAof(fresh: boolean): Task {
    const base = this.config.get('appendfilename')!;
    const folder = join(this.dir, this.config.get('appenddirname')!);
    if (!this.p.fs.isDir(folder)) this.p.fs.mkdir(folder, 0o755);
    if (fresh || !this.p.fs.exists(this.aofPath(`${base}.manifest`))) {
      this.p.fs.writeFile(
        this.aofPath(`${base}.1.base.rdb`),
        encode(`REDIS0012 drydock ${this.version} ${this.now}\n${dump(this.dbs)}`),
      );
      this.p.fs.writeFile(this.aofPath(`${base}.1.incr.aof`), new Uint8Array(0));
      this.p.fs.writeFile(
        this.aofPath(`${base}.manifest`),
        encode(`file ${base}.1.base.rdb seq 1 type b\nfile ${base}.1.incr.aof seq 1 type i\n`),
      );
    }
    this.aof = (yield* this.p.fs.open(this.aofPath(`${base}.1.incr.aof`), {
      write: true,
      append: true,
      create: true,
    })) as OpenFile as RegularFile;
    this.aofDb = -1;
  }
  closeAof(): void {
    this.aof?.release();
    this.aof = undefined;
  }
  /** A command that changed something. */
  note(db: number, args: readonly string[]): void {
    this.dirty++;
    this.changed.wake();
    if (this.aof === undefined) return;
    let text = '';
    if (this.aofDb !== db) {
      text = encodeCommand(['SELECT', String(db)]);
      this.aofDb = db;
    }
    // times to live are kept as moments
    const name = args[0]!.toUpperCase();
    let out = args;
    if (name === 'EXPIRE' || name === 'PEXPIRE')
      out = ['PEXPIREAT', args[1]!, String(this.now + Number(args[2]) * (name === 'EXPIRE' ? 1000 : 1))];
    else if (name === 'SETEX' || name === 'PSETEX')
      out = ['SET', args[1]!, args[3]!, 'PXAT', String(this.now + Number(args[2]) * (name === 'SETEX' ? 1000 : 1))];
    else if (name === 'SET')
      out = args.map((a, i) =>
        /^(ex|px)$/i.test(args[i - 1] ?? '') && i > 3
          ? String(this.now + Number(a) * (/^ex$/i.test(args[i - 1]!) ? 1000 : 1))
          : i > 2 && /^(ex|px)$/i.test(a)
            ? 'PXAT'
            : a,
      );
    this.aof.writeNow(fromLatin1(text + encodeCommand(out)));
  }

  *load(): Task {
    const base = this.config.get('appendfilename')!;
    const read = (path: string): string | undefined => {
      const node = this.p.fs.tryStat(path);
      return node?.kind === 'file' ? latin1(node.data) : undefined;
    };
    const utf = (s: string): string => decode(fromLatin1(s));
    if (this.config.get('appendonly') === 'yes' && read(this.aofPath(`${base}.manifest`)) !== undefined) {
      restore(this.dbs, utf(read(this.aofPath(`${base}.1.base.rdb`)) ?? ''));
      const text = read(this.aofPath(`${base}.1.incr.aof`)) ?? '';
      let at = 0;
      let db = 0;
      const line = (): string => {
        const end = text.indexOf('\r\n', at);
        const out = text.slice(at, end);
        at = end + 2;
        return out;
      };
      while (text[at] === '*' && text.indexOf('\r\n', at) > 0) {
        const n = Number(line().slice(1));
        const args = Array.from({ length: n }, () => {
          const size = Number(line().slice(1));
          const word = text.slice(at, at + size);
          at += size + 2;
          return word;
        });
        if (args[0] === 'SELECT') db = Number(args[1]);
        else {
          try {
            COMMANDS[args[0]!.toUpperCase()]?.f(
              { db: this.dbs[db]!, dbs: this.dbs, now: this.now, random: () => 0 },
              args.slice(1),
            );
          } catch {
            // what failed then fails now
          }
        }
      }
      yield* this.log('*', `DB loaded from append only file: 0.001 seconds`);
      return;
    }
    const rdb = read(join(this.dir, this.config.get('dbfilename')!));
    if (rdb === undefined) return;
    const head = /^REDIS\d+ drydock (\S+) (\d+)\n/.exec(rdb);
    if (head === null) {
      yield* this.log('#', 'Wrong signature trying to load DB from file');
      yield* this.log('#', 'Fatal error loading the DB, check server logs. Exiting.');
      throw new FsError('EINVAL', 'dump.rdb');
    }
    yield* this.log('*', `Loading RDB produced by version ${head[1]}`);
    yield* this.log('*', `RDB age ${Math.max(0, Math.floor((this.now - Number(head[2])) / 1000))} seconds`);
    yield* this.log('*', 'RDB memory usage when created 0.90 Mb');
    const n = restore(this.dbs, utf(rdb.slice(head[0].length)));
    const live = this.dbs.reduce((k, d) => k + d.names().length, 0);
    yield* this.log('*', `Done loading RDB, keys loaded: ${live}, keys expired: ${n - live}.`);
    yield* this.log('*', 'DB loaded from disk: 0.001 seconds');
  }

  /** When the next automatic save is due. */
  nextSave(): number | undefined {
    const rules = splitArgs(this.config.get('save')!) ?? [];
    let due: number | undefined;
    for (let i = 0; i + 1 < rules.length; i += 2) {
      if (this.dirty < Number(rules[i + 1])) continue;
      const at = this.lastSave + Number(rules[i]) * 1000;
      if (due === undefined || at < due) due = at;
    }
    return due;
  }
}

/** Reads options: a file, then `--name value…`. Throws a text. */
function configure(s: RedisServer, p: Process): void {
  const set = (words: string[]): void => {
    const name = (words[0] ?? '').toLowerCase();
    const bad = (why: string): never => {
      throw new FsError(
        'EINVAL',
        `\n*** FATAL CONFIG FILE ERROR (Redis ${s.version}) ***\nReading the configuration file, at line 2\n>>> '${words.map((w, i) => (i === 0 ? w : `"${w}"`)).join(' ')}'\n${why}\n`,
      );
    };
    if (name === '') return;
    if (!s.config.has(name)) {
      if (/^(include|loadmodule|user|replicaof|slaveof|tls-|cluster-|sentinel)/.test(name))
        bad(`drydock: '${name}' is not simulated`);
      bad('Bad directive or wrong number of arguments');
    }
    if (name === 'save') {
      const old =
        words.slice(1).join(' ') === '' ? '' : s.config.get('save') === DEFAULTS['save'] ? '' : s.config.get('save')!;
      s.config.set('save', [old, ...words.slice(1)].filter((x) => x !== '').join(' '));
    } else if (words.length < 2) bad('wrong number of arguments');
    else s.config.set(name, words.slice(1).join(' '));
  };
  const args = [...p.args];
  if (args[0] !== undefined && !args[0].startsWith('-')) {
    const file = args.shift()!;
    let text: string;
    try {
      text = p.fs.readText(file);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new FsError('EINVAL', `Fatal error, can't open config file '${p.abs(file)}': ${errnoText(error.code)}\n`);
    }
    for (const line of text.split('\n')) if (!/^\s*(#|$)/.test(line)) set(splitArgs(line.trim()) ?? ['']);
  }
  let words: string[] | undefined;
  for (const a of args) {
    if (a.startsWith('--')) {
      if (words !== undefined) set(words);
      words = [a.slice(2)];
    } else if (a === '-') continue;
    else (words ??= ['']).push(...(words[0] === 'save' ? (splitArgs(a) ?? [a]) : [a]));
  }
  if (words !== undefined) set(words);
}

function* accept(s: RedisServer, threads: Threads, listener: Listener): Task {
  for (;;) {
    const c = yield* s.p.kernel.net.accept(s.p, listener);
    if (c === undefined) {
      if (listener.closed) return;
      continue;
    }
    threads.start(serve(s, c), (error) => {
      c.close();
      if (!(error instanceof FsError)) throw error;
    });
  }
}

function* serve(s: RedisServer, c: Connection): Task {
  const client = new Client(s, c);
  s.clients.add(client);
  s.connections++;
  try {
    // without a password and a bind address only this machine may come in
    yield* run(client, new RespReader(c));
  } finally {
    s.clients.delete(client);
    c.close();
  }
}

function* saver(s: RedisServer): Task {
  for (;;) {
    const due = s.nextSave();
    yield* waitFor([s.changed], due);
    const now = s.nextSave();
    if (now === undefined || s.now < now) continue;
    yield* s.log('*', `${s.dirty} changes in ${Math.round((s.now - s.lastSave) / 1000)} seconds. Saving...`);
    try {
      s.save();
      yield* s.log('*', 'Background saving terminated with success');
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      s.lastSave = s.now;
      yield* s.log(
        '#',
        `Failed opening the temp RDB file temp-${s.p.nsPid}.rdb (in server root dir ${s.dir}) for saving: ${errnoText(error.code)}`,
      );
    }
  }
}

export const redisServer: Program = function* (p) {
  const version = versionOf(p);
  if (p.args.includes('--version') || p.args.includes('-v')) {
    yield* p.print(`Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=6b1ac2b6a7b7b7a2\n`);
    return 0;
  }
  if (p.args.includes('--help') || p.args.includes('-h')) {
    yield* p.print(
      'Usage: ./redis-server [/path/to/redis.conf] [options] [-]\n       ./redis-server - (read config from stdin)\n       ./redis-server -v or --version\n       ./redis-server -h or --help\n',
    );
    return 1;
  }
  const s = new RedisServer(p);
  try {
    configure(s, p);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.eprint(error.path);
    return 1;
  }
  const plain = p.args[0] === undefined || p.args[0].startsWith('-');
  yield* s.log('*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo', 'C');
  yield* s.log(
    '*',
    `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${p.nsPid}, just started`,
    'C',
  );
  if (plain && p.args.length === 0)
    yield* s.log(
      '#',
      'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf',
      'C',
    );
  else yield* s.log('*', 'Configuration loaded', 'C');
  yield* s.log('*', 'monotonic clock: POSIX clock_gettime');
  yield* p.sleep(4);
  const port = Number(s.config.get('port'));
  const binds = (splitArgs(s.config.get('bind')!) ?? []).filter((b) => !b.startsWith('-') && !b.includes('::'));
  const listeners: Listener[] = [];
  for (const b of binds) {
    try {
      listeners.push(p.net.listen(b === '*' ? '0.0.0.0' : b === 'localhost' ? '127.0.0.1' : b, port, p));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      yield* s.log(
        '#',
        `Warning: Could not create server TCP listening socket ${b}:${port}: bind: ${errnoText(error.code)}`,
      );
      yield* s.log('#', 'Failed listening on port ' + port + ' (tcp), aborting.');
      return 1;
    }
  }
  // as it names itself for ps
  p.argv = [`redis-server ${binds.includes('*') ? '*' : binds.join(',')}:${port}`];
  yield* s.log('*', `Running mode=standalone, port=${port}.`);
  yield* s.log('*', 'Server initialized');
  try {
    yield* s.load();
    if (s.config.get('appendonly') === 'yes') yield* s.openAof(false);
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    if (error.code !== 'EINVAL')
      yield* s.log(
        '#',
        `Can't open or create append-only dir ${s.config.get('appenddirname')}: ${errnoText(error.code)}`,
      );
    return 1;
  }
  yield* s.log('*', 'Ready to accept connections tcp');
  for (const sig of [SIGNALS.TERM, SIGNALS.INT]) p.actions.set(sig, 'catch');
  p.actions.set(SIGNALS.PIPE, 'ignore');
  p.actions.set(SIGNALS.HUP, 'ignore');
  const threads = new Threads(p);
  for (const l of listeners) threads.start(accept(s, threads, l));
  threads.start(saver(s));
  yield* threads.run(() => s.stopping !== undefined);
  const signal = p.takeSignal();
  if (signal !== undefined)
    yield* p.print(
      `${p.nsPid}:signal-handler (${Math.floor(s.now / 1000)}) Received ${signal === SIGNALS.INT ? 'SIGINT' : 'SIGTERM'} scheduling shutdown...\n`,
    );
  yield* s.log('*', 'User requested shutdown...');
  let status = 0;
  if (s.stopping !== 'nosave' && (s.config.get('save') !== '' || s.stopping === 'save')) {
    yield* s.log('*', 'Saving the final RDB snapshot before exiting.');
    try {
      s.save();
      yield* s.log('*', 'DB saved on disk');
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      yield* s.log('#', `Error trying to save the DB, can't exit.`);
      status = 1;
    }
  }
  threads.close();
  yield* s.log('#', 'Redis is now ready to exit, bye bye...');
  return status;
};
