$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ F() { printf '%s' "$1" | od -An -tx1 | tr -d '\n' | tr ' ' '%'; }
$ docker run -d --name r1 --label a=1 -p 127.0.0.1:8080:80 busybox sleep 1000 | wc -c
| 65
$ docker run --name x1 --label a=2 busybox sh -c 'exit 3' ; docker create --name c1 -v vol:/v busybox | wc -c
| 65
$ ls_() { curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/json?$1" | grep -oE '"Names":\["[^"]*"|"message":.*' | tr '\n' ' '; echo; }
$ ls_ ''
| "Names":["/r1" 
$ ls_ all=1
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ ls_ all=0
| "Names":["/r1" 
$ ls_ all=true
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ ls_ all=x
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ ls_ limit=1
| "Names":["/c1" 
$ ls_ limit=2
| "Names":["/c1" "Names":["/x1" 
$ ls_ limit=0
| "Names":["/r1" 
$ ls_ limit=-1
| "Names":["/r1" 
$ ls_ limit=x
| "message":"strconv.Atoi: parsing \"x\": invalid syntax"} 
$ ls_ 'all=1&limit=1'
| "Names":["/c1" 
$ fl() { ls_ "all=1&filters=$(F "$1")"; }
$ fl '{"status":["exited"]}'
| "Names":["/x1" 
$ fl '{"status":["bogus"]}'
| "message":"invalid filter 'status=bogus': invalid value for state (bogus): must be one of created, running, paused, restarting, removing, exited, dead"} 
$ fl '{"exited":["3"]}'
| "Names":["/x1" 
$ fl '{"exited":["x"]}'
| "message":"invalid filter 'exited=x': strconv.Atoi: parsing \"x\": invalid syntax"} 
$ fl '{"label":["a"]}'
| "Names":["/x1" "Names":["/r1" 
$ fl '{"label":["a=2"]}'
| "Names":["/x1" 
$ fl '{"name":["1"]}'
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ fl '{"name":["^/x"]}'
| "Names":["/x1" 
$ fl '{"name":["["]}'
|
$ fl '{"ancestor":["busybox"]}'
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ fl '{"ancestor":["nosuch"]}'
|
$ fl '{"volume":["vol"]}'
| "Names":["/c1" 
$ fl '{"volume":["/v"]}'
| "Names":["/c1" 
$ fl '{"network":["bridge"]}'
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ fl '{"network":["nosuch"]}'
|
$ fl '{"health":["none"]}'
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ fl '{"health":["bogus"]}'
| "message":"invalid filter 'health=bogus': invalid value for health (bogus): must be one of none, starting, healthy, unhealthy"} 
$ fl '{"isolation":["x"]}'
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ fl '{"is-task":["false"]}'
| "Names":["/c1" "Names":["/x1" "Names":["/r1" 
$ fl '{"is-task":["x"]}'
| "message":"invalid filter 'is-task=[x]'"} 
$ fl '{"before":["x1"]}'
| "Names":["/r1" 
$ fl '{"since":["x1"]}'
| "Names":["/c1" 
$ fl '{"before":["nosuch"]}'
| "message":"No such container: nosuch"} 
$ fl '{"publish":["8080"]}'
| "Names":["/r1" 
$ fl '{"publish":["80"]}'
|
$ fl '{"expose":["80/tcp"]}'
| "Names":["/r1" 
$ fl '{"publish":["x"]}'
| "message":"error while looking up for publish x: strconv.ParseUint: parsing \"x\": invalid syntax"} 
$ fl '{"bogus":["x"]}'
| "message":"invalid filter 'bogus'"} 
$ fl '{"id":["zz"]}'
|
$ fl '{"status":["running"],"label":["a=2"]}'
|
$ fl '{"status":{"running":true}}'
| "Names":["/r1" 
$ fl '[]'
| "message":"invalid filter"} 
$ fl '{"status":"running"}'
| "message":"invalid filter"} 
$ api GET '/containers/json' | sed -E 's/[0-9a-f]{64}/ID/g; s/"Status":"[^"]*"/"Status":"S"/; s/"MacAddress":"[^"]*"/"MacAddress":"M"/; s/"Created":[0-9N]+/"Created":N/'
| [{"Id":"ID","Names":["/r1"],"Image":"busybox","ImageID":"sha256:ID","Command":"sleep 1000","Created":N,"Ports":[{"IP":"127.0.0.1","PrivatePort":80,"PublicPort":8080,"Type":"tcp"}],"Labels":{"a":"1"},"State":"running","Status":"S","HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"M","DriverOpts":null,"GwPriority":0,"NetworkID":"ID","EndpointID":"ID","Gateway":"172.17.0.1","IPAddress":"172.17.0.2","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}},"Mounts":[]}]
|
| 200
$ api GET '/containers/json?size=1&filters=%7B%22name%22%3A%5B%22c1%22%5D%7D&all=1' | sed -E 's/[0-9a-f]{64}/ID/g; s/"SizeRootFs":[0-9]+/"SizeRootFs":N/; s/"Created":[0-9N]+/"Created":N/'
| [{"Id":"ID","Names":["/c1"],"Image":"busybox","ImageID":"sha256:ID","Command":"sh","Created":N,"Ports":[],"SizeRootFs":N,"Labels":{},"State":"created","Status":"Created","HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}},"Mounts":[{"Type":"volume","Name":"vol","Source":"/var/lib/docker/volumes/vol/_data","Destination":"/v","Driver":"local","Mode":"z","RW":true,"Propagation":""}]}]
|
| 200
$ im() { curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/images/json?$1" | grep -oE '"RepoTags":\[[^]]*\]|"message":.*' | sort | tr '\n' ' '; echo; }
$ docker tag busybox bb:1; docker tag busybox other/bb:2; docker commit x1 | wc -c
| 72
$ im ''
| "RepoTags":["bb:1","busybox:latest","other/bb:2"] "RepoTags":[] 
$ im all=1
| "RepoTags":["bb:1","busybox:latest","other/bb:2"] "RepoTags":[] 
$ ifl() { im "filters=$(F "$1")"; }
$ ifl '{"dangling":["true"]}'
| "RepoTags":[] 
$ ifl '{"dangling":["false"]}'
| "RepoTags":["bb:1","busybox:latest","other/bb:2"] 
$ ifl '{"dangling":["x"]}'
| "message":"invalid filter 'dangling=[x]'"} 
$ ifl '{"dangling":["true","false"]}'
| "message":"invalid filter 'dangling=[false true]'"} 
$ ifl '{"reference":["bb"]}'
| "RepoTags":["bb:1"] 
$ ifl '{"reference":["*/bb"]}'
| "RepoTags":["other/bb:2"] 
$ ifl '{"reference":["*:2"]}'
|
$ ifl '{"reference":["["]}'
| "message":"syntax error in pattern"} 
$ ifl '{"label":["a"]}'
| "RepoTags":[] 
$ ifl '{"label":["a=2"]}'
| "RepoTags":[] 
$ ifl '{"before":["bb:1"]}'
|
$ ifl '{"since":["bb:1"]}'
| "RepoTags":[] 
$ ifl '{"since":["nosuch"]}'
| "message":"No such image: nosuch:latest"} 
$ ifl '{"until":["1h"]}'
|
$ ifl '{"until":["x"]}'
| "message":"failed to parse value as time or duration: \"x\""} 
$ ifl '{"bogus":["x"]}'
| "message":"invalid filter 'bogus'"} 
$ im 'filter=bb'
| "RepoTags":["bb:1","busybox:latest","other/bb:2"] "RepoTags":[] 
$ im 'digests=1'
| "RepoTags":["bb:1","busybox:latest","other/bb:2"] "RepoTags":[] 
$ api GET '/images/json?manifests=1' | tail -1
| 200
$ api POST "/containers/prune?filters=$(F '{"label":["nosuch"]}')"
| {"ContainersDeleted":null,"SpaceReclaimed":0}
|
| 200
$ api POST "/containers/prune?filters=$(F '{"bogus":["x"]}')"
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api POST "/containers/prune?filters=$(F '{"until":["x"]}')"
| {"message":"failed to parse value as time or duration: \"x\""}
|
| 400
$ api POST "/containers/prune?filters=$(F '{"until":["1h"]}')"
| {"ContainersDeleted":null,"SpaceReclaimed":0}
|
| 200
$ api POST "/containers/prune?filters=$(F '{"until":["1h","2h"]}')"
| {"message":"more than one until filter specified"}
|
| 400
$ api POST "/containers/prune?filters=$(F '{"label!":["a"]}')" | sed -E 's/[0-9a-f]{64}/ID/g'
| {"ContainersDeleted":["ID"],"SpaceReclaimed":0}
|
| 200
$ api POST "/containers/prune?filters=x"
| {"message":"invalid filter"}
|
| 400
$ api POST "/containers/prune" | sed -E 's/[0-9a-f]{64}/ID/g'
| {"ContainersDeleted":["ID"],"SpaceReclaimed":0}
|
| 200
$ api POST "/images/prune?filters=$(F '{"dangling":["x"]}')"
| {"message":"invalid filter 'dangling=[x]'"}
|
| 400
$ api POST "/images/prune?filters=$(F '{"bogus":["x"]}')"
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api POST "/images/prune?filters=$(F '{"label":["nosuch"]}')"
| {"ImagesDeleted":null,"SpaceReclaimed":0}
|
| 200
$ api POST "/images/prune" | sed -E 's/[0-9a-f]{64}/ID/g; s/"SpaceReclaimed":[0-9]+/"SpaceReclaimed":R/'
| {"ImagesDeleted":[{"Deleted":"sha256:ID"}],"SpaceReclaimed":R}
|
| 200
$ api POST "/images/prune?filters=$(F '{"dangling":["false"],"until":["x"]}')"
| {"message":"failed to parse value as time or duration: \"x\""}
|
| 500
$ api POST "/volumes/prune?filters=$(F '{"bogus":["x"]}')"
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api POST "/volumes/prune?filters=$(F '{"all":["x"]}')"
| {"message":"invalid filter 'all': strconv.ParseBool: parsing \"x\": invalid syntax"}
|
| 400
$ api POST "/volumes/prune?filters=$(F '{"all":["1","0"]}')"
| {"message":"invalid filter 'all=[1 0]': only one value is expected"}
|
| 400
$ api POST "/volumes/prune?filters=$(F '{"label":["nosuch"],"all":["1"]}')"
| {"VolumesDeleted":[],"SpaceReclaimed":0}
|
| 200
$ api POST "/build/prune?filters=$(F '{"until":["x"]}')"
| {"message":"failed to prune build cache: \"until\" filter expects a duration (e.g., '24h') or a timestamp: failed to parse value as time or duration: \"x\""}
|
| 400
$ api POST "/build/prune?keep-storage=x"
| {"message":"keep-storage is in bytes and expects an integer, got x: strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 400
$ api POST "/build/prune?all=1"
| {"CachesDeleted":null,"SpaceReclaimed":0}
|
| 200
$ api POST "/build/prune?reserved-space=x"
| {"message":"reserved-space is in bytes and expects an integer, got x: strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 400
$ api POST "/build/prune?max-used-space=x"
| {"message":"max-used-space is in bytes and expects an integer, got x: strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 400
$ api POST "/build/prune?min-free-space=5"
| {"CachesDeleted":null,"SpaceReclaimed":0}
|
| 200
$ api GET '/volumes?filters=%7B%22dangling%22%3A%5B%22true%22%5D%7D' | sed -E 's/"CreatedAt":"[^"]*"/"CreatedAt":"T"/'
| {"Volumes":[{"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/vol/_data","Name":"vol","Options":null,"Scope":"local"}],"Warnings":null}
|
| 200
$ api GET "/volumes?filters=$(F '{"driver":["local"]}')" | grep -o '"Name":"[^"]*"'
| "Name":"vol"
$ api GET "/volumes?filters=$(F '{"driver":["x"]}')"
| {"Volumes":[],"Warnings":null}
|
| 200
$ api GET "/volumes?filters=$(F '{"name":["vo"]}')" | grep -o '"Name":"[^"]*"'
| "Name":"vol"
$ api GET "/volumes?filters=$(F '{"label":["x"]}')"
| {"Volumes":[],"Warnings":null}
|
| 200
$ api GET "/volumes?filters=$(F '{"dangling":["x"]}')"
| {"message":"invalid filter 'dangling=[x]'"}
|
| 400
$ api GET "/volumes?filters=$(F '{"bogus":["x"]}')"
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api GET '/system/df?type=bogus'
| {"message":"unknown object type: bogus"}
|
| 400
$ api GET '/system/df?type=container&type=bogus'
| {"message":"unknown object type: bogus"}
|
| 400
$ api GET '/system/df?type=' | tail -1
| 400
$ api GET '/system/df?type=volume' | sed -E 's/"CreatedAt":"[^"]*"/"CreatedAt":"T"/'
| {"LayersSize":0,"Images":null,"Containers":null,"Volumes":[{"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/vol/_data","Name":"vol","Options":null,"Scope":"local","UsageData":{"RefCount":0,"Size":0}}],"BuildCache":null}
|
| 200
$ api GET '/system/df?type=build-cache'
| {"LayersSize":0,"Images":null,"Containers":null,"Volumes":null,"BuildCache":[]}
|
| 200
$ api GET '/system/df?type=image&type=build-cache' | sed -E 's/[0-9a-f]{64}/ID/g; s/"(Created|Size|SharedSize|LayersSize)":-?[0-9N]+/"\1":N/g'
| {"LayersSize":N,"Images":[{"Containers":1,"Created":N,"Id":"sha256:ID","Labels":null,"ParentId":"","RepoDigests":["busybox@sha256:ID"],"RepoTags":["bb:1","busybox:latest","other/bb:2"],"SharedSize":N,"Size":N}],"Containers":null,"Volumes":null,"BuildCache":[]}
|
| 200
$ api GET '/system/df?verbose=1' | grep -o '"[A-Z][A-Za-z]*":' | awk '!s[$0]++' | head -40 | tr -d '\n'
| "LayersSize":"Images":"Containers":"Created":"Id":"Labels":"ParentId":"RepoDigests":"RepoTags":"SharedSize":"Size":"Names":"Image":"ImageID":"Command":"Ports":"IP":"PrivatePort":"PublicPort":"Type":"SizeRootFs":"State":"Status":"HostConfig":"NetworkMode":"NetworkSettings":"Networks":"IPAMConfig":"Links":"Aliases":"MacAddress":"DriverOpts":"GwPriority":"NetworkID":"EndpointID":"Gateway":"IPAddress":"IPPrefixLen":"DNSNames":"Mounts":
\ no newline
$ docker rm -f r1
| r1
