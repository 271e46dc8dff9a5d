# what a refused run or create leaves behind: containers, volumes, networks, ports, folders
$ docker network create --subnet 10.66.0.0/24 net >/dev/null; docker volume create kept >/dev/null; docker run -d --name taken -p 8181:80 busybox sleep 1000 >/dev/null; docker images --format '{{.Repository}}'
| busybox
! Unable to find image 'busybox:latest' locally
! latest: Pulling from library/busybox
! e26177590f6f: Pulling fs layer
! e26177590f6f: Verifying Checksum
! e26177590f6f: Download complete
! e26177590f6f: Pull complete
! Digest: sha256:d6b9a9d7108ccce2a6bd92b3a9e82cb8d1ef653fc5bdbc21bdfcc80aca90228f
! Status: Downloaded newer image for busybox:latest
$ docker create -v foo:/x -w /etc/passwd busybox
! Error response from daemon: Cannot mkdir: /etc/passwd is not a directory
= 1
$ docker volume ls --format '{{.Name}}'; docker ps -a --format '{{.Names}} {{.State}}'
| foo
| kept
| taken running
$ docker create -v foo:/x -v anon -w /etc/passwd busybox
! Error response from daemon: Cannot mkdir: /etc/passwd is not a directory
= 1
$ docker create -v bar:/x -v /anon -w /etc/passwd busybox
! Error response from daemon: Cannot mkdir: /etc/passwd is not a directory
= 1
$ docker volume ls -q | wc -l; docker ps -a --format '{{.Names}} {{.State}}'
| 3
| taken running
$ docker create --name taken -v foo2:/x busybox
! Error response from daemon: Conflict. The container name "/taken" is already in use by container "5661da5ec76c98fe817d9e415acf655661ab92023773bd0770e1079dde1b8339". You have to remove (or rename) that container to be able to reuse that name.
= 1
$ docker volume ls -q | grep foo2; docker ps -a --format '{{.Names}} {{.State}}'
| taken running
$ docker create --name 'a b' -v foo3:/x busybox
! Error response from daemon: Invalid container name (a b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed
= 1
$ docker volume ls -q | grep foo3; docker ps -a --format '{{.Names}} {{.State}}'
| taken running
$ docker create --network nope -v foo4:/x --name n4 busybox >/dev/null; echo $?
| 0
$ docker volume ls -q | grep foo4; docker ps -a --format '{{.Names}} {{.State}}'
| foo4
| n4 created
| taken running
$ docker start n4
! Error response from daemon: failed to set up container networking: network nope not found
! Error: failed to start containers: n4
= 1
$ docker ps -a --format '{{.Names}} {{.State}}'; docker inspect -f '{{.State.ExitCode}} {{.State.Error}}' n4
| n4 created
| taken running
| 128 failed to set up container networking: network nope not found
$ docker run --network nope -v foo5:/x --name n5 busybox true
! docker: Error response from daemon: failed to set up container networking: network nope not found
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo5; docker ps -a --format '{{.Names}} {{.State}}'
| foo5
| n5 created
| n4 created
| taken running
$ docker run --rm --network nope --name n5rm busybox true
! docker: Error response from daemon: failed to set up container networking: network nope not found
!
! Run 'docker run --help' for more information
= 125
$ docker ps -a --format '{{.Names}} {{.State}}'
| n5 created
| n4 created
| taken running
$ docker run -d --name n6 -p 8181:80 -v foo6:/x --network net busybox sleep 100
| 6573a9b086c3edabbc01f11986b007a38e754d31a1b57e5ce601063cf641edea
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint n6 (051497b0b8743dd8466731e74a4b931b9afe3f57b67f6d310e927e07bb5c7caf): Bind for 0.0.0.0:8181 failed: port is already allocated
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo6; docker ps -a --format '{{.Names}} {{.State}}'; docker network inspect -f '{{len .Containers}}' net; docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}' n6; docker inspect -f '{{json .NetworkSettings.Ports}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' n6
| foo6
| n6 created
| n5 created
| n4 created
| taken running
| 0
| created 128 failed to set up container networking: driver failed programming external connectivity on endpoint n6 (051497b0b8743dd8466731e74a4b931b9afe3f57b67f6d310e927e07bb5c7caf): Bind for 0.0.0.0:8181 failed: port is already allocated
| {} 
$ docker run -d --rm --name n6rm -p 8181:80 -v foo6b:/x -v /anon --network net busybox sleep 100
| 13dc479501ccbb0e896430543efeeda85e91790fceb602e7819e72d4782e3adc
! docker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint n6rm (8921d88e48999efaf854f681f264f4459218f2256e99f2699dee12ff12aa7286): Bind for 0.0.0.0:8181 failed: port is already allocated
!
! Run 'docker run --help' for more information
= 125
$ docker ps -a --format '{{.Names}} {{.State}}'; docker volume ls -q | grep foo6b; docker volume ls -q | wc -l
| n6 created
| n5 created
| n4 created
| taken running
| foo6b
| 7
$ docker run --name n7 -v /nope1:/x --mount type=bind,src=/nope2,dst=/y busybox true
! docker: Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /nope2
!
! Run 'docker run --help' for more information
= 125
$ ls -d /nope1 /nope2; docker ps -a --format '{{.Names}} {{.State}}'
| n6 created
| n5 created
| n4 created
| taken running
! ls: cannot access '/nope1': No such file or directory
! ls: cannot access '/nope2': No such file or directory
$ docker run --name n8 --mount type=volume,src=foo8,dst=/x --mount type=bind,src=/nope2,dst=/y busybox true
! docker: Error response from daemon: invalid mount config for type "bind": bind source path does not exist: /nope2
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo8; docker ps -a --format '{{.Names}} {{.State}}'
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n9 -v foo9:/x -v foo9b:/x busybox true
! docker: Error response from daemon: Duplicate mount point: /x
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo9; docker ps -a --format '{{.Names}} {{.State}}'
| foo9
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n10 -v foo10:/x nosuchimage-x true >/dev/null 2>&1; echo $?
| 125
$ docker volume ls -q | grep foo10; docker ps -a --format '{{.Names}} {{.State}}'
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n11 -v foo11:/x busybox nope
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker volume ls -q | grep foo11; docker ps -a --format '{{.Names}} {{.State}}'; docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' n11
| foo11
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
| created 127
$ docker run --rm --name n11rm -v foo11b:/x -v /anon busybox nope
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker volume ls -q | grep foo11b; docker volume ls -q | wc -l; docker ps -a --format '{{.Names}} {{.State}}'
| foo11b
| 10
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n12 -v foo12:/etc/passwd busybox true
! docker: Error response from daemon: source /var/lib/docker/overlay2/ef76d781ba4424d40fd8f49b4fc84eb25c3ec0d2b96ee4c4407242bc869ec5a1/merged/etc/passwd is not directory
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo12; docker ps -a --format '{{.Names}} {{.State}}'
| foo12
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n13 -v foo13:/x:badmode busybox true
! docker: Error response from daemon: invalid mode: badmode
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo13; docker ps -a --format '{{.Names}} {{.State}}'
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n14 -v foo14:/x -v rel/path:/y busybox true
! docker: Error response from daemon: create rel/path: "rel/path" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo14; docker ps -a --format '{{.Names}} {{.State}}'
| foo14
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n15 -v foo15:/x -m 1m busybox true
! docker: Error response from daemon: Minimum memory limit allowed is 6MB
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo15; docker ps -a --format '{{.Names}} {{.State}}'
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker volume ls -q | grep foo16; docker ps -a --format '{{.Names}} {{.State}}'
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n17 -v foo17:/x --network net --ip 10.99.0.9 busybox true
! docker: Error response from daemon: invalid config for network net: invalid endpoint settings:
! no configured subnet or ip-range contain the IP address 10.99.0.9
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo17; docker ps -a --format '{{.Names}} {{.State}}'
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n18 -v foo18:/x --network net --ip 10.66.0.1 busybox true
! docker: Error response from daemon: failed to set up container networking: Address already in use
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo18; docker ps -a --format '{{.Names}} {{.State}}'; docker network inspect -f '{{len .Containers}}' net
| foo18
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
| 0
$ docker run --name n19 -v foo19:/x --network container:nope busybox true
! docker: Error response from daemon: joining network namespace of container: No such container: nope
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo19; docker ps -a --format '{{.Names}} {{.State}}'
| foo19
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n20 -v foo20:/x --volumes-from nope busybox true
! docker: Error response from daemon: No such container: nope
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo20; docker ps -a --format '{{.Names}} {{.State}}'
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n21 -v foo21:/x -u nobodyknows busybox true
! docker: Error response from daemon: unable to find user nobodyknows: no matching entries in passwd file
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo21; docker ps -a --format '{{.Names}} {{.State}}'
| foo21
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n22 -v foo22:/x --log-driver nope busybox true
! docker: Error response from daemon: error looking up logging plugin nope: plugin "nope" not found
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo22; docker ps -a --format '{{.Names}} {{.State}}'
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n23 -v foo23:/x --log-opt nope=1 busybox true
! docker: Error response from daemon: unknown log opt 'nope' for json-file log driver
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo23; docker ps -a --format '{{.Names}} {{.State}}'
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n24 -v foo24:/x --link nope busybox true
! docker: Error response from daemon: could not get container for nope: No such container: nope
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo24; docker ps -a --format '{{.Names}} {{.State}}'
| foo24
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n25 -v foo25:/x --cap-add NOPE busybox true
! docker: Error response from daemon: invalid CapAdd: unknown capability: "CAP_NOPE"
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo25; docker ps -a --format '{{.Names}} {{.State}}'
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n26 -v foo26:/x --runtime nope busybox true
! docker: Error response from daemon: unknown or invalid runtime name: nope
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo26; docker ps -a --format '{{.Names}} {{.State}}'
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n27 -v foo27:/x --device /dev/nope busybox true
! docker: Error response from daemon: error gathering device information while adding custom device "/dev/nope": no such file or directory
!
! Run 'docker run --help' for more information
= 127
$ docker volume ls -q | grep foo27; docker ps -a --format '{{.Names}} {{.State}}'
| foo27
| n27 created
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n28 -v foo28:/x --volume-driver nope busybox true
! Unable to find image 'busybox:latest' locally
! latest: Pulling from library/busybox
! Digest: sha256:d6b9a9d7108ccce2a6bd92b3a9e82cb8d1ef653fc5bdbc21bdfcc80aca90228f
! Status: Image is up to date for busybox:latest
! docker: Error response from daemon: create foo28: error looking up volume plugin nope: plugin "nope" not found
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo28; docker ps -a --format '{{.Names}} {{.State}}'
| n27 created
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n29 -v foo29:/x --restart nope busybox true
! docker: Error response from daemon: invalid restart policy: unknown policy 'nope'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo29; docker ps -a --format '{{.Names}} {{.State}}'
| n27 created
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker run --name n30 -v foo30:/x --restart always --rm busybox true
! docker: conflicting options: cannot specify both --restart and --rm
!
! Run 'docker run --help' for more information
= 125
$ docker volume ls -q | grep foo30; docker ps -a --format '{{.Names}} {{.State}}'
| n27 created
| n21 created
| n19 created
| n18 created
| n11 created
| n6 created
| n5 created
| n4 created
| taken running
$ docker volume rm foo; docker volume ls -q | grep -c foo; docker rm n6 >/dev/null; docker volume rm foo6
| foo
| 14
| foo6
$ docker network rm net
| net
$ docker rm -f taken >/dev/null; docker run -d --name n31 -p 8181:80 busybox sleep 10 >/dev/null; docker port n31
| 80/tcp -> 0.0.0.0:8181
| 80/tcp -> [::]:8181
