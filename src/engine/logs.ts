// `docker logs`: the kept lines of a container, and those to come.

import { encode } from '../fs/bytes.ts';
import { type Task, waitFor } from '../kernel/block.ts';
import { ApiError, type LogOptions, type OutputChunk, type Stream } from './api.ts';
import type { Engine } from './engine.ts';
import type { LogLine } from './streams.ts';

/** Time as log lines carry it: nanoseconds, always nine digits. */
export function logTime(ms: number): string {
  const whole = Math.floor(ms);
  return `${new Date(whole).toISOString().slice(0, 23)}${String(Math.floor((ms - whole) * 1e6)).padStart(6, '0')}Z`;
}

export function* logs(engine: Engine, ref: string, o: LogOptions): Task<Stream<OutputChunk>> {
  const c = engine.containers.resolve(ref);
  if (c.hostConfig.LogConfig.Type === 'none') throw new ApiError(400, 'configured logging driver does not support reading');
  const runtime = engine.containers.runtime(c);
  const { log } = runtime;
  const wanted = (l: LogLine): boolean => (l.stream === 1 ? o.stdout : o.stderr) && (o.since === undefined || l.time >= o.since) && (o.until === undefined || l.time <= o.until);
  const labels = (c.hostConfig.LogConfig.Config['labels'] ?? '').split(',').filter((k) => k in c.config.Labels).map((k) => `${k}=${c.config.Labels[k]}`);
  const details = o.details ? `${labels.join(',')} ` : '';
  const format = (l: LogLine): OutputChunk => {
    const prefix = (o.timestamps ? `${logTime(l.time)} ` : '') + details;
    if (prefix === '') return { stream: l.stream, bytes: l.bytes };
    const head = encode(prefix);
    const bytes = new Uint8Array(head.length + l.bytes.length);
    bytes.set(head);
    bytes.set(l.bytes, head.length);
    return { stream: l.stream, bytes };
  };
  let lines = log.lines.filter((l) => (o.since === undefined || l.time >= o.since) && (o.until === undefined || l.time <= o.until));
  if (o.tail >= 0) lines = o.tail === 0 ? [] : lines.slice(-o.tail);
  const queue = lines.filter(wanted);
  let last: LogLine | undefined = log.lines.at(-1);
  let at = 0;
  let closed = false;
  // a follower stays for one run: the log is closed when the main process ends, restarted or not
  const run = runtime.process;
  const running = (): boolean => {
    const now = engine.state.containers.get(c.id);
    return now !== undefined && (now.state === 'running' || now.state === 'paused') && runtime.process === run;
  };
  return {
    *next(): Task<OutputChunk | undefined> {
      for (;;) {
        if (at < queue.length) return format(queue[at++]!);
        if (!o.follow || closed) return undefined;
        const all = log.lines;
        const from = last === undefined ? 0 : all.lastIndexOf(last) + 1;
        if (from < all.length) {
          queue.splice(0, at);
          at = 0;
          queue.push(...all.slice(from).filter(wanted));
          last = all.at(-1);
          continue;
        }
        if (!running()) return undefined;
        const why = yield* waitFor([log.grew, runtime.exited, runtime.removed]);
        if (why === 'signal') return undefined;
      }
    },
    close: () => {
      closed = true;
    },
  };
}
