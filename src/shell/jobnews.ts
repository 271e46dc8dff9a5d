// What an interactive shell says of its jobs by itself.

import type { Task } from '../kernel/block.ts';
import { jobLine, jobState, removeJobs } from './jobtable.ts';
import type { Job, Shell } from './shell.ts';

/** Tells of jobs that ended or stopped since the last time (before a prompt), and forgets those that ended. */
export function* notifyJobs(sh: Shell): Task {
  const gone: Job[] = [];
  for (const job of sh.jobs) {
    const state = job.stale ?? jobState(job);
    if (state === 'dead') gone.push(job);
    if (job.told !== state && state !== 'running') {
      yield* sh.p.eprint(`${state === 'stopped' && sh.dialect === 'bash' ? '\n' : ''}${jobLine(sh, job)}`);
    }
    job.told = state;
    job.stale = undefined;
  }
  removeJobs(sh, gone);
}

/** May the shell not end yet, because of jobs that are stopped? It says so, once. */
export function* keepsShell(sh: Shell): Task<boolean> {
  if (sh.warned || !sh.jobs.some((j) => jobState(j) === 'stopped')) return false;
  yield* sh.p.eprint(sh.dialect === 'bash' ? 'There are stopped jobs.\n' : 'You have stopped jobs.\n');
  sh.warned = true;
  return true;
}
