// What the *why* panel can be asked, by buttons elsewhere on the page or in words.

/** A question that a button asks; undefined: what failed last. */
export type Question =
  | { readonly kind: 'request'; readonly url: string; readonly from?: string }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | undefined;

/** The question as one writes it behind `drydock why`. */
export function wordsOf(question: unknown): string {
  const q = question as Question;
  if (q?.kind === 'request') return q.from === undefined ? q.url : `${q.url} from ${q.from}`;
  return q?.kind === 'words' ? q.words.join(' ') : '';
}

/** A command in what would mend something: the text up to the first sentence sign, when it begins like one. */
export function commandIn(mend: string): string | undefined {
  const m = /^((?:docker|kill|chmod|chown) [^;,(:]*?)(?:[;,(:]| …|$)/.exec(mend);
  return m === null || /[A-Z]{4,}|…/.test(m[1]!) ? undefined : m[1]!.trim();
}
