// psql: the client of PostgreSQL at a terminal, with -c and -f, and with statements piped in.

import { decode } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import { LineReader, type Process } from '../../../kernel/process.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { reader, userName } from '../../../kernel/users.ts';
import { LexError, lex, splitStatements } from '../sql/lexer.ts';
import { askPassword } from '../mysql/clientopts.ts';
import { NoConnection, PgClient, type PgResult, ServerError, type Target } from './client.ts';
import { type Format, table } from './format.ts';
import { versionOf } from './layout.ts';
import { describe, listing } from './describe.ts';

const VALUES: Record<string, string> = {
  c: 'command',
  f: 'file',
  d: 'dbname',
  h: 'host',
  p: 'port',
  U: 'username',
  v: 'set',
  o: 'output',
  F: 'field-separator',
  P: 'pset',
  L: 'log-file',
};
const FLAGS: Record<string, string> = {
  l: 'list',
  t: 'tuples-only',
  A: 'no-align',
  q: 'quiet',
  X: 'no-psqlrc',
  w: 'no-password',
  W: 'password',
  a: 'echo-all',
  e: 'echo-queries',
  b: 'echo-errors',
  1: 'single-transaction',
  x: 'expanded',
  n: 'no-readline',
  E: 'echo-hidden',
  S: 'single-line',
  s: 'single-step',
  z: 'field-separator-zero',
  '0': 'record-separator-zero',
  V: 'version',
  '?': 'help',
};

export interface PgOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  /** -c and -f in their order. */
  readonly actions: readonly (readonly ['command' | 'file', string])[];
  readonly variables: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

/** Options of the client programs; a text when they are wrong. */
export function pgOptions(
  p: Process,
  extraValues: Record<string, string> = {},
  extraFlags: Record<string, string> = {},
): PgOptions | string {
  const shortValues = { ...VALUES, ...extraValues };
  const shortFlags = { ...FLAGS, ...extraFlags };
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const variables = new Map<string, string>();
  const actions: ['command' | 'file', string][] = [];
  const rest: string[] = [];
  const put = (name: string, v: string): void => {
    if (name === 'command' || name === 'file') actions.push([name, v]);
    else if (name === 'set') variables.set(v.replace(/=.*/s, ''), v.includes('=') ? v.slice(v.indexOf('=') + 1) : '');
    else values.set(name, v);
  };
  const args = [...p.args];
  const wrong = (text: string): string =>
    `${p.name}: ${text}\n${p.name}: hint: Try "${p.name} --help" for more information.\n`;
  while (args.length > 0) {
    const a = args.shift()!;
    if (a.startsWith('--') && a.length > 2) {
      const eq = a.indexOf('=');
      const given = eq < 0 ? a.slice(2) : a.slice(2, eq);
      const name = given === 'variable' ? 'set' : given;
      if (Object.values(shortValues).includes(name)) {
        const v = eq < 0 ? args.shift() : a.slice(eq + 1);
        if (v === undefined) return wrong(`option '--${given}' requires an argument`);
        put(name, v);
      } else if (Object.values(shortFlags).includes(name) || name === 'csv' || name === 'html') flags.add(name);
      else return wrong(`unrecognized option '${a}'`);
    } else if (a.startsWith('-') && a.length > 1 && a !== '--') {
      for (let i = 1; i < a.length; i++) {
        const c = a[i]!;
        if (shortValues[c] !== undefined) {
          const v = i + 1 < a.length ? a.slice(i + 1) : args.shift();
          if (v === undefined) return wrong(`option requires an argument -- '${c}'`);
          put(shortValues[c], v);
          break;
        }
        if (shortFlags[c] === undefined) return wrong(`invalid option -- '${c}'`);
        flags.add(shortFlags[c]);
      }
    } else rest.push(a);
  }
  return { flags, values, actions, variables, rest };
}

