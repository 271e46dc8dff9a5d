// Commands on containers, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { commitCommand } from './commit.ts';
import { diffCommand } from './diff.ts';
import { exportCommand } from './export.ts';
import { inspectCommand } from './inspect.ts';
import { killCommand } from './kill.ts';
import { lsCommand } from './ls.ts';
import { pauseCommand } from './pause.ts';
import { portCommand } from './port.ts';
import { pruneCommand } from './prune.ts';
import { renameCommand } from './rename.ts';
import { restartCommand } from './restart.ts';
import { rmCommand } from './rm.ts';
import { stopCommand } from './stop.ts';
import { topCommand } from './top.ts';
import { unpauseCommand } from './unpause.ts';
import { updateCommand } from './update.ts';
import { waitCommand } from './wait.ts';

export const containerCommands: Readonly<Record<string, Implementation>> = {
  'docker container inspect': inspectCommand,
  'docker stop': stopCommand,
  'docker restart': restartCommand,
  'docker kill': killCommand,
  'docker pause': pauseCommand,
  'docker unpause': unpauseCommand,
  'docker rm': rmCommand,
  'docker rename': renameCommand,
  'docker wait': waitCommand,
  'docker port': portCommand,
  'docker top': topCommand,
  'docker diff': diffCommand,
  'docker update': updateCommand,
  'docker commit': commitCommand,
  'docker export': exportCommand,
  'docker ps': lsCommand,
  'docker container prune': pruneCommand,
};
