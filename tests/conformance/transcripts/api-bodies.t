$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ cr() { post "/containers/create?name=$1" "$2" | sed -E 's/[0-9a-f]{64}/ID/'; }
$ cr a ''
| {"message":"invalid JSON: got EOF while reading request body"}
|
| 400
$ cr a 'null'
| {"message":"config cannot be empty in order to create a container"}
|
| 400
$ cr a '[]'
| {"message":"invalid JSON: json: cannot unmarshal array into Go value of type container.CreateRequest"}
|
| 400
$ cr a '"x"'
| {"message":"invalid JSON: json: cannot unmarshal string into Go value of type container.CreateRequest"}
|
| 400
$ cr a '5'
| {"message":"invalid JSON: json: cannot unmarshal number into Go value of type container.CreateRequest"}
|
| 400
$ cr a 'true'
| {"message":"invalid JSON: json: cannot unmarshal bool into Go value of type container.CreateRequest"}
|
| 400
$ cr a '{'
| {"message":"invalid JSON: unexpected EOF"}
|
| 400
$ cr a '{"Image"'
| {"message":"invalid JSON: unexpected EOF"}
|
| 400
$ cr a '{"Image":}'
| {"message":"invalid JSON: invalid character '}' looking for beginning of value"}
|
| 400
$ cr a '{"Image":"busybox",}'
| {"message":"invalid JSON: invalid character '}' looking for beginning of object key string"}
|
| 400
$ cr a '{Image:1}'
| {"message":"invalid JSON: invalid character 'I' looking for beginning of object key string"}
|
| 400
$ cr a "{'Image':1}"
| {"message":"invalid JSON: invalid character '\\'' looking for beginning of object key string"}
|
| 400
$ cr a '{"Image":"busybox"} {}'
| {"message":"unexpected content after JSON"}
|
| 400
$ cr a '{"Image":"busybox"}x'
| {"message":"unexpected content after JSON"}
|
| 400
$ cr a '{"Image":"bus'
| {"message":"invalid JSON: unexpected EOF"}
|
| 400
$ cr a '{"Image":tru}'
| {"message":"invalid JSON: invalid character '}' in literal true (expecting 'e')"}
|
| 400
$ cr a '{"Image":nul'
| {"message":"invalid JSON: unexpected EOF"}
|
| 400
$ cr a '{"Image":-}'
| {"message":"invalid JSON: invalid character '}' in numeric literal"}
|
| 400
$ cr a '{"Image":01}'
| {"message":"invalid JSON: invalid character '1' after object key:value pair"}
|
| 400
$ cr a '{"Image":1.}'
| {"message":"invalid JSON: invalid character '}' in numeric literal"}
|
| 400
$ cr a '{"Image":"\x"}'
| {"message":"invalid JSON: invalid escape sequence `\\x` in string"}
|
| 400
$ cr a '{"Image":"\u12"}'
| {"message":"invalid JSON: invalid escape sequence `\\u12\"}` in string"}
|
| 400
$ cr a '[1,2'
| {"message":"invalid JSON: unexpected EOF"}
|
| 400
$ cr a '{"a":[1 2]}'
| {"message":"invalid JSON: invalid character '2' after array element"}
|
| 400
$ cr a '{"a" "b"}'
| {"message":"invalid JSON: invalid character '\"' after object key"}
|
| 400
$ cr a '{"Image":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .Image of type string"}
|
| 400
$ cr a '{"Image":["a"]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .Image of type string"}
|
| 400
$ cr a '{"Image":{}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go struct field .Image of type string"}
|
| 400
$ cr a '{"Image":true}'
| {"message":"invalid JSON: json: cannot unmarshal bool into Go struct field .Image of type string"}
|
| 400
$ cr a '{"Image":"busybox","Cmd":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go value of type string"}
|
| 400
$ cr a '{"Image":"busybox","Cmd":[5]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go value of type string"}
|
| 400
$ cr a '{"Image":"busybox","Cmd":{"a":1}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go value of type string"}
|
| 400
$ cr a '{"Image":"busybox","Env":"A=1"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .Env of type []string"}
|
| 400
$ cr a '{"Image":"busybox","Env":{"A":"1"}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go struct field .Env of type []string"}
|
| 400
$ cr a '{"Image":"busybox","Env":[1]}'
| {"message":"invalid JSON: json: cannot unmarshal number into .Env.0 of type string"}
|
| 400
$ cr a '{"Image":"busybox","Tty":"yes"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .Tty of type bool"}
|
| 400
$ cr a '{"Image":"busybox","Tty":1}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .Tty of type bool"}
|
| 400
$ cr a '{"Image":"busybox","ExposedPorts":["80/tcp"]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .ExposedPorts of type nat.PortSet"}
|
| 400
$ cr a '{"Image":"busybox","ExposedPorts":{"80/tcp":5}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .ExposedPorts.80~1tcp of type struct {}"}
|
| 400
$ cr a '{"Image":"busybox","Volumes":["/x"]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .Volumes of type map[string]struct {}"}
|
| 400
$ cr a '{"Image":"busybox","Labels":["a=b"]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .Labels of type map[string]string"}
|
| 400
$ cr a '{"Image":"busybox","Labels":{"a":1}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .Labels.a of type string"}
|
| 400
$ cr a '{"Image":"busybox","StopTimeout":"5"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .StopTimeout of type int"}
|
| 400
$ cr a '{"Image":"busybox","StopTimeout":1.5}'
| {"message":"invalid JSON: json: cannot unmarshal number 1.5 into Go struct field .StopTimeout of type int"}
|
| 400
$ cr a '{"Image":"busybox","Healthcheck":[]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .Healthcheck of type v1.HealthcheckConfig"}
|
| 400
$ cr a '{"Image":"busybox","Healthcheck":{"Interval":"5s"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .Healthcheck.Interval of type time.Duration"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .HostConfig of type container.HostConfig"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":[]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .HostConfig of type container.HostConfig"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Memory":"64m"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Memory of type int64"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Memory":1e3}}'
| {"message":"invalid JSON: json: cannot unmarshal number 1e3 into Go struct field .HostConfig.Memory of type int64"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Memory":1.5}}'
| {"message":"invalid JSON: json: cannot unmarshal number 1.5 into Go struct field .HostConfig.Memory of type int64"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Memory":99999999999999999999}}'
| {"message":"invalid JSON: json: cannot unmarshal number N into Go struct field .HostConfig.Memory of type int64"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"PortBindings":{"80/tcp":"8080"}}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.PortBindings.80~1tcp of type []nat.PortBinding"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":8080}]}}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .HostConfig.PortBindings.80~1tcp.0.HostPort of type string"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"x"}]}}}'
| {"message":"invalid port specification: \"x\""}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"PortBindings":{"x":[{"HostPort":"80"}]}}}'
| {"message":"invalid port specification: \"x\""}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Binds":"x:/x"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Binds of type []string"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"RestartPolicy":"always"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.RestartPolicy of type container.RestartPolicy"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"RestartPolicy":{"Name":5}}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .HostConfig.RestartPolicy.Name of type container.RestartPolicyMode"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"LogConfig":{"Config":{"a":1}}}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .HostConfig.LogConfig.Config.a of type string"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Mounts":{}}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go struct field .HostConfig.Mounts of type []mount.Mount"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Mounts":[{"Type":"tmpfs","Target":"/x","TmpfsOptions":{"SizeBytes":"1m"}}]}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Mounts.0.TmpfsOptions.SizeBytes of type int64"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"ConsoleSize":[1]}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Ulimits":[{"Name":"nofile","Soft":"1"}]}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Ulimits.0.Soft of type int64"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"BlkioWeight":70000}}'
| {"message":"invalid JSON: json: cannot unmarshal number 70000 into Go struct field .HostConfig.BlkioWeight of type uint16"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Privileged":"x"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Privileged of type bool"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"Init":"x"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Init of type bool"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":{"CapAdd":"NET_ADMIN","CapDrop":["BOGUS"]}}'
| {"message":"invalid CapDrop: unknown capability: \"CAP_BOGUS\""}
|
| 400
$ cr a '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":[]}}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .NetworkingConfig.EndpointsConfig of type map[string]*network.EndpointSettings"}
|
| 400
$ cr a '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":{"n":5}}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .NetworkingConfig.EndpointsConfig.n of type network.EndpointSettings"}
|
| 400
$ cr a '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":{"bridge":{"Aliases":"x"}}}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .NetworkingConfig.EndpointsConfig.bridge.Aliases of type []string"}
|
| 400
$ cr b '{"image":"busybox","CMD":"true","hostconfig":{"memory":67108864},"tTy":true,"bogus":{"x":1}}'
| {"message":"Invalid container name (b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ docker inspect -f '{{json .Config.Cmd}} {{.HostConfig.Memory}} {{.Config.Tty}} {{.HostConfig.MemorySwap}}' b
|
! Error: No such object: b
= 1
$ cr c '{"Image":"busybox","Cmd":null,"Env":null,"HostConfig":null,"NetworkingConfig":null,"Labels":null,"Entrypoint":null}'
| {"message":"Invalid container name (c), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ N='s/[0-9a-f]{64}/ID/g; s/"Created":"[^"]*"/"Created":"T"/; s/"Data":\{"ID"[^}]*\}/"Data":D/; s/"Hostname":"[0-9a-f]{12}"/"Hostname":"H"/; s/"LowerDir":"[^"]*"/"LowerDir":"L"/; s/"(Merged|Upper|Work)Dir":"[^"]*"/"\1Dir":"L"/g; s/"Env":\[[^]]*\]/"Env":E/'
$ api GET /containers/c/json | sed -E "$N" | grep -o '^.*"HostConfig"'
= 1
$ api GET /containers/c/json | sed -E "$N" | grep -o '"HostConfig":.*"GraphDriver"'
= 1
$ api GET /containers/c/json | sed -E "$N" | grep -o '"GraphDriver".*'
= 1
$ api GET '/containers/c/json?size=1' | grep -o '"Size[A-Za-z]*":' 
= 1
$ cr d '{"Image":"busybox","Hostname":"hh","Domainname":"dd","User":"1000","Env":["A=1"],"Cmd":["sleep","5"],"Labels":{"z":"1","a":"2"},"ExposedPorts":{"80/tcp":{},"53/udp":{}},"Volumes":{"/data":{}},"WorkingDir":"/w","StopSignal":"SIGINT","StopTimeout":7,"Healthcheck":{"Test":["CMD","true"],"Interval":1000000000},"HostConfig":{"Binds":["v:/v:ro"],"PortBindings":{"80/tcp":[{"HostPort":"18080"}]},"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3},"CapAdd":["NET_ADMIN"],"Dns":["1.1.1.1"],"ExtraHosts":["a:1.2.3.4"],"Tmpfs":{"/t":"size=1m"},"Sysctls":{"net.core.somaxconn":"10"},"Ulimits":[{"Name":"nofile","Soft":10,"Hard":20}],"Mounts":[{"Type":"volume","Source":"w","Target":"/w"}]}}'
| {"message":"Invalid container name (d), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ api GET /containers/d/json | sed -E "$N" | grep -o '"HostConfig":.*"GraphDriver"'
= 1
$ api GET /containers/d/json | sed -E "$N" | grep -o '"GraphDriver".*'
= 1
$ ct() { api POST '/containers/create?name=e' "$@" -d '{"Image":"busybox"}' | sed -E 's/[0-9a-f]{64}/ID/'; docker rm e 2>/dev/null; }
$ ct -H 'Content-Type: application/json; charset=utf-8'
| {"message":"Invalid container name (e), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
= 1
$ ct -H 'Content-Type: Application/JSON'
| {"message":"Invalid container name (e), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
= 1
$ ct -H 'Content-Type: text/json'
| {"message":"unsupported Content-Type header (text/json): must be 'application/json'"}
|
| 400
= 1
$ ct -H 'Content-Type: application/x-www-form-urlencoded'
| {"message":"unsupported Content-Type header (application/x-www-form-urlencoded): must be 'application/json'"}
|
| 400
= 1
$ ct -H 'Content-Type: text/plain'
| {"message":"unsupported Content-Type header (text/plain): must be 'application/json'"}
|
| 400
= 1
$ ct -H 'Content-Type: application/json;'
| {"message":"Invalid container name (e), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
= 1
$ ct -H 'Content-Type: bad type'
| {"message":"malformed Content-Type header (bad type): mime: expected slash after first token"}
|
| 400
= 1
$ ct -H 'Content-Type:'
| {"message":"malformed Content-Type header (): mime: no media type"}
|
| 400
= 1
$ api POST '/containers/create?name=f' -d '{"Image":"busybox"}'
| {"message":"unsupported Content-Type header (application/x-www-form-urlencoded): must be 'application/json'"}
|
| 400
$ post /networks/create '{"Name":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.Name of type string"}
|
| 400
$ post /networks/create '{"Name":"n","IPAM":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.IPAM of type network.IPAM"}
|
| 400
$ post /networks/create '{"Name":"n","IPAM":{"Config":{}}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go struct field CreateRequest.IPAM.Config of type []network.IPAMConfig"}
|
| 400
$ post /networks/create '{"Name":"n","IPAM":{"Config":[{"Subnet":5}]}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.IPAM.Config.0.Subnet of type string"}
|
| 400
$ post /networks/create '{"Name":"n","Internal":"yes"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field CreateRequest.Internal of type bool"}
|
| 400
$ post /networks/create '{"Name":"n","Options":{"a":1}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.Options.a of type string"}
|
| 400
$ post /networks/create '{"Name":"n","EnableIPv6":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field CreateRequest.EnableIPv6 of type bool"}
|
| 400
$ post /networks/bridge/connect '{"Container":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field ConnectOptions.Container of type string"}
|
| 400
$ post /networks/bridge/disconnect '{"Container":"c","Force":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field DisconnectOptions.Force of type bool"}
|
| 400
$ post /containers/c/exec '{"Cmd":["x"],"Tty":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field ExecOptions.Tty of type bool"}
|
| 400
$ post /containers/c/update '{"Memory":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field UpdateConfig.Memory of type int64"}
|
| 400
$ post /containers/c/update 'x'
| {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}
|
| 400
$ post /containers/c/update ''
| {"message":"No such container: c"}
|
| 404
$ post '/commit?container=c' '{"Cmd":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go value of type string"}
|
| 400
