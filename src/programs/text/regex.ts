// POSIX regular expressions, basic and extended with GNU's additions, as source of JavaScript's RegExp.

import { safeRegex } from '../../shell/regex/regex.ts';
import { posixRegex } from '../../shell/test.ts';

/** A regular expression that is none; the message is regcomp(3)'s. */
export class RegexError extends Error {}

/** What else than POSIX is understood. `awk`: a backslash quotes inside brackets, `\/` and `\"` are plain. */
interface Dialect {
  extended: boolean;
  awk: boolean;
}

const ESCAPES: Record<string, string> = { n: '\\n', t: '\\t', f: '\\f', v: '\\v', r: '\\r', a: '\\x07' };

function quote(c: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(c) ? `\\${c}` : c === '\n' ? '\\n' : c;
}

/** Where the bracket expression that begins at `i` ends (behind the `]`); -1 when it does not. */
export function bracketEnd(source: string, i: number, backslash = false): number {
  let k = i + 1;
  if (source[k] === '^') k++;
  if (source[k] === ']') k++;
  for (; k < source.length; k++) {
    const c = source[k]!;
    if (c === ']') return k + 1;
    if (backslash && c === '\\') k++;
    else if (c === '[' && '.:='.includes(source[k + 1] ?? ' ')) {
      const close = source.indexOf(`${source[k + 1]!}]`, k + 2);
      if (close >= 0) k = close + 1;
    }
  }
  return -1;
}

const UNESCAPE: Record<string, string> = { n: '\n', t: '\t', f: '\f', v: '\v', r: '\r', a: '\x07', '\\': '\\' };

