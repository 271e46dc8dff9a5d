// The one matcher of patterns that people type: the engine's own regular expressions where they are quick for sure, and
// a machine without backtracking where they might take forever.

import { anchored, type Cost, cost, steps } from './cost.ts';
import { assemble, type Op } from './program.ts';
import { execute, type Slots } from './run.ts';
import { has, parse, type Syntax } from './syntax.ts';

/** Steps of backtracking that are always affordable. */
const AFFORDABLE = 2e7;

/** A regular expression whose matching ends in a time that grows slowly with the text. */
class Regex extends RegExp {
  private readonly syntax: Syntax;
  private readonly cost: Cost;
  private readonly fromOne: boolean;
  private readonly backs: boolean;
  /** The longest of the matches that begin first, as POSIX has it; otherwise the first that is found. */
  readonly longest: boolean;
  private code: readonly Op[] | undefined;

  constructor(source: string | RegExp, flags?: string, longest?: boolean) {
    super(source, flags);
    this.syntax = source instanceof Regex ? source.syntax : parse(this.source, this.flags)!;
    this.longest = longest ?? (source instanceof Regex && source.longest);
    this.cost = cost(this.syntax.root);
    this.fromOne = this.sticky || (!this.multiline && anchored(this.syntax.root));
    this.backs = has(this.syntax.root, 'back');
  }

  override exec(text: string): RegExpExecArray | null {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    if (this.isHard(text, from)) return this.simulated(text, from, !this.sticky);
    const m = super.exec(text);
    if (m === null || !this.longest) return m;
    // where it begins is the same by both rules
    return this.simulated(text, m.index, false);
  }

  override test(text: string): boolean {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    if (this.isHard(text, from) || (this.longest && (this.global || this.sticky))) return this.exec(text) !== null;
    return super.exec(text) !== null;
  }

  private isHard(text: string, from: number): boolean {
    return steps(this.cost, text.length - from, this.fromOne) > AFFORDABLE;
  }

  private simulated(text: string, from: number, search: boolean): RegExpExecArray | null {
    const keeps = this.global || this.sticky;
    this.code ??= assemble(this.syntax, this.flags);
    const setting = { text, unicode: this.unicode, multiline: this.multiline, ignoreCase: this.ignoreCase };
    const how = { search, longest: this.longest, backs: this.backs };
    const slots = from > text.length ? undefined : execute(this.code, this.syntax.groups, setting, from, how);
    if (keeps) this.lastIndex = slots === undefined ? 0 : slots[1]!;
    return slots === undefined ? null : this.answer(text, slots);
  }

  private answer(text: string, slots: Slots): RegExpExecArray {
    const place = (i: number): [number, number] | undefined => {
      const a = slots[i * 2]!,
        b = slots[i * 2 + 1]!;
      return a < 0 || b < 0 ? undefined : [a, b];
    };
    const places = Array.from({ length: this.syntax.groups + 1 }, (_, i) => place(i));
    const texts = places.map((x) => (x === undefined ? undefined : text.slice(...x)));
    const named = <T>(list: readonly T[]): Record<string, T> | undefined => {
      const { names } = this.syntax;
      return names.size === 0 ? undefined : Object.fromEntries([...names].map(([k, n]) => [k, list[n]!]));
    };
    const m = Object.assign(texts, { index: slots[0]!, input: text, groups: named(texts) });
    if (this.flags.includes('d')) Object.assign(m, { indices: Object.assign([...places], { groups: named(places) }) });
    return m as unknown as RegExpExecArray;
  }
}

/**
 * A regular expression in JavaScript's syntax that never takes long, whatever the text: to be used like `RegExp`.
 * @param options.longest of the matches that begin first the longest counts, as POSIX wants it
 * @throws SyntaxError as `RegExp` does; TooBig and TooHard (see there) when matching
 */
export function safeRegex(source: string, flags = '', options: { longest?: boolean } = {}): RegExp {
  const plain = new RegExp(source, flags);
  if (!/[*+?{|]/.test(source)) return plain;
  const syntax = parse(plain.source, flags);
  // what is not understood are rare constructions of other languages
  if (syntax === undefined) return plain;
  const { factor, degree } = cost(syntax.root);
  const longest = options.longest === true && has(syntax.root, 'alt') && !has(syntax.root, 'back');
  if (degree === 0 && factor < 64 && !longest) return plain;
  return new Regex(plain, undefined, longest);
}
