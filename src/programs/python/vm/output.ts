// Writing to sys.stdout and sys.stderr, whatever they are just now.

import type { Task } from '../../../kernel/block.ts';
import { getAttr } from './attr.ts';
import { call } from './call.ts';
import { Obj, type V } from './objects.ts';
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
export const writeOut = (text: string): Task => to('stdout', text);
export const writeError = (text: string): Task => to('stderr', text);
