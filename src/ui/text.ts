// The one way to a word of the page.

import type { Language } from '../scenarios/format.ts';
import { en, type TextKey } from './text/en.ts';
import { es } from './text/es.ts';

export type { TextKey };

const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { en, es };

/** The languages of the page, each by its own name. */
export const LANGUAGES: readonly { readonly id: Language; readonly name: string }[] = [{ id: 'en', name: 'English' }, { id: 'es', name: 'Español' }];

/**
 * The text for a key. `{x}` is replaced by `args.x`; of `one|many` the first is taken when `args.n` is 1.
 */
export function say(key: TextKey, language: Language, args: Readonly<Record<string, string | number>> = {}): string {
  const text = TEXTS[language][key];
  const forms = text.split('|');
  const form = forms.length === 1 || args['n'] === 1 ? forms[0]! : forms[1]!;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => (args[name] === undefined ? whole : String(args[name])));
}
