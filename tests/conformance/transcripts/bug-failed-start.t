$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker create --rm --name gone -v /anon -v kept:/x busybox nosuch >/dev/null; docker start gone
! Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuch": executable file not found in $PATH
! Error: failed to start containers: gone
= 1
$ docker ps -a --format '{{.Names}} {{.State}}'; docker volume ls -q
| kept
$ docker run --name three -p 18080:80 busybox sh -c 'exit 3'; docker run -d --name taken -p 18080:80 busybox sleep 1000 >/dev/null; docker start three
! Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint three (5d6ded0b6981bfa9e39e3c3f3b34a03e56e86f587cd0ceffd670d4258d42007f): Bind for 0.0.0.0:18080 failed: port is already allocated
! Error: failed to start containers: three
= 1
$ docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' three
| exited 3
$ docker create --name zero -p 18080:80 busybox true >/dev/null; docker start zero; docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' zero
| created 128
! Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint zero (d2785c2e413aed6b588196952c695a61ac217e96563fd3a5287f0d510b041356): Bind for 0.0.0.0:18080 failed: port is already allocated
! Error: failed to start containers: zero
$ docker create --name folders -v /tmp/faults/made:/inside busybox nosuch >/dev/null; ls -d /tmp/faults/made
! ls: cannot access '/tmp/faults/made': No such file or directory
= 2
$ docker start folders; ls -d /tmp/faults/made; docker diff folders
| /tmp/faults/made
| A /inside
! Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuch": executable file not found in $PATH
! Error: failed to start containers: folders
$ docker create --name half busybox >/dev/null; mkdir -p f/etc; echo x > f/etc/aa; echo y > f/bin; tar -C f -cf f.tar etc/aa bin
$ docker cp - half:/ < f.tar; docker diff half
| C /etc
| A /etc/aa
! Error response from daemon: cannot overwrite directory "bin" with non-directory "/"
$ docker exec taken nosuch; docker exec -u nobodyknows taken true
| OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuch": executable file not found in $PATH
! Error response from daemon: unable to find user nobodyknows: no matching entries in passwd file
= 1
$ docker exec taken /etc
| OCI runtime exec failed: exec failed: unable to start container process: exec: "/etc": is a directory: permission denied
= 126
$ docker restart -t 0 taken; docker rm three zero folders half >/dev/null; docker rm -f taken
| taken
| taken
$ printf 'FROM busybox\nRUN echo one > /one\nRUN exit 3\n' > Dockerfile
$ docker build -q -t never . 2>&1 | grep -c 'exit code: 3'; docker images -q never | wc -l
| 1
| 0
$ docker build --progress plain -t never . 2>&1 | grep -c CACHED
| 1
