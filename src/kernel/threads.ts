// Several tasks in one process, as a server with a thread for each connection has them.

import { type Block, type Task, type Wake, WaitQueue, preempt, waitFor } from './block.ts';
import type { Process } from './process.ts';

interface Thread {
  readonly task: Task<unknown>;
  wake: Wake;
  ready: boolean;
  deadline: number | undefined;
  unlisten: (() => void)[];
  readonly failed: (error: unknown) => void;
}

export class Threads {
  private readonly threads = new Set<Thread>();
  private readonly woken = new WaitQueue();

  constructor(private readonly p: Process) {}

  get size(): number {
    return this.threads.size;
  }

  /** Starts a task; what it throws goes to `failed` and ends only this task. */
  start(task: Task<unknown>, failed: (error: unknown) => void = () => {}): void {
    this.threads.add({ task, wake: 'ready', ready: true, deadline: undefined, unlisten: [], failed });
    this.woken.wake();
  }

  private release(t: Thread, wake: Wake): void {
    for (const f of t.unlisten) f();
    t.unlisten = [];
    t.deadline = undefined;
    t.wake = wake;
    t.ready = true;
  }

  private block(t: Thread, { queues, deadline }: Block): void {
    if (queues.length === 0 && deadline === undefined) return;
    t.ready = false;
    t.deadline = deadline;
    const wake = (): void => {
      this.release(t, 'ready');
      this.woken.wake();
    };
    t.unlisten = queues.map((q) => q.listen(wake));
  }

  /** Runs the tasks until `stop` says so (asked between turns) or a signal that the process catches has come. */
  *run(stop: () => boolean): Task {
    for (;;) {
      for (const t of [...this.threads]) {
        if (!t.ready) continue;
        let result: IteratorResult<Block, unknown>;
        try {
          result = t.task.next(t.wake);
          while (!result.done && result.value.standstill === true) {
            yield result.value;
            result = t.task.next('ready');
          }
        } catch (error) {
          this.threads.delete(t);
          t.failed(error);
          continue;
        }
        if (result.done) this.threads.delete(t);
        else this.block(t, result.value);
      }
      if (stop() || this.p.caught.length > 0) return;
      let next: number | undefined;
      let busy = false;
      for (const t of this.threads) {
        busy ||= t.ready;
        if (t.deadline !== undefined && (next === undefined || t.deadline < next)) next = t.deadline;
      }
      if (busy) yield* preempt();
      else yield* waitFor([this.woken], next);
      for (const t of this.threads)
        if (!t.ready && t.deadline !== undefined && t.deadline <= this.p.kernel.now) this.release(t, 'timeout');
    }
  }

  /** Ends all tasks where they stand. */
  close(): void {
    for (const t of this.threads) {
      for (const f of t.unlisten) f();
      t.task.return(undefined);
    }
    this.threads.clear();
  }
}
