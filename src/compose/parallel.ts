// Work side by side: each piece in a process of its own, the first failure ends the others.

import { type Task, waitFor } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { dependenciesOf, inOrder } from './project.ts';
import type { Dict } from './value.ts';

/** One piece of work; `after` are the keys that must have ended before. */
interface Piece {
  readonly key: string;
  readonly after: readonly string[];
  readonly work: () => Task;
}

/**
 * Runs pieces of work as soon as those before them have ended.
 * @throws what the first of them throws, after the others were ended
 */
function* runAll(p: Process, pieces: readonly Piece[]): Task {
  const open = new Map(pieces.map((x) => [x.key, x]));
  const running = new Map<string, Process>();
  const ended = new Set<string>();
  let failure: { error: unknown } | undefined;
  const begin = (piece: Piece): void => {
    open.delete(piece.key);
    const child = p.thread(function* () {
      try {
        yield* piece.work();
      } catch (error) {
        failure ??= { error };
      }
      return 0;
    });
    // signals are the parent's affair
    for (const s of [SIGNALS.INT, SIGNALS.TERM, SIGNALS.HUP]) child.actions.set(s, 'ignore');
    running.set(piece.key, child);
  };
  try {
    for (;;) {
      for (const piece of [...open.values()])
        if (piece.after.every((k) => ended.has(k) || !pieces.some((x) => x.key === k))) begin(piece);
      if (running.size === 0) break;
      yield* waitFor([...running.values()].map((c) => c.exited));
      for (const [key, child] of [...running]) {
        if (child.status === undefined) continue;
        p.reap(child);
        running.delete(key);
        ended.add(key);
      }
      if (failure !== undefined) throw failure.error;
    }
  } finally {
    for (const child of running.values()) if (child.status === undefined) p.kernel.end(child, 0, SIGNALS.KILL);
  }
}

/** Runs tasks side by side. A single one runs at once in this process. */
export function* parallel(p: Process, tasks: readonly (() => Task)[]): Task {
  if (tasks.length === 1) return yield* tasks[0]!();
  yield* runAll(
    p,
    tasks.map((work, i) => ({ key: String(i), after: [], work })),
  );
}

/** Visits services, those that others depend on first; independent ones side by side. */
export function* inDependencyOrder(
  p: Process,
  services: Readonly<Record<string, Dict>>,
  visit: (name: string) => Task,
): Task {
  const names = inOrder(services);
  if (names.length === 1) return yield* visit(names[0]!);
  yield* runAll(
    p,
    names.map((name) => ({
      key: name,
      after: dependenciesOf(services[name]!).map(([d]) => d),
      work: () => visit(name),
    })),
  );
}

/** Visits services, those that depend on others first. */
export function* inReverseOrder(
  p: Process,
  services: Readonly<Record<string, Dict>>,
  visit: (name: string) => Task,
): Task {
  const names = inOrder(services).reverse();
  if (names.length === 1) return yield* visit(names[0]!);
  const dependents = new Map<string, string[]>(names.map((n) => [n, []]));
  for (const n of names) for (const [d] of dependenciesOf(services[n]!)) dependents.get(d)?.push(n);
  yield* runAll(
    p,
    names.map((name) => ({ key: name, after: dependents.get(name)!, work: () => visit(name) })),
  );
}
