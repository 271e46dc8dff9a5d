// Assignments, del and imports to instructions.

import type { Stmt, Expr } from '../parse/ast.ts';
import { makeTuple } from '../vm/make.ts';
import { ExpressionCompiler } from './expression.ts';
import { OP, BINARY } from './ops.ts';

/** Statements that bind or unbind names. */
export abstract class AssignmentCompiler extends ExpressionCompiler {
  protected typeParam(name: string): void {
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

  protected augmented(x: Stmt & { k: 'AugAssign' }): void {
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
  protected annotated(x: Stmt & { k: 'AnnAssign' }): void {
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
  protected delete(x: Expr): void {
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
  protected importFrom(x: Stmt & { k: 'ImportFrom' }): void {
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
}
