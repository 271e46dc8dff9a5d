// One client of a PostgreSQL server: who may come in, and its queries.

import { concat, encode } from '../../../fs/bytes.ts';
import { FsError } from '../../../fs/node.ts';
import { type Task, waitFor } from '../../../kernel/block.ts';
import { inSubnet, parseSubnet } from '../../../kernel/ip.ts';
import type { Connection } from '../../../kernel/net.ts';
import type { Process } from '../../../kernel/process.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import { formatNumber } from '../sql/dates.ts';
import { SqlError } from '../sql/errors.ts';
import { splitStatements } from '../sql/lexer.ts';
import type { SqlServer } from '../sql/server.ts';
import { type Result } from '../sql/result.ts';
import { Session } from '../sql/session.ts';
import { round, type SqlType } from '../sql/types.ts';
import { roleHash } from './layout.ts';
import { Channel, cstr, cstrings, Gone, int16, int32, read32 } from './wire.ts';

const OIDS: Record<SqlType['base'], number> = {
  int: 23,
  dec: 1700,
  float: 701,
  str: 25,
  enum: 25,
  set: 25,
  date: 1082,
  datetime: 1114,
  time: 1083,
  year: 23,
  blob: 17,
  json: 114,
  bit: 1560,
  bool: 16,
  uuid: 2950,
  null: 25,
};

function valueText(v: SqlValue, t: SqlType): Uint8Array | null {
  if (v === null) return null;
  if (v instanceof Uint8Array) return encode(`\\x${[...v].map((b) => b.toString(16).padStart(2, '0')).join('')}`);
  if (typeof v === 'string') return encode(v);
  if (t.base === 'bool') return encode(v === 0 ? 'f' : 't');
  if (t.base === 'dec' && t.scale !== undefined) return encode(round(v, t.scale).toFixed(t.scale));
  return encode(formatNumber(v));
}

function oidOf(t: SqlType): number {
  return t.base === 'int'
    ? t.size === 2
      ? 21
      : t.size === 4
        ? 23
        : 20
    : t.base === 'str' && t.size !== undefined && t.size < 1e8
      ? 1043
      : OIDS[t.base];
}

/** How a client must prove itself: the first line of pg_hba.conf that fits; undefined when none does. */
function method(text: string, local: boolean, ip: string, db: string, user: string): string | undefined {
  for (const raw of text.split('\n')) {
    const w = raw.replace(/#.*/, '').trim().split(/\s+/);
    if (w.length < 4 || !/^(local|host|hostnossl)$/.test(w[0]!)) continue;
    if ((w[0] === 'local') !== local || w[1] === 'replication') continue;
    const names = (list: string, x: string): boolean =>
      list.split(',').some((n) => n === 'all' || n === x || (n === 'sameuser' && user === db));
    if (!names(w[1]!, db) || !names(w[2]!, user)) continue;
    if (local) return w[3];
    const address = w[3]!;
    const subnet = address === 'all' ? undefined : parseSubnet(address.includes('/') ? address : `${address}/32`);
    if (address !== 'all' && address !== '0.0.0.0/0' && (subnet === undefined || !inSubnet(ip, subnet))) continue;
    return w[4];
  }
  return undefined;
}

export interface Host {
  readonly server: SqlServer;
  readonly process: Process;
  hba(): string;
  log(level: string, text: string, pid: number): Task;
}

const severity = (level: string, e: Pick<SqlError, 'state' | 'message' | 'detail' | 'position'>): Uint8Array[] => [
  encode('S'),
  cstr(level),
  encode('V'),
  cstr(level),
  encode('C'),
  cstr(e.state),
  encode('M'),
  cstr(e.message),
  ...(e.detail === undefined ? [] : [encode('D'), cstr(e.detail)]),
  ...(e.position === undefined ? [] : [encode('P'), cstr(String(e.position))]),
  new Uint8Array(1),
];

/** Where in a statement the name of an error stands, counted from 1. */
function placeOf(e: SqlError, text: string): number | undefined {
  if (e.position !== undefined) return e.position;
  if (
    !['42P01', '42703', '42883', '42702'].includes(e.state) ||
    /relation "[^"]*" already|of relation|table "[^"]*" does not/.test(e.message)
  )
    return undefined;
  const name = /"([^"]+)"/.exec(e.message)?.[1] ?? /(?:column|function) ([\w.]+)/.exec(e.message)?.[1];
  if (name === undefined) return undefined;
  const at = new RegExp(`(?<![\\w.])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`, 'i').exec(text);
  return at === null ? undefined : at.index + 1;
}

export function* serveClient(h: Host, connection: Connection, local: boolean): Task {
  const ch = new Channel(connection);
  let session: Session | undefined;
  try {
    session = yield* enter(h, ch, local);
    if (session !== undefined) yield* queries(h, ch, session);
  } catch (error) {
    if (!(error instanceof Gone) && !(error instanceof FsError)) throw error;
  } finally {
    session?.close();
    connection.close();
  }
}

