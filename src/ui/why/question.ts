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

/** What would mend something as pieces: text, and commands that can be typed (between backticks in the sentence). */
export function piecesOf(mend: string): { readonly text: string; readonly command: boolean }[] {
  return mend
    .split('`')
    .map((text, i) => ({ text, command: i % 2 === 1 }))
    .filter((x) => x.text !== '');
}
