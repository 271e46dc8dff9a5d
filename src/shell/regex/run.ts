// Runs the instructions of a regular expression: all ways at once in a time that grows with the text, not with the ways;
// with back-references one way after the other, and not without end.

import type { Op } from './program.ts';

/** Where groups begin and end, two numbers each; -1: the group took no part. */
export type Slots = readonly number[];

interface Thread {
  readonly pc: number;
  readonly slots: Slots;
}

/** A pattern with back-references went more ways than anybody wants to wait for. */
export class TooHard extends Error {}
const PATIENCE = 3_000_000;

export interface Setting {
  readonly text: string;
  readonly unicode: boolean;
  readonly multiline: boolean;
  readonly ignoreCase: boolean;
}

const isWord = (c: string | undefined): boolean => c !== undefined && /\w/.test(c);
const isEnd = (c: string): boolean => c === '\n' || c === '\r' || c === '\u2028' || c === '\u2029';

function holds(s: Setting, what: '^' | '$' | 'b' | 'B', at: number): boolean {
  const { text } = s;
  if (what === '^') return at === 0 || (s.multiline && isEnd(text[at - 1]!));
  if (what === '$') return at === text.length || (s.multiline && isEnd(text[at]!));
  return (isWord(text[at - 1]) !== isWord(text[at])) === (what === 'b');
}

/** The character at a place, forwards or backwards; -1 at the end. */
function codeAt(s: Setting, at: number, behind: boolean): number {
  if (!behind) return at >= s.text.length ? -1 : s.unicode ? s.text.codePointAt(at)! : s.text.charCodeAt(at);
  if (at <= 0) return -1;
  const low = s.text.charCodeAt(at - 1);
  if (s.unicode && low >= 0xdc00 && low <= 0xdfff && at > 1) {
    const whole = s.text.codePointAt(at - 2)!;
    if (whole > 0xffff) return whole;
  }
  return low;
}

/** Follows what takes no character, in order of preference. */
class Threads {
  list: Thread[] = [];
  private readonly seen: Uint32Array;
  private mark = 0;
  constructor(
    private readonly code: readonly Op[],
    private readonly s: Setting,
    private readonly look: (op: Op & { op: 'look' }, at: number, slots: Slots) => Slots | undefined,
  ) {
    this.seen = new Uint32Array(code.length);
  }
  clear(): void {
    this.list = [];
    this.mark++;
  }
  add(from: number, slots: Slots, at: number): void {
    const stack: Thread[] = [{ pc: from, slots }];
    for (let t = stack.pop(); t !== undefined; t = stack.pop()) {
      if (this.seen[t.pc] === this.mark) continue;
      this.seen[t.pc] = this.mark;
      const op = this.code[t.pc]!;
      const next = follow(op, t, at, this.s, this.look);
      if (next === undefined) this.list.push(t);
      else for (let i = next.length - 1; i >= 0; i--) stack.push(next[i]!);
    }
  }
}

/** Where an instruction that takes no character leads, best first; undefined for one that takes one, and for the end. */
function follow(
  op: Op,
  t: Thread,
  at: number,
  s: Setting,
  look: (op: Op & { op: 'look' }, at: number, slots: Slots) => Slots | undefined,
): Thread[] | undefined {
  const on = t.pc + 1;
  switch (op.op) {
    case 'chars':
    case 'match':
    case 'back':
      return undefined;
    case 'jump':
      return [{ pc: op.to, slots: t.slots }];
    case 'split':
      return [
        { pc: op.first, slots: t.slots },
        { pc: op.second, slots: t.slots },
      ];
    case 'save':
      return [{ pc: on, slots: t.slots.with(op.slot, at) }];
    case 'forget':
      return [{ pc: on, slots: t.slots.map((x, i) => (i >= op.from && i <= op.to ? -1 : x)) }];
    case 'at':
      return holds(s, op.what, at) ? [{ pc: on, slots: t.slots }] : [];
    case 'look': {
      const found = look(op, at, t.slots);
      return found === undefined ? [] : [{ pc: on, slots: found }];
    }
  }
}

/** `search`: from any place on; otherwise the match begins at `at`. `longest`: of those that begin first. */
interface How {
  readonly search: boolean;
  readonly longest: boolean;
  readonly behind: boolean;
}

