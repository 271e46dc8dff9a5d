// Which programs a system has, by the packages that bring them.

const words = (text: string): string[] => text.trim().split(/\s+/);

/** What Debian's and Ubuntu's essential packages bring to /usr/bin. */
export const DEBIAN_BASE = words(`
[ arch awk base32 base64 basename bash cat chgrp chmod chown cksum clear cmp comm cp cut date dash dd df diff dirname dpkg du echo egrep env expand expr factor false fgrep
find fmt fold getent grep groups gunzip gzip head hostname id install join kill ln logname ls md5sum mkdir mkfifo mktemp more mount mv nice nl nohup nproc numfmt od passwd
paste perl printenv printf pwd readlink realpath rev rm rmdir sed seq sh sha1sum sha224sum sha256sum sha512sum shuf sleep sort split stat stty su sum sync tac tail tar tee test
timeout touch tr true truncate tsort tty umount uname unexpand uniq unlink users wc which who whoami xargs yes zcat apt apt-get apt-cache apt-mark apt-key column`);

export const SBIN = words(
  'useradd userdel usermod groupadd groupdel adduser addgroup deluser delgroup chpasswd ldconfig',
);

/** Programs that a package adds, by the package's name. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  procps: words('ps pgrep pkill pidof top free uptime watch sysctl'),
  curl: ['curl'],
  wget: ['wget'],
  git: ['git'],
  'iputils-ping': ['ping'],
  iproute2: ['ip', 'ss'],
  'net-tools': words('ifconfig netstat route arp'),
  dnsutils: words('dig nslookup host'),
  netcat: ['nc'],
  vim: ['vi', 'vim'],
  nano: ['nano'],
  less: ['less'],
  jq: ['jq'],
  tree: ['tree'],
  unzip: ['unzip'],
  zip: ['zip'],
  xxd: ['xxd'],
  sudo: ['sudo'],
  supervisor: ['supervisord', 'supervisorctl'],
};

/** What the host of a lab has beside the base system. */
export const HOST_EXTRAS = words(`
docker ps pgrep pkill pidof killall top free uptime watch sysctl curl wget git ping ip ss ifconfig netstat route dig nslookup host nc vi vim nano less man jq tree unzip zip xxd hexdump strings sudo
systemctl service chown lsb_release gpg openssl envsubst htpasswd python3 split cmp rev column file time nsenter w last history lsof`);
