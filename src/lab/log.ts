// What came into a lab from outside, and when. With the seed and the scenario this is the whole session.

import type { Kernel } from '../kernel/kernel.ts';
import type { Spoken } from '../kernel/language.ts';

/**
 * A moment of a lab: steps that its kernel has taken, and virtual ms since the lab began. Between two steps only the
 * clock moves, so the two together say exactly where something came in.
 */
export interface Moment {
  readonly steps: number;
  readonly at: number;
}

/** A request from the browser tab. */
export interface BrowserRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Something that came in from outside the machine. Paths are the host's. */
export type Input =
  /** Bytes from the keyboard or a paste, as text. */
  | { readonly kind: 'keys'; readonly text: string }
  /** The terminal got another size. */
  | { readonly kind: 'size'; readonly columns: number; readonly rows: number }
  /** The page speaks another language. */
  | { readonly kind: 'language'; readonly language: Spoken }
  /** The file tab: whole contents, folders, names. */
  | { readonly kind: 'write'; readonly path: string; readonly data: Uint8Array }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'request'; readonly request: BrowserRequest };

export interface LogEntry extends Moment {
  readonly input: Input;
}

/** How the lab was made: what its past follows from beside the log. */
export interface Origin {
  /** Folder of the scenario; undefined for a free lab. */
  readonly scenario: string | undefined;
  readonly seed: number;
  readonly columns: number;
  readonly rows: number;
  /** GPUs of the machine; absent for none. */
  readonly gpus?: number;
}

/** A session that can be played again. */
export interface SessionLog {
  readonly origin: Origin;
  readonly entries: readonly LogEntry[];
  /** Until when it went; the end of the last entry's work where it is not known. */
  readonly end: Moment | undefined;
}

/** Where a kernel is now. `began` is its clock when the lab began. */
export function momentOf(kernel: Kernel, began: number): Moment {
  return { steps: kernel.steps, at: kernel.now - began };
}

/** What an origin says of a machine's GPUs: nothing where it has none, so that sessions without are as they were. */
export function gpuOrigin(gpus: number | undefined): { gpus?: number } {
  return gpus === undefined || gpus === 0 ? {} : { gpus };
}
