// Hostile HTTP: an answer or a close, never a crash, and no memory that grows without bound.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, closeAll, Raw, served, statusOf, type Served } from './testing.ts';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;
/** MB that are held. */
function held(): number {
  gc();
  const m = process.memoryUsage();
  return (m.heapUsed + m.arrayBuffers) / 2 ** 20;
}
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

let s: Served;
let crashes: string[];
beforeAll(async () => {
  crashes = [];
  s = await served();
  s.machine.kernel.onCrash = (p, error) => crashes.push(`${p.name}: ${String(error)}`);
});
afterAll(closeAll);

/** Still there, and nothing broke. */
async function well(): Promise<void> {
  expect(await ask(s.socket, 'GET', '/_ping')).toMatch(/OK$/);
  expect(crashes).toEqual([]);
}

const GET = 'GET /_ping HTTP/1.1\r\nHost: d\r\n';
const POST = 'POST /containers/create HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\n';

describe('what is no request', () => {
  it.each([
    ['garbage', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03 not tls\r\n\r\n', 400],
    ['HTTP/2 without being asked', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['no version', 'GET /\r\n\r\n', 400],
    ['a strange version', 'GET / HTTP/9.9\r\n\r\n', 400],
    ['no host', 'GET /_ping HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a header without a colon', `${GET}nonsense\r\n\r\n`, 400],
    ['a header with a blank in its name', `${GET}a b: c\r\n\r\n`, 400],
    ['a NUL in a header', `${GET}a: \0\r\n\r\n`, 400],
    ['a head of 2 MB', `${GET}${`a: ${'x'.repeat(8000)}\r\n`.repeat(256)}\r\n`, 431],
    ['a head of one endless line', `${GET}a: ${'x'.repeat(2 << 20)}`, 431],
    ['a length that is none', `${POST}Content-Length: ten\r\n\r\n`, 400],
    ['a negative length', `${POST}Content-Length: -5\r\n\r\n`, 400],
    ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
    ['an unknown coding', `${POST}Transfer-Encoding: gzip\r\n\r\n`, 501],
    ['two codings', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`, 501],
    ['a chunk that is none', `${POST}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n`, 400],
    ['a chunk with a sign', `${POST}Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n`, 400],
    ['a chunk of a size without end', `${POST}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(40)}\r\n`, 400],
    ['a body that is no JSON', `${POST}Connection: close\r\nContent-Length: 3\r\n\r\n{{{`, 400],
    ['a body of brackets', `${POST}Connection: close\r\nContent-Length: 900000\r\n\r\n${'['.repeat(900_000)}`, 400],
    ['an escape that is none', 'GET /containers/%zz/json HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n', 400],
    ['a path of 500 KB', `GET /${'a/'.repeat(250_000)} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n`, 404],
    ['a query of 500 KB', `GET /info?${'a=b&'.repeat(125_000)} HTTP/1.1\r\nHost: d\r\nConnection: close\r\n\r\n`, 200],
  ])('%s', async (_, text, status) => {
    const raw = Raw.to(s.socket).send(Buffer.from(text, 'latin1'));
    expect(statusOf(await raw.until('closed'))).toBe(status);
    await well();
  });

  it('half of one, and then nothing', async () => {
    for (const half of [
      '',
      'GET',
      GET,
      `${POST}Content-Length: 100\r\n\r\n{"Ima`,
      `${POST}Transfer-Encoding: chunked\r\n\r\n5\r\nab`,
    ]) {
      const raw = Raw.to(s.socket).send(half);
      raw.socket.end();
      await raw.until('closed');
    }
    await well();
  });

  it('behind a good one', async () => {
    const raw = Raw.to(s.socket).send(`${GET}Content-Length: 2\r\n\r\nxxnonsense\r\n\r\n`);
    expect(await raw.until('closed')).toMatch(/^HTTP\/1\.1 200[^]*OKHTTP\/1\.1 400/);
    await well();
  });
});

describe('much of it', () => {
  it('a body that nobody wants ends the connection', async () => {
    const before = held();
    const raw = Raw.to(s.socket).send('POST /nosuch HTTP/1.1\r\nHost: d\r\nContent-Length: 900000000\r\n\r\n');
    const piece = Buffer.alloc(1 << 20);
    for (let i = 0; i < 200 && !raw.closed; i++) {
      raw.send(piece);
      await sleep(1);
    }
    expect(statusOf(await raw.until('closed'))).toBe(404);
    expect(held() - before).toBeLessThan(30);
    await well();
  });

  it('a client that waits to be told to go on is answered', async () => {
    const raw = Raw.to(s.socket).send(
      'POST /nosuch HTTP/1.1\r\nHost: d\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n',
    );
    expect(await raw.until('closed')).toMatch(/^HTTP\/1\.1 404/);
  });

  it('1,000 connections with half a request each, and others are served', async () => {
    const before = held();
    const all = Array.from({ length: 1000 }, () => Raw.to(s.socket));
    for (const raw of all) raw.send(`${GET}a: ${'x'.repeat(30_000)}`);
    for (let i = 0; i < 50 && all.some((raw) => raw.socket.bytesWritten < 30_000); i++) await sleep(50);
    await well();
    expect(held() - before).toBeLessThan(150);
    for (const raw of all) raw.send('\r\n\r\n');
    for (const raw of all) expect(statusOf(await raw.until(/OK$/, 30_000))).toBe(200);
    for (const raw of all) raw.socket.destroy();
    await sleep(300);
    await well();
    expect(held() - before).toBeLessThan(60);
  });

  it('heads that would fill the memory together are refused', async () => {
    const big = Buffer.from(`${GET}a: ${'x'.repeat(1_000_000)}`);
    const before = held();
    const all = Array.from({ length: 120 }, () => Raw.to(s.socket).send(big));
    for (let i = 0; i < 100 && !all.some((raw) => raw.closed); i++) await sleep(50);
    expect(all.some((raw) => statusOf(raw.said) === 431)).toBe(true);
    expect(held() - before).toBeLessThan(200);
    for (const raw of all) raw.socket.destroy();
    await sleep(100);
    await well();
    expect(held() - before).toBeLessThan(30);
  });

  it('a reader that does not read', async () => {
    await ask(s.socket, 'POST', '/images/create?fromImage=alpine&tag=latest');
    const config = { Image: 'alpine', Cmd: ['yes', 'x'.repeat(200)] };
    await ask(s.socket, 'POST', '/containers/create?name=yes', config);
    const readers = ['attach?stream=1&stdout=1', 'logs?follow=1&stdout=1'].map((what) => {
      const raw = Raw.to(s.socket);
      const method = what.startsWith('attach') ? 'POST' : 'GET';
      const more = method === 'POST' ? 'Connection: Upgrade\r\nUpgrade: tcp\r\n' : '';
      raw.send(`${method} /containers/yes/${what} HTTP/1.1\r\nHost: d\r\n${more}\r\n`);
      return raw;
    });
    for (const raw of readers) await raw.until(/\r\n\r\n/);
    for (const raw of readers) raw.socket.pause();
    const before = held();
    await ask(s.socket, 'POST', '/containers/yes/start');
    await sleep(1_500);
    const grown = held() - before;
    if (process.env['SHOW'] !== undefined) console.log('grown', grown);
    expect(grown).toBeLessThan(60);
    await ask(s.socket, 'DELETE', '/containers/yes?force=1');
    for (const raw of readers) raw.socket.destroy();
    await well();
  });
});
