// BuildKit of one machine: its sessions, its builds, and the machine that does the work.

import type { Machine } from '../../lab/machine.ts';
import type { Time } from '../serve/upgrade.ts';
import { Builds } from './builds.ts';
import { Sessions } from './sessions.ts';

export class Kit {
  readonly sessions = new Sessions();
  readonly builds = new Builds();
  constructor(
    readonly machine: Machine,
    readonly time: Time,
  ) {}
}
