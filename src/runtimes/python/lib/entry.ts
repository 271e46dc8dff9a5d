// A line of a module table: the name and the function of that name.

import { native } from '../vm/native.ts';
import type { Native, V } from '../vm/objects.ts';

export const f =
  (module: string) =>
  (name: string, sig: string, impl: Native['impl']): [string, V] => [name, native(name, sig, impl, module)];
