// For tests: an engine whose operations are called one by one, and fail where the test wants it.

import { ApiError } from '../api/error.ts';
import type { DockerApi } from '../api/operations.ts';
import type { Stream } from '../api/stream.ts';
import { FsError } from '../fs/node.ts';
import { EVERYTHING } from './parts.ts';
import type { Task } from '../kernel/block.ts';
import { Machine } from '../lab/machine.ts';
import type { Engine } from '../engine/engine.ts';

/** What the test says where it lets a step fail. */
export const FAULT = 'a step failed for the test';

export interface Outcome {
  readonly refused: string | undefined;
  readonly answer: unknown;
  /** Steps that it made. */
  readonly steps: number;
  /** The step that failed. */
  readonly failed: string | undefined;
}

export class Rig {
  readonly machine = new Machine(EVERYTHING, { registries: ['registry:5000'] });
  readonly crashes: unknown[] = [];
  private readonly shell;

  constructor() {
    this.machine.kernel.onCrash = (_, error) => this.crashes.push(error);
    this.shell = this.machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  }
  get engine(): Engine {
    return this.machine.engine;
  }

  /** Runs lines of shell. @throws Error when one fails */
  sh(lines: string): void {
    for (const line of lines.split('\n')) {
      const a = this.shell.run(line);
      if (a.status !== 0) throw new Error(`${line}: ${new TextDecoder().decode(a.stderr)}`);
    }
  }

  /**
   * Calls an operation, and waits for the end of what it streams.
   * @param at the number of the step that fails, from 1; 0 for none
   * @param bad what fails: the engine refuses, or a disk does
   */
  call(op: (api: DockerApi) => Task<unknown>, at: number, bad: 'api' | 'disk' = 'api'): Outcome {
    const { machine, engine } = this;
    let steps = 0;
    let failed: string | undefined;
    let refused: string | undefined;
    let answer: unknown;
    let over = false;
    engine.fault = (step) => {
      if (++steps !== at) return;
      failed = step;
      throw bad === 'api' ? new ApiError(500, FAULT) : new FsError('ENOSPC', FAULT);
    };
    machine.kernel.start(machine.asUser('root', '/', ['client'], new Map()), function* () {
      try {
        answer = yield* op(machine.api);
        if (isStream(answer)) {
          for (let m = yield* answer.next(); m !== undefined; m = yield* answer.next()) {
            if (typeof m === 'object' && m !== null && 'error' in m && refused === undefined) refused = String(m.error);
            if (typeof m === 'object' && m !== null && 'type' in m && m.type === 'error')
              refused = String((m as unknown as { message: string }).message);
          }
        }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        refused = error.message;
      } finally {
        over = true;
      }
      return 0;
    });
    machine.kernel.run({ stop: () => over, until: machine.kernel.now + 600_000 });
    engine.fault = undefined;
    if (!over) throw new Error('the operation does not end');
    return { refused, answer, steps, failed };
  }

  /** Lets the machine go on for a while. */
  wait(ms: number): void {
    this.machine.kernel.run({ until: this.machine.kernel.now + ms });
  }
}

function isStream(x: unknown): x is Stream<unknown> {
  return typeof x === 'object' && x !== null && 'next' in x && 'close' in x && !('write' in x);
}
