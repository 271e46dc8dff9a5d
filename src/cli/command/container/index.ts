// Commands on containers, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { attachCommand } from './attach.ts';
import { commitCommand } from './commit.ts';
import { cpCommand } from './cp.ts';
import { createCommand } from './create.ts';
import { diffCommand } from './diff.ts';
import { execCommand } from './exec.ts';
import { exportCommand } from './export.ts';
import { inspectCommand } from './inspect.ts';
import { killCommand } from './kill.ts';
import { logsCommand } from './logs.ts';
import { lsCommand } from './ls.ts';
import { pauseCommand } from './pause.ts';
import { portCommand } from './port.ts';
import { pruneCommand } from './prune.ts';
import { renameCommand } from './rename.ts';
import { restartCommand } from './restart.ts';
import { rmCommand } from './rm.ts';
import { runCommand } from './run.ts';
import { startCommand } from './start.ts';
import { statsCommand } from './stats.ts';
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
  'docker create': createCommand,
  'docker run': runCommand,
  'docker start': startCommand,
  'docker attach': attachCommand,
  'docker exec': execCommand,
  'docker logs': logsCommand,
  'docker stats': statsCommand,
  'docker cp': cpCommand,
};
