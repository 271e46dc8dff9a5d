// Values of Go that templates and JSON tell apart: structs, records, typed values, maps, nil slices and nil maps.

/** A template that failed while it ran; the text is Go's, `template: :1:2: executing …`. */
export class TemplateError extends Error {}

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
export type Mode = 'struct' | 'raw' | 'typed';

export const NO_VALUE = Symbol('no value');

export class Float {
  constructor(readonly value: number) {}
}
