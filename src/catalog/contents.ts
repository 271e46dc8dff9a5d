// File trees of images: small, but truthful about what is there and what is not.

import { ESSENTIAL } from './dpkg.ts';
import { append, encode } from '../fs/bytes.ts';
import { nextIno } from '../fs/cell.ts';
import { type DirNode, emptyDir, type FsNode } from '../fs/node.ts';
import { clean } from '../fs/path.ts';
import { getAt, putAt } from '../fs/tree.ts';
import { PROGRAM_MAGIC } from '../kernel/image.ts';
import { DEBIAN_BASE, PACKAGES, SBIN } from './names.ts';

/** What a path is to hold: text, a program (`{program}`), a link, a directory, or lines behind what is there already. */
export type Content =
  | string
  | { append: string }
  | { program: string; flavor?: 'busybox'; mode?: number }
  | { link: string }
  | { dir: number; uid?: number; gid?: number }
  | { text: string; mode: number; uid?: number; gid?: number };
export type Files = Record<string, Content>;

const EPOCH = Date.UTC(2026, 5, 1);

function node(c: Content): FsNode {
  const meta = { uid: 0, gid: 0, mtime: EPOCH };
  if (typeof c === 'string') return { kind: 'file', ...meta, mode: 0o644, ino: nextIno(), data: encode(c) };
  if ('program' in c)
    return {
      kind: 'file',
      ...meta,
      mode: c.mode ?? 0o755,
      ino: nextIno(),
      data: encode(`${PROGRAM_MAGIC}${c.program}${c.flavor === undefined ? '' : ` ${c.flavor}`}\n`),
    };
  if ('append' in c) return { kind: 'file', ...meta, mode: 0o644, ino: nextIno(), data: encode(c.append) };
  if ('link' in c) return { kind: 'link', ...meta, mode: 0o777, target: c.link };
  if ('dir' in c) return { kind: 'dir', ...meta, uid: c.uid ?? 0, gid: c.gid ?? 0, mode: c.dir, entries: new Map() };
  return {
    kind: 'file',
    ...meta,
    uid: c.uid ?? 0,
    gid: c.gid ?? 0,
    mode: c.mode,
    ino: nextIno(),
    data: encode(c.text),
  };
}

/** The parts of a path, with links to folders on the way followed (`/bin` is `usr/bin`). */
function behind(tree: DirNode, parts: readonly string[]): string[] {
  let done: string[] = [];
  let at: FsNode | undefined = tree;
  for (const [i, part] of parts.entries()) {
    done.push(part);
    at = at?.kind === 'dir' ? at.entries.get(part) : undefined;
    if (at?.kind !== 'link' || i === parts.length - 1) continue;
    const target = at.target.startsWith('/') ? at.target : `/${done.slice(0, -1).join('/')}/${at.target}`;
    done = behind(
      tree,
      clean(target)
        .split('/')
        .filter((x) => x !== ''),
    );
    at = getAt(tree, done);
  }
  return done;
}

/** A tree with files laid over it. */
export function withFiles(base: DirNode, files: Files): DirNode {
  const owner = {};
  let tree = base;
  for (const [path, content] of Object.entries(files)) {
    const parts = behind(
      tree,
      path.split('/').filter((x) => x !== ''),
    );
    let made = node(content);
    const below = getAt(tree, parts);
    if (typeof content !== 'string' && 'append' in content && made.kind === 'file' && below?.kind === 'file')
      made = { ...below, ino: nextIno(), data: append(below.data, made.data) };
    // a folder that is there already keeps what is in it
    if (made.kind === 'dir' && below?.kind === 'dir') made = { ...made, entries: below.entries };
    tree = putAt(tree, parts, made, { owner, mtime: EPOCH });
  }
  return { ...tree, owner: undefined };
}

const PASSWD_DEBIAN = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;
const GROUP_DEBIAN =
  'root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nmail:x:8:\nman:x:12:\nsudo:x:27:\nwww-data:x:33:\nbackup:x:34:\nshadow:x:42:\nstaff:x:50:\ngames:x:60:\nusers:x:100:\nnogroup:x:65534:\n';

