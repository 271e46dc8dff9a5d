// What a process may have at most of one thing (setrlimit(2)), by the names that Docker gives them.

import type { Cell } from '../fs/cell.ts';
import { FsError } from '../fs/node.ts';
import { Killed } from './cgroup.ts';
import type { Process } from './process.ts';
import { SIGNALS } from './signals.ts';

/** The unit is setrlimit's: bytes, seconds, a number of things; -1: as much as one likes. */
export interface Limit {
  readonly soft: number;
  readonly hard: number;
}
export type Limits = ReadonlyMap<string, Limit>;

const MiB = 2 ** 20;
/** In the order of /proc/PID/limits: its words there, its unit, and what a machine gives that sets nothing. */
export const LIMITS: readonly (readonly [docker: string, label: string, unit: string, soft: number, hard: number])[] = [
  ['cpu', 'cpu time', 'seconds', -1, -1],
  ['fsize', 'file size', 'bytes', -1, -1],
  ['data', 'data size', 'bytes', -1, -1],
  ['stack', 'stack size', 'bytes', 8 * MiB, -1],
  ['core', 'core file size', 'bytes', 0, -1],
  ['rss', 'resident set', 'bytes', -1, -1],
  ['nproc', 'processes', 'processes', -1, -1],
  ['nofile', 'open files', 'files', MiB, MiB],
  ['memlock', 'locked memory', 'bytes', 8 * MiB, 8 * MiB],
  ['as', 'address space', 'bytes', -1, -1],
  ['locks', 'file locks', 'locks', -1, -1],
  ['sigpending', 'pending signals', 'signals', 96362, 96362],
  ['msgqueue', 'msgqueue size', 'bytes', 819200, 819200],
  ['nice', 'nice priority', '', 0, 0],
  ['rtprio', 'realtime priority', '', 0, 0],
  ['rttime', 'realtime timeout', 'us', -1, -1],
];

/** The limit of a process on one thing. */
export function limitOf(p: Process, name: string): Limit {
  const row = LIMITS.find(([docker]) => docker === name)!;
  return p.limits.get(name) ?? { soft: row[3], hard: row[4] };
}

/** How much the process may have now; Infinity where there is no limit. */
export function allowed(p: Process, name: string): number {
  if (!p.limits.has(name) && name !== 'nofile') return Infinity;
  const { soft } = limitOf(p, name);
  return soft < 0 ? Infinity : soft;
}

/**
 * Changes a limit.
 * @throws FsError EINVAL for a soft limit over the hard one, EPERM for a hard limit that is raised without SYS_RESOURCE
 */
export function setLimit(p: Process, name: string, next: Limit): void {
  const size = (n: number): number => (n < 0 ? Infinity : n);
  if (size(next.soft) > size(next.hard)) throw new FsError('EINVAL', name);
  if (size(next.hard) > size(limitOf(p, name).hard) && !p.caps.has('SYS_RESOURCE')) throw new FsError('EPERM', name);
  p.limits = new Map(p.limits).set(name, next);
}

/** May its user have another process? Root, and who administers the machine, may have any number (fork(2)). */
export function mayFork(p: Process): boolean {
  const most = allowed(p, 'nproc');
  if (most === Infinity || p.uid === 0 || p.caps.has('SYS_RESOURCE') || p.caps.has('SYS_ADMIN')) return true;
  return processesOf(p) < most;
}

/** Processes of a process's user on the whole machine. */
export function processesOf(p: Process): number {
  let n = 0;
  for (const other of p.kernel.processes.values()) if (other.uid === p.uid) n++;
  return n;
}

/** Seconds of processor time were used up: a signal each second from the soft limit on, the end at the hard one. */
export function spend(p: Process, before: number): void {
  const { soft, hard } = limitOf(p, 'cpu');
  const now = Math.floor(p.cpu / 1000);
  if (soft < 0 || now === Math.floor(before / 1000)) return;
  if (hard >= 0 && now >= hard) p.kernel.end(p, 0, SIGNALS.KILL);
  else if (now >= soft) p.kernel.signal(p, SIGNALS.XCPU, p);
}

/** How long a file of a cell may become that is `length` long now, and what is said to more. */
export function room(p: Process | undefined, cell: Cell, length: number): { size: number; error: 'EFBIG' | 'ENOSPC' } {
  const most = p === undefined ? Infinity : allowed(p, 'fsize');
  const there = cell.room(length);
  return most <= there ? { size: most, error: 'EFBIG' } : { size: there, error: 'ENOSPC' };
}

/** What a write beyond `room` comes to. @throws Killed in a process that the signal ends, which is what it mostly does */
export function tooBig(p: Process | undefined, error: 'EFBIG' | 'ENOSPC', path: string): FsError {
  if (p !== undefined && error === 'EFBIG') {
    p.kernel.signal(p, SIGNALS.XFSZ, p);
    if (p.status !== undefined) throw new Killed();
  }
  return new FsError(error, path);
}
