// The engine at real sockets: addresses, streams, ports, folders, time.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Cell } from '../../fs/cell.ts';
import { LiveFolder } from './live.ts';
import { parseHost } from './hosts.ts';
import { serve } from './serve.ts';
import { ask, closeAll, Raw, served, statusOf, type Served } from './testing.ts';
import type { UpgradeHead } from './upgrade.ts';

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const pull = (s: Served, image: string): Promise<string> =>
  ask(s.socket, 'POST', `/images/create?fromImage=${image}&tag=latest`);
const json = (answer: string): Record<string, unknown> =>
  JSON.parse(/\{.*\}/s.exec(answer)?.[0] ?? '{}') as Record<string, unknown>;

async function run(s: Served, config: Record<string, unknown>, name: string): Promise<string> {
  const made = await ask(s.socket, 'POST', `/containers/create?name=${name}`, config);
  expect([name, statusOf(made)]).toEqual([name, 201]);
  return await ask(s.socket, 'POST', `/containers/${name}/start`);
}

afterEach(closeAll);

describe('addresses', () => {
  it('are sockets of this machine only', () => {
    expect(parseHost('tcp://localhost:2375')).toEqual({ ip: '127.0.0.1', port: 2375 });
    expect(parseHost('tcp://[::1]:1')).toEqual({ ip: '::1', port: 1 });
    for (const public_ of ['tcp://0.0.0.0:2375', 'tcp://:2375', 'tcp://192.168.1.2:2375', 'tcp://[::]:1', 'tcp://h:1'])
      expect(() => parseHost(public_)).toThrow(/only addresses of this machine/);
    for (const none of ['2375', 'http://127.0.0.1:1', 'unix://', 'tcp://127.0.0.1', 'fd://'])
      expect(() => parseHost(none)).toThrow(/expected unix/);
    expect(() => parseHost('tcp://127.0.0.1:70000')).toThrow(/no such port/);
    expect(() => parseHost(`unix:///${'x'.repeat(120)}`)).toThrow(/107 bytes/);
  });

  it('answer at a socket and a port alike, one request after another', async () => {
    const s = await served();
    const t = await served({ hosts: ['tcp://127.0.0.1:0'] });
    const port = Number(/:(\d+)$/.exec(t.addresses[0]!)![1]);
    for (const where of [s.socket, port]) {
      const raw = Raw.to(where).send('GET /_ping HTTP/1.1\r\nHost: d\r\n\r\nGET /version HTTP/1.1\r\nHost: d\r\n\r\n');
      const said = await raw.until(/"ApiVersion":"1.51"/);
      expect(said).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
      expect(said).toContain('\r\n\r\nOKHTTP/1.1 200 OK');
      raw.socket.destroy();
    }
  });

  it('take over a dead socket, and nothing else', async () => {
    const s = await served();
    await expect(serve({ hosts: [`unix://${s.socket}`] })).rejects.toThrow(/another server listens there/);
    const file = join(s.dir, 'file');
    writeFileSync(file, 'mine');
    await expect(serve({ hosts: [`unix://${file}`] })).rejects.toThrow(/no socket/);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    // a socket file whose server was killed
    const dead = join(s.dir, 'dead.sock');
    const code = `require('net').createServer().listen(${JSON.stringify(dead)}, () => process.kill(process.pid, 9))`;
    spawnSync(process.execPath, ['-e', code]);
    expect(existsSync(dead)).toBe(true);
    const t = await serve({ hosts: [`unix://${dead}`] });
    expect(statusOf(await ask(dead, 'GET', '/_ping'))).toBe(200);
    t.close();
    await sleep(50);
    expect(existsSync(dead)).toBe(false);
  });

  it('hand HTTP/2 over, with the head and what came behind it', async () => {
    const taken: { kind: string; head: UpgradeHead; socket: Socket }[] = [];
    const s = await served({ upgrade: (kind, socket, head) => taken.push({ kind, socket, head }) });
    const raw = Raw.to(s.socket);
    raw.send('POST /v1.51/ses');
    await sleep(20);
    raw.send('sion HTTP/1.1\r\nHost: d\r\nUpgrade: h2c\r\nX-Method: a\r\nX-Method: b\r\n\r\nPRI');
    for (let i = 0; i < 100 && taken.length === 0; i++) await sleep(10);
    const { kind, head, socket } = taken[0]!;
    expect([kind, head.target, head.headers['x-method']]).toEqual(['session', '/v1.51/session', ['a', 'b']]);
    const behind = await new Promise<string>((done) => socket.once('data', (b: Buffer) => done(b.toString())).resume());
    expect(behind).toBe('PRI');
    socket.end('HTTP/1.1 101 UPGRADED\r\n\r\n');
    expect(await raw.until('closed')).toContain('101');
    // everything else is the daemon's
    expect(statusOf(await ask(s.socket, 'POST', '/sessions'))).toBe(404);
    expect(statusOf(await ask(s.socket, 'GET', '/_ping'))).toBe(200);
  });
});

