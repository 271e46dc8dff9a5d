// Database servers and their clients: a parcel of its own (../parcels.ts).

import type { Program } from '../../kernel/block.ts';
import { monitorProgram } from './mysql/monitor.ts';
import { redisCli } from './redis/cli.ts';
import { redisServer } from './redis/server.ts';
import { adminProgram } from './mysql/admin.ts';
import { dumpProgram } from './mysql/dump.ts';
import { installDb, serverProgram } from './mysql/server.ts';

export const databasePrograms: Record<string, Program> = {
  mariadbd: serverProgram(true), mysqld: serverProgram(false), 'mariadb-install-db': installDb, mariadb: monitorProgram(true), mysql: monitorProgram(false),
  'mariadb-admin': adminProgram(true), mysqladmin: adminProgram(false), 'mariadb-dump': dumpProgram(true), mysqldump: dumpProgram(false),
  'redis-server': redisServer, 'redis-cli': redisCli,
};
