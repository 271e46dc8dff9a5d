// The commands of psql that begin with a backslash.

import type { Task } from '../../../kernel/block.ts';
import { NoConnection, PgClient } from './client.ts';
import { describe, listing } from './describe.ts';
import type { Psql } from './psql.ts';

export class Quit extends Error {
  constructor(readonly status: number) {
    super('quit');
  }
}

// --- backslash commands

export function* backslash(psql: Psql, text: string): Task<boolean> {
  const m = /^\\(\S+)\s*(.*)$/s.exec(text.trim());
  const name = m?.[1] ?? '';
  const arg = (m?.[2] ?? '').trim().replace(/;$/, '');
  switch (name) {
    case 'q':
      throw new Quit(psql.status);
    case 'x':
      psql.format.expanded = !psql.format.expanded;
      yield* psql.p.print(`Expanded display is ${psql.format.expanded ? 'on' : 'off'}.\n`);
      return true;
    case 't':
      psql.format.tuples = !psql.format.tuples;
      yield* psql.p.print(`Tuples only is ${psql.format.tuples ? 'on' : 'off'}.\n`);
      return true;
    case 'a':
      psql.format.unaligned = !psql.format.unaligned;
      yield* psql.p.print(`Output format is ${psql.format.unaligned ? 'unaligned' : 'aligned'}.\n`);
      return true;
    case 'timing':
      psql.timing = !psql.timing;
      yield* psql.p.print(`Timing is ${psql.timing ? 'on' : 'off'}.\n`);
      return true;
    case 'echo':
    case 'qecho':
      yield* psql.p.print(`${arg}\n`);
      return true;
    case 'r':
      psql.buffer = '';
      yield* psql.p.print('Query buffer reset (cleared).\n');
      return true;
    case 'p':
      yield* psql.p.print(psql.buffer === '' ? 'Query buffer is empty.\n' : psql.buffer);
      return true;
    case 'i':
    case 'ir':
    case 'include':
      return yield* psql.runFile(arg);
    case 'conninfo':
      yield* psql.p.print(
        `You are connected to database "${psql.target.db}" as user "${psql.target.user}" ${psql.client.where.startsWith('on socket') ? `via socket in "${psql.client.where.replace(/^on socket "(.*)\/[^/]*"$/, '$1')}"` : `on host ${psql.client.where.replace(/^at ("[^"]*"(?: \([^)]*\))?), port/, (_, h: string) => h.replace(/ \(([^)]*)\)/, ' (address "$1")') + ' at port').replace(/port (\d+)/, 'port "$1"')}`}${psql.client.where.startsWith('on socket') ? ` at port "${psql.target.port}"` : ''}.\n`,
      );
      return true;
    case 'c':
    case 'connect': {
      const [db, user, host, port] = arg.split(/\s+/).map((x) => (x === '-' || x === '' ? undefined : x));
      const next = {
        ...psql.target,
        db: db ?? psql.target.db,
        user: user ?? psql.target.user,
        host: host ?? psql.target.host,
        port: Number(port ?? psql.target.port),
      };
      try {
        const c = yield* PgClient.connect(psql.p, next);
        yield* psql.client.close();
        psql.client = c;
        psql.target = next;
        if (!psql.quiet)
          yield* psql.p.print(`You are now connected to database "${next.db}" as user "${next.user}".\n`);
        return true;
      } catch (error) {
        if (!(error instanceof NoConnection)) throw error;
        yield* psql.p.eprint(
          `${psql.interactive ? '' : '\\connect: '}${error.message}\n${psql.interactive ? 'Previous connection kept\n' : ''}`,
        );
        if (!psql.interactive) throw new Quit(2);
        return false;
      }
    }
    case '?':
    case 'h':
    case 'help':
      yield* psql.p.print(
        '  \\q   quit psql\n  \\l   list databases\n  \\c   connect to another database\n  \\dt  list tables\n  \\d   describe a table\n  \\du  list roles\n  \\x   expanded output\n  \\i   execute commands from a file\n',
      );
      return true;
    case 'set':
    case 'unset':
    case 'pset':
    case 'encoding':
      return true;
    default:
  }
  if (
    name === 'password' ||
    name === 'copy' ||
    name === 'watch' ||
    name === 'gexec' ||
    name === '!' ||
    name === 'e' ||
    name === 'o' ||
    name === 'w' ||
    name === 'df' ||
    name === 'dx' ||
    name === 'dp'
  ) {
    yield* psql.p.eprint(`drydock: '\\${name}' is not simulated\n`);
    return false;
  }
  const listed = yield* listing(psql, name, arg);
  if (listed !== undefined) {
    yield* psql.p.print(listed);
    return true;
  }
  if (name === 'd' || name === 'd+') {
    const d = yield* describe(psql, arg);
    if (d.ok) yield* psql.p.print(d.text);
    else yield* psql.p.eprint(d.text);
    return d.ok;
  }
  yield* psql.p.eprint(`invalid command \\${name}\n${psql.interactive ? 'Try \\? for help.\n' : ''}`);
  return false;
}
