import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../headless/parts.ts';
import { checkOf, CodecError, fromBase64url, packSession, toBase64url, unpackSession } from './codec.ts';
import { Lab } from './lab.ts';
import type { Input, SessionLog } from './log.ts';
import { Replay, replayAll } from './replay.ts';
import { linkTo, packed, sessionIn } from './share.ts';

const input: fc.Arbitrary<Input> = fc.oneof(
  fc.record({ kind: fc.constant('keys' as const), text: fc.string({ unit: 'binary' }) }),
  fc.record({ kind: fc.constant('size' as const), columns: fc.nat(500), rows: fc.nat(500) }),
  fc.record({ kind: fc.constant('language' as const), language: fc.constantFrom('en' as const, 'es' as const) }),
  fc.record({ kind: fc.constant('write' as const), path: fc.string().map((s) => `/${s}`), data: fc.uint8Array() }),
  fc.record({ kind: fc.constant('remove' as const), path: fc.string().map((s) => `/${s}`) }),
  fc.record({ kind: fc.constant('rename' as const), path: fc.constant('/a'), to: fc.constant('/b') }),
  fc.record({
    kind: fc.constant('request' as const),
    request: fc.record({
      method: fc.constant('GET'),
      url: fc.webUrl(),
      headers: fc.array(fc.tuple(fc.string(), fc.string())),
      body: fc.uint8Array(),
    }),
  }),
);
const log: fc.Arbitrary<SessionLog> = fc.record({
  origin: fc.record({
    scenario: fc.option(fc.string(), { nil: undefined }),
    seed: fc.nat(),
    columns: fc.nat(999),
    rows: fc.nat(999),
  }),
  entries: fc
    .array(fc.record({ steps: fc.nat(1000), at: fc.nat(4096 * 1000).map((x) => x / 4096), input }))
    .map((list) => {
      let steps = 0;
      let at = 0;
      return list.map((e) => ({ ...e, steps: (steps += e.steps), at: (at += e.at) }));
    }),
  end: fc.option(fc.record({ steps: fc.nat(), at: fc.nat() }), { nil: undefined }),
});
const why = (text: string): string => {
  try {
    unpackSession(text);
    return 'fine';
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return error.why;
  }
};

describe('the GPUs of a session', () => {
  const made = (gpus: number): Lab =>
    new Lab({ parts: EVERYTHING, completer: () => undefined, seed: 3, gpus, columns: 100, rows: 24 });
  it('come back with it, and a session without them is written as it was before there were any', () => {
    const lab = made(2);
    lab.settle();
    lab.enter('nvidia-smi -L');
    lab.settle();
    const { log: back, check } = unpackSession(packSession(packed(lab)));
    expect(back.origin.gpus).toBe(2);
    const again = made(back.origin.gpus ?? 0);
    expect(replayAll(new Replay(again, back.entries, back.end))).toBe(true);
    expect(checkOf(again.output.slice())).toBe(check);
    const { origin } = made(0).session();
    const plain = { entries: [], end: undefined };
    expect('gpus' in origin).toBe(false);
    expect(packSession({ log: { origin: { ...origin, gpus: 0 }, ...plain }, check: '' })).toBe(
      packSession({ log: { origin, ...plain }, check: '' }),
    );
    expect(why(packSession({ log: { origin: { ...origin, gpus: 99 }, ...plain }, check: '' }))).toBe('damaged');
  });
});

