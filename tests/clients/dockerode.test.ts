// dockerode drives the served engine.

import { PassThrough } from 'node:stream';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeAll, served } from '../../src/headless/serve/testing.ts';

let docker: Docker;
beforeAll(async () => {
  const s = await served();
  docker = new Docker({ socketPath: s.socket });
});
afterAll(closeAll);

/** Everything that comes of a stream, its two parts apart. */
async function parts(stream: NodeJS.ReadableStream): Promise<{ out: string; err: string }> {
  const said = { out: '', err: '' };
  const [out, err] = [new PassThrough(), new PassThrough()];
  out.on('data', (b: Buffer) => (said.out += b.toString()));
  err.on('data', (b: Buffer) => (said.err += b.toString()));
  docker.modem.demuxStream(stream, out, err);
  await new Promise((done) => stream.on('end', done).on('close', done));
  return said;
}

async function pull(image: string): Promise<string[]> {
  const stream = await docker.pull(image);
  return await new Promise((done, failed) =>
    docker.modem.followProgress(stream, (error: Error | null, all: { status: string }[]) =>
      error === null ? done(all.map((x) => x.status)) : failed(error),
    ),
  );
}

describe('dockerode', () => {
  it('asks for the engine itself', async () => {
    expect((await docker.ping()).toString()).toBe('OK');
    expect(await docker.version()).toMatchObject({ Version: '28.5.2', ApiVersion: '1.51', Os: 'linux' });
    expect(await docker.info()).toMatchObject({ Containers: 0, Images: 0 });
  });

  it('pulls, tags, looks at and removes images', async () => {
    expect((await pull('alpine:3.20')).at(-1)).toBe('Status: Downloaded newer image for alpine:3.20');
    const image = docker.getImage('alpine:3.20');
    const { Id, RepoTags, Architecture } = await image.inspect();
    expect({ RepoTags, Architecture }).toEqual({ RepoTags: ['alpine:3.20'], Architecture: 'amd64' });
    await image.tag({ repo: 'mine', tag: '1' });
    expect((await docker.listImages())[0]).toMatchObject({ Id, Containers: 0 });
    expect((await docker.listImages())[0]!.RepoTags!.sort()).toEqual(['alpine:3.20', 'mine:1']);
    expect((await image.history()).length).toBeGreaterThan(0);
    expect(await docker.getImage('mine:1').remove()).toEqual([{ Untagged: 'mine:1' }]);
    await expect(docker.getImage('nosuch').inspect()).rejects.toMatchObject({ statusCode: 404 });
    await expect(pull('nosuch/at/all')).rejects.toThrow(/pull access denied/);
  });

  it('runs a container, with both of its streams', async () => {
    const c = await docker.createContainer({
      Image: 'alpine:3.20',
      name: 'one',
      Cmd: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
    });
    const stream = await c.attach({ stream: true, stdout: true, stderr: true });
    const said = parts(stream);
    await c.start();
    expect(await c.wait()).toEqual({ StatusCode: 3 });
    expect(await said).toEqual({ out: 'out\n', err: 'err\n' });
    expect((await c.inspect()).State).toMatchObject({ Status: 'exited', ExitCode: 3 });
    expect((await c.logs({ stdout: true, stderr: false })).toString()).toContain('out\n');
    await c.remove();
    await expect(c.inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('runs one at a terminal, and types', async () => {
    const c = await docker.createContainer({ Image: 'alpine:3.20', Cmd: ['sh'], Tty: true, OpenStdin: true });
    const stream = await c.attach({ stream: true, stdin: true, stdout: true, hijack: true });
    let said = '';
    stream.on('data', (b: Buffer) => (said += b.toString()));
    await c.start();
    await c.resize({ h: 20, w: 77 });
    stream.write('stty size; exit 5\n');
    expect(await c.wait()).toEqual({ StatusCode: 5 });
    await new Promise((done) => stream.on('close', done).on('end', done));
    expect(said.startsWith('{')).toBe(false);
    expect(said).toContain('20 77\r\n');
    await c.remove();
  });

  it('executes in one, copies in and out, follows its log, pauses, renames and stops it', async () => {
    const c = await docker.createContainer({
      Image: 'alpine:3.20',
      name: 'long',
      Cmd: ['sh', '-c', 'echo begun; sleep 1000'],
    });
    await c.start();
    const exec = await c.exec({ Cmd: ['cat'], AttachStdin: true, AttachStdout: true });
    const stream = await exec.start({ hijack: true, stdin: true });
    const said = parts(stream);
    stream.end('typed\n');
    expect(await said).toEqual({ out: 'typed\n', err: '' });
    expect(await exec.inspect()).toMatchObject({ Running: false, ExitCode: 0 });
    const log = await c.logs({ follow: true, stdout: true });
    await new Promise<void>((done) => log.on('data', (b: Buffer) => b.toString().includes('begun\n') && done()));
    (log as unknown as { destroy(): void }).destroy();
    const tar = await c.getArchive({ path: '/etc/os-release' });
    const bytes: Buffer[] = [];
    for await (const b of tar) bytes.push(b as Buffer);
    const archive = Buffer.concat(bytes);
    expect(archive.toString()).toContain('Alpine Linux');
    await c.putArchive(archive, { path: '/tmp' });
    const copied = await c.exec({ Cmd: ['ls', '/tmp'], AttachStdout: true });
    expect(await parts(await copied.start({}))).toMatchObject({ out: expect.stringContaining('os-release') as string });
    expect(await c.changes()).toContainEqual({ Path: '/tmp', Kind: 0 });
    await c.pause();
    expect((await c.inspect()).State.Status).toBe('paused');
    await c.unpause();
    await c.rename({ name: 'longer' });
    const stats = (await c.stats({ stream: false })) as { pids_stats: { current: number } };
    expect(stats.pids_stats.current).toBeGreaterThan(0);
    expect((await c.top()).Titles).toContain('PID');
    await c.stop({ t: 2 });
    expect(await docker.listContainers({ all: true, filters: { name: ['longer'] } })).toMatchObject([
      { State: 'exited' },
    ]);
    await c.remove({ v: true });
  });

  it('hears of events', async () => {
    const events = await docker.getEvents({ filters: { type: ['volume'] } });
    const heard: string[] = [];
    events.on('data', (b: Buffer) => {
      for (const line of b.toString().trim().split('\n')) heard.push((JSON.parse(line) as { Action: string }).Action);
    });
    await docker.createVolume({ Name: 'heard' });
    await docker.getVolume('heard').remove();
    for (let i = 0; i < 100 && heard.length < 2; i++) await new Promise((done) => setTimeout(done, 20));
    expect(heard).toEqual(['create', 'destroy']);
    (events as unknown as { destroy(): void }).destroy();
  });

  it('keeps volumes and networks', async () => {
    await docker.createVolume({ Name: 'data', Labels: { a: 'b' } });
    expect(await docker.getVolume('data').inspect()).toMatchObject({ Name: 'data', Labels: { a: 'b' } });
    const net = await docker.createNetwork({ Name: 'app', IPAM: { Config: [{ Subnet: '10.9.0.0/24' }] } });
    const web = await docker.createContainer({
      Image: 'alpine:3.20',
      name: 'web',
      Cmd: ['sleep', '100'],
      HostConfig: { NetworkMode: 'app', Binds: ['data:/data'] },
    });
    await web.start();
    expect(Object.values((await net.inspect()).Containers as object)).toMatchObject([
      { Name: 'web', IPv4Address: '10.9.0.2/24' },
    ]);
    await net.disconnect({ Container: 'web', Force: false });
    await net.connect({ Container: 'web' });
    await expect(docker.getVolume('data').remove()).rejects.toMatchObject({ statusCode: 409 });
    await web.remove({ force: true });
    await net.remove();
    await docker.getVolume('data').remove();
    expect((await docker.pruneVolumes()).VolumesDeleted ?? []).toEqual([]);
  });
});
