// The formats of printf and the escapes of echo, for the shells and the programs of those names.

import { concat, encode } from '../fs/bytes.ts';

const SIMPLE: Record<string, number> = {
  a: 7,
  b: 8,
  e: 27,
  E: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  '"': 34,
  "'": 39,
  '?': 63,
};

/** One escape at `i` (on the backslash): its bytes and where it ends. `zero`: octal wants a leading 0 (echo). */
function escape(text: string, i: number, zero: boolean): { bytes: Uint8Array; end: number; stop?: boolean } {
  const c = text[i + 1];
  if (c === undefined) return { bytes: encode('\\'), end: i + 1 };
  if (c === 'c') return { bytes: new Uint8Array(0), end: text.length, stop: true };
  const octal = (zero ? /^0[0-7]{0,3}/ : /^0?[0-7]{1,3}/).exec(text.slice(i + 1));
  if (octal !== null && (!zero || c === '0'))
    return { bytes: new Uint8Array([parseInt(octal[0], 8) & 255]), end: i + 1 + octal[0].length };
  const hex = /^x([0-9a-fA-F]{1,2})/.exec(text.slice(i + 1));
  if (hex !== null) return { bytes: new Uint8Array([parseInt(hex[1]!, 16)]), end: i + 1 + hex[0].length };
  const unicode = /^u([0-9a-fA-F]{1,4})|^U([0-9a-fA-F]{1,8})/.exec(text.slice(i + 1));
  if (unicode !== null) {
    const code = parseInt(unicode[1] ?? unicode[2]!, 16);
    return { bytes: encode(code <= 0x10ffff ? String.fromCodePoint(code) : ''), end: i + 1 + unicode[0].length };
  }
  const simple = SIMPLE[c];
  if (simple !== undefined && !(zero && (c === '"' || c === "'" || c === '?')))
    return { bytes: new Uint8Array([simple]), end: i + 2 };
  return { bytes: encode(`\\${c}`), end: i + 2 };
}

/** `echo -e`. `stop` is set by `\c`: nothing follows, not even the newline. */
export function unescapeEcho(text: string): { text: Uint8Array; stop: boolean } {
  const out: Uint8Array[] = [new Uint8Array(0)];
  let plain = '';
  for (let i = 0; i < text.length;) {
    if (text[i] !== '\\') {
      plain += text[i++];
      continue;
    }
    const e = escape(text, i, true);
    out.push(encode(plain), e.bytes);
    plain = '';
    if (e.stop) return { text: concat(out), stop: true };
    i = e.end;
  }
  out.push(encode(plain));
  return { text: concat(out), stop: false };
}

