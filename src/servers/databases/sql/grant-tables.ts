// The grant tables of the database `mysql`, read off the accounts.

import type { Virtual } from './infoschema.ts';
import type { Session } from './session.ts';

const yes = (set: ReadonlySet<string>, p: string): string => (set.has('ALL PRIVILEGES') || set.has(p) ? 'Y' : 'N');
const PRIVS = ['Select', 'Insert', 'Update', 'Delete', 'Create', 'Drop'];

export const GRANT_TABLES: Record<string, (s: Session) => Virtual> = {
  user: (s) => ({
    columns: [
      'Host',
      'User',
      'Password',
      ...PRIVS.map((p) => `${p}_priv`),
      'Grant_priv',
      'Super_priv',
      'plugin',
      'authentication_string',
      'password_expired',
      'account_locked',
    ],
    rows: s.server.grants.accounts.map((a) => [
      a.host,
      a.user,
      a.hash,
      ...PRIVS.map((p) => yes(a.global, p.toUpperCase())),
      a.global.has('GRANT OPTION') ? 'Y' : 'N',
      yes(a.global, 'SUPER'),
      'mysql_native_password',
      a.hash,
      'N',
      'N',
    ]),
  }),
  global_priv: (s) => ({
    columns: ['Host', 'User', 'Priv'],
    rows: s.server.grants.accounts.map((a) => [
      a.host,
      a.user,
      JSON.stringify({
        access: a.global.has('ALL PRIVILEGES') ? 18446744073709552000 : 0,
        plugin: 'mysql_native_password',
        authentication_string: a.hash,
      }),
    ]),
  }),
  db: (s) => ({
    columns: ['Host', 'Db', 'User', ...PRIVS.map((p) => `${p}_priv`), 'Grant_priv'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...a.dbs].map(([db, set]) => [
        a.host,
        db,
        a.user,
        ...PRIVS.map((p) => yes(set, p.toUpperCase())),
        set.has('GRANT OPTION') ? 'Y' : 'N',
      ]),
    ),
  }),
  tables_priv: (s) => ({
    columns: ['Host', 'Db', 'User', 'Table_name', 'Table_priv'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...a.tables].map(([key, set]) => [a.host, key.split('.')[0]!, a.user, key.split('.')[1]!, [...set].join(',')]),
    ),
  }),
  proc: () => ({ columns: ['db', 'name', 'type'], rows: [] }),
  plugin: () => ({ columns: ['name', 'dl'], rows: [] }),
  time_zone_name: () => ({ columns: ['Name', 'Time_zone_id#'], rows: [] }),
  event: () => ({ columns: ['db', 'name'], rows: [] }),
};

/** Names of the grant tables: they have files in the data directory. */
export const SYSTEM_TABLES = Object.keys(GRANT_TABLES);
