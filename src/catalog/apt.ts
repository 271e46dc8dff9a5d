// The simulated archives of Debian, Ubuntu and Docker for apt: packages, what they need and the commands that they bring.

import { type AptPackage, DOCKER_APT, INSTALLED_APT, table } from './dpkg.ts';

export type { AptPackage };

const REST = table(`
apache2 2.4.65-2 221 | apache2 apache2ctl a2enmod a2ensite a2dismod a2dissite | apache2-bin apache2-data apache2-utils | ssl-cert | Apache HTTP Server
apache2-bin 2.4.65-2 1389 | | libapr1t64 libaprutil1t64
apache2-data 2.4.65-2 160
apache2-utils 2.4.65-2 216 | htpasswd ab rotatelogs | libapr1t64 libaprutil1t64 | | Apache HTTP Server (utility programs for web servers)
apt-transport-https 3.0.3 35 | | | | transitional package for https support
apt-utils 3.0.3 306 | | | | package management related utility programs
at 3.2.5-2.2 49 | at atq atrm
autoconf 2.72-3.1 494 | autoconf autoreconf | m4
automake 1:1.17-4 823 | automake | autoconf
bash 5.2.37-2+b5 1495 | bash
bash-completion 1:2.16.0-7 319
bc 1.07.1-4 109 | bc
bind9-dnsutils 1:9.20.15-1~deb13u1 398 | dig nslookup host nsupdate | bind9-host bind9-libs | | Clients provided with BIND 9
bind9-host 1:9.20.15-1~deb13u1 312 | host | bind9-libs
bind9-libs 1:9.20.15-1~deb13u1 1400 | | libuv1t64 libxml2
binutils 2.44-3 1100 | ld as ar nm objdump strip readelf | libbinutils
libbinutils 2.44-3 534
bison 2:3.8.2+dfsg-1 1171 | bison | m4
bsdextrautils 2.41-5 94 | column hexdump look
build-essential 12.12 5 | | gcc g++ make libc6-dev dpkg-dev | | Informational list of build-essential packages
busybox 1:1.37.0-6 471 | busybox
bzip2 1.0.8-6 40 | bzip2 bunzip2 bzcat
certbot 4.0.0-2 8 | certbot | python3
chromium 142.0.7444.59-1~deb13u1 76000 | chromium | libnss3 libgbm1 fonts-liberation
chromium-driver 142.0.7444.59-1~deb13u1 7000 | chromedriver | chromium
clang 1:19.0-63 6 | clang clang++ | binutils libc6-dev
cmake 3.31.6-2 12000 | cmake ctest cpack | cmake-data libuv1t64
cmake-data 3.31.6-2 2268
composer 2.8.8-1 560 | composer | php-cli
coreutils 9.7-3 3024
cpio 2.15+dfsg-2 257 | cpio
cron 3.0pl1-197 86 | cron crontab | cron-daemon-common | | process scheduling daemon
cron-daemon-common 3.0pl1-197 13
dbus 1.16.2-2 72 | dbus-daemon
debian-archive-keyring 2025.1 168
default-jdk 2:1.21-76 1 | | openjdk-21-jdk default-jre
default-jdk-headless 2:1.21-76 1 | | openjdk-21-jdk-headless
default-jre 2:1.21-76 1 | | openjdk-21-jre
default-jre-headless 2:1.21-76 3 | | openjdk-21-jre-headless
default-libmysqlclient-dev 1.1.1 3 | | libmariadb-dev | | MySQL database development files (metapackage)
default-mysql-client 1.1.1 3 | | mariadb-client | | MySQL database client binaries (metapackage)
default-mysql-server 1.1.1 3 | | mariadb-server
dirmngr 2.4.7-21 384 | dirmngr
dnsutils 1:9.20.15-1~deb13u1 11 | | bind9-dnsutils | | Transitional package for bind9-dnsutils
docker-compose 2.26.1-4 9500 | docker-compose
docker.io 26.1.5+dfsg1-9 32000 | docker dockerd | containerd runc iptables
containerd 1.7.24~ds1-6 25000 | containerd ctr
runc 1.1.15+ds1-2 2800 | runc
dos2unix 7.5.2-1 170 | dos2unix unix2dos
dpkg-dev 1.22.21 1338 | dpkg-buildpackage | patch xz-utils bzip2 make
dstat 0.7.4-6 50 | dstat
dumb-init 1.2.5-3 16 | dumb-init=tini | | | wrapper script which proxies signals to a child
e2fsprogs 1.47.2-3 600 | mkfs.ext4 fsck
emacs-nox 1:30.1+1-6 5000 | emacs
entr 5.6-1 30 | entr
ethtool 1:6.14.2-1 260 | ethtool
exuberant-ctags - 0
fakeroot 1.37.1.1-1 76 | fakeroot
fd-find 10.2.0-1 1200 | fdfind
ffmpeg 7:7.1.2-0+deb13u1 1900 | ffmpeg ffprobe | libsm6 libxext6 | | Tools for transcoding, streaming and playing of multimedia files
file 1:5.46-5 43 | file | libmagic1t64 | | Recognize the type of data in a file using magic numbers
findutils 4.10.0-3 700
firefox-esr 140.4.0esr-1~deb13u1 68000 | firefox firefox-esr
flex 2.6.4-8.2 420 | flex | m4
fontconfig 2.15.0-2.3 463 | fc-cache fc-list
fonts-dejavu-core 2.37-8 840
fonts-liberation 1:2.1.5-3 824
fonts-noto 20201225-2 5
fortune-mod 1:1.99.1-7.3 50 | fortune
cowsay 3.03+dfsg2-8 20 | cowsay
figlet 2.2.5-3 130 | figlet
g++ 4:14.2.0-1 1 | g++ c++=g++ | gcc
gawk 1:5.2.1-2 700 | gawk=awk
gcc 4:14.2.0-1 5 | gcc cc=gcc | gcc-14 cpp | libc6-dev | GNU C compiler
gcc-14 14.2.0-19 17000 | | binutils
cpp 4:14.2.0-1 1 | cpp
gdal-bin 3.10.3+dfsg-1 400 | gdalinfo
gdb 16.3-1 4100 | gdb
gettext 0.23.1-2 1700 | msgfmt xgettext msgmerge | gettext-base
gettext-base 0.23.1-2 246 | envsubst gettext
gfortran 4:14.2.0-1 1 | gfortran | gcc
git-lfs 3.6.1-1 4300 | git-lfs | git
git-man 1:2.47.3-0+deb13u1 2205
gnupg 2.4.7-21 417 | | gpg gpgconf dirmngr | | GNU privacy guard - a free PGP replacement
gnupg2 2.4.7-21 411 | | gnupg
gpgconf 2.4.7-21 129 | gpgconf
gpg-agent 2.4.7-21 271 | gpg-agent
golang 2:1.24~2 3 | | golang-go
golang-go 2:1.24~2 44 | go gofmt | golang-src
golang-src 2:1.24~2 19000
gosu 1.17-3 1100 | gosu | | | simple Go-based setuid+setgid+setgroups+exec
graphviz 2.42.4-3 730 | dot
groff-base 1.23.0-9 1187
gzip 1.13-1 137
haproxy 3.0.11-1 2200 | haproxy
htop 3.4.1-5 175 | htop=top | | | interactive processes viewer
httpie 3.2.4-3 100 | http | python3
iftop 1.0~pre4-9 36 | iftop
ifupdown 0.8.44 60 | ifup ifdown
imagemagick 8:7.1.1.43+dfsg1-1 90 | convert identify magick
init-system-helpers 1.69 39
inotify-tools 4.23.9.0-2 30 | inotifywait
iotop 0.6-42 30 | iotop
iperf3 3.18-2 37 | iperf3
iputils-tracepath 3:20240905-3 15 | tracepath
libaio1t64 0.3.113-8 14
libapr1t64 1.7.5-1 104
libaprutil1t64 1.6.3-3 89
libasound2t64 1.2.14-1 380
libatk-bridge2.0-0t64 2.56.2-1 69
libatk1.0-0t64 2.56.2-1 54
libblas3 3.12.1-6 156
libbz2-dev 1.0.8-6 30
libc-bin 2.41-12 638
libc6-dev 2.41-12 1900 | | linux-libc-dev
libc6 2.41-12 2800
libcairo2 1.18.4-1 536
libcairo2-dev 1.18.4-1 700
libcups2t64 2.4.10-3 250
libcurl3t64-gnutls 8.14.1-2 383
libcurl4-openssl-dev 8.14.1-2 526
libcurl4t64 8.14.1-2 392
libffi-dev 3.4.8-2 63
libfontconfig1 2.15.0-2.3 390
libfreetype6-dev 2.13.3+dfsg-1 600
libgbm1 25.0.7-2 45
libgeos-dev 3.13.1-1 60
libgl1 1.7.0-1+b2 89 | | libglx0 | | Vendor neutral GL dispatch library
libgl1-mesa-glx - 0
libgl1-mesa-dri 25.0.7-2 9000
libglib2.0-0t64 2.84.4-3~deb13u1 1518
libglib2.0-0 - 0
libglx0 1.7.0-1+b2 35
libgmp-dev 2:6.3.0+dfsg-3 640
libgomp1 14.2.0-19 137
libgtk-3-0t64 3.24.49-3 2700
libicu-dev 76.1-4 10000
libicu76 76.1-4 9722
libjpeg-dev 1:2.1.5-4 72
libjq1 1.7.1-6+deb13u1 145
liblapack3 3.12.1-6 2400
libldap2-dev 2.6.10+dfsg-1 300
liblzma-dev 5.8.1-1 300
libmagic1t64 1:5.46-5 107
libmagic1 - 0
libmariadb-dev 1:11.8.3-0+deb13u1 270 | mariadb_config | libmariadb3
libmariadb3 1:11.8.3-0+deb13u1 184
libmemcached-dev 1.1.4-1.1 280
libncurses-dev 6.5+20250216-2 349
libncurses5-dev 6.5+20250216-2 1
libnss3 2:3.110-1 1400
libonig5 6.9.9-1 189
libonig-dev 6.9.9-1 90
libpango-1.0-0 1.56.3-1 226
libpng-dev 1.6.48-1 368
libpq-dev 17.6-0+deb13u1 150 | pg_config | libpq5 libssl-dev
libpq5 17.6-0+deb13u1 228
libreadline-dev 8.2-6 152
libsasl2-dev 2.1.28+dfsg1-9 200
libsm6 2:1.2.6-1 37
libsqlite3-dev 3.46.1-7 1100
libssl-dev 3.5.1-1 2900 | | libssl3t64
libssl3t64 3.5.1-1 2400
libstdc++6 14.2.0-19 718
libtool 2.5.4-4 539 | libtoolize
libuv1t64 1.50.0-2 155
libwebp-dev 1.5.0-0.1 450
libx11-6 2:1.8.12-1 815
libxext6 2:1.3.4-1+b3 50
libxml2 2.12.7+dfsg+really2.9.14-2.1 698
libxml2-dev 2.12.7+dfsg+really2.9.14-2.1 795
libxrender1 1:0.9.12-1 28
libxslt1-dev 1.1.35-1.2 230
libyaml-dev 0.2.5-2 65
libzip-dev 1.11.3-2 160
libzmq3-dev 4.3.5-1 500
linux-libc-dev 6.12.48-1 2600
llvm 1:19.0-63 7
locales 2.41-12 3901 | locale-gen update-locale localedef | | | GNU C Library: National Language (locale) data [support]
logrotate 3.22.0-1 62 | logrotate
lua5.4 5.4.7-1 170 | lua
lynx 2.9.2-1 640 | lynx
m4 1.4.19-8 294 | m4
make 4.4.1-2 463 | make | | | utility for directing compilation
man-db 2.13.1-1 1469 | man
manpages 6.9.1-1 1393
mariadb-client 1:11.8.3-0+deb13u1 3200 | mariadb mysql mariadb-admin mariadb-dump mysqldump mysqladmin | mariadb-client-core mariadb-common | | MariaDB database client binaries
mariadb-client-core 1:11.8.3-0+deb13u1 950 | | libmariadb3
mariadb-common 1:11.8.3-0+deb13u1 29 | | mysql-common
mariadb-server 1:11.8.3-0+deb13u1 3500 | mariadbd mysqld=mariadbd | mariadb-client | | MariaDB database server binaries
maven 3.9.9-1 15 | mvn | default-jdk
mc 3:4.8.33-1 560 | mc
mdadm 4.4-11 430 | mdadm
media-types 13.0.0 29
memcached 1.6.38-1 300 | memcached
mime-support - 0
mysql-client - 0
mysql-common 5.8+1.1.1 6
mysql-server - 0
ncdu 1.22-1 50 | ncdu
ncurses-bin 6.5+20250216-2 450 | clear tput reset
neovim 0.10.4-8 4000 | nvim
netbase 6.5 13
netcat-openbsd 1.229-1 42 | nc | | | TCP/IP swiss army knife
netcat-traditional 1.10-48 66 | nc
netcat - 0
nginx 1.26.3-3+deb13u1 600 | nginx | nginx-common | | small, powerful, scalable web/proxy server
nginx-common 1.26.3-3+deb13u1 111
ngrep 1.47-1 30 | ngrep
nmap 7.95+dfsg-3 1900 | nmap ncat
nodejs 20.19.2+dfsg-1 340 | node nodejs=node | libnode115
libnode115 20.19.2+dfsg-1 12000
npm 9.2.0~ds1-3 656 | npm npx | nodejs
openjdk-17-jdk - 0
openjdk-17-jre - 0
openjdk-11-jdk - 0
openjdk-8-jdk - 0
openjdk-21-jdk 21.0.8+9-1 3300 | | openjdk-21-jdk-headless openjdk-21-jre
openjdk-21-jdk-headless 21.0.8+9-1 82000 | javac jar jshell | openjdk-21-jre-headless
openjdk-21-jre 21.0.8+9-1 200 | | openjdk-21-jre-headless
openjdk-21-jre-headless 21.0.8+9-1 43000 | java keytool
openssh-client 1:10.0p1-7 985 | ssh scp sftp ssh-keygen ssh-agent ssh-add | | | secure shell (SSH) client, for secure access to remote machines
openssh-server 1:10.0p1-7 600 | sshd | openssh-client
p7zip-full 16.02+transitional.1 1 | 7z
parallel 20240222+ds-2 1900 | parallel
parted 3.6-5 330 | parted
passwd 1:4.17.4-2 1200
patch 2.8-2 134 | patch
pciutils 1:3.13.0-2 100 | lspci
perl 5.40.1-6 267 | perl
php 2:8.4+96 4 | | php-cli
php-cli 2:8.4+96 3 | php
php-fpm 2:8.4+96 3 | php-fpm
php-mysql 2:8.4+96 2
pipx 1.7.1-1 60 | pipx | python3
pkg-config 1.8.1-4 14 | pkg-config
pkgconf 1.8.1-4 26 | pkgconf
postgresql 17+278 13 | | postgresql-client
postgresql-client 17+278 12 | psql pg_isready pg_dump pg_restore createdb dropdb | libpq5 | | front-end programs for PostgreSQL
pv 1.9.31-1 110 | pv
python-is-python3 3.13.3-1 3 | python | python3
python3-minimal 3.13.5-1 27
libpython3-stdlib 3.13.5-1 10
python3-dev 3.13.5-1 26 | | python3
python3-pip 25.1.1+dfsg-1 1500 | pip3=pip pip | python3 python3-setuptools python3-wheel | build-essential python3-dev | Python package installer
python3-setuptools 78.1.1-0.1 740 | | python3
python3-venv 3.13.5-1 1 | | python3
python3-wheel 0.46.1-2 30 | | python3
python3-requests 2.32.3+dfsg-5 72 | | python3
python3-yaml 6.0.2-1 130 | | python3
python3-distutils - 0
rabbitmq-server 4.0.5-8 17000 | rabbitmq-server rabbitmqctl
readline-common 8.2-6 69
redis 5:8.0.2-3 30 | | redis-server
redis-server 5:8.0.2-3 70 | redis-server | redis-tools
redis-tools 5:8.0.2-3 1200 | redis-cli redis-benchmark
ripgrep 14.1.1-1 1500 | rg
rlwrap 0.46.2-1 100 | rlwrap
rsync 3.4.1+ds1-5 420 | rsync
rsyslog 8.2504.0-1 700 | rsyslogd
ruby 1:3.3 12 | ruby gem irb
ruby-dev 1:3.3 10
runit 2.2.0-3 130 | runsv
s3cmd 2.4.0-2 130 | s3cmd
screen 4.9.1-3 600 | screen
sed 4.9-2 329
shellcheck 0.10.0-1 5000 | shellcheck
skopeo 1.18.0+ds1-1 8000 | skopeo
socat 1.8.0.3-1 400 | socat
software-properties-common 0.111-1 61 | add-apt-repository | python3 | | manage the repositories that you install software from (common)
sqlite3 3.46.1-7 310 | sqlite3
squid 6.13-2 2800 | squid
ssl-cert 1.1.3 21
strace 6.13+ds-1 1200 | strace
stress 1.0.7-1 20 | stress
stress-ng 0.18.12-1 2500 | stress-ng
subversion 1.14.5-3 960 | svn
supervisor 4.2.5-3 306 | supervisord supervisorctl | python3 | | system for controlling process state
swig 4.3.0-1 1400 | swig
sysstat 12.7.5-2 600 | iostat mpstat sar
systemd 257.8-1 3100 | systemctl journalctl
systemd-sysv 257.8-1 60 | | systemd
tar 1.35+dfsg-3.1 813
tcpdump 4.99.5-2 480 | tcpdump
telnet 0.17+2.5-9 39 | telnet
tesseract-ocr 5.5.0-1 400 | tesseract
time 1.9-0.2 40 | time
tini 0.19.0-3 250 | tini | | | tiny but valid init for containers
tmux 3.5a-3 500 | tmux
tor 0.4.8.16-1 2100 | tor
traceroute 1:2.1.6-1 60 | traceroute
tshark 4.4.7-1 160 | tshark
tzdata 2025b-4+deb13u1 260 | | | | time zone and daylight-saving time data
unixodbc-dev 2.3.12-2 250
unrar-free 1:0.3.1-1 30 | unrar
util-linux 2.41-5 1200 | lsblk
uuid-runtime 2.41-5 37 | uuidgen
valgrind 1:3.24.0-3 15000 | valgrind
varnish 7.7.0-3 1500 | varnishd
vim-common 2:9.1.1230-2 200
vim-runtime 2:9.1.1230-2 7200
vim-tiny 2:9.1.1230-2 780 | vi | vim-common
wait-for-it 0.0~git20180723-2 5 | wait-for-it
watchdog 5.16-1 80 | watchdog
webp 1.5.0-0.1 100 | cwebp
whois 5.6.3 80 | whois
wkhtmltopdf - 0
xauth 1:1.1.2-1 36 | xauth
xvfb 2:21.1.16-1.3 3200 | Xvfb xvfb-run
xz-utils 5.8.1-1 660 | xz unxz xzcat
yarnpkg 4.1.0+dfsg-1 2000 | yarnpkg=yarn
yq 3.4.3-2 20 | yq
zlib1g-dev 1:1.3.dfsg+really1.3.1-1 900
zsh 5.9-8 900 | zsh
zstd 1.5.7+dfsg-1 700 | zstd
`);

