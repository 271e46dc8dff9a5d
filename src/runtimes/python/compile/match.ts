// match statements: every case is a test of the subject that stores names and jumps to the next case when it fails.

import type { Pattern, Stmt } from '../parse/ast.ts';
import { makeTuple } from '../vm/make.ts';
import type { Label } from './emit.ts';
import { COMPARE, OP } from './ops.ts';
import type { Compiler } from './statement.ts';

/** The subject lives in a hidden slot, so that a failing test has no stack to clean. */
export function compileMatch(c: Compiler, x: Stmt & { k: 'Match' }): void {
  const subject = c.temp();
  c.expr(x.subject);
  c.op(OP.STORE_FAST, subject);
  const end = c.fresh();
  for (const k of x.cases) {
    const next = c.fresh();
    const stores: [string, number][] = [];
    test(c, k.pattern, subject, next, stores);
    for (const [name, slot] of stores) {
      c.op(OP.LOAD_FAST, slot);
      c.storeName(name);
    }
    if (k.guard !== undefined) c.branch(k.guard, false, next);
    c.body(k.body);
    c.goto(OP.JUMP, end);
    c.put(next);
  }
  c.put(end);
}

function bind(c: Compiler, name: string | undefined, slot: number, stores: [string, number][]): void {
  if (name === undefined) return;
  const keep = c.temp();
  c.op(OP.LOAD_FAST, slot);
  c.op(OP.STORE_FAST, keep);
  stores.push([name, keep]);
}

function test(c: Compiler, p: Pattern, slot: number, fail: Label, stores: [string, number][]): void {
  c.place(p);
  const load = (): void => c.op(OP.LOAD_FAST, slot);
  switch (p.k) {
    case 'PValue':
      load();
      c.expr(p.x);
      c.place(p);
      c.op(OP.COMPARE, COMPARE.indexOf('=='));
      return c.goto(OP.JUMP_IF_FALSE, fail);
    case 'PSingleton':
      load();
      c.loadValue(p.v);
      c.op(OP.IS, 0);
      return c.goto(OP.JUMP_IF_FALSE, fail);
    case 'PAs':
      if (p.pattern !== undefined) test(c, p.pattern, slot, fail, stores);
      return bind(c, p.name, slot, stores);
    case 'POr': {
      const ok = c.fresh();
      const names = new Map<string, number>();
      p.items.forEach((item, i) => {
        const next = c.fresh();
        const mine: [string, number][] = [];
        test(c, item, slot, i === p.items.length - 1 ? fail : next, mine);
        for (const [n, s] of mine) {
          let to = names.get(n);
          if (to === undefined) names.set(n, (to = c.temp()));
          c.op(OP.LOAD_FAST, s);
          c.op(OP.STORE_FAST, to);
        }
        if (i < p.items.length - 1) c.goto(OP.JUMP, ok);
        c.put(next);
      });
      c.put(ok);
      for (const pair of names) stores.push(pair);
      return;
    }
    case 'PSequence': {
      load();
      c.op(OP.MATCH_SEQ);
      c.goto(OP.JUMP_IF_FALSE, fail);
      const star = p.items.findIndex((i) => i.k === 'PStar');
      load();
      c.op(OP.GET_LEN);
      c.loadValue(star < 0 ? p.items.length : p.items.length - 1);
      c.op(OP.COMPARE, COMPARE.indexOf(star < 0 ? '==' : '>='));
      c.goto(OP.JUMP_IF_FALSE, fail);
      load();
      if (star < 0) c.op(OP.UNPACK, p.items.length);
      else c.op(OP.UNPACK_EX, star | ((p.items.length - star - 1) << 8));
      const slots = p.items.map(() => c.temp());
      for (const s of slots) c.op(OP.STORE_FAST, s);
      p.items.forEach((item, i) =>
        item.k === 'PStar' ? bind(c, item.name, slots[i]!, stores) : test(c, item, slots[i]!, fail, stores),
      );
      return;
    }
    case 'PStar':
      return bind(c, p.name, slot, stores);
    case 'PMapping': {
      load();
      c.op(OP.MATCH_MAP);
      c.goto(OP.JUMP_IF_FALSE, fail);
      const values = c.temp();
      load();
      for (const k of p.keys) c.expr(k);
      c.op(OP.BUILD_TUPLE, p.keys.length);
      c.op(OP.MATCH_KEYS);
      c.op(OP.DUP);
      c.op(OP.STORE_FAST, values);
      c.loadValue(null);
      c.op(OP.IS, 0);
      c.goto(OP.JUMP_IF_TRUE, fail);
      unpack(c, p.items, values, fail, stores);
      if (p.rest !== undefined) {
        const rest = c.temp();
        load();
        for (const k of p.keys) c.expr(k);
        c.op(OP.BUILD_TUPLE, p.keys.length);
        c.op(OP.MATCH_REST);
        c.op(OP.STORE_FAST, rest);
        stores.push([p.rest, rest]);
      }
      return;
    }
    case 'PClass': {
      const values = c.temp();
      load();
      c.expr(p.cls);
      c.loadValue(makeTuple(p.names));
      c.place(p);
      c.op(OP.MATCH_CLASS, p.items.length);
      c.op(OP.DUP);
      c.op(OP.STORE_FAST, values);
      c.loadValue(null);
      c.op(OP.IS, 0);
      c.goto(OP.JUMP_IF_TRUE, fail);
      unpack(c, [...p.items, ...p.named], values, fail, stores);
    }
  }
}

function unpack(c: Compiler, items: readonly Pattern[], values: number, fail: Label, stores: [string, number][]): void {
  c.op(OP.LOAD_FAST, values);
  c.op(OP.UNPACK, items.length);
  const slots = items.map(() => c.temp());
  for (const s of slots) c.op(OP.STORE_FAST, s);
  items.forEach((item, i) => test(c, item, slots[i]!, fail, stores));
}
