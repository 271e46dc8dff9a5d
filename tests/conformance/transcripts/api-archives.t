$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker run -d --name c1 busybox sh -c 'mkdir /d; echo abc > /d/f; ln -s f /d/l; ln -s /nosuch /d/b; sleep 1000' 2>/dev/null | wc -c
| 65
$ sleep 1
$ st() { curl -s -I --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/c1/archive?path=$1" | tr -d '\r' | grep -i path-stat | cut -d' ' -f2 | base64 -d | sed -E 's/"mtime":"[^"]*"/"mtime":"M"/; s/"size":[0-9]+/"size":N/'; echo; }
$ ar() { curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/c1/archive?path=$1" | tar tf - | sort; }
$ st /d
| {"name":"d","size":N,"mode":2147484141,"mtime":"M","linkTarget":""}
$ st /d/
| {"name":"d","size":N,"mode":2147484141,"mtime":"M","linkTarget":""}
$ st /d/f
| {"name":"f","size":N,"mode":420,"mtime":"M","linkTarget":""}
$ st d/f
| {"name":"f","size":N,"mode":420,"mtime":"M","linkTarget":""}
$ st /d/l
| {"name":"l","size":N,"mode":134218239,"mtime":"M","linkTarget":"/d/f"}
$ st /d/b
| {"name":"b","size":N,"mode":134218239,"mtime":"M","linkTarget":"/nosuch"}
$ st /d/.
| {"name":".","size":N,"mode":2147484141,"mtime":"M","linkTarget":""}
$ st /d/..
| {"name":"..","size":N,"mode":2147484141,"mtime":"M","linkTarget":""}
$ st /
| {"name":"/","size":N,"mode":2147484141,"mtime":"M","linkTarget":""}
$ st /nosuch
|
$ st /d/f/x
|
$ st /etc/hosts
| {"name":"hosts","size":N,"mode":420,"mtime":"M","linkTarget":""}
$ st /dev/null
|
$ st /proc
| {"name":"proc","size":N,"mode":2147484141,"mtime":"M","linkTarget":""}
$ hd -I 'http://localhost/v1.51/containers/c1/archive?path=/d/f' | sed -E 's/^(X-Docker-Container-Path-Stat): .*/\1: H/I'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| X-Docker-Container-Path-Stat: H
| Date: D
|
$ hd -I 'http://localhost/v1.51/containers/c1/archive?path=/nosuch'
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 62
|
$ hd -I 'http://localhost/v1.51/containers/c1/archive?path='
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 49
|
$ hd -I 'http://localhost/v1.51/containers/c1/archive'
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 49
|
$ hd -I 'http://localhost/v1.51/containers/nosuch/archive?path=/d'
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Length: 40
|
$ ar /d
| d/
| d/b
| d/f
| d/l
$ ar /d/
| d/
| d/b
| d/f
| d/l
$ ar /d/.
| ./
| ./b
| ./f
| ./l
$ ar /d/f
| f
$ ar /d/l
| l
$ ar d
| d/
| d/b
| d/f
| d/l
$ ar /d/b
| b
$ api GET '/containers/c1/archive?path=/nosuch'
| {"message":"Could not find the file /nosuch in container c1"}
|
| 404
$ api GET '/containers/c1/archive?path=/d/f/'
| {"message":"lstat /d/f/: not a directory"}
|
| 500
$ api GET '/containers/c1/archive?path='
| {"message":"bad parameter: pathcannot be empty"}
|
| 400
$ api GET '/containers/c1/archive'
| {"message":"bad parameter: pathcannot be empty"}
|
| 400
$ api GET '/containers/nosuch/archive?path=/'
| {"message":"No such container: nosuch"}
|
| 404
$ hd 'http://localhost/v1.51/containers/c1/archive?path=/d/f' | tr -d '\000' | grep -a -E '^(HTTP|[A-Z][A-Za-z-]+:)' | sed -E 's/^(X-Docker-Container-Path-Stat): .*/\1: H/I'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/x-tar
| Docker-Experimental: false
| Ostype: linux
| Server: S
| X-Docker-Container-Path-Stat: H
| Date: D
| Content-Length: 2048
$ mkdir in; echo new > in/new; tar cf in.tar -C in new
$ pu() { q=$1; shift; api PUT "/containers/c1/archive?$q" "$@"; }
$ pu path=/d --data-binary @in.tar
|
| 200
$ pu path=/d -H 'Content-Type: application/x-tar' --data-binary @in.tar
|
| 200
$ docker exec c1 cat /d/new
| new
$ pu path=/nosuch --data-binary @in.tar
| {"message":"Could not find the file /nosuch in container c1"}
|
| 404
$ pu path=/d/f --data-binary @in.tar
| {"message":"extraction point is not a directory"}
|
| 400
$ pu path= --data-binary @in.tar
| {"message":"bad parameter: pathcannot be empty"}
|
| 400
$ api PUT /containers/c1/archive --data-binary @in.tar
| {"message":"bad parameter: pathcannot be empty"}
|
| 400
$ pu path=/d --data-binary notatar
|
| 200
$ pu path=/d
|
| 200
$ pu path=/d -d ''
|
| 200
$ pu 'path=/proc' --data-binary @in.tar
|
| 200
$ mkdir in2; mkdir in2/f; tar cf in2.tar -C in2 f
$ pu 'path=/d&noOverwriteDirNonDir=1' --data-binary @in2.tar
|
| 200
$ pu 'path=/d&noOverwriteDirNonDir=false' --data-binary @in2.tar
|
| 200
$ docker exec c1 ls -F /d
| b@
| f
| l@
| new
$ pu 'path=/d&copyUIDGID=1' --data-binary @in.tar
|
| 200
$ pu 'path=/d' -X PUT -H 'Transfer-Encoding: chunked' --data-binary @in.tar
|
| 200
$ api POST '/containers/c1/archive?path=/d'
| {"message":"page not found"}
|
| 404
$ docker run -d --name ro --read-only busybox sleep 1000 | wc -c
| 65
$ api PUT '/containers/ro/archive?path=/tmp' --data-binary @in.tar
| {"message":"container rootfs is marked read-only"}
|
| 400
$ api GET '/containers/c1/changes'
| [{"Path":"/d","Kind":1},{"Path":"/d/b","Kind":1},{"Path":"/d/f","Kind":1},{"Path":"/d/l","Kind":1},{"Path":"/d/new","Kind":1}]
|
| 200
$ api GET '/containers/ro/changes'
| null
|
| 200
$ api GET '/containers/nosuch/changes'
| {"message":"No such container: nosuch"}
|
| 404
$ docker create --name cr busybox true | wc -c
| 65
$ api PUT '/containers/cr/archive?path=/tmp' --data-binary @in.tar
|
| 200
$ api GET '/containers/cr/changes'
| null
|
| 200
$ hd http://localhost/v1.51/containers/cr/export | tr -d '\000' | grep -a -E '^(HTTP|[A-Z][A-Za-z-]+:)' | head -7
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Server: S
| Date: D
| Content-Type: application/octet-stream
$ curl -s --unix-socket /var/run/docker.sock http://localhost/v1.51/containers/cr/export | tar tf - | grep -E '^(tmp|\.dockerenv|etc/(hosts|hostname|resolv.conf)|dev/?|proc/?|sys/?)' | sort
| .dockerenv
| dev/
| dev/console
| dev/pts/
| dev/shm/
| etc/hostname
| etc/hosts
| etc/resolv.conf
| proc/
| sys/
| tmp/
$ api GET /containers/nosuch/export
| {"message":"No such container: nosuch"}
|
| 404
$ api POST /containers/cr/export
| {"message":"page not found"}
|
| 404
$ docker rm -f c1 ro cr
| c1
| ro
| cr
$ api GET '/containers/c1/archive?path=/'
| {"message":"No such container: c1"}
|
| 404
