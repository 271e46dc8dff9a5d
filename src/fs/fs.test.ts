import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, chmodSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '@noble/hashes/sha2.js';
import { decode, encode } from './bytes.ts';
import { nextIno } from './cell.ts';
import { applyLayer, changes, diffLayer } from './diff.ts';
import { type DirNode, emptyDir, type FsNode } from './node.ts';
import { seedOf } from './random.ts';
import { applyTar, layerEntries, packTar, treeEntries, unpackTar } from './tar.ts';
import { getAt, putAt, setAt } from './tree.ts';

const name = fc.constantFrom('a', 'b', 'c', 'dir', 'file.txt', 'ñ');
const path = fc.array(name, { minLength: 1, maxLength: 4 });
const node: fc.Arbitrary<FsNode> = fc.oneof(
  fc
    .record({
      kind: fc.constant('file' as const),
      mode: fc.constantFrom(0o644, 0o755, 0o600),
      uid: fc.constantFrom(0, 1000),
      gid: fc.constant(0),
      mtime: fc.constantFrom(1000, 2000),
      ino: fc.constant(0),
      data: fc.uint8Array({ maxLength: 40 }),
    })
    .map((f) => ({ ...f, ino: nextIno() })),
  fc.record({
    kind: fc.constant('link' as const),
    mode: fc.constant(0o777),
    uid: fc.constant(0),
    gid: fc.constant(0),
    mtime: fc.constant(1000),
    target: fc.constantFrom('a', '/b/c'),
  }),
  fc.record({
    kind: fc.constant('dir' as const),
    mode: fc.constantFrom(0o755, 0o700),
    uid: fc.constant(0),
    gid: fc.constant(0),
    mtime: fc.constant(1000),
    entries: fc.constant(new Map()),
  }),
);
type Step = { path: string[]; node: FsNode | undefined };
const steps: fc.Arbitrary<Step[]> = fc.array(fc.record({ path, node: fc.option(node, { nil: undefined }) }), {
  maxLength: 14,
});

/** Applies steps; what a file in the way forbids is left out. */
function build(base: DirNode, list: readonly Step[]): DirNode {
  let tree = base;
  for (const s of list) {
    try {
      tree =
        s.node === undefined
          ? getAt(tree, s.path) === undefined
            ? tree
            : setAt(tree, s.path, undefined, { owner: {}, mtime: 5 })
          : putAt(tree, s.path, s.node, { owner: {}, mtime: 5 });
    } catch {
      // a file stands where a folder would have to be
    }
  }
  return tree;
}

/** A tree as plain values, without identities of files and drafts; with no times, or those of all but folders. */
function plain(n: FsNode | undefined, times: boolean | 'not of folders' = true): unknown {
  if (n === undefined) return undefined;
  const meta = [
    n.kind,
    n.mode,
    n.uid,
    n.gid,
    times === true || (times === 'not of folders' && n.kind !== 'dir') ? n.mtime : 0,
  ];
  if (n.kind === 'file') return [...meta, [...n.data]];
  if (n.kind === 'link') return [...meta, n.target];
  if (n.kind === 'dir')
    return [...meta, [...n.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, plain(v, times)])];
  return [...meta, n.dev];
}

describe('trees', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(steps, path, node, (list, p, n) => {
        const tree = build(emptyDir(), list);
        let after: DirNode;
        try {
          after = putAt(tree, p, n, { owner: {}, mtime: 9 });
        } catch {
          return;
        }
        expect(getAt(after, p)).toBe(n);
      }),
    );
  });

  it('leaves the old tree as it was, and shares what it did not touch', () => {
    fc.assert(
      fc.property(steps, path, node, (list, p, n) => {
        const tree = build(emptyDir(), list);
        const before = JSON.stringify(plain(tree));
        let after: DirNode;
        try {
          after = putAt(tree, p, n, { owner: {}, mtime: 9 });
        } catch {
          return;
        }
        expect(JSON.stringify(plain(tree))).toBe(before);
        for (const [k, child] of tree.entries) if (k !== p[0]) expect(after.entries.get(k)).toBe(child);
      }),
    );
  });

  it('diff, then apply, gives the tree back', () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const from = build(emptyDir(), a);
        const to = build(from, b);
        const layer = diffLayer(from, to);
        const result = layer === undefined ? from : applyLayer(from, layer);
        expect(plain(result, 'not of folders')).toEqual(plain(to, 'not of folders'));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not take a folder for changed in which something was made and removed again', () => {
    const file: FsNode = { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 5, ino: nextIno(), data: encode('') };
    const from = putAt(emptyDir(), ['sub', 'old'], { ...file, ino: nextIno() }, { owner: {}, mtime: 5 });
    const made = putAt(from, ['sub', 'new'], file, { owner: {}, mtime: 6 });
    expect(changes(from, made)).toEqual([
      { kind: 'C', path: '/sub' },
      { kind: 'A', path: '/sub/new' },
    ]);
    expect(changes(from, setAt(made, ['sub', 'new'], undefined, { owner: {}, mtime: 7 }))).toEqual([]);
  });

  it('a layer survives its archive with whiteouts', () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const from = build(emptyDir(), a);
        const to = build(from, b);
        const layer = diffLayer(from, to);
        if (layer === undefined) return;
        const bytes = packTar(layerEntries(layer));
        expect(plain(applyTar(from, unpackTar(bytes), nextIno, true), false)).toEqual(plain(to, false));
      }),
    );
  });
});

