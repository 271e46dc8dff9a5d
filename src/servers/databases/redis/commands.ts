// The commands that work on keys, by name.

import type { Command } from './command.ts';
import { keys, strings } from './commands-keys.ts';
import { hashes, lists } from './commands-lists.ts';
import { sets } from './commands-sets.ts';
import { zsets } from './commands-sorted.ts';

export const COMMANDS: Readonly<Record<string, Command>> = {
  ...strings,
  ...keys,
  ...lists,
  ...hashes,
  ...sets,
  ...zsets,
};
/** Commands that Redis has and this server has not. */
export const UNSIMULATED = new Set(
  'EVAL EVALSHA FCALL FUNCTION SCRIPT XADD XREAD XRANGE XLEN XGROUP XREADGROUP XACK XDEL XINFO GEOADD GEOSEARCH GEODIST PFADD PFCOUNT PFMERGE SETBIT GETBIT BITCOUNT BITOP BITFIELD CLUSTER REPLICAOF SLAVEOF PSYNC MIGRATE DUMP RESTORE SORT MONITOR MODULE ACL LATENCY SLOWLOG MEMORY FAILOVER JSON.SET JSON.GET FT.SEARCH FT.CREATE LCS ZUNIONSTORE ZINTERSTORE ZRANGEBYLEX SWAPDB'.split(
    ' ',
  ),
);
