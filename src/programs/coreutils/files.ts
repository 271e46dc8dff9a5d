// Programs that change the file tree: cp mv rm mkdir rmdir touch ln chmod chown truncate mkfifo install.

import { FsError, type FsNode } from '../../fs/node.ts';
import { basename, clean, dirname, join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { groups, reader, users } from '../../kernel/users.ts';
import { complain, complainFile, Failure, parseArgs, program, reason, Usage } from '../args.ts';
import { ask, modeOf } from '../ask.ts';
import { parseDate } from '../date.ts';
import { parseMode } from './mode.ts';
import { rm } from './remove.ts';

interface CopyOptions {
  recursive: boolean;
  preserve: boolean;
  follow: boolean;
  noClobber: boolean;
  force: boolean;
  verbose: boolean;
  update: boolean;
  interactive: boolean;
}

/** Asks whether a file may be overwritten; `force`: one that may not be written to is replaced. */
function* overwrites(p: Process, to: string, there: FsNode, force: boolean): Task<boolean> {
  if (p.busybox || p.fs.may(there, 2)) return yield* ask(p, `overwrite '${to}'`);
  return yield* ask(
    p,
    force
      ? `replace '${to}', overriding mode ${modeOf(there)}`
      : `unwritable '${to}' (mode ${modeOf(there).replace(' (', ', ')}; try anyway`,
  );
}

/** Copies a node to a path; children one by one so that mounts on the way are honoured. */
function* copyNode(p: Process, from: string, to: string, o: CopyOptions, top: boolean): Task<number> {
  let node: FsNode;
  try {
    node = o.follow || (top && !o.recursive) ? p.fs.stat(from) : p.fs.lstat(from);
  } catch (error) {
    return yield* complain(
      p,
      p.busybox ? `can't stat '${from}': ${reason(error)}` : `cannot stat '${from}': ${reason(error)}`,
    );
  }
  if (node.kind === 'dir') {
    if (!o.recursive)
      return yield* complain(
        p,
        p.busybox ? `omitting directory '${from}'` : `-r not specified; omitting directory '${from}'`,
      );
    if (clean(p.abs(to)).startsWith(clean(p.abs(from)) + '/'))
      return yield* complain(p, `cannot copy a directory, '${from}', into itself, '${to}'`);
    const there = p.fs.tryStat(to);
    if (there !== undefined && there.kind !== 'dir')
      return yield* complain(p, `cannot overwrite non-directory '${to}' with directory '${from}'`);
    try {
      if (there === undefined) p.fs.mkdir(to, (o.preserve ? node.mode : node.mode & 0o777) | 0o700);
      let status = 0;
      for (const name of p.fs.readdir(from)) status |= yield* copyNode(p, join(from, name), join(to, name), o, false);
      if (there === undefined && o.preserve) preserve(p, to, node);
      else if (there === undefined) p.fs.chmod(to, node.mode & ~p.umask & 0o777);
      if (o.verbose) yield* p.print(`'${from}' -> '${to}'\n`);
      return status;
    } catch (error) {
      return yield* complain(p, `${p.busybox ? "can't create" : 'cannot create'} directory '${to}': ${reason(error)}`);
    }
  }
  const there = p.fs.tryStat(to);
  if (there !== undefined && (o.noClobber || (o.update && there.mtime >= node.mtime))) return 0;
  if (there !== undefined && p.fs.tryStat(from) === there && p.fs.realpath(from) === p.fs.realpath(to)) {
    return yield* complain(p, `'${from}' and '${to}' are the same file`);
  }
  if (there !== undefined && o.interactive && !(yield* overwrites(p, to, there, o.force))) return p.busybox ? 0 : 1;
  try {
    if (node.kind === 'file') {
      if (!p.fs.may(node, 4)) throw new FsError('EACCES', from);
      try {
        p.fs.writeFile(to, node.data, node.mode & 0o777);
      } catch (error) {
        if (!o.force || !(error instanceof FsError) || error.code !== 'EACCES') throw error;
        p.fs.unlink(to);
        p.fs.writeFile(to, node.data, node.mode & 0o777);
      }
      if (o.preserve) preserve(p, to, node);
    } else if (node.kind === 'link') {
      if (p.fs.tryLstat(to) !== undefined) p.fs.unlink(to);
      p.fs.symlink(node.target, to);
    } else p.fs.put(to, node);
  } catch (error) {
    const reading = error instanceof FsError && error.code === 'EACCES' && node.kind === 'file' && !p.fs.may(node, 4);
    if (reading)
      return yield* complain(
        p,
        p.busybox ? `can't open '${from}': ${reason(error)}` : `cannot open '${from}' for reading: ${reason(error)}`,
      );
    return yield* complain(p, `${p.busybox ? "can't create" : 'cannot create regular file'} '${to}': ${reason(error)}`);
  }
  if (o.verbose) yield* p.print(`'${from}' -> '${to}'\n`);
  return 0;
}

function preserve(p: Process, path: string, node: FsNode): void {
  try {
    p.fs.chown(path, node.uid, node.gid);
  } catch {
    // not allowed to give files away: the rest is kept all the same
  }
  p.fs.chmod(path, node.mode);
  p.fs.utimes(path, node.mtime);
}

/** Where each source goes: into the directory, or onto the one target. */
function destinations(p: Process, rest: string[], into: string | undefined, noDir: boolean): [string, string][] {
  if (rest.length === 0) throw new Usage('missing file operand');
  let target = into;
  let sources = rest;
  if (target === undefined) {
    if (rest.length === 1) throw new Usage(`missing destination file operand after '${rest[0]}'`);
    target = rest.at(-1)!;
    sources = rest.slice(0, -1);
  }
  if (!noDir && p.fs.isDir(target))
    return sources.map((s) => [s, join(target, basename(s) === '..' ? '' : basename(s))]);
  if (sources.length > 1)
    throw new Failure(
      p.busybox
        ? `can't stat '${target}': No such file or directory`
        : `target '${target}': ${p.fs.exists(target) ? 'Not a directory' : 'No such file or directory'}`,
    );
  if (target.endsWith('/') && p.fs.tryStat(sources[0]!)?.kind === 'file')
    throw new Failure(`cannot create regular file '${target}': Not a directory`);
  return [[sources[0]!, target]];
}

const cp: Program = program(function* (p) {
  const o = parseArgs(p, 'arRfinpLPdHuvxt:T', {
    archive: 'a',
    recursive: 'r',
    force: 'f',
    'no-clobber': 'n',
    verbose: 'v',
    update: 'u',
    dereference: 'L',
    'no-dereference': 'P',
    'target-directory=': 't',
    'no-target-directory': 'T',
    'preserve=?': 'p',
    parents: 'parents',
    interactive: 'i',
  });
  const copy: CopyOptions = {
    recursive: o.has('r') || o.has('R') || o.has('a'),
    preserve: o.has('p') || o.has('a'),
    follow: o.has('L'),
    noClobber: o.last('n', 'i') === 'n',
    interactive: o.last('n', 'i') === 'i',
    force: o.has('f'),
    verbose: o.has('v'),
    update: o.has('u'),
  };
  let status = 0;
  for (const [from, to] of destinations(p, o.rest, o.get('t'), o.has('T'))) {
    if (from.endsWith('/.') && to.endsWith('/.') && copy.recursive && p.fs.isDir(from)) {
      for (const name of p.fs.readdir(from))
        status |= yield* copyNode(p, join(from, name), join(dirname(to), name), copy, false);
      continue;
    }
    status |= yield* copyNode(p, from, to, copy, true);
  }
  return status;
});

const mv: Program = program(function* (p) {
  const o = parseArgs(p, 'finuvt:T', {
    interactive: 'i',
    force: 'f',
    'no-clobber': 'n',
    verbose: 'v',
    update: 'u',
    'target-directory=': 't',
    'no-target-directory': 'T',
  });
  let status = 0;
  for (const [from, to] of destinations(p, o.rest, o.get('t'), o.has('T'))) {
    if (p.fs.tryLstat(from) === undefined) {
      status = yield* complain(
        p,
        p.busybox
          ? `can't rename '${from}': No such file or directory`
          : `cannot stat '${from}': No such file or directory`,
      );
      continue;
    }
    const there = p.fs.tryLstat(to);
    const mode = o.last('f', 'i', 'n');
    if (there !== undefined && mode === 'n') continue;
    const guarded = there !== undefined && there.kind !== 'link' && !p.fs.may(there, 2) && p.isatty(0);
    if (there !== undefined && mode !== 'f' && (mode === 'i' || guarded) && !(yield* overwrites(p, to, there, true))) {
      if (!p.busybox) status = 1;
      continue;
    }
    try {
      p.fs.rename(from, to);
    } catch (error) {
      if (error instanceof FsError && error.code === 'EXDEV') {
        const all = {
          recursive: true,
          preserve: true,
          follow: false,
          noClobber: false,
          force: true,
          verbose: false,
          update: false,
          interactive: false,
        };
        const copied = yield* copyNode(p, from, to, all, true);
        status |= copied;
        if (copied === 0) p.fs.removeTree(from);
        continue;
      }
      if (error instanceof FsError && error.code === 'EINVAL')
        status = yield* complain(p, `cannot move '${from}' to a subdirectory of itself, '${to}'`);
      else if (p.busybox) status = yield* complain(p, `can't rename '${from}': ${reason(error)}`);
      else
        status = yield* complain(
          p,
          error instanceof FsError && error.code === 'EISDIR'
            ? `cannot overwrite directory '${to}' with non-directory`
            : `cannot move '${from}' to '${to}': ${reason(error)}`,
        );
      continue;
    }
    if (o.has('v')) yield* p.print(`renamed '${from}' -> '${to}'\n`);
  }
  return status;
});

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
      status = yield* complainFile(p, 'create directory', path, error);
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
      p.fs.utimes(path, time);
    } catch (error) {
      const text = error instanceof FsError && error.code === 'EPERM' ? 'Permission denied' : reason(error);
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

function* eachBelow(p: Process, path: string, recursive: boolean, act: (path: string) => Task<number>): Task<number> {
  let status = yield* act(path);
  if (recursive && p.fs.tryLstat(path)?.kind === 'dir') {
    let names: string[];
    try {
      names = p.fs.readdir(path);
    } catch (error) {
      return yield* complain(p, `cannot read directory '${path}': ${reason(error)}`);
    }
    for (const name of names) status |= yield* eachBelow(p, join(path, name), true, act);
  }
  return status;
}

const chmod: Program = program(function* (p) {
  const args = p.args;
  const isMode = (a: string): boolean => /^-(?:[rwxXst]+|[0-7]+)$/.test(a);
  const flags = args.filter((a) => a.startsWith('-') && !isMode(a));
  const rest = args.filter((a) => !a.startsWith('-') || isMode(a));
  const recursive = flags.some((f) => f === '-R' || f === '--recursive' || f === '-Rv' || f === '-vR');
  const ref = flags.find((f) => f.startsWith('--reference='));
  for (const f of flags)
    if (!/^(-[Rvfc]+|--(recursive|verbose|changes|silent|quiet|reference=.*))$/.test(f))
      throw new Usage(`invalid option -- '${f.replace(/^-+/, '')[0]}'`);
  const spec = ref === undefined ? rest.shift() : '';
  if (spec === undefined) throw new Usage('missing operand');
  if (rest.length === 0) throw new Usage(`missing operand after '${spec}'`);
  let status = 0;
  for (const path of rest) {
    status |= yield* eachBelow(p, path, recursive, function* (at) {
      try {
        const node = p.fs.lstat(at);
        if (node.kind === 'link' && recursive && at !== path) return 0;
        const real = p.fs.stat(at);
        const mode =
          ref !== undefined ? p.fs.stat(ref.slice(12)).mode : parseMode(spec, real.mode, real.kind === 'dir', p.umask);
        if (mode === undefined)
          return yield* complain(
            p,
            `invalid mode: '${spec}'${p.busybox ? '' : `\nTry 'chmod --help' for more information.`}`,
          );
        p.fs.chmod(at, mode);
        return 0;
      } catch (error) {
        if (p.busybox) return yield* complain(p, `${at}: ${reason(error)}`);
        return yield* complain(
          p,
          error instanceof FsError && error.code === 'ENOENT'
            ? `cannot access '${at}': ${reason(error)}`
            : `changing permissions of '${at}': ${reason(error)}`,
        );
      }
    });
  }
  return status;
});

/** Uid and gid of `user`, `user:group`, `:group`, numbers too. A text tells what is unknown. */
export function parseOwner(p: Process, spec: string): { uid?: number; gid?: number } | string {
  const [u = '', g] = spec.includes(':') ? spec.split(':', 2) : [spec];
  const read = reader(p);
  const out: { uid?: number; gid?: number } = {};
  if (u !== '') {
    const user = users(read).find((x) => x.name === u);
    if (user === undefined && !/^\d+$/.test(u)) return `invalid user: '${spec}'`;
    out.uid = user?.uid ?? Number(u);
    if (g === '') {
      if (user !== undefined) out.gid = user.gid;
    }
  }
  if (g !== undefined && g !== '') {
    const group = groups(read).find((x) => x.name === g);
    if (group === undefined && !/^\d+$/.test(g)) return `invalid group: '${spec}'`;
    out.gid = group?.gid ?? Number(g);
  }
  return out;
}

function owner(group: boolean): Program {
  return program(function* (p) {
    const o = parseArgs(p, 'RvfhcLHP', {
      recursive: 'R',
      verbose: 'v',
      'no-dereference': 'h',
      'reference=': 'ref',
      silent: 'f',
      quiet: 'f',
    });
    const ref = o.get('ref');
    const spec = ref === undefined ? o.rest.shift() : undefined;
    if (spec === undefined && ref === undefined) throw new Usage('missing operand');
    if (o.rest.length === 0) throw new Usage(`missing operand after '${spec}'`);
    let ids: { uid?: number; gid?: number } | string;
    if (ref !== undefined) {
      const node = p.fs.stat(ref);
      ids = { uid: node.uid, gid: node.gid };
    } else ids = parseOwner(p, group ? `:${spec}` : spec!);
    if (typeof ids === 'string') {
      const text = ids.replace(`':${spec}'`, `'${spec}'`);
      return yield* complain(
        p,
        p.busybox ? `unknown ${group || text.includes('group') ? 'group' : 'user'} ${spec}` : text,
      );
    }
    let status = 0;
    for (const path of o.rest) {
      status |= yield* eachBelow(p, path, o.has('R'), function* (at) {
        try {
          p.fs.chown(at, ids.uid, ids.gid, !o.has('h') && !(o.has('R') && p.fs.tryLstat(at)?.kind === 'link'));
          return 0;
        } catch (error) {
          if (p.busybox) return yield* complain(p, `${at}: ${reason(error)}`);
          return yield* complain(
            p,
            error instanceof FsError && error.code === 'ENOENT'
              ? `cannot access '${at}': ${reason(error)}`
              : `changing ${group ? 'group' : 'ownership'} of '${at}': ${reason(error)}`,
          );
        }
      });
    }
    return status;
  });
}

const truncate: Program = program(function* (p) {
  const o = parseArgs(p, 's:cr:', { 'size=': 's', 'no-create': 'c', 'reference=': 'r' });
  const m = /^([-+]?)(\d+)([kKMG]?)B?$/.exec(o.get('s') ?? '');
  if (m === null) throw new Usage("you must specify either '--size' or '--reference'");
  const n = Number(m[2]) * 1024 ** ({ '': 0, k: 1, K: 1, M: 2, G: 3 }[m[3]!] ?? 0);
  if (n > 256 * 1024 * 1024) throw new Failure(`failed to truncate '${o.rest[0]}' at ${n} bytes: File too large`);
  for (const path of o.rest) {
    const old = p.fs.tryStat(path);
    const size = old?.kind === 'file' ? old.data.length : 0;
    p.fs.truncate(path, m[1] === '+' ? size + n : m[1] === '-' ? Math.max(0, size - n) : n);
  }
  return 0;
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
