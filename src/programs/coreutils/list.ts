// Programs that look at files: ls stat du df readlink realpath tree file.

import { FsError, type FsNode, modeString, sizeOf, typeLetter } from '../../fs/node.ts';
import { basename, clean, join } from '../../fs/path.ts';
import { byBytes, treeSize } from '../../fs/tree.ts';
import type { Program, Task } from '../../kernel/block.ts';
import { deviceNumbers } from '../../kernel/devices.ts';
import type { Process } from '../../kernel/process.ts';
import { groupName, reader, userName } from '../../kernel/users.ts';
import { strftime } from '../../shell/printf.ts';
import { complain, humanSize, type Options, parseArgs, program, reason, Usage } from '../args.ts';

const collator = new Intl.Collator('en', {
  numeric: false,
  sensitivity: 'variant',
  caseFirst: 'lower',
  ignorePunctuation: true,
});
/** Order of names: bytes in busybox and the C locale, letters without regard to case and punctuation on a desktop system. */
export function nameOrder(p: Process): (a: string, b: string) => number {
  const locale = p.getenv('LC_ALL') || p.getenv('LC_COLLATE') || p.getenv('LANG') || 'C';
  if (p.busybox || /^(C|POSIX)/.test(locale)) return byBytes;
  return (a, b) => collator.compare(a, b) || byBytes(a, b);
}

const COLORS = {
  dir: '\x1b[1;34m',
  link: '\x1b[1;36m',
  exec: '\x1b[1;32m',
  dev: '\x1b[1;33m',
  sticky: '\x1b[30;42m',
  off: '\x1b[0m',
};

interface Item {
  readonly name: string;
  readonly path: string;
  readonly node: FsNode;
}

