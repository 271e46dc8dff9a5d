# verbs and their refusals: no such container, wrong state, several names
$ docker create --name made busybox sleep 100 >/dev/null; docker run -d --name up busybox sleep 1000 >/dev/null; docker run --name ended busybox true; docker run -d --name froze busybox sleep 1000 >/dev/null; docker pause froze
| froze
! Unable to find image 'busybox:latest' locally
! latest: Pulling from library/busybox
! e26177590f6f: Pulling fs layer
! e26177590f6f: Verifying Checksum
! e26177590f6f: Download complete
! e26177590f6f: Pull complete
! Digest: sha256:d6b9a9d7108ccce2a6bd92b3a9e82cb8d1ef653fc5bdbc21bdfcc80aca90228f
! Status: Downloaded newer image for busybox:latest
$ docker kill zz
! Error response from daemon: cannot kill container: zz: No such container: zz
= 1
$ docker kill zz yy
! Error response from daemon: cannot kill container: zz: No such container: zz
! Error response from daemon: cannot kill container: yy: No such container: yy
= 1
$ docker kill made
! Error response from daemon: cannot kill container: made: container 309b0ad5d8ae7608dc4b62dc1780a61b21504f25223196a04165227e045198a7 is not running
= 1
$ docker kill ended
! Error response from daemon: cannot kill container: ended: container 92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610 is not running
= 1
$ docker kill -s NOPE up
! Error response from daemon: cannot kill container: up: invalid signal: NOPE
= 1
$ docker kill -s 0 up
! Error response from daemon: cannot kill container: up: invalid signal: 0
= 1
$ docker kill -s NOPE zz
! Error response from daemon: cannot kill container: zz: invalid signal: NOPE
= 1
$ docker kill -s USR1 froze
| froze
$ docker kill zz ended made
! Error response from daemon: cannot kill container: zz: No such container: zz
! Error response from daemon: cannot kill container: ended: container 92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610 is not running
! Error response from daemon: cannot kill container: made: container 309b0ad5d8ae7608dc4b62dc1780a61b21504f25223196a04165227e045198a7 is not running
= 1
$ docker stop zz
! Error response from daemon: No such container: zz
= 1
$ docker stop zz yy
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker stop made
| made
$ docker stop ended zz
| ended
! Error response from daemon: No such container: zz
= 1
$ docker stop -s NOPE up
! Error response from daemon: cannot stop container: up: invalid signal: NOPE
= 1
$ docker stop -t 1 zz made yy
| made
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker start zz
! Error response from daemon: No such container: zz
! Error: failed to start containers: zz
= 1
$ docker start zz yy
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
! Error: failed to start containers: zz, yy
= 1
$ docker start up
| up
$ docker start froze
| froze
$ docker start zz up yy
| up
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
! Error: failed to start containers: zz, yy
= 1
$ docker start -a zz
! Error response from daemon: No such container: zz
= 1
$ docker start -a zz yy
! you cannot start and attach multiple containers at once
= 1
$ docker start -a up ended
! you cannot start and attach multiple containers at once
= 1
$ docker start -i zz
! Error response from daemon: No such container: zz
= 1
$ docker restart zz
! Error response from daemon: No such container: zz
= 1
$ docker restart zz yy
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker restart -s NOPE up
! Error response from daemon: Cannot restart container up: invalid signal: NOPE
= 1
$ docker restart -t 0 zz ended yy
| ended
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker pause zz
! Error response from daemon: No such container: zz
= 1
$ docker pause made
! Error response from daemon: container 309b0ad5d8ae7608dc4b62dc1780a61b21504f25223196a04165227e045198a7 is not running
= 1
$ docker pause ended zz
! Error response from daemon: container 92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610 is not running
! Error response from daemon: No such container: zz
= 1
$ docker pause froze
| froze
$ docker pause zz yy froze
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
! Error response from daemon: Container 360a65b659d568fab4855e21d98ef98ab7a5780925021a1f2ba31e8d30be1d86 is already paused
= 1
$ docker unpause zz
! Error response from daemon: No such container: zz
= 1
$ docker unpause up
! Error response from daemon: Container 73581b23f8425a25f8adb320cc3bba4a55284015c4de063a1b8b2f9b9482418b is not paused
= 1
$ docker unpause made zz ended
! Error response from daemon: Container 309b0ad5d8ae7608dc4b62dc1780a61b21504f25223196a04165227e045198a7 is not paused
! Error response from daemon: No such container: zz
! Error response from daemon: Container 92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610 is not paused
= 1
$ docker rm zz
! Error response from daemon: No such container: zz
= 1
$ docker rm zz yy
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker rm up
! Error response from daemon: cannot remove container "up": container is running: stop the container before removing or force remove
= 1
$ docker rm froze
! Error response from daemon: cannot remove container "froze": container is paused and must be unpaused first
= 1
$ docker rm up zz froze
! Error response from daemon: cannot remove container "up": container is running: stop the container before removing or force remove
! Error response from daemon: No such container: zz
! Error response from daemon: cannot remove container "froze": container is paused and must be unpaused first
= 1
$ docker rm -f zz
! Error response from daemon: No such container: zz
$ docker rm -f zz yy
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
$ docker rm -v zz
! Error response from daemon: No such container: zz
= 1
$ docker rm -l zz
! Error response from daemon: No such container: zz
= 1
$ docker rm -l up
! Error response from daemon: Conflict, cannot remove the default link name of the container
= 1
$ docker rm -l up/x
! Error response from daemon: No such container: up/x
= 1
$ docker rm /zz
! Error response from daemon: No such container: zz
= 1
$ docker wait zz
! Error response from daemon: No such container: zz
= 1
$ docker wait zz yy
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker wait made
| 0
$ docker wait ended zz ended
| 0
| 0
! Error response from daemon: No such container: zz
= 1
$ docker rename zz yy
! Error response from daemon: No such container: zz
! Error: failed to rename container named zz
= 1
$ docker rename up up
! Error response from daemon: Renaming a container with the same name as its current name
! Error: failed to rename container named up
= 1
$ docker rename up ended
! Error response from daemon: Error when allocating new name: Conflict. The container name "/ended" is already in use by container "92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610". You have to remove (or rename) that container to be able to reuse that name.
! Error: failed to rename container named up
= 1
$ docker rename up /ended
! Error response from daemon: Error when allocating new name: Conflict. The container name "/ended" is already in use by container "92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610". You have to remove (or rename) that container to be able to reuse that name.
! Error: failed to rename container named up
= 1
$ docker rename up 'a b'
! Error response from daemon: Error when allocating new name: Invalid container name (/a b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed
! Error: failed to rename container named up
= 1
$ docker rename up a
! Error response from daemon: Error when allocating new name: Invalid container name (/a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed
! Error: failed to rename container named up
= 1
$ docker rename up ''
! Error: Neither old nor new names may be empty
= 1
$ docker rename zz ended
! Error response from daemon: No such container: zz
! Error: failed to rename container named zz
= 1
$ docker update zz
! you must provide one or more flags when using this command
= 1
$ docker update -m 100m zz
! Error response from daemon: No such container: zz
= 1
$ docker update -m 100m zz yy
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker update -m 1m up
! Error response from daemon: Minimum memory limit allowed is 6MB
= 1
$ docker update --restart nope up
! Error response from daemon: invalid restart policy: unknown policy 'nope'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'
= 1
$ docker update --restart always zz up
| up
! Error response from daemon: No such container: zz
= 1
$ docker update --restart no up >/dev/null
$ docker update --cpus 1000 up
! Error response from daemon: range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available
= 1
$ docker update --cpuset-cpus 99 up
! Error response from daemon: Requested CPUs are not available - requested 99, available: 0-1
= 1
$ docker update -m 100m --memory-swap 50m up
! Error response from daemon: Minimum memoryswap limit should be larger than memory limit, see usage
= 1
$ docker update --kernel-memory 1m up
| up
$ docker top zz
! Error response from daemon: No such container: zz
= 1
$ docker top made
! Error response from daemon: container 309b0ad5d8ae7608dc4b62dc1780a61b21504f25223196a04165227e045198a7 is not running
= 1
$ docker top ended
! Error response from daemon: container 92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610 is not running
= 1
$ docker top up nope
! Error response from daemon: ps: error: unknown user-defined format specifier "pe"
= 1
$ docker logs zz
! Error response from daemon: No such container: zz
= 1
$ docker logs zz yy
! docker: 'docker logs' requires 1 argument
!
! Usage:  docker logs [OPTIONS] CONTAINER
!
! Run 'docker logs --help' for more information
= 1
$ docker port zz
! Error response from daemon: No such container: zz
= 1
$ docker port up 80
! Error: No public port '80' published for up
= 1
$ docker port up x
! Error: invalid port (x): strconv.ParseUint: parsing "x": invalid syntax
= 1
$ docker port made
$ docker diff zz
! Error response from daemon: No such container: zz
= 1
$ docker diff zz yy
! docker: 'docker diff' requires 1 argument
!
! Usage:  docker diff CONTAINER
!
! Run 'docker diff --help' for more information
= 1
$ docker attach zz
! Error response from daemon: No such container: zz
= 1
$ docker attach made
! You cannot attach to a stopped container, start it first
= 1
$ docker attach ended
! You cannot attach to a stopped container, start it first
= 1
$ docker attach froze
! You cannot attach to a paused container, unpause it first
= 1
$ docker exec zz true
! Error response from daemon: No such container: zz
= 1
$ docker exec made true
! Error response from daemon: container 309b0ad5d8ae7608dc4b62dc1780a61b21504f25223196a04165227e045198a7 is not running
= 1
$ docker exec ended true
! Error response from daemon: container 92d2a91c2d3bb4cc06fb1f5aa28e045dba727a16f46178c8a4fd4562edd1e610 is not running
= 1
$ docker exec froze true
! Error response from daemon: Container froze is paused, unpause the container before exec
= 1
$ docker exec up
! docker: 'docker exec' requires at least 2 arguments
!
! Usage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]
!
! See 'docker exec --help' for more information
= 1
$ docker commit zz
! Error response from daemon: No such container: zz
= 1
$ docker commit zz x:y:z
! invalid reference format
= 1
$ docker commit up A
! invalid reference format: repository name (library/A) must be lowercase
= 1
$ docker export zz
! Error response from daemon: No such container: zz
= 1
$ docker export zz >/dev/null
! Error response from daemon: No such container: zz
= 1
$ docker export -o /nope/x zz
! failed to export container: invalid output path: stat /nope: no such file or directory
= 1
$ docker export -o /nope/x up
! failed to export container: invalid output path: stat /nope: no such file or directory
= 1
$ docker cp zz:/etc .
! Error response from daemon: No such container: zz
= 1
$ docker cp up:/nope .
! Error response from daemon: Could not find the file /nope in container up
= 1
$ docker cp zz /etc
! must specify at least one container source
= 1
$ docker cp /nope up:/
! lstat //nope: no such file or directory
= 1
$ docker inspect zz
| []
! Error: No such object: zz
= 1
$ docker inspect zz yy
| []
! Error: No such object: zz
! Error: No such object: yy
= 1
$ docker inspect -f '{{.Name}}' zz up yy
| /up
! Error: No such object: zz
! Error: No such object: yy
= 1
$ docker container inspect zz
| []
! Error response from daemon: No such container: zz
= 1
$ docker container inspect -f '{{.Name}}' zz up yy
| /up
! Error response from daemon: No such container: zz
! Error response from daemon: No such container: yy
= 1
$ docker stats --no-stream zz
! Error response from daemon: No such container: zz
= 1
$ docker stats --no-stream --format '{{.Name}}' up zz
! Error response from daemon: No such container: zz
= 1
$ docker kill ''
! invalid container name or ID: value is empty
= 1
$ docker stop ''
! invalid container name or ID: value is empty
= 1
$ docker start ''
! invalid container name or ID: value is empty
! Error: failed to start containers: 
= 1
$ docker restart ''
! invalid container name or ID: value is empty
= 1
$ docker pause ''
! invalid container name or ID: value is empty
= 1
$ docker unpause ''
! invalid container name or ID: value is empty
= 1
$ docker rm ''
! container name cannot be empty
= 1
$ docker wait ''
! invalid container name or ID: value is empty
= 1
$ docker rename '' ''
! Error: Neither old nor new names may be empty
= 1
$ docker update -m 9m ''
! invalid container name or ID: value is empty
= 1
$ docker top ''
! invalid container name or ID: value is empty
= 1
$ docker logs ''
! invalid container name or ID: value is empty
= 1
$ docker port ''
! invalid container name or ID: value is empty
= 1
$ docker diff ''
! invalid container name or ID: value is empty
= 1
$ docker attach ''
! invalid container name or ID: value is empty
= 1
$ docker exec '' true
! invalid container name or ID: value is empty
= 1
$ docker commit ''
! invalid container name or ID: value is empty
= 1
$ docker export ''
! invalid container name or ID: value is empty
= 1
$ docker inspect ''
| []
! invalid container name or ID: value is empty
= 1
$ docker container inspect ''
| []
! invalid container name or ID: value is empty
= 1
$ docker kill 'a b'
! Error response from daemon: cannot kill container: a b: No such container: a b
= 1
$ docker stop a/b
! Error response from daemon: No such container: a/b
= 1
$ docker start 'a b'
! Error response from daemon: No such container: a b
! Error: failed to start containers: a b
= 1
$ docker rm -f a/b
! Error response from daemon: No such container: a/b
$ docker logs a/b
! Error response from daemon: No such container: a/b
= 1
$ docker ps -a --format '{{.Names}} {{.State}}'
| froze paused
| ended exited
| up running
| made created
