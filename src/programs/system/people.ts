// Who is who: id whoami groups hostname uname getent su sudo useradd and what belongs to them.

import { encode } from '../../fs/bytes.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { groupIds, groupName, groups, reader, type User, userName, users } from '../../kernel/users.ts';
import { hostsEntries, resolveHost } from '../../kernel/resolve.ts';
import { complain, Failure, parseArgs, program, reason, Usage } from '../args.ts';
import { execCommand } from '../coreutils/run-command.ts';

const id = program(function* (p) {
  const o = parseArgs(p, 'ugGnrz', { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r' });
  const read = reader(p);
  let uid = p.euid;
  let gid = p.egid;
  let all = [...new Set([gid, ...p.groups])];
  const who = o.rest[0];
  if (who !== undefined) {
    const user = users(read).find((u) => u.name === who || String(u.uid) === who);
    if (user === undefined) throw new Failure(p.busybox ? `unknown user ${who}` : `'${who}': no such user`);
    uid = user.uid;
    gid = user.gid;
    all = groupIds(read, user);
  }
  const u = (n: number): string => (o.has('n') ? userName(read, n) : String(n));
  const g = (n: number): string => (o.has('n') ? groupName(read, n) : String(n));
  const named = (n: number, name: string): string => (name === String(n) ? String(n) : `${n}(${name})`);
  if (o.has('u')) yield* p.print(`${u(uid)}\n`);
  else if (o.has('g')) yield* p.print(`${g(gid)}\n`);
  else if (o.has('G')) yield* p.print(`${all.map(g).join(' ')}\n`);
  else
    yield* p.print(
      `uid=${named(uid, userName(read, uid))} gid=${named(gid, groupName(read, gid))}${all.length > 0 ? ` groups=${all.map((n) => named(n, groupName(read, n))).join(',')}` : ''}\n`,
    );
  return 0;
});

const whoami = program(function* (p) {
  const name = userName(reader(p), p.euid);
  if (/^\d+$/.test(name)) throw new Failure(p.busybox ? `unknown uid ${name}` : `cannot find name for user ID ${name}`);
  yield* p.print(`${name}\n`);
  return 0;
});

const groupsProgram = program(function* (p) {
  const read = reader(p);
  const who = p.args[0];
  if (who === undefined) {
    yield* p.print(`${[...new Set([p.egid, ...p.groups])].map((g) => groupName(read, g)).join(' ')}\n`);
    return 0;
  }
  const user = users(read).find((u) => u.name === who);
  if (user === undefined) throw new Failure(`'${who}': no such user`);
  yield* p.print(
    `${who} : ${groupIds(read, user)
      .map((g) => groupName(read, g))
      .join(' ')}\n`,
  );
  return 0;
});

const hostname = program(function* (p) {
  const o = parseArgs(p, 'fisdIA', { fqdn: 'f', short: 's', 'ip-address': 'i', 'all-ip-addresses': 'I' });
  if (o.rest.length > 0) {
    if (!p.caps.has('SYS_ADMIN') || p.filtered)
      throw new Failure(
        p.busybox ? 'sethostname: Operation not permitted' : 'you must be root to change the host name',
      );
    p.uts.hostname = o.rest[0]!;
    return 0;
  }
  const name = p.uts.hostname;
  if (o.has('i')) {
    const ips = hostsEntries(reader(p)('/etc/hosts'))
      .filter((e) => e.names.includes(name))
      .map((e) => e.ip);
    const found = ips.length > 0 ? ips : resolveHost(p, name);
    if (found.length === 0) throw new Failure(p.busybox ? `${name}: Unknown host` : 'Name or service not known');
    yield* p.print(`${found.join(' ')}\n`);
  } else if (o.has('f')) {
    const entry = hostsEntries(reader(p)('/etc/hosts')).find((e) => e.names.includes(name));
    yield* p.print(`${entry?.names[0] ?? name}\n`);
  } else if (o.has('I'))
    yield* p.print(
      `${p.net.interfaces
        .filter((i) => i.name !== 'lo')
        .map((i) => i.ip)
        .join(' ')} \n`,
    );
  else if (o.has('d')) yield* p.print(`${p.uts.domainname}\n`);
  else yield* p.print(`${o.has('s') ? name.split('.')[0] : name}\n`);
  return 0;
});

const uname = program(function* (p) {
  const o = parseArgs(p, 'asnrvmpio', {
    all: 'a',
    'kernel-name': 's',
    nodename: 'n',
    'kernel-release': 'r',
    'kernel-version': 'v',
    machine: 'm',
    processor: 'p',
    'operating-system': 'o',
  });
  const parts: [string, string][] = [
    ['s', 'Linux'],
    ['n', p.uts.hostname],
    ['r', '6.12.48'],
    ['v', '#1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1'],
    ['m', 'x86_64'],
    ['o', p.busybox ? 'Linux' : 'GNU/Linux'],
  ];
  const keys = [...o.values.keys()];
  const all = o.has('a');
  const out = parts.filter(([k]) => all || keys.includes(k) || (keys.length === 0 && k === 's')).map(([, v]) => v);
  if (keys.includes('p') || keys.includes('i')) out.push('unknown');
  yield* p.print(`${out.join(' ')}\n`);
  return 0;
});

const getent = program(function* (p) {
  const [db = '', ...keys] = p.args;
  const read = reader(p);
  const file = (path: string): string[] =>
    read(path)
      .split('\n')
      .filter((l) => l !== '');
  const answer = (lines: readonly string[]): Task<number> =>
    (function* () {
      for (const l of lines) yield* p.print(`${l}\n`);
      return lines.length > 0 ? 0 : 2;
    })();
  if (db === 'passwd' || db === 'group') {
    const lines = file(`/etc/${db}`);
    return yield* answer(
      keys.length === 0
        ? lines
        : keys.flatMap((k) => lines.filter((l) => l.split(':')[0] === k || l.split(':')[2] === k).slice(0, 1)),
    );
  }
  if (db === 'hosts' || db === 'ahosts' || db === 'ahostsv4') {
    if (keys.length === 0)
      return yield* answer(hostsEntries(read('/etc/hosts')).map((e) => `${e.ip.padEnd(15)} ${e.names.join(' ')}`));
    const out: string[] = [];
    for (const k of keys) {
      const entry = hostsEntries(read('/etc/hosts')).find((e) => e.names.includes(k) || e.ip === k);
      if (db === 'hosts' && entry !== undefined) {
        out.push(`${entry.ip.padEnd(15)} ${entry.names.join(' ')}`);
        continue;
      }
      const ips = resolveHost(p, k);
      if (db === 'hosts') out.push(...ips.map((ip) => `${ip.padEnd(15)} ${k}`));
      else
        for (const ip of ips)
          out.push(`${ip.padEnd(15)} STREAM ${k}`, `${ip.padEnd(15)} DGRAM  `, `${ip.padEnd(15)} RAW    `);
    }
    return yield* answer(out);
  }
  if (db === 'services')
    return yield* answer(
      keys.flatMap(
        (k) =>
          ({
            http: ['http                  80/tcp'],
            https: ['https                 443/tcp'],
            ssh: ['ssh                   22/tcp'],
            mysql: ['mysql                 3306/tcp'],
          })[k] ?? [],
      ),
    );
  yield* p.eprint(`Unknown database: ${db}\nTry \`getent --help' or \`getent --usage' for more information.\n`);
  return 1;
});

/** Makes the process run as a user. */
function become(p: Process, user: User): void {
  const read = reader(p);
  p.uid = p.euid = user.uid;
  p.gid = p.egid = user.gid;
  p.groups = groupIds(read, user);
  p.caps = user.uid === 0 ? p.bounding : new Set();
}

const su = program(function* (p) {
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
    if (p.isatty(0)) {
      yield* p.eprint('Password: ');
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

const sudo = program(function* (p) {
  const o = parseArgs(
    p,
    'u:g:EinskSH',
    { 'user=': 'u', 'preserve-env=?': 'E', login: 'i', 'non-interactive': 'n', shell: 's' },
    true,
  );
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

function append(p: Process, path: string, line: string): void {
  p.fs.writeFile(path, encode(`${reader(p)(path).replace(/\n?$/, '\n').replace(/^\n$/, '')}${line}\n`));
}
function rewrite(p: Process, path: string, change: (fields: string[]) => string[] | undefined): void {
  const lines = reader(p)(path)
    .split('\n')
    .filter((l) => l !== '')
    .flatMap((l) => {
      const out = change(l.split(':'));
      return out === undefined ? [] : [out.join(':')];
    });
  p.fs.writeFile(path, encode(lines.map((l) => `${l}\n`).join('')));
}
function freeId(taken: readonly number[], from: number): number {
  let n = from;
  while (taken.includes(n)) n++;
  return n;
}
const mayAdmin = (p: Process): void => {
  if (p.euid !== 0) throw new Failure('Permission denied.\n' + `${p.name}: cannot lock /etc/passwd; try again later.`);
};

/** Adds a user and, when asked, a group of the same name and a home. */
function addUser(
  p: Process,
  u: {
    name: string;
    uid: number | undefined;
    gid: number | undefined;
    home: string;
    shell: string;
    gecos: string;
    extra: readonly string[];
    makeHome: boolean;
    system: boolean;
  },
): void {
  const read = reader(p);
  const uid =
    u.uid ??
    freeId(
      users(read).map((x) => x.uid),
      u.system ? 100 : 1000,
    );
  let { gid } = u;
  if (gid === undefined) {
    const there = groups(read).find((g) => g.name === u.name);
    gid =
      there?.gid ??
      freeId(
        groups(read).map((x) => x.gid),
        u.uid !== undefined && !groups(read).some((g) => g.gid === u.uid) ? u.uid : u.system ? 100 : 1000,
      );
    if (there === undefined) append(p, '/etc/group', `${u.name}:x:${gid}:`);
  }
  append(p, '/etc/passwd', `${u.name}:x:${uid}:${gid}:${u.gecos}:${u.home}:${u.shell}`);
  if (p.fs.exists('/etc/shadow')) append(p, '/etc/shadow', `${u.name}:!:20000:0:99999:7:::`);
  rewrite(p, '/etc/group', (f) =>
    u.extra.includes(f[0]!)
      ? [...f.slice(0, 3), [...(f[3] ?? '').split(',').filter((x) => x !== ''), u.name].join(',')]
      : f,
  );
  if (!u.makeHome || p.fs.exists(u.home)) return;
  p.fs.mkdirp(u.home);
  p.fs.chmod(u.home, 0o755);
  for (const name of p.fs.isDir('/etc/skel') ? p.fs.readdir('/etc/skel') : []) {
    p.fs.writeFile(`${u.home}/${name}`, p.fs.readFile(`/etc/skel/${name}`));
    p.fs.chown(`${u.home}/${name}`, uid, gid);
  }
  p.fs.chown(u.home, uid, gid);
}

function groupOf(p: Process, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const g = groups(reader(p)).find((x) => x.name === text || String(x.gid) === text);
  if (g === undefined) throw new Failure(`group '${text}' does not exist`, 6);
  return g.gid;
}

const useradd = program(function* (p) {
  const o = parseArgs(p, 'mMrUNu:g:G:d:s:c:p:k:e:f:o', {
    'create-home': 'm',
    'no-create-home': 'M',
    system: 'r',
    'user-group': 'U',
    'no-user-group': 'N',
    'uid=': 'u',
    'gid=': 'g',
    'groups=': 'G',
    'home-dir=': 'd',
    'shell=': 's',
    'comment=': 'c',
    'password=': 'p',
    'home=': 'd',
    'no-log-init': 'l',
    'non-unique': 'o',
  });
  const name = o.rest[0];
  if (name === undefined) throw new Usage('missing operand', 2);
  mayAdmin(p);
  const read = reader(p);
  if (users(read).some((u) => u.name === name)) throw new Failure(`user '${name}' already exists`, 9);
  const uid = o.has('u') ? Number(o.get('u')) : undefined;
  if (uid !== undefined && !o.has('o') && users(read).some((u) => u.uid === uid))
    throw new Failure(`UID ${uid} is not unique`, 4);
  if (!o.has('g') && !o.has('N') && groups(read).some((g) => g.name === name))
    throw new Failure(`group ${name} exists - if you want to add this user to that group, use -g.`, 9);
  const extra = (o.get('G') ?? '').split(',').filter((x) => x !== '');
  for (const g of extra) groupOf(p, g);
  addUser(p, {
    name,
    uid,
    gid: o.has('N') ? 100 : groupOf(p, o.get('g')),
    home: o.get('d') ?? `/home/${name}`,
    shell: o.get('s') ?? '/bin/sh',
    gecos: o.get('c') ?? '',
    extra,
    makeHome: o.has('m'),
    system: o.has('r'),
  });
  return 0;
}, 2);

const adduser = program(function* (p) {
  const busy = p.busybox;
  const o = parseArgs(p, 'DHSh:G:s:u:g:k:', {
    'disabled-password': 'D',
    'disabled-login': 'D',
    system: 'S',
    'no-create-home': 'H',
    'home=': 'h',
    'ingroup=': 'G',
    'shell=': 's',
    'uid=': 'u',
    'gecos=': 'g',
    'comment=': 'g',
    group: 'group',
    quiet: 'q',
    'gid=': 'gid',
    'allow-bad-names': 'bad',
  });
  const [name, group] = o.rest;
  if (name === undefined) throw new Usage('missing operand');
  mayAdmin(p);
  const read = reader(p);
  if (group !== undefined) {
    if (!users(read).some((u) => u.name === name))
      throw new Failure(busy ? `unknown user ${name}` : `The user '${name}' does not exist.`);
    groupOf(p, group);
    rewrite(p, '/etc/group', (f) =>
      f[0] === group && !(f[3] ?? '').split(',').includes(name)
        ? [...f.slice(0, 3), [...(f[3] ?? '').split(',').filter((x) => x !== ''), name].join(',')]
        : f,
    );
    return 0;
  }
  if (users(read).some((u) => u.name === name))
    throw new Failure(busy ? `user '${name}' in use` : `The user '${name}' already exists.`);
  const system = o.has('S');
  addUser(p, {
    name,
    uid: o.has('u') ? Number(o.get('u')) : undefined,
    gid: groupOf(p, o.get('G') ?? o.get('gid')),
    home: o.get('h') ?? `/home/${name}`,
    shell: o.get('s') ?? (system ? '/sbin/nologin' : busy ? '/bin/sh' : '/bin/bash'),
    gecos: o.get('g') ?? (busy ? 'Linux User' : ''),
    extra: [],
    makeHome: !o.has('H'),
    system,
  });
  return 0;
});

const groupadd = program(function* (p) {
  const o = parseArgs(p, 'g:rfS', { 'gid=': 'g', system: 'r', force: 'f' });
  const [name, group] = o.rest;
  if (name === undefined) throw new Usage('missing operand', 2);
  mayAdmin(p);
  const read = reader(p);
  if (group !== undefined) {
    rewrite(p, '/etc/group', (f) =>
      f[0] === group ? [...f.slice(0, 3), [...(f[3] ?? '').split(',').filter((x) => x !== ''), name].join(',')] : f,
    );
    return 0;
  }
  if (groups(read).some((g) => g.name === name)) {
    if (o.has('f')) return 0;
    throw new Failure(p.busybox ? `group '${name}' in use` : `group '${name}' already exists`, 9);
  }
  const gid = o.has('g')
    ? Number(o.get('g'))
    : freeId(
        groups(read).map((g) => g.gid),
        o.has('r') || o.has('S') ? 101 : 1000,
      );
  if (groups(read).some((g) => g.gid === gid)) throw new Failure(`GID '${gid}' already exists`, 4);
  append(p, '/etc/group', `${name}:x:${gid}:`);
  return 0;
});

const userdel = program(function* (p) {
  const o = parseArgs(p, 'rf', { remove: 'r', force: 'f', 'remove-home': 'r' });
  const name = o.rest[0] ?? '';
  mayAdmin(p);
  const user = users(reader(p)).find((u) => u.name === name);
  if (user === undefined) throw new Failure(`user '${name}' does not exist`, 6);
  rewrite(p, '/etc/passwd', (f) => (f[0] === name ? undefined : f));
  rewrite(p, '/etc/group', (f) =>
    f[0] === name && (f[3] ?? '') === ''
      ? undefined
      : [
          ...f.slice(0, 3),
          (f[3] ?? '')
            .split(',')
            .filter((x) => x !== name)
            .join(','),
        ],
  );
  if (o.has('r') && p.fs.exists(user.home)) p.fs.removeTree(user.home);
  return 0;
});

const groupdel = program(function* (p) {
  const name = p.args[0] ?? '';
  mayAdmin(p);
  if (!groups(reader(p)).some((g) => g.name === name)) throw new Failure(`group '${name}' does not exist`, 6);
  rewrite(p, '/etc/group', (f) => (f[0] === name ? undefined : f));
  return 0;
});

const usermod = program(function* (p) {
  const o = parseArgs(p, 'aG:g:s:d:u:l:c:mLU', {
    append: 'a',
    'groups=': 'G',
    'gid=': 'g',
    'shell=': 's',
    'home=': 'd',
    'uid=': 'u',
    'login=': 'l',
    'comment=': 'c',
    'move-home': 'm',
  });
  const name = o.rest[0] ?? '';
  mayAdmin(p);
  if (!users(reader(p)).some((u) => u.name === name)) throw new Failure(`user '${name}' does not exist`, 6);
  if (o.has('G')) {
    const wanted = o
      .get('G')!
      .split(',')
      .filter((x) => x !== '');
    for (const g of wanted) groupOf(p, g);
    rewrite(p, '/etc/group', (f) => {
      const members = (f[3] ?? '').split(',').filter((x) => x !== '');
      const without = members.filter((x) => x !== name);
      const next = wanted.includes(f[0]!) ? [...without, name] : o.has('a') ? members : without;
      return [...f.slice(0, 3), next.join(',')];
    });
  }
  const gid = groupOf(p, o.get('g'));
  rewrite(p, '/etc/passwd', (f) =>
    f[0] !== name
      ? f
      : [
          o.get('l') ?? f[0]!,
          f[1]!,
          o.get('u') ?? f[2]!,
          gid === undefined ? f[3]! : String(gid),
          o.get('c') ?? f[4]!,
          o.get('d') ?? f[5]!,
          o.get('s') ?? f[6]!,
        ],
  );
  return 0;
});

export const people: Record<string, Program> = {
  id,
  whoami,
  groups: groupsProgram,
  hostname,
  uname,
  getent,
  su,
  sudo,
  useradd,
  adduser,
  groupadd,
  addgroup: groupadd,
  userdel,
  deluser: userdel,
  groupdel,
  delgroup: groupdel,
  usermod,
  logname: whoami,
  users: program(function* (p) {
    yield* p.print(`${p.tty === undefined ? '' : userName(reader(p), p.uid)}\n`);
    return 0;
  }),
  chpasswd: program(function* (p) {
    mayAdmin(p);
    const known = users(reader(p));
    for (const line of new TextDecoder()
      .decode(yield* p.readAll(0))
      .split('\n')
      .filter((l) => l !== '')) {
      const name = line.split(':')[0]!;
      if (!known.some((u) => u.name === name)) return yield* complain(p, `line 1: user '${name}' does not exist`);
    }
    return 0;
  }),
};
