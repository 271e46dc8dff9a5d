// Dates as text by a format, as strftime(3) does it.

export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micro: number;
  readonly zone: string;
  readonly offset: string;
}
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
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

export function strftime(format: string, t: Moment): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const at =
    Date.UTC(2000, t.month - 1, t.day) + (Date.UTC(t.year < 100 ? t.year + 2000 : t.year, 0, 1) - Date.UTC(2000, 0, 1));
  const date = new Date(Date.UTC(t.year, t.month - 1, t.day));
  if (t.year < 100) date.setUTCFullYear(t.year);
  void at;
  const wday = (date.getUTCDay() + 6) % 7;
  const yday = Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86400000);
  const h12 = t.hour % 12 === 0 ? 12 : t.hour % 12;
  const iso = (): [number, number] => {
    const thursday = new Date(date.getTime() + (3 - wday) * 86400000);
    const y = thursday.getUTCFullYear();
    return [y, Math.floor((thursday.getTime() - Date.UTC(y, 0, 1)) / 86400000 / 7) + 1];
  };
  return format.replace(/%(-?)([a-zA-Z%])/g, (whole, dash: string, c: string) => {
    const n = (v: number, w = 2): string => (dash === '-' ? String(v) : String(v).padStart(w, '0'));
    switch (c) {
      case 'Y':
        return String(t.year);
      case 'y':
        return n(t.year % 100);
      case 'C':
        return n(Math.floor(t.year / 100));
      case 'm':
        return n(t.month);
      case 'd':
        return n(t.day);
      case 'e':
        return String(t.day).padStart(2);
      case 'H':
        return n(t.hour);
      case 'I':
        return n(h12);
      case 'M':
        return n(t.minute);
      case 'S':
        return n(t.second);
      case 'f':
        return String(t.micro).padStart(6, '0');
      case 'j':
        return n(yday + 1, 3);
      case 'a':
        return DAYS[wday]!.slice(0, 3);
      case 'A':
        return DAYS[wday]!;
      case 'b':
      case 'h':
        return MONTHS[t.month - 1]!.slice(0, 3);
      case 'B':
        return MONTHS[t.month - 1]!;
      case 'p':
        return t.hour < 12 ? 'AM' : 'PM';
      case 'w':
        return String((wday + 1) % 7);
      case 'u':
        return String(wday + 1);
      case 'U':
        return n(Math.floor((yday + 7 - ((wday + 1) % 7)) / 7));
      case 'W':
        return n(Math.floor((yday + 7 - wday) / 7));
      case 'G':
        return String(iso()[0]);
      case 'V':
        return n(iso()[1]);
      case 'z':
        return t.offset;
      case 'Z':
        return t.zone;
      case 'c':
        return `${DAYS[wday]!.slice(0, 3)} ${MONTHS[t.month - 1]!.slice(0, 3)} ${String(t.day).padStart(2)} ${two(t.hour)}:${two(t.minute)}:${two(t.second)} ${t.year}`;
      case 'x':
      case 'D':
        return `${two(t.month)}/${two(t.day)}/${two(t.year % 100)}`;
      case 'X':
      case 'T':
        return `${two(t.hour)}:${two(t.minute)}:${two(t.second)}`;
      case 'R':
        return `${two(t.hour)}:${two(t.minute)}`;
      case 'F':
        return `${t.year}-${two(t.month)}-${two(t.day)}`;
      case 'r':
        return `${two(h12)}:${two(t.minute)}:${two(t.second)} ${t.hour < 12 ? 'AM' : 'PM'}`;
      case 's':
        return String(Math.floor(Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second) / 1000));
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case '%':
        return '%';
      default:
        return whole;
    }
  });
}
