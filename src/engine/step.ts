// The one place that calls XState. Machines are asked only what a state does with an event.

import { type AnyStateMachine, type EventFrom, initialTransition, transition } from 'xstate';

interface Table {
  readonly initial: string;
  readonly next: Map<string, string | undefined>;
}

const tables = new WeakMap<AnyStateMachine, Table>();

function tableOf(machine: AnyStateMachine): Table {
  let table = tables.get(machine);
  if (table === undefined) {
    const [first] = initialTransition(machine);
    table = { initial: String(first.value), next: new Map() };
    tables.set(machine, table);
  }
  return table;
}

/** State that a thing with this machine begins in. */
export function initialState(machine: AnyStateMachine): string {
  return tableOf(machine).initial;
}

/**
 * State after an event, or undefined when the machine does not accept the event in that state.
 * Our machines have no context, so every answer is found once and kept.
 */
export function next<M extends AnyStateMachine>(
  machine: M,
  state: string,
  event: EventFrom<M>['type'],
): string | undefined {
  return found(machine, state, event);
}

function found(machine: AnyStateMachine, state: string, event: string): string | undefined {
  const { next: known } = tableOf(machine);
  const key = `${state} ${event}`;
  if (known.has(key)) return known.get(key);
  const snapshot = machine.resolveState({ value: state, context: {} });
  const accepted = snapshot.can({ type: event });
  const result = accepted ? String(transition(machine, snapshot, { type: event })[0].value) : undefined;
  known.set(key, result);
  return result;
}

/** State after an event that is sent only where it is accepted. @throws Error where it is not: the sender is wrong */
export function after<M extends AnyStateMachine>(machine: M, state: string, event: EventFrom<M>['type']): string {
  const result = next(machine, state, event);
  if (result === undefined) throw new Error(`${machine.id}: ${event} does not come in the state ${state}`);
  return result;
}

/** Events that a state accepts. */
export function accepted(machine: AnyStateMachine, state: string): string[] {
  return machine.events.filter((event) => found(machine, state, String(event)) !== undefined).map(String);
}
