// The standard library: modules of the host and modules in Python text.

import { LIBRARY } from '../vm/import.ts';
import type { Obj } from '../vm/objects.ts';
import { moduleObject } from '../vm/native.ts';
import { builtinNames } from '../types/builtins.ts';
import { R } from '../vm/vm.ts';
import { makeSys } from './sys.ts';

const natives: Record<string, () => Obj> = {
  sys: makeSys,
  builtins: () => {
    const m = moduleObject('builtins');
    m.dict = R.vm.builtins;
    return m;
  },
};
for (const [name, make] of Object.entries(natives)) LIBRARY.natives.set(name, make);
export { builtinNames };
