import { describe, expect, test } from 'vitest';
import { nextIno } from '../../fs/cell.ts';
import { type DirNode, emptyDir, type FsNode } from '../../fs/node.ts';
import { DATA, ERR, FIN, type Line, receive, REQ, sendTree, STAT, walk } from './fsutil.ts';
import { Packet } from './messages/session.ts';
import type { Of } from './protobuf.ts';

type Sent = Partial<Of<typeof Packet>>;
const meta = { mode: 0o644, uid: 0, gid: 0, mtime: 1_700_000_000_000 };
const file = (text: string, ino = nextIno()): FsNode => ({ kind: 'file', ...meta, ino, data: Buffer.from(text) });
const dir = (entries: Record<string, FsNode>): DirNode => ({
  ...emptyDir(),
  mode: 0o755,
  mtime: meta.mtime,
  entries: new Map(Object.entries(entries)),
});

/** Two ends of a line. */
function lines(): [Line, Line] {
  const end = (): { queue: Uint8Array[]; wake: () => void; ended: boolean } => ({
    queue: [],
    wake: () => {},
    ended: false,
  });
  const [a, b] = [end(), end()];
  const line = (mine: typeof a, theirs: typeof a): Line => ({
    send(bytes) {
      theirs.queue.push(bytes);
      theirs.wake();
      return Promise.resolve();
    },
    end() {
      theirs.ended = true;
      theirs.wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = mine.queue.shift();
        if (next !== undefined) yield next;
        else if (mine.ended) return;
        else await new Promise<void>((done) => (mine.wake = done));
      }
    },
  });
  return [line(a, b), line(b, a)];
}

/** What a tree holds, to compare: paths with what matters of each. */
const listed = (tree: DirNode): Record<string, unknown> =>
  Object.fromEntries(
    [...walk(tree)].map(({ path, node }) => [
      path,
      node.kind === 'file'
        ? [node.mode, Buffer.from(node.data).toString()]
        : node.kind === 'link'
          ? `-> ${node.target}`
          : node.mode,
    ]),
  );

/** A sender that says what it is told to. */
async function says(packets: readonly Sent[]): Promise<DirNode> {
  const [ours, theirs] = lines();
  for (const p of packets) await theirs.send(Packet.encode(p));
  theirs.end();
  return receive(ours);
}

describe('files over a stream', () => {
  test('a tree arrives as it was sent', async () => {
    const tree = dir({
      'b.txt': { ...(file('hello') as object), mode: 0o4755 } as FsNode,
      a: dir({ deep: dir({ empty: file('') }), link: { kind: 'link', ...meta, target: '../b.txt' } }),
      big: file('x'.repeat(100_000)),
    });
    const [from, to] = lines();
    const [, got] = await Promise.all([sendTree(from, tree), receive(to)]);
    expect(listed(got)).toEqual(listed(tree));
    expect((got.entries.get('b.txt') as { mtime: number }).mtime).toBe(meta.mtime);
  });

  test('folders come before what is in them, names in the order of their bytes', () => {
    const tree = dir({ 'b.c': file(''), b: dir({ z: file('') }), B: file('') });
    expect([...walk(tree)].map((x) => x.path)).toEqual(['B', 'b', 'b/z', 'b.c']);
  });

  test('two names of one file are sent once, and are one file again', async () => {
    const ino = nextIno();
    const [from, to] = lines();
    const [, got] = await Promise.all([
      sendTree(from, dir({ one: file('same', ino), two: file('same', ino) })),
      receive(to),
    ]);
    expect(got.entries.get('one')).toBe(got.entries.get('two'));
  });

  test('an empty folder is whole at once', async () => {
    const [from, to] = lines();
    const [, got] = await Promise.all([sendTree(from, emptyDir()), receive(to)]);
    expect(got.entries.size).toBe(0);
  });

  test('only what is a file is asked for', async () => {
    const [ours, theirs] = lines();
    const got = receive(ours);
    const stats: Sent[] = [
      { type: STAT, stat: { path: 'd', mode: 0x8000_01ed } },
      { type: STAT, stat: { path: 'd/pipe', mode: 0x0200_01a4 } },
      { type: STAT, stat: { path: 'd/x', mode: 0o644, size: 1 } },
      { type: STAT },
    ];
    for (const p of stats) await theirs.send(Packet.encode(p));
    const asked: number[] = [];
    for await (const bytes of theirs) {
      const p = Packet.decode(bytes);
      if (p.type === REQ) {
        asked.push(p.id);
        await theirs.send(Packet.encode({ type: DATA, id: p.id, data: Buffer.from('!') }));
        await theirs.send(Packet.encode({ type: DATA, id: p.id }));
      }
      if (p.type !== FIN) continue;
      await theirs.send(Packet.encode({ type: FIN }));
      theirs.end();
    }
    expect(asked).toEqual([2]);
    expect(listed(await got)).toEqual({ d: 0o755, 'd/x': [0o644, '!'] });
  });

  test.each([
    ['../out', /invalid path/],
    ['/etc/passwd', /invalid path/],
    ['a//b', /invalid path/],
    ['nowhere/b', /no folder/],
    ['', /invalid path/],
  ])('a path that leads astray is refused (%s)', async (path, why) => {
    await expect(says([{ type: STAT, stat: { path, mode: 0o644 } }])).rejects.toThrow(why);
  });

  test('content that nobody asked for is refused', async () => {
    await expect(says([{ type: DATA, id: 3, data: new Uint8Array([1]) }])).rejects.toThrow(/invalid file/);
  });

  test('what the sender says went wrong is told', async () => {
    await expect(says([{ type: ERR, data: Buffer.from('permission denied') }])).rejects.toThrow(
      'error from sender: permission denied',
    );
  });

  test('a sender that leaves in the middle is told of', async () => {
    await expect(says([{ type: STAT, stat: { path: 'a', mode: 0o644 } }])).rejects.toThrow(/EOF/);
  });

  test('a taker that asks for what is not there is told of', async () => {
    const [from, to] = lines();
    const sent = sendTree(from, dir({ a: file('x') }));
    await to.send(Packet.encode({ type: REQ, id: 9 }));
    await expect(sent).rejects.toThrow('invalid file id 9');
  });
});
