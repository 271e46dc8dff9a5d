// date: the time as people write it, in UTC and as the locale C.UTF-8 has it.

import type { Program } from '../../kernel/block.ts';
import { strftime } from '../../shell/printf.ts';
import { Failure, parseArgs, program, Usage } from '../args.ts';
import { parseDate } from '../date.ts';

const DEFAULT = '%a %b %e %H:%M:%S %Z %Y';
const ISO: Readonly<Record<string, string>> = {
  '': '%Y-%m-%d',
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};
const RFC3339: Readonly<Record<string, string>> = {
  date: '%Y-%m-%d',
  seconds: '%Y-%m-%d %H:%M:%S%:z',
  ns: '%Y-%m-%d %H:%M:%S.%N%:z',
};
/** Conversions that are numbers, with their width; the rest are texts. */
const NUMBERS: Readonly<Record<string, number>> = {
  Y: 4,
  C: 2,
  y: 2,
  m: 2,
  d: 2,
  e: 2,
  H: 2,
  I: 2,
  k: 2,
  l: 2,
  M: 2,
  S: 2,
  j: 3,
  u: 1,
  w: 1,
  U: 2,
  V: 2,
  W: 2,
  G: 4,
  g: 2,
  q: 1,
  s: 1,
};
/** Padded with blanks unless told otherwise. */
const BLANK = 'ekl';

/** The Thursday of a moment's week: what year and week it belongs to by ISO 8601. */
const thursday = (ms: number): Date => {
  const day = new Date(ms).getUTCDay() || 7;
  return new Date(ms + (4 - day) * 86_400_000);
};

function number(c: string, ms: number): number {
  const d = new Date(ms);
  switch (c) {
    case 'G':
      return thursday(ms).getUTCFullYear();
    case 'g':
      return thursday(ms).getUTCFullYear() % 100;
    case 'V': {
      const t = thursday(ms);
      return Math.floor((t.getTime() - Date.UTC(t.getUTCFullYear(), 0, 1)) / 604_800_000) + 1;
    }
    case 'W':
      return Math.floor((Number(strftime('%j', ms)) + 6 - ((d.getUTCDay() + 6) % 7)) / 7);
    case 'q':
      return Math.floor(d.getUTCMonth() / 3) + 1;
    default:
      return Number(strftime(`%${c}`, ms));
  }
}

/** A text of nanoseconds: as many digits as were asked for. */
function fraction(ms: number, width: string, flag: string): string {
  const digits = String(Math.floor((((ms % 1000) + 1000) % 1000) * 1e6)).padStart(9, '0');
  const n = width === '' ? 9 : Number(width);
  if (flag === '-') return digits.replace(/0+$/, '') || '0';
  return n <= 9 ? digits.slice(0, n) : digits.padEnd(n, '0');
}

/** GNU date's formats: strftime's with flags (`-_0^#+`), widths, the modifiers E and O, and %N, %q, %:z. */
export function formatDate(format: string, ms: number): string {
  return format.replace(
    /%([-_0^#+]*)(\d*)([EO]?)(:{0,3})([a-zA-Z%+])/g,
    (all, flags: string, width: string, _, colons: string, c: string) => {
      const flag = [...flags].findLast((f) => '-_0+'.includes(f)) ?? '';
      if (colons !== '' && c !== 'z') return all;
      if (c === 'N') return fraction(ms, width, flag);
      const size = Math.min(Number(width || 0), 4096);
      const digits = NUMBERS[c];
      if (digits !== undefined) {
        const n = number(c, ms);
        const fill = flag === '_' || (flag === '' && BLANK.includes(c)) ? ' ' : '0';
        const wide = flag === '-' ? 0 : width === '' ? digits : size;
        const text = String(Math.abs(n)).padStart(n < 0 ? wide - 1 : wide, fill);
        return n < 0 ? `-${text}` : text;
      }
      let text: string;
      if (c === 'z') text = ['+0000', '+00:00', '+00:00:00', '+00'][colons.length]!;
      else if (c === 'F') text = formatDate('%Y-%m-%d', ms);
      else {
        text = strftime(`%${c}`, ms);
        if (text === `%${c}`) return all;
      }
      if (flags.includes('^')) text = text.toUpperCase();
      else if (flags.includes('#')) text = 'pZ'.includes(c) ? text.toLowerCase() : text.toUpperCase();
      return text.padStart(size, flag === '0' ? '0' : ' ');
    },
  );
}

/** The one name of a table that a text begins; undefined when there is none. */
function named(table: Readonly<Record<string, string>>, text: string): string | undefined {
  if (table[text] !== undefined) return table[text];
  return Object.entries(table).find(([k]) => k !== '' && text !== '' && k.startsWith(text))?.[1];
}

const wrong = (option: string, text: string, valid: readonly string[]): Usage =>
  new Usage(
    `invalid argument '${text}' for '${option}'\nValid arguments are:\n${valid.map((v) => `  - '${v}'\n`).join('')}`.trimEnd(),
  );

export const date: Program = program(function* (p) {
  const o = parseArgs(p, 'ud:r:s:I::RD:', {
    utc: 'u',
    universal: 'u',
    'date=': 'd',
    'reference=': 'r',
    'set=': 's',
    'iso-8601=?': 'I',
    'rfc-email': 'R',
    'rfc-3339=': 'rfc3339',
  });
  let at = p.kernel.now;
  if (o.has('d')) {
    const text = o.get('d')!;
    const parsed = parseDate(text, at);
    if (parsed === undefined || Number.isNaN(new Date(parsed).getTime())) throw new Failure(`invalid date '${text}'`);
    at = parsed;
  } else if (o.has('r')) {
    const node = p.fs.tryStat(o.get('r')!);
    if (node === undefined)
      throw new Failure(
        p.busybox
          ? `can't stat '${o.get('r')}': No such file or directory`
          : `${o.get('r')}: No such file or directory`,
      );
    at = node.mtime;
  }
  if (o.has('s')) throw new Failure(`${p.busybox ? "can't" : 'cannot'} set date: Operation not permitted`);
  const [first, second] = o.rest;
  if (first !== undefined && !first.startsWith('+')) throw new Failure(`invalid date '${first}'`);
  if (second !== undefined) throw new Usage(`extra operand '${second}'`);
  let pattern = DEFAULT;
  if (o.has('I')) {
    const chosen = named(ISO, o.get('I')!);
    if (chosen === undefined) throw wrong('--iso-8601', o.get('I')!, ['hours', 'minutes', 'date', 'seconds', 'ns']);
    pattern = chosen;
  } else if (o.has('R')) pattern = '%a, %d %b %Y %H:%M:%S %z';
  else if (o.has('rfc3339')) {
    const chosen = named(RFC3339, o.get('rfc3339')!);
    if (chosen === undefined) throw wrong('--rfc-3339', o.get('rfc3339')!, ['date', 'seconds', 'ns']);
    pattern = chosen;
  }
  yield* p.print(`${formatDate(first?.slice(1) ?? pattern, at)}\n`);
  return 0;
});
