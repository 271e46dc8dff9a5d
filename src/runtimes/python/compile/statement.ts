// Statements to instructions: the compiler of one code object.

import { type Stmt, type FunctionDef, type Expr, type Params, SourceError, type ClassDef } from '../parse/ast.ts';
import type { Code, Source } from './code.ts';
import type { Label } from './emit.ts';
import { OP } from './ops.ts';
import { compileMatch } from './match.ts';
import { type Scope, Scopes } from './scope.ts';
import { BlockCompiler } from './blocks.ts';

/** Does a body begin with a documentation string? */
function docOf(body: readonly Stmt[]): string | null {
  const first = body[0];
  return first?.k === 'Expr' && first.x.k === 'Const' && typeof first.x.v === 'string' ? first.x.v : null;
}

export class Compiler extends BlockCompiler {
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
