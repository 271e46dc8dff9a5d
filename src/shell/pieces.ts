// What a word becomes before it is split: pieces, quoted or not, and breaks between arguments.

import type { ParameterOperation, Word } from 'unbash';

/**
 * A piece of an expanded word. `quoted` text is taken as it is; `split` text came from an expansion
 * and is split at IFS. `BREAK` separates fields ("$@").
 */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  readonly split: boolean;
}
export const BREAK = Symbol('field break');
export type Pieces = (Piece | typeof BREAK)[];

export const literal = (text: string, quoted: boolean): Piece => ({ text, quoted, split: false });

/** Literal shell text outside quotes: backslashes quote what follows. */
export function unquoted(text: string): Pieces {
  if (!text.includes('\\')) return [literal(text, false)];
  const out: Pieces = [];
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\') {
      plain += text[i];
      continue;
    }
    const next = text[++i];
    if (next === undefined) plain += '\\';
    else if (next !== '\n') {
      if (plain !== '') out.push(literal(plain, false));
      plain = '';
      out.push(literal(next, true));
    }
  }
  if (plain !== '') out.push(literal(plain, false));
  return out;
}

/** A parameter expansion: `$name`, or what stands between the braces. */
export interface Expansion {
  readonly parameter: string;
  readonly text?: string;
  readonly prefix?: '!' | '#' | undefined;
  readonly index?: Word | undefined;
  readonly operation?: ParameterOperation | undefined;
}
