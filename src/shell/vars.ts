// Shell variables: scalars, indexed and associative arrays, attributes, and the scopes of functions.

/** Values from here on weigh something (see Process.hold). */
export const LONG = 4096;

export interface Variable {
  value: string | undefined;
  array: Map<number, string> | undefined;
  assoc: Map<string, string> | undefined;
  exported: boolean;
  readonly: boolean;
  integer: boolean;
  letters: 'lower' | 'upper' | undefined;
  nameref: boolean;
}

export function newVariable(value?: string): Variable {
  return {
    value,
    array: undefined,
    assoc: undefined,
    exported: false,
    readonly: false,
    integer: false,
    letters: undefined,
    nameref: false,
  };
}

export function cloneVariable(v: Variable): Variable {
  return { ...v, array: v.array && new Map(v.array), assoc: v.assoc && new Map(v.assoc) };
}

/** A refused assignment; the text is what bash says after the script's name. */
export class VarError extends Error {}

export class Variables {
  /** Globals first, then one map for each function that runs. */
  scopes: Map<string, Variable>[] = [new Map()];

  clone(): Variables {
    const out = new Variables();
    out.scopes = this.scopes.map((s) => new Map([...s].map(([k, v]) => [k, cloneVariable(v)])));
    return out;
  }

  /** Bytes of all long values. */
  weight(): number {
    let sum = 0;
    const add = (text: string | undefined): void => {
      if (text !== undefined && text.length >= LONG) sum += text.length;
    };
    for (const scope of this.scopes)
      for (const v of scope.values()) {
        add(v.value);
        for (const x of v.array?.values() ?? []) add(x);
        for (const x of v.assoc?.values() ?? []) add(x);
      }
    return sum;
  }

  /** The variable that a name stands for, namerefs followed. */
  find(name: string): Variable | undefined {
    for (let depth = 0; depth < 10; depth++) {
      let v: Variable | undefined;
      for (let i = this.scopes.length - 1; i >= 0 && v === undefined; i--) v = this.scopes[i]!.get(name);
      if (v?.nameref && v.value !== undefined && v.value !== '') name = v.value;
      else return v;
    }
    return undefined;
  }

  get(name: string): string | undefined {
    const v = this.find(name);
    if (v === undefined) return undefined;
    return v.array?.get(0) ?? v.assoc?.get('0') ?? v.value;
  }

  /** The variable to write to, made in the global scope when it is missing. */
  ensure(name: string): Variable {
    let v = this.find(name);
    if (v === undefined) {
      v = newVariable();
      this.scopes[0]!.set(name, v);
    }
    return v;
  }

  private cooked(v: Variable, value: string): string {
    return v.letters === 'lower' ? value.toLowerCase() : v.letters === 'upper' ? value.toUpperCase() : value;
  }

  set(name: string, value: string): void {
    const v = this.ensure(name);
    if (v.readonly) throw new VarError(`${name}: readonly variable`);
    value = this.cooked(v, value);
    if (v.array !== undefined) v.array.set(0, value);
    else if (v.assoc !== undefined) v.assoc.set('0', value);
    else v.value = value;
  }

  setElement(name: string, key: string | number, value: string): void {
    const v = this.ensure(name);
    if (v.readonly) throw new VarError(`${name}: readonly variable`);
    value = this.cooked(v, value);
    if (v.assoc !== undefined) v.assoc.set(String(key), value);
    else {
      if (v.array === undefined) {
        v.array = new Map();
        if (v.value !== undefined) v.array.set(0, v.value);
        v.value = undefined;
      }
      let index = Number(key);
      if (index < 0) index += ((keysOf(v).at(-1) ?? -1) as number) + 1;
      if (index < 0) throw new VarError(`${name}[${key}]: bad array subscript`);
      v.array.set(index, value);
    }
  }

  setArray(name: string, values: readonly string[]): void {
    const v = this.ensure(name);
    if (v.readonly) throw new VarError(`${name}: readonly variable`);
    v.value = undefined;
    v.assoc = undefined;
    v.array = new Map(values.map((x, i) => [i, x]));
  }

  unset(name: string): void {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const v = this.scopes[i]!.get(name);
      if (v === undefined) continue;
      if (v.readonly) throw new VarError(`${name}: cannot unset: readonly variable`);
      this.scopes[i]!.delete(name);
      return;
    }
  }

  /** Declares a name in the running function's scope. */
  local(name: string): Variable {
    const scope = this.scopes[this.scopes.length - 1]!;
    let v = scope.get(name);
    if (v === undefined) {
      v = newVariable();
      const outer = this.find(name);
      if (outer?.exported) v.exported = true;
      scope.set(name, v);
    }
    return v;
  }

  /** Every visible variable, sorted by name. */
  all(): [string, Variable][] {
    const seen = new Map<string, Variable>();
    for (const scope of this.scopes) for (const [k, v] of scope) seen.set(k, v);
    return [...seen].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  /** What came in under names that are none in the shell (`discovery.type`): bash hands it on, dash does not. */
  readonly foreign = new Map<string, string>();

  /** The environment for programs. */
  environment(): Map<string, string> {
    const out = new Map(this.foreign);
    for (const scope of this.scopes) {
      for (const [k, v] of scope) {
        if (v.exported && v.value !== undefined) out.set(k, v.value);
        else out.delete(k);
      }
    }
    return out;
  }
}

/** Subscripts of an array in order. */
export function keysOf(v: Variable): (string | number)[] {
  if (v.assoc !== undefined) return [...v.assoc.keys()];
  if (v.array !== undefined) return [...v.array.keys()].sort((a, b) => a - b);
  return v.value === undefined ? [] : [0];
}

export function valuesOf(v: Variable): string[] {
  if (v.assoc !== undefined) return [...v.assoc.values()];
  if (v.array !== undefined) return (keysOf(v) as number[]).map((k) => v.array!.get(k)!);
  return v.value === undefined ? [] : [v.value];
}

/** Quotes a text so that a shell reads it back (bash's `${x@Q}` style with single quotes). */
export function quoteSingle(text: string): string {
  if (/[\x00-\x1f\x7f]/.test(text)) {
    const body = text.replace(/[\x00-\x1f\x7f'\\]/g, (c) => {
      const names: Record<string, string> = {
        '\n': '\\n',
        '\t': '\\t',
        '\r': '\\r',
        "'": "\\'",
        '\\': '\\\\',
        '\x1b': '\\E',
        '\x07': '\\a',
        '\b': '\\b',
      };
      return names[c] ?? `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`;
    });
    return `$'${body}'`;
  }
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/** Quotes only where needed, with backslashes (printf %q). */
export function quoteBackslash(text: string): string {
  if (text === '') return "''";
  if (/[\x00-\x1f\x7f]/.test(text)) return quoteSingle(text);
  return text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, (c) => (c.charCodeAt(0) > 127 ? c : `\\${c}`));
}

/** `"…"` as declare -p prints it. */
export function quoteDouble(text: string): string {
  if (/[\x00-\x1f\x7f]/.test(text)) return quoteSingle(text);
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}