/** Where to connect. A database may be a URI or `key=value` pairs. */
export function pgTarget(p: Process, o: PgOptions, db: string | undefined, fallback?: string): Target {
  const uri = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/]*)(?::(\d+))?(?:\/([^?]*))?/.exec(db ?? '');
  const pairs = new Map(
    [...(db ?? '').matchAll(/(\w+)=('(?:[^']*)'|\S+)/g)].map((m): [string, string] => [
      m[1]!,
      m[2]!.replace(/^'(.*)'$/, '$1'),
    ]),
  );
  const pick = (name: string, u: string | undefined, env: string): string | undefined =>
    (u !== undefined && u !== '' ? decodeURIComponent(u) : undefined) ??
    pairs.get(name) ??
    o.values.get(name === 'user' ? 'username' : name) ??
    p.getenv(env);
  const user = pick('user', uri?.[1], 'PGUSER') ?? userName(reader(p), p.euid);
  const given = pick('password', uri?.[2], 'PGPASSWORD');
  const tty = (p.tty ?? p.fds.get(0)?.tty) !== undefined && !o.flags.has('no-password');
  return {
    host: pick('host', uri?.[3], 'PGHOST'),
    port: Number(pick('port', uri?.[4], 'PGPORT') ?? 5432),
    user,
    db:
      (uri !== null ? (uri[5] ?? '') || undefined : pairs.size > 0 ? pairs.get('dbname') : db) ??
      o.values.get('dbname')?.replace(/^.*[/=].*$/, '') ??
      fallback ??
      p.getenv('PGDATABASE') ??
      user,
    *password() {
      if (given !== undefined) return given;
      return tty ? yield* askPassword(p, `Password for user ${user}: `) : undefined;
    },
  };
}

class Quit extends Error {
  constructor(readonly status: number) {
    super('quit');
  }
}

export class Psql {
  readonly format: Format;
  private buffer = '';
  private readonly quiet: boolean;
  private timing = false;
  private status = 0;
  private interactive = false;
  private file = '';
  private line = 0;

  constructor(
    readonly p: Process,
    private readonly o: PgOptions,
    private client: PgClient,
    private target: Target,
  ) {
    this.quiet = o.flags.has('quiet');
    this.format = {
      tuples: o.flags.has('tuples-only'),
      unaligned: o.flags.has('no-align'),
      separator: o.values.get('field-separator') ?? '|',
      expanded: o.flags.has('expanded'),
      null: '',
    };
    if (o.flags.has('csv')) Object.assign(this.format, { unaligned: true, separator: ',' });
  }

  rows(sql: string): Task<PgResult> {
    return this.client.rows(sql);
  }
  get db(): string {
    return this.target.db;
  }

  private *shown(r: PgResult): Task {
    if (r.columns !== undefined) {
      const text = table(r, this.format);
      yield* this.p.print(this.o.flags.has('csv') ? text.replace(/\(\d+ rows?\)\n$/, '') : text);
    } else if (!this.quiet && r.tag !== '') yield* this.p.print(`${r.tag}\n`);
  }
  private *complain(e: ReadonlyMap<string, string>, statement: string): Task {
    const where = this.file === '' ? '' : `psql:${this.file}:${this.line}: `;
    const at = Number(e.get('P') ?? 0);
    let place = '';
    if (at > 0) {
      const before = statement.slice(0, at - 1);
      const n = before.split('\n').length;
      const text = statement.split('\n')[n - 1] ?? '';
      const head = `LINE ${n}: `;
      place = `${head}${text}\n${' '.repeat(head.length + before.length - (before.lastIndexOf('\n') + 1))}^\n`;
    }
    yield* this.p.eprint(
      `${where}${e.get('S')}:  ${e.get('M')}\n${place}${e.has('D') ? `DETAIL:  ${e.get('D')}\n` : ''}${e.has('H') ? `HINT:  ${e.get('H')}\n` : ''}`,
    );
  }

