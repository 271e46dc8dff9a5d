// Images of everyday services, as data.

import type { Made } from './made.ts';

const S = 1e9;
const SELENIUM_PATH = { SE_VERSION: '4.37.0', SEL_USER: 'seluser', HOME: '/home/seluser', TZ: 'UTC', SE_BIND_HOST: 'false', SE_SUPERVISORD_LOG_LEVEL: 'info' };
const BROWSERS: readonly (readonly [string, string, number])[] = [['chrome', '142.0', 330], ['firefox', '144.0', 300], ['edge', '142.0', 350]];

const node = ([browser, version, mb]: readonly [string, string, number]): Made => ({
  image: `selenium/node-${browser}`, tags: ['latest 4 4.37 4.37.0'], system: 'noble', layers: [95, 60, mb, 0.02], env: { ...SELENIUM_PATH, SE_NODE_BROWSER_NAME: browser === 'edge' ? 'MicrosoftEdge' : browser, SE_NODE_BROWSER_VERSION: version, SE_EVENT_BUS_PUBLISH_PORT: '4442', SE_EVENT_BUS_SUBSCRIBE_PORT: '4443', SE_NODE_MAX_SESSIONS: '1', SE_NODE_SESSION_TIMEOUT: '300', SE_SCREEN_WIDTH: '1920', SE_SCREEN_HEIGHT: '1080', SE_VNC_PORT: '5900', SE_NO_VNC_PORT: '7900' },
  cmd: ['/opt/bin/entry_point.sh'], ports: [5555, 5900, 7900], user: '1200',
});
const standalone = ([browser, version, mb]: readonly [string, string, number]): Made => ({ ...node([browser, version, mb]), image: `selenium/standalone-${browser}`, ports: [4444, 5900, 7900] });

