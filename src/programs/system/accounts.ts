// useradd adduser userdel usermod groupadd groupdel: the lines of /etc/passwd, shadow and group.

import { encode } from '../../fs/bytes.ts';
import type { Process } from '../../kernel/process.ts';
import { reader, users, groups } from '../../kernel/users.ts';
import { Failure, program, parseArgs, Usage } from '../args.ts';

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
export const mayAdmin = (p: Process): void => {
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

export const useradd = program(function* (p) {
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

export const adduser = program(function* (p) {
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

export const groupadd = program(function* (p) {
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

export const userdel = program(function* (p) {
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

export const groupdel = program(function* (p) {
  const name = p.args[0] ?? '';
  mayAdmin(p);
  if (!groups(reader(p)).some((g) => g.name === name)) throw new Failure(`group '${name}' does not exist`, 6);
  rewrite(p, '/etc/group', (f) => (f[0] === name ? undefined : f));
  return 0;
});

export const usermod = program(function* (p) {
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
