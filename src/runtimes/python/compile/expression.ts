// Expressions to instructions.

import {
  type Argument,
  type CompClause,
  type Expr,
  type FormatPart,
  type FunctionDef,
  type Params,
  SourceError,
} from '../parse/ast.ts';
import { makeBytes, makeComplex, makeFloat, makeTuple } from '../vm/make.ts';
import { ELLIPSIS, codeObject } from '../vm/types.ts';
import { BINARY, COMPARE, OP, UNARY } from './ops.ts';
import type { Code } from './code.ts';
import { Emitter, type Label } from './emit.ts';
import type { Scope } from './scope.ts';

const CONVERSIONS: Record<string, number> = { '': 0, s: 1, r: 2, a: 3 };

export abstract class ExpressionCompiler extends Emitter {
  /** The scope of the names being compiled: that of the code object, or of a comprehension in it. */
  protected sc: Scope = this.scope;

  protected abstract functionCode(node: FunctionDef | (Expr & { k: 'Lambda' }), scope: Scope, name: string): Code;
  protected abstract generatorCode(node: Expr & { k: 'Comp' }, scope: Scope): Code;

  expr(x: Expr): void {
    switch (x.k) {
      case 'Name':
        this.at(x);
        return this.name('LOAD', x.id, this.sc);
      case 'Const':
        this.at(x);
        return this.load(x.v);
      case 'Float':
        return this.load(x.imaginary === true ? makeComplex(0, x.v) : makeFloat(x.v));
      case 'Bytes':
        return this.load(makeBytes(x.v));
      case 'Ellipsis':
        return this.load(ELLIPSIS);
      case 'Format':
        return this.format(x.parts);
      case 'Tuple': {
        if (x.items.some((i) => i.k === 'Star')) {
          this.starredList(x.items);
          return this.emit(OP.LIST_TO_TUPLE);
        }
        if (x.items.every((i) => i.k === 'Const'))
          return this.emit(OP.LOAD_CONST, this.constant(makeTuple(x.items.map((i) => (i as { v: null }).v))));
        for (const i of x.items) this.expr(i);
        this.at(x);
        return this.emit(OP.BUILD_TUPLE, x.items.length);
      }
      case 'List':
        if (x.items.some((i) => i.k === 'Star')) return this.starredList(x.items);
        for (const i of x.items) this.expr(i);
        this.at(x);
        return this.emit(OP.BUILD_LIST, x.items.length);
      case 'Set': {
        if (x.items.some((i) => i.k === 'Star')) {
          this.emit(OP.BUILD_SET, 0);
          for (const i of x.items) {
            if (i.k === 'Star') {
              this.expr(i.x);
              this.emit(OP.SET_UPDATE);
            } else {
              this.expr(i);
              this.emit(OP.SET_ADD, 1);
            }
          }
          return;
        }
        for (const i of x.items) this.expr(i);
        this.at(x);
        return this.emit(OP.BUILD_SET, x.items.length);
      }
      case 'Dict': {
        this.at(x);
        this.emit(OP.BUILD_DICT, 0);
        x.keys.forEach((k, i) => {
          if (k === undefined) {
            this.expr(x.values[i]!);
            this.emit(OP.DICT_UPDATE);
          } else {
            this.expr(k);
            this.expr(x.values[i]!);
            this.at(x);
            this.emit(OP.DICT_ADD, 1);
          }
        });
        return;
      }
      case 'Bin':
        this.expr(x.l);
        this.expr(x.r);
        this.at(x);
        return this.emit(OP.BINARY, BINARY.indexOf(x.op as '+'));
      case 'Unary':
        this.expr(x.x);
        this.at(x);
        return this.emit(OP.UNARY, UNARY.indexOf(x.op as '-'));
      case 'Bool': {
        const end = this.label();
        x.items.forEach((y, i) => {
          this.expr(y);
          if (i < x.items.length - 1) this.jump(x.op === 'and' ? OP.JUMP_IF_FALSE_OR_POP : OP.JUMP_IF_TRUE_OR_POP, end);
        });
        return this.mark(end);
      }
      case 'Compare':
        return this.compare(x);
      case 'Call':
        return this.call(x);
      case 'Attr':
        this.expr(x.x);
        this.at(x);
        return this.emit(OP.LOAD_ATTR, this.nameRef(this.mangled(x.name)));
      case 'Sub':
        this.expr(x.x);
        this.expr(x.i);
        this.at(x);
        return this.emit(OP.SUBSCR);
      case 'Slice':
        this.maybe(x.a);
        this.maybe(x.b);
        if (x.c !== undefined) this.expr(x.c);
        this.at(x);
        return this.emit(OP.BUILD_SLICE, x.c === undefined ? 2 : 3);
      case 'IfExp': {
        const no = this.label(),
          end = this.label();
        this.branch(x.test, false, no);
        this.expr(x.a);
        this.jump(OP.JUMP, end);
        this.mark(no);
        this.expr(x.b);
        return this.mark(end);
      }
      case 'Lambda':
        return this.makeFunction(x, '<lambda>', x.params);
      case 'Comp':
        return this.comp(x);
      case 'Star':
        throw new SourceError("can't use starred expression here", x.s, x.e);
      case 'Yield':
        if (x.x === undefined) this.load(null);
        else this.expr(x.x);
        this.at(x);
        return this.emit(OP.YIELD);
      case 'YieldFrom':
        this.expr(x.x);
        this.at(x);
        this.emit(OP.GET_FROM_ITER);
        this.load(null);
        return this.emit(OP.YIELD_FROM);
      case 'Await':
        this.expr(x.x);
        this.at(x);
        this.emit(OP.GET_AWAITABLE);
        this.load(null);
        return this.emit(OP.YIELD_FROM);
      case 'Walrus':
        this.expr(x.x);
        this.emit(OP.DUP);
        return this.name('STORE', x.target.id, this.sc);
    }
  }
  private maybe(x: Expr | undefined): void {
    if (x === undefined) this.load(null);
    else this.expr(x);
  }
  private starredList(items: readonly Expr[]): void {
    const first = items.findIndex((i) => i.k === 'Star');
    for (const i of items.slice(0, first)) this.expr(i);
    this.emit(OP.BUILD_LIST, first);
    for (const i of items.slice(first)) {
      if (i.k === 'Star') {
        this.expr(i.x);
        this.at(i.x);
        this.emit(OP.LIST_EXTEND);
      } else {
        this.expr(i);
        this.emit(OP.LIST_APPEND, 1);
      }
    }
  }

