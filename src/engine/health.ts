// Health checks: a command run in the container at intervals, judged by its exit code.

import { decode } from '../fs/bytes.ts';
import type { With } from './ports/stores.ts';
import { healthMachine } from './machines/health.machine.ts';
import type { ContainerRecord, HealthRecord } from './state.ts';
import { after, initialState } from './step.ts';
import { goText } from '../api/durations.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'execs'>;

const NS = 1e6;
/** Docker keeps the last five results and 4096 bytes of output each. */
const KEPT = 5;
const MAX_OUTPUT = 4096;

export class HealthMonitor {
  constructor(private readonly engine: Engine) {}

  /** Command of the check; undefined when there is none or it is switched off. */
  private command(c: ContainerRecord): string[] | undefined {
    const test = c.config.Healthcheck?.Test;
    if (test === undefined || test.length === 0 || test[0] === 'NONE') return undefined;
    if (test[0] === 'CMD-SHELL') return [...(c.config.Shell ?? ['/bin/sh', '-c']), test[1] ?? ''];
    return test.slice(1);
  }

  begin(c: ContainerRecord): void {
    if (this.command(c) === undefined) return;
    const old = c.health?.status;
    const status = old === undefined ? initialState(healthMachine) : after(healthMachine, old, 'START');
    this.engine.containers.patch(c.id, { health: { status, failingStreak: 0, log: [] } });
    this.schedule(c.id, this.interval(c, true));
  }

  private interval(c: ContainerRecord, starting: boolean): number {
    const h = c.config.Healthcheck!;
    const inStart = starting && (h.StartPeriod ?? 0) > 0 && this.engine.now - c.startedAt < h.StartPeriod! / NS;
    if (inStart) return (h.StartInterval ?? 0) > 0 ? h.StartInterval! / NS : 5000;
    return (h.Interval ?? 0) > 0 ? h.Interval! / NS : 30_000;
  }

  private schedule(id: string, delay: number): void {
    const { engine } = this;
    const runtime = engine.containers.runtimes.get(id);
    if (runtime === undefined) return;
    const { process } = runtime;
    const probe = (): void => {
      const c = engine.state.containers.get(id);
      if (c === undefined || runtime.process !== process || process === undefined) return;
      if (c.state !== 'running') return this.schedule(id, delay);
      engine.react(() => this.probe(c));
    };
    runtime.cancelHealth = engine.effect(
      'timer',
      () => engine.kernel.clock.schedule(engine.now + delay, probe),
      (cancel) => cancel(),
    );
  }

  private probe(c: ContainerRecord): void {
    const { engine } = this;
    const argv = this.command(c)!;
    const start = engine.now;
    const limit = (c.config.Healthcheck!.Timeout ?? 0) > 0 ? c.config.Healthcheck!.Timeout! / NS : 30_000;
    const process = engine.containers.runtime(c).process;
    const output: Uint8Array[] = [];
    let finished = false;
    const done = (code: number, text: string): void => {
      if (finished) return;
      finished = true;
      cancel();
      const now = engine.state.containers.get(c.id);
      if (now === undefined || engine.containers.runtimes.get(c.id)?.process !== process || process === undefined)
        return;
      engine.react(() => {
        this.judge(now, code, text.slice(0, MAX_OUTPUT), start);
        const judged = engine.containers.record(c.id);
        this.schedule(c.id, this.interval(judged, judged.health?.status === 'starting'));
      });
    };
    const exec = engine.execs.spawn(
      c,
      { argv, user: '', env: [], cwd: '', privileged: false },
      (_, bytes) => output.push(bytes),
      `health_status`,
    );
    const cancel = engine.kernel.clock.schedule(start + limit, () => {
      // judged before it is killed, or the signal would be its end; what it has said so far follows
      const said = output.map(decode).join('');
      done(-1, `Health check exceeded timeout (${goText(limit)})${said === '' ? '' : `: ${said}`}`);
      exec.kill();
    });
    exec.whenDone((code) => done(code, output.map(decode).join('')));
  }

  private judge(c: ContainerRecord, code: number, text: string, start: number): void {
    const { engine } = this;
    const h = c.config.Healthcheck!;
    const before: HealthRecord = c.health ?? { status: initialState(healthMachine), failingStreak: 0, log: [] };
    const retries = (h.Retries ?? 0) > 0 ? h.Retries! : 3;
    const log = [...before.log, { Start: start, End: engine.now, ExitCode: code, Output: text }].slice(-KEPT);
    const graced = before.status === 'starting' && engine.now - c.startedAt < (h.StartPeriod ?? 0) / NS;
    const streak = code === 0 ? 0 : graced ? before.failingStreak : before.failingStreak + 1;
    const event = code === 0 ? 'PASS' : streak >= retries ? 'FAILED_ENOUGH' : 'FAIL';
    const status = after(healthMachine, before.status, event);
    const judged = engine.containers.patch(c.id, { health: { status, failingStreak: streak, log } });
    engine.containers.runtime(c).changed.wake();
    if (status !== before.status)
      engine.events.emit(
        'container',
        `health_status: ${status}`,
        c.id,
        engine.containers.attributes(judged),
        judged.config.Image,
      );
  }

  end(c: ContainerRecord): void {
    const runtime = this.engine.containers.runtime(c);
    runtime.cancelHealth?.();
    runtime.cancelHealth = undefined;
    if (c.health === undefined) return;
    const status = after(healthMachine, c.health.status, 'STOP');
    this.engine.containers.patch(c.id, { health: { ...c.health, status } });
  }
}
