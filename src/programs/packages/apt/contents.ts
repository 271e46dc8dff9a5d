// Files that packages bring beside their commands: default configurations, folders, users.

/** Content of files by package; a path with `/` at its end is a folder. */
export const PACKAGE_FILES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  python3: { '/usr/lib/python3.13/dist-packages/': '', '/usr/lib/python3/dist-packages/': '' },
  supervisor: {
    '/etc/supervisor/supervisord.conf':
      '[supervisord]\nlogfile=/var/log/supervisor/supervisord.log\npidfile=/var/run/supervisord.pid\n\n[include]\nfiles = /etc/supervisor/conf.d/*.conf\n',
    '/etc/supervisor/conf.d/': '',
    '/var/log/supervisor/': '',
  },
  'nginx-common': {
    '/etc/nginx/nginx.conf':
      'user www-data;\nworker_processes auto;\npid /run/nginx.pid;\nerror_log /var/log/nginx/error.log;\n\nevents {\n\tworker_connections 768;\n}\n\nhttp {\n\tsendfile on;\n\ttcp_nopush on;\n\ttypes_hash_max_size 2048;\n\tinclude /etc/nginx/mime.types;\n\tdefault_type application/octet-stream;\n\taccess_log /var/log/nginx/access.log;\n\tgzip on;\n\tinclude /etc/nginx/conf.d/*.conf;\n\tinclude /etc/nginx/sites-enabled/*;\n}\n',
    '/etc/nginx/mime.types':
      'types {\n    text/html html htm shtml;\n    text/css css;\n    text/xml xml;\n    text/plain txt;\n    image/gif gif;\n    image/jpeg jpeg jpg;\n    image/png png;\n    image/svg+xml svg svgz;\n    image/x-icon ico;\n    application/javascript js;\n    application/json json;\n}\n',
    '/etc/nginx/sites-available/default':
      'server {\n\tlisten 80 default_server;\n\tlisten [::]:80 default_server;\n\troot /var/www/html;\n\tindex index.html index.htm index.nginx-debian.html;\n\tserver_name _;\n\tlocation / {\n\t\ttry_files $uri $uri/ =404;\n\t}\n}\n',
    '/etc/nginx/sites-enabled/default':
      'server {\n\tlisten 80 default_server;\n\tlisten [::]:80 default_server;\n\troot /var/www/html;\n\tindex index.html index.htm index.nginx-debian.html;\n\tserver_name _;\n\tlocation / {\n\t\ttry_files $uri $uri/ =404;\n\t}\n}\n',
    '/etc/nginx/conf.d/': '',
    '/var/www/html/index.nginx-debian.html':
      '<!DOCTYPE html>\n<html>\n<head><title>Welcome to nginx!</title></head>\n<body><h1>Welcome to nginx!</h1></body>\n</html>\n',
    '/var/log/nginx/': '',
  },
  apache2: {
    '/etc/apache2/apache2.conf':
      'User www-data\nGroup www-data\nInclude ports.conf\n<Directory /var/www/>\n    Options Indexes FollowSymLinks\n    Require all granted\n</Directory>\nIncludeOptional sites-enabled/*.conf\n',
    '/etc/apache2/ports.conf': 'Listen 80\n',
    '/etc/apache2/sites-enabled/000-default.conf':
      '<VirtualHost *:80>\n    DocumentRoot /var/www/html\n</VirtualHost>\n',
    '/var/www/html/index.html': '<html><body><h1>Apache2 Debian Default Page</h1><p>It works!</p></body></html>\n',
    '/var/log/apache2/': '',
  },
  'ca-certificates': {
    '/etc/ssl/certs/ca-certificates.crt': '',
    '/usr/share/ca-certificates/': '',
    '/usr/local/share/ca-certificates/': '',
  },
  tzdata: {
    '/usr/share/zoneinfo/Etc/UTC': 'TZif2\n',
    '/usr/share/zoneinfo/Europe/Madrid': 'TZif2\n',
    '/usr/share/zoneinfo/Europe/Berlin': 'TZif2\n',
    '/usr/share/zoneinfo/America/New_York': 'TZif2\n',
  },
  locales: {
    '/etc/locale.gen': '# en_US.UTF-8 UTF-8\n# es_ES.UTF-8 UTF-8\n',
    '/usr/share/i18n/SUPPORTED': 'en_US.UTF-8 UTF-8\nes_ES.UTF-8 UTF-8\n',
  },
  'cron-daemon-common': {
    '/etc/crontab': 'SHELL=/bin/sh\n',
    '/etc/cron.d/': '',
    '/etc/cron.daily/': '',
    '/var/spool/cron/crontabs/': '',
  },
  'mysql-common': { '/etc/mysql/my.cnf': '[client-server]\n', '/etc/mysql/conf.d/': '' },
  sudo: { '/etc/sudoers.d/': '', '/etc/sudoers': 'root ALL=(ALL:ALL) ALL\n%sudo ALL=(ALL:ALL) ALL\n' },
  'openssh-server': {
    '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\n',
    '/etc/ssh/sshd_config.d/': '',
  },
  'lsb-release': { '/etc/lsb-release.d/': '' },
  'docker-compose-plugin': { '/usr/libexec/docker/cli-plugins/': '' },
};
