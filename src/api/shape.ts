// Shapes of Go's structs on the wire: their fields in order, their zero values, and what encoding/json says of a value
// that does not fit. One description serves what a body may hold, what is missing from it, and the order of an answer.

import { ApiError } from './error.ts';
import { WrittenNumber } from './gojson.ts';

export type Shape =
  | { readonly go: 'string' | 'int64'; readonly name?: string }
  | { readonly go: 'bool' | 'int' | 'uint' | 'uint16' | 'uint64' | 'float64' }
  | { readonly go: 'any' }
  /** A string stands for a list of one (strslice.StrSlice). */
  | { readonly go: 'strslice' }
  | { readonly go: 'list'; readonly of: Shape; readonly name?: string }
  | { readonly go: 'array'; readonly of: Shape; readonly length: number }
  | { readonly go: 'map'; readonly of: Shape; readonly name?: string }
  | { readonly go: 'pointer'; readonly to: Shape }
  | Struct;

export interface Field {
  readonly shape: Shape;
  /** Left out of an answer when it holds its zero value. */
  readonly omitempty: boolean;
}

export interface Struct {
  readonly go: 'struct';
  /** Go's name of the type, with its package: `container.HostConfig`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** What stands before its fields in errors, where that is not the name without its package. */
  readonly root?: string;
}

export const string: Shape = { go: 'string' };
export const bool: Shape = { go: 'bool' };
export const int: Shape = { go: 'int' };
export const uint: Shape = { go: 'uint' };
export const int64: Shape = { go: 'int64' };
export const uint16: Shape = { go: 'uint16' };
export const strslice: Shape = { go: 'strslice' };
/** A string or number whose type has a name of its own. */
export const named = (go: 'string' | 'int64', name: string): Shape => ({ go, name });
export const list = (of: Shape): Shape => ({ go: 'list', of });
export const map = (of: Shape, name?: string): Shape =>
  name === undefined ? { go: 'map', of } : { go: 'map', of, name };
export const pointer = (to: Shape): Shape => ({ go: 'pointer', to });
export const array = (of: Shape, length: number): Shape => ({ go: 'array', of, length });

/** A struct; a name that ends in `?` is left out of answers while it is zero. */
export function struct(name: string, fields: Readonly<Record<string, Shape>>): Struct {
  return {
    go: 'struct',
    name,
    fields: new Map(
      Object.entries(fields).map(([k, shape]): [string, Field] => [
        k.replace(/\?$/, ''),
        { shape, omitempty: k.endsWith('?') },
      ]),
    ),
  };
}

/** The same, under another name in its errors. */
export const rooted = (shape: Struct, root: string): Struct => ({ ...shape, root });

/** How Go names a type in its errors. */
export function goName(shape: Shape): string {
  switch (shape.go) {
    case 'list':
      return shape.name ?? `[]${shape.of.go === 'pointer' ? '*' : ''}${goName(shape.of)}`;
    case 'array':
      return `[${shape.length}]${goName(shape.of)}`;
    case 'map':
      return shape.name ?? `map[string]${shape.of.go === 'pointer' ? '*' : ''}${goName(shape.of)}`;
    case 'pointer':
      return goName(shape.to);
    case 'struct':
      return shape.name;
    case 'strslice':
      return 'strslice.StrSlice';
    case 'any':
      return 'interface {}';
    case 'string':
    case 'int64':
      return shape.name ?? shape.go;
    default:
      return shape.go;
  }
}

function jsonKind(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value;
}

/** The zero value of a shape. */
export function zero(shape: Shape): unknown {
  switch (shape.go) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'list':
    case 'map':
    case 'pointer':
    case 'any':
    case 'strslice':
      return null;
    case 'array':
      return Array.from({ length: shape.length }, () => zero(shape.of));
    case 'struct':
      return Object.fromEntries([...shape.fields].map(([k, f]) => [k, zero(f.shape)]));
    default:
      return 0;
  }
}

