// The builder's reasons in words; the words come with the first reason that is shown.

import type { StepReason } from '../api/types/reason.ts';
import type { Language } from '../scenarios/format.ts';

let words = $state.raw<typeof import('../why/reason.ts')>();
let coming = false;

/** A reason in a language; empty while its words are on their way. */
export function reasonText(reason: StepReason | undefined, language: Language): string {
  if (reason === undefined) return '';
  if (!coming) {
    coming = true;
    import('../why/reason.ts').then(
      (m) => (words = m),
      () => (coming = false),
    );
  }
  return words?.reasonSentence(reason, language) ?? '';
}
