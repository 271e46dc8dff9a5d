// What service images hold beside their base system: programs, entrypoint scripts, default configuration.

import type { Content, Files } from '../contents.ts';
import type { Entry } from '../derived.ts';

const exe = (text: string): Content => ({ text, mode: 0o755 });
const user = (name: string, id: number, home = `/home/${name}`, shell = '/sbin/nologin', gid = id): Files => ({
  '/etc/passwd': { append: `${name}:x:${id}:${gid}::${home}:${shell}\n` },
  '/etc/group': { append: gid === id ? `${name}:x:${id}:\n` : '' },
});
const usr = (...names: string[]): Files =>
  Object.fromEntries(names.map((n): [string, Content] => [`/usr/bin/${n}`, { program: n }]));

/** Runs the named program when the command begins with an option, as most entrypoints do. */
export const prefixing = (program: string, more = ''): Content =>
  exe(`#!/bin/sh\nset -e\nif [ "\${1#-}" != "$1" ]; then\n  set -- ${program} "$@"\nfi\n${more}exec "$@"\n`);

const HTTPD_CONF = `ServerRoot "/usr/local/apache2"
Listen 80
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule mime_module modules/mod_mime.so
LoadModule log_config_module modules/mod_log_config.so
LoadModule unixd_module modules/mod_unixd.so
LoadModule dir_module modules/mod_dir.so
LoadModule alias_module modules/mod_alias.so
LoadModule autoindex_module modules/mod_autoindex.so
User www-data
Group www-data
ServerAdmin you@example.com
#ServerName www.example.com:80
<Directory />
    AllowOverride none
    Require all denied
</Directory>
DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>
<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>
ErrorLog /proc/self/fd/2
LogLevel warn
CustomLog /proc/self/fd/1 common
TypesConfig conf/mime.types
`;

const APACHE_CONF = `# Debian's apache2
Timeout 300
KeepAlive On
User www-data
Group www-data
Include ports.conf
<Directory />
    Options FollowSymLinks
    AllowOverride None
    Require all denied
</Directory>
<Directory /var/www/>
    AllowOverride None
    Require all granted
</Directory>
IncludeOptional conf-enabled/*.conf
IncludeOptional sites-enabled/*.conf
`;

const SITE = `<VirtualHost *:80>
    ServerAdmin webmaster@localhost
    DocumentRoot /var/www/html
    ErrorLog \${APACHE_LOG_DIR}/error.log
    CustomLog \${APACHE_LOG_DIR}/access.log combined
</VirtualHost>
`;

/** Apache with PHP as php:apache has it; `server` is the program that answers. */
function phpApache(server = 'apache2'): Files {
  return {
    '/usr/sbin/apache2': { program: server },
    '/usr/local/bin/apache2-foreground': exe('#!/bin/bash\nset -e\nexec apache2 -DFOREGROUND "$@"\n'),
    '/usr/local/bin/docker-php-entrypoint': prefixing('apache2-foreground'),
    '/etc/apache2/apache2.conf': APACHE_CONF,
    '/etc/apache2/ports.conf': 'Listen 80\n',
    '/etc/apache2/sites-available/000-default.conf': SITE,
    '/etc/apache2/sites-enabled/000-default.conf': { link: '../sites-available/000-default.conf' },
    '/etc/apache2/conf-enabled': { dir: 0o755 },
    '/etc/apache2/mods-enabled': { dir: 0o755 },
    '/var/www/html': { dir: 0o777, uid: 33, gid: 33 },
    ...phpTools(),
    ...usr('curl'),
  };
}

const phpTools = (): Files => ({
  '/usr/local/bin/php': { program: 'php' },
  '/usr/local/etc/php/conf.d': { dir: 0o755 },
  '/usr/local/bin/docker-php-entrypoint': prefixing('php'),
  '/usr/local/bin/docker-php-ext-install': { program: 'docker-php-ext-install' },
  '/usr/local/bin/docker-php-ext-enable': { program: 'docker-php-ext-install' },
  '/usr/local/bin/docker-php-ext-configure': { program: 'docker-php-ext-install' },
  '/usr/local/bin/pecl': { program: 'pecl' },
  '/usr/sbin/a2enmod': { program: 'a2enmod' },
  '/usr/sbin/a2ensite': { program: 'a2enmod' },
});

