$ docker pull -q busybox
| docker.io/library/busybox:latest
$ mkdir o && cd o
$ printf 'services:\n  w: {image: busybox, command: sleep 60, init: true, volumes: [/data], environment: {D: file, E: keep}}\n' > compose.yaml
$ docker compose run -d --name one w sleep 60 2>/dev/null | wc -c
| 65
$ docker compose run --name two w true 2>/dev/null
$ docker compose ps --format '{{.Name}} {{.State}}'
$ docker compose ps -a --format '{{.Name}} {{.State}}'
| one running
| two exited
$ docker compose up -d 2>&1 | grep orphan | sed 's/.*Found/Found/'
| Found orphan containers ([two]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up."
$ docker compose ps -q | wc -l
| 1
$ docker compose ls
| NAME                STATUS              CONFIG FILES
| o                   running(2)          /root/lab/o/compose.yaml
$ docker compose ls --format json | grep -o 'running([0-9])'
| running(2)
$ docker compose top | grep -c sleep
| 4
$ docker exec o-w-1 touch /data/kept
$ docker compose up -d -V 2>/dev/null; docker exec o-w-1 ls /data
$ docker compose up -d --force-recreate -t 0 2>/dev/null; docker exec o-w-1 ls /data
$ docker compose up -d --force-recreate -V -t 0 2>/dev/null; docker exec o-w-1 ls /data
$ docker compose up -d --remove-orphans 2>/dev/null; docker ps -a --format '{{.Names}}' | sort
| o-w-1
| one
$ printf 'D=envfile\nE=envfile\nF=envfile\n' > r.env
$ D=host docker compose run --rm -e D -e E w env 2>/dev/null | grep -E '^[DEF]='
| D=host
| E=keep
$ docker compose run --rm -e D -e X w env 2>/dev/null | grep -E '^[DEX]='
| D=file
| E=keep
$ docker compose run --rm -e D= -e E=x=y w env 2>/dev/null | grep -E '^[DE]='
| D=
| E=x=y
$ docker compose run --rm --env-from-file r.env -e F=flag w env 2>/dev/null | grep -E '^[DEF]='
| D=envfile
| E=envfile
| F=flag
$ docker compose down -t 0 2>&1 | sort
|  Container o-w-1  Removed
|  Container o-w-1  Removing
|  Container o-w-1  Stopped
|  Container o-w-1  Stopping
|  Network o_default  Removing
|  Network o_default  Resource is still in use
$ docker ps -a --format '{{.Names}}' | sort
| one
$ cd ..
