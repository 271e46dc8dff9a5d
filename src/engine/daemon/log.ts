// What the daemon says of itself: lines of time, level, message and fields on standard error.

import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';

export const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];
type Fields = Readonly<Record<string, string>>;

const NAMES: Readonly<Record<Level, string>> = {
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  error: 'error',
  fatal: 'fatal',
};

/** Times as the daemon writes them: always nine digits below the second. */
function stamp(ms: number): string {
  const whole = Math.floor(ms);
  const rest = String(Math.round((ms - whole) * 1e6) % 1_000_000).padStart(6, '0');
  return new Date(whole).toISOString().replace('Z', `${rest}Z`);
}

const quoted = (text: string): string =>
  /^[a-zA-Z0-9\-._/@^+]+$/.test(text) ? text : JSON.stringify(text).replace(/[\u2028\u2029]/g, ' ');

export class DaemonLog {
  private readonly terminal: boolean;
  constructor(
    private readonly p: Process,
    private readonly least: Level,
    raw: boolean,
  ) {
    this.terminal = p.isatty(2) && !raw;
  }

  /** One line; on a terminal in colours, as logrus does both. */
  *say(level: Level, message: string, fields: Fields = {}): Task {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(this.least)) return;
    yield* this.p.sleep(0.04);
    const at = stamp(this.p.kernel.now);
    const entries = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
    if (!this.terminal) {
      const more = entries.map(([k, v]) => ` ${k}=${quoted(v)}`).join('');
      yield* this.p.eprint(`time="${at}" level=${NAMES[level]} msg=${quoted(message)}${more}\n`);
      return;
    }
    const colour = { debug: 37, info: 36, warn: 33, error: 31, fatal: 31 }[level];
    const more = entries.map(([k, v]) => ` \x1b[${colour}m${k}\x1b[0m=${quoted(v)}`).join('');
    const head = `\x1b[${colour}m${NAMES[level].toUpperCase().slice(0, 4)}\x1b[0m[${at}]`;
    yield* this.p.eprint(`${head} ${message.padEnd(44)} ${more}\n`);
  }
  info(message: string, fields?: Fields): Task {
    return this.say('info', message, fields);
  }
  warn(message: string, fields?: Fields): Task {
    return this.say('warn', message, fields);
  }
}
