// redis-cli: one command, a prompt, or commands piped in.

import { concat, decode, encode, fromLatin1, latin1 } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import type { Connection } from '../../../kernel/net.ts';
import { LineReader, type Process } from '../../../kernel/process.ts';
import { resolveHost } from '../../../kernel/resolve.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { encodeCommand, ProtocolError, type Reply, RespReader, sendText, splitArgs } from './resp.ts';
import { versionOf } from './server.ts';

interface Options {
  host: string;
  port: number;
  password: string | undefined;
  user: string | undefined;
  db: number;
  repeat: number;
  interval: number;
  stdin: boolean;
  raw: boolean | undefined;
  scan: boolean;
  pattern: string;
  exitError: boolean;
  rest: string[];
}
class Unable extends Error {}

const text = (s: string): string => decode(fromLatin1(s));
const bytes = (s: string): string => latin1(encode(s));

/** A text as the prompt shows it: quoted, what cannot be printed escaped. */
function quoted(s: string): string {
  let out = '';
  for (const c of s) {
    const n = c.charCodeAt(0);
    out +=
      c === '"' || c === '\\'
        ? `\\${c}`
        : c === '\n'
          ? '\\n'
          : c === '\r'
            ? '\\r'
            : c === '\t'
              ? '\\t'
              : c === '\x07'
                ? '\\a'
                : c === '\b'
                  ? '\\b'
                  : n >= 32 && n < 127
                    ? c
                    : `\\x${n.toString(16).padStart(2, '0')}`;
  }
  return `"${out}"`;
}

/** An answer as on a terminal. */
export function pretty(r: Reply, indent = ''): string {
  if (r === null) return '(nil)\n';
  if (typeof r === 'number') return `(integer) ${r}\n`;
  if (typeof r === 'string') return `${quoted(r)}\n`;
  if (!Array.isArray(r))
    return 'none' in r ? '(nil)\n' : 'status' in r ? `${text(r.status)}\n` : `(error) ${text(r.error)}\n`;
  if (r.length === 0) return '(empty array)\n';
  const w = String(r.length).length;
  return r
    .map(
      (x, i) => `${i === 0 ? '' : indent}${String(i + 1).padStart(w)}) ${pretty(x, `${indent}${' '.repeat(w + 2)}`)}`,
    )
    .join('');
}
/** An answer for a pipe. */
export function rawText(r: Reply): string {
  if (r === null) return '\n';
  if (typeof r === 'number') return `${r}\n`;
  if (typeof r === 'string') return `${text(r)}\n`;
  if (Array.isArray(r)) return r.length === 0 ? '\n' : r.map(rawText).join('');
  return 'none' in r ? '\n' : 'status' in r ? `${text(r.status)}\n` : `${text(r.error)}\n\n`;
}

function options(p: Process): Options | string {
  const o: Options = {
    host: '127.0.0.1',
    port: 6379,
    password: p.getenv('REDISCLI_AUTH'),
    user: undefined,
    db: 0,
    repeat: 1,
    interval: 0,
    stdin: false,
    raw: undefined,
    scan: false,
    pattern: '*',
    exitError: false,
    rest: [],
  };
  const args = [...p.args];
  while (args[0]?.startsWith('-')) {
    const a = args.shift()!;
    const value = (): string => args.shift() ?? '';
    switch (a) {
      case '-h':
        o.host = value();
        break;
      case '-p':
        o.port = Number(value());
        break;
      case '-a':
      case '--pass':
        o.password = value();
        break;
      case '--user':
        o.user = value();
        break;
      case '--askpass':
      case '--no-auth-warning':
      case '-2':
      case '--no-auth':
        break;
      case '-n':
        o.db = Number(value());
        break;
      case '-r':
        o.repeat = Number(value());
        break;
      case '-i':
        o.interval = Number(value());
        break;
      case '-x':
        o.stdin = true;
        break;
      case '-e':
        o.exitError = true;
        break;
      case '-t':
        value();
        break;
      case '--raw':
        o.raw = true;
        break;
      case '--no-raw':
        o.raw = false;
        break;
      case '--scan':
        o.scan = true;
        break;
      case '--pattern':
        o.pattern = value();
        break;
      case '--count':
        value();
        break;
      case '-u': {
        const m = /^rediss?:\/\/(?:([^:@]*)?(?::([^@]*))?@)?([^:/]+)?(?::(\d+))?(?:\/(\d+))?$/.exec(value());
        if (m === null) return 'Invalid URI scheme\n';
        if (m[1] !== undefined && m[1] !== '') o.user = m[1];
        if (m[2] !== undefined) o.password = m[2];
        o.host = m[3] ?? o.host;
        o.port = Number(m[4] ?? o.port);
        o.db = Number(m[5] ?? 0);
        break;
      }
      case '--version':
      case '-v':
        return `redis-cli ${versionOf(p)}\n`;
      case '--help':
        return `redis-cli ${versionOf(p)}\n\nUsage: redis-cli [OPTIONS] [cmd [arg [arg ...]]]\n  -h <hostname>      Server hostname (default: 127.0.0.1).\n  -p <port>          Server port (default: 6379).\n  -a <password>      Password to use when connecting to the server.\n  -n <db>            Database number.\n  -r <repeat>        Execute specified command N times.\n  -x                 Read last argument from STDIN.\n  --raw              Use raw formatting for replies.\n  --scan             List all keys using the SCAN command.\n`;
      default:
        if (
          /^-(3|d|D|s|X)$|^--(stat|latency|bigkeys|memkeys|hotkeys|pipe|rdb|eval|ldb|cluster|tls|csv|json|lru-test|intrinsic|functions|replica|quoted|show-pushes|verbose|insecure|cacert|cert|key)/.test(
            a,
          )
        )
          return `drydock: 'redis-cli ${a}' is not simulated\n`;
        return `Unrecognized option or bad number of args for: '${a}'\n`;
    }
  }
  o.rest = args;
  return o;
}

