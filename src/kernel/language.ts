// In which language programs of our own speak to the person: that of the page, unless the environment says another.

import type { Process } from './process.ts';

export type Spoken = 'en' | 'es';

/** What whoever shows a machine has chosen, by kernel. It comes in from outside, so it is in a session's log. */
export const pageLanguages = new WeakMap<object, Spoken>();

/** The language for a process: `LC_ALL`, `LC_MESSAGES` or `LANG` where they name one of ours, else the page's, else English. */
export function spokenBy(p: Process): Spoken {
  const value = p.getenv('LC_ALL') || p.getenv('LC_MESSAGES') || p.getenv('LANG') || '';
  const named = /^(es|en)(?=[_.@]|$)/i.exec(value)?.[1]?.toLowerCase();
  return (named as Spoken | undefined) ?? pageLanguages.get(p.kernel) ?? 'en';
}
