// Progress of a build: BuildKit's plain lines, and its moving display on a terminal.

import { concat, decode, encode } from '../fs/bytes.ts';
import { digestOf } from '../fs/digest.ts';
import type { BuildMessage, Excerpt } from '../api/types/build.ts';
import type { Task } from '../kernel/block.ts';
import { toBase64 } from '../api/base64.ts';
import type { Cli } from './cli.ts';

type Warning = Extract<BuildMessage, { type: 'warning' }>;

/** Shows messages of a build as they come. */
export interface Display {
  show(m: BuildMessage): Task;
  /** After the last message. */
  end(): Task;
  /** Called now and then while nothing comes; only of displays whose times run on. */
  tick?(): Task;
}

/** Lines of a source around a range, the range marked, as BuildKit prints where an error is. */
export function excerptText(e: Excerpt): string {
  const lines = e.source.split('\n');
  let from = e.from;
  let to = Math.min(e.to, lines.length);
  if (from < 1 || from > lines.length) return '';
  const pad = from === to ? 4 : 2;
  for (let p = 0; p < pad; p++) {
    if (from > 1) {
      from--;
      p++;
    }
    if (to !== lines.length) {
      to++;
      p++;
    }
  }
  let out = `${e.file}:${e.from}\n--------------------\n`;
  for (let i = from; i <= to; i++)
    out += ` ${String(i).padStart(3)} | ${i >= e.from && i <= e.to ? '>>>' : '   '} ${lines[i - 1]}\n`;
  return `${out}--------------------\n`;
}

/** What is said at the end about warnings; empty without any. `debug`: with the page that explains each and its place. */
export function warningSummary(warnings: readonly Warning[], debug = false): string {
  if (warnings.length === 0) return '';
  const more = (w: Warning): string =>
    debug ? `${w.description}\n${w.url === '' ? '' : `More info: ${w.url}\n`}${excerptText(w.excerpt)}\n` : '';
  return `\n \x1b[33m${warnings.length} warning${warnings.length === 1 ? '' : 's'} found${debug ? '' : ' (use docker --debug to expand)'}:\n\x1b[0m${warnings.map((w) => ` - ${w.rule}: ${w.text} (line ${w.line})\n${more(w)}`).join('')}`;
}

interface Vertex {
  readonly id: number;
  readonly name: string;
  readonly statuses: string[];
  /** Log lines with their times, the last one perhaps without its end. */
  readonly log: string[];
  open: Uint8Array;
  state: 'running' | 'done' | 'cached' | 'failed';
  seconds: number;
  error: string;
  began: number;
}

/** Whole lines of a vertex's output; the rest waits. */
function linesOf(v: Vertex, bytes: Uint8Array): string[] {
  const all = concat([v.open, bytes]);
  const cut = all.lastIndexOf(10) + 1;
  v.open = all.slice(cut);
  return cut === 0 ? [] : decode(all.subarray(0, cut - 1)).split('\n');
}

abstract class Base implements Display {
  protected readonly vertices = new Map<number, Vertex>();
  protected readonly warnings: Warning[] = [];
  protected failed: Vertex | undefined;
  constructor(
    protected readonly cli: Cli,
    /** `--debug`: warnings are told in full. */
    protected readonly debug = false,
  ) {}
  protected *say(text: string): Task {
    yield* this.cli.error(text);
  }
  protected take(m: BuildMessage): Vertex | undefined {
    if (m.type === 'vertex')
      this.vertices.set(m.id, {
        id: m.id,
        name: m.name,
        statuses: [],
        log: [],
        open: new Uint8Array(0),
        state: 'running',
        seconds: 0,
        error: '',
        began: this.cli.now,
      });
    if (m.type === 'warning' && !this.warnings.some((w) => w.rule === m.rule && w.text === m.text && w.line === m.line))
      this.warnings.push(m);
    const v = 'id' in m ? this.vertices.get(m.id) : undefined;
    if (v === undefined) return undefined;
    if (m.type === 'done') {
      v.state = 'done';
      v.seconds = m.seconds;
    } else if (m.type === 'cached') v.state = 'cached';
    else if (m.type === 'failed') {
      v.state = 'failed';
      v.error = m.error;
      v.seconds = (this.cli.now - v.began) / 1000;
      this.failed = v;
    }
    return v;
  }
  /** What is said of a failed build; `steps`: with the last output of the step that failed. */
  protected summary(m: Extract<BuildMessage, { type: 'error' }>, steps = true): string {
    const failed = steps ? this.failed : undefined;
    let out =
      failed === undefined
        ? ''
        : `------\n > ${failed.name}:\n${failed.log
            .slice(-20)
            .map((l) => `${l}\n`)
            .join('')}------\n`;
    out += warningSummary(this.warnings, this.debug);
    for (const e of m.excerpts) out += excerptText(e);
    return `${out}ERROR: failed to build: failed to solve: ${m.message}\n`;
  }
  abstract show(m: BuildMessage): Task;
  abstract end(): Task;
}