class Cli {
  private connection: Connection | undefined;
  private reader: RespReader | undefined;
  private db = 0;
  private inTx = false;

  constructor(
    private readonly p: Process,
    private readonly o: Options,
  ) {}

  /** @throws Unable */
  *connect(): Task {
    const { p, o } = this;
    const [ip] = resolveHost(p, o.host);
    if (ip === undefined)
      throw new Unable(`Could not connect to Redis at ${o.host}:${o.port}: Name or service not known`);
    try {
      this.connection = yield* p.kernel.net.connect(p, p.net, ip, o.port);
    } catch (error) {
      if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
      throw new Unable(`Could not connect to Redis at ${o.host}:${o.port}: ${errnoText(error.code)}`);
    }
    this.reader = new RespReader(this.connection);
    this.db = 0;
    if (o.password !== undefined) {
      const r = yield* this.ask(o.user === undefined ? ['AUTH', o.password] : ['AUTH', o.user, o.password]);
      if (r !== null && typeof r === 'object' && 'error' in r) yield* p.eprint(`AUTH failed: ${r.error}\n`);
    }
    if (o.db !== 0) {
      const r = yield* this.ask(['SELECT', String(o.db)]);
      if (r !== null && typeof r === 'object' && 'error' in r) yield* p.print(`SELECT ${o.db} failed: ${r.error}\n`);
      else this.db = o.db;
    }
  }

  /** @throws Unable when the server went away */
  *ask(args: readonly string[]): Task<Reply> {
    if (this.connection === undefined) yield* this.connect();
    try {
      if (yield* sendText(this.connection!, encodeCommand(args.map(bytes)))) {
        const r = yield* this.reader!.reply();
        if (r !== undefined) return r;
      }
    } catch (error) {
      if (error instanceof ProtocolError) throw new Unable(`Error: ${error.message}`);
      if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    }
    this.connection?.close();
    this.connection = undefined;
    throw new Unable('Error: Server closed the connection');
  }

  private get raw(): boolean {
    return this.o.raw ?? !this.p.isatty(1);
  }
  private *show(r: Reply): Task {
    const isError = r !== null && typeof r === 'object' && 'error' in r;
    yield* this.p.print(this.raw ? rawText(r).replace(isError ? /\n\n$/ : /$^/, '\n') : pretty(r));
  }

  /** One command with what it does to the prompt; false when it failed. */
  *command(args: string[]): Task<boolean> {
    const name = args[0]!.toUpperCase();
    const r = yield* this.ask(args);
    const bad = r !== null && typeof r === 'object' && 'error' in r;
    // texts for people are shown as they are
    if (
      !bad &&
      typeof r === 'string' &&
      (name === 'INFO' || name === 'LOLWUT' || (name === 'CLIENT' && /^(list|info)$/i.test(args[1] ?? '')))
    )
      yield* this.p.print(text(r).endsWith('\n') ? text(r) : `${text(r)}\n`);
    else yield* this.show(r);
    if (!bad && name === 'SELECT') this.db = Number(args[1]);
    if (!bad && name === 'MULTI') this.inTx = true;
    if (name === 'EXEC' || name === 'DISCARD') this.inTx = false;
    if (!bad && /^P?SUBSCRIBE$/.test(name)) yield* this.listen();
    return !bad;
  }
  private *listen(): Task {
    if (!this.raw) yield* this.p.print('Reading messages... (press Ctrl-C to quit)\n');
    for (;;) {
      const r = yield* this.reader!.reply();
      if (r === undefined) throw new Unable('Error: Server closed the connection');
      yield* this.show(r);
    }
  }

