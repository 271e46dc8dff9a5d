// CREATE, ALTER, DROP and their kin: what makes and changes tables.

import type { AlterAction, ColumnDef, ForeignDef, IndexDef, Statement, TableName } from './ast.ts';
import { Unsupported } from './reader.ts';
import { QueryParser } from './parse-query.ts';

type CreateTable = Statement & { k: 'createtable' };

export abstract class DdlParser extends QueryParser {
  protected ifNotExists(): boolean {
    return this.take('IF NOT EXISTS');
  }
  protected ifExists(): boolean {
    return this.take('IF EXISTS');
  }

  protected createTable(temporary: boolean): Statement {
    const ifNotExists = this.ifNotExists();
    const table = this.tableName();
    const out: CreateTable = {
      k: 'createtable',
      table,
      ifNotExists,
      temporary,
      columns: [],
      indexes: [],
      foreigns: [],
      checks: [],
      options: {},
      like: undefined,
      query: undefined,
    };
    if (this.take('LIKE')) {
      out.like = this.tableName();
      return out;
    }
    if (this.isOp('(') && !this.startsQuery()) {
      this.needOp('(');
      if (this.take('LIKE')) {
        out.like = this.tableName();
        this.needOp(')');
        return out;
      }
      if (!this.isOp(')')) this.list(() => this.element(out));
      this.needOp(')');
    }
    out.options = this.tableOptions();
    if (this.take('AS') || this.startsQuery()) out.query = this.query();
    return out;
  }

  private element(out: CreateTable): void {
    const named = this.take('CONSTRAINT')
      ? this.is('PRIMARY') || this.is('UNIQUE') || this.is('FOREIGN') || this.is('CHECK')
        ? undefined
        : this.name()
      : undefined;
    const constrained = this.constraint(named);
    if (constrained === undefined) out.columns.push(this.columnDef());
    else if ('kind' in constrained) out.indexes.push(constrained);
    else if ('refColumns' in constrained) out.foreigns.push(constrained);
    else out.checks.push(constrained);
  }

  /** A key or constraint of a table; undefined when a column comes. */
  private constraint(
    named: string | undefined,
  ): IndexDef | ForeignDef | { name: string | undefined; text: string } | undefined {
    if (this.take('PRIMARY KEY')) {
      this.using();
      const columns = this.names();
      this.using();
      return { kind: 'primary', name: undefined, columns };
    }
    if (this.is('UNIQUE') && (this.peek().kind !== 'op' || this.peek().v === '(')) {
      this.i++;
      this.take('INDEX') || this.take('KEY');
      const name = this.isOp('(') ? named : this.name();
      this.using();
      const columns = this.names();
      this.using();
      return { kind: 'unique', name: name ?? named, columns };
    }
    if (this.take('FOREIGN KEY')) {
      const name = named ?? (this.isOp('(') ? undefined : this.name());
      const columns = this.names();
      const r = this.references();
      return { name, columns, table: r.table, refColumns: r.columns, onDelete: r.onDelete, onUpdate: r.onUpdate };
    }
    if (this.is('CHECK') && this.peek().v === '(') return { name: named, text: this.checkText() };
    if (this.mysql && (this.is('FULLTEXT') || this.is('SPATIAL'))) throw new Unsupported(`a ${this.word()} index`);
    if (this.mysql && (this.is('KEY') || this.is('INDEX'))) {
      this.i++;
      const name = this.isOp('(') ? undefined : this.name();
      this.using();
      const columns = this.names();
      this.using();
      return { kind: 'key', name, columns };
    }
    return undefined;
  }

  private using(): void {
    for (;;) {
      if (this.take('USING') || (this.mysql && this.take('COMMENT'))) this.i++;
      else return;
    }
  }

  private checkText(): string {
    this.need('CHECK');
    const from = this.i;
    this.needOp('(');
    this.expr();
    this.needOp(')');
    const text = this.source(from);
    return text.slice(1, -1).trim();
  }

  private references(): { table: TableName; columns: string[]; onDelete: string; onUpdate: string } {
    this.need('REFERENCES');
    const table = this.tableName();
    const columns = this.isOp('(') ? this.names() : [];
    const out = { table, columns, onDelete: '', onUpdate: '' };
    for (;;) {
      if (this.take('ON DELETE')) out.onDelete = this.action();
      else if (this.take('ON UPDATE')) out.onUpdate = this.action();
      else if (this.take('MATCH')) this.i++;
      else if (!(
        this.take('DEFERRABLE') ||
        this.take('NOT DEFERRABLE') ||
        this.take('INITIALLY DEFERRED') ||
        this.take('INITIALLY IMMEDIATE')
      ))
        return out;
    }
  }

  private action(): string {
    for (const a of ['RESTRICT', 'CASCADE', 'SET NULL', 'NO ACTION', 'SET DEFAULT']) if (this.take(a)) return a;
    return this.fail();
  }