const ELASTIC: Made = {
  image: 'elasticsearch', tags: ['latest 9.2.0'], system: 'oracle', layers: [17, 610, 0.01], env: { PATH: '/usr/share/elasticsearch/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ELASTIC_CONTAINER: 'true', ELASTIC_VERSION: '9.2.0', SHELL: '/bin/bash' },
  entrypoint: ['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'], cmd: ['eswrapper'], ports: [9200, 9300], workdir: '/usr/share/elasticsearch', user: '1000:0',
};
const KIBANA: Made = { image: 'kibana', tags: ['latest 9.2.0'], system: 'oracle', layers: [20, 420, 0.01], env: { PATH: '/usr/share/kibana/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ELASTIC_CONTAINER: 'true', ELASTIC_VERSION: '9.2.0', HOME: '/usr/share/kibana' }, entrypoint: ['/bin/tini', '--'], cmd: ['/usr/local/bin/kibana-docker'], ports: [5601], workdir: '/usr/share/kibana', user: '1000' };
const PMA: Made = { image: 'phpmyadmin/phpmyadmin', tags: ['latest 5 5.2 5.2.3'], system: 'trixie', layers: [105, 90, 17, 0.01], env: { PHP_VERSION: '8.3.26', APACHE_CONFDIR: '/etc/apache2', VERSION: '5.2.3' }, entrypoint: ['/docker-entrypoint.sh'], cmd: ['apache2-foreground'], ports: [80], workdir: '/var/www/html', stop: 'SIGWINCH' };

export const SERVICES: readonly Made[] = [
  ELASTIC, { ...ELASTIC, image: 'docker.elastic.co/elasticsearch/elasticsearch' }, KIBANA, { ...KIBANA, image: 'docker.elastic.co/kibana/kibana' },
  { image: 'registry', tags: ['2 2.8 2.8.3'], system: 'alpine', layers: [0.3, 9.5, 0.001], entrypoint: ['/entrypoint.sh'], cmd: ['/etc/docker/registry/config.yml'], ports: [5000], volumes: ['/var/lib/registry'] },
  { image: 'axllent/mailpit', tags: ['latest v1.27 v1.27.10'], system: 'alpine', layers: [9.5], entrypoint: ['/mailpit'], ports: [1025, 1110, 8025], health: { Test: ['CMD', '/mailpit', 'readyz'], Interval: 15 * S, StartPeriod: 10 * S } },
  { image: 'selenium/hub', tags: ['latest 4 4.37 4.37.0'], system: 'noble', layers: [95, 60, 0.02], env: { ...SELENIUM_PATH, SE_SESSION_REQUEST_TIMEOUT: '300', SE_HUB_PORT: '4444' }, cmd: ['/opt/bin/entry_point.sh'], ports: [4442, 4443, 4444], user: '1200' },
  ...BROWSERS.map(node), ...BROWSERS.map(standalone),
  { image: 'rabbitmq', tags: ['latest 4 4.2 4.2.0', 'alpine 4-alpine 4.2-alpine'], system: 'noble', layers: [14, 30, 20, 0.01], env: { PATH: '/opt/rabbitmq/sbin:/opt/erlang/bin:/opt/openssl/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', RABBITMQ_DATA_DIR: '/var/lib/rabbitmq', RABBITMQ_VERSION: '4.2.0', RABBITMQ_HOME: '/opt/rabbitmq', HOME: '/var/lib/rabbitmq', LANG: 'C.UTF-8' }, entrypoint: ['docker-entrypoint.sh'], cmd: ['rabbitmq-server'], ports: [4369, 5671, 5672, 15691, 15692, 25672], volumes: ['/var/lib/rabbitmq'] },
  { image: 'traefik/whoami', tags: ['latest v1.11 v1.11.0'], system: 'none', layers: [2.9], entrypoint: ['/whoami'], ports: [80] },
  { image: 'containous/whoami', tags: ['latest v1.5.0'], system: 'none', layers: [2.9], entrypoint: ['/whoami'], ports: [80] },
  { image: 'jwilder/whoami', tags: ['latest'], system: 'none', layers: [4.5], cmd: ['/app/http'], env: { PORT: '8000' }, ports: [8000] },
  { image: 'nginxdemos/hello', tags: ['latest 0.4', 'plain-text 0.4-plain-text'], system: 'alpine', layers: [18, 0.01], env: { NGINX_VERSION: '1.27.5', PKG_RELEASE: '1' }, entrypoint: ['/docker-entrypoint.sh'], cmd: ['nginx', '-g', 'daemon off;'], ports: [80], stop: 'SIGQUIT' },
  { image: 'kennethreitz/httpbin', tags: ['latest'], system: 'noble', layers: [180, 5], cmd: ['gunicorn', '-b', '0.0.0.0:80', 'httpbin:app', '-k', 'gevent'], ports: [80], workdir: '/httpbin' },
  { image: 'portainer/portainer-ce', tags: ['latest lts 2.33.3', 'alpine'], system: 'none', layers: [60], entrypoint: ['/portainer'], ports: [8000, 9000, 9443], volumes: ['/data'], workdir: '/' },
  { image: 'grafana/grafana', tags: ['latest 12.2.1 12.2'], system: 'alpine', layers: [15, 210, 0.01], env: { PATH: '/usr/share/grafana/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', GF_PATHS_CONFIG: '/etc/grafana/grafana.ini', GF_PATHS_DATA: '/var/lib/grafana', GF_PATHS_HOME: '/usr/share/grafana', GF_PATHS_LOGS: '/var/log/grafana', GF_PATHS_PLUGINS: '/var/lib/grafana/plugins', GF_PATHS_PROVISIONING: '/etc/grafana/provisioning', GF_VERSION: '12.2.1' }, entrypoint: ['/run.sh'], ports: [3000], workdir: '/usr/share/grafana', user: '472' },
  { image: 'prom/prometheus', tags: ['latest v3.7.3'], system: 'busybox', layers: [118, 0.01], entrypoint: ['/bin/prometheus'], cmd: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'], ports: [9090], volumes: ['/prometheus'], workdir: '/prometheus', user: 'nobody' },
  { image: 'minio/minio', tags: ['latest RELEASE.2025-09-07T16-13-09Z'], system: 'oracle', layers: [60, 0.01], env: { MINIO_ACCESS_KEY_FILE: 'access_key', MINIO_SECRET_KEY_FILE: 'secret_key', MINIO_ROOT_USER_FILE: 'access_key', MINIO_ROOT_PASSWORD_FILE: 'secret_key' }, entrypoint: ['/usr/bin/docker-entrypoint.sh'], cmd: ['minio'], ports: [9000], volumes: ['/data'] },
  { image: 'quay.io/minio/minio', tags: ['latest'], system: 'oracle', layers: [60, 0.01], entrypoint: ['/usr/bin/docker-entrypoint.sh'], cmd: ['minio'], ports: [9000], volumes: ['/data'] },
  { image: 'certbot/certbot', tags: ['latest v5.1.0'], system: 'alpine', layers: [18, 40], entrypoint: ['certbot'], ports: [80, 443], volumes: ['/etc/letsencrypt', '/var/lib/letsencrypt'], workdir: '/opt/certbot' },
  PMA,
  { image: 'caddy', tags: ['latest 2 2.10 2.10.2 alpine 2-alpine'], system: 'alpine', layers: [0.3, 17], env: { CADDY_VERSION: 'v2.10.2', XDG_CONFIG_HOME: '/config', XDG_DATA_HOME: '/data' }, cmd: ['caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'], ports: [80, 443, 2019], workdir: '/srv' },
  { image: 'haproxy', tags: ['latest 3.2 3', 'alpine 3.2-alpine'], system: 'trixie', layers: [12, 0.01], env: { HAPROXY_VERSION: '3.2.7' }, entrypoint: ['docker-entrypoint.sh'], cmd: ['haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'], user: 'haproxy', stop: 'SIGUSR1', workdir: '/var/lib/haproxy' },
  { image: 'mongo-express', tags: ['latest 1 1.0 1.0.2'], system: 'alpine', layers: [40, 20], env: { ME_CONFIG_MONGODB_URL: 'mongodb://mongo:27017', ME_CONFIG_MONGODB_ENABLE_ADMIN: 'true', VCAP_APP_HOST: '0.0.0.0' }, entrypoint: ['/sbin/tini', '--', '/docker-entrypoint.sh'], cmd: ['mongo-express'], ports: [8081], workdir: '/app' },
  { image: 'containrrr/watchtower', tags: ['latest 1.7.1'], system: 'none', layers: [6], entrypoint: ['/watchtower'], ports: [8080] },
  { image: 'gcr.io/cadvisor/cadvisor', tags: ['latest v0.52.1'], system: 'alpine', layers: [30], entrypoint: ['/usr/bin/cadvisor', '-logtostderr'], ports: [8080] },
  { image: 'crccheck/hello-world', tags: ['latest'], system: 'busybox', layers: [0.01], cmd: ['/bin/sh', '-c', 'echo "httpd started" && trap "exit 0;" TERM INT; httpd -v -p $PORT -h /www -f & wait'], env: { PORT: '8000' }, ports: [8000] },
];