describe('sessions as text', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(log, fc.string(), (l, check) => {
        expect(unpackSession(packSession({ log: l, check }))).toEqual({ log: l, check });
      }),
    );
  });

  it('are refused when a letter is wrong, missing or foreign, and when they are of another version', () => {
    const good = packSession({
      log: {
        origin: { scenario: 'x', seed: 1, columns: 80, rows: 24 },
        entries: [{ steps: 3, at: 5, input: { kind: 'keys', text: 'ls\r' } }],
        end: undefined,
      },
      check: 'abcd',
    });
    expect(why(good)).toBe('fine');
    expect(why(`9${good.slice(1)}`)).toBe('version');
    for (const text of [
      '',
      '1',
      '1.',
      '1.AAAA',
      '1.%%%%',
      'hello',
      good.slice(0, -3),
      good.slice(0, 12),
      `${good}AAAAAAAA`.replace(/\./, '.A'),
    ])
      expect(why(text)).toBe('damaged');
    fc.assert(
      fc.property(fc.nat(good.length - 3), fc.constantFrom('A', 'z', '_'), (i, c) => {
        const at = i + 2;
        fc.pre(good[at] !== c);
        // the last letter may hold bits that nobody reads
        expect(['damaged', ...(at === good.length - 1 ? ['fine'] : [])]).toContain(
          why(good.slice(0, at) + c + good.slice(at + 1)),
        );
      }),
    );
  });

  it('never become more than they may when they are unpacked', () => {
    const bomb = deflateSync(new Uint8Array(100 << 20), { level: 9 });
    const all = new Uint8Array(bomb.length + 4);
    all.set(bomb, 4);
    expect(why(`1.${toBase64url(all)}`)).toBe('too-big');
  });

  it('hold any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (b) => {
        expect(fromBase64url(toBase64url(b))).toEqual(b);
      }),
    );
  });

  it('make links that play the session somewhere else', () => {
    const lab = new Lab({ parts: EVERYTHING, completer: () => undefined, scenario: 'demo', seed: 5 });
    lab.settle();
    for (const line of ['docker run -d --name a redis', 'docker ps', 'echo $RANDOM']) {
      lab.enter(line);
      lab.settle();
    }
    const link = linkTo('https://example.org/wiki/drydock/index.html?x=1#old', packSession(packed(lab)))!;
    expect(link).toMatch(/^https:\/\/example\.org\/wiki\/drydock\/index\.html\?x=1#session=1\.[\w-]+$/);
    expect(link.length).toBeLessThan(500);
    const { log: l, check } = unpackSession(sessionIn(link)!);
    expect(l.origin).toEqual({ scenario: 'demo', seed: 5, columns: 100, rows: 24 });
    const again = new Lab({ parts: EVERYTHING, completer: () => undefined, scenario: 'demo', seed: l.origin.seed });
    expect(replayAll(new Replay(again, l.entries, l.end))).toBe(true);
    expect(checkOf(again.output.slice())).toBe(check);
    expect(sessionIn('#scenario=x')).toBeUndefined();
  });

  it('make no link that would be too long', () => {
    const lab = new Lab({ parts: EVERYTHING, completer: () => undefined });
    lab.settle();
    let x = 1;
    lab.writeFile(
      '/home/student/noise',
      new Uint8Array(100_000).map(() => (x = (x * 48271) % 2147483647) & 0xff),
    );
    expect(linkTo('https://example.org/', packSession(packed(lab)))).toBeUndefined();
    const packedText = packSession(packed(lab));
    const again = new Lab({ parts: EVERYTHING, completer: () => undefined });
    expect(replayAll(new Replay(again, unpackSession(packedText).log.entries, undefined))).toBe(true);
    expect(again.machine.readHost('/home/student/noise')).toEqual(lab.machine.readHost('/home/student/noise'));
  });

  it('of another machine go astray in a strict replay and are played loosely', () => {
    const lab = new Lab({ parts: EVERYTHING, completer: () => undefined });
    lab.settle();
    lab.enter('echo one');
    lab.settle();
    const entries = lab.log.map((e) => ({ ...e, steps: e.steps - 1 }));
    const strict = new Lab({ parts: EVERYTHING, completer: () => undefined });
    expect(
      replayAll(
        new Replay(
          strict,
          entries.map((e) => ({ ...e, steps: e.steps + 1, at: 0 })),
          undefined,
        ),
      ),
    ).toBe(false);
    const loose = new Lab({ parts: EVERYTHING, completer: () => undefined });
    expect(replayAll(new Replay(loose, entries, undefined, true))).toBe(true);
    expect(loose.past.frames.map((f) => f.line)).toEqual([undefined, 'echo one']);
  });
});
