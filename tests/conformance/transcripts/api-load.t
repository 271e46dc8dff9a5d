$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker create --name c1 busybox sleep 1000 | wc -c
| 65
$ api POST '/containers/c1/start?detachKeys=bad-key'
|
| 204
$ api POST '/containers/c1/start?detachKeys=ctrl-x'
|
| 304
$ api GET '/images/json?digests=maybe' | grep -c busybox
| 1
$ api GET '/images/json?manifests=1' | grep -c Manifests
| 0
= 1
$ api GET '/images/busybox/json?manifests=1' | grep -c Manifests
| 0
= 1
$ imp() { curl -s -X POST --unix-socket /var/run/docker.sock "http://localhost/v1.51/images/create?$1" -w '%{http_code}\n' | tr -d '\r' | sed -E 's/sha256:[0-9a-f]{64}/sha256:S/'; }
$ imp 'fromSrc=http://127.0.0.1:9/x.tar'
| {"message":"Get \"http://127.0.0.1:9/x.tar\": dial tcp 127.0.0.1:9: connect: connection refused"}
| 500
$ imp 'fromSrc=127.0.0.1:9/x.tar'
| {"message":"Get \"http://127.0.0.1:9/x.tar\": dial tcp 127.0.0.1:9: connect: connection refused"}
| 500
$ imp 'fromSrc=ftp://127.0.0.1/x.tar'
| {"message":"Get \"ftp://127.0.0.1/x.tar\": unsupported protocol scheme \"ftp\""}
| 500
$ imp 'fromSrc=http://127.0.0.1:9/x.tar&repo=BAD'
| {"message":"invalid reference format: repository name (library/BAD) must be lowercase"}
| 400
$ imp 'fromSrc=http://127.0.0.1:9/x.tar&repo=x&tag=b/d'
| {"message":"invalid tag format"}
| 400
$ imp 'fromSrc=http://127.0.0.1:9/x.tar&changes=BOGUS'
| {"message":"Get \"http://127.0.0.1:9/x.tar\": dial tcp 127.0.0.1:9: connect: connection refused"}
| 500
$ imp 'fromSrc=http://127.0.0.1:9/x.tar&platform=bogus'
| {"message":"\"bogus\": unknown operating system or architecture: invalid argument"}
| 400
$ imp 'fromSrc=http://127.0.0.1:5555/nope'
| {"message":"failed to GET http://127.0.0.1:5555/nope with status 404 Not Found: 404 page not found"}
| 404
$ docker import http://127.0.0.1:9/x.tar im:1
! Error response from daemon: Get "http://127.0.0.1:9/x.tar": dial tcp 127.0.0.1:9: connect: connection refused
= 1
$ api GET /debug
| {"message":"page not found"}
|
| 404
$ api GET /debug/
| {"message":"page not found"}
|
| 404
$ api GET /debug/pprof
| {"message":"page not found"}
|
| 404
$ api GET /debug/vars/
| {"message":"page not found"}
|
| 404
$ api POST /debug/vars
| {"message":"page not found"}
|
| 404
$ api PUT /debug/pprof/
| {"message":"page not found"}
|
| 404
$ mkdir -p d; echo hi > d/f; tar cf d.tar -C d f; printf 'FROM busybox\nCOPY d/f /f\nLABEL z=1 a=2 m=3\n' > Dockerfile; docker build -q -t lab . | cut -c1-7
| sha256:
$ api GET '/images/json?filters=%7B%22label%22%3A%5B%22z%22%5D%7D' | grep -o '"Labels":[^}]*}'
| "Labels":{"a":"2","m":"3","z":"1"}
$ docker run -d --name c2 -l z=1 -l a=2 -l m=3 busybox sleep 1000 | wc -c
| 65
$ api GET '/containers/json?filters=%7B%22label%22%3A%5B%22z%22%5D%7D' | grep -o '"Labels":[^}]*}'
| "Labels":{"a":"2","m":"3","z":"1"}
$ api GET /containers/c2/json | grep -o '"Labels":[^}]*}'
| "Labels":{"a":"2","m":"3","z":"1"}
$ docker network create --label z=1 --label a=2 -o com.docker.network.bridge.name=zz -o com.docker.network.bridge.enable_icc=true n1 | wc -c
| 65
$ api GET /networks/n1 | grep -oE '"(Labels|Options)":\{[^}]*}'
| "Options":{}
| "Options":{"com.docker.network.bridge.enable_icc":"true","com.docker.network.bridge.name":"zz"}
| "Labels":{"a":"2","z":"1"}
$ api GET '/networks?filters=%7B%22name%22%3A%5B%22n1%22%5D%7D' | grep -oE '"(Labels|Options)":\{[^}]*}'
| "Options":{}
| "Options":{"com.docker.network.bridge.enable_icc":"true","com.docker.network.bridge.name":"zz"}
| "Labels":{"a":"2","z":"1"}
$ docker volume create --label z=1 --label a=2 v1
| v1
$ api GET '/volumes?filters=%7B%22name%22%3A%5B%22v1%22%5D%7D' | grep -oE '"(Labels|Options)":\{[^}]*}'
| "Labels":{"a":"2","z":"1"}
$ api GET '/system/df?type=volume' | grep -oE '"(Labels|UsageData)":\{[^}]*}'
| "Labels":{"a":"2","z":"1"}
| "UsageData":{"RefCount":0,"Size":0}
$ api GET '/system/df?type=build-cache' | grep -oE '" ?Parents":|"Type":"regular"' | sort | uniq -c | sed 's/^ *[0-9]* //'
| " Parents":
| "Type":"regular"
$ for v in 1.24 1.41 1.45 1.49 1.51; do curl -s --unix-socket /var/run/docker.sock http://localhost/v$v/images/lab/json | grep -oE '"Config":\{.*' | grep -oE '"[A-Z][A-Za-z]*":' | tr -d '\n'; echo; done
| "Config":"AttachStderr":"AttachStdin":"AttachStdout":"Cmd":"Domainname":"Entrypoint":"Env":"Hostname":"Image":"Labels":"OnBuild":"OpenStdin":"StdinOnce":"Tty":"User":"Volumes":"WorkingDir":
| "Config":"AttachStderr":"AttachStdin":"AttachStdout":"Cmd":"Domainname":"Entrypoint":"Env":"Hostname":"Image":"Labels":"OnBuild":"OpenStdin":"StdinOnce":"Tty":"User":"Volumes":"WorkingDir":
| "Config":"AttachStderr":"AttachStdin":"AttachStdout":"Cmd":"Domainname":"Entrypoint":"Env":"Hostname":"Image":"Labels":"OnBuild":"OpenStdin":"StdinOnce":"Tty":"User":"Volumes":"WorkingDir":
| "Config":"AttachStderr":"AttachStdin":"AttachStdout":"Cmd":"Domainname":"Entrypoint":"Env":"Hostname":"Image":"Labels":"OnBuild":"OpenStdin":"StdinOnce":"Tty":"User":"Volumes":"WorkingDir":
| "Config":"Cmd":"Entrypoint":"Env":"Labels":"OnBuild":"User":"Volumes":"WorkingDir":
$ printf 'FROM busybox\nHEALTHCHECK --interval=3s --retries=2 CMD true\nONBUILD RUN true\nSTOPSIGNAL 9\nSHELL ["/bin/sh","-c"]\nEXPOSE 80\nVOLUME /v\n' > Dockerfile; docker build -q -t full . | cut -c1-7
| sha256:
$ for v in 1.41 1.49 1.51; do curl -s --unix-socket /var/run/docker.sock http://localhost/v$v/images/full/json | grep -oE '"Config":\{.*' | grep -oE '"[A-Z][A-Za-z]*":' | tr -d '\n'; echo; done
| "Config":"AttachStderr":"AttachStdin":"AttachStdout":"Cmd":"Domainname":"Entrypoint":"Env":"ExposedPorts":"Healthcheck":"Interval":"Retries":"Test":"Hostname":"Image":"Labels":"OnBuild":"OpenStdin":"Shell":"StdinOnce":"StopSignal":"Tty":"User":"Volumes":"WorkingDir":
| "Config":"AttachStderr":"AttachStdin":"AttachStdout":"Cmd":"Domainname":"Entrypoint":"Env":"ExposedPorts":"Healthcheck":"Interval":"Retries":"Test":"Hostname":"Image":"Labels":"OnBuild":"OpenStdin":"Shell":"StdinOnce":"StopSignal":"Tty":"User":"Volumes":"WorkingDir":
| "Config":"Cmd":"Entrypoint":"Env":"ExposedPorts":"Healthcheck":"Interval":"Retries":"Test":"Labels":"OnBuild":"Shell":"StopSignal":"User":"Volumes":"WorkingDir":
$ for v in 1.24 1.41 1.47 1.49; do curl -s --unix-socket /var/run/docker.sock http://localhost/v$v/info | grep -oE '"(Plugins|Swarm)":\{[^}]*}' | grep -oE '"[A-Z][A-Za-z]*":' | tr -d '\n'; echo; done
| "Plugins":"Authorization":"Log":"Network":"Volume":"Swarm":"ControlAvailable":"Error":"LocalNodeState":"NodeAddr":"NodeID":"RemoteManagers":
| "Plugins":"Authorization":"Log":"Network":"Volume":"Swarm":"ControlAvailable":"Error":"LocalNodeState":"NodeAddr":"NodeID":"RemoteManagers":
| "Plugins":"Authorization":"Log":"Network":"Volume":"Swarm":"ControlAvailable":"Error":"LocalNodeState":"NodeAddr":"NodeID":"RemoteManagers":
| "Plugins":"Authorization":"Log":"Network":"Volume":"Swarm":"ControlAvailable":"Error":"LocalNodeState":"NodeAddr":"NodeID":"RemoteManagers":
$ ld() { curl -s -X POST --unix-socket /var/run/docker.sock -H 'Content-Type: application/x-tar' "http://localhost/v1.51/images/load?$1" --data-binary @$2 -w '%{http_code}\n' | tr -d '\r' | sed -E 's/sha256:[0-9a-f]{64}/sha256:S/; s/"(current|total)":[0-9]+/"\1":N/g; s/"progress":"[^"]*"/"progress":"P"/; s/[0-9a-f]{12}/ID/g' | uniq; }
$ docker save -o lab.tar lab; docker rmi lab | wc -l
| 2
$ ld quiet=0 lab.tar
| {"stream":"Loaded image: lab:latest\n"}
| 200
$ docker rmi lab | wc -l
| 2
$ ld quiet=1 lab.tar
| {"stream":"Loaded image: lab:latest\n"}
| 200
$ ld quiet=no lab.tar
| {"stream":"Loaded image: lab:latest\n"}
| 200
$ ld '' lab.tar
| {"stream":"Loaded image: lab:latest\n"}
| 200
$ docker rmi lab | wc -l
| 2
$ ld quiet=bogus lab.tar
| {"stream":"Loaded image: lab:latest\n"}
| 200
$ docker rm -f c1 c2
| c1
| c2
