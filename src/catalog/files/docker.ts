// What docker's own images hold: the client with its plugins, and in the larger one a daemon with what it starts.

import type { Content, Files } from '../contents.ts';

const exe = (text: string): Content => ({ text, mode: 0o755 });
const local = (...names: string[]): Files =>
  Object.fromEntries(names.map((n): [string, Content] => [`/usr/local/bin/${n}`, { program: n }]));

/** Runs a command with a client that knows where its daemon is: the socket where there is one, or a host named docker. */
const ENTRYPOINT = `#!/bin/sh
# \`docker run docker ps\` means the client's command, \`docker run docker sh\` a program
set -eu

case "\${1:-}" in
  -*) set -- docker "$@" ;;
  *) if docker help "\${1:-}" > /dev/null 2>&1; then set -- docker "$@"; fi ;;
esac

certified() {
  [ -n "\${DOCKER_TLS_CERTDIR:-}" ] && [ -s "$DOCKER_TLS_CERTDIR/client/ca.pem" ] &&
    [ -s "$DOCKER_TLS_CERTDIR/client/cert.pem" ] && [ -s "$DOCKER_TLS_CERTDIR/client/key.pem" ]
}

if [ -z "\${DOCKER_HOST:-}" ]; then
  if [ -S /var/run/docker.sock ]; then
    DOCKER_HOST=unix:///var/run/docker.sock
  elif [ -n "\${DOCKER_TLS_VERIFY:-}" ] || certified; then
    DOCKER_HOST=tcp://docker:2376
  else
    DOCKER_HOST=tcp://docker:2375
  fi
  export DOCKER_HOST
fi

if [ "\${DOCKER_HOST#tcp:}" != "$DOCKER_HOST" ] && [ -z "\${DOCKER_TLS_VERIFY:-}" ] && [ -z "\${DOCKER_CERT_PATH:-}" ] && certified; then
  export DOCKER_TLS_VERIFY=1 DOCKER_CERT_PATH="$DOCKER_TLS_CERTDIR/client"
fi

if [ "$1" = dockerd ]; then
  echo 'This image has no daemon; the one with the tag dind has:' >&2
  echo '  docker run --privileged docker:dind' >&2
  sleep 3
fi

exec "$@"
`;

/** Starts the daemon on its socket and on a port, with TLS on 2376 unless DOCKER_TLS_CERTDIR is empty. */
const DAEMON_ENTRYPOINT = `#!/bin/sh
set -eu

socket=unix:///var/run/docker.sock
case "\${DOCKER_HOST:-}" in
  unix://*) socket=$DOCKER_HOST ;;
esac

case "\${1:--}" in
  -*)
    if [ -n "\${DOCKER_TLS_CERTDIR:-}" ]; then
      certs=$DOCKER_TLS_CERTDIR/server
      set -- dockerd --host="$socket" --host=tcp://0.0.0.0:2376 --tlsverify \\
        --tlscacert "$certs/ca.pem" --tlscert "$certs/cert.pem" --tlskey "$certs/key.pem" "$@"
    else
      set -- dockerd --host="$socket" --host=tcp://0.0.0.0:2375 "$@"
    fi
    ;;
esac

if [ "$1" = dockerd ]; then
  # a daemon that was killed left its number behind
  rm -f /run/docker*.pid
  set -- docker-init -- "$@"
  if ! iptables -nL > /dev/null 2>&1; then
    modprobe nf_tables || :
    modprobe ip_tables || :
  fi
  set -- dind "$@"
else
  set -- docker-entrypoint.sh "$@"
fi

exec "$@"
`;

/** Prepares a container for a daemon: needs the right to mount. */
const DIND = `#!/bin/sh
set -e
export container=docker

if ! mountpoint -q /tmp; then
  mount -t tmpfs none /tmp
fi
mount --make-rshared /

if [ $# -eq 0 ]; then
  echo 'No command was given; dockerd is what usually follows.' >&2
  exit 1
fi
exec "$@"
`;

/** Asks for devices of the modules' names first, which loads some of them without any module's file being here. */
const MODPROBE = `#!/bin/sh
set -eu
for module; do
  case "$module" in
    -*) ;;
    *) ip link show "$module" || true ;;
  esac
done
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
exec modprobe "$@"
`;

const CLIENT: Files = {
  ...local('docker'),
  '/usr/local/libexec/docker/cli-plugins/docker-buildx': { program: 'docker-buildx' },
  '/usr/local/libexec/docker/cli-plugins/docker-compose': { program: 'docker-compose' },
  '/usr/local/bin/docker-compose': { link: '/usr/local/libexec/docker/cli-plugins/docker-compose' },
  '/usr/local/bin/docker-entrypoint.sh': exe(ENTRYPOINT),
  '/usr/local/bin/modprobe': exe(MODPROBE),
  '/etc/group': { append: 'docker:x:2375:\n' },
  '/certs': { dir: 0o1777 },
  '/certs/client': { dir: 0o1777 },
  ...Object.fromEntries(['git', 'ssh', 'openssl'].map((n): [string, Content] => [`/usr/bin/${n}`, { program: n }])),
};

/** @param daemon the image with the daemon in it */
export function dockerImage(daemon: boolean): Files {
  if (!daemon) return CLIENT;
  return {
    ...CLIENT,
    ...local('dockerd', 'containerd', 'containerd-shim-runc-v2', 'ctr', 'docker-init', 'docker-proxy', 'runc'),
    '/usr/local/bin/dind': exe(DIND),
    '/usr/local/bin/dockerd-entrypoint.sh': exe(DAEMON_ENTRYPOINT),
    '/usr/sbin/iptables': { program: 'iptables' },
    '/etc/group': { append: 'docker:x:2375:\ndockremap:x:101:\n' },
    '/etc/passwd': { append: 'dockremap:x:100:101:Linux User,,,:/home/dockremap:/sbin/nologin\n' },
    '/etc/subuid': 'dockremap:165536:65536\n',
    '/etc/subgid': 'dockremap:165536:65536\n',
    '/var/lib/docker': { dir: 0o755 },
  };
}
