// Go's text/template with the functions that Docker adds (json, join, table formats…).

import { own } from '../api/dict.ts';
import { float } from '../shell/printf.ts';
import {
  type Command,
  type Node_,
  parseTemplate,
  type Pipe,
  type Statement,
  type Template,
  TemplateSyntaxError,
} from './template-parse.ts';

/** A template that failed while it ran; the text is Go's, `template: :1:2: executing …`. */
export class TemplateError extends Error {}
export { TemplateSyntaxError };

/** A struct of Go with methods: what `--format` of lists sees. `type` is the name in error texts. */
export class GoStruct {
  constructor(
    readonly type: string,
    readonly fields: Readonly<Record<string, unknown>>,
    /** Methods with arguments, e.g. `.Label "x"`. */
    readonly methods: Readonly<Record<string, { arity: number; call: (...args: string[]) => unknown }>> = {},
  ) {}
}

/** A struct of Go that is no row of a list: its fields are printed in their own order. */
export class GoRecord extends GoStruct {}

/** A value of the API's types: a struct with all its fields, or one that prints itself. */
export class GoValue extends GoRecord {
  /** Fields as they are printed; those of embedded structs inside theirs. */
  readonly own: Readonly<Record<string, unknown>>;
  /**
   * @param text what it prints when it prints itself
   * @param json the same value as JSON has it
   * @param pointer whether whoever holds it holds only its address
   */
  constructor(
    readonly text: string | undefined,
    readonly json: unknown,
    type: string,
    own: Readonly<Record<string, unknown>> = {},
    embedded: ReadonlySet<string> = new Set(),
    readonly pointer = false,
  ) {
    super(
      type,
      Object.fromEntries(
        Object.entries(own).flatMap(([k, v]) => [
          ...(embedded.has(k) && v instanceof GoStruct ? Object.entries(v.fields) : []),
          [k, v],
        ]),
      ),
    );
    this.own = own;
  }
}

/** A map of Go, `map[string]string`: prints as `map[a:b]`, misses as the zero value. */
export class GoMap {
  constructor(
    readonly entries: Readonly<Record<string, unknown>>,
    /** What `index` gives for a key that is not there. */
    readonly zero: unknown = '',
  ) {}
}

/** Nothing, where a list or a map may be: prints as an empty one, is null in JSON. */
export const NIL_SLICE: readonly unknown[] = Object.freeze([]);
export const NIL_MAP = new GoMap({});

/** What `{{.}}` of parsed JSON is called in error texts. */
type Mode = 'struct' | 'raw' | 'typed';

const NO_VALUE = Symbol('no value');

export class GoTemplate {
  private readonly tree: Template;
  /** @throws TemplateSyntaxError */
  constructor(source: string) {
    this.tree = parseTemplate(source, FUNCTION_NAMES);
  }

  /**
   * The text for a value. `mode` raw: maps of JSON, where a missing key prints `<no value>` inside a
   * path and is an error at the top (Docker sets missingkey=error for them).
   * @throws TemplateError
   */
  execute(data: unknown, mode: Mode = 'struct'): string {
    return new Run(this.tree, mode, data).render();
  }
}

class Loop {
  constructor(readonly kind: 'break' | 'continue') {}
}

class Run {
  private out = '';
  private readonly vars: Map<string, unknown>[] = [];
  constructor(
    private readonly tree: Template,
    private readonly mode: Mode,
    private readonly root: unknown,
  ) {
    this.vars.push(new Map([['$', root]]));
  }

  render(): string {
    this.list(this.tree.body, this.root);
    return this.out;
  }

  /** What was printed before a failure. */
  private fail(node: { pos: number; text: string }, why: string): never {
    throw new TemplateError(`template: :1:${node.pos}: executing "" at <${node.text}>: ${why}`);
  }

  private list(list: Statement[], dot: unknown): void {
    for (const s of list) this.statement(s, dot);
  }

