// head and tail: the first and the last lines or bytes, and what is added later.

import { concat } from '../../fs/bytes.ts';
import { type Task, preempt } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { parseSize, Failure, parseArgs } from '../args.ts';
import { textProgram, eachInput, type Input, tryInput } from './io.ts';

/** Arguments with the old `-5` written as `-n5`. */
function oldStyle(p: Process): Process {
  const i = p.argv.findIndex((a, k) => k > 0 && /^-\d+[cfk]?$/.test(a) && !/^-[nc]$/.test(p.argv[k - 1]!));
  if (i < 0) return p;
  const m = /^-(\d+)([cfk]?)$/.exec(p.argv[i]!)!;
  const argv = [...p.argv];
  argv.splice(i, 1, ...(m[2] === 'c' ? [`-c${m[1]}`] : [`-n${m[1]}`, ...(m[2] === 'f' ? ['-f'] : [])]));
  p.argv = argv;
  return p;
}

interface Count {
  readonly n: number;
  readonly sign: '' | '-' | '+';
  readonly bytes: boolean;
}

function count(p: Process, lines: string | undefined, bytes: string | undefined): Count {
  const text = bytes ?? lines ?? '10';
  const m = /^([-+]?)([^]*)$/.exec(text)!;
  const n = parseSize(m[2]!);
  if (n === undefined)
    throw new Failure(
      p.busybox
        ? `invalid number '${text}'`
        : `invalid number of ${bytes !== undefined ? 'bytes' : 'lines'}: '${text.replace(/\n/g, '\\n')}'`,
    );
  return { n, sign: m[1] as '', bytes: bytes !== undefined };
}

const header = (first: boolean, path: string): string =>
  `${first ? '' : '\n'}==> ${path === '-' ? 'standard input' : path} <==\n`;

function readFailure(p: Process, name: 'head' | 'tail') {
  return (path: string, why: string): string => {
    if (p.busybox) return name === 'tail' ? `can't open '${path}': ${why}` : `${path}: ${why}`;
    return why === 'Is a directory' ? `error reading '${path}': ${why}` : `cannot open '${path}' for reading: ${why}`;
  };
}

export const head = textProgram(function* (p0, out) {
  const p = oldStyle(p0);
  const o = parseArgs(p, 'n:c:qvz', {
    'lines=': 'n',
    'bytes=': 'c',
    quiet: 'q',
    silent: 'q',
    verbose: 'v',
    'zero-terminated': 'z',
  });
  const want = count(p, o.get('n'), o.get('c'));
  const eol = o.has('z') ? 0 : 10;
  const titled = o.has('v') || (o.rest.length > 1 && !o.has('q'));
  let first = true;
  const fail = readFailure(p, 'head');
  return yield* eachInput(
    out,
    o.rest,
    function* (input) {
      if (titled) out.put(header(first, input.path));
      first = false;
      if (want.sign === '-') {
        const all = yield* p.readAll(input.fd);
        if (want.bytes) yield* out.bytes(all.subarray(0, Math.max(0, all.length - want.n)));
        else yield* out.bytes(all.subarray(0, fromEnd(all, want.n, eol)));
        return;
      }
      let left = want.n;
      while (left > 0) {
        const c = yield* p.read(input.fd, want.bytes ? Math.min(65536, left) : 65536);
        if (c.length === 0) break;
        if (want.bytes) {
          left -= c.length;
          yield* out.bytes(c);
          continue;
        }
        let at = 0;
        while (left > 0) {
          const k = c.indexOf(eol, at);
          if (k < 0) break;
          at = k + 1;
          left--;
        }
        yield* out.bytes(left > 0 ? c : c.subarray(0, at));
      }
    },
    fail,
  );
});

/** Where the last `n` lines begin. */
function fromEnd(data: Uint8Array, n: number, eol: number): number {
  if (n === 0) return data.length;
  let at = data.length;
  if (at > 0 && data[at - 1] === eol) at--;
  for (let left = n; left > 0; left--) {
    const k = at <= 0 ? -1 : data.lastIndexOf(eol, at - 1);
    if (k < 0) return 0;
    if (left === 1) return k + 1;
    at = k;
  }
  return at;
}

/** Drops from the front what is sure not to be among the last `n` lines, so that endless input stays small. */
function* lastPart(p: Process, fd: number, want: Count, eol: number): Task<Uint8Array> {
  let kept: Uint8Array[] = [];
  let size = 0;
  let limit = 1 << 20;
  const trim = (all: Uint8Array): Uint8Array =>
    all.subarray(want.bytes ? Math.max(0, all.length - want.n) : fromEnd(all, want.n, eol));
  for (let c = yield* p.read(fd); c.length > 0; c = yield* p.read(fd)) {
    p.hold(c.length);
    kept.push(c);
    size += c.length;
    if (size > limit) {
      kept = [trim(concat(kept)).slice()];
      p.release(size - kept[0]!.length);
      size = kept[0]!.length;
      limit = Math.max(1 << 20, 2 * size);
    }
    yield* preempt();
  }
  return kept.length === 0 ? new Uint8Array(0) : trim(concat(kept));
}

