// What a command is doing, thing by thing: lines off a terminal, a moving list on one, JSON, or nothing.

import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { humanSize } from '../api/units.ts';
import { ComposeError } from './value.ts';

export type Stage = 'working' | 'done' | 'warning' | 'error';

/** News of one thing. `text` follows its id at once, `status` stands in a column of its own. */
export interface Event {
  readonly id: string;
  readonly text?: string;
  readonly status?: string;
  readonly stage: Stage;
  readonly parent?: string;
  readonly current?: number;
  readonly total?: number;
}

/** Where events go. */
export interface Progress {
  event(e: Event): Task;
  /** Shows the last state; after it others may print. */
  end(): Task;
}

export const working = (id: string, status: string): Event => ({ id, status, stage: 'working' });
export const done = (id: string, status: string): Event => ({ id, status, stage: 'done' });
export const failed = (id: string, status: string): Event => ({ id, status, stage: 'error' });
export const warning = (id: string, status: string): Event => ({ id, status, stage: 'warning' });

class Quiet implements Progress {
  *event(): Task {}
  *end(): Task {}
}

class Plain implements Progress {
  constructor(
    private readonly p: Process,
    private readonly prefix: string,
  ) {}
  *event(e: Event): Task {
    const status = e.status ?? '';
    yield* this.p.eprint(
      `${this.prefix} ${e.id} ${e.text ?? ''} ${this.p.isatty(2) && status !== '' ? color(32, status) : status}\n`,
    );
  }
  *end(): Task {}
}

class Json implements Progress {
  constructor(
    private readonly p: Process,
    private readonly dryRun: boolean,
  ) {}
  *event(e: Event): Task {
    const words = { working: 'Working', done: 'Done', warning: 'Warning', error: 'Error' };
    yield* this.p.eprint(
      `${JSON.stringify({ ...(this.dryRun ? { 'dry-run': true } : {}), id: e.id, ...(e.parent === undefined ? {} : { parent_id: e.parent }), status: words[e.stage], text: e.text || e.status || undefined, ...(e.total ? { current: e.current, total: e.total } : {}) })}\n`,
    );
  }
  *end(): Task {}
}

