// Patterns of SQL: LIKE, and regular expressions with their classes.

import { safeRegex } from '../../../shell/regex/regex.ts';
import { SqlError } from './errors.ts';

export const chars = (s: string): string[] => [...s];

export function like(s: string, pattern: string, escape: string, fold: boolean): boolean {
  let re = '';
  const c = chars(pattern);
  for (let i = 0; i < c.length; i++) {
    if (c[i] === escape && escape !== '') re += (c[++i] ?? '\\').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    else re += c[i] === '%' ? '[\\s\\S]*' : c[i] === '_' ? '[\\s\\S]' : c[i]!.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return safeRegex(`^${re}$`, fold ? 'iu' : 'u').test(s);
}
const CLASSES: Record<string, string> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  space: '\\s',
  upper: 'A-Z',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9a-fA-F',
  word: '\\w',
};
export function regexOf(pattern: string, flags: string): RegExp {
  try {
    return safeRegex(
      pattern.replace(/\[:(\w+):\]/g, (_, n: string) => CLASSES[n] ?? ''),
      flags,
    );
  } catch (error) {
    throw new SqlError(1139, '42000', `Regex error '${(error as Error).message}'`);
  }
}
