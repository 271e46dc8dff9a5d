// Which commands and flags of Compose work, and which are refused by name.

import type { PluginStates } from '../cli/states.ts';
import { COMPOSE_COMMANDS } from './commands/index.ts';
import { FIELDS } from './fields.ts';

/** Flags that there is nothing for in a simulation: given, they are refused by name. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  '': ['parallel'],
  build: ['push', 'print', 'check', 'ssh', 'sbom', 'provenance', 'memory', 'builder'],
  config: ['no-path-resolution'],
};

/** Flags of a command that are refused. @param name as in `up`; empty for those before the command */
export function refusedFlags(name: string): readonly string[] {
  return REFUSED[name] ?? [];
}

/** Commands that only read: a dry run of theirs is one like every other, as in the real program. */
const READERS = 'config events images logs ls port ps stats top version volumes wait'.split(' ');

/** Why a flag can change nothing here; undefined when it can. @param name as in `up`; empty for those before it */
export function idleFlag(name: string, flag: string): string | undefined {
  return flag === 'dry-run' && READERS.includes(name) ? 'there is nothing to leave out' : undefined;
}

const nameOf = (path: string): string | undefined =>
  path === 'docker compose' ? '' : path.startsWith('docker compose ') ? path.slice(15) : undefined;

export const COMPOSE_STATES: PluginStates = {
  field: (path, flag) => FIELDS[nameOf(path) ?? '']?.[flag],
  idle: (path, flag) => idleFlag(nameOf(path) ?? '', flag),
  works: (path) => {
    const name = nameOf(path);
    return name !== undefined && (name === '' || COMPOSE_COMMANDS.has(name));
  },
  refused: (path) => refusedFlags(nameOf(path) ?? ''),
};
