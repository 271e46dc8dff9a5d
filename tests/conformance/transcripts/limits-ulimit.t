# what ulimits do: descriptors, file sizes, processes of a user; what the shells and /proc say of them
$ docker pull -q busybox; docker pull -q debian; docker pull -q python:3.12-slim
| docker.io/library/busybox:latest
| docker.io/library/debian:latest
| docker.io/library/python:3.12-slim
$ docker run --rm --ulimit nofile=8 busybox echo ok
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: too many open files
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --ulimit nofile=10 busybox echo ok
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: procReady not received
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --ulimit nofile=20 busybox sh -c 'ulimit -n 8; exec 3</etc/passwd; exec 4</etc/passwd; exec 5</etc/passwd; exec 6</etc/passwd; exec 7</etc/passwd; cat /etc/hostname; echo rc=$?; echo $(echo a)'
| rc=1
! cat: can't open '/etc/hostname': Too many open files
! sh: line 0: can't create pipe: Too many open files
= 2
$ docker run --rm debian bash -c 'ulimit -n 8; exec 3</etc/passwd; exec 4</etc/passwd; exec 5</etc/passwd; exec 6</etc/passwd; exec 7</etc/passwd; echo $(echo a); echo rc=$?; echo b | :; echo rc=$?'
|
| rc=0
! bash: cannot make pipe for command substitution: Too many open files
! bash: pipe error: Too many open files
= 129
$ docker run --rm --ulimit nofile=20 python:3.12-slim python -c $'l = []\ntry:\n  while True: l.append(open("/etc/passwd"))\nexcept OSError as e: print(len(l), e)'
| 17 [Errno 24] Too many open files: '/etc/passwd'
$ docker run --rm --ulimit nofile=20 python:3.12-slim python -c $'import socket\nl = []\ntry:\n  while True: l.append(socket.socket())\nexcept OSError as e: print(len(l), e)'
| 17 [Errno 24] Too many open files
$ docker run --rm --ulimit nofile=20 python:3.12-slim python -c $'import os\nl = []\ntry:\n  while True: l.append(os.pipe())\nexcept OSError as e: print(len(l), e)'
| 8 [Errno 24] Too many open files
$ docker run --rm --ulimit nofile=20:40 busybox sh -c 'ulimit -n 30; echo rc=$?; ulimit -n; ulimit -Hn; ulimit -n 15; ulimit -Hn; ulimit -Sn 10; ulimit -n; ulimit -Hn'
| rc=0
| 30
| 30
| 15
| 10
| 15
$ docker run --rm -u 1000 --ulimit nofile=20:40 busybox sh -c 'ulimit -n 50; echo rc=$?'
| rc=1
! sh: error setting limit: Operation not permitted
$ docker run --rm -u 1000 --ulimit nofile=20:40 debian bash -c 'ulimit -n 50; echo rc=$?; ulimit -Sn 30; ulimit -n; ulimit -Hn'
| rc=1
| 30
| 40
! bash: line 1: ulimit: open files: cannot modify limit: Operation not permitted
$ docker run --rm --ulimit fsize=1000 debian bash -c 'for i in 1 2 3; do printf "%500s" a >> /tmp/x; echo rc=$?; done; wc -c < /tmp/x'
| rc=0
| rc=0
| rc=1
| 1000
! bash: line 1: printf: write error: File too large
$ docker run --rm --ulimit fsize=1000 busybox sh -c 'head -c 3000 /dev/zero | wc -c; head -c 3000 /dev/zero > /dev/null; echo rc=$?'
| 3000
| rc=0
$ docker run --rm --ulimit fsize=1000 busybox sh -c 'truncate -s 5000 /y; echo rc=$?; wc -c < /y'
| rc=153
| 0
! File size limit exceeded
$ docker run --rm --ulimit fsize=1000 debian sh -c 'truncate -s 5000 /y; echo rc=$?'
| rc=153
! File size limit exceeded
$ docker run --rm --ulimit nproc=4 -u 1234 busybox echo ok
! exec /bin/echo: resource temporarily unavailable
= 255
$ docker run --rm --ulimit nproc=6 -u 1234 busybox sh -c 'for i in 1 2 3 4 5 6; do sleep 1 & echo rc=$?; done; wait'
| rc=0
| rc=0
| rc=0
| rc=0
| rc=0
! sh: line 0: can't fork: Resource temporarily unavailable
= 2
$ docker run --rm --ulimit nproc=1 busybox sh -c 'sleep 1 & sleep 1 & echo rc=$?; wait'
| rc=0
$ docker run -d --name n1 -u 1235 busybox sh -c 'sleep 20 & sleep 20 & sleep 20' > /dev/null; docker run --rm --ulimit nproc=7 -u 1235 busybox echo ok; docker rm -f n1
| n1
! exec /bin/echo: resource temporarily unavailable
$ docker run --rm --ulimit nproc=6 -u 1236 python:3.12-slim python -c $'import subprocess\ntry: l = [subprocess.Popen(["sleep", "1"]) for i in range(8)]\nexcept OSError as e: print(e)'
| [Errno 11] Resource temporarily unavailable
$ docker run --rm --ulimit core=0 busybox sh -c 'ulimit -c; ulimit -Hc; sh -c "kill -SEGV \$\$"; echo rc=$?'
| 0
| 0
| rc=139
! Segmentation fault
$ docker run --rm --ulimit core=-1 busybox sh -c 'ulimit -c; ulimit -Hc'
| unlimited
| unlimited
$ docker run --rm --ulimit cpu=1:2 busybox sh -c 'ulimit -t; ulimit -Ht'
| 1
| 2
$ docker run --rm --ulimit stack=65536 --ulimit core=2048:4096 busybox sh -c 'ulimit -s; ulimit -c; ulimit -Hc'
| 64
| 4
| 8
$ docker run --rm --ulimit nofile=20:40 --ulimit fsize=100 --ulimit core=0 busybox sh -c 'grep -E "size|open" /proc/self/limits'
| Max file size             100                  100                  bytes     
| Max data size             unlimited            unlimited            bytes     
| Max stack size            8388608              unlimited            bytes     
| Max core file size        0                    0                    bytes     
| Max open files            20                   40                   files     
| Max msgqueue size         819200               819200               bytes     
$ docker run --rm --ulimit as=10000000 busybox true
! invalid argument "as=10000000" for "--ulimit" flag: invalid ulimit type: as
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
