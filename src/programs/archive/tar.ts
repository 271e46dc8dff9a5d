// tar, zip and unzip.

import { gunzipSync, unzipSync, zipSync } from 'fflate';
import { concat } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { type FsNode, modeString } from '../../fs/node.ts';
import { basename, dirname, join } from '../../fs/path.ts';
import { entryOf, packTar, type TarEntry, unpackTar } from '../../fs/tar.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { groupName, reader, userName } from '../../kernel/users.ts';
import { matches } from '../../shell/pattern.ts';
import { strftime } from '../../shell/printf.ts';
import { Failure, Options, parseArgs, program, reason, Usage } from '../args.ts';
import { slurp } from '../text/io.ts';
import { gzip, gzips } from './gzip.ts';

function* collect(
  p: Process,
  path: string,
  name: string,
  out: TarEntry[],
  excluded: (name: string) => boolean,
  follow: boolean,
): Task {
  if (excluded(name)) return;
  const node = follow ? p.fs.stat(path) : p.fs.lstat(path);
  out.push(entryOf(name.replace(/(?<=.)\/$/, ''), node));
  if (node.kind !== 'dir') return;
  for (const child of p.fs.readdir(path))
    yield* collect(p, join(path, child), `${name.replace(/\/$/, '')}/${child}`, out, excluded, follow);
}

/** Old-style bundles (`tar czf`) as options, the operands that belong to them taken in order. */
function tarOptions(p: Process): Options {
  const args = [...p.args];
  if (args[0] !== undefined && !args[0].startsWith('-')) {
    const letters = args.shift()!;
    const expanded: string[] = [];
    for (const c of letters) {
      expanded.push(`-${c}`);
      if ('fCTXb'.includes(c)) expanded.push(args.shift() ?? '');
    }
    p.argv = [p.argv[0]!, ...expanded, ...args];
  }
  return parseArgs(p, 'cxtrzjJvf:C:OpkPhT:X:mwa', {
    create: 'c',
    extract: 'x',
    get: 'x',
    list: 't',
    append: 'r',
    gzip: 'z',
    gunzip: 'z',
    verbose: 'v',
    'file=': 'f',
    'directory=': 'C',
    'to-stdout': 'O',
    'preserve-permissions': 'p',
    'keep-old-files': 'k',
    'absolute-names': 'P',
    dereference: 'h',
    'exclude=': 'exclude',
    'strip-components=': 'strip',
    'numeric-owner': 'numeric',
    'same-owner': 'so',
    'no-same-owner': 'nso',
    touch: 'm',
    'auto-compress': 'a',
    'files-from=': 'T',
    'owner=': 'owner',
    'group=': 'group',
    'mtime=': 'mtime',
    'sort=': 'sort',
    overwrite: 'ow',
  });
}