interface Shown {
  event: Event;
  readonly began: number;
  ended: number | undefined;
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const PERCENT = ['⠀', '⡀', '⣀', '⣄', '⣤', '⣦', '⣶', '⣷', '⣿'];
const color = (n: number, text: string): string => (text === '' ? '' : `\x1b[${n}m${text}\x1b[39m`);
const GLYPH: Record<Exclude<Stage, 'working'>, string> = {
  done: color(32, '✔'),
  warning: color(33, '!'),
  error: color(31, '✘'),
};
const TONE: Record<Stage, number> = { working: 33, done: 32, warning: 33, error: 31 };

/** The list on a terminal, drawn again over itself ten times a second. */
class Moving implements Progress {
  private readonly shown = new Map<string, Shown>();
  private lines = 0;
  private ticker: Process | undefined;
  constructor(
    private readonly p: Process,
    private readonly title: string,
    private readonly prefix: string,
  ) {}
  *event(e: Event): Task {
    const { now } = this.p.kernel;
    const old = this.shown.get(e.id);
    if (old === undefined)
      this.shown.set(e.id, { event: e, began: now, ended: e.stage === 'working' ? undefined : now });
    else {
      old.ended = e.stage === 'working' ? undefined : (old.ended ?? now);
      // a finished thing keeps what it had come to
      old.event = {
        ...e,
        ...(e.total === undefined && old.event.total !== undefined
          ? { total: old.event.total, current: old.event.total }
          : {}),
      };
    }
    this.ticker ??= this.tick();
  }
  private tick(): Process {
    const draw = (q: Process): Task => this.draw(q);
    const child = this.p.thread(function* (q) {
      for (;;) {
        yield* draw(q);
        yield* q.sleep(100);
      }
    });
    for (const s of [SIGNALS.INT, SIGNALS.TERM]) child.actions.set(s, 'ignore');
    return child;
  }
  *end(): Task {
    if (this.ticker !== undefined) this.p.kernel.end(this.ticker, 0, SIGNALS.KILL);
    this.ticker = undefined;
    if (this.shown.size > 0) yield* this.draw(this.p);
    this.shown.clear();
    this.lines = 0;
  }
  private *draw(q: Process): Task {
    const tty = q.fds.get(2)?.tty;
    const width = tty?.columns ?? 80;
    const height = tty?.rows ?? 24;
    const all = [...this.shown.values()];
    const finished = all.filter((x) => x.event.stage !== 'working').length;
    const label = (e: Event): string => `${e.id} ${e.text ?? ''}`;
    const pad = Math.max(
      0,
      ...all.filter((x) => x.event.parent === undefined).map((x) => label(x.event).length),
      ...all.filter((x) => x.event.parent !== undefined).map((x) => label(x.event).length - 2),
    );
    const parents = all.filter((x) => x.event.parent === undefined);
    const withChildren = all.length <= height - 2;
    const rows: string[] = [];
    for (const x of parents) {
      const children = all.filter((c) => c.event.parent === x.event.id);
      rows.push(this.row(x, '', pad, width, children));
      if (withChildren) for (const c of children) rows.push(this.row(c, '  ', pad, width, []));
    }
    const head = `[+] ${this.title} ${finished}/${all.length}`;
    const up = this.lines === 0 ? '' : `\x1b[${this.lines}A\r`;
    const text = [finished === all.length ? color(34, head) : head, ...rows]
      .slice(0, Math.max(2, height - 1))
      .map((l) => `${l}\x1b[K\n`);
    this.lines = text.length;
    yield* q.eprint(`${up}\x1b[?25l${text.join('')}\x1b[?25h`);
  }
  private row(x: Shown, indent: string, pad: number, width: number, children: readonly Shown[]): string {
    const { event: e } = x;
    const now = this.p.kernel.now;
    const glyph = e.stage === 'working' ? color(33, SPINNER[Math.floor(now / 100) % SPINNER.length]!) : GLYPH[e.stage];
    let text = `${e.id} ${e.text ?? ''}`;
    let plainLength = text.length;
    if (e.stage === 'working' && children.length > 0) {
      const bars = children
        .map(
          (c) =>
            PERCENT[
              c.event.stage !== 'working'
                ? 8
                : c.event.total
                  ? Math.floor((8 * (c.event.current ?? 0)) / c.event.total)
                  : 0
            ]!,
        )
        .join('');
      const total = children.reduce((n, c) => n + (c.event.total ?? 0), 0);
      const current = children.reduce((n, c) => n + (c.event.current ?? 0), 0);
      const unknown = total === 0 || children.some((c) => c.event.stage === 'working' && !c.event.total);
      const details = unknown ? '' : ` ${humanSize(current).padStart(7)} / ${humanSize(total).padEnd(7)}`;
      text = `${e.id} [${color(32, bars)}]${details} ${e.text ?? ''}`;
      plainLength = `${e.id} [${bars}]${details} ${e.text ?? ''}`.length;
    }
    const gap = Math.max(0, pad - plainLength - (indent === '' ? 0 : -2));
    const room = width - plainLength - gap - 14 - indent.length - this.prefix.length;
    let status = e.status ?? '';
    if (room > 3 && status.length > room) status = `${status.slice(0, room - 3)}...`;
    const timer = `${(((x.ended ?? now) - x.began) / 1000).toFixed(1)}s `;
    const left = indent.length + 1 + 1 + 1 + this.prefix.length + plainLength + gap + 2 + status.length;
    const fill = ' '.repeat(Math.max(1, width - left - timer.length - 1));
    return `${indent} ${glyph} ${this.prefix}${text}${' '.repeat(gap)}  ${color(TONE[e.stage], status)}${fill}${color(34, timer)}`;
  }
}

/**
 * The writer that `--progress` and the terminal ask for.
 * @param title what the moving list calls itself: Running, Pulling …
 * @throws ComposeError for a mode that there is not
 */
export function progressFor(p: Process, mode: string, title: string, dryRun: boolean): Progress {
  const prefix = dryRun ? 'DRY-RUN MODE - ' : '';
  const plain = dryRun ? ` ${prefix}` : '';
  switch (mode) {
    case '':
    case 'auto':
      return p.isatty(2) ? new Moving(p, title, prefix) : new Plain(p, plain);
    case 'tty':
      return new Moving(p, title, prefix);
    case 'plain':
      return new Plain(p, plain);
    case 'json':
      return new Json(p, dryRun);
    case 'quiet':
    case 'none':
      return new Quiet();
    default:
      throw new ComposeError(`unsupported --progress value ${JSON.stringify(mode)}`);
  }
}