const WORDPRESS_ENTRYPOINT = exe(`#!/usr/bin/env bash
set -Eeuo pipefail
if [[ "$1" == apache2* ]]; then
  cd /var/www/html
  if [ ! -e index.php ] && [ ! -e wp-includes/version.php ]; then
    echo >&2 "WordPress not found in $PWD - copying now..."
    if [ -n "$(find . -mindepth 1 -maxdepth 1 -not -name wp-content)" ]; then
      echo >&2 "WARNING: $PWD is not empty! (copying anyhow)"
    fi
    cp -a /usr/src/wordpress/. .
    echo >&2 "Complete! WordPress has been successfully copied to $PWD"
  fi
  if [ ! -s wp-config.php ] && env | grep -q '^WORDPRESS_'; then
    echo >&2 "No 'wp-config.php' found in $PWD, but 'WORDPRESS_...' variables supplied; copying 'wp-config-docker.php' ($(env | cut -d= -f1 | grep '^WORDPRESS_' | sort | tr '\\n' ' ' | sed 's/ $//'))"
    cp wp-config-docker.php wp-config.php
  fi
fi
exec "$@"
`);

const WP_CONFIG = `<?php
define( 'DB_NAME', getenv_docker('WORDPRESS_DB_NAME', 'wordpress') );
define( 'DB_USER', getenv_docker('WORDPRESS_DB_USER', 'example username') );
define( 'DB_PASSWORD', getenv_docker('WORDPRESS_DB_PASSWORD', 'example password') );
define( 'DB_HOST', getenv_docker('WORDPRESS_DB_HOST', 'mysql') );
$table_prefix = getenv_docker('WORDPRESS_TABLE_PREFIX', 'wp_');
require_once ABSPATH . 'wp-settings.php';
`;

const ELASTIC_YML = 'cluster.name: "docker-cluster"\nnetwork.host: 0.0.0.0\n';

const CADDYFILE = `# The address is the port alone: no certificate is asked for.
:80 {
	root * /usr/share/caddy
	file_server
}
`;

const selenium = (script: string): Files => ({
  '/opt/bin/entry_point.sh': exe(`#!/usr/bin/env bash\nexec /opt/bin/${script}\n`),
  [`/opt/bin/${script}`]: { program: script },
  ...user('seluser', 1200, '/home/seluser', '/bin/bash'),
  '/opt/selenium': { dir: 0o755, uid: 1200, gid: 1200 },
  '/opt/bin/check-grid.sh': exe(
    '#!/bin/bash\nHOST=localhost\nPORT=4444\nwhile [ $# -gt 0 ]; do case "$1" in --host) HOST=$2; shift;; --port) PORT=$2; shift;; esac; shift; done\ncurl -skSL -m 2 "http://$HOST:$PORT/wd/hub/status" 2>&1 | jq -r ".value.ready" | grep -q true && echo "Grid is ready" || exit 1\n',
  ),
  ...usr('curl', 'jq'),
});

