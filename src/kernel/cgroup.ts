// Control groups: what a group of processes holds of the machine, and what it may.
//
// Only what is big is counted, by those who hold it: programs that keep their whole input, a shell's variables,
// Python's objects, files of a tmpfs. Groups stand in each other; the outermost is the machine itself.

import type { Process } from './process.ts';
import { SIGNALS } from './signals.ts';

/** Bytes that all programs of a machine may really hold: its own heap is not endless, and no text may be longer. */
export const MACHINE_BYTES = 512 * 2 ** 20;

/** What is thrown in a program whose process was ended while it ran; nobody but the kernel is meant to catch it. */
export class Killed {}

export class Cgroup {
  /** Bytes that its processes and their tmpfs may hold; 0: as many as the groups around it allow. */
  memory = 0;
  /** Processes and threads that it may have; 0: no limit. */
  pids = 0;
  /** Share of one CPU (1.5: one and a half); 0: no limit. */
  cpus = 0;
  /** Bytes that are held. */
  held = 0;
  readonly processes = new Set<Process>();
  /** Told of every process that is ended for want of memory, before it ends. */
  onOom: ((victim: Process) => void) | undefined;
  /** The process that was ended last for want of memory. */
  lastVictim: { readonly comm: string; readonly held: number } | undefined;

  constructor(readonly parent?: Cgroup) {}

  enter(p: Process): void {
    for (let g: Cgroup | undefined = this; g !== undefined; g = g.parent) g.processes.add(p);
  }
  leave(p: Process): void {
    for (let g: Cgroup | undefined = this; g !== undefined; g = g.parent) g.processes.delete(p);
    this.count(-p.held);
    p.held = 0;
  }

  /** Has the group, or one around it, as many processes as it may? */
  get full(): boolean {
    for (let g: Cgroup | undefined = this; g !== undefined; g = g.parent)
      if (g.pids > 0 && g.processes.size >= g.pids) return true;
    return false;
  }

  /** The group ends, and the files with it that it kept in memory. */
  dispose(): void {
    this.count(-this.held);
  }

  private count(bytes: number): void {
    for (let g: Cgroup | undefined = this; g !== undefined; g = g.parent) g.held += bytes;
  }

  /** Bytes that a process holds from now on (fewer, when negative). Too many end the biggest process. */
  charge(p: Process, bytes: number): void {
    p.held += bytes;
    this.count(bytes);
    if (bytes > 0) this.settle(p, bytes);
  }

  /**
   * Bytes of files in memory; nobody's own, gone only with the files.
   * @throws Killed when the process that writes is ended for them; then they are not counted
   */
  chargeFiles(writer: Process | undefined, bytes: number): void {
    this.count(bytes);
    if (bytes <= 0) return;
    this.settle(writer, 0);
    if (writer?.status === undefined || !this.processes.has(writer)) return;
    this.count(-bytes);
    throw new Killed();
  }

  // --- processor time, as Linux's bandwidth control has it: in every period the group may run for its quota

  /** Virtual ms of a period. */
  period = 100;
  private began = 0;
  /** Processor time of this period; what was used beyond the quota counts for the next. */
  private used = 0;

  /** Its processes ran for `ms`. */
  spend(ms: number, now: number): void {
    for (let g: Cgroup | undefined = this; g !== undefined; g = g.parent) {
      if (g.cpus <= 0) continue;
      g.turn(now);
      g.used += ms;
    }
  }
  private turn(now: number): void {
    const over = Math.floor((now - this.began) / this.period);
    if (over <= 0) return;
    this.began += over * this.period;
    this.used = Math.max(0, this.used - over * this.cpus * this.period);
  }
  /** When its processes may run again, when the group or one around it has had its share; undefined: now. */
  pausedUntil(now: number): number | undefined {
    let until: number | undefined;
    for (let g: Cgroup | undefined = this; g !== undefined; g = g.parent) {
      if (g.cpus <= 0) continue;
      g.turn(now);
      const quota = g.cpus * g.period;
      if (g.used < quota) continue;
      until = Math.max(until ?? 0, g.began + g.period * Math.floor(g.used / quota));
    }
    return until;
  }

  /** A new limit; who is over it already is ended. */
  limit(bytes: number): void {
    this.memory = bytes;
    this.settle(undefined, 0);
  }

  private settle(cause: Process | undefined, bytes: number): void {
    for (let g: Cgroup | undefined = this; g !== undefined; g = g.parent)
      if (g.memory > 0 && g.held > g.memory) g.reclaim(cause, bytes);
  }

  /** `bytes`: what `cause` asks for just now, which no census sees yet. */
  private reclaim(cause: Process | undefined, bytes: number): void {
    for (const p of this.processes)
      if (p.census !== undefined && p.status === undefined) p.recount(p === cause ? bytes : 0);
    while (this.held > this.memory) {
      let victim = cause !== undefined && cause.status === undefined && this.processes.has(cause) ? cause : undefined;
      for (const p of this.processes)
        if (p.status === undefined && (victim === undefined || p.held > victim.held)) victim = p;
      if (victim === undefined) return;
      this.end(victim);
      // files in memory stay; the writer's end is all that it can do
      if (victim === cause) return;
    }
  }

  /** A process asked for more than the machine can give at all. */
  exhausted(p: Process): void {
    this.end(p);
  }

  private end(p: Process): void {
    this.lastVictim = { comm: p.comm, held: p.held };
    for (let g: Cgroup | undefined = p.cgroup; g !== undefined; g = g.parent) g.onOom?.(p);
    p.cgroup.count(-p.held);
    p.held = 0;
    p.kernel.end(p, 0, SIGNALS.KILL);
  }
}

/** Did the host refuse a text, an array or a buffer for its size? */
export function outOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /^Invalid (string|array|typed array) length|^Array buffer allocation failed/.test(error.message)
  );
}
