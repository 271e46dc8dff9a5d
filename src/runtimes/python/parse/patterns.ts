// Patterns of match statements.

import { type Expr, type Pattern, SourceError } from './ast.ts';
import { ExpressionParser } from './expressions.ts';
import { KEYWORDS } from './cursor.ts';

export class PatternParser extends ExpressionParser {
  /** The pattern of a case: an open sequence may stand without brackets. */
  topPattern(): Pattern {
    const s = this.tok.s;
    const first = this.starOrAs();
    if (!this.isOp(',')) {
      if (first.k === 'PStar') this.fail();
      return first;
    }
    const items = [first];
    while (this.op(',')) {
      if (this.isOp(':') || this.isWord('if')) break;
      items.push(this.starOrAs());
    }
    return { k: 'PSequence', items, s, e: this.lastEnd };
  }
  private starOrAs(): Pattern {
    if (!this.isOp('*')) return this.asPattern();
    const s = this.tok.s;
    this.i++;
    const name = this.name().v;
    return { k: 'PStar', name: name === '_' ? undefined : name, s, e: this.lastEnd };
  }
  private asPattern(): Pattern {
    const s = this.tok.s;
    const items = [this.closed()];
    while (this.op('|')) items.push(this.closed());
    const pattern: Pattern = items.length === 1 ? items[0]! : { k: 'POr', items, s, e: this.lastEnd };
    if (!this.word('as')) return pattern;
    const t = this.name();
    if (t.v === '_') throw new SourceError("cannot use '_' as a target", t.s, t.e);
    return { k: 'PAs', pattern, name: t.v, s, e: this.lastEnd };
  }
  private closed(): Pattern {
    const t = this.tok;
    const { s } = t;
    if (t.t === 'op' && (t.v === '(' || t.v === '[')) {
      this.i++;
      const close = t.v === '(' ? ')' : ']';
      const items: Pattern[] = [];
      let comma = false;
      while (!this.isOp(close)) {
        items.push(this.starOrAs());
        if (!this.op(',')) break;
        comma = true;
      }
      this.expectOp(close);
      if (t.v === '(' && items.length === 1 && !comma && items[0]!.k !== 'PStar') return items[0]!;
      return { k: 'PSequence', items, s, e: this.lastEnd };
    }
    if (t.t === 'op' && t.v === '{') return this.mapping();
    if (t.t === 'name' && (t.v === 'None' || t.v === 'True' || t.v === 'False')) {
      this.i++;
      return { k: 'PSingleton', v: t.v === 'None' ? null : t.v === 'True', s, e: t.e };
    }
    if (t.t === 'name' && !KEYWORDS.has(t.v)) {
      this.i++;
      let cls: Expr = { k: 'Name', id: t.v, s, e: t.e };
      while (this.op('.')) {
        const n = this.name();
        cls = { k: 'Attr', x: cls, name: n.v, s, e: n.e };
      }
      if (this.isOp('(')) return this.classPattern(cls);
      if (cls.k === 'Name') return { k: 'PAs', pattern: undefined, name: t.v === '_' ? undefined : t.v, s, e: t.e };
      return { k: 'PValue', x: cls, s, e: cls.e };
    }
    if (t.t === 'number' || t.t === 'string' || t.t === 'fstring' || (t.t === 'op' && t.v === '-')) {
      const x = this.binary(5);
      return { k: 'PValue', x, s, e: x.e };
    }
    return this.fail();
  }
  private mapping(): Pattern {
    const s = this.tok.s;
    this.i++;
    const keys: Expr[] = [],
      items: Pattern[] = [];
    let rest: string | undefined;
    while (!this.isOp('}')) {
      if (this.op('**')) rest = this.name().v;
      else {
        keys.push(this.binary(5));
        this.expectOp(':');
        items.push(this.asPattern());
      }
      if (!this.op(',')) break;
    }
    this.expectOp('}');
    return { k: 'PMapping', keys, items, rest, s, e: this.lastEnd };
  }
  private classPattern(cls: Expr): Pattern {
    this.expectOp('(');
    const items: Pattern[] = [],
      names: string[] = [],
      named: Pattern[] = [];
    while (!this.isOp(')')) {
      if (this.atName && this.peek().v === '=' && this.peek().t === 'op') {
        names.push(this.name().v);
        this.i++;
        named.push(this.asPattern());
      } else {
        if (names.length > 0) this.fail('positional patterns follow keyword patterns');
        items.push(this.asPattern());
      }
      if (!this.op(',')) break;
    }
    this.expectOp(')');
    return { k: 'PClass', cls, items, names, named, s: cls.s, e: this.lastEnd };
  }
}
