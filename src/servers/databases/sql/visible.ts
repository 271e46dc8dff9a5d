// The databases, tables and columns that an account may see, and how they are described.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { Session } from './session.ts';
import { type Column, foreignText, quote, type Table, tick } from './tables.ts';

/** PRI, UNI or MUL. */
export function keyOf(t: Table, c: Column): string {
  if (t.indexes.some((i) => i.kind === 'primary' && i.columns.includes(c.name))) return 'PRI';
  if (t.indexes.some((i) => i.kind === 'unique' && i.columns.length === 1 && i.columns[0] === c.name)) return 'UNI';
  return t.indexes.some((i) => i.columns[0] === c.name) ? 'MUL' : '';
}
/** The default as SHOW COLUMNS shows it: a string without its quotes. */
export function shownDefault(c: Column): SqlValue {
  if (c.default === undefined) return null;
  const m = /^'([\s\S]*)'$/.exec(c.default);
  return m === null ? c.default : m[1]!.replace(/''/g, "'").replace(/\\\\/g, '\\');
}
export function extraOf(c: Column): string {
  return [c.auto ? 'auto_increment' : '', c.onUpdate ? 'on update current_timestamp()' : '']
    .filter((x) => x !== '')
    .join(' ');
}
export const collated = (c: Column): boolean =>
  ['str', 'enum', 'set'].includes(c.type.base) || c.type.name === 'longtext';

export function createTableText(s: Session, t: Table): string {
  const maria = s.server.flavor === 'mariadb';
  const lines = t.columns.map((c) => {
    const own =
      collated(c) && c.type.binary
        ? ` CHARACTER SET ${t.options['charset'] ?? 'utf8mb4'} COLLATE ${t.options['charset'] ?? 'utf8mb4'}_bin`
        : '';
    const numeric = ['int', 'dec', 'float', 'bool', 'bit', 'year'].includes(c.type.base);
    const value =
      c.default === undefined
        ? c.notNull || c.auto
          ? ''
          : ['text', 'longtext', 'mediumtext', 'tinytext', 'blob', 'json'].includes(c.type.name) && !maria
            ? ''
            : ' DEFAULT NULL'
        : ` DEFAULT ${numeric && !maria ? `'${c.default}'` : !maria && /^current_timestamp\(\)/.test(c.default) ? 'CURRENT_TIMESTAMP' : c.default}`;
    const nul = c.notNull ? ' NOT NULL' : c.type.name === 'timestamp' ? ' NULL' : '';
    const json = maria && c.type.base === 'json' ? ` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin` : '';
    return `  ${tick(c.name)} ${c.type.text}${own}${json}${nul}${value}${c.auto ? ' AUTO_INCREMENT' : ''}${c.onUpdate ? ` ON UPDATE ${maria ? 'current_timestamp()' : 'CURRENT_TIMESTAMP'}` : ''}${c.comment === '' ? '' : ` COMMENT ${quote(c.comment)}`}${json === '' ? '' : ` CHECK (json_valid(${tick(c.name)}))`}`;
  });
  for (const i of t.indexes)
    lines.push(
      `  ${i.kind === 'primary' ? 'PRIMARY KEY' : i.kind === 'unique' ? `UNIQUE KEY ${tick(i.name)}` : `KEY ${tick(i.name)}`} (${i.columns.map(tick).join(',')})`,
    );
  for (const f of t.foreigns) lines.push(`  ${foreignText(f, t.db)}`);
  for (const c of t.checks) lines.push(`  CONSTRAINT ${tick(c.name)} CHECK (${c.text})`);
  const charset = t.options['charset'] ?? 'utf8mb4';
  const collate =
    t.options['collate'] ??
    (charset === 'utf8mb4' ? (maria ? 'utf8mb4_uca1400_ai_ci' : 'utf8mb4_0900_ai_ci') : `${charset}_general_ci`);
  const next = t.columns.some((c) => c.auto) ? s.server.store.nextAuto(t) : 1;
  return `CREATE ${t.temporary ? 'TEMPORARY ' : ''}TABLE ${tick(t.name)} (\n${lines.join(',\n')}\n) ENGINE=InnoDB${next > 1 ? ` AUTO_INCREMENT=${next}` : ''} DEFAULT CHARSET=${charset} COLLATE=${collate}${t.options['comment'] === undefined || t.options['comment'] === '' ? '' : ` COMMENT=${quote(t.options['comment'])}`}`;
}

/** Databases that a session may see, sorted. */
export function visibleDatabases(s: Session): string[] {
  const names = [...s.server.store.databases.keys()].filter(
    (d) => s.has('SHOW DATABASES') || s.server.grants.sees(s.account, d),
  );
  return ['information_schema', ...names].sort((a, b) => (a < b ? -1 : 1));
}
/** Tables of a database that a session may see, sorted. */
export function visibleTables(s: Session, db: string): Table[] {
  return [...(s.server.store.databases.get(db)?.tables.values() ?? [])]
    .filter((t) => s.server.grants.sees(s.account, db, t.name) || !s.mysql)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
