// Dates that people write, as GNU date's -d understands the common ones.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const UNITS: Record<string, number> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  fortnight: 1_209_600_000,
};

/** Milliseconds since 1970 of a text; undefined when it is no date. UTC. */
export function parseDate(text: string, now: number): number | undefined {
  let rest = text.trim().toLowerCase();
  if (rest.startsWith('@')) {
    const n = Number(rest.slice(1));
    return Number.isNaN(n) ? undefined : n * 1000;
  }
  let time = now;
  const day = (ms: number): number => Math.floor(ms / 86_400_000) * 86_400_000;
  const eat = (re: RegExp, act: (m: RegExpExecArray) => void): boolean => {
    const m = re.exec(rest);
    if (m === null) return false;
    act(m);
    rest = rest.slice(m[0].length).trim();
    return true;
  };
  let clock: number | undefined;
  let offset = 0;
  while (rest !== '') {
    const ok =
      eat(
        /^(\d{4})-(\d\d?)-(\d\d?)(?=t|\s|$)t?/,
        (m) => (time = Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!)) && (clock ??= 0),
      ) ||
      eat(/^(\d\d?)[ -]([a-z]{3})[a-z]*[ -](\d{4})/, (m) => {
        time = Date.UTC(+m[3]!, MONTHS.indexOf(m[2]!), +m[1]!);
        clock ??= 0;
      }) ||
      eat(/^([a-z]{3})[a-z]* (\d\d?),? (\d{4})/, (m) => {
        time = Date.UTC(+m[3]!, MONTHS.indexOf(m[1]!), +m[2]!);
        clock ??= 0;
      }) ||
      eat(
        /^(\d\d?):(\d\d)(?::(\d\d)(\.\d+)?)?/,
        (m) => (clock = (+m[1]! * 3600 + +m[2]! * 60 + +(m[3] ?? 0)) * 1000 + Number(m[4] ?? 0) * 1000),
      ) ||
      eat(/^(z|utc|gmt)(?=\s|$)/, () => {}) ||
      eat(
        /^([-+])(\d\d):?(\d\d)(?=\s|$)/,
        (m) => (offset -= (m[1] === '-' ? -1 : 1) * (+m[2]! * 60 + +m[3]!) * 60_000),
      ) ||
      eat(/^(now|today)(?=\s|$)/, () => {}) ||
      eat(/^yesterday/, () => (offset -= 86_400_000)) ||
      eat(/^tomorrow/, () => (offset += 86_400_000)) ||
      eat(
        /^(?:([-+]?\s*\d+)|(next|last|a))\s*(sec|second|min|minute|hour|day|week|fortnight|month|year)s?( ago)?(?=\s|$)/,
        (m) => {
          let n = m[1] !== undefined ? Number(m[1].replace(/\s/g, '')) : m[2] === 'last' ? -1 : 1;
          if (m[4] !== undefined) n = -n;
          const unit = UNITS[m[3]!];
          if (unit !== undefined) offset += n * unit;
          else {
            const d = new Date(time);
            if (m[3] === 'month') d.setUTCMonth(d.getUTCMonth() + n);
            else d.setUTCFullYear(d.getUTCFullYear() + n);
            time = d.getTime();
          }
        },
      );
    if (!ok) return undefined;
  }
  if (Number.isNaN(time)) return undefined;
  return (clock === undefined ? time : day(time) + clock) + offset;
}
