// A client's side of PostgreSQL's protocol.

import { decode } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Connection } from '../../../kernel/net.ts';
import type { Process } from '../../../kernel/process.ts';
import { resolveHost } from '../../../kernel/resolve.ts';
import { connectUnix } from '../../../kernel/unix.ts';
import { SOCKET_DIR } from './server.ts';
import { Channel, cstr, cstrings, int32, read16, read32 } from './wire.ts';

export interface Target {
  readonly host: string | undefined;
  readonly port: number;
  readonly user: string;
  readonly db: string;
  /** Asked for when the server wants one; undefined when there is none. */
  password(): Task<string | undefined>;
}

/** Why there is no connection: the text after `psql: error: `. */
export class NoConnection extends Error {}
/** What the server answered: its fields by letter. */
export class ServerError extends Error {
  constructor(readonly fields: ReadonlyMap<string, string>) {
    super(fields.get('M') ?? '');
  }
}
export interface PgColumn {
  readonly name: string;
  readonly oid: number;
}
export type PgResult = { columns: PgColumn[] | undefined; rows: (string | null)[][]; tag: string };

function fieldsOf(body: Uint8Array): Map<string, string> {
  const out = new Map<string, string>();
  for (const f of cstrings(body)) if (f !== '') out.set(f[0]!, f.slice(1));
  return out;
}

export class PgClient {
  status = 'I';
  readonly params = new Map<string, string>();
  private constructor(
    private readonly ch: Channel,
    readonly where: string,
  ) {}

  /** @throws NoConnection */
  static *connect(p: Process, t: Target): Task<PgClient> {
    let connection: Connection;
    let where: string;
    if (t.host === undefined || t.host.startsWith('/')) {
      const path = `${t.host ?? SOCKET_DIR}/.s.PGSQL.${t.port}`;
      where = `on socket "${path}"`;
      try {
        connection = yield* connectUnix(p, path);
      } catch (error) {
        if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
        throw new NoConnection(
          `connection to server ${where} failed: ${errnoText(error.code)}\n\tIs the server running locally and accepting connections on that socket?`,
        );
      }
    } else {
      const [ip] = resolveHost(p, t.host);
      if (ip === undefined)
        throw new NoConnection(`could not translate host name "${t.host}" to address: Name or service not known`);
      where = `at "${t.host}"${ip === t.host ? '' : ` (${ip})`}, port ${t.port}`;
      try {
        connection = yield* p.kernel.net.connect(p, p.net, ip, t.port);
      } catch (error) {
        if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
        throw new NoConnection(
          `connection to server ${where} failed: ${errnoText(error.code)}\n\tIs the server running on that host and accepting TCP/IP connections?`,
        );
      }
    }
    const ch = new Channel(connection);
    const client = new PgClient(ch, where);
    const hello = [int32(196608), cstr('user'), cstr(t.user), cstr('database'), cstr(t.db), new Uint8Array(1)];
    ch.raw(int32(4 + hello.reduce((n, b) => n + b.length, 0)));
    for (const b of hello) ch.raw(b);
    try {
      yield* ch.flush();
      for (;;) {
        const m = yield* ch.read();
        if (m === undefined)
          throw new NoConnection(
            `connection to server ${where} failed: server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.`,
          );
        if (m.type === 'E') {
          const f = fieldsOf(m.body);
          throw new NoConnection(`connection to server ${where} failed: ${f.get('S')}:  ${f.get('M')}`);
        }
        if (m.type === 'R' && read32(m.body, 0) === 3) {
          const given = yield* t.password();
          if (given === undefined)
            throw new NoConnection(`connection to server ${where} failed: fe_sendauth: no password supplied`);
          ch.put('p', cstr(given));
          yield* ch.flush();
        }
        if (m.type === 'S') {
          const [k = '', v = ''] = cstrings(m.body);
          client.params.set(k, v);
        }
        if (m.type === 'Z') return client;
      }
    } catch (error) {
      connection.close();
      if (error instanceof FsError && error.code !== 'EINTR')
        throw new NoConnection(`connection to server ${where} failed: ${errnoText(error.code)}`);
      throw error;
    }
  }

  /** Sends statements; results and notices are handed over as they come. @throws ServerError at the first that fails, NoConnection */
  *query(text: string, result: (r: PgResult) => Task, notice: (f: ReadonlyMap<string, string>) => Task): Task {
    this.ch.put('Q', cstr(text));
    yield* this.ch.flush();
    let columns: PgColumn[] | undefined;
    let rows: (string | null)[][] = [];
    let failed: ServerError | undefined;
    for (;;) {
      const m = yield* this.ch.read();
      if (m === undefined)
        throw new NoConnection(
          'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.',
        );
      switch (m.type) {
        case 'T': {
          columns = [];
          let at = 2;
          for (let i = 0; i < read16(m.body, 0); i++) {
            const end = m.body.indexOf(0, at);
            columns.push({ name: decode(m.body.subarray(at, end)), oid: read32(m.body, end + 7) });
            at = end + 19;
          }
          break;
        }
        case 'D': {
          const row: (string | null)[] = [];
          let at = 2;
          for (let i = 0; i < read16(m.body, 0); i++) {
            const n = read32(m.body, at);
            at += 4;
            row.push(n < 0 ? null : decode(m.body.subarray(at, at + n)));
            if (n > 0) at += n;
          }
          rows.push(row);
          break;
        }
        case 'C': {
          const [tag = ''] = cstrings(m.body);
          yield* result({ columns, rows, tag });
          columns = undefined;
          rows = [];
          break;
        }
        case 'N':
          yield* notice(fieldsOf(m.body));
          break;
        case 'E':
          failed = new ServerError(fieldsOf(m.body));
          break;
        case 'Z':
          this.status = String.fromCharCode(m.body[0]!);
          if (failed !== undefined) throw failed;
          return;
        default:
      }
    }
  }
  /** Rows of one query. */
  *rows(text: string): Task<PgResult> {
    let out: PgResult = { columns: undefined, rows: [], tag: '' };
    yield* this.query(
      text,
      function* (r) {
        out = r;
      },
      function* () {},
    );
    return out;
  }
  *close(): Task {
    this.ch.put('X');
    try {
      yield* this.ch.flush();
    } catch {
      // gone already
    }
    this.ch.connection.close();
  }
}
