// What follows when a main process is gone: the container ends, is started again after a while, or goes with it.

import { type Process, statusCode } from '../kernel/process.ts';
import { refusal } from './asked.ts';
import type { With } from './ports/stores.ts';
import type { Lifecycle } from './lifecycle.ts';
import { restartMachine } from './machines/things.machine.ts';
import type { ContainerRecord } from './state.ts';
import { after } from './step.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'execs'>;

/** Exit status that dockerd notes for containers whose end nobody saw. */
const UNSEEN = 255;

/** What of the starting and stopping of containers their ends need. */
type Starter = Pick<Lifecycle, 'health' | 'launch' | 'moved' | 'teardown'>;

export class Endings {
  constructor(
    private readonly engine: Engine,
    private readonly lifecycle: Starter,
  ) {}

  /** The main process is gone. */
  ended(id: string, p: Process): void {
    const { engine } = this;
    const c = engine.state.containers.get(id);
    if (c === undefined) return;
    engine.react(() => this.follow(c, p));
    const now = this.engine.containers.record(id);
    if (now.state === 'restarting' || !now.hostConfig.AutoRemove || engine.stage === 'down') return;
    if (engine.containers.runtime(now).beingRestarted) return;
    try {
      engine.atomically(() => this.engine.containers.discard(now, true));
    } catch (error) {
      // nobody asked for it, so nobody is told; the container is dead
      refusal(error);
    }
  }

  private follow(c: ContainerRecord, p: Process): void {
    const { engine } = this;
    const { id } = c;
    const runtime = this.engine.containers.runtime(c);
    const code = engine.stage === 'down' ? UNSEEN : statusCode(p);
    const ranFor = engine.now - c.startedAt;
    runtime.log.flush(engine.now);
    runtime.streams?.end();
    runtime.streams = undefined;
    this.lifecycle.health.end(c);
    this.lifecycle.teardown(this.engine.containers.record(id));
    engine.execs.ended(id);
    runtime.lastCode = code;
    const again = this.wantsRestart(c, code, runtime.stoppedByHand);
    const tried = c.hostConfig.RestartPolicy.Name !== 'no' && c.hostConfig.RestartPolicy.Name !== '';
    const ending = runtime.stoppedByHand ? 'STOPPED_BY_HAND' : tried && !again ? 'EXHAUSTED' : undefined;
    const moved = this.lifecycle.moved(this.engine.containers.record(id), again ? 'RESTART' : 'EXIT', {
      exitCode: code,
      finishedAt: engine.now,
      restart: ending === undefined ? c.restart : after(restartMachine, c.restart, ending),
    });
    engine.events.emit(
      'container',
      'die',
      id,
      {
        ...this.engine.containers.attributes(moved),
        execDuration: String(Math.floor(ranFor / 1000)),
        exitCode: String(code),
      },
      moved.config.Image,
    );
    tellUnmounts(engine, moved);
    if (again) this.scheduleRestart(moved, ranFor);
    engine.afterwards('tell', () => {
      runtime.exited.wake();
      runtime.changed.wake();
    });
  }

  private wantsRestart(c: ContainerRecord, code: number, byHand: boolean): boolean {
    if (byHand || c.restart === 'off' || this.engine.stage !== 'up') return false;
    return this.policyRestarts(c, code);
  }

  /** Does its policy want a container back that ended with this status? */
  policyRestarts(c: ContainerRecord, code: number): boolean {
    const { Name, MaximumRetryCount } = c.hostConfig.RestartPolicy;
    if (Name === 'always' || Name === 'unless-stopped') return true;
    return Name === 'on-failure' && code !== 0 && (MaximumRetryCount === 0 || c.restartCount < MaximumRetryCount);
  }

  /** Waits longer each time (100 ms, doubled up to a minute) unless the container had run for ten seconds. */
  private scheduleRestart(c: ContainerRecord, ranFor: number): void {
    const runtime = this.engine.containers.runtime(c);
    if (ranFor >= 10_000) runtime.restartDelay = 100;
    const delay = runtime.restartDelay;
    runtime.restartDelay = Math.min(60_000, delay * 2);
    this.engine.containers.patch(c.id, { restart: after(restartMachine, c.restart, 'EXITED') });
    runtime.cancelRestart = this.engine.kernel.clock.schedule(this.engine.now + delay, () => {
      runtime.cancelRestart = undefined;
      const { engine } = this;
      const now = engine.state.containers.get(c.id);
      if (now === undefined || now.state !== 'restarting') return;
      engine.react(() =>
        this.engine.containers.patch(c.id, {
          restartCount: now.restartCount + 1,
          restart: after(restartMachine, now.restart, 'WAITED'),
        }),
      );
      try {
        engine.atomically(() => this.lifecycle.launch(this.engine.containers.record(c.id), false));
      } catch (error) {
        // noted in the container's record; nobody waits for the answer
        refusal(error);
        runtime.exited.wake();
      }
    });
  }

  /** Gives up the wait for an automatic start. */
  cancelRestart(c: ContainerRecord): ContainerRecord {
    const runtime = this.engine.containers.runtime(c);
    const stopped = this.lifecycle.moved(c, 'GIVE_UP', {
      restart: after(restartMachine, c.restart, 'STOPPED_BY_HAND'),
    });
    this.engine.afterwards('restart', () => {
      runtime.cancelRestart?.();
      runtime.cancelRestart = undefined;
      runtime.exited.wake();
    });
    return stopped;
  }
}

/** Tells which volumes a container has mounted. */
export function tellMounts(engine: Engine, c: ContainerRecord): void {
  for (const m of c.mounts)
    if (m.Type === 'volume')
      engine.events.emit('volume', 'mount', m.Name!, {
        container: c.id,
        destination: m.Destination,
        driver: 'local',
        propagation: '',
        'read/write': String(m.RW),
      });
}

/** Tells which volumes it has no more. */
export function tellUnmounts(engine: Engine, c: ContainerRecord): void {
  for (const m of c.mounts)
    if (m.Type === 'volume') engine.events.emit('volume', 'unmount', m.Name!, { container: c.id, driver: 'local' });
}
