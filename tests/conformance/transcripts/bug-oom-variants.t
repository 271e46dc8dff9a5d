# --memory: a process that holds more is killed
$ docker pull -q busybox; docker pull -q python:3.12-slim
| docker.io/library/busybox:latest
| docker.io/library/python:3.12-slim
$ docker run --name o1 --memory 20m --memory-swap 20m busybox tail /dev/zero
= 137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}} {{.State.Status}} {{.State.Error}}' o1
| true 137 exited 
$ docker run --name o3 -m 20m --memory-swap 20m busybox sh -c 'tail /dev/zero; echo rc=$?'
| rc=137
! Killed
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' o3
| true 0
$ docker run --name o4 -m 20m --memory-swap 20m --shm-size 100m busybox sh -c 'dd if=/dev/zero of=/dev/shm/x bs=1M count=50 2>/dev/null; echo rc=$?'
| rc=137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' o4
| true 0
$ docker run --name o5 -m 20m --memory-swap 20m --tmpfs /t busybox sh -c 'dd if=/dev/zero of=/t/x bs=1M count=50 2>/dev/null; echo rc=$?'
| rc=137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' o5
| true 0
$ docker run --name o6 -m 20m --memory-swap 20m busybox sh -c 'dd if=/dev/zero of=/x bs=1M count=50 2>/dev/null; echo rc=$?; ls -l /x | cut -d" " -f5-20 | wc -l'
| rc=0
| 1
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' o6
| false 0
$ docker run --name o7 -m 20m --memory-swap 20m busybox sh -c 'x=$(head -c 60000000 /dev/zero | tr "\0" a); echo ${#x}'
= 137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' o7
| true 137
$ docker run --name o8 -m 64m --memory-swap 64m busybox sh -c 'x=$(head -c 1000000 /dev/zero | tr "\0" a); echo ${#x}'
| 1000000
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' o8
| false 0
$ docker run --name p1 -m 64m --memory-swap 64m python:3.12-slim python -c 'x = "a" * (200*1024*1024); print(len(x))'
= 137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' p1
| true 137
$ docker run --name p2 -m 64m --memory-swap 64m python:3.12-slim python -c 'x = [0] * 50000000; print(len(x))'
= 137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' p2
| true 137
$ docker run --name p3 -m 64m --memory-swap 64m python:3.12-slim python -c $'x = []\nwhile True: x.append(" " * 1000000)'
= 137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' p3
| true 137
$ docker run --name p4 -m 64m --memory-swap 64m python:3.12-slim python -c 'x = bytes(10*1024*1024); print(len(x))'
| 10485760
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' p4
| false 0
$ docker run --name p5 -m 64m --memory-swap 64m python:3.12-slim python -c $'for i in range(20): x = bytearray(10*1024*1024)\nprint(len(x))'
| 10485760
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' p5
| false 0
$ docker run --name p6 -m 64m --memory-swap 64m python:3.12-slim python -c 'x = b"a" * 200000000'
= 137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' p6
| true 137
$ docker run --name p7 python:3.12-slim python -c 'x = bytearray(100*1024*1024); print(len(x))'
| 104857600
$ docker run -d --name e1 -m 20m --memory-swap 20m busybox sleep 100 >/dev/null; docker exec e1 tail /dev/zero; echo $?
| 137
$ docker inspect -f '{{.State.OOMKilled}} {{.State.Status}}' e1
| true running
$ docker run --name r1 -m 20m --memory-swap 20m --restart on-failure:1 -d busybox tail /dev/zero >/dev/null; docker wait r1; sleep 2; docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}} {{.RestartCount}}' r1
| 137
| true 137 1
$ docker start e1 >/dev/null; docker update -m 30m --memory-swap 30m e1; docker inspect -f '{{.HostConfig.Memory}}' e1
| e1
| 31457280
$ docker events --since 10m --until 0s --filter event=oom --format '{{.Action}} {{.Actor.Attributes.name}}' | sort | uniq
| oom e1
| oom o1
| oom o3
| oom o4
| oom o5
| oom o7
| oom p1
| oom p2
| oom p3
| oom p6
| oom r1
$ docker run --name o9 -m 20m --memory-swap 20m --oom-kill-disable busybox true
$ docker ps -a --format '{{.Names}} {{.Status}}' --filter name=o1
| o1 Exited (137) 56 seconds ago
