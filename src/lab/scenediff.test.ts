import { describe, expect, it } from 'vitest';
import { sceneAfter, sceneChange } from './scenediff.ts';
import { EMPTY_SCENE, type Scene, type StoreItem } from './shown.ts';

const store = (name: string, entries: string[] = []): StoreItem => ({
  key: `v:${name}`,
  kind: 'volume',
  name,
  anonymous: false,
  entries,
  users: [],
});
const scene = (...stores: StoreItem[]): Scene => ({ ...EMPTY_SCENE, stores });

describe('a scene crosses as its changes', () => {
  it('sends only what is another, and both sides hold equal scenes', () => {
    const a = scene(store('a'), store('b', ['x']));
    const { scene: b, change } = sceneChange(a, scene(store('c'), store('b', ['x']), store('a', ['new'])));
    expect(change!.stores!.items.map((s) => s.name)).toEqual(['c', 'a']);
    expect(change!.images).toBeUndefined();
    const there = sceneAfter(structuredClone(a), structuredClone(change!));
    expect(there).toEqual(b);
    expect(b.stores[1]).toBe(a.stores[1]);
  });

  it('sends nothing for an equal scene, and what went or only moved', () => {
    const a = scene(store('a'), store('b'));
    expect(sceneChange(a, scene(store('a'), store('b'))).change).toBeUndefined();
    const gone = sceneChange(a, scene(store('b')));
    expect(gone.change).toEqual({ stores: { keys: ['v:b'], items: [] } });
    const moved = sceneChange(a, scene(store('b'), store('a')));
    expect(sceneAfter(a, moved.change!).stores.map((s) => s.name)).toEqual(['b', 'a']);
  });
});
