// Many waits in one process: a server that talks to all its clients from one event loop, as epoll servers do.

import { type Block, type Task, type Wake, WaitQueue, waitFor } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';

interface Job {
  readonly task: Task<unknown>;
  wake: Wake | undefined;
  deadline: number | undefined;
  unlisten: (() => void)[];
}

/**
 * Tasks that take turns within one process. A task is resumed when one of the queues that it waits for is woken or
 * its deadline has passed; the process itself sleeps when none can go on.
 */
export class Loop {
  private readonly jobs = new Set<Job>();
  private readonly bell = new WaitQueue();

  /** Number of tasks that have not ended. */
  get size(): number {
    return this.jobs.size;
  }

  add(task: Task<unknown>): void {
    this.jobs.add({ task, wake: 'ready', deadline: undefined, unlisten: [] });
    this.bell.wake();
  }

  /**
   * Runs the tasks until `stop` says so, all have ended, or a signal that the process catches has come. A task that
   * throws ends; `failed` is told (undefined: the error goes on to the caller).
   */
  *run(
    p: Process,
    options: { stop?: () => boolean; failed?: (error: unknown) => void } = {},
  ): Task<'ended' | 'signal' | 'stopped'> {
    let ended = false;
    try {
      for (;;) {
        for (const job of [...this.jobs])
          if (job.wake !== undefined && this.jobs.has(job)) this.turn(job, options.failed);
        if (options.stop?.() === true) return 'stopped';
        if (p.caught.length > 0) return 'signal';
        if (this.jobs.size === 0) {
          ended = true;
          return 'ended';
        }
        let deadline: number | undefined;
        let ready = false;
        for (const job of this.jobs) {
          if (job.wake !== undefined) ready = true;
          if (job.deadline !== undefined && (deadline === undefined || job.deadline < deadline))
            deadline = job.deadline;
        }
        if (ready) {
          yield { queues: [] };
          continue;
        }
        yield* waitFor([this.bell], deadline);
        for (const job of this.jobs)
          if (job.deadline !== undefined && job.deadline <= p.kernel.now) job.wake ??= 'timeout';
      }
    } finally {
      // the process is being ended from outside: its tasks clean up too
      if (!ended && p.status !== undefined) this.close();
    }
  }

  /** Ends all tasks; their `finally` parts run. */
  close(): void {
    for (const job of this.jobs) {
      this.release(job);
      job.task.return(undefined);
    }
    this.jobs.clear();
  }

  private release(job: Job): void {
    for (const f of job.unlisten.splice(0)) f();
  }

  private turn(job: Job, failed: ((error: unknown) => void) | undefined): void {
    const wake = job.wake!;
    this.release(job);
    job.wake = undefined;
    job.deadline = undefined;
    let result: IteratorResult<Block, unknown>;
    try {
      result = job.task.next(wake);
    } catch (error) {
      this.jobs.delete(job);
      if (failed === undefined) throw error;
      failed(error);
      return;
    }
    if (result.done === true) {
      this.jobs.delete(job);
      return;
    }
    const { queues, deadline } = result.value;
    if (queues.length === 0 && deadline === undefined) job.wake = 'ready';
    job.deadline = deadline;
    for (const q of queues) {
      job.unlisten.push(
        q.listen(() => {
          job.wake ??= 'ready';
          this.bell.wake();
        }),
      );
    }
  }
}
