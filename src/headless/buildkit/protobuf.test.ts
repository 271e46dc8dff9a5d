import { describe, expect, test } from 'vitest';
import { timestamp, Status } from './messages/common.ts';
import { SolveRequest, StatusResponse, UsageRecord } from './messages/control.ts';
import { bool, bytes, int, many, message, numbered, one, string, strings, texts } from './protobuf.ts';

const hex = (b: Uint8Array): string => Buffer.from(b).toString('hex');
const from = (h: string): Uint8Array => new Uint8Array(Buffer.from(h, 'hex'));

const Inner = message({ n: int(1) });
const All = message({
  text: string(1),
  list: strings(2),
  data: bytes(3),
  yes: bool(4),
  n: int(5),
  inner: one(6, Inner),
  inners: many(7, Inner),
  table: texts(8),
  byNumber: numbered(9, Inner),
});

describe('messages of Protocol Buffers', () => {
  test('the bytes are those of the format', () => {
    expect(hex(All.encode({ text: 'hi', n: 300 }))).toBe('0a0268692' + '8ac02');
    expect(hex(All.encode({ list: ['a', ''], yes: true }))).toBe('1201611200' + '2001');
    expect(hex(All.encode({ table: { k: 'v' } }))).toBe('42060a016b120176');
    expect(hex(All.encode({ inner: { n: 0 } }))).toBe('3200');
  });

  test('everything comes back', () => {
    const value = {
      text: 'naïve ✓',
      list: ['one', 'two'],
      data: new Uint8Array([0, 255]),
      yes: true,
      n: -7,
      inner: { n: 1 },
      inners: [{ n: 2 }, { n: 3 }],
      table: { a: '1', __proto__x: '2' },
      byNumber: [[4, { n: 5 }]] as [number, { n: number }][],
    };
    expect(All.decode(All.encode(value))).toEqual(value);
  });

  test('nothing is the value that each field has when nothing was read', () => {
    expect(All.decode(new Uint8Array(0))).toEqual({
      text: '',
      list: [],
      data: new Uint8Array(0),
      yes: false,
      n: 0,
      inner: undefined,
      inners: [],
      table: {},
      byNumber: [],
    });
    expect(All.encode({ text: '', list: [], yes: false, n: 0, table: {} })).toHaveLength(0);
  });

  test('fields that nobody knows are passed over', () => {
    // field 15 as a number and as text, then field 1
    expect(All.decode(from('7805' + '7a03616263' + '0a0178')).text).toBe('x');
  });

  test.each(['0a05', '0a', 'ff', '0a0368'])('what is cut off is refused (%s)', (h) => {
    expect(() => All.decode(from(h))).toThrow();
  });

  test('a field of another kind is refused', () => {
    expect(() => All.decode(from('0801'))).toThrow(/wire type/);
  });

  test('a key of a table is never more than a key', () => {
    const got = All.decode(All.encode({ table: JSON.parse('{"__proto__":"x"}') as Record<string, string> }));
    expect(Object.keys(got.table)).toEqual(['__proto__']);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  test('what a real client asked is read', () => {
    const r = SolveRequest.decode(
      from(
        '0a03726566' + // ref
          '1a046d6f6279' + // the exporter, as older daemons take it
          '2a0473657373' + // session
          '3a160a0866696c656e616d65120a446f636b657266696c65' + // an attribute
          '6a110a046d6f627912090a046e616d65120174',
      ),
    );
    expect(r.ref).toBe('ref');
    expect(r.session).toBe('sess');
    expect(r.frontendAttrs).toEqual({ filename: 'Dockerfile' });
    expect(r.exporters).toEqual([{ type: 'moby', attrs: { name: 't' } }]);
    expect(r.internal).toBe(false);
  });

  test('times have seconds and nanoseconds', () => {
    expect(timestamp(1_500.25)).toEqual({ seconds: 1, nanos: 500_250_000 });
    const bytes_ = UsageRecord.encode({ id: 'x', createdAt: timestamp(Date.UTC(2026, 0, 1)) });
    expect(UsageRecord.decode(bytes_).createdAt).toEqual({ seconds: 1_767_225_600, nanos: 0 });
  });

  test('an error and progress keep what is in them', () => {
    const details = [{ typeUrl: 'a', value: new Uint8Array([1]) }];
    expect(Status.decode(Status.encode({ code: 2, message: 'm', details }))).toEqual({
      code: 2,
      message: 'm',
      details,
    });
    const p = StatusResponse.decode(
      StatusResponse.encode({ logs: [{ vertex: 'v', stream: 2, msg: new Uint8Array([10]) }] }),
    );
    expect(p.logs[0]!.stream).toBe(2);
    expect(p.vertexes).toEqual([]);
  });
});
