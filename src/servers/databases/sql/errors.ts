// What SQL servers answer when something is wrong: numbers, SQLSTATEs and texts of MariaDB, MySQL and PostgreSQL.

/** Whose manners a server has. */
export type Flavor = 'mariadb' | 'mysql' | 'postgres';

export class SqlError extends Error {
  constructor(
    /** MariaDB's number; 0 for PostgreSQL. */
    readonly code: number,
    readonly state: string,
    message: string,
    /** PostgreSQL's DETAIL line. */
    readonly detail?: string,
    /** PostgreSQL's place in the text, counted from 1. */
    readonly position?: number,
  ) {
    super(message);
  }
}

/** What is legal and not simulated, by name. */
export const unsupported = (what: string): SqlError => new SqlError(1235, '0A000', `drydock: ${what} is not simulated`);

const q = (s: string): string => `"${s}"`;

/** The errors of one flavour. */
export class Errors {
  private readonly pg: boolean;
  constructor(readonly flavor: Flavor) {
    this.pg = flavor === 'postgres';
  }
  private either(
    code: number,
    state: string,
    text: string,
    pgState: string,
    pgText: string,
    detail?: string,
  ): SqlError {
    return this.pg ? new SqlError(0, pgState, pgText, detail) : new SqlError(code, state, text);
  }

