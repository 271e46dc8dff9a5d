// posix: system calls. os.py is the module that programs import.

import { decode, encode } from '../../../fs/bytes.ts';
import { FsError, type FsNode, errnoText } from '../../../fs/node.ts';
import { sha256hex } from '../../../fs/digest.ts';
import { preempt, type Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { E, ERRNO, fromFs, osError, raise } from '../vm/errors.ts';
import { dictOf, makeBytes, makeFloat, makeList, makeTuple, unbox } from '../vm/make.ts';
import { moduleObject, native } from '../vm/native.ts';
import { Bytes, Dict, type Native, type Obj, type Tuple, type V } from '../vm/objects.ts';
import { toArray } from '../vm/ops.ts';
import { waitUntil } from '../vm/signal.ts';
import { R } from '../vm/vm.ts';
import { bytesOf } from '../types/bytes.ts';
import { pathOf, readSome, writeAll } from '../types/file.ts';
import { structSeq } from './sys.ts';

const stat = structSeq(
  'stat_result',
  ['st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', 'st_atime', 'st_mtime', 'st_ctime'],
  'os.stat_result',
);
const uname = structSeq('uname_result', ['sysname', 'nodename', 'release', 'version', 'machine'], 'posix.uname_result');
const size = structSeq('terminal_size', ['columns', 'lines'], 'os.terminal_size');

const TYPE: Record<string, number> = { file: 0o100000, dir: 0o040000, link: 0o120000 };
function statOf(p: Process, node: FsNode, path: string): V {
  const type = node.kind === 'dev' ? { char: 0o020000, fifo: 0o010000, socket: 0o140000 }[node.type] : TYPE[node.kind]!;
  const length =
    node.kind === 'file'
      ? node.data.length
      : node.kind === 'link'
        ? encode(node.target).length
        : node.kind === 'dir'
          ? 4096
          : 0;
  const ino = node.kind === 'file' ? node.ino : parseInt(sha256hex(path).slice(0, 8), 16);
  const t = node.mtime / 1000;
  let links = 1;
  try {
    links = p.fs.linkCount(path);
  } catch {
    links = 1;
  }
  const s = stat([
    type | node.mode,
    ino,
    2049,
    links,
    node.uid,
    node.gid,
    length,
    Math.floor(t),
    Math.floor(t),
    Math.floor(t),
  ]) as Tuple;
  for (const k of ['st_atime', 'st_mtime', 'st_ctime']) s.dict!.set(k, makeFloat(t));
  for (const k of ['st_atime_ns', 'st_mtime_ns', 'st_ctime_ns']) s.dict!.set(k, Math.floor(node.mtime) * 1000000);
  s.dict!.set('st_blocks', Math.ceil(length / 512));
  s.dict!.set('st_blksize', 4096);
  return s;
}

/** Runs a file operation on a path; what it refuses names the path as the program gave it. */
function* withPath<X>(path: V, f: (path: string) => X): Task<X> {
  const s = yield* pathOf(path);
  try {
    return f(s);
  } catch (error) {
    if (error instanceof FsError) throw fromFs(error, unbox(path) instanceof Bytes ? path : s);
    throw error;
  }
}
function* withTwo(a: V, b: V, f: (a: string, b: string) => void): Task {
  const x = yield* pathOf(a),
    y = yield* pathOf(b);
  try {
    f(x, y);
  } catch (error) {
    if (error instanceof FsError) throw osError(error.code, errnoText(error.code), x, y);
    throw error;
  }
}

/** Descriptors for the child: number in the child to number here (negative: closed). */
function* spawn(file: string, args: V, env: V, cwd: V, fds: V, group: boolean): Task<V> {
  const { p } = R.vm;
  const argv = (yield* toArray(args)).map((a) =>
    unbox(a) instanceof Bytes ? decode((a as Bytes).b) : (unbox(a) as string),
  );
  const environment =
    env instanceof Dict ? new Map([...env.m].map(([k, v]) => [String(k), String(unbox(v))] as const)) : undefined;
  const dir = cwd === null ? undefined : yield* pathOf(cwd);
  const plan = fds instanceof Dict ? ([...fds.m] as [number, number][]) : [];
  let path: string | undefined = file;
  if (!file.includes('/')) path = p.which(file, environment?.get('PATH') ?? p.getenv('PATH'));
  const shown = argv[0] ?? file;
  if (dir !== undefined) {
    const node = p.fs.tryStat(dir);
    if (node === undefined) throw osError('ENOENT', errnoText('ENOENT'), dir);
    if (node.kind !== 'dir') throw osError('ENOTDIR', errnoText('ENOTDIR'), dir);
  }
  if (path === undefined) throw osError('ENOENT', errnoText('ENOENT'), shown);
  if (dir !== undefined && !path.startsWith('/')) path = `${dir}/${path}`;
  let image;
  try {
    image = p.kernel.load(p, path, argv);
  } catch (error) {
    if (error instanceof FsError) throw osError(error.code, errnoText(error.code), shown);
    throw error;
  }
  const child = p.fork(function* (q) {
    const keep = new Map(plan.filter(([, from]) => from >= 0).map(([to, from]) => [to, q.fds.get(from)?.retain()]));
    for (const n of [...q.fds.keys()]) if (n > 2 || plan.some(([to]) => to === n)) q.closeFd(n);
    for (const [to, f] of keep) if (f !== undefined) q.setFd(to, f);
    if (environment !== undefined) q.env = new Map(environment);
    if (dir !== undefined) q.chdir(dir);
    return yield* q.kernel.runImage(q, image);
  }, argv);
  if (group) p.kernel.setGroup(child, child.pid);
  return child.nsPid;
}
function childOf(pid: number): Process | undefined {
  for (const c of R.vm.p.children) if (c.nsPid === pid) return c;
  return undefined;
}
function encodeStatus(c: Process): number {
  return c.status!.signal !== undefined ? c.status!.signal : c.status!.code << 8;
}
function* waitpid(pid: number, options: number): Task<V> {
  const { p } = R.vm;
  if (pid <= 0) {
    if (p.children.size === 0) throw osError('ECHILD', 'No child processes');
    const dead = (): Process | undefined => [...p.children].find((c) => c.status !== undefined);
    if ((options & 1) !== 0 && dead() === undefined) return makeTuple([0, 0]);
    yield* waitUntil(() => dead() !== undefined, [p.childExited]);
    const c = dead()!;
    const s = encodeStatus(c);
    p.reap(c);
    return makeTuple([c.nsPid, s]);
  }
  const c = childOf(pid);
  if (c === undefined) throw osError('ECHILD', 'No child processes');
  if ((options & 1) !== 0 && c.status === undefined) return makeTuple([0, 0]);
  yield* waitUntil(() => c.status !== undefined, [c.exited]);
  const s = encodeStatus(c);
  p.reap(c);
  return makeTuple([pid, s]);
}

export function makePosix(): Obj {
  const { p } = R.vm;
  const f = (name: string, sig: string, impl: Native['impl']): [string, V] => [name, native(name, sig, impl, 'posix')];
  const num = (v: V): number => Number(unbox(v));
  return moduleObject('posix', {
    environ: dictOf(p.env),
    error: E['OSError']!,
    stat_result: (stat([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) as Obj).cls,
    terminal_size: (size([80, 24]) as Obj).cls,
    uname_result: (uname(['', '', '', '', '']) as Obj).cls,
    ...Object.fromEntries([
      f('getcwd', '', () => p.cwd),
      f('chdir', 'path', function* (path: V) {
        yield* withPath(path, (s) => p.chdir(s));
      }),
      f('listdir', "path='.'", function* (path: V) {
        return yield* withPath(path ?? '.', (s) => makeList(p.fs.readdir(s)));
      }),
      f('stat', 'path, *, dir_fd=None, follow_symlinks=True', function* (path: V, _d: V, follow: boolean) {
        if (typeof path === 'number') {
          const file = p.fds.get(path);
          if (file === undefined) throw osError('EBADF', errnoText('EBADF'));
          return p.fs.exists(file.name) && file.name.startsWith('/')
            ? statOf(p, p.fs.stat(file.name), file.name)
            : stat([0o020620, 3, 5, 1, 0, 0, 0, 0, 0, 0]);
        }
        return yield* withPath(path, (s) => statOf(p, follow ? p.fs.stat(s) : p.fs.lstat(s), s));
      }),
      f('lstat', 'path', function* (path: V) {
        return yield* withPath(path, (s) => statOf(p, p.fs.lstat(s), s));
      }),
      f('kind', 'path, follow', function* (path: V, follow: boolean) {
        const s = yield* pathOf(path);
        return (follow ? p.fs.tryStat(s) : p.fs.tryLstat(s))?.kind ?? '';
      }),
      f('realpath', 'path', function* (path: V) {
        const s = yield* pathOf(path);
        const parts = p.abs(s).split('/');
        for (let n = parts.length; n > 0; n--) {
          const head = parts.slice(0, n).join('/') || '/';
          if (p.fs.exists(head)) return [p.fs.realpath(head).replace(/\/$/, ''), ...parts.slice(n)].join('/') || '/';
        }
        return p.abs(s);
      }),
      f('mkdir', 'path, mode=511', function* (path: V, mode: number) {
        yield* withPath(path, (s) => p.fs.mkdir(s, mode));
      }),
      f('rmdir', 'path', function* (path: V) {
        yield* withPath(path, (s) => p.fs.rmdir(s));
      }),
      f('unlink', 'path', function* (path: V) {
        yield* withPath(path, (s) => p.fs.unlink(s));
      }),
      f('rename', 'src, dst', function* (a: V, b: V) {
        yield* withTwo(a, b, (x, y) => p.fs.rename(x, y));
      }),
      f('link', 'src, dst', function* (a: V, b: V) {
        yield* withTwo(a, b, (x, y) => p.fs.link(x, y));
      }),
      f('symlink', 'src, dst, target_is_directory=False', function* (a: V, b: V) {
        yield* withTwo(a, b, (x, y) => p.fs.symlink(x, y));
      }),
      f('readlink', 'path', function* (path: V) {
        return yield* withPath(path, (s) => {
          const node = p.fs.lstat(s);
          if (node.kind !== 'link') throw new FsError('EINVAL', s);
          return node.target;
        });
      }),
      f('chmod', 'path, mode', function* (path: V, mode: number) {
        yield* withPath(path, (s) => p.fs.chmod(s, mode));
      }),
      f('chown', 'path, uid, gid', function* (path: V, uid: number, gid: number) {
        yield* withPath(path, (s) => p.fs.chown(s, uid < 0 ? undefined : uid, gid < 0 ? undefined : gid));
      }),
      f('utime', 'path, times=None', function* (path: V, times: V) {
        const t = times === null ? p.kernel.now : num((times as Tuple).a[1]!) * 1000;
        const at =
          times === null
            ? t
            : Number(
                (times as Tuple).a[1] instanceof Object
                  ? ((times as Tuple).a[1] as unknown as { v: number }).v
                  : (times as Tuple).a[1],
              ) * 1000;
        yield* withPath(path, (s) => p.fs.utimes(s, at));
      }),
      f('access', 'path, mode', function* (path: V, mode: number) {
        const node = p.fs.tryStat(yield* pathOf(path));
        return node !== undefined && (mode === 0 || p.fs.may(node, mode));
      }),
      f('truncate', 'path, length', function* (path: V, n: number) {
        yield* withPath(path, (s) => p.fs.truncate(s, n));
      }),
      f('umask', 'mask', (mask: number) => {
        const old = p.umask;
        p.umask = mask;
        return old;
      }),
      f('getpid', '', () => p.nsPid),
      f('getppid', '', () => (p.parent?.pids === p.pids ? (p.parent?.nsPid ?? 0) : 0)),
      f('getuid', '', () => p.uid),
      f('geteuid', '', () => p.euid),
      f('getgid', '', () => p.gid),
      f('getegid', '', () => p.egid),
      f('getgroups', '', () => makeList([...p.groups])),
      f('getpgrp', '', () => p.pgid),
      f('getpgid', 'pid', () => p.pgid),
      f('getsid', 'pid', () => p.sid),
      f('setsid', '', () => p.pid),
      f('setpgid', 'a, b', () => null),
      f('kill', 'pid, sig', (pid: number, sig: number) => {
        const target = [...p.pids.processes.values()].find((q) => q.nsPid === pid);
        if (target === undefined) throw osError('ESRCH', errnoText('ESRCH'));
        p.kernel.signal(target, sig, p);
      }),
      f('_exit', 'status', function* (code: number) {
        p.kernel.end(p, code);
        // nothing of this process runs any more
        for (;;) yield* preempt();
      }),
      f('urandom', 'n', (n: number) => makeBytes(p.kernel.random.bytes(n))),
      f('open', 'path, flags, mode=511', function* (path: V, flags: number, mode: number) {
        const s = yield* pathOf(path);
        try {
          return yield* p.open(s, {
            read: (flags & 3) !== 1,
            write: (flags & 3) !== 0,
            create: (flags & 64) !== 0,
            exclusive: (flags & 128) !== 0,
            truncate: (flags & 512) !== 0,
            append: (flags & 1024) !== 0,
            mode,
          });
        } catch (error) {
          if (error instanceof FsError) throw fromFs(error, s);
          throw error;
        }
      }),
      f('read', 'fd, n', function* (fd: number, n: number) {
        return makeBytes(yield* readSome(fd, n));
      }),
      f('write', 'fd, data', function* (fd: number, data: V) {
        const b = bytesOf(data);
        yield* writeAll(fd, b);
        return b.length;
      }),
      f('close', 'fd', (fd: number) => {
        p.fd(fd);
        p.closeFd(fd);
      }),
      f('dup', 'fd', (fd: number) => {
        const n = p.freeFd();
        p.setFd(n, p.fd(fd).retain());
        return n;
      }),
      f('dup2', 'fd, to, inheritable=True', (fd: number, to: number) => {
        p.setFd(to, p.fd(fd).retain());
        return to;
      }),
      f('pipe', '', () => {
        const { reader, writer } = p.pipe();
        const a = p.freeFd();
        p.setFd(a, reader);
        const b = p.freeFd();
        p.setFd(b, writer);
        return makeTuple([a, b]);
      }),
      f('isatty', 'fd', (fd: number) => p.isatty(fd)),
      f('get_terminal_size', 'fd=1', (fd: number) => {
        const tty = p.fds.get(fd)?.tty;
        if (tty === undefined) throw osError('ENOTTY', errnoText('ENOTTY'));
        return size([tty.columns, tty.rows]);
      }),
      f('fork', '', () => {
        throw raise('NotImplementedError', "drydock: 'os.fork' is not simulated");
      }),
      f(
        'spawn',
        'file, args, env, cwd, fds, group=False',
        function* (file: string, args: V, env: V, cwd: V, fds: V, group: boolean) {
          return yield* spawn(file, args, env, cwd, fds, group);
        },
      ),
      f('waitpid', 'pid, options', function* (pid: number, options: number) {
        return yield* waitpid(pid, options);
      }),
      f('wait_for', 'pid, seconds', function* (pid: number, seconds: V) {
        const c = childOf(pid);
        if (c === undefined) return true;
        const s =
          seconds === null
            ? undefined
            : p.kernel.now +
              Number(typeof seconds === 'object' ? (seconds as unknown as { v: number }).v : seconds) * 1000;
        return yield* waitUntil(() => c.status !== undefined, [c.exited], s);
      }),
      f('exec', 'path, args, env', function* (path: string, args: V, env: V) {
        const argv = (yield* toArray(args)).map((a) => unbox(a) as string);
        let image;
        try {
          image = p.kernel.load(p, path, argv);
        } catch (error) {
          if (error instanceof FsError) throw fromFs(error);
          throw error;
        }
        if (env instanceof Dict) p.env = new Map([...env.m].map(([k, v]) => [String(k), String(unbox(v))]));
        const status = yield* p.kernel.runImage(p, image);
        p.kernel.end(p, status);
        throw raise('SystemExit', status);
      }),
      f('strerror', 'n', (n: number) => {
        const name = Object.keys(ERRNO).find((k) => ERRNO[k] === n);
        try {
          return name === undefined ? `Unknown error ${n}` : (errnoText(name as never) ?? name);
        } catch {
          return `Unknown error ${n}`;
        }
      }),
      f('uname', '', () =>
        uname(['Linux', p.uts.hostname, '6.12.48+deb13-amd64', '#1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1', 'x86_64']),
      ),
      f('hostname', '', () => p.uts.hostname),
      f('cpu_count', '', () => 2),
      f('times', '', () =>
        makeTuple([makeFloat(p.cpu / 1000), makeFloat(0), makeFloat(0), makeFloat(0), makeFloat(p.kernel.now / 1000)]),
      ),
      f('putenv', 'name, value', (k: string, v: string) => void p.env.set(k, v)),
      f('unsetenv', 'name', (k: string) => void p.env.delete(k)),
      f('getloadavg', '', () => makeTuple([makeFloat(0.1), makeFloat(0.1), makeFloat(0.1)])),
      f('setuid', 'uid', (n: number) => {
        if (p.euid !== 0) throw osError('EPERM', errnoText('EPERM'));
        p.uid = p.euid = n;
      }),
      f('setgid', 'gid', (n: number) => {
        if (p.euid !== 0) throw osError('EPERM', errnoText('EPERM'));
        p.gid = p.egid = n;
      }),
      f('set_inheritable', 'fd, on', () => null),
      f('get_inheritable', 'fd', () => false),
      f('fsync', 'fd', () => null),
      f('set_blocking', 'fd, on', () => null),
    ]),
  });
}
