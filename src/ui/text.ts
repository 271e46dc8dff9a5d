// The one way to a word of the page. Each language is a file of its own and is fetched when it is spoken.

import type { Language } from '../scenarios/format.ts';
import type { TextKey } from './text/en.ts';

export type { TextKey };
type Texts = Readonly<Record<TextKey, string>>;

const LOADERS: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: () => import('./text/en.ts').then((m) => m.en),
  es: () => import('./text/es.ts').then((m) => m.es),
};
const loaded: Partial<Record<Language, Texts>> = {};

/** The languages of the page, each by its own name. */
export const LANGUAGES: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'es', name: 'Español' },
];

/** Fetches the words of a language; `say` knows them from then on. */
export async function loadTexts(language: Language): Promise<void> {
  loaded[language] ??= await LOADERS[language]();
}

/** Is there a text of that key? Keys that are made of data may have none. */
export function isKey(key: string, language: Language): key is TextKey {
  return key in (loaded[language] ?? {});
}

/**
 * The text for a key. `{x}` is replaced by `args.x`; of `one|many` the first is taken when `args.n` is 1.
 * @throws Error when the language was not loaded
 */
export function say(key: TextKey, language: Language, args: Readonly<Record<string, string | number>> = {}): string {
  const texts = loaded[language];
  if (texts === undefined) throw new Error(`the texts of ${language} are not loaded`);
  const forms = texts[key].split('|');
  const form = forms.length === 1 || args['n'] === 1 ? forms[0]! : forms[1]!;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => (args[name] === undefined ? whole : String(args[name])));
}