function* enter(h: Host, ch: Channel, local: boolean): Task<Session | undefined> {
  const { server } = h;
  let hello = yield* ch.startup();
  // SSL and GSS are asked for and declined
  while (hello !== undefined && (read32(hello, 0) === 80877103 || read32(hello, 0) === 80877104)) {
    ch.raw(encode('N'));
    yield* ch.flush();
    hello = yield* ch.startup();
  }
  if (hello === undefined || read32(hello, 0) !== 196608) return undefined;
  const pairs = cstrings(hello.subarray(4));
  const params = new Map<string, string>();
  for (let i = 0; i + 1 < pairs.length && pairs[i] !== ''; i += 2) params.set(pairs[i]!, pairs[i + 1]!);
  const user = params.get('user') ?? '';
  const db = params.get('database') ?? user;
  const id = server.nextConnection++;
  const pid = h.process.nsPid + 60 + id;
  const fatal = function* (state: string, message: string, detail?: string): Task<undefined> {
    yield* h.log('FATAL', message, pid);
    if (detail !== undefined) yield* h.log('DETAIL', detail, pid);
    ch.put('E', ...severity('FATAL', { state, message }));
    yield* ch.flush();
    return undefined;
  };
  const { ip } = ch.connection.remote;
  const how = method(h.hba(), local, ip, db, user);
  if (how === undefined)
    return yield* fatal(
      '28000',
      `no pg_hba.conf entry for host "${local ? '[local]' : ip}", user "${user}", database "${db}", no encryption`,
    );
  const role = server.grants.accounts.find((a) => a.user === user);
  if (how === 'reject')
    return yield* fatal(
      '28000',
      `pg_hba.conf rejects connection for host "${local ? '[local]' : ip}", user "${user}", database "${db}", no encryption`,
    );
  if (how !== 'trust' && how !== 'peer') {
    ch.put('R', int32(3));
    yield* ch.flush();
    const answer = yield* ch.read();
    if (answer === undefined || answer.type !== 'p') return undefined;
    const [given = ''] = cstrings(answer.body);
    if (role === undefined || role.hash === '' || role.hash !== roleHash(user, given))
      return yield* fatal(
        '28P01',
        `password authentication failed for user "${user}"`,
        role === undefined ? `Role "${user}" does not exist.` : undefined,
      );
  }
  if (role === undefined) return yield* fatal('28000', `role "${user}" does not exist`);
  if (!server.store.databases.has(db)) return yield* fatal('3D000', `database "${db}" does not exist`);
  const session = new Session(server, id, user, local ? 'localhost' : ip, role);
  session.db = db;
  ch.put('R', int32(0));
  for (const [k, v] of Object.entries({
    server_version: server.options.version,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    TimeZone: 'Etc/UTC',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
    is_superuser: role.global.has('SUPERUSER') ? 'on' : 'off',
  }))
    ch.put('S', cstr(k), cstr(v));
  ch.put('K', int32(pid), int32(id));
  ready(ch, session);
  yield* ch.flush();
  return session;
}

function ready(ch: Channel, s: Session): void {
  ch.put('Z', encode(s.failed ? 'E' : s.inTransaction ? 'T' : 'I'));
}

function answer(ch: Channel, r: Result): void {
  if (r.kind === 'rows') {
    ch.put(
      'T',
      int16(r.columns.length),
      ...r.columns.flatMap((c) => [
        cstr(c.name),
        int32(0),
        int16(0),
        int32(oidOf(c.type)),
        int16(-1),
        int32(-1),
        int16(0),
      ]),
    );
    for (const row of r.rows) {
      ch.put(
        'D',
        int16(row.length),
        concat(
          row.flatMap((v, i) => {
            const b = valueText(v, r.columns[i]!.type);
            return b === null ? [int32(-1)] : [int32(b.length), b];
          }),
        ),
      );
    }
  }
  ch.put('C', cstr(r.tag ?? ''));
}

function* queries(h: Host, ch: Channel, s: Session): Task {
  const pid = h.process.nsPid + 60 + s.id;
  for (;;) {
    const m = yield* ch.read();
    if (m === undefined || m.type === 'X' || s.killed) return;
    yield* waitFor([], h.process.kernel.now + 0.4);
    if (m.type === 'Q') {
      const [text = ''] = cstrings(m.body);
      const parts = splitStatements(text, 'postgres');
      if (parts.length === 0) ch.put('I');
      for (const part of parts) {
        try {
          const r = yield* s.run(part);
          for (const w of s.warnings)
            ch.put('N', ...severity(w.level === 'Note' ? 'NOTICE' : 'WARNING', { state: '00000', message: w.text }));
          answer(ch, r);
        } catch (error) {
          if (!(error instanceof SqlError)) throw error;
          const at = placeOf(error, part);
          yield* h.log('ERROR', `${error.message}${at === undefined ? '' : ` at character ${at}`}`, pid);
          if (error.detail !== undefined) yield* h.log('DETAIL', error.detail, pid);
          yield* h.log('STATEMENT', part, pid);
          ch.put(
            'E',
            ...severity('ERROR', {
              state: error.state,
              message: error.message,
              ...(error.detail === undefined ? {} : { detail: error.detail }),
              ...(at === undefined ? {} : { position: at + Math.max(0, text.indexOf(part)) }),
            }),
          );
          break;
        }
      }
      ready(ch, s);
    } else if (m.type === 'S') ready(ch, s);
    else if ('PBDECF'.includes(m.type))
      ch.put(
        'E',
        ...severity('ERROR', { state: '0A000', message: 'drydock: the extended query protocol is not simulated' }),
      );
    yield* ch.flush();
  }
}
