// Waiting for the end of a container that is attached to.

import { type Task, waitFor } from '../../../kernel/block.ts';
import { SIGNALS } from '../../../kernel/signals.ts';
import type { Cli } from '../../cli.ts';

/** Waits in a process of its own, so that nothing is missed between the start and the waiting. */
export function waiter(
  cli: Cli,
  id: string,
  condition: 'next-exit' | 'removed',
): { result(): Task<number>; cancel(): void } {
  let code: number | undefined;
  const child = cli.p.fork(function* () {
    const r = yield* cli.api.ContainerWait(id, condition);
    code = r.StatusCode;
    return 0;
  });
  for (const s of [SIGNALS.INT, SIGNALS.TERM, SIGNALS.HUP]) child.actions.set(s, 'ignore');
  return {
    *result(): Task<number> {
      while (child.status === undefined) yield* waitFor([child.exited]);
      cli.p.reap(child);
      return code ?? 125;
    },
    cancel: () => cli.p.kernel.end(child, 0, SIGNALS.KILL),
  };
}
