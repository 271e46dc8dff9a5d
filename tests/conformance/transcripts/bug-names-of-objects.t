# names that mean something to a programming language are names like any other
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker constructor
! docker: unknown command: docker constructor
!
! Run 'docker --help' for more information
= 1
$ docker container toString
! docker: unknown command: docker container toString
!
! Usage:  docker container
!
! Run 'docker container --help' for more information
= 1
$ docker image __proto__
! docker: unknown command: docker image __proto__
!
! Usage:  docker image
!
! Run 'docker image --help' for more information
= 1
$ docker volume hasOwnProperty
! docker: unknown command: docker volume hasOwnProperty
!
! Usage:  docker volume COMMAND
!
! Run 'docker volume --help' for more information
= 1
$ docker network constructor x
! docker: unknown command: docker network constructor
!
! Usage:  docker network
!
! Run 'docker network --help' for more information
= 1
$ docker help constructor
! unknown help topic: constructor
= 1
$ docker run -d --name constructor --network-alias x busybox sleep 1000 2>&1 | tail -3
| docker: network-scoped aliases are only supported for user-defined networks
|
| Run 'docker run --help' for more information
$ docker rm -f constructor; docker network create toString >/dev/null; docker run -d --name constructor --network toString --network-alias valueOf --network-alias __proto__ -l hasOwnProperty=1 -l constructor -e toString=t -e constructor=c -e __proto__=p -e hasOwnProperty busybox sleep 1000 >/dev/null
! Error response from daemon: No such container: constructor
$ docker ps --format '{{.Names}} {{.Networks}} {{.Labels}}'
| constructor toString constructor=,hasOwnProperty=1
$ docker ps --format '{{.Label "constructor"}}|{{.Label "hasOwnProperty"}}|{{.Label "toString"}}|{{.Label "__proto__"}}|'
| |1|||
$ docker ps --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker ps --filter toString=1
! Error response from daemon: invalid filter 'tostring'
= 1
$ docker ps --filter __proto__=1
! Error response from daemon: invalid filter '__proto__'
= 1
$ docker ps --filter label=constructor --format '{{.Names}}'
| constructor
$ docker ps --filter label=toString --format '{{.Names}}'
$ docker ps --filter label=__proto__ --format '{{.Names}}'
$ docker ps --filter status=constructor
! Error response from daemon: invalid filter 'status=constructor': invalid value for state (constructor): must be one of created, running, paused, restarting, removing, exited, dead
= 1
$ docker ps --filter health=constructor
! Error response from daemon: invalid filter 'health=constructor': invalid value for health (constructor): must be one of none, starting, healthy, unhealthy
= 1
$ docker ps --filter network=toString --format '{{.Names}}'
| constructor
$ docker ps --filter network=valueOf --format '{{.Names}}'
$ docker ps --filter volume=constructor --format '{{.Names}}'
$ docker ps --filter ancestor=constructor --format '{{.Names}}'
$ docker ps --format '{{.constructor}}'
! failed to execute template: template: :1:2: executing "" at <.constructor>: can't evaluate field constructor in type *formatter.ContainerContext
= 1
$ docker ps --format '{{.toString}}'
! failed to execute template: template: :1:2: executing "" at <.toString>: can't evaluate field toString in type *formatter.ContainerContext
= 1
$ docker ps --format '{{.__proto__}}'
! failed to execute template: template: :1:2: executing "" at <.__proto__>: can't evaluate field __proto__ in type *formatter.ContainerContext
= 1
$ docker ps --format '{{constructor}}'
! failed to parse template: template: :1: function "constructor" not defined
= 1
$ docker ps --format '{{toString .}}'
! failed to parse template: template: :1: function "toString" not defined
= 1
$ docker ps --format '{{json .constructor}}'
! failed to execute template: template: :1:7: executing "" at <.constructor>: can't evaluate field constructor in type *formatter.ContainerContext
= 1
$ docker images --format '{{.constructor}}'
! template parsing error: template: :1:2: executing "" at <.constructor>: can't evaluate field constructor in type *formatter.imageContext
= 1
$ docker inspect -f '{{.constructor}}' constructor
|
! template parsing error: template: :1:2: executing "" at <.constructor>: map has no entry for key "constructor"
= 1
$ docker inspect -f '{{.Config.constructor}}' constructor
|
! template parsing error: template: :1:9: executing "" at <.Config.constructor>: map has no entry for key "constructor"
= 1
$ docker inspect -f '{{.Config.Labels.constructor}}|{{.Config.Labels.toString}}|{{.Config.Labels.hasOwnProperty}}' constructor
| |<no value>|1
$ docker inspect -f '{{index .Config.Labels "constructor"}}|{{index .Config.Labels "toString"}}|{{index .Config.Labels "__proto__"}}' constructor
| ||
$ docker inspect -f '{{.NetworkSettings.Networks.toString.Aliases}} {{.NetworkSettings.Networks.valueOf}}' constructor
| [valueOf __proto__] <no value>
$ docker exec constructor env | grep -E '^(toString|constructor|__proto__|hasOwnProperty|valueOf)' | sort
| __proto__=p
| constructor=c
| toString=t
$ docker exec constructor sh -c 'echo [$toString] [$constructor] [$__proto__] [$hasOwnProperty] [$valueOf] [$isPrototypeOf]'
| [t] [c] [p] [] [] []
$ docker run --rm --network toString busybox nslookup -type=a constructor 2>/dev/null | grep -c Address
| 2
$ docker run --rm --network toString busybox ping -c1 -w1 valueOf | head -1 | sed 's/(.*//'
| PING valueOf 
$ docker run --rm --network toString busybox ping -c1 -w1 hasOwnProperty
! ping: bad address 'hasOwnProperty'
= 1
$ docker network inspect constructor
| []
! Error response from daemon: network constructor not found
= 1
$ docker network inspect -f '{{.Name}}' toString
| toString
$ docker network inspect -f '{{.constructor}}' toString
|
! template parsing error: template: :1:2: executing "" at <.constructor>: map has no entry for key "constructor"
= 1
$ docker network create --driver constructor x1
! Error response from daemon: plugin "constructor" not found
= 1
$ docker network create -o constructor=1 --label toString=2 __proto__; docker network inspect -f '{{json .Options}} {{json .Labels}}' __proto__
| 05ea7f57325d7bd4989a9463716f2374bd141617fb66a16599a822cdea140814
| {"constructor":"1"} {"toString":"2"}
$ docker network ls --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker network ls --filter driver=constructor -q
$ docker network connect --alias hasOwnProperty __proto__ constructor; docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{end}}' constructor
| __proto__ toString 
$ docker network disconnect __proto__ constructor; docker network rm __proto__
| __proto__
$ docker volume create constructor; docker volume create __proto__; docker volume create toString
| constructor
| toString
! Error response from daemon: create __proto__: "__proto__" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path
$ docker volume ls -q
| constructor
| toString
$ docker volume create --driver constructor vol
! Error response from daemon: create vol: error looking up volume plugin constructor: plugin "constructor" not found
= 1
$ docker volume create --opt constructor=1 vol
! Error response from daemon: create vol: invalid option: "constructor"
= 1
$ docker volume create --label constructor --label __proto__=x vol; docker volume inspect -f '{{json .Labels}}' vol
| vol
| {"__proto__":"x","constructor":""}
$ docker volume ls --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker volume ls --filter label=toString -q
$ docker run --rm -v constructor:/a -v __proto__:/b busybox sh -c 'echo 1 > /a/toString; echo 2 > /b/constructor; ls /a /b'
! docker: Error response from daemon: create __proto__: "__proto__" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -v constructor:/a busybox cat /a/toString /a/constructor
! cat: can't open '/a/toString': No such file or directory
! cat: can't open '/a/constructor': No such file or directory
= 1
$ docker run --rm --log-driver constructor busybox true
! docker: Error response from daemon: error looking up logging plugin constructor: plugin "constructor" not found
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --log-driver toString busybox true
! docker: Error response from daemon: error looking up logging plugin toString: plugin "toString" not found
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --log-opt constructor=1 busybox true
! docker: Error response from daemon: unknown log opt 'constructor' for json-file log driver
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --log-opt toString=1 busybox true
! docker: Error response from daemon: unknown log opt 'toString' for json-file log driver
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --restart constructor busybox true
! docker: conflicting options: cannot specify both --restart and --rm
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --ulimit constructor=1 busybox true
! invalid argument "constructor=1" for "--ulimit" flag: invalid ulimit type: constructor
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --cap-add constructor busybox true
! docker: Error response from daemon: invalid CapAdd: unknown capability: "CAP_CONSTRUCTOR"
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --ipc constructor busybox true
! docker: Error response from daemon: invalid IPC mode: constructor
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --pid constructor busybox true
! docker: --pid: invalid PID mode
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --uts constructor busybox true
! docker: --uts: invalid UTS mode
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --userns constructor busybox true
! docker: --userns: invalid USER mode
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --cgroupns constructor busybox true
! docker: --cgroupns: invalid CGROUP mode
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --isolation constructor busybox true
! docker: Error response from daemon: invalid isolation (constructor): linux only supports 'default'
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --runtime constructor busybox true
! docker: Error response from daemon: unknown or invalid runtime name: constructor
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --security-opt constructor busybox true
! docker: Invalid --security-opt: "constructor"
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --pull constructor busybox true
! docker: invalid pull option: 'constructor': must be one of "always", "missing" or "never"
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --mount type=constructor,dst=/x busybox true
! docker: Error response from daemon: invalid mount config for type "constructor": mount type unknown
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --mount constructor=1 busybox true
! invalid argument "constructor=1" for "--mount" flag: unexpected key 'constructor' in 'constructor=1'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --mount toString busybox true
! invalid argument "toString" for "--mount" flag: invalid field 'toString' must be a key=value pair
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --network constructor=1 busybox true
! invalid argument "constructor=1" for "--network" flag: invalid field key constructor
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --gpus constructor busybox true
! invalid argument "constructor" for "--gpus" flag: invalid count (constructor): value must be either "all" or an integer: invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -p constructor:80 busybox true
! docker: Invalid hostPort: constructor
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -v a:/x:constructor busybox true
! docker: Error response from daemon: invalid mode: constructor
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --tmpfs /x:constructor busybox true
! docker: Error response from daemon: invalid tmpfs option "constructor"
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --constructor busybox true
! unknown flag: --constructor
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --sysctl constructor=1 busybox true
! invalid argument "constructor=1" for "--sysctl" flag: sysctl 'constructor=1' is not allowed
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -u constructor busybox true
! docker: Error response from daemon: unable to find user constructor: no matching entries in passwd file
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm busybox constructor
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "constructor": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm busybox toString
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "toString": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm --entrypoint __proto__ busybox
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "__proto__": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm --stop-signal constructor busybox true
! docker: Error response from daemon: invalid signal: constructor
!
! Run 'docker run --help' for more information
= 125
$ docker kill -s constructor constructor
! Error response from daemon: cannot kill container: constructor: invalid signal: constructor
= 1
$ docker kill -s toString constructor
! Error response from daemon: cannot kill container: constructor: invalid signal: toString
= 1
$ docker events --filter type=constructor --since 1s --until 0s
$ docker top constructor -o constructor
! Error response from daemon: ps: error: unknown user-defined format specifier "constructor"
= 1
$ docker top constructor -o pid,toString
! Error response from daemon: ps: error: unknown user-defined format specifier "toString"
= 1
$ docker update --restart constructor constructor
! Error response from daemon: invalid restart policy: unknown policy 'constructor'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'
= 1
$ docker system df --format '{{.constructor}}'
! template parsing error: template: :1:2: executing "" at <.constructor>: can't evaluate field constructor in type *formatter.diskUsageImagesContext
= 1
$ docker info --format '{{.constructor}}'
|
! template: :1:2: executing "" at <.constructor>: can't evaluate field constructor in type system.dockerInfo
= 1
$ docker context create constructor --docker host=unix:///var/run/docker.sock
| constructor
! Successfully created context "constructor"
$ docker context inspect -f '{{.Name}}' constructor
| constructor
$ docker context inspect toString
| []
! context "toString": context not found: open /root/.docker/contexts/meta/bbb522f7e532f10d2d79413a98bdec613444b049a3c98639fb17831d712a2ca2/meta.json: no such file or directory
= 1
$ docker context use toString
! context "toString": context not found: open /root/.docker/contexts/meta/bbb522f7e532f10d2d79413a98bdec613444b049a3c98639fb17831d712a2ca2/meta.json: no such file or directory
= 1
$ docker context create x1 --docker constructor=1
! unable to create docker endpoint config: unrecognized config key: constructor
= 1
$ docker --context toString ps
! Failed to initialize: unable to resolve docker endpoint: context "toString": context not found: open /root/.docker/contexts/meta/bbb522f7e532f10d2d79413a98bdec613444b049a3c98639fb17831d712a2ca2/meta.json: no such file or directory
= 1
$ docker context rm constructor
| constructor
$ docker --log-level constructor ps
! Unable to parse logging level: constructor
= 1
$ docker tag busybox constructor; docker tag busybox tostring:hasOwnProperty; docker images --format '{{.Repository}}:{{.Tag}}' | sort
| busybox:latest
| constructor:latest
| tostring:hasOwnProperty
$ docker tag busybox toString
! Error parsing reference: "toString" is not a valid repository/tag: invalid reference format: repository name (library/toString) must be lowercase
= 1
$ docker tag busybox busybox:__proto__; docker run --rm busybox:__proto__ echo ok
| ok
$ docker run --rm busybox:constructor true >/dev/null 2>&1; echo $?
| 125
$ docker rmi constructor:toString
! Error response from daemon: No such image: constructor:toString
= 1
$ docker inspect hasOwnProperty
| []
! Error: No such object: hasOwnProperty
= 1
$ docker inspect --type constructor constructor
! unknown type: "constructor": must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"
= 1
$ docker rm toString
! Error response from daemon: No such container: toString
= 1
$ docker stop valueOf
! Error response from daemon: No such container: valueOf
= 1
$ docker logs __proto__
! Error response from daemon: No such container: __proto__
= 1
$ docker cp constructor:/constructor .
! Error response from daemon: Could not find the file /constructor in container constructor
= 1
$ docker cp constructor:/etc/hostname toString && ls
| toString
$ docker rename constructor __proto__
! Error response from daemon: Error when allocating new name: Invalid container name (/__proto__), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed
! Error: failed to rename container named constructor
= 1
$ docker rename constructor hasOwnProperty; docker ps --format '{{.Names}}'
| hasOwnProperty
$ docker run --rm --volumes-from constructor busybox true
! docker: Error response from daemon: No such container: constructor
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --network container:constructor busybox true
! docker: Error response from daemon: joining network namespace of container: No such container: constructor
!
! Run 'docker run --help' for more information
= 125
$ docker search --filter constructor=1 x
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker image prune -f --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker container prune -f --filter toString=1
! Error response from daemon: invalid filter 'tostring'
= 1
$ docker system prune -f --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker builder prune -f --filter constructor=1
| Total:	0B
$ docker images --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker images --filter dangling=constructor
! Error response from daemon: invalid filter 'dangling=[constructor]'
= 1
$ docker volume prune -f --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
$ docker network prune -f --filter constructor=1
! Error response from daemon: invalid filter 'constructor'
= 1
