// Values of awk: numbers, texts, texts that look like numbers, arrays; and its errors.

/** A value: a number, a text, or a text from input that counts as a number when it looks like one. */
export type Value = number | string | Strnum;
export class Strnum {
  constructor(readonly s: string) {}
}
export type Arr = Map<string, Value>;
export type Slot = Value | Arr | undefined;

export class RuntimeError extends Error {}
