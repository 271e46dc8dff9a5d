// cp and mv: copies of files and folders, and what they keep.

import { type FsNode, FsError } from '../../fs/node.ts';
import { clean, join, basename, dirname } from '../../fs/path.ts';
import type { Task, Program } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { complain, reason, Usage, Failure, program, parseArgs } from '../args.ts';
import { ask, modeOf } from '../ask.ts';

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
export function* copyNode(p: Process, from: string, to: string, o: CopyOptions, top: boolean): Task<number> {
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
    const full = error instanceof FsError && (error.code === 'ENOSPC' || error.code === 'EFBIG');
    const what = full ? 'error writing' : p.busybox ? "can't create" : 'cannot create regular file';
    return yield* complain(p, `${what} '${to}': ${reason(error)}`);
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
export function destinations(p: Process, rest: string[], into: string | undefined, noDir: boolean): [string, string][] {
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

export const cp: Program = program(function* (p) {
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

export const mv: Program = program(function* (p) {
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
