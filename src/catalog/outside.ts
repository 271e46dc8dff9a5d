// The outside world as the machine sees it: hosts that have an address, and what a few of them hand out over HTTPS.

import { armoredKey, ARCHIVES } from './apt.ts';

/** What a host hands out: bytes as text, a program of the machine, or a way on to another address. */
export type Page =
  { readonly text: string; readonly type: string } | { readonly program: string } | { readonly location: string };

const COMPOSE = 'v2.40.3';
const EXAMPLE =
  '<!doctype html><html lang="en"><head><title>Example Domain</title></head><body><h1>Example Domain</h1><p>A page of the simulated outside world.</p></body></html>\n';

/** The answer of a host of the outside world to a GET; undefined is its 404. */
export function outsidePage(host: string, path: string): Page | undefined {
  const clean = path.replace(/\?.*/, '');
  if (host === 'example.com' || host === 'example.org')
    return clean === '/' ? { text: EXAMPLE, type: 'text/html' } : undefined;
  if (host === 'google.com' || host === 'www.google.com')
    return host === 'google.com'
      ? { location: 'https://www.google.com/' }
      : {
          text: '<!doctype html><html><head><title>Google</title></head><body></body></html>\n',
          type: 'text/html; charset=ISO-8859-1',
        };
  if (host === 'download.docker.com') {
    const m = /^\/linux\/(ubuntu|debian)\/gpg$/.exec(clean);
    const archive = m === null ? undefined : ARCHIVES[`${host}/linux/${m[1]}`];
    return archive?.key === undefined ? undefined : { text: armoredKey(archive.key), type: 'binary/octet-stream' };
  }
  if (host === 'deb.nodesource.com' && clean === '/gpgkey/nodesource-repo.gpg.key')
    return { text: armoredKey('2F59B5F99B1BE0B4'), type: 'application/octet-stream' };
  if (host === 'get.docker.com')
    return {
      text: '#!/bin/sh\n# the installation script of the simulated outside world\nset -e\nif command -v docker >/dev/null 2>&1; then\n  echo "Warning: the \\"docker\\" command appears to already exist on this system."\n  exit 0\nfi\napt-get update -qq\napt-get install -y -qq docker.io\n',
      type: 'text/plain',
    };
  if (host === 'api.github.com') {
    const m = /^\/repos\/([^/]+)\/([^/]+)\/releases\/latest$/.exec(clean);
    const tag = m === null ? undefined : RELEASES[`${m[1]}/${m[2]}`]?.tag;
    return tag === undefined
      ? undefined
      : {
          text: `${JSON.stringify({ url: `https://api.github.com/repos/${m![1]}/${m![2]}/releases/1`, html_url: `https://github.com/${m![1]}/${m![2]}/releases/tag/${tag}`, tag_name: tag, name: tag, draft: false, prerelease: false }, null, 2)}\n`,
          type: 'application/json; charset=utf-8',
        };
  }
  if (host === 'github.com') {
    const m = /^\/([^/]+\/[^/]+)\/releases\/(?:download\/([^/]+)|latest\/download)\/([^/]+)$/.exec(clean);
    const release = m === null ? undefined : RELEASES[m[1]!];
    const program = release?.files.find((f) => f.name.test(m![3]!))?.program;
    return program === undefined || !/^(v|jq-)?\d/.test(m![2] ?? release!.tag)
      ? undefined
      : {
          location: `https://objects.githubusercontent.com/github-production-release-asset/${m![1]}/${m![2] ?? release!.tag}/${m![3]}`,
        };
  }
  if (host === 'objects.githubusercontent.com') {
    const m = /^\/github-production-release-asset\/([^/]+\/[^/]+)\/[^/]+\/([^/]+)$/.exec(clean);
    const program = m === null ? undefined : RELEASES[m[1]!]?.files.find((f) => f.name.test(m[2]!))?.program;
    return program === undefined ? undefined : { program };
  }
  if (host === 'raw.githubusercontent.com' && /wait-for-it\.sh$/.test(clean))
    return { text: WAIT_FOR_IT, type: 'text/plain; charset=utf-8' };
  if (host === 'registry-1.docker.io' && clean === '/v2/') return undefined;
  return clean === '/'
    ? { text: `<!doctype html><html><head><title>${host}</title></head><body></body></html>\n`, type: 'text/html' }
    : undefined;
}

/** Releases on GitHub whose files are programs here: for this machine's kind of processor, under the names that they have. */
const RELEASES: Readonly<
  Record<
    string,
    { readonly tag: string; readonly files: readonly { readonly name: RegExp; readonly program: string }[] }
  >
> = {
  'docker/compose': {
    tag: COMPOSE,
    files: [{ name: /^docker-compose-(linux|Linux)-x86_64$/, program: 'docker-compose' }],
  },
  'docker/buildx': { tag: 'v0.29.1', files: [{ name: /^buildx-v[\d.]+\.linux-amd64$/, program: 'docker-buildx' }] },
  'krallin/tini': { tag: 'v0.19.0', files: [{ name: /^tini(-static)?(-amd64)?$/, program: 'tini' }] },
  'tianon/gosu': { tag: '1.19', files: [{ name: /^gosu-amd64$/, program: 'gosu' }] },
  'Yelp/dumb-init': { tag: 'v1.2.5', files: [{ name: /^dumb-init_[\d.]+_x86_64$/, program: 'tini' }] },
  'jqlang/jq': { tag: 'jq-1.7.1', files: [{ name: /^jq-linux(64|-amd64)$/, program: 'jq' }] },
  'mikefarah/yq': { tag: 'v4.48.1', files: [{ name: /^yq_linux_amd64$/, program: 'yq' }] },
};

const WAIT_FOR_IT = `#!/usr/bin/env bash
# waits until somebody listens at host:port, then runs the rest
host=\${1%%:*}; port=\${1##*:}; shift
timeout=15; quiet=0
while [ $# -gt 0 ]; do
  case "$1" in
    -t) timeout=$2; shift 2 ;;
    --timeout=*) timeout=\${1#*=}; shift ;;
    -q|--quiet) quiet=1; shift ;;
    -s|--strict) strict=1; shift ;;
    --) shift; break ;;
    *) break ;;
  esac
done
[ $quiet = 1 ] || echo "wait-for-it.sh: waiting $timeout seconds for $host:$port" >&2
n=0
until (echo > "/dev/tcp/$host/$port") >/dev/null 2>&1; do
  sleep 1; n=$((n + 1))
  if [ "$timeout" -gt 0 ] && [ $n -ge "$timeout" ]; then
    echo "wait-for-it.sh: timeout occurred after waiting $timeout seconds for $host:$port" >&2
    [ -n "$strict" ] && exit 1
    break
  fi
done
[ $n -ge "$timeout" ] || [ $quiet = 1 ] || echo "wait-for-it.sh: $host:$port is available after $n seconds" >&2
[ $# -eq 0 ] || exec "$@"
`;
