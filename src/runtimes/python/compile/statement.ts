// Statements to instructions: the compiler of one code object.

import {
  type ClassDef,
  type Expr,
  type FunctionDef,
  type Handler,
  type Params,
  SourceError,
  type Stmt,
} from '../parse/ast.ts';
import { makeTuple } from '../vm/make.ts';
import type { Code, Source } from './code.ts';
import type { Block, Label } from './emit.ts';
import { ExpressionCompiler } from './expression.ts';
import { BINARY, OP } from './ops.ts';
import { compileMatch } from './match.ts';
import { type Scope, Scopes } from './scope.ts';

/** Does a body begin with a documentation string? */
function docOf(body: readonly Stmt[]): string | null {
  const first = body[0];
  return first?.k === 'Expr' && first.x.k === 'Const' && typeof first.x.v === 'string' ? first.x.v : null;
}

export class Compiler extends ExpressionCompiler {
  /** Prints the values of expression statements, as the prompt does. */
  interactive = false;

  private child(scope: Scope, name: string, at: number, cls = this.cls): Compiler {
    const qual =
      this.scope.kind === 'module'
        ? name
        : this.scope.globals.has(name)
          ? name
          : `${this.code.qualname}.${this.scope.kind === 'function' ? '<locals>.' : ''}${name}`;
    const c = new Compiler(this.scopes, scope, this.source, name, qual, cls, at);
    c.lazyAnnotations = this.lazyAnnotations;
    return c;
  }

  protected functionCode(node: FunctionDef | (Expr & { k: 'Lambda' }), scope: Scope, name: string): Code {
    const c = this.child(scope, name, node.s);
    c.parameters(node.params);
    c.code.generator = scope.generator;
    if (node.k === 'Lambda') {
      c.expr(node.body);
      c.emit(OP.RETURN);
    } else {
      c.code.doc = docOf(node.body);
      if (node.isAsync) c.code.coroutine = true;
      c.body(node.body);
      c.at({ s: c.s, e: c.e });
      c.load(null);
      c.emit(OP.RETURN);
    }
    return c.done();
  }
  protected generatorCode(node: Expr & { k: 'Comp' }, scope: Scope): Code {
    const c = this.child(scope, '<genexpr>', node.s);
    c.code.argCount = 1;
    c.slot('.0', scope);
    c.code.generator = true;
    c.emit(OP.LOAD_FAST, 0);
    c.clauses(node.clauses, 0, () => {
      c.expr(node.elt);
      c.emit(OP.YIELD);
      c.emit(OP.POP);
    });
    c.load(null);
    c.emit(OP.RETURN);
    return c.done();
  }
  private parameters(p: Params): void {
    const { code } = this;
    for (const x of [...p.posOnly, ...p.args, ...p.kwOnly]) this.slot(this.mangled(x.name), this.scope);
    if (p.star !== undefined) this.slot(this.mangled(p.star.name), this.scope);
    if (p.kw !== undefined) this.slot(this.mangled(p.kw.name), this.scope);
    code.argCount = p.posOnly.length + p.args.length;
    code.posOnlyCount = p.posOnly.length;
    code.kwOnlyCount = p.kwOnly.length;
    code.varArgs = p.star !== undefined;
    code.varKw = p.kw !== undefined;
    code.simple = !code.varArgs && !code.varKw && code.kwOnlyCount === 0;
  }
  /** The code with the names that inner code takes from further out. */
  done(): Code {
    for (const n of this.scope.free) this.freeSlot(n);
    return this.finish();
  }

  body(list: readonly Stmt[]): void {
    for (const x of list) this.stmt(x);
  }

