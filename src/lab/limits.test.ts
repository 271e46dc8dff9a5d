import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode } from '../fs/bytes.ts';
import { sha256hex } from '../fs/digest.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { CodecError, fromBase64url, packSession, toBase64url, unpackSession } from './codec.ts';
import { Lab } from './lab.ts';
import { fits, MOST_FILES, MOST_TIME, roomIn, weightOf } from './limits.ts';
import type { Input, LogEntry, SessionLog } from './log.ts';
import { Travel } from './history.ts';

const session = (inputs: readonly Input[]): SessionLog => ({
  origin: { scenario: undefined, seed: 1, columns: 80, rows: 24 },
  entries: inputs.map((input, i) => ({ steps: i, at: i, input })),
  end: undefined,
});
const pack = (inputs: readonly Input[]): string => packSession({ log: session(inputs), check: '' }, true);
const why = (make: () => unknown): string => {
  try {
    make();
    return 'fine';
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return error.why;
  }
};
/** A packed session of any list, with the right checksum. */
function forged(value: unknown): string {
  const plain = encode(JSON.stringify(value));
  const body = deflateSync(plain);
  const sum = sha256hex(plain)
    .slice(0, 8)
    .match(/../g)!
    .map((x) => parseInt(x, 16));
  return `1.${toBase64url(new Uint8Array([...sum, ...body]))}`;
}
const noise = (n: number): Uint8Array => {
  const out = new Uint8Array(n);
  for (let i = 0, x = 1; i < n; i++) out[i] = (x = (x * 48271) % 2147483647) & 0xff;
  return out;
};