  private compareOp(op: string): void {
    if (op === 'in' || op === 'not in') this.emit(OP.CONTAINS, op === 'in' ? 0 : 1);
    else if (op === 'is' || op === 'is not') this.emit(OP.IS, op === 'is' ? 0 : 1);
    else this.emit(OP.COMPARE, COMPARE.indexOf(op as '<'));
  }
  private compare(x: Expr & { k: 'Compare' }): void {
    this.expr(x.first);
    const last = x.ops.length - 1;
    const cleanup = this.label(),
      end = this.label();
    x.ops.forEach((op, i) => {
      this.expr(x.rest[i]!);
      this.at(x);
      if (i < last) {
        this.emit(OP.DUP);
        this.emit(OP.ROT_THREE);
        this.compareOp(op);
        this.jump(OP.JUMP_IF_FALSE_OR_POP, cleanup);
      } else this.compareOp(op);
    });
    if (last === 0) return;
    this.jump(OP.JUMP, end);
    this.mark(cleanup);
    this.emit(OP.SWAP);
    this.emit(OP.POP);
    this.mark(end);
  }

  /** Jumps when the truth of `x` is `value`. */
  branch(x: Expr, value: boolean, to: Label): void {
    if (x.k === 'Unary' && x.op === 'not') return this.branch(x.x, !value, to);
    if (x.k === 'Bool') {
      const short = x.op === 'or';
      if (short === value) {
        for (const y of x.items) this.branch(y, value, to);
        return;
      }
      const skip = this.label();
      x.items.forEach((y, i) => (i < x.items.length - 1 ? this.branch(y, short, skip) : this.branch(y, value, to)));
      return this.mark(skip);
    }
    if (x.k === 'Const' && typeof x.v === 'boolean') {
      if (x.v === value) this.jump(OP.JUMP, to);
      return;
    }
    this.expr(x);
    this.jump(value ? OP.JUMP_IF_TRUE : OP.JUMP_IF_FALSE, to);
  }