  private stmt(x: Stmt): void {
    this.at(x);
    switch (x.k) {
      case 'Expr':
        if (this.interactive) {
          this.expr(x.x);
          return this.emit(OP.PRINT_EXPR);
        }
        if (x.x.k === 'Const') return this.emit(OP.NOP);
        this.expr(x.x);
        return this.emit(OP.POP);
      case 'Assign':
        this.expr(x.x);
        x.targets.forEach((t, i) => {
          if (i < x.targets.length - 1) this.emit(OP.DUP);
          this.store(t);
        });
        return;
      case 'AugAssign':
        return this.augmented(x);
      case 'AnnAssign':
        return this.annotated(x);
      case 'Return': {
        if (this.scope.kind !== 'function') throw new SourceError("'return' outside function", x.s, x.e);
        if (x.x === undefined) this.load(null);
        else this.expr(x.x);
        this.at(x);
        if (!this.blocks.some((b) => b.kind !== 'loop')) return this.emit(OP.RETURN);
        this.emit(OP.STASH);
        this.unwind(0);
        return this.emit(OP.RETURN_STASH);
      }
      case 'Raise':
        if (x.x !== undefined) this.expr(x.x);
        if (x.cause !== undefined) this.expr(x.cause);
        this.at(x);
        return this.emit(OP.RAISE, x.x === undefined ? 0 : x.cause === undefined ? 1 : 2);
      case 'Assert': {
        const ok = this.label();
        this.branch(x.test, true, ok);
        this.at(x);
        this.emit(OP.LOAD_GLOBAL, this.nameRef('AssertionError'));
        if (x.msg !== undefined) {
          this.expr(x.msg);
          this.emit(OP.CALL, 1);
        }
        this.at(x.test);
        this.emit(OP.RAISE, 1);
        return this.mark(ok);
      }
      case 'Del':
        for (const t of x.targets) this.delete(t);
        return;
      case 'Pass':
        return this.emit(OP.NOP);
      case 'Break':
      case 'Continue':
        return this.leave(x);
      case 'Global':
      case 'Nonlocal':
        return;
      case 'Import':
        for (const a of x.names) {
          this.at(x);
          this.load(0);
          this.load(null);
          this.emit(OP.IMPORT, this.nameRef(a.name));
          if (a.as !== undefined) {
            for (const part of a.name.split('.').slice(1))
              (this.emit(OP.IMPORT_FROM, this.nameRef(part)), this.emit(OP.SWAP), this.emit(OP.POP));
            this.name('STORE', a.as, this.sc);
          } else this.name('STORE', a.name.split('.')[0]!, this.sc);
        }
        return;
      case 'ImportFrom':
        return this.importFrom(x);
      case 'If': {
        const no = this.label(),
          end = this.label();
        this.branch(x.test, false, no);
        this.body(x.body);
        if (x.orelse.length > 0) this.jump(OP.JUMP, end);
        this.mark(no);
        this.body(x.orelse);
        return this.mark(end);
      }
      case 'While': {
        const top = this.label(),
          otherwise = this.label(),
          end = this.label();
        this.mark(top);
        this.branch(x.test, false, otherwise);
        this.blocks.push({ kind: 'loop', isFor: false, top, end });
        this.body(x.body);
        this.blocks.pop();
        this.jump(OP.JUMP_BACK, top);
        this.mark(otherwise);
        this.body(x.orelse);
        return this.mark(end);
      }
      case 'For':
        return this.forLoop(x);
      case 'Try':
        return this.tryStatement(x);
      case 'With':
        return this.withItems(x, 0);
      case 'FunctionDef':
        for (const d of x.decorators) this.expr(d);
        for (const t of x.typeParams) this.typeParam(t);
        this.at({ s: x.s, e: x.e });
        this.makeFunction(x, x.name, x.params);
        for (const d of [...x.decorators].reverse()) {
          this.at(d);
          this.emit(OP.CALL, 1);
        }
        this.at(x);
        return this.name('STORE', x.name, this.sc);
      case 'ClassDef':
        return this.classDef(x);
      case 'Match':
        return compileMatch(this, x);
      case 'TypeAlias':
        this.expr(x.x);
        return this.name('STORE', x.name, this.sc);
    }
  }
  private typeParam(name: string): void {
    this.load(0);
    this.load(makeTuple(['TypeVar']));
    this.emit(OP.IMPORT, this.nameRef('typing'));
    this.emit(OP.IMPORT_FROM, this.nameRef('TypeVar'));
    this.emit(OP.SWAP);
    this.emit(OP.POP);
    this.load(name);
    this.emit(OP.CALL, 1);
    this.name('STORE', name, this.sc);
  }

