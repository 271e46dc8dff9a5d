// The data directory of PostgreSQL, and initdb that makes one.

import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encode } from '../../../fs/bytes.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import type { Program } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { reader, userName } from '../../../kernel/users.ts';
import type { Layout } from '../sql/datadir.ts';
import { Grants } from '../sql/grants.ts';

export const ROLES_FILE = 'global/pg_authid';

/** The version of the installed server or client. */
export function versionOf(p: Process): string {
  const node = p.fs.tryStat('/usr/share/postgresql/VERSION');
  return node?.kind === 'file' ? new TextDecoder().decode(node.data).trim() : '17.6';
}

/** `md5` and 32 digits: what is kept of a password. */
export const roleHash = (user: string, password: string): string =>
  password === '' ? '' : `md5${bytesToHex(md5(encode(password + user)))}`;

/** Databases are folders with numbers; a file in each tells its name. */
export function postgresLayout(): Layout {
  const oids = new Map<string, number>();
  let next = 16384;
  return {
    log: 'pg_wal/000000010000000000000001',
    meta: 'global/pg_control',
    folder: (db) => {
      let oid = oids.get(db);
      if (oid === undefined) oids.set(db, (oid = next++));
      return `base/${oid}`;
    },
    databases: (p, dir) =>
      p.fs.readdir(join(dir, 'base')).flatMap((n) => {
        const node = p.fs.tryStat(join(join(dir, 'base'), `${n}/pg_filenode.map`));
        if (node?.kind !== 'file') return [];
        const name = new TextDecoder().decode(node.data).trim();
        oids.set(name, Number(n));
        next = Math.max(next, Number(n) + 1);
        return [name];
      }),
    definition: '.def',
    rows: '',
    databaseFile: (db) => ({ name: 'pg_filenode.map', text: `${db.name}\n` }),
    readDatabase: (name) => ({ name, tables: new Map(), charset: 'UTF8', collate: 'en_US.utf8' }),
    fileName: (t) => encodeURIComponent(t),
  };
}

/** Fills a directory. @throws FsError */
function fill(
  p: Process,
  dir: string,
  user: string,
  password: string,
  major: string,
  local: string,
  host: string,
): void {
  const file = (name: string, text: string): void => p.fs.writeFile(join(dir, name), encode(text), 0o600);
  for (const d of [
    'base',
    'base/1',
    'base/4',
    'base/5',
    'global',
    'pg_wal',
    'pg_xact',
    'pg_multixact',
    'pg_tblspc',
    'pg_stat',
    'pg_logical',
    'pg_notify',
    'pg_replslot',
    'pg_twophase',
    'pg_subtrans',
    'pg_serial',
    'pg_snapshots',
    'pg_dynshmem',
    'pg_commit_ts',
    'pg_stat_tmp',
  ])
    p.fs.mkdir(join(dir, d), 0o700);
  file('PG_VERSION', `${major}\n`);
  ['template1', 'template0', 'postgres'].forEach((n, i) => file(`base/${[1, 4, 5][i]}/pg_filenode.map`, `${n}\n`));
  file('global/pg_control', '{"drydock":1,"next":1,"lsn":1}\n');
  file('pg_wal/000000010000000000000001', '');
  const roles = new Grants();
  roles.create(user, '%', roleHash(user, password)).global.add('SUPERUSER');
  file(ROLES_FILE, roles.toText());
  file(
    'pg_hba.conf',
    `# TYPE  DATABASE        USER            ADDRESS                 METHOD\nlocal   all             all                                     ${local}\nhost    all             all             127.0.0.1/32            ${host}\nhost    all             all             ::1/128                 ${host}\nlocal   replication     all                                     ${local}\n`,
  );
  file('pg_ident.conf', '');
  file('postgresql.auto.conf', '');
  file(
    'postgresql.conf',
    "listen_addresses = '*'\n#port = 5432\nmax_connections = 100\nshared_buffers = 128MB\nlog_timezone = 'Etc/UTC'\ndatestyle = 'iso, mdy'\ntimezone = 'Etc/UTC'\n",
  );
}