  private statement(s: Statement, dot: unknown): void {
    switch (s.kind) {
      case 'text':
        this.out += s.text;
        return;
      case 'action': {
        const value = this.pipe(s.pipe, dot);
        if (s.pipe.vars.length === 0) this.out += value === null && this.mode === 'typed' ? '<nil>' : printValue(value);
        return;
      }
      case 'if':
      case 'with': {
        this.vars.push(new Map());
        const value = this.pipe(s.pipe, dot);
        if (truth(value)) this.list(s.then, s.kind === 'with' ? value : dot);
        else this.list(s.else, dot);
        this.vars.pop();
        return;
      }
      case 'range':
        return this.range(s, dot);
      case 'break':
      case 'continue':
        throw new Loop(s.kind);
      case 'template': {
        const body = this.tree.defines.get(s.name);
        if (body === undefined)
          this.fail({ pos: s.pos, text: s.text }, `template ${JSON.stringify(s.name)} not defined`);
        const value = s.pipe === undefined ? NO_VALUE : this.pipe(s.pipe, dot);
        const saved = this.vars.splice(0, this.vars.length, new Map([['$', value]]));
        this.list(body, value);
        this.vars.splice(0, this.vars.length, ...saved);
        return;
      }
    }
  }

  private range(s: Statement & { kind: 'if' | 'range' | 'with' }, dot: unknown): void {
    this.vars.push(new Map());
    const value = this.pipe({ ...s.pipe, vars: [] }, dot);
    const entries = entriesOf(value);
    if (entries === undefined)
      this.fail({ pos: s.pipe.commands[0]!.pos, text: s.pipe.text }, `range can't iterate over ${printValue(value)}`);
    if (entries.length === 0) this.list(s.else, dot);
    for (const [key, item] of entries) {
      const scope = this.vars.at(-1)!;
      const names = s.pipe.vars;
      if (names.length === 1) scope.set(names[0]!, item);
      else if (names.length === 2) {
        scope.set(names[0]!, key);
        scope.set(names[1]!, item);
      }
      this.vars.push(new Map());
      try {
        this.list(s.then, item);
      } catch (error) {
        if (!(error instanceof Loop)) throw error;
        if (error.kind === 'break') break;
      } finally {
        this.vars.pop();
      }
    }
    this.vars.pop();
  }

  private pipe(pipe: Pipe, dot: unknown): unknown {
    let value: unknown = NO_VALUE;
    pipe.commands.forEach((c, i) => {
      value = this.command(c, dot, i === 0 ? [] : [value]);
    });
    for (const name of pipe.vars) {
      if (pipe.assign) {
        const scope = this.vars.findLast((m) => m.has(name));
        scope?.set(name, value);
      } else this.vars.at(-1)!.set(name, value);
    }
    return value;
  }

  private command(c: Command, dot: unknown, final: unknown[]): unknown {
    const [first, ...rest] = c.args;
    if (first!.kind === 'func') return this.call(first!.name, c, rest, dot, final);
    if (first!.kind === 'nil') this.fail(first!, 'nil is not a command');
    if (first!.kind === 'field' || first!.kind === 'var') {
      const args = [...rest.map((a) => this.arg(a, dot)), ...final];
      return this.path(first!.kind === 'field' ? dot : this.variable(first!.name), first!.names, first!, args);
    }
    if (rest.length > 0 || final.length > 0) this.fail(first!, `can't give argument to non-function ${first!.text}`);
    return this.arg(first!, dot);
  }

  private variable(name: string): unknown {
    for (let i = this.vars.length - 1; i >= 0; i--) if (this.vars[i]!.has(name)) return this.vars[i]!.get(name);
    return NO_VALUE;
  }

  private arg(n: Node_, dot: unknown): unknown {
    switch (n.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'field':
        return this.path(dot, n.names, n, []);
      case 'var':
        return this.path(this.variable(n.name), n.names, n, []);
      case 'string':
        return n.value;
      case 'number':
        return n.float ? new Float(n.value) : n.value;
      case 'bool':
        return n.value;
      case 'pipe':
        return this.path(this.pipe(n.pipe, dot), n.names, n, []);
      case 'func':
        return this.call(n.name, { args: [n], pos: n.pos, text: n.text }, [], dot, []);
    }
  }

