// Options of mariadbd and mysqld, from the command line and option files, and what they set.

import type { Process } from '../../../kernel/process.ts';
import type { SqlServer } from '../sql/server.ts';

/** Options that are names of no variable, or whose variable is called otherwise. */
const KNOWN = new Set([
  'user',
  'skip-networking',
  'skip-grant-tables',
  'skip-name-resolve',
  'skip-host-cache',
  'host-cache-size',
  'console',
  'datadir',
  'socket',
  'pid-file',
  'port',
  'bind-address',
  'basedir',
  'log-error',
  'character-set-server',
  'collation-server',
  'default-time-zone',
  'wsrep-on',
  'expire-logs-days',
  'skip-slave-start',
  'innodb-buffer-pool-load-at-startup',
  'innodb-use-native-aio',
  'skip-ssl',
  'ssl',
  'skip-log-error',
  'symbolic-links',
  'skip-external-locking',
  'plugin-load-add',
  'plugin-load',
  'default-authentication-plugin',
  'authentication-policy',
  'mysqlx',
  'log-bin',
  'skip-log-bin',
  'server-id',
  'binlog-format',
  'init-file',
  'tmpdir',
  'lc-messages-dir',
  'lc-messages',
  'skip-character-set-client-handshake',
  'event-scheduler',
  'performance-schema',
  'innodb-fast-shutdown',
  'defaults-file',
  'defaults-extra-file',
  'no-defaults',
  'daemonize',
  'character-set-client-handshake',
  'require-secure-transport',
  'secure-file-priv',
  'mysql-native-password',
  'key-buffer-size',
  'thread-stack',
  'sort-buffer-size',
  'read-buffer-size',
  'join-buffer-size',
  'tmp-table-size',
  'max-heap-table-size',
  'innodb-log-buffer-size',
  'innodb-file-format',
  'innodb-large-prefix',
  'innodb-flush-method',
  'max-connect-errors',
  'open-files-limit',
  'table-definition-cache',
  'query-cache-limit',
  'skip-stack-trace',
  'transaction-isolation',
  'sql-mode',
  'max-binlog-size',
  'log-output',
  'slow-query-log-file',
  'general-log-file',
  'innodb-read-only',
  'feedback',
  'innodb-strict-mode',
  'innodb-autoinc-lock-mode',
  'innodb-buffer-pool-instances',
  'innodb-io-capacity',
  'innodb-print-all-deadlocks',
  'default-storage-engine',
]);

export interface Settings {
  datadir: string;
  socket: string;
  port: number;
  bind: string;
  networking: boolean;
  grants: boolean;
  pidFile: string;
  initialize: 'secure' | 'insecure' | undefined;
  user: string | undefined;
  initFile: string | undefined;
  variables: [string, string][];
}

export function settings(p: Process, maria: boolean, all: readonly [string, string | undefined][]): Settings {
  const run = maria ? '/run/mysqld' : '/var/run/mysqld';
  const s: Settings = {
    datadir: '/var/lib/mysql',
    socket: `${run}/mysqld.sock`,
    port: 3306,
    bind: '',
    networking: true,
    grants: true,
    pidFile: `${run}/mysqld.pid`,
    initialize: undefined,
    user: undefined,
    initFile: undefined,
    variables: [],
  };
  for (const [raw, value] of all) {
    const name = raw.replace(/^loose-/, '');
    switch (name) {
      case 'datadir':
        s.datadir = (value ?? s.datadir).replace(/\/$/, '');
        break;
      case 'socket':
        s.socket = value ?? s.socket;
        break;
      case 'port':
        s.port = Number(value);
        break;
      case 'bind-address':
        s.bind = value ?? '';
        break;
      case 'skip-networking':
        s.networking = /^(0|off|false)$/i.test(value ?? '');
        break;
      case 'skip-grant-tables':
        s.grants = false;
        break;
      case 'pid-file':
        s.pidFile = value ?? s.pidFile;
        break;
      case 'initialize':
        s.initialize = 'secure';
        break;
      case 'initialize-insecure':
        s.initialize = 'insecure';
        break;
      case 'user':
        s.user = value;
        break;
      case 'init-file':
        s.initFile = value;
        break;
      default:
        s.variables.push([name.replace(/-/g, '_'), value ?? 'ON']);
    }
  }
  return s;
}

/** An option that this server does not have; undefined when all are known. */
export function unknownOption(server: SqlServer, all: readonly [string, string | undefined][]): string | undefined {
  for (const [name, value] of all) {
    if (name.startsWith('loose-')) continue;
    const plain = name.replace(/^(skip|enable|disable)-/, '');
    if (
      KNOWN.has(name) ||
      KNOWN.has(plain) ||
      name.startsWith('initialize') ||
      ['help', 'verbose', 'version'].includes(name)
    )
      continue;
    if (
      server.variables.has(name.replace(/-/g, '_')) ||
      server.variables.has(plain.replace(/-/g, '_')) ||
      /^(innodb|aria|binlog|wsrep|performance-schema|ssl|slave|replicate|log|myisam|rpl|relay)-/.test(name)
    )
      continue;
    return value === undefined ? `unknown option '--${name}'` : `unknown variable '${name}=${value}'`;
  }
  return undefined;
}

export function apply(server: SqlServer, s: Settings): void {
  const v = server.variables;
  v.set('datadir', `${s.datadir}/`);
  v.set('socket', s.socket);
  v.set('port', String(s.networking ? s.port : 0));
  v.set('pid_file', s.pidFile);
  v.set('skip_networking', s.networking ? 'OFF' : 'ON');
  if (s.bind !== '') v.set('bind_address', s.bind);
  for (const [name, value] of s.variables) {
    const size = /^(\d+)([KMG])$/i.exec(value);
    const text =
      size === null
        ? value
        : String(Number(size[1]) * 1024 ** ({ K: 1, M: 2, G: 3 } as Record<string, number>)[size[2]!.toUpperCase()]!);
    if (v.has(name))
      v.set(
        name,
        /^(on|true|1)$/i.test(text) && /^(ON|OFF)$/.test(v.get(name)!)
          ? 'ON'
          : /^(off|false|0)$/i.test(text) && /^(ON|OFF)$/.test(v.get(name)!)
            ? 'OFF'
            : text,
      );
    if (name === 'character_set_server') v.set('character_set_database', text);
  }
}