function quoted(name: string, tty: boolean, p: Process): string {
  if (!tty || p.busybox || /^[\w@%+=:,./-][\w@%+=:,./~#-]*$/.test(name)) return tty ? name : name;
  return name.includes("'") ? `"${name}"` : `'${name}'`;
}

function colored(item: Item, text: string): string {
  const { node } = item;
  const c =
    node.kind === 'dir'
      ? (node.mode & 0o1002) === 0o1002
        ? COLORS.sticky
        : COLORS.dir
      : node.kind === 'link'
        ? COLORS.link
        : node.kind === 'dev'
          ? COLORS.dev
          : node.mode & 0o111
            ? COLORS.exec
            : '';
  return c === '' ? text : `${c}${text}${COLORS.off}`;
}

/** Letters that -F puts behind a name. */
function mark(node: FsNode, o: Options): string {
  if (node.kind === 'dir') return o.has('F') || o.has('p') ? '/' : '';
  if (!o.has('F')) return '';
  if (node.kind === 'link') return '@';
  if (node.kind === 'dev') return node.type === 'fifo' ? '|' : '';
  return node.mode & 0o111 ? '*' : '';
}

const HALF_YEAR = 15_778_476_000;

function when(p: Process, mtime: number, o: Options): string {
  const now = p.kernel.now;
  if (o.has('full-time') || o.get('time-style') === 'full-iso') return strftime('%Y-%m-%d %H:%M:%S.%N %z', mtime);
  if (o.get('time-style') === 'long-iso') return strftime('%Y-%m-%d %H:%M', mtime);
  const recent = mtime <= now + 3_600_000 && mtime > now - HALF_YEAR;
  return strftime(recent ? '%b %e %H:%M' : '%b %e  %Y', mtime);
}

const ls = program(function* (p) {
  const o = parseArgs(p, '1aAlLdFhRrtSinskpgoCcuUxQvXGbNmI:w:H', {
    all: 'a',
    'almost-all': 'A',
    directory: 'd',
    classify: 'F',
    'human-readable': 'h',
    recursive: 'R',
    reverse: 'r',
    inode: 'i',
    'numeric-uid-gid': 'n',
    size: 's',
    'color=?': 'color',
    'full-time': 'full-time',
    'time-style=': 'time-style',
    'group-directories-first': 'dirs',
    dereference: 'L',
    'no-group': 'G',
    literal: 'N',
    'ignore=': 'I',
    'sort=': 'sort',
    'width=': 'w',
    'quote-name': 'Q',
  });
  const tty = p.isatty(1);
  const color = o.has('color') && o.get('color') !== 'never' && (o.get('color') !== 'auto' || tty);
  const long = o.has('l') || o.has('n') || o.has('g') || o.has('o') || o.has('full-time');
  const order = nameOrder(p);
  const read = reader(p);
  const size = (n: number): string => (o.has('h') ? humanSize(n) : String(n));
  let status = 0;

  const sorted = (items: Item[]): Item[] => {
    if (!o.has('U')) {
      items.sort((a, b) => {
        if (o.has('t') || o.get('sort') === 'time') return b.node.mtime - a.node.mtime || order(a.name, b.name);
        if (o.has('S') || o.get('sort') === 'size') return sizeOf(b.node) - sizeOf(a.node) || order(a.name, b.name);
        if (o.has('X'))
          return order(a.name.replace(/^[^.]*/, ''), b.name.replace(/^[^.]*/, '')) || order(a.name, b.name);
        return order(a.name, b.name);
      });
      if (o.has('dirs')) items.sort((a, b) => Number(b.node.kind === 'dir') - Number(a.node.kind === 'dir'));
    }
    return o.has('r') ? items.reverse() : items;
  };
  const label = (i: Item): string => {
    const text = o.has('Q') ? JSON.stringify(i.name) : quoted(i.name, tty && !o.has('N'), p);
    return (color ? colored(i, text) : text) + mark(i.node, o);
  };
  const show = function* (items: readonly Item[], total: boolean): Task {
    let out = '';
    if (long || o.has('s')) {
      const blocks = items.reduce((n, i) => n + Math.ceil((i.node.kind === 'link' ? 0 : sizeOf(i.node)) / 4096) * 4, 0);
      if (total) out += `total ${o.has('h') && blocks > 0 ? humanSize(blocks * 1024) : blocks}\n`;
    }
    if (long) {
      const rows = items.map((i) => {
        const n = i.node;
        const owner = o.has('n') ? String(n.uid) : userName(read, n.uid);
        const group = o.has('n') ? String(n.gid) : groupName(read, n.gid);
        const bytes = n.kind === 'dev' && n.type === 'char' ? deviceNumbers(n.dev) : size(sizeOf(n));
        return {
          item: i,
          inode: o.has('i') ? `${n.kind === 'file' ? p.kernel.inode(n.ino) : 2} ` : '',
          blocks: o.has('s') ? `${Math.ceil(sizeOf(n) / 4096) * 4} ` : '',
          mode: modeString(n),
          links: String(
            n.kind === 'dir'
              ? 2 + [...n.entries.values()].filter((x) => x.kind === 'dir').length
              : p.fs.linkCount(i.path),
          ),
          owner,
          group,
          bytes,
          time: when(p, n.mtime, o),
          name: label(i) + (n.kind === 'link' ? ` -> ${n.target}` : ''),
        };
      });
      const width = (f: (r: (typeof rows)[number]) => string): number =>
        rows.reduce((w, r) => Math.max(w, f(r).length), 0);
      const wl = p.busybox
          ? Math.max(
              4,
              width((r) => r.links),
            )
          : width((r) => r.links),
        wo = width((r) => r.owner),
        wg = width((r) => r.group),
        wb = width((r) => r.bytes);
      for (const r of rows) {
        out += p.busybox
          ? `${r.inode}${r.blocks}${r.mode} ${r.links.padStart(wl)} ${r.owner.padEnd(8)} ${r.group.padEnd(8)} ${r.bytes.padStart(9)} ${r.time} ${r.name}\n`
          : `${r.inode}${r.blocks}${r.mode} ${r.links.padStart(wl)} ${o.has('g') ? '' : `${r.owner.padEnd(wo)} `}${o.has('o') || o.has('G') ? '' : `${r.group.padEnd(wg)} `}${r.bytes.padStart(wb)} ${r.time} ${r.name}\n`;
      }
    } else if (o.has('m')) out += items.length === 0 ? '' : `${items.map(label).join(', ')}\n`;
    else if ((tty || o.has('C') || o.has('x')) && !o.has('1'))
      out += columns(items, label, o.has('w') ? Number(o.get('w')) : (p.fds.get(1)?.tty?.columns ?? 80), o.has('x'));
    else
      out += items
        .map(
          (i) =>
            `${o.has('i') ? `${i.node.kind === 'file' ? p.kernel.inode(i.node.ino) : 2} ` : ''}${o.has('s') ? `${Math.ceil(sizeOf(i.node) / 4096) * 4} ` : ''}${label(i)}\n`,
        )
        .join('');
    yield* p.print(out);
  };
  const entries = (path: string): Item[] => {
    const names = p.fs
      .readdir(path)
      .filter((n) => o.has('a') || o.has('A') || !n.startsWith('.'))
      .filter((n) => !o.all('I').includes(n));
    const items = names.map((name) => ({
      name,
      path: join(path, name),
      node: o.has('L')
        ? (p.fs.tryStat(join(path, name)) ?? p.fs.lstat(join(path, name)))
        : p.fs.lstat(join(path, name)),
    }));
    const dots =
      o.has('a') && !o.has('A')
        ? ['.', '..'].map((name) => ({ name, path: join(path, name), node: p.fs.stat(join(path, name)) }))
        : [];
    return o.has('r') ? [...sorted(items), ...dots.reverse()] : [...dots, ...sorted(items)];
  };
  const walk = function* (path: string, shown: string, titled: boolean, first: boolean): Task {
    let items: Item[];
    try {
      items = entries(path);
    } catch (error) {
      status = 2;
      yield* complain(
        p,
        p.busybox ? `can't open '${shown}': ${reason(error)}` : `cannot open directory '${shown}': ${reason(error)}`,
      );
      return;
    }
    if (titled) yield* p.print(`${first ? '' : '\n'}${shown}:\n`);
    yield* show(items, true);
    if (!o.has('R')) return;
    for (const i of items)
      if (i.node.kind === 'dir' && i.name !== '.' && i.name !== '..')
        yield* walk(i.path, shown === '/' ? `/${i.name}` : `${shown}/${i.name}`, true, false);
  };

  const operands = o.rest.length === 0 ? ['.'] : o.rest;
  const plain: Item[] = [];
  const dirs: Item[] = [];
  for (const name of operands) {
    try {
      const follow = (!long && !o.has('d') && !o.has('F')) || o.has('L') || o.has('H') || name.endsWith('/');
      let node = p.fs.lstat(name);
      if (node.kind === 'link' && follow) node = p.fs.tryStat(name) ?? node;
      else if (node.kind === 'link' && !long && p.fs.tryStat(name)?.kind === 'dir') node = p.fs.stat(name);
      (node.kind === 'dir' && !o.has('d') ? dirs : plain).push({ name, path: name, node });
    } catch (error) {
      status = p.busybox ? 1 : 2;
      if (p.busybox) yield* complain(p, `${name}: ${reason(error)}`);
      else yield* complain(p, `cannot access '${name}': ${reason(error)}`);
    }
  }
  if (plain.length > 0) yield* show(sorted(plain), false);
  const titled = operands.length > 1 || o.has('R');
  let first = plain.length === 0;
  for (const d of sorted(dirs)) {
    yield* walk(d.path, d.name, titled, first);
    first = false;
  }
  return status;
}, 2);

/** Names in columns that fill a line. */
function columns(items: readonly Item[], label: (i: Item) => string, width: number, across: boolean): string {
  const plainWidth = (i: Item): number => label(i).replace(/\x1b\[[\d;]*m/g, '').length;
  const widths = items.map(plainWidth);
  if (items.length === 0) return '';
  for (let rows = 1; ; rows++) {
    const cols = Math.ceil(items.length / rows);
    const at = (r: number, c: number): number => (across ? r * cols + c : c * rows + r);
    const w = Array.from({ length: cols }, (_, c) =>
      Math.max(...Array.from({ length: rows }, (_, r) => widths[at(r, c)] ?? 0)),
    );
    if (w.reduce((n, x) => n + x + 2, -2) > width && rows < items.length) continue;
    let out = '';
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < cols; c++) {
        const i = items[at(r, c)];
        if (i === undefined) continue;
        const last = items[at(r, c + 1)] === undefined || c === cols - 1;
        out += label(i) + (last ? '' : ' '.repeat(w[c]! - widths[at(r, c)]! + 2));
      }
      out += '\n';
    }
    return out;
  }
}

const TYPES: Record<string, string> = {
  '-': 'regular file',
  d: 'directory',
  l: 'symbolic link',
  c: 'character special file',
  p: 'fifo',
  s: 'socket',
};

const stat = program(function* (p) {
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

const du = program(function* (p) {
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

const df = program(function* (p) {
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
      m.type === 'tmpfs'
        ? Math.ceil(treeSize(m.cell.root) / 1024)
        : Math.min(DISK, 9_800_000 + Math.ceil(treeSize(m.cell.root) / 1024));
    const size = (k: number): string => (o.has('h') || o.has('H') ? (k === 0 ? '0' : humanSize(k * 1024)) : String(k));
    rows.push([
      m.source,
      ...(o.has('T') ? [m.type] : []),
      size(total),
      size(used),
      size(Math.max(0, total - used)),
      `${total === 0 ? '-' : Math.ceil((used / total) * 100)}%`,
      m.at,
    ]);
  }
  const head = [
    'Filesystem',
    ...(o.has('T') ? ['Type'] : []),
    o.has('h') ? 'Size' : p.busybox || o.has('P') ? '1024-blocks' : '1K-blocks',
    'Used',
    o.has('h') ? 'Avail' : 'Available',
    'Use%',
    'Mounted on',
  ];
  const all = [head, ...rows];
  const w = head.map((_, c) => Math.max(...all.map((r) => r[c]!.length)));
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

const readlink = program(function* (p) {
  const o = parseArgs(p, 'femnqsvz', {
    canonicalize: 'f',
    'canonicalize-existing': 'e',
    'canonicalize-missing': 'm',
    'no-newline': 'n',
  });
  if (o.rest.length === 0) throw new Usage('missing operand');
  let status = 0;
  for (const path of o.rest) {
    try {
      let text: string;
      if (o.has('f') || o.has('e') || o.has('m'))
        text = canonical(p, path, o.has('e') ? 'all' : o.has('m') ? 'none' : 'parent');
      else {
        const n = p.fs.lstat(path);
        if (n.kind !== 'link') throw new FsError('EINVAL', path);
        text = n.target;
      }
      yield* p.print(text + (o.has('n') && o.rest.length === 1 ? '' : '\n'));
    } catch (error) {
      reason(error);
      status = 1;
    }
  }
  return status;
});

/** A path without links and dots. @throws FsError when what must exist does not */
function canonical(p: Process, path: string, must: 'all' | 'parent' | 'none'): string {
  if (must === 'all') return p.fs.realpath(path);
  if (must === 'parent') return p.fs.place(path.replace(/(?<=.)\/+$/, '')).abs;
  let at = clean(p.abs(path));
  let rest = '';
  for (;;) {
    if (p.fs.exists(at)) return clean(`${p.fs.realpath(at)}/${rest}`);
    rest = `${basename(at)}/${rest}`;
    at = clean(`${at}/..`);
  }
}

const realpath = program(function* (p) {
  const o = parseArgs(p, 'emsqz', {
    'canonicalize-existing': 'e',
    'canonicalize-missing': 'm',
    'relative-to=': 'rel',
    strip: 's',
    'no-symlinks': 's',
    quiet: 'q',
  });
  if (o.rest.length === 0) throw new Usage('missing operand');
  let status = 0;
  for (const path of o.rest) {
    try {
      const text = o.has('s')
        ? clean(p.abs(path))
        : canonical(p, path, o.has('e') ? 'all' : o.has('m') ? 'none' : 'parent');
      yield* p.print(`${o.has('rel') ? relative(canonical(p, o.get('rel')!, 'none'), text) : text}\n`);
    } catch (error) {
      status = o.has('q') ? 1 : yield* complain(p, `${path}: ${reason(error)}`);
    }
  }
  return status;
});

function relative(from: string, to: string): string {
  const a = from.split('/').filter((x) => x !== '');
  const b = to.split('/').filter((x) => x !== '');
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return [...a.slice(i).map(() => '..'), ...b.slice(i)].join('/') || '.';
}

const tree = program(function* (p) {
  const o = parseArgs(p, 'adfL:pshiDI:', { dirsfirst: 'dirsfirst', noreport: 'noreport' });
  const max = o.has('L') ? Number(o.get('L')) : Infinity;
  let dirs = 0;
  let files = 0;
  const order = nameOrder(p);
  const color = p.isatty(1);
  const walk = function* (path: string, prefix: string, depth: number): Task {
    if (depth > max) return;
    let names = p.fs.readdir(path).filter(
      (n) =>
        (o.has('a') || !n.startsWith('.')) &&
        !o
          .all('I')
          .flatMap((x) => x.split('|'))
          .includes(n),
    );
    if (o.has('d')) names = names.filter((n) => p.fs.lstat(join(path, n)).kind === 'dir');
    names.sort(order);
    for (const [i, name] of names.entries()) {
      const at = join(path, name);
      const node = p.fs.lstat(at);
      const last = i === names.length - 1;
      const text = color ? colored({ name, path: at, node }, o.has('f') ? at : name) : o.has('f') ? at : name;
      yield* p.print(`${prefix}${last ? '└── ' : '├── '}${text}${node.kind === 'link' ? ` -> ${node.target}` : ''}\n`);
      if (node.kind === 'dir') {
        dirs++;
        yield* walk(at, prefix + (last ? '    ' : '│   '), depth + 1);
      } else files++;
    }
  };
  let status = 0;
  for (const path of o.rest.length === 0 ? ['.'] : o.rest) {
    const isDir = p.fs.isDir(path);
    yield* p.print(isDir ? `${path}\n` : `${path}  [error opening dir]\n`);
    if (isDir) {
      dirs++;
      yield* walk(path, '', 1);
    } else status = 2;
  }
  if (!o.has('noreport'))
    yield* p.print(
      `\n${Math.max(0, dirs)} ${dirs === 1 ? 'directory' : 'directories'}${o.has('d') ? '' : `, ${files} ${files === 1 ? 'file' : 'files'}`}\n`,
    );
  return status;
});

const file = program(function* (p) {
  const o = parseArgs(p, 'bi', { brief: 'b', mime: 'i' });
  for (const path of o.rest) {
    const n = p.fs.tryLstat(path);
    const text =
      n === undefined
        ? `cannot open '${path}' (No such file or directory)`
        : n.kind === 'dir'
          ? 'directory'
          : n.kind === 'link'
            ? `symbolic link to ${n.target}`
            : n.kind === 'dev'
              ? 'character special'
              : describe(n.data);
    yield* p.print(o.has('b') ? `${text}\n` : `${path}: ${text}\n`);
  }
  return 0;
});

function describe(data: Uint8Array): string {
  if (data.length === 0) return 'empty';
  const head = String.fromCharCode(...data.subarray(0, 300));
  if (head.startsWith('\x7fELF')) return 'ELF 64-bit LSB pie executable, x86-64';
  if (head.startsWith('#!'))
    return `${/bash/.test(head) ? 'Bourne-Again shell' : /python/.test(head) ? 'Python' : 'POSIX shell'} script, ASCII text executable`;
  if (head.startsWith('\x1f\x8b')) return 'gzip compressed data';
  if (head.slice(257, 262) === 'ustar') return 'POSIX tar archive (GNU)';
  if (/^\s*[[{]/.test(head)) return 'JSON text data';
  return data.some((b) => b > 127) ? 'Unicode text, UTF-8 text' : data.includes(0) ? 'data' : 'ASCII text';
}

export const list: Record<string, Program> = { ls, stat, du, df, readlink, realpath, tree, file };
