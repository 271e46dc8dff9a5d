$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker create --name one busybox sh -c 'echo a > /new; rm /etc/group; echo b > /etc/hosts; ls -a / | head -3'
| c508559d2de64d3dc0b58d2ed24e1ecdc708ee0025d17830d0273600f722ae2b
$ ex() { curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/$1/export" | tar tv | sed -E 's/ +[0-9]+ [0-9-]+ [0-9:]+ / /' | grep -E "$2"; }
$ ex one ' (dev|proc|sys)/'
| drwxr-xr-x 0/0 dev/
| -rwxr-xr-x 0/0 dev/console
| drwxr-xr-x 0/0 dev/pts/
| drwxr-xr-x 0/0 dev/shm/
| drwxr-xr-x 0/0 proc/
| drwxr-xr-x 0/0 sys/
$ ex one 'dockerenv|etc/(host|resolv|mtab)'
| -rwxr-xr-x 0/0 .dockerenv
| -rwxr-xr-x 0/0 etc/hostname
| -rwxr-xr-x 0/0 etc/hosts
| lrwxrwxrwx 0/0 etc/mtab -> /proc/mounts
| -rwxr-xr-x 0/0 etc/resolv.conf
$ st() { curl -s -I --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/$1/archive?path=$2" | tr -d '\r' | sed -n 's/^X-Docker-Container-Path-Stat: //p' | base64 -d | sed -E 's/"mtime":"[^"]*"/"mtime":"M"/'; echo; }
$ st one /.dockerenv
| {"name":".dockerenv","size":0,"mode":493,"mtime":"M","linkTarget":""}
$ st one /etc/hosts
| {"name":"hosts","size":0,"mode":493,"mtime":"M","linkTarget":""}
$ st one /etc/mtab
| {"name":"mtab","size":12,"mode":134218239,"mtime":"M","linkTarget":"/proc/mounts"}
$ st one /dev/console
| {"name":"console","size":0,"mode":493,"mtime":"M","linkTarget":""}
$ st one /dev/pts
| {"name":"pts","size":4096,"mode":2147484141,"mtime":"M","linkTarget":""}
$ st one /dev/null
|
$ get() { curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/$1/archive?path=$2" | tar tv | sed -E 's/ +[0-9]+ [0-9-]+ [0-9:]+ / /'; }
$ get one /dev
| drwxr-xr-x 0/0 dev/
| -rwxr-xr-x 0/0 dev/console
| drwxr-xr-x 0/0 dev/pts/
| drwxr-xr-x 0/0 dev/shm/
$ get one /etc/hostname
| -rwxr-xr-x 0/0 hostname
$ get one /sys
| drwxr-xr-x 0/0 sys/
$ docker diff one
$ api GET /containers/one/changes
| null
|
| 200
$ docker start -a one
| .
| ..
| .dockerenv
$ docker diff one
| A /new
| C /etc
| D /etc/group
$ ex one 'new|etc/(hosts|group|mtab)'
| -rwxr-xr-x 0/0 etc/hosts
| lrwxrwxrwx 0/0 etc/mtab -> /proc/mounts
| -rw-r--r-- 0/0 new
$ st one /etc/hosts
| {"name":"hosts","size":2,"mode":420,"mtime":"M","linkTarget":""}
$ docker commit one done | cut -c1-7
| sha256:
$ docker create --name two done true | wc -c
| 65
$ docker diff two
$ docker run --rm done sh -c 'test -e /.dockerenv && echo there; readlink /etc/mtab; test -s /etc/hosts && echo filled'
| there
| /proc/mounts
| filled
$ docker save done | tar xO --wildcards 'blobs/sha256/*' 2>/dev/null | head -c 0; echo $?
| 0
$ printf 'FROM scratch\nCOPY f /etc/hosts\nCOPY f /.dockerenv\nCOPY f /dev/console\nCOPY f /dev/other\nCMD ["x"]\n' > Dockerfile; echo own > f; docker build -q -t own . | cut -c1-7
| sha256:
$ docker create --name three own | wc -c
| 65
$ ex three .
| -rwxr-xr-x 0/0 .dockerenv
| drwxr-xr-x 0/0 dev/
| -rwxr-xr-x 0/0 dev/console
| -rw-r--r-- 0/0 dev/other
| drwxr-xr-x 0/0 dev/pts/
| drwxr-xr-x 0/0 dev/shm/
| drwxr-xr-x 0/0 etc/
| -rwxr-xr-x 0/0 etc/hostname
| -rwxr-xr-x 0/0 etc/hosts
| lrwxrwxrwx 0/0 etc/mtab -> /proc/mounts
| -rwxr-xr-x 0/0 etc/resolv.conf
| drwxr-xr-x 0/0 proc/
| drwxr-xr-x 0/0 sys/
$ docker cp three:/etc/hosts - | tar xO
$ docker cp three:/dev/other - | tar xO
| own
$ docker diff three
$ printf 'FROM scratch\nCOPY f /etc\nCMD ["x"]\n' > Dockerfile; docker build -q -t odd . | cut -c1-7
| sha256:
$ docker create --name four odd | wc -c
| 65
$ ex four .
| -rwxr-xr-x 0/0 .dockerenv
| drwxr-xr-x 0/0 dev/
| -rwxr-xr-x 0/0 dev/console
| drwxr-xr-x 0/0 dev/pts/
| drwxr-xr-x 0/0 dev/shm/
| drwxr-xr-x 0/0 etc/
| -rwxr-xr-x 0/0 etc/hostname
| -rwxr-xr-x 0/0 etc/hosts
| lrwxrwxrwx 0/0 etc/mtab -> /proc/mounts
| -rwxr-xr-x 0/0 etc/resolv.conf
| drwxr-xr-x 0/0 proc/
| drwxr-xr-x 0/0 sys/
$ docker create --name five --tmpfs /t -v v1:/data -v /root/lab:/bound busybox true | wc -c
| 65
$ ex five ' (t|data|bound|dev)'
| drwxr-xr-x 0/0 dev/
| -rwxr-xr-x 0/0 dev/console
| drwxr-xr-x 0/0 dev/pts/
| drwxr-xr-x 0/0 dev/shm/
| drwxrwxrwt 0/0 tmp/
$ docker run -d --name six busybox sleep 1000 | wc -c
| 65
$ ex six 'dockerenv| (dev|proc|sys)/|etc/(host|resolv|mtab)'
| -rwxr-xr-x 0/0 .dockerenv
| drwxr-xr-x 0/0 dev/
| -rwxr-xr-x 0/0 dev/console
| drwxr-xr-x 0/0 dev/pts/
| drwxr-xr-x 0/0 dev/shm/
| -rwxr-xr-x 0/0 etc/hostname
| -rwxr-xr-x 0/0 etc/hosts
| lrwxrwxrwx 0/0 etc/mtab -> /proc/mounts
| -rwxr-xr-x 0/0 etc/resolv.conf
| drwxr-xr-x 0/0 proc/
| drwxr-xr-x 0/0 sys/
$ st six /etc/hosts | sed -E 's/"size":[0-9]+/"size":S/'
| {"name":"hosts","size":S,"mode":420,"mtime":"M","linkTarget":""}
$ get six /dev
| drwxr-xr-x 0/0 dev/
| -rwxr-xr-x 0/0 dev/console
| drwxr-xr-x 0/0 dev/pts/
| drwxr-xr-x 0/0 dev/shm/
$ docker rm -f six
| six
