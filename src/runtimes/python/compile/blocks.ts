// Loops, try and with to instructions, and what must be undone when one is left.

import { type Stmt, SourceError, type Handler } from '../parse/ast.ts';
import type { Block, Label } from './emit.ts';
import { OP } from './ops.ts';
import { AssignmentCompiler } from './assignment.ts';

/** Statements that must be left in order: loops, try and with. */
export abstract class BlockCompiler extends AssignmentCompiler {
  abstract body(list: readonly Stmt[]): void;

  protected forLoop(x: Stmt & { k: 'For' }): void {
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
  protected unwind(down: number): void {
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
  protected leave(x: Stmt & { k: 'Break' | 'Continue' }): void {
    const i = this.blocks.findLastIndex((b) => b.kind === 'loop');
    if (i < 0)
      throw new SourceError(x.k === 'Break' ? "'break' outside loop" : "'continue' not properly in loop", x.s, x.e);
    const loop = this.blocks[i] as Block & { kind: 'loop' };
    this.unwind(i + 1);
    if (x.k === 'Continue') return this.jump(OP.JUMP_BACK, loop.top);
    if (loop.isFor) this.emit(OP.POP);
    this.jump(OP.JUMP, loop.end);
  }

  protected tryStatement(x: Stmt & { k: 'Try' }): void {
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
  protected withItems(x: Stmt & { k: 'With' }, i: number): void {
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
}
