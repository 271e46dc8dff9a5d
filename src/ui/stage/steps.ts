// The steps that the picture tells: what one says, which things it moved, and where it stands in the session.

import type { TextKey } from '../text.ts';

/** A movement that shows a step better than things that move to their places. */
export type Flight =
  | {
      readonly kind: 'file';
      readonly how: 'A' | 'C' | 'D';
      readonly container: string;
      readonly image: string;
      readonly path: string;
    }
  | { readonly kind: 'fill'; readonly container: string; readonly store: string; readonly names: readonly string[] }
  | { readonly kind: 'pull'; readonly image: string; readonly fresh: readonly string[] }
  | { readonly kind: 'cover'; readonly container: string; readonly store: string; readonly at: string }
  | { readonly kind: 'blink'; readonly key: string; readonly label: TextKey };

export interface Change {
  readonly text: TextKey;
  readonly args: Readonly<Record<string, string | number>>;
  /** Keys of the things of the stage that it concerns; the first is the main one. */
  readonly keys: readonly string[];
  readonly flight?: Flight;
}

/** A change with its place in the session. */
export interface TraceStep extends Change {
  readonly id: number;
  /** Number of the command that did it (0 before the first). */
  readonly command: number;
  /** Virtual ms. */
  readonly at: number;
}

/** Steps about files: many of them are one. */
export const FILE_STEPS: readonly TextKey[] = [
  't_written',
  't_copied',
  't_whiteout',
  't_undone',
  't_more',
  't_volumeFiles',
];
