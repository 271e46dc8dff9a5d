// The trees of an image's layers: the systems that images stand on, and what an image is for. Apart from what a host
// begins with, so that a host alone does not bring them all.

import { type DirNode, emptyDir } from '../fs/node.ts';
import { COMMON_DIRS, type Content, debian, type Files, osRelease, withFiles } from './contents.ts';
import type { Entry } from './derived.ts';
import { BUSYBOX, BUSYBOX_MORE, NOT_IN_ALPINE } from './applets.ts';
import { serverFiles } from './servers.ts';

const PASSWD_BUSYBOX = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;

/** An applet's file. Two of them are other programs than those of the same name elsewhere. */
function applet(name: string): Content {
  const program = ({ sh: 'ash', httpd: 'busybox-httpd' } as Record<string, string>)[name] ?? name;
  return { program, flavor: 'busybox' };
}

/** busybox's own image: every applet is the one program. */
function busybox(): DirNode {
  const files: Files = {
    ...COMMON_DIRS,
    '/etc/passwd': PASSWD_BUSYBOX,
    '/etc/group':
      'root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nmail:x:8:\nwww-data:x:33:\noperator:x:37:\nusers:x:100:\nnobody:x:65534:\n',
    '/etc/shadow': { text: 'root:*:20000:0:99999:7:::\n', mode: 0o640 },
    '/etc/nsswitch.conf': 'hosts: files dns\n',
    '/etc/network': { dir: 0o755 },
    '/var/spool/mail': { dir: 0o755 },
    '/var/www': { dir: 0o755 },
    '/usr/sbin': { dir: 0o755 },
    '/usr/bin/env': { link: '../../bin/env' },
    '/lib': { dir: 0o755 },
    '/lib64': { link: 'lib' },
    '/bin/busybox': { program: 'busybox', flavor: 'busybox' },
  };
  for (const name of [...BUSYBOX, ...BUSYBOX_MORE]) files[`/bin/${name}`] = applet(name);
  return withFiles(emptyDir(), files);
}

/** Alpine: busybox behind links, musl, apk. */
function alpine(version: string): DirNode {
  const usrBin = [
    '[',
    'awk',
    'basename',
    'cksum',
    'clear',
    'cmp',
    'comm',
    'cut',
    'diff',
    'dirname',
    'du',
    'env',
    'expand',
    'expr',
    'find',
    'fold',
    'free',
    'getent',
    'groups',
    'head',
    'hexdump',
    'id',
    'install',
    'killall',
    'less',
    'logname',
    'md5sum',
    'mkfifo',
    'nc',
    'nl',
    'nohup',
    'nproc',
    'nslookup',
    'od',
    'passwd',
    'paste',
    'pgrep',
    'pkill',
    'printf',
    'readlink',
    'realpath',
    'seq',
    'sha1sum',
    'sha256sum',
    'sha512sum',
    'shuf',
    'sort',
    'split',
    'strings',
    'sum',
    'tac',
    'tail',
    'tee',
    'test',
    'timeout',
    'top',
    'tr',
    'truncate',
    'tty',
    'unexpand',
    'uniq',
    'unlink',
    'unzip',
    'uptime',
    'wc',
    'wget',
    'which',
    'who',
    'whoami',
    'xargs',
    'xxd',
    'yes',
    'vi',
  ];
  const files: Files = {
    ...COMMON_DIRS,
    '/run': { dir: 0o755 },
    '/run/lock': { dir: 0o755 },
    '/var/run': { link: '../run' },
    '/var/lock': { link: '../run/lock' },
    '/opt': { dir: 0o755 },
    '/srv': { dir: 0o755 },
    '/mnt': { dir: 0o755 },
    '/media': { dir: 0o755 },
    '/etc/os-release': osRelease(version),
    '/etc/alpine-release': `${version}\n`,
    '/etc/passwd': `root:x:0:0:root:/root:/bin/sh\nbin:x:1:1:bin:/bin:/sbin/nologin\ndaemon:x:2:2:daemon:/sbin:/sbin/nologin\nmail:x:8:12:mail:/var/mail:/sbin/nologin\nguest:x:405:100:guest:/dev/null:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n`,
    '/etc/group':
      'root:x:0:root\nbin:x:1:root,bin,daemon\ndaemon:x:2:root,bin,daemon\nsys:x:3:root,bin\nadm:x:4:root,daemon\ntty:x:5:\ndisk:x:6:root\nmail:x:12:mail\nwheel:x:10:root\nusers:x:100:games\nwww-data:x:82:\nnogroup:x:65533:\nnobody:x:65534:\n',
    '/etc/shadow': { text: 'root:*::0:::::\n', mode: 0o640 },
    '/etc/profile':
      "export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nexport PS1='\\h:\\w\\$ '\n",
    '/etc/apk/repositories': `https://dl-cdn.alpinelinux.org/alpine/v${version.split('.').slice(0, 2).join('.')}/main\n`,
    '/etc/apk/world': 'alpine-baselayout\nalpine-keys\napk-tools\nbusybox\nlibc-utils\n',
    '/lib/apk/db/installed': '',
    '/etc/ssl/certs/ca-certificates.crt': '',
    '/sbin/apk': { program: 'apk' },
    '/bin/busybox': { program: 'busybox', flavor: 'busybox' },
    '/usr/local/bin': { dir: 0o755 },
    '/var/log': { dir: 0o755 },
    '/var/cache/apk': { dir: 0o755 },
    '/usr/sbin': { dir: 0o755 },
  };
  for (const name of [...BUSYBOX, ...BUSYBOX_MORE]) {
    if (NOT_IN_ALPINE.has(name)) continue;
    const dir = usrBin.includes(name)
      ? '/usr/bin'
      : ['ifconfig', 'ip', 'route', 'adduser', 'addgroup', 'deluser', 'delgroup'].includes(name)
        ? '/sbin'
        : '/bin';
    files[`${dir}/${name}`] = applet(name);
  }
  return withFiles(emptyDir(), files);
}

