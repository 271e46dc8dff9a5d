$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker run -d --name h1 --health-cmd 'sleep 5' --health-timeout 1s --health-interval 1s --health-retries 1 busybox sleep 60 >/dev/null
$ docker run -d --name h2 --health-cmd 'echo out; echo err >&2; printf tail; sleep 5' --health-timeout 1500ms --health-interval 1s --health-retries 2 busybox sleep 60 >/dev/null
$ sleep 4
$ for h in h1 h2; do docker inspect -f '{{.State.Health.Status}} {{(index .State.Health.Log 0).ExitCode}} {{json (index .State.Health.Log 0).Output}}' $h; done
| unhealthy -1 "Health check exceeded timeout (1s)"
| unhealthy -1 "Health check exceeded timeout (1.5s): out\ntailerr\n"
$ docker rm -f h1 h2 >/dev/null
