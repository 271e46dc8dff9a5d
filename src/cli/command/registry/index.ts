// Commands on registries, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { loginCommand } from './login.ts';
import { logoutCommand } from './logout.ts';
import { searchCommand } from './search.ts';

export const registryCommands: Readonly<Record<string, Implementation>> = {
  'docker login': loginCommand,
  'docker logout': logoutCommand,
  'docker search': searchCommand,
};
