import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from './program.ts';
import { safeRegex } from './regex.ts';
import { execute, TooHard } from './run.ts';
import { has, parse } from './syntax.ts';

/** What the machine without backtracking finds: places of all groups. */
function simulated(source: string, flags: string, text: string): (number | undefined)[][] | null {
  const syntax = parse(source, flags)!;
  const setting = {
    text,
    unicode: flags.includes('u'),
    multiline: flags.includes('m'),
    ignoreCase: flags.includes('i'),
  };
  const slots = execute(assemble(syntax, flags), syntax.groups, setting, 0, {
    search: true,
    longest: false,
    backs: has(syntax.root, 'back'),
  });
  if (slots === undefined) return null;
  return Array.from({ length: syntax.groups + 1 }, (_, i) =>
    slots[i * 2 + 1]! < 0 ? [] : [slots[i * 2]!, slots[i * 2 + 1]!],
  );
}
function native(source: string, flags: string, text: string): (number | undefined)[][] | null {
  const m = new RegExp(source, `${flags}d`).exec(text);
  return m === null ? null : m.indices!.map((x) => x ?? []);
}

const timed = (f: () => unknown): number => {
  const from = performance.now();
  f();
  return performance.now() - from;
};

describe('the machine without backtracking finds what the engine finds', () => {
  it.each([
    ['a|ab', '', 'xab'],
    ['(a|ab)(c|bcd)(d*)', '', 'abcd'],
    ['(a+)+$', '', 'baaa'],
    ['x*', '', 'aaa'],
    ['^(.*?),(.*)$', '', 'a,b,c'],
    ['(?<=\\d{2})x', '', '1x22x'],
    ['(?<!a)b(?!c)', '', 'abbcb'],
    ['\\bfoo\\b', '', 'xfoo foo'],
    ['[^\\]a-c]+', '', 'abc]xyz'],
    ['(?<year>\\d{4})-(\\d\\d)', '', 'on 2024-05'],
    ['a{2,3}?', '', 'aaaa'],
    ['(?:(a)|b)*', '', 'ab'],
    ['[A-Z]+', 'i', 'abc'],
    ['.', 'u', '😀x'],
    ['^b', 'm', 'a\nb'],
    ['a.c', 's', 'a\nc'],
    ['(a)(?=(b))', '', 'ab'],
    ['(?=(a+))a*b\\1', '', 'baaabac'],
    ['(.)\\1', '', 'abccd'],
    ['\\u0041\\x42', '', 'AB'],
    ['\\p{L}+', 'u', '1é2'],
    ['(z)?(a)', '', 'a'],
    ['a{0}b', '', 'ab'],
    ['[\\s\\S]', '', '\n'],
  ])('/%s/%s in %j', (source, flags, text) => {
    expect(simulated(source, flags, text)).toEqual(native(source, flags, text));
  });

  it('for patterns that chance makes', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', 'c', '\\w');
    const pattern = fc.letrec<{ p: string }>((tie) => ({
      p: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc.tuple(tie('p'), tie('p')).map(([x, y]) => x + y),
        fc.tuple(tie('p'), tie('p')).map(([x, y]) => `(${x}|${y})`),
        // loops over what may be empty are told apart by rules of their own
        fc.tuple(atom, fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{1,3}')).map(([x, q]) => x + q),
        fc.tuple(atom, tie('p'), fc.constantFrom('?', '{2}', '{1,2}?')).map(([x, y, q]) => `(?:${x}${y})${q}`),
        fc.tuple(atom, tie('p')).map(([x, y]) => `(${x}${y})*`),
      ),
    })).p;
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, texts, (source, text) => {
        expect(simulated(source, '', text)).toEqual(native(source, '', text));
      }),
      { numRuns: 1000, seed: 5 },
    );
  });
});

describe('a pattern that goes every way', () => {
  it.each([
    '(a+)+$b',
    '(a|aa)+$b',
    '(a|a)*b',
    '([a-z]+)*1',
    '(a*)*b',
    'a*a*a*a*a*a*a*b',
    '(?:a?){28}a{28}b',
    '(.*)(.*)(.*)(.*)(.*)x',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(?=(a+)+b)c',
  ])('%s ends soon', (source) => {
    expect(timed(() => expect(safeRegex(source).exec('a'.repeat(500))).toBeNull())).toBeLessThan(5000);
  });
  it('with a back-reference gives up instead of going on', () => {
    expect(() => safeRegex('^(a+)+\\1b$').exec('a'.repeat(60))).toThrow(TooHard);
  });
});

describe('a regular expression that is safe', () => {
  it('is used as any other', () => {
    const text = `${'ab'.repeat(20)}-${'ab'.repeat(3)}`;
    expect(text.replace(safeRegex('(a|b)+', 'g'), '<$&>')).toBe(`<${'ab'.repeat(20)}>-<${'ab'.repeat(3)}>`);
    expect([...text.matchAll(safeRegex('((?:a|b)+)', 'g'))].map((m) => [m.index, m[1]])).toEqual([
      [0, 'ab'.repeat(20)],
      [41, 'ababab'],
    ]);
    expect('xaay'.split(safeRegex('(?:a|b)+'))).toEqual(['x', 'y']);
    const re = safeRegex('(?<word>(?:a|b)+)', 'gd');
    expect(re.exec('cab')?.groups?.['word']).toBe('ab');
    expect(re.lastIndex).toBe(3);
    expect(re.test('cab')).toBe(false);
    expect(safeRegex('(?:a|b)+', 'y').exec('cab')).toBeNull();
  });
  it('takes the longest of the matches that begin first when asked to', () => {
    const posix = (source: string, text: string): string | undefined =>
      safeRegex(source, '', { longest: true }).exec(text)?.[0];
    expect(posix('a|ab|abc', 'xabcd')).toBe('abc');
    expect(posix('(a|ab)(c|bcd)', 'abcd')).toBe('abcd');
    expect(posix('x|(foo|foobar)(baz)?', 'foobarbaz')).toBe('foobarbaz');
  });
});