  protected columnDef(): ColumnDef {
    const name = this.name(true);
    const type = this.type();
    const c: ColumnDef = {
      name,
      type,
      notNull: undefined,
      default: undefined,
      onUpdate: false,
      auto: false,
      primary: false,
      unique: false,
      comment: '',
      references: undefined,
      check: undefined,
      generated: undefined,
    };
    if (/^(small|big)?serial$/.test(type.name) && (!this.mysql || type.name === 'serial')) {
      c.auto = true;
      c.notNull = true;
      if (this.mysql) {
        c.unique = true;
        c.type = { name: 'bigint', args: [], unsigned: true };
      } else
        c.type = {
          ...type,
          name: type.name === 'serial' ? 'integer' : type.name === 'bigserial' ? 'bigint' : 'smallint',
        };
    }
    for (;;) {
      const named = this.take('CONSTRAINT')
        ? this.is('CHECK') ||
          this.is('PRIMARY') ||
          this.is('UNIQUE') ||
          this.is('REFERENCES') ||
          this.is('NOT') ||
          this.is('NULL')
          ? undefined
          : this.name()
        : undefined;
      if (this.take('NOT NULL')) c.notNull = true;
      else if (this.take('NULL')) c.notNull = false;
      else if (this.take('DEFAULT')) c.default = this.defaultExpr();
      else if (this.take('ON UPDATE')) {
        this.defaultExpr();
        c.onUpdate = true;
      } else if (this.mysql && (this.take('AUTO_INCREMENT') || this.take('AUTOINCREMENT'))) c.auto = true;
      else if (this.take('PRIMARY KEY') || (this.mysql && this.take('KEY'))) c.primary = true;
      else if (this.take('UNIQUE')) {
        this.take('KEY');
        c.unique = true;
      } else if (this.mysql && this.take('COMMENT')) c.comment = this.kind('str');
      else if (this.is('REFERENCES')) c.references = this.references();
      else if (this.is('CHECK')) c.check = { text: this.checkText(), name: named };
      else if (this.take('COLLATE')) {
        const collate = this.t.kind === 'str' ? this.kind('str') : this.name(true);
        c.type = { ...c.type, collate };
      } else if (this.mysql && (this.take('INVISIBLE') || this.take('COLUMN_FORMAT DEFAULT'))) continue;
      else if (
        !this.mysql &&
        (this.take('GENERATED ALWAYS AS IDENTITY') || this.take('GENERATED BY DEFAULT AS IDENTITY'))
      ) {
        c.auto = true;
        c.notNull = true;
        if (this.isOp('(')) this.skipParens();
      } else if (this.take('GENERATED ALWAYS AS') || (this.mysql && this.take('AS')))
        throw new Unsupported('a generated column');
      else return c;
    }
  }

  private skipParens(): void {
    let depth = 0;
    do {
      if (this.isOp('(')) depth++;
      if (this.isOp(')')) depth--;
      if (this.t.kind === 'end') this.fail();
      this.i++;
    } while (depth > 0);
  }

  private defaultExpr(): NonNullable<ColumnDef['default']> {
    if (!this.mysql) return this.bitsOnly();
    if (this.isOp('(')) {
      this.needOp('(');
      const e = this.expr();
      this.needOp(')');
      return e;
    }
    return this.bitsOnly();
  }
  /** An expression that ends before NOT, NULL and the like. */
  private bitsOnly(): NonNullable<ColumnDef['default']> {
    const e = this.simple();
    if (e.k === 'fn' && BARE_CALLS.has(e.name) && this.isOp('(')) {
      this.needOp('(');
      if (this.t.kind === 'num') this.i++;
      this.needOp(')');
    }
    return e;
  }
  protected abstract simple(): NonNullable<ColumnDef['default']>;

  protected tableOptions(): Record<string, string> {
    const out: Record<string, string> = {};
    for (;;) {
      this.op(',');
      const w = this.word();
      let key: string;
      if (this.mysql && this.take('DEFAULT')) continue;
      if (this.mysql && this.take('CHARACTER SET')) key = 'charset';
      else if (
        this.mysql &&
        [
          'ENGINE',
          'CHARSET',
          'COLLATE',
          'AUTO_INCREMENT',
          'COMMENT',
          'ROW_FORMAT',
          'KEY_BLOCK_SIZE',
          'AVG_ROW_LENGTH',
          'MAX_ROWS',
          'MIN_ROWS',
          'PACK_KEYS',
          'CHECKSUM',
          'DELAY_KEY_WRITE',
          'STATS_PERSISTENT',
          'STATS_AUTO_RECALC',
          'STATS_SAMPLE_PAGES',
          'PAGE_COMPRESSED',
          'ENCRYPTION',
          'PAGE_CHECKSUM',
          'TRANSACTIONAL',
        ].includes(w)
      ) {
        this.i++;
        key = w.toLowerCase();
      } else if (this.mysql && w === 'PARTITION') throw new Unsupported('PARTITION BY');
      else return out;
      this.op('=');
      if (!['word', 'id', 'str', 'num'].includes(this.t.kind)) this.fail();
      out[key] = this.t.v;
      this.i++;
    }
  }

  // --- ALTER TABLE

