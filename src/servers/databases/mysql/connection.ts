// One client of a MySQL server: the handshake, then its commands.

import { decode } from '../../../fs/bytes.ts';
import { type Task, waitFor } from '../../../kernel/block.ts';
import type { Connection } from '../../../kernel/net.ts';
import type { Process } from '../../../kernel/process.ts';
import { SqlError } from '../sql/errors.ts';
import { type Account, proves } from '../sql/grants.ts';
import { LexError, lex, splitStatements } from '../sql/lexer.ts';
import { ok, type Result } from '../sql/result.ts';
import { Session } from '../sql/session.ts';
import type { SqlServer } from '../sql/server.ts';
import { statusVariables } from '../sql/status.ts';
import { CAP, Channel, COM, Gone, Reader, Writer } from './packets.ts';
import { columnPacket, eofPacket, errPacket, okPacket, putRows } from './results.ts';

const SERVER_CAPS =
  CAP.LONG_PASSWORD |
  CAP.FOUND_ROWS |
  CAP.CONNECT_WITH_DB |
  CAP.PROTOCOL_41 |
  CAP.TRANSACTIONS |
  CAP.SECURE_CONNECTION |
  CAP.MULTI_STATEMENTS |
  CAP.MULTI_RESULTS |
  CAP.PLUGIN_AUTH |
  CAP.CONNECT_ATTRS |
  CAP.PLUGIN_AUTH_LENENC |
  CAP.DEPRECATE_EOF;
const PLUGIN = 'mysql_native_password';

export interface Accepted {
  readonly server: SqlServer;
  readonly process: Process;
  /** A line for the log about a client that went away. */
  readonly note: (text: string, id: number) => Task;
}

/** Serves a client to its end. */
export function* serveClient(a: Accepted, connection: Connection, local: boolean): Task {
  const { server } = a;
  const ch = new Channel(connection);
  const id = server.nextConnection++;
  let session: Session | undefined;
  try {
    const entered = yield* handshake(a, ch, id, local ? 'localhost' : connection.remote.ip);
    if (entered === undefined) return;
    session = entered.session;
    yield* commands(a, ch, session, entered.caps);
  } catch (error) {
    if (
      !(error instanceof Gone) &&
      !(error instanceof Error && 'code' in error && error.constructor.name === 'FsError')
    )
      throw error;
    if (session !== undefined)
      yield* a.note(
        `Aborted connection ${id} to db: '${session.db || 'unconnected'}' user: '${session.user}' host: '${session.host}' (Got an error reading communication packets)`,
        id,
      );
  } finally {
    session?.close();
    connection.close();
  }
}

function* handshake(
  a: Accepted,
  ch: Channel,
  id: number,
  host: string,
): Task<{ session: Session; caps: number } | undefined> {
  const { server } = a;
  const maria = server.flavor === 'mariadb';
  const scramble = server.options.kernel.random.bytes(20).map((b) => b & 127 || 1);
  const version = maria ? `5.5.5-${server.options.version}` : server.options.version;
  const [low, high] = [SERVER_CAPS & 0xffff, Math.floor(SERVER_CAPS / 65536)];
  ch.seq = 0;
  yield* ch.send(
    new Writer()
      .int(10, 1)
      .nul(version)
      .int(id, 4)
      .bytes(scramble.subarray(0, 8))
      .int(0, 1)
      .int(low, 2)
      .int(45, 1)
      .int(2, 2)
      .int(high, 2)
      .int(21, 1)
      .int(0, 10)
      .bytes(scramble.subarray(8))
      .int(0, 1)
      .nul(PLUGIN)
      .done(),
  );
  const answer = yield* ch.read(a.process.kernel.now + 10_000);
  if (answer === undefined) return undefined;
  const r = new Reader(answer);
  const caps = r.int(4);
  r.take(28);
  const user = r.nul();
  let proof: Uint8Array = caps & CAP.PLUGIN_AUTH_LENENC ? (r.lenBytes() ?? new Uint8Array(0)) : r.take(r.int(1));
  const db = caps & CAP.CONNECT_WITH_DB ? r.nul() : '';
  const plugin = caps & CAP.PLUGIN_AUTH && r.left > 0 ? r.nul() : PLUGIN;
  if (plugin !== PLUGIN) {
    yield* ch.send(new Writer().int(254, 1).nul(PLUGIN).bytes(scramble).int(0, 1).done());
    const again = yield* ch.read(a.process.kernel.now + 10_000);
    if (again === undefined) return undefined;
    proof = again;
  }
  const refuse = function* (code: number, state: string, message: string): Task<undefined> {
    yield* ch.send(errPacket({ code, state, message }));
    return undefined;
  };
  let account: Account | undefined = server.grants.match(user, host);
  if (server.grants.open)
    account ??= {
      user,
      host,
      hash: '',
      global: new Set(['ALL PRIVILEGES', 'GRANT OPTION']),
      dbs: new Map(),
      tables: new Map(),
    };
  else if (
    account === undefined ||
    (account.hash === 'socket' ? host !== 'localhost' : !proves(account.hash, proof, scramble))
  ) {
    // a host that no account allows is turned away before its password is looked at
    if (account === undefined && !server.grants.accounts.some((x) => server.grants.match(x.user, host) !== undefined))
      return yield* refuse(
        1130,
        'HY000',
        `Host '${host}' is not allowed to connect to this ${maria ? 'MariaDB' : 'MySQL'} server`,
      );
    yield* a.note(
      `Access denied for user '${user}'@'${host}' (using password: ${proof.length === 0 ? 'NO' : 'YES'})`,
      id,
    );
    return yield* refuse(
      1045,
      '28000',
      `Access denied for user '${user}'@'${host}' (using password: ${proof.length === 0 ? 'NO' : 'YES'})`,
    );
  }
  const session = new Session(server, id, user, host, account!);
  if (db !== '') {
    try {
      session.useDb(db);
    } catch (error) {
      session.close();
      if (!(error instanceof SqlError)) throw error;
      return yield* refuse(error.code, error.state, error.message);
    }
  }
  yield* ch.send(okPacket(session, ok('')));
  return { session, caps };
}

