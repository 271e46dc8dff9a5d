$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ api GET /info | grep -o '"[A-Z][A-Za-z0-9]*":' | awk '!s[$0]++' | head -75
| "ID":
| "Containers":
| "ContainersRunning":
| "ContainersPaused":
| "ContainersStopped":
| "Images":
| "Driver":
| "DriverStatus":
| "Plugins":
| "Volume":
| "Network":
| "Authorization":
| "Log":
| "MemoryLimit":
| "SwapLimit":
| "KernelMemoryTCP":
| "CpuCfsPeriod":
| "CpuCfsQuota":
| "CPUShares":
| "CPUSet":
| "PidsLimit":
| "IPv4Forwarding":
| "Debug":
| "NFd":
| "OomKillDisable":
| "NGoroutines":
| "SystemTime":
| "LoggingDriver":
| "CgroupDriver":
| "CgroupVersion":
| "NEventsListener":
| "KernelVersion":
| "OperatingSystem":
| "OSVersion":
| "OSType":
| "Architecture":
| "IndexServerAddress":
| "RegistryConfig":
| "IndexConfigs":
| "Mirrors":
| "Name":
| "Official":
| "Secure":
| "InsecureRegistryCIDRs":
| "NCPU":
| "MemTotal":
| "GenericResources":
| "DockerRootDir":
| "HttpProxy":
| "HttpsProxy":
| "NoProxy":
| "Labels":
| "ExperimentalBuild":
| "ServerVersion":
| "Runtimes":
| "DefaultRuntime":
| "Swarm":
| "NodeID":
| "NodeAddr":
| "LocalNodeState":
| "ControlAvailable":
| "Error":
| "RemoteManagers":
| "LiveRestoreEnabled":
| "Isolation":
| "InitBinary":
| "ContainerdCommit":
| "RuncCommit":
| "InitCommit":
| "SecurityOptions":
| "FirewallBackend":
| "CDISpecDirs":
| "Containerd":
| "Address":
| "Namespaces":
$ api GET /version | grep -o '"[A-Z][A-Za-z0-9]*":' | awk '!s[$0]++'
| "Platform":
| "Name":
| "Components":
| "Version":
| "Details":
| "ApiVersion":
| "Arch":
| "BuildTime":
| "Experimental":
| "GitCommit":
| "GoVersion":
| "KernelVersion":
| "MinAPIVersion":
| "Os":
$ api GET /version | tr ',' '\n' | grep -E '"(Name|Version|GitCommit)"' | sed -E 's/:".*/:X/' | sort -u
| "Components":[{"Name":X
| "Details":{"GitCommit":X
| "GitCommit":X
| "Version":X
| {"Name":X
| {"Platform":{"Name":X
$ api GET /system/df | sed -E 's/"(Created|Size|SharedSize|LayersSize)":-?[0-9N]+/"\1":N/g; s/[0-9a-f]{64}/ID/g'
| {"LayersSize":N,"Images":[{"Containers":0,"Created":N,"Id":"sha256:ID","Labels":null,"ParentId":"","RepoDigests":["busybox@sha256:ID"],"RepoTags":["busybox:latest"],"SharedSize":N,"Size":N}],"Containers":[],"Volumes":[],"BuildCache":[]}
|
| 200
$ docker volume create v1
| v1
$ docker run --name c1 -v v1:/d busybox sh -c 'echo hello > /d/f; echo xx > /y'
$ api GET /system/df | sed -E 's/"(Created|Size|SharedSize|LayersSize)":-?[0-9N]+/"\1":N/g; s/[0-9a-f]{64}/ID/g; s/"CreatedAt":"[^"]*"/"CreatedAt":"T"/; s/"Status":"[^"]*"/"Status":"S"/'
| {"LayersSize":N,"Images":[{"Containers":1,"Created":N,"Id":"sha256:ID","Labels":null,"ParentId":"","RepoDigests":["busybox@sha256:ID"],"RepoTags":["busybox:latest"],"SharedSize":N,"Size":N}],"Containers":[{"Id":"ID","Names":["/c1"],"Image":"busybox","ImageID":"sha256:ID","Command":"sh -c 'echo hello > /d/f; echo xx > /y'","Created":N,"Ports":[],"SizeRw":3,"SizeRootFs":2065403,"Labels":{},"State":"exited","Status":"S","HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"ID","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}},"Mounts":[{"Type":"volume","Name":"v1","Source":"/var/lib/docker/volumes/v1/_data","Destination":"/d","Driver":"local","Mode":"z","RW":true,"Propagation":""}]}],"Volumes":[{"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v1/_data","Name":"v1","Options":null,"Scope":"local","UsageData":{"RefCount":1,"Size":N}}],"BuildCache":[]}
|
| 200
$ api GET '/system/df?type=volume' | sed -E 's/"CreatedAt":"[^"]*"/"CreatedAt":"T"/'
| {"LayersSize":0,"Images":null,"Containers":null,"Volumes":[{"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v1/_data","Name":"v1","Options":null,"Scope":"local","UsageData":{"RefCount":1,"Size":6}}],"BuildCache":null}
|
| 200
$ api GET '/system/df?type=container' | grep -o '"[A-Z][A-Za-z]*":' | awk '!s[$0]++'
| "LayersSize":
| "Images":
| "Containers":
| "Id":
| "Names":
| "Image":
| "ImageID":
| "Command":
| "Created":
| "Ports":
| "SizeRw":
| "SizeRootFs":
| "Labels":
| "State":
| "Status":
| "HostConfig":
| "NetworkMode":
| "NetworkSettings":
| "Networks":
| "IPAMConfig":
| "Links":
| "Aliases":
| "MacAddress":
| "DriverOpts":
| "GwPriority":
| "NetworkID":
| "EndpointID":
| "Gateway":
| "IPAddress":
| "IPPrefixLen":
| "DNSNames":
| "Mounts":
| "Type":
| "Name":
| "Source":
| "Destination":
| "Driver":
| "Mode":
| "RW":
| "Propagation":
| "Volumes":
| "BuildCache":
$ api GET '/system/df?type=image' | grep -o '"[A-Z][A-Za-z]*":' | awk '!s[$0]++'
| "LayersSize":
| "Images":
| "Containers":
| "Created":
| "Id":
| "Labels":
| "ParentId":
| "RepoDigests":
| "RepoTags":
| "SharedSize":
| "Size":
| "Volumes":
| "BuildCache":
$ api GET '/system/df?type=build-cache'
| {"LayersSize":0,"Images":null,"Containers":null,"Volumes":null,"BuildCache":[]}
|
| 200
$ api GET '/system/df?type=bogus'
| {"message":"unknown object type: bogus"}
|
| 400
$ api GET '/system/df?type=volume&type=image' | grep -o '"[A-Z][A-Za-z]*":' | awk '!s[$0]++'
| "LayersSize":
| "Images":
| "Containers":
| "Created":
| "Id":
| "Labels":
| "ParentId":
| "RepoDigests":
| "RepoTags":
| "SharedSize":
| "Size":
| "Volumes":
| "CreatedAt":
| "Driver":
| "Mountpoint":
| "Name":
| "Options":
| "Scope":
| "UsageData":
| "RefCount":
| "BuildCache":
$ api GET '/events?since=0&until=1'
|
| 200
$ api GET '/events?since=10&until=5'
| {"message":"`since` time (10) cannot be after `until` time (5)"}
|
| 400
$ api GET '/events?until=x'
| {"message":"strconv.ParseInt: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/events?since=1.x&until=1'
| {"message":"strconv.ParseInt: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/events?until=1&filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
|
| 200
$ api GET '/events?until=1&filters=%7B%22type%22%3A%5B%22bogus%22%5D%7D'
|
| 200
$ api GET '/events?until=1&filters=bad'
| {"message":"invalid filter"}
|
| 400
$ S=$(docker events --since 0s --until 0s 2>/dev/null; date +%s); docker create --name ev busybox true >/dev/null; docker start ev >/dev/null; docker wait ev; docker rm ev; docker volume create evv; docker network create evn >/dev/null; docker tag busybox ev:1; sleep 1; U=$(date +%s)
| 0
| ev
| evv
$ ev() { curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/events?since=$S&until=$U$1" | sed -E 's/[0-9a-f]{64}/ID/g; s/"time(Nano)?":[0-9]+/"time\1":N/g'; }
$ ev | grep -o '"Type":"[a-z]*","Action":"[a-z]*"'
| "Type":"container","Action":"create"
| "Type":"network","Action":"connect"
| "Type":"container","Action":"start"
| "Type":"network","Action":"disconnect"
| "Type":"container","Action":"die"
| "Type":"container","Action":"destroy"
| "Type":"volume","Action":"create"
| "Type":"network","Action":"create"
| "Type":"image","Action":"tag"
$ ev | grep '"Type":"container"'
| {"status":"create","id":"ID","from":"busybox","Type":"container","Action":"create","Actor":{"ID":"ID","Attributes":{"image":"busybox","name":"ev"}},"scope":"local","time":N,"timeNano":N}
| {"status":"start","id":"ID","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"ID","Attributes":{"image":"busybox","name":"ev"}},"scope":"local","time":N,"timeNano":N}
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"execDuration":"1","exitCode":"0","image":"busybox","name":"ev"}},"scope":"local","time":N,"timeNano":N}
| {"status":"destroy","id":"ID","from":"busybox","Type":"container","Action":"destroy","Actor":{"ID":"ID","Attributes":{"image":"busybox","name":"ev"}},"scope":"local","time":N,"timeNano":N}
$ ev | grep '"Type":"volume"'
| {"Type":"volume","Action":"create","Actor":{"ID":"evv","Attributes":{"driver":"local"}},"scope":"local","time":N,"timeNano":N}
$ ev | grep '"Type":"network"' | sed -E 's/"name":"bridge"//' | head -1
| {"Type":"network","Action":"connect","Actor":{"ID":"ID","Attributes":{"container":"ID",,"type":"bridge"}},"scope":"local","time":N,"timeNano":N}
$ ev | grep '"Type":"image"'
| {"status":"tag","id":"sha256:ID","Type":"image","Action":"tag","Actor":{"ID":"sha256:ID","Attributes":{"name":"ev:1"}},"scope":"local","time":N,"timeNano":N}
$ ev '&filters=%7B%22event%22%3A%5B%22die%22%5D%7D'
| {"status":"die","id":"ID","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"ID","Attributes":{"execDuration":"1","exitCode":"0","image":"busybox","name":"ev"}},"scope":"local","time":N,"timeNano":N}
$ ev '&filters=%7B%22container%22%3A%5B%22ev%22%5D%2C%22event%22%3A%5B%22start%22%5D%7D'
| {"status":"start","id":"ID","from":"busybox","Type":"container","Action":"start","Actor":{"ID":"ID","Attributes":{"image":"busybox","name":"ev"}},"scope":"local","time":N,"timeNano":N}
$ ev '&filters=%7B%22type%22%3A%5B%22volume%22%5D%7D' | wc -l
| 1
$ ev '&filters=%7B%22image%22%3A%5B%22busybox%22%5D%7D' | grep -o '"Action":"[a-z]*"'
| "Action":"create"
| "Action":"start"
| "Action":"die"
| "Action":"destroy"
$ curl -s --max-time 1 --unix-socket /var/run/docker.sock "http://localhost/v1.51/events?filters=%7B%22type%22%3A%5B%22node%22%5D%7D"
= 28
$ curl -s -i --max-time 1 --unix-socket /var/run/docker.sock "http://localhost/v1.51/events" | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Transfer-Encoding: chunked
|
$ api GET /_ping
| OK
| 200
$ api POST /_ping
| {"message":"page not found"}
|
| 404
$ curl -s -i --unix-socket /var/run/docker.sock http://localhost/_ping | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Swarm: inactive
| Content-Length: 2
| Content-Type: text/plain; charset=utf-8
|
| OK
$ curl -s -I --unix-socket /var/run/docker.sock http://localhost/v1.51/_ping | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Builder-Version: 2
| Cache-Control: no-cache, no-store, must-revalidate
| Content-Length: 0
| Content-Type: text/plain; charset=utf-8
| Docker-Experimental: false
| Ostype: linux
| Pragma: no-cache
| Swarm: inactive
|
$ curl -s -i --unix-socket /var/run/docker.sock http://localhost/v1.51/containers/json | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Content-Length: 3
|
| []
$ curl -s -i --unix-socket /var/run/docker.sock http://localhost/v1.51/nosuch | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Content-Length: 29
|
| {"message":"page not found"}
$ curl -s -i --unix-socket /var/run/docker.sock http://localhost/v1.20/info | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 400 Bad Request
| Api-Version: 1.51
| Content-Type: text/plain; charset=utf-8
| Ostype: linux
| X-Content-Type-Options: nosniff
| Content-Length: 117
|
| client version 1.20 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version
$ curl -s -i --unix-socket /var/run/docker.sock http://localhost//info | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 301 Moved Permanently
| Location: /info
| Content-Length: 0
|
$ curl -s -i --unix-socket /var/run/docker.sock http://localhost/v1.51//info | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 301 Moved Permanently
| Location: /v1.51/info
| Content-Length: 0
|
$ curl -s -i --path-as-is --unix-socket /var/run/docker.sock http://localhost/v1.51/x/../info | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 301 Moved Permanently
| Location: /v1.51/info
| Content-Length: 0
|
$ curl -s -i -X POST --unix-socket /var/run/docker.sock http://localhost//containers/create | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 301 Moved Permanently
| Location: /containers/create
| Content-Length: 0
|
$ curl -s -i -X DELETE --unix-socket /var/run/docker.sock http://localhost/v1.51/volumes/v9 | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 404 Not Found
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Content-Length: 37
|
| {"message":"get v9: no such volume"}
$ curl -s -i -X DELETE --unix-socket /var/run/docker.sock 'http://localhost/v1.51/volumes/v9?force=1' | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 204 No Content
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
|
$ curl -s -I --unix-socket /var/run/docker.sock http://localhost/v1.51/info | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 404 Not Found
| Content-Type: application/json
| Content-Length: 29
|
$ curl -s -i -X OPTIONS --unix-socket /var/run/docker.sock http://localhost/v1.51/info | tr -d '\r' | grep -v -iE '^(date|server)'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Docker-Experimental: false
| Ostype: linux
| Content-Length: 0
|
$ curl -s -o /dev/null -w '%{http_code}\n' --unix-socket /var/run/docker.sock http://localhost/
| 404
$ curl -s -w '%{http_code}\n' --unix-socket /var/run/docker.sock http://localhost/v1.24/version | tail -1
| 200
$ curl -s -w '%{http_code}\n' --unix-socket /var/run/docker.sock http://localhost/v1.52/version
| {"message":"client version 1.52 is too new. Maximum supported API version is 1.51"}
| 400
$ curl -s -w '%{http_code}\n' --unix-socket /var/run/docker.sock http://localhost/v1/version
| client version 1 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version
| 400
$ curl -s -w '%{http_code}\n' --unix-socket /var/run/docker.sock http://localhost/v2.0/version
| {"message":"client version 2.0 is too new. Maximum supported API version is 1.51"}
| 400
$ curl -s -w '%{http_code}\n' --unix-socket /var/run/docker.sock http://localhost/v0.1/version
| client version 0.1 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version
| 400
$ api GET /info/
| {"message":"page not found"}
|
| 404
$ api GET '/containers/json/'
| {"message":"page not found"}
|
| 404
$ api GET '/containers//json'
|
| 301
$ api GET '/images//json'
|
| 301
$ post /auth '{"username":"a","password":"b","serveraddress":"127.0.0.1:5555"}'
| {"IdentityToken":"","Status":"Login Succeeded"}
|
| 200
$ post /auth '{"username":"a","password":"b","serveraddress":"http://127.0.0.1:5555"}'
| {"IdentityToken":"","Status":"Login Succeeded"}
|
| 200
$ post /auth '{}' | tail -1
| 500
$ post /auth 'x'
| {"message":"invalid character 'x' looking for beginning of value"}
|
| 500
$ post /auth ''
| {"message":"EOF"}
|
| 500
$ post /auth '{"username":5}'
| {"message":"json: cannot unmarshal number into Go struct field .username of type string"}
|
| 500
$ post /auth '{"username":"a","password":"b","serveraddress":"127.0.0.1:1"}' | sed -E 's/"message":.*/M/'
| {M
|
| 500
$ api POST /auth -H 'Content-Type: text/plain' -d '{}' | tail -1
| 500
