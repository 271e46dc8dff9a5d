// What all connections of one SQL server share.

import type { Kernel } from '../../../kernel/kernel.ts';
import type { SqlDatabase } from '../../../kernel/sql.ts';
import { Errors, type Flavor } from './errors.ts';
import { FUNCTIONS, HELPERS } from './functions.ts';
import { Grants } from './grants.ts';
import type { Session } from './session.ts';
import { Store } from './store.ts';
import { defaultVariables } from './variables.ts';

export interface ServerOptions {
  readonly flavor: Flavor;
  /** `12.0.2-MariaDB-ubu2404` */
  readonly version: string;
  readonly kernel: Kernel;
  readonly hostname: string;
}

export class SqlServer {
  readonly errors: Errors;
  readonly store: Store;
  readonly grants = new Grants();
  readonly variables: Map<string, string>;
  readonly sessions = new Map<number, Session>();
  nextConnection = 3;
  questions = 0;
  readonly started: number;
  /** Asked by SHUTDOWN and the clients' shutdown command. */
  stopping = false;
  /** Keeps users and rights. */
  saveGrants: () => void = () => {};

  constructor(
    readonly sql: SqlDatabase,
    readonly options: ServerOptions,
  ) {
    this.errors = new Errors(options.flavor);
    this.store = new Store(sql, this.errors);
    this.variables = defaultVariables(options);
    this.started = options.kernel.now;
    for (const [name, spec] of Object.entries(FUNCTIONS)) {
      const f = spec.f as unknown as (...a: unknown[]) => never;
      sql.define(`f_${name}`, spec.nulls ? f : (...args) => (args.some((a) => a === null) ? null : f(...args)));
    }
    for (const [name, f] of Object.entries(HELPERS)) sql.define(name, f);
    sql.define('d_rand', () => options.kernel.random.next() / 2 ** 32);
    sql.define('d_uuid', () => this.uuid());
  }

  get flavor(): Flavor {
    return this.options.flavor;
  }
  get mysql(): boolean {
    return this.options.flavor !== 'postgres';
  }
  /** MariaDB's major and minor version as one number: 12.0 is 1200. */
  get number(): number {
    const [a, b] = this.options.version.split('.').map(Number);
    return a! * 100 + (b ?? 0);
  }
  get now(): number {
    return this.options.kernel.now;
  }
  uuid(): string {
    const hex = [...this.options.kernel.random.bytes(16)].map((b) => b.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${this.mysql ? '11f0' : `4${hex.slice(13, 16)}`}-${'89ab'[parseInt(hex[16]!, 16) & 3]}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