function bracket(text: string, awk: boolean): string {
  const bad = /\[:(\w*):\]/g;
  for (let m = bad.exec(text); m !== null; m = bad.exec(text)) {
    if (!/^(alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit)$/.test(m[1]!))
      throw new RegexError('Invalid character class name');
  }
  if (awk) {
    // Inside awk's brackets a backslash quotes, so they are nearly JavaScript's own.
    const open = /^\[\^?\]?/.exec(text)![0];
    const body = text
      .slice(open.length, -1)
      .replace(/\\([^])|\[(?!:)/g, (m: string, c?: string) =>
        c === undefined ? '\\[' : (ESCAPES[c] ?? (/[\^\-\]\\[]/.test(c) ? m : quote(c))),
      );
    const classes = posixRegex('[x' + (body.match(/\[:\w+:\]/g) ?? []).join('\u0001') + ']')
      .slice(2, -1)
      .split('\u0001');
    let n = 0;
    const inner = body.replace(/\[:\w+:\]/g, () => classes[n++] ?? '');
    return open.replace(']', '\\]') + inner + ']';
  }
  const simple = text.replace(/\[[.=](.)[.=]\]/g, '$1').replace(/\\([ntfvra])/g, (_, c: string) => UNESCAPE[c]!);
  // An escape that became a newline is no metacharacter; the rest is posixRegex's work.
  return posixRegex(simple);
}

function checkCount(min: number, max: number | undefined): void {
  if ((max !== undefined && max < min) || min > 32767 || (max ?? 0) > 32767)
    throw new RegexError(
      min > 32767 || (max ?? 0) > 32767 ? 'Regular expression too big' : 'Invalid content of \\{\\}',
    );
}

function translate(source: string, d: Dialect): { js: string; groups: number } {
  let i = 0;
  let groups = 0;
  const open: number[] = [];
  const at = (s: string): boolean => source.startsWith(s, i);
  const OPEN = d.extended ? '(' : '\\(';
  const CLOSE = d.extended ? ')' : '\\)';
  const OR = d.extended ? '|' : '\\|';

  const alternatives = (): string => {
    const done: { js: string; plain: boolean }[] = [];
    let atoms: string[] = [];
    let plain = true;
    /** Does the last atom carry a repetition already? */
    let repeated = false;
    const start = (): boolean => atoms.length === 0 || (atoms.length === 1 && atoms[0] === '^');
    const atom = (js: string, isPlain = false): void => {
      atoms.push(js);
      repeated = false;
      if (!isPlain) plain = false;
    };
    const repeat = (q: string): void => {
      const last = atoms.pop()!;
      plain = false;
      atoms.push(repeated ? `(?:${last})${q}` : /^(\^|\$|\\b|\(\?[=!<])/.test(last) ? `(?:${last})${q}` : last + q);
      repeated = true;
    };
    const finish = (): void => {
      done.push({ js: atoms.join(''), plain });
      atoms = [];
      plain = true;
      repeated = false;
    };
    while (i < source.length) {
      const c = source[i]!;
      if (at(OR)) {
        i += OR.length;
        finish();
        continue;
      }
      if (at(CLOSE)) {
        if (open.length > 0) break;
        if (!d.extended) throw new RegexError('Unmatched ) or \\)');
        if (!d.awk) throw new RegexError('Unmatched ) or \\)');
        i++;
        atom('\\)', true);
        continue;
      }
      if (at(OPEN)) {
        i += OPEN.length;
        groups++;
        open.push(groups);
        const inner = alternatives();
        if (!at(CLOSE)) throw new RegexError('Unmatched ( or \\(');
        i += CLOSE.length;
        open.pop();
        atom(`(${inner})`);
        continue;
      }
      if (c === '[') {
        const end = bracketEnd(source, i, d.awk);
        if (end < 0) throw new RegexError('Unmatched [, [^, [:, [., or [=');
        atom(bracket(source.slice(i, end), d.awk));
        i = end;
        continue;
      }
      const interval = d.extended ? /^\{(\d*)(,?)(\d*)\}/ : /^\\\{(\d*)(,?)(\d*)\\\}/;
      const m = c === '{' || c === '\\' ? interval.exec(source.slice(i, i + 24)) : null;
      if (m !== null && (m[1] !== '' || m[2] !== '') && !start()) {
        const min = Number(m[1] || 0);
        const max = m[2] === '' ? min : m[3] === '' ? undefined : Number(m[3]);
        checkCount(min, max);
        repeat(`{${min}${m[2] === '' ? '' : `,${max ?? ''}`}}`);
        i += m[0].length;
        continue;
      }
      if (!d.extended && at('\\{'))
        throw new RegexError(
          start()
            ? 'Invalid preceding regular expression'
            : source.includes('\\}', i)
              ? 'Invalid content of \\{\\}'
              : 'Unmatched \\{',
        );
      if (c === '*' && start()) {
        i++;
        atom('\\*', true);
        continue;
      }
      if (c === '*' || (d.extended && (c === '+' || c === '?'))) {
        i++;
        if (start()) {
          // GNU takes a repetition of nothing for nothing in `a|*b`; a plain star at the very start is itself.
          if (d.awk) atom(`\\${c}`, true);
          continue;
        }
        repeat(c);
        continue;
      }
      if (c === '^' && (d.extended || atoms.length === 0)) {
        i++;
        atom('^');
        continue;
      }
      if (c === '$') {
        i++;
        atom(d.extended || i >= source.length || at(CLOSE) || at(OR) ? '$' : '\\$');
        continue;
      }
      if (c === '.') {
        i++;
        atom('[^]');
        continue;
      }
      if (c === '\\') {
        const n = source[i + 1];
        if (n === undefined) {
          if (!d.awk) throw new RegexError('Trailing backslash');
          i++;
          atom('\\\\', true);
          continue;
        }
        i += 2;
        if (!d.extended && (n === '+' || n === '?')) {
          if (start()) atom(`\\${n}`, true);
          else repeat(n);
          continue;
        }
        if (/[1-9]/.test(n) && !d.awk) {
          if (Number(n) > groups) throw new RegexError('Invalid back reference');
          atom(`(?:\\${n})`);
        } else if (d.awk && /[0-7]/.test(n)) {
          const octal = /^[0-7]{1,3}/.exec(source.slice(i - 1))![0];
          i += octal.length - 1;
          atom(quote(String.fromCharCode(parseInt(octal, 8))), true);
        } else if (n === '<') atom('\\b(?=\\w)');
        else if (n === '>') atom('\\b(?<=\\w)');
        else if (n === '`') atom('(?<![^])');
        else if (n === "'") atom('(?![^])');
        else if (n === 'y' && d.awk) atom('\\b');
        else if (/[wWsSB]/.test(n) || (n === 'b' && !d.awk)) atom(`\\${n}`);
        else if (ESCAPES[n] !== undefined) atom(ESCAPES[n]!, true);
        else if (n === 'x' && /^[0-9a-fA-F]{1,2}/.test(source.slice(i))) {
          const hex = /^[0-9a-fA-F]{1,2}/.exec(source.slice(i))![0];
          i += hex.length;
          atom(quote(String.fromCharCode(parseInt(hex, 16))), true);
        } else atom(quote(n), true);
        continue;
      }
      i++;
      atom(quote(c), true);
    }
    finish();
    // POSIX wants the longest alternative, JavaScript takes the first that fits: put the long ones first where order is all.
    if (done.length > 1 && done.every((x) => x.plain)) done.sort((a, b) => b.js.length - a.js.length);
    return done.map((x) => x.js).join('|');
  };
  const js = alternatives();
  return { js, groups };
}

/** A basic regular expression in JavaScript's syntax. @throws RegexError */
export function bre(source: string): string {
  return translate(source, { extended: false, awk: false }).js;
}

/** An extended regular expression in JavaScript's syntax. @throws RegexError */
export function ere(source: string): string {
  return translate(source, { extended: true, awk: false }).js;
}

/** awk's regular expressions: extended, with escapes inside brackets and no back-references. @throws RegexError */
export function awkRegex(source: string): string {
  return translate(source, { extended: true, awk: true }).js;
}

/**
 * Compiles source made by the functions above. `longest`: by POSIX's rule (the default), not Perl's.
 * @throws RegexError
 */
export function compile(js: string, flags: string, longest = true): RegExp {
  try {
    return safeRegex(js, flags, { longest });
  } catch (error) {
    const text = String(error);
    throw new RegexError(
      /range/i.test(text)
        ? 'Invalid range end'
        : /repeat/i.test(text)
          ? 'Invalid preceding regular expression'
          : 'Invalid regular expression',
    );
  }
}

/** The pieces of a text between matches that are not empty. @param js source made by the functions above */
export function splitBy(text: string, js: string): string[] {
  const out: string[] = [];
  let from = 0;
  for (const m of text.matchAll(compile(js, 'gu'))) {
    if (m[0] === '') continue;
    out.push(text.slice(from, m.index));
    from = m.index + m[0].length;
  }
  return [...out, text.slice(from)];
}