describe('a container', () => {
  it('talks both ways at a hijacked connection, and its end is told', async () => {
    const s = await served();
    await pull(s, 'alpine');
    await ask(s.socket, 'POST', '/containers/create?name=cc', {
      Image: 'alpine',
      Cmd: ['cat'],
      OpenStdin: true,
      StdinOnce: true,
    });
    const raw = Raw.to(s.socket).send(
      'POST /containers/cc/attach?stream=1&stdin=1&stdout=1 HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n',
    );
    expect(await raw.until(/\r\n\r\n/)).toContain('101 UPGRADED');
    await ask(s.socket, 'POST', '/containers/cc/start');
    raw.send('hello\n');
    expect(await raw.until(/hello\n/)).toMatch(/\x01\0\0\0\0\0\0\x06hello\n$/);
    raw.socket.end();
    await raw.until('closed');
    expect(json(await ask(s.socket, 'POST', '/containers/cc/wait'))).toMatchObject({ StatusCode: 0 });
  });

  it('whose reader has hung up is followed no longer', async () => {
    const s = await served();
    await pull(s, 'alpine');
    await run(s, { Image: 'alpine', Cmd: ['sh', '-c', 'while true; do echo x; sleep 1; done'] }, 'cc');
    const raw = Raw.to(s.socket).send('GET /containers/cc/logs?follow=1&stdout=1 HTTP/1.1\r\nHost: d\r\n\r\n');
    await raw.until(/x\n/);
    raw.socket.end();
    await raw.until('closed');
  });

  it('has its published port at the real 127.0.0.1, until it ends', async () => {
    const s = await served();
    await pull(s, 'busybox');
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const port = (taken.address() as { port: number }).port;
    const web = {
      Image: 'busybox',
      Cmd: ['sh', '-c', 'echo page > /index.html; httpd -f -p 80 -h /'],
      HostConfig: { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: String(port) }] } },
    };
    expect(await run(s, web, 'web')).toContain(`failed to bind host port 0.0.0.0:${port}/tcp: address already in use`);
    await new Promise((done) => taken.close(done));
    expect(statusOf(await ask(s.socket, 'POST', '/containers/web/start'))).toBe(204);
    let page = '';
    for (let i = 0; i < 50 && !page.includes('page'); i++) {
      await sleep(40);
      page = await ask(port, 'GET', '/').catch(() => '');
    }
    expect(page).toMatch(/200 OK[^]*page\n$/);
    await ask(s.socket, 'POST', '/containers/web/kill');
    await sleep(50);
    expect(await ask(port, 'GET', '/')).toBe('');
  });

  it('takes a moment to go: who hears of it can still ask for it', async () => {
    const s = await served({ time: 'real' });
    await pull(s, 'busybox');
    expect(statusOf(await ask(s.socket, 'POST', '/containers/create?name=web', { Image: 'busybox' }))).toBe(201);
    const inspect = (): Promise<string> => ask(s.socket, 'GET', '/containers/web/json');
    const [gone, asked] = await Promise.all([ask(s.socket, 'DELETE', '/containers/web'), inspect()]);
    expect([statusOf(gone), statusOf(asked), statusOf(await inspect())]).toEqual([204, 200, 404]);
  });

  it('where nothing listens at the published port lets a client in before it is sent away', async () => {
    const s = await served();
    await pull(s, 'busybox');
    const HostConfig = { PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '' }] } };
    const web = { Image: 'busybox', Cmd: ['sleep', '60'], HostConfig };
    expect(statusOf(await run(s, web, 'web'))).toBe(204);
    const port = Number(/"HostPort":"(\d+)"/.exec(await ask(s.socket, 'GET', '/containers/web/json'))?.[1]);
    await sleep(50);
    const events: string[] = [];
    const client = connect({ port, host: '127.0.0.1' });
    client.on('data', () => {});
    for (const what of ['connect', 'end'] as const) client.on(what, () => events.push(what));
    client.on('error', (error: NodeJS.ErrnoException) => events.push(error.code!));
    await new Promise((done) => client.on('close', done));
    expect(events).toEqual(['connect', 'end']);
  });

  it('has a port once that is exposed with and without its protocol', async () => {
    const s = await served();
    await pull(s, 'busybox');
    const config = { Image: 'busybox', Cmd: ['sleep', '60'], ExposedPorts: { '80': {}, '80/tcp': {}, '81': {} } };
    expect(statusOf(await run(s, config, 'web'))).toBe(204);
    const { Config, NetworkSettings } = json(await ask(s.socket, 'GET', '/containers/web/json')) as {
      Config: { ExposedPorts: unknown };
      NetworkSettings: { Ports: unknown };
    };
    expect(Config.ExposedPorts).toEqual(config.ExposedPorts);
    expect(NetworkSettings.Ports).toEqual({ '80/tcp': null, '81/tcp': null });
    // the environment of a link to it names the port once
    const link = { Image: 'busybox', Cmd: ['env'], HostConfig: { Links: ['web:w'] } };
    await run(s, link, 'one');
    await ask(s.socket, 'POST', '/containers/one/wait');
    const said = await ask(s.socket, 'GET', '/containers/one/logs?stdout=1');
    expect(said.match(/W_PORT_80_TCP=/g)).toHaveLength(1);
  });
});