function* commands(a: Accepted, ch: Channel, s: Session, caps: number): Task {
  const { server } = a;
  let multi = (caps & CAP.MULTI_STATEMENTS) !== 0;
  for (;;) {
    ch.seq = 0;
    const wait = Number(s.vars.get('wait_timeout') ?? server.variables.get('wait_timeout')) * 1000;
    let packet: Uint8Array | undefined;
    try {
      packet = yield* ch.read(a.process.kernel.now + wait);
    } catch (error) {
      if (error instanceof Error && (error as { code?: string }).code === 'ETIMEDOUT') return;
      throw error;
    }
    if (packet === undefined || s.killed) return;
    // some work of the server for every command
    yield* waitFor([], a.process.kernel.now + 0.15);
    const command = packet[0];
    const body = packet.subarray(1);
    try {
      switch (command) {
        case COM.QUIT:
          return;
        case COM.PING:
          ch.put(okPacket(s, ok('')));
          break;
        case COM.INIT_DB:
          s.useDb(decode(body));
          ch.put(okPacket(s, ok('')));
          break;
        case COM.QUERY: {
          const text = decode(body);
          const parts = multi ? statements(text) : [text];
          for (let i = 0; i < parts.length; i++) {
            const more = i < parts.length - 1;
            const result: Result = yield* s.run(parts[i]!);
            if (result.kind === 'ok') ch.put(okPacket(s, result, more));
            else putRows(ch, s, caps, result, more);
          }
          break;
        }
        case COM.FIELD_LIST: {
          const r = new Reader(body);
          const t = s.table(undefined, r.nul(), 'SELECT');
          for (const c of t.columns)
            ch.put(columnPacket({ name: c.name, type: c.type, from: { table: t, column: c.name, alias: t.name } }));
          ch.put(eofPacket(s));
          break;
        }
        case COM.STATISTICS: {
          const v = new Map(statusVariables(server));
          ch.put(
            new Writer()
              .text(
                `Uptime: ${v.get('Uptime')}  Threads: ${v.get('Threads_connected')}  Questions: ${v.get('Questions')}  Slow queries: 0  Opens: ${v.get('Opened_tables')}  Open tables: ${v.get('Open_tables')}  Queries per second avg: ${(server.questions / Math.max(1, Number(v.get('Uptime')))).toFixed(3)}`,
              )
              .done(),
          );
          break;
        }
        case COM.SHUTDOWN:
          s.needGlobal('SHUTDOWN');
          server.stopping = true;
          ch.put(eofPacket(s));
          break;
        case COM.RESET_CONNECTION:
          s.rollback();
          s.userVars.clear();
          s.vars.clear();
          ch.put(okPacket(s, ok('')));
          break;
        // COM_SET_OPTION: multi statements on or off
        case 27:
          multi = body[0] === 0;
          ch.put(eofPacket(s));
          break;
        case COM.STMT_PREPARE:
          throw new SqlError(1295, 'HY000', 'drydock: prepared statements of the binary protocol are not simulated');
        default:
          throw new SqlError(1047, '08S01', 'Unknown command');
      }
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      ch.put(errPacket(error));
    }
    yield* ch.flush();
    if (s.killed) return;
  }
}

/** The statements of a text; one that cannot be divided stays whole, so that its error names the place. */
function statements(text: string): string[] {
  try {
    lex(text, 'mysql');
  } catch (error) {
    if (error instanceof LexError) return [text];
    throw error;
  }
  const parts = splitStatements(text, 'mysql');
  return parts.length === 0 ? [text] : parts;
}
