// The error log of the servers, in MariaDB's form and in MySQL's.

import type { Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { formatMs } from '../sql/dates.ts';

export type Level = 'Note' | 'Warning' | 'ERROR' | 'System';

export class ErrorLog {
  constructor(
    private readonly p: Process,
    readonly maria: boolean,
  ) {}
  /** `2026-11-24  9:00:05`: the hour has a blank before it, not a zero. */
  static stamp(now: number): string {
    const s = formatMs(now);
    return `${s.slice(0, 11)}${s.slice(11, 13).replace(/^0/, ' ')}${s.slice(13)}`;
  }
  *mariadb(level: Level, text: string, thread = 0): Task {
    yield* this.p.eprint(`${ErrorLog.stamp(this.p.kernel.now)} ${thread} [${level}] ${text}\n`);
  }
  *mysql(level: Level, code: string, part: string, text: string): Task {
    const { now } = this.p.kernel;
    yield* this.p.eprint(`${formatMs(now, 6).replace(' ', 'T')}Z 0 [${level}] [MY-${code}] [${part}] ${text}\n`);
  }
  /** A line in whichever form; MySQL's needs a number. */
  *say(level: Level, text: string, code = '010000', part = 'Server'): Task {
    if (this.maria) yield* this.mariadb(level, text);
    else yield* this.mysql(level, code, part, text);
  }
}
