$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ V='s/"CreatedAt":"[^"]*"/"CreatedAt":"T"/g; s/[0-9a-f]{64}/ID/g'
$ api POST /volumes/create | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"com.docker.volume.anonymous":""},"Mountpoint":"/var/lib/docker/volumes/ID/_data","Name":"ID","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"com.docker.volume.anonymous":""},"Mountpoint":"/var/lib/docker/volumes/ID/_data","Name":"ID","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create 'null' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"com.docker.volume.anonymous":""},"Mountpoint":"/var/lib/docker/volumes/ID/_data","Name":"ID","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '[]' | sed -E "$V"
| {"message":"invalid JSON: json: cannot unmarshal array into Go value of type volume.CreateOptions"}
|
| 400
$ post /volumes/create '{"Name":null}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"com.docker.volume.anonymous":""},"Mountpoint":"/var/lib/docker/volumes/ID/_data","Name":"ID","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"","Labels":{"a":"1"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"a":"1","com.docker.volume.anonymous":""},"Mountpoint":"/var/lib/docker/volumes/ID/_data","Name":"ID","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v1","Labels":{"a":"1","b":"2"},"DriverOpts":{}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"a":"1","b":"2"},"Mountpoint":"/var/lib/docker/volumes/v1/_data","Name":"v1","Options":{},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v1","Labels":{"c":"1"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"a":"1","b":"2"},"Mountpoint":"/var/lib/docker/volumes/v1/_data","Name":"v1","Options":{},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v2","DriverOpts":{"type":"tmpfs","device":"tmpfs","o":"size=1m"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v2/_data","Name":"v2","Options":{"device":"tmpfs","o":"size=1m","type":"tmpfs"},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v2","DriverOpts":{"type":"none"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v2/_data","Name":"v2","Options":{"device":"tmpfs","o":"size=1m","type":"tmpfs"},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v3","DriverOpts":{"type":"none","device":"/x"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v3/_data","Name":"v3","Options":{"device":"/x","type":"none"},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v3","DriverOpts":{"type":"none"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v3/_data","Name":"v3","Options":{"device":"/x","type":"none"},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v3","DriverOpts":{"o":"bind"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v3/_data","Name":"v3","Options":{"device":"/x","type":"none"},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v3","Driver":"bogus"}'
| {"message":"create v3: error looking up volume plugin bogus: plugin \"bogus\" not found"}
|
| 404
$ post /volumes/create '{"Name":"v1","Driver":"bogus"}'
| {"message":"create v1: error looking up volume plugin bogus: plugin \"bogus\" not found"}
|
| 404
$ post /volumes/create '{"Name":"a"}' | sed -E "$V"
| {"message":"create a: volume name is too short, names should be at least two alphanumeric characters"}
|
| 400
$ post /volumes/create '{"Name":".x"}' | sed -E "$V"
| {"message":"create .x: \".x\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"}
|
| 400
$ post /volumes/create '{"Name":"x y"}' | sed -E "$V"
| {"message":"create x y: \"x y\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"}
|
| 400
$ post /volumes/create '{"name":"low","LABELS":{"x":"y"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"x":"y"},"Mountpoint":"/var/lib/docker/volumes/low/_data","Name":"low","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateOptions.Name of type string"}
|
| 400
$ post /volumes/create '{"Name":"q","Labels":[1]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field CreateOptions.Labels of type map[string]string"}
|
| 400
$ post /volumes/create '{"Name":"q","Labels":{"a":1}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateOptions.Labels.a of type string"}
|
| 400
$ post /volumes/create '{"Name":"q","DriverOpts":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field CreateOptions.DriverOpts of type map[string]string"}
|
| 400
$ post /volumes/create '{"Name":"q","ClusterVolumeSpec":{}}' | sed -E "$V"
| {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
|
| 503
$ post /volumes/create '{"Name":"unk","Bogus":1}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/unk/_data","Name":"unk","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"t"} x'
| {"message":"unexpected content after JSON"}
|
| 400
$ post /volumes/create '{"Name":'
| {"message":"invalid JSON: unexpected EOF"}
|
| 400
$ api POST /volumes/create -H 'Content-Type: text/plain' -d '{"Name":"tt"}'
| {"message":"unsupported Content-Type header (text/plain): must be 'application/json'"}
|
| 400
$ api POST /volumes/create -H 'Content-Type:' -d '{"Name":"tt"}' | sed -E "$V"
| {"message":"malformed Content-Type header (): mime: no media type"}
|
| 400
$ api GET /volumes/v1 | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"a":"1","b":"2"},"Mountpoint":"/var/lib/docker/volumes/v1/_data","Name":"v1","Options":{},"Scope":"local"}
|
| 200
$ api GET /volumes/v2 | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v2/_data","Name":"v2","Options":{"device":"tmpfs","o":"size=1m","type":"tmpfs"},"Scope":"local"}
|
| 200
$ api GET /volumes/ | sed -E "$V"
| {"message":"get: no such volume"}
|
| 404
$ api GET '/volumes?filters=%7B%22name%22%3A%5B%22v%22%5D%7D' | sed -E "$V" | grep -o '"Name":"[^"]*"' | sort
| "Name":"v1"
| "Name":"v2"
| "Name":"v3"
$ api GET '/volumes?filters=%7B%22label%22%3A%5B%22a%3D1%22%5D%7D' | sed -E "$V" | grep -o '"Name":"[^"]*"' | sort
| "Name":"ID"
| "Name":"v1"
$ api GET '/volumes?filters=%7B%22dangling%22%3A%5B%22maybe%22%5D%7D'
| {"message":"invalid filter 'dangling=[maybe]'"}
|
| 400
$ api GET '/volumes?filters=%7B%22dangling%22%3A%7B%22true%22%3Atrue%7D%7D' | grep -o '"Name"' | wc -l
| 10
$ api GET '/volumes?filters=%7B%22driver%22%3A%5B%22nosuch%22%5D%7D'
| {"Volumes":[],"Warnings":null}
|
| 200
$ api GET '/volumes?filters=bad'
| {"message":"error reading volume filters: invalid filter"}
|
| 400
$ api PUT /volumes/v1
| {"message":"volume update only valid for cluster volumes, but swarm is unavailable"}
|
| 503
$ api PUT '/volumes/v1?version=1' -H 'Content-Type: application/json' -d '{}'
| {"message":"volume update only valid for cluster volumes, but swarm is unavailable"}
|
| 503
$ api PUT /volumes/v1 -H 'Content-Type: application/json' -d '{}'
| {"message":"volume update only valid for cluster volumes, but swarm is unavailable"}
|
| 503
$ api POST /volumes/v1
| {"message":"page not found"}
|
| 404
$ docker run --name c1 -v v1:/data busybox true
! Unable to find image 'busybox:latest' locally
! latest: Pulling from library/busybox
! e26177590f6f: Already exists
! Digest: sha256:d6b9a9d7108ccce2a6bd92b3a9e82cb8d1ef653fc5bdbc21bdfcc80aca90228f
! Status: Downloaded newer image for busybox:latest
$ api DELETE /volumes/v1 | sed -E "$V"
| {"message":"remove v1: volume is in use - [ID]"}
|
| 409
$ api DELETE '/volumes/v1?force=1' | sed -E "$V"
| {"message":"remove v1: volume is in use - [ID]"}
|
| 409
$ api GET '/volumes?filters=%7B%22dangling%22%3A%5B%22false%22%5D%7D' | sed -E "$V"
| {"Volumes":[{"CreatedAt":"T","Driver":"local","Labels":{"a":"1","b":"2"},"Mountpoint":"/var/lib/docker/volumes/v1/_data","Name":"v1","Options":{},"Scope":"local"}],"Warnings":null}
|
| 200
$ api POST '/volumes/prune?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api POST '/volumes/prune?filters=bad'
| {"message":"invalid filter"}
|
| 400
$ api POST '/volumes/prune?filters=%7B%22all%22%3A%5B%22maybe%22%5D%7D'
| {"message":"invalid filter 'all': strconv.ParseBool: parsing \"maybe\": invalid syntax"}
|
| 400
$ api POST '/volumes/prune?filters=%7B%22label%22%3A%5B%22zz%22%5D%7D'
| {"VolumesDeleted":[],"SpaceReclaimed":0}
|
| 200
$ api POST '/volumes/prune' | grep -o '[0-9a-f]\{64\}' | wc -l
| 5
$ api POST '/volumes/prune'
| {"VolumesDeleted":[],"SpaceReclaimed":0}
|
| 200
$ api POST '/volumes/prune?filters=%7B%22all%22%3A%5B%22true%22%5D%7D' | tr ',[]' '\n\n\n' | sort
|
|
| "SpaceReclaimed":0}
| "low"
| "unk"
| 200
| {"VolumesDeleted":
$ docker rm c1
| c1
$ api POST '/volumes/prune?filters=%7B%22all%22%3A%5B%22true%22%5D%7D'
| {"VolumesDeleted":["v1"],"SpaceReclaimed":0}
|
| 200
$ api POST '/volumes/prune?filters=%7B%22all%22%3A%5B%22true%22%5D%7D'
| {"VolumesDeleted":[],"SpaceReclaimed":0}
|
| 200
