import { describe, expect, it } from 'vitest';
import { expandWord, expandWords } from './expand.ts';

const env = new Map([
  ['V', 'foo.tar.gz'],
  ['P', '/usr/local/bin'],
  ['EMPTY', ''],
  ['G', 'a*c'],
]);
const x = (text: string, o = {}): string => expandWord(text, env, o);

describe('variables in Dockerfiles', () => {
  it.each([
    ['$V', 'foo.tar.gz'],
    ['${V}', 'foo.tar.gz'],
    ['$NOPE', ''],
    ['$', '$'],
    ['a$', 'a$'],
    ['${NOPE:-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${V:+s}', 's'],
    ['${EMPTY:+s}', ''],
    ['${EMPTY+s}', 's'],
    ['${NOPE:-${V}}', 'foo.tar.gz'],
    ['${V%.gz}', 'foo.tar'],
    ['${V%.*}', 'foo.tar'],
    ['${V%%.*}', 'foo'],
    ['${P#*/}', 'usr/local/bin'],
    ['${P##*/}', 'bin'],
    ['${V%?z}', 'foo.tar.'],
    ['${V/o/0}', 'f0o.tar.gz'],
    ['${V//o/0}', 'f00.tar.gz'],
    ['${P//\\//-}', '-usr-local-bin'],
    ['${V/x*/y}', 'foo.tar.gz'],
    ['${G%\\*c}', 'a'],
    ["'$V'", '$V'],
    ['"$V"', 'foo.tar.gz'],
    ['\\$V', '$V'],
    ['"\\$V"', '$V'],
    ['a\\ b', 'a b'],
    ['"a\\nb"', 'a\\nb'],
    ['"\\""', '"'],
  ])('expands %s to %s', (text, value) => {
    expect(x(text)).toBe(value);
  });

  it.each([
    ['${V', 'failed to process "${V": syntax error: missing \'}\''],
    ['${}', 'failed to process "${}": syntax error: bad substitution'],
    ['${V:^3}', 'failed to process "${V:^3}": unsupported modifier (:^) in substitution'],
    ['${NOPE:?gone}', 'failed to process "${NOPE:?gone}": NOPE: gone'],
    ['${EMPTY:?}', 'failed to process "${EMPTY:?}": EMPTY: is not allowed to be empty'],
    ['${NOPE?}', 'failed to process "${NOPE?}": NOPE: is not allowed to be unset'],
    ['"a', 'failed to process "\\"a": unexpected end of statement while looking for matching double-quote'],
    ["'a", 'failed to process "\'a": unexpected end of statement while looking for matching single-quote'],
  ])('refuses %s', (text, why) => {
    expect(() => x(text)).toThrow(why);
  });

  it('keeps quotes and unknown names in the titles of steps', () => {
    const title = { rawQuotes: true, keepUnset: true };
    expect(x('echo "$V" \'$V\' $NOPE ${NOPE:-x}', title)).toBe('echo "foo.tar.gz" \'$V\' $NOPE ${NOPE:-x}');
  });

  it('splits words at blanks outside quotes, after expansion', () => {
    expect(expandWords('a "b c" $V\td', env)).toEqual(['a', 'b c', 'foo.tar.gz', 'd']);
  });

  it('knows the escape character of the file, and tells which names it met', () => {
    expect(x('`$V \\', { escape: '`' })).toBe('$V \\');
    const unmatched = new Set<string>();
    x('$V ${NOPE:-x} $GONE', { unmatched });
    expect([...unmatched]).toEqual(['NOPE', 'GONE']);
  });
});
