// su and sudo: to be somebody else.

import type { Process } from '../../kernel/process.ts';
import { type User, reader, groupIds, users, groupName } from '../../kernel/users.ts';
import { program, parseArgs, Failure, reason } from '../args.ts';
import { execCommand } from '../coreutils/run-command.ts';

/**
 * Makes the process run as a user. Both programs are setuid, so that who is not root has root's rights for it.
 * @throws Failure where root itself lacks the capabilities that it takes
 */
function become(p: Process, user: User): void {
  const read = reader(p);
  if (p.uid === 0 && !p.caps.has('SETGID'))
    throw new Failure(`${p.busybox ? "can't" : 'cannot'} set groups: Operation not permitted`);
  if (p.uid === 0 && user.uid !== 0 && !p.caps.has('SETUID'))
    throw new Failure(`${p.busybox ? 'setuid' : 'cannot set user id'}: Operation not permitted`);
  p.uid = p.euid = user.uid;
  p.gid = p.egid = user.gid;
  p.groups = groupIds(read, user);
  p.caps = user.uid === 0 ? p.bounding : new Set();
}

export const su = program(function* (p) {
  const o = parseArgs(p, 'lc:s:mp', { login: 'l', 'command=': 'c', 'shell=': 's', 'preserve-environment': 'm' }, true);
  const rest = [...o.rest];
  let login = o.has('l');
  if (rest[0] === '-') {
    login = true;
    rest.shift();
  }
  const name = rest.shift() ?? 'root';
  const more: string[] = [];
  let command = o.get('c');
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === '-c') command = rest[++i];
    else if (rest[i] === '-s') o.set('s', rest[++i] ?? '');
    else more.push(rest[i]!);
  }
  const read = reader(p);
  const user = users(read).find((u) => u.name === name);
  if (user === undefined)
    throw new Failure(
      p.busybox
        ? `unknown user ${name}`
        : `user ${name} does not exist or the user entry does not contain all the required fields`,
    );
  if (p.uid !== 0) {
    yield* p.eprint('Password: ');
    if (p.isatty(0)) {
      const t = p.fds.get(0)!.tty!;
      const echo = t.echo;
      t.echo = false;
      yield* p.read(0);
      t.echo = echo;
      yield* p.eprint('\n');
    }
    throw new Failure('Authentication failure');
  }
  become(p, user);
  const shell = o.get('s') ?? user.shell;
  if (login) {
    const term = p.env.get('TERM');
    p.env.clear();
    if (term !== undefined) p.env.set('TERM', term);
    p.env.set(
      'PATH',
      user.uid === 0
        ? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
        : '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games',
    );
    try {
      p.chdir(user.home);
    } catch (error) {
      reason(error);
    }
  }
  if (!o.has('m')) {
    p.env.set('HOME', user.home);
    p.env.set('SHELL', shell);
    if (user.uid !== 0 || login) {
      p.env.set('USER', user.name);
      p.env.set('LOGNAME', user.name);
    }
  }
  if (/nologin$/.test(shell)) {
    yield* p.print('This account is currently not available.\n');
    return 1;
  }
  if (!p.fs.exists(shell)) throw new Failure(`failed to execute ${shell}: No such file or directory`, 127);
  return yield* p.exec(shell, [
    login ? `-${shell.split('/').pop()}` : shell.split('/').pop()!,
    ...(command === undefined ? [] : ['-c', command]),
    ...more,
  ]);
});

export const sudo = program(function* (p) {
  const o = parseArgs(
    p,
    'u:g:EinskSH',
    { 'user=': 'u', 'preserve-env=?': 'E', login: 'i', 'non-interactive': 'n', shell: 's' },
    true,
  );
  if (p.uid !== 0 && p.noNewPrivs) {
    yield* p.eprint(
      'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.\n' +
        'sudo: If sudo is running in a container, you may need to adjust the container configuration to disable the flag.\n',
    );
    return 1;
  }
  const read = reader(p);
  const me = users(read).find((u) => u.uid === p.uid);
  const mine = me === undefined ? [] : groupIds(read, me).map((g) => groupName(read, g));
  if (p.uid !== 0 && !mine.includes('sudo') && !mine.includes('wheel')) {
    yield* p.eprint(`${me?.name ?? p.uid} is not in the sudoers file.\n`);
    return 1;
  }
  if (o.has('k')) return 0;
  const name = o.get('u') ?? 'root';
  const user = users(read).find((u) => u.name === name || `#${u.uid}` === name);
  if (user === undefined) throw new Failure(`unknown user ${name}`);
  const words = [...o.rest];
  const from = me?.name ?? 'root';
  while (words.length > 0 && /^[A-Za-z_]\w*=/.test(words[0]!)) {
    const [k = '', ...v] = words.shift()!.split('=');
    p.env.set(k, v.join('='));
  }
  if (words.length === 0 && !o.has('i') && !o.has('s')) {
    yield* p.eprint('usage: sudo [-u user] [-E] [-i] command [arg ...]\n');
    return 1;
  }
  become(p, user);
  if (!o.has('E'))
    for (const k of [...p.env.keys()])
      if (!['PATH', 'TERM', 'LANG', 'DISPLAY', 'HOME'].includes(k) && !words.includes(k)) p.env.delete(k);
  const caller = me?.uid ?? 0;
  for (const [k, v] of Object.entries({
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    SHELL: user.shell,
    SUDO_USER: from,
    SUDO_UID: String(caller),
    SUDO_GID: String(me?.gid ?? 0),
    SUDO_COMMAND: words.join(' '),
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  }))
    p.env.set(k, v);
  if (o.has('i')) p.chdir(user.home);
  if (words.length === 0 || o.has('i') || o.has('s'))
    return yield* p.exec(user.shell, [
      o.has('i') ? `-${user.shell.split('/').pop()}` : user.shell,
      ...(words.length > 0 ? ['-c', words.join(' ')] : []),
    ]);
  if (p.which(words[0]!) === undefined) throw new Failure(`${words[0]}: command not found`);
  return yield* execCommand(p, words, 'sudo');
});
