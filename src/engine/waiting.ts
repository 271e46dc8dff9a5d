// `docker wait`: who waits is told at once that the daemon listens, and later how the container ended.

import type { Task } from '../kernel/block.ts';
import type { Stream } from '../api/stream.ts';
import type { WaitCondition, WaitResponse } from '../api/types/container.ts';
import type { With } from './ports/stores.ts';
import { Channel } from './streams.ts';

/** What is seen of the engine here. */
type Engine = With<'containers'>;

/**
 * Listens for the end of a container. What comes after the task has returned is not missed; the stream gives one
 * answer. `next-exit` is the next end, whatever the restart policy makes of it; `removed` waits until it is gone.
 * @throws ApiError 404
 */
export function* wait(engine: Engine, ref: string, condition: WaitCondition): Task<Stream<WaitResponse>> {
  const c = engine.containers.resolve(ref);
  const runtime = engine.containers.runtime(c);
  const present = () => engine.state.containers.get(c.id);
  const runs = (): boolean => ['running', 'paused', 'restarting'].includes(present()?.state ?? '');
  const stops: (() => void)[] = [];
  const stop = (): void => {
    for (const f of stops.splice(0)) f();
  };
  const channel = new Channel<WaitResponse>(stop);
  const settle = (): void => {
    stop();
    channel.push({ StatusCode: present()?.exitCode ?? runtime.lastCode ?? c.exitCode });
    channel.end();
  };
  const over = (exited: boolean): boolean =>
    condition === 'removed' ? present() === undefined : condition === 'next-exit' ? exited : !runs();
  if (over(false)) {
    settle();
    return channel;
  }
  const look = (exited: boolean): void => {
    if (over(exited)) settle();
  };
  stops.push(
    runtime.exited.listen(() => look(true)),
    runtime.removed.listen(() => look(true)),
  );
  return channel;
}
