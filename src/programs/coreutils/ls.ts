// ls: names in order, coloured and marked, in columns or with all they have.

import { type FsNode, sizeOf, modeString } from '../../fs/node.ts';
import { join } from '../../fs/path.ts';
import { byBytes } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import { deviceNumbers } from '../../kernel/devices.ts';
import type { Process } from '../../kernel/process.ts';
import { reader, userName, groupName } from '../../kernel/users.ts';
import { strftime } from '../../shell/printf.ts';
import { type Options, program, parseArgs, humanSize, complain, reason } from '../args.ts';

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

export function colored(item: Item, text: string): string {
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

export const ls = program(function* (p) {
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
