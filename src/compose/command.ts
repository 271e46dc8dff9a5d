// What a subcommand of Compose is.

import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';

export interface Command {
  /** How many arguments: checked as the real command does, with the words of Docker (`docker`) or of its flag library. */
  readonly args?: {
    readonly least?: number;
    readonly most?: number;
    readonly exactly?: number;
    readonly docker?: boolean;
  };
  /** Flags after the first argument belong to the arguments. */
  readonly stopAtFirst?: boolean;
  readonly run: (c: Compose) => Task<number>;
}
