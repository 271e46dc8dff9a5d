// docker cp: archives between a container and the files of whoever runs the command.

import { ApiError, ConnectionError } from '../../../api/error.ts';
import { humanSize } from '../../../api/units.ts';
import { nextIno } from '../../../fs/cell.ts';
import { emptyDir, FsError } from '../../../fs/node.ts';
import { basename, dirname, join } from '../../../fs/path.ts';
import { entryOf, packTar, type TarEntry, unpackTar } from '../../../fs/tar.ts';
import type { Task } from '../../../kernel/block.ts';
import { type Cli, CliError, type Implementation } from '../../cli.ts';

interface Side {
  readonly container: string;
  readonly path: string;
}

/** `container:path`, or a path of the host when the part before the colon is none. */
function side(arg: string): Side {
  if (arg.startsWith('/') || arg === '-') return { container: '', path: arg };
  const colon = arg.indexOf(':');
  if (colon <= 0 || arg.slice(0, colon).startsWith('.')) return { container: '', path: arg };
  return { container: arg.slice(0, colon), path: arg.slice(colon + 1) };
}

/** Does the path ask for a directory, or for what is inside one? */
const asksDirectory = (path: string): boolean => path.endsWith('/') || path === '.' || path.endsWith('/.');

/** Entries of a file, or of a directory and all below it, in an archive whose top is called `name`. */
function* archiveOf(cli: Cli, path: string, name: string, follow: boolean): Generator<TarEntry> {
  const { fs } = cli.p;
  const node = follow ? fs.stat(path) : fs.lstat(path);
  yield entryOf(name, node);
  if (node.kind === 'dir')
    for (const child of fs.readdir(path)) yield* archiveOf(cli, join(path, child), `${name}/${child}`, false);
}

/** Renames the top of an archive. */
function renameTop(entries: readonly TarEntry[], from: string, to: string): TarEntry[] {
  return entries.map((e) => {
    const name = e.name.replace(/\/$/, '');
    if (name === from) return { ...e, name: e.name.endsWith('/') ? `${to}/` : to };
    return name.startsWith(`${from}/`) ? { ...e, name: to + e.name.slice(from.length) } : e;
  });
}

function* statOrNone(
  cli: Cli,
  container: string,
  path: string,
): Task<{ name: string; size: number; mode: number; isDir: boolean; linkTarget: string } | undefined> {
  try {
    return yield* cli.api.ContainerArchiveStat(container, path);
  } catch (error) {
    // a HEAD carries no text; what is wrong the copy itself will say
    if (error instanceof ApiError && !(error instanceof ConnectionError)) return undefined;
    throw error;
  }
}

