// mariadbd and mysqld: the program, from its arguments to a server that runs.

import { sha256hex } from '../../../fs/digest.ts';
import { FsError, errnoText } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import type { Program, Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { sqlEngine } from '../../../kernel/sql.ts';
import { reader, users } from '../../../kernel/users.ts';
import { SqlServer } from '../sql/server.ts';
import { ErrorLog } from './log.ts';
import { fileOptions, longOptions, versionOf } from './options.ts';
import { initializeOnly } from './install.ts';
import { Running } from './running.ts';
import { apply, settings, unknownOption } from './settings.ts';

/** The server as a program. */
export function serverProgram(maria: boolean): Program {
  return function* (p) {
    const version = versionOf(p, !maria);
    const name = maria ? 'mariadbd' : 'mysqld';
    const log = new ErrorLog(p, maria);
    const given = longOptions(
      p.args
        .filter((a) => a !== '-v' && a !== '-?')
        .map((a) => (a.startsWith('-u') && !a.startsWith('--') ? `--user=${a.slice(2)}` : a)),
    );
    if (p.args.includes('--version') || p.args.includes('-V')) {
      yield* p.print(
        `${p.argv[0]}  Ver ${version} for ${maria ? 'debian-linux-gnu' : 'Linux'} on x86_64 (${maria ? 'mariadb.org binary distribution' : 'MySQL Community Server - GPL'})\n`,
      );
      return 0;
    }
    const groups = maria
      ? ['mysqld', 'server', 'mariadb', 'mariadbd', `mariadb-${version.split('.').slice(0, 2).join('.')}`]
      : ['mysqld', 'server'];
    const all = [...fileOptions(p, groups), ...given.options];
    const s = settings(p, maria, all);
    if (given.options.some(([n]) => n === 'help')) {
      yield* p.print(
        `${name}  Ver ${version}\nUsage: ${name} [OPTIONS]\n\ndatadir                           ${s.datadir}/\nsocket                            ${s.socket}\nport                              ${s.port}\n`,
      );
      return 0;
    }
    if (given.rest.length > 0) {
      yield* log.say(
        'ERROR',
        maria
          ? `${name}: Too many arguments (first extra is '${given.rest[0]}').`
          : `Too many arguments (first extra is '${given.rest[0]}').`,
        '010147',
      );
      yield* log.say('ERROR', 'Aborting', '010119');
      return 1;
    }
    if (maria)
      yield* log.mariadb(
        'Note',
        `Starting MariaDB ${version} source revision ${sha256hex(version).slice(0, 40)} server_uid ${serverUid(p, s.datadir)} as process ${p.nsPid}`,
      );
    else
      yield* log.mysql(
        'System',
        s.initialize === undefined ? '010116' : '013169',
        'Server',
        `${p.exe} (mysqld ${version}) ${s.initialize === undefined ? 'starting' : 'initializing of server in progress'} as process ${p.nsPid}`,
      );
    const abort = function* (text: string, code = '010119'): Task<number> {
      yield* log.say('ERROR', text, code);
      yield* log.say('ERROR', 'Aborting', '010119');
      return 1;
    };
    if (p.euid === 0 && s.user === undefined)
      return yield* abort(
        maria
          ? 'Please consult the Knowledge Base to find out how to run mysqld as root!'
          : 'Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!',
        '010123',
      );
    if (s.user !== undefined && p.euid === 0) {
      const u = users(reader(p)).find((x) => x.name === s.user);
      if (u === undefined)
        return yield* abort(
          `Fatal error: Can't change to run as user '${s.user}' ;  Please check that the user exists!`,
        );
      p.uid = p.euid = u.uid;
      p.gid = p.egid = u.gid;
      if (u.uid !== 0) p.caps = new Set();
    }
    const engine = yield* sqlEngine(p);
    if (typeof engine === 'string') return yield* abort(`drydock: ${engine}`);
    const sql = engine.open();
    p.onExit.push(() => sql.close());
    const server = new SqlServer(sql, {
      flavor: maria ? 'mariadb' : 'mysql',
      version,
      kernel: p.kernel,
      hostname: p.uts.hostname,
    });
    const bad = unknownOption(server, all);
    if (bad !== undefined) {
      yield* log.say('ERROR', maria ? `${name}: ${bad}` : bad, '000068');
      yield* log.say('ERROR', 'Aborting', '010119');
      return 7;
    }
    apply(server, s);
    if (s.initialize !== undefined) return yield* initializeOnly(p, log, s, version);
    try {
      return yield* new Running(p, server, s, log, maria, name).run();
    } catch (error) {
      if (!(error instanceof FsError) || error.code === 'EINTR') throw error;
      return yield* abort(
        maria
          ? `${name}: File '${s.datadir}' ${errnoText(error.code)}`
          : `File '${s.datadir}': ${errnoText(error.code)}`,
      );
    }
  };
}

/** A name of the installation that stays with the data directory. */
function serverUid(p: Process, dir: string): string {
  const id = p.fs.tryStat(join(dir, 'aria_log_control'));
  return `${sha256hex(`${dir} ${id?.mtime ?? p.startTime}`).slice(0, 27)}=`;
}
