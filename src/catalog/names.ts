// Which programs a system has, by the packages that bring them.

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Applets of busybox, as far as programs for them exist. */
export const BUSYBOX = words(`
[ addgroup adduser arch ash awk base64 basename cat chgrp chmod chown cksum clear cmp comm cp cut date dd delgroup deluser df diff dirname dos2unix du echo egrep
env expand expr factor false fgrep find fold free getent grep groups gunzip gzip head hexdump hostname id ifconfig install ip kill killall ln logname ls md5sum mkdir
mkfifo mktemp more mount mv nc netstat nice nl nohup nproc nslookup od passwd paste pgrep pidof ping pkill printenv printf ps pwd readlink realpath rev rm rmdir route
sed seq sh sha1sum sha256sum sha512sum shuf sleep sort split stat strings stty su sum sync tac tail tar tee telnet test time timeout top touch tr true truncate tty umount
uname unexpand uniq unlink unzip uptime usleep vi watch wc wget which who whoami xargs xxd yes zcat less`);

/** The other applets of busybox 1.37 in its own image; most of them are not simulated. */
export const BUSYBOX_MORE = words(`
acpid add-shell adjtimex ar arp arping ascii base32 bc beep blkdiscard blkid blockdev bootchartd brctl bunzip2 bzcat bzip2 cal chat chattr chpasswd chpst chroot chrt chvt
conspy cpio crc32 crond crontab cryptpw cttyhack dc deallocvt depmod devmem dhcprelay dmesg dnsd dnsdomainname dpkg dpkg-deb dumpkmap dumpleases ed eject envdir envuidgid
ether-wake fakeidentd fallocate fatattr fbset fbsplash fdflush fdformat fdisk fgconsole findfs flock freeramdisk fsck fsck.minix fsfreeze fstrim fsync ftpd ftpget ftpput
fuser getfattr getopt getty halt hd hdparm hexedit hostid httpd hush hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer ifdown ifenslave ifplugd ifup inetd init insmod
ionice iostat ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode killall5 klogd last link linux32 linux64 linuxrc loadfont loadkmap logger login
logread losetup lpd lpq lpr lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop makedevs makemime man mdev mesg microcom mim mkdosfs mke2fs mkfs.ext2 mkfs.minix mkfs.vfat
mknod mkpasswd mkswap modinfo modprobe mountpoint mpstat mt nameif nanddump nandwrite nbd-client nmeter nologin nsenter ntpd openvt partprobe patch ping6 pipe_progress
pivot_root pmap popmaildir poweroff powertop pscan pstree pwdx raidautorun rdate rdev readahead readprofile reboot reformime remove-shell renice reset resize resume rmmod
rpm rpm2cpio rtcwake run-init run-parts runlevel runsv runsvdir rx script scriptreplay seedrng sendmail setarch setconsole setfattr setfont setkeycodes setlogcons setpriv
setserial setsid setuidgid sha3sum showkey shred slattach smemcap softlimit ssl_client start-stop-daemon sulogin sv svc svlogd svok swapoff swapon switch_root sysctl syslogd
taskset tc tcpsvd telnetd tftp tftpd traceroute traceroute6 tree ts tsort ttysize tunctl ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol udhcpc
udhcpc6 udhcpd udpsvd uevent unlzma unshare unxz users uudecode uuencode vconfig vlock volname w wall watchdog whois xz xzcat zcip`);

/** Applets that Alpine has in packages of their own, or not at all. */
export const NOT_IN_ALPINE: ReadonlySet<string> = new Set(
  words(`
httpd telnetd ftpd ftpget ftpput tftp tftpd dnsd inetd fakeidentd udhcpd dhcprelay dpkg dpkg-deb rpm rpm2cpio hush man ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol
ubiupdatevol i2cdetect i2cdump i2cget i2cset i2ctransfer chpst envdir envuidgid runsv runsvdir setuidgid softlimit sv svc svlogd svok tc tcpsvd udpsvd lpd lpq lpr sulogin
bootchartd chat conspy cttyhack fbset popmaildir reformime makemime runlevel scriptreplay ubirename`),
);

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
