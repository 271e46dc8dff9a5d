// Puts instructions of one code object together: jumps, constants, names, slots.

import { Bytes, Float, type V } from '../vm/objects.ts';
import { Code, type Source } from './code.ts';
import { OP } from './ops.ts';
import { type Scope, type Scopes, mangle } from './scope.ts';

export class Label {
  at = -1;
  readonly uses: number[] = [];
}

/** What `break`, `continue` and `return` have to undo on their way out. */
export type Block =
  | { kind: 'loop'; isFor: boolean; top: Label; end: Label }
  | { kind: 'try' }
  | { kind: 'finally'; body: () => void }
  | { kind: 'with'; isAsync: boolean }
  | { kind: 'handler' }
  | { kind: 'named'; clear: () => void };

export class Emitter {
  readonly code: Code;
  protected readonly ops: number[] = [];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly constIndex = new Map<unknown, number>();
  private readonly nameIndex = new Map<string, number>();
  private readonly slots = new Map<string, number>();
  private readonly cellSlots = new Map<string, number>();
  readonly blocks: Block[] = [];
  protected s = 0;
  protected e = 0;

  constructor(
    readonly scopes: Scopes,
    readonly scope: Scope,
    readonly source: Source,
    name: string,
    qualname: string,
    /** Innermost class, for private names. */
    readonly cls: string | undefined,
    at: number,
  ) {
    this.code = new Code(name, source, at);
    this.code.qualname = qualname;
    this.s = this.e = at;
  }

  protected at(node: { s: number; e: number }): void {
    this.s = node.s;
    this.e = node.e;
  }
  protected emit(op: number, arg = 0): void {
    this.ops.push(op, arg);
    this.starts.push(this.s);
    this.ends.push(this.e);
  }
  protected jump(op: number, to: Label): void {
    to.uses.push(this.ops.length + 1);
    this.emit(op, to.at);
  }
  protected mark(label: Label): void {
    label.at = this.ops.length;
  }
  private readonly labels: Label[] = [];
  protected label(): Label {
    const l = new Label();
    this.labels.push(l);
    return l;
  }
  protected constant(v: V): number {
    const key: unknown =
      v instanceof Float
        ? `f${Object.is(v.v, -0) ? '-0' : v.v}`
        : v instanceof Bytes
          ? v
          : typeof v === 'string'
            ? `s${v}`
            : typeof v === 'bigint'
              ? `b${v}`
              : v;
    let i = this.constIndex.get(key);
    if (i === undefined) {
      i = this.code.consts.length;
      this.code.consts.push(v);
      this.constIndex.set(key, i);
    }
    return i;
  }
  protected load(v: V): void {
    this.emit(OP.LOAD_CONST, this.constant(v));
  }
  protected nameRef(name: string): number {
    let i = this.nameIndex.get(name);
    if (i === undefined) {
      i = this.code.names.length;
      this.code.names.push(name);
      this.nameIndex.set(name, i);
    }
    return i;
  }
  protected mangled(name: string): string {
    return mangle(name, this.cls);
  }

  // --- slots

  slot(name: string, scope: Scope): number {
    const key = scope === this.scope ? name : `${scope.id}:${name}`;
    let i = this.slots.get(key);
    if (i === undefined) {
      i = this.code.locals.length;
      this.code.locals.push(scope === this.scope ? name : '');
      this.slots.set(key, i);
      if (scope.cells.has(name)) this.code.cellSlots.push(i);
    }
    return i;
  }
  /** Slot of a name of an outer code object. */
  freeSlot(name: string): number {
    let i = this.cellSlots.get(name);
    if (i === undefined) {
      i = this.code.free.length;
      this.code.free.push(name);
      this.cellSlots.set(name, i);
    }
    return ~i;
  }
  protected hidden(): number {
    this.code.locals.push('');
    return this.code.locals.length - 1;
  }

  /** Reads, writes or deletes a name as seen from `scope`. */
  protected name(what: 'LOAD' | 'STORE' | 'DELETE', raw: string, scope: Scope): void {
    const name = this.mangled(raw);
    const where = this.scopes.find(name, scope);
    switch (where.kind) {
      case 'global':
        return this.emit(OP[`${what}_GLOBAL`], this.nameRef(name));
      case 'name':
        return this.emit(OP[`${what}_NAME`], this.nameRef(name));
      case 'local':
        return this.emit(OP[`${what}_FAST`], this.slot(name, where.scope));
      case 'cell':
        return this.emit(OP[`${what}_CELL`], this.slot(name, where.scope));
      case 'free':
        if (what === 'LOAD' && scope.kind === 'class') return this.emit(OP.LOAD_CLASSCELL, this.freeSlot(name));
        return this.emit(OP[`${what}_CELL`], this.freeSlot(name));
    }
  }
  /** Pushes the cell of a name for a closure of an inner code object. */
  protected closure(name: string, scope: Scope): void {
    for (let s: Scope | undefined = scope; s !== undefined; s = s.parent) {
      if (s.owner !== this.scope) break;
      if (s.cells.has(name) && (s.bound.has(name) || s.kind === 'class') && !s.nonlocals.has(name))
        return this.emit(OP.LOAD_CLOSURE, this.slot(name, s));
    }
    this.emit(OP.LOAD_CLOSURE, this.freeSlot(name));
  }

  /** Free names are put behind the local slots; jumps get their places. */
  finish(): Code {
    const { code, ops } = this;
    for (const l of this.labels) for (const at of l.uses) ops[at] = l.at;
    const base = code.locals.length;
    const cellOps: number[] = [OP.LOAD_CELL, OP.STORE_CELL, OP.DELETE_CELL, OP.LOAD_CLOSURE, OP.LOAD_CLASSCELL];
    for (let i = 0; i < ops.length; i += 2)
      if (ops[i + 1]! < 0 && cellOps.includes(ops[i]!)) ops[i + 1] = base + ~ops[i + 1]!;
    code.ops = Int32Array.from(ops);
    code.starts = Int32Array.from(this.starts);
    code.ends = Int32Array.from(this.ends);
    return code;
  }
}
