// envsubst: texts with the environment's values filled in.

import { decode } from '../../fs/bytes.ts';
import type { Program } from '../../kernel/block.ts';
import { Failure, parseArgs, program } from '../args.ts';

const REFERENCE = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

export const envsubst: Program = program(function* (p) {
  const o = parseArgs(p, 'v', { variables: 'v' });
  if (o.rest.length > 1) throw new Failure('too many arguments');
  const named = (text: string): string[] => [...text.matchAll(REFERENCE)].map((m) => (m[1] ?? m[2])!);
  if (o.has('v')) {
    if (o.rest[0] === undefined) throw new Failure('missing arguments');
    for (const name of named(o.rest[0])) yield* p.print(`${name}\n`);
    return 0;
  }
  const only = o.rest[0] === undefined ? undefined : new Set(named(o.rest[0]));
  const text = decode(yield* p.readAll(0));
  yield* p.print(
    text.replace(REFERENCE, (all, a: string | undefined, b: string | undefined) => {
      const name = (a ?? b)!;
      return only !== undefined && !only.has(name) ? all : (p.getenv(name) ?? '');
    }),
  );
  return 0;
});
