// What a statement answers: rows, or that it is done, with warnings.

import type { SqlValue } from '../../../kernel/sql.ts';
import type { OutColumn } from './scope.ts';

export interface RowsResult {
  readonly kind: 'rows';
  readonly columns: readonly OutColumn[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** PostgreSQL's command tag. */
  readonly tag?: string;
}
export interface OkResult {
  readonly kind: 'ok';
  readonly affected: number;
  readonly insertId: number;
  /** `Records: 2  Duplicates: 0  Warnings: 0` */
  readonly info: string;
  readonly tag: string;
  /** The statement was USE. */
  readonly changedDb?: boolean;
}
export type Result = RowsResult | OkResult;

export interface Warning {
  readonly level: 'Note' | 'Warning' | 'Error';
  readonly code: number;
  readonly text: string;
}

export const ok = (tag: string, affected = 0, info = '', insertId = 0): OkResult => ({
  kind: 'ok',
  affected,
  insertId,
  info,
  tag,
});
