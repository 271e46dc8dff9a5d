// The commands of the client itself: help, use, source, status, and those with a backslash.

import { decode } from '../../../fs/bytes.ts';
import type { Task } from '../../../kernel/block.ts';
import { HELP } from './monitor-options.ts';
import type { Monitor } from './monitor.ts';
import { versionOf } from './options.ts';
import type { Slash } from './scanner.ts';

export class Quit extends Error {}

export function* statusText(m: Monitor): Task {
  const { t, client } = m;
  const ask = function* (sql: string): Task<string[]> {
    const r = yield* client.query(sql);
    return r.kind === 'rows' ? (r.rows[0] ?? []).map((v) => (v === null ? '' : decode(v))) : [];
  };
  const [user = '', db = '', charset = 'utf8mb4', uptime = ''] = [
    ...(yield* ask('SELECT USER(), DATABASE()')),
    'utf8mb4',
    yield* client.statistics(),
  ];
  const up = Number(/Uptime: (\d+)/.exec(uptime)?.[1] ?? 0);
  const name = m.maria ? 'mariadb' : 'mysql';
  const version = versionOf(m.p, !m.maria);
  const clock = `${up >= 3600 ? `${Math.floor(up / 3600)} hour${up >= 7200 ? 's' : ''} ` : ''}${up >= 60 ? `${Math.floor(up / 60) % 60} min ` : ''}${up % 60} sec`;
  yield* m.p.print(
    `--------------\n${m.maria ? `${name} from ${version}, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper` : `${name}  Ver ${version} for Linux on x86_64 (MySQL Community Server - GPL)`}\n\nConnection id:\t\t${client.connectionId}\nCurrent database:\t${db}\nCurrent user:\t\t${user}\nSSL:\t\t\tNot in use\nCurrent pager:\t\tstdout\nUsing outfile:\t\t''\nUsing delimiter:\t${m.scanner.delimiter}\n${m.maria ? 'Server:\t\t\tMariaDB\n' : ''}Server version:\t\t${client.serverVersion} ${m.maria ? 'mariadb.org binary distribution' : 'MySQL Community Server - GPL'}\nProtocol version:\t10\nConnection:\t\t${client.local ? 'Localhost via UNIX socket' : `${t.host ?? '127.0.0.1'} via TCP/IP`}\nServer characterset:\t${charset}\nDb     characterset:\t${charset}\nClient characterset:\t${charset}\nConn.  characterset:\t${charset}\n${client.local ? `UNIX socket:\t\t${t.socket}` : `TCP port:\t\t${t.port}`}\nUptime:\t\t\t${clock}\n\n${uptime}\n--------------\n\n`,
  );
}

export function* slash(m: Monitor, s: Slash): Task {
  switch (s.slash) {
    case 'q':
      throw new Quit();
    case 'h':
    case '?':
      yield* m.p.print(HELP);
      break;
    case 's':
      yield* statusText(m);
      break;
    case 'u':
      yield* m.useDb(s.argument);
      break;
    case '.':
      yield* m.source(s.argument);
      break;
    case 'p':
      yield* m.p.print(`--------------\n${m.scanner.buffer.trim()}\n--------------\n\n`);
      break;
    case 'd':
      m.scanner.delimiter = s.argument || ';';
      break;
    case 'W':
      m.showWarnings = true;
      yield* m.info('Show warnings enabled.\n');
      break;
    case 'w':
      m.showWarnings = false;
      yield* m.info('Show warnings disabled.\n');
      break;
    case '#':
    case 'C':
    case 'n':
    case 't':
      break;
    case '!':
      yield* m.p.print("drydock: '\\!' is not simulated\n");
      break;
    default:
      yield* m.p.print(`ERROR at line ${m.lineNumber}: Unknown command '\\${s.slash}'.\n`);
  }
}

/** A line that is a command when nothing has begun yet: `use`, `exit`, `source`. */
export function* command(m: Monitor, line: string): Task<boolean> {
  if (m.scanner.pending || m.scanner.open !== '') return false;
  const bare = line.trim().replace(/;$/, '').trim();
  const [word = '', ...rest] = bare.split(/\s+/);
  const argument = bare.slice(word.length).trim();
  switch (word.toLowerCase()) {
    case 'exit':
    case 'quit':
      if (rest.length === 0) throw new Quit();
      return false;
    case 'help':
    case '?':
      if (rest.length > 0) return false;
      yield* m.p.print(HELP);
      return true;
    case 'status':
      if (rest.length > 0) return false;
      yield* statusText(m);
      return true;
    case 'clear':
      if (rest.length > 0) return false;
      m.scanner.clear();
      return true;
    case 'source':
      yield* m.source(argument);
      return true;
    case 'delimiter':
      m.scanner.delimiter = line.trim().slice(9).trim() || ';';
      return true;
    case 'warnings':
    case 'nowarning':
      if (rest.length > 0) return false;
      yield* slash(m, { slash: word.toLowerCase() === 'warnings' ? 'W' : 'w', argument: '' });
      return true;
    case 'system':
    case 'pager':
    case 'tee':
    case 'edit':
      yield* m.p.print(`drydock: '${word}' is not simulated\n`);
      return true;
    case 'use':
      if (/;./.test(line.trim())) return false;
      yield* m.useDb(argument);
      return true;
    default:
      return false;
  }
}
