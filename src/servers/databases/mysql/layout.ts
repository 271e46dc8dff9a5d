// The data directory of MariaDB and MySQL: which files it has, and how an empty one is made ready.

import { encode } from '../../../fs/bytes.ts';
import { join } from '../../../fs/path.ts';
import type { Process } from '../../../kernel/process.ts';
import { SYSTEM_TABLES } from '../sql/grant-tables.ts';
import type { Layout } from '../sql/datadir.ts';
import { Grants } from '../sql/grants.ts';

/** Characters that a file name does not take become `@` and four digits, as in MariaDB. */
const encodeName = (s: string): string =>
  [...s]
    .map((c) => (/[A-Za-z0-9_$\u0080-\uffff]/.test(c) ? c : `@${c.codePointAt(0)!.toString(16).padStart(4, '0')}`))
    .join('');
const decodeName = (s: string): string =>
  s.replace(/@([0-9a-f]{4})/g, (_, h: string) => String.fromCodePoint(parseInt(h, 16)));

export const mysqlLayout: Layout = {
  log: 'ib_logfile0',
  meta: 'ibdata1',
  folder: encodeName,
  databases: (p, dir) =>
    p.fs
      .readdir(dir)
      .filter((n) => p.fs.isDir(join(dir, n)) && !n.startsWith('#') && !n.startsWith('.') && n !== 'lost+found')
      .map(decodeName),
  definition: '.frm',
  rows: '.ibd',
  databaseFile: (db) => ({
    name: 'db.opt',
    text: `default-character-set=${db.charset}\ndefault-collation=${db.collate}\n`,
  }),
  readDatabase: (name, text) => ({
    name,
    tables: new Map(),
    charset: /default-character-set=(\S+)/.exec(text)?.[1] ?? 'utf8mb4',
    collate: /default-collation=(\S+)/.exec(text)?.[1] ?? 'utf8mb4_uca1400_ai_ci',
  }),
  fileName: encodeName,
};

/** Where users and rights are kept. */
export const GRANTS_FILE = 'mysql/global_priv.MAD';

/** Is there a system database, so that a server can start? */
export function initialized(p: Process, dir: string): boolean {
  return p.fs.isDir(join(dir, 'mysql')) && p.fs.exists(join(dir, 'ibdata1'));
}

/** Fills an empty data directory. Root may come in over the socket without a password. @throws FsError */
export function initialize(p: Process, dir: string, maria: boolean): void {
  const file = (name: string, text: string): void => p.fs.writeFile(join(dir, name), encode(text), 0o660);
  const collate = maria ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_0900_ai_ci';
  for (const d of ['mysql', 'performance_schema', ...(maria ? ['sys'] : ['sys', '#innodb_redo', '#innodb_temp'])])
    if (!p.fs.isDir(join(dir, d))) p.fs.mkdir(join(dir, d), 0o700);
  for (const d of ['mysql', 'performance_schema', 'sys'])
    file(`${d}/db.opt`, `default-character-set=utf8mb4\ndefault-collation=${collate}\n`);
  for (const t of SYSTEM_TABLES)
    if (t !== 'user' && t !== 'global_priv') for (const ext of ['MAI', 'MAD']) file(`mysql/${t}.${ext}`, '');
  file('mysql/global_priv.MAI', '');
  const grants = new Grants();
  const root = grants.create('root', 'localhost', '');
  root.global.add('ALL PRIVILEGES');
  root.global.add('GRANT OPTION');
  if (maria) {
    const self = grants.create('mysql', 'localhost', 'invalid');
    self.global.add('ALL PRIVILEGES');
    self.global.add('GRANT OPTION');
    grants.create('mariadb.sys', 'localhost', 'invalid');
  } else for (const n of ['mysql.infoschema', 'mysql.session', 'mysql.sys']) grants.create(n, 'localhost', 'invalid');
  file(GRANTS_FILE, grants.toText());
  file('ibdata1', '{"drydock":1,"next":1,"lsn":1}\n');
  file('ib_logfile0', '');
  if (maria) {
    for (const n of ['aria_log.00000001', 'aria_log_control', 'undo001', 'undo002', 'undo003']) file(n, '');
    file('mariadb_upgrade_info', '');
  } else {
    for (const n of ['undo_001', 'undo_002', 'mysql.ibd', 'ca.pem', 'server-cert.pem', 'server-key.pem']) file(n, '');
    file('auto.cnf', '[auto]\nserver-uuid=00000000-0000-0000-0000-000000000000\n');
  }
}