function pad(text: string, width: number, left: boolean, zero: boolean): string {
  if (text.length >= width) return text;
  if (left) return text.padEnd(width);
  if (!zero) return text.padStart(width);
  const sign = /^[-+ ]|^0[xX]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

/** Formats as C does, reusing the format while arguments are left. @param now virtual ms, for `%(…)T` */
export function formatPrintf(
  format: string,
  args: readonly string[],
  now: number,
): { bytes: Uint8Array; errors: string[] } {
  const out: Uint8Array[] = [];
  const errors: string[] = [];
  let used = 0;
  const next = (): string | undefined => args[used++];
  const integer = (x: string | undefined): bigint => {
    if (x === undefined || x === '') return 0n;
    if (x.startsWith("'") || x.startsWith('"')) return BigInt(x.codePointAt(1) ?? 0);
    const m = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(x);
    if (m === null || m[0].length < x.trimEnd().length) errors.push(`${x}: invalid number`);
    if (m === null) return 0n;
    const n = BigInt(/^0[0-7]+$/.test(m[2]!) ? `0o${m[2]!.slice(1)}` : m[2]!);
    return m[1] === '-' ? -n : n;
  };
  do {
    const before = used;
    let plain = '';
    const flush = (): void => {
      if (plain !== '') out.push(encode(plain));
      plain = '';
    };
    for (let i = 0; i < format.length;) {
      const c = format[i]!;
      if (c === '\\') {
        const e = escape(format, i, false);
        flush();
        out.push(e.bytes);
        if (e.stop) return { bytes: concat([...out, new Uint8Array(0)]), errors };
        i = e.end;
        continue;
      }
      if (c !== '%') {
        plain += c;
        i++;
        continue;
      }
      const m = /^%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:hh|h|ll|l|q(?=[diouxX])|j|z|t|L)?(\([^)]*\)T|[a-zA-Z%])/.exec(
        format.slice(i),
      );
      if (m === null) {
        errors.push(`\`${format[i + 1] ?? ''}': missing format character`);
        plain += format.slice(i);
        break;
      }
      i += m[0].length;
      const flags = m[1]!;
      let left = flags.includes('-');
      let width = m[2] === '*' ? Number(integer(next())) : Number(m[2] ?? 0);
      if (width < 0) {
        left = true;
        width = -width;
      }
      const hasPrecision = m[0].includes('.');
      const precision = !hasPrecision ? undefined : m[3] === '*' ? Number(integer(next())) : Number(m[3] ?? 0);
      const kind = m[4]!;
      if (kind === '%') {
        plain += '%';
        continue;
      }
      if (kind.endsWith('T')) {
        const arg = next();
        const ms = arg === undefined || arg === '-1' ? now : Number(arg) * 1000;
        plain += pad(strftime(kind.slice(1, -2) || '%X', ms), width, left, false);
        continue;
      }
      const signed = (text: string, negative: boolean): string =>
        negative ? `-${text}` : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
      switch (kind) {
        case 's': {
          let text = next() ?? '';
          if (precision !== undefined) text = [...text].slice(0, precision).join('');
          plain += pad(text, width, left, false);
          break;
        }
        case 'c':
          plain += pad([...(next() ?? '')][0] ?? '', width, left, false);
          break;
        case 'b': {
          const e = unescapeEcho((next() ?? '').replace(/\\([1-7][0-7]{0,2})/g, '\\0$1'));
          flush();
          out.push(e.text);
          if (e.stop) return { bytes: concat([...out, new Uint8Array(0)]), errors };
          break;
        }
        case 'q':
          plain += pad(shellQuote(next() ?? ''), width, left, false);
          break;
        case 'd':
        case 'i': {
          const n = integer(next());
          let digits = (n < 0n ? -n : n).toString();
          if (precision !== undefined) digits = digits.padStart(precision, '0');
          plain += pad(signed(digits, n < 0n), width, left, flags.includes('0') && precision === undefined);
          break;
        }
        case 'u':
        case 'o':
        case 'x':
        case 'X': {
          const n = BigInt.asUintN(64, integer(next()));
          let digits = n.toString(kind === 'u' ? 10 : kind === 'o' ? 8 : 16);
          if (kind === 'X') digits = digits.toUpperCase();
          if (precision !== undefined) digits = digits.padStart(precision, '0');
          if (flags.includes('#') && n !== 0n) digits = (kind === 'o' ? '0' : kind === 'u' ? '' : `0${kind}`) + digits;
          plain += pad(digits, width, left, flags.includes('0') && precision === undefined);
          break;
        }
        case 'f':
        case 'F':
        case 'e':
        case 'E':
        case 'g':
        case 'G': {
          const arg = next() ?? '0';
          const n = arg === '' ? 0 : Number(arg);
          if (Number.isNaN(n)) errors.push(`${arg}: invalid number`);
          plain += pad(
            signed(float(Math.abs(Number.isNaN(n) ? 0 : n), kind, precision ?? 6), n < 0),
            width,
            left,
            flags.includes('0'),
          );
          break;
        }
        default:
          errors.push(`\`${kind}': invalid format character`);
          flush();
          return { bytes: concat([...out, new Uint8Array(0)]), errors };
      }
    }
    flush();
    if (used === before) break;
  } while (used < args.length);
  return { bytes: concat([...out, new Uint8Array(0)]), errors };
}

/** %e, %f, %g of a number that is not negative. */
export function float(n: number, kind: string, precision: number): string {
  const exponential = (p: number): string => n.toExponential(p).replace(/e([-+])(\d)$/, 'e$10$2');
  const k = kind.toLowerCase();
  let text: string;
  if (!Number.isFinite(n)) text = 'inf';
  else if (k === 'f') text = n.toFixed(Math.min(precision, 100));
  else if (k === 'e') text = exponential(Math.min(precision, 100));
  else {
    const p = precision === 0 ? 1 : precision;
    const exp = n === 0 ? 0 : Math.floor(Math.log10(Number(n.toPrecision(Math.min(p, 100)))));
    text =
      exp < -4 || exp >= p
        ? exponential(p - 1).replace(/\.?0+e/, 'e')
        : n.toFixed(Math.max(0, Math.min(100, p - 1 - exp)));
    if (text.includes('.') && !text.includes('e')) text = text.replace(/\.?0+$/, '');
  }
  return kind === kind.toUpperCase() ? text.toUpperCase() : text;
}

