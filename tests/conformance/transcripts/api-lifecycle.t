$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker run -d --name c1 busybox sh -c 'trap "exit 5" TERM; while :; do sleep 0.2; done' | wc -c
| 65
$ docker run --name x1 busybox sh -c 'echo o; echo e >&2; exit 3' >/dev/null 2>&1; docker create --name c2 busybox sleep 100 | wc -c
| 65
$ for a in start stop restart kill pause unpause; do printf '%s ' $a; api POST /containers/x1/$a?t=0 | tr '\n' ' ' | sed -E 's/[0-9a-f]{64}/ID/g'; echo; done
| start  204 
| stop  304 
| restart  204 
| kill {"message":"cannot kill container: x1: container ID is not running"}  409 
| pause {"message":"container ID is not running"}  409 
| unpause {"message":"Container ID is not paused"}  500 
$ for a in stop kill pause unpause restart stop; do printf '%s ' $a; api POST /containers/c2/$a?t=0 | tr '\n' ' ' | sed -E 's/[0-9a-f]{64}/ID/g'; echo; done
| stop  304 
| kill {"message":"cannot kill container: c2: container ID is not running"}  409 
| pause {"message":"container ID is not running"}  409 
| unpause {"message":"Container ID is not paused"}  500 
| restart  204 
| stop  204 
$ for a in pause pause stop unpause unpause pause kill start unpause; do printf '%s ' $a; api POST /containers/c1/$a?t=1 | tr '\n' ' ' | sed -E 's/[0-9a-f]{64}/ID/g'; echo; done
| pause  204 
| pause {"message":"Container ID is already paused"}  409 
| stop  204 
| unpause {"message":"Container ID is not paused"}  500 
| unpause {"message":"Container ID is not paused"}  500 
| pause {"message":"container ID is not running"}  409 
| kill {"message":"cannot kill container: c1: container ID is not running"}  409 
| start  204 
| unpause {"message":"Container ID is not paused"}  500 
$ sleep 1; api POST /containers/c1/start
|
| 304
$ api POST /containers/c1/stop?t=x
| {"message":"strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 500
$ api POST /containers/c1/stop?signal=BOGUS
| {"message":"cannot stop container: c1: invalid signal: BOGUS"}
|
| 500
$ api POST /containers/c1/restart?t=x
| {"message":"strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 500
$ api POST /containers/c1/kill?signal=BOGUS
| {"message":"cannot kill container: c1: invalid signal: BOGUS"}
|
| 400
$ api POST /containers/c1/kill?signal=99
| {"message":"cannot kill container: c1: the linux daemon does not support signal 99"}
|
| 400
$ api POST /containers/c1/kill?signal=-1
| {"message":"cannot kill container: c1: the linux daemon does not support signal -1"}
|
| 400
$ api POST '/containers/c1/kill?signal=sigusr1'
|
| 204
$ docker start c1; sleep 1
| c1
$ api POST '/containers/c1/kill?signal=TERM'
|
| 204
$ api POST '/containers/c1/wait'
| {"StatusCode":5}
|
| 200
$ api POST '/containers/c1/wait?condition=not-running'
| {"StatusCode":5}
|
| 200
$ api POST '/containers/nosuch/wait'
| {"message":"No such container: nosuch"}
|
| 404
$ (sleep 1; docker start c1 >/dev/null; sleep 1; docker stop c1 >/dev/null) & api POST '/containers/c1/wait?condition=next-exit'; wait
| {"StatusCode":5}
|
| 200
$ (sleep 1; docker rm -f c2 >/dev/null) & api POST '/containers/c2/wait?condition=removed'; wait
| {"StatusCode":137}
|
| 200
$ docker run -d --rm --name q busybox sh -c 'sleep 1; exit 9' | wc -c; api POST '/containers/q/wait?condition=removed'
| 0
| {"message":"No such container: q"}
|
| 404
! docker: Error response from daemon: Invalid container name (q), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed
!
! Run 'docker run --help' for more information
$ api POST /containers/x1/rename?name=x2
|
| 204
$ api POST /containers/x2/rename?name=c1 | sed -E 's/[0-9a-f]{64}/ID/g'
| {"message":"Error when allocating new name: Conflict. The container name \"/c1\" is already in use by container \"ID\". You have to remove (or rename) that container to be able to reuse that name."}
|
| 409
$ api POST /containers/x2/rename?name=x2
| {"message":"Renaming a container with the same name as its current name"}
|
| 400
$ api POST '/containers/x2/rename?name=bad%20name'
| {"message":"Error when allocating new name: Invalid container name (/bad name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"}
|
| 400
$ api POST '/containers/x2/rename?name=/x3'
|
| 204
$ api POST '/containers/x3/rename?name='
| {"message":"Neither old nor new names may be empty"}
|
| 400
$ api POST '/containers/x3/rename'
| {"message":"Neither old nor new names may be empty"}
|
| 400
$ api POST '/containers/nosuch/rename?name=y'
| {"message":"No such container: nosuch"}
|
| 404
$ up() { post /containers/c1/update "$1"; }
$ up '{}'
| {"Warnings":null}
|
| 200
$ up ''
| {"Warnings":null}
|
| 200
$ up 'null'
| {"Warnings":null}
|
| 200
$ up '[]'
| {"message":"invalid JSON: json: cannot unmarshal array into Go value of type container.UpdateConfig"}
|
| 400
$ up '{"Memory":1}'
| {"message":"Minimum memory limit allowed is 6MB"}
|
| 400
$ up '{"Memory":20000000}'
| {"message":"Cannot update container 66d4dce58996e8162491b8e96341e0fe4ee66fd04ecdf3dd0c7f1207b4ef0e4a: Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time"}
|
| 409
$ up '{"Memory":20000000,"MemorySwap":20000000}'
| {"Warnings":null}
|
| 200
$ up '{"MemorySwap":10000000}'
| {"Warnings":null}
|
| 200
$ up '{"Memory":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field UpdateConfig.Memory of type int64"}
|
| 400
$ up '{"CpuShares":512,"CpusetCpus":"0"}'
| {"Warnings":null}
|
| 200
$ up '{"CpusetCpus":"9"}'
| {"message":"Requested CPUs are not available - requested 9, available: 0-1"}
|
| 400
$ up '{"NanoCpus":500000000}'
| {"Warnings":null}
|
| 200
$ up '{"CpuQuota":50000}'
| {"message":"Cannot update container 66d4dce58996e8162491b8e96341e0fe4ee66fd04ecdf3dd0c7f1207b4ef0e4a: Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set"}
|
| 409
$ up '{"NanoCpus":99000000000}'
| {"message":"range of CPUs is from 0.01 to 2.00, as there are only 2 CPUs available"}
|
| 400
$ up '{"RestartPolicy":{"Name":"always"}}'
| {"Warnings":null}
|
| 200
$ up '{"RestartPolicy":{"Name":"bogus"}}'
| {"message":"invalid restart policy: unknown policy 'bogus'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"}
|
| 400
$ up '{"RestartPolicy":{"Name":"no","MaximumRetryCount":2}}'
| {"message":"invalid restart policy: maximum retry count can only be used with 'on-failure'"}
|
| 400
$ up '{"PidsLimit":100}'
| {"Warnings":null}
|
| 200
$ up '{"PidsLimit":-1}'
| {"Warnings":null}
|
| 200
$ up '{"BlkioWeight":300}'
| {"Warnings":["Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded."]}
|
| 200
$ up '{"BlkioWeight":3}'
| {"Warnings":["Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded."]}
|
| 200
$ up '{"OomKillDisable":true}'
| {"Warnings":["OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources."]}
|
| 200
$ up '{"Ulimits":[{"Name":"nofile","Soft":5,"Hard":10}]}'
| {"Warnings":null}
|
| 200
$ up '{"Bogus":1}'
| {"Warnings":null}
|
| 200
$ post /containers/nosuch/update '{}'
| {"message":"No such container: nosuch"}
|
| 404
$ docker inspect -f '{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.HostConfig.CpuShares}} {{.HostConfig.CpusetCpus}} {{.HostConfig.NanoCpus}} {{.HostConfig.CpuQuota}} {{json .HostConfig.RestartPolicy}} {{.HostConfig.PidsLimit}}' c1
| 20000000 10000000 512 0 500000000 0 {"MaximumRetryCount":0,"Name":"always"} 0
$ docker start c1; sleep 1
! Error response from daemon: Minimum memoryswap limit should be larger than memory limit, see usage
! Error: failed to start containers: c1
$ api GET '/containers/c1/top' | sed -E 's/"[0-9]{2}:[0-9]{2}"/"T"/g; s/"[0-9]{2,6}"/"P"/g' | cut -c1-150
| {"message":"container 66d4dce58996e8162491b8e96341e0fe4ee66fd04ecdf3dd0c7f1207b4ef0e4a is not running"}
|
| 409
$ api GET '/containers/c1/top?ps_args=aux' | grep -o '"Titles":.*'
= 1
$ api GET '/containers/c1/top?ps_args=-o%20pid,comm' | sed -E 's/"[0-9]{2,6}"/"P"/g'
| {"message":"container 66d4dce58996e8162491b8e96341e0fe4ee66fd04ecdf3dd0c7f1207b4ef0e4a is not running"}
|
| 409
$ api GET '/containers/c1/top?ps_args=-o%20comm'
| {"message":"container 66d4dce58996e8162491b8e96341e0fe4ee66fd04ecdf3dd0c7f1207b4ef0e4a is not running"}
|
| 409
$ api GET '/containers/c1/top?ps_args=bogus' | tail -1
| 409
$ api GET '/containers/x3/top' | sed -E 's/[0-9a-f]{64}/ID/g'
| {"message":"container ID is not running"}
|
| 409
$ api GET '/containers/nosuch/top'
| {"message":"No such container: nosuch"}
|
| 404
$ api POST '/containers/c1/resize?h=10&w=20' | sed -E 's/[0-9a-f]{64}/ID/g'
| {"message":"container ID is not running"}
|
| 409
$ api POST '/containers/c1/resize?h=10'
| {"message":"invalid resize width \"\": invalid syntax"}
|
| 400
$ api POST '/containers/c1/resize?h=a&w=1'
| {"message":"invalid resize height \"a\": invalid syntax"}
|
| 400
$ api POST '/containers/x3/resize?h=10&w=20' | sed -E 's/[0-9a-f]{64}/ID/g'
| {"message":"container ID is not running"}
|
| 409
$ api POST '/containers/nosuch/resize?h=10&w=20'
| {"message":"No such container: nosuch"}
|
| 404
$ st() { api GET "/containers/$1" | sed -E 's/"(read|preread)":"[^"]*"/"\1":"T"/g; s/:[0-9N]+/:N/g; s/[0-9a-f]{64}/ID/g; s/\[[0-9N]+(,[0-9N]+)*\]/[N]/g' | cut -c1-250; }
$ st 'x3/stats?stream=0'
| {"name":"/x3","id":"ID","read":"T","preread":"T","pids_stats":{},"blkio_stats":{"io_service_bytes_recursive":null,"io_serviced_recursive":null,"io_queue_recursive":null,"io_service_time_recursive":null,"io_wait_time_recursive":null,"io_merged_recursi
|
| 200
$ st 'x3/stats?stream=false&one-shot=true'
| {"name":"/x3","id":"ID","read":"T","preread":"T","pids_stats":{},"blkio_stats":{"io_service_bytes_recursive":null,"io_serviced_recursive":null,"io_queue_recursive":null,"io_service_time_recursive":null,"io_wait_time_recursive":null,"io_merged_recursi
|
| 200
$ st 'c1/stats?stream=0&one-shot=1'
| {"name":"/c1","id":"ID","read":"T","preread":"T","pids_stats":{},"blkio_stats":{"io_service_bytes_recursive":null,"io_serviced_recursive":null,"io_queue_recursive":null,"io_service_time_recursive":null,"io_wait_time_recursive":null,"io_merged_recursi
|
| 200
$ st 'nosuch/stats?stream=0'
| {"message":"No such container: nosuch"}
|
| 404
$ st 'c1/stats?stream=1&one-shot=1'
| {"message":"cannot have stream=true and one-shot=true"}
|
| 400
$ st 'c1/stats?one-shot=1'
| {"message":"cannot have stream=true and one-shot=true"}
|
| 400
$ curl -s --max-time 4 --unix-socket /var/run/docker.sock http://localhost/v1.51/containers/c1/stats | head -2 | cut -c1-9
| {"name":"
| {"name":"
$ curl -s --max-time 3 --unix-socket /var/run/docker.sock http://localhost/v1.51/containers/x3/stats | head -1 | cut -c1-9
| {"name":"
$ api GET '/containers/x3/logs?stdout=1&stderr=1' | tr -d '\000-\011' | sort
|
| 200
| e
| e
| e
| o
| o
| o
$ api GET '/containers/x3/logs?stdout=1&stderr=1&tail=1' | tr -d '\000-\011' | wc -l
| 3
$ api GET '/containers/x3/logs?stdout=1&tail=-1' | tr -d '\000-\011'
| o
| o
| o
|
| 200
$ api GET '/containers/x3/logs?stdout=1&since=1' | tr -d '\000-\011'
| o
| o
| o
|
| 200
$ api GET '/containers/x3/logs?stdout=1&until=1' | tr -d '\000-\011'
|
| 200
$ api GET '/containers/x3/logs?stdout=1&since=abc'
| {"message":"strconv.ParseInt: parsing \"abc\": invalid syntax"}
|
| 500
$ api GET '/containers/x3/logs?stdout=0'
| {"message":"Bad parameters: you must choose at least one stream"}
|
| 400
$ api GET '/containers/nosuch/logs?stdout=1'
| {"message":"No such container: nosuch"}
|
| 404
$ api GET '/containers/x3/logs?stdout=1&follow=1' | tr -d '\000-\011'
| o
| o
| o
|
| 200
$ at() { curl -s -X POST --max-time 3 --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/$1" -w '\n%{http_code}\n' | tr -d '\r\000-\011'; }
$ at 'x3/attach?logs=1&stdout=1&stderr=1' | sort
|
| 200
| e
| e
| e
| o
| o
| o
$ at 'x3/attach?logs=1&stream=1&stdout=1'
| o
| o
| o
|
| 200
$ at 'x3/attach?stream=1&stdout=1'
|
| 200
$ at 'x3/attach'
|
| 200
$ at 'nosuch/attach?stream=1'
| No such container: nosuch
|
| 404
$ at 'c1/attach?logs=1&stdout=1'
|
| 200
$ at 'c1/attach'
|
| 200
$ at 'c1/attach?detachKeys=bogus'
| Invalid detach keys (bogus) provided
|
| 400
$ at 'c1/attach?stream=1&stdout=1&detachKeys=x,,y'
| Invalid detach keys (x,,y) provided
|
| 400
$ curl -s -i -X POST -H 'Connection: Upgrade' -H 'Upgrade: tcp' --max-time 2 --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/x3/attach?logs=1&stdout=1' | tr -d '\r\000-\011'
| HTTP/1.1 101 UPGRADED
| Content-Type: application/vnd.docker.multiplexed-stream
| Connection: Upgrade
| Upgrade: tcp
|
| o
| o
| o
$ api DELETE '/containers/c1' | sed -E 's/[0-9a-f]{64}/ID/g'
|
| 204
$ api DELETE '/containers/c1?link=1' | sed -E 's/[0-9a-f]{64}/ID/g'
| {"message":"No such container: c1"}
|
| 404
$ api DELETE '/containers/c1?force=x'
| {"message":"No such container: c1"}
|
| 404
$ api DELETE '/containers/x3?v=1'
|
| 204
$ api DELETE '/containers/x3'
| {"message":"No such container: x3"}
|
| 404
$ docker run -dit --name tt busybox sh | wc -c
| 65
$ curl -s -i -X POST -H 'Connection: Upgrade' -H 'Upgrade: tcp' --max-time 2 --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/tt/attach?stream=1&stdout=1' | tr -d '\r' | head -5
| HTTP/1.1 101 UPGRADED
| Content-Type: application/vnd.docker.raw-stream
| Connection: Upgrade
| Upgrade: tcp
|
$ api POST '/containers/tt/resize?h=10&w=20'
|
| 200
$ docker exec tt sh -c 'stty size < /dev/console'
| 10 20
$ api POST '/containers/tt/resize?h=0&w=0'
|
| 200
$ docker rm -f tt
| tt
