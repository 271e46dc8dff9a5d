// A client's side of the protocol: connecting over a socket file or TCP, and asking.

import { decode } from '../../../fs/bytes.ts';
import { FsError } from '../../../fs/node.ts';
import type { Task } from '../../../kernel/block.ts';
import type { Connection } from '../../../kernel/net.ts';
import type { Process } from '../../../kernel/process.ts';
import { resolveHost } from '../../../kernel/resolve.ts';
import { connectUnix } from '../../../kernel/unix.ts';
import { scrambled } from '../sql/grants.ts';
import { CAP, Channel, COM, Gone, Reader, Writer } from './packets.ts';

/** What the server (or the way to it) answered instead of a result. */
export class ClientError extends Error {
  constructor(
    readonly code: number,
    readonly state: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Target {
  readonly host: string | undefined;
  readonly port: number;
  readonly socket: string;
  readonly user: string;
  readonly password: string;
  readonly db: string;
  readonly protocol: 'tcp' | 'socket' | undefined;
  /** Seconds. */
  readonly timeout: number;
  /** Whose words the errors are in. */
  readonly maria: boolean;
}

export interface ClientColumn {
  readonly name: string;
  readonly type: number;
  readonly numeric: boolean;
  readonly table: string;
}
export type ClientResult =
  | { kind: 'rows'; columns: ClientColumn[]; rows: (Uint8Array | null)[][]; warnings: number; more: boolean }
  | { kind: 'ok'; affected: number; insertId: number; info: string; warnings: number; more: boolean };

const ERRNO: Record<string, number> = {
  ECONNREFUSED: 111,
  ETIMEDOUT: 110,
  EHOSTUNREACH: 113,
  ENETUNREACH: 101,
  ENOENT: 2,
  EACCES: 13,
  ECONNRESET: 104,
};

/** Text of `Can't connect`: MariaDB's client gives the number of a refused TCP connection as 115 (it connects without waiting). */
function* open(p: Process, t: Target): Task<Connection> {
  const local =
    t.protocol === 'socket' || (t.protocol === undefined && (t.host === undefined || t.host === 'localhost'));
  if (local) {
    try {
      return yield* connectUnix(p, t.socket);
    } catch (error) {
      if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
      throw new ClientError(
        2002,
        'HY000',
        `Can't connect to local ${t.maria ? '' : 'MySQL '}server through socket '${t.socket}' (${ERRNO[error.code] ?? 2})`,
      );
    }
  }
  const host = t.host ?? '127.0.0.1';
  const [ip] = resolveHost(p, host);
  if (ip === undefined)
    throw t.maria
      ? new ClientError(2005, 'HY000', `Unknown server host '${host}' (-2)`)
      : new ClientError(2005, 'HY000', `Unknown MySQL server host '${host}' (-2)`);
  try {
    return yield* p.kernel.net.connect(p, p.net, ip, t.port, t.timeout > 0 ? t.timeout * 1000 : undefined);
  } catch (error) {
    if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
    const n = ERRNO[error.code] ?? 111;
    throw t.maria
      ? new ClientError(2002, 'HY000', `Can't connect to server on '${host}' (${n === 111 ? 115 : n})`)
      : new ClientError(2003, 'HY000', `Can't connect to MySQL server on '${host}:${t.port}' (${n})`);
  }
}

export class Client {
  private constructor(
    private readonly channel: Channel,
    readonly serverVersion: string,
    readonly connectionId: number,
    readonly local: boolean,
    private readonly maria: boolean,
  ) {}

  /** Connects and logs in. @throws ClientError */
  static *connect(p: Process, t: Target): Task<Client> {
    const connection = yield* open(p, t);
    const ch = new Channel(connection);
    try {
      const hello = yield* ch.read(p.kernel.now + 60_000);
      if (hello === undefined) throw new Gone();
      if (hello[0] === 255) throw errorOf(hello);
      const r = new Reader(hello);
      if (r.int(1) !== 10) throw new Gone();
      const version = r.nul().replace(/^5\.5\.5-/, '');
      const id = r.int(4);
      const first = r.take(8);
      r.take(1 + 2 + 1 + 2 + 2 + 1 + 10);
      const scramble = new Uint8Array([...first, ...r.take(12)]);
      const caps =
        CAP.LONG_PASSWORD |
        CAP.PROTOCOL_41 |
        CAP.TRANSACTIONS |
        CAP.SECURE_CONNECTION |
        CAP.MULTI_STATEMENTS |
        CAP.MULTI_RESULTS |
        CAP.PLUGIN_AUTH |
        CAP.PLUGIN_AUTH_LENENC |
        (t.db === '' ? 0 : CAP.CONNECT_WITH_DB);
      const w = new Writer()
        .int(caps, 4)
        .int(1 << 24, 4)
        .int(45, 1)
        .int(0, 23)
        .nul(t.user)
        .lenText(scrambled(t.password, scramble));
      if (t.db !== '') w.nul(t.db);
      yield* ch.send(w.nul('mysql_native_password').done());
      let answer = yield* ch.read();
      if (answer !== undefined && answer[0] === 254) {
        const s = new Reader(answer.subarray(1));
        s.nul();
        yield* ch.send(scrambled(t.password, s.take(20)));
        answer = yield* ch.read();
      }
      if (answer === undefined) throw new Gone();
      if (answer[0] === 255) throw errorOf(answer);
      return new Client(ch, version, id, connection.remote.ip === '', t.maria);
    } catch (error) {
      connection.close();
      if (error instanceof Gone || (error instanceof FsError && error.code !== 'EINTR'))
        throw new ClientError(
          2013,
          'HY000',
          `Lost connection to ${t.maria ? '' : 'MySQL '}server at ${t.maria ? "'handshake: reading initial communication packet', system error: 11" : "'reading initial communication packet', system error: 0"}`,
        );
      throw error;
    }
  }

  private *ask(command: number, body: string): Task<Uint8Array> {
    this.channel.seq = 0;
    try {
      yield* this.channel.send(new Writer().int(command, 1).text(body).done());
      const answer = yield* this.channel.read();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!(error instanceof Gone) && !(error instanceof FsError && error.code !== 'EINTR')) throw error;
    }
    throw this.lost();
  }
  private lost(): ClientError {
    return this.maria
      ? new ClientError(2006, 'HY000', 'Server has gone away')
      : new ClientError(2013, 'HY000', 'Lost connection to MySQL server during query');
  }

  /** Sends a text and reads its first result; `more` says that `next` has another. @throws ClientError */
  *query(text: string): Task<ClientResult> {
    return yield* this.result(yield* this.ask(COM.QUERY, text));
  }
  *next(): Task<ClientResult> {
    const answer = yield* this.packet();
    return yield* this.result(answer);
  }
  private *packet(): Task<Uint8Array> {
    try {
      const answer = yield* this.channel.read();
      if (answer !== undefined) return answer;
    } catch (error) {
      if (!(error instanceof Gone) && !(error instanceof FsError && error.code !== 'EINTR')) throw error;
    }
    throw this.lost();
  }

  private *result(head: Uint8Array): Task<ClientResult> {
    if (head[0] === 255) throw errorOf(head);
    const r = new Reader(head);
    if (head[0] === 0 || (head[0] === 254 && head.length < 9)) {
      r.int(1);
      if (head[0] === 254) return { kind: 'ok', affected: 0, insertId: 0, info: '', warnings: 0, more: false };
      const affected = r.lenenc() ?? 0;
      const insertId = r.lenenc() ?? 0;
      const status = r.int(2);
      const warnings = r.int(2);
      return { kind: 'ok', affected, insertId, warnings, info: decode(r.rest()), more: (status & 8) !== 0 };
    }
    const n = r.lenenc() ?? 0;
    const columns: ClientColumn[] = [];
    for (let i = 0; i < n; i++) {
      const c = new Reader(yield* this.packet());
      c.lenBytes();
      c.lenBytes();
      const table = decode(c.lenBytes() ?? new Uint8Array(0));
      c.lenBytes();
      const name = decode(c.lenBytes() ?? new Uint8Array(0));
      c.lenBytes();
      c.take(1 + 2 + 4);
      const type = c.int(1);
      columns.push({ name, type, table, numeric: [0, 1, 2, 3, 4, 5, 8, 9, 13, 16, 246].includes(type) });
    }
    yield* this.packet();
    const rows: (Uint8Array | null)[][] = [];
    for (;;) {
      const row = yield* this.packet();
      if (row[0] === 254 && row.length < 9) {
        const e = new Reader(row.subarray(1));
        const warnings = e.int(2);
        return { kind: 'rows', columns, rows, warnings, more: (e.int(2) & 8) !== 0 };
      }
      if (row[0] === 255) throw errorOf(row);
      const x = new Reader(row);
      rows.push(columns.map(() => x.lenBytes()));
    }
  }

  /** Changes the database. @throws ClientError */
  *use(db: string): Task {
    const a = yield* this.ask(COM.INIT_DB, db);
    if (a[0] === 255) throw errorOf(a);
  }
  *ping(): Task {
    yield* this.ask(COM.PING, '');
  }
  *statistics(): Task<string> {
    return decode(yield* this.ask(COM.STATISTICS, ''));
  }
  *shutdown(): Task {
    const a = yield* this.ask(COM.SHUTDOWN, '');
    if (a[0] === 255) throw errorOf(a);
  }
  *close(): Task {
    this.channel.seq = 0;
    try {
      yield* this.channel.send(new Writer().int(COM.QUIT, 1).done());
    } catch (error) {
      if (!(error instanceof Gone) && !(error instanceof FsError)) throw error;
    }
    this.channel.connection.close();
  }
}

function errorOf(packet: Uint8Array): ClientError {
  const r = new Reader(packet.subarray(1));
  const code = r.int(2);
  const text = decode(r.rest());
  return text.startsWith('#')
    ? new ClientError(code, text.slice(1, 6), text.slice(6))
    : new ClientError(code, 'HY000', text);
}
