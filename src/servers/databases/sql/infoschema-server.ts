// information_schema: the server itself, as tables: engines, processes, variables, privileges, character sets.

import type { Virtual } from './infoschema.ts';
import type { Session } from './session.ts';
import { statusVariables } from './status.ts';

export const SERVER_FACTS: Record<string, (s: Session) => Virtual> = {
  ENGINES: () => ({
    columns: ['ENGINE', 'SUPPORT', 'COMMENT', 'TRANSACTIONS', 'XA', 'SAVEPOINTS'],
    rows: [
      [
        'InnoDB',
        'DEFAULT',
        'Supports transactions, row-level locking, foreign keys and encryption for tables',
        'YES',
        'YES',
        'YES',
      ],
    ],
  }),
  PROCESSLIST: (s) => ({
    columns: ['ID#', 'USER', 'HOST', 'DB', 'COMMAND', 'TIME#', 'STATE', 'INFO'],
    rows: [...s.server.sessions.values()]
      .filter((x) => s.has('PROCESS') || x.account === s.account)
      .map((x) => [
        x.id,
        x.user,
        x.host,
        x.db === '' ? null : x.db,
        x.running === undefined ? 'Sleep' : 'Query',
        Math.floor((s.server.now - x.since) / 1000),
        '',
        x.running ?? null,
      ]),
  }),
  GLOBAL_VARIABLES: (s) => ({
    columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'],
    rows: [...s.server.variables].map(([k, v]) => [k.toUpperCase(), v]),
  }),
  SESSION_VARIABLES: (s) => ({
    columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'],
    rows: [...s.server.variables].map(([k, v]) => [k.toUpperCase(), s.vars.get(k) ?? v]),
  }),
  GLOBAL_STATUS: (s) => ({
    columns: ['VARIABLE_NAME', 'VARIABLE_VALUE'],
    rows: statusVariables(s.server).map(([k, v]) => [k.toUpperCase(), v]),
  }),
  USER_PRIVILEGES: (s) => ({
    columns: ['GRANTEE', 'TABLE_CATALOG', 'PRIVILEGE_TYPE', 'IS_GRANTABLE'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...(a.global.size === 0 ? ['USAGE'] : a.global)]
        .filter((p) => p !== 'GRANT OPTION')
        .map((p) => [`'${a.user}'@'${a.host}'`, 'def', p, a.global.has('GRANT OPTION') ? 'YES' : 'NO']),
    ),
  }),
  SCHEMA_PRIVILEGES: (s) => ({
    columns: ['GRANTEE', 'TABLE_CATALOG', 'TABLE_SCHEMA', 'PRIVILEGE_TYPE', 'IS_GRANTABLE'],
    rows: s.server.grants.accounts.flatMap((a) =>
      [...a.dbs].flatMap(([db, set]) =>
        [...set].map((p) => [`'${a.user}'@'${a.host}'`, 'def', db, p, set.has('GRANT OPTION') ? 'YES' : 'NO']),
      ),
    ),
  }),
  CHARACTER_SETS: () => ({
    columns: ['CHARACTER_SET_NAME', 'DEFAULT_COLLATE_NAME', 'DESCRIPTION', 'MAXLEN#'],
    rows: [
      ['utf8mb4', 'utf8mb4_uca1400_ai_ci', 'UTF-8 Unicode', 4],
      ['latin1', 'latin1_swedish_ci', 'cp1252 West European', 1],
    ],
  }),
  COLLATIONS: () => ({
    columns: ['COLLATION_NAME', 'CHARACTER_SET_NAME', 'ID#', 'IS_DEFAULT', 'IS_COMPILED', 'SORTLEN#'],
    rows: [
      ['utf8mb4_general_ci', 'utf8mb4', 45, '', 'Yes', 1],
      ['utf8mb4_bin', 'utf8mb4', 46, '', 'Yes', 1],
    ],
  }),
  TRIGGERS: () => ({
    columns: ['TRIGGER_CATALOG', 'TRIGGER_SCHEMA', 'TRIGGER_NAME', 'EVENT_OBJECT_TABLE', 'ACTION_STATEMENT'],
    rows: [],
  }),
  ROUTINES: () => ({
    columns: ['SPECIFIC_NAME', 'ROUTINE_CATALOG', 'ROUTINE_SCHEMA', 'ROUTINE_NAME', 'ROUTINE_TYPE'],
    rows: [],
  }),
  EVENTS: () => ({ columns: ['EVENT_CATALOG', 'EVENT_SCHEMA', 'EVENT_NAME'], rows: [] }),
  PARTITIONS: () => ({ columns: ['TABLE_CATALOG', 'TABLE_SCHEMA', 'TABLE_NAME', 'PARTITION_NAME'], rows: [] }),
  FILES: () => ({
    columns: [
      'FILE_ID#',
      'FILE_NAME',
      'FILE_TYPE',
      'TABLESPACE_NAME',
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'LOGFILE_GROUP_NAME',
      'ENGINE',
      'TOTAL_EXTENTS#',
      'INITIAL_SIZE#',
      'EXTRA',
    ],
    rows: [],
  }),
};
