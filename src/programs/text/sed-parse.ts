// Reads sed scripts: addresses, commands and their arguments, with GNU's messages for what is wrong.

import { RegexError, bracketEnd, bre, compile, ere } from './regex.ts';

/** A script that is none; the message is complete but for the program's name. */
export class SedError extends Error {}

/** `undefined` as regular expression: the one used last. */
export type Regex = { re: RegExp; groups: number } | undefined;

export type Address =
  | { kind: 'line'; n: number }
  | { kind: 'last' }
  | { kind: 'regex'; regex: Regex }
  | { kind: 'step'; first: number; step: number }
  | { kind: 'plus'; n: number }
  | { kind: 'multiple'; n: number };

/** Parts of a replacement: text, a group (0 is all), or a change of case. */
export type Piece = string | number | { fold: 'U' | 'L' | 'u' | 'l' | 'E' };

export interface Command {
  readonly a1: Address | undefined;
  readonly a2: Address | undefined;
  readonly not: boolean;
  readonly name: string;
  /** Text of a i c, label of b t T, file of r R w W. */
  text: string;
  /** Where b, t, T and { go to. */
  target: number;
  /** Number of q, Q, l. */
  number: number | undefined;
  regex: Regex;
  pieces: readonly Piece[];
  global: boolean;
  print: boolean;
  nth: number;
  file: string | undefined;
  map: ReadonlyMap<string, string> | undefined;
  // state of the range while running
  active: boolean;
  until: number;
}

/** A piece of the script: from -e, or from a file. */
export interface Chunk {
  readonly text: string;
  readonly file: string | undefined;
}

export interface ParseOptions {
  readonly extended: boolean;
  readonly zero: boolean;
}

