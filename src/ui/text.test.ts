import { beforeAll, describe, expect, it } from 'vitest';
import { isKey, loadTexts, say, type TextKey } from './text.ts';
import { en } from './text/en.ts';
import { es } from './text/es.ts';

const keys = Object.keys(en) as TextKey[];
const holes = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!))].sort();

beforeAll(() => Promise.all([loadTexts('en'), loadTexts('es')]));

describe('the words of the page', () => {
  it('are there in both languages, none empty and none left over', () => {
    expect(Object.keys(es).sort()).toEqual([...keys].sort());
    for (const key of keys) expect([en[key].trim(), es[key].trim()], key).not.toContain('');
  });
  it('have the same places to fill in, and as many forms', () => {
    for (const key of keys) {
      expect(holes(es[key]), key).toEqual(holes(en[key]));
      if (en[key].includes('|')) expect(es[key].split('|'), key).toHaveLength(2);
    }
  });
  it('choose singular and plural', () => {
    expect(say('layers', 'en', { n: 1 })).toBe('1 layer');
    expect(say('layers', 'es', { n: 3 })).toBe('3 capas');
    expect([isKey('layers', 'en'), isKey('no such', 'en')]).toEqual([true, false]);
  });
});