  private augmented(x: Stmt & { k: 'AugAssign' }): void {
    const t = x.target;
    const op = (): void => {
      this.expr(x.x);
      this.at(x);
      this.emit(OP.INPLACE, BINARY.indexOf(x.op as '+'));
    };
    if (t.k === 'Name') {
      this.expr(t);
      op();
      this.name('STORE', t.id, this.sc);
    } else if (t.k === 'Attr') {
      this.expr(t.x);
      this.emit(OP.DUP);
      this.at(t);
      this.emit(OP.LOAD_ATTR, this.nameRef(this.mangled(t.name)));
      op();
      this.emit(OP.SWAP);
      this.at(t);
      this.emit(OP.STORE_ATTR, this.nameRef(this.mangled(t.name)));
    } else if (t.k === 'Sub') {
      this.expr(t.x);
      this.expr(t.i);
      this.emit(OP.DUP_TWO);
      this.at(t);
      this.emit(OP.SUBSCR);
      op();
      this.emit(OP.ROT_THREE);
      this.at(t);
      this.emit(OP.STORE_SUBSCR);
    }
  }
  private annotated(x: Stmt & { k: 'AnnAssign' }): void {
    if (x.x !== undefined) {
      this.expr(x.x);
      this.store(x.target);
    } else if (x.target.k !== 'Name') {
      this.expr(x.target.k === 'Attr' || x.target.k === 'Sub' ? x.target.x : x.target);
      this.emit(OP.POP);
    }
    if (this.scope.kind === 'function' || x.target.k !== 'Name') return;
    this.annotation(x.annotation);
    this.at(x);
    this.name('LOAD', '__annotations__', this.sc);
    this.load(this.mangled(x.target.id));
    this.emit(OP.STORE_SUBSCR);
  }
  private delete(x: Expr): void {
    switch (x.k) {
      case 'Name':
        this.at(x);
        return this.name('DELETE', x.id, this.sc);
      case 'Attr':
        this.expr(x.x);
        this.at(x);
        return this.emit(OP.DELETE_ATTR, this.nameRef(this.mangled(x.name)));
      case 'Sub':
        this.expr(x.x);
        this.expr(x.i);
        this.at(x);
        return this.emit(OP.DELETE_SUBSCR);
      case 'Tuple':
      case 'List':
        for (const i of x.items) this.delete(i);
    }
  }
  private importFrom(x: Stmt & { k: 'ImportFrom' }): void {
    if (x.module === '__future__') {
      for (const a of x.names) if (a.name === 'annotations') this.lazyAnnotations = true;
    }
    this.load(x.level);
    this.load(makeTuple(x.names.map((a) => a.name)));
    this.at(x);
    this.emit(OP.IMPORT, this.nameRef(x.module));
    if (x.names[0]!.name === '*') return this.emit(OP.IMPORT_STAR);
    for (const a of x.names) {
      this.at(x);
      this.emit(OP.IMPORT_FROM, this.nameRef(a.name));
      this.name('STORE', a.as ?? a.name, this.sc);
    }
    this.emit(OP.POP);
  }

  private forLoop(x: Stmt & { k: 'For' }): void {
    if (x.isAsync) throw new SourceError("drydock: 'async for' is not simulated", x.s, x.e);
    const top = this.label(),
      otherwise = this.label(),
      end = this.label();
    this.expr(x.iter);
    this.at(x.iter);
    this.emit(OP.GET_ITER);
    this.mark(top);
    this.at(x.iter);
    this.jump(OP.FOR_ITER, otherwise);
    this.jump(OP.FOR_DONE, otherwise);
    this.store(x.target);
    this.blocks.push({ kind: 'loop', isFor: true, top, end });
    this.body(x.body);
    this.blocks.pop();
    this.jump(OP.JUMP_BACK, top);
    this.mark(otherwise);
    this.body(x.orelse);
    this.mark(end);
  }

  /** Undoes the blocks above `down`, innermost first. */
  private unwind(down: number): void {
    const saved = [...this.blocks];
    while (this.blocks.length > down) this.undo(this.blocks.pop()!);
    this.blocks.push(...saved.slice(this.blocks.length));
  }
  private undo(b: Block): void {
    switch (b.kind) {
      case 'loop':
        return;
      case 'try':
        return this.emit(OP.POP_BLOCK);
      case 'finally':
        this.emit(OP.POP_BLOCK);
        return b.body();
      case 'with':
        this.emit(OP.POP_BLOCK);
        this.emit(OP.WITH_EXIT_OK);
        this.awaitIf(b.isAsync);
        return this.emit(OP.POP);
      case 'handler':
        this.emit(OP.POP_BLOCK);
        return this.emit(OP.POP_HANDLED);
      case 'named':
        this.emit(OP.POP_BLOCK);
        return b.clear();
    }
  }
  private leave(x: Stmt & { k: 'Break' | 'Continue' }): void {
    const i = this.blocks.findLastIndex((b) => b.kind === 'loop');
    if (i < 0)
      throw new SourceError(x.k === 'Break' ? "'break' outside loop" : "'continue' not properly in loop", x.s, x.e);
    const loop = this.blocks[i] as Block & { kind: 'loop' };
    this.unwind(i + 1);
    if (x.k === 'Continue') return this.jump(OP.JUMP_BACK, loop.top);
    if (loop.isFor) this.emit(OP.POP);
    this.jump(OP.JUMP, loop.end);
  }