/** The main archive, in the order of names. */
export const APT: Readonly<Record<string, AptPackage>> = Object.fromEntries(
  Object.entries({ ...INSTALLED_APT, ...REST }).sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** Node's archive at deb.nodesource.com. */
const NODE_APT: Readonly<Record<string, AptPackage>> = table(
  'nodejs 22.21.0-1nodesource1 37000 | node nodejs=node npm npx corepack | | | Node.js event-based server-side javascript engine',
);

export interface Archive {
  readonly suites: RegExp;
  readonly packages: Readonly<Record<string, AptPackage>>;
  /** Only from this origin with a key. */
  readonly key: string | undefined;
}

const SUITES =
  /^(trixie|bookworm|bullseye|sid|stable|noble|jammy|focal|resolute)(-updates|-security|-backports|-proposed|-proposed-updates)?$/;

/**
 * Archives by the address without scheme. Docker's folders for Debian and Ubuntu carry the suites of both here, so that
 * steps written for the one can be followed on the other.
 */
export const ARCHIVES: Readonly<Record<string, Archive>> = {
  'deb.debian.org/debian': { suites: SUITES, packages: APT, key: undefined },
  'deb.debian.org/debian-security': { suites: SUITES, packages: {}, key: undefined },
  'security.debian.org/debian-security': { suites: SUITES, packages: {}, key: undefined },
  'archive.ubuntu.com/ubuntu': {
    suites: SUITES,
    packages: {
      ...APT,
      'software-properties-common': {
        ...APT['lsb-release']!,
        version: '0.99.49.3',
        size: 14,
        programs: ['add-apt-repository'],
        depends: ['python3'],
        about: 'manage the repositories that you install software from',
      },
      'mysql-client': {
        ...APT['mariadb-client']!,
        version: '8.0.43-0ubuntu0.24.04.2',
        programs: ['mysql', 'mysqldump', 'mysqladmin'],
        depends: [],
      },
    },
    key: undefined,
  },
  'security.ubuntu.com/ubuntu': { suites: SUITES, packages: {}, key: undefined },
  'download.docker.com/linux/ubuntu': { suites: SUITES, packages: DOCKER_APT, key: '7EA0A9C3F273FCD8' },
  'download.docker.com/linux/debian': { suites: SUITES, packages: DOCKER_APT, key: '7EA0A9C3F273FCD8' },
  'deb.nodesource.com/node_22.x': { suites: /^nodistro$/, packages: NODE_APT, key: '2F59B5F99B1BE0B4' },
};

/** The armored key that an archive is signed with, as its server hands it out: our own bytes, of the right kind. */
export function armoredKey(id: string): string {
  const body = Array.from({ length: 12 }, (_, i) => btoa64(`${id} drydock key ${i}`.padEnd(48, '.'))).join('\n');
  return `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${body}\n=drdk\n-----END PGP PUBLIC KEY BLOCK-----\n`;
}

function btoa64(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const n = (text.charCodeAt(i) << 16) | (text.charCodeAt(i + 1) << 8) | text.charCodeAt(i + 2);
    out += alphabet[n >> 18]! + alphabet[(n >> 12) & 63]! + alphabet[(n >> 6) & 63]! + alphabet[n & 63]!;
  }
  return out;
}
