// Why a step of a build ran or did not, as data: who shows it has the sentences (src/why/reason.ts).

/** What is another in a file that a step takes. Modes are octal. */
export type FileChange =
  | { readonly path: string; readonly what: 'new' | 'gone' | 'kind' | 'content' | 'target' | 'owner' }
  | { readonly path: string; readonly what: 'mode'; readonly mode: string; readonly had: string };

/** What is another in a variable or a setting; `mounts`: the files that a RUN mounts. */
export type ValueChange =
  | { readonly what: 'mounts' }
  | { readonly what: 'unset'; readonly name: string }
  | { readonly what: 'set'; readonly name: string; readonly value: string }
  | { readonly what: 'other'; readonly name: string; readonly value: string; readonly was: string };

/** The kinds that need no further words. */
export type PlainReason =
  | 'same'
  | 'baseCached'
  | 'frontendCached'
  | 'noCache'
  | 'noCacheFilter'
  | 'sourceMissing'
  | 'depends'
  | 'baseChanged'
  | 'never'
  | 'neverAfter'
  | 'base'
  | 'fetched'
  | 'read'
  | 'resolved'
  | 'exported';

export type StepReason =
  | { readonly kind: PlainReason }
  /** The first changes, and how many more there are. */
  | { readonly kind: 'files'; readonly changes: readonly FileChange[]; readonly more: number }
  | { readonly kind: 'values'; readonly changes: readonly ValueChange[] }
  /** A step before it ran again. */
  | { readonly kind: 'stepBefore'; readonly line: number; readonly text: string }
  /** The instruction has changed. */
  | { readonly kind: 'instruction'; readonly was: string };
