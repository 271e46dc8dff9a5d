// docker volume inspect

import type { Implementation } from '../../cli.ts';
import { inspect } from '../inspect/inspector.ts';
import { KINDS } from '../inspect/kinds.ts';

export const inspectCommand: Implementation = {
  args: { min: 1, max: Infinity },
  run: (cli) => inspect(cli, KINDS['volume']!),
};