describe('tar', () => {
  const tar = (() => {
    try {
      return execFileSync('tar', ['--version']).toString().includes('GNU tar');
    } catch {
      return false;
    }
  })();

  it('packs and unpacks any tree', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const tree = build(emptyDir(), list);
        const again = applyTar(emptyDir(), unpackTar(packTar(treeEntries(tree))), nextIno, false);
        expect(plain({ ...again, mode: tree.mode, mtime: tree.mtime } as DirNode, false)).toEqual(plain(tree, false));
      }),
    );
  });

  it.runIf(tar)('writes the same bytes as GNU tar', () => {
    const dir = mkdtempSync(join(tmpdir(), 'drydock-'));
    try {
      mkdirSync(join(dir, 'sub'));
      writeFileSync(join(dir, 'hello.txt'), 'hello\n');
      writeFileSync(join(dir, 'sub', 'run.sh'), '#!/bin/sh\n');
      writeFileSync(join(dir, 'sub', `${'long'.repeat(30)}.txt`), 'x'.repeat(1000));
      chmodSync(join(dir, 'sub', 'run.sh'), 0o755);
      chmodSync(join(dir, 'hello.txt'), 0o644);
      chmodSync(join(dir, 'sub', `${'long'.repeat(30)}.txt`), 0o600);
      chmodSync(join(dir, 'sub'), 0o755);
      symlinkSync('../hello.txt', join(dir, 'sub', 'link'));
      for (const p of ['hello.txt', 'sub/run.sh', `sub/${'long'.repeat(30)}.txt`, 'sub'])
        utimesSync(join(dir, p), 1_700_000_000, 1_700_000_000);
      const real = execFileSync(
        'tar',
        [
          '--format=gnu',
          '--sort=name',
          '--owner=0',
          '--group=0',
          '--numeric-owner',
          '--mtime=@1700000000',
          '-b1',
          '-cf',
          '-',
          'hello.txt',
          'sub',
        ],
        { cwd: dir },
      );
      const entries = unpackTar(new Uint8Array(real));
      const ours = packTar(entries);
      expect(decode(entries.find((e) => e.name === 'hello.txt')!.data)).toBe('hello\n');
      expect(entries.find((e) => e.name === 'sub/link')).toMatchObject({ type: 'symlink', linkname: '../hello.txt' });
      expect(entries.find((e) => e.name === 'sub/run.sh')!.mode).toBe(0o755);
      const trimmed = (b: Uint8Array): string => Buffer.from(b).toString('latin1').replace(/\0+$/, '');
      expect(trimmed(ours)).toBe(trimmed(new Uint8Array(real)));
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('refuses names that are too long', () => {
    expect(() =>
      putAt(
        emptyDir(),
        ['x'.repeat(256)],
        { kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, ino: 1, data: encode('') },
        { owner: {}, mtime: 0 },
      ),
    ).toThrow(/File name too long/);
  });
});

describe('chance', () => {
  it('begins with the SHA-256 of its seed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 55 }), (bytes) => {
        expect(seedOf(bytes)).toEqual(new Uint8Array(sha256(bytes)));
      }),
    );
    expect(() => seedOf(new Uint8Array(56))).toThrow(RangeError);
  });
});
