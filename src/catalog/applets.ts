// Which applets a busybox has.

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
