$ docker pull -q busybox
| docker.io/library/busybox:latest
$ mkdir p && cd p
$ printf 'services:\n  a:\n    image: busybox\n    init: true\n    stop_grace_period: 1s\n    command: sh -c "echo a1; sleep 30"\n  b:\n    image: busybox\n    command: sh -c "sleep 1; echo b1; sleep 1; exit 3"\n    depends_on: [a]\n' > compose.yaml
$ docker compose up b 2>/dev/null
| Attaching to b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a running
| b exited
$ docker compose up --attach-dependencies b 2>/dev/null
| Attaching to a-1, b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
$ docker compose up --attach b 2>/dev/null
| Attaching to b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
$ docker compose up --no-attach a 2>/dev/null
| Attaching to b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
$ docker compose up --no-attach b b 2>/dev/null
| Attaching to a-1, b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
$ docker compose up --abort-on-container-exit b 2>/dev/null
| Attaching to b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
= 3
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a exited
| b exited
$ docker compose up --exit-code-from b 2>/dev/null | sort
|
| [Ka-1 exited with code 143
|
| [Kb-1 exited with code 3
| Attaching to a-1, b-1
| a-1  | a1
| b-1  | b1
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a exited
| b exited
$ docker compose up --exit-code-from b b 2>/dev/null
| Attaching to b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
= 3
$ docker compose up --abort-on-container-failure b 2>/dev/null
| Attaching to b-1
| b-1  | b1
|
| [Kb-1 exited with code 3
= 3
$ docker compose up --attach a --attach-dependencies 2>&1
| cannot combine --attach and --attach-dependencies
= 1
$ docker compose down -t 0 2>/dev/null; cd ..
