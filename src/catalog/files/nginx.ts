// What the nginx images hold: configuration, the scripts of their entrypoint, pages.

import { md5 } from '@noble/hashes/legacy.js';
import { encode } from '../../fs/bytes.ts';
import { hex } from '../../fs/bytes.ts';
import type { Content, Files } from '../contents.ts';

const exe = (text: string): Content => ({ text, mode: 0o755 });

const PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>The web server runs. Put your own page in its place.</p>
</body>
</html>
`;

const ERROR_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
</head>
<body>
<h1>An error occurred.</h1>
<p>The page cannot be shown at the moment.</p>
</body>
</html>
`;

const CONF = `
user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;


events {
    worker_connections  1024;
}


http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';

    access_log  /var/log/nginx/access.log  main;

    sendfile        on;
    #tcp_nopush     on;

    keepalive_timeout  65;

    #gzip  on;

    include /etc/nginx/conf.d/*.conf;
}
`;

const SITE = `server {
    listen       80;
    server_name  localhost;

    #access_log  /var/log/nginx/host.access.log  main;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    #error_page  404              /404.html;

    # the server's own errors get a static page
    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }

    # requests can be handed on to another server:
    #location /api/ {
    #    proxy_pass   http://127.0.0.1:8000;
    #}
}
`;

const TYPES: Readonly<Record<string, string>> = {
  'text/html': 'html htm shtml',
  'text/css': 'css',
  'text/xml': 'xml',
  'image/gif': 'gif',
  'image/jpeg': 'jpeg jpg',
  'application/javascript': 'js',
  'application/atom+xml': 'atom',
  'application/rss+xml': 'rss',
  'text/mathml': 'mml',
  'text/plain': 'txt',
  'text/x-component': 'htc',
  'image/avif': 'avif',
  'image/png': 'png',
  'image/svg+xml': 'svg svgz',
  'image/tiff': 'tif tiff',
  'image/webp': 'webp',
  'image/x-icon': 'ico',
  'image/bmp': 'bmp',
  'font/woff': 'woff',
  'font/woff2': 'woff2',
  'application/java-archive': 'jar war ear',
  'application/json': 'json',
  'application/pdf': 'pdf',
  'application/wasm': 'wasm',
  'application/zip': 'zip',
  'application/xhtml+xml': 'xhtml',
  'application/x-7z-compressed': '7z',
  'application/octet-stream': 'bin exe dll deb dmg iso img msi',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/x-m4a': 'm4a',
  'video/mp4': 'mp4',
  'video/mpeg': 'mpeg mpg',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-msvideo': 'avi',
};

const MIME = `\ntypes {\n${Object.entries(TYPES)
  .map(([type, endings]) => `    ${type.padEnd(48)} ${endings};\n`)
  .join('')}}\n`;

/** The image's entrypoint: scripts of /docker-entrypoint.d first, each with a line of its own. */
const ENTRYPOINT = `#!/bin/sh
set -e

log() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
    if find /docker-entrypoint.d/ -mindepth 1 -maxdepth 1 -type f | read v; then
        log "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
        log "$0: Looking for shell scripts in /docker-entrypoint.d/"
        for f in $(find /docker-entrypoint.d/ -type f | sort); do
            case "$f" in
                *.envsh)
                    if [ -x "$f" ]; then log "$0: Sourcing $f"; . "$f"
                    else log "$0: Ignoring $f, not executable"; fi ;;
                *.sh)
                    if [ -x "$f" ]; then log "$0: Launching $f"; "$f"
                    else log "$0: Ignoring $f, not executable"; fi ;;
                *) log "$0: Ignoring $f" ;;
            esac
        done
        log "$0: Configuration complete; ready for start up"
    else
        log "$0: No files found in /docker-entrypoint.d/, skipping configuration"
    fi
fi

exec "$@"
`;

const quiet = `log() {
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
        echo "$@"
    fi
}
`;

