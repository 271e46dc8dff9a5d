// Text of strangers in the page's own lines: what would turn, hide or break the line is shown as a mark.

const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** A name or a title on one line: spaces become one, control characters and turners of direction become marks. */
export function marked(text: string): string {
  return text
    .replace(/[\t\n\f\r ]+/g, ' ')
    .trim()
    .replace(UNSEEN, (c) => {
      const code = c.codePointAt(0)!;
      // Unicode has pictures of the first ones
      if (code < 0x20) return String.fromCodePoint(0x2400 + code);
      if (code === 0x7f) return '\u2421';
      return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
    });
}