/** One line for each thing that happens, prefixed with the number of its step. */
export class PlainDisplay extends Base {
  private last = 0;
  private ended = false;
  private current: Vertex | undefined;
  private readonly held = new Map<Vertex, string>();
  /** Has anything been said, from which the next step is set off by an empty line? */
  private begun = false;
  *begin(): Task {
    this.begun = true;
    yield* this.say('#0 building with "default" instance using docker driver\n');
  }
  *show(m: BuildMessage): Task {
    const v = this.take(m);
    if (m.type === 'error') {
      this.ended = true;
      yield* this.say(this.summary(m));
      return;
    }
    if (v === undefined) return;
    const text = this.line(m, v);
    const over = m.type === 'done' || m.type === 'cached' || m.type === 'failed' || m.type === 'canceled';
    if (this.current !== undefined && this.current !== v) {
      // one step is shown at a time; another one waits until it is over
      const held = (this.held.get(v) ?? '') + text;
      this.held.set(v, held);
      if (!over) return;
      this.held.delete(v);
      const { current } = this;
      this.current = undefined;
      yield* this.say(`#${current.id} ...\n`);
      yield* this.say(this.head(v) + held);
      return;
    }
    yield* this.say(this.head(v) + text);
    this.current = over ? undefined : v;
    if (!over) return;
    // the next of those that are under way
    for (const [next, held] of this.held) {
      this.held.delete(next);
      this.current = next;
      yield* this.say(this.head(next) + held);
      return;
    }
  }
  /** The line that begins the output of a step; nothing while the step is still the one that is shown. */
  private head(v: Vertex): string {
    if (this.last === v.id) return '';
    this.last = v.id;
    const gap = this.begun ? '\n' : '';
    this.begun = true;
    return `${gap}#${v.id} ${v.name}\n`;
  }
  private line(m: BuildMessage, v: Vertex): string {
    switch (m.type) {
      case 'status':
        return `#${v.id} ${m.text}${m.done ? ' done' : ''}\n`;
      case 'log': {
        const stamped = linesOf(v, m.bytes).map((l) => `${(m.at / 1000).toFixed(3)} ${l}`);
        v.log.push(...stamped);
        return stamped.map((l) => `#${v.id} ${l}\n`).join('');
      }
      case 'warning':
        return `#${v.id} WARN: ${m.rule}: ${m.text} (line ${m.line})\n`;
      case 'cached':
        return `${this.rest(v)}#${v.id} CACHED\n`;
      case 'done':
        return `${this.rest(v)}#${v.id} DONE ${m.seconds.toFixed(1)}s\n`;
      case 'failed':
        return `${this.rest(v)}#${v.id} ERROR: ${m.error}\n`;
      case 'canceled':
        return `#${v.id} CANCELED\n`;
      default:
        return '';
    }
  }
  /** Output that ended without a newline. */
  private rest(v: Vertex): string {
    if (v.open.length === 0) return '';
    const text = `${((this.cli.now - v.began) / 1000).toFixed(3)} ${decode(v.open)}`;
    v.open = new Uint8Array(0);
    v.log.push(text);
    return `#${v.id} ${text}\n`;
  }
  *end(): Task {
    if (!this.ended) yield* this.say(warningSummary(this.warnings, this.debug));
  }
}

/** Only what went wrong (-q). */
export class QuietDisplay extends Base {
  *show(m: BuildMessage): Task {
    const v = this.take(m);
    if (m.type === 'log' && v !== undefined)
      v.log.push(...linesOf(v, m.bytes).map((l) => `${(m.at / 1000).toFixed(3)} ${l}`));
    if (m.type === 'error') {
      this.warnings.length = 0;
      yield* this.say(this.summary(m, false));
    }
  }
  *end(): Task {}
}

