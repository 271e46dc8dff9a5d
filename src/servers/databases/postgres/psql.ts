// psql: the client of PostgreSQL at a terminal, with -c and -f, and with statements piped in.

import { decode } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import { LineReader, type Process } from '../../../kernel/process.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import { LexError, lex, splitStatements } from '../sql/lexer.ts';
import { NoConnection, PgClient, type PgResult, ServerError, type Target } from './client.ts';
import { type Format, table } from './format.ts';
import { versionOf } from './layout.ts';
import { listing } from './describe.ts';
import { backslash, Quit } from './psql-backslash.ts';
import { pgOptions, type PgOptions, pgTarget } from './psql-options.ts';

export class Psql {
  readonly format: Format;
  buffer = '';
  readonly quiet: boolean;
  timing = false;
  status = 0;
  interactive = false;
  private file = '';
  private line = 0;

  constructor(
    readonly p: Process,
    private readonly o: PgOptions,
    public client: PgClient,
    public target: Target,
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
    if (/^\s*\\/.test(line) && this.buffer.trim() === '') return yield* this.after(yield* backslash(this, line));
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
                ? yield* backslash(this, text)
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
