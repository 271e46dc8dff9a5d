import { describe, expect, it } from 'vitest';
import { marked } from './marks.ts';

describe('titles of strangers', () => {
  it('show what turns, hides or breaks a line', () => {
    expect(marked('safe\u202Egpj.exe')).toBe('safe<U+202E>gpj.exe');
    expect(marked('\u2066a\u2069\u200F\u061C')).toBe('<U+2066>a<U+2069><U+200F><U+061C>');
    expect(marked('\x1b[31mred\x00\x7f\x85')).toBe('\u241B[31mred\u2400\u2421<U+0085>');
    expect(marked('a\u2028b')).toBe('a<U+2028>b');
  });
  it('stay what they are otherwise', () => {
    expect(marked('  Página \n\t de 日本 שלום 👩‍👩‍👧 ')).toBe('Página de 日本 שלום 👩‍👩‍👧');
    expect(marked('')).toBe('');
  });
});
