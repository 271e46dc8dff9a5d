// Durations and moments as Go and Docker read and write them.

/** Go's time.ParseDuration in ms; undefined when it is none. */
export function goDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const m = /^([-+]?)((?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.exec(text);
  if (m === null) return undefined;
  const units: Record<string, number> = {
    ns: 1e-6,
    us: 1e-3,
    µs: 1e-3,
    μs: 1e-3,
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
  };
  let sum = 0;
  for (const [, n, u] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)) sum += Number(n) * units[u!]!;
  return m[1] === '-' ? -sum : sum;
}

/**
 * A moment as docker's --since, --until and until= read it: a Unix time, a date, or a duration before now.
 * Virtual ms since 1970; undefined when it is none of them.
 */
export function parseTimestamp(text: string, now: number): number | undefined {
  // `0` alone is 1970 and no duration (moby's timetypes.GetTimestamp)
  const duration = text === '0' ? undefined : goDuration(text);
  if (duration !== undefined) return now - duration;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d)(\.\d+)?)?)?)?(Z|[-+]\d\d:\d\d)?$/.exec(text);
  if (m === null) return undefined;
  let ms = Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!, +(m[4] ?? 0), +(m[5] ?? 0), +(m[6] ?? 0)) + Number(m[7] ?? 0) * 1000;
  if (m[8] !== undefined && m[8] !== 'Z')
    ms -= (m[8].startsWith('-') ? -1 : 1) * (+m[8].slice(1, 3) * 60 + +m[8].slice(4)) * 60_000;
  return ms;
}

/** A duration as Go writes it: 1m30s, 500ms, 0s. */
export function goText(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1000) return `${ms}ms`;
  const h = Math.floor(ms / 3_600_000);
  const m = Math.floor((ms % 3_600_000) / 60_000);
  const s = (ms % 60_000) / 1000;
  return `${h > 0 ? `${h}h` : ''}${h > 0 || m > 0 ? `${m}m` : ''}${s}s`;
}

/** Time as log lines carry it: nanoseconds, always nine digits. */
export function logTime(ms: number): string {
  const whole = Math.floor(ms);
  return `${new Date(whole).toISOString().slice(0, 23)}${String(Math.floor((ms - whole) * 1e6)).padStart(6, '0')}Z`;
}
