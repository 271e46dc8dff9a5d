# wildcards and missing files of COPY
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ mkdir -p d/e; echo 1 > a.txt; echo 2 > b.txt; echo 3 > d/c.txt; echo 4 > d/e/f.txt; ln -s /etc/passwd out; ln -s nowhere dang; ln -s a.txt in; ln -s d dl
$ try() { printf "FROM busybox\nWORKDIR /x\n$1\nRUN find /x | sort | tr '\\\\n' ' ' > /list\n" > ../Dockerfile; docker build --no-cache -q -t t -f ../Dockerfile . 2>&1 >/dev/null | grep ERROR | sed 's/ref [^ ]*/ref/'; [ "${PIPESTATUS[0]}" = 0 ] && docker run --rm t cat /list && echo; docker rmi -f t >/dev/null 2>&1; }
$ try 'COPY build/*.rpm /x/'
| ERROR: failed to build: failed to solve: lstat /build: no such file or directory
$ try 'COPY *.rpm /x/'
| /x 
$ try 'COPY d/*.rpm /x/'
| ERROR: failed to build: failed to solve: lstat /d: no such file or directory
$ try 'COPY nope/sub/*.rpm /x/'
| ERROR: failed to build: failed to solve: lstat /nope/sub: no such file or directory
$ try 'COPY d/nope/*.rpm /x/'
| ERROR: failed to build: failed to solve: lstat /d/nope: no such file or directory
$ try 'COPY a.txt/*.rpm /x/'
| ERROR: failed to build: failed to solve: lstat /a.txt: no such file or directory
$ try 'COPY a.txt build/*.rpm /x/'
| ERROR: failed to build: failed to solve: lstat /build: no such file or directory
$ try 'COPY build*/*.rpm /x/'
| /x 
$ try 'COPY d*/*.txt /x/'
| /x /x/c.txt 
$ try 'COPY d/*/f.txt /x/'
| /x /x/f.txt 
$ try 'COPY nope* /x/'
| /x 
$ try 'COPY nope /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/nope": not found
$ try 'COPY d/nope /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/d/nope": not found
$ try 'COPY nope/sub /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/nope/sub": not found
$ try 'COPY a.txt/sub /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/a.txt/sub": not found
$ try 'COPY * /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/dang": not found
$ try 'COPY out /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/out": not found
$ try 'COPY dang /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/dang": not found
$ try 'COPY in /x/'
| /x /x/in 
$ try 'COPY o* /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/out": not found
$ try 'COPY dan* /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/dang": not found
$ try 'COPY i* /x/'
| /x /x/in 
$ try 'COPY dl /x/dl'
| /x /x/dl /x/dl/c.txt /x/dl/e /x/dl/e/f.txt 
$ try 'COPY dl/ /x/'
| /x /x/c.txt /x/e /x/e/f.txt 
$ try 'COPY dl/c.txt /x/'
| /x /x/c.txt 
$ try 'COPY dl/*.txt /x/'
| /x /x/c.txt 
$ try 'COPY . /x/'
| /x /x/a.txt /x/b.txt /x/d /x/d/c.txt /x/d/e /x/d/e/f.txt /x/dang /x/dl /x/in /x/out 
$ try 'COPY d /x/'
| /x /x/c.txt /x/e /x/e/f.txt 
$ try 'COPY [ab].txt /x/'
| /x /x/a.txt /x/b.txt 
$ try 'COPY ?.txt /x/'
| /x /x/a.txt /x/b.txt 
$ try 'COPY [^a].txt /x/'
| /x /x/b.txt 
$ try 'COPY ../a.txt /x/'
| /x /x/a.txt 
$ try 'COPY /a.txt /x/'
| /x /x/a.txt 
$ try 'COPY a.txt b.txt /x/y'
| /x /x/y 
$ try 'COPY a.txt b.txt /x/y/'
| /x /x/y /x/y/a.txt /x/y/b.txt 
$ try 'ADD build/*.rpm /x/'
| ERROR: failed to build: failed to solve: lstat /build: no such file or directory
$ try 'ADD *.rpm /x/'
| /x 
$ try 'COPY --from=busybox /nope /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/nope": not found
$ try 'COPY --from=busybox /nope/* /x/'
| ERROR: failed to build: failed to solve: lstat /nope: no such file or directory
$ try 'COPY --from=busybox /etc/nope* /x/'
| /x 
$ echo 'b.txt' > .dockerignore
$ try 'COPY b.txt /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/b.txt": not found
$ try 'COPY b* /x/'
| /x 
$ try 'COPY *.txt /x/'
| /x /x/a.txt 
$ echo 'd' > .dockerignore
$ try 'COPY d /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/d": not found
$ try 'COPY d/c.txt /x/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/d/c.txt": not found
$ try 'COPY d/*.txt /x/'
| ERROR: failed to build: failed to solve: lstat /d: no such file or directory
