// diff: the edits between two files, as unified or plain text.

import { byBytes } from '../../fs/tree.ts';
import type { Task } from '../../kernel/block.ts';
import { join } from '../../fs/path.ts';
import { strftime } from '../../shell/printf.ts';
import { parseArgs, Usage, reason } from '../args.ts';
import { textProgram, splitLines, slurp, decodeText } from './io.ts';

type Edit = { kind: ' ' | '-' | '+'; text: string; a: number; b: number };

/** Shortest edits between two lists of lines (Myers), with the common beginning and end set aside. */
function editsOf(a: readonly string[], b: readonly string[], same: (x: string, y: string) => boolean): Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && same(a[head]!, b[head]!)) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && same(a[a.length - 1 - tail]!, b[b.length - 1 - tail]!))
    tail++;
  const x = a.slice(head, a.length - tail);
  const y = b.slice(head, b.length - tail);
  const trace: Map<number, number>[] = [];
  let v = new Map<number, number>([[1, 0]]);
  const max = x.length + y.length;
  search: for (let d = 0; d <= max; d++) {
    trace.push(new Map(v));
    for (let k = -d; k <= d; k += 2) {
      let i =
        k === -d || (k !== d && (v.get(k - 1) ?? -1) < (v.get(k + 1) ?? -1))
          ? (v.get(k + 1) ?? 0)
          : (v.get(k - 1) ?? 0) + 1;
      let j = i - k;
      while (i < x.length && j < y.length && same(x[i]!, y[j]!)) {
        i++;
        j++;
      }
      v.set(k, i);
      if (i >= x.length && j >= y.length) break search;
    }
    if (d > 4000) break;
    v = new Map(v);
  }
  const middle: Edit[] = [];
  let i = x.length;
  let j = y.length;
  for (let d = trace.length - 1; d >= 0 && (i > 0 || j > 0); d--) {
    const at = trace[d]!;
    const k = i - j;
    const down = k === -d || (k !== d && (at.get(k - 1) ?? -1) < (at.get(k + 1) ?? -1));
    const pk = down ? k + 1 : k - 1;
    const pi = at.get(pk) ?? 0;
    const pj = pi - pk;
    while (i > pi && j > pj && i > 0 && j > 0) {
      i--;
      j--;
      middle.push({ kind: ' ', text: x[i]!, a: i, b: j });
    }
    if (d > 0) {
      if (down) middle.push({ kind: '+', text: y[--j]!, a: i, b: j });
      else middle.push({ kind: '-', text: x[--i]!, a: i, b: j });
    }
  }
  return [
    ...a.slice(0, head).map((text, n): Edit => ({ kind: ' ', text, a: n, b: n })),
    ...middle.reverse().map((e) => ({ ...e, a: e.a + head, b: e.b + head })),
    ...a
      .slice(a.length - tail)
      .map((text, n): Edit => ({ kind: ' ', text, a: a.length - tail + n, b: b.length - tail + n })),
  ];
}

const NO_NEWLINE = '\\ No newline at end of file';

function unified(edits: readonly Edit[], context: number, ends: [boolean, boolean], sizes: [number, number]): string {
  let out = '';
  for (let i = 0; i < edits.length;) {
    if (edits[i]!.kind === ' ') {
      i++;
      continue;
    }
    const from = Math.max(0, i - context);
    let to = i;
    for (let k = i; k < edits.length && k - to <= context * 2; k++) if (edits[k]!.kind !== ' ') to = k;
    const end = Math.min(edits.length, to + 1 + context);
    const hunk = edits.slice(from, end);
    const an = hunk.filter((e) => e.kind !== '+').length;
    const bn = hunk.filter((e) => e.kind !== '-').length;
    const range = (start: number, n: number): string =>
      n === 1 ? String(start + 1) : `${n === 0 ? start : start + 1},${n}`;
    out += `@@ -${range(hunk[0]!.a, an)} +${range(hunk[0]!.b, bn)} @@\n`;
    for (const e of hunk) {
      out += `${e.kind}${e.text}\n`;
      if ((e.kind !== '+' && e.a === sizes[0] - 1 && !ends[0]) || (e.kind === '+' && e.b === sizes[1] - 1 && !ends[1]))
        out += `${NO_NEWLINE}\n`;
    }
    i = end;
  }
  return out;
}

function normal(edits: readonly Edit[]): string {
  let out = '';
  for (let i = 0; i < edits.length;) {
    if (edits[i]!.kind === ' ') {
      i++;
      continue;
    }
    let end = i;
    while (end < edits.length && edits[end]!.kind !== ' ') end++;
    const removed = edits.slice(i, end).filter((e) => e.kind === '-');
    const added = edits.slice(i, end).filter((e) => e.kind === '+');
    const r = (n: number, count: number): string => (count <= 1 ? String(n) : `${n},${n + count - 1}`);
    const first = edits[i]!;
    if (removed.length > 0 && added.length > 0)
      out += `${r(removed[0]!.a + 1, removed.length)}c${r(added[0]!.b + 1, added.length)}\n`;
    else if (removed.length > 0) out += `${r(removed[0]!.a + 1, removed.length)}d${first.b}\n`;
    else out += `${first.a}a${r(added[0]!.b + 1, added.length)}\n`;
    out += removed.map((e) => `< ${e.text}\n`).join('');
    if (removed.length > 0 && added.length > 0) out += '---\n';
    out += added.map((e) => `> ${e.text}\n`).join('');
    i = end;
  }
  return out;
}

