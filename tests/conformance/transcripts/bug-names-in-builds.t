# names that mean something to a programming language, in a build
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ printf 'FROM busybox AS constructor\nARG toString=arg\nENV hasOwnProperty=$toString\nRUN echo $hasOwnProperty > /f\nFROM busybox\nCOPY --from=constructor /f /g\nRUN cat /g\n' > Dockerfile; docker build -q -t built . >/dev/null; docker run --rm built cat /g
| arg
$ docker build -q -t built --target constructor . >/dev/null; docker run --rm built sh -c 'echo $hasOwnProperty'
| arg
$ docker build --target toString . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: target stage "toString" could not be found
$ docker build -q --build-arg toString=given -t built . >/dev/null; docker run --rm built cat /g
| given
$ docker build -q --build-arg constructor=given . 2>&1 >/dev/null | tail -2
$ printf 'FROM busybox\nARG x\nRUN echo [$constructor] [$toString] [$__proto__] [${hasOwnProperty:-none}] [${x:-none}] > /f\nENV A=${constructor} B=${toString:-d} C=${__proto__:+set} D=$valueOf\n' > Dockerfile; docker build -q -t built . >/dev/null; docker run --rm built sh -c 'cat /f; echo $A $B $C $D'
| [] [] [] [none] [none]
| d
$ printf 'FROM busybox\nCOPY --from=toString /f /g\n' > Dockerfile; docker build . 2>&1 | grep -E 'ERROR: failed' | cut -c1-60
| ERROR: failed to build: failed to solve: failed to parse sta
$ printf 'FROM busybox\nconstructor x\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown instruction: constructor
$ printf 'FROM busybox\nTOSTRING x\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown instruction: TOSTRING
$ printf 'FROM busybox\nRUN --constructor=1 true\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown flag: --constructor
$ printf 'FROM busybox\nRUN --mount=type=constructor true\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: unsupported mount type "constructor"
$ printf 'FROM busybox\nRUN --mount=constructor=1 true\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: unexpected key 'constructor' in 'constructor=1'
$ printf 'FROM busybox\nRUN --network=constructor true\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: dockerfile parse error on line 2: invalid network mode "constructor"
$ printf 'FROM busybox\nCOPY --constructor=1 Dockerfile /\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: dockerfile parse error on line 2: unknown flag: --constructor
$ printf 'FROM busybox\nLABEL constructor=1 toString=2 __proto__=3\nENV constructor=1 __proto__=3\nEXPOSE constructor\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: invalid containerPort: constructor
$ printf 'FROM busybox\nLABEL constructor=1 toString=2 __proto__=3\nENV constructor=1 __proto__=3\n' > Dockerfile; docker build -q -t built . >/dev/null; docker inspect -f '{{json .Config.Labels}} {{json .Config.Env}}' built
| {"__proto__":"3","constructor":"1","toString":"2"} ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","constructor=1","__proto__=3"]
$ printf 'FROM busybox\nSTOPSIGNAL constructor\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: invalid signal: constructor
$ printf 'FROM busybox\nHEALTHCHECK constructor\n' > Dockerfile; docker build . 2>&1 | grep ERROR
| ERROR: failed to build: failed to solve: dockerfile parse error on line 2: Unknown type "CONSTRUCTOR" in HEALTHCHECK (try CMD)
$ printf 'FROM busybox\nONBUILD constructor\n' > Dockerfile; docker build . 2>&1 | grep ERROR
= 1
$ printf '# check=skip=constructor\nFROM busybox\n' > Dockerfile; docker build --check . 2>&1 | tail -1
| Check complete, no warnings found.
$ printf '# check=constructor=1\nFROM busybox\n' > Dockerfile; docker build --check . 2>&1 | grep ERROR
| ERROR: failed to parse check options: invalid check option "constructor"
$ printf 'FROM busybox AS toString\nFROM toString\nRUN echo stage > /s\n' > Dockerfile; docker build -q -t built . >/dev/null; docker run --rm built cat /s
! Dockerfile:2
! --------------------
!    1 |     FROM busybox AS toString
!    2 | >>> FROM toString
!    3 |     RUN echo stage > /s
!    4 |     
! --------------------
! ERROR: failed to build: failed to solve: failed to parse stage name "toString": invalid reference format: repository name (library/toString) must be lowercase
! cat: can't open '/s': No such file or directory
= 1
$ printf 'FROM busybox\nRUN --mount=type=secret,id=constructor cat /run/secrets/constructor > /s\n' > Dockerfile; echo secret > f; docker build -q --secret id=constructor,src=f -t built . >/dev/null; docker run --rm built cat /s
| secret
$ printf 'FROM busybox\nRUN --mount=type=secret,id=toString,required=true true\n' > Dockerfile; docker build . 2>&1 | grep 'ERROR: failed' | cut -c1-80
| ERROR: failed to build: failed to solve: secret toString: not found
$ docker build --output type=constructor . 2>&1 | tail -1
| ERROR: failed to build: failed to solve: exporter "constructor" could not be found
$ docker build --secret constructor=1 . 2>&1 | tail -1
| ERROR: unexpected key 'constructor' in 'constructor=1'
$ docker build --cache-to type=constructor . 2>&1 | tail -1
| Learn more at https://docs.docker.com/go/build-cache-backends/
$ docker build --constructor . 2>&1 | head -1
| unknown flag: --constructor
$ docker build --ulimit constructor=1 . 2>&1 | tail -1
| Run 'docker buildx build --help' for more information
$ docker buildx constructor 2>&1 | tail -1
| ERROR: unknown command: "constructor"
$ docker buildx toString 2>&1 | tail -1
| ERROR: unknown command: "toString"
$ docker commit --change 'constructor x' x 2>&1
| Error response from daemon: No such container: x
= 1
