// `docker logs`: the kept lines of a container, and those to come.

import { logTime } from '../api/durations.ts';
import { encode } from '../fs/bytes.ts';
import { type Task, waitFor } from '../kernel/block.ts';
import { ApiError } from '../api/error.ts';
import type { OutputChunk, OutputStream } from '../api/stream.ts';
import type { LogOptions } from '../api/types/container.ts';
import { own } from '../api/dict.ts';
import type { With } from './ports/stores.ts';
import type { ContainerRecord } from './state.ts';
import type { LogLine } from './streams.ts';

/** What is seen of the engine here. */
type Engine = With<'containers'>;

/** What the log's options add to each line: labels, environment and tag of a container, sorted. */
function extras(c: ContainerRecord): string {
  const { Config: options, Type: driver } = c.hostConfig.LogConfig;
  const out = new Map<string, string>();
  const take = (all: ReadonlyMap<string, string>, names: string | undefined, regex: string | undefined): void => {
    for (const k of names?.split(',') ?? []) if (all.has(k)) out.set(k, all.get(k)!);
    if (regex !== undefined) for (const [k, v] of all) if (new RegExp(regex).test(k)) out.set(k, v);
  };
  take(new Map(Object.entries(c.config.Labels)), options['labels'], options['labels-regex']);
  take(
    new Map(
      (c.config.Env ?? [])
        .filter((e) => e.includes('='))
        .map((e): [string, string] => [e.slice(0, e.indexOf('=')), e.slice(e.indexOf('=') + 1)]),
    ),
    options['env'],
    options['env-regex'],
  );
  const tag = (options['tag'] ?? '').replace(
    /\{\{\s*\.(\w+)\s*\}\}/g,
    (_, field: string) =>
      own(
        {
          ID: c.id.slice(0, 12),
          FullID: c.id,
          Name: c.name.replace(/^\//, ''),
          ImageName: c.config.Image,
          ImageFullID: c.imageId,
          ImageID: c.imageId.replace('sha256:', '').slice(0, 12),
          DaemonName: 'docker',
        },
        field,
      ) ?? '',
  );
  if (tag !== '' && driver === 'json-file') out.set('tag', tag);
  const query = (s: string): string => encodeURIComponent(s).replace(/%20/g, '+');
  return [...out]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${query(k)}=${query(v)}`)
    .join(',');
}

export function* logs(engine: Engine, ref: string, o: LogOptions): Task<OutputStream> {
  const c = engine.containers.resolve(ref);
  if (c.hostConfig.LogConfig.Type === 'none')
    throw new ApiError(501, 'configured logging driver does not support reading');
  const runtime = engine.containers.runtime(c);
  const { log } = runtime;
  const wanted = (l: LogLine): boolean =>
    (l.stream === 1 ? o.stdout : o.stderr) &&
    (o.since === undefined || l.time >= o.since) &&
    (o.until === undefined || l.time <= o.until);
  const details = o.details ? `${extras(c)} ` : '';
  const format = (l: LogLine): OutputChunk => {
    const prefix = (o.timestamps ? `${logTime(l.time)} ` : '') + details;
    if (prefix === '') return { stream: l.stream, bytes: l.bytes };
    const head = encode(prefix);
    const bytes = new Uint8Array(head.length + l.bytes.length);
    bytes.set(head);
    bytes.set(l.bytes, head.length);
    return { stream: l.stream, bytes };
  };
  let lines = log.lines.filter(
    (l) => (o.since === undefined || l.time >= o.since) && (o.until === undefined || l.time <= o.until),
  );
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
    raw: c.config.Tty,
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
      log.grew.wake();
    },
  };
}
