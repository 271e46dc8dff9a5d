// The source of a JavaScript regular expression as a tree, for looking through it and for running it without backtracking.

/** Characters that one place takes, as a class in JavaScript's own syntax: `[a-z]`, `\\d`, `.`, `a`. */
interface Chars {
  readonly t: 'chars';
  readonly source: string;
}
export interface Repeat {
  readonly t: 'repeat';
  readonly body: Node;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
  /** Groups that lie within: each round forgets what they held. */
  readonly from: number;
  readonly to: number;
}
export type Node =
  | Chars
  | Repeat
  | { readonly t: 'seq'; readonly items: readonly Node[] }
  | { readonly t: 'alt'; readonly items: readonly Node[] }
  | { readonly t: 'group'; readonly body: Node; readonly index: number }
  | { readonly t: 'look'; readonly body: Node; readonly behind: boolean; readonly not: boolean }
  | { readonly t: 'at'; readonly what: '^' | '$' | 'b' | 'B' }
  | { readonly t: 'back'; readonly group: number };

export interface Syntax {
  readonly root: Node;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

class Unknown extends Error {}

/** How many groups a source has, counted before it is read: back-references may point forward. */
function countGroups(source: string): number {
  let n = 0;
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '\\') i++;
    else if (c === '[') i = classEnd(source, i) - 1;
    else if (c === '(' && (source[i + 1] !== '?' || /^\?<[^=!]/.test(source.slice(i + 1, i + 4)))) n++;
  }
  return n;
}

function classEnd(source: string, at: number): number {
  let i = at + 1;
  for (; i < source.length && source[i] !== ']'; i++) if (source[i] === '\\') i++;
  return i + 1;
}

const ESCAPE = /^\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}|c[A-Za-z]|[pP]\{[^}]*\}|[^])/;

class Parser {
  private i = 0;
  private groups = 0;
  private readonly total: number;
  readonly names = new Map<string, number>();
  constructor(
    private readonly source: string,
    private readonly unicode: boolean,
  ) {
    this.total = countGroups(source);
  }
  whole(): Syntax {
    const root = this.alternatives();
    if (this.i < this.source.length) throw new Unknown();
    return { root, groups: this.groups, names: this.names };
  }
  private eat(text: string): boolean {
    if (!this.source.startsWith(text, this.i)) return false;
    this.i += text.length;
    return true;
  }
  private alternatives(): Node {
    const items: Node[] = [this.sequence()];
    while (this.eat('|')) items.push(this.sequence());
    return items.length === 1 ? items[0]! : { t: 'alt', items };
  }
  private sequence(): Node {
    const items: Node[] = [];
    while (this.i < this.source.length && this.source[this.i] !== '|' && this.source[this.i] !== ')') {
      const from = this.groups;
      items.push(this.repeated(this.atom(), from));
    }
    return items.length === 1 ? items[0]! : { t: 'seq', items };
  }
  private repeated(body: Node, from: number): Node {
    const m = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(this.source.slice(this.i, this.i + 40));
    if (m === null) return body;
    this.i += m[0].length;
    const lazy = this.eat('?');
    const c = m[0][0]!;
    const min = c === '{' ? Number(m[1]) : c === '+' ? 1 : 0;
    const max = c === '?' ? 1 : c !== '{' ? Infinity : m[2] === '' ? min : m[3] === '' ? Infinity : Number(m[3]);
    return { t: 'repeat', body, min, max, lazy, from: from + 1, to: this.groups };
  }
  private group(): Node {
    for (const [mark, behind, not] of LOOKS) {
      if (!this.eat(mark)) continue;
      const body = this.alternatives();
      if (!this.eat(')')) throw new Unknown();
      return { t: 'look', body, behind, not };
    }
    let index = 0;
    if (!this.eat('(?:')) {
      const name = /^\(\?<(\w+)>/.exec(this.source.slice(this.i));
      if (name === null && this.source.startsWith('(?', this.i)) throw new Unknown();
      this.i += name === null ? 1 : name[0].length;
      index = ++this.groups;
      if (name !== null) this.names.set(name[1]!, index);
    }
    const body = this.alternatives();
    if (!this.eat(')')) throw new Unknown();
    return index === 0 ? body : { t: 'group', body, index };
  }
  private atom(): Node {
    const c = this.source[this.i]!;
    if (c === '(') return this.group();
    if (c === '^' || c === '$') {
      this.i++;
      return { t: 'at', what: c };
    }
    if (c === '[') {
      const end = classEnd(this.source, this.i);
      const source = this.source.slice(this.i, end);
      this.i = end;
      return { t: 'chars', source };
    }
    if (c === '\\') return this.escape();
    const one = this.unicode ? String.fromCodePoint(this.source.codePointAt(this.i)!) : c;
    this.i += one.length;
    return { t: 'chars', source: /[/{}\]]/.test(one) ? `\\${one}` : one };
  }
  private escape(): Node {
    const rest = this.source.slice(this.i);
    const c = rest[1];
    if (c === 'b' || c === 'B') {
      this.i += 2;
      return { t: 'at', what: c };
    }
    const back = /^\\([1-9]\d*)/.exec(rest);
    if (back !== null) {
      if (Number(back[1]) > this.total) throw new Unknown();
      this.i += back[0].length;
      return { t: 'back', group: Number(back[1]) };
    }
    const m = ESCAPE.exec(rest);
    if (m === null || c === 'k' || (c === '0' && /\d/.test(rest[2] ?? ''))) throw new Unknown();
    this.i += m[0].length;
    return { t: 'chars', source: m[0] };
  }
}

const LOOKS: readonly (readonly [string, boolean, boolean])[] = [
  ['(?=', false, false],
  ['(?!', false, true],
  ['(?<=', true, false],
  ['(?<!', true, true],
];

/** The tree of a source that `RegExp` takes; undefined when something in it is not understood here. */
export function parse(source: string, flags: string): Syntax | undefined {
  try {
    return new Parser(source, /[uv]/.test(flags)).whole();
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

/** Is there a node of this kind anywhere? */
export function has(node: Node, t: Node['t']): boolean {
  if (node.t === t) return true;
  if (node.t === 'seq' || node.t === 'alt') return node.items.some((x) => has(x, t));
  return 'body' in node && has(node.body, t);
}
