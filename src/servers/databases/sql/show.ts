// SHOW and DESCRIBE.

import type { SqlValue } from '../../../kernel/sql.ts';
import { formatMs } from './dates.ts';
import { SqlError, unsupported } from './errors.ts';
import { ok, type Result } from './result.ts';
import { type Session } from './session.ts';
import { tick } from './tables.ts';
import { statusVariables } from './status.ts';
import { type Show, table } from './show-result.ts';
import { collated, createTableText, extraOf, keyOf, shownDefault, visibleDatabases, visibleTables } from './visible.ts';

function dbFor(s: Session, name: string | undefined): string {
  const db = s.dbOf(name);
  if (db !== 'information_schema' && !s.server.grants.sees(s.account, db)) throw s.dbDenied(db);
  if (db !== 'information_schema' && !s.server.store.databases.has(db)) throw s.server.errors.unknownDatabase(db);
  return db;
}

export function show(s: Session, st: Show): Result {
  const { server } = s;
  const maria = server.flavor === 'mariadb';
  switch (st.what) {
    case 'DATABASES':
      return table(
        s,
        st,
        [`Database${st.like === undefined ? '' : ` (${st.like})`}`],
        visibleDatabases(s).map((n) => [n]),
      );
    case 'TABLES': {
      const db = dbFor(s, st.db);
      const rows = visibleTables(s, db).map((t): SqlValue[] =>
        st.full ? [t.name, t.view === undefined ? 'BASE TABLE' : 'VIEW'] : [t.name],
      );
      const head = `Tables_in_${db}${st.like === undefined ? '' : ` (${st.like})`}`;
      return table(s, st, st.full ? [head, 'Table_type'] : [head], rows);
    }
    case 'COLUMNS': {
      const t = s.named(st.table!, 'SELECT');
      const rows = t.columns.map((c): SqlValue[] => {
        const base: SqlValue[] = [
          c.name,
          c.type.text,
          c.notNull ? 'NO' : 'YES',
          keyOf(t, c),
          shownDefault(c),
          extraOf(c),
        ];
        return st.full
          ? [
              base[0]!,
              base[1]!,
              collated(c) ? (c.type.binary ? 'utf8mb4_bin' : (t.options['collate'] ?? 'utf8mb4_uca1400_ai_ci')) : null,
              ...base.slice(2),
              'select,insert,update,references',
              c.comment,
            ]
          : base;
      });
      return table(
        s,
        st,
        st.full
          ? ['Field', 'Type', 'Collation', 'Null', 'Key', 'Default', 'Extra', 'Privileges', 'Comment']
          : ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'],
        rows,
      );
    }
    case 'INDEX': {
      const t = s.named(st.table!, 'SELECT');
      const n = server.store.count(t);
      const rows = t.indexes.flatMap((i) =>
        i.columns.map((c, k): SqlValue[] => [
          t.name,
          i.kind === 'key' ? 1 : 0,
          i.name,
          k + 1,
          c,
          'A',
          n,
          null,
          null,
          t.columns.find((x) => x.name === c)!.notNull ? '' : 'YES',
          'BTREE',
          '',
          '',
          ...(maria ? ['NO'] : ['YES', null]),
        ]),
      );
      return table(
        s,
        st,
        [
          'Table',
          ['Non_unique', 'int'],
          'Key_name',
          ['Seq_in_index', 'int'],
          'Column_name',
          'Collation',
          ['Cardinality', 'int'],
          'Sub_part',
          'Packed',
          'Null',
          'Index_type',
          'Comment',
          'Index_comment',
          ...(maria ? ['Ignored'] : ['Visible', 'Expression']),
        ],
        rows,
      );
    }
    case 'CREATE TABLE':
    case 'CREATE VIEW': {
      const t = s.named(st.table!, 'SELECT');
      if (t.view !== undefined)
        return table(
          s,
          undefined,
          ['View', 'Create View', 'character_set_client', 'collation_connection'],
          [
            [
              t.name,
              `CREATE ALGORITHM=UNDEFINED DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER VIEW ${tick(t.name)} AS ${t.view.text}`,
              'utf8mb4',
              'utf8mb4_general_ci',
            ],
          ],
        );
      if (st.what === 'CREATE VIEW') throw new SqlError(1347, 'HY000', `'${t.db}.${t.name}' is not of type 'VIEW'`);
      return table(s, undefined, ['Table', 'Create Table'], [[t.name, createTableText(s, t)]]);
    }
    case 'CREATE DATABASE': {
      const db = server.store.databases.get(dbFor(s, st.name))!;
      return table(
        s,
        undefined,
        ['Database', 'Create Database'],
        [
          [
            db.name,
            `CREATE DATABASE ${tick(db.name)} /*!40100 DEFAULT CHARACTER SET ${db.charset} COLLATE ${db.collate} */`,
          ],
        ],
      );
    }
    case 'CREATE USER':
    case 'GRANTS': {
      const [user = '', host = '%'] = st.name!.split('\0').length === 3 ? ['', '\0current'] : st.name!.split('\0');
      const a = host === '\0current' ? s.account : server.grants.find(user, host);
      if (a === undefined)
        throw new SqlError(1141, '42000', `There is no such grant defined for user '${user}' on host '${host}'`);
      if (st.what === 'CREATE USER')
        return table(
          s,
          undefined,
          [`CREATE USER for ${a.user}@${a.host}`],
          [
            [
              `CREATE USER ${tick(a.user)}@${tick(a.host)}${a.hash === '' ? '' : ` IDENTIFIED BY PASSWORD '${a.hash}'`}`,
            ],
          ],
        );
      if (a !== s.account) s.needTable('SELECT', 'mysql', 'user');
      return table(
        s,
        undefined,
        [`Grants for ${a.user}@${a.host}`],
        server.grants.lines(a, maria).map((l) => [l]),
      );
    }
    case 'VARIABLES': {
      const vars = new Map(server.variables);
      if (!st.global) for (const [k, v] of s.vars) vars.set(k, v);
      return table(
        s,
        st,
        ['Variable_name', 'Value'],
        [...vars].sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    }
    case 'STATUS':
      return table(s, st, ['Variable_name', 'Value'], statusVariables(server));
    case 'PROCESSLIST': {
      const all = s.has('PROCESS');
      const rows = [...server.sessions.values()]
        .filter((x) => all || x.account === s.account)
        .map((x): SqlValue[] => [
          x.id,
          x.user,
          x.host,
          x.db === '' ? null : x.db,
          x.running === undefined ? 'Sleep' : 'Query',
          Math.floor((server.now - x.since) / 1000),
          x.running === undefined ? '' : x === s ? 'starting' : 'User sleep',
          x.running ?? null,
          ...(maria ? ['0.000'] : []),
        ]);
      return table(
        s,
        st,
        [
          ['Id', 'int'],
          'User',
          'Host',
          'db',
          'Command',
          ['Time', 'int'],
          'State',
          'Info',
          ...(maria ? ['Progress'] : []),
        ],
        rows,
      );
    }
    case 'WARNINGS':
    case 'ERRORS':
      return table(
        s,
        st,
        ['Level', ['Code', 'int'], 'Message'],
        s.warnings.filter((w) => st.what === 'WARNINGS' || w.level === 'Error').map((w) => [w.level, w.code, w.text]),
      );
    case 'ENGINES':
      return table(
        s,
        st,
        ['Engine', 'Support', 'Comment', 'Transactions', 'XA', 'Savepoints'],
        [
          ['MEMORY', 'YES', 'Hash based, stored in memory, useful for temporary tables', 'NO', 'NO', 'NO'],
          ['CSV', 'YES', 'Stores tables as CSV files', 'NO', 'NO', 'NO'],
          [
            'MyISAM',
            'YES',
            'Non-transactional engine with good performance and small data footprint',
            'NO',
            'NO',
            'NO',
          ],
          ...(maria
            ? [
                [
                  'Aria',
                  'YES',
                  'Crash-safe tables with MyISAM heritage. Used for internal temporary tables and privilege tables',
                  'NO',
                  'NO',
                  'NO',
                ],
              ]
            : []),
          [
            'InnoDB',
            'DEFAULT',
            'Supports transactions, row-level locking, foreign keys and encryption for tables',
            'YES',
            'YES',
            'YES',
          ],
        ],
      );
    case 'CHARSET':
      return table(
        s,
        st,
        ['Charset', 'Description', 'Default collation', ['Maxlen', 'int']],
        [
          ['ascii', 'US ASCII', 'ascii_general_ci', 1],
          ['binary', 'Binary pseudo charset', 'binary', 1],
          ['latin1', 'cp1252 West European', 'latin1_swedish_ci', 1],
          ['utf8mb3', 'UTF-8 Unicode', 'utf8mb3_general_ci', 3],
          ['utf8mb4', 'UTF-8 Unicode', maria ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_0900_ai_ci', 4],
        ],
      );
    case 'COLLATION':
      return table(
        s,
        st,
        ['Collation', 'Charset', ['Id', 'int'], 'Default', 'Compiled', ['Sortlen', 'int']],
        [
          ['binary', 'binary', 63, 'Yes', 'Yes', 1],
          ['utf8mb4_bin', 'utf8mb4', 46, '', 'Yes', 1],
          ['utf8mb4_general_ci', 'utf8mb4', 45, '', 'Yes', 1],
          ['utf8mb4_unicode_ci', 'utf8mb4', 224, '', 'Yes', 8],
          ...(maria
            ? [['uca1400_ai_ci', null, null, null, 'Yes', 8]]
            : [['utf8mb4_0900_ai_ci', 'utf8mb4', 255, 'Yes', 'Yes', 0]]),
        ],
      );
    case 'TABLE STATUS': {
      const db = dbFor(s, st.db);
      const rows = visibleTables(s, db).map((t): SqlValue[] => {
        if (t.view !== undefined) return [t.name, ...Array.from({ length: 16 }, () => null), 'VIEW'];
        const n = server.store.count(t);
        return [
          t.name,
          'InnoDB',
          10,
          'Dynamic',
          n,
          n === 0 ? 0 : Math.floor(16384 / n),
          16384,
          0,
          16384 * t.indexes.filter((i) => i.kind !== 'primary').length,
          0,
          t.columns.some((c) => c.auto) ? server.store.nextAuto(t) : null,
          formatMs(t.created),
          null,
          null,
          t.options['collate'] ?? null,
          null,
          '',
          t.options['comment'] ?? '',
        ];
      });
      return table(
        s,
        st,
        [
          'Name',
          'Engine',
          ['Version', 'int'],
          'Row_format',
          ['Rows', 'int'],
          ['Avg_row_length', 'int'],
          ['Data_length', 'int'],
          ['Max_data_length', 'int'],
          ['Index_length', 'int'],
          ['Data_free', 'int'],
          ['Auto_increment', 'int'],
          'Create_time',
          'Update_time',
          'Check_time',
          'Collation',
          'Checksum',
          'Create_options',
          'Comment',
        ],
        rows,
      );
    }
    case 'OPEN TABLES':
      return table(s, st, ['Database', 'Table', ['In_use', 'int'], ['Name_locked', 'int']], []);
    case 'TRIGGERS':
      return table(
        s,
        st,
        [
          'Trigger',
          'Event',
          'Table',
          'Statement',
          'Timing',
          'Created',
          'sql_mode',
          'Definer',
          'character_set_client',
          'collation_connection',
          'Database Collation',
        ],
        [],
      );
    case 'EVENTS':
      return table(
        s,
        st,
        [
          'Db',
          'Name',
          'Definer',
          'Time zone',
          'Type',
          'Execute at',
          'Interval value',
          'Interval field',
          'Starts',
          'Ends',
          'Status',
          'Originator',
          'character_set_client',
          'collation_connection',
          'Database Collation',
        ],
        [],
      );
    case 'PROCEDURE STATUS':
    case 'FUNCTION STATUS':
      return table(
        s,
        st,
        [
          'Db',
          'Name',
          'Type',
          'Definer',
          'Modified',
          'Created',
          'Security_type',
          'Comment',
          'character_set_client',
          'collation_connection',
          'Database Collation',
        ],
        [],
      );
    case 'PLUGINS':
      return table(
        s,
        st,
        ['Name', 'Status', 'Type', 'Library', 'License'],
        [
          ['mysql_native_password', 'ACTIVE', 'AUTHENTICATION', null, 'GPL'],
          ['InnoDB', 'ACTIVE', 'STORAGE ENGINE', null, 'GPL'],
        ],
      );
    case 'SETTING': {
      const name =
        st.name === 'time zone'
          ? 'timezone'
          : st.name === 'transaction isolation level'
            ? 'transaction_isolation'
            : st.name!;
      const v = s.vars.get(name) ?? server.variables.get(name);
      if (v === undefined) throw server.errors.unknownVariable(name);
      return { kind: 'rows', columns: [{ name, type: { base: 'str' }, from: undefined }], rows: [[v]], tag: 'SHOW' };
    }
    case 'MASTER STATUS':
    case 'BINARY LOGS':
      return ok('SHOW');
    default:
      throw unsupported(`SHOW ${st.what}`);
  }
}
