// Durations, sizes and times as Docker writes them (go-units).

/** "Less than a second", "5 seconds", "About a minute", "2 hours"… of a duration in ms. */
export function humanDuration(ms: number): string {
  const s = Math.floor(ms / 1000);
  if (s < 1) return 'Less than a second';
  if (s === 1) return '1 second';
  if (s < 60) return `${s} seconds`;
  const m = Math.floor(ms / 60_000);
  if (m === 1) return 'About a minute';
  if (m < 60) return `${m} minutes`;
  const h = Math.round(ms / 3_600_000);
  if (h === 1) return 'About an hour';
  if (h < 48) return `${h} hours`;
  if (h < 24 * 7 * 2) return `${Math.floor(h / 24)} days`;
  if (h < 24 * 30 * 2) return `${Math.floor(h / 24 / 7)} weeks`;
  if (h < 24 * 365 * 2) return `${Math.floor(h / 24 / 30)} months`;
  return `${Math.floor(h / 24 / 365)} years`;
}

function custom(size: number, base: number, units: readonly string[], digits: number): string {
  let i = 0;
  let n = size;
  while (n >= base && i < units.length - 1) {
    n /= base;
    i++;
  }
  return `${significant(n, digits)}${units[i]}`;
}

/** `%.4g` of C. */
export function significant(n: number, digits: number): string {
  if (n === 0) return '0';
  const text = n.toPrecision(digits);
  return text.includes('e') ? String(Number(text)) : text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** 2.07MB: powers of 1000, four digits (images, layers). */
export function humanSize(bytes: number, digits = 4): string {
  return custom(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'], digits);
}

/** 96.73MiB: powers of 1024 (stats, limits). */
export function bytesSize(bytes: number): string {
  return custom(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], 4);
}

/** RFC 3339 with nanoseconds, as inspect shows times; 0 is Go's zero time. */
export function rfc3339(ms: number): string {
  if (ms === 0) return '0001-01-01T00:00:00Z';
  const whole = Math.floor(ms);
  const nanos = Math.floor((ms - whole) * 1e6);
  const iso = new Date(whole).toISOString();
  const frac = (iso.slice(20, 23) + String(nanos).padStart(6, '0')).replace(/0+$/, '');
  return `${iso.slice(0, 19)}${frac === '' ? '' : `.${frac}`}Z`;
}