  protected alterTable(): Statement {
    const ifExists = this.ifExists();
    this.take('ONLY');
    const table = this.tableName();
    const actions: AlterAction[] = [];
    do {
      const a = this.alterAction();
      if (a !== undefined) actions.push(...a);
    } while (this.op(','));
    return { k: 'alter', table, actions, ifExists };
  }

  private place(): { after: string | undefined; first: boolean } {
    if (this.mysql && this.take('FIRST')) return { after: undefined, first: true };
    return { after: this.mysql && this.take('AFTER') ? this.name(true) : undefined, first: false };
  }

  private alterAction(): AlterAction[] | undefined {
    if (this.take('ADD')) {
      const named = this.take('CONSTRAINT')
        ? this.is('PRIMARY') || this.is('UNIQUE') || this.is('FOREIGN') || this.is('CHECK')
          ? undefined
          : this.name()
        : undefined;
      const con = this.constraint(named);
      if (con !== undefined) return [addConstraint(con)];
      this.take('COLUMN');
      const ifNotExists = this.ifNotExists();
      if (this.mysql && this.isOp('(')) {
        this.needOp('(');
        const cols = this.list(() => this.columnDef());
        this.needOp(')');
        return cols.map((column) => ({ k: 'add', column, after: undefined, first: false, ifNotExists }));
      }
      const column = this.columnDef();
      return [{ k: 'add', column, ...this.place(), ifNotExists }];
    }
    if (this.take('DROP')) {
      if (this.take('PRIMARY KEY')) return [{ k: 'dropprimary' }];
      if (this.take('FOREIGN KEY')) {
        this.ifExists();
        return [{ k: 'dropforeign', name: this.name() }];
      }
      if (this.take('CONSTRAINT') || this.take('CHECK')) {
        this.ifExists();
        const name = this.name();
        this.take('CASCADE') || this.take('RESTRICT');
        return [{ k: 'dropforeign', name }];
      }
      if (this.mysql && (this.take('INDEX') || this.take('KEY')))
        return [{ k: 'dropindex', ifExists: this.ifExists(), name: this.name() }];
      this.take('COLUMN');
      const ifExists = this.ifExists();
      const column = this.name(true);
      this.take('CASCADE') || this.take('RESTRICT');
      return [{ k: 'drop', column, ifExists }];
    }
    if (this.mysql && this.take('MODIFY')) {
      this.take('COLUMN');
      const column = this.columnDef();
      return [{ k: 'change', from: column.name, column, ...this.place() }];
    }
    if (this.mysql && this.take('CHANGE')) {
      this.take('COLUMN');
      const from = this.name(true);
      const column = this.columnDef();
      return [{ k: 'change', from, column, ...this.place() }];
    }
    if (this.take('ALTER')) {
      this.take('COLUMN');
      const column = this.name(true);
      if (this.take('SET DEFAULT')) return [{ k: 'default', column, value: this.defaultExpr() }];
      if (this.take('DROP DEFAULT')) return [{ k: 'default', column, value: undefined }];
      if (this.take('SET NOT NULL')) return [{ k: 'notnull', column, notNull: true }];
      if (this.take('DROP NOT NULL')) return [{ k: 'notnull', column, notNull: false }];
      if (this.take('TYPE') || this.take('SET DATA TYPE')) {
        const type = this.type();
        if (this.take('USING')) this.expr();
        return [{ k: 'type', column, type }];
      }
      return this.fail();
    }
    if (this.take('RENAME')) {
      if (this.take('COLUMN')) {
        const from = this.name(true);
        this.need('TO');
        return [{ k: 'renamecolumn', from, to: this.name(true) }];
      }
      if (this.is('INDEX') || this.is('KEY')) throw new Unsupported('RENAME INDEX');
      if (!this.take('TO')) this.take('AS');
      return [{ k: 'rename', to: this.tableName() }];
    }
    if (this.mysql && this.take('CONVERT TO CHARACTER SET')) {
      const out: Record<string, string> = { charset: this.t.v };
      this.i++;
      if (this.take('COLLATE')) out['collate'] = this.name(true);
      return [{ k: 'options', options: out }];
    }
    if (this.mysql && (this.take('DISABLE KEYS') || this.take('ENABLE KEYS'))) return [];
    if (this.mysql && (this.is('ALGORITHM') || (this.is('LOCK') && this.peek().v === '='))) {
      this.i++;
      this.op('=');
      this.i++;
      return [];
    }
    if (!this.mysql && this.take('OWNER TO')) {
      this.name(true);
      return [];
    }
    const options = this.tableOptions();
    if (Object.keys(options).length === 0) this.fail();
    return [{ k: 'options', options }];
  }
}

const BARE_CALLS = new Set(['CURRENT_TIMESTAMP', 'LOCALTIME', 'LOCALTIMESTAMP', 'CURRENT_DATE', 'CURRENT_TIME']);

function addConstraint(c: IndexDef | ForeignDef | { name: string | undefined; text: string }): AlterAction {
  if ('kind' in c) return { k: 'index', index: c };
  if ('refColumns' in c) return { k: 'foreign', foreign: c };
  return { k: 'check', check: c };
}
