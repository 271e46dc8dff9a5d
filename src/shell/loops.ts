// Loops of the shell: while, until, for and select, with break and continue.

import { type Task, preempt } from '../kernel/block.ts';
import { FsError } from '../fs/node.ts';
import { expandWords } from './expand.ts';
import { Continue, Break, type Shell } from './shell.ts';
import { LineInput } from './input.ts';
import { walk } from './walk.ts';

/** Runs what belongs to a loop: does the loop go on? A `break` in its condition ends it as one in its body does. */
function* inLoop(run: () => Task<boolean>): Task<boolean> {
  try {
    return yield* run();
  } catch (error) {
    if (!(error instanceof Continue || error instanceof Break) || --error.levels > 0) throw error;
    return error instanceof Continue;
  }
}

export function* loop(sh: Shell, test: () => Task<boolean>, body: () => Task, after?: () => Task<unknown>): Task {
  sh.loopDepth++;
  let tested = false;
  const turn = function* (): Task<boolean> {
    tested = false;
    if (!(yield* test())) return false;
    tested = true;
    yield* body();
    return true;
  };
  try {
    while (yield* inLoop(turn)) {
      if (after !== undefined && tested) yield* after();
      if (++sh.turns % 32 === 0) yield* preempt();
      if (sh.p.caught.length > 0) yield* walk.runTraps(sh);
    }
  } finally {
    sh.loopDepth--;
  }
}

export function* select(sh: Shell, node: import('unbash').Select): Task {
  const values = node.wordlist === undefined ? sh.positional : yield* expandWords(sh, node.wordlist);
  const input = new LineInput(sh.p, 0);
  const menu = values.map((v, i) => `${i + 1}) ${v}\n`).join('');
  let shown = false;
  const answer = function* (): Task<string | undefined> {
    for (;;) {
      yield* sh.p.eprint((shown ? '' : menu) + (sh.vars.get('PS3') ?? '#? '));
      shown = true;
      try {
        const line = yield* input.line();
        if (line !== '') return line;
        shown = false;
      } catch (error) {
        if (!(error instanceof FsError && error.code === 'EINTR')) throw error;
        yield* walk.runTraps(sh);
      }
    }
  };
  yield* loop(
    sh,
    function* () {
      const line = yield* answer();
      if (line === undefined) {
        yield* sh.p.print('\n');
        return false;
      }
      sh.vars.set('REPLY', line);
      sh.vars.set(node.name.text, values[Number(line) - 1] ?? '');
      return true;
    },
    () => walk.compound(sh, node.body),
  );
}
