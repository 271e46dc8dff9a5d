// The file tree of a lab's host: a Debian with Docker, and whoever works on it.

import { debian, type Files, programs, withFiles } from '../catalog/contents.ts';
import { statusOf } from '../catalog/dpkg.ts';
import { HOST_EXTRAS } from '../catalog/names.ts';
import type { DirNode } from '../fs/node.ts';

export const HOSTNAME = 'drydock';

const BASHRC = `# settings of interactive shells
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'
alias ls='ls --color=auto'
alias grep='grep --color=auto'
HISTCONTROL=ignoreboth
`;

/** Packages that the host was set up with. */
const INSTALLED =
  'adduser ca-certificates containerd.io curl docker-buildx-plugin docker-ce docker-ce-cli docker-ce-rootless-extras docker-compose-plugin git gpg iproute2 iptables iputils-ping jq less lsb-release lsof nano net-tools openssl procps psmisc python3 sudo tree unzip vim wget xxd zip'.split(
    ' ',
  );

/** The host's tree. @param gpus what it has of them, with driver and container toolkit */
export function hostTree(more: Files = {}): DirNode {
  const base = debian('trixie', false);
  const text = (path: string): string => {
    let node: DirNode | undefined = base;
    const parts = path.split('/').slice(1);
    for (const part of parts.slice(0, -1)) node = node?.entries.get(part) as DirNode | undefined;
    const file = node?.entries.get(parts.at(-1)!);
    return file?.kind === 'file' ? new TextDecoder().decode(file.data) : '';
  };
  const student = { uid: 1000, gid: 1000 };
  const files: Files = {
    ...programs(HOST_EXTRAS),
    '/etc/passwd': `${text('/etc/passwd')}student:x:1000:1000:Student,,,:/home/student:/bin/bash\n`,
    '/etc/group': `${text('/etc/group').replace('sudo:x:27:', 'sudo:x:27:student')}docker:x:999:student\nstudent:x:1000:\n`,
    '/var/lib/dpkg/status': { append: statusOf(INSTALLED) },
    '/etc/hostname': `${HOSTNAME}\n`,
    '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${HOSTNAME}\n::1\tlocalhost ip6-localhost ip6-loopback\n`,
    '/etc/resolv.conf': 'nameserver 10.0.2.3\n',
    '/root/.bashrc': `PS1='\\[\\e[1;31m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]# '\n${BASHRC}`,
    '/root/lab': { dir: 0o755 },
    '/home/student': { dir: 0o755, ...student },
    '/home/student/.bashrc': {
      text: `PS1='\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]$ '\n${BASHRC}`,
      mode: 0o644,
      ...student,
    },
    '/home/student/.profile': { text: '[ -f "$HOME/.bashrc" ] && . "$HOME/.bashrc"\n', mode: 0o644, ...student },
    '/etc/ssl/certs/ca-certificates.crt': '',
    '/var/run': { link: '/run' },
    '/run/docker': { dir: 0o755 },
    '/etc/docker': { dir: 0o755 },
    '/var/lib/docker': { dir: 0o710 },
    ...more,
    '/usr/bin/dockerd': { program: 'dockerd' },
    '/usr/local/bin/drydock': { program: 'drydock' },
    '/usr/libexec/docker/cli-plugins/docker-buildx': { program: 'docker-buildx' },
    '/usr/libexec/docker/cli-plugins/docker-compose': { program: 'docker-compose' },
    '/usr/bin/docker-compose': { link: '../libexec/docker/cli-plugins/docker-compose' },
  };
  return withFiles(base, files);
}