export const diff = textProgram(function* (p, out) {
  const o = parseArgs(p, 'uU:qrNibBwsyac', {
    unified: 'u',
    brief: 'q',
    recursive: 'r',
    'new-file': 'N',
    'ignore-case': 'i',
    'ignore-space-change': 'b',
    'ignore-blank-lines': 'B',
    'ignore-all-space': 'w',
    'report-identical-files': 's',
    'color=?': 'color',
    'label=': 'label',
    text: 'a',
  });
  const [a, b] = o.rest;
  if (a === undefined || b === undefined) throw new Usage(`missing operand after '${a ?? 'diff'}'`, 2);
  const fold = (s: string): string => {
    let t = o.has('i') ? s.toLowerCase() : s;
    if (o.has('w')) t = t.replace(/\s+/g, '');
    else if (o.has('b')) t = t.replace(/\s+/g, ' ').trimEnd();
    return t;
  };
  const lines = (text: string): string[] => splitLines(text).filter((l) => !o.has('B') || l.trim() !== '');
  const pair = function* (x: string, y: string, titled: boolean): Task<number> {
    const read = function* (path: string): Task<Uint8Array | undefined> {
      if (path !== '-' && o.has('N') && !p.fs.exists(path)) return new Uint8Array(0);
      try {
        return yield* slurp(p, path);
      } catch (error) {
        yield* out.complain(p.busybox ? `can't stat '${path}': ${reason(error)}` : `${path}: ${reason(error)}`);
        return undefined;
      }
    };
    const left = yield* read(x);
    const right = yield* read(y);
    if (left === undefined || right === undefined) return 2;
    const s = decodeText(left);
    const t = decodeText(right);
    if (s === t) {
      if (o.has('s')) out.put(`Files ${x} and ${y} are identical\n`);
      return 0;
    }
    if (o.has('q')) {
      out.put(`Files ${x} and ${y} differ\n`);
      return 1;
    }
    if (left.includes(0) || right.includes(0)) {
      out.put(`Binary files ${x} and ${y} differ\n`);
      return 1;
    }
    const la = lines(s);
    const lb = lines(t);
    const edits = editsOf(la, lb, (m, n) => fold(m) === fold(n));
    if (edits.every((e) => e.kind === ' ') && s.endsWith('\n') === t.endsWith('\n')) return 0;
    if (titled)
      out.put(
        `diff${p.args
          .filter((w) => w.startsWith('-'))
          .map((w) => ` ${w}`)
          .join('')} ${x} ${y}\n`,
      );
    const color = o.get('color') === 'always' || (o.has('color') && p.isatty(1));
    if (o.has('u') || o.has('U') || p.busybox) {
      const stamp = (path: string, i: number): string =>
        o.all('label')[i] ??
        (p.busybox
          ? path
          : `${path}\t${strftime('%Y-%m-%d %H:%M:%S.%N %z', p.fs.tryStat(path)?.mtime ?? p.kernel.now)}`);
      const text = `--- ${stamp(x, 0)}\n+++ ${stamp(y, 1)}\n${unified(edits, Number(o.get('U') ?? 3), [s === '' || s.endsWith('\n'), t === '' || t.endsWith('\n')], [la.length, lb.length])}`;
      out.put(color ? text.replace(/^(-.*)$/gm, '\x1b[31m$1\x1b[m').replace(/^(\+.*)$/gm, '\x1b[32m$1\x1b[m') : text);
    } else out.put(normal(edits));
    return 1;
  };
  const walk = function* (x: string, y: string, depth: number): Task<number> {
    let status = 0;
    const names = [...new Set([...p.fs.readdir(x), ...p.fs.readdir(y)])].sort(byBytes);
    for (const name of names) {
      const m = join(x, name);
      const n = join(y, name);
      const inX = p.fs.exists(m);
      const inY = p.fs.exists(n);
      if (!o.has('N') && inX !== inY) {
        out.put(`Only in ${inX ? x : y}: ${name}\n`);
        status = 1;
      } else if (p.fs.isDir(m) && p.fs.isDir(n)) {
        if (o.has('r')) status = Math.max(status, yield* walk(m, n, depth + 1));
        else out.put(`Common subdirectories: ${m} and ${n}\n`);
      } else status = Math.max(status, yield* pair(m, n, true));
    }
    return status;
  };
  const da = p.fs.isDir(a);
  const db = p.fs.isDir(b);
  if (da && db) return yield* walk(a, b, 0);
  if (da) return yield* pair(join(a, b.split('/').pop()!), b, false);
  if (db) return yield* pair(a, join(b, a.split('/').pop()!), false);
  return yield* pair(a, b, false);
}, 2);