/** One JSON object for each thing that happens, as BuildKit's clients exchange them. */
export class RawDisplay extends Base {
  private digest(v: Vertex): string {
    return digestOf(`${v.id} ${v.name}`);
  }
  *show(m: BuildMessage): Task {
    const v = this.take(m);
    if (m.type === 'error') {
      this.warnings.length = 0;
      yield* this.say(this.summary(m, false));
    }
    if (v === undefined) return;
    const time = (ms: number): string => new Date(ms).toISOString();
    const digest = this.digest(v);
    const vertex = (more: object): object => ({
      vertexes: [{ digest, name: v.name, started: time(v.began), ...more }],
    });
    const now = time(this.cli.now);
    const object =
      m.type === 'vertex'
        ? vertex({})
        : m.type === 'done'
          ? vertex({ completed: now })
          : m.type === 'cached'
            ? vertex({ completed: now, cached: true })
            : m.type === 'failed'
              ? vertex({ completed: now, error: m.error })
              : m.type === 'status'
                ? {
                    statuses: [
                      {
                        id: m.text,
                        vertex: digest,
                        current: 0,
                        timestamp: now,
                        started: now,
                        ...(m.done ? { completed: now } : {}),
                      },
                    ],
                  }
                : m.type === 'log'
                  ? { logs: [{ vertex: digest, stream: m.stream, data: toBase64(m.bytes), timestamp: now }] }
                  : m.type === 'warning'
                    ? {
                        warnings: [
                          {
                            vertex: digest,
                            level: 1,
                            short: toBase64(encode(`${m.rule}: ${m.text} (line ${m.line})`)),
                            url: m.url,
                            range: [{ start: { line: m.line }, end: { line: m.excerpt.to } }],
                          },
                        ],
                      }
                    : undefined;
    if (object !== undefined) yield* this.say(`${JSON.stringify(object)}\n`);
  }
  *end(): Task {}
}

const BLUE = '\x1b[34m';
const RED = '\x1b[31m';
const PLAIN = '\x1b[39m';

/** The moving display: all steps so far, redrawn in place. */
export class MovingDisplay extends Base {
  private drawn = 0;
  private lastDraw = -Infinity;
  private readonly began: number;
  /** @param builder what stands at the right of the first line */
  constructor(
    cli: Cli,
    debug = false,
    private readonly builder = 'docker:default',
  ) {
    super(cli, debug);
    this.began = cli.now;
  }
  *show(m: BuildMessage): Task {
    const v = this.take(m);
    if (v !== undefined && m.type === 'status') v.statuses.push(m.text);
    if (v !== undefined && m.type === 'log') v.log.push(...linesOf(v, m.bytes));
    if (m.type === 'error') {
      yield* this.draw(true, true);
      for (const w of this.vertices.values()) if (w.open.length > 0) w.log.push(decode(w.open));
      yield* this.say(this.summary(m));
      this.lastDraw = Infinity;
      return;
    }
    if (this.cli.now - this.lastDraw >= 100) yield* this.draw(false, false);
  }
  *tick(): Task {
    if (this.lastDraw !== Infinity && this.vertices.size > 0) yield* this.draw(false, false);
  }
  *end(): Task {
    if (this.lastDraw === Infinity) return;
    yield* this.draw(true, false);
    yield* this.say(warningSummary(this.warnings, this.debug));
  }
  private *draw(finished: boolean, error: boolean): Task {
    this.lastDraw = this.cli.now;
    const tty = this.cli.p.fds.get(2)?.tty;
    const width = tty?.columns ?? 80;
    const height = (tty?.rows ?? 24) - 2;
    const line = (text: string, seconds: number): string => {
      const time = ` ${seconds.toFixed(1)}s`;
      const room = width - time.length - 1;
      return `${text.length > room ? text.slice(0, room) : text.padEnd(room)}${time}`;
    };
    const rows: string[] = [];
    let complete = 0;
    for (const v of this.vertices.values()) {
      if (v.state !== 'running') complete++;
      const seconds = v.state === 'running' ? (this.cli.now - v.began) / 1000 : v.state === 'cached' ? 0 : v.seconds;
      const name = ` => ${v.state === 'cached' ? 'CACHED ' : v.state === 'failed' ? 'ERROR ' : ''}${v.name}`;
      rows.push((v.state === 'failed' ? RED : v.state === 'running' ? '' : BLUE) + line(name, seconds) + PLAIN);
      for (const s of v.statuses) rows.push((v.state === 'running' ? '' : BLUE) + line(` => => ${s}`, 0) + PLAIN);
      if (v.state === 'running') for (const l of v.log.slice(-6)) rows.push(` => => # ${l.slice(0, width - 12)}`);
    }
    const shown = finished ? rows : rows.slice(-height);
    const all = this.vertices.size;
    const left = `[+] Building ${((this.cli.now - this.began) / 1000).toFixed(1)}s (${complete}/${all})${finished ? (error ? '' : ' FINISHED') : ''}`;
    const head = this.builder === '' ? left : left.padEnd(Math.max(0, width - 16)) + this.builder;
    const up = this.drawn === 0 ? '' : `\x1b[${this.drawn}A\r\x1b[J`;
    this.drawn = shown.length + 1;
    yield* this.say(`${up}${head}\n${shown.map((r) => `${r}\n`).join('')}`);
  }
}
