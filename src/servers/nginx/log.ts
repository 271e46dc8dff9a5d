// Error and access logs: opened by the master, written by all.

import { FsError, errnoText } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { strftime } from '../../shell/printf.ts';
import { ConfigError, type Directive } from './config.ts';
import { type Chain, type Model, near, walk } from './model.ts';
import { expand } from './variables.ts';
import type { Context } from './context.ts';

const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];
export const ERROR_LOG = '/var/log/nginx/error.log';
export const ACCESS_LOG = '/var/log/nginx/access.log';

/** Descriptors of log files, by path. A forked worker has the same ones. */
export class Logs {
  private readonly fds = new Map<string, number>();

  /** Opens a file of logs. @throws ConfigError when it cannot be written */
  *open(p: Process, path: string): Task {
    if (this.fds.has(path)) return;
    if (path === 'stderr') {
      this.fds.set(path, 2);
      return;
    }
    try {
      this.fds.set(path, yield* p.open(path, { write: true, append: true, create: true, mode: 0o644 }));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      throw new ConfigError(
        `open() "${path}" failed (${error.code === 'ENOENT' ? '2' : '13'}: ${errnoText(error.code)})`,
      );
    }
  }

  /** Opens all that a configuration names. @throws ConfigError */
  *openAll(p: Process, tree: readonly Directive[]): Task {
    if (!tree.some((d) => d.name === 'error_log')) yield* this.open(p, ERROR_LOG);
    let access = false;
    for (const { d } of walk(tree)) {
      if (d.name === 'access_log') access = true;
      if (d.name === 'error_log' || (d.name === 'access_log' && d.args[0] !== 'off')) {
        const path = d.args[0]!;
        if (path.includes('$') || path.startsWith('syslog:'))
          throw new ConfigError(`drydock: '${d.name} ${path}' is not simulated in ${d.file}:${d.line}`);
        yield* this.open(p, path);
      }
    }
    if (!access && tree.some((d) => d.name === 'http')) yield* this.open(p, ACCESS_LOG);
  }

  *write(p: Process, path: string, text: string): Task {
    const fd = this.fds.get(path);
    if (fd === undefined || !p.fds.has(fd)) return;
    try {
      yield* p.write(fd, text);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
    }
  }
}

export const stamp = (now: number): string => strftime('%Y/%m/%d %H:%M:%S', now);

/** A line of the error log, where its level is one that the nearest error_log takes. */
export function* logError(p: Process, logs: Logs, chain: Chain, level: string, text: string): Task {
  const lists = near(chain, 'error_log');
  for (const d of lists.length > 0 ? lists : [{ args: [ERROR_LOG] }]) {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(d.args[1] ?? 'error')) continue;
    yield* logs.write(p, d.args[0]!, `${stamp(p.kernel.now)} [${level}] ${p.nsPid}#${p.nsPid}: ${text}\n`);
  }
}

/** `$variables` of a log line, each with what would break the line taken out. */
function line(c: Context, format: string): string {
  return format.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all) => {
    const text = expand(c, all);
    return text === ''
      ? '-'
      : text.replace(/["\\\x00-\x1f\x7f]/g, (x) => `\\x${x.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  });
}

/** The line of the access log for a request that was answered. */
export function* logAccess(c: Context, logs: Logs, model: Model): Task {
  const lists = near(c.chain, 'access_log');
  for (const d of lists.length > 0 ? lists : [{ args: [ACCESS_LOG] }]) {
    const [path = '', format = 'combined', ...more] = d.args;
    if (path === 'off') continue;
    const condition = more.find((x) => x.startsWith('if='))?.slice(3);
    if (condition !== undefined && ['', '0'].includes(expand(c, condition))) continue;
    yield* logs.write(c.p, path, `${line(c, model.formats.get(format) ?? format)}\n`);
  }
}
