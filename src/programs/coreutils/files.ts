// Programs that change the file tree: mkdir rmdir touch ln truncate mkfifo install; and the list of all.

import { FsError } from '../../fs/node.ts';
import { dirname, join, basename } from '../../fs/path.ts';
import type { Program } from '../../kernel/block.ts';
import { program, parseArgs, Usage, complainFile, complain, reason, Failure } from '../args.ts';
import { parseDate } from '../date.ts';
import { parseMode } from './mode.ts';
import { rm } from './remove.ts';
import { destinations, copyNode, cp, mv } from './copy.ts';
import { parseOwner, chmod, owner } from './owner.ts';

const mkdir: Program = program(function* (p) {
  const o = parseArgs(p, 'pm:v', { parents: 'p', 'mode=': 'm', verbose: 'v' });
  if (o.rest.length === 0) throw new Usage('missing operand');
  let status = 0;
  for (const path of o.rest) {
    try {
      if (o.has('p')) p.fs.mkdirp(path);
      else p.fs.mkdir(path);
      if (o.has('m')) p.fs.chmod(path, parseMode(o.get('m')!, 0o777, true, p.umask) ?? 0o755);
      if (o.has('v')) yield* p.print(`mkdir: created directory '${path}'\n`);
    } catch (error) {
      // of a path the step that failed is named
      const at =
        o.has('p') && error instanceof FsError && error.code === 'EROFS' ? error.path.replace(/^\.\//, '') : path;
      status = yield* complainFile(p, 'create directory', at, error);
    }
  }
  return status;
});

const rmdir: Program = program(function* (p) {
  const o = parseArgs(p, 'pv', { parents: 'p', 'ignore-fail-on-non-empty': 'i', verbose: 'v' });
  if (o.rest.length === 0) throw new Usage('missing operand');
  let status = 0;
  for (const path of o.rest) {
    try {
      p.fs.rmdir(path);
      if (o.has('p')) for (let d = dirname(path); d !== '.' && d !== '/'; d = dirname(d)) p.fs.rmdir(d);
    } catch (error) {
      if (o.has('i')) continue;
      status = yield* complain(
        p,
        p.busybox ? `'${path}': ${reason(error)}` : `failed to remove '${path}': ${reason(error)}`,
      );
    }
  }
  return status;
});

const touch: Program = program(function* (p) {
  const o = parseArgs(p, 'acmd:r:t:h', { 'no-create': 'c', 'date=': 'd', 'reference=': 'r', 'no-dereference': 'h' });
  if (o.rest.length === 0) throw new Usage('missing file operand');
  let time = p.kernel.now;
  if (o.has('d')) {
    const d = parseDate(o.get('d')!, p.kernel.now);
    if (d === undefined) throw new Failure(`invalid date format '${o.get('d')}'`);
    time = d;
  }
  if (o.has('r')) time = p.fs.stat(o.get('r')!).mtime;
  if (o.has('t')) {
    const m = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(o.get('t')!);
    if (m === null) throw new Failure(`invalid date format '${o.get('t')}'`);
    time = Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!, +m[4]!, +m[5]!, +(m[6] ?? 0));
  }
  let status = 0;
  for (const path of o.rest) {
    try {
      if (p.fs.tryStat(path) === undefined) {
        if (o.has('c')) continue;
        p.fs.writeFile(path, new Uint8Array(0));
      }
      p.fs.utimes(path, time, o.has('d') || o.has('t') || o.has('r'));
    } catch (error) {
      const text = error instanceof FsError && error.code === 'EACCES' ? 'Permission denied' : reason(error);
      status = yield* complain(p, p.busybox ? `${path}: ${text}` : `cannot touch '${path}': ${text}`);
    }
  }
  return status;
});