function simulate(code: readonly Op[], s: Setting, from: number, start: Slots, how: How): Slots | undefined {
  const look = (op: Op & { op: 'look' }, at: number, slots: Slots): Slots | undefined => {
    const found = simulate(op.code, s, at, slots, { search: false, longest: false, behind: op.behind });
    return op.not ? (found === undefined ? slots : undefined) : found;
  };
  let now = new Threads(code, s, look),
    then = new Threads(code, s, look);
  let best: Slots | undefined;
  now.clear();
  then.clear();
  for (let at = from; ;) {
    if (best === undefined && (at === from || how.search)) now.add(0, start, at);
    if (now.list.length === 0 && (best !== undefined || !how.search)) return best;
    const c = codeAt(s, at, how.behind);
    const after = at + (c > 0xffff ? 2 : 1) * (how.behind ? -1 : 1);
    then.clear();
    for (const t of now.list) {
      const op = code[t.pc]!;
      if (how.longest && best !== undefined && t.slots[0]! > best[0]!) continue;
      if (op.op === 'match') {
        best = t.slots;
        if (!how.longest) break;
      } else if (op.op === 'chars' && c >= 0 && op.test(c)) then.add(t.pc + 1, t.slots, after);
    }
    if (c < 0) return best;
    [now, then] = [then, now];
    at = after;
  }
}

/** One way after the other, for patterns with back-references. @throws TooHard */
function backtrack(
  code: readonly Op[],
  s: Setting,
  from: number,
  start: Slots,
  how: How,
  left: { n: number },
): Slots | undefined {
  const look = (op: Op & { op: 'look' }, at: number, slots: Slots): Slots | undefined => {
    const found = backtrack(op.code, s, at, slots, { search: false, longest: false, behind: op.behind }, left);
    return op.not ? (found === undefined ? slots : undefined) : found;
  };
  for (let begin = from; begin <= s.text.length; begin++) {
    let best: { slots: Slots; at: number } | undefined;
    // a loop may not go round without taking anything: a split that was met at this very place is not met again on a way
    const stack: { t: Thread; at: number; met: ReadonlySet<number> }[] = [
      { t: { pc: 0, slots: start }, at: begin, met: new Set() },
    ];
    for (let x = stack.pop(); x !== undefined; x = stack.pop()) {
      if (--left.n < 0) throw new TooHard('memory exhausted');
      const { t, at } = x;
      const op = code[t.pc]!;
      if (op.op === 'match') {
        if (best === undefined || at > best.at) best = { slots: t.slots, at };
        if (!how.longest) break;
        continue;
      }
      const to = consumed(op, t, at, s, how.behind);
      if (to !== undefined) {
        if (to >= 0) stack.push({ t: { pc: t.pc + 1, slots: t.slots }, at: to, met: to === at ? x.met : new Set() });
        continue;
      }
      if (op.op === 'split' && x.met.has(t.pc)) continue;
      const met = op.op === 'split' ? new Set(x.met).add(t.pc) : x.met;
      const next = follow(op, t, at, s, look)!;
      for (let i = next.length - 1; i >= 0; i--) stack.push({ t: next[i]!, at, met });
    }
    if (best !== undefined) return best.slots;
    if (!how.search) return undefined;
  }
  return undefined;
}

/** Where an instruction that takes characters ends, -1 when they do not fit; undefined for one that takes none. */
function consumed(op: Op, t: Thread, at: number, s: Setting, behind: boolean): number | undefined {
  if (op.op === 'chars') {
    const c = codeAt(s, at, behind);
    return c >= 0 && op.test(c) ? at + (c > 0xffff ? 2 : 1) * (behind ? -1 : 1) : -1;
  }
  if (op.op !== 'back') return undefined;
  const a = t.slots[op.group * 2]!,
    b = t.slots[op.group * 2 + 1]!;
  if (a < 0 || b < 0) return at;
  const held = s.text.slice(a, b);
  const there = behind ? s.text.slice(Math.max(0, at - held.length), at) : s.text.slice(at, at + held.length);
  const same = s.ignoreCase ? held.toLowerCase() === there.toLowerCase() : held === there;
  return same ? at + held.length * (behind ? -1 : 1) : -1;
}

/**
 * Runs instructions over a text from a place on.
 * @param groups how many groups the pattern has
 * @throws TooHard only with back-references
 */
export function execute(
  code: readonly Op[],
  groups: number,
  s: Setting,
  from: number,
  how: { search: boolean; longest: boolean; backs: boolean },
): Slots | undefined {
  const start = new Array<number>((groups + 1) * 2).fill(-1);
  const full: How = { search: how.search, longest: how.longest, behind: false };
  if (how.backs) return backtrack(code, s, from, start, full, { n: PATIENCE });
  return simulate(code, s, from, start, full);
}
