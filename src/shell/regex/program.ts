// A tree of a regular expression as a list of instructions for a machine that follows all ways at once.

import type { Node, Repeat, Syntax } from './syntax.ts';

export type Op =
  | { readonly op: 'chars'; readonly test: (code: number) => boolean }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'forget'; readonly from: number; readonly to: number }
  | { readonly op: 'at'; readonly what: '^' | '$' | 'b' | 'B' }
  | { readonly op: 'look'; readonly code: readonly Op[]; readonly behind: boolean; readonly not: boolean }
  | { readonly op: 'back'; readonly group: number }
  | { readonly op: 'match' };

/** A pattern with counted repetitions that would be too long written out. */
export class TooBig extends Error {}
const LONGEST = 60_000;

/** A test of one character by its code, remembered. Classes are the engine's own, so that case and Unicode are right. */
function tester(source: string, flags: string): (code: number) => boolean {
  const re = new RegExp(`^(?:${source})$`, flags.replace(/[gymd]/g, ''));
  const known: (boolean | undefined)[] = [];
  const others = new Map<number, boolean>();
  return (code) => {
    let hit = code < 256 ? known[code] : others.get(code);
    if (hit === undefined) {
      hit = re.test(String.fromCodePoint(code));
      if (code < 256) known[code] = hit;
      else others.set(code, hit);
    }
    return hit;
  };
}

class Compiler {
  code: Op[] = [];
  private size = 0;
  private readonly tests: Map<string, (code: number) => boolean>;
  constructor(
    private readonly flags: string,
    /** Backwards, for what lies behind a place. */
    private readonly back: boolean,
    tests = new Map<string, (code: number) => boolean>(),
  ) {
    this.tests = tests;
  }
  private emit<T extends Op>(op: T): T {
    if (++this.size > LONGEST) throw new TooBig('Regular expression too big');
    this.code.push(op);
    return op;
  }
  node(n: Node): void {
    switch (n.t) {
      case 'chars': {
        let test = this.tests.get(n.source);
        if (test === undefined) this.tests.set(n.source, (test = tester(n.source, this.flags)));
        this.emit({ op: 'chars', test });
        return;
      }
      case 'seq':
        for (const x of this.back ? [...n.items].reverse() : n.items) this.node(x);
        return;
      case 'alt':
        return this.alternatives(n.items);
      case 'group':
        this.emit({ op: 'save', slot: n.index * 2 + (this.back ? 1 : 0) });
        this.node(n.body);
        this.emit({ op: 'save', slot: n.index * 2 + (this.back ? 0 : 1) });
        return;
      case 'look': {
        const inner = new Compiler(this.flags, n.behind, this.tests);
        inner.node(n.body);
        inner.emit({ op: 'match' });
        this.size += inner.code.length;
        this.emit({ op: 'look', code: inner.code, behind: n.behind, not: n.not });
        return;
      }
      case 'at':
        this.emit({ op: 'at', what: n.what });
        return;
      case 'back':
        this.emit({ op: 'back', group: n.group });
        return;
      case 'repeat':
        return this.repeat(n);
    }
  }
  private alternatives(items: readonly Node[]): void {
    const ends: { to: number }[] = [];
    items.forEach((x, i) => {
      if (i === items.length - 1) return this.node(x);
      const split = this.emit({ op: 'split', first: 0, second: 0 });
      split.first = this.code.length;
      this.node(x);
      ends.push(this.emit({ op: 'jump', to: 0 }));
      split.second = this.code.length;
    });
    for (const e of ends) e.to = this.code.length;
  }
  private round(n: Repeat): void {
    if (n.to >= n.from) this.emit({ op: 'forget', from: n.from * 2, to: n.to * 2 + 1 });
    this.node(n.body);
  }
  private repeat(n: Repeat): void {
    for (let k = 0; k < n.min; k++) this.round(n);
    const enter = (s: { first: number; second: number }, inside: number, outside: number): void => {
      s.first = n.lazy ? outside : inside;
      s.second = n.lazy ? inside : outside;
    };
    if (n.max === Infinity) {
      const at = this.code.length;
      const split = this.emit({ op: 'split', first: 0, second: 0 });
      this.round(n);
      this.emit({ op: 'jump', to: at });
      enter(split, at + 1, this.code.length);
      return;
    }
    const splits: { split: { first: number; second: number }; inside: number }[] = [];
    for (let k = n.min; k < n.max; k++) {
      const split = this.emit({ op: 'split', first: 0, second: 0 });
      splits.push({ split, inside: this.code.length });
      this.round(n);
    }
    for (const s of splits) enter(s.split, s.inside, this.code.length);
  }
}

/** Instructions for a tree. @throws TooBig */
export function assemble(syntax: Syntax, flags: string): readonly Op[] {
  const c = new Compiler(flags, false);
  c.node({ t: 'group', body: syntax.root, index: 0 });
  c.code.push({ op: 'match' });
  return c.code;
}
