$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker run --name l1 busybox sh -c 'echo out; echo err >&2; echo more' >/dev/null 2>&1
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1' | od -c
| 0000000 001  \0  \0  \0  \0  \0  \0 004   o   u   t  \n 001  \0  \0  \0
| 0000020  \0  \0  \0 005   m   o   r   e  \n
| 0000031
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stderr=1' | od -c
| 0000000 002  \0  \0  \0  \0  \0  \0 004   e   r   r  \n
| 0000014
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&stderr=1' | od -An -tx1 | wc -l
| 3
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&tail=1' | od -c
| 0000000 001  \0  \0  \0  \0  \0  \0 005   m   o   r   e  \n
| 0000015
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&tail=0' | od -c
| 0000000
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&tail=all' | tr -d '\000-\011\013-\037'
| out
| more
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&tail=x' | tr -d '\000-\011\013-\037'
| out
| more
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&timestamps=1' | tr -d '\000-\011\013-\037' | sed -E 's/^.*[0-9]Z /T /'
| T out
| T more
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&details=1' | tr -d '\000-\011\013-\037'
|  out
|  more
$ curl -s -i --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1' | tr -d '\r\000-\011' | grep -a -v -iE '^(date|server)' | head -6
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/vnd.docker.multiplexed-stream
| Docker-Experimental: false
| Ostype: linux
| Transfer-Encoding: chunked
$ api GET '/containers/l1/logs?stdout=1&since=x'
| {"message":"strconv.ParseInt: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/containers/l1/logs?stdout=1&until=x'
| {"message":"strconv.ParseInt: parsing \"x\": invalid syntax"}
|
| 500
$ api GET '/containers/l1/logs?stdout=1&since=2000000000' | tail -1
| 200
$ api GET '/containers/l1/logs?stdout=0'
| {"message":"Bad parameters: you must choose at least one stream"}
|
| 400
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/logs?stdout=1&follow=1' | tr -d '\000-\011\013-\037'
| out
| more
$ docker run -t --name l2 busybox echo tty >/dev/null
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l2/logs?stdout=1' | od -c
| 0000000   t   t   y  \r  \n
| 0000005
$ curl -s -i --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l2/logs?stdout=1' | grep -i '^content-type' | tr -d '\r'
| Content-Type: application/vnd.docker.raw-stream
$ docker create --log-driver none --name l3 busybox true | wc -c
| 65
$ api GET '/containers/l3/logs?stdout=1'
| {"message":"configured logging driver does not support reading"}
|
| 501
$ docker run -d --name s1 busybox sleep 300 | wc -c
| 65
$ api GET '/containers/s1/stats?stream=false' | grep -o '"[a-z_0-9A-Z]*":' | awk '!s[$0]++' | sort
| "active_anon":
| "active_file":
| "blkio_stats":
| "cache":
| "cpu_stats":
| "cpu_usage":
| "current":
| "dirty":
| "eth0":
| "hierarchical_memory_limit":
| "hierarchical_memsw_limit":
| "id":
| "inactive_anon":
| "inactive_file":
| "io_merged_recursive":
| "io_queue_recursive":
| "io_service_bytes_recursive":
| "io_service_time_recursive":
| "io_serviced_recursive":
| "io_time_recursive":
| "io_wait_time_recursive":
| "limit":
| "mapped_file":
| "max_usage":
| "memory_stats":
| "name":
| "networks":
| "num_procs":
| "online_cpus":
| "percpu_usage":
| "periods":
| "pgfault":
| "pgmajfault":
| "pgpgin":
| "pgpgout":
| "pids_stats":
| "precpu_stats":
| "preread":
| "read":
| "rss":
| "rss_huge":
| "rx_bytes":
| "rx_dropped":
| "rx_errors":
| "rx_packets":
| "sectors_recursive":
| "stats":
| "storage_stats":
| "system_cpu_usage":
| "throttled_periods":
| "throttled_time":
| "throttling_data":
| "total_active_anon":
| "total_active_file":
| "total_cache":
| "total_dirty":
| "total_inactive_anon":
| "total_inactive_file":
| "total_mapped_file":
| "total_pgfault":
| "total_pgmajfault":
| "total_pgpgin":
| "total_pgpgout":
| "total_rss":
| "total_rss_huge":
| "total_unevictable":
| "total_usage":
| "total_writeback":
| "tx_bytes":
| "tx_dropped":
| "tx_errors":
| "tx_packets":
| "unevictable":
| "usage":
| "usage_in_kernelmode":
| "usage_in_usermode":
| "writeback":
$ api GET '/containers/s1/stats?stream=false' | sed -E 's/"(read|preread)":"[^"]*"/"\1":"T"/g; s/:[0-9N]+/:N/g; s/[0-9a-f]{64}/ID/g; s/\[N(,N)*\]/[N]/g'
| {"name":"/s1","id":"ID","read":"T","preread":"T","pids_stats":{"current":N},"blkio_stats":{"io_service_bytes_recursive":[],"io_serviced_recursive":[],"io_queue_recursive":[],"io_service_time_recursive":[],"io_wait_time_recursive":[],"io_merged_recursive":[],"io_time_recursive":[],"sectors_recursive":[]},"num_procs":N,"storage_stats":{},"cpu_stats":{"cpu_usage":{"total_usage":N,"percpu_usage":[98938540,15274866],"usage_in_kernelmode":N,"usage_in_usermode":N},"system_cpu_usage":N,"online_cpus":N,"throttling_data":{"periods":N,"throttled_periods":N,"throttled_time":N}},"precpu_stats":{"cpu_usage":{"total_usage":N,"percpu_usage":[98938540,15274866],"usage_in_kernelmode":N,"usage_in_usermode":N},"system_cpu_usage":N,"online_cpus":N,"throttling_data":{"periods":N,"throttled_periods":N,"throttled_time":N}},"memory_stats":{"usage":N,"max_usage":N,"stats":{"active_anon":N,"active_file":N,"cache":N,"dirty":N,"hierarchical_memory_limit":N,"hierarchical_memsw_limit":N,"inactive_anon":N,"inactive_file":N,"mapped_file":N,"pgfault":N,"pgmajfault":N,"pgpgin":N,"pgpgout":N,"rss":N,"rss_huge":N,"total_active_anon":N,"total_active_file":N,"total_cache":N,"total_dirty":N,"total_inactive_anon":N,"total_inactive_file":N,"total_mapped_file":N,"total_pgfault":N,"total_pgmajfault":N,"total_pgpgin":N,"total_pgpgout":N,"total_rss":N,"total_rss_huge":N,"total_unevictable":N,"total_writeback":N,"unevictable":N,"writeback":N},"limit":N},"networks":{"eth0":{"rx_bytes":N,"rx_packets":N,"rx_errors":N,"rx_dropped":N,"tx_bytes":N,"tx_packets":N,"tx_errors":N,"tx_dropped":N}}}
|
| 200
$ api GET '/containers/s1/stats?stream=false&one-shot=true' | sed -E 's/"(read|preread)":"[^"]*"/"\1":"T"/g; s/:[0-9N]+/:N/g; s/[0-9a-f]{64}/ID/g' | cut -c1-200
| {"read":"T","preread":"T","pids_stats":{"current":N},"blkio_stats":{"io_service_bytes_recursive":[],"io_serviced_recursive":[],"io_queue_recursive":[],"io_service_time_recursive":[],"io_wait_time_recu
|
| 200
$ api GET '/containers/l1/stats?stream=false' | sed -E 's/[0-9a-f]{64}/ID/g'
| {"name":"/l1","id":"ID","read":"0001-01-01T00:00:00Z","preread":"0001-01-01T00:00:00Z","pids_stats":{},"blkio_stats":{"io_service_bytes_recursive":null,"io_serviced_recursive":null,"io_queue_recursive":null,"io_service_time_recursive":null,"io_wait_time_recursive":null,"io_merged_recursive":null,"io_time_recursive":null,"sectors_recursive":null},"num_procs":0,"storage_stats":{},"cpu_stats":{"cpu_usage":{"total_usage":0,"usage_in_kernelmode":0,"usage_in_usermode":0},"throttling_data":{"periods":0,"throttled_periods":0,"throttled_time":0}},"precpu_stats":{"cpu_usage":{"total_usage":0,"usage_in_kernelmode":0,"usage_in_usermode":0},"throttling_data":{"periods":0,"throttled_periods":0,"throttled_time":0}},"memory_stats":{}}
|
| 200
$ api GET '/containers/l1/stats?stream=false&one-shot=1' | tail -1
| 200
$ api GET '/containers/s1/stats?one-shot=true'
| {"message":"cannot have stream=true and one-shot=true"}
|
| 400
$ curl -s --max-time 3 --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/s1/stats' | head -1 | grep -o '"precpu_stats":{"cpu_usage":{"total_usage":0,[^}]*},[^}]*}'
| "precpu_stats":{"cpu_usage":{"total_usage":0,"usage_in_kernelmode":0,"usage_in_usermode":0},"throttling_data":{"periods":0,"throttled_periods":0,"throttled_time":0}
$ curl -s --max-time 4 --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/s1/stats' | head -2 | wc -l
| 2
$ stat_of() { curl -s -I --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/s1/archive?path=$1" | tr -d '\r' | sed -n 's/^X-Docker-Container-Path-Stat: //p' | base64 -d | sed -E 's/"mtime":"[0-9T:.Z+-]*"/"mtime":"M"/; s/"size":[0-9]+/"size":N/'; echo; }
$ docker exec s1 sh -c 'mkdir -m 1777 /m; echo abc > /m/f; chmod 4755 /m/f; ln -s f /m/l; touch -d "2020-01-02 03:04:05" /m/old; mkdir /m/d; chmod 2750 /m/d'
$ stat_of /m
| {"name":"m","size":N,"mode":2148532735,"mtime":"M","linkTarget":""}
$ stat_of /m/f
| {"name":"f","size":N,"mode":8389101,"mtime":"M","linkTarget":""}
$ stat_of /m/l
| {"name":"l","size":N,"mode":134218239,"mtime":"M","linkTarget":"/m/f"}
$ stat_of /m/d
| {"name":"d","size":N,"mode":2151678440,"mtime":"M","linkTarget":""}
$ stat_of /m/d/
| {"name":"d","size":N,"mode":2151678440,"mtime":"M","linkTarget":""}
$ stat_of /m/d/.
| {"name":".","size":N,"mode":2151678440,"mtime":"M","linkTarget":""}
$ stat_of /
| {"name":"/","size":N,"mode":2147484141,"mtime":"M","linkTarget":""}
$ stat_of /m/f/
|
$ curl -s -I --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/s1/archive?path=/m/old" | tr -d '\r' | sed -n 's/^X-Docker-Container-Path-Stat: //p' | base64 -d
| {"name":"old","size":0,"mode":420,"mtime":"2020-01-02T03:04:05Z","linkTarget":""}
\ no newline
$ curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/s1/archive?path=/m" | tar tvf - | awk '{print $1, $2, $6, $7, $8}' | sort -k3
| drwxrwxrwt 0/0 m/  
| drwxr-s--- 0/0 m/d/  
| -rwsr-xr-x 0/0 m/f  
| lrwxrwxrwx 0/0 m/l -> f
| -rw-r--r-- 0/0 m/old  
$ curl -s --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/s1/archive?path=/m/f" | tar xOf -
| abc
$ curl -s -i --unix-socket /var/run/docker.sock "http://localhost/v1.51/containers/s1/archive?path=/m/f" | tr -d '\r\000' | grep -a -iE '^(HTTP|Content-Type|Transfer|X-Docker)' | sed -E 's/(Stat: ).*/\1S/'
| HTTP/1.1 200 OK
| Content-Type: application/x-tar
| X-Docker-Container-Path-Stat: S
$ mkdir p; echo put > p/q; chmod 600 p/q; tar cf p.tar -C p q
$ api PUT '/containers/s1/archive?path=/m' --data-binary @p.tar -H 'Content-Type: application/x-tar'
|
| 200
$ docker exec s1 sh -c 'cat /m/q; stat -c %a /m/q'
| put
| 600
$ curl -s --unix-socket /var/run/docker.sock http://localhost/v1.51/containers/s1/export | tar tf - | grep '^m/' | sort
| m/
| m/d/
| m/f
| m/l
| m/old
| m/q
$ curl -s -i --unix-socket /var/run/docker.sock http://localhost/v1.51/containers/s1/export | head -c 300 | tr -d '\r\000' | grep -a -iE '^(HTTP|Content-Type|Transfer)'
| HTTP/1.1 200 OK
| Content-Type: application/octet-stream
| Transfer-Encoding: chunked
$ docker create -i --name a1 busybox cat | wc -c
| 65
$ api POST '/containers/a1/attach?stream=1&stdout=1' --max-time 2 | od -c | head -3
| 0000000  \n   2   0   0  \n
| 0000005
$ docker start a1
| a1
$ curl -s -i -X POST --max-time 2 --unix-socket /var/run/docker.sock -H 'Connection: Upgrade' -H 'Upgrade: tcp' 'http://localhost/v1.51/containers/a1/attach?stream=1&stdout=1&stderr=1' | tr -d '\r' | head -5
| HTTP/1.1 101 UPGRADED
| Content-Type: application/vnd.docker.multiplexed-stream
| Connection: Upgrade
| Upgrade: tcp
|
$ curl -s -i -X POST --max-time 2 --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/a1/attach?stream=1&stdout=1' | tr -d '\r' | head -5
| HTTP/1.1 200 OK
| Content-Type: application/vnd.docker.raw-stream
|
$ curl -s -i -X POST --max-time 2 --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/attach?logs=1&stdout=1' | tr -d '\r\000-\011'
| HTTP/1.1 200 OK
| Content-Type: application/vnd.docker.raw-stream
|
| out
| more
$ curl -s -X POST --max-time 2 --unix-socket /var/run/docker.sock 'http://localhost/v1.51/containers/l1/attach?logs=1&stdout=1&stderr=1' | tr -d '\r\000-\011' | sort
| err
| more
| out
$ api POST '/containers/a1/attach?stdin=1' --max-time 2 | tr -d '\000' | head -5
|
| 200
$ api POST '/containers/nosuch/attach?stream=1'
| No such container: nosuch
|
| 404
$ docker pause a1
| a1
$ api POST '/containers/a1/attach?stream=1&stdout=1' --max-time 2 | tr -d '\000' | tail -3
| container a1 is paused, unpause the container before attach
|
| 409
$ docker unpause a1
| a1
$ api POST '/containers/a1/wait?condition=not-running' --max-time 1
|
| 200
$ (sleep 1; docker kill a1 >/dev/null) & api POST '/containers/a1/wait?condition=next-exit'; wait
| {"StatusCode":137}
|
| 200
$ api POST '/containers/a1/wait?condition=not-running'
| {"StatusCode":137}
|
| 200
$ (sleep 1; docker rm a1 >/dev/null) & api POST '/containers/a1/wait?condition=removed'; wait
| {"StatusCode":137}
|
| 200
$ api POST '/containers/s1/resize?h=10&w=20'
|
| 200
$ docker run -dt --name t1 busybox sleep 100 | wc -c
| 65
$ api POST '/containers/t1/resize?h=10&w=20'
|
| 200
$ docker exec t1 stty size -F /proc/1/fd/0 2>/dev/null || docker exec t1 sh -c 'stty size < /dev/console'
| 10 20
$ docker rm -f s1 t1 l1 l2 l3 >/dev/null
