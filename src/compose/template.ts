// Variables in a text: $NAME, ${NAME}, and ${NAME…} with an operator, by the rules of Compose's template package.

import { ComposeError } from './value.ts';

export type Lookup = (name: string) => string | undefined;

/** A text with a `${` that does not make sense. */
export class InvalidTemplate extends Error {
  constructor(readonly template: string) {
    super(`Invalid template: ${JSON.stringify(template)}`);
  }
}

/** `$$`, `$NAME`, `${…}` up to the last brace of its line, or a `${` that is none of these. Any other `$` is just a dollar. */
const PIECE =
  /\$(?:(\$)|([_a-zA-Z\u017f\u212a][_a-zA-Z0-9\u017f\u212a]*)|\{(?:([_a-zA-Z\u017f\u212a][_a-zA-Z0-9\u017f\u212a]*(?::?[-+?](?:.*))?)\}|()))/g;
const OPERATORS = [':?', '?', ':-', '-', ':+', '+'] as const;
type Operator = (typeof OPERATORS)[number];

/** Where the brace closes that opens first; braces inside count. */
function closing(text: string): number {
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '}' && --open === 0) return i;
    if (text[i] === '{') {
      open++;
      i++;
    }
  }
  return -1;
}

/** The operator that stands first. */
function operatorIn(text: string): Operator | undefined {
  let best: Operator | undefined;
  for (const o of OPERATORS)
    if (text.includes(o) && (best === undefined || text.indexOf(o) < text.indexOf(best))) best = o;
  return best;
}

/**
 * Replaces the variables of a text.
 * @param missing told of names that have no value and no default
 * @throws InvalidTemplate, ComposeError for a required variable
 */
export function substitute(text: string, lookup: Lookup, missing: (name: string) => void): string {
  let failure: unknown;
  const out = text.replace(PIECE, (piece: string) => {
    try {
      return replaced(piece, text, lookup, missing);
    } catch (error) {
      // all are looked at, the first error counts
      failure ??= error;
      return '';
    }
  });
  if (failure !== undefined) throw failure;
  return out;
}

function replaced(piece: string, whole: string, lookup: Lookup, missing: (name: string) => void): string {
  const operator = operatorIn(piece);
  const end = closing(piece);
  const rest = end < 0 ? '' : piece.slice(end + 1);
  const [, escaped, simple, braced] = new RegExp(PIECE.source).exec(end < 0 ? piece : piece.slice(0, end + 1)) ?? [];
  if (escaped !== undefined) return '$';
  const body = simple ?? braced ?? '';
  if (body === '') throw new InvalidTemplate(whole);
  if (simple === undefined && operator !== undefined && body.includes(operator)) {
    return operate(operator, body, lookup, missing) + substitute(rest, lookup, missing);
  }
  const value = lookup(body);
  if (value === undefined) missing(body);
  // what follows a plain ${NAME} on its way to the last brace of the line is dropped, as it is in the real program
  return value ?? '';
}

function operate(operator: Operator, body: string, lookup: Lookup, missing: (name: string) => void): string {
  const at = body.indexOf(operator);
  const name = body.slice(0, at);
  const word = substitute(body.slice(at + operator.length), lookup, missing);
  const value = lookup(name);
  const given = value !== undefined && (!operator.startsWith(':') || value !== '');
  if (operator.endsWith('-')) return given ? value : word;
  if (operator.endsWith('+')) return given ? word : (value ?? '');
  if (given) return value;
  throw new ComposeError(`required variable ${name} is missing a value${word === '' ? '' : `: ${word}`}`);
}