export function parseSed(chunks: readonly Chunk[], options: ParseOptions): Command[] {
  const source = chunks.map((c) => c.text).join('\n');
  let i = 0;
  const out: Command[] = [];
  const blocks: number[] = [];
  const labels = new Map<string, number>();

  /** The error as GNU places it: by expression and character, or by file and line. */
  function fail(message: string, at = i): never {
    let start = 0;
    let n = 0;
    let e = 0;
    for (const [k, c] of chunks.entries()) {
      n = k;
      if (c.file === undefined) e++;
      if (at <= start + c.text.length) break;
      if (k < chunks.length - 1) start += c.text.length + 1;
    }
    const chunk = chunks[n]!;
    if (chunk.file !== undefined)
      throw new SedError(`file ${chunk.file} line ${source.slice(start, at).split('\n').length}: ${message}`);
    throw new SedError(`-e expression #${e}, char ${Math.max(0, at - start)}: ${message}`);
  }
  const failZero = (message: string): never => {
    const e = chunks.length;
    throw new SedError(
      chunks[e - 1]!.file !== undefined
        ? `file ${chunks[e - 1]!.file}: ${message}`
        : `-e expression #${e}, char 0: ${message}`,
    );
  };

  const blanks = (): void => {
    while (i < source.length && ' \t\r\v\f'.includes(source[i]!)) i++;
  };
  const number = (): number => {
    const m = /^\d+/.exec(source.slice(i, i + 20))!;
    i += m[0].length;
    return Number(m[0]);
  };

  /** Text up to the delimiter; the delimiter quoted is itself. `regex`: brackets hide it. */
  function delimited(delimiter: string, regex: boolean): string | undefined {
    let text = '';
    while (i < source.length) {
      const c = source[i]!;
      if (c === delimiter) {
        i++;
        return text;
      }
      if (c === '\\') {
        const n = source[i + 1];
        if (n === undefined) break;
        i += 2;
        if (n === delimiter) {
          // A quoted delimiter that means something in a regular expression stays plain.
          text += regex && /[.*[\]^$+?(){}|]/.test(n) ? `\\${n}` : !regex && n === '&' ? '\\&' : n;
        } else if (n === '\n' && regex) text += '\n';
        else text += c + n;
        continue;
      }
      if (c === '\n' && regex) return undefined;
      if (regex && c === '[') {
        const end = bracketEnd(source, i);
        if (end > 0 && !source.slice(i, end).includes('\n')) {
          text += source.slice(i, end);
          i = end;
          continue;
        }
      }
      text += c;
      i++;
    }
    return undefined;
  }

  function regexOf(text: string, flags: string, need = 0): Regex {
    if (text === '') return undefined;
    try {
      const js = options.extended ? ere(text) : bre(text);
      const re = compile(js, `g${flags}`);
      const groups = new RegExp(`${js}|`).exec('')!.length - 1;
      if (need > groups) fail(`invalid reference \\${need} on \`s' command's RHS`);
      return { re, groups };
    } catch (error) {
      if (error instanceof RegexError) fail(error.message);
      throw error;
    }
  }

  function address(): Address | undefined {
    const c = source[i];
    if (c === undefined) return undefined;
    if (/\d/.test(c)) {
      const n = number();
      blanks();
      if (source[i] === '~') {
        i++;
        blanks();
        const step = /\d/.test(source[i] ?? '') ? number() : 0;
        return step === 0 ? { kind: 'line', n } : { kind: 'step', first: n, step };
      }
      return { kind: 'line', n };
    }
    if (c === '$') {
      i++;
      return { kind: 'last' };
    }
    if (c === '/' || c === '\\') {
      i++;
      const delimiter = c === '/' ? '/' : source[i++];
      if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') return fail("unexpected `,'");
      const text = delimited(delimiter, true);
      if (text === undefined) return fail('unterminated address regex');
      let flags = '';
      for (;;) {
        if (source[i] === 'I') flags += 'i';
        else if (source[i] === 'M') flags += 'm';
        else break;
        i++;
      }
      return { kind: 'regex', regex: regexOf(text, flags) };
    }
    return undefined;
  }

  /** The end of a command: `;`, a newline, `}` or a comment. */
  function end(): void {
    blanks();
    const c = source[i];
    if (c === undefined || c === '}' || c === '#') return;
    i++;
    if (c !== ';' && c !== '\n') fail('extra characters after command');
  }
  function restOfLine(): string {
    blanks();
    let stop = source.indexOf('\n', i);
    if (stop < 0) stop = source.length;
    const text = source.slice(i, stop);
    i = stop;
    return text;
  }
  function label(): string {
    blanks();
    const m = /^[^\s;]*/.exec(source.slice(i))!;
    i += m[0].length;
    return m[0];
  }
  function textArgument(name: string): string {
    blanks();
    if (source[i] === undefined) fail(`expected \\ after \`a', \`c' or \`i'`);
    if (source[i] === '\\') {
      i++;
      const from = i;
      blanks();
      if (source[i] === '\n') i++;
      else i = from;
      if (name !== '' && source[i] === undefined) return '';
    }
    let text = '';
    while (i < source.length && source[i] !== '\n') {
      if (source[i] === '\\') {
        i++;
        const c = source[i];
        if (c === undefined) break;
        // The very first escape only protects blanks; later ones mean what they mean in C.
        text += text === '' && source[i - 2] === '\\' ? c : ({ t: '\t', f: '\f', v: '\v', a: '\x07' }[c] ?? c);
        i++;
        continue;
      }
      text += source[i]!;
      i++;
    }
    i++;
    return `${text}\n`;
  }

  function replacement(text: string): Piece[] {
    const pieces: Piece[] = [];
    let plain = '';
    const flush = (): void => {
      if (plain !== '') pieces.push(plain);
      plain = '';
    };
    for (let k = 0; k < text.length; k++) {
      const c = text[k]!;
      if (c === '&') {
        flush();
        pieces.push(0);
      } else if (c === '\\') {
        const n = text[++k];
        if (n === undefined) plain += '\\';
        else if (/\d/.test(n)) {
          flush();
          pieces.push(Number(n));
        } else if ('ULulE'.includes(n)) {
          flush();
          pieces.push({ fold: n as 'U' });
        } else if (n === 'x' && /^[0-9a-fA-F]{2}/.test(text.slice(k + 1))) {
          plain += String.fromCharCode(parseInt(text.slice(k + 1, k + 3), 16));
          k += 2;
        } else if (n === 'o' && /^[0-7]{3}/.test(text.slice(k + 1))) {
          plain += String.fromCharCode(parseInt(text.slice(k + 1, k + 4), 8));
          k += 3;
        } else plain += { n: '\n', t: '\t', f: '\f', v: '\v', r: '\r', a: '\x07' }[n] ?? n;
      } else plain += c;
    }
    flush();
    return pieces;
  }

  function substitute(cmd: Command): void {
    const delimiter = source[i++];
    const bad = (): never => fail(`unterminated \`s' command`);
    if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') return bad();
    const pattern = delimited(delimiter, true);
    if (pattern === undefined) return bad();
    const right = delimited(delimiter, false);
    if (right === undefined) return bad();
    let flags = '';
    let nth = 0;
    for (;;) {
      const c = source[i];
      if (c === 'g') {
        if (cmd.global) fail("multiple `g' options to `s' command", i + 1);
        cmd.global = true;
      } else if (c === 'p') {
        if (cmd.print) fail("multiple `p' options to `s' command", i + 1);
        cmd.print = true;
      } else if (c === 'i' || c === 'I') flags += flags.includes('i') ? '' : 'i';
      else if (c === 'm' || c === 'M') flags += flags.includes('m') ? '' : 'm';
      else if (c === 'e') fail("the `e' option is not simulated", i + 1);
      else if (c === 'w') {
        i++;
        cmd.file = restOfLine();
        if (cmd.file === '') fail('missing filename in r/R/w/W commands');
        break;
      } else if (c !== undefined && /\d/.test(c)) {
        if (nth > 0) fail("multiple number options to `s' command", i + 1);
        nth = number();
        if (nth === 0) fail("number option to `s' command may not be zero");
        continue;
      } else if (c === undefined || c === '\n' || c === ';' || c === '}' || c === '#' || /\s/.test(c)) {
        blanks();
        const d = source[i];
        if (d === undefined || d === '}' || d === '#') break;
        if (d === ';' || d === '\n') {
          i++;
          break;
        }
        continue;
      } else fail("unknown option to `s'", i + 1);
      i++;
    }
    cmd.nth = Math.max(1, nth);
    cmd.pieces = replacement(right);
    const highest = Math.max(0, ...cmd.pieces.map((x) => (typeof x === 'number' ? x : 0)));
    cmd.regex = regexOf(pattern, flags, highest);
  }

  function translate(cmd: Command): void {
    const delimiter = source[i++];
    const bad = (): never => fail(`unterminated \`y' command`);
    if (delimiter === undefined) return bad();
    const from = delimited(delimiter, false);
    if (from === undefined) return bad();
    const to = delimited(delimiter, false);
    if (to === undefined) return bad();
    const chars = (s: string): string[] => [
      ...s.replace(/\\([\\ntrfv&])/g, (_, c: string) => ({ n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' })[c] ?? c),
    ];
    const a = chars(from);
    const b = chars(to);
    if (a.length !== b.length) fail("strings for `y' command are different lengths");
    const map = new Map<string, string>();
    a.forEach((c, k) => {
      if (!map.has(c)) map.set(c, b[k]!);
    });
    cmd.map = map;
    end();
  }

  for (;;) {
    while (i < source.length && /[\s;]/.test(source[i]!)) i++;
    if (i >= source.length) break;
    const a1 = address();
    let a2: Address | undefined;
    if (a1 !== undefined) {
      blanks();
      if (source[i] === ',') {
        i++;
        blanks();
        if (source[i] === '+' || source[i] === '~') {
          const kind = source[i++] === '+' ? 'plus' : 'multiple';
          if (!/\d/.test(source[i] ?? '')) fail('expected number');
          a2 = { kind, n: number() };
        } else a2 = address();
        if (a2 === undefined) fail("unexpected `,'", i + (i < source.length ? 1 : 0));
        if (a2?.kind === 'step') a2 = { kind: 'line', n: a2.first };
      }
    }
    if (a1?.kind === 'line' && a1.n === 0 && a2?.kind !== 'regex') fail('invalid usage of line address 0');
    blanks();
    let not = false;
    while (source[i] === '!') {
      if (not) fail("multiple `!'s", i + 1);
      not = true;
      i++;
      blanks();
    }
    const name = source[i];
    if (name === undefined || name === '\n' || name === ';')
      fail('missing command', Math.min(source.length, name === undefined ? i : i + 1));
    i++;
    const cmd: Command = {
      a1,
      a2,
      not,
      name: name!,
      text: '',
      target: -1,
      number: undefined,
      regex: undefined,
      pieces: [],
      global: false,
      print: false,
      nth: 1,
      file: undefined,
      map: undefined,
      active: false,
      until: 0,
    };
    switch (name) {
      case '#':
        if (a1 !== undefined) fail("comments don't accept any addresses");
        restOfLine();
        continue;
      case ':':
        if (a1 !== undefined) fail(": doesn't want any addresses");
        cmd.text = label();
        if (cmd.text === '') fail('":" lacks a label');
        labels.set(cmd.text, out.length);
        continue;
      case '{':
        blocks.push(out.length);
        break;
      case '}': {
        const start = blocks.pop();
        if (start === undefined || a1 !== undefined) fail("unexpected `}'");
        out[start!]!.target = out.length;
        end();
        continue;
      }
      case 's':
        substitute(cmd);
        break;
      case 'y':
        translate(cmd);
        break;
      case 'a':
      case 'i':
      case 'c':
        cmd.text = textArgument(name);
        break;
      case 'b':
      case 't':
      case 'T':
        cmd.text = label();
        end();
        break;
      case 'r':
      case 'R':
      case 'w':
      case 'W':
        cmd.text = restOfLine();
        if (cmd.text === '') fail('missing filename in r/R/w/W commands');
        break;
      case 'q':
      case 'Q':
      case 'l':
      case 'L':
        if ((name === 'q' || name === 'Q') && a2 !== undefined) fail('command only uses one address');
        blanks();
        if (/\d/.test(source[i] ?? '')) cmd.number = number();
        end();
        break;
      case 'd':
      case 'D':
      case 'p':
      case 'P':
      case 'n':
      case 'N':
      case 'g':
      case 'G':
      case 'h':
      case 'H':
      case 'x':
      case '=':
      case 'z':
      case 'F':
        end();
        break;
      case 'v':
        restOfLine();
        continue;
      case 'e':
        fail("the `e' command is not simulated");
        break;
      default:
        fail(`unknown command: \`${name}'`);
    }
    out.push(cmd);
  }
  if (blocks.length > 0) failZero("unmatched `{'");
  for (const cmd of out) {
    if (cmd.name !== 'b' && cmd.name !== 't' && cmd.name !== 'T') continue;
    if (cmd.text === '') cmd.target = out.length;
    else {
      const target = labels.get(cmd.text);
      if (target === undefined) throw new SedError(`can't find label for jump to \`${cmd.text}'`);
      cmd.target = target;
    }
  }
  return out;
}