export const initdb: Program = function* (p) {
  const args = [...p.args];
  let dir = p.getenv('PGDATA') ?? '';
  let user = userName(reader(p), p.euid);
  let password = '';
  let local = 'trust',
    host = 'trust';
  while (args.length > 0) {
    const a = args.shift()!;
    const [name, inline] =
      a.startsWith('--') && a.includes('=')
        ? [a.slice(0, a.indexOf('=')), a.slice(a.indexOf('=') + 1)]
        : [a, undefined];
    const value = (): string => inline ?? args.shift() ?? '';
    if (name === '-D' || name === '--pgdata') dir = value();
    else if (name === '-U' || name === '--username') user = value();
    else if (name === '--pwfile') {
      const path = value();
      try {
        const fd = yield* p.open(path, { read: true });
        password = new TextDecoder().decode(yield* p.readAll(fd)).replace(/\n[\s\S]*$/, '');
        p.closeFd(fd);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        yield* p.eprint(`initdb: error: could not open file "${path}" for reading: ${errnoText(error.code)}\n`);
        return 1;
      }
    } else if (name === '-A' || name === '--auth') local = host = value();
    else if (name === '--auth-local') local = value();
    else if (name === '--auth-host') host = value();
    else if (
      [
        '-E',
        '--encoding',
        '--locale',
        '--lc-collate',
        '--lc-ctype',
        '--locale-provider',
        '--icu-locale',
        '--wal-segsize',
      ].includes(name)
    )
      value();
    else if (['-k', '--data-checksums', '--no-locale', '-N', '--no-sync', '--no-instructions'].includes(name)) continue;
    else if (!a.startsWith('-')) dir = a;
    else {
      yield* p.eprint(`initdb: unrecognized option '${a}'\nTry "initdb --help" for more information.\n`);
      return 1;
    }
  }
  if (p.euid === 0) {
    yield* p.eprint(
      'initdb: error: cannot be run as root\ninitdb: hint: Please log in (using, e.g., "su") as the (unprivileged) user that will own the server process.\n',
    );
    return 1;
  }
  if (dir === '') {
    yield* p.eprint('initdb: error: no data directory specified\n');
    return 1;
  }
  yield* p.print(
    `The files belonging to this database system will be owned by user "${userName(reader(p), p.euid)}".\nThis user must also own the server process.\n\nThe database cluster will be initialized with locale "en_US.utf8".\nThe default database encoding has accordingly been set to "UTF8".\nThe default text search configuration will be set to "english".\n\nData page checksums are disabled.\n\n`,
  );
  try {
    if (p.fs.isDir(dir) && p.fs.readdir(dir).length > 0) {
      yield* p.eprint(
        `initdb: error: directory "${dir}" exists but is not empty\ninitdb: hint: If you want to create a new database system, either remove or empty the directory "${dir}" or run initdb with an argument other than "${dir}".\n`,
      );
      return 1;
    }
    const steps: [string, number][] = [
      [p.fs.isDir(dir) ? `fixing permissions on existing directory ${dir}` : `creating directory ${dir}`, 10],
      ['creating subdirectories', 10],
    ];
    for (const [text, ms] of steps) {
      yield* p.print(`${text} ... `);
      yield* p.sleep(ms);
      yield* p.print('ok\n');
    }
    if (!p.fs.isDir(dir)) p.fs.mkdirp(dir, 0o700);
    fill(p, dir, user, password, versionOf(p).split('.')[0]!, local, host);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.print('\n');
    yield* p.eprint(`initdb: error: could not change permissions of directory "${dir}": ${errnoText(error.code)}\n`);
    return 1;
  }
  yield* p.print(
    'selecting dynamic shared memory implementation ... posix\nselecting default "max_connections" ... 100\nselecting default "shared_buffers" ... 128MB\nselecting default time zone ... Etc/UTC\ncreating configuration files ... ok\n',
  );
  for (const [text, ms] of [
    ['running bootstrap script', 500],
    ['performing post-bootstrap initialization', 700],
    ['syncing data to disk', 200],
  ] as const) {
    yield* p.print(`${text} ... `);
    yield* p.sleep(ms);
    yield* p.print('ok\n');
  }
  yield* p.print('\n');
  if (local === 'trust')
    yield* p.eprint(
      'initdb: warning: enabling "trust" authentication for local connections\ninitdb: hint: You can change this by editing pg_hba.conf or using the option -A, or --auth-local and --auth-host, the next time you run initdb.\n',
    );
  yield* p.print(
    `\nSuccess. You can now start the database server using:\n\n    pg_ctl -D ${dir} -l logfile start\n\n`,
  );
  return 0;
};
