// What is chosen and what is lit up: one thing for stage, console, trace list and inspector.

import type { TraceStep } from './stage/steps.ts';

class Spot {
  /** Key of the thing that the stage's keyboard focus is on. */
  at = $state('');
  /** Key of the thing that the inspector shows. */
  chosen = $state('');
  /** Steps that are lit, by id; their things and lines of output are lit with them. */
  steps = $state.raw<readonly TraceStep[]>([]);
  /** A thing that the mouse or the focus is on. */
  thing = $state('');

  /** Keys of the things that are lit. */
  get keys(): ReadonlySet<string> {
    const out = new Set(this.steps.flatMap((s) => s.keys));
    if (this.thing !== '') out.add(this.thing);
    return out;
  }
  /** Is this step lit, itself or by the thing that it moved? */
  lights(step: TraceStep): boolean {
    return this.steps.some((s) => s.id === step.id) || (this.thing !== '' && step.keys.includes(this.thing));
  }
  light(steps: readonly TraceStep[]): void {
    if (steps.length > 0 || this.steps.length > 0) this.steps = steps;
  }
  clear(): void {
    this.light([]);
    this.thing = '';
  }
}

export const spot = new Spot();
