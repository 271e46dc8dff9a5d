// Pruning goes thing by thing.

import { refusal } from './asked.ts';
import type { Core } from './ports/core.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** Removes one of the things that a prune takes; one that cannot be removed is left out, and the prune goes on. */
export function pruned(engine: Pick<Engine, 'leaving'>, remove: () => void): boolean {
  try {
    engine.leaving('prune: earlier ones', remove);
    return true;
  } catch (error) {
    refusal(error);
    return false;
  }
}
