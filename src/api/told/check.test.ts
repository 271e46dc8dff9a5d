import { describe, expect, it } from 'vitest';
import { encode } from '../../fs/bytes.ts';
import { toBase64 } from '../base64.ts';
import { bool, int, list, map, pointer, string, struct } from '../shape.ts';
import { ROUTES } from '../routes/index.ts';
import { API_VERSION } from '../versions.ts';
import { type Head, AnswerCheck } from './check.ts';
import { TIME } from './common.ts';
import { misfits } from './fits.ts';
import { TABLE, toldBy } from './table.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };
const ID = 'a'.repeat(64);

/** The faults of an answer. */
function faults(method: string, target: string, head: Partial<Head>, body = ''): string[] {
  const out: string[] = [];
  const check = new AnswerCheck(method, target, (fault) => out.push(fault.replace(`${method} ${target}: `, '')));
  check.head({ status: 200, headers: JSON_TYPE, ...head });
  // a body comes as it likes
  for (const b of encode(body)) check.piece(Uint8Array.of(b));
  check.end();
  return out;
}

describe('a value beside a shape', () => {
  const shape = struct('Thing', {
    Name: string,
    'Count?': int,
    At: TIME,
    Tags: list(string),
    Labels: map(string),
    'More?': pointer(struct('More', { On: bool })),
  });
  const whole = { Name: 'x', Count: 1, At: '2026-01-02T03:04:05.6Z', Tags: null, Labels: { a: '1', b: '2' } };
  const made = (change: object): string[] => misfits({ ...whole, ...change }, shape);

  it('that fits', () => {
    expect(misfits(whole, shape)).toEqual([]);
    expect(made({ More: { On: false }, Tags: [], Labels: null })).toEqual([]);
    expect(made({ Labels: { 9: '', 10: '', a: '' } })).toEqual([]);
  });

  it('that does not', () => {
    expect(made({ Name: 3 })).toEqual(['.Name: number in place of a string']);
    expect(made({ Name: null })).toEqual(['.Name: null in place of a string']);
    expect(made({ Other: 1 })).toEqual(['.Other: not a field of Thing']);
    expect(made({ Count: 0 })).toEqual(['.Count: there, though it is empty']);
    expect(made({ Count: 1.5 })).toEqual(['.Count: 1.5 is no int']);
    expect(made({ At: '2026-01-02T03:04:05.600Z' })).toEqual(['.At: "2026-01-02T03:04:05.600Z" is no time.Time']);
    expect(made({ Tags: ['a', 1] })).toEqual(['.Tags[1]: number in place of a string']);
    expect(made({ Labels: { b: '', a: '' } })).toEqual(['.Labels: its keys are not in order']);
    expect(made({ More: {} })).toEqual(['.More.On: missing']);
    expect(made({ More: null })).toEqual(['.More: there, though it is empty']);
    const { Name: _, ...nameless } = whole;
    expect(misfits(nameless, shape)).toEqual(['.Name: missing']);
    expect(misfits({ ...nameless, Name: '' }, shape)).toEqual([
      'the answer: fields of Thing in the order Count, At, Tags, Labels, Name',
    ]);
  });
});

describe('the table of what is told', () => {
  it('has a shape for every answer that is JSON, and for no other', () => {
    for (const { operation, answer } of ROUTES) {
      const json = answer.kind === 'json' || answer.kind === 'lines' || /ArchiveGet|ArchiveStat/.test(operation);
      expect([operation, toldBy(operation, API_VERSION) !== undefined]).toEqual([operation, json]);
    }
    expect(Object.keys(TABLE).sort()).toEqual(ROUTES.map((r) => r.operation as string).sort());
  });

  it('knows older versions', () => {
    expect(toldBy('ImageList', '1.43')).not.toEqual(toldBy('ImageList', '1.44'));
    expect(toldBy('Info', '1.24')).toEqual(toldBy('Info', '1.43'));
    expect(toldBy('Info', '1.50')).toEqual(toldBy('Info', '1.51'));
  });
});