  private path(start: unknown, names: string[], node: Node_, args: unknown[]): unknown {
    let value = start;
    names.forEach((name, i) => {
      const at = { pos: node.pos + offset(node, names), text: node.text };
      const last = i === names.length - 1;
      if (value instanceof GoStruct) {
        const method = own(value.methods, name);
        if (method !== undefined) {
          const given = last ? args : [];
          if (given.length !== method.arity)
            this.fail(
              { pos: node.pos, text: node.text },
              `wrong number of args for ${name}: want ${method.arity} got ${given.length}`,
            );
          value = method.call(...given.map(String));
          return;
        }
        if (!Object.hasOwn(value.fields, name))
          this.fail(
            { pos: node.pos + offset(node, names), text: node.text },
            `can't evaluate field ${name} in type ${value.type}`,
          );
        value = value.fields[name];
        return;
      }
      if (value instanceof GoMap) {
        value = own(value.entries, name) ?? NO_VALUE;
        return;
      }
      if (value === NO_VALUE || value === undefined) {
        if (i > 0 || this.mode !== 'raw') {
          value = NO_VALUE;
          return;
        }
        this.fail(
          at,
          node.kind === 'pipe'
            ? `nil pointer evaluating interface {}.${name}`
            : `nil data; no entry for key ${JSON.stringify(name)}`,
        );
      }
      if (value === null) {
        if (this.mode === 'struct') {
          value = NO_VALUE;
          return;
        }
        this.fail(at, `nil pointer evaluating interface {}.${name}`);
      }
      if (typeof value === 'object' && !Array.isArray(value)) {
        const map = value as Record<string, unknown>;
        if (!Object.hasOwn(map, name)) {
          if (this.mode !== 'struct') this.fail(at, `map has no entry for key ${JSON.stringify(name)}`);
          value = NO_VALUE;
          return;
        }
        value = map[name];
        return;
      }
      this.fail(
        at,
        `can't evaluate field ${name} in type ${this.mode !== 'struct' ? 'interface {}' : typeName(value)}`,
      );
    });
    return value === undefined ? NO_VALUE : value;
  }

  private call(name: string, c: Command, rest: Node_[], dot: unknown, final: unknown[]): unknown {
    const want = ARITY[name];
    const given = rest.length + final.length;
    if (name === 'and' || name === 'or') return this.shortCircuit(name, c, rest, dot, final);
    if (want !== undefined && (given < want[0] || given > want[1])) {
      const text = rest.length === 0 && final.length === 0 ? name : c.text;
      this.fail(
        { pos: c.pos, text },
        `wrong number of args for ${name}: want ${want[1] === Infinity ? 'at least ' : ''}${want[0]} got ${given}`,
      );
    }
    const args = [...rest.map((a) => this.arg(a, dot)), ...final];
    const types = STRING_ARGS[name];
    if (types !== undefined) {
      rest.forEach((n, i) => {
        const kind = types[i];
        const v = args[i];
        if (kind === 'string' && typeof v !== 'string' && !(v === NO_VALUE)) {
          if (n.kind === 'number') this.fail(n, `expected string; found ${n.raw}`);
          this.fail(n, `wrong type for value; expected string; got ${typeName(v)}`);
        }
        if (kind === '[]string' && !Array.isArray(v) && v !== null && v !== NO_VALUE)
          this.fail(n, `wrong type for value; expected []string; got ${typeName(v)}`);
        if (kind === 'int' && typeof v !== 'number')
          this.fail(n, `wrong type for value; expected int; got ${typeName(v)}`);
      });
    }
    try {
      return (FUNCTIONS[name] as (...a: unknown[]) => unknown)(...args);
    } catch (error) {
      if (error instanceof TemplateError) throw error;
      this.fail({ pos: c.pos, text: c.text }, `error calling ${name}: ${(error as Error).message}`);
    }
  }

  private shortCircuit(name: 'and' | 'or', c: Command, rest: Node_[], dot: unknown, final: unknown[]): unknown {
    if (rest.length + final.length === 0)
      this.fail({ pos: c.pos, text: name }, `wrong number of args for ${name}: want at least 1 got 0`);
    let value: unknown;
    for (const n of rest) {
      value = this.arg(n, dot);
      if (truth(value) === (name === 'or')) return value;
    }
    return final.length > 0 ? final[0] : value;
  }
}

/** Where Go's parser puts a chain of fields: at its second one. */
function offset(node: Node_, names: readonly string[]): number {
  if (node.kind !== 'field' || names.length === 1) return 0;
  return names[0]!.length + 1;
}

class Float {
  constructor(readonly value: number) {}
}

function typeName(v: unknown): string {
  if (typeof v === 'string') return 'string';
  if (typeof v === 'boolean') return 'bool';
  if (typeof v === 'number') return Number.isInteger(v) ? 'int' : 'float64';
  if (v instanceof Float) return 'float64';
  if (v instanceof GoStruct) return v.type;
  if (Array.isArray(v)) return '[]interface {}';
  if (v instanceof GoMap) return 'map[string]string';
  return v === null || v === NO_VALUE ? 'nil' : 'map[string]interface {}';
}

