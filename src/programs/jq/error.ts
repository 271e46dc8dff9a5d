// What goes wrong while a jq program runs.

/** An error of the program, which `try` catches; its value may be any JSON. */
export class JqError extends Error {
  constructor(readonly value: unknown) {
    super(typeof value === 'string' ? value : JSON.stringify(value));
  }
}

/** Something of jq that is not simulated, or a program that runs too long. */
export class JqRefused extends Error {}

/** `break`, and the end of `first` and `limit`. */
export class JqBreak extends Error {}
