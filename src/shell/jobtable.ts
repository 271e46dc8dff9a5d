// The jobs of a shell: their states, which of them is the current one (`%+`) and the one before (`%-`), and their lines.

import type { Process } from '../kernel/process.ts';
import { SIGNALS, signalText } from '../kernel/signals.ts';
import type { Job, Shell } from './shell.ts';

export type JobState = 'running' | 'stopped' | 'dead';

export function jobState({ processes }: Job): JobState {
  const alive = processes.filter((p) => p.status === undefined);
  if (alive.length === 0) return 'dead';
  return alive.every((p) => p.stopped) ? 'stopped' : 'running';
}

/** Puts a job at the end of the table. */
export function addJob(sh: Shell, processes: readonly Process[], command: string): Job {
  const id = (sh.jobs.at(-1)?.id ?? 0) + 1;
  const job: Job = { id, processes: [...processes], pgid: processes[0]!.pgid, command };
  sh.jobs.push(job);
  return job;
}

/** Takes jobs off the table; those that were current or previous are replaced as bash does. */
export function removeJobs(sh: Shell, gone: readonly Job[]): void {
  sh.jobs = sh.jobs.filter((j) => !gone.includes(j));
  for (const job of gone) {
    for (const p of job.processes) if (p.status !== undefined) sh.p.reap(p);
    if (job === sh.currentJob || job === sh.previousJob) resetCurrent(sh);
  }
}

function newest(sh: Shell, state: JobState, before: Job | undefined): Job | undefined {
  return sh.jobs.findLast((j) => (before === undefined || j.id < before.id) && jobState(j) === state);
}

/** Makes a job the current one (jobs.c of bash: set_current_job). */
export function setCurrent(sh: Shell, job: Job): void {
  if (sh.currentJob !== job) {
    sh.previousJob = sh.currentJob;
    sh.currentJob = job;
  }
  const { previousJob } = sh;
  if (previousJob !== undefined && previousJob !== job && sh.jobs.includes(previousJob)) {
    if (jobState(previousJob) === 'stopped') return;
  }
  const state = jobState(job);
  sh.previousJob =
    (state === 'stopped' ? newest(sh, 'stopped', job) : undefined) ??
    newest(sh, 'running', state === 'running' ? job : undefined) ??
    job;
}

/** Chooses the current job anew (jobs.c of bash: reset_current). */
export function resetCurrent(sh: Shell): void {
  const stopped = (job: Job | undefined): Job | undefined =>
    job !== undefined && sh.jobs.includes(job) && jobState(job) === 'stopped' ? job : undefined;
  const job =
    stopped(sh.currentJob) ??
    stopped(sh.previousJob) ??
    newest(sh, 'stopped', undefined) ??
    newest(sh, 'running', undefined);
  if (job !== undefined) return setCurrent(sh, job);
  sh.currentJob = sh.previousJob = undefined;
}

/** `+` for the current job, `-` for the one before. */
export function markOf(sh: Shell, job: Job): string {
  return job === sh.currentJob ? '+' : job === sh.previousJob ? '-' : ' ';
}

/** The job that `%1`, `%+`, `%-`, `%name`, `%?text`, a pid or nothing names; undefined where there is none. */
export function findJob(sh: Shell, spec: string | undefined): Job | undefined {
  if (spec === undefined || spec === '%%' || spec === '%+' || spec === '%') return sh.currentJob;
  if (spec === '%-') return sh.previousJob;
  if (/^%\d+$/.test(spec)) return sh.jobs.find((j) => j.id === Number(spec.slice(1)));
  if (spec.startsWith('%?')) return sh.jobs.findLast((j) => j.command.includes(spec.slice(2)));
  if (spec.startsWith('%')) return sh.jobs.findLast((j) => j.command.startsWith(spec.slice(1)));
  return sh.jobs.find((j) => j.processes.some((p) => String(p.nsPid) === spec));
}

/** What became of a job, as the shell says it. */
export function stateText(job: Job): string {
  const state = job.stale ?? jobState(job);
  if (state !== 'dead') return state === 'stopped' ? 'Stopped' : 'Running';
  const { code, signal } = job.processes.at(-1)!.status!;
  if (signal !== undefined) return signal === SIGNALS.INT ? 'Interrupt' : signalText(signal);
  return code === 0 ? 'Done' : `Exit ${code}`;
}

/** A job's line, as `jobs` and the notes before a prompt show it. */
export function jobLine(sh: Shell, job: Job, pid = false): string {
  const mark = markOf(sh, job);
  const number = pid ? `${job.processes[0]!.nsPid} ` : '';
  const text = stateText(job);
  if (sh.dialect === 'dash') return `${`[${job.id}] ${mark} ${number}${text}`.padEnd(33)}${job.command}\n`;
  const running = text === 'Running' && sh.dialect === 'bash' ? ' &' : '';
  return `[${job.id}]${mark}  ${number}${text.padEnd(sh.dialect === 'bash' ? 23 : 26)} ${job.command}${running}\n`;
}