describe('time', () => {
  it('runs ahead for who waits, and for nobody else', async () => {
    const s = await served();
    await pull(s, 'alpine');
    const { kernel } = s.machine;
    const [real, virtual] = [Date.now(), kernel.now];
    await run(s, { Image: 'alpine', Cmd: ['sleep', '60'] }, 'cc');
    await ask(s.socket, 'POST', '/containers/cc/wait');
    expect(Date.now() - real).toBeLessThan(5_000);
    expect(kernel.now - virtual).toBeGreaterThan(60_000);
    // a container that does something every second, and nobody who waits
    await run(s, { Image: 'alpine', Cmd: ['sh', '-c', 'while true; do sleep 1; done'] }, 'dd');
    const [steps, before] = [kernel.steps, kernel.now];
    await sleep(700);
    expect(kernel.now - before).toBeLessThan(2_500);
    expect(kernel.steps - steps).toBeLessThan(2_000);
  });

  it('stands still with a program that waits for its client', async () => {
    const s = await served();
    await pull(s, 'alpine');
    await run(s, { Image: 'alpine', Cmd: ['sh', '-c', 'while true; do sleep 1; done'] }, 'busy');
    await run(s, { Image: 'alpine', Cmd: ['sh'], OpenStdin: true, Tty: true }, 'cc');
    const before = s.machine.kernel.now;
    Raw.to(s.socket).send('POST /containers/cc/wait HTTP/1.1\r\nHost: d\r\n\r\n');
    await sleep(500);
    expect(s.machine.kernel.now - before).toBeLessThan(3_000);
  });

  it('is the real one when asked for', async () => {
    const s = await served({ time: 'real' });
    const before = s.machine.kernel.now;
    const real = performance.now();
    await pull(s, 'alpine');
    await run(s, { Image: 'alpine', Cmd: ['sleep', '1'] }, 'cc');
    await ask(s.socket, 'POST', '/containers/cc/wait');
    const [passed, lived] = [performance.now() - real, s.machine.kernel.now - before];
    expect(passed).toBeGreaterThan(1_000);
    expect(Math.abs(lived - passed)).toBeLessThan(500);
  });
});

