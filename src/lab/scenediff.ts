// Scenes cross the port as changes: what is as it was is not sent, and stays the same object on the other side.

import type { ItemChange, SceneChange } from './port.ts';
import type { Scene } from './shown.ts';

interface Keyed {
  readonly key: string;
}

/** Are two plain values equal, all the way down? */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((x: unknown, i) => equal(x, b[i]));
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((k) => equal((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k]))
  );
}

/** The newer list with the older one's items where they are equal, and the change that leads to it. */
function settled<T extends Keyed>(before: readonly T[], after: readonly T[]): [list: readonly T[], ItemChange<T>?] {
  const old = new Map(before.map((x) => [x.key, x]));
  const items: T[] = [];
  const list = after.map((x) => {
    const was = old.get(x.key);
    if (was !== undefined && equal(was, x)) return was;
    items.push(x);
    return x;
  });
  if (items.length === 0 && list.length === before.length && list.every((x, i) => x === before[i])) return [before];
  return [list, { keys: list.map((x) => x.key), items }];
}

/** What leads from one scene to the next; the scene is made of the older one's items as far as they are equal. */
export function sceneChange(before: Scene, after: Scene): { scene: Scene; change: SceneChange | undefined } {
  const [images, i] = settled(before.images, after.images);
  const [containers, c] = settled(before.containers, after.containers);
  const [networks, n] = settled(before.networks, after.networks);
  const [stores, s] = settled(before.stores, after.stores);
  if (i === undefined && c === undefined && n === undefined && s === undefined)
    return { scene: before, change: undefined };
  return {
    scene: { images, containers, networks, stores },
    change: {
      ...(i === undefined ? {} : { images: i }),
      ...(c === undefined ? {} : { containers: c }),
      ...(n === undefined ? {} : { networks: n }),
      ...(s === undefined ? {} : { stores: s }),
    },
  };
}

function applied<T extends Keyed>(before: readonly T[], change: ItemChange<T> | undefined): readonly T[] {
  if (change === undefined) return before;
  const by = new Map([...before, ...change.items].map((x) => [x.key, x]));
  return change.keys.flatMap((k) => by.get(k) ?? []);
}

/** The scene to which a change leads. */
export function sceneAfter(before: Scene, change: SceneChange): Scene {
  return {
    images: applied(before.images, change.images),
    containers: applied(before.containers, change.containers),
    networks: applied(before.networks, change.networks),
    stores: applied(before.stores, change.stores),
  };
}
