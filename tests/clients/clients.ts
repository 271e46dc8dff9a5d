// Which clients of others are here. Where they must be (CI), a missing one is a failure; elsewhere it is said.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { it } from 'vitest';

const demanded = process.env['DRYDOCK_CLIENTS'] === 'demanded';

/** A test that needs a client; without it, it says so, or fails where clients are demanded. */
export function withClient(
  what: string,
  there: boolean,
): (name: string, run: () => Promise<void>, timeout?: number) => void {
  if (there) return it;
  return (name) =>
    demanded
      ? it(name, () => {
          throw new Error(`${what} is missing, and DRYDOCK_CLIENTS=demanded`);
        })
      : it.skip(`${name}: ${what} is not here`, () => {});
}

export const PYTHON = '/usr/bin/python3';
export const hasPython = existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import docker']).status === 0;

/** Debian's command line, of another age than the engine: a `docker` in PATH may be any. */
export const DOCKER = process.env['DRYDOCK_DOCKER'] ?? '/usr/bin/docker';
export const hasDocker = existsSync(DOCKER);