  private tryStatement(x: Stmt & { k: 'Try' }): void {
    if (x.final.length === 0) return this.tryExcept(x);
    const handler = this.label(),
      cleanup = this.label(),
      end = this.label();
    this.jump(OP.SETUP, handler);
    this.blocks.push({ kind: 'finally', body: () => this.body(x.final) });
    if (x.handlers.length > 0) this.tryExcept(x);
    else this.body(x.body);
    this.blocks.pop();
    this.emit(OP.POP_BLOCK);
    this.body(x.final);
    this.jump(OP.JUMP, end);
    this.mark(handler);
    this.emit(OP.PUSH_HANDLED);
    this.jump(OP.SETUP, cleanup);
    this.blocks.push({ kind: 'handler' });
    this.body(x.final);
    this.blocks.pop();
    this.emit(OP.POP_BLOCK);
    this.emit(OP.RERAISE);
    this.cleanup(cleanup);
    this.mark(end);
  }
  /** An exception flew out of a handler. */
  private cleanup(label: Label): void {
    this.mark(label);
    this.emit(OP.POP_HANDLED);
    this.emit(OP.RETHROW);
  }
  private tryExcept(x: Stmt & { k: 'Try' }): void {
    const handler = this.label(),
      cleanup = this.label(),
      end = this.label();
    this.jump(OP.SETUP, handler);
    this.blocks.push({ kind: 'try' });
    this.body(x.body);
    this.blocks.pop();
    this.emit(OP.POP_BLOCK);
    this.body(x.orelse);
    this.jump(OP.JUMP, end);
    this.mark(handler);
    this.emit(OP.PUSH_HANDLED);
    this.jump(OP.SETUP, cleanup);
    this.blocks.push({ kind: 'handler' });
    x.handlers.forEach((h, i) => {
      if (h.type === undefined && i < x.handlers.length - 1)
        throw new SourceError("default 'except:' must be last", h.s, h.e);
      this.handler(h, end);
    });
    this.blocks.pop();
    this.emit(OP.POP_BLOCK);
    this.emit(OP.RERAISE);
    this.cleanup(cleanup);
    this.mark(end);
  }
  private handler(h: Handler, end: Label): void {
    const next = this.label();
    this.at(h);
    if (h.type !== undefined) {
      this.expr(h.type);
      this.at(h.type);
      this.emit(OP.EXC_MATCH);
      this.jump(OP.JUMP_IF_FALSE, next);
    }
    if (h.name === undefined) this.body(h.body);
    else {
      const after = this.label(),
        done = this.label();
      const clear = (): void => {
        this.load(null);
        this.name('STORE', h.name!, this.sc);
        this.name('DELETE', h.name!, this.sc);
      };
      this.emit(OP.LOAD_EXC);
      this.name('STORE', h.name, this.sc);
      this.jump(OP.SETUP, after);
      this.blocks.push({ kind: 'named', clear });
      this.body(h.body);
      this.blocks.pop();
      this.emit(OP.POP_BLOCK);
      clear();
      this.jump(OP.JUMP, done);
      this.mark(after);
      clear();
      this.emit(OP.RETHROW);
      this.mark(done);
    }
    this.emit(OP.POP_BLOCK);
    this.emit(OP.POP_HANDLED);
    this.jump(OP.JUMP, end);
    this.mark(next);
  }

