$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ T0=$(date +%s); sleep 1
$ f() { printf '&filters='; printf '%s' "$1" | od -An -tx1 | tr -d '\n' | tr ' ' '%'; }
$ ev() { curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/events?since=$T0&until=$(date +%s)$1" | sed -E 's/[0-9a-f]{64}/ID/g; s/"time(Nano)?":[0-9]+/"time\1":N/g; s/"execDuration":"[0-9]+"/"execDuration":"D"/'; }
$ docker run -d --name e1 --label a=b busybox sleep 1000 | wc -c
| 65
$ docker exec e1 true; docker pause e1; docker unpause e1; docker rename e1 e2; docker update -m 64m --memory-swap 64m e2; docker cp /etc/hostname e2:/x 2>/dev/null; docker commit e2 im:1 | wc -c
| e1
| e1
| e2
| 72
$ docker kill -s USR1 e2; docker stop -t 0 e2; docker start e2; docker restart -t 0 e2; docker rm -f e2
| e2
| e2
| e2
| e2
| e2
$ sleep 1; ev '' | grep -o '"Type":"[a-z]*","Action":"[a-z_]*' | cut -d'"' -f4,8
| image"pull
| container"create
| network"connect
| container"start
| container"exec_create
| container"exec_start
| container"exec_die
| container"pause
| container"unpause
| container"rename
| container"update
| container"extract
| container"pause
| image"create
| image"tag
| container"commit
| container"unpause
| container"kill
| container"kill
| container"kill
| network"disconnect
| container"stop
| container"die
| network"connect
| container"start
| container"kill
| container"kill
| network"disconnect
| container"stop
| container"die
| network"connect
| container"start
| container"restart
| container"kill
| network"disconnect
| container"die
| container"destroy
$ ev "$(f '{"type":["container"],"event":["create","destroy"]}')"
| {"status":"create","id":"ID","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"destroy","id":"ID","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"event":["exec_create","exec_start","exec_die"]}')" | sed -E 's/"execID":"[^"]*"/"execID":"E"/'
| {"status":"exec_create: true ","id":"ID","from":"busybox","Type":"container","Action":"exec_create: true ","Actor":{"ID":"ID","Attributes":{"a":"b","execID":"E","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"exec_start: true ","id":"ID","from":"busybox","Type":"container","Action":"exec_start: true ","Actor":{"ID":"ID","Attributes":{"a":"b","execID":"E","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"exec_die","id":"ID","from":"busybox","Type":"container","Action":"exec_die","Actor":{"ID":"ID","Attributes":{"a":"b","execID":"E","exitCode":"0","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"event":["kill"]}')"
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"10"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"15"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"15"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"event":["die"]}')"
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"a":"b","execDuration":"D","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"a":"b","execDuration":"D","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"a":"b","execDuration":"D","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"event":["commit","copy","archive-path","extract-to-dir"]}')"
| {"status":"extract-to-dir","id":"ID","from":"busybox","Type":"container","Action":"extract-to-dir","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"commit","id":"ID","from":"busybox","Type":"container","Action":"commit","Actor":{"ID":"ID","Attributes":{"a":"b","comment":"","image":"busybox","imageID":"sha256:ID","imageRef":"im:1","name":"e2"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"event":["rename"]}')"
| {"status":"rename","id":"ID","from":"busybox","Type":"container","Action":"rename","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","oldName":"/e1"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"event":["update","resize"]}')"
| {"status":"update","id":"ID","from":"busybox","Type":"container","Action":"update","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"container":["e2"]}')" | wc -l
| 21
$ ev "$(f '{"container":["e1"]}')" | wc -l
| 7
$ ev "$(f '{"container":["nosuch"]}')"
$ ev "$(f '{"label":["a"]}')" | wc -l
| 30
$ ev "$(f '{"label":["a=b"],"event":["die"]}')" | wc -l
| 3
$ ev "$(f '{"label":["a=c"]}')"
$ ev "$(f '{"image":["busybox"],"event":["start"]}')" | wc -l
| 3
$ ev "$(f '{"image":["im:1"]}')"
| {"status":"tag","id":"sha256:ID","Type":"image","Action":"tag","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"im:1"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"type":["image"]}')"
| {"status":"pull","id":"busybox:latest","Type":"image","Action":"pull","Actor":{"ID":"busybox:latest","Attributes":{"name":"busybox"}},"scope":"local","time":N,"timeNano":N}
| {"status":"create","id":"sha256:ID","Type":"image","Action":"create","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"sha256:ID"}},"scope":"local","time":N,"timeNano":N}
| {"status":"tag","id":"sha256:ID","Type":"image","Action":"tag","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"im:1"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"type":["network"]}')" | head -2 | sed -E 's/"container":"[^"]*"/"container":"C"/'
| {"Type":"network","Action":"connect","Actor":{"ID":"ID","Attributes":{"container":"C","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"ID","Attributes":{"container":"C","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"type":["bogus"]}')"
$ ev "$(f '{"scope":["local"],"event":["start"]}')" | wc -l
| 3
$ ev "$(f '{"scope":["swarm"]}')"
$ ev "$(f '{"daemon":["x"]}')"
$ ev "$(f '{"bogus":["x"]}')"
| {"status":"pull","id":"busybox:latest","Type":"image","Action":"pull","Actor":{"ID":"busybox:latest","Attributes":{"name":"busybox"}},"scope":"local","time":N,"timeNano":N}
| {"status":"create","id":"ID","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"connect","Actor":{"ID":"ID","Attributes":{"container":"ID","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"status":"start","id":"ID","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"exec_create: true ","id":"ID","from":"busybox","Type":"container","Action":"exec_create: true ","Actor":{"ID":"ID","Attributes":{"a":"b","execID":"ID","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"exec_start: true ","id":"ID","from":"busybox","Type":"container","Action":"exec_start: true ","Actor":{"ID":"ID","Attributes":{"a":"b","execID":"ID","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"exec_die","id":"ID","from":"busybox","Type":"container","Action":"exec_die","Actor":{"ID":"ID","Attributes":{"a":"b","execID":"ID","exitCode":"0","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"pause","id":"ID","from":"busybox","Type":"container","Action":"pause","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"unpause","id":"ID","from":"busybox","Type":"container","Action":"unpause","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"rename","id":"ID","from":"busybox","Type":"container","Action":"rename","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","oldName":"/e1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"update","id":"ID","from":"busybox","Type":"container","Action":"update","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"extract-to-dir","id":"ID","from":"busybox","Type":"container","Action":"extract-to-dir","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"pause","id":"ID","from":"busybox","Type":"container","Action":"pause","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"create","id":"sha256:ID","Type":"image","Action":"create","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"sha256:ID"}},"scope":"local","time":N,"timeNano":N}
| {"status":"tag","id":"sha256:ID","Type":"image","Action":"tag","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"im:1"}},"scope":"local","time":N,"timeNano":N}
| {"status":"commit","id":"ID","from":"busybox","Type":"container","Action":"commit","Actor":{"ID":"ID","Attributes":{"a":"b","comment":"","image":"busybox","imageID":"sha256:ID","imageRef":"im:1","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"unpause","id":"ID","from":"busybox","Type":"container","Action":"unpause","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"10"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"15"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"ID","Attributes":{"container":"ID","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"status":"stop","id":"ID","from":"busybox","Type":"container","Action":"stop","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"a":"b","execDuration":"D","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"connect","Actor":{"ID":"ID","Attributes":{"container":"ID","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"status":"start","id":"ID","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"15"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"ID","Attributes":{"container":"ID","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"status":"stop","id":"ID","from":"busybox","Type":"container","Action":"stop","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"a":"b","execDuration":"D","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"connect","Actor":{"ID":"ID","Attributes":{"container":"ID","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"status":"start","id":"ID","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"restart","id":"ID","from":"busybox","Type":"container","Action":"restart","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"kill","id":"ID","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"ID","Attributes":{"container":"ID","name":"bridge","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"a":"b","execDuration":"D","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"destroy","id":"ID","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"ID","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"event":{"start":true}}')" | wc -l
| 3
$ ev "$(f '{"event":{"start":false}}')" | wc -l
| 0
$ ev '&filters=x'
| {"message":"invalid filter"}
$ ev '&filters=%5B%5D'
| {"message":"invalid filter"}
$ ev '&filters=%7B%22event%22%3A%22x%22%7D'
| {"message":"invalid filter"}
$ ev '&filters=%7B%7D' | wc -l
| 37
$ ev '&filters=' | wc -l
| 37
$ api GET '/events?since=x&until=1'
| {"message":"strconv.ParseInt: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/events?until=x'
| {"message":"strconv.ParseInt: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/events?since=5m&until=1'
| {"message":"strconv.ParseInt: parsing \"5m\": invalid syntax"}
|
| 500
$ api GET '/events?until=1'
|
| 200
$ api GET '/events?until=1.5'
|
| 200
$ api GET '/events?since=1.x&until=2'
| {"message":"strconv.ParseInt: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/events?since=3&until=2'
| {"message":"`since` time (3) cannot be after `until` time (2)"}
|
| 400
$ api GET '/events?since=2025-01-01&until=2'
| {"message":"strconv.ParseInt: parsing \"2025-01-01\": invalid syntax"}
|
| 500
$ docker volume create v1; docker network create n1 | wc -c; docker network rm n1; docker volume rm v1; docker volume create v2; docker volume prune -af | wc -l; docker network create n3 | wc -c; docker network prune -f | wc -l; docker image prune -f; docker container prune -f; docker rmi im:1 | wc -l; docker tag busybox bb:2; docker rmi bb:2
| v1
| 65
| n1
| v1
| v2
| 4
| 65
| 3
| Total reclaimed space: 0B
| Total reclaimed space: 0B
| 3
| Untagged: bb:2
$ sleep 1; ev "$(f '{"type":["volume","network","image","builder"],"event":["create","destroy","remove","prune","tag","untag","delete"]}')" | sed -E 's/"reclaimed":"[0-9]+"/"reclaimed":"R"/'
| {"status":"create","id":"sha256:ID","Type":"image","Action":"create","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"sha256:ID"}},"scope":"local","time":N,"timeNano":N}
| {"status":"tag","id":"sha256:ID","Type":"image","Action":"tag","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"im:1"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"volume","Action":"create","Actor":{"ID":"v1","Attributes":{"driver":"local"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"create","Actor":{"ID":"ID","Attributes":{"name":"n1","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"destroy","Actor":{"ID":"ID","Attributes":{"name":"n1","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"volume","Action":"destroy","Actor":{"ID":"v1","Attributes":{"driver":"local"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"volume","Action":"create","Actor":{"ID":"v2","Attributes":{"driver":"local"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"volume","Action":"destroy","Actor":{"ID":"v2","Attributes":{"driver":"local"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"volume","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"R"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"create","Actor":{"ID":"ID","Attributes":{"name":"n3","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"destroy","Actor":{"ID":"ID","Attributes":{"name":"n3","type":"bridge"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"network","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"R"}},"scope":"local","time":N,"timeNano":N}
| {"status":"prune","Type":"image","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"R"}},"scope":"local","time":N,"timeNano":N}
| {"status":"untag","id":"sha256:ID","Type":"image","Action":"untag","Actor":{"ID":"sha256:ID","Attributes":{"a":"b","name":"sha256:ID"}},"scope":"local","time":N,"timeNano":N}
| {"status":"delete","id":"sha256:ID","Type":"image","Action":"delete","Actor":{"ID":"sha256:ID","Attributes":{"name":"sha256:ID"}},"scope":"local","time":N,"timeNano":N}
| {"status":"tag","id":"sha256:ID","Type":"image","Action":"tag","Actor":{"ID":"sha256:ID","Attributes":{"name":"bb:2"}},"scope":"local","time":N,"timeNano":N}
| {"status":"untag","id":"sha256:ID","Type":"image","Action":"untag","Actor":{"ID":"sha256:ID","Attributes":{"name":"sha256:ID"}},"scope":"local","time":N,"timeNano":N}
$ ev "$(f '{"volume":["v1"]}')" | wc -l
| 2
$ ev "$(f '{"network":["n1"]}')" | wc -l
| 2
$ docker run --rm -v vv:/d --tmpfs /t busybox true
$ sleep 1; ev "$(f '{"type":["volume"],"event":["mount","unmount"]}')" | sed -E 's/"container":"[^"]*"/"container":"C"/'
| {"Type":"volume","Action":"mount","Actor":{"ID":"vv","Attributes":{"container":"C","destination":"/d","driver":"local","propagation":"","read/write":"true"}},"scope":"local","time":N,"timeNano":N}
| {"Type":"volume","Action":"unmount","Actor":{"ID":"vv","Attributes":{"container":"C","driver":"local"}},"scope":"local","time":N,"timeNano":N}
$ (sleep 1; docker volume create later >/dev/null) & curl -s --max-time 3 --unix-socket /var/run/docker.sock "http://localhost/v1.51/events?$(f '{"type":["volume"]}' | cut -c2-)" | sed -E 's/"time(Nano)?":[0-9]+/"time\1":N/g'; wait
| {"Type":"volume","Action":"create","Actor":{"ID":"later","Attributes":{"driver":"local"}},"scope":"local","time":N,"timeNano":N}
$ curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/events?until=$(($(date +%s)+2))" ; echo
| {"status":"create","id":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","Attributes":{"image":"busybox","name":"nifty_sammet"}},"scope":"local","time":1796127675,"timeNano":1796127675518941040}
| {"status":"attach","id":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","Attributes":{"image":"busybox","name":"nifty_sammet"}},"scope":"local","time":1796127675,"timeNano":1796127675523408998}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","name":"bridge","type":"bridge"}},"scope":"local","time":1796127675,"timeNano":1796127675847210590}
| {"status":"start","id":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","Attributes":{"image":"busybox","name":"nifty_sammet"}},"scope":"local","time":1796127675,"timeNano":1796127675901567988}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","name":"bridge","type":"bridge"}},"scope":"local","time":1796127677,"timeNano":1796127677063956902}
| {"status":"die","id":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","Attributes":{"execDuration":"1","exitCode":"0","image":"busybox","name":"nifty_sammet"}},"scope":"local","time":1796127677,"timeNano":1796127677067793638}
| {"status":"destroy","id":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"2dd7e84e72096d470932d2e10f6498a55b7f4dce7f7e82d1060a39e39ed28065","Attributes":{"image":"busybox","name":"nifty_sammet"}},"scope":"local","time":1796127677,"timeNano":1796127677074806953}
| {"status":"create","id":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","from":"debian","Type":"container","Action":"create","Actor":{"ID":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","Attributes":{"image":"debian","name":"infallible_hypatia"}},"scope":"local","time":1796127677,"timeNano":1796127677187282021}
| {"status":"attach","id":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","from":"debian","Type":"container","Action":"attach","Actor":{"ID":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","Attributes":{"image":"debian","name":"infallible_hypatia"}},"scope":"local","time":1796127677,"timeNano":1796127677191900012}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","name":"bridge","type":"bridge"}},"scope":"local","time":1796127677,"timeNano":1796127677393684696}
| {"status":"start","id":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","from":"debian","Type":"container","Action":"start","Actor":{"ID":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","Attributes":{"image":"debian","name":"infallible_hypatia"}},"scope":"local","time":1796127677,"timeNano":1796127677422639149}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","name":"bridge","type":"bridge"}},"scope":"local","time":1796127677,"timeNano":1796127677563812786}
| {"status":"die","id":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","from":"debian","Type":"container","Action":"die","Actor":{"ID":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","Attributes":{"execDuration":"0","exitCode":"255","image":"debian","name":"infallible_hypatia"}},"scope":"local","time":1796127677,"timeNano":1796127677567428014}
| {"status":"destroy","id":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","from":"debian","Type":"container","Action":"destroy","Actor":{"ID":"8764b49f143a3673544ecffed6038dcb132fa317806806c452a923c553dd013d","Attributes":{"image":"debian","name":"infallible_hypatia"}},"scope":"local","time":1796127677,"timeNano":1796127677573294934}
| {"status":"create","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"image":"busybox","name":"n1"}},"scope":"local","time":1796127677,"timeNano":1796127677682383384}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","name":"bridge","type":"bridge"}},"scope":"local","time":1796127677,"timeNano":1796127677894700872}
| {"status":"start","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"image":"busybox","name":"n1"}},"scope":"local","time":1796127677,"timeNano":1796127677937698265}
| {"status":"create","id":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","Attributes":{"image":"busybox","name":"practical_antonelli"}},"scope":"local","time":1796127678,"timeNano":1796127678065997687}
| {"status":"attach","id":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","Attributes":{"image":"busybox","name":"practical_antonelli"}},"scope":"local","time":1796127678,"timeNano":1796127678070362421}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","name":"bridge","type":"bridge"}},"scope":"local","time":1796127678,"timeNano":1796127678274745002}
| {"status":"start","id":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","Attributes":{"image":"busybox","name":"practical_antonelli"}},"scope":"local","time":1796127678,"timeNano":1796127678306972636}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","name":"bridge","type":"bridge"}},"scope":"local","time":1796127678,"timeNano":1796127678459432788}
| {"status":"die","id":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","Attributes":{"execDuration":"0","exitCode":"255","image":"busybox","name":"practical_antonelli"}},"scope":"local","time":1796127678,"timeNano":1796127678462936926}
| {"status":"destroy","id":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"e0465ac95140a42016d46e322b669683924bf26cff541d4e95ec2050a2d7fd40","Attributes":{"image":"busybox","name":"practical_antonelli"}},"scope":"local","time":1796127678,"timeNano":1796127678469269235}
| {"status":"exec_create: ls /","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"exec_create: ls /","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"execID":"7e0497145f3b0f9a542053f7cf2c29efdc101d89bccabffc37970e8043620e75","image":"busybox","name":"n1"}},"scope":"local","time":1796127678,"timeNano":1796127678571472032}
| {"status":"exec_start: ls /","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"exec_start: ls /","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"execID":"7e0497145f3b0f9a542053f7cf2c29efdc101d89bccabffc37970e8043620e75","image":"busybox","name":"n1"}},"scope":"local","time":1796127678,"timeNano":1796127678572959822}
| {"status":"exec_die","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"exec_die","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"execID":"7e0497145f3b0f9a542053f7cf2c29efdc101d89bccabffc37970e8043620e75","exitCode":"0","image":"busybox","name":"n1"}},"scope":"local","time":1796127678,"timeNano":1796127678660564970}
| {"status":"kill","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"image":"busybox","name":"n1","signal":"9"}},"scope":"local","time":1796127678,"timeNano":1796127678791321544}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","name":"bridge","type":"bridge"}},"scope":"local","time":1796127678,"timeNano":1796127678928213704}
| {"status":"die","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"execDuration":"1","exitCode":"137","image":"busybox","name":"n1"}},"scope":"local","time":1796127678,"timeNano":1796127678931924051}
| {"status":"destroy","id":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"9a4b03435ec369fcdd04ee60acd02fec50c4ddb9c4f014bbc93cc1efc7bb59e6","Attributes":{"image":"busybox","name":"n1"}},"scope":"local","time":1796127678,"timeNano":1796127678939568608}
| {"status":"create","id":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","from":"python:3.12-slim","Type":"container","Action":"create","Actor":{"ID":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","Attributes":{"image":"python:3.12-slim","name":"eager_swartz"}},"scope":"local","time":1796127679,"timeNano":1796127679050966171}
| {"status":"attach","id":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","from":"python:3.12-slim","Type":"container","Action":"attach","Actor":{"ID":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","Attributes":{"image":"python:3.12-slim","name":"eager_swartz"}},"scope":"local","time":1796127679,"timeNano":1796127679055168257}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","name":"bridge","type":"bridge"}},"scope":"local","time":1796127679,"timeNano":1796127679275346349}
| {"status":"start","id":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","from":"python:3.12-slim","Type":"container","Action":"start","Actor":{"ID":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","Attributes":{"image":"python:3.12-slim","name":"eager_swartz"}},"scope":"local","time":1796127679,"timeNano":1796127679309749752}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","name":"bridge","type":"bridge"}},"scope":"local","time":1796127679,"timeNano":1796127679463698215}
| {"status":"die","id":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","from":"python:3.12-slim","Type":"container","Action":"die","Actor":{"ID":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","Attributes":{"execDuration":"0","exitCode":"255","image":"python:3.12-slim","name":"eager_swartz"}},"scope":"local","time":1796127679,"timeNano":1796127679467543177}
| {"status":"destroy","id":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","from":"python:3.12-slim","Type":"container","Action":"destroy","Actor":{"ID":"5a1c9fd3a92b95beec1949f0a3f979e85a9c974bf52c89500e7b82664f751c8f","Attributes":{"image":"python:3.12-slim","name":"eager_swartz"}},"scope":"local","time":1796127679,"timeNano":1796127679473937593}
| {"status":"create","id":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","Attributes":{"image":"busybox","name":"eloquent_mclaren"}},"scope":"local","time":1796127679,"timeNano":1796127679567258425}
| {"status":"attach","id":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","Attributes":{"image":"busybox","name":"eloquent_mclaren"}},"scope":"local","time":1796127679,"timeNano":1796127679571688643}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127679,"timeNano":1796127679825524880}
| {"status":"start","id":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","Attributes":{"image":"busybox","name":"eloquent_mclaren"}},"scope":"local","time":1796127679,"timeNano":1796127679874660346}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127680,"timeNano":1796127680020032512}
| {"status":"die","id":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"eloquent_mclaren"}},"scope":"local","time":1796127680,"timeNano":1796127680024125722}
| {"status":"destroy","id":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"0db9f3f4011cb77fb6843fb441a004360659651749450f34b313011d0691a00e","Attributes":{"image":"busybox","name":"eloquent_mclaren"}},"scope":"local","time":1796127680,"timeNano":1796127680032679036}
| {"status":"create","id":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","Attributes":{"image":"busybox","name":"priceless_noyce"}},"scope":"local","time":1796127680,"timeNano":1796127680131678934}
| {"status":"attach","id":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","Attributes":{"image":"busybox","name":"priceless_noyce"}},"scope":"local","time":1796127680,"timeNano":1796127680135693246}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","name":"bridge","type":"bridge"}},"scope":"local","time":1796127680,"timeNano":1796127680357229783}
| {"status":"start","id":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","Attributes":{"image":"busybox","name":"priceless_noyce"}},"scope":"local","time":1796127680,"timeNano":1796127680400284835}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","name":"bridge","type":"bridge"}},"scope":"local","time":1796127680,"timeNano":1796127680592256808}
| {"status":"die","id":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"priceless_noyce"}},"scope":"local","time":1796127680,"timeNano":1796127680599213176}
| {"status":"destroy","id":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"5a40f41818ac1ccceb5315cf520548ad961003e09170a77ff8ed355f06b580a2","Attributes":{"image":"busybox","name":"priceless_noyce"}},"scope":"local","time":1796127680,"timeNano":1796127680614520645}
| {"status":"create","id":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","Attributes":{"image":"busybox","name":"stupefied_aryabhata"}},"scope":"local","time":1796127681,"timeNano":1796127681025202537}
| {"status":"attach","id":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","Attributes":{"image":"busybox","name":"stupefied_aryabhata"}},"scope":"local","time":1796127681,"timeNano":1796127681030609719}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","name":"bridge","type":"bridge"}},"scope":"local","time":1796127681,"timeNano":1796127681250757714}
| {"status":"start","id":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","Attributes":{"image":"busybox","name":"stupefied_aryabhata"}},"scope":"local","time":1796127681,"timeNano":1796127681288653603}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","name":"bridge","type":"bridge"}},"scope":"local","time":1796127682,"timeNano":1796127682359816782}
| {"status":"die","id":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","Attributes":{"execDuration":"1","exitCode":"137","image":"busybox","name":"stupefied_aryabhata"}},"scope":"local","time":1796127682,"timeNano":1796127682364124106}
| {"status":"destroy","id":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"2d80eff77c6cdbed9ccbbdaeaaec7e0f9e3fc5b9e841db61285f1a0b871c4056","Attributes":{"image":"busybox","name":"stupefied_aryabhata"}},"scope":"local","time":1796127682,"timeNano":1796127682372335874}
| {"status":"create","id":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","Attributes":{"image":"busybox","name":"epic_wilbur"}},"scope":"local","time":1796127682,"timeNano":1796127682476219486}
| {"status":"attach","id":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","Attributes":{"image":"busybox","name":"epic_wilbur"}},"scope":"local","time":1796127682,"timeNano":1796127682479648372}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","name":"bridge","type":"bridge"}},"scope":"local","time":1796127682,"timeNano":1796127682707078700}
| {"status":"start","id":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","Attributes":{"image":"busybox","name":"epic_wilbur"}},"scope":"local","time":1796127682,"timeNano":1796127682738418928}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","name":"bridge","type":"bridge"}},"scope":"local","time":1796127684,"timeNano":1796127684892306559}
| {"status":"die","id":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","Attributes":{"execDuration":"2","exitCode":"137","image":"busybox","name":"epic_wilbur"}},"scope":"local","time":1796127684,"timeNano":1796127684896824762}
| {"status":"destroy","id":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"360a53977c80f6b495e27675fd4b5a9224b5f8e8be4f78f5b0ba486b6760820b","Attributes":{"image":"busybox","name":"epic_wilbur"}},"scope":"local","time":1796127684,"timeNano":1796127684903279241}
| {"status":"create","id":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","Attributes":{"image":"busybox","name":"gracious_grothendieck"}},"scope":"local","time":1796127685,"timeNano":1796127685054047358}
| {"status":"attach","id":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","Attributes":{"image":"busybox","name":"gracious_grothendieck"}},"scope":"local","time":1796127685,"timeNano":1796127685059619902}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","name":"bridge","type":"bridge"}},"scope":"local","time":1796127685,"timeNano":1796127685392428786}
| {"status":"start","id":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","Attributes":{"image":"busybox","name":"gracious_grothendieck"}},"scope":"local","time":1796127685,"timeNano":1796127685436715464}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","name":"bridge","type":"bridge"}},"scope":"local","time":1796127685,"timeNano":1796127685620343368}
| {"status":"die","id":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"gracious_grothendieck"}},"scope":"local","time":1796127685,"timeNano":1796127685630357150}
| {"status":"destroy","id":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"8095aedfd5e5274dd681a4e89d335da3550b8ba9485df9a6a01d56751964522c","Attributes":{"image":"busybox","name":"gracious_grothendieck"}},"scope":"local","time":1796127685,"timeNano":1796127685647795404}
| {"status":"create","id":"284ae44d8bdaf7cf985e7549718951b6cc5c3a29487ad256b56078bf364ae976","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"284ae44d8bdaf7cf985e7549718951b6cc5c3a29487ad256b56078bf364ae976","Attributes":{"image":"busybox","name":"vibrant_driscoll"}},"scope":"local","time":1796127685,"timeNano":1796127685773527968}
| {"status":"attach","id":"284ae44d8bdaf7cf985e7549718951b6cc5c3a29487ad256b56078bf364ae976","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"284ae44d8bdaf7cf985e7549718951b6cc5c3a29487ad256b56078bf364ae976","Attributes":{"image":"busybox","name":"vibrant_driscoll"}},"scope":"local","time":1796127685,"timeNano":1796127685776607244}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"284ae44d8bdaf7cf985e7549718951b6cc5c3a29487ad256b56078bf364ae976","name":"bridge","type":"bridge"}},"scope":"local","time":1796127686,"timeNano":1796127686115218746}
| {"status":"destroy","id":"284ae44d8bdaf7cf985e7549718951b6cc5c3a29487ad256b56078bf364ae976","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"284ae44d8bdaf7cf985e7549718951b6cc5c3a29487ad256b56078bf364ae976","Attributes":{"image":"busybox","name":"vibrant_driscoll"}},"scope":"local","time":1796127686,"timeNano":1796127686126919593}
| {"status":"create","id":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","Attributes":{"image":"busybox","name":"youthful_solomon"}},"scope":"local","time":1796127686,"timeNano":1796127686564130828}
| {"status":"attach","id":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","Attributes":{"image":"busybox","name":"youthful_solomon"}},"scope":"local","time":1796127686,"timeNano":1796127686568652157}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","name":"bridge","type":"bridge"}},"scope":"local","time":1796127686,"timeNano":1796127686816571650}
| {"status":"start","id":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","Attributes":{"image":"busybox","name":"youthful_solomon"}},"scope":"local","time":1796127686,"timeNano":1796127686863658468}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","name":"bridge","type":"bridge"}},"scope":"local","time":1796127687,"timeNano":1796127687063920457}
| {"status":"die","id":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"youthful_solomon"}},"scope":"local","time":1796127687,"timeNano":1796127687069538436}
| {"status":"destroy","id":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"1ea1c6fed8653700ba317816fa52cdd53dd607f09b516cfffa1289943136821d","Attributes":{"image":"busybox","name":"youthful_solomon"}},"scope":"local","time":1796127687,"timeNano":1796127687095199679}
| {"status":"create","id":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","Attributes":{"image":"busybox","name":"peaceful_wiles"}},"scope":"local","time":1796127687,"timeNano":1796127687229603210}
| {"status":"attach","id":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","Attributes":{"image":"busybox","name":"peaceful_wiles"}},"scope":"local","time":1796127687,"timeNano":1796127687238775112}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","name":"bridge","type":"bridge"}},"scope":"local","time":1796127687,"timeNano":1796127687578157170}
| {"status":"start","id":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","Attributes":{"image":"busybox","name":"peaceful_wiles"}},"scope":"local","time":1796127687,"timeNano":1796127687625612742}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","name":"bridge","type":"bridge"}},"scope":"local","time":1796127687,"timeNano":1796127687828008822}
| {"status":"die","id":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"peaceful_wiles"}},"scope":"local","time":1796127687,"timeNano":1796127687833638093}
| {"status":"destroy","id":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"52eaddbe02f9725f94a9d2afb7cf379111212773b04c21d2a31516e4b1d781cb","Attributes":{"image":"busybox","name":"peaceful_wiles"}},"scope":"local","time":1796127687,"timeNano":1796127687870015445}
| {"status":"create","id":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","from":"debian","Type":"container","Action":"create","Actor":{"ID":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","Attributes":{"image":"debian","name":"zealous_chaum"}},"scope":"local","time":1796127688,"timeNano":1796127688013083649}
| {"status":"attach","id":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","from":"debian","Type":"container","Action":"attach","Actor":{"ID":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","Attributes":{"image":"debian","name":"zealous_chaum"}},"scope":"local","time":1796127688,"timeNano":1796127688018321752}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","name":"bridge","type":"bridge"}},"scope":"local","time":1796127688,"timeNano":1796127688326152642}
| {"status":"start","id":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","from":"debian","Type":"container","Action":"start","Actor":{"ID":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","Attributes":{"image":"debian","name":"zealous_chaum"}},"scope":"local","time":1796127688,"timeNano":1796127688369154614}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","name":"bridge","type":"bridge"}},"scope":"local","time":1796127688,"timeNano":1796127688555802182}
| {"status":"die","id":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","from":"debian","Type":"container","Action":"die","Actor":{"ID":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","Attributes":{"execDuration":"0","exitCode":"0","image":"debian","name":"zealous_chaum"}},"scope":"local","time":1796127688,"timeNano":1796127688559562773}
| {"status":"destroy","id":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","from":"debian","Type":"container","Action":"destroy","Actor":{"ID":"c6277ff68f334fec6df40115cda31892c6807daf474135af1d22a189baad9a43","Attributes":{"image":"debian","name":"zealous_chaum"}},"scope":"local","time":1796127688,"timeNano":1796127688565792910}
| {"status":"create","id":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","from":"debian","Type":"container","Action":"create","Actor":{"ID":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","Attributes":{"image":"debian","name":"gracious_clarke"}},"scope":"local","time":1796127688,"timeNano":1796127688684389217}
| {"status":"attach","id":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","from":"debian","Type":"container","Action":"attach","Actor":{"ID":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","Attributes":{"image":"debian","name":"gracious_clarke"}},"scope":"local","time":1796127688,"timeNano":1796127688689498466}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","name":"bridge","type":"bridge"}},"scope":"local","time":1796127688,"timeNano":1796127688978986355}
| {"status":"start","id":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","from":"debian","Type":"container","Action":"start","Actor":{"ID":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","Attributes":{"image":"debian","name":"gracious_clarke"}},"scope":"local","time":1796127689,"timeNano":1796127689029948862}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","name":"bridge","type":"bridge"}},"scope":"local","time":1796127689,"timeNano":1796127689200015153}
| {"status":"die","id":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","from":"debian","Type":"container","Action":"die","Actor":{"ID":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","Attributes":{"execDuration":"0","exitCode":"0","image":"debian","name":"gracious_clarke"}},"scope":"local","time":1796127689,"timeNano":1796127689217973609}
| {"status":"destroy","id":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","from":"debian","Type":"container","Action":"destroy","Actor":{"ID":"21cb8d91a1b19d3d9c90510eea0138f2472fe7c587c93b9b58517ba8f78397c8","Attributes":{"image":"debian","name":"gracious_clarke"}},"scope":"local","time":1796127689,"timeNano":1796127689243989292}
| {"status":"create","id":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","Attributes":{"image":"busybox","name":"frosty_mccarthy"}},"scope":"local","time":1796127689,"timeNano":1796127689411668406}
| {"status":"attach","id":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","Attributes":{"image":"busybox","name":"frosty_mccarthy"}},"scope":"local","time":1796127689,"timeNano":1796127689424394570}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","name":"bridge","type":"bridge"}},"scope":"local","time":1796127689,"timeNano":1796127689703746997}
| {"status":"start","id":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","Attributes":{"image":"busybox","name":"frosty_mccarthy"}},"scope":"local","time":1796127689,"timeNano":1796127689749358839}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","name":"bridge","type":"bridge"}},"scope":"local","time":1796127689,"timeNano":1796127689916044346}
| {"status":"die","id":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"frosty_mccarthy"}},"scope":"local","time":1796127689,"timeNano":1796127689921470273}
| {"status":"destroy","id":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"ea7134b9ed7fb07e9c3931b3b73c1b56a1dc27b972fc638e1564f3608d3cc5dd","Attributes":{"image":"busybox","name":"frosty_mccarthy"}},"scope":"local","time":1796127689,"timeNano":1796127689942390793}
| {"status":"create","id":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","Attributes":{"image":"busybox","name":"xenodochial_sammet"}},"scope":"local","time":1796127690,"timeNano":1796127690093532816}
| {"status":"attach","id":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","Attributes":{"image":"busybox","name":"xenodochial_sammet"}},"scope":"local","time":1796127690,"timeNano":1796127690099311068}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","name":"bridge","type":"bridge"}},"scope":"local","time":1796127690,"timeNano":1796127690373696715}
| {"status":"start","id":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","Attributes":{"image":"busybox","name":"xenodochial_sammet"}},"scope":"local","time":1796127690,"timeNano":1796127690417929251}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","name":"bridge","type":"bridge"}},"scope":"local","time":1796127690,"timeNano":1796127690623759717}
| {"status":"die","id":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"xenodochial_sammet"}},"scope":"local","time":1796127690,"timeNano":1796127690628106406}
| {"status":"destroy","id":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"3754f7a293a84569fee9ce993ac7cb2af16b0e5973d110ed72156aa001249c93","Attributes":{"image":"busybox","name":"xenodochial_sammet"}},"scope":"local","time":1796127690,"timeNano":1796127690655965419}
| {"status":"create","id":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","from":"debian","Type":"container","Action":"create","Actor":{"ID":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","Attributes":{"image":"debian","name":"nice_sanderson"}},"scope":"local","time":1796127690,"timeNano":1796127690780273805}
| {"status":"attach","id":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","from":"debian","Type":"container","Action":"attach","Actor":{"ID":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","Attributes":{"image":"debian","name":"nice_sanderson"}},"scope":"local","time":1796127690,"timeNano":1796127690785009328}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","name":"bridge","type":"bridge"}},"scope":"local","time":1796127691,"timeNano":1796127691110980378}
| {"status":"start","id":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","from":"debian","Type":"container","Action":"start","Actor":{"ID":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","Attributes":{"image":"debian","name":"nice_sanderson"}},"scope":"local","time":1796127691,"timeNano":1796127691164058750}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","name":"bridge","type":"bridge"}},"scope":"local","time":1796127691,"timeNano":1796127691361239550}
| {"status":"die","id":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","from":"debian","Type":"container","Action":"die","Actor":{"ID":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","Attributes":{"execDuration":"0","exitCode":"0","image":"debian","name":"nice_sanderson"}},"scope":"local","time":1796127691,"timeNano":1796127691374797225}
| {"status":"destroy","id":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","from":"debian","Type":"container","Action":"destroy","Actor":{"ID":"2ebdea0a767ae47f6f469c38a13db1b55e1d24db8e3b8c79004913e2b0154973","Attributes":{"image":"debian","name":"nice_sanderson"}},"scope":"local","time":1796127691,"timeNano":1796127691385838948}
| {"status":"create","id":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","Attributes":{"image":"busybox","name":"sleepy_swartz"}},"scope":"local","time":1796127691,"timeNano":1796127691512962009}
| {"status":"attach","id":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","Attributes":{"image":"busybox","name":"sleepy_swartz"}},"scope":"local","time":1796127691,"timeNano":1796127691516596442}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","name":"bridge","type":"bridge"}},"scope":"local","time":1796127691,"timeNano":1796127691818047304}
| {"status":"start","id":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","Attributes":{"image":"busybox","name":"sleepy_swartz"}},"scope":"local","time":1796127691,"timeNano":1796127691870779543}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","name":"bridge","type":"bridge"}},"scope":"local","time":1796127692,"timeNano":1796127692093123615}
| {"status":"die","id":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"sleepy_swartz"}},"scope":"local","time":1796127692,"timeNano":1796127692097624526}
| {"status":"destroy","id":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"3ce92d08b148bab1e12eefc8d777b09a79baca27ff2ae1c3036a4c1388d129c0","Attributes":{"image":"busybox","name":"sleepy_swartz"}},"scope":"local","time":1796127692,"timeNano":1796127692118867234}
| {"status":"create","id":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","from":"debian","Type":"container","Action":"create","Actor":{"ID":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","Attributes":{"image":"debian","name":"charming_liskov"}},"scope":"local","time":1796127692,"timeNano":1796127692277558073}
| {"status":"attach","id":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","from":"debian","Type":"container","Action":"attach","Actor":{"ID":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","Attributes":{"image":"debian","name":"charming_liskov"}},"scope":"local","time":1796127692,"timeNano":1796127692280623482}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","name":"bridge","type":"bridge"}},"scope":"local","time":1796127692,"timeNano":1796127692584975503}
| {"status":"start","id":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","from":"debian","Type":"container","Action":"start","Actor":{"ID":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","Attributes":{"image":"debian","name":"charming_liskov"}},"scope":"local","time":1796127692,"timeNano":1796127692627915338}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","name":"bridge","type":"bridge"}},"scope":"local","time":1796127692,"timeNano":1796127692800299157}
| {"status":"die","id":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","from":"debian","Type":"container","Action":"die","Actor":{"ID":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","Attributes":{"execDuration":"0","exitCode":"0","image":"debian","name":"charming_liskov"}},"scope":"local","time":1796127692,"timeNano":1796127692804782244}
| {"status":"destroy","id":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","from":"debian","Type":"container","Action":"destroy","Actor":{"ID":"a90fa8bc3cd09ccc80be46c25a0aaf69cf8f92cd71958304acddff797a7b330c","Attributes":{"image":"debian","name":"charming_liskov"}},"scope":"local","time":1796127692,"timeNano":1796127692828191924}
| {"status":"create","id":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","from":"debian","Type":"container","Action":"create","Actor":{"ID":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","Attributes":{"image":"debian","name":"unruffled_keller"}},"scope":"local","time":1796127692,"timeNano":1796127692936064549}
| {"status":"attach","id":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","from":"debian","Type":"container","Action":"attach","Actor":{"ID":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","Attributes":{"image":"debian","name":"unruffled_keller"}},"scope":"local","time":1796127692,"timeNano":1796127692938688335}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","name":"bridge","type":"bridge"}},"scope":"local","time":1796127693,"timeNano":1796127693309109371}
| {"status":"start","id":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","from":"debian","Type":"container","Action":"start","Actor":{"ID":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","Attributes":{"image":"debian","name":"unruffled_keller"}},"scope":"local","time":1796127693,"timeNano":1796127693345125650}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","name":"bridge","type":"bridge"}},"scope":"local","time":1796127693,"timeNano":1796127693567418025}
| {"status":"die","id":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","from":"debian","Type":"container","Action":"die","Actor":{"ID":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","Attributes":{"execDuration":"0","exitCode":"0","image":"debian","name":"unruffled_keller"}},"scope":"local","time":1796127693,"timeNano":1796127693573149890}
| {"status":"destroy","id":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","from":"debian","Type":"container","Action":"destroy","Actor":{"ID":"a6adeba76b8b5623c6a974793e0708c60dcefb6b2abb5ceefde6aa9a9ffe80e0","Attributes":{"image":"debian","name":"unruffled_keller"}},"scope":"local","time":1796127693,"timeNano":1796127693586594882}
| {"status":"create","id":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","from":"debian","Type":"container","Action":"create","Actor":{"ID":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","Attributes":{"image":"debian","name":"frosty_dubinsky"}},"scope":"local","time":1796127693,"timeNano":1796127693702589316}
| {"status":"attach","id":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","from":"debian","Type":"container","Action":"attach","Actor":{"ID":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","Attributes":{"image":"debian","name":"frosty_dubinsky"}},"scope":"local","time":1796127693,"timeNano":1796127693707439806}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","name":"bridge","type":"bridge"}},"scope":"local","time":1796127693,"timeNano":1796127693995195564}
| {"status":"start","id":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","from":"debian","Type":"container","Action":"start","Actor":{"ID":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","Attributes":{"image":"debian","name":"frosty_dubinsky"}},"scope":"local","time":1796127694,"timeNano":1796127694053273028}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","name":"bridge","type":"bridge"}},"scope":"local","time":1796127694,"timeNano":1796127694312653916}
| {"status":"die","id":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","from":"debian","Type":"container","Action":"die","Actor":{"ID":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","Attributes":{"execDuration":"0","exitCode":"2","image":"debian","name":"frosty_dubinsky"}},"scope":"local","time":1796127694,"timeNano":1796127694323307026}
| {"status":"destroy","id":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","from":"debian","Type":"container","Action":"destroy","Actor":{"ID":"63807eae1f73ad4b9dd58cc2afa1e3b3b44983e58da4d73751973325c020ca7c","Attributes":{"image":"debian","name":"frosty_dubinsky"}},"scope":"local","time":1796127694,"timeNano":1796127694348981043}
| {"status":"destroy","id":"c51619d702af2ce851a93efa610a80bc5cf86ce19b26aac18548a60899b90a5e","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"c51619d702af2ce851a93efa610a80bc5cf86ce19b26aac18548a60899b90a5e","Attributes":{"image":"busybox","name":"d1"}},"scope":"local","time":1796127694,"timeNano":1796127694628606676}
| {"status":"tag","id":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Type":"image","Action":"tag","Actor":{"ID":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Attributes":{"name":"droot:latest"}},"scope":"local","time":1796127695,"timeNano":1796127695055954463}
| {"status":"import","id":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Type":"image","Action":"import","Actor":{"ID":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Attributes":{"name":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e"}},"scope":"local","time":1796127695,"timeNano":1796127695056047188}
| {"status":"create","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"create","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"image":"droot","name":"d1"}},"scope":"local","time":1796127695,"timeNano":1796127695181569145}
| {"Type":"volume","Action":"mount","Actor":{"ID":"d1data","Attributes":{"container":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","destination":"/var/lib/docker","driver":"local","propagation":"","read/write":"true"}},"scope":"local","time":1796127695,"timeNano":1796127695201658325}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","name":"bridge","type":"bridge"}},"scope":"local","time":1796127695,"timeNano":1796127695503533348}
| {"status":"start","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"start","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"image":"droot","name":"d1"}},"scope":"local","time":1796127695,"timeNano":1796127695543438100}
| {"status":"exec_create: sh -c dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375 \u003e/tmp/log 2\u003e\u00261 \u0026 for i in $(seq 30); do sleep 1; docker version \u003e/dev/null 2\u003e\u00261 \u0026\u0026 break; done; cat /tmp/log; docker network inspect bridge --format \"{{json .IPAM}}\"; docker ps; docker info 2\u003e\u00261| tail -40","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"exec_create: sh -c dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375 \u003e/tmp/log 2\u003e\u00261 \u0026 for i in $(seq 30); do sleep 1; docker version \u003e/dev/null 2\u003e\u00261 \u0026\u0026 break; done; cat /tmp/log; docker network inspect bridge --format \"{{json .IPAM}}\"; docker ps; docker info 2\u003e\u00261| tail -40","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"execID":"064c502c822724f2fd0309693ae6c046aa4fb89e6f2a8c67a1cd671196df16ca","image":"droot","name":"d1"}},"scope":"local","time":1796127695,"timeNano":1796127695676497432}
| {"status":"exec_start: sh -c dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375 \u003e/tmp/log 2\u003e\u00261 \u0026 for i in $(seq 30); do sleep 1; docker version \u003e/dev/null 2\u003e\u00261 \u0026\u0026 break; done; cat /tmp/log; docker network inspect bridge --format \"{{json .IPAM}}\"; docker ps; docker info 2\u003e\u00261| tail -40","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"exec_start: sh -c dockerd -H unix:///var/run/docker.sock -H tcp://0.0.0.0:2375 \u003e/tmp/log 2\u003e\u00261 \u0026 for i in $(seq 30); do sleep 1; docker version \u003e/dev/null 2\u003e\u00261 \u0026\u0026 break; done; cat /tmp/log; docker network inspect bridge --format \"{{json .IPAM}}\"; docker ps; docker info 2\u003e\u00261| tail -40","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"execID":"064c502c822724f2fd0309693ae6c046aa4fb89e6f2a8c67a1cd671196df16ca","image":"droot","name":"d1"}},"scope":"local","time":1796127695,"timeNano":1796127695679267414}
| {"status":"exec_die","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"exec_die","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"execID":"064c502c822724f2fd0309693ae6c046aa4fb89e6f2a8c67a1cd671196df16ca","exitCode":"0","image":"droot","name":"d1"}},"scope":"local","time":1796127714,"timeNano":1796127714157485507}
| {"status":"destroy","id":"90b9b4d2d8816abb812e42f7a4cc749529ba5a633cfd5b58dc4265c94c5bc7ee","from":"pp-two","Type":"container","Action":"destroy","Actor":{"ID":"90b9b4d2d8816abb812e42f7a4cc749529ba5a633cfd5b58dc4265c94c5bc7ee","Attributes":{"com.docker.compose.config-hash":"8c212d66e46ed917c7c42734c7aba212b468ba6c6187cfa6c9aa0c6f85636bc2","com.docker.compose.container-number":"1","com.docker.compose.depends_on":"","com.docker.compose.image":"sha256:79cc497d7c4db03502ddbd6975bb768e45d24191fb799f2b930321b7554ddbc0","com.docker.compose.oneoff":"False","com.docker.compose.project":"pp","com.docker.compose.project.config_files":"/tmp/bk/ctx/compose.yaml","com.docker.compose.project.working_dir":"/tmp/bk/ctx","com.docker.compose.service":"two","com.docker.compose.version":"2.40.3","image":"pp-two","name":"pp-two-1"}},"scope":"local","time":1796127743,"timeNano":1796127743888763916}
| {"status":"kill","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"kill","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"image":"droot","name":"d1","signal":"9"}},"scope":"local","time":1796127743,"timeNano":1796127743908270696}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","name":"bridge","type":"bridge"}},"scope":"local","time":1796127744,"timeNano":1796127744063434073}
| {"Type":"volume","Action":"unmount","Actor":{"ID":"d1data","Attributes":{"container":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","driver":"local"}},"scope":"local","time":1796127744,"timeNano":1796127744070656433}
| {"status":"die","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"die","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"execDuration":"48","exitCode":"137","image":"droot","name":"d1"}},"scope":"local","time":1796127744,"timeNano":1796127744072183307}
| {"status":"destroy","id":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","from":"droot","Type":"container","Action":"destroy","Actor":{"ID":"560b61914306caab94dfcbd67a1090cd51870cd41e92fad49017d6bdb2e9a119","Attributes":{"image":"droot","name":"d1"}},"scope":"local","time":1796127744,"timeNano":1796127744081692726}
| {"status":"prune","Type":"container","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127744,"timeNano":1796127744159611742}
| {"Type":"network","Action":"destroy","Actor":{"ID":"079ac4fdf4cd170b6c6aeb212dcc343311adf0a0b57a7772595e96baf8f59132","Attributes":{"name":"pp_default","type":"bridge"}},"scope":"local","time":1796127744,"timeNano":1796127744289182114}
| {"Type":"network","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127744,"timeNano":1796127744289194829}
| {"Type":"volume","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127744,"timeNano":1796127744290464456}
| {"status":"untag","id":"sha256:bf308fc98586002089061f515051d9c749d3e7c46a6c2fbd3d898daa35c70940","Type":"image","Action":"untag","Actor":{"ID":"sha256:bf308fc98586002089061f515051d9c749d3e7c46a6c2fbd3d898daa35c70940","Attributes":{"name":"sha256:bf308fc98586002089061f515051d9c749d3e7c46a6c2fbd3d898daa35c70940"}},"scope":"local","time":1796127744,"timeNano":1796127744293666383}
| {"status":"delete","id":"sha256:bf308fc98586002089061f515051d9c749d3e7c46a6c2fbd3d898daa35c70940","Type":"image","Action":"delete","Actor":{"ID":"sha256:bf308fc98586002089061f515051d9c749d3e7c46a6c2fbd3d898daa35c70940","Attributes":{"name":"sha256:bf308fc98586002089061f515051d9c749d3e7c46a6c2fbd3d898daa35c70940"}},"scope":"local","time":1796127744,"timeNano":1796127744879602957}
| {"status":"untag","id":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Type":"image","Action":"untag","Actor":{"ID":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Attributes":{"name":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4"}},"scope":"local","time":1796127744,"timeNano":1796127744880715257}
| {"status":"untag","id":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Type":"image","Action":"untag","Actor":{"ID":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Attributes":{"name":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4"}},"scope":"local","time":1796127744,"timeNano":1796127744881993151}
| {"status":"delete","id":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Type":"image","Action":"delete","Actor":{"ID":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Attributes":{"name":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4"}},"scope":"local","time":1796127744,"timeNano":1796127744885012112}
| {"status":"untag","id":"sha256:79cc497d7c4db03502ddbd6975bb768e45d24191fb799f2b930321b7554ddbc0","Type":"image","Action":"untag","Actor":{"ID":"sha256:79cc497d7c4db03502ddbd6975bb768e45d24191fb799f2b930321b7554ddbc0","Attributes":{"com.docker.compose.project":"pp","com.docker.compose.service":"two","com.docker.compose.version":"2.40.3","name":"sha256:79cc497d7c4db03502ddbd6975bb768e45d24191fb799f2b930321b7554ddbc0"}},"scope":"local","time":1796127744,"timeNano":1796127744886258255}
| {"status":"delete","id":"sha256:79cc497d7c4db03502ddbd6975bb768e45d24191fb799f2b930321b7554ddbc0","Type":"image","Action":"delete","Actor":{"ID":"sha256:79cc497d7c4db03502ddbd6975bb768e45d24191fb799f2b930321b7554ddbc0","Attributes":{"name":"sha256:79cc497d7c4db03502ddbd6975bb768e45d24191fb799f2b930321b7554ddbc0"}},"scope":"local","time":1796127744,"timeNano":1796127744890291372}
| {"status":"untag","id":"sha256:d3e2a4257eb14f3cf99506aee640d20f9491c57eeac92f2d438a6ae586eb1fbc","Type":"image","Action":"untag","Actor":{"ID":"sha256:d3e2a4257eb14f3cf99506aee640d20f9491c57eeac92f2d438a6ae586eb1fbc","Attributes":{"com.docker.compose.project":"pp","com.docker.compose.service":"web","com.docker.compose.version":"2.40.3","name":"sha256:d3e2a4257eb14f3cf99506aee640d20f9491c57eeac92f2d438a6ae586eb1fbc"}},"scope":"local","time":1796127744,"timeNano":1796127744890989831}
| {"status":"delete","id":"sha256:d3e2a4257eb14f3cf99506aee640d20f9491c57eeac92f2d438a6ae586eb1fbc","Type":"image","Action":"delete","Actor":{"ID":"sha256:d3e2a4257eb14f3cf99506aee640d20f9491c57eeac92f2d438a6ae586eb1fbc","Attributes":{"name":"sha256:d3e2a4257eb14f3cf99506aee640d20f9491c57eeac92f2d438a6ae586eb1fbc"}},"scope":"local","time":1796127744,"timeNano":1796127744900415312}
| {"status":"delete","id":"sha256:15cdf17ee1adf120532703c65957765a62c3a8eccddb1bb6dd9040f3090c5f58","Type":"image","Action":"delete","Actor":{"ID":"sha256:15cdf17ee1adf120532703c65957765a62c3a8eccddb1bb6dd9040f3090c5f58","Attributes":{"name":"sha256:15cdf17ee1adf120532703c65957765a62c3a8eccddb1bb6dd9040f3090c5f58"}},"scope":"local","time":1796127744,"timeNano":1796127744908014183}
| {"status":"untag","id":"sha256:0a67a3ca192a2da2948a097d3ab7bcdbcfce41dcc9f389fc536ee9b931776301","Type":"image","Action":"untag","Actor":{"ID":"sha256:0a67a3ca192a2da2948a097d3ab7bcdbcfce41dcc9f389fc536ee9b931776301","Attributes":{"name":"sha256:0a67a3ca192a2da2948a097d3ab7bcdbcfce41dcc9f389fc536ee9b931776301"}},"scope":"local","time":1796127744,"timeNano":1796127744908716469}
| {"status":"delete","id":"sha256:0a67a3ca192a2da2948a097d3ab7bcdbcfce41dcc9f389fc536ee9b931776301","Type":"image","Action":"delete","Actor":{"ID":"sha256:0a67a3ca192a2da2948a097d3ab7bcdbcfce41dcc9f389fc536ee9b931776301","Attributes":{"name":"sha256:0a67a3ca192a2da2948a097d3ab7bcdbcfce41dcc9f389fc536ee9b931776301"}},"scope":"local","time":1796127745,"timeNano":1796127745607904806}
| {"status":"untag","id":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Type":"image","Action":"untag","Actor":{"ID":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Attributes":{"name":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e"}},"scope":"local","time":1796127745,"timeNano":1796127745609128968}
| {"status":"delete","id":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Type":"image","Action":"delete","Actor":{"ID":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e","Attributes":{"name":"sha256:90c7614450e627098117d89af67513de3fe14d7fac47f768dd80a89b80791a7e"}},"scope":"local","time":1796127745,"timeNano":1796127745626253960}
| {"status":"prune","Type":"image","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"351932702"}},"scope":"local","time":1796127745,"timeNano":1796127745626268448}
| {"Type":"builder","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127745,"timeNano":1796127745629279223}
| {"Type":"volume","Action":"destroy","Actor":{"ID":"d1data","Attributes":{"driver":"local"}},"scope":"local","time":1796127745,"timeNano":1796127745795474795}
| {"Type":"network","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127745,"timeNano":1796127745876622579}
| {"status":"pull","id":"busybox:latest","Type":"image","Action":"pull","Actor":{"ID":"busybox:latest","Attributes":{"name":"busybox"}},"scope":"local","time":1796127746,"timeNano":1796127746417851288}
| {"status":"create","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":1796127747,"timeNano":1796127747558582871}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127747,"timeNano":1796127747756658430}
| {"status":"start","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":1796127747,"timeNano":1796127747787245416}
| {"status":"exec_create: true ","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"exec_create: true ","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","execID":"acc70bd930813aaafeb4541aad1ef279333db325d9c147cf42476a43303ef03c","image":"busybox","name":"e1"}},"scope":"local","time":1796127747,"timeNano":1796127747875315714}
| {"status":"exec_start: true ","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"exec_start: true ","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","execID":"acc70bd930813aaafeb4541aad1ef279333db325d9c147cf42476a43303ef03c","image":"busybox","name":"e1"}},"scope":"local","time":1796127747,"timeNano":1796127747881571919}
| {"status":"exec_die","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"exec_die","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","execID":"acc70bd930813aaafeb4541aad1ef279333db325d9c147cf42476a43303ef03c","exitCode":"0","image":"busybox","name":"e1"}},"scope":"local","time":1796127747,"timeNano":1796127747965241946}
| {"status":"pause","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"pause","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":1796127748,"timeNano":1796127748071495723}
| {"status":"unpause","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"unpause","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e1"}},"scope":"local","time":1796127748,"timeNano":1796127748179276916}
| {"status":"rename","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"rename","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2","oldName":"/e1"}},"scope":"local","time":1796127748,"timeNano":1796127748266004066}
| {"status":"update","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"update","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127748,"timeNano":1796127748376654508}
| {"status":"extract-to-dir","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"extract-to-dir","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127748,"timeNano":1796127748508502241}
| {"status":"pause","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"pause","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127748,"timeNano":1796127748615165602}
| {"status":"create","id":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Type":"image","Action":"create","Actor":{"ID":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Attributes":{"a":"b","name":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299"}},"scope":"local","time":1796127748,"timeNano":1796127748631661035}
| {"status":"tag","id":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Type":"image","Action":"tag","Actor":{"ID":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Attributes":{"a":"b","name":"im:1"}},"scope":"local","time":1796127748,"timeNano":1796127748633911436}
| {"status":"commit","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"commit","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","comment":"","image":"busybox","imageID":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","imageRef":"im:1","name":"e2"}},"scope":"local","time":1796127748,"timeNano":1796127748633916996}
| {"status":"unpause","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"unpause","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127748,"timeNano":1796127748656913025}
| {"status":"kill","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"10"}},"scope":"local","time":1796127748,"timeNano":1796127748773563739}
| {"status":"kill","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"15"}},"scope":"local","time":1796127748,"timeNano":1796127748873611756}
| {"status":"kill","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":1796127748,"timeNano":1796127748899657285}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127749,"timeNano":1796127749059467789}
| {"status":"stop","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"stop","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127749,"timeNano":1796127749061486652}
| {"status":"die","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","execDuration":"1","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":1796127749,"timeNano":1796127749062772491}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127749,"timeNano":1796127749349222812}
| {"status":"start","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127749,"timeNano":1796127749386648683}
| {"status":"kill","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"15"}},"scope":"local","time":1796127749,"timeNano":1796127749496187355}
| {"status":"kill","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":1796127749,"timeNano":1796127749520013443}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127749,"timeNano":1796127749647134119}
| {"status":"stop","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"stop","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127749,"timeNano":1796127749647462409}
| {"status":"die","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","execDuration":"0","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":1796127749,"timeNano":1796127749648994392}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127749,"timeNano":1796127749832896234}
| {"status":"start","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127749,"timeNano":1796127749861622004}
| {"status":"restart","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"restart","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127749,"timeNano":1796127749861659315}
| {"status":"kill","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"kill","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2","signal":"9"}},"scope":"local","time":1796127749,"timeNano":1796127749967829635}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","name":"bridge","type":"bridge"}},"scope":"local","time":1796127750,"timeNano":1796127750098904039}
| {"status":"die","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","execDuration":"0","exitCode":"137","image":"busybox","name":"e2"}},"scope":"local","time":1796127750,"timeNano":1796127750101620859}
| {"status":"destroy","id":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"7b37f4f21ea9c5644703a4385ef109ea0496cd753bf7131d2e024a35f4c6ee0e","Attributes":{"a":"b","image":"busybox","name":"e2"}},"scope":"local","time":1796127750,"timeNano":1796127750108570404}
| {"Type":"volume","Action":"create","Actor":{"ID":"v1","Attributes":{"driver":"local"}},"scope":"local","time":1796127753,"timeNano":1796127753254991816}
| {"Type":"network","Action":"create","Actor":{"ID":"5b839dc8a5d23c1671203d5e63c3574984707e5a138dd73d7d5253bd0a0b3685","Attributes":{"name":"n1","type":"bridge"}},"scope":"local","time":1796127753,"timeNano":1796127753440253335}
| {"Type":"network","Action":"destroy","Actor":{"ID":"5b839dc8a5d23c1671203d5e63c3574984707e5a138dd73d7d5253bd0a0b3685","Attributes":{"name":"n1","type":"bridge"}},"scope":"local","time":1796127753,"timeNano":1796127753737501730}
| {"Type":"volume","Action":"destroy","Actor":{"ID":"v1","Attributes":{"driver":"local"}},"scope":"local","time":1796127753,"timeNano":1796127753834470833}
| {"Type":"volume","Action":"create","Actor":{"ID":"v2","Attributes":{"driver":"local"}},"scope":"local","time":1796127753,"timeNano":1796127753913290580}
| {"Type":"volume","Action":"destroy","Actor":{"ID":"v2","Attributes":{"driver":"local"}},"scope":"local","time":1796127754,"timeNano":1796127754015525858}
| {"Type":"volume","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127754,"timeNano":1796127754015532251}
| {"Type":"network","Action":"create","Actor":{"ID":"fa704fc5e85bbc7549e1022dcf40a9e42f4d558202f290c6127d6f6b4b499201","Attributes":{"name":"n3","type":"bridge"}},"scope":"local","time":1796127754,"timeNano":1796127754206221501}
| {"Type":"network","Action":"destroy","Actor":{"ID":"fa704fc5e85bbc7549e1022dcf40a9e42f4d558202f290c6127d6f6b4b499201","Attributes":{"name":"n3","type":"bridge"}},"scope":"local","time":1796127754,"timeNano":1796127754403074141}
| {"Type":"network","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127754,"timeNano":1796127754403124075}
| {"status":"prune","Type":"image","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127754,"timeNano":1796127754481993445}
| {"status":"prune","Type":"container","Action":"prune","Actor":{"ID":"","Attributes":{"reclaimed":"0"}},"scope":"local","time":1796127754,"timeNano":1796127754556991054}
| {"status":"untag","id":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Type":"image","Action":"untag","Actor":{"ID":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Attributes":{"a":"b","name":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299"}},"scope":"local","time":1796127754,"timeNano":1796127754643194445}
| {"status":"delete","id":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Type":"image","Action":"delete","Actor":{"ID":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299","Attributes":{"name":"sha256:af1a6a4b5aba36e85bfb1c7c41fc39af47817374d1c621bd9c82ad5833397299"}},"scope":"local","time":1796127754,"timeNano":1796127754649186812}
| {"status":"tag","id":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Type":"image","Action":"tag","Actor":{"ID":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Attributes":{"name":"bb:2"}},"scope":"local","time":1796127754,"timeNano":1796127754726687848}
| {"status":"untag","id":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Type":"image","Action":"untag","Actor":{"ID":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4","Attributes":{"name":"sha256:ff91f140b3b980e4219d403ccdbdd7bf83dd53a68fa76fff28a0dc352d6f39b4"}},"scope":"local","time":1796127754,"timeNano":1796127754823718317}
| {"Type":"volume","Action":"create","Actor":{"ID":"vv","Attributes":{"driver":"local"}},"scope":"local","time":1796127756,"timeNano":1796127756139675707}
| {"status":"create","id":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","Attributes":{"image":"busybox","name":"musing_chatelet"}},"scope":"local","time":1796127756,"timeNano":1796127756142463111}
| {"status":"attach","id":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","from":"busybox","Type":"container","Action":"attach","Actor":{"ID":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","Attributes":{"image":"busybox","name":"musing_chatelet"}},"scope":"local","time":1796127756,"timeNano":1796127756147041518}
| {"Type":"volume","Action":"mount","Actor":{"ID":"vv","Attributes":{"container":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","destination":"/d","driver":"local","propagation":"","read/write":"true"}},"scope":"local","time":1796127756,"timeNano":1796127756150446818}
| {"Type":"network","Action":"connect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","name":"bridge","type":"bridge"}},"scope":"local","time":1796127756,"timeNano":1796127756340226751}
| {"status":"start","id":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","Attributes":{"image":"busybox","name":"musing_chatelet"}},"scope":"local","time":1796127756,"timeNano":1796127756371276381}
| {"Type":"network","Action":"disconnect","Actor":{"ID":"2476099776c612c061d702c15dbe8b153205c1c115ebaae37892d6411bf3a8bb","Attributes":{"container":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","name":"bridge","type":"bridge"}},"scope":"local","time":1796127756,"timeNano":1796127756491057346}
| {"Type":"volume","Action":"unmount","Actor":{"ID":"vv","Attributes":{"container":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","driver":"local"}},"scope":"local","time":1796127756,"timeNano":1796127756492495973}
| {"status":"die","id":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","Attributes":{"execDuration":"0","exitCode":"0","image":"busybox","name":"musing_chatelet"}},"scope":"local","time":1796127756,"timeNano":1796127756494003340}
| {"status":"destroy","id":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"a8e99ea087d516d0746fc99d0b0e289925884665e8bf6b08864c54b9b496279f","Attributes":{"image":"busybox","name":"musing_chatelet"}},"scope":"local","time":1796127756,"timeNano":1796127756500237383}
| {"Type":"volume","Action":"create","Actor":{"ID":"later","Attributes":{"driver":"local"}},"scope":"local","time":1796127758,"timeNano":1796127758693637847}
|
$ (sleep 1; docker volume rm later >/dev/null) & curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/events?until=$(($(date +%s)+3))" | grep -o '"Action":"[a-z]*"'; wait
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"connect"
| "Action":"start"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"kill"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"disconnect"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"attach"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"destroy"
| "Action":"tag"
| "Action":"import"
| "Action":"create"
| "Action":"mount"
| "Action":"connect"
| "Action":"start"
| "Action":"destroy"
| "Action":"kill"
| "Action":"disconnect"
| "Action":"unmount"
| "Action":"die"
| "Action":"destroy"
| "Action":"prune"
| "Action":"destroy"
| "Action":"prune"
| "Action":"prune"
| "Action":"untag"
| "Action":"delete"
| "Action":"untag"
| "Action":"untag"
| "Action":"delete"
| "Action":"untag"
| "Action":"delete"
| "Action":"untag"
| "Action":"delete"
| "Action":"delete"
| "Action":"untag"
| "Action":"delete"
| "Action":"untag"
| "Action":"delete"
| "Action":"prune"
| "Action":"prune"
| "Action":"destroy"
| "Action":"prune"
| "Action":"pull"
| "Action":"create"
| "Action":"connect"
| "Action":"start"
| "Action":"pause"
| "Action":"unpause"
| "Action":"rename"
| "Action":"update"
| "Action":"pause"
| "Action":"create"
| "Action":"tag"
| "Action":"commit"
| "Action":"unpause"
| "Action":"kill"
| "Action":"kill"
| "Action":"kill"
| "Action":"disconnect"
| "Action":"stop"
| "Action":"die"
| "Action":"connect"
| "Action":"start"
| "Action":"kill"
| "Action":"kill"
| "Action":"disconnect"
| "Action":"stop"
| "Action":"die"
| "Action":"connect"
| "Action":"start"
| "Action":"restart"
| "Action":"kill"
| "Action":"disconnect"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"create"
| "Action":"destroy"
| "Action":"destroy"
| "Action":"create"
| "Action":"destroy"
| "Action":"prune"
| "Action":"create"
| "Action":"destroy"
| "Action":"prune"
| "Action":"prune"
| "Action":"prune"
| "Action":"untag"
| "Action":"delete"
| "Action":"tag"
| "Action":"untag"
| "Action":"create"
| "Action":"create"
| "Action":"attach"
| "Action":"mount"
| "Action":"connect"
| "Action":"start"
| "Action":"disconnect"
| "Action":"unmount"
| "Action":"die"
| "Action":"destroy"
| "Action":"create"
| "Action":"destroy"