export function osRelease(id: string): string {
  const table: Record<string, string> = {
    trixie:
      'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID="13"\nVERSION="13 (trixie)"\nVERSION_CODENAME=trixie\nID=debian\nHOME_URL="https://www.debian.org/"\n',
    bookworm:
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\nHOME_URL="https://www.debian.org/"\n',
    bullseye:
      'PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"\nNAME="Debian GNU/Linux"\nVERSION_ID="11"\nVERSION="11 (bullseye)"\nVERSION_CODENAME=bullseye\nID=debian\nHOME_URL="https://www.debian.org/"\n',
    focal:
      'PRETTY_NAME="Ubuntu 20.04.6 LTS"\nNAME="Ubuntu"\nVERSION_ID="20.04"\nVERSION="20.04.6 LTS (Focal Fossa)"\nVERSION_CODENAME=focal\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=focal\n',
    noble:
      'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nVERSION="24.04.3 LTS (Noble Numbat)"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=noble\n',
    jammy:
      'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nNAME="Ubuntu"\nVERSION_ID="22.04"\nVERSION="22.04.5 LTS (Jammy Jellyfish)"\nVERSION_CODENAME=jammy\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=jammy\n',
    resolute:
      'PRETTY_NAME="Ubuntu 26.04 LTS"\nNAME="Ubuntu"\nVERSION_ID="26.04"\nVERSION="26.04 LTS (Resolute Raccoon)"\nVERSION_CODENAME=resolute\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=resolute\n',
    oracle:
      'NAME="Oracle Linux Server"\nVERSION="9.6"\nID="ol"\nID_LIKE="fedora"\nVERSION_ID="9.6"\nPRETTY_NAME="Oracle Linux Server 9.6"\n',
  };
  return (
    table[id] ??
    `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${id}\nPRETTY_NAME="Alpine Linux v${id.split('.').slice(0, 2).join('.')}"\nHOME_URL="https://alpinelinux.org/"\n`
  );
}

const MODES: Record<string, number> = { su: 0o4755, sudo: 0o4755, mount: 0o4755, umount: 0o4755, passwd: 0o4755 };

/** Names that are another program under a second name. */
const ALIASES: Record<string, string> = {
  sh: 'dash',
  ash: 'ash',
  egrep: 'egrep',
  fgrep: 'fgrep',
  apt: 'apt',
  '[': '[',
};

function program(name: string): Content {
  return { program: ALIASES[name] ?? name, ...(MODES[name] === undefined ? {} : { mode: MODES[name] }) };
}

/** Programs in /usr/bin (and /usr/sbin for those that administer). */
export function programs(names: readonly string[]): Files {
  return Object.fromEntries(
    names.map((n): [string, Content] => [`/usr/${SBIN.includes(n) ? 'sbin' : 'bin'}/${n}`, program(n)]),
  );
}

/** What dpkg knows of the packages that every Debian has. */
const STATUS = Object.entries(ESSENTIAL)
  .map(
    ([n, v]) =>
      `Package: ${n}\nStatus: install ok installed\nInstalled-Size: 400\nArchitecture: amd64\nVersion: ${v}\nDescription: ${n}\n\n`,
  )
  .join('');

/** Folders of every system. */
export const COMMON_DIRS: Files = {
  '/tmp': { dir: 0o1777 },
  '/root': { dir: 0o700 },
  '/home': { dir: 0o755 },
  '/var/tmp': { dir: 0o1777 },
  '/proc': { dir: 0o555 },
  '/sys': { dir: 0o555 },
  '/dev': { dir: 0o755 },
};

/** The sources of a system's own archive. */
function archiveSources(codename: string, ubuntu: boolean): Files {
  const stanza = (uri: string, suites: string, components: string, keyring: string): string =>
    `Types: deb\nURIs: ${uri}\nSuites: ${suites}\nComponents: ${components}\nSigned-By: ${keyring}\n`;
  if (ubuntu)
    return {
      '/etc/apt/sources.list.d/ubuntu.sources': `${stanza('http://archive.ubuntu.com/ubuntu/', `${codename} ${codename}-updates`, 'main universe restricted multiverse', '/usr/share/keyrings/ubuntu-archive-keyring.gpg')}\n${stanza('http://security.ubuntu.com/ubuntu/', `${codename}-security`, 'main universe restricted multiverse', '/usr/share/keyrings/ubuntu-archive-keyring.gpg')}`,
    };
  return {
    '/etc/apt/sources.list.d/debian.sources': `${stanza('http://deb.debian.org/debian', `${codename} ${codename}-updates`, 'main', '/usr/share/keyrings/debian-archive-keyring.gpg')}\n${stanza('http://deb.debian.org/debian-security', `${codename}-security`, 'main', '/usr/share/keyrings/debian-archive-keyring.gpg')}`,
  };
}