/** Files of an image's own; undefined when this table does not know it. */
export function serviceFiles(e: Entry): Files | undefined {
  const name = e.image.replace(
    /^(docker\.elastic\.co\/(elasticsearch|kibana)|quay\.io\/minio|gcr\.io\/cadvisor)\//,
    '',
  );
  switch (name) {
    case 'httpd':
      return {
        '/usr/local/apache2/bin/httpd': { program: 'httpd' },
        '/usr/local/bin/httpd-foreground': exe(
          '#!/bin/sh\nset -e\nrm -f /usr/local/apache2/logs/httpd.pid\nexec httpd -DFOREGROUND "$@"\n',
        ),
        '/usr/local/apache2/htdocs/index.html': '<html><body><h1>It works!</h1></body></html>\n',
        '/usr/local/apache2/conf/httpd.conf': HTTPD_CONF,
        '/usr/local/apache2/conf/extra': { dir: 0o755 },
        '/usr/local/apache2/logs': { dir: 0o755 },
      };
    case 'php':
      return e.tags.some((t) => t.includes('apache'))
        ? phpApache()
        : {
            ...phpTools(),
            '/usr/local/sbin/php-fpm': { program: 'php-fpm' },
            '/var/www/html': { dir: 0o777, uid: 33, gid: 33 },
          };
    case 'wordpress':
      return {
        ...phpApache('wordpress-apache'),
        '/usr/local/bin/docker-entrypoint.sh': WORDPRESS_ENTRYPOINT,
        '/usr/src/wordpress/index.php': "<?php\nrequire __DIR__ . '/wp-blog-header.php';\n",
        '/usr/src/wordpress/wp-config-docker.php': WP_CONFIG,
        '/usr/src/wordpress/wp-includes/version.php': "<?php\n$wp_version = '6.8.3';\n",
        '/usr/src/wordpress/wp-content/themes/index.php': '<?php\n',
        '/usr/src/wordpress/wp-content/plugins/index.php': '<?php\n',
        '/usr/src/wordpress/wp-admin/install.php': '<?php\n',
        '/usr/src/wordpress/wp-login.php': '<?php\n',
      };
    case 'phpmyadmin':
    case 'phpmyadmin/phpmyadmin':
      return {
        ...phpApache('phpmyadmin-apache'),
        '/docker-entrypoint.sh': exe('#!/bin/bash\nexec "$@"\n'),
        '/var/www/html/index.php': '<?php\n',
        '/etc/phpmyadmin/config.inc.php': '<?php\n',
      };
    case 'adminer':
      return {
        '/usr/local/bin/adminer': { program: 'adminer' },
        '/usr/local/bin/php': { program: 'adminer' },
        '/usr/local/bin/docker-php-entrypoint': exe('#!/bin/sh\nexec "$@"\n'),
        '/usr/local/bin/entrypoint.sh': exe('#!/bin/sh\nset -e\nexec "$@"\n'),
        '/var/www/html/adminer.php': '<?php\n',
        ...user('adminer', 102),
      };
    case 'elasticsearch':
      return {
        '/bin/tini': { program: 'tini' },
        '/usr/local/bin/docker-entrypoint.sh': exe(
          '#!/bin/bash\nset -e\nif [ "$1" = eswrapper ]; then shift; set -- elasticsearch "$@"; fi\nexec "$@"\n',
        ),
        '/usr/share/elasticsearch/bin/elasticsearch': { program: 'elasticsearch' },
        '/usr/share/elasticsearch/config/elasticsearch.yml': ELASTIC_YML,
        '/usr/share/elasticsearch/data': { dir: 0o775, uid: 1000, gid: 0 },
        '/usr/share/elasticsearch/logs': { dir: 0o775, uid: 1000, gid: 0 },
        '/usr/share/elasticsearch/plugins': { dir: 0o775, uid: 1000, gid: 0 },
        ...user('elasticsearch', 1000, '/usr/share/elasticsearch', '/bin/sh', 1000),
        ...usr('curl'),
      };
    case 'kibana':
      return {
        '/bin/tini': { program: 'tini' },
        '/usr/local/bin/kibana-docker': { program: 'kibana' },
        '/usr/share/kibana/config/kibana.yml':
          'server.host: "0.0.0.0"\nelasticsearch.hosts: [ "http://elasticsearch:9200" ]\n',
        ...user('kibana', 1000, '/usr/share/kibana', '/bin/sh'),
        ...usr('curl'),
      };
    case 'mailhog/mailhog':
      return {
        '/usr/local/bin/MailHog': { program: 'MailHog' },
        '/usr/local/bin/docker-entrypoint.sh': exe('#!/bin/sh\nexec MailHog "$@"\n'),
        ...user('mailhog', 1000),
      };
    case 'axllent/mailpit':
      return { '/mailpit': { program: 'mailpit' } };
    case 'selenium/hub':
      return selenium('selenium-hub');
    case 'rabbitmq':
      return {
        '/opt/rabbitmq/sbin/rabbitmq-server': { program: 'rabbitmq-server' },
        '/opt/rabbitmq/sbin/rabbitmqctl': { program: 'rabbitmqctl' },
        '/opt/rabbitmq/sbin/rabbitmq-diagnostics': { program: 'rabbitmq-diagnostics' },
        '/opt/rabbitmq/sbin/rabbitmq-plugins': { program: 'rabbitmq-plugins' },
        '/usr/local/bin/docker-entrypoint.sh': prefixing('rabbitmq-server'),
        '/var/lib/rabbitmq': { dir: 0o777, uid: 999, gid: 999 },
        '/etc/rabbitmq/enabled_plugins': e.tags.some((t) => t.includes('management'))
          ? '[rabbitmq_prometheus,rabbitmq_management].\n'
          : '[rabbitmq_prometheus].\n',
        '/etc/rabbitmq/conf.d/10-defaults.conf': 'loopback_users.guest = false\nlog.console = true\n',
        ...user('rabbitmq', 999, '/var/lib/rabbitmq', '/bin/sh'),
      };
    case 'memcached':
      return {
        '/usr/local/bin/memcached': { program: 'memcached' },
        '/usr/local/bin/docker-entrypoint.sh': prefixing('memcached'),
        ...user('memcache', 11211, '/nonexistent'),
      };
    case 'mongo':
      return {
        '/usr/bin/mongod': { program: 'mongod' },
        '/usr/bin/mongosh': { program: 'mongosh' },
        '/usr/bin/mongodump': { program: 'mongodump' },
        '/usr/bin/mongorestore': { program: 'mongorestore' },
        '/usr/local/bin/docker-entrypoint.sh': exe(
          '#!/bin/bash\nset -Eeuo pipefail\nif [ "${1:0:1}" = - ]; then set -- mongod "$@"; fi\ncase "$*" in mongod*--bind_ip*) ;; mongod*) set -- "$@" --bind_ip_all;; esac\nexec "$@"\n',
        ),
        '/data/db': { dir: 0o755, uid: 999, gid: 999 },
        '/data/configdb': { dir: 0o755, uid: 999, gid: 999 },
        ...user('mongodb', 999, '/data/db'),
      };
    case 'traefik/whoami':
    case 'containous/whoami':
      return { '/whoami': { program: 'whoami-http' } };
    case 'jwilder/whoami':
      return { '/app/http': { program: 'whoami-app' } };
    case 'kennethreitz/httpbin':
      return { '/usr/local/bin/gunicorn': { program: 'httpbin' }, '/httpbin': { dir: 0o755 } };
    case 'portainer/portainer-ce':
      return { '/portainer': { program: 'portainer' }, '/data': { dir: 0o755 } };
    case 'grafana/grafana':
      return {
        '/run.sh': exe('#!/bin/bash -e\nexec grafana-server "$@"\n'),
        '/usr/share/grafana/bin/grafana-server': { program: 'grafana-server' },
        '/bin/bash': { program: 'bash' },
        '/var/lib/grafana': { dir: 0o777, uid: 472 },
        '/etc/grafana/grafana.ini': '[paths]\n',
        '/etc/grafana/provisioning': { dir: 0o755 },
        ...user('grafana', 472, '/usr/share/grafana', '/bin/sh', 0),
      };
    case 'prom/prometheus':
      return {
        '/bin/prometheus': { program: 'prometheus' },
        '/bin/promtool': { program: 'promtool' },
        '/etc/prometheus/prometheus.yml':
          'global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: prometheus\n    static_configs:\n      - targets: ["localhost:9090"]\n',
        '/prometheus': { dir: 0o777, uid: 65534, gid: 65534 },
      };
    case 'minio':
      return {
        '/usr/bin/minio': { program: 'minio' },
        '/usr/bin/mc': { program: 'mc' },
        '/usr/bin/docker-entrypoint.sh': exe(
          '#!/bin/sh\nif [ "${1}" != "minio" ]; then\n  if [ -n "${1}" ]; then set -- minio "$@"; fi\nfi\nexec "$@"\n',
        ),
        ...usr('curl'),
      };
    case 'minio/minio':
      return serviceFiles({ ...e, image: 'minio' });
    case 'certbot/certbot':
      return { '/usr/local/bin/certbot': { program: 'certbot' }, '/etc/letsencrypt': { dir: 0o755 } };
    case 'caddy':
      return {
        '/usr/bin/caddy': { program: 'caddy' },
        '/etc/caddy/Caddyfile': CADDYFILE,
        '/usr/share/caddy/index.html':
          '<!DOCTYPE html>\n<html>\n<head><title>Caddy works!</title></head>\n<body><h1>Congratulations!</h1><p>The web server Caddy runs. Its files are in /usr/share/caddy.</p></body>\n</html>\n',
        '/srv': { dir: 0o755 },
        '/data/caddy': { dir: 0o755 },
        '/config/caddy': { dir: 0o755 },
      };
    case 'traefik':
      return {
        '/usr/local/bin/traefik': { program: 'traefik' },
        '/entrypoint.sh': prefixing('traefik'),
        '/bin/sh': { program: 'ash', flavor: 'busybox' },
      };
    case 'haproxy':
      return {
        '/usr/local/sbin/haproxy': { program: 'haproxy' },
        '/usr/local/bin/docker-entrypoint.sh': prefixing('haproxy'),
        ...user('haproxy', 99, '/var/lib/haproxy'),
      };
    case 'mongo-express':
      return {
        '/sbin/tini': { program: 'tini' },
        '/docker-entrypoint.sh': exe('#!/bin/sh\nexec "$@"\n'),
        '/usr/local/bin/mongo-express': { program: 'mongo-express' },
      };
    case 'containrrr/watchtower':
      return { '/watchtower': { program: 'watchtower' } };
    case 'cadvisor':
      return { '/usr/bin/cadvisor': { program: 'cadvisor' } };
    case 'crccheck/hello-world':
      return {
        '/www/index.html': '<pre>\nHello World\n</pre>\n',
        '/bin/httpd': { program: 'busybox-httpd', flavor: 'busybox' },
      };
    case 'curlimages/curl':
      return { ...usr('curl'), '/entrypoint.sh': prefixing('curl'), ...user('curl_user', 100) };
    case 'bash':
      return { '/usr/local/bin/bash': { program: 'bash' }, '/usr/local/bin/docker-entrypoint.sh': prefixing('bash') };
    case 'nicolaka/netshoot':
      return {
        ...usr('curl', 'dig', 'host', 'jq', 'nc', 'telnet', 'ss', 'git', 'bash'),
        '/usr/bin/zsh': { program: 'bash' },
      };
    default:
      if (/^selenium\/node-/.test(name)) return selenium('selenium-node');
      if (/^selenium\/standalone-/.test(name)) return selenium('selenium-standalone');
      return undefined;
  }
}
