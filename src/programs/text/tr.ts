// tr: sets of characters, and what becomes of them.

import { Failure, parseArgs, Usage } from '../args.ts';
import { textProgram, decodeText } from './io.ts';

const CLASSES: Record<string, (c: number) => boolean> = {
  alpha: (c) => /[A-Za-z]/.test(String.fromCharCode(c)),
  digit: (c) => c >= 48 && c <= 57,
  alnum: (c) => /[A-Za-z0-9]/.test(String.fromCharCode(c)),
  upper: (c) => c >= 65 && c <= 90,
  lower: (c) => c >= 97 && c <= 122,
  space: (c) => c === 32 || (c >= 9 && c <= 13),
  blank: (c) => c === 32 || c === 9,
  punct: (c) => (c >= 33 && c <= 47) || (c >= 58 && c <= 64) || (c >= 91 && c <= 96) || (c >= 123 && c <= 126),
  print: (c) => c >= 32 && c < 127,
  graph: (c) => c > 32 && c < 127,
  cntrl: (c) => c < 32 || c === 127,
  xdigit: (c) => /[0-9A-Fa-f]/.test(String.fromCharCode(c)),
};

/** Characters of a tr set. */
function setOf(text: string, length: number | undefined): string[] {
  const out: string[] = [];
  const chars = [...text];
  const take = (i: number): [string, number] => {
    if (chars[i] !== '\\' || i + 1 >= chars.length) return [chars[i]!, i + 1];
    const octal = /^[0-7]{1,3}/.exec(chars.slice(i + 1, i + 4).join(''));
    if (octal !== null) return [String.fromCharCode(parseInt(octal[0], 8)), i + 1 + octal[0].length];
    return [
      ({ n: '\n', t: '\t', r: '\r', '\\': '\\', a: '\x07', b: '\b', f: '\f', v: '\v' } as Record<string, string>)[
        chars[i + 1]!
      ] ?? chars[i + 1]!,
      i + 2,
    ];
  };
  for (let i = 0; i < chars.length;) {
    const cls = /^\[:(\w+):\]/.exec(chars.slice(i, i + 12).join(''));
    if (cls !== null && CLASSES[cls[1]!] !== undefined) {
      for (let c = 0; c < 128; c++) if (CLASSES[cls[1]!]!(c)) out.push(String.fromCharCode(c));
      i += cls[0].length;
      continue;
    }
    const repeat = /^\[(.)\*(\d*)\]/.exec(chars.slice(i, i + 12).join(''));
    if (repeat !== null) {
      const n = repeat[2] === '' || repeat[2] === '0' ? Math.max(0, (length ?? 0) - out.length) : Number(repeat[2]);
      for (let k = 0; k < n; k++) out.push(repeat[1]!);
      i += repeat[0].length;
      continue;
    }
    const [a, next] = take(i);
    if (chars[next] === '-' && next + 1 < chars.length) {
      const [b, after] = take(next + 1);
      const from = a.codePointAt(0)!;
      const to = b.codePointAt(0)!;
      if (to < from) throw new Failure(`range-endpoints of '${a}-${b}' are in reverse collating sequence order`);
      for (let c = from; c <= Math.min(to, from + 70_000); c++) out.push(String.fromCodePoint(c));
      i = after;
      continue;
    }
    out.push(a);
    i = next;
  }
  return out;
}

export const tr = textProgram(function* (p, out) {
  const o = parseArgs(p, 'cCdst', { complement: 'c', delete: 'd', 'squeeze-repeats': 's', 'truncate-set1': 't' });
  const [first, second] = o.rest;
  const complement = o.has('c') || o.has('C');
  if (first === undefined) throw new Usage('missing operand');
  if (second === undefined && !o.has('d') && !o.has('s'))
    throw new Usage(`missing operand after '${first}'\nTwo strings must be given when translating.`);
  const set1 = setOf(first, undefined);
  const set2 = second === undefined ? [] : setOf(second, set1.length);
  const in1 = new Set(set1);
  const has1 = (c: string): boolean => in1.has(c) !== complement;
  if (second !== undefined && !o.has('d') && set2.length === 0)
    throw new Failure('when not truncating set1, string2 must be non-empty');
  const map = new Map<string, string>();
  if (!o.has('d') && second !== undefined && !complement)
    set1.forEach((c, i) => {
      if (o.has('t') && i >= set2.length) return;
      if (!map.has(c) || true) map.set(c, set2[Math.min(i, set2.length - 1)]!);
    });
  const squeeze = o.has('s') ? new Set(second === undefined ? [] : set2) : undefined;
  let last = '';
  for (;;) {
    yield* out.flush();
    const bytes = yield* p.read(0);
    if (bytes.length === 0) break;
    let text = '';
    for (const c of decodeText(bytes)) {
      let x = c;
      if (o.has('d')) {
        if (has1(c)) continue;
      } else if (second !== undefined) x = complement ? (in1.has(c) ? c : set2.at(-1)!) : (map.get(c) ?? c);
      if (squeeze !== undefined && x === last && (second === undefined ? has1(x) : squeeze.has(x))) continue;
      last = x;
      text += x;
    }
    out.put(text);
  }
  return 0;
});
