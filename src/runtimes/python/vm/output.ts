// Writing to sys.stdout and sys.stderr, whatever they are just now.

import type { Task } from '../../../kernel/block.ts';
import { getAttr } from './attr.ts';
import { call } from './call.ts';
import { Obj, Thrown, type V } from './objects.ts';
import { R } from './vm.ts';

/** Writes to a file object; the real standard streams at once. */
export function* writeTo(file: V, text: string): Task {
  yield* call(yield* getAttr(file, 'write'), [text]);
}
function* to(name: string, text: string): Task {
  const sys = R.vm.modules.get('sys');
  const file = sys instanceof Obj ? sys.dict!.get(name) : undefined;
  if (file === undefined || file === null) return;
  yield* writeTo(file, text);
}
/** Has a standard stream hand on what it holds back; what goes wrong is passed over. */
export function* flushStandard(name: string): Task {
  try {
    yield* flushStream(name);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
  }
}
function* attrOr(o: V, name: string): Task<V | undefined> {
  try {
    return yield* getAttr(o, name);
  } catch (error) {
    if (error instanceof Thrown && error.exc.cls.name === 'AttributeError') return undefined;
    throw error;
  }
}
/** Has a stream of sys hand on what it holds back. @throws Thrown as its flush does */
export function* flushStream(name: string): Task {
  const sys = R.vm.modules.get('sys');
  const file = sys instanceof Obj ? sys.dict!.get(name) : undefined;
  if (!(file instanceof Obj)) return;
  for (const wanted of ['flush', 'closed']) if ((yield* attrOr(file, wanted)) === undefined) return;
  if ((yield* getAttr(file, 'closed')) === true) return;
  yield* call(yield* getAttr(file, 'flush'), []);
}
export const writeOut = (text: string): Task => to('stdout', text);
export const writeError = (text: string): Task => to('stderr', text);
