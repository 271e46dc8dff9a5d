// stat du df: what a file is, and how much room files take.

import { type FsNode, typeLetter, sizeOf, modeString } from '../../fs/node.ts';
import { treeSize } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import { reader, groupName, userName } from '../../kernel/users.ts';
import { strftime } from '../../shell/printf.ts';
import { program, parseArgs, Usage, complain, reason, humanSize } from '../args.ts';

const TYPES: Record<string, string> = {
  '-': 'regular file',
  d: 'directory',
  l: 'symbolic link',
  c: 'character special file',
  p: 'fifo',
  s: 'socket',
};

export const stat = program(function* (p) {
  const o = parseArgs(p, 'c:Lftn', {
    'format=': 'c',
    'printf=': 'printf',
    dereference: 'L',
    'file-system': 'f',
    terse: 't',
  });
  if (o.rest.length === 0) throw new Usage('missing operand');
  const read = reader(p);
  let status = 0;
  for (const path of o.rest) {
    let n: FsNode;
    try {
      n = o.has('L') ? p.fs.stat(path) : p.fs.lstat(path);
    } catch (error) {
      status = yield* complain(
        p,
        p.busybox ? `can't stat '${path}': ${reason(error)}` : `cannot statx '${path}': ${reason(error)}`,
      );
      continue;
    }
    const kind = n.kind === 'file' && n.data.length === 0 ? 'regular empty file' : TYPES[typeLetter(n)]!;
    const octal = n.mode.toString(8);
    const blocks = n.kind === 'link' ? 0 : Math.ceil(sizeOf(n) / 4096) * 8;
    const ino = n.kind === 'file' ? p.kernel.inode(n.ino) : 2;
    const links =
      n.kind === 'dir' ? 2 + [...n.entries.values()].filter((x) => x.kind === 'dir').length : p.fs.linkCount(path);
    const time = strftime('%Y-%m-%d %H:%M:%S.%N %z', n.mtime);
    const directives: Record<string, string> = {
      a: octal,
      A: modeString(n),
      b: String(blocks),
      B: '512',
      d: '2049',
      f: (
        { '-': 0o100000, d: 0o40000, l: 0o120000, c: 0o20000, p: 0o10000, s: 0o140000 }[typeLetter(n)]! | n.mode
      ).toString(16),
      F: kind,
      g: String(n.gid),
      G: groupName(read, n.gid),
      h: String(links),
      i: String(ino),
      m: p.fs.place(path).mount.at,
      n: path,
      N: n.kind === 'link' ? `'${path}' -> '${n.target}'` : p.busybox ? path : `'${path}'`,
      o: '4096',
      s: String(sizeOf(n)),
      u: String(n.uid),
      U: userName(read, n.uid),
      w: '-',
      W: '0',
      x: time,
      X: String(Math.floor(n.mtime / 1000)),
      y: time,
      Y: String(Math.floor(n.mtime / 1000)),
      z: time,
      Z: String(Math.floor(n.mtime / 1000)),
      '%': '%',
      t: '0',
      T: '0',
    };
    const format = o.get('c') ?? o.get('printf');
    if (o.has('f')) {
      yield* p.print(
        `  File: "${path}"\n    ID: 0        Namelen: 255     Type: ${p.fs.place(path).mount.type}\nBlock size: 4096       Fundamental block size: 4096\n`,
      );
    } else if (format !== undefined) {
      const text = format.replace(/%([-0 #+]*\d*)([a-zA-Z%])/g, (all, flags: string, c: string) => {
        const v = directives[c];
        if (v === undefined) return all === '%' ? '%' : '?';
        const w = Number(flags.replace(/\D/g, '') || 0);
        return flags.startsWith('-') ? v.padEnd(w) : v.padStart(w, /^0/.test(flags) ? '0' : ' ');
      });
      yield* p.print(o.has('c') ? `${text}\n` : text.replace(/\\n/g, '\n').replace(/\\t/g, '\t'));
    } else {
      yield* p.print(
        `  File: ${n.kind === 'link' ? `${path} -> ${n.target}` : path}\n  Size: ${String(sizeOf(n)).padEnd(10)}\tBlocks: ${String(blocks).padEnd(10)} IO Block: 4096   ${kind}\n` +
          `Device: 8,1\tInode: ${String(ino).padEnd(11)} Links: ${links}\nAccess: (${octal.padStart(4, '0')}/${modeString(n)})  Uid: (${String(n.uid).padStart(5)}/${userName(read, n.uid).padStart(8)})   Gid: (${String(n.gid).padStart(5)}/${groupName(read, n.gid).padStart(8)})\n` +
          `Access: ${time}\nModify: ${time}\nChange: ${time}\n${p.busybox ? '' : ' Birth: -\n'}`,
      );
    }
  }
  return status;
});

export const du = program(function* (p) {
  const o = parseArgs(p, 'abchkmsd:xlH0', {
    all: 'a',
    bytes: 'b',
    total: 'c',
    'human-readable': 'h',
    summarize: 's',
    'max-depth=': 'd',
    'apparent-size': 'apparent',
    'one-file-system': 'x',
    null: '0',
  });
  const max = o.has('s') ? 0 : o.has('d') ? Number(o.get('d')) : Infinity;
  const apparent = o.has('b') || o.has('apparent');
  const unit = o.has('b') ? 1 : o.has('m') ? 1 << 20 : 1024;
  const show = (n: number): string => (o.has('h') ? (n === 0 ? '0' : humanSize(n)) : String(Math.ceil(n / unit)));
  const own = (n: FsNode): number =>
    apparent ? sizeOf(n) : n.kind === 'link' ? 0 : Math.ceil(sizeOf(n) / 4096) * 4096;
  let status = 0;
  const walk = function* (path: string, depth: number): Task<number> {
    let node: FsNode;
    try {
      node = p.fs.lstat(path);
    } catch (error) {
      status = yield* complain(
        p,
        p.busybox ? `${path}: ${reason(error)}` : `cannot access '${path}': ${reason(error)}`,
      );
      return 0;
    }
    let sum = own(node);
    if (node.kind === 'dir') {
      try {
        for (const name of p.fs.readdir(path))
          sum += yield* walk(path === '/' ? `/${name}` : `${path.replace(/\/$/, '')}/${name}`, depth + 1);
      } catch (error) {
        status = yield* complain(p, `cannot read directory '${path}': ${reason(error)}`);
      }
    }
    if ((node.kind === 'dir' || o.has('a') || depth === 0) && depth <= max) yield* p.print(`${show(sum)}\t${path}\n`);
    return sum;
  };
  let total = 0;
  for (const path of o.rest.length === 0 ? ['.'] : o.rest) total += yield* walk(path, 0);
  if (o.has('c')) yield* p.print(`${show(total)}\ttotal\n`);
  return status;
});

const DISK = 64 << 20;

export const df = program(function* (p) {
  const o = parseArgs(p, 'ahHkTPmit:x:B:', {
    all: 'a',
    'human-readable': 'h',
    'print-type': 'T',
    portability: 'P',
    inodes: 'i',
    'type=': 't',
    'exclude-type=': 'x',
    'output=?': 'output',
  });
  const mounts =
    o.rest.length > 0
      ? o.rest.map((path) => p.fs.place(path).mount)
      : p.mounts.mounts.filter((m) => o.has('a') || !['proc', 'sysfs', 'devpts', 'mqueue', 'cgroup2'].includes(m.type));
  const rows: string[][] = [];
  for (const m of mounts) {
    const quota = m.cell.quota;
    const total = quota === undefined ? DISK : Math.ceil(quota / 1024);
    const used =
      quota !== undefined
        ? m.cell.used / 1024
        : m.type === 'tmpfs'
          ? Math.ceil(treeSize(m.cell.root) / 1024)
          : Math.min(DISK, 9_800_000 + Math.ceil(treeSize(m.cell.root) / 1024));
    const size = (k: number): string => (o.has('h') || o.has('H') ? (k === 0 ? '0' : humanSize(k * 1024)) : String(k));
    rows.push([
      m.source,
      ...(o.has('T') ? [m.type] : []),
      size(total),
      size(used),
      size(Math.max(0, total - used)),
      `${total === 0 ? '-' : (p.busybox ? Math.round : Math.ceil)((used / total) * 100)}%`,
      m.at,
    ]);
  }
  const head = [
    'Filesystem',
    ...(o.has('T') ? ['Type'] : []),
    o.has('h') ? 'Size' : o.has('P') ? '1024-blocks' : '1K-blocks',
    'Used',
    o.has('h') && !p.busybox ? 'Avail' : 'Available',
    'Use%',
    'Mounted on',
  ];
  const all = [head, ...rows];
  const narrow = (c: number): number => (!p.busybox || c === 0 || c > (o.has('T') ? 4 : 3) ? 0 : 9);
  const w = head.map((_, c) => Math.max(narrow(c), ...all.map((r) => r[c]!.length)));
  const left = o.has('T') ? 2 : 1;
  yield* p.print(
    all
      .map(
        (r) =>
          `${r.map((x, c) => (c === r.length - 1 ? x : c < left ? x.padEnd(Math.max(w[c]!, c === 0 && p.busybox ? 20 : 0)) : x.padStart(w[c]!))).join(' ')}\n`,
      )
      .join(''),
  );
  return 0;
});
