# what `up` in the foreground stops at its end: what was named, and all where nothing was named
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ mkdir q && cd q
$ printf 'services:\n  a:\n    image: busybox\n    init: true\n    stop_grace_period: 1s\n    command: sh -c "echo a1; sleep 900"\n  b:\n    image: busybox\n    command: sh -c "sleep 1; echo b1; sleep 1; exit 3"\n    depends_on: [a]\n' > compose.yaml
$ docker compose up --abort-on-container-exit b 2>&1 | sed '/Creat/d' | sort
|
|
| [Kb-1 exited with code 3
| [31m[1mAborting on container exit...[0m
|  Container q-b-1  Stopped
|  Container q-b-1  Stopping
| Attaching to b-1
| b-1  | b1
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a running
| b exited
$ docker compose up --attach-dependencies --abort-on-container-failure b 2>&1 | sort
|
|
| [Kb-1 exited with code 3
| [31m[1mAborting on container exit...[0m
|  Container q-a-1  Running
|  Container q-b-1  Stopped
|  Container q-b-1  Stopping
| Attaching to a-1, b-1
| b-1  | b1
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a running
| b exited
$ docker compose up --exit-code-from b b 2>&1 | sort
|
|
| [Kb-1 exited with code 3
| [31m[1mAborting on container exit...[0m
|  Container q-a-1  Running
|  Container q-b-1  Stopped
|  Container q-b-1  Stopping
| Attaching to b-1
| b-1  | b1
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a running
| b exited
$ docker compose up --exit-code-from b b a 2>&1 | sort
|
|
| [Ka-1 exited with code 143
|
| [Kb-1 exited with code 3
| [31m[1mAborting on container exit...[0m
|  Container q-a-1  Running
|  Container q-a-1  Stopped
|  Container q-a-1  Stopping
|  Container q-b-1  Stopped
|  Container q-b-1  Stopping
| Attaching to a-1, b-1
| b-1  | b1
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a exited
| b exited
$ docker compose up --attach b --abort-on-container-exit 2>&1 | sort
|
|
| [Kb-1 exited with code 3
| [31m[1mAborting on container exit...[0m
|  Container q-a-1  Stopped
|  Container q-a-1  Stopping
|  Container q-b-1  Stopped
|  Container q-b-1  Stopping
| Attaching to b-1
| b-1  | b1
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a exited
| b exited
$ timeout -s INT 5 docker compose up --attach-dependencies a 2>&1 | sort
|
|  Container q-a-1  Stopped
|  Container q-a-1  Stopping
| Attaching to a-1
| Gracefully Stopping... press Ctrl+C again to force
| a-1  | a1
$ docker compose ps -a --format '{{.Service}} {{.State}}'
| a exited
| b exited
$ sed -i 's/exit 3/sleep 900/' compose.yaml
$ timeout -s INT 5 docker compose up b >/dev/null 2>&1; docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
| a running 0
| b exited 137
$ timeout -s INT 5 docker compose up >/dev/null 2>&1; docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
| a exited 143
| b exited 137
$ docker compose down -t 0 2>/dev/null
$ printf 'services:\n  t:\n    image: busybox\n    command: sh -c "trap \\"echo bye; exit 4\\" TERM; echo hi; sleep 900 & wait"\n' > compose.yaml
$ timeout -s INT 5 docker compose up 2>&1 | sort
|
|  Container q-t-1  Created
|  Container q-t-1  Creating
|  Container q-t-1  Stopped
|  Container q-t-1  Stopping
|  Network q_default  Created
|  Network q_default  Creating
| Attaching to t-1
| Gracefully Stopping... press Ctrl+C again to force
| t-1  | hi
$ docker compose logs --no-log-prefix
| hi
| bye
$ docker compose ps -a --format '{{.Service}} {{.State}} {{.ExitCode}}'
| t exited 4
$ docker compose down -t 0 2>/dev/null; cd ..
