# the check CopyIgnoredFile is experimental: off unless asked for
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ echo a > a.txt; printf 'a.txt\n' > .dockerignore; printf 'FROM busybox\nCOPY a.txt /\n' > Dockerfile
$ docker build --check . 2>&1 | tail -1
| Check complete, no warnings found.
$ printf '# check=error=true\nFROM busybox\nCOPY a.txt /\n' > Dockerfile; docker build --check . 2>&1 | tail -1
| Check complete, no warnings found.
$ docker build . 2>&1 | grep '^ERROR' | sed 's/ref [^ ]*/ref/'
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/a.txt": not found
$ printf '# check=experimental=all\nFROM busybox\nCOPY a.txt /\n' > Dockerfile; docker build --check . 2>&1 | grep -v '^#'
|
|
|
| Check complete, 1 warning has been found!
|
| WARNING: CopyIgnoredFile - https://docs.docker.com/go/dockerfile/rule/copy-ignored-file/
| Attempting to Copy file "a.txt" that is excluded by .dockerignore
| Dockerfile:3
| --------------------
|    1 |     # check=experimental=all
|    2 |     FROM busybox
|    3 | >>> COPY a.txt /
|    4 |     
| --------------------
$ docker build . 2>&1 | grep -E '^ERROR|warning found' | sed 's/ref [^ ]*/ref/'
|  [33m1 warning found (use docker --debug to expand):
| ERROR: failed to build: failed to solve: failed to compute cache key: failed to calculate checksum of ref "/a.txt": not found
$ printf '# check=experimental=CopyIgnoredFile\nFROM busybox\nCOPY a.txt /\n' > Dockerfile; docker build --check . 2>&1 | grep -v '^#'
|
|
|
| Check complete, 1 warning has been found!
|
| WARNING: CopyIgnoredFile - https://docs.docker.com/go/dockerfile/rule/copy-ignored-file/
| Attempting to Copy file "a.txt" that is excluded by .dockerignore
| Dockerfile:3
| --------------------
|    1 |     # check=experimental=CopyIgnoredFile
|    2 |     FROM busybox
|    3 | >>> COPY a.txt /
|    4 |     
| --------------------
$ printf '# check=experimental=CopyIgnoredFile;error=true\nFROM busybox\nCOPY a.txt /\n' > Dockerfile
$ docker build . 2>&1 | grep '^ERROR'
| ERROR: failed to build: failed to solve: lint violation found for rules: CopyIgnoredFile
$ printf '# check=skip=CopyIgnoredFile;experimental=all\nFROM busybox\nCOPY a.txt /\n' > Dockerfile; docker build --check . 2>&1 | tail -1
| --------------------
$ printf 'FROM busybox\nCOPY a.txt /\n' > Dockerfile; docker build --check --build-arg BUILDKIT_DOCKERFILE_CHECK=experimental=all . 2>&1 | tail -2
|    3 |     
| --------------------
$ docker build --check --build-arg BUILDKIT_DOCKERFILE_CHECK=skip=all . 2>&1 | tail -1
| Check complete, no warnings found.
$ printf '# check=experimental=all\nFROM busybox\nADD a.txt /\nCOPY * /x/\n' > Dockerfile; docker build --check . 2>&1 | grep -c WARNING
| 1
$ docker buildx build --call=check . 2>&1 | tail -1
| --------------------
