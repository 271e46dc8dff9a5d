$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker create --name c1 busybox sleep 100 | wc -c
| 65
$ for r in /info /version /events /system/df /containers/json /images/json /volumes /networks /images/search /plugins; do printf '%s ' $r; api DELETE $r | tr '\n' ' '; echo; done
| /info {"message":"page not found"}  404 
| /version {"message":"page not found"}  404 
| /events {"message":"page not found"}  404 
| /system/df {"message":"page not found"}  404 
| /containers/json {"message":"No such container: json"}  404 
| /images/json {"message":"No such image: json:latest"}  404 
| /volumes {"message":"page not found"}  404 
| /networks {"message":"page not found"}  404 
| /images/search {"message":"No such image: search:latest"}  404 
| /plugins {"message":"page not found"}  404 
$ for r in /containers/create /containers/prune /images/create /images/prune /images/load /networks/create /networks/prune /volumes/prune /build /build/prune /commit /auth /session /grpc; do printf '%s ' $r; api GET $r | tr '\n' ' '; echo; done
| /containers/create {"message":"page not found"}  404 
| /containers/prune {"message":"page not found"}  404 
| /images/create {"message":"page not found"}  404 
| /images/prune {"message":"page not found"}  404 
| /images/load {"message":"page not found"}  404 
| /networks/create {"message":"network create not found"}  404 
| /networks/prune {"message":"network prune not found"}  404 
| /volumes/prune {"message":"get prune: no such volume"}  404 
| /build {"message":"page not found"}  404 
| /build/prune {"message":"page not found"}  404 
| /commit {"message":"page not found"}  404 
| /auth {"message":"page not found"}  404 
| /session {"message":"page not found"}  404 
| /grpc {"message":"page not found"}  404 
$ for r in start stop restart kill pause unpause rename wait resize attach exec update; do printf '%s ' $r; api GET /containers/c1/$r | tr '\n' ' '; echo; done
| start {"message":"page not found"}  404 
| stop {"message":"page not found"}  404 
| restart {"message":"page not found"}  404 
| kill {"message":"page not found"}  404 
| pause {"message":"page not found"}  404 
| unpause {"message":"page not found"}  404 
| rename {"message":"page not found"}  404 
| wait {"message":"page not found"}  404 
| resize {"message":"page not found"}  404 
| attach {"message":"page not found"}  404 
| exec {"message":"page not found"}  404 
| update {"message":"page not found"}  404 
$ for r in start stop restart kill pause unpause rename wait resize attach exec update; do printf '%s ' $r; api POST /containers/nosuch/$r | tr '\n' ' '; echo; done
| start {"message":"No such container: nosuch"}  404 
| stop {"message":"No such container: nosuch"}  404 
| restart {"message":"No such container: nosuch"}  404 
| kill {"message":"cannot kill container: nosuch: No such container: nosuch"}  404 
| pause {"message":"No such container: nosuch"}  404 
| unpause {"message":"No such container: nosuch"}  404 
| rename {"message":"Neither old nor new names may be empty"}  400 
| wait {"message":"No such container: nosuch"}  404 
| resize {"message":"invalid resize height \"\": invalid syntax"}  400 
| attach No such container: nosuch
|   404 
| exec {"message":"No exec command specified"}  400 
| update {"message":"No such container: nosuch"}  404 
$ for r in json top logs changes export stats archive attach/ws; do printf '%s ' $r; api GET /containers/nosuch/$r | tr '\n' ' '; echo; done
| json {"message":"No such container: nosuch"}  404 
| top {"message":"No such container: nosuch"}  404 
| logs {"message":"Bad parameters: you must choose at least one stream"}  400 
| changes {"message":"No such container: nosuch"}  404 
| export {"message":"No such container: nosuch"}  404 
| stats {"message":"No such container: nosuch"}  404 
| archive {"message":"bad parameter: pathcannot be empty"}  400 
| attach/ws {"message":"No such container: nosuch"}  404 
$ for r in json top logs changes export stats archive; do printf '%s ' $r; api POST /containers/c1/$r | tr '\n' ' '; echo; done
| json {"message":"page not found"}  404 
| top {"message":"page not found"}  404 
| logs {"message":"page not found"}  404 
| changes {"message":"page not found"}  404 
| export {"message":"page not found"}  404 
| stats {"message":"page not found"}  404 
| archive {"message":"page not found"}  404 
$ for r in json history get; do printf '%s ' $r; api GET /images/nosuch/$r | tr '\n' ' '; echo; done
| json {"message":"No such image: nosuch:latest"}  404 
| history {"message":"No such image: nosuch:latest"}  404 
| get {"message":"No such image: nosuch"}  404 
$ for r in push tag; do printf '%s ' $r; api POST /images/nosuch/$r | tr '\n' ' '; echo; done
| push {"status":"The push refers to repository [docker.io/library/nosuch]"}
|  {"errorDetail":{"message":"An image does not exist locally with the tag: nosuch"},"error":"An image does not exist locally with the tag: nosuch"}
|   200 
| tag  200 
$ for r in start resize; do printf '%s ' $r; api POST /exec/nosuch/$r | tr '\n' ' '; echo; done
| start {"message":"No such exec instance: nosuch"}  404 
| resize {"message":"invalid resize height \"\": invalid syntax"}  400 
$ for r in connect disconnect; do printf '%s ' $r; api POST /networks/nosuch/$r | tr '\n' ' '; echo; done
| connect {"message":"invalid name or ID supplied: \"\""}  400 
| disconnect {"message":"invalid name or ID supplied: \"\""}  400 
$ for r in swarm nodes services tasks secrets configs swarm/unlockkey; do printf '%s ' $r; api GET /$r | tr '\n' ' '; echo; done
| swarm {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| nodes {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| services {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| tasks {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| secrets {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| configs {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| swarm/unlockkey {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
$ for r in nodes services tasks secrets configs; do printf '%s ' $r; api GET /$r/nosuch | tr '\n' ' '; echo; done
| nodes {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| services {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| tasks {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| secrets {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| configs {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
$ for r in nodes services secrets configs; do printf '%s ' $r; api DELETE /$r/nosuch | tr '\n' ' '; echo; done
| nodes {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| services {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| secrets {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| configs {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
$ for r in services secrets configs; do printf '%s ' $r; post /$r/create '{}' | tr '\n' ' '; echo; done
| services {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| secrets {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| configs {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
$ for r in swarm nodes/x services/x secrets/x configs/x; do printf '%s ' $r; post /$r/update '{}' | tr '\n' ' '; echo; done
| swarm {"message":"invalid swarm version '': strconv.ParseUint: parsing \"\": invalid syntax"}  400 
| nodes/x {"message":"invalid node version '': strconv.ParseUint: parsing \"\": invalid syntax"}  400 
| services/x {"message":"invalid service version '': strconv.ParseUint: parsing \"\": invalid syntax"}  400 
| secrets/x {"message":"invalid secret version"}  400 
| configs/x {"message":"invalid config version"}  400 
$ for r in swarm nodes/x services/x secrets/x configs/x; do printf '%s ' $r; post "/$r/update?version=1" '{}' | tr '\n' ' '; echo; done
| swarm {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| nodes/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| services/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| secrets/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| configs/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
$ api GET /services/x/logs
| {"message":"Bad parameters: you must choose at least one stream"}
|
| 500
$ api GET '/services/x/logs?stdout=1'
| {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
|
| 503
$ api GET /tasks/x/logs
| {"message":"Bad parameters: you must choose at least one stream"}
|
| 500
$ api POST /swarm/leave
| {"message":"This node is not part of a swarm"}
|
| 503
$ api POST /swarm/unlock
| {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
|
| 503
$ post /swarm/unlock '{}'
| {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
|
| 503
$ post /swarm/join '{}'
| {"message":"invalid ListenAddr \"\": invalid empty address"}
|
| 400
$ post /swarm/init 'x'
| {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}
|
| 400
$ api GET /plugins
| []
|
| 200
$ api GET /plugins/nosuch/json
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ api GET '/plugins?filters=bad'
| {"message":"invalid filter"}
|
| 400
$ api GET '/plugins?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api GET /plugins/privileges
| {"message":"invalid reference format"}
|
| 500
$ api DELETE /plugins/nosuch
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ api POST /plugins/nosuch/enable
| {"message":"strconv.Atoi: parsing \"\": invalid syntax"}
|
| 500
$ api POST '/plugins/nosuch/enable?timeout=0'
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ api POST /plugins/nosuch/disable
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ api POST /plugins/nosuch/push
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ api POST /plugins/nosuch/set
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ post /plugins/nosuch/set '["A=1"]'
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ api POST /plugins/nosuch/upgrade
| {"message":"invalid reference format"}
|
| 500
$ api POST '/plugins/nosuch/upgrade?remote=x' | tail -1
| 404
$ api POST /plugins/create
| {"message":"failed to parse reference : invalid reference format"}
|
| 500
$ api POST '/plugins/create?name=x'
| {"message":"config not found"}
|
| 500
$ api POST /plugins/pull
| {"message":"invalid reference format"}
|
| 500
$ api GET /containers/c1/checkpoints
| {"message":"This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it."}
|
| 501
$ api POST /containers/c1/checkpoints
| {"message":"This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it."}
|
| 501
$ api DELETE /containers/c1/checkpoints/x
| {"message":"This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it."}
|
| 501
$ api POST /session
| {"message":"no upgrade proto in request"}
|
| 400
$ api POST /grpc
| {"message":"no upgrade proto in request"}
|
| 500
$ api POST /build/cancel
| {"message":"build ID not provided"}
|
| 400
$ api POST '/build/cancel?id=x'
|
| 200
$ api POST /build/prune
| {"CachesDeleted":null,"SpaceReclaimed":0}
|
| 200
$ api POST '/build/prune?filters=bad'
| {"message":"invalid filter"}
|
| 400
$ api POST '/build/prune?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"failed to prune build cache: invalid filter 'bogus'"}
|
| 400
$ api POST '/build/prune?keep-storage=x'
| {"message":"keep-storage is in bytes and expects an integer, got x: strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 400
$ api POST '/build/prune?all=1'
| {"CachesDeleted":null,"SpaceReclaimed":0}
|
| 200
$ api POST '/build?remote=http://127.0.0.1:1/x' | tail -1
| 500
$ api POST '/build?t=UPPER'
| {"message":"invalid reference format: repository name (library/UPPER) must be lowercase"}
|
| 500
$ api POST '/build?version=7' | tail -1
| 400
$ api POST '/build?buildargs=x'
| {"message":"error reading build args: invalid character 'x' looking for beginning of value"}
|
| 400
$ api POST '/build?labels=x'
| {"message":"error reading labels: invalid character 'x' looking for beginning of value"}
|
| 400
$ api POST '/build?ulimits=x'
| {"message":"error reading ulimit settings: invalid character 'x' looking for beginning of value"}
|
| 400
$ api POST '/build?cachefrom=x'
| {"message":"error reading cache-from: invalid character 'x' looking for beginning of value"}
|
| 400
$ api POST '/build?platform=a/b/c/d/e'
| {"message":"Cannot locate specified Dockerfile: Dockerfile"}
|
| 500
$ api HEAD '/containers/c1/archive' -I | tail -1
| 400
$ curl -s -I --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/c1/archive?path=/nosuch' | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Content-Length: 62
|
$ curl -s -I --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/nosuch/archive?path=/' | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Content-Length: 40
|
$ api GET '/containers/c1/archive'
| {"message":"bad parameter: pathcannot be empty"}
|
| 400
$ api GET '/containers/c1/archive?path='
| {"message":"bad parameter: pathcannot be empty"}
|
| 400
$ api GET '/containers/c1/archive?path=/nosuch'
| {"message":"Could not find the file /nosuch in container c1"}
|
| 404
$ api PUT '/containers/c1/archive'
| {"message":"bad parameter: pathcannot be empty"}
|
| 400
$ api PUT '/containers/c1/archive?path=/nosuch'
| {"message":"Could not find the file /nosuch in container c1"}
|
| 404
$ api PUT '/containers/c1/archive?path=/bin/busybox'
| {"message":"extraction point is not a directory"}
|
| 400
$ api PUT '/containers/c1/archive?path=/tmp' --data-binary notatar
|
| 200
$ api PUT '/containers/nosuch/archive?path=/'
| {"message":"No such container: nosuch"}
|
| 404
$ api PUT '/containers/c1/archive?path=/tmp&noOverwriteDirNonDir=1'
|
| 200
$ api PATCH /info
| {"message":"page not found"}
|
| 404
$ api GET /containers
| {"message":"page not found"}
|
| 404
$ api GET /images
| {"message":"page not found"}
|
| 404
$ api GET /containers/c1
| {"message":"page not found"}
|
| 404
$ api GET /images/busybox
| {"message":"page not found"}
|
| 404
$ api GET /exec
| {"message":"page not found"}
|
| 404
$ api GET /exec/x
| {"message":"page not found"}
|
| 404
$ api POST /containers/c1
| {"message":"page not found"}
|
| 404
$ api DELETE /containers/
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ api DELETE /networks/
| {"message":"network  is ambiguous (4 matches found based on ID prefix)"}
|
| 400
$ api DELETE '/images/'
| {"message":"image name cannot be blank"}
|
| 400
$ api GET /CONTAINERS/json
| {"message":"page not found"}
|
| 404
