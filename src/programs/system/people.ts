// Who is who: id whoami groups hostname uname getent; and the list of all that has to do with people.

import type { Task, Program } from '../../kernel/block.ts';
import { reader, users, groupIds, userName, groupName } from '../../kernel/users.ts';
import { hostsEntries, resolveHost } from '../../kernel/resolve.ts';
import { program, parseArgs, Failure, complain } from '../args.ts';
import { su, sudo } from './become.ts';
import { useradd, adduser, groupadd, userdel, groupdel, usermod, mayAdmin } from './accounts.ts';

const id = program(function* (p) {
  const o = parseArgs(p, 'ugGnrz', { user: 'u', group: 'g', groups: 'G', name: 'n', real: 'r' });
  const read = reader(p);
  let uid = o.has('r') || !o.has('u') ? p.uid : p.euid;
  let gid = o.has('r') || !o.has('g') ? p.gid : p.egid;
  let effective = uid === p.euid ? undefined : p.euid;
  let all = [...new Set([gid, ...p.groups])];
  const who = o.rest[0];
  if (who !== undefined) {
    const user = users(read).find((u) => u.name === who || String(u.uid) === who);
    if (user === undefined) throw new Failure(p.busybox ? `unknown user ${who}` : `'${who}': no such user`);
    uid = user.uid;
    gid = user.gid;
    effective = undefined;
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
      `uid=${named(uid, userName(read, uid))} gid=${named(gid, groupName(read, gid))}${effective === undefined ? '' : ` euid=${named(effective, userName(read, effective))}`}${all.length > 0 ? ` groups=${all.map((n) => named(n, groupName(read, n))).join(',')}` : ''}\n`,
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
