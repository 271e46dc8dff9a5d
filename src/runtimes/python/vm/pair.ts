// Two results of one instruction.

import type { V } from './objects.ts';

export class Pair {
  constructor(
    readonly first: V | undefined,
    readonly second: V,
  ) {}
}
