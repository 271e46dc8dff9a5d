// What stages are planned from: the instructions of one, arguments before the first FROM, and what a valid reference is.

import { own } from '../../api/dict.ts';
import { parseReference, ReferenceError_ } from '../../api/reference.ts';
import { expandWord } from './expand.ts';
import { DockerfileError, type Instruction, splitWords } from './parse.ts';

/** Names and values of an ARG. */
export function argPairs(i: Instruction): [string, string | undefined][] {
  return splitWords(i.rest, i.escape).map((w) => {
    const eq = w.indexOf('=');
    return eq < 0 ? [w, undefined] : [w.slice(0, eq), w.slice(eq + 1)];
  });
}

export interface RawStage {
  readonly from: Instruction;
  readonly name: string | undefined;
  readonly steps: Instruction[];
}

/** Values of the ARGs before the first FROM. @throws DockerfileError */
export function metaArgs(
  start: ReadonlyMap<string, string>,
  meta: readonly Instruction[],
  given: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const out = new Map(start);
  for (const i of meta) {
    for (const [name, value] of argPairs(i)) {
      const set = own(given, name);
      if (set !== undefined) out.set(name, set);
      else if (value !== undefined)
        out.set(
          name,
          located(i, () => expandWord(value, out, { escape: i.escape })),
        );
    }
  }
  return out;
}

export function validReference(text: string): string | undefined {
  try {
    parseReference(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ReferenceError_)) throw error;
    return error.message;
  }
}

/** Gives an error the place of an instruction. @throws DockerfileError */
export function located<T>(i: Instruction, f: () => T): T {
  try {
    return f();
  } catch (error) {
    if (error instanceof DockerfileError) throw error;
    throw new DockerfileError((error as Error).message, i.from, i.to);
  }
}