  private call(x: Expr & { k: 'Call' }): void {
    const { f, args } = x;
    const plain = args.every((a) => a.kind === 'pos');
    if (f.k === 'Attr' && plain) {
      this.expr(f.x);
      this.at(f);
      this.emit(OP.LOAD_METHOD, this.nameRef(this.mangled(f.name)));
      for (const a of args) this.expr(a.x);
      this.at(x);
      return this.emit(OP.CALL_METHOD, args.length);
    }
    this.expr(f);
    this.callWith(args, 0);
    this.at(x);
    this.emitCall(args);
  }
  /** Pushes arguments behind a callable and `before` values. */
  protected callWith(args: readonly Argument[], before: number): void {
    if (args.every((a) => a.kind === 'pos' || a.kind === 'kw')) {
      for (const a of args) if (a.kind === 'pos') this.expr(a.x);
      const kw = args.filter((a) => a.kind === 'kw');
      for (const a of kw) this.expr(a.x);
      if (kw.length > 0) this.load(makeTuple(kw.map((a) => a.name!)));
      return;
    }
    this.emit(OP.BUILD_LIST, before);
    for (const a of args) {
      if (a.kind === 'pos') {
        this.expr(a.x);
        this.emit(OP.LIST_APPEND, 1);
      } else if (a.kind === 'star') {
        this.expr(a.x);
        this.at(a.x);
        this.emit(OP.LIST_EXTEND, 1);
      }
    }
    if (args.some((a) => a.kind === 'kw' || a.kind === 'kwstar')) {
      this.emit(OP.BUILD_DICT, 0);
      for (const a of args) {
        if (a.kind === 'kw') {
          this.load(a.name!);
          this.expr(a.x);
          this.emit(OP.DICT_ADD, 1);
        } else if (a.kind === 'kwstar') {
          this.expr(a.x);
          this.at(a.x);
          this.emit(OP.DICT_MERGE);
        }
      }
    }
  }
  protected emitCall(args: readonly Argument[], before = 0): void {
    if (args.some((a) => a.kind === 'star' || a.kind === 'kwstar'))
      this.emit(OP.CALL_EX, args.some((a) => a.kind === 'kw' || a.kind === 'kwstar') ? 1 : 0);
    else if (args.some((a) => a.kind === 'kw')) this.emit(OP.CALL_KW, args.length + before);
    else this.emit(OP.CALL, args.length + before);
  }

  private format(parts: readonly FormatPart[]): void {
    if (parts.length === 0) return this.load('');
    for (const p of parts) {
      if (typeof p === 'string') {
        this.load(p);
        continue;
      }
      this.expr(p.x);
      if (p.spec !== undefined) this.format(p.spec);
      this.at(p.x);
      this.emit(OP.FORMAT_VALUE, CONVERSIONS[p.conv]! | (p.spec === undefined ? 0 : 4));
    }
    if (parts.length > 1) this.emit(OP.BUILD_STRING, parts.length);
  }

  // --- functions

  /** Pushes a function object: defaults, annotations and closure first. */
  protected makeFunction(node: FunctionDef | (Expr & { k: 'Lambda' }), name: string, params: Params): void {
    let flags = 0;
    const defaults = [...params.posOnly, ...params.args].filter((p) => p.value !== undefined);
    if (defaults.length > 0) {
      for (const p of defaults) this.expr(p.value!);
      this.emit(OP.BUILD_TUPLE, defaults.length);
      flags |= 1;
    }
    const kw = params.kwOnly.filter((p) => p.value !== undefined);
    if (kw.length > 0) {
      this.emit(OP.BUILD_DICT, 0);
      for (const p of kw) {
        this.load(this.mangled(p.name));
        this.expr(p.value!);
        this.emit(OP.DICT_ADD, 1);
      }
      flags |= 2;
    }
    const annotated = [...params.posOnly, ...params.args, params.star, ...params.kwOnly, params.kw].filter(
      (p) => p?.annotation !== undefined,
    );
    const returns = node.k === 'FunctionDef' ? node.returns : undefined;
    if (annotated.length > 0 || returns !== undefined) {
      this.emit(OP.BUILD_DICT, 0);
      for (const p of annotated) {
        this.load(this.mangled(p!.name));
        this.annotation(p!.annotation!);
        this.emit(OP.DICT_ADD, 1);
      }
      if (returns !== undefined) {
        this.load('return');
        this.annotation(returns);
        this.emit(OP.DICT_ADD, 1);
      }
      flags |= 4;
    }
    const scope = this.scopes.of.get(node)!;
    const code = this.functionCode(node, scope, name);
    this.finishFunction(code, flags);
  }
  lazyAnnotations = false;
  protected annotation(x: Expr): void {
    if (this.lazyAnnotations) this.load(this.source.text.slice(x.s, x.e));
    else if (x.k === 'Star') {
      this.expr(x.x);
    } else this.expr(x);
  }
  protected finishFunction(code: Code, flags: number): void {
    if (code.free.length > 0) {
      for (const n of code.free) this.closure(n, this.sc);
      this.emit(OP.BUILD_TUPLE, code.free.length);
      flags |= 8;
    }
    this.load(codeObject(code));
    this.emit(OP.MAKE_FUNCTION, flags);
  }

