// Commands on the daemon and on objects of any kind, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { dfCommand } from './df.ts';
import { eventsCommand } from './events.ts';
import { infoCommand } from './info.ts';
import { inspectCommand } from './inspect.ts';
import { pruneCommand } from './prune.ts';
import { versionCommand } from './version.ts';

export const systemCommands: Readonly<Record<string, Implementation>> = {
  'docker inspect': inspectCommand,
  'docker system df': dfCommand,
  'docker info': infoCommand,
  'docker system prune': pruneCommand,
  'docker version': versionCommand,
  'docker events': eventsCommand,
};
