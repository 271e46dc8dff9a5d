// Results of statements as packets.

import { encode } from '../../../fs/bytes.ts';
import type { SqlValue } from '../../../kernel/sql.ts';
import { formatNumber } from '../sql/dates.ts';
import type { SqlError } from '../sql/errors.ts';
import type { OutColumn } from '../sql/scope.ts';
import type { OkResult, RowsResult } from '../sql/result.ts';
import type { Session } from '../sql/session.ts';
import { primaryKey } from '../sql/tables.ts';
import { round, type SqlType } from '../sql/types.ts';
import { CAP, type Channel, STATUS, Writer } from './packets.ts';

const TYPES: Record<SqlType['base'], number> = {
  int: 8,
  dec: 246,
  float: 5,
  str: 253,
  enum: 254,
  set: 254,
  date: 10,
  datetime: 12,
  time: 11,
  year: 13,
  blob: 252,
  json: 252,
  bit: 16,
  bool: 1,
  uuid: 254,
  null: 6,
};
const INTS: Record<number, number> = { 1: 1, 2: 2, 3: 9, 4: 3, 8: 8 };

/** A value as the text that the protocol carries. */
export function valueText(v: SqlValue, t: SqlType): Uint8Array | null {
  if (v === null) return null;
  if (v instanceof Uint8Array) return v;
  if (typeof v === 'string') return encode(v);
  if (t.base === 'dec') return encode(t.scale === undefined ? formatNumber(v) : round(v, t.scale).toFixed(t.scale));
  if (t.base === 'int' || t.base === 'year')
    return encode(
      Number.isInteger(v) ? (Math.abs(v) < 1e15 ? String(v) : BigInt(v).toString()) : String(Math.round(v)),
    );
  if (t.base === 'bit') return new Uint8Array([v & 255]);
  if (t.base === 'float' && t.scale !== undefined) return encode(v.toFixed(t.scale));
  return encode(formatNumber(v));
}

export function statusOf(s: Session, more = false): number {
  return (
    (s.inTransaction || s.tx.undo.length > 0 ? STATUS.IN_TRANS : 0) |
    (s.autocommit ? STATUS.AUTOCOMMIT : 0) |
    (more ? STATUS.MORE_RESULTS : 0)
  );
}

export function okPacket(s: Session, r: OkResult, more = false): Uint8Array {
  return new Writer()
    .int(0, 1)
    .lenenc(r.affected)
    .lenenc(r.insertId)
    .int(statusOf(s, more), 2)
    .int(s.warnings.length, 2)
    .text(r.info)
    .done();
}
export function errPacket(e: Pick<SqlError, 'code' | 'state' | 'message'>): Uint8Array {
  return new Writer().int(255, 1).int(e.code, 2).text(`#${e.state}`).text(e.message).done();
}
export function eofPacket(s: Session, more = false): Uint8Array {
  return new Writer().int(254, 1).int(s.warnings.length, 2).int(statusOf(s, more), 2).done();
}

export function columnPacket(c: OutColumn): Uint8Array {
  const { type: t, from } = c;
  const column = from?.table.columns.find((x) => x.name === from.column);
  const binary = ['int', 'dec', 'float', 'date', 'datetime', 'time', 'year', 'blob', 'bit', 'bool', 'null'].includes(
    t.base,
  );
  let flags = binary && t.base !== 'null' ? 128 : 0;
  if (['int', 'dec', 'float', 'year', 'bool'].includes(t.base)) flags |= 32768;
  if (t.unsigned) flags |= 32;
  if (column !== undefined) {
    if (column.notNull) flags |= 1;
    if (column.auto) flags |= 512;
    if (primaryKey(from!.table)?.columns.includes(column.name)) flags |= 2 | 16384;
    if (column.type.base === 'enum') flags |= 256;
  }
  const type =
    t.base === 'int'
      ? (INTS[t.size ?? 8] ?? 8)
      : column?.type.name === 'timestamp'
        ? 7
        : column !== undefined && ['text', 'longtext', 'mediumtext', 'tinytext'].includes(column.type.name)
          ? 252
          : TYPES[t.base];
  const length =
    t.base === 'int'
      ? (({ 1: 4, 2: 6, 3: 9, 4: 11, 8: 21 } as Record<number, number>)[t.size ?? 8] ?? 21)
      : t.base === 'datetime'
        ? 19
        : t.base === 'date'
          ? 10
          : t.base === 'time'
            ? 10
            : t.base === 'dec'
              ? (t.size ?? 33) + 2
              : t.base === 'float'
                ? 22
                : 4 * Math.min(t.size ?? 255, 1 << 28);
  return new Writer()
    .lenText('def')
    .lenText(from?.table.db ?? '')
    .lenText(from?.alias ?? '')
    .lenText(from?.table.name ?? '')
    .lenText(c.name)
    .lenText(from?.column ?? '')
    .int(12, 1)
    .int(binary ? 63 : 45, 2)
    .int(length, 4)
    .int(type, 1)
    .int(flags, 2)
    .int(t.base === 'float' ? 31 : (t.scale ?? 0), 1)
    .int(0, 2)
    .done();
}

/** Queues a whole result of rows. */
export function putRows(ch: Channel, s: Session, caps: number, r: RowsResult, more = false): void {
  const eof = (caps & CAP.DEPRECATE_EOF) === 0;
  ch.put(new Writer().lenenc(r.columns.length).done());
  for (const c of r.columns) ch.put(columnPacket(c));
  if (eof) ch.put(eofPacket(s));
  for (const row of r.rows) {
    const w = new Writer();
    row.forEach((v, i) => {
      const b = valueText(v, r.columns[i]!.type);
      if (b === null) w.int(251, 1);
      else w.lenText(b);
    });
    ch.put(w.done());
  }
  if (eof) ch.put(eofPacket(s, more));
  else ch.put(new Writer().int(254, 1).lenenc(0).lenenc(0).int(statusOf(s, more), 2).int(s.warnings.length, 2).done());
}