  // --- comprehensions

  private comp(x: Expr & { k: 'Comp' }): void {
    const scope = this.scopes.of.get(x)!;
    if (x.clauses.some((c) => c.isAsync))
      throw new SourceError('drydock: asynchronous comprehensions are not simulated', x.s, x.e);
    if (x.type === 'gen') {
      this.finishFunction(this.generatorCode(x, scope), 0);
      this.expr(x.clauses[0]!.iter);
      this.at(x.clauses[0]!.iter);
      this.emit(OP.GET_ITER);
      this.at(x);
      return this.emit(OP.CALL, 1);
    }
    this.at(x);
    const cells = [...scope.cells].filter((n) => scope.bound.has(n));
    this.emit(x.type === 'list' ? OP.BUILD_LIST : x.type === 'set' ? OP.BUILD_SET : OP.BUILD_DICT, 0);
    this.expr(x.clauses[0]!.iter);
    this.at(x.clauses[0]!.iter);
    this.emit(OP.GET_ITER);
    const outer = this.sc;
    this.sc = scope;
    for (const n of cells) this.emit(OP.MAKE_CELL, this.slot(n, scope));
    this.clauses(x.clauses, 0, () => {
      this.expr(x.elt);
      if (x.type === 'dict') this.expr(x.value!);
      this.at(x.elt);
      this.emit(x.type === 'list' ? OP.LIST_APPEND : x.type === 'set' ? OP.SET_ADD : OP.DICT_ADD, x.clauses.length + 1);
    });
    this.sc = outer;
  }
  /** The loops of a comprehension; the first iterator is on the stack. */
  protected clauses(clauses: readonly CompClause[], i: number, inner: () => void): void {
    const c = clauses[i]!;
    const top = this.label(),
      end = this.label(),
      next = this.label();
    if (i > 0) {
      this.expr(c.iter);
      this.at(c.iter);
      this.emit(OP.GET_ITER);
    }
    this.mark(top);
    this.at(c.iter);
    this.jump(OP.FOR_ITER, end);
    this.jump(OP.FOR_DONE, end);
    this.store(c.target);
    for (const f of c.ifs) this.branch(f, false, next);
    if (i + 1 < clauses.length) this.clauses(clauses, i + 1, inner);
    else inner();
    this.mark(next);
    this.jump(OP.JUMP_BACK, top);
    this.mark(end);
  }

  /** Stores the top of the stack. */
  store(x: Expr): void {
    switch (x.k) {
      case 'Name':
        this.at(x);
        return this.name('STORE', x.id, this.sc);
      case 'Attr':
        this.expr(x.x);
        this.at(x);
        return this.emit(OP.STORE_ATTR, this.nameRef(this.mangled(x.name)));
      case 'Sub':
        this.expr(x.x);
        this.expr(x.i);
        this.at(x);
        return this.emit(OP.STORE_SUBSCR);
      case 'Tuple':
      case 'List': {
        const star = x.items.findIndex((i) => i.k === 'Star');
        this.at(x);
        if (star < 0) this.emit(OP.UNPACK, x.items.length);
        else this.emit(OP.UNPACK_EX, star | ((x.items.length - star - 1) << 8));
        for (const i of x.items) this.store(i.k === 'Star' ? i.x : i);
        return;
      }
      default:
        throw new SourceError('cannot assign here', x.s, x.e);
    }
  }
}