const ln: Program = program(function* (p) {
  const o = parseArgs(p, 'sfnvTrt:', {
    symbolic: 's',
    force: 'f',
    'no-dereference': 'n',
    verbose: 'v',
    'no-target-directory': 'T',
    relative: 'r',
    'target-directory=': 't',
  });
  if (o.rest.length === 0) throw new Usage('missing file operand');
  const rest = o.rest.length === 1 ? [o.rest[0]!, '.'] : o.rest;
  const target = o.get('t') ?? rest.at(-1)!;
  const sources = o.has('t') ? o.rest : rest.slice(0, -1);
  const intoDir = !o.has('T') && p.fs.isDir(target) && !(o.has('n') && p.fs.tryLstat(target)?.kind === 'link');
  let status = 0;
  for (const source of sources) {
    const to = intoDir ? join(target, basename(source)) : target;
    try {
      if (o.has('f') && p.fs.tryLstat(to) !== undefined) p.fs.unlink(to);
      if (o.has('s')) p.fs.symlink(source, to);
      else p.fs.link(source, to);
    } catch (error) {
      const kind = o.has('s') ? 'symbolic' : 'hard';
      if (p.busybox) status = yield* complain(p, `${to}: ${reason(error)}`);
      else if (!o.has('s') && p.fs.tryLstat(source) === undefined)
        status = yield* complain(p, `failed to access '${source}': No such file or directory`);
      else if (!o.has('s') && p.fs.isDir(source))
        status = yield* complain(p, `${source}: hard link not allowed for directory`);
      else status = yield* complain(p, `failed to create ${kind} link '${to}': ${reason(error)}`);
    }
  }
  return status;
});

const truncate: Program = program(function* (p) {
  const o = parseArgs(p, 's:cr:', { 'size=': 's', 'no-create': 'c', 'reference=': 'r' });
  const m = /^([-+]?)(\d+)([kKMG]?)B?$/.exec(o.get('s') ?? '');
  if (m === null) throw new Usage("you must specify either '--size' or '--reference'");
  const n = Number(m[2]) * 1024 ** ({ '': 0, k: 1, K: 1, M: 2, G: 3 }[m[3]!] ?? 0);
  if (n > 256 * 1024 * 1024) throw new Failure(`failed to truncate '${o.rest[0]}' at ${n} bytes: File too large`);
  let status = 0;
  for (const path of o.rest) {
    const old = p.fs.tryStat(path);
    const size = old?.kind === 'file' ? old.data.length : 0;
    try {
      p.fs.truncate(path, m[1] === '+' ? size + n : m[1] === '-' ? Math.max(0, size - n) : n);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = yield* complain(
        p,
        p.busybox ? `${path}: ${reason(error)}` : `cannot open '${path}' for writing: ${reason(error)}`,
      );
    }
  }
  return status;
});

const mkfifo: Program = program(function* (p) {
  const o = parseArgs(p, 'm:', { 'mode=': 'm' });
  if (o.rest.length === 0) throw new Usage('missing operand');
  let status = 0;
  for (const path of o.rest) {
    try {
      p.fs.mknod(path, 'fifo', 'fifo');
    } catch (error) {
      status = yield* complain(p, `cannot create fifo '${path}': ${reason(error)}`);
    }
  }
  return status;
});

const install: Program = program(function* (p) {
  const o = parseArgs(p, 'dDm:o:g:vct:', {
    directory: 'd',
    'mode=': 'm',
    'owner=': 'o',
    'group=': 'g',
    'target-directory=': 't',
  });
  const mode = parseMode(o.get('m') ?? '755', 0o755, false, 0) ?? 0o755;
  const finish = (path: string): void => {
    p.fs.chmod(path, mode);
    const ids = parseOwner(p, `${o.get('o') ?? ''}:${o.get('g') ?? ''}`);
    if (typeof ids === 'string') throw new Failure(ids);
    if (ids.uid !== undefined || ids.gid !== undefined) p.fs.chown(path, ids.uid, ids.gid);
  };
  if (o.has('d')) {
    for (const dir of o.rest) {
      p.fs.mkdirp(dir);
      finish(dir);
    }
    return 0;
  }
  if (o.has('D') && o.rest.length > 1) p.fs.mkdirp(dirname(o.rest.at(-1)!));
  const copy = {
    recursive: false,
    preserve: false,
    follow: true,
    noClobber: false,
    force: true,
    verbose: false,
    update: false,
    interactive: false,
  };
  let status = 0;
  for (const [from, to] of destinations(p, o.rest, o.get('t'), false)) {
    const code = yield* copyNode(p, from, to, copy, true);
    if (code === 0) finish(to);
    status |= code;
  }
  return status;
});

export const files: Record<string, Program> = {
  cp,
  mv,
  rm,
  mkdir,
  rmdir,
  touch,
  ln,
  chmod,
  chown: owner(false),
  chgrp: owner(true),
  truncate,
  mkfifo,
  install,
  unlink: program(function* (p) {
    try {
      p.fs.unlink(p.args[0] ?? '');
      return 0;
    } catch (error) {
      return yield* complain(p, `cannot unlink '${p.args[0] ?? ''}': ${reason(error)}`);
    }
  }),
};
