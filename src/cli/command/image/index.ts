// Commands on images, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { historyCommand } from './history.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { loadCommand } from './load.ts';
import { lsCommand } from './ls.ts';
import { pruneCommand } from './prune.ts';
import { pullCommand } from './pull.ts';
import { pushCommand } from './push.ts';
import { rmCommand } from './rm.ts';
import { saveCommand } from './save.ts';
import { tagCommand } from './tag.ts';

export const imageCommands: Readonly<Record<string, Implementation>> = {
  'docker history': historyCommand,
  'docker import': importCommand,
  'docker load': loadCommand,
  'docker images': lsCommand,
  'docker image prune': pruneCommand,
  'docker pull': pullCommand,
  'docker push': pushCommand,
  'docker rmi': rmCommand,
  'docker save': saveCommand,
  'docker tag': tagCommand,
  'docker image inspect': inspectCommand,
};
