// A command line in one string, split into words as Compose splits it: quotes and backslashes, no shell.

/** Words of a text; undefined when a quote is not closed. */
export function splitWords(text: string): string[] | undefined {
  const out: string[] = [];
  let word = '';
  let open = false;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== '') {
      if (c === quote) quote = '';
      else if (c === '\\' && quote === '"' && i + 1 < text.length) {
        const next = text[++i]!;
        word += next === '"' || next === '\\' || next === '$' || next === '`' ? next : `\\${next}`;
      } else word += c;
    } else if (c === '"' || c === "'") {
      quote = c;
      open = true;
    } else if (c === '\\' && i + 1 < text.length) {
      word += text[++i];
      open = true;
    } else if (/\s/.test(c)) {
      if (open) out.push(word);
      word = '';
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (quote !== '') return undefined;
  if (open) out.push(word);
  return out;
}