/** A Debian or Ubuntu system. */
export function debian(codename: string, slim: boolean): DirNode {
  const ubuntu = ['noble', 'jammy', 'resolute', 'focal'].includes(codename);
  return withFiles(emptyDir(), {
    ...COMMON_DIRS,
    '/run': { dir: 0o755 },
    '/opt': { dir: 0o755 },
    '/srv': { dir: 0o755 },
    '/mnt': { dir: 0o755 },
    '/media': { dir: 0o755 },
    '/boot': { dir: 0o755 },
    '/run/lock': { dir: 0o1777 },
    '/var/run': { link: codename === 'oracle' ? '../run' : '/run' },
    '/var/lock': { link: codename === 'oracle' ? '../run/lock' : '/run/lock' },
    '/bin': { link: 'usr/bin' },
    '/sbin': { link: 'usr/sbin' },
    '/lib': { link: 'usr/lib' },
    '/lib64': { link: 'usr/lib64' },
    '/usr/lib64': { dir: 0o755 },
    '/usr/lib/os-release': osRelease(codename),
    '/etc/os-release': { link: '../usr/lib/os-release' },
    '/etc/debian_version': `${{ bookworm: '12.12', bullseye: '11.11', jammy: 'bookworm/sid', noble: 'trixie/sid', focal: 'bullseye/sid' }[codename] ?? '13.1'}\n`,
    '/etc/passwd':
      PASSWD_DEBIAN + (ubuntu && codename !== 'jammy' ? 'ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash\n' : ''),
    '/etc/group': GROUP_DEBIAN + (ubuntu && codename !== 'jammy' ? 'ubuntu:x:1000:\n' : ''),
    '/etc/shadow': { text: 'root:*:20000:0:99999:7:::\n', mode: 0o640, gid: 42 },
    '/etc/shells': '/bin/sh\n/bin/bash\n',
    '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
    '/etc/profile':
      'if [ -d /etc/profile.d ]; then for i in /etc/profile.d/*.sh; do if [ -r $i ]; then . $i; fi; done; unset i; fi\n',
    '/etc/profile.d': { dir: 0o755 },
    '/etc/skel/.bashrc': "PS1='\\u@\\h:\\w\\$ '\n",
    '/etc/skel/.profile': '[ -f "$HOME/.bashrc" ] && . "$HOME/.bashrc"\n',
    '/etc/bash.bashrc': '[ -z "$PS1" ] && [ -z "$-" ] && return\nPS1=\'\\u@\\h:\\w\\$ \'\n',
    '/root/.bashrc': '# ~/.bashrc: executed by bash for interactive shells\n',
    '/root/.profile': '# ~/.profile\nmesg n 2> /dev/null || true\n',
    ...archiveSources(codename, ubuntu),
    '/var/lib/dpkg/status': STATUS,
    '/var/lib/dpkg/info': { dir: 0o755 },
    '/etc/apt/trusted.gpg.d/debian-archive-keyring.asc': '',
    '/usr/share/keyrings': { dir: 0o755 },
    '/var/lib/apt/lists': { dir: 0o755 },
    '/var/cache/apt': { dir: 0o755 },
    '/var/log': { dir: 0o755 },
    '/var/lib/misc': { dir: 0o755 },
    '/usr/local/bin': { dir: 0o755 },
    '/usr/local/sbin': { dir: 0o755 },
    '/usr/share': { dir: 0o755 },
    '/var/www': { dir: 0o755 },
    ...programs([
      ...(codename === 'oracle'
        ? [...DEBIAN_BASE.filter((n) => !/^apt|^dpkg|^lsb/.test(n)), 'microdnf', 'rpm']
        : [...DEBIAN_BASE, 'dpkg-query']),
      ...SBIN,
    ]),
    ...(ubuntu ? programs(PACKAGES['procps']!) : {}),
    ...(slim ? {} : { '/usr/share/doc': { dir: 0o755 }, '/usr/share/man': { dir: 0o755 } }),
  });
}