  private awaitIf(isAsync: boolean): void {
    if (!isAsync) return;
    this.emit(OP.GET_AWAITABLE);
    this.load(null);
    this.emit(OP.YIELD_FROM);
  }
  private withItems(x: Stmt & { k: 'With' }, i: number): void {
    const item = x.items[i];
    if (item === undefined) return this.body(x.body);
    const handler = this.label(),
      cleanup = this.label(),
      end = this.label(),
      swallow = this.label();
    this.expr(item.x);
    this.at(item.x);
    this.emit(x.isAsync ? OP.WITH_AENTER : OP.WITH_ENTER);
    this.awaitIf(x.isAsync);
    this.jump(OP.SETUP_WITH, handler);
    this.blocks.push({ kind: 'with', isAsync: x.isAsync });
    if (item.as === undefined) this.emit(OP.POP);
    else this.store(item.as);
    this.withItems(x, i + 1);
    this.blocks.pop();
    this.at(item.x);
    this.emit(OP.POP_BLOCK);
    this.emit(OP.WITH_EXIT_OK);
    this.awaitIf(x.isAsync);
    this.emit(OP.POP);
    this.jump(OP.JUMP, end);
    this.mark(handler);
    this.emit(OP.PUSH_HANDLED);
    this.jump(OP.SETUP, cleanup);
    this.emit(OP.WITH_EXIT_EXC);
    this.awaitIf(x.isAsync);
    this.jump(OP.JUMP_IF_TRUE, swallow);
    this.emit(OP.POP_BLOCK);
    this.emit(OP.RERAISE);
    this.cleanup(cleanup);
    this.mark(swallow);
    this.emit(OP.POP_BLOCK);
    this.emit(OP.POP_HANDLED);
    this.mark(end);
  }

  private classDef(x: ClassDef): void {
    for (const d of x.decorators) this.expr(d);
    for (const t of x.typeParams) this.typeParam(t);
    this.at(x);
    this.emit(OP.LOAD_BUILD_CLASS);
    const scope = this.scopes.of.get(x)!;
    const c = this.child(scope, x.name, x.s, x.name);
    c.name('LOAD', '__name__', scope);
    c.name('STORE', '__module__', scope);
    c.load(c.code.qualname);
    c.name('STORE', '__qualname__', scope);
    const doc = docOf(x.body);
    if (doc !== null) {
      c.load(doc);
      c.name('STORE', '__doc__', scope);
    }
    if (scope.uses.has('__annotations__')) c.emit(OP.SETUP_ANNOTATIONS);
    c.body(x.body);
    if (scope.cells.has('__class__')) {
      c.emit(OP.LOAD_CLOSURE, c.slot('__class__', scope));
      c.name('STORE', '__classcell__', scope);
    }
    c.load(null);
    c.emit(OP.RETURN);
    this.finishFunction(c.done(), 0);
    this.load(x.name);
    if (x.args.some((a) => a.kind === 'star' || a.kind === 'kwstar')) this.callWith(x.args, 2);
    else this.callWith(x.args, 0);
    this.at(x);
    this.emitCall(x.args, 2);
    for (const d of [...x.decorators].reverse()) {
      this.at(d);
      this.emit(OP.CALL, 1);
    }
    this.at(x);
    this.name('STORE', x.name, this.sc);
  }

  // --- what match.ts needs

  op(op: number, arg = 0): void {
    this.emit(op, arg);
  }
  goto(op: number, to: Label): void {
    this.jump(op, to);
  }
  put(label: Label): void {
    this.mark(label);
  }
  fresh(): Label {
    return this.label();
  }
  place(node: { s: number; e: number }): void {
    this.at(node);
  }
  storeName(name: string): void {
    this.name('STORE', name, this.sc);
  }
  loadValue(v: Parameters<Compiler['load']>[0]): void {
    this.load(v);
  }
  temp(): number {
    return this.hidden();
  }
  ref(name: string): number {
    return this.nameRef(name);
  }
}

/** Compiles the statements of a file. @throws SourceError */
export function compileFile(body: readonly Stmt[], source: Source, interactive = false): Code {
  const scopes = new Scopes(body);
  const c = new Compiler(scopes, scopes.module, source, '<module>', '<module>', undefined, 0);
  c.interactive = interactive;
  c.code.doc = docOf(body);
  if (scopes.module.uses.has('__annotations__')) c.op(OP.SETUP_ANNOTATIONS);
  c.body(body);
  c.loadValue(null);
  c.op(OP.RETURN);
  return c.done();
}
/** Compiles one expression (eval). @throws SourceError */
export function compileExpression(x: Expr, source: Source): Code {
  const scopes = new Scopes(x);
  const c = new Compiler(scopes, scopes.module, source, '<module>', '<module>', undefined, 0);
  c.expr(x);
  c.op(OP.RETURN);
  return c.done();
}
