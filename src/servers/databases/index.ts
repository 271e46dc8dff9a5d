// Database servers and their clients: a parcel of its own (../parcels.ts).

import type { Program } from '../../kernel/block.ts';
import { monitorProgram } from './mysql/monitor.ts';
import { initdb } from './postgres/layout.ts';
import { psql } from './postgres/psql.ts';
import { pgCtl, postgresServer } from './postgres/server.ts';
import { createdb, createuser, dropdb, pgDump, pgIsReady } from './postgres/tools.ts';
import { redisCli } from './redis/cli.ts';
import { redisServer } from './redis/server.ts';
import { adminProgram } from './mysql/admin.ts';
import { dumpProgram } from './mysql/dump.ts';
import { installDb } from './mysql/install.ts';
import { serverProgram } from './mysql/server.ts';

export const databasePrograms: Record<string, Program> = {
  mariadbd: serverProgram(true),
  mysqld: serverProgram(false),
  'mariadb-install-db': installDb,
  mariadb: monitorProgram(true),
  mysql: monitorProgram(false),
  'mariadb-admin': adminProgram(true),
  mysqladmin: adminProgram(false),
  'mariadb-dump': dumpProgram(true),
  mysqldump: dumpProgram(false),
  'redis-server': redisServer,
  'redis-cli': redisCli,
  postgres: postgresServer,
  initdb,
  pg_ctl: pgCtl,
  psql,
  pg_isready: pgIsReady,
  createdb,
  dropdb,
  createuser,
  pg_dump: pgDump,
};