const POLL = 200;

export const tail = textProgram(function* (p0, out) {
  const p = oldStyle(p0);
  // `tail +3` is the old way to write -n +3.
  const o = parseArgs(p, 'n:c:fFqvzs:', {
    'lines=': 'n',
    'bytes=': 'c',
    'follow=?': 'follow',
    quiet: 'q',
    silent: 'q',
    verbose: 'v',
    'zero-terminated': 'z',
    retry: 'retry',
    'sleep-interval=': 's',
    'pid=': 'pid',
  });
  if (o.rest.length > 0 && /^\+\d+$/.test(o.rest[0]!) && !o.has('n') && !o.has('c')) o.set('n', o.rest.shift()!);
  const want = count(p, o.get('n'), o.get('c'));
  const eol = o.has('z') ? 0 : 10;
  const byName = o.has('F') || o.get('follow') === 'name';
  const follow = byName || o.has('f') || o.has('follow');
  const retry = o.has('F') || o.has('retry');
  const paths = o.rest.length === 0 ? ['-'] : o.rest;
  const titled = o.has('v') || (paths.length > 1 && !o.has('q'));
  const pid = o.get('pid');
  let first = true;
  let shown = '';
  const open: { path: string; input: Input | undefined; size: number; ino: number }[] = [];
  const show = (path: string): void => {
    if (titled && shown !== path) out.put(header(first, path));
    first = false;
    shown = path;
  };
  let status = 0;
  for (const path of paths) {
    const fail = readFailure(p, 'tail');
    const input = yield* tryInput(out, path, (why) => fail(path, why));
    if (input === undefined) {
      status = 1;
      if (follow && retry) open.push({ path, input: undefined, size: 0, ino: -1 });
      continue;
    }
    if (titled) out.put(header(first, path));
    first = false;
    shown = path;
    if (want.sign === '+') {
      let skip = Math.max(0, want.n - 1);
      for (let c = yield* p.read(input.fd); c.length > 0; c = yield* p.read(input.fd)) {
        let at = 0;
        if (want.bytes) at = Math.min(skip, c.length);
        else
          while (at < c.length && skip > 0) {
            const k = c.indexOf(eol, at);
            at = k < 0 ? c.length : k + 1;
            if (k >= 0) skip--;
          }
        if (want.bytes) skip -= at;
        if (at < c.length) yield* out.bytes(c.subarray(at));
      }
    } else yield* out.bytes(yield* lastPart(p, input.fd, want, eol));
    const node = path === '-' ? undefined : p.fs.tryStat(path);
    if (follow && !(path === '-' && p.fds.get(0)?.name === 'pipe'))
      open.push({
        path,
        input,
        size: node?.kind === 'file' ? node.data.length : 0,
        ino: node?.kind === 'file' ? node.ino : -1,
      });
    else input.close();
  }
  yield* out.flush();
  if (follow && open.length === 0 && status !== 0) yield* p.eprint(`${p.name}: no files remaining\n`);
  while (follow && open.length > 0) {
    for (const f of open) {
      const node = f.path === '-' ? undefined : p.fs.tryStat(f.path);
      if (byName && node?.kind === 'file' && node.ino !== f.ino) {
        if (f.ino !== -1 || f.input === undefined)
          yield* p.eprint(
            `${p.name}: '${f.path}' has ${f.input === undefined ? 'appeared' : 'been replaced'};  following new file\n`,
          );
        f.input?.close();
        f.input = yield* tryInput(out, f.path);
        f.ino = node.ino;
        f.size = 0;
      } else if (byName && node === undefined && f.input !== undefined) {
        yield* p.eprint(`${p.name}: '${f.path}' has become inaccessible: No such file or directory\n`);
        f.input.close();
        f.input = undefined;
        f.ino = -1;
      }
      if (f.input === undefined) continue;
      if (node?.kind === 'file' && node.ino === f.ino) {
        if (node.data.length < f.size) {
          yield* p.eprint(`${p.name}: ${f.path}: file truncated\n`);
          f.input.close();
          f.input = yield* tryInput(out, f.path);
        }
        f.size = node.data.length;
      }
      if (f.input === undefined || p.fds.get(f.input.fd)?.hasInput === false) continue;
      const c = yield* p.read(f.input.fd);
      if (c.length === 0) continue;
      show(f.path);
      yield* out.bytes(c);
    }
    if (pid !== undefined && ![...p.pids.processes.keys()].includes(Number(pid))) return status;
    if ((yield* p.sleep(POLL)) === 'signal') return 0;
  }
  return status;
});
