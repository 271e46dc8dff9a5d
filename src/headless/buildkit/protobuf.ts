// Messages of Protocol Buffers described as tables: a name, its number, its kind. What is read and written of the wire
// format is a library's; unknown fields are passed over, as the format asks.

import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A field of a message. */
interface Field<T> {
  readonly no: number;
  /** What it is while nothing was read. */
  empty(): T;
  write(w: BinaryWriter, no: number, value: T): void;
  read(r: BinaryReader, wire: WireType, before: T): T;
}

type Shape = Readonly<Record<string, Field<unknown>>>;
type Values<S extends Shape> = { [K in keyof S]: S[K] extends Field<infer T> ? T : never };

/** A kind of message. */
export interface Message<T> {
  /** Fields that are left out have the value that they have when nothing was read. */
  encode(value: Partial<T>): Uint8Array;
  /** @throws Error for bytes that are no message */
  decode(bytes: Uint8Array): T;
}

/** What a message of a kind is when it is read. */
export type Of<M> = M extends Message<infer T> ? T : never;

/** A kind of message by its fields. */
export function message<S extends Shape>(shape: S): Message<Values<S>> {
  const fields = Object.entries(shape);
  const byNumber = new Map(fields.map(([name, f]) => [f.no, { name, f }]));
  return {
    encode(value) {
      const w = new BinaryWriter();
      for (const [name, f] of fields) {
        const v = (value as Record<string, unknown>)[name];
        if (v !== undefined) f.write(w, f.no, v);
      }
      return w.finish();
    },
    decode(bytes) {
      const out: Record<string, unknown> = {};
      for (const [name, f] of fields) out[name] = f.empty();
      const r = new BinaryReader(bytes);
      while (r.pos < r.len) {
        const [no, wire] = r.tag();
        const known = byNumber.get(no);
        if (known === undefined) r.skip(wire, no);
        else out[known.name] = known.f.read(r, wire, out[known.name]);
      }
      return out as Values<S>;
    },
  };
}

/** How one value goes over the wire. */
interface Kind<T> {
  readonly wire: WireType;
  put(w: BinaryWriter, value: T): void;
  get(r: BinaryReader): T;
  /** Is it what a reader assumes anyway? */
  plain(value: T): boolean;
  readonly empty: T;
}

function take<T>(r: BinaryReader, wire: WireType, kind: Kind<T>): T {
  if (wire !== kind.wire) throw new Error(`a field of wire type ${wire} where ${kind.wire} is expected`);
  return kind.get(r);
}

function single<T>(no: number, kind: Kind<T>): Field<T> {
  return {
    no,
    empty: () => kind.empty,
    write(w, n, value) {
      if (kind.plain(value)) return;
      kind.put(w.tag(n, kind.wire), value);
    },
    read: (r, wire) => take(r, wire, kind),
  };
}

function list<T>(no: number, kind: Kind<T>): Field<readonly T[]> {
  return {
    no,
    empty: () => [],
    write(w, n, values) {
      for (const v of values) kind.put(w.tag(n, kind.wire), v);
    },
    read(r, wire, before) {
      // made by `empty` for this message alone
      (before as T[]).push(take(r, wire, kind));
      return before;
    },
  };
}

function table<T>(no: number, kind: Kind<T>): Field<Readonly<Record<string, T>>> {
  return {
    no,
    empty: () => ({}),
    write(w, n, entries) {
      for (const [key, value] of Object.entries(entries)) {
        w.tag(n, WireType.LengthDelimited).fork();
        STRING.put(w.tag(1, STRING.wire), key);
        kind.put(w.tag(2, kind.wire), value);
        w.join();
      }
    },
    read(r, wire, before) {
      const bytes = take(r, wire, BYTES);
      const entry = new BinaryReader(bytes);
      let key = '';
      let value = kind.empty;
      while (entry.pos < entry.len) {
        const [no, w] = entry.tag();
        if (no === 1) key = take(entry, w, STRING);
        else if (no === 2) value = take(entry, w, kind);
        else entry.skip(w, no);
      }
      // as an own property whatever its name: what comes here is a stranger's
      Object.defineProperty(before, key, { value, enumerable: true, writable: true, configurable: true });
      return before;
    },
  };
}

const STRING: Kind<string> = {
  wire: WireType.LengthDelimited,
  put: (w, v) => void w.string(v),
  get: (r) => r.string(),
  plain: (v) => v === '',
  empty: '',
};
const BYTES: Kind<Uint8Array> = {
  wire: WireType.LengthDelimited,
  put: (w, v) => void w.bytes(v),
  get: (r) => r.bytes(),
  plain: (v) => v.length === 0,
  empty: new Uint8Array(0),
};
const BOOL: Kind<boolean> = {
  wire: WireType.Varint,
  put: (w, v) => void w.bool(v),
  get: (r) => r.bool(),
  plain: (v) => !v,
  empty: false,
};
/** Whole numbers, signed, up to 64 bits; beyond 2^53 they lose their last digits. */
const INT: Kind<number> = {
  wire: WireType.Varint,
  put: (w, v) => void w.int64(BigInt(Math.trunc(v))),
  get: (r) => Number(r.int64()),
  plain: (v) => v === 0,
  empty: 0,
};
function inner<T>(of: Message<T>): Kind<T> {
  return {
    wire: WireType.LengthDelimited,
    put: (w, v) => void w.bytes(of.encode(v)),
    get: (r) => of.decode(r.bytes()),
    plain: () => false,
    empty: undefined as T,
  };
}

export const string = (no: number): Field<string> => single(no, STRING);
export const strings = (no: number): Field<readonly string[]> => list(no, STRING);
export const bytes = (no: number): Field<Uint8Array> => single(no, BYTES);
export const byteses = (no: number): Field<readonly Uint8Array[]> => list(no, BYTES);
export const bool = (no: number): Field<boolean> => single(no, BOOL);
export const int = (no: number): Field<number> => single(no, INT);
export const texts = (no: number): Field<Readonly<Record<string, string>>> => table(no, STRING);
export const blobs = (no: number): Field<Readonly<Record<string, Uint8Array>>> => table(no, BYTES);
/** A message inside a message; fields of it may be left out when it is written. */
export const one = <T>(no: number, of: Message<T>): Field<Partial<T> | undefined> =>
  single(no, inner(of) as Kind<Partial<T> | undefined>);
export const many = <T>(no: number, of: Message<T>): Field<readonly Partial<T>[]> =>
  list(no, inner(of) as Kind<Partial<T>>);
export const named = <T>(no: number, of: Message<T>): Field<Readonly<Record<string, Partial<T>>>> =>
  table(no, inner(of) as Kind<Partial<T>>);
/** A message by the number of its key. */
export const numbered = <T>(no: number, of: Message<T>): Field<readonly (readonly [number, Partial<T>])[]> => {
  const entry = message({ key: int(1), value: one(2, of) });
  const kind = inner(entry);
  return {
    no,
    empty: () => [],
    write(w, n, values) {
      for (const [key, value] of values) kind.put(w.tag(n, kind.wire), { key, value } as never);
    },
    read(r, wire, before) {
      const e = take(r, wire, kind) as { key: number; value: Partial<T> | undefined };
      (before as (readonly [number, Partial<T>])[]).push([e.key, e.value ?? {}]);
      return before;
    },
  };
};