describe('an answer', () => {
  it('as the table has it', () => {
    expect(faults('POST', '/v1.51/containers/x/exec', { status: 201 }, `{"Id":"${ID}"}\n`)).toEqual([]);
    expect(faults('POST', '/containers/x/start', { status: 304, headers: {} })).toEqual([]);
    expect(faults('POST', '/containers/x/start', { status: 404 }, '{"message":"No such container: x"}\n')).toEqual([]);
    expect(faults('GET', '/_ping', { headers: {}, sniffed: 'text/plain; charset=utf-8' }, 'OK')).toEqual([]);
    expect(
      faults(
        'POST',
        '/build?t=x',
        {},
        '{"stream":"Step 1/1 : FROM x"}\r\n{"errorDetail":{"message":"no"},"error":"no"}\r\n',
      ),
    ).toEqual([]);
  });

  it('with a status that its route does not have', () => {
    expect(faults('POST', '/containers/x/exec', { status: 200 }, `{"Id":"${ID}"}\n`)).toEqual([
      '200, its route says 201',
    ]);
    expect(faults('POST', '/containers/x/kill', { status: 304, headers: {} })).toEqual([
      '304 where something is always done',
    ]);
    expect(faults('GET', '/containers/x/json', { status: 403 }, '{"message":"no"}\n')).toEqual([
      '403 is no refusal of its table',
    ]);
    expect(faults('GET', '/nothing/there', {}, '{}\n')).toEqual(['200 by no route']);
    expect(faults('GET', '/v1.99/info', {}, '{"message":"too new"}\n')).toEqual([
      '200 in a version that is not spoken',
    ]);
  });

  it('whose body is of another kind', () => {
    expect(faults('POST', '/containers/x/start', { status: 204, headers: {} }, 'x')).toEqual([
      '1 bytes where nothing is told',
    ]);
    expect(faults('GET', '/info', { headers: { 'Content-Type': 'text/html' } }, '<p>')).toEqual([
      'json of the type "text/html"',
      'JSON without a newline behind it',
      'no JSON: <p>',
    ]);
    expect(
      faults('GET', '/images/get?names=x', { headers: { 'Content-Type': 'application/x-tar' } }, 'no archive'),
    ).toEqual(['an archive of 10 bytes']);
    expect(faults('GET', '/containers/x/json', { status: 404 }, 'gone\n')).toEqual(['no JSON: gone\n']);
    expect(faults('GET', '/containers/x/json', { status: 404 }, '{"error":"gone"}\n')).toEqual([
      '.error: not a field of types.ErrorResponse',
      '.message: missing',
    ]);
  });

  it('line by line', () => {
    const event = (more: string): string =>
      `{"Type":"volume","Action":"create","Actor":{"ID":"v","Attributes":{}},"scope":"local","time":1,${more}"timeNano":1}\n`;
    expect(faults('GET', '/events', {}, event('') + event(''))).toEqual([]);
    expect(faults('GET', '/events', {}, event('') + event('"x":1,'))).toEqual(['.x: not a field of events.Message']);
    expect(faults('GET', '/events', {}, event('').trim())).toEqual(['lines that end in the midst of one']);
    expect(faults('POST', '/images/create?fromImage=x', {}, '{"status":"a"}\r\n{"progress":7}\r\n')).toEqual([
      '.progress: number in place of a string',
    ]);
  });

  it('in frames', () => {
    const headers = { 'Content-Type': 'application/vnd.docker.multiplexed-stream' };
    const frame = (stream: number, text: string): string =>
      `${String.fromCharCode(stream, 0, 0, 0, 0, 0, 0, text.length)}${text}`;
    const logs = '/containers/x/logs?stdout=1';
    expect(faults('GET', logs, { headers }, frame(1, 'out') + frame(2, '') + frame(2, 'err'))).toEqual([]);
    expect(faults('GET', logs, { headers }, frame(1, 'out').slice(0, -1))).toEqual([
      'frames that end in the midst of one',
    ]);
    expect(faults('GET', logs, { headers }, frame(9, 'out'))).toEqual(['a frame that begins with 9 0 0 0 0 0 0 3']);
    expect(faults('GET', logs, { headers: JSON_TYPE }, '{}\n')).toEqual(['raw of the type "application/json"']);
  });

  it('in a header', () => {
    const stat = { name: 'f', size: 1, mode: 420, mtime: '2026-01-01T00:00:00Z', linkTarget: '' };
    const head = (value: object): Partial<Head> => ({
      headers: { 'X-Docker-Container-Path-Stat': toBase64(encode(JSON.stringify(value))) },
    });
    const path = '/containers/x/archive?path=/f';
    expect(faults('HEAD', path, head(stat))).toEqual([]);
    expect(faults('HEAD', path, head({ ...stat, mode: 'rw' }))).toEqual([
      '.mode: string in place of a number (uint64)',
    ]);
    expect(faults('HEAD', path, { headers: {} })).toEqual(['no X-Docker-Container-Path-Stat']);
  });
});