describe('a live folder', () => {
  it('is equal on both sides, at once', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-live-'));
    mkdirSync(join(dir, 'src'));
    writeFileSync(join(dir, 'src', 'a'), 'one', { mode: 0o640 });
    symlinkSync('src/a', join(dir, 'link'));
    const s = await served({ live: [{ real: dir, path: '/work' }] });
    await pull(s, 'alpine');
    const sh = async (text: string): Promise<string> => {
      await ask(s.socket, 'DELETE', '/containers/cc?force=1');
      await run(s, { Image: 'alpine', Cmd: ['sh', '-c', text], HostConfig: { Binds: ['/work:/w'] } }, 'cc');
      await ask(s.socket, 'POST', '/containers/cc/wait');
      return await ask(s.socket, 'GET', '/containers/cc/logs?stdout=1&stderr=1');
    };
    expect(await sh('cat /w/link; stat -c %a /w/src/a')).toMatch(/one[^]*640/);
    writeFileSync(join(dir, 'src', 'a'), 'two');
    writeFileSync(join(dir, 'new'), 'n');
    unlinkSync(join(dir, 'link'));
    expect(await sh('cat /w/src/a; ls /w')).toMatch(/two[^]*new\n[^]*src\n/);
    await sh('echo made > /w/made; chmod 700 /w/made; mkdir -p /w/d/e; ln -s made /w/l; rm -r /w/src');
    expect(readFileSync(join(dir, 'made'), 'utf8')).toBe('made\n');
    expect(statSync(join(dir, 'made')).mode & 0o777).toBe(0o700);
    expect(readlinkSync(join(dir, 'l'))).toBe('made');
    expect(readdirSync(dir).sort()).toEqual(['d', 'l', 'made', 'new']);
    expect(readdirSync(join(dir, 'd'))).toEqual(['e']);
    // one that is running sees what changes without any request
    const seen = s.machine.disk;
    writeFileSync(join(dir, 'later'), 'later');
    for (let i = 0; i < 100 && seen.get(['work', 'later']) === undefined; i++) await sleep(50);
    expect(seen.get(['work', 'later'])).toMatchObject({ kind: 'file' });
    rmSync(dir, { recursive: true });
  });

  it('is looked at before somebody comes in at a published port', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-live-'));
    writeFileSync(join(dir, 'index.html'), 'page 0\n');
    const s = await served({ live: [{ real: dir, path: '/work' }] });
    await pull(s, 'busybox');
    const web = {
      Image: 'busybox',
      Cmd: ['httpd', '-f', '-p', '80', '-h', '/w'],
      HostConfig: { Binds: ['/work:/w'], PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '' }] } },
    };
    await run(s, web, 'web');
    const port = Number(/"HostPort":"(\d+)"/.exec(await ask(s.socket, 'GET', '/containers/web/json'))![1]);
    for (let n = 0; n < 50 && !(await ask(port, 'GET', '/').catch(() => '')).includes('page 0'); n++) await sleep(40);
    for (let n = 1; n <= 5; n++) {
      writeFileSync(join(dir, 'index.html'), `page ${n}\n`);
      expect(await ask(port, 'GET', '/')).toContain(`page ${n}\n`);
    }
    rmSync(dir, { recursive: true });
  });

  it('does not write where a link of the real folder leads', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-live-'));
    const outside = mkdtempSync(join(tmpdir(), 'drydock-out-'));
    mkdirSync(join(dir, 'sub'));
    const s = await served({ live: [{ real: dir, path: '/work' }] });
    rmSync(join(dir, 'sub'), { recursive: true });
    symlinkSync(outside, join(dir, 'sub'));
    const { fs } = s.machine.login('root', undefined, { columns: 80, rows: 24 }).shell;
    if (fs.isDir('/work/sub')) fs.writeFile('/work/sub/x', new Uint8Array([1]));
    await ask(s.socket, 'GET', '/_ping');
    expect(readdirSync(outside)).toEqual([]);
    for (const d of [dir, outside]) rmSync(d, { recursive: true });
  });

  it('says what it leaves out of a folder that is too big', () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-live-'));
    mkdirSync(join(dir, 'node_modules'));
    for (let i = 0; i < 12; i++) writeFileSync(join(dir, 'node_modules', String(i)), '');
    writeFileSync(join(dir, 'a'), '');
    const warned: string[] = [];
    const disk = new Cell();
    const options = { disk, now: () => 0, warn: (m: string) => void warned.push(m), changed: () => {} };
    const folder = new LiveFolder(dir, '/work', { ...options, most: { entries: 10, bytes: 100 } });
    expect(warned).toEqual([expect.stringMatching(/node_modules are left out$/)]);
    expect(disk.get(['work', 'a'])).toBeDefined();
    expect(disk.get(['work', 'node_modules'])).toBeUndefined();
    // and what grows too big later is not taken over
    writeFileSync(join(dir, 'b'), 'x'.repeat(200));
    folder.pull();
    folder.pull();
    expect(warned).toEqual([expect.anything(), expect.stringMatching(/grown[^]*: b and more/)]);
    expect(disk.get(['work', 'b'])).toBeUndefined();
    for (let i = 0; i < 12; i++) writeFileSync(join(dir, `c${i}`), '');
    expect(() => new LiveFolder(dir, '/work', { ...options, most: { entries: 10, bytes: 100 } })).toThrow(/too$/);
    rmSync(dir, { recursive: true });
  });
});
