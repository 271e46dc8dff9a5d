// What dpkg knows of a machine from its beginning, and the form of the archives' tables. Apart from the archives, which
// are only fetched with the programs that read them.

/** A package: version, sizes in kB, commands (`name` or `name=program`), what it needs. */
export interface AptPackage {
  readonly version: string;
  readonly size: number;
  readonly programs: readonly string[];
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly about: string;
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .trim()
    .split(/\s+/)
    .filter((x) => x !== '');

/** `name version kB : commands : depends : recommends : what it is`, one a line. A version of `-` is a name without a candidate. */
export function table(text: string): Record<string, AptPackage> {
  return Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line): [string, AptPackage] => {
        const [head = '', programs, depends, recommends, about] = line.split('|');
        const [name = '', version = '', size = '0'] = list(head);
        return [
          name,
          {
            version,
            size: Number(size),
            programs: list(programs),
            depends: list(depends),
            recommends: list(recommends),
            about: (about ?? '').trim() || name,
          },
        ];
      }),
  );
}

/** Packages of the main archive that a lab's host comes with. */
export const INSTALLED_APT: Readonly<Record<string, AptPackage>> = table(`
adduser 3.152 191 | adduser addgroup deluser delgroup | | | add and remove users and groups
ca-certificates 20250419 162 | update-ca-certificates | openssl | | Common CA certificates
curl 8.14.1-2 270 | curl | libcurl4t64 | | command line tool for transferring data with URL syntax
git 1:2.47.3-0+deb13u1 8862 | git | git-man libcurl3t64-gnutls perl | ca-certificates less openssh-client | fast, scalable, distributed revision control system
gpg 2.4.7-21 634 | gpg | gpgconf
iproute2 6.15.0-1 1200 | ip ss tc | | | networking and traffic control tools
iptables 1.8.11-2 400 | iptables iptables-save
iputils-ping 3:20240905-3 51 | ping | | | Tools to test the reachability of network hosts
jq 1.7.1-6+deb13u1 77 | jq | libjq1 libonig5 | | lightweight and flexible command-line JSON processor
less 668-1 159 | less | | | pager program similar to more
lsb-release 12.1-1 6 | lsb_release | | | Linux Standard Base version reporting utility
lsof 4.99.4+dfsg-2 319 | lsof
nano 8.4-1 690 | nano | | | small, friendly text editor inspired by Pico
net-tools 2.10-1.3 244 | ifconfig netstat route arp | | | NET-3 networking toolkit
openssl 3.5.1-1 1400 | openssl | libssl3t64 | | Secure Sockets Layer toolkit - cryptographic utility
procps 2:4.0.4-9 881 | ps pgrep pkill pidof top free uptime watch sysctl vmstat w | | | /proc file system utilities
psmisc 23.7-2 268 | killall pstree fuser
python3 3.13.5-1 28 | python3=python | python3-minimal libpython3-stdlib | | interactive high-level object-oriented language
sudo 1.9.16p2-3 2086 | sudo | | | Provide limited super user privileges to specific users
tree 2.2.1-1 60 | tree | | | displays an indented directory tree, in color
unzip 6.0-29 173 | unzip | | | De-archiver for .zip files
vim 2:9.1.1230-2 1800 | vim vi | vim-runtime vim-common | | Vi IMproved - enhanced vi editor
wget 1.25.0-2 984 | wget | | | retrieves files from the web
xxd 2:9.1.1230-2 85 | xxd
zip 3.0-15 230 | zip
`);

/** Packages that every Debian has; their commands are in the base tree. */
export const ESSENTIAL: Readonly<Record<string, string>> = Object.fromEntries(
  `apt 3.0.3
base-files 13.8+deb13u1
base-passwd 3.6.7
bash 5.2.37-2+b5
bsdutils 1:2.41-5
coreutils 9.7-3
dash 0.5.12-12
debconf 1.5.91
debian-archive-keyring 2025.1
debianutils 5.23.2
diffutils 1:3.10-4
dpkg 1.22.21
findutils 4.10.0-3
gcc-14-base 14.2.0-19
grep 3.11-4
gzip 1.13-1
hostname 3.25
init-system-helpers 1.69
libacl1 2.3.2-2+b1
libapt-pkg7.0 3.0.3
libc-bin 2.41-12
libc6 2.41-12
libgcc-s1 14.2.0-19
libpam-modules 1.7.0-5
libssl3t64 3.5.1-1
libstdc++6 14.2.0-19
libsystemd0 257.8-1
login 1:4.16.0-2+really2.41-5
mawk 1.3.4.20250131-1
mount 2.41-5
ncurses-base 6.5+20250216-2
ncurses-bin 6.5+20250216-2
openssl-provider-legacy 3.5.1-1
passwd 1:4.17.4-2
perl-base 5.40.1-6
sed 4.9-2
sysvinit-utils 3.14-4
tar 1.35+dfsg-3.1
tzdata 2025b-4+deb13u1
util-linux 2.41-5
zlib1g 1:1.3.dfsg+really1.3.1-1`
    .split('\n')
    .map((x) => x.split(' ') as [string, string]),
);

/** Docker's own archive at download.docker.com. */
export const DOCKER_APT: Readonly<Record<string, AptPackage>> = table(`
containerd.io 1.7.28-2~debian.13~trixie 31900 | containerd ctr runc | | | An open and reliable container runtime
docker-buildx-plugin 0.29.1-1~debian.13~trixie 16400 | | | | Docker Buildx plugin extends build capabilities with BuildKit
docker-ce 5:28.5.2-1~debian.13~trixie 19700 | dockerd docker-proxy | containerd.io docker-ce-cli iptables | docker-buildx-plugin docker-compose-plugin docker-ce-rootless-extras | Docker: the open-source application container engine
docker-ce-cli 5:28.5.2-1~debian.13~trixie 16500 | docker | | docker-buildx-plugin docker-compose-plugin | Docker CLI: the open-source application container engine
docker-ce-rootless-extras 5:28.5.2-1~debian.13~trixie 6400 | dockerd-rootless-setuptool.sh | | | Rootless support for Docker
docker-compose-plugin 2.40.3-1~debian.13~trixie 14200 | | | | Docker Compose (V2) plugin for the Docker CLI
`);

/** dpkg's records of packages that a machine came with. */
export function statusOf(names: readonly string[]): string {
  const all = { ...INSTALLED_APT, ...DOCKER_APT };
  return names
    .flatMap((n) =>
      all[n] === undefined
        ? []
        : [
            `Package: ${n}\nStatus: install ok installed\nInstalled-Size: ${Math.round(all[n].size * 3.4)}\nArchitecture: amd64\nVersion: ${all[n].version}\nDescription: ${all[n].about}\n\n`,
          ],
    )
    .join('');
}
