// Programs that look at files: readlink realpath tree file; and the list of all.

import { FsError } from '../../fs/node.ts';
import { clean, basename, join } from '../../fs/path.ts';
import type { Task, Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { program, parseArgs, Usage, reason, complain } from '../args.ts';
import { nameOrder, colored, ls } from './ls.ts';
import { stat, du, df } from './disk.ts';

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
