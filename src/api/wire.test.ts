import { describe, expect, it } from 'vitest';
import { encode } from '../fs/bytes.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { frame, Unframer } from './frames.ts';
import { readJson } from './gojson.ts';
import { formatQuery, Query, readFilters, writeFilters } from './query.ts';
import { complete, conform, inOrder } from './shape.ts';
import { CREATE_BODY, HOST_CONFIG } from './shapes/container.ts';
import { VOLUME_BODY } from './shapes/others.ts';

// what Docker 28.5.2 said of these bodies
describe('a body that is no JSON', () => {
  it.each([
    ['{', 'invalid JSON: unexpected EOF'],
    ['{}x', 'unexpected content after JSON'],
    ['{}{}', 'unexpected content after JSON'],
    ['{"a"', 'invalid JSON: unexpected EOF'],
    ['{"a":1', 'invalid JSON: unexpected EOF'],
    ['[1,', 'invalid JSON: unexpected EOF'],
    ['tru', 'invalid JSON: unexpected EOF'],
    ['trux', "invalid JSON: invalid character 'x' in literal true (expecting 'e')"],
    ['-', 'invalid JSON: unexpected EOF'],
    ['-x', "invalid JSON: invalid character 'x' in numeric literal"],
    ['"a', 'invalid JSON: unexpected EOF'],
    ['{a:1}', "invalid JSON: invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', "invalid JSON: invalid character '1' after object key"],
    ['{"a":1 "b"}', "invalid JSON: invalid character '\"' after object key:value pair"],
    ['x', "invalid JSON: invalid character 'x' looking for beginning of value"],
    ['', 'invalid JSON: got EOF while reading request body'],
  ])('%s', (text, said) => {
    expect(() => readJson(encode(text))).toThrow(said);
  });
});

describe('a body of another shape', () => {
  it.each([
    [VOLUME_BODY, [], 'json: cannot unmarshal array into Go value of type volume.CreateOptions'],
    [VOLUME_BODY, { Name: 5 }, 'json: cannot unmarshal number into Go struct field CreateOptions.Name of type string'],
    [
      VOLUME_BODY,
      { Labels: [] },
      'json: cannot unmarshal array into Go struct field CreateOptions.Labels of type map[string]string',
    ],
    [
      VOLUME_BODY,
      { Labels: { a: 1 } },
      'json: cannot unmarshal number into Go struct field CreateOptions.Labels.a of type string',
    ],
    [CREATE_BODY, { Image: 5 }, 'json: cannot unmarshal number into Go struct field .Image of type string'],
    [CREATE_BODY, { Tty: 'x' }, 'json: cannot unmarshal string into Go struct field .Tty of type bool'],
    [CREATE_BODY, { Cmd: [1] }, 'json: cannot unmarshal array into Go value of type string'],
    [
      CREATE_BODY,
      { HostConfig: { Memory: '1' } },
      'json: cannot unmarshal string into Go struct field .HostConfig.Memory of type int64',
    ],
    [
      CREATE_BODY,
      { HostConfig: { Memory: 1.5 } },
      'json: cannot unmarshal number 1.5 into Go struct field .HostConfig.Memory of type int64',
    ],
    [
      CREATE_BODY,
      { HostConfig: { PortBindings: [] } },
      'json: cannot unmarshal array into Go struct field .HostConfig.PortBindings of type nat.PortMap',
    ],
    [
      CREATE_BODY,
      { HostConfig: 5 },
      'json: cannot unmarshal number into Go struct field .HostConfig of type container.HostConfig',
    ],
  ])('%#', (shape, body, said) => {
    expect(() => conform(body, shape)).toThrow(`invalid JSON: ${said}`);
  });

  it('names fold, unknown ones are passed over, a word stands for a list of one', () => {
    expect(conform({ iMaGe: 'x', cmd: 'true', Nonsense: 1, tty: null }, CREATE_BODY)).toEqual({
      Image: 'x',
      Cmd: ['true'],
    });
  });

  it('a label called __proto__ stays one', () => {
    const body = conform(JSON.parse('{"Labels":{"__proto__":"x"}}'), VOLUME_BODY) as { Labels: object };
    expect(Object.entries(body.Labels)).toEqual([['__proto__', 'x']]);
    expect(JSON.stringify(inOrder(body, VOLUME_BODY))).toContain('"Labels":{"__proto__":"x"}');
  });
});

it('what is absent gets its zero value, in the order of the struct', () => {
  const whole = complete({ Memory: 5 }, HOST_CONFIG);
  expect(Object.keys(whole).slice(0, 3)).toEqual(['Binds', 'ContainerIDFile', 'LogConfig']);
  expect(whole).toMatchObject({ Binds: null, LogConfig: { Type: '', Config: null }, Memory: 5, ConsoleSize: [0, 0] });
  const shown = JSON.stringify(inOrder({ Memory: 5, Init: false, Tmpfs: {} }, HOST_CONFIG));
  expect(shown).toContain('"Init":false');
  expect(shown).not.toContain('Tmpfs');
});

describe('queries', () => {
  it('are written in the order of their names, as Go does', () => {
    expect(formatQuery({ b: 'x y', a: true, c: ['1', '2'], d: undefined, e: false })).toBe('a=1&b=x+y&c=1&c=2');
  });
  it.each([
    ['1', true],
    ['true', true],
    ['yes', true],
    ['', false],
    ['0', false],
    ['False', false],
    ['none', false],
  ])('the yes or no of %j', (text, yes) => {
    expect(new Query(`x=${text}`).bool('x')).toBe(yes);
  });
  it('filters come in both spellings', () => {
    const read = (text: string): object => ({ ...readFilters(new Query(`filters=${encodeURIComponent(text)}`)) });
    expect(read('{"label":["a","b"]}')).toEqual({ label: ['a', 'b'] });
    expect(read('{"label":{"a":true,"b":false}}')).toEqual({ label: ['a'] });
    expect(read(writeFilters({ label: ['b', 'a'] })!)).toEqual({ label: ['a', 'b'] });
    expect(() => read('bad')).toThrow('invalid filter');
    expect(() => read('[]')).toThrow('invalid filter');
  });
});

it('output in frames comes out of pieces of any size', () => {
  const chunks = [
    { stream: 1 as const, bytes: encode('hello') },
    { stream: 2 as const, bytes: encode('') },
    { stream: 2 as const, bytes: encode('oh\n') },
  ];
  const wire = chunks.flatMap((c) => [...frame(c)]);
  for (const size of [1, 3, 8, 100]) {
    const u = new Unframer(false);
    const out = [];
    for (let i = 0; i < wire.length; i += size) out.push(...u.push(new Uint8Array(wire.slice(i, i + size))));
    expect(out).toEqual(chunks);
  }
});

it('base64 goes there and back', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'ü€']) expect(fromBase64(toBase64(encode(text)))).toEqual(encode(text));
  expect(() => fromBase64('a!')).toThrow(RangeError);
});
