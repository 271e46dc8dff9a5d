// A new data directory: mariadb-install-db and mysqld --initialize.

import { errnoText, FsError } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { reader, users } from '../../../kernel/users.ts';
import { initialize } from './layout.ts';
import type { ErrorLog } from './log.ts';
import { longOptions } from './options.ts';
import type { Settings } from './settings.ts';

/** `mysqld --initialize-insecure` */
export function* initializeOnly(p: Process, log: ErrorLog, s: Settings, version: string): Task<number> {
  const names = p.fs.isDir(s.datadir) ? p.fs.readdir(s.datadir) : [];
  if (names.some((n) => !n.startsWith('.') && n !== 'lost+found')) {
    yield* log.mysql(
      'ERROR',
      '010457',
      'Server',
      '--initialize specified but the data directory has files in it. Aborting.',
    );
    yield* log.mysql(
      'ERROR',
      '013236',
      'Server',
      `The designated data directory ${s.datadir}/ is unusable. You can remove all files that the server added to it.`,
    );
    yield* log.mysql('ERROR', '010119', 'Server', 'Aborting');
    return 1;
  }
  yield* log.mysql('System', '013576', 'InnoDB', 'InnoDB initialization has started.');
  yield* p.sleep(900);
  initialize(p, s.datadir, false);
  yield* log.mysql('System', '013577', 'InnoDB', 'InnoDB initialization has ended.');
  yield* p.sleep(1400);
  if (s.initialize === 'secure')
    yield* log.mysql(
      'System',
      '010454',
      'Server',
      'drydock: the temporary password of --initialize is empty: root@localhost',
    );
  else
    yield* log.mysql(
      'Warning',
      '010453',
      'Server',
      'root@localhost is created with an empty password ! Please consider switching off the --initialize-insecure option.',
    );
  yield* p.sleep(700);
  yield* log.mysql('System', '015018', 'Server', `MySQL Server Initialization - end.`);
  void version;
  return 0;
}

/** mariadb-install-db: fills an empty data directory. */
export const installDb: Program = function* (p) {
  const { options } = longOptions(p.args);
  const value = (n: string): string | undefined => options.findLast(([k]) => k === n)?.[1];
  const dir = value('datadir') ?? '/var/lib/mysql';
  const user = value('user');
  try {
    p.fs.mkdirp(dir);
    yield* p.sleep(300);
    if (p.fs.isDir(join(dir, 'mysql'))) return 0;
    yield* p.sleep(1500);
    initialize(p, dir, true);
    yield* p.sleep(700);
    const u = user === undefined || p.euid !== 0 ? undefined : users(reader(p)).find((x) => x.name === user);
    if (u !== undefined) {
      const own = (path: string): void => {
        p.fs.chown(path, u.uid, u.gid);
        if (p.fs.isDir(path)) for (const n of p.fs.readdir(path)) own(join(path, n));
      };
      own(dir);
    }
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.eprint(
      `mkdir: cannot create directory '${dir}': ${errnoText(error.code)}\nFatal error Can't create database directory '${dir}'\n`,
    );
    return 1;
  }
  return 0;
};
