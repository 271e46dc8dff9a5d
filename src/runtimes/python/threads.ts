// Threads of Python in one process: tasks that take turns whenever one of them waits.

import type { Block, Task, Wake, WaitQueue } from '../../kernel/block.ts';
import { type ThreadState, type Vm, R } from './vm/vm.ts';

interface Job {
  readonly task: Task<unknown>;
  readonly thread: ThreadState;
  block: Block | undefined;
  /** A queue that it waits for was woken while another thread ran. */
  woken: boolean;
  unlisten: (() => void)[];
}

/** Adds a thread that runs `task`. */
export function startThread(vm: Vm, thread: ThreadState, task: Task<unknown>): void {
  vm.own('jobs', (): Job[] => []).push({ task, thread, block: undefined, woken: true, unlisten: [] });
  vm.threads.push(thread);
}

/** Runs the main thread to its end; the others have their turns meanwhile. */
export function* scheduler(vm: Vm, main: Task<number>): Task<number> {
  const jobs = vm.own('jobs', (): Job[] => []);
  const first: Job = { task: main, thread: vm.thread, block: undefined, woken: true, unlisten: [] };
  vm.threads.push(vm.thread);
  let wake: Wake = 'ready';
  let ended = false;
  try {
    for (;;) {
      for (const job of [first, ...jobs]) {
        R.vm = vm;
        vm.thread = job.thread;
        vm.frame = job.thread.frame;
        const why: Wake =
          wake === 'signal' && job !== first
            ? 'ready'
            : job.block?.deadline !== undefined && job.block.deadline <= vm.p.kernel.now
              ? 'timeout'
              : wake === 'timeout'
                ? 'ready'
                : wake;
        for (const stop of job.unlisten.splice(0)) stop();
        job.woken = false;
        const s: IteratorResult<Block, unknown> = job.task.next(why);
        job.thread.frame = vm.frame;
        if (s.done === true) {
          if (job === first) {
            ended = true;
            return s.value as number;
          }
          jobs.splice(jobs.indexOf(job), 1);
          vm.threads.splice(vm.threads.indexOf(job.thread), 1);
        } else {
          job.block = s.value;
          if (jobs.length > 0) for (const q of s.value.queues) job.unlisten.push(q.listen(() => (job.woken = true)));
        }
      }
      wake = yield together([first, ...jobs]);
    }
  } finally {
    if (!ended) main.return(0);
    for (const job of [first, ...jobs]) for (const stop of job.unlisten.splice(0)) stop();
    for (const job of jobs) job.task.return(undefined);
  }
}

/** Waits for what any of the jobs waits for. */
function together(jobs: readonly Job[]): Block {
  if (jobs.length === 1 && !jobs[0]!.woken) return jobs[0]!.block!;
  const queues = new Set<WaitQueue>();
  let deadline: number | undefined;
  for (const { block, woken } of jobs) {
    if (woken || block === undefined || (block.queues.length === 0 && block.deadline === undefined))
      return { queues: [] };
    for (const q of block.queues) queues.add(q);
    if (block.deadline !== undefined && (deadline === undefined || block.deadline < deadline))
      deadline = block.deadline;
  }
  return deadline === undefined ? { queues: [...queues] } : { queues: [...queues], deadline };
}
