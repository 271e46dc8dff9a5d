$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ post '/containers/create?name=c1' '{"Image":"busybox","Cmd":["sleep","100"]}'
| {"Id":"019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91","Warnings":[]}
|
| 201
$ post '/containers/create?name=c1' '{"Image":"busybox"}'
| {"message":"Conflict. The container name \"/c1\" is already in use by container \"019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91\". You have to remove (or rename) that container to be able to reuse that name."}
|
| 409
$ post '/containers/create?name=bad/name' '{"Image":"busybox"}'
| {"message":"Invalid container name (bad/name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ post '/containers/create?name=c' '{"Image":"busybox"}'
| {"message":"Invalid container name (c), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"nosuch127"}'
| {"message":"No such image: nosuch127:latest"}
|
| 404
$ post '/containers/create?name=c9' '{}'
| {"message":"config cannot be empty in order to create a container"}
|
| 400
$ post '/containers/create?name=c9' '{"HostConfig":{}}'
| {"message":"config cannot be empty in order to create a container"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"NetworkMode":"nosuchnet"}}'
| {"Id":"1387fa47a9b32c0b63cd3ae4c33322d2570c6966a22923cd54c8a3b015196aa8","Warnings":[]}
|
| 201
$ api POST /containers/c9/start
| {"message":"failed to set up container networking: network nosuchnet not found"}
|
| 404
$ api DELETE /containers/c9
|
| 204
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"RestartPolicy":{"Name":"bogus"}}}'
| {"message":"invalid restart policy: unknown policy 'bogus'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"RestartPolicy":{"Name":"no","MaximumRetryCount":3}}}'
| {"message":"invalid restart policy: maximum retry count can only be used with 'on-failure'"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"AutoRemove":true,"RestartPolicy":{"Name":"always"}}}'
| {"message":"can't create 'AutoRemove' container with restart policy"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"Memory":1000}}'
| {"message":"Minimum memory limit allowed is 6MB"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"Binds":["x"]}}'
| {"message":"invalid volume specification: 'x': invalid mount config for type \"volume\": invalid mount path: 'x' mount path must be absolute"}
|
| 500
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"Binds":["rel/path:/x"]}}'
| {"message":"create rel/path: \"rel/path\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"bind","Source":"/nosuchdir","Target":"/x"}]}}'
| {"message":"invalid mount config for type \"bind\": bind source path does not exist: /nosuchdir"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"bogus","Target":"/x"}]}}'
| {"message":"invalid mount config for type \"bogus\": mount type unknown"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"volume","Source":"v"}]}}'
| {"message":"invalid mount config for type \"volume\": field Target must not be empty"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"LogConfig":{"Type":"nosuchlog"}}}'
| {"message":"error looking up logging plugin nosuchlog: plugin \"nosuchlog\" not found"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","HostConfig":{"NetworkMode":"container:nosuch"}}'
| {"Id":"4716f157f23f2e09e06f041a06eb1827424aa53e47b66379af899f9e36317a19","Warnings":[]}
|
| 201
$ post '/containers/create?name=c9' '{"Image":"busybox","Healthcheck":{"Test":["CMD","x"],"Interval":5}}'
| {"message":"Interval in Healthcheck cannot be less than 1ms"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","WorkingDir":"rel"}'
| {"message":"the working directory 'rel' is invalid, it needs to be an absolute path"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","StopSignal":"BOGUS"}'
| {"message":"invalid signal: BOGUS"}
|
| 400
$ post '/containers/create?name=c9' '{"Image":"busybox","ExposedPorts":{"x/tcp":{}}}'
| {"message":"Conflict. The container name \"/c9\" is already in use by container \"4716f157f23f2e09e06f041a06eb1827424aa53e47b66379af899f9e36317a19\". You have to remove (or rename) that container to be able to reuse that name."}
|
| 409
$ post '/containers/create?name=c9' '{"Image":"busybox","Env":["=x"]}'
| {"message":"invalid environment variable: =x"}
|
| 400
$ post '/containers/create?name=c9&platform=bogus/x/y/z' '{"Image":"busybox"}'
| {"message":"\"bogus/x/y/z\": cannot parse platform specifier: invalid argument"}
|
| 400
$ api GET '/containers/json?all=1' | sed -E 's/"(Id|NetworkID|ImageID)":"[^"]*"/"\1":"I"/g; s/"Created":[0-9N]+/"Created":N/g; s/"Status":"[^"]*"/"Status":"S"/'
| [{"Id":"I","Names":["/c9"],"Image":"busybox","ImageID":"I","Command":"sh","Created":N,"Ports":[],"Labels":{},"State":"created","Status":"S","HostConfig":{"NetworkMode":"container:nosuch"},"NetworkSettings":{"Networks":{}},"Mounts":[]},{"Id":"I","Names":["/c1"],"Image":"busybox","ImageID":"I","Command":"sleep 100","Created":N,"Ports":[],"Labels":{},"State":"created","Status":"Created","HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"","DriverOpts":null,"GwPriority":0,"NetworkID":"I","EndpointID":"","Gateway":"","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}},"Mounts":[]}]
|
| 200
$ api GET '/containers/json'
| []
|
| 200
$ api GET '/containers/json?all=1&size=1' | grep -o '"Size[A-Za-z]*"'
| "SizeRootFs"
| "SizeRootFs"
$ api GET '/containers/json?limit=1' | tail -1
| 200
$ api GET '/containers/json?limit=x'
| {"message":"strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/containers/json?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api GET '/containers/json?filters=bad'
| {"message":"invalid filter"}
|
| 400
$ api GET '/containers/json?filters=%7B%22status%22%3A%5B%22bogus%22%5D%7D'
| {"message":"invalid filter 'status=bogus': invalid value for state (bogus): must be one of created, running, paused, restarting, removing, exited, dead"}
|
| 400
$ api GET '/containers/json?filters=%7B%22health%22%3A%5B%22bogus%22%5D%7D'
| {"message":"invalid filter 'health=bogus': invalid value for health (bogus): must be one of none, starting, healthy, unhealthy"}
|
| 400
$ api GET '/containers/json?filters=%7B%22exited%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'exited=x': strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 400
$ api GET '/containers/json?filters=%7B%22before%22%3A%5B%22nosuch%22%5D%7D'
| {"message":"No such container: nosuch"}
|
| 404
$ api POST /containers/c1/start
|
| 204
$ api POST /containers/c1/start
|
| 304
$ api POST /containers/nosuch/start
| {"message":"No such container: nosuch"}
|
| 404
$ api GET /containers/c1/json | tr ',' '\n' | grep -E '"(Status|Running|Paused|Restarting|OOMKilled|Dead|ExitCode|Error|RestartCount|Driver|Platform|Name|Path|Args)"'
| "Path":"sleep"
| "Args":["100"]
| "State":{"Status":"running"
| "Running":true
| "Paused":false
| "Restarting":false
| "OOMKilled":false
| "Dead":false
| "ExitCode":0
| "Error":""
| "Name":"/c1"
| "RestartCount":0
| "Driver":"overlay2"
| "Platform":"linux"
| "RestartPolicy":{"Name":"no"
| "Name":"overlay2"}
$ api GET '/containers/json' | sed -E 's/"(Id|NetworkID|ImageID|EndpointID)":"[^"]*"/"\1":"I"/g; s/"Created":[0-9N]+/"Created":N/g; s/"Status":"[^"]*"/"Status":"S"/; s/"MacAddress":"[^"]*"/"MacAddress":"M"/; s/"(IPAddress|Gateway)":"[^"]*"/"\1":"A"/g'
| [{"Id":"I","Names":["/c1"],"Image":"busybox","ImageID":"I","Command":"sleep 100","Created":N,"Ports":[],"Labels":{},"State":"running","Status":"S","HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{"bridge":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"M","DriverOpts":null,"GwPriority":0,"NetworkID":"I","EndpointID":"I","Gateway":"A","IPAddress":"A","IPPrefixLen":16,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}},"Mounts":[]}]
|
| 200
$ api POST /containers/c1/pause
|
| 204
$ api POST /containers/c1/pause
| {"message":"Container 019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91 is already paused"}
|
| 409
$ api POST /containers/c1/start
| {"message":"cannot start a paused container, try unpause instead"}
|
| 409
$ api POST /containers/c1/unpause
|
| 204
$ api POST /containers/c1/unpause
| {"message":"Container 019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91 is not paused"}
|
| 500
$ api POST '/containers/c1/kill?signal=BOGUS'
| {"message":"cannot kill container: c1: invalid signal: BOGUS"}
|
| 400
$ api POST '/containers/c1/kill?signal=99'
| {"message":"cannot kill container: c1: the linux daemon does not support signal 99"}
|
| 400
$ api POST '/containers/c1/kill?signal=CONT'
|
| 204
$ api GET '/containers/c1/top' | sed -E 's/[0-9]{2}:[0-9]{2}(:[0-9]{2})?/T/g; s/"[0-9]+"/"P"/g'
| {"Processes":[["root","P","P","P","T","?","T","sleep 100"]],"Titles":["UID","PID","PPID","C","STIME","TTY","TIME","CMD"]}
|
| 200
$ api GET '/containers/c1/top?ps_args=-o%20pid,comm' | sed -E 's/"[0-9]+"/"P"/g'
| {"Processes":[["P","sleep"]],"Titles":["PID","COMMAND"]}
|
| 200
$ api GET '/containers/c1/top?ps_args=-bogus' | tail -1
| 500
$ api GET '/containers/c1/changes'
| null
|
| 200
$ api POST '/containers/c1/rename?name='
| {"message":"Neither old nor new names may be empty"}
|
| 400
$ api POST '/containers/c1/rename?name=bad/x'
| {"message":"Error when allocating new name: Invalid container name (/bad/x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ api POST '/containers/c1/rename?name=c1'
| {"message":"Renaming a container with the same name as its current name"}
|
| 400
$ api POST '/containers/c1/rename?name=c2'
|
| 204
$ api POST '/containers/c1/rename?name=c3'
| {"message":"No such container: c1"}
|
| 404
$ api POST '/containers/c2/rename?name=c1'
|
| 204
$ api DELETE /containers/c1
| {"message":"cannot remove container \"c1\": container is running: stop the container before removing or force remove"}
|
| 409
$ api POST '/containers/c1/stop?t=0'
|
| 204
$ api POST '/containers/c1/stop?t=0'
|
| 304
$ api POST '/containers/c1/stop?t=x'
| {"message":"strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 500
$ api POST '/containers/c1/kill'
| {"message":"cannot kill container: c1: container 019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91 is not running"}
|
| 409
$ api POST '/containers/c1/pause'
| {"message":"container 019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91 is not running"}
|
| 409
$ api POST '/containers/c1/unpause'
| {"message":"Container 019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91 is not paused"}
|
| 500
$ api GET '/containers/c1/top'
| {"message":"container 019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91 is not running"}
|
| 409
$ api GET /containers/c1/json | tr ',' '\n' | grep -E '"(Status|Running|ExitCode|Error|Pid)"'
| "State":{"Status":"exited"
| "Running":false
| "Pid":0
| "ExitCode":137
| "Error":""
$ api POST '/containers/c1/restart?t=0'
|
| 204
$ api POST '/containers/c1/restart?t=0&signal=KILL'
|
| 204
$ api POST '/containers/c1/kill?signal=KILL'
|
| 204
$ api POST '/containers/c1/wait'
| {"StatusCode":137}
|
| 200
$ api POST '/containers/c1/wait?condition=bogus'
| {"message":"invalid condition: \"bogus\""}
|
| 400
$ api POST '/containers/nosuch/wait'
| {"message":"No such container: nosuch"}
|
| 404
$ api GET /containers/nosuch/json
| {"message":"No such container: nosuch"}
|
| 404
$ api GET /containers/nosuch/top
| {"message":"No such container: nosuch"}
|
| 404
$ api GET /containers/nosuch/changes
| {"message":"No such container: nosuch"}
|
| 404
$ api GET /containers/nosuch/export
| {"message":"No such container: nosuch"}
|
| 404
$ api GET '/containers/nosuch/logs?stdout=1'
| {"message":"No such container: nosuch"}
|
| 404
$ api GET '/containers/c1/logs'
| {"message":"Bad parameters: you must choose at least one stream"}
|
| 400
$ api GET '/containers/nosuch/stats?stream=0'
| {"message":"No such container: nosuch"}
|
| 404
$ api POST '/containers/nosuch/rename?name=x'
| {"message":"No such container: nosuch"}
|
| 404
$ api POST '/containers/nosuch/resize?h=1&w=1'
| {"message":"No such container: nosuch"}
|
| 404
$ api POST '/containers/c1/resize?h=1&w=1'
| {"message":"container 019071df75876243a8d87e39ffcabd606c860fb1234afd781727ebe2e5564d91 is not running"}
|
| 409
$ api POST '/containers/c1/resize?h=x&w=1'
| {"message":"invalid resize height \"x\": invalid syntax"}
|
| 400
$ api POST '/containers/c1/resize'
| {"message":"invalid resize height \"\": invalid syntax"}
|
| 400
$ post '/containers/nosuch/update' '{}'
| {"message":"No such container: nosuch"}
|
| 404
$ post '/containers/c1/update' '{}'
| {"Warnings":null}
|
| 200
$ post '/containers/c1/update' '{"Memory":1000}'
| {"message":"Minimum memory limit allowed is 6MB"}
|
| 400
$ post '/containers/c1/update' '{"Memory":67108864,"MemorySwap":134217728}'
| {"Warnings":null}
|
| 200
$ post '/containers/c1/update' '{"RestartPolicy":{"Name":"always"},"PidsLimit":50,"CpuShares":512}'
| {"Warnings":null}
|
| 200
$ post '/containers/c1/update' '{"RestartPolicy":{"Name":"bogus"}}'
| {"message":"invalid restart policy: unknown policy 'bogus'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"}
|
| 400
$ docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.PidsLimit}} {{.HostConfig.CpuShares}} {{.HostConfig.RestartPolicy.Name}}' c1
| 67108864 134217728 50 512 always
$ api DELETE '/containers/c1?v=1&force=1'
|
| 204
$ api DELETE '/containers/c1?force=1'
| {"message":"No such container: c1"}
|
| 404
$ api DELETE /containers/nosuch
| {"message":"No such container: nosuch"}
|
| 404
$ post '/containers/create?name=p1' '{"Image":"busybox","Cmd":["true"]}' | tail -1
| 201
$ api POST /containers/p1/start
|
| 204
$ api POST '/containers/p1/wait'
| {"StatusCode":0}
|
| 200
$ api POST '/containers/prune?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api POST '/containers/prune?filters=bad'
| {"message":"invalid filter"}
|
| 400
$ api POST '/containers/prune?filters=%7B%22until%22%3A%5B%22x%22%5D%7D'
| {"message":"failed to parse value as time or duration: \"x\""}
|
| 400
$ api POST /containers/prune | sed -E 's/"SpaceReclaimed":[0-9]+/"SpaceReclaimed":0/'
| {"ContainersDeleted":["7d87f983f7d5bf1b521554fe6445fb4e919da3df985d752732fc3c32f7cfed21","4716f157f23f2e09e06f041a06eb1827424aa53e47b66379af899f9e36317a19"],"SpaceReclaimed":0}
|
| 200
$ api POST /containers/prune
| {"ContainersDeleted":null,"SpaceReclaimed":0}
|
| 200
