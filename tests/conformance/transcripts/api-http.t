$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker run -d --name c1 busybox sleep 1000 | wc -c
| 65
$ hd -X HEAD -I http://localhost/v1.51/version
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
$ hd -I http://localhost/v1.51/containers/json
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
$ hd -I http://localhost/nosuch
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
$ hd -X OPTIONS http://localhost/v1.51/containers/json
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 0
|
$ hd -X OPTIONS http://localhost/nosuch
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 0
|
$ hd -X OPTIONS http://localhost/
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 0
|
$ hd http://localhost/
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd http://localhost/v1.51
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd http://localhost/v1.51/
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd http://localhost//containers/json
| HTTP/1.1 301 Moved Permanently
| Location: /containers/json
| Date: D
| Content-Length: 0
|
$ hd http://localhost/v1.51/containers//json
| HTTP/1.1 301 Moved Permanently
| Location: /v1.51/containers/json
| Date: D
| Content-Length: 0
|
$ hd http://localhost/v1.51/containers/../version --path-as-is
| HTTP/1.1 301 Moved Permanently
| Location: /v1.51/version
| Date: D
| Content-Length: 0
|
$ hd http://localhost/v1.51/containers/json/
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd http://localhost/v1.51/containers/c1
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd -X PATCH http://localhost/v1.51/containers/c1/json
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd -X BOGUS http://localhost/v1.51/info
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd -X PUT http://localhost/v1.51/containers/create
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd -X DELETE http://localhost/v1.51/containers/
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 48
|
| {"message":"invalid name or ID supplied: \"\""}
$ hd -X DELETE http://localhost/v1.51/containers/a/b
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 37
|
| {"message":"No such container: a/b"}
$ hd -X DELETE http://localhost/v1.51/images/
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 41
|
| {"message":"image name cannot be blank"}
$ hd -X DELETE http://localhost/v1.51/images/a/b/c
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 42
|
| {"message":"No such image: a/b/c:latest"}
$ hd -X DELETE http://localhost/v1.51/volumes/
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 34
|
| {"message":"get: no such volume"}
$ hd -X DELETE http://localhost/v1.51/volumes/nosuch
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 41
|
| {"message":"get nosuch: no such volume"}
$ hd http://localhost/v1.51/volumes/a/b
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 38
|
| {"message":"get a/b: no such volume"}
$ hd http://localhost/v1.51/networks/a/b
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 36
|
| {"message":"network a/b not found"}
$ hd http://localhost/v1.51/exec//json
| HTTP/1.1 301 Moved Permanently
| Location: /v1.51/exec/json
| Date: D
| Content-Length: 0
|
$ hd -X POST http://localhost/v1.51/containers/c1/start
| HTTP/1.1 304 Not Modified
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
|
$ hd -X POST http://localhost/v1.51/containers/nosuch/start
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 40
|
| {"message":"No such container: nosuch"}
$ hd -X POST -H 'Content-Type: text/plain' -d '{}' http://localhost/v1.51/containers/create
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 87
|
| {"message":"unsupported Content-Type header (text/plain): must be 'application/json'"}
$ hd -X POST -H 'Content-Type: application/json' -d '{"Image":"busybox"}' 'http://localhost/v1.51/containers/create?name=c2' | sed -E 's/[0-9a-f]{64}/ID/'
| HTTP/1.1 201 Created
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 88
|
| {"Id":"ID","Warnings":[]}
$ hd -X DELETE http://localhost/v1.51/containers/c2
| HTTP/1.1 204 No Content
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
|
$ hd -X POST http://localhost/v1.51/containers/c1/kill?signal=0
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 59
|
| {"message":"cannot kill container: c1: invalid signal: 0"}
$ hd -X POST http://localhost/v1.51/containers/c1/stop?t=0
| HTTP/1.1 204 No Content
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
|
$ hd -X POST http://localhost/v1.51/containers/c1/stop
| HTTP/1.1 304 Not Modified
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
|
$ hd -X POST http://localhost/v1.51/containers/c1/start
| HTTP/1.1 204 No Content
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
|
$ hd -X POST http://localhost/v1.51/containers/c1/wait?condition=x
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 39
|
| {"message":"invalid condition: \"x\""}
$ hd http://localhost/v1.51/containers/c1/top?ps_args=-o%20comm | tail -1
| {"message":"Couldn't find PID field in ps output"}
$ hd 'http://localhost/v1.51/containers/c1/logs'
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 66
|
| {"message":"Bad parameters: you must choose at least one stream"}
$ hd 'http://localhost/v1.51/containers/c1/logs?stdout=1'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/vnd.docker.multiplexed-stream
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Transfer-Encoding: chunked
|
$ hd 'http://localhost/v1.51/containers/c1/changes'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 5
|
| null
$ hd http://localhost/v1.51/_ping
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
|
| OK
\ no newline
$ hd http://localhost/_ping
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
|
| OK
\ no newline
$ hd -I http://localhost/_ping
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Content-Length: 0
| Content-Type: text/plain; charset=utf-8
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
|
$ hd -X POST http://localhost/_ping
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd http://localhost/v1.0/_ping
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: text/plain; charset=utf-8
| Ostype: linux
| Server: S
| X-Content-Type-Options: nosniff
| Date: D
| Content-Length: 116
|
| client version 1.0 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version
$ hd http://localhost/v1.99/_ping
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 84
|
| {"message":"client version 1.99 is too new. Maximum supported API version is 1.51"}
$ hd http://localhost/vbogus/_ping
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd http://localhost/v1/_ping
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: text/plain; charset=utf-8
| Ostype: linux
| Server: S
| X-Content-Type-Options: nosniff
| Date: D
| Content-Length: 114
|
| client version 1 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version
$ hd http://localhost/v1.51.0/_ping
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
|
| OK
\ no newline
$ hd -0 http://localhost/_ping
| HTTP/1.0 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
|
| OK
\ no newline
$ hd -H 'Connection: close' http://localhost/_ping
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
| Connection: close
|
| OK
\ no newline
$ hd -H 'Accept-Encoding: gzip' http://localhost/_ping
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
|
| OK
\ no newline
$ hd -H 'Host:' http://localhost/_ping
| HTTP/1.1 400 Bad Request: missing required Host header
| Content-Type: text/plain; charset=utf-8
| Connection: close
|
| 400 Bad Request: missing required Host header
\ no newline
$ hd -H 'Host: bad host' http://localhost/_ping
| HTTP/1.1 400 Bad Request: malformed Host header
| Content-Type: text/plain; charset=utf-8
| Connection: close
|
| 400 Bad Request: malformed Host header
\ no newline
$ hd -H 'Origin: http://x' http://localhost/_ping
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Server: S
| Swarm: inactive
| Date: D
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
|
| OK
\ no newline
$ hd -X POST http://localhost/v1.51/grpc
| HTTP/1.1 500 Internal Server Error
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 42
|
| {"message":"no upgrade proto in request"}
$ hd -X POST http://localhost/v1.51/session
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 42
|
| {"message":"no upgrade proto in request"}
$ hd http://localhost/v1.51/session
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Date: D
| Content-Length: 29
|
| {"message":"page not found"}
$ hd -X POST -H 'Connection: Upgrade' -H 'Upgrade: bogus' http://localhost/v1.51/grpc
| HTTP/1.1 500 Internal Server Error
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 43
|
| {"message":"protocol bogus not supported"}
$ hd -X POST -H 'Connection: Upgrade' -H 'Upgrade: bogus' http://localhost/v1.51/session
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 43
|
| {"message":"protocol bogus not supported"}
$ hd -X POST 'http://localhost/v1.51/auth' -H 'Content-Type: application/json' -d '{"username":"u","password":"p","serveraddress":"127.0.0.1:5555"}'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 48
|
| {"IdentityToken":"","Status":"Login Succeeded"}
$ hd -X POST 'http://localhost/v1.51/auth' -d '{"serveraddress":"127.0.0.1:5555"}'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 48
|
| {"IdentityToken":"","Status":"Login Succeeded"}
$ hd -X POST 'http://localhost/v1.51/auth' -d '{"serveraddress":"127.0.0.1:1"}'
| HTTP/1.1 500 Internal Server Error
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 96
|
| {"message":"Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused"}
$ hd -X POST 'http://localhost/v1.51/auth' -d 'x'
| HTTP/1.1 500 Internal Server Error
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 67
|
| {"message":"invalid character 'x' looking for beginning of value"}
$ hd -X POST 'http://localhost/v1.51/auth' -d ''
| HTTP/1.1 500 Internal Server Error
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 18
|
| {"message":"EOF"}
$ hd -X POST 'http://localhost/v1.51/auth' -d '[]'
| HTTP/1.1 500 Internal Server Error
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 85
|
| {"message":"json: cannot unmarshal array into Go value of type registry.AuthConfig"}
$ hd http://localhost/metrics | head -1
| HTTP/1.1 404 Not Found
$ hd 'http://localhost/v1.51/containers/c1/json?size=%zz' | head -1
| HTTP/1.1 200 OK
$ hd 'http://localhost/v1.51/containers/%zz/json'
| HTTP/1.1 400 Bad Request
| Content-Type: text/plain; charset=utf-8
| Connection: close
|
| 400 Bad Request
\ no newline
$ hd 'http://localhost/v1.51/containers/c1%2Fx/json'
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 38
|
| {"message":"No such container: c1/x"}
$ hd 'http://localhost/v1.51/containers/c%31/changes'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 5
|
| null
$ hd 'http://localhost/v1.51/containers/json?all=1;limit=1' | head -1
| HTTP/1.1 400 Bad Request
$ hd 'http://localhost/v1.51/containers/json?limit=%' | head -1
| HTTP/1.1 400 Bad Request
$ hd 'http://localhost/v1.51/images/a b/json' | head -1
$ hd 'http://localhost/v1.51/images/%20/json'
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 39
|
| {"message":"invalid reference format"}
$ hd http://localhost/v1.51/images/busybox:latest/get -o /dev/null; echo $?
| 0
$ hd -X POST http://localhost/v1.51/build/cancel
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 36
|
| {"message":"build ID not provided"}
$ hd -X POST 'http://localhost/v1.51/build/cancel?id=x'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 0
|
$ hd -X POST http://localhost/v1.51/build/prune
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 42
|
| {"CachesDeleted":null,"SpaceReclaimed":0}
$ hd -X POST http://localhost/v1.51/containers/prune | sed -E 's/[0-9a-f]{64}/ID/'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 46
|
| {"ContainersDeleted":null,"SpaceReclaimed":0}
$ hd 'http://localhost/v1.51/events?until=1'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Transfer-Encoding: chunked
|
$ docker rm -f c1
| c1
