// Compose files as values: words, variables, YAML, merging, and the errors that bad ones get.

import { describe, expect, it } from 'vitest';
import { parseDotenv } from './dotenv.ts';
import { interpolate, variablesOf } from './interpolate.ts';
import { mergeServices } from './merge.ts';
import { inOrder } from './project.ts';
import { validate } from './schema.ts';
import { substitute } from './template.ts';
import { unique } from './unique.ts';
import type { Dict, Value } from './value.ts';
import { splitWords } from './words.ts';
import { writeYaml } from './yaml.ts';
import { parseYaml } from './yaml-read.ts';

describe('a command line in one string', () => {
  it.each([
    ['sh -c "echo a b"', ['sh', '-c', 'echo a b']],
    ["echo 'a  b' c", ['echo', 'a  b', 'c']],
    ['echo a\\ b', ['echo', 'a b']],
    ['a && echo b', ['a']],
    ['echo "a && b" | cat', ['echo', 'a && b']],
    ['echo "" x', ['echo', '', 'x']],
    ['  ', []],
  ])('%s', (text, words) => expect(splitWords(text)).toEqual(words));
  it.each(["it's", 'echo "open', 'a (b)', 'a \\'])('refuses %s', (text) => expect(splitWords(text)).toBeUndefined());
});

describe('variables', () => {
  const env = new Map([
    ['A', 'one'],
    ['EMPTY', ''],
  ]);
  const missing: string[] = [];
  const put = (text: string): string =>
    substitute(
      text,
      (n) => env.get(n),
      (n) => missing.push(n),
    );
  it.each([
    ['$A ${A}', 'one one'],
    ['$$A', '$A'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${NO-d}', 'd'],
    ['${NO:-$A}', 'one'],
    ['${A:+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${EMPTY+x}', 'x'],
    ['${NO:-${NO2:-deep}}', 'deep'],
    ['a${A}b', 'aoneb'],
  ])('%s is %s', (text, value) => expect(put(text)).toBe(value));
  it('says which are missing, and insists on those that are required', () => {
    missing.length = 0;
    expect(put('x$NO1 ${NO2}')).toBe('x ');
    expect(missing).toEqual(['NO1', 'NO2']);
    expect(() => put('${NO:?why}')).toThrow('required variable NO is missing a value: why');
  });
  it('names the place of a wrong one', () => {
    expect(() => interpolate({ services: { web: { image: 'x:${' } } }, () => undefined, { missing: () => {} })).toThrow(
      'invalid interpolation format for services.web.image.',
    );
  });
  it('are listed with their defaults', () => {
    expect(variablesOf({ a: '$X ${Y:-d} ${Z:?}', b: ['${Y+alt}'] })).toEqual([
      { name: 'X', required: false, fallback: '', alternative: '' },
      { name: 'Y', required: false, fallback: 'd', alternative: 'alt' },
      { name: 'Z', required: true, fallback: '', alternative: '' },
    ]);
  });
  it('of a .env file take quotes, comments and each other', () => {
    const read = parseDotenv('# c\nA=1\nB="x ${A}"\nC=\'$A\'\nexport D=y # z\nE=a#b\n', () => undefined);
    expect([...read]).toEqual([
      ['A', '1'],
      ['B', 'x 1'],
      ['C', '$A'],
      ['D', 'y'],
      ['E', 'a#b'],
    ]);
    expect(() => parseDotenv('A B=1\n', () => undefined)).toThrow('line 1: key cannot contain a space');
  });
});

describe('YAML', () => {
  const one = (text: string): Value => parseYaml(text)[0]!.value;
  it('resolves anchors and merges', () =>
    expect(one('a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n')).toEqual({ a: { p: 1, q: 2 }, b: { p: 1, q: 3 } }));
  it('tells of keys that stand twice', () =>
    expect(() => parseYaml('a: 1\na: 2\n')).toThrow('line 2: mapping key "a" already defined at line 1'));
  it('does not grow without end', () => {
    const bomb = `a: &a [x]\n${'bcdefghij'
      .split('')
      .map((c, i) => `${c}: &${c} [${`*${'abcdefghi'[i]},`.repeat(9)}x]`)
      .join('\n')}\n`;
    expect(() => parseYaml(bomb)).toThrow('excessive aliasing');
  });
  it('keeps keys with odd names as keys', () =>
    expect(Object.keys(one('__proto__: 1\n') as Dict)).toEqual(['__proto__']));
  it.each([
    'yes',
    '1',
    '1.0',
    'null',
    '~',
    '',
    ' a',
    'a: b',
    "it's",
    '- x',
    '#',
    '2026-01-01',
    '10:30',
    'a\nb',
    '*x',
    '%',
    '@',
  ])('writes %j so that it is read again', (text) => {
    expect(one(writeYaml({ k: text }))).toEqual({ k: text });
  });
});

describe('one file over another', () => {
  it('joins lists by what makes two items the same, and replaces commands', () => {
    const a: Dict = {
      command: ['a', 'b'],
      volumes: [{ type: 'bind', source: '/a', target: '/x' }],
      environment: { A: '1', B: '2' },
    };
    const b: Dict = {
      command: ['c'],
      volumes: [{ type: 'volume', source: 'v', target: '/x' }],
      environment: { B: '3' },
    };
    expect(unique({ services: { x: mergeServices(a, b) } })).toEqual({
      services: {
        x: { command: ['c'], volumes: [{ type: 'volume', source: 'v', target: '/x' }], environment: ['A=1', 'B=3'] },
      },
    });
  });
});

describe('the specification', () => {
  it.each([
    [{ services: { web: { nope: 1 } } }, "services.web additional properties 'nope' not allowed"],
    [{ services: { web: { ports: 80 } } }, 'services.web.ports must be a array'],
    [{ services: { web: { image: ['a'] } } }, 'services.web.image must be a string'],
    [{ services: [] }, 'services must be a mapping'],
    [{ services: { s: { command: 5 } } }, 'services.s.command must be a null'],
  ])('refuses %j', (value, text) => expect(() => validate(value as Value, '/f')).toThrow(`validating /f: ${text}`));
});

describe('dependencies', () => {
  const service = (...names: string[]): Dict => ({
    depends_on: Object.fromEntries(names.map((n) => [n, { condition: 'service_started' }])),
  });
  it('come first', () =>
    expect(inOrder({ web: service('db', 'cache'), db: service(), cache: service('db') })).toEqual([
      'db',
      'cache',
      'web',
    ]));
  it('must not go round', () =>
    expect(() => inOrder({ a: service('b'), b: service('a') })).toThrow('dependency cycle detected: a -> b -> a'));
});
