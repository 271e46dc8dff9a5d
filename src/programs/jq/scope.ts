// What a running jq program knows: values with their paths, names, the outside.

import type { Ast } from './parse.ts';
import type { Json } from './values.ts';

/** A value, and how it was reached from the start of a path expression; undefined when it was made new. */
export interface At {
  readonly v: Json;
  readonly path: readonly Json[] | undefined;
}

export interface Closure {
  readonly params: readonly string[];
  readonly body: Ast;
  readonly scope: () => Scope;
}

/** Names of a place in a program. */
export class Scope {
  constructor(
    private readonly parent: Scope | undefined,
    private readonly vars: ReadonlyMap<string, Json> = new Map(),
    private readonly funcs: ReadonlyMap<string, Closure> = new Map(),
  ) {}
  variable(name: string): { value: Json } | undefined {
    return this.vars.has(name) ? { value: this.vars.get(name) } : this.parent?.variable(name);
  }
  func(key: string): Closure | undefined {
    return this.funcs.get(key) ?? this.parent?.func(key);
  }
}

/** What a program may ask of the outside. */
export interface Outside {
  readonly env: ReadonlyMap<string, string>;
  readonly now: number;
  /** The next input; undefined at the end. */
  input(): { value: Json } | undefined;
  steps: number;
}
