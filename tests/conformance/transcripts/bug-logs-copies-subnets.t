# log rotation, files of a read-only container, globs of a copy, addresses of networks
$ docker pull -q busybox; docker pull -q debian; docker pull -q alpine
| docker.io/library/busybox:latest
| docker.io/library/debian:latest
| docker.io/library/alpine:latest
$ docker run --name l1 --log-opt max-size=1k busybox sh -c 'i=0; while [ $i -lt 100 ]; do echo line $i xxxxxxxxxxxxxxxxxxxx; i=$((i+1)); done'
| line 0 xxxxxxxxxxxxxxxxxxxx
| line 1 xxxxxxxxxxxxxxxxxxxx
| line 2 xxxxxxxxxxxxxxxxxxxx
| line 3 xxxxxxxxxxxxxxxxxxxx
| line 4 xxxxxxxxxxxxxxxxxxxx
| line 5 xxxxxxxxxxxxxxxxxxxx
| line 6 xxxxxxxxxxxxxxxxxxxx
| line 7 xxxxxxxxxxxxxxxxxxxx
| line 8 xxxxxxxxxxxxxxxxxxxx
| line 9 xxxxxxxxxxxxxxxxxxxx
| line 10 xxxxxxxxxxxxxxxxxxxx
| line 11 xxxxxxxxxxxxxxxxxxxx
| line 12 xxxxxxxxxxxxxxxxxxxx
| line 13 xxxxxxxxxxxxxxxxxxxx
| line 14 xxxxxxxxxxxxxxxxxxxx
| line 15 xxxxxxxxxxxxxxxxxxxx
| line 16 xxxxxxxxxxxxxxxxxxxx
| line 17 xxxxxxxxxxxxxxxxxxxx
| line 18 xxxxxxxxxxxxxxxxxxxx
| line 19 xxxxxxxxxxxxxxxxxxxx
| line 20 xxxxxxxxxxxxxxxxxxxx
| line 21 xxxxxxxxxxxxxxxxxxxx
| line 22 xxxxxxxxxxxxxxxxxxxx
| line 23 xxxxxxxxxxxxxxxxxxxx
| line 24 xxxxxxxxxxxxxxxxxxxx
| line 25 xxxxxxxxxxxxxxxxxxxx
| line 26 xxxxxxxxxxxxxxxxxxxx
| line 27 xxxxxxxxxxxxxxxxxxxx
| line 28 xxxxxxxxxxxxxxxxxxxx
| line 29 xxxxxxxxxxxxxxxxxxxx
| line 30 xxxxxxxxxxxxxxxxxxxx
| line 31 xxxxxxxxxxxxxxxxxxxx
| line 32 xxxxxxxxxxxxxxxxxxxx
| line 33 xxxxxxxxxxxxxxxxxxxx
| line 34 xxxxxxxxxxxxxxxxxxxx
| line 35 xxxxxxxxxxxxxxxxxxxx
| line 36 xxxxxxxxxxxxxxxxxxxx
| line 37 xxxxxxxxxxxxxxxxxxxx
| line 38 xxxxxxxxxxxxxxxxxxxx
| line 39 xxxxxxxxxxxxxxxxxxxx
| line 40 xxxxxxxxxxxxxxxxxxxx
| line 41 xxxxxxxxxxxxxxxxxxxx
| line 42 xxxxxxxxxxxxxxxxxxxx
| line 43 xxxxxxxxxxxxxxxxxxxx
| line 44 xxxxxxxxxxxxxxxxxxxx
| line 45 xxxxxxxxxxxxxxxxxxxx
| line 46 xxxxxxxxxxxxxxxxxxxx
| line 47 xxxxxxxxxxxxxxxxxxxx
| line 48 xxxxxxxxxxxxxxxxxxxx
| line 49 xxxxxxxxxxxxxxxxxxxx
| line 50 xxxxxxxxxxxxxxxxxxxx
| line 51 xxxxxxxxxxxxxxxxxxxx
| line 52 xxxxxxxxxxxxxxxxxxxx
| line 53 xxxxxxxxxxxxxxxxxxxx
| line 54 xxxxxxxxxxxxxxxxxxxx
| line 55 xxxxxxxxxxxxxxxxxxxx
| line 56 xxxxxxxxxxxxxxxxxxxx
| line 57 xxxxxxxxxxxxxxxxxxxx
| line 58 xxxxxxxxxxxxxxxxxxxx
| line 59 xxxxxxxxxxxxxxxxxxxx
| line 60 xxxxxxxxxxxxxxxxxxxx
| line 61 xxxxxxxxxxxxxxxxxxxx
| line 62 xxxxxxxxxxxxxxxxxxxx
| line 63 xxxxxxxxxxxxxxxxxxxx
| line 64 xxxxxxxxxxxxxxxxxxxx
| line 65 xxxxxxxxxxxxxxxxxxxx
| line 66 xxxxxxxxxxxxxxxxxxxx
| line 67 xxxxxxxxxxxxxxxxxxxx
| line 68 xxxxxxxxxxxxxxxxxxxx
| line 69 xxxxxxxxxxxxxxxxxxxx
| line 70 xxxxxxxxxxxxxxxxxxxx
| line 71 xxxxxxxxxxxxxxxxxxxx
| line 72 xxxxxxxxxxxxxxxxxxxx
| line 73 xxxxxxxxxxxxxxxxxxxx
| line 74 xxxxxxxxxxxxxxxxxxxx
| line 75 xxxxxxxxxxxxxxxxxxxx
| line 76 xxxxxxxxxxxxxxxxxxxx
| line 77 xxxxxxxxxxxxxxxxxxxx
| line 78 xxxxxxxxxxxxxxxxxxxx
| line 79 xxxxxxxxxxxxxxxxxxxx
| line 80 xxxxxxxxxxxxxxxxxxxx
| line 81 xxxxxxxxxxxxxxxxxxxx
| line 82 xxxxxxxxxxxxxxxxxxxx
| line 83 xxxxxxxxxxxxxxxxxxxx
| line 84 xxxxxxxxxxxxxxxxxxxx
| line 85 xxxxxxxxxxxxxxxxxxxx
| line 86 xxxxxxxxxxxxxxxxxxxx
| line 87 xxxxxxxxxxxxxxxxxxxx
| line 88 xxxxxxxxxxxxxxxxxxxx
| line 89 xxxxxxxxxxxxxxxxxxxx
| line 90 xxxxxxxxxxxxxxxxxxxx
| line 91 xxxxxxxxxxxxxxxxxxxx
| line 92 xxxxxxxxxxxxxxxxxxxx
| line 93 xxxxxxxxxxxxxxxxxxxx
| line 94 xxxxxxxxxxxxxxxxxxxx
| line 95 xxxxxxxxxxxxxxxxxxxx
| line 96 xxxxxxxxxxxxxxxxxxxx
| line 97 xxxxxxxxxxxxxxxxxxxx
| line 98 xxxxxxxxxxxxxxxxxxxx
| line 99 xxxxxxxxxxxxxxxxxxxx
$ docker logs l1 | wc -l; docker logs l1 | head -1; docker logs l1 | tail -1
| 1
| line 99 xxxxxxxxxxxxxxxxxxxx
| line 99 xxxxxxxxxxxxxxxxxxxx
$ docker run --name l2 --log-opt max-size=1k --log-opt max-file=3 busybox sh -c 'i=0; while [ $i -lt 100 ]; do echo line $i xxxxxxxxxxxxxxxxxxxx; i=$((i+1)); done'
| line 0 xxxxxxxxxxxxxxxxxxxx
| line 1 xxxxxxxxxxxxxxxxxxxx
| line 2 xxxxxxxxxxxxxxxxxxxx
| line 3 xxxxxxxxxxxxxxxxxxxx
| line 4 xxxxxxxxxxxxxxxxxxxx
| line 5 xxxxxxxxxxxxxxxxxxxx
| line 6 xxxxxxxxxxxxxxxxxxxx
| line 7 xxxxxxxxxxxxxxxxxxxx
| line 8 xxxxxxxxxxxxxxxxxxxx
| line 9 xxxxxxxxxxxxxxxxxxxx
| line 10 xxxxxxxxxxxxxxxxxxxx
| line 11 xxxxxxxxxxxxxxxxxxxx
| line 12 xxxxxxxxxxxxxxxxxxxx
| line 13 xxxxxxxxxxxxxxxxxxxx
| line 14 xxxxxxxxxxxxxxxxxxxx
| line 15 xxxxxxxxxxxxxxxxxxxx
| line 16 xxxxxxxxxxxxxxxxxxxx
| line 17 xxxxxxxxxxxxxxxxxxxx
| line 18 xxxxxxxxxxxxxxxxxxxx
| line 19 xxxxxxxxxxxxxxxxxxxx
| line 20 xxxxxxxxxxxxxxxxxxxx
| line 21 xxxxxxxxxxxxxxxxxxxx
| line 22 xxxxxxxxxxxxxxxxxxxx
| line 23 xxxxxxxxxxxxxxxxxxxx
| line 24 xxxxxxxxxxxxxxxxxxxx
| line 25 xxxxxxxxxxxxxxxxxxxx
| line 26 xxxxxxxxxxxxxxxxxxxx
| line 27 xxxxxxxxxxxxxxxxxxxx
| line 28 xxxxxxxxxxxxxxxxxxxx
| line 29 xxxxxxxxxxxxxxxxxxxx
| line 30 xxxxxxxxxxxxxxxxxxxx
| line 31 xxxxxxxxxxxxxxxxxxxx
| line 32 xxxxxxxxxxxxxxxxxxxx
| line 33 xxxxxxxxxxxxxxxxxxxx
| line 34 xxxxxxxxxxxxxxxxxxxx
| line 35 xxxxxxxxxxxxxxxxxxxx
| line 36 xxxxxxxxxxxxxxxxxxxx
| line 37 xxxxxxxxxxxxxxxxxxxx
| line 38 xxxxxxxxxxxxxxxxxxxx
| line 39 xxxxxxxxxxxxxxxxxxxx
| line 40 xxxxxxxxxxxxxxxxxxxx
| line 41 xxxxxxxxxxxxxxxxxxxx
| line 42 xxxxxxxxxxxxxxxxxxxx
| line 43 xxxxxxxxxxxxxxxxxxxx
| line 44 xxxxxxxxxxxxxxxxxxxx
| line 45 xxxxxxxxxxxxxxxxxxxx
| line 46 xxxxxxxxxxxxxxxxxxxx
| line 47 xxxxxxxxxxxxxxxxxxxx
| line 48 xxxxxxxxxxxxxxxxxxxx
| line 49 xxxxxxxxxxxxxxxxxxxx
| line 50 xxxxxxxxxxxxxxxxxxxx
| line 51 xxxxxxxxxxxxxxxxxxxx
| line 52 xxxxxxxxxxxxxxxxxxxx
| line 53 xxxxxxxxxxxxxxxxxxxx
| line 54 xxxxxxxxxxxxxxxxxxxx
| line 55 xxxxxxxxxxxxxxxxxxxx
| line 56 xxxxxxxxxxxxxxxxxxxx
| line 57 xxxxxxxxxxxxxxxxxxxx
| line 58 xxxxxxxxxxxxxxxxxxxx
| line 59 xxxxxxxxxxxxxxxxxxxx
| line 60 xxxxxxxxxxxxxxxxxxxx
| line 61 xxxxxxxxxxxxxxxxxxxx
| line 62 xxxxxxxxxxxxxxxxxxxx
| line 63 xxxxxxxxxxxxxxxxxxxx
| line 64 xxxxxxxxxxxxxxxxxxxx
| line 65 xxxxxxxxxxxxxxxxxxxx
| line 66 xxxxxxxxxxxxxxxxxxxx
| line 67 xxxxxxxxxxxxxxxxxxxx
| line 68 xxxxxxxxxxxxxxxxxxxx
| line 69 xxxxxxxxxxxxxxxxxxxx
| line 70 xxxxxxxxxxxxxxxxxxxx
| line 71 xxxxxxxxxxxxxxxxxxxx
| line 72 xxxxxxxxxxxxxxxxxxxx
| line 73 xxxxxxxxxxxxxxxxxxxx
| line 74 xxxxxxxxxxxxxxxxxxxx
| line 75 xxxxxxxxxxxxxxxxxxxx
| line 76 xxxxxxxxxxxxxxxxxxxx
| line 77 xxxxxxxxxxxxxxxxxxxx
| line 78 xxxxxxxxxxxxxxxxxxxx
| line 79 xxxxxxxxxxxxxxxxxxxx
| line 80 xxxxxxxxxxxxxxxxxxxx
| line 81 xxxxxxxxxxxxxxxxxxxx
| line 82 xxxxxxxxxxxxxxxxxxxx
| line 83 xxxxxxxxxxxxxxxxxxxx
| line 84 xxxxxxxxxxxxxxxxxxxx
| line 85 xxxxxxxxxxxxxxxxxxxx
| line 86 xxxxxxxxxxxxxxxxxxxx
| line 87 xxxxxxxxxxxxxxxxxxxx
| line 88 xxxxxxxxxxxxxxxxxxxx
| line 89 xxxxxxxxxxxxxxxxxxxx
| line 90 xxxxxxxxxxxxxxxxxxxx
| line 91 xxxxxxxxxxxxxxxxxxxx
| line 92 xxxxxxxxxxxxxxxxxxxx
| line 93 xxxxxxxxxxxxxxxxxxxx
| line 94 xxxxxxxxxxxxxxxxxxxx
| line 95 xxxxxxxxxxxxxxxxxxxx
| line 96 xxxxxxxxxxxxxxxxxxxx
| line 97 xxxxxxxxxxxxxxxxxxxx
| line 98 xxxxxxxxxxxxxxxxxxxx
| line 99 xxxxxxxxxxxxxxxxxxxx
$ docker logs l2 | wc -l; docker logs l2 | head -1; docker logs l2 | tail -1
| 23
| line 77 xxxxxxxxxxxxxxxxxxxx
| line 99 xxxxxxxxxxxxxxxxxxxx
$ docker logs --tail 3 l2
| line 97 xxxxxxxxxxxxxxxxxxxx
| line 98 xxxxxxxxxxxxxxxxxxxx
| line 99 xxxxxxxxxxxxxxxxxxxx
$ docker run --name l4 --log-opt max-size=1m busybox sh -c 'seq 1 1000' >/dev/null; docker logs l4 | wc -l
| 1000
$ docker run --name l5 --log-opt max-file=3 busybox sh -c 'seq 1 100' >/dev/null; docker logs l5 | wc -l
| 100
$ docker run --name l6 --log-driver local --log-opt max-size=1k --log-opt max-file=2 busybox sh -c 'seq 1 1000' >/dev/null; docker logs l6 | wc -l
| 40
$ docker run --name l7 --log-opt max-size=200 busybox sh -c 'echo 1; echo 2; echo 3; echo 4; echo 5' >/dev/null; docker logs l7
| 4
| 5
$ docker run --name l8 --log-opt max-size=10 busybox sh -c 'echo 1; echo 2; echo 3' >/dev/null; docker logs l8
| 3
$ docker run --name l9 --log-opt max-size=300 busybox sh -c 'printf "%0500d\n" 1; echo 2; echo 3' >/dev/null; docker logs l9
| 2
| 3
$ docker inspect -f '{{json .HostConfig.LogConfig}}' l2
| {"Type":"json-file","Config":{"max-file":"3","max-size":"1k"}}
$ docker run -d --name ro --read-only --tmpfs /tmp -v vol:/v -v vol2:/w:ro busybox sleep 100 >/dev/null; echo x > f
$ docker cp f ro:/tmp/x
! Error response from daemon: container rootfs is marked read-only
= 1
$ docker cp f ro:/v/x
$ docker cp f ro:/v; docker exec ro ls /v
| f
| x
$ docker cp f ro:/w/x
! Error response from daemon: mounted volume is marked read-only
= 1
$ docker cp f ro:/x
! Error response from daemon: container rootfs is marked read-only
= 1
$ docker cp f ro:/etc
! Error response from daemon: container rootfs is marked read-only
= 1
$ docker cp f ro:/nope/x
! Error response from daemon: Could not find the file /nope in container ro
= 1
$ docker cp f ro:/tmp
! Error response from daemon: container rootfs is marked read-only
= 1
$ docker cp ro:/etc/hostname h; ls h
| h
$ docker cp ro:/tmp .; ls -d tmp
| tmp
$ docker cp nope ro:/tmp/x
! lstat /root/lab/nope: no such file or directory
= 1
$ tar c f | docker cp - ro:/tmp
! Error response from daemon: container rootfs is marked read-only
= 1
$ tar c f | docker cp - ro:/v; docker exec ro ls /v
| f
| x
$ docker stop -t0 ro >/dev/null; docker cp f ro:/tmp/x
! Error response from daemon: container rootfs is marked read-only
= 1
$ docker cp f ro:/v/y
$ docker cp f ro:/z
! Error response from daemon: container rootfs is marked read-only
= 1
$ docker run -d --name rw -v vol:/v:ro --tmpfs /tmp busybox sleep 100 >/dev/null
$ docker cp f rw:/v/q
! Error response from daemon: mounted volume is marked read-only
= 1
$ docker cp f rw:/v
! Error response from daemon: mounted volume is marked read-only
= 1
$ docker cp f rw:/tmp/q; docker exec rw ls /tmp
$ docker cp f rw:/q; docker exec rw cat /q
| x
$ docker create --name roc --read-only busybox >/dev/null; docker cp f roc:/q
! Error response from daemon: container rootfs is marked read-only
= 1
$ docker run --rm --network-alias a busybox true
! docker: network-scoped aliases are only supported for user-defined networks
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --network bridge --ip 172.17.0.50 --network-alias a busybox true
! docker: network-scoped aliases are only supported for user-defined networks
!
! Run 'docker run --help' for more information
= 125
$ docker network create plain >/dev/null; docker run --rm --network plain --ip 172.18.0.50 busybox true
! docker: Error response from daemon: invalid config for network plain: invalid endpoint settings:
! user specified IP address is supported only when connecting to networks with user configured subnets
!
! Run 'docker run --help' for more information
= 125
$ docker network connect --ip 172.18.0.9 plain rw
! Error response from daemon: invalid endpoint settings:
! user specified IP address is supported only when connecting to networks with user configured subnets
= 1
$ docker network create --subnet 10.77.0.5/24 --gateway 10.78.0.1 f33
! no matching subnet for gateway 10.78.0.1
= 1
$ docker network create --subnet 10.77.0.5/24 f34
! Error response from daemon: invalid network config:
! invalid subnet 10.77.0.5/24: it should be 10.77.0.0/24
= 1
$ docker network create --subnet 10.77.0.0/24 --gateway 10.78.0.1 f35
! no matching subnet for gateway 10.78.0.1
= 1
$ docker network create --gateway 10.78.0.1 f36
! every ip-range or gateway must have a corresponding subnet
= 1
$ docker network create --subnet 10.77.0.0/24 --ip-range 10.78.0.0/28 f37
! no matching subnet for range 10.78.0.0/28
= 1
$ docker network create --subnet 10.77.0.0/24 --aux-address a=10.78.0.3 f38
! no matching subnet for aux-address 10.78.0.3
= 1
$ docker network create --subnet nope f39
! Error response from daemon: invalid network config:
! invalid subnet nope: invalid CIDR block notation
= 1
$ docker network create --subnet 10.77.0.0/24 --gateway nope f40
! no matching subnet for gateway nope
= 1
$ docker network create --subnet 10.77.0.0/24 --ip-range nope f41
! invalid CIDR address: nope
= 1
$ docker network create --subnet 10.77.0.0/24 --aux-address a=nope f42
! no matching subnet for aux-address nope
= 1
$ docker network create --subnet 10.77.0.0/24 --aux-address nope f43
! no matching subnet for aux-address 
= 1
$ docker network create --subnet 10.77.0.0/24 --subnet 10.77.0.0/25 f44
! multiple overlapping subnet configuration is not supported
= 1
$ docker network create --subnet 10.77.0.0/33 f45
! Error response from daemon: invalid network config:
! invalid subnet 10.77.0.0/33: invalid CIDR block notation
= 1
$ docker network create --subnet 10.77.0.0/24 --gateway 10.77.0.1 --gateway 10.77.0.2 f46
! every ip-range or gateway must have a corresponding subnet
= 1
$ docker network create --gateway 10.77.0.1 --subnet 10.77.0.0/24 --ip-range 10.77.0.5/28 f47
! Error response from daemon: invalid network config:
! invalid ip-range 10.77.0.5/28: it should be 10.77.0.0/28
= 1
$ docker network ls --filter name=f --format '{{.Name}}'
$ docker run --rm --group-add nope debian id -G
! docker: Error response from daemon: unable to find group nope: no matching entries in group file
!
! Run 'docker run --help' for more information
= 125
