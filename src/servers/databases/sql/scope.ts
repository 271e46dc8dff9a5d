// Which tables and columns a piece of a query sees.

import type { Errors } from './errors.ts';
import type { Table } from './tables.ts';
import type { SqlType } from './types.ts';

/** A translated expression. */
export interface Piece {
  readonly sql: string;
  readonly type: SqlType;
  /** Where the value comes from, when it is a column as it is. */
  readonly from?: Origin | undefined;
  /** Compared byte by byte. */
  readonly binary?: boolean;
  /** A plain string or number as it was written. */
  readonly literal?: string | undefined;
}

export interface Origin {
  readonly table: Table;
  readonly column: string;
  readonly alias: string;
}

/** A column of a result. */
export interface OutColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly from: Origin | undefined;
}

export interface SourceColumn {
  readonly name: string;
  readonly piece: Piece;
  /** A second copy of a column that USING or NATURAL joined: not part of `*`. */
  hidden: boolean;
}

export interface Source {
  readonly alias: string;
  readonly db: string | undefined;
  readonly columns: readonly SourceColumn[];
  readonly table: Table | undefined;
}

/** The parts of a statement, as messages name them. */
export type Clause = 'SELECT' | 'WHERE' | 'ON' | 'GROUP BY' | 'HAVING' | 'ORDER BY' | 'SET' | 'VALUES' | 'INSERT INTO';
const OLD_NAMES: Record<Clause, string> = {
  SELECT: 'field list',
  WHERE: 'where clause',
  ON: 'on clause',
  'GROUP BY': 'group statement',
  HAVING: 'having clause',
  'ORDER BY': 'order clause',
  SET: 'field list',
  VALUES: 'field list',
  'INSERT INTO': 'field list',
};

export class Scope {
  readonly sources: Source[] = [];
  /** Result columns by their alias, for GROUP BY, HAVING and ORDER BY. */
  readonly aliases = new Map<string, Piece>();
  clause: Clause = 'SELECT';
  /** Common table expressions: name → physical name and columns. */
  readonly ctes = new Map<string, { physical: string; columns: readonly OutColumn[] }>();

  constructor(
    readonly parent: Scope | undefined,
    readonly errors: Errors,
    /** MariaDB since 11.6 names clauses by their keyword. */
    readonly modern: boolean,
  ) {}

  get clauseName(): string {
    return this.modern ? (this.clause === 'SET' ? 'SET' : this.clause) : OLD_NAMES[this.clause];
  }

  cte(name: string): { physical: string; columns: readonly OutColumn[] } | undefined {
    return this.ctes.get(name) ?? this.parent?.cte(name);
  }

  /** @throws SqlError 1066 */
  add(source: Source): void {
    if (this.sources.some((s) => s.alias === source.alias && s.db === source.db))
      throw this.errors.notUnique(source.alias);
    this.sources.push(source);
  }

  /** The column that a name means. @throws SqlError 1054, 1052 */
  column(name: string, table: string | undefined, db: string | undefined): Piece {
    const small = name.toLowerCase();
    for (let s: Scope | undefined = this; s !== undefined; s = s.parent) {
      const found: Piece[] = [];
      const mine: readonly Source[] = s.sources;
      const here =
        table === undefined ? mine : mine.filter((x) => x.alias === table && (db === undefined || x.db === db));
      for (const source of here)
        for (const c of source.columns) if (!c.hidden && c.name.toLowerCase() === small) found.push(c.piece);
      // a hidden copy may still be named with its table
      if (found.length === 0 && table !== undefined)
        for (const source of here)
          for (const c of source.columns) if (c.name.toLowerCase() === small) found.push(c.piece);
      if (found.length > 1)
        throw this.errors.ambiguous(table === undefined ? name : `${table}.${name}`, this.clauseName);
      if (found.length === 1) return found[0]!;
    }
    if (this.errors.flavor === 'postgres' && table !== undefined && !this.knows(table))
      throw this.errors.unknownAlias(table);
    throw this.errors.unknownColumn([db, table, name].filter((x) => x !== undefined).join('.'), this.clauseName);
  }
  private knows(alias: string): boolean {
    return this.sources.some((s) => s.alias === alias) || (this.parent?.knows(alias) ?? false);
  }
}