function absolute(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

function* fromContainer(cli: Cli, source: Side, target: string): Task<number> {
  const { p } = cli;
  if (source.path === '') throw new CliError('Error response from daemon: bad parameter: pathcannot be empty');
  let path = absolute(source.path);
  if (target === '-') {
    yield* p.write(1, (yield* cli.api.ContainerArchiveGet(source.container, path)).tar);
    return 0;
  }
  const local = p.abs(target);
  const parent = dirname(local);
  if (!p.fs.exists(parent))
    throw new CliError(`invalid output path: directory ${JSON.stringify(parent)} does not exist`);
  if (cli.flags.bool('follow-link')) {
    const stat = yield* statOrNone(cli, source.container, path);
    if (stat !== undefined && stat.linkTarget !== '')
      path = stat.linkTarget.startsWith('/') ? stat.linkTarget : join(dirname(path), stat.linkTarget);
  }
  const { stat, tar } = yield* cli.api.ContainerArchiveGet(source.container, path);
  const entries = unpackTar(tar);
  const contents = source.path === '.' || source.path.endsWith('/.');
  const top = (entries[0]?.name ?? '').replace(/\/$/, '').split('/')[0]!;
  const there = p.fs.tryStat(local);
  let base: string;
  let out: TarEntry[];
  if (there?.kind === 'dir') {
    base = local;
    out = entries;
  } else {
    if (there !== undefined && stat.isDir) throw new CliError('cannot copy directory');
    if (asksDirectory(target) && !stat.isDir)
      throw new CliError(there === undefined ? 'no such directory' : 'not a directory');
    base = parent;
    if (contents) {
      p.fs.mkdir(local, 0o755);
      base = local;
      out = entries;
    } else out = renameTop(entries, top, basename(local));
  }
  place(cli, base, out);
  yield* said(cli, tar.length, target);
  return 0;
}

/** Writes archive entries as files below `base`, owned by whoever copies. */
function place(cli: Cli, base: string, entries: readonly TarEntry[]): void {
  const { fs, euid: uid, egid: gid } = cli.p;
  for (const e of entries) {
    const path = join(base, e.name.replace(/\/$/, ''));
    const meta = { mode: e.mode, uid, gid, mtime: e.mtime };
    if (e.type === 'dir') {
      if (fs.isDir(path)) fs.chmod(path, e.mode);
      else fs.put(path, { ...emptyDir(), ...meta });
      continue;
    }
    if (fs.isDir(path)) throw new FsError('EISDIR', path);
    if (e.type === 'symlink') fs.put(path, { kind: 'link', ...meta, target: e.linkname });
    else if (e.type === 'file') fs.put(path, { kind: 'file', ...meta, ino: nextIno(), data: e.data });
  }
}

/** The last line on a terminal. */
function* said(cli: Cli, size: number, to: string): Task {
  if (!cli.flags.bool('quiet') && cli.p.isatty(2))
    yield* cli.error(`Successfully copied ${humanSize(size, 3)} to ${to}\n`);
}

/** What the archiver logs when the copy is given up under it. */
function* closedPipe(cli: Cli, path: string): Task {
  yield* cli.error(
    `time="${new Date(cli.now).toISOString().slice(0, 19)}Z" level=error msg="Can't add file ${path} to tar: io: read/write on closed pipe"\n`,
  );
}

function* toContainer(cli: Cli, source: string, target: Side): Task<number> {
  const { p } = cli;
  let dest = absolute(target.path);
  const seen = target.path === '' ? undefined : yield* statOrNone(cli, target.container, dest);
  let stat = seen;
  if (seen !== undefined && seen.linkTarget !== '') {
    dest = seen.linkTarget.startsWith('/') ? seen.linkTarget : join(dirname(dest.replace(/\/+$/, '')), seen.linkTarget);
    stat = yield* statOrNone(cli, target.container, dest);
  }
  if (source === '-') {
    if (stat === undefined || !stat.isDir)
      throw new CliError(`destination ${JSON.stringify(`${target.container}:${target.path}`)} must be a directory`);
    const tar = yield* p.readAll(0);
    yield* cli.api.ContainerArchivePut(target.container, dest, tar, { copyUIDGID: cli.flags.bool('archive') });
    return 0;
  }
  const from = p.abs(source);
  const follow = cli.flags.bool('follow-link') || asksDirectory(source);
  const node = follow ? p.fs.tryStat(from) : p.fs.tryLstat(from);
  // folder and name are put together with a slash, whatever the folder ends in
  if (node === undefined) throw new CliError(`lstat ${dirname(from)}/${basename(from)}: no such file or directory`);
  if (source.endsWith('/') && node.kind !== 'dir') throw new CliError('not a directory');
  const name = basename(from);
  const contents = source === '.' || source.endsWith('/.');
  let entries = [...archiveOf(cli, from, name, follow)];
  let at: string;
  if (stat?.isDir === true) {
    at = dest;
    if (contents)
      entries = entries
        .filter((e) => e.name.replace(/\/$/, '') !== name)
        .map((e) => ({ ...e, name: e.name.slice(name.length + 1) }));
  } else if (stat !== undefined) {
    if (node.kind === 'dir') {
      yield* closedPipe(cli, from);
      throw new CliError('cannot copy directory');
    }
    if (asksDirectory(target.path)) throw new CliError('not a directory');
    at = dirname(dest);
    entries = renameTop(entries, name, basename(dest));
  } else {
    if ((asksDirectory(target.path) || target.path === '') && node.kind !== 'dir') {
      if (target.path === '') yield* cli.api.ContainerInspect(target.container);
      yield* closedPipe(cli, from);
      throw new CliError('no such directory');
    }
    at = dirname(dest.replace(/\/+$/, ''));
    entries = renameTop(entries, name, basename(dest.replace(/\/+$/, '')));
  }
  const tar = packTar(entries);
  yield* cli.api.ContainerArchivePut(target.container, at, tar, { copyUIDGID: cli.flags.bool('archive') });
  yield* said(cli, tar.length, `${target.container}:${target.path}`);
  return 0;
}

export const cpCommand: Implementation = {
  args: { min: 2, max: 2 },
  *run(cli) {
    const [a = '', b = ''] = cli.args;
    if (a === '') throw new CliError('source can not be empty');
    if (b === '') throw new CliError('destination can not be empty');
    const from = side(a);
    const to = side(b);
    if (from.container !== '' && to.container !== '') throw new CliError('copying between containers is not supported');
    if (from.container !== '') return yield* fromContainer(cli, from, b);
    if (to.container !== '') return yield* toContainer(cli, a, to);
    throw new CliError('must specify at least one container source');
  },
};