describe('what a session may hold', () => {
  it('is the same for packing, unpacking and files that come in', () => {
    // as text, zeros would take six letters each
    for (const [name, data] of [
      ['bytes', noise(17_000_000)],
      ['zeros', new Uint8Array(12_000_000)],
    ] as const) {
      const inputs: Input[] = [{ kind: 'write', path: `/home/student/${name}`, data }];
      expect([name, fits([], inputs)]).toEqual([name, true]);
      const entry = unpackSession(pack(inputs)).log.entries[0]!.input;
      expect(entry.kind === 'write' && Buffer.compare(entry.data, data)).toBe(0);
    }
    const large: Input[] = [
      { kind: 'write', path: '/a', data: new Uint8Array(roomIn([]).bytes + (1 << 20)).fill(0xff) },
    ];
    expect([fits([], large), why(() => pack(large))]).toEqual([false, 'too-big']);
    const many: Input[] = Array.from({ length: MOST_FILES + 1 }, (_, i) => ({
      kind: 'folder',
      path: `/home/student/${i}`,
    }));
    expect([
      fits([], many),
      why(() => pack(many)),
      why(() => unpackSession(forged([null, 1, 80, 24, many.map((_, i) => [1, 1, 'f', `/${i}`]), null, '']))),
    ]).toEqual([false, 'too-big', 'too-big']);
    expect(roomIn(session(many).entries).files).toBe(0);
  }, 120_000);

  it('is never underestimated before it is packed', () => {
    const data = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary' }).map(encode),
      fc.nat(300).map((n) => new Uint8Array(n)),
    );
    const text = fc.string({ unit: 'binary' });
    const input: fc.Arbitrary<Input> = fc.oneof(
      fc.record({ kind: fc.constant('keys' as const), text: fc.oneof(text, fc.constant('\ud800\u0000')) }),
      fc.record({ kind: fc.constant('write' as const), path: text.map((t) => `/${t}`), data }),
      fc.record({ kind: fc.constant('rename' as const), path: fc.constant('/a'), to: text.map((t) => `/${t}`) }),
      fc.record({
        kind: fc.constant('request' as const),
        request: fc.record({ method: text, url: text, headers: fc.array(fc.tuple(text, text)), body: data }),
      }),
    );
    fc.assert(
      fc.property(fc.array(input, { maxLength: 6 }), (inputs) => {
        const packed = packSession({ log: session(inputs), check: '' }, true);
        const list = inputs.reduce((n, i) => n + weightOf(i), 0);
        // a stored block tells how long the list is; a compressed one is only shorter
        expect(fromBase64url(packed.slice(2)).length).toBeLessThanOrEqual(list + 200);
      }),
    );
  });

  it('is no moment, size or path that would break something later', () => {
    const k = (dSteps: unknown, dAt: unknown): unknown => [dSteps, dAt, 'k', 'date\r'];
    const of = (rows: unknown, end: unknown = null, head: unknown[] = [null, 1, 80, 24]): string =>
      why(() => unpackSession(forged([...head, rows, end, ''])));
    const deep = `/home/student${'/a'.repeat(300)}`;
    expect([
      of([k(1, 1)]),
      of([k(1, 1e17)]),
      of([k(1, MOST_TIME), k(1, MOST_TIME)]),
      of([k(2 ** 53 - 1, 1), k(2 ** 53 - 1, 1)]),
      of([k(1, 1)], [1, 1e17]),
      of([k(1, 1)], [1, -1]),
      of([k(1, null)]),
      of([k(1, '1')]),
      of([[1, 1, 'f', deep]]),
      of([[1, 1, 'n', '/a', deep]]),
      of([[1, 1, 's', 1e6, 24]]),
      of([], null, [null, 1, 1e6, 24]),
    ]).toEqual(['fine', ...Array<string>(11).fill('damaged')]);
  });

  it('can be played whatever it is: nothing in it throws', () => {
    const inputs: Input[] = [
      { kind: 'size', columns: 0, rows: 0 },
      { kind: 'size', columns: 1, rows: 1 },
      { kind: 'keys', text: '\ud800\u0000\u001b[999999999999A\u001b]0;x' },
      { kind: 'keys', text: 'ls; date\r' },
      { kind: 'write', path: '/', data: noise(3) },
      { kind: 'write', path: '/home/student', data: noise(3) },
      { kind: 'write', path: '/home/student/..//../x\0y', data: noise(3) },
      { kind: 'write', path: `/home/student/${'n'.repeat(300)}`, data: noise(3) },
      { kind: 'folder', path: '/' },
      { kind: 'folder', path: `/home/student${'/d'.repeat(240)}` },
      { kind: 'folder', path: '/proc/1/x' },
      { kind: 'folder', path: '/home/student/.bashrc/x' },
      { kind: 'rename', path: '/home/student', to: '/home/student/d/e' },
      { kind: 'rename', path: '/nowhere', to: '/home' },
      { kind: 'rename', path: '/', to: '/x' },
      { kind: 'remove', path: '/proc' },
      { kind: 'remove', path: '/dev/null' },
      { kind: 'remove', path: '/nowhere' },
      { kind: 'remove', path: '/home/student/d' },
      { kind: 'remove', path: '/' },
      {
        kind: 'request',
        request: { method: 'G\r\nT', url: 'http://[', headers: [['a\r\n', '\u0000']], body: noise(9) },
      },
      { kind: 'request', request: { method: '', url: '', headers: [], body: noise(0) } },
      { kind: 'keys', text: 'echo alive; date +%Y\r' },
    ];
    const entries: LogEntry[] = inputs.map((input, i) => ({
      steps: 0,
      at: i === inputs.length - 1 ? MOST_TIME : i,
      input,
    }));
    for (const origin of [
      { columns: 80, rows: 24 },
      { columns: 0, rows: 0 },
    ]) {
      const lab = new Lab({ parts: EVERYTHING, completer: () => undefined, seed: Number.MAX_SAFE_INTEGER, ...origin });
      const travel = new Travel(lab, { entries, end: undefined }, undefined, true);
      let state = travel.advance(() => 0, 1);
      for (let n = 0; state === 'more' && n < 100_000; n++) state = travel.advance(() => 0, 1);
      expect(state).toBe('done');
      lab.resize(80, 24);
      expect(lab.past.frames.length).toBeGreaterThan(0);
    }
  });
});
