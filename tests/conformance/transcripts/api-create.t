$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ cr() { post "/containers/create?name=$1" "$2" | sed -E 's/[0-9a-f]{64}/ID/'; }
$ rmc() { docker rm -f $1 >/dev/null 2>&1; }
$ cr a '{"Image":"busybox"}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ api GET /containers/a/json | sed -E 's/[0-9a-f]{64}/ID/g; s/"[0-9a-f]{12}"/"H"/; s/"(Created|Id)":"[^"]*"/"\1":"X"/; s/"(LowerDir|MergedDir|UpperDir|WorkDir)":"[^"]*"/"\1":"P"/g'
| {"message":"No such container: a"}
|
| 404
$ rmc a; cr a '{"Image":"busybox","Hostname":"h","Domainname":"d.e","User":"5","Tty":true,"OpenStdin":true,"StdinOnce":true,"AttachStdin":true,"Env":["A=1","B"],"Labels":{"x":"y"},"WorkingDir":"/w","StopSignal":"SIGINT","StopTimeout":3,"ExposedPorts":{"80/tcp":{}},"Volumes":{"/v":{}},"NetworkDisabled":true}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ docker inspect -f '{{json .Config}}' a
|
! Error: No such object: a
= 1
$ rmc a; cr a '{"Image":"busybox","Entrypoint":"sh","Cmd":"ls"}'; docker inspect -f '{{json .Path}} {{json .Args}} {{json .Config.Entrypoint}} {{json .Config.Cmd}}' a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
|
! Error: No such object: a
= 1
$ rmc a; cr a '{"Image":"busybox","Entrypoint":[],"Cmd":["ls"]}'; docker inspect -f '{{json .Path}} {{json .Args}} {{json .Config.Entrypoint}} {{json .Config.Cmd}}' a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
|
! Error: No such object: a
= 1
$ rmc a; cr a '{"Image":"busybox","Entrypoint":[""],"Cmd":["ls"]}'; docker inspect -f '{{json .Path}} {{json .Args}} {{json .Config.Entrypoint}} {{json .Config.Cmd}}' a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
|
! Error: No such object: a
= 1
$ rmc a; cr a '{"image":"busybox","CMD":["ls"]}'; docker inspect -f '{{json .Config.Cmd}}' a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
|
! Error: No such object: a
= 1
$ rmc a; cr a '{"Image":"busybox","Image":"nosuch"}'
| {"message":"No such image: nosuch:latest"}
|
| 404
$ cr a '{"Image":"busybox","Bogus":1,"HostConfig":{"Nope":2}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ rmc a; cr a '{"Image":""}'
| {"message":"no command specified"}
|
| 400
$ cr a '{"Image":"BAD"}'
| {"message":"invalid reference format: repository name (library/BAD) must be lowercase"}
|
| 400
$ cr a '{"Image":"busybox@sha256:00"}'
| {"message":"invalid reference format"}
|
| 400
$ cr a '{"Cmd":["x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","StopSignal":"SIGFOO"}'; rmc a
| {"message":"invalid signal: SIGFOO"}
|
| 400
$ cr a '{"Image":"busybox","StopTimeout":-1}'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","ExposedPorts":{"80":{}}}'; docker inspect -f '{{json .Config.ExposedPorts}}' a; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
|
! Error: No such object: a
$ cr a '{"Image":"busybox","ExposedPorts":{"x":{}}}'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","ExposedPorts":{"80/foo":{}}}'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","ExposedPorts":["80"]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .ExposedPorts of type nat.PortSet"}
|
| 400
$ cr a '{"Image":"busybox","Volumes":{"rel":{}}}'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","Volumes":["x"]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .Volumes of type map[string]struct {}"}
|
| 400
$ cr a '{"Image":"busybox","WorkingDir":"rel"}'; rmc a
| {"message":"the working directory 'rel' is invalid, it needs to be an absolute path"}
|
| 400
$ cr a '{"Image":"busybox","Hostname":"bad host"}'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","MacAddress":"zz"}'; rmc a
| {"message":"invalid config for network bridge: invalid MAC address zz"}
|
| 400
$ cr a '{"Image":"busybox","Healthcheck":{"Test":["CMD","x"],"Interval":1}}'; rmc a
| {"message":"Interval in Healthcheck cannot be less than 1ms"}
|
| 400
$ cr a '{"Image":"busybox","Healthcheck":{"Test":["BOGUS"]}}'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a '{"Image":"busybox","Healthcheck":{"Test":["NONE"],"Retries":-1}}'; rmc a
| {"message":"Retries in Healthcheck cannot be negative"}
|
| 400
$ cr a '{"Image":"busybox","Healthcheck":{"Interval":"5s"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .Healthcheck.Interval of type time.Duration"}
|
| 400
$ cr a '{"Image":"busybox","Labels":["x"]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .Labels of type map[string]string"}
|
| 400
$ cr a '{"Image":"busybox","Env":{"A":"1"}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go struct field .Env of type []string"}
|
| 400
$ cr a '{"Image":"busybox","Env":[""]}'; rmc a
| {"message":"invalid environment variable: "}
|
| 400
$ hc() { cr a "{\"Image\":\"busybox\",\"HostConfig\":$1}"; rmc a; }
$ hc '{"Memory":1}'
| {"message":"Minimum memory limit allowed is 6MB"}
|
| 400
$ hc '{"Memory":-5}'
| {"message":"Minimum memory limit allowed is 6MB"}
|
| 400
$ hc '{"Memory":"1g"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Memory of type int64"}
|
| 400
$ hc '{"Memory":10000000,"MemorySwap":5000000}'
| {"message":"Minimum memoryswap limit should be larger than memory limit, see usage"}
|
| 400
$ hc '{"MemorySwap":5000000}'
| {"message":"You should always set the Memory limit when using Memoryswap limit, see usage"}
|
| 400
$ hc '{"Memory":10000000,"MemoryReservation":20000000}'
| {"message":"Minimum memory limit can not be less than memory reservation limit, see usage"}
|
| 400
$ hc '{"MemorySwappiness":101}'
| {"message":"Invalid value: 101, valid memory swappiness range is 0-100"}
|
| 400
$ hc '{"MemorySwappiness":5}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"KernelMemory":5}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"OomScoreAdj":1001}'
| {"message":"Invalid value 1001, range for oom score adj is [-1000, 1000]"}
|
| 400
$ hc '{"OomKillDisable":true}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"NanoCpus":-1}'
| {"message":"range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available"}
|
| 400
$ hc '{"NanoCpus":99000000000}'
| {"message":"range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available"}
|
| 400
$ hc '{"NanoCpus":1000000000,"CpuQuota":5000}'
| {"message":"Conflicting options: Nano CPUs and CPU Quota cannot both be set"}
|
| 400
$ hc '{"NanoCpus":1000000000,"CpuPeriod":5000}'
| {"message":"Conflicting options: Nano CPUs and CPU Period cannot both be set"}
|
| 400
$ hc '{"CpuPeriod":5}'
| {"message":"CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)"}
|
| 400
$ hc '{"CpuQuota":5}'
| {"message":"CPU cfs quota can not be less than 1ms (i.e. 1000)"}
|
| 400
$ hc '{"CpuShares":-1}'
| {"message":"invalid CPU shares (-1): value must be a positive integer"}
|
| 400
$ hc '{"CpusetCpus":"x"}'
| {"message":"Invalid value x for cpuset cpus: invalid format: x"}
|
| 400
$ hc '{"CpusetCpus":"99"}'
| {"message":"Requested CPUs are not available - requested 99, available: 0-1"}
|
| 400
$ hc '{"CpusetMems":"99"}'
| {"message":"Requested memory nodes are not available - requested 99, available: 0"}
|
| 400
$ hc '{"CpuPercent":50}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"PidsLimit":-5}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"BlkioWeight":5}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"BlkioWeight":1001}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"BlkioWeightDevice":[{"Path":"/nosuch","Weight":100}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"ShmSize":-1}'
| {"message":"SHM size can not be less than 0"}
|
| 400
$ hc '{"ShmSize":0}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Ulimits":[{"Name":"nofile","Soft":10,"Hard":5}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Ulimits":[{"Name":"bogus","Soft":1,"Hard":5}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Ulimits":{}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go struct field .HostConfig.Ulimits of type []*units.Ulimit"}
|
| 400
$ hc '{"RestartPolicy":{"Name":"always","MaximumRetryCount":3}}'
| {"message":"invalid restart policy: maximum retry count can only be used with 'on-failure'"}
|
| 400
$ hc '{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":-1}}'
| {"message":"invalid restart policy: maximum retry count cannot be negative"}
|
| 400
$ hc '{"RestartPolicy":"always"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.RestartPolicy of type container.RestartPolicy"}
|
| 400
$ hc '{"RestartPolicy":{"Name":"always"},"AutoRemove":true}'
| {"message":"can't create 'AutoRemove' container with restart policy"}
|
| 400
$ hc '{"NetworkMode":"container:nosuch"}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"NetworkMode":"container:"}'
| {"message":"invalid network mode: invalid container format container:<name|id>"}
|
| 400
$ hc '{"NetworkMode":"host","PortBindings":{"80/tcp":[{"HostPort":"80"}]}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"PortBindings":{"80/tcp":[{"HostPort":"x"}]}}'
| {"message":"invalid port specification: \"x\""}
|
| 400
$ hc '{"PortBindings":{"80/tcp":[{"HostIp":"x","HostPort":"80"}]}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"PortBindings":{"x/tcp":[{}]}}'
| {"message":"invalid port specification: \"x\""}
|
| 400
$ hc '{"PortBindings":{"80":[{"HostPort":"8080"}]}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"PortBindings":{"80/tcp":null}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"PortBindings":{"80/tcp":{}}}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go struct field .HostConfig.PortBindings.80~1tcp of type []nat.PortBinding"}
|
| 400
$ hc '{"PidMode":"bogus"}'
| {"message":"invalid PID mode: bogus"}
|
| 400
$ hc '{"PidMode":"container:nosuch"}'
| {"message":"No such container: nosuch"}
|
| 400
$ hc '{"IpcMode":"bogus"}'
| {"message":"invalid IPC mode: bogus"}
|
| 400
$ hc '{"IpcMode":"container:nosuch"}'
| {"message":"No such container: nosuch"}
|
| 400
$ hc '{"UTSMode":"bogus"}'
| {"message":"invalid UTS mode: bogus"}
|
| 400
$ hc '{"UsernsMode":"bogus"}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"CgroupnsMode":"bogus"}'
| {"message":"invalid cgroup namespace mode: bogus"}
|
| 400
$ hc '{"Isolation":"bogus"}'
| {"message":"invalid isolation (bogus): linux only supports 'default'"}
|
| 400
$ hc '{"Runtime":"nosuch"}'
| {"message":"unknown or invalid runtime name: nosuch"}
|
| 400
$ hc '{"LogConfig":{"Type":"nosuch"}}'
| {"message":"error looking up logging plugin nosuch: plugin \"nosuch\" not found"}
|
| 400
$ hc '{"LogConfig":{"Type":"json-file","Config":{"bogus":"x"}}}'
| {"message":"unknown log opt 'bogus' for json-file log driver"}
|
| 400
$ hc '{"LogConfig":{"Type":"json-file","Config":{"max-size":"x"}}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"LogConfig":{"Type":"none"}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"CapAdd":["BOGUS"]}'
| {"message":"invalid CapAdd: unknown capability: \"CAP_BOGUS\""}
|
| 400
$ hc '{"CapAdd":"ALL"}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"CapDrop":["NET_RAW"],"CapAdd":["all"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"SecurityOpt":["bogus"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"SecurityOpt":["bogus=1"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"SecurityOpt":["no-new-privileges:x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"SecurityOpt":["seccomp=nosuch"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Devices":[{"PathOnHost":"/dev/nosuch","PathInContainer":"/dev/x","CgroupPermissions":"rwm"}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"DeviceCgroupRules":["bogus"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"DeviceRequests":[{"Driver":"nosuch","Count":1}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Sysctls":{"bogus":"1"}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Sysctls":{"net.x":"1"},"NetworkMode":"host"}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Dns":["x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"DnsOptions":["x"],"DnsSearch":["a b"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"ExtraHosts":["bad"]}'
| {"message":"bad format for add-host: \"bad\""}
|
| 400
$ hc '{"ExtraHosts":["a:bad"]}'
| {"message":"invalid IP address in add-host: \"bad\""}
|
| 400
$ hc '{"Links":["nosuch"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Links":["nosuch:x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"VolumesFrom":["nosuch"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"VolumesFrom":["nosuch:bogus"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"VolumeDriver":"nosuch","Binds":["vv:/v"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Binds":["/nosuchdir:/x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Binds":["v:/x:bogus"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Binds":["v:rel"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Binds":["v:/"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Binds":["bad name:/x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Binds":["/a:/x","/b:/x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Binds":[5]}'
| {"message":"invalid JSON: json: cannot unmarshal number into .HostConfig.Binds.0 of type string"}
|
| 400
$ hc '{"Tmpfs":{"rel":""}}'
| {"message":"invalid mount path: 'rel' mount path must be absolute"}
|
| 400
$ hc '{"Tmpfs":{"/t":"bogus"}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Mounts":[{"Type":"bind","Source":"/nosuch","Target":"/x"}]}'
| {"message":"invalid mount config for type \"bind\": bind source path does not exist: /nosuch"}
|
| 400
$ hc '{"Mounts":[{"Type":"bind","Source":"","Target":"/x"}]}'
| {"message":"invalid mount config for type \"bind\": field Source must not be empty"}
|
| 400
$ hc '{"Mounts":[{"Type":"bind","Source":"rel","Target":"/x"}]}'
| {"message":"invalid mount config for type \"bind\": invalid mount path: 'rel' mount path must be absolute"}
|
| 400
$ hc '{"Mounts":[{"Type":"bind","Source":"/etc","Target":""}]}'
| {"message":"invalid mount config for type \"bind\": field Target must not be empty"}
|
| 400
$ hc '{"Mounts":[{"Type":"bogus","Target":"/x"}]}'
| {"message":"invalid mount config for type \"bogus\": mount type unknown"}
|
| 400
$ hc '{"Mounts":[{"Target":"/x"}]}'
| {"message":"invalid mount config for type \"\": mount type unknown"}
|
| 400
$ hc '{"Mounts":[{"Type":"volume","Source":"v","Target":"rel"}]}'
| {"message":"invalid mount config for type \"volume\": invalid mount path: 'rel' mount path must be absolute"}
|
| 400
$ hc '{"Mounts":[{"Type":"volume","Target":"/x","BindOptions":{}}]}'
| {"message":"BindOptions must not be specified on mount type \"volume\""}
|
| 400
$ hc '{"Mounts":[{"Type":"tmpfs","Source":"x","Target":"/x"}]}'
| {"message":"invalid mount config for type \"tmpfs\": field Source must not be specified"}
|
| 400
$ hc '{"Mounts":[{"Type":"tmpfs","Target":"/x","TmpfsOptions":{"SizeBytes":-1}}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Mounts":[{"Type":"volume","Source":"v","Target":"/x","VolumeOptions":{"DriverConfig":{"Name":"nosuch"}}}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Mounts":[{"Type":"image","Source":"nosuch127","Target":"/x"}]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Mounts":[{"Type":"npipe","Source":"v","Target":"/x"}]}'
| {"message":"invalid mount config for type \"npipe\": mount type unknown"}
|
| 400
$ hc '{"Mounts":[{"Type":"cluster","Source":"v","Target":"/x"}]}'
| {"message":"invalid mount config for type \"cluster\": mount type unknown"}
|
| 400
$ hc '{"StorageOpt":{"size":"1g"}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"ReadonlyRootfs":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.ReadonlyRootfs of type bool"}
|
| 400
$ hc '{"Privileged":true,"CapDrop":["ALL"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"GroupAdd":["x"]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"ConsoleSize":[1,2,3]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Init":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field .HostConfig.Init of type bool"}
|
| 400
$ hc '{"CgroupParent":"/x"}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"Annotations":{"":"x"}}'
| {"message":"invalid Annotations: the empty string is not permitted as an annotation key"}
|
| 400
$ hc '{"Annotations":{"a":"x"}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ hc '{"MaskedPaths":null,"ReadonlyPaths":[]}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ nc() { cr a "{\"Image\":\"busybox\",\"NetworkingConfig\":$1}"; rmc a; }
$ nc '{"EndpointsConfig":{"nosuch":{}}}'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ nc '{"EndpointsConfig":{"bridge":{"IPAMConfig":{"IPv4Address":"172.17.0.50"}}}}'
| {"message":"invalid config for network bridge: invalid endpoint settings:\n* user specified IP address is supported on user defined networks only\n* user specified IP address is supported only when connecting to networks with user configured subnets"}
|
| 400
$ nc '{"EndpointsConfig":{"bridge":{"IPAMConfig":{"IPv4Address":"x"}}}}'
| {"message":"invalid config for network bridge: invalid endpoint settings:\n* user specified IP address is supported on user defined networks only\n* invalid IPv4 address: x\n* user specified IP address is supported only when connecting to networks with user configured subnets"}
|
| 400
$ nc '{"EndpointsConfig":{"bridge":{"Aliases":["x"]}}}'
| {"message":"invalid config for network bridge: invalid endpoint settings:\nnetwork-scoped alias is supported only for containers in user defined networks"}
|
| 400
$ nc '{"EndpointsConfig":{"bridge":{"MacAddress":"zz"}}}'
| {"message":"invalid config for network bridge: invalid MAC address zz"}
|
| 400
$ nc '{"EndpointsConfig":[]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field .NetworkingConfig.EndpointsConfig of type map[string]*network.EndpointSettings"}
|
| 400
$ nc '{"EndpointsConfig":{"bridge":5}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .NetworkingConfig.EndpointsConfig.bridge of type network.EndpointSettings"}
|
| 400
$ nc '{"EndpointsConfig":{"bridge":null}}'
| {"message":"invalid config for network bridge: EndpointsConfig is nil"}
|
| 400
$ nc 'null'
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ nc '5'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field .NetworkingConfig of type network.NetworkingConfig"}
|
| 400
$ cr a '{"Image":"busybox","HostConfig":null,"Env":null,"Labels":null,"ExposedPorts":null}'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr '' '{"Image":"busybox"}'; docker rm $(docker ps -aq) | wc -l
| {"Id":"ID","Warnings":[]}
|
| 201
| 1
$ cr /a '{"Image":"busybox"}'; docker ps -a --format '{{.Names}}'; rmc a
| {"message":"Invalid container name (/a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr _a '{"Image":"busybox"}'
| {"message":"Invalid container name (_a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ cr a.b-c_d '{"Image":"busybox"}'; rmc a.b-c_d
| {"Id":"ID","Warnings":[]}
|
| 201
$ api POST '/containers/create?name=a&platform=linux/arm64' -H 'Content-Type: application/json' -d '{"Image":"busybox"}'
| {"message":"image with reference busybox was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)"}
|
| 404
$ api POST '/containers/create?name=a&platform=bogus' -H 'Content-Type: application/json' -d '{"Image":"busybox"}'
| {"message":"\"bogus\": unknown operating system or architecture: invalid argument"}
|
| 400
$ api POST '/containers/create?name=a' -d '{"Image":"busybox"}'
| {"message":"unsupported Content-Type header (application/x-www-form-urlencoded): must be 'application/json'"}
|
| 400
$ api POST '/containers/create?name=a' -H 'Content-Type: application/json; charset=utf-8' -d '{"Image":"busybox"}' | sed -E 's/[0-9a-f]{64}/ID/'; rmc a
| {"message":"Invalid container name (a), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ docker volume prune -af | tail -1
| Total reclaimed space: 0B
