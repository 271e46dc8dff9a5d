# what capabilities, their want, and no-new-privileges do
$ docker pull -q busybox; docker pull -q debian; docker pull -q python:3.12-slim
| docker.io/library/busybox:latest
| docker.io/library/debian:latest
| docker.io/library/python:3.12-slim
$ docker run --rm --cap-drop CHOWN busybox sh -c 'touch /x; chown 0:0 /x; echo rc=$?; chown 1 /x; echo rc=$?; chgrp 5 /x'
| rc=0
| rc=1
! chown: /x: Operation not permitted
! chgrp: /x: Operation not permitted
= 1
$ docker run --rm --cap-drop DAC_OVERRIDE busybox sh -c 'touch /x; chown 1000 /x; chmod 600 /x; echo a > /x; echo rc=$?; cat /x'
| rc=1
! sh: line 0: can't create /x: Permission denied
! cat: can't open '/x': Permission denied
= 1
$ docker run --rm --cap-drop FOWNER busybox sh -c 'touch /x; chown 1000 /x; chmod 600 /x; echo rc=$?; touch -d "2020-01-01" /x; echo rc=$?'
| rc=1
| rc=1
! chmod: /x: Operation not permitted
! touch: /x: Operation not permitted
$ docker run --rm --cap-drop FOWNER busybox sh -c 'mkdir /t; chmod 1777 /t; chown 1000 /t; touch /t/a; chown 1001 /t/a; rm /t/a; echo rc=$?'
| rc=1
! rm: can't remove '/t/a': Operation not permitted
$ docker run --rm --cap-drop NET_RAW busybox ping -c1 127.0.0.1
| PING 127.0.0.1 (127.0.0.1): 56 data bytes
! ping: permission denied (are you root?)
= 1
$ docker run --rm -u 1000 busybox ping -c1 127.0.0.1
| PING 127.0.0.1 (127.0.0.1): 56 data bytes
! ping: permission denied (are you root?)
= 1
$ docker run --rm --cap-drop NET_BIND_SERVICE busybox cat /proc/sys/net/ipv4/ip_unprivileged_port_start
| 0
$ docker run --rm -u 1000 busybox sh -c 'nc -l -p 80 & sleep 0.3; kill $!; echo rc=$?'
| rc=0
$ docker run --rm --cap-drop NET_BIND_SERVICE --sysctl net.ipv4.ip_unprivileged_port_start=1024 busybox nc -l -p 80
! nc: bind: Permission denied
= 1
$ docker run --rm -u 1000 --sysctl net.ipv4.ip_unprivileged_port_start=1024 busybox nc -l -p 80
! nc: bind: Permission denied
= 1
$ docker run --rm --cap-drop NET_BIND_SERVICE --sysctl net.ipv4.ip_unprivileged_port_start=1024 python:3.12-slim python -m http.server 80 2>&1 | tail -1
| PermissionError: [Errno 13] Permission denied
$ docker run --rm --cap-drop MKNOD busybox sh -c 'mknod /x c 1 3; echo rc=$?; mknod /p p; echo rc=$?; mkfifo /q; echo rc=$?'
| rc=1
| rc=0
| rc=0
! mknod: /x: Operation not permitted
$ docker run --rm busybox sh -c 'mknod /x c 1 3; echo rc=$?; echo a > /x; echo rc=$?; mknod /y b 8 0; cat /y; echo rc=$?'
| rc=0
| rc=0
| rc=1
! cat: can't open '/y': Operation not permitted
$ docker run --rm --cap-drop SETUID busybox su -s /bin/sh nobody -c id
! su: setuid: Operation not permitted
= 1
$ docker run --rm --cap-drop SETGID busybox su -s /bin/sh nobody -c id
! su: can't set groups: Operation not permitted
= 1
$ docker run --rm --cap-drop SETGID debian su -s /bin/sh nobody -c id
! su: cannot set groups: Operation not permitted
= 1
$ docker run --rm --cap-add SYS_ADMIN busybox sh -c 'hostname foo; hostname'
| foo
$ docker run --rm --cap-drop ALL --cap-add CHOWN busybox sh -c 'grep CapEff /proc/self/status; touch /x; chown 5 /x; echo rc=$?; chmod 700 /x; su nobody'
| CapEff:	0000000000000001
| rc=0
! chmod: /x: Operation not permitted
! su: can't set groups: Operation not permitted
= 1
$ docker run --rm --cap-drop foo busybox true
! docker: Error response from daemon: invalid CapDrop: unknown capability: "CAP_FOO"
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -u 1000 --cap-add NET_ADMIN busybox grep Cap /proc/self/status
| CapInh:	0000000000000000
| CapPrm:	0000000000000000
| CapEff:	0000000000000000
| CapBnd:	00000000a80435fb
| CapAmb:	0000000000000000
$ docker run --rm --cap-drop NET_ADMIN --cap-drop net_raw busybox grep CapEff /proc/self/status
| CapEff:	00000000a80405fb
$ docker run --rm --privileged busybox grep -E 'NoNew|Secc' /proc/self/status
| NoNewPrivs:	0
| Seccomp:	0
| Seccomp_filters:	0
$ docker run --rm busybox grep -E 'NoNew|Secc' /proc/self/status
| NoNewPrivs:	0
| Seccomp:	2
| Seccomp_filters:	1
$ docker run --rm --security-opt seccomp=unconfined busybox grep -E 'NoNew|Secc' /proc/self/status
| NoNewPrivs:	0
| Seccomp:	0
| Seccomp_filters:	0
$ printf 'FROM debian\nRUN useradd -m ann && cp /usr/bin/id /usr/local/bin/rootid && chmod 4755 /usr/local/bin/rootid\n' | docker build -q -t su1 - > /dev/null
$ docker run --rm -u 1000 su1 rootid
| uid=1000(ann) gid=1000(ann) euid=0(root) groups=1000(ann)
$ docker run --rm -u 1000 --security-opt no-new-privileges su1 rootid
| uid=1000(ann) gid=1000(ann) groups=1000(ann)
$ docker run --rm -u 1000 --security-opt no-new-privileges=false su1 rootid
| uid=1000(ann) gid=1000(ann) euid=0(root) groups=1000(ann)
$ docker run --rm -u 1000 --security-opt no-new-privileges=foo su1 rootid
! docker: Error response from daemon: invalid --security-opt 2: "no-new-privileges=foo"
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -u 1000 --security-opt nonsense su1 rootid
! docker: Invalid --security-opt: "nonsense"
!
! Run 'docker run --help' for more information
= 125
$ docker run -d --name nnp -u 1000 --security-opt no-new-privileges su1 sleep 100 > /dev/null; docker exec nnp rootid; docker exec -u 0 nnp id; docker exec nnp grep NoNewPrivs /proc/self/status; docker rm -f nnp
| uid=1000(ann) gid=1000(ann) groups=1000(ann)
| uid=0(root) gid=0(root) groups=0(root)
| NoNewPrivs:	1
| nnp
$ docker run --rm -u 1000 --security-opt no-new-privileges su1 su -c id < /dev/null
! Password: su: Authentication failure
= 1
$ docker run --rm -u 1000 --cap-drop ALL su1 rootid
| uid=1000(ann) gid=1000(ann) euid=0(root) groups=1000(ann)
$ docker run --rm busybox sh -c 'hostname foo; date -s "2020-01-01"; ip link set lo down; ip addr add 1.2.3.4 dev lo'
! hostname: sethostname: Operation not permitted
! date: can't set date: Operation not permitted
! ip: SIOCSIFFLAGS: Operation not permitted
! ip: RTNETLINK answers: Operation not permitted
= 2
