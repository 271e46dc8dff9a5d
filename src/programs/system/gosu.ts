// gosu, su-exec and setpriv: another user takes the place of this process, as entrypoints of images do it.

import { FsError, errnoText } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { groupIds, groups, reader, type User, users } from '../../kernel/users.ts';

function* run(p: Process, argv: readonly string[]): Task<number> {
  const path = p.which(argv[0]!);
  try {
    if (path === undefined) throw new FsError('ENOENT', argv[0]!);
    return yield* p.exec(path, argv);
  } catch (error) {
    if (!(error instanceof FsError) || error.path !== (path ?? argv[0])) throw error;
    yield* p.eprint(
      p.name === 'setpriv'
        ? `setpriv: failed to execute ${argv[0]}: ${errnoText(error.code)}\n`
        : `error: exec: "${argv[0]}": ${error.code === 'ENOENT' ? 'executable file not found in $PATH' : errnoText(error.code).toLowerCase()}\n`,
    );
    return error.code === 'ENOENT' ? 127 : 1;
  }
}

function become(p: Process, uid: number, gid: number, more: readonly number[]): void {
  p.uid = p.euid = uid;
  p.gid = p.egid = gid;
  p.groups = more;
  p.caps = uid === 0 ? p.bounding : new Set();
}

/** `gosu user[:group] command` */
const gosu: Program = function* (p) {
  const [who, ...argv] = p.args;
  if (who === undefined || argv.length === 0) {
    yield* p.eprint(
      `Usage: ./${p.name} user-spec command [args]\n   eg: ./${p.name} tianon bash\n       ./${p.name} nobody:root bash -c 'whoami && id'\n       ./${p.name} 1000:1 id\n`,
    );
    return 1;
  }
  const [name = '', group] = who.split(':');
  const read = reader(p);
  const known = users(read).find((u) => u.name === name || (/^\d+$/.test(name) && u.uid === Number(name)));
  if (known === undefined && !/^\d+$/.test(name)) {
    yield* p.eprint(
      `error: failed switching to "${who}": unable to find user ${name}: no matching entries in passwd file\n`,
    );
    return 1;
  }
  const user: User = known ?? { name, uid: Number(name), gid: Number(name), gecos: '', home: '/', shell: '/bin/sh' };
  const g = group === undefined ? undefined : groups(read).find((x) => x.name === group || String(x.gid) === group);
  if (group !== undefined && g === undefined && !/^\d+$/.test(group)) {
    yield* p.eprint(
      `error: failed switching to "${who}": unable to find group ${group}: no matching entries in group file\n`,
    );
    return 1;
  }
  if (p.euid !== 0 && p.euid !== user.uid) {
    yield* p.eprint(`error: failed switching to "${who}": operation not permitted\n`);
    return 1;
  }
  become(
    p,
    user.uid,
    g?.gid ?? (group === undefined ? user.gid : Number(group)),
    group === undefined ? groupIds(read, user) : [g?.gid ?? Number(group)],
  );
  p.env.set('HOME', user.home);
  return yield* run(p, argv);
};

/** `setpriv --reuid USER --regid GROUP [--clear-groups | --init-groups] command` */
const setpriv: Program = function* (p) {
  const read = reader(p);
  let uid: number | undefined;
  let gid: number | undefined;
  let more: readonly number[] | undefined;
  const args = [...p.args];
  let init = false;
  while (args[0]?.startsWith('--')) {
    const a = args.shift()!;
    if (a === '--') break;
    const eq = a.indexOf('=');
    const name = eq < 0 ? a.slice(2) : a.slice(2, eq);
    const value = (): string => (eq < 0 ? (args.shift() ?? '') : a.slice(eq + 1));
    if (name === 'reuid' || name === 'ruid' || name === 'euid') {
      const v = value();
      uid = /^\d+$/.test(v) ? Number(v) : users(read).find((u) => u.name === v)?.uid;
      if (uid === undefined) {
        yield* p.eprint(`setpriv: failed to parse ${name}: '${v}'\n`);
        return 1;
      }
    } else if (name === 'regid' || name === 'rgid' || name === 'egid') {
      const v = value();
      gid = /^\d+$/.test(v) ? Number(v) : groups(read).find((u) => u.name === v)?.gid;
      if (gid === undefined) {
        yield* p.eprint(`setpriv: failed to parse ${name}: '${v}'\n`);
        return 1;
      }
    } else if (name === 'clear-groups') more = [];
    else if (name === 'init-groups') init = true;
    else if (name === 'no-new-privs' || name === 'nnp') p.noNewPrivs = true;
    else {
      yield* p.eprint(`drydock: 'setpriv --${name}' is not simulated\n`);
      return 1;
    }
  }
  if (args.length === 0) {
    yield* p.eprint("setpriv: No program specified\nTry 'setpriv --help' for more information.\n");
    return 1;
  }
  if (p.euid !== 0 && ((uid !== undefined && uid !== p.euid) || (gid !== undefined && gid !== p.egid))) {
    yield* p.eprint(
      `setpriv: ${gid !== undefined && gid !== p.egid ? 'setresgid' : 'setresuid'} failed: Operation not permitted\n`,
    );
    return 1;
  }
  const user = users(read).find((u) => u.uid === (uid ?? p.euid));
  become(p, uid ?? p.euid, gid ?? p.egid, init && user !== undefined ? groupIds(read, user) : (more ?? p.groups));
  return yield* run(p, args);
};

export const privileges: Record<string, Program> = { gosu, 'su-exec': gosu, setpriv };
