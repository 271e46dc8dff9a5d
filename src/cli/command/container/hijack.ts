// The pump between this process and an attached container or exec.

import type { AttachStream } from '../../../api/stream.ts';
import type { Task } from '../../../kernel/block.ts';
import { HANDED_ON, signalName, SIGNALS } from '../../../kernel/signals.ts';
import { FORCED, Patience } from '../../cancel.ts';
import type { Cli } from '../../cli.ts';

/**
 * Pumps between this process's streams and an attached container or exec until its output ends.
 * `forced`: it was told three times to end. Signals that the CLI gets are handed on with `signal`; typing `keys` at a terminal leaves the container running.
 */
export function* pump(
  cli: Cli,
  stream: AttachStream,
  o: { stdin: boolean; tty: boolean; keys?: readonly number[]; signal?: (name: string) => Task },
): Task<'ended' | 'detached' | 'forced'> {
  const { p } = cli;
  const inTty = p.fds.get(0)?.tty;
  const raw = o.tty && o.stdin && inTty !== undefined;
  const saved =
    inTty === undefined
      ? undefined
      : {
          canonical: inTty.canonical,
          echo: inTty.echo,
          translate: inTty.translate,
          signals: inTty.signals,
          relay: inTty.relay,
          postprocess: inTty.postprocess,
        };
  const outTty = p.fds.get(1)?.tty;
  const resized = (): void => {
    if (outTty !== undefined) stream.resize(outTty.columns, outTty.rows);
  };
  if (o.tty && outTty !== undefined) {
    outTty.resized.add(resized);
    resized();
  }
  if (raw)
    Object.assign(inTty, {
      canonical: false,
      echo: false,
      translate: false,
      signals: false,
      relay: stream.terminal,
      postprocess: false,
    });
  let left = false;
  const feeder = o.stdin
    ? p.thread(function* (c) {
        let held = 0;
        for (;;) {
          const bytes = yield* c.read(0);
          if (bytes.length === 0) break;
          if (!raw || o.keys === undefined || o.keys.length === 0) {
            yield* stream.write(bytes);
            continue;
          }
          const out: number[] = [];
          for (const b of bytes) {
            if (b === o.keys[held]) held++;
            else {
              out.push(...o.keys.slice(0, held));
              held = b === o.keys[0] ? 1 : 0;
              if (held === 0) out.push(b);
            }
            if (held < o.keys.length) continue;
            if (out.length > 0) yield* stream.write(new Uint8Array(out));
            left = true;
            stream.close();
            p.kernel.makeReady(p, 'ready');
            return 0;
          }
          if (out.length > 0) yield* stream.write(new Uint8Array(out));
        }
        stream.closeWrite();
        return 0;
      })
    : undefined;
  if (feeder !== undefined) {
    feeder.comm = 'docker';
    for (const s of [SIGNALS.INT, SIGNALS.TERM, SIGNALS.HUP]) feeder.actions.set(s, 'ignore');
  } else if (!o.stdin) stream.closeWrite();
  const handed = o.signal === undefined ? [] : HANDED_ON;
  for (const s of handed) p.actions.set(s, 'catch');
  cli.answersSignals = o.signal !== undefined;
  const patience = new Patience();
  try {
    for (;;) {
      while (p.caught.length > 0) {
        const s = p.takeSignal()!;
        if (o.signal !== undefined && handed.includes(s)) yield* o.signal(signalName(s)!);
        if (!patience.spent(s)) continue;
        yield* p.eprint(FORCED);
        return 'forced';
      }
      const chunk = left ? undefined : yield* stream.next();
      if (left) return 'detached';
      if (chunk === undefined) {
        if (p.caught.length > 0) continue;
        return 'ended';
      }
      yield* p.write(chunk.stream, chunk.bytes);
    }
  } finally {
    stream.close();
    cli.answersSignals = false;
    if (raw && saved !== undefined) Object.assign(inTty, saved);
    outTty?.resized.delete(resized);
    if (feeder?.status === undefined && feeder !== undefined) p.kernel.end(feeder, 0, SIGNALS.KILL);
  }
}