  /** Sends a text; false when it failed. */
  *send(text: string): Task<boolean> {
    const me = this;
    const from = this.p.kernel.now;
    try {
      yield* this.client.query(
        text,
        (r) => me.shown(r),
        (f) => me.complain(f, text),
      );
      if (this.timing) yield* this.p.print(`Time: ${(this.p.kernel.now - from).toFixed(3)} ms\n`);
      return true;
    } catch (error) {
      if (error instanceof ServerError) {
        yield* this.complain(error.fields, text);
        return false;
      }
      if (error instanceof NoConnection) {
        yield* this.p.eprint(`${error.message}\n`);
        if (!this.interactive) throw new Quit(2);
        yield* this.p.eprint('The connection to the server was lost. Attempting reset: ');
        try {
          this.client = yield* PgClient.connect(this.p, this.target);
          yield* this.p.eprint('Succeeded.\n');
        } catch (again) {
          if (!(again instanceof NoConnection)) throw again;
          yield* this.p.eprint('Failed.\n');
          throw new Quit(2);
        }
        return false;
      }
      throw error;
    }
  }

  // --- backslash commands

  private *backslash(text: string): Task<boolean> {
    const m = /^\\(\S+)\s*(.*)$/s.exec(text.trim());
    const name = m?.[1] ?? '';
    const arg = (m?.[2] ?? '').trim().replace(/;$/, '');
    switch (name) {
      case 'q':
        throw new Quit(this.status);
      case 'x':
        this.format.expanded = !this.format.expanded;
        yield* this.p.print(`Expanded display is ${this.format.expanded ? 'on' : 'off'}.\n`);
        return true;
      case 't':
        this.format.tuples = !this.format.tuples;
        yield* this.p.print(`Tuples only is ${this.format.tuples ? 'on' : 'off'}.\n`);
        return true;
      case 'a':
        this.format.unaligned = !this.format.unaligned;
        yield* this.p.print(`Output format is ${this.format.unaligned ? 'unaligned' : 'aligned'}.\n`);
        return true;
      case 'timing':
        this.timing = !this.timing;
        yield* this.p.print(`Timing is ${this.timing ? 'on' : 'off'}.\n`);
        return true;
      case 'echo':
      case 'qecho':
        yield* this.p.print(`${arg}\n`);
        return true;
      case 'r':
        this.buffer = '';
        yield* this.p.print('Query buffer reset (cleared).\n');
        return true;
      case 'p':
        yield* this.p.print(this.buffer === '' ? 'Query buffer is empty.\n' : this.buffer);
        return true;
      case 'i':
      case 'ir':
      case 'include':
        return yield* this.runFile(arg);
      case 'conninfo':
        yield* this.p.print(
          `You are connected to database "${this.target.db}" as user "${this.target.user}" ${this.client.where.startsWith('on socket') ? `via socket in "${this.client.where.replace(/^on socket "(.*)\/[^/]*"$/, '$1')}"` : `on host ${this.client.where.replace(/^at ("[^"]*"(?: \([^)]*\))?), port/, (_, h: string) => h.replace(/ \(([^)]*)\)/, ' (address "$1")') + ' at port').replace(/port (\d+)/, 'port "$1"')}`}${this.client.where.startsWith('on socket') ? ` at port "${this.target.port}"` : ''}.\n`,
        );
        return true;
      case 'c':
      case 'connect': {
        const [db, user, host, port] = arg.split(/\s+/).map((x) => (x === '-' || x === '' ? undefined : x));
        const next = {
          ...this.target,
          db: db ?? this.target.db,
          user: user ?? this.target.user,
          host: host ?? this.target.host,
          port: Number(port ?? this.target.port),
        };
        try {
          const c = yield* PgClient.connect(this.p, next);
          yield* this.client.close();
          this.client = c;
          this.target = next;
          if (!this.quiet)
            yield* this.p.print(`You are now connected to database "${next.db}" as user "${next.user}".\n`);
          return true;
        } catch (error) {
          if (!(error instanceof NoConnection)) throw error;
          yield* this.p.eprint(
            `${this.interactive ? '' : '\\connect: '}${error.message}\n${this.interactive ? 'Previous connection kept\n' : ''}`,
          );
          if (!this.interactive) throw new Quit(2);
          return false;
        }
      }
      case '?':
      case 'h':
      case 'help':
        yield* this.p.print(
          '  \\q   quit psql\n  \\l   list databases\n  \\c   connect to another database\n  \\dt  list tables\n  \\d   describe a table\n  \\du  list roles\n  \\x   expanded output\n  \\i   execute commands from a file\n',
        );
        return true;
      case 'set':
      case 'unset':
      case 'pset':
      case 'encoding':
        return true;
      default:
    }
    if (
      name === 'password' ||
      name === 'copy' ||
      name === 'watch' ||
      name === 'gexec' ||
      name === '!' ||
      name === 'e' ||
      name === 'o' ||
      name === 'w' ||
      name === 'df' ||
      name === 'dx' ||
      name === 'dp'
    ) {
      yield* this.p.eprint(`drydock: '\\${name}' is not simulated\n`);
      return false;
    }
    const listed = yield* listing(this, name, arg);
    if (listed !== undefined) {
      yield* this.p.print(listed);
      return true;
    }
    if (name === 'd' || name === 'd+') {
      const d = yield* describe(this, arg);
      if (d.ok) yield* this.p.print(d.text);
      else yield* this.p.eprint(d.text);
      return d.ok;
    }
    yield* this.p.eprint(`invalid command \\${name}\n${this.interactive ? 'Try \\? for help.\n' : ''}`);
    return false;
  }

  // --- where statements come from

  private get stops(): boolean {
    const v = this.o.variables.get('ON_ERROR_STOP');
    return v !== undefined && v !== '0' && v !== 'off';
  }
  private *after(ok: boolean): Task {
    if (!ok && this.stops) throw new Quit(3);
  }

  /** A line: a command, or more of a statement; whole statements are sent. */
  *input(line: string): Task {
    this.line++;
    if (/^\s*\\/.test(line) && this.buffer.trim() === '') return yield* this.after(yield* this.backslash(line));
    if (this.buffer.trim() === '' && this.interactive && /^\s*(exit|quit)\s*;?\s*$/i.test(line))
      throw new Quit(this.status);
    if (this.buffer.trim() === '' && this.interactive && /^\s*help\s*$/i.test(line))
      return yield* this.p.print(
        'You are using psql, the command-line interface to PostgreSQL.\nType:  \\copyright for distribution terms\n       \\h for help with SQL commands\n       \\? for help with psql commands\n       \\g or terminate with semicolon to execute query\n       \\q to quit\n',
      );
    const g = /\\(g|gx)\s*$/.exec(line);
    const text = g === null ? line : `${line.slice(0, g.index)};`;
    this.buffer += `${text}\n`;
    let tokens;
    try {
      tokens = lex(this.buffer, 'postgres');
    } catch (error) {
      if (error instanceof LexError) return;
      throw error;
    }
    const last = tokens.findLast((t) => t.kind === 'op' && t.v === ';');
    if (last === undefined) {
      if (tokens.length === 1) this.buffer = '';
      return;
    }
    const ready = this.buffer.slice(0, last.end);
    this.buffer = this.buffer.slice(last.end).replace(/^\n/, '');
    for (const s of splitStatements(ready, 'postgres')) yield* this.after(yield* this.send(`${s};`));
  }
  private *end(): Task {
    if (this.buffer.trim() !== '') {
      const rest = this.buffer.trim();
      this.buffer = '';
      yield* this.after(yield* this.send(rest));
    }
  }

  *runFile(path: string): Task<boolean> {
    let text: string;
    try {
      text = this.p.fs.readText(path);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      yield* this.p.eprint(`${this.interactive ? '' : 'psql: error: '}${path}: ${errnoText(error.code)}\n`);
      return false;
    }
    const before = [this.file, this.line] as const;
    this.file = path;
    this.line = 0;
    for (const l of text.split('\n')) yield* this.input(l);
    yield* this.end();
    [this.file, this.line] = before;
    return true;
  }

  private prompt(): string {
    const sign = this.client.params.get('is_superuser') === 'on' ? '#' : '>';
    const tx = this.client.status === 'T' ? '*' : this.client.status === 'E' ? '!' : '';
    if (this.buffer === '') return `${this.target.db}=${tx}${sign} `;
    let open = '-';
    try {
      const tokens = lex(this.buffer, 'postgres');
      if (
        tokens.filter((t) => t.v === '(' && t.kind === 'op').length >
        tokens.filter((t) => t.v === ')' && t.kind === 'op').length
      )
        open = '(';
    } catch {
      open = "'";
    }
    return `${this.target.db}${open}${tx}${sign} `;
  }

  *run(): Task<number> {
    const { p, o } = this;
    try {
      if (o.actions.length > 0) {
        for (const [kind, text] of o.actions) {
          const good =
            kind === 'file'
              ? yield* this.runFile(text)
              : /^\s*\\/.test(text)
                ? yield* this.backslash(text)
                : yield* this.send(text);
          if (!good) {
            this.status = 1;
            if (this.stops || kind === 'file') return kind === 'file' ? (this.stops ? 3 : 1) : 1;
          } else this.status = 0;
        }
        return this.status;
      }
      if (!p.isatty(0)) {
        this.file = '<stdin>';
        const lines = new LineReader(p, 0);
        for (let l = yield* lines.next(); l !== undefined; l = yield* lines.next()) yield* this.input(l);
        yield* this.end();
        return 0;
      }
      return yield* this.terminal();
    } catch (error) {
      if (!(error instanceof Quit)) throw error;
      return error.status;
    }
  }

  private *terminal(): Task<number> {
    const { p } = this;
    this.interactive = true;
    p.actions.set(SIGNALS.INT, 'catch');
    if (!this.quiet)
      yield* p.print(`psql (${versionOf(p)} (Debian ${versionOf(p)}-1.pgdg13+1))\nType "help" for help.\n\n`);
    for (;;) {
      yield* p.print(this.prompt());
      try {
        const got = yield* p.read(0);
        if (got.length === 0) {
          yield* p.print('\\q\n');
          return 0;
        }
        yield* this.input(decode(got).replace(/\n$/, ''));
      } catch (error) {
        if (!(error instanceof FsError) || error.code !== 'EINTR') throw error;
        while (p.takeSignal() !== undefined);
        this.buffer = '';
        yield* p.print('\n');
      }
    }
  }
}

export const psql: Program = function* (p) {
  const o = pgOptions(p);
  if (typeof o === 'string') {
    yield* p.eprint(o);
    return 1;
  }
  if (o.flags.has('version')) {
    yield* p.print(`psql (PostgreSQL) ${versionOf(p)} (Debian ${versionOf(p)}-1.pgdg13+1)\n`);
    return 0;
  }
  if (o.flags.has('help')) {
    yield* p.print(
      `psql is the PostgreSQL interactive terminal.\n\nUsage:\n  psql [OPTION]... [DBNAME [USERNAME]]\n\n  -c, --command=COMMAND\n  -d, --dbname=DBNAME\n  -f, --file=FILENAME\n  -l, --list\n  -v, --set=, --variable=NAME=VALUE\n  -A, --no-align\n  -t, --tuples-only\n  -x, --expanded\n  -h, --host=HOSTNAME\n  -p, --port=PORT\n  -U, --username=USERNAME\n  -w, --no-password\n  -W, --password\n`,
    );
    return 0;
  }
  const values = new Map(o.values);
  if (o.rest[1] !== undefined) values.set('username', o.rest[1]);
  const t = pgTarget(
    p,
    { ...o, values },
    o.values.get('dbname') ?? o.rest[0],
    o.flags.has('list') ? 'postgres' : undefined,
  );
  let client: PgClient;
  try {
    client = yield* PgClient.connect(p, t);
  } catch (error) {
    if (!(error instanceof NoConnection)) throw error;
    yield* p.eprint(`psql: error: ${error.message}\n`);
    return 2;
  }
  const me = new Psql(p, o, client, t);
  if (o.flags.has('list')) {
    yield* p.print((yield* listing(me, 'l', '')) ?? '');
    return 0;
  }
  const status = yield* me.run();
  yield* client.close();
  return status;
};