function shellQuote(text: string): string {
  if (text === '') return "''";
  if (/[\x00-\x1f\x7f]/.test(text))
    return `$'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\t/g, '\\t')}'`;
  return text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, (c) => (c.charCodeAt(0) > 127 ? c : `\\${c}`));
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** strftime(3) in UTC. */
export function strftime(format: string, ms: number): string {
  const d = new Date(ms);
  const two = (n: number, fill = '0'): string => String(n).padStart(2, fill);
  const dayOfYear =
    Math.floor(
      (Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()) - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86_400_000,
    ) + 1;
  const h12 = d.getUTCHours() % 12 || 12;
  return format.replace(/%([-_0^#]?)(\d*)(:?[a-zA-Z%+])/g, (all, flag: string, width: string, c: string) => {
    const num = (n: number, w = 2): string =>
      flag === '-' ? String(n) : String(n).padStart(width === '' ? w : Number(width), flag === '_' ? ' ' : '0');
    switch (c) {
      case 'Y':
        return num(d.getUTCFullYear(), 4);
      case 'C':
        return num(Math.floor(d.getUTCFullYear() / 100));
      case 'y':
        return num(d.getUTCFullYear() % 100);
      case 'm':
        return num(d.getUTCMonth() + 1);
      case 'd':
        return num(d.getUTCDate());
      case 'e':
        return flag === '-' ? String(d.getUTCDate()) : two(d.getUTCDate(), ' ');
      case 'H':
        return num(d.getUTCHours());
      case 'I':
        return num(h12);
      case 'k':
        return two(d.getUTCHours(), ' ');
      case 'l':
        return two(h12, ' ');
      case 'M':
        return num(d.getUTCMinutes());
      case 'S':
        return num(d.getUTCSeconds());
      case 'N':
        return String(Math.floor((ms % 1000) * 1e6))
          .padStart(9, '0')
          .slice(0, width === '' ? 9 : Number(width));
      case 's':
        return String(Math.floor(ms / 1000));
      case 'p':
        return d.getUTCHours() < 12 ? 'AM' : 'PM';
      case 'P':
        return d.getUTCHours() < 12 ? 'am' : 'pm';
      case 'A':
        return flag === '^' ? DAYS[d.getUTCDay()]!.toUpperCase() : DAYS[d.getUTCDay()]!;
      case 'a':
        return DAYS[d.getUTCDay()]!.slice(0, 3);
      case 'B':
        return MONTHS[d.getUTCMonth()]!;
      case 'b':
      case 'h':
        return MONTHS[d.getUTCMonth()]!.slice(0, 3);
      case 'j':
        return num(dayOfYear, 3);
      case 'u':
        return String(d.getUTCDay() || 7);
      case 'w':
        return String(d.getUTCDay());
      case 'U':
        return num(Math.floor((dayOfYear + 6 - d.getUTCDay()) / 7));
      case 'V':
        return num(Math.floor((dayOfYear + 9 - (d.getUTCDay() || 7)) / 7));
      case 'F':
        return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
      case 'T':
      case 'X':
        return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
      case 'R':
        return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
      case 'r':
        return `${two(h12)}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${d.getUTCHours() < 12 ? 'AM' : 'PM'}`;
      case 'D':
      case 'x':
        return `${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}/${two(d.getUTCFullYear() % 100)}`;
      case 'c':
        return `${DAYS[d.getUTCDay()]!.slice(0, 3)} ${MONTHS[d.getUTCMonth()]!.slice(0, 3)} ${two(d.getUTCDate(), ' ')} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${d.getUTCFullYear()}`;
      case 'Z':
        return 'UTC';
      case 'z':
        return '+0000';
      case ':z':
        return '+00:00';
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case '%':
        return '%';
      default:
        return all;
    }
  });
}