function baseOf(e: Entry): { kind: 'busybox' | 'alpine' | 'debian' | 'none'; version: string } {
  const first = e.history
    .map((h) => h.createdBy)
    .join(' ')
    .toLowerCase();
  const tag = e.tags[0]!;
  if (e.system !== undefined)
    return e.system === 'alpine'
      ? { kind: 'alpine', version: '3.22.2' }
      : e.system === 'none' || e.system === 'busybox'
        ? { kind: e.system, version: '' }
        : { kind: 'debian', version: e.system };
  if (e.image === 'busybox') return { kind: 'busybox', version: '' };
  if (e.image === 'hello-world' || e.image === 'traefik') return { kind: 'none', version: '' };
  if (e.image === 'alpine')
    return {
      kind: 'alpine',
      version: e.tags.find((t) => /^\d+\.\d+\.\d+$/.test(t)) ?? (/^\d+\.\d+$/.test(tag) ? `${tag}.3` : '3.23.0'),
    };
  if (e.image === 'debian' && /^(bullseye|11)/.test(tag)) return { kind: 'debian', version: 'bullseye' };
  if (e.image === 'ubuntu' && /^(20\.04|focal)/.test(tag)) return { kind: 'debian', version: 'focal' };
  if (
    /alpine/.test(tag) ||
    /alpine-minirootfs|alpine/.test(first) ||
    ['registry', 'docker', 'mailhog/mailhog', 'adminer'].includes(e.image)
  )
    return { kind: 'alpine', version: '3.24.1' };
  if (/22\.04|jammy/.test(tag)) return { kind: 'debian', version: 'jammy' };
  if (/noble|24\.04/.test(`${tag} ${first}`) || ['mariadb', 'mongo', 'rabbitmq', 'eclipse-temurin'].includes(e.image))
    return { kind: 'debian', version: 'noble' };
  if (e.image === 'ubuntu') return { kind: 'debian', version: 'resolute' };
  if (e.image === 'oraclelinux' || e.image === 'mysql') return { kind: 'debian', version: 'oracle' };
  return { kind: 'debian', version: /bookworm|^12/.test(tag) ? 'bookworm' : 'trixie' };
}

const bases = new Map<string, DirNode>();

/** The tree of a base image: what its distribution brings. */
function baseTree(e: Entry): DirNode {
  const { kind, version } = baseOf(e);
  const slim = /slim/.test(e.tags.join(' '));
  const key = `${kind} ${version} ${slim}`;
  let tree = bases.get(key);
  if (tree === undefined) {
    tree =
      kind === 'busybox'
        ? busybox()
        : kind === 'alpine'
          ? alpine(version)
          : kind === 'none'
            ? emptyDir()
            : debian(version, slim);
    bases.set(key, tree);
  }
  return tree;
}

/** Trees after each layer of an image: the system first, what the image is for in its biggest layer. */
export function treesFor(e: Entry): DirNode[] {
  const steps = e.history.filter((h) => h.blob !== undefined);
  const base = baseTree(e);
  // images of the plain systems come without certificates, all others need them for what they fetch
  const extra: Files = {
    ...(['debian', 'ubuntu', 'busybox', 'scratch', 'hello-world'].includes(e.image)
      ? {}
      : { '/etc/ssl/certs/ca-certificates.crt': '' }),
    ...serverFiles(e),
  };
  const main = steps
    .slice(1)
    .reduce((best, h, i) => (h.compressed > (steps[best]?.compressed ?? -1) || best === 0 ? i + 1 : best), 0);
  let tree = base;
  return steps.map((_, i) => {
    if (i === main) tree = withFiles(tree, extra);
    return tree;
  });
}
