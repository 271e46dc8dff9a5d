// Go's Sprintf: verbs, flags, widths, and what it says of arguments that do not fit.

import { float } from '../shell/printf.ts';
import { show, typeName } from './template-print.ts';
import { Float } from './template-values.ts';

export function sprintf(format: string, args: unknown[]): string {
  let used = 0;
  const out = format.replace(
    /%([-+# 0]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_, flags: string, width: string | undefined, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      if (used >= args.length) return `%!${verb}(MISSING)`;
      const v = args[used++];
      const num = v instanceof Float ? v.value : v;
      const bad = (): string => `%!${verb}(${typeName(v)}=${show(v)})`;
      let text: string;
      switch (verb) {
        case 'v':
          text = show(v);
          break;
        case 's':
          text =
            typeof v === 'string' || Array.isArray(v) || (typeof v === 'object' && !(v instanceof Float))
              ? show(v)
              : bad();
          break;
        case 'q':
          text =
            typeof v === 'string'
              ? JSON.stringify(v)
              : Array.isArray(v)
                ? `[${v.map((x) => JSON.stringify(show(x))).join(' ')}]`
                : bad();
          break;
        case 'd':
          text =
            typeof num === 'number' && !(v instanceof Float) && Number.isInteger(num)
              ? String(num)
              : Array.isArray(v)
                ? show(v)
                : bad();
          break;
        case 't':
          text = typeof v === 'boolean' ? String(v) : bad();
          break;
        case 'x':
        case 'X':
          text =
            typeof num === 'number'
              ? num.toString(16)
              : typeof v === 'string'
                ? [...new TextEncoder().encode(v)].map((b) => b.toString(16).padStart(2, '0')).join('')
                : bad();
          if (verb === 'X') text = text.toUpperCase();
          break;
        case 'o':
          text = typeof num === 'number' ? num.toString(8) : bad();
          break;
        case 'b':
          text = typeof num === 'number' ? num.toString(2) : bad();
          break;
        case 'c':
          text = typeof num === 'number' ? String.fromCodePoint(num) : bad();
          break;
        case 'f':
        case 'e':
        case 'g':
          text =
            v instanceof Float || (typeof num === 'number' && !Number.isInteger(num))
              ? (Number(num) < 0 ? '-' : '') +
                float(Math.abs(Number(num)), verb, precision === undefined ? 6 : Number(precision))
              : bad();
          break;
        case 'T':
          text = typeName(v);
          break;
        default:
          text = bad();
      }
      if (precision !== undefined && (verb === 's' || verb === 'q' || verb === 'v') && typeof v === 'string')
        text = [...(verb === 'q' ? JSON.stringify([...v].slice(0, Number(precision)).join('')) : text)]
          .slice(0, verb === 'q' ? undefined : Number(precision))
          .join('');
      const w = Number(width ?? 0);
      return flags.includes('-')
        ? text.padEnd(w)
        : flags.includes('0') && /^[dxXobf]$/.test(verb)
          ? text.padStart(w, '0')
          : text.padStart(w);
    },
  );
  return used < args.length
    ? `${out}%!(EXTRA ${args
        .slice(used)
        .map((a) => `${typeName(a)}=${show(a)}`)
        .join(', ')})`
    : out;
}
