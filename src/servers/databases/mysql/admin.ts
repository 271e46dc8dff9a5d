// mariadb-admin and mysqladmin: ping, status, shutdown and their kin.

import { FsError } from '../../../fs/node.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { Client, ClientError, type ClientColumn } from './client.ts';
import { askPassword, BadOption, type ClientOptions, clientOptions, target } from './clientopts.ts';
import { versionOf } from './options.ts';
import { bordered } from './print.ts';

const SHORT = {
  s: 'silent',
  f: 'force',
  i: 'sleep=',
  w: 'wait=?',
  r: 'relative',
  c: 'count=',
  b: 'no-beep',
  E: 'vertical',
};
const LONG = [
  'silent',
  'force',
  'sleep=',
  'wait=?',
  'relative',
  'count=',
  'no-beep',
  'vertical',
  'shutdown-timeout=',
  'local',
];

function* table(p: Process, client: Client, sql: string): Task {
  const r = yield* client.query(sql);
  if (r.kind === 'rows')
    yield* p.print(
      bordered(
        r.columns.map((c): ClientColumn => c),
        r.rows,
        true,
      ),
    );
}

/** One command of the line; the words that it took. */
function* command(p: Process, client: Client, words: readonly string[], maria: boolean, silent: boolean): Task<number> {
  const [name = '', arg] = words;
  switch (name) {
    case 'ping':
      yield* client.ping();
      if (!silent) yield* p.print(`${maria ? 'mysqld' : 'mysqld'} is alive\n`);
      return 1;
    case 'status':
      yield* p.print(`${yield* client.statistics()}\n`);
      return 1;
    case 'version': {
      const v = versionOf(p, !maria);
      yield* p.print(
        `${p.name}  Ver ${maria ? '10.0 Distrib ' : ''}${v}${maria ? ', for debian-linux-gnu on x86_64' : ' for Linux on x86_64 (MySQL Community Server - GPL)'}\nCopyright (c) 2000, 2018, Oracle, MariaDB Corporation Ab and others.\n\nServer version\t\t${client.serverVersion}\nProtocol version\t10\nConnection\t\t${client.local ? 'Localhost via UNIX socket' : 'via TCP/IP'}\n\n${yield* client.statistics()}\n`,
      );
      return 1;
    }
    case 'shutdown':
      yield* client.shutdown();
      return 1;
    case 'processlist':
      yield* table(p, client, 'SHOW PROCESSLIST');
      return 1;
    case 'variables':
      yield* table(p, client, 'SHOW VARIABLES');
      return 1;
    case 'extended-status':
      yield* table(p, client, 'SHOW GLOBAL STATUS');
      return 1;
    case 'create':
      yield* client.query(`CREATE DATABASE \`${arg ?? ''}\``);
      return 2;
    case 'drop':
      yield* client.query(`DROP DATABASE \`${arg ?? ''}\``);
      yield* p.print(`Database "${arg ?? ''}" dropped\n`);
      return 2;
    case 'flush-privileges':
    case 'reload':
      yield* client.query('FLUSH PRIVILEGES');
      return 1;
    case 'flush-tables':
    case 'refresh':
    case 'flush-hosts':
    case 'flush-logs':
    case 'flush-status':
      yield* client.query('FLUSH TABLES');
      return 1;
    case 'kill':
      for (const id of (arg ?? '').split(',')) yield* client.query(`KILL ${Number(id)}`);
      return 2;
    case 'password': {
      const next = arg ?? (yield* askPassword(p, 'New password: '));
      if (arg === undefined && next !== (yield* askPassword(p, 'Confirm new password: ')))
        throw new ClientError(0, '', "Passwords don't match");
      yield* client.query(`SET PASSWORD = PASSWORD('${next.replace(/[\\']/g, '\\$&')}')`);
      return 2;
    }
    default:
      yield* p.eprint(`${p.name}: Unknown command: '${name}'\n`);
      return 0;
  }
}

export function adminProgram(maria: boolean): Program {
  return function* (p) {
    let o: ClientOptions;
    try {
      o = clientOptions(p, {
        short: SHORT,
        long: LONG,
        groups: maria ? ['mysqladmin', 'mariadb-admin'] : ['mysqladmin'],
      });
    } catch (error) {
      if (!(error instanceof BadOption)) throw error;
      yield* p.eprint(`${error.message}\n`);
      return 1;
    }
    if (o.has('version')) {
      yield* p.print(
        `${p.name}  Ver ${maria ? '10.0 Distrib ' : ''}${versionOf(p, !maria)}${maria ? ', for debian-linux-gnu on x86_64' : ' for Linux on x86_64 (MySQL Community Server - GPL)'}\n`,
      );
      return 0;
    }
    if (o.rest.length === 0 || o.has('help')) {
      yield* p.print(
        `${p.name}  Ver ${versionOf(p, !maria)}\n\nAdministration program for the ${maria ? 'mariadbd' : 'mysqld'} daemon.\nUsage: ${p.name} [OPTIONS] command command....\n\nWhere command is a one or more of: create databasename, drop databasename, extended-status, flush-privileges, kill id, password, ping, processlist, reload, refresh, shutdown, status, variables, version\n`,
      );
      return o.has('help') ? 0 : 1;
    }
    if (!maria && o.get('password') !== undefined && p.args.some((a) => /^-p.|^--password=./.test(a)))
      yield* p.eprint(`${p.name}: [Warning] Using a password on the command line interface can be insecure.\n`);
    const t = yield* target(p, o, maria, '');
    let client: Client | undefined;
    let waits = o.has('wait') ? Number(o.get('wait') ?? 1e6) : 0;
    while (client === undefined) {
      try {
        client = yield* Client.connect(p, t);
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (error.code === 1045 && o.rest[0] === 'ping') {
          // a server that refuses is alive all the same
          if (!o.has('silent')) yield* p.print(`mysqld is alive\n`);
          return 0;
        }
        if (waits-- > 0 && error.code !== 1045) {
          yield* p.sleep(1000);
          continue;
        }
        if (o.has('silent')) return 1;
        const where = t.protocol !== 'tcp' && (t.host === undefined || t.host === 'localhost') ? 'localhost' : t.host;
        const hint =
          error.code === 2002 && where === 'localhost'
            ? `Check that ${maria ? 'mariadbd' : 'mysqld'} is running and that the socket: '${t.socket}' exists!\n`
            : error.code === 2002 || error.code === 2003
              ? `Check that ${maria ? 'mariadbd' : 'mysqld'} is running on ${where} and that the port is ${t.port}.\nYou can check this by doing 'telnet ${where} ${t.port}'\n`
              : '';
        yield* p.eprint(`${p.argv[0]}: connect to server at '${where}' failed\nerror: '${error.message}'\n${hint}`);
        return 1;
      }
    }
    const words = [...o.rest];
    try {
      while (words.length > 0) {
        const n = yield* command(p, client, words, maria, o.has('silent'));
        if (n === 0) return 1;
        words.splice(0, n);
      }
      yield* client.close();
    } catch (error) {
      if (error instanceof FsError) throw error;
      if (!(error instanceof ClientError)) throw error;
      yield* p.eprint(`${p.argv[0]}: ${words[0]} failed; error: '${error.message}'\n`);
      return 1;
    }
    return 0;
  };
}
