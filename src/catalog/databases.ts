// What the database images have: servers, clients, their users and folders, configuration, and the scripts that start them.

import type { Content, Files } from './contents.ts';
import { MARIADB_HEALTHCHECK, mysqlEntrypoint, POSTGRES_ENTRYPOINT, REDIS_ENTRYPOINT } from './dbscripts.ts';
import type { Entry } from './derived.ts';

const exe = (text: string): Content => ({ text, mode: 0o755 });
const at = (dir: string, ...names: string[]): Files =>
  Object.fromEntries(names.map((n): [string, Content] => [`${dir}/${n}`, { program: n }]));

/** A user of the image's own, with its group. */
function account(name: string, id: number, home: string, shell: string): Files {
  return {
    '/etc/passwd': { append: `${name}:x:${id}:${id}::${home}:${shell}\n` },
    '/etc/group': { append: `${name}:x:${id}:\n` },
  };
}

function env(e: Entry, name: string): string {
  const all = (e.config['Env'] as string[] | undefined) ?? [];
  return all.find((x) => x.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/** The names of MySQL, which MariaDB's programs had beside their own until 10.11. */
const OLD_NAMES: Files = {
  '/usr/sbin/mysqld': { link: 'mariadbd' },
  '/usr/bin/mysql': { link: 'mariadb' },
  '/usr/bin/mysqladmin': { link: 'mariadb-admin' },
  '/usr/bin/mysqldump': { link: 'mariadb-dump' },
  '/usr/bin/mysql_install_db': { link: 'mariadb-install-db' },
};

function mariadb(e: Entry): Files {
  // 1:12.0.2+maria~ubu2404 calls itself 12.0.2-MariaDB-ubu2404
  const [, number = '12.0.2', os = 'ubu2404'] =
    /^(?:\d+:)?([\d.]+)\+maria~(\w+)$/.exec(env(e, 'MARIADB_VERSION')) ?? [];
  return {
    ...(Number(number.split('.')[0]) < 11 ? OLD_NAMES : {}),
    ...account('mysql', 999, '/home/mysql', '/bin/sh'),
    ...at('/usr/sbin', 'mariadbd'),
    ...at('/usr/bin', 'mariadb', 'mariadb-admin', 'mariadb-dump', 'mariadb-install-db'),
    ...at('/usr/local/bin', 'gosu'),
    '/usr/share/mysql/VERSION': `${number}-MariaDB-${os}\n`,
    '/var/lib/mysql': { dir: 0o755, uid: 999, gid: 999 },
    '/run/mysqld': { dir: 0o1777, uid: 999, gid: 999 },
    '/docker-entrypoint-initdb.d': { dir: 0o755 },
    '/etc/mysql/my.cnf': { link: 'mariadb.cnf' },
    '/etc/mysql/mariadb.cnf':
      '[client-server]\nsocket = /run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/mariadb.conf.d/\n!includedir /etc/mysql/conf.d/\n',
    '/etc/mysql/conf.d': { dir: 0o755 },
    '/etc/mysql/mariadb.conf.d/05-skipcache.cnf': '[mariadb]\nhost-cache-size = 0\nskip-name-resolve\n',
    '/usr/local/bin/docker-entrypoint.sh': exe(mysqlEntrypoint(true)),
    '/usr/local/bin/healthcheck.sh': exe(MARIADB_HEALTHCHECK),
  };
}

function mysql(e: Entry): Files {
  return {
    ...account('mysql', 999, '/var/lib/mysql', '/bin/false'),
    ...at('/usr/sbin', 'mysqld'),
    ...at('/usr/bin', 'mysql', 'mysqladmin', 'mysqldump'),
    ...at('/usr/local/bin', 'gosu'),
    '/usr/share/mysql/VERSION': `${env(e, 'MYSQL_VERSION').replace(/-.*/, '') || '8.4.7'}\n`,
    '/var/lib/mysql': { dir: 0o755, uid: 999, gid: 999 },
    '/var/run': { link: '/run' },
    '/run/mysqld': { dir: 0o1777, uid: 999, gid: 999 },
    '/docker-entrypoint-initdb.d': { dir: 0o755 },
    '/etc/my.cnf':
      '[mysqld]\nskip-name-resolve\ndatadir=/var/lib/mysql\nsocket=/var/run/mysqld/mysqld.sock\nsecure-file-priv=/var/lib/mysql-files\nuser=mysql\npid-file=/var/run/mysqld/mysqld.pid\n\n[client]\nsocket=/var/run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/conf.d/\n',
    '/etc/mysql/conf.d': { dir: 0o755 },
    '/var/lib/mysql-files': { dir: 0o750, uid: 999, gid: 999 },
    '/usr/local/bin/docker-entrypoint.sh': exe(mysqlEntrypoint(false)),
    '/entrypoint.sh': { link: 'usr/local/bin/docker-entrypoint.sh' },
  };
}

function redis(e: Entry): Files {
  return {
    ...account('redis', 999, '/home/redis', '/bin/sh'),
    ...at('/usr/local/bin', 'redis-server', 'redis-cli'),
    ...at('/usr/bin', 'setpriv'),
    '/usr/local/bin/redis-sentinel': { link: 'redis-server' },
    '/usr/local/share/redis/VERSION': `${env(e, 'REDIS_VERSION') || '8.2.3'}\n`,
    '/data': { dir: 0o755, uid: 999, gid: 999 },
    '/usr/local/bin/docker-entrypoint.sh': exe(REDIS_ENTRYPOINT),
  };
}

function postgres(e: Entry): Files {
  const alpine = e.tags.some((t) => t.includes('alpine'));
  const id = alpine ? 70 : 999;
  const major = env(e, 'PG_MAJOR') || '17';
  const bin = alpine
    ? '/usr/local/bin'
    : (env(e, 'PATH')
        .split(':')
        .find((d) => d.startsWith('/usr/lib/postgresql/')) ?? `/usr/lib/postgresql/${major}/bin`);
  const data = env(e, 'PGDATA') || '/var/lib/postgresql/data';
  return {
    ...account('postgres', id, '/var/lib/postgresql', '/bin/bash'),
    ...at(bin, 'postgres', 'initdb', 'pg_ctl'),
    ...at(alpine ? '/usr/local/bin' : '/usr/bin', 'psql', 'pg_isready', 'pg_dump', 'createdb', 'dropdb', 'createuser'),
    ...at('/usr/local/bin', 'gosu', ...(alpine ? ['bash'] : [])),
    ...(alpine ? { '/bin/bash': { program: 'bash' } } : {}),
    '/usr/share/postgresql/VERSION': `${env(e, 'PG_VERSION').replace(/-.*/, '').startsWith(`${major}.`) ? env(e, 'PG_VERSION').replace(/-.*/, '') : `${major}.${({ 16: 11, 17: 7, 18: 1 } as Record<string, number>)[major] ?? 1}`}\n`,
    '/var/run': { link: '/run' },
    '/run/postgresql': { dir: 0o3775, uid: id, gid: id },
    '/var/lib/postgresql': { dir: 0o1777, uid: id, gid: id },
    ...(data === '/var/lib/postgresql/data' ? { '/var/lib/postgresql/data': { dir: 0o1777, uid: id, gid: id } } : {}),
    '/docker-entrypoint-initdb.d': { dir: 0o755 },
    '/usr/local/bin/docker-entrypoint.sh': exe(POSTGRES_ENTRYPOINT),
  };
}

/** Files of a database image beside its base system; undefined for an image that is none. */
export function databaseFiles(e: Entry): Files | undefined {
  switch (e.image) {
    case 'mariadb':
      return mariadb(e);
    case 'mysql':
      return mysql(e);
    case 'redis':
      return redis(e);
    case 'postgres':
      return postgres(e);
    default:
      return undefined;
  }
}

/** Newest releases of the series that tags name. */
const NEWEST: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mysql: {
    '5.7': '5.7.44',
    '8.0': '8.0.44',
    8: '8.4.7',
    '8.4': '8.4.7',
    lts: '8.4.7',
    9: '9.5.0',
    '9.5': '9.5.0',
    '9.4': '9.4.0',
  },
  mariadb: {
    '10.3': '10.3.39',
    '10.4': '10.4.34',
    '10.5': '10.5.29',
    '10.6': '10.6.24',
    '10.11': '10.11.15',
    '11.4': '11.4.9',
    '11.8': '11.8.5',
    '12.0': '12.0.2',
    '12.1': '12.1.2',
  },
  postgres: {
    '9.6': '9.6.24',
    10: '10.23',
    11: '11.22',
    12: '12.22',
    13: '13.23',
    14: '14.20',
    15: '15.15',
    16: '16.11',
    17: '17.7',
    18: '18.1',
  },
};

/** A config as the image of its version has it: what follows from the version beside the variable that names it. */
export function databaseConfig(image: string, config: Record<string, unknown>): Record<string, unknown> {
  const known = NEWEST[image];
  if (known === undefined) return config;
  const vars = ((config['Env'] as string[] | undefined) ?? []).map((x): [string, string] => [
    x.slice(0, x.indexOf('=')),
    x.slice(x.indexOf('=') + 1),
  ]);
  const get = (name: string): string => vars.find(([k]) => k === name)?.[1] ?? '';
  const set = (values: Record<string, string>): Record<string, unknown> => ({
    ...config,
    Env: vars.map(([k, v]) => `${k}=${values[k] ?? v}`),
  });
  if (image === 'postgres') {
    const given = get('PG_MAJOR');
    const major = given.startsWith('9.') ? given.split('.').slice(0, 2).join('.') : given.split('.')[0]!;
    if (get('PG_VERSION').startsWith(`${major}.`)) return config;
    const data = Number(major) >= 18 ? `/var/lib/postgresql/${major}/docker` : '/var/lib/postgresql/data';
    return {
      ...set({
        PG_MAJOR: major,
        PG_VERSION: `${given !== major ? given : (known[major] ?? `${major}.1`)}-1.pgdg13+1`,
        PGDATA: data,
        PATH: get('PATH').replace(/\/usr\/lib\/postgresql\/[\d.]+\/bin/, `/usr/lib/postgresql/${major}/bin`),
      }),
      Volumes: [Number(major) >= 18 ? '/var/lib/postgresql' : data],
    };
  }
  const name = image === 'mysql' ? 'MYSQL_VERSION' : 'MARIADB_VERSION';
  const m = /^((?:\d+:)?)([\w.]+?)([-+].*)$/.exec(get(name));
  const full = m === null ? undefined : known[m[2]!];
  return full === undefined ? config : set({ [name]: `${m![1]}${full}${m![3]}` });
}