function truth(v: unknown): boolean {
  if (v === NO_VALUE || v === null || v === undefined || v === false || v === 0 || v === '') return false;
  if (v instanceof Float) return v.value !== 0;
  if (Array.isArray(v)) return v.length > 0;
  if (v instanceof GoMap) return Object.keys(v.entries).length > 0;
  if (v instanceof GoStruct) return true;
  return typeof v !== 'object' || Object.keys(v).length > 0;
}

function entriesOf(v: unknown): [unknown, unknown][] | undefined {
  if (v === null || v === NO_VALUE) return [];
  if (Array.isArray(v)) return v.map((x, i): [unknown, unknown] => [i, x]);
  if (typeof v === 'number' && Number.isInteger(v))
    return Array.from({ length: Math.min(v, 10_000) }, (_, i): [unknown, unknown] => [i, i]);
  const map = v instanceof GoMap ? v.entries : v;
  if (typeof map !== 'object' || map instanceof GoStruct || map instanceof Float) return undefined;
  return Object.entries(map as object).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `%v` of a value. */
export function printValue(v: unknown): string {
  if (v === NO_VALUE || v === undefined || v === null) return '<no value>';
  return show(v);
}

function show(v: unknown, inside = false): string {
  if (v === null || v === undefined || v === NO_VALUE) return '<nil>';
  if (typeof v === 'string' || typeof v === 'boolean') return String(v);
  if (typeof v === 'number')
    return Number.isInteger(v) && Math.abs(v) < 1e21
      ? String(v)
      : float(Math.abs(v), 'g', 17).replace(/^/, v < 0 ? '-' : '');
  if (v instanceof Float) return String(v.value);
  if (Array.isArray(v)) return `[${v.map((x) => show(x, true)).join(' ')}]`;
  if (v instanceof GoValue && v.text !== undefined) return v.text;
  if (v instanceof GoValue && v.pointer && inside) return address(v);
  const map =
    v instanceof GoMap
      ? v.entries
      : v instanceof GoValue
        ? v.own
        : v instanceof GoStruct
          ? v.fields
          : (v as Record<string, unknown>);
  const inner = v instanceof GoRecord ? Object.entries(map) : Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return v instanceof GoStruct
    ? `{${inner.map(([, x]) => show(x, true)).join(' ')}}`
    : `map[${inner.map(([k, x]) => `${k}:${show(x, true)}`).join(' ')}]`;
}

/** Where a struct stands in memory, as far as a reader can tell. */
function address(v: GoValue): string {
  let h = 0x811c9dc5;
  for (const c of goJson(v.json)) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
  return `0xc000${((h & 0xffff) << 7).toString(16).padStart(6, '0')}`;
}

/** JSON as Go's encoder writes it with HTML escaping off; maps' keys sorted when they are maps. */
export function goJson(v: unknown): string {
  if (v === NO_VALUE || v === undefined) return 'null';
  if (v instanceof Float) return String(v.value);
  if (v === NIL_SLICE || v === NIL_MAP) return 'null';
  if (v instanceof GoValue) return goJson(v.json);
  if (v instanceof GoMap) return goJson(sorted(v.entries));
  if (v instanceof GoRecord) return goJson(v.fields);
  if (v instanceof GoStruct) return goJson(sorted(v.fields));
  if (Array.isArray(v)) return `[${v.map(goJson).join(',')}]`;
  if (v !== null && typeof v === 'object')
    return `{${Object.entries(v)
      .map(([k, x]) => `${JSON.stringify(k)}:${goJson(x)}`)
      .join(',')}}`;
  return JSON.stringify(v);
}
function sorted(map: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function kindOf(v: unknown): string {
  if (typeof v === 'number') return Number.isInteger(v) ? 'int' : 'float64';
  if (v instanceof Float) return 'float64';
  return typeof v === 'string' ? 'string' : typeof v === 'boolean' ? 'bool' : 'other';
}

function compare(op: string, a: unknown, b: unknown): number | boolean {
  const ka = kindOf(a);
  const kb = kindOf(b);
  const number = (v: unknown): number => (v instanceof Float ? v.value : (v as number));
  if (ka === 'other' || kb === 'other') {
    if (op === 'eq' || op === 'ne')
      return a === b || ((a === null || a === NO_VALUE) && (b === null || b === NO_VALUE));
    throw new Error('invalid type for comparison');
  }
  if (ka !== kb && !(ka.startsWith('int') && kb.startsWith('int')))
    throw new Error(`incompatible types for comparison: ${ka} and ${kb}`);
  if (ka === 'bool' && op !== 'eq' && op !== 'ne') throw new Error('invalid type for comparison');
  const x = ka === 'string' || ka === 'bool' ? (a as string) : number(a);
  const y = ka === 'string' || ka === 'bool' ? (b as string) : number(b);
  return x < y ? -1 : x > y ? 1 : 0;
}
const equal = (a: unknown, b: unknown): boolean => {
  const c = compare('eq', a, b);
  return c === true || c === 0;
};
function order(op: string, test: (c: number) => boolean) {
  return (a: unknown, b: unknown): boolean => test(compare(op, a, b) as number);
}

function sprintf(format: string, args: unknown[]): string {
  let used = 0;
  const out = format.replace(
    /%([-+# 0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      if (used >= args.length) return `%!${verb}(MISSING)`;
      const v = args[used++];
      const num = v instanceof Float ? v.value : v;
      const bad = (): string => `%!${verb}(${typeName(v)}=${show(v)})`;
      let text: string;
      switch (verb) {
        case 'v':
          text = show(v);
          break;
        case 's':
          text =
            typeof v === 'string' || Array.isArray(v) || (typeof v === 'object' && !(v instanceof Float))
              ? show(v)
              : bad();
          break;
        case 'q':
          text =
            typeof v === 'string'
              ? JSON.stringify(v)
              : Array.isArray(v)
                ? `[${v.map((x) => JSON.stringify(show(x))).join(' ')}]`
                : bad();
          break;
        case 'd':
          text =
            typeof num === 'number' && !(v instanceof Float) && Number.isInteger(num)
              ? String(num)
              : Array.isArray(v)
                ? show(v)
                : bad();
          break;
        case 't':
          text = typeof v === 'boolean' ? String(v) : bad();
          break;
        case 'x':
        case 'X':
          text =
            typeof num === 'number'
              ? num.toString(16)
              : typeof v === 'string'
                ? [...new TextEncoder().encode(v)].map((b) => b.toString(16).padStart(2, '0')).join('')
                : bad();
          if (verb === 'X') text = text.toUpperCase();
          break;
        case 'o':
          text = typeof num === 'number' ? num.toString(8) : bad();
          break;
        case 'b':
          text = typeof num === 'number' ? num.toString(2) : bad();
          break;
        case 'c':
          text = typeof num === 'number' ? String.fromCodePoint(num) : bad();
          break;
        case 'f':
        case 'e':
        case 'g':
          text =
            v instanceof Float || (typeof num === 'number' && !Number.isInteger(num))
              ? (Number(num) < 0 ? '-' : '') +
                float(Math.abs(Number(num)), verb, precision === undefined ? 6 : Number(precision))
              : bad();
          break;
        case 'T':
          text = typeName(v);
          break;
        default:
          text = bad();
      }
      if (precision !== undefined && (verb === 's' || verb === 'q' || verb === 'v') && typeof v === 'string')
        text = [...(verb === 'q' ? JSON.stringify([...v].slice(0, Number(precision)).join('')) : text)]
          .slice(0, verb === 'q' ? undefined : Number(precision))
          .join('');
      const w = Number(width ?? 0);
      return flags.includes('-')
        ? text.padEnd(w)
        : flags.includes('0') && /^[dxXobf]$/.test(verb)
          ? text.padStart(w, '0')
          : text.padStart(w);
    },
  );
  return used < args.length
    ? `${out}%!(EXTRA ${args
        .slice(used)
        .map((a) => `${typeName(a)}=${show(a)}`)
        .join(', ')})`
    : out;
}

function index(v: unknown, ...keys: unknown[]): unknown {
  let value = v;
  for (const key of keys) {
    if (value === NO_VALUE || value === null || value === undefined) throw new Error('index of untyped nil');
    if (Array.isArray(value) || typeof value === 'string') {
      if (typeof key !== 'number') throw new Error(`cannot index slice/array with type ${typeName(key)}`);
      if (key < 0 || key >= value.length)
        throw new Error(
          value.length === 0 && Array.isArray(value)
            ? 'reflect: slice index out of range'
            : `index out of range: ${key}`,
        );
      value = typeof value === 'string' ? value.charCodeAt(key) : (value[key] as unknown);
      continue;
    }
    const map = value instanceof GoMap ? value.entries : (value as Record<string, unknown>);
    if (typeof map !== 'object') throw new Error(`can't index item of type ${typeName(value)}`);
    value = Object.hasOwn(map, String(key))
      ? map[String(key)]
      : value instanceof GoMap
        ? value.zero
        : Object.values(map).every((x) => typeof x === 'string')
          ? ''
          : NO_VALUE;
  }
  return value;
}

const FUNCTIONS: Record<string, (...args: never[]) => unknown> = {
  json: (v: unknown) => goJson(v),
  split: (a: string, b: string) => a.split(b),
  join: (list: unknown[] | null, sep: string) => (list ?? []).map((x) => show(x)).join(sep),
  title: (s: string) => s.replace(/(^|[^A-Za-z'])([a-z])/g, (_, a: string, b: string) => a + b.toUpperCase()),
  lower: (s: string) => s.toLowerCase(),
  upper: (s: string) => s.toUpperCase(),
  pad: (s: string, before: number, after: number) => (s === '' ? s : ' '.repeat(before) + s + ' '.repeat(after)),
  truncate: (s: string, n: number) => s.slice(0, n),
  println: (...args: unknown[]) => `${args.map((x) => show(x)).join(' ')}\n`,
  print: (...args: unknown[]) =>
    args
      .map((a, i) => (i > 0 && typeof a !== 'string' && typeof args[i - 1] !== 'string' ? ' ' : '') + show(a))
      .join(''),
  printf: (format: string, ...args: unknown[]) => sprintf(format, args),
  len: (v: unknown) => {
    if (typeof v === 'string') return new TextEncoder().encode(v).length;
    if (Array.isArray(v)) return v.length;
    if (v instanceof GoMap) return Object.keys(v.entries).length;
    if (v === null || v === NO_VALUE) return 0;
    if (typeof v === 'object' && !(v instanceof Float)) return Object.keys(v).length;
    if (typeof v === 'number') return String(v).length;
    throw new Error(`len of type ${typeName(v)}`);
  },
  index: index as never,
  slice: (v: string | unknown[], from = 0, to?: number) => {
    const end = to ?? v.length;
    if (from < 0 || end > v.length || from > end) throw new Error(`index out of range: ${end > v.length ? end : from}`);
    return v.slice(from, end);
  },
  not: (v: unknown) => !truth(v),
  eq: (a: unknown, ...rest: unknown[]) => {
    if (rest.length === 0) throw new Error('missing argument for comparison');
    return rest.some((b) => equal(a, b));
  },
  ne: (a: unknown, b: unknown) => !equal(a, b),
  lt: order('lt', (c) => c < 0) as never,
  le: order('le', (c) => c <= 0) as never,
  gt: order('gt', (c) => c > 0) as never,
  ge: order('ge', (c) => c >= 0) as never,
  html: (...a: unknown[]) =>
    a
      .map((x) => show(x))
      .join('')
      .replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' })[c]!),
  js: (...a: unknown[]) =>
    a
      .map((x) => show(x))
      .join('')
      .replace(
        /[\\'"<>&=\n]/g,
        (c) =>
          ({
            '\\': '\\\\',
            "'": "\\'",
            '"': '\\"',
            '<': '\\u003C',
            '>': '\\u003E',
            '&': '\\u0026',
            '=': '\\u003D',
            '\n': '\\n',
          })[c]!,
      ),
  urlquery: (...a: unknown[]) => encodeURIComponent(a.map((x) => show(x)).join('')).replace(/%20/g, '+'),
  call: () => {
    throw new Error('non-function of type nil');
  },
  and: () => false,
  or: () => false,
};

const FUNCTION_NAMES: ReadonlySet<string> = new Set(Object.keys(FUNCTIONS));

const ARITY: Record<string, [number, number]> = {
  json: [1, 1],
  split: [2, 2],
  join: [2, 2],
  title: [1, 1],
  lower: [1, 1],
  upper: [1, 1],
  pad: [3, 3],
  truncate: [2, 2],
  len: [1, 1],
  not: [1, 1],
  ne: [2, 2],
  lt: [2, 2],
  le: [2, 2],
  gt: [2, 2],
  ge: [2, 2],
  index: [1, Infinity],
  slice: [1, 4],
  eq: [1, Infinity],
  printf: [1, Infinity],
  call: [1, Infinity],
};
const STRING_ARGS: Record<string, readonly ('string' | '[]string' | 'int')[]> = {
  split: ['string', 'string'],
  join: ['[]string', 'string'],
  title: ['string'],
  lower: ['string'],
  upper: ['string'],
  pad: ['string', 'int', 'int'],
  truncate: ['string', 'int'],
  printf: ['string'],
};