const tar = program(function* (p) {
  const o = tarOptions(p);
  const modes = ['c', 'x', 't', 'r'].filter((m) => o.has(m));
  if (modes.length !== 1) {
    yield* p.eprint(
      p.busybox
        ? 'BusyBox v1.37.0 multi-call binary.\n\nUsage: tar c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...\n'
        : modes.length === 0
          ? "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.\n"
          : "tar: You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option\nTry 'tar --help' or 'tar --usage' for more information.\n",
    );
    return p.busybox ? 1 : 2;
  }
  const mode = modes[0]!;
  if (o.has('j') || o.has('J'))
    throw new Failure(`drydock: 'tar -${o.has('j') ? 'j' : 'J'}' is not simulated (gzip is)`, 2);
  if (mode === 'r') throw new Failure("drydock: 'tar -r' is not simulated", 2);
  const file = o.get('f') ?? '-';
  const compress = o.has('z') || (o.has('a') && /\.t?gz$/.test(file));
  const excluded = (name: string): boolean =>
    o
      .all('exclude')
      .some(
        (x) =>
          matches(x, name) ||
          matches(x, basename(name)) ||
          name.replace(/^\.\//, '') === x ||
          name.startsWith(`${x}/`) ||
          name.replace(/^\.\//, '').startsWith(`${x}/`),
      );
  const bad = (): number => (p.busybox ? 1 : 2);
  if (mode === 'c') {
    const target = file === '-' ? undefined : p.abs(file);
    if (o.has('C')) p.chdir(o.get('C')!);
    if (o.rest.length === 0) {
      yield* p.eprint(
        p.busybox
          ? 'tar: empty archive\n'
          : "tar: Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.\n",
      );
      return bad();
    }
    const entries: TarEntry[] = [];
    let status = 0;
    let warned = false;
    for (const operand of o.rest) {
      let name = operand;
      if (!o.has('P') && name.startsWith('/')) {
        if (!warned)
          yield* p.eprint(
            p.busybox
              ? "tar: removing leading '/' from member names\n"
              : "tar: Removing leading `/' from member names\n",
          );
        warned = true;
        name = name.replace(/^\/+/, '') || './';
      }
      try {
        yield* collect(p, operand, name, entries, excluded, o.has('h'));
      } catch (error) {
        status = bad();
        yield* p.eprint(
          p.busybox ? `tar: ${operand}: ${reason(error)}\n` : `tar: ${operand}: Cannot stat: ${reason(error)}\n`,
        );
      }
    }
    const list = entries.filter((e) => target === undefined || p.abs(e.name) !== target);
    if (o.has('v')) for (const e of list) yield* p.write(file === '-' ? 2 : 1, `${e.name}\n`);
    const bytes = packTar(list);
    const data = compress ? gzip(bytes) : bytes;
    if (target === undefined) yield* p.write(1, data);
    else {
      try {
        p.fs.writeFile(target, data);
      } catch (error) {
        yield* p.eprint(
          p.busybox
            ? `tar: can't open '${file}': ${reason(error)}\n`
            : `tar: ${file}: Cannot open: ${reason(error)}\ntar: Error is not recoverable: exiting now\n`,
        );
        return bad();
      }
    }
    if (status !== 0 && !p.busybox) yield* p.eprint('tar: Exiting with failure status due to previous errors\n');
    return status;
  }
  let bytes: Uint8Array;
  try {
    bytes = yield* slurp(p, file);
  } catch (error) {
    yield* p.eprint(
      p.busybox
        ? `tar: can't open '${file}': ${reason(error)}\n`
        : `tar: ${file}: Cannot open: ${reason(error)}\ntar: Error is not recoverable: exiting now\n`,
    );
    return bad();
  }
  let entries: TarEntry[];
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
    entries = unpackTar(bytes);
  } catch {
    entries = [];
  }
  if (entries.length === 0 && bytes.some((b) => b !== 0)) {
    yield* p.eprint(
      p.busybox
        ? 'tar: invalid tar magic\n'
        : 'tar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors\n',
    );
    return bad();
  }
  if (bytes.length === 0) {
    yield* p.eprint(p.busybox ? 'tar: short read\n' : '');
    if (p.busybox) return 1;
  }
  if (o.has('C')) {
    try {
      p.chdir(o.get('C')!);
    } catch (error) {
      yield* p.eprint(
        p.busybox
          ? `tar: can't change directory to '${o.get('C')}': ${reason(error)}\n`
          : `tar: ${o.get('C')}: Cannot open: ${reason(error)}\ntar: Error is not recoverable: exiting now\n`,
      );
      return bad();
    }
  }
  const read = reader(p);
  const chosen = (name: string): boolean =>
    o.rest.length === 0 ||
    o.rest.some(
      (r) =>
        name === r ||
        name.replace(/\/$/, '') === r.replace(/\/$/, '') ||
        name.startsWith(`${r.replace(/\/$/, '')}/`) ||
        name.replace(/^\.\//, '') === r.replace(/^\.\//, ''),
    );
  const missing = new Set(o.rest);
  for (const e of entries) {
    if (excluded(e.name) || !chosen(e.name)) continue;
    for (const r of [...missing])
      if (chosen(e.name) && e.name.replace(/^\.\/|\/$/g, '').startsWith(r.replace(/^\.\/|\/$/g, ''))) missing.delete(r);
    if (mode === 't') {
      const kind: FsNode =
        e.type === 'dir'
          ? { kind: 'dir', mode: e.mode, uid: 0, gid: 0, mtime: 0, entries: new Map() }
          : e.type === 'symlink'
            ? { kind: 'link', mode: 0o777, uid: 0, gid: 0, mtime: 0, target: '' }
            : { kind: 'file', mode: e.mode, uid: 0, gid: 0, mtime: 0, ino: 0, data: e.data };
      yield* p.print(
        o.has('v')
          ? `${modeString(kind)} ${o.has('numeric') || e.nameless ? `${e.uid}/${e.gid}` : `${userName(read, e.uid)}/${groupName(read, e.gid)}`} ${String(e.data.length).padStart(9)} ${strftime('%Y-%m-%d %H:%M', e.mtime)} ${e.name}${e.type === 'symlink' ? ` -> ${e.linkname}` : ''}\n`
          : `${e.name}\n`,
      );
      continue;
    }
    const strip = Number(o.get('strip') ?? 0);
    const name = e.name.replace(/^\/+/, '').split('/').slice(strip).join('/');
    if (name === '' || name.split('/').includes('..')) continue;
    if (o.has('v')) yield* p.write(o.has('O') ? 2 : 1, `${e.name}\n`);
    if (o.has('O')) {
      if (e.type === 'file') yield* p.write(1, e.data);
      continue;
    }
    try {
      extract(p, name, e, o.has('k'), o.has('nso'));
    } catch (error) {
      yield* p.eprint(
        p.busybox ? `tar: can't open '${name}': ${reason(error)}\n` : `tar: ${name}: Cannot open: ${reason(error)}\n`,
      );
      if (p.busybox) return 1;
    }
  }
  for (const r of missing)
    yield* p.eprint(
      p.busybox
        ? `tar: ${r}: not found in archive\n`
        : `tar: ${r}: Not found in archive\ntar: Exiting with failure status due to previous errors\n`,
    );
  return missing.size > 0 ? bad() : 0;
});

function extract(p: Process, name: string, e: TarEntry, keep: boolean, mine: boolean): void {
  const path = name.replace(/(?<=.)\/$/, '');
  const root = p.euid === 0 && !mine;
  const meta = {
    mode: p.euid === 0 ? e.mode : e.mode & ~p.umask,
    uid: root ? e.uid : p.euid,
    gid: root ? e.gid : p.egid,
    mtime: e.mtime,
  };
  if (dirname(path) !== '.' && dirname(path) !== '/') p.fs.mkdirp(dirname(path));
  const there = p.fs.tryLstat(path);
  if (e.type === 'dir') {
    if (there?.kind !== 'dir') p.fs.mkdir(path);
    p.fs.chmod(path, meta.mode);
    if (root) p.fs.chown(path, meta.uid, meta.gid);
    p.fs.utimes(path, e.mtime);
    return;
  }
  if (there !== undefined && keep) return;
  if (there?.kind === 'dir') throw new Failure(`${path}: Is a directory`);
  if (there !== undefined) p.fs.unlink(path);
  if (e.type === 'symlink') p.fs.symlink(e.linkname, path);
  else if (e.type === 'hardlink') p.fs.link(e.linkname, path);
  else if (e.type === 'fifo') p.fs.mknod(path, 'fifo', '', meta.mode);
  else {
    p.fs.writeFile(path, e.data);
    p.fs.chmod(path, meta.mode);
    if (root) p.fs.chown(path, meta.uid, meta.gid);
    p.fs.utimes(path, e.mtime);
  }
}

const zip = program(function* (p) {
  const o = parseArgs(p, 'rqj9', { 'recurse-paths': 'r', quiet: 'q' });
  const [archive, ...names] = o.rest;
  if (archive === undefined || names.length === 0) throw new Usage('nothing to do');
  const out: Record<string, Uint8Array> = {};
  const add = (path: string): void => {
    const node = p.fs.stat(path);
    if (node.kind === 'file') out[(o.has('j') ? basename(path) : path).replace(/^\.?\//, '')] = node.data;
    else if (node.kind === 'dir' && o.has('r')) for (const n of p.fs.readdir(path)) add(join(path, n));
  };
  for (const n of names) add(n);
  if (!o.has('q')) for (const n of Object.keys(out)) yield* p.print(`  adding: ${n} (deflated 0%)\n`);
  p.fs.writeFile(
    /\.zip$/.test(archive) ? archive : `${archive}.zip`,
    zipSync(out, { mtime: new Date(Date.UTC(1990, 0, 1)) }),
  );
  return 0;
});

const unzip = program(function* (p) {
  const o = parseArgs(p, 'qold:', {});
  const archive = o.rest[0];
  if (archive === undefined) throw new Usage('which archive?');
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(p.fs.readFile(p.fs.exists(archive) ? archive : `${archive}.zip`));
  } catch {
    yield* p.eprint(`unzip:  cannot find or open ${archive}, ${archive}.zip or ${archive}.ZIP.\n`);
    return 9;
  }
  yield* p.print(o.has('q') ? '' : `Archive:  ${archive}\n`);
  for (const [name, data] of Object.entries(files)) {
    if (name.split('/').includes('..') || name.startsWith('/')) continue;
    if (o.has('l')) {
      yield* p.print(`${String(data.length).padStart(9)}  ${name}\n`);
      continue;
    }
    const path = o.has('d') ? join(o.get('d')!, name) : name;
    if (name.endsWith('/')) p.fs.mkdirp(path);
    else {
      if (dirname(path) !== '.') p.fs.mkdirp(dirname(path));
      if (!o.has('q')) yield* p.print(`  inflating: ${path}\n`);
      p.fs.put(path, {
        kind: 'file',
        mode: 0o644,
        uid: p.euid,
        gid: p.egid,
        mtime: p.kernel.now,
        ino: nextIno(),
        data: concat([data]),
      });
    }
  }
  return 0;
});

export const archives: Record<string, Program> = { tar, ...gzips, zip, unzip };
