// The pieces that a layout is made of, and how cards flow side by side.

import type { Build, Pull } from '../../lab/shown.ts';
import type { ContainerMarks, Group } from './bands.ts';
import type { ContainerItem, ImageItem, LayerItem, NetworkItem, StoreItem } from '../../lab/shown.ts';

/** 0 names only, 1 folded, 2 layers and files, 3 everything. */
export type Detail = 0 | 1 | 2 | 3;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
/** One bar of an image: a layer, several folded, or what is drawn elsewhere. */
export type Bar =
  | { readonly kind: 'own'; readonly layer: LayerItem }
  | { readonly kind: 'fold'; readonly count: number; readonly first: string }
  | { readonly kind: 'shared'; readonly count: number; readonly name: string };

export type Item =
  | { readonly kind: 'browser' }
  | { readonly kind: 'registry' }
  | { readonly kind: 'image'; readonly data: ImageItem; readonly bars: readonly Bar[] }
  | { readonly kind: 'pull'; readonly data: Pull; readonly rows: number }
  | { readonly kind: 'build'; readonly data: Build; readonly rows: number }
  | {
      readonly kind: 'container';
      readonly data: ContainerItem;
      readonly detail: Detail;
      readonly marks: ContainerMarks;
      readonly bars: readonly Bar[];
    }
  | { readonly kind: 'group'; readonly data: Group }
  | { readonly kind: 'section'; readonly data: Group }
  | { readonly kind: 'network'; readonly data: NetworkItem; readonly open: boolean; readonly dash: number }
  | { readonly kind: 'store'; readonly data: StoreItem }
  | {
      readonly kind: 'gate';
      readonly data: {
        readonly text: string;
        readonly host: string;
        readonly container: string;
        readonly to: string;
        readonly refused: boolean;
      };
    };

export interface Placed {
  readonly key: string;
  readonly box: Box;
  readonly item: Item;
  /** Key of what it comes out of when it is new. */
  readonly from?: string;
}
export interface Link {
  readonly key: string;
  readonly kind: 'mount' | 'bind' | 'network' | 'port' | 'tie' | 'rail';
  /** Corner points from one end to the other. */
  readonly points: readonly (readonly [number, number])[];
  readonly label: string;
  /** Which dash pattern tells a network from the others. */
  readonly dash?: number;
}
const BARS = [0, 1, 4, 14] as const;

/** The bars of an image's card, newest first, at a detail. */
export function barsOf(image: ImageItem | undefined, detail: Detail, most: number = BARS[detail], split = true): Bar[] {
  if (image === undefined) return [];
  const own = split ? image.layers.filter((l) => !l.shared) : image.layers;
  const shared = image.layers.length - own.length;
  const out: Bar[] = [];
  const shownCount = own.length > most ? Math.max(0, most - 1) : own.length;
  const shown = shownCount === 0 ? [] : own.slice(-shownCount).reverse();
  for (const layer of shown) out.push({ kind: 'own', layer });
  const folded = own.length - shown.length;
  if (folded > 0) out.push({ kind: 'fold', count: folded, first: (own[0] ?? image.layers[0])!.text });
  if (shared > 0) out.push({ kind: 'shared', count: shared, name: image.sharedWith?.name ?? '' });
  return out;
}

/** Boxes side by side, wrapped. @returns the height that they took */
export function flow<T>(
  items: readonly T[],
  at: { x: number; y: number; width: number },
  gap: number,
  size: (t: T) => { w: number; h: number },
  put: (t: T, box: Box) => void,
): number {
  let { x, y } = at;
  let row = 0;
  for (const t of items) {
    const { w, h } = size(t);
    if (x > at.x && x + w > at.x + at.width) {
      x = at.x;
      y += row + gap;
      row = 0;
    }
    put(t, { x, y, w, h });
    x += w + gap;
    row = Math.max(row, h);
  }
  return items.length === 0 ? 0 : y + row - at.y;
}
