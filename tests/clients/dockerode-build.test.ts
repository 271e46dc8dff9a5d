// dockerode builds with the served engine: the classic builder, fed with an archive, told as lines of JSON.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode } from '../../src/fs/bytes.ts';
import { packTar, type TarEntry } from '../../src/fs/tar.ts';
import { closeAll, served } from '../../src/headless/serve/testing.ts';

let docker: Docker;
let place: string;
beforeAll(async () => {
  docker = new Docker({ socketPath: (await served()).socket });
  place = mkdtempSync(join(tmpdir(), 'drydock-context-'));
  const files = {
    Dockerfile:
      'FROM alpine:3.20 AS first\nARG WHO=nobody\nCOPY src /src\nRUN cat /src/f && echo "for $WHO"\n' +
      'FROM first AS last\nLABEL in=file\nCMD ["cat", "/src/f"]\n',
    'other/Dockerfile.prod': 'FROM alpine:3.20\nRUN echo elsewhere\n',
    'src/f': 'content\n',
    'bad/Dockerfile': 'FROM alpine:3.20\nRUN echo before; echo and >&2; exit 9\nRUN echo never\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), text);
  }
});
afterAll(() => {
  closeAll();
  rmSync(place, { recursive: true, force: true });
});

interface Line {
  stream?: string;
  aux?: { ID: string };
  error?: string;
  errorDetail?: { code?: number; message: string };
}

/** All lines of a build's stream. */
async function lines(stream: NodeJS.ReadableStream): Promise<Line[]> {
  return await new Promise((done, failed) =>
    docker.modem.followProgress(stream, (error: Error | null, all: Line[]) =>
      error === null ? done(all) : failed(error),
    ),
  );
}

const text = (all: readonly Line[]): string => all.map((x) => x.stream ?? '').join('');
const folder = { src: ['Dockerfile', 'other', 'src', 'bad'] };

describe('dockerode builds', () => {
  it('a folder, with arguments, labels and names', async () => {
    const all = await lines(
      await docker.buildImage(
        { context: place, ...folder },
        { t: 'one:1', buildargs: { WHO: 'me' }, labels: { a: 'b' } },
      ),
    );
    expect(text(all)).toContain('Step 1/8 : FROM alpine:3.20 AS first\n');
    expect(text(all)).toContain('content\nfor me\n');
    const id = all.findLast((x) => x.aux !== undefined)!.aux!.ID;
    expect(text(all)).toMatch(new RegExp(`Successfully built ${id.slice(7, 19)}\nSuccessfully tagged one:1\n$`));
    const image = await docker.getImage('one:1').inspect();
    expect(image).toMatchObject({ Id: id, RepoTags: ['one:1'], Config: { Labels: { a: 'b', in: 'file' } } });
    expect(await docker.listContainers({ all: true })).toEqual([]);
  });

  it('one stage, from the cache, and without it', async () => {
    const build = async (options: object): Promise<string> =>
      text(await lines(await docker.buildImage({ context: place, ...folder }, { target: 'first', ...options })));
    const first = await build({ buildargs: { WHO: 'me' } });
    expect(first).not.toContain('Step 5');
    expect(first.match(/Using cache/g)).toHaveLength(3);
    expect(await build({ buildargs: { WHO: 'you' } })).toContain('for you\n');
    expect(await build({ buildargs: { WHO: 'you' }, nocache: true })).not.toContain('Using cache');
  });

  it('by a Dockerfile elsewhere, and quietly', async () => {
    const all = await lines(
      await docker.buildImage({ context: place, ...folder }, { dockerfile: 'other/Dockerfile.prod', t: 'a:1' }),
    );
    expect(text(all)).toContain('elsewhere\n');
    const { Id } = await docker.getImage('a:1').inspect();
    const quiet = await lines(
      await docker.buildImage({ context: place, ...folder }, { dockerfile: 'other/Dockerfile.prod', q: true }),
    );
    expect(quiet).toEqual([{ stream: `${Id}\n` }]);
  });

  it('hears of a step that fails, behind what it printed', async () => {
    const stream = await docker.buildImage({ context: place, ...folder }, { dockerfile: 'bad/Dockerfile', t: 'bad' });
    const message = "The command '/bin/sh -c echo before; echo and >&2; exit 9' returned a non-zero code: 9";
    const seen = await lines(stream);
    expect(seen.at(-1)).toEqual({ errorDetail: { code: 9, message }, error: message });
    expect(text(seen)).toContain('before\n');
    expect(text(seen)).toContain('and\n');
    expect(text(seen)).not.toContain('never');
    await expect(docker.getImage('bad').inspect()).rejects.toMatchObject({ statusCode: 404 });
    const [left] = await docker.listContainers({ all: true });
    expect(left).toMatchObject({ State: 'exited', Command: "/bin/sh -c 'echo before; echo and >&2; exit 9'" });
    await docker.getContainer(left!.Id).remove();
  });

  it('is refused before anything begins', async () => {
    await expect(docker.buildImage({ context: place, ...folder }, { dockerfile: 'nosuch' })).rejects.toMatchObject({
      statusCode: 500,
      message: expect.stringContaining('Cannot locate specified Dockerfile: nosuch') as string,
    });
    await expect(docker.buildImage({ context: place, ...folder }, { t: 'IN CAPITALS' })).rejects.toMatchObject({
      statusCode: 500,
      message: expect.stringContaining('invalid reference format') as string,
    });
    await expect(docker.buildImage({ context: place, ...folder }, { target: 'nosuch' })).rejects.toMatchObject({
      message: expect.stringContaining('target stage "nosuch" could not be found') as string,
    });
  });

  it('an archive that the caller made', async () => {
    const file = (name: string, body: string): TarEntry => ({
      name,
      type: 'file',
      mode: 0o644,
      uid: 0,
      gid: 0,
      mtime: 0,
      linkname: '',
      data: encode(body),
    });
    const tar = packTar([file('Dockerfile', 'FROM alpine:3.20\nCOPY x /x\nRUN cat /x\n'), file('x', 'packed\n')]);
    expect(text(await lines(await docker.buildImage(Readable.from([tar]), { t: 'packed' })))).toContain('packed\n');
  });
});
