// Commands that Buildx answers, `docker build` and `docker builder` among them, by their canonical names.

import type { Implementation } from '../../cli.ts';
import { buildCommand } from './build.ts';
import { duCommand } from './du.ts';
import { historyInspectCommand } from './history/inspect.ts';
import { historyLogsCommand } from './history/logs.ts';
import { historyLsCommand } from './history/ls.ts';
import { historyRmCommand } from './history/rm.ts';
import { inspectCommand } from './inspect.ts';
import { lsCommand } from './ls.ts';
import { builderPruneCommand, pruneCommand } from './prune.ts';
import { useCommand } from './use.ts';
import { versionCommand } from './version.ts';

export const buildxCommands: Readonly<Record<string, Implementation>> = {
  'docker build': buildCommand,
  'docker buildx du': duCommand,
  'docker buildx inspect': inspectCommand,
  'docker buildx ls': lsCommand,
  'docker buildx prune': pruneCommand,
  'docker builder prune': builderPruneCommand,
  'docker buildx use': useCommand,
  'docker buildx version': versionCommand,
  'docker buildx history ls': historyLsCommand,
  'docker buildx history inspect': historyInspectCommand,
  'docker buildx history logs': historyLogsCommand,
  'docker buildx history rm': historyRmCommand,
};