  *once(args: string[]): Task<number> {
    let good = true;
    for (let i = 0; this.o.repeat < 0 || i < this.o.repeat; i++) {
      good = yield* this.command(args);
      if (this.o.interval > 0) yield* this.p.sleep(this.o.interval * 1000);
    }
    return good || !this.o.exitError ? 0 : 1;
  }

  *piped(): Task<number> {
    const lines = new LineReader(this.p, 0);
    for (let l = yield* lines.next(); l !== undefined; l = yield* lines.next()) {
      const args = splitArgs(bytes(l));
      if (args === undefined) {
        yield* this.p.print('Invalid argument(s)\n');
        continue;
      }
      if (args.length === 0) continue;
      if (/^(quit|exit)$/i.test(args[0]!)) break;
      yield* this.command(args.map(text));
    }
    return 0;
  }

  private prompt(): string {
    if (this.connection === undefined) return 'not connected> ';
    return `${this.o.host}:${this.o.port}${this.db === 0 ? '' : `[${this.db}]`}${this.inTx ? '(TX)' : ''}> `;
  }

  *interactive(): Task<number> {
    const { p } = this;
    p.actions.set(SIGNALS.INT, 'catch');
    try {
      yield* this.connect();
    } catch (error) {
      if (!(error instanceof Unable)) throw error;
      yield* p.eprint(`${error.message}\n`);
    }
    for (;;) {
      yield* p.print(this.prompt());
      try {
        const got = yield* p.read(0);
        if (got.length === 0) {
          yield* p.print('\n');
          return 0;
        }
        const args = splitArgs(latin1(got).replace(/\n$/, ''));
        if (args === undefined) yield* p.print('Invalid argument(s)\n');
        else if (args.length === 0) continue;
        else if (/^(quit|exit)$/i.test(args[0]!)) return 0;
        else if (/^clear$/i.test(args[0]!)) yield* p.print('\x1b[H\x1b[2J');
        else if (/^help$/i.test(args[0]!)) yield* p.print(`redis-cli ${versionOf(p)}\nType: "quit" to exit\n`);
        else {
          const [n, ...rest] = args.map(text);
          // a number before a command repeats it
          const times = /^\d+$/.test(n!) && rest.length > 0 ? Number(n) : 1;
          for (let i = 0; i < times; i++)
            yield* this.command(times > 1 || (/^\d+$/.test(n!) && rest.length > 0) ? rest : [n!, ...rest]);
        }
      } catch (error) {
        if (error instanceof Unable) {
          yield* p.eprint(`${error.message}\n`);
          continue;
        }
        if (!(error instanceof FsError) || error.code !== 'EINTR') throw error;
        // Ctrl-C leaves
        yield* p.print('\n');
        return 0;
      }
    }
  }

  *scan(): Task<number> {
    const r = yield* this.ask(['SCAN', '0', 'MATCH', this.o.pattern]);
    const keys = Array.isArray(r) && Array.isArray(r[1]) ? r[1] : [];
    for (const k of keys) yield* this.p.print(this.raw ? `${text(String(k))}\n` : `${quoted(String(k))}\n`);
    return 0;
  }
}

export const redisCli: Program = function* (p) {
  const o = options(p);
  if (typeof o === 'string') {
    if (/^(redis-cli \d)/.test(o)) {
      yield* p.print(o);
      return 0;
    }
    yield* p.eprint(o);
    return 1;
  }
  if (
    p.args.some((a) => a === '-a' || a === '-u' || a === '--pass') &&
    o.password !== undefined &&
    !p.args.includes('--no-auth-warning')
  )
    yield* p.eprint(
      "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
    );
  const cli = new Cli(p, o);
  try {
    if (o.scan) return yield* cli.scan();
    if (o.rest.length > 0) {
      if (o.stdin) {
        const chunks: Uint8Array[] = [];
        for (let b = yield* p.read(0); b.length > 0; b = yield* p.read(0)) chunks.push(b);
        o.rest.push(decode(concat(chunks.length === 0 ? [new Uint8Array(0)] : chunks)));
      }
      return yield* cli.once(o.rest);
    }
    return p.isatty(0) ? yield* cli.interactive() : yield* cli.piped();
  } catch (error) {
    if (!(error instanceof Unable)) throw error;
    yield* p.eprint(`${error.message}\n`);
    return 1;
  }
};
