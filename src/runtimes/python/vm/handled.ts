// Which exception is being handled, and which an `except` catches.

import { E, isSubclass, typeError } from './errors.ts';
import { Cls, type Exc, type Frame, Tuple, type V } from './objects.ts';

/** The exception that the frame, or one that called it, is handling. */
export function currentHandled(frame: Frame | null): Exc | undefined {
  for (let f = frame; f !== null; f = f.back) {
    const { handled } = f;
    if (handled !== undefined && handled.length > 0) return handled[handled.length - 1];
  }
  return undefined;
}

/** @throws TypeError when `type` is no exception class and no tuple of such */
export function isExcMatch(exc: Exc, type: V): boolean {
  if (type instanceof Cls && isSubclass(type, E['BaseException']!)) return isSubclass(exc.cls, type);
  if (type instanceof Tuple) {
    for (const t of type.a) if (isExcMatch(exc, t)) return true;
    return false;
  }
  throw typeError('catching classes that do not inherit from BaseException is not allowed');
}
