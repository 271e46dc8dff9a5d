# what limits do: processes, memory file systems, descriptors, sysctls, read-only roots, capabilities
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker run --rm --pids-limit 3 busybox sh -c 'sleep 1 & sleep 1 & sleep 1 & echo rc=$?; wait'
! sh: line 0: can't fork: Resource temporarily unavailable
= 2
$ docker run --rm --pids-limit 1 busybox sh -c 'ls /; echo rc=$?'
! sh: line 0: can't fork: Resource temporarily unavailable
= 2
$ docker run --rm --pids-limit 1 busybox sh -c 'echo $(echo a); echo rc=$?'
! sh: line 0: can't fork: Resource temporarily unavailable
= 2
$ docker run --rm --ulimit nofile=64:128 busybox sh -c 'ulimit -n; ulimit -Hn'
| 64
| 128
$ docker run --rm --ulimit nofile=5 busybox sh -c 'exec 3</etc/passwd; exec 4</etc/passwd; exec 5</etc/passwd; echo rc=$?'
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: too many open files
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --ulimit fsize=1000 busybox sh -c 'head -c 3000 /dev/zero > /tmp/x; echo rc=$?; wc -c < /tmp/x'
| rc=153
| 1000
! File size limit exceeded
$ docker run --rm --ulimit fsize=1000 busybox dd if=/dev/zero of=/x bs=500 count=4
! dd: error writing '/x': File too large
! 3+0 records in
! 2+0 records out
= 1
$ docker run --rm --ulimit nproc=2 -u 1000 busybox sh -c 'sleep 1 & sleep 1 & sleep 1 & echo rc=$?; wait'
! exec /bin/sh: resource temporarily unavailable
= 255
$ docker run --rm --shm-size 1m busybox sh -c 'head -c 2000000 /dev/zero > /dev/shm/x; echo rc=$?; wc -c < /dev/shm/x; df /dev/shm | tail -1'
| rc=1
| 1048576
| shm                       1024      1024         0 100% /dev/shm
! head: standard output: I/O error
$ docker run --rm --shm-size 1m busybox dd if=/dev/zero of=/dev/shm/x bs=1k count=2000
! dd: error writing '/dev/shm/x': No space left on device
! 1025+0 records in
! 1024+0 records out
= 1
$ docker run --rm --tmpfs /t:size=1m busybox sh -c 'head -c 2000000 /dev/zero > /t/x; echo rc=$?; wc -c < /t/x; df /t | tail -1; grep " /t " /proc/mounts'
| rc=1
| 1048576
| tmpfs                     1024      1024         0 100% /t
| tmpfs /t tmpfs rw,nosuid,nodev,noexec,relatime,size=1024k 0 0
! head: standard output: I/O error
$ docker run --rm --mount type=tmpfs,dst=/t,tmpfs-size=4096 busybox sh -c 'echo a > /t/a; echo b > /t/b; echo rc=$?; ls /t'
| rc=1
| a
| b
! sh: write error: No space left on device
$ docker run --rm --sysctl net.ipv4.ip_forward=0 busybox cat /proc/sys/net/ipv4/ip_forward
| 0
$ docker run --rm --sysctl net.core.somaxconn=77 busybox sysctl net.core.somaxconn
| net.core.somaxconn = 77
$ docker run --rm --sysctl kernel.shmmax=12345 busybox cat /proc/sys/kernel/shmmax
| 12345
$ docker run --rm --sysctl kernel.hostname=foo busybox hostname
! invalid argument "kernel.hostname=foo" for "--sysctl" flag: sysctl 'kernel.hostname=foo' is not allowed
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --sysctl net.ipv4.ping_group_range="0 100" busybox cat /proc/sys/net/ipv4/ping_group_range
| 0	100
$ docker run --rm busybox sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
! sh: line 0: can't create /proc/sys/net/ipv4/ip_forward: Read-only file system
= 1
$ docker run --rm --read-only busybox sh -c 'echo a > /x; echo rc=$?; echo a > /dev/shm/x; echo rc=$?; echo a > /tmp/x; echo rc=$?; mkdir /y; touch /z; rm /etc/passwd; chmod 700 /bin'
| rc=1
| rc=0
| rc=1
! sh: line 0: can't create /x: Read-only file system
! sh: line 0: can't create /tmp/x: Read-only file system
! mkdir: can't create directory '/y': Read-only file system
! touch: /z: Read-only file system
! rm: can't remove '/etc/passwd': Read-only file system
! chmod: /bin: Read-only file system
= 1
$ docker run --rm --read-only --tmpfs /tmp busybox sh -c 'echo a > /tmp/x; cat /tmp/x'
| a
$ docker run --rm --read-only -v vol:/v busybox sh -c 'echo a > /v/x; cat /v/x'
| a
$ docker volume rm vol
| vol
$ docker run --rm --cap-drop CHOWN busybox sh -c 'touch /x; chown 1:1 /x; echo rc=$?'
| rc=1
! chown: /x: Operation not permitted
$ docker run --rm --cap-drop ALL busybox sh -c 'grep Cap /proc/self/status; ping -c1 127.0.0.1; hostname foo'
| CapInh:	0000000000000000
| CapPrm:	0000000000000000
| CapEff:	0000000000000000
| CapBnd:	0000000000000000
| CapAmb:	0000000000000000
| PING 127.0.0.1 (127.0.0.1): 56 data bytes
! ping: permission denied (are you root?)
! hostname: sethostname: Operation not permitted
= 1
$ docker run --rm --security-opt no-new-privileges -u 1000 busybox grep NoNewPrivs /proc/self/status
| NoNewPrivs:	1
$ docker run -d --name u1 --pids-limit 10 busybox sleep 100 >/dev/null; docker update --pids-limit 1 u1; docker inspect -f '{{.HostConfig.PidsLimit}}' u1
| u1
| 1
$ docker exec u1 ls /
| OCI runtime exec failed: exec failed: unable to start container process: procReady not received
= 128
$ docker update --pids-limit 10 -m 64m --memory-swap 64m u1; docker exec u1 echo fine
| u1
| fine
$ docker stats --no-stream --format '{{.Name}} {{.PIDs}} {{.MemUsage}}' u1 | sed 's/ [0-9.]*[KM]iB / N /'
| u1 1 N / 64MiB
$ docker rm -f u1
| u1