function isZero(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0 || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/**
 * A value of a body, read as encoding/json does into a struct: names without regard to case, unknown ones passed over,
 * `null` for the zero value; what is missing stays missing.
 * @param path the field's place for the error, `.HostConfig.Memory`; empty at the top
 * @throws ApiError 400 `invalid JSON: json: cannot unmarshal …`
 */
export function conform(value: unknown, shape: Shape, path = '', kind = jsonKind(value), inList = false): unknown {
  const fail = (what = kind): never => {
    const where = path === '' ? 'Go value' : `${inList ? '' : 'Go struct field '}${path}`;
    throw new ApiError(400, `invalid JSON: json: cannot unmarshal ${what} into ${where} of type ${goName(shape)}`);
  };
  if (value instanceof WrittenNumber) {
    if (shape.go === 'pointer') return conform(value, shape.to, path, kind, inList);
    if (shape.go === 'float64' || shape.go === 'any') return Number(value.text);
    return fail(/^u?int/.test(shape.go) ? `number ${value.text}` : 'number');
  }
  if (value === null || value === undefined) return shape.go === 'struct' ? {} : zero(shape);
  switch (shape.go) {
    case 'any':
      return value;
    case 'string':
      return typeof value === 'string' ? value : fail();
    case 'bool':
      return typeof value === 'boolean' ? value : fail();
    case 'float64':
      return typeof value === 'number' ? value : fail();
    case 'int':
    case 'int64':
    case 'uint':
    case 'uint16':
    case 'uint64': {
      if (typeof value !== 'number') return fail();
      const low = shape.go.startsWith('u') ? 0 : -(2 ** 63);
      const high = shape.go === 'uint16' ? 65535 : shape.go.startsWith('u') ? 2 ** 64 : 2 ** 63;
      return Number.isInteger(value) && value >= low && value <= high ? value : fail(`number ${value}`);
    }
    case 'strslice':
      if (typeof value === 'string') return [value];
      // its decoder first tries a list, then a string, and tells of the second failure
      if (!Array.isArray(value) || value.some((v) => v !== null && typeof v !== 'string'))
        return conform(Array.isArray(value) ? {} : value, string, '', jsonKind(value));
      return value.map((v) => conform(v, string));
    case 'list':
      if (!Array.isArray(value)) return fail();
      return value.map((v, i) => conform(v, shape.of, `${path}.${i}`, undefined, true));
    case 'array': {
      if (!Array.isArray(value)) return fail();
      return Array.from({ length: shape.length }, (_, i) =>
        conform(value[i], shape.of, `${path}.${i}`, undefined, true),
      );
    }
    case 'map': {
      if (typeof value !== 'object' || Array.isArray(value)) return fail();
      return fromEntries(
        Object.entries(value).map(([k, v]) => [k, conform(v, shape.of, path === '' ? '' : `${path}.${pointed(k)}`)]),
      );
    }
    case 'pointer':
      return conform(value, shape.to, path);
    case 'struct': {
      if (typeof value !== 'object' || Array.isArray(value)) return fail();
      const byFold = new Map([...shape.fields.keys()].map((k) => [k.toLowerCase(), k]));
      const out: [string, unknown][] = [];
      for (const [k, v] of Object.entries(value)) {
        const name = shape.fields.has(k) ? k : byFold.get(k.toLowerCase());
        if (name === undefined || v === null) continue;
        out.push([name, conform(v, shape.fields.get(name)!.shape, `${path === '' ? rootName(shape) : path}.${name}`)]);
      }
      return fromEntries(out);
    }
  }
}

/** A key as a JSON pointer writes it (RFC 6901). */
const pointed = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');

/** Errors name the type at the top without its package; an embedded one has none. */
function rootName(shape: Struct): string {
  return shape.root ?? shape.name.slice(shape.name.lastIndexOf('.') + 1);
}

/** Object.fromEntries that keeps a key called `__proto__`. */
function fromEntries(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [k, v] of entries)
    Object.defineProperty(out, k, { value: v, enumerable: true, writable: true, configurable: true });
  return out;
}

/** Puts the zero value where a field of a struct is missing, in the struct's order; nested structs too. */
export function complete<T extends object>(value: Partial<T>, shape: Struct): T;
export function complete(value: Readonly<Record<string, unknown>>, shape: Struct): object {
  return fromEntries(
    [...shape.fields].map(([k, f]): [string, unknown] => {
      const v = Object.hasOwn(value, k) ? value[k] : undefined;
      if (v === undefined || v === null) return [k, zero(f.shape)];
      return [k, f.shape.go === 'struct' ? complete(v as Record<string, unknown>, f.shape) : v];
    }),
  );
}

/** A struct as encoding/json writes it: fields in order, maps by key, what is empty and may be left out left out. */
export function inOrder<T>(value: T, shape: Shape): T;
export function inOrder(value: unknown, shape: Shape): unknown {
  if (value === null || value === undefined) return value ?? null;
  switch (shape.go) {
    case 'pointer':
      return inOrder(value, shape.to);
    case 'list':
    case 'array':
      return Array.isArray(value) ? value.map((v) => inOrder(v, shape.of)) : value;
    case 'map':
      return fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([k, v]) => [k, inOrder(v, shape.of)]),
      );
    case 'struct': {
      const source = value as Record<string, unknown>;
      const out: [string, unknown][] = [];
      for (const [k, f] of shape.fields) {
        const v = Object.hasOwn(source, k) ? source[k] : undefined;
        if (f.omitempty && (v === undefined || v === null || (f.shape.go !== 'pointer' && isZero(v)))) continue;
        out.push([k, v === undefined || v === null ? zero(f.shape) : inOrder(v, f.shape)]);
      }
      return fromEntries(out);
    }
    default:
      return value;
  }
}