const IPV6 = (sum: string): string => `#!/bin/sh
# lets the default server listen on IPv6 too, when nobody has changed its file
set -e
${quiet}
ME=$(basename "$0")
CONF=etc/nginx/conf.d/default.conf
if [ ! -f "/$CONF" ]; then
    log "$ME: info: /$CONF is not a file or does not exist"
    exit 0
fi
if ! touch "/$CONF" 2>/dev/null; then
    log "$ME: info: can not modify /$CONF (read-only file system?)"
    exit 0
fi
if grep -q 'listen  *\\[::\\]:80;' "/$CONF"; then
    log "$ME: info: IPv6 listen already enabled"
    exit 0
fi
log "$ME: info: Getting the checksum of /$CONF"
if ! echo "${sum}  /$CONF" | md5sum -c - >/dev/null 2>&1; then
    log "$ME: info: /$CONF differs from the packaged version"
    exit 0
fi
sed -i -E 's,listen       80;,listen       80;\\n    listen  [::]:80;,' "/$CONF"
log "$ME: info: Enabled listen on IPv6 in /$CONF"
exit 0
`;

const RESOLVERS = `#!/bin/sh
# NGINX_LOCAL_RESOLVERS: the name servers of this container, for templates
[ "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ] || return 0
NGINX_LOCAL_RESOLVERS=$(awk 'BEGIN{ORS=" "} $1=="nameserver" {print $2}' /etc/resolv.conf)
export NGINX_LOCAL_RESOLVERS="\${NGINX_LOCAL_RESOLVERS% }"
`;

const TEMPLATES = `#!/bin/sh
# fills the environment's values into templates
set -e
${quiet}
ME=$(basename "$0")
template_dir="\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}"
suffix="\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}"
output_dir="\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}"
filter="\${NGINX_ENVSUBST_FILTER:-}"
[ -d "$template_dir" ] || exit 0
defined_envs=$(printf '\${%s} ' $(env | cut -d= -f1 | grep -E "\${filter:-.}"))
if [ ! -w "$output_dir" ]; then
    log "$ME: ERROR: $template_dir exists, but $output_dir is not writable"
    exit 0
fi
find "$template_dir" -follow -type f -name "*$suffix" -print | sort | while read -r template; do
    relative_path="\${template#"$template_dir/"}"
    output_path="$output_dir/\${relative_path%"$suffix"}"
    mkdir -p "$(dirname "$output_path")"
    log "$ME: Running envsubst on $template to $output_path"
    envsubst "$defined_envs" < "$template" > "$output_path"
done
exit 0
`;

const WORKERS = `#!/bin/sh
# sets the number of workers from the processors that this container may use
set -eu
ME=$(basename "$0")
[ "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] || exit 0
touch /etc/nginx/nginx.conf 2>/dev/null || { echo "$ME: error: can not modify /etc/nginx/nginx.conf (read-only file system?)"; exit 0; }
sed -i.bak -E "s/^(#)?worker_processes .*/worker_processes  $(nproc);/" /etc/nginx/nginx.conf
`;

/** Files of an nginx image. */
export function nginxFiles(alpine: boolean): Files {
  const sum = hex(md5(encode(SITE)));
  return {
    '/usr/sbin/nginx': { program: 'nginx' },
    '/usr/bin/envsubst': { program: 'envsubst' },
    '/docker-entrypoint.sh': exe(ENTRYPOINT),
    '/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh': exe(IPV6(sum)),
    '/docker-entrypoint.d/15-local-resolvers.envsh': exe(RESOLVERS),
    '/docker-entrypoint.d/20-envsubst-on-templates.sh': exe(TEMPLATES),
    '/docker-entrypoint.d/30-tune-worker-processes.sh': exe(WORKERS),
    '/etc/nginx/nginx.conf': CONF,
    '/etc/nginx/conf.d/default.conf': SITE,
    '/etc/nginx/mime.types': MIME,
    '/etc/nginx/fastcgi_params': 'fastcgi_param  QUERY_STRING       $query_string;\n',
    '/etc/nginx/modules': { link: '/usr/lib/nginx/modules' },
    '/usr/lib/nginx/modules': { dir: 0o755 },
    '/usr/share/nginx/html/index.html': PAGE,
    '/usr/share/nginx/html/50x.html': ERROR_PAGE,
    '/var/log/nginx/access.log': { link: '/dev/stdout' },
    '/var/log/nginx/error.log': { link: '/dev/stderr' },
    '/var/cache/nginx': { dir: 0o755 },
    '/etc/passwd': {
      append: alpine
        ? 'nginx:x:101:101:nginx:/var/cache/nginx:/sbin/nologin\n'
        : 'nginx:x:101:101:nginx user:/nonexistent:/bin/false\n',
    },
    '/etc/group': { append: 'nginx:x:101:\n' },
  };
}
