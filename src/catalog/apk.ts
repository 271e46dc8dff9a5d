// The simulated package index of Alpine for apk: packages, what they need and the commands that they bring.

/**
 * A package: version with its release, size on disk in kB, commands (`name` or `name=program`; in /usr/bin unless a whole
 * path is given), what it needs.
 */
export interface ApkPackage {
  readonly version: string;
  readonly size: number;
  readonly programs: readonly string[];
  readonly depends: readonly string[];
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .trim()
    .split(/\s+/)
    .filter((x) => x !== '');

/** `name version kB | commands | depends`, one a line. */
export const APK: Readonly<Record<string, ApkPackage>> = Object.fromEntries(
  `
acl 2.3.2-r1 80 | setfacl getfacl
apache2 2.4.65-r0 3600 | /usr/sbin/httpd | apr apr-util pcre2
apache2-utils 2.4.65-r0 200 | ab htpasswd | apr apr-util
apr 1.7.6-r0 220
apr-util 1.6.3-r1 190
autoconf 2.72-r1 1400 | autoconf | m4 perl
automake 1.17-r1 1900 | automake
bash 5.2.37-r0 1300 | /bin/bash | readline
bash-completion 2.16.0-r0 900
bc 1.08.2-r0 120 | bc
bind-tools 9.20.15-r0 3700 | dig nslookup=nslookup host | libuv
binutils 2.44-r3 9000 | ld as ar strip
brotli-libs 1.1.0-r2 900
build-base 0.5-r3 1 | | binutils fortify-headers gcc g++ make musl-dev patch file
busybox-extras 1.37.0-r18 400 | telnet telnetd httpd=busybox-httpd ftpd
bzip2 1.0.8-r6 80 | bzip2
c-ares 1.34.5-r0 140
ca-certificates 20250911-r0 700 | update-ca-certificates
cargo 1.87.0-r0 21000 | cargo | rust
certbot 4.1.0-r0 900 | certbot | python3
chromium 142.0.7444.59-r0 240000 | chromium-browser chromium
chromium-chromedriver 142.0.7444.59-r0 20000 | chromedriver
clang20 20.1.8-r0 120000 | clang
cmake 3.31.7-r1 38000 | cmake
composer 2.8.12-r0 3000 | composer | php84
coreutils 9.7-r1 1200
cronie 1.7.2-r0 120 | crond
curl 8.14.1-r2 400 | curl | brotli-libs c-ares libcurl libidn2 libpsl libunistring nghttp2-libs zstd-libs
dcron 4.6-r0 60 | crond crontab
dhclient 4.4.3-r3 900 | dhclient
docker 28.3.3-r4 100000 | dockerd | docker-cli
docker-cli 28.3.3-r4 30000 | docker
docker-cli-compose 2.36.2-r4 60000
dos2unix 7.5.2-r0 100 | dos2unix unix2dos
dumb-init 1.2.5-r3 28 | dumb-init=tini
ffmpeg 6.1.2-r2 400 | ffmpeg ffprobe
file 5.46-r2 500 | file | libmagic
findutils 4.10.0-r0 600
fontconfig 2.15.0-r3 600 | fc-cache
font-noto 2025.07.01-r0 4000
fortify-headers 1.1-r5 60
freetype 2.13.3-r0 700
fuse 2.9.9-r6 200
g++ 14.2.0-r6 60000 | g++ c++=g++ | gcc libstdc++-dev
gawk 5.3.2-r1 900 | gawk=awk
gcc 14.2.0-r6 150000 | gcc cc=gcc | binutils gmp isl26 mpc1 mpfr4
gettext 0.24.1-r0 5000 | gettext envsubst msgfmt
gettext-envsubst 0.24.1-r0 60 | envsubst
git 2.49.1-r0 14000 | git | brotli-libs c-ares libcurl libexpat libidn2 libpsl libunistring nghttp2-libs pcre2 zstd-libs
git-lfs 3.6.1-r5 12000 | git-lfs
glib 2.84.4-r0 3600
gmp 6.3.0-r3 400
gnupg 2.4.7-r0 1000 | gpg gpg-agent
go 1.24.9-r0 250000 | go gofmt | binutils gcc musl-dev
gosu 1.17-r8 2000 | gosu
graphviz 12.2.1-r0 3000 | dot
grep 3.12-r0 200
haproxy 3.2.7-r0 4000 | haproxy
htop 3.4.1-r0 220 | htop=top | ncurses-libs
httpie 3.2.4-r0 900 | http | python3
icu-data-full 76.1-r1 30000
icu-libs 76.1-r1 3300
imagemagick 7.1.1.47-r1 12000 | magick convert identify
inotify-tools 4.23.9.0-r0 100 | inotifywait
iproute2 6.15.0-r0 1100 | ss tc
iptables 1.8.11-r1 2100 | iptables
iputils 20240905-r0 140 | ping tracepath
isl26 0.26-r1 1900
jpeg-dev 9f-r0 100
jq 1.8.1-r0 500 | jq | oniguruma
krb5-libs 1.21.3-r0 2100
less 679-r0 200 | less
libc6-compat 1.1.0-r4 10
libcurl 8.14.1-r2 600
libexpat 2.7.3-r0 180
libffi-dev 3.4.8-r0 60
libgcc 14.2.0-r6 140
libidn2 2.3.7-r0 200
libjpeg-turbo-dev 3.1.0-r0 200
libmagic 5.46-r2 9000
libpng-dev 1.6.47-r0 300
libpq 17.6-r0 350
libpq-dev 17.6-r0 900 | pg_config | libpq
libpsl 0.21.5-r3 90
libstdc++ 14.2.0-r6 2700
libstdc++-dev 14.2.0-r6 17000
libunistring 1.3-r0 1800
libuv 1.51.0-r0 200
libxml2-dev 2.13.9-r0 900
libxslt-dev 1.1.43-r3 800
libzip-dev 1.11.4-r0 200
linux-headers 6.14.2-r0 5600
logrotate 3.21.0-r1 80 | logrotate
lsof 4.99.4-r0 200 | lsof
lua5.4 5.4.7-r0 300 | lua5.4=lua
lynx 2.9.2-r0 1700 | lynx
m4 1.4.19-r4 300 | m4
make 4.4.1-r3 300 | make
mariadb 11.4.8-r0 120000 | mariadbd mysqld=mariadbd | mariadb-common
mariadb-client 11.4.8-r0 35000 | mariadb mysql mariadb-admin mariadb-dump mysqldump mysqladmin | libgcc libstdc++ mariadb-common ncurses-libs
mariadb-common 11.4.8-r0 400
mariadb-connector-c-dev 3.3.10-r1 500 | mariadb_config
mariadb-dev 11.4.8-r0 5000
maven 3.9.9-r0 10000 | mvn | openjdk21
mc 4.8.33-r1 2000 | mc
memcached 1.6.32-r0 300 | memcached
mpc1 1.3.1-r1 100
mpfr4 4.2.1_p1-r0 700
musl-dev 1.2.5-r10 10000
musl-locales 0.1.0-r1 80 | locale
mysql-client 11.4.8-r0 3 | mysql mysqldump mysqladmin | mariadb-client
nano 8.4-r0 700 | nano | libmagic ncurses-libs
ncurses 6.5_p20250503-r0 600 | clear tput reset
ncurses-libs 6.5_p20250503-r0 500
ncurses-terminfo-base 6.5_p20250503-r0 220
neovim 0.11.1-r1 26000 | nvim
net-tools 2.10-r3 500 | ifconfig netstat route arp
netcat-openbsd 1.229.1-r0 60 | nc
nghttp2-libs 1.65.0-r0 180
nginx 1.28.0-r3 1300 | /usr/sbin/nginx | pcre2
nmap 7.97-r0 24000 | nmap
nodejs 22.16.0-r2 52000 | node | ada-libs brotli-libs c-ares icu-libs libuv nghttp2-libs
ada-libs 2.9.2-r4 700
npm 11.3.0-r1 9000 | npm npx | nodejs
oniguruma 6.9.10-r0 500
openjdk11 11.0.28_p6-r0 1
openjdk17 17.0.16_p8-r0 180000 | java javac jar
openjdk17-jre 17.0.16_p8-r0 160000 | java
openjdk21 21.0.8_p9-r0 190000 | java javac jar
openjdk21-jre 21.0.8_p9-r0 170000 | java
openjdk8 8.462.08-r0 120000 | java javac jar
openssh 10.0_p1-r9 600 | /usr/sbin/sshd | openssh-client
openssh-client 10.0_p1-r9 1000 | ssh scp sftp ssh-keygen ssh-agent ssh-add
openssl 3.5.4-r0 900 | openssl
openssl-dev 3.5.4-r0 2000
patch 2.8-r0 200 | patch
pcre2 10.43-r1 650
perl 5.40.3-r0 39000 | perl
php84 8.4.13-r0 5400 | php84=php php
php84-fpm 8.4.13-r0 5500 | php-fpm84=php-fpm
pkgconf 2.4.3-r0 90 | pkgconf pkg-config
postgresql-client 17.6-r0 2000 | psql pg_isready pg_dump | libpq
postgresql-dev 17.6-r0 1 | | libpq-dev
postgresql17-client 17.6-r0 2000 | psql pg_isready pg_dump | libpq
procps-ng 4.0.4-r3 600 | ps top free watch pgrep pkill
procps 4.0.4-r3 600 | | procps-ng
psmisc 23.7-r0 400 | killall pstree fuser
py3-pip 25.1.1-r0 9000 | pip pip3=pip | python3 py3-setuptools
py3-setuptools 80.9.0-r0 5000
py3-virtualenv 20.31.2-r0 300 | virtualenv | python3
python3 3.12.12-r0 38000 | python3=python | gdbm libbz2 libexpat libffi ncurses-libs readline sqlite-libs xz-libs
gdbm 1.24-r0 200
libbz2 1.0.8-r6 70
libffi 3.4.8-r0 40
sqlite-libs 3.49.2-r1 1100
xz-libs 5.8.1-r0 200
python3-dev 3.12.12-r0 1300 | | python3
readline 8.2.13-r1 300
redis 8.0.4-r0 3300 | redis-server redis-cli
ripgrep 14.1.1-r1 5000 | rg
rsync 3.4.1-r1 400 | rsync
ruby 3.4.4-r0 9000 | ruby irb gem
rust 1.87.0-r0 250000 | rustc
screen 4.9.1-r1 600 | screen
sed 4.9-r2 180
shadow 4.17.3-r0 400 | useradd usermod groupadd userdel groupdel chpasswd passwd
socat 1.8.0.3-r0 400 | socat
sqlite 3.49.2-r1 1500 | sqlite3
sqlite-dev 3.49.2-r1 500
strace 6.13-r0 2000 | strace
su-exec 0.2-r3 14 | /sbin/su-exec=gosu
subversion 1.14.5-r1 5000 | svn
sudo 1.9.17_p2-r0 2000 | sudo
supervisor 4.2.5-r5 1500 | supervisord supervisorctl | python3
tar 1.35-r3 500
tcpdump 4.99.5-r1 1300 | tcpdump
tini 0.19.0-r3 22 | /sbin/tini
tmux 3.5a-r1 500 | tmux
tree 2.2.1-r0 60 | tree
tzdata 2025b-r0 3500
unzip 6.0-r15 200 | unzip
util-linux 2.41-r9 2000 | lsblk
vim 9.1.1415-r0 2500 | vim vi
wget 1.25.0-r1 700 | wget
xvfb 21.1.16-r0 2000 | Xvfb
xz 5.8.1-r0 200 | xz
yarn 1.22.22-r1 5000 | yarn | nodejs
yq 4.46.1-r5 9000 | yq
yq-go 4.46.1-r5 9000 | yq
zip 3.0-r13 300 | zip
zlib-dev 1.3.1-r2 160
zsh 5.9-r5 3000 | /bin/zsh
zstd 1.5.7-r0 800 | zstd
zstd-libs 1.5.7-r0 700
`
    .trim()
    .split('\n')
    .map((line): [string, ApkPackage] => {
      const [head = '', programs, depends] = line.split('|');
      const [name = '', version = '', size = '0'] = list(head);
      return [name, { version, size: Number(size), programs: list(programs), depends: list(depends) }];
    }),
);