  syntax(text: string, at: number): SqlError {
    if (this.pg) {
      const near = /^\s*(\w+|'[^']*'|"[^"]*"|\S)/.exec(text.slice(at));
      return new SqlError(
        0,
        '42601',
        near === null ? 'syntax error at end of input' : `syntax error at or near "${near[1]}"`,
        undefined,
        (near === null ? text.length : at) + 1,
      );
    }
    const line = text.slice(0, at).split('\n').length;
    const product = this.flavor === 'mysql' ? 'MySQL' : 'MariaDB';
    return new SqlError(
      1064,
      '42000',
      `You have an error in your SQL syntax; check the manual that corresponds to your ${product} server version for the right syntax to use near '${text.slice(at).slice(0, 80)}' at line ${line}`,
    );
  }
  noDatabase(): SqlError {
    return new SqlError(1046, '3D000', 'No database selected');
  }
  unknownDatabase(name: string): SqlError {
    return this.either(1049, '42000', `Unknown database '${name}'`, '3D000', `database ${q(name)} does not exist`);
  }
  databaseExists(name: string): SqlError {
    return this.either(
      1007,
      'HY000',
      `Can't create database '${name}'; database exists`,
      '42P04',
      `database ${q(name)} already exists`,
    );
  }
  dropMissing(name: string): SqlError {
    return this.either(
      1008,
      'HY000',
      `Can't drop database '${name}'; database doesn't exist`,
      '3D000',
      `database ${q(name)} does not exist`,
    );
  }
  tableExists(name: string): SqlError {
    return this.either(1050, '42S01', `Table '${name}' already exists`, '42P07', `relation ${q(name)} already exists`);
  }
  unknownTables(names: readonly string[]): SqlError {
    return this.either(
      1051,
      '42S02',
      `Unknown table '${names.join(',')}'`,
      '42P01',
      `table ${q(names[0]!.replace(/^.*\./, ''))} does not exist`,
    );
  }
  noTable(db: string, name: string): SqlError {
    return this.either(
      1146,
      '42S02',
      `Table '${db}.${name}' doesn't exist`,
      '42P01',
      `relation ${q(name)} does not exist`,
    );
  }
  unknownColumn(name: string, where: string): SqlError {
    return this.either(
      1054,
      '42S22',
      `Unknown column '${name}' in '${where}'`,
      '42703',
      name.includes('.') ? `column ${name} does not exist` : `column ${q(name)} does not exist`,
    );
  }
  unknownColumnOf(name: string, table: string): SqlError {
    return this.either(
      1054,
      '42S22',
      `Unknown column '${name}' in '${this.flavor === 'mysql' ? 'field list' : 'INSERT INTO'}'`,
      '42703',
      `column ${q(name)} of relation ${q(table)} does not exist`,
    );
  }
  ambiguous(name: string, where: string): SqlError {
    return this.either(
      1052,
      '23000',
      `Column '${name}' in ${this.flavor === 'mysql' ? where : where} is ambiguous`,
      '42702',
      `column reference ${q(name)} is ambiguous`,
    );
  }
  unknownAlias(name: string): SqlError {
    return this.either(
      1051,
      '42S02',
      `Unknown table '${name}'`,
      '42P01',
      `missing FROM-clause entry for table ${q(name)}`,
    );
  }
  notUnique(alias: string): SqlError {
    return this.either(
      1066,
      '42000',
      `Not unique table/alias: '${alias}'`,
      '42712',
      `table name ${q(alias)} specified more than once`,
    );
  }
  unknownFunction(db: string, name: string): SqlError {
    if (this.pg) return new SqlError(0, '42883', `function ${name.toLowerCase()}() does not exist`);
    return db === ''
      ? new SqlError(1046, '3D000', 'No database selected')
      : new SqlError(1305, '42000', `FUNCTION ${db}.${name} does not exist`);
  }
  parameterCount(name: string): SqlError {
    return this.either(
      1582,
      '42000',
      `Incorrect parameter count in the call to native function '${name}'`,
      '42883',
      `function ${name.toLowerCase()} does not exist`,
    );
  }
  duplicateColumn(name: string): SqlError {
    return this.either(
      1060,
      '42S21',
      `Duplicate column name '${name}'`,
      '42701',
      `column ${q(name)} specified more than once`,
    );
  }
  duplicateKeyName(name: string): SqlError {
    return this.either(1061, '42000', `Duplicate key name '${name}'`, '42P07', `relation ${q(name)} already exists`);
  }
  duplicateEntry(value: string, key: string, table: string, columns: readonly string[], index: string): SqlError {
    return this.either(
      1062,
      '23000',
      `Duplicate entry '${value}' for key '${this.flavor === 'mysql' ? `${table}.${key}` : key}'`,
      '23505',
      `duplicate key value violates unique constraint ${q(index)}`,
      `Key (${columns.join(', ')})=(${value.replace(/-/g, ', ')}) already exists.`,
    );
  }
  notNull(column: string, table: string): SqlError {
    return this.either(
      1048,
      '23000',
      `Column '${column}' cannot be null`,
      '23502',
      `null value in column ${q(column)} of relation ${q(table)} violates not-null constraint`,
    );
  }
  noDefault(column: string, table: string): SqlError {
    return this.either(
      1364,
      'HY000',
      `Field '${column}' doesn't have a default value`,
      '23502',
      `null value in column ${q(column)} of relation ${q(table)} violates not-null constraint`,
    );
  }
  columnCount(row: number): SqlError {
    return this.either(
      1136,
      '21S01',
      `Column count doesn't match value count at row ${row}`,
      '42601',
      'INSERT has more expressions than target columns',
    );
  }
  tooLong(column: string, row: number, type: string): SqlError {
    return this.either(
      1406,
      '22001',
      `Data too long for column '${column}' at row ${row}`,
      '22001',
      `value too long for type ${type}`,
    );
  }
  outOfRange(column: string, row: number, type: string): SqlError {
    return this.either(
      1264,
      '22003',
      `Out of range value for column '${column}' at row ${row}`,
      '22003',
      `${type} out of range`,
    );
  }
  truncated(column: string, row: number): SqlError {
    return new SqlError(1265, '01000', `Data truncated for column '${column}' at row ${row}`);
  }
  incorrect(kind: string, value: string, column: string, row: number, type: string): SqlError {
    return this.either(
      kind === 'integer' || kind === 'decimal' || kind === 'double' ? 1366 : 1292,
      kind === 'integer' || kind === 'decimal' || kind === 'double' ? '22007' : '22007',
      `Incorrect ${kind} value: '${value}' for column ${column} at row ${row}`,
      kind === 'date' || kind === 'datetime' || kind === 'time' ? '22007' : '22P02',
      `invalid input syntax for type ${type}: ${q(value)}`,
    );
  }
  foreignChild(
    constraint: string,
    child: string,
    name: string,
    values: string,
    columns: string,
    parent: string,
  ): SqlError {
    return this.either(
      1452,
      '23000',
      `Cannot add or update a child row: a foreign key constraint fails (${constraint})`,
      '23503',
      `insert or update on table ${q(child)} violates foreign key constraint ${q(name)}`,
      `Key (${columns})=(${values}) is not present in table ${q(parent)}.`,
    );
  }
  foreignParent(
    constraint: string,
    parent: string,
    name: string,
    child: string,
    columns: string,
    values: string,
  ): SqlError {
    return this.either(
      1451,
      '23000',
      `Cannot delete or update a parent row: a foreign key constraint fails (${constraint})`,
      '23503',
      `update or delete on table ${q(parent)} violates foreign key constraint ${q(name)} on table ${q(child)}`,
      `Key (${columns})=(${values}) is still referenced from table ${q(child)}.`,
    );
  }
  foreignBad(db: string, table: string): SqlError {
    return this.either(
      1005,
      'HY000',
      `Can't create table \`${db}\`.\`${table}\` (errno: 150 "Foreign key constraint is incorrectly formed")`,
      '42830',
      'there is no unique constraint matching given keys for referenced table',
    );
  }
  check(name: string, db: string, table: string): SqlError {
    return this.either(
      4025,
      '23000',
      `CONSTRAINT \`${name}\` failed for \`${db}\`.\`${table}\``,
      '23514',
      `new row for relation ${q(table)} violates check constraint ${q(name)}`,
    );
  }
  cantDrop(kind: string, name: string): SqlError {
    return this.either(
      1091,
      '42000',
      `Can't DROP ${kind} \`${name}\`; check that it exists`,
      '42703',
      `${kind.toLowerCase()} ${q(name)} does not exist`,
    );
  }
  keyColumn(name: string): SqlError {
    return this.either(
      1072,
      '42000',
      `Key column '${name}' doesn't exist in table`,
      '42703',
      `column ${q(name)} named in key does not exist`,
    );
  }
  subqueryRows(): SqlError {
    return this.either(
      1242,
      '21000',
      'Subquery returns more than 1 row',
      '21000',
      'more than one row returned by a subquery used as an expression',
    );
  }
  operand(n: number): SqlError {
    return this.either(
      1241,
      '21000',
      `Operand should contain ${n} column(s)`,
      '42601',
      'subquery must return only one column',
    );
  }
  unionColumns(): SqlError {
    return this.either(
      1222,
      '21000',
      'The used SELECT statements have a different number of columns',
      '42601',
      'each UNION query must have the same number of columns',
    );
  }
  unknownVariable(name: string): SqlError {
    return this.either(
      1193,
      'HY000',
      `Unknown system variable '${name}'`,
      '42704',
      `unrecognized configuration parameter ${q(name)}`,
    );
  }
  lockTimeout(): SqlError {
    return this.either(
      1205,
      'HY000',
      'Lock wait timeout exceeded; try restarting transaction',
      '55P03',
      'canceling statement due to lock timeout',
    );
  }
  deadlock(): SqlError {
    return this.either(
      1213,
      '40001',
      'Deadlock found when trying to get lock; try restarting transaction',
      '40P01',
      'deadlock detected',
    );
  }
}
