# read-only roots and mounts, file systems in memory with sizes
$ docker pull -q busybox; docker pull -q debian; docker pull -q python:3.12-slim
| docker.io/library/busybox:latest
| docker.io/library/debian:latest
| docker.io/library/python:3.12-slim
$ docker run --rm --read-only debian sh -c 'ln -s a /b; ln /etc/passwd /p; mv /etc/passwd /etc/q; truncate -s 0 /etc/passwd; cp /etc/passwd /r; rmdir /mnt; chown 1 /etc/passwd; mkdir -p /a/b; echo a > /dev/null; echo rc=$?'
| rc=0
! ln: failed to create symbolic link '/b': Read-only file system
! ln: failed to create hard link '/p': Read-only file system
! mv: cannot move '/etc/passwd' to '/etc/q': Read-only file system
! truncate: cannot open '/etc/passwd' for writing: Read-only file system
! cp: cannot create regular file '/r': Read-only file system
! rmdir: failed to remove '/mnt': Read-only file system
! chown: changing ownership of '/etc/passwd': Read-only file system
! mkdir: cannot create directory '/a': Read-only file system
$ docker run --rm --read-only busybox sh -c 'echo a > /etc/hosts; echo rc=$?; echo a > /etc/resolv.conf; echo rc=$?'
| rc=1
| rc=1
! sh: line 0: can't create /etc/hosts: Read-only file system
! sh: line 0: can't create /etc/resolv.conf: Read-only file system
$ docker run -d --name ro1 --read-only busybox sleep 100 >/dev/null; docker exec ro1 touch /a; docker cp /etc/passwd ro1:/; echo rc=$?; docker diff ro1; docker rm -f ro1
| rc=1
| ro1
! touch: /a: Read-only file system
! Error response from daemon: container rootfs is marked read-only
$ docker run --rm --read-only -w /new busybox pwd
| /new
$ docker run --rm --read-only -v vol1:/new busybox touch /new/a; docker volume rm vol1
| vol1
$ docker run --rm -v vol1:/v:ro busybox touch /v/a; docker volume rm vol1
| vol1
! touch: /v/a: Read-only file system
$ docker run --rm --tmpfs /t:ro busybox touch /t/a
! touch: /t/a: Read-only file system
= 1
$ docker run --rm --tmpfs /t:size=1x busybox touch /t/a
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "tmpfs" to rootfs at "/t": mount src=tmpfs, dst=/t, dstFd=/proc/thread-self/fd/11, flags=MS_NOSUID|MS_NODEV|MS_NOEXEC, data=size=1x: invalid argument
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --tmpfs /t busybox grep ' /t ' /proc/mounts
| tmpfs /t tmpfs rw,nosuid,nodev,noexec,relatime 0 0
$ docker run --rm --tmpfs /t:size=8k busybox sh -c "echo a > /t/a; echo b > /t/b; mkdir /t/c; echo rc=\$?; echo c > /t/d; echo rc=\$?; rm /t/a; echo c > /t/d; echo rc=\$?; df -k /t | tail -1"
| rc=0
| rc=1
| rc=0
| tmpfs                        8         8         0 100% /t
! sh: write error: No space left on device
$ docker run --rm --tmpfs /t:size=8k,nr_inodes=3 busybox sh -c "touch /t/a; touch /t/b; touch /t/c; touch /t/d"
! touch: /t/c: No space left on device
! touch: /t/d: No space left on device
= 1
$ docker run --rm --tmpfs /t:size=8k debian bash -c "head -c 10000 /dev/zero > /t/x; echo rc=\$?; wc -c < /t/x; cp /bin/ls /t/y; echo aa > /t/k; echo rc=\$?"
| rc=1
| 8192
| rc=1
! head: write error: No space left on device
! cp: error writing '/t/y': No space left on device
! bash: line 1: echo: write error: No space left on device
$ docker run --rm --tmpfs /t:size=8k debian bash -c "dd if=/dev/zero of=/t/z bs=4k count=3 2>&1 | head -3"
| dd: error writing '/t/z': No space left on device
| 3+0 records in
| 2+0 records out
$ docker run --rm --shm-size 64k python:3.12-slim python -c $'f = open("/dev/shm/x", "wb")\ntry:\n  f.write(b"a" * 100000); f.flush()\nexcept OSError as e: print(e)'
| [Errno 28] No space left on device
$ docker run --rm --shm-size 0 busybox df -k /dev/shm
| Filesystem           1K-blocks      Used Available Use% Mounted on
| shm                      65536         0     65536   0% /dev/shm
$ docker run --rm --shm-size 4097 busybox sh -c 'df -k /dev/shm; grep shm /proc/mounts'
| Filesystem           1K-blocks      Used Available Use% Mounted on
| shm                          8         0         8   0% /dev/shm
| shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=8k 0 0
$ docker run -d --name shm1 --ipc shareable --shm-size 1m busybox sh -c 'echo hi > /dev/shm/f; sleep 100' > /dev/null; sleep 0.5; docker run --rm --ipc container:shm1 busybox sh -c 'cat /dev/shm/f; df -k /dev/shm | tail -1'; docker rm -f shm1
| hi
| shm                       1024         4      1020   0% /dev/shm
| shm1
$ docker run --rm --ipc none busybox ls /dev/shm
! ls: /dev/shm: No such file or directory
= 1
$ docker run -d --name log1 --log-opt max-size=1k --log-opt max-file=2 busybox sh -c 'i=0; while [ $i -lt 100 ]; do echo line $i; i=$((i+1)); done' > /dev/null; docker wait log1; docker logs log1 | tail -1; docker logs log1 | wc -l | sed 's/^[1-3].$/some/'; docker rm log1
| 0
| line 99
| some
| log1
$ docker run --rm --sysctl net.ipv4.ip_local_port_range="2000 3000" --sysctl net.ipv4.tcp_syncookies=0 busybox sh -c 'cat /proc/sys/net/ipv4/ip_local_port_range /proc/sys/net/ipv4/tcp_syncookies; sysctl -n net.ipv4.tcp_syncookies'
| 2000	3000
| 0
| 0
$ docker run --rm --net host --sysctl net.core.somaxconn=1 busybox true
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: sysctl "net.core.somaxconn" not allowed in host network namespace
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --sysctl fs.mqueue.msg_max=20 busybox cat /proc/sys/fs/mqueue/msg_max
| 20
$ docker run --rm busybox sysctl -w net.core.somaxconn=5
! sysctl: error setting key 'net.core.somaxconn': Read-only file system
= 1
$ docker run --rm --memory 20m --memory-swap 20m busybox sh -c 'tail /dev/zero; echo rc=$?'
| rc=137
! Killed
$ docker run --rm --memory 4m busybox true
! docker: Error response from daemon: Minimum memory limit allowed is 6MB
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --tmpfs /t:size=10k,mode=700,uid=5 busybox sh -c "grep ' /t ' /proc/mounts; ls -ldn /t | cut -c1-30; df -k /t"
| tmpfs /t tmpfs rw,nosuid,nodev,noexec,relatime,size=12k,mode=700,uid=5 0 0
| drwx------    2 5        0    
| Filesystem           1K-blocks      Used Available Use% Mounted on
| tmpfs                       12         0        12   0% /t
$ docker run -d --name ipc1 busybox sleep 100 > /dev/null; docker run --rm --ipc container:ipc1 busybox true; docker rm -f ipc1
| ipc1
! docker: Error response from daemon: failed to join IPC namespace: container 6201ca413e61c288020c2a308ae55d0b42edb2bcfec6335b282caf1a6ea338cb: non-shareable IPC (hint: use IpcMode:shareable for the donor container)
!
! Run 'docker run --help' for more information
$ docker create --name ipc2 --ipc shareable busybox true > /dev/null; docker run --rm --ipc container:ipc2 busybox true; docker rm ipc2
| ipc2
! docker: Error response from daemon: failed to join IPC namespace: container 6ab4b2267a5df4da48c7e3ad3802d6fad5886ad62366d98172b788009e8acb39 is not running
!
! Run 'docker run --help' for more information
