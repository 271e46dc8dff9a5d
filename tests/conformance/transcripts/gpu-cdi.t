$ docker pull -q busybox
| docker.io/library/busybox:latest
$ mkdir -p /etc/cdi
$ cat > /etc/cdi/vendor.yaml <<X
> ---
> cdiVersion: 0.5.0
> kind: nvidia.com/gpu
> devices:
>     - name: "0"
>       containerEdits:
>         env: [A=0]
>         deviceNodes:
>             - path: /dev/nvidia0
>               hostPath: /dev/null
>     - name: "1"
>       containerEdits:
>         deviceNodes:
>             - path: /dev/nvidia1
>               hostPath: /dev/null
>     - name: all
>       containerEdits:
>         deviceNodes:
>             - path: /dev/nvidia0
>               hostPath: /dev/null
>             - path: /dev/nvidia1
>               hostPath: /dev/null
> containerEdits:
>     env:
>         - NVIDIA_VISIBLE_DEVICES=void
>     deviceNodes:
>         - path: /dev/nvidiactl
>           hostPath: /dev/null
>     mounts:
>         - hostPath: /etc/hostname
>           containerPath: /opt/tool
>           options: [ro, nosuid, nodev, bind]
> X
$ cat > /etc/cdi/other.json <<X
> {"cdiVersion": "0.6.0", "kind": "acme.org/card", "devices": [{"name": "a", "containerEdits": {"env": ["CARD=a"]}}]}
> X
$ sleep 1
$ docker info | sed -n '/CDI/,/Swarm/p'
|  CDI spec directories:
|   /etc/cdi
|   /var/run/cdi
|  Discovered Devices:
|   cdi: acme.org/card=a
|   cdi: nvidia.com/gpu=0
|   cdi: nvidia.com/gpu=1
|   cdi: nvidia.com/gpu=all
|  Swarm: inactive
$ docker info -f '{{json .DiscoveredDevices}}'
| [{"Source":"cdi","ID":"acme.org/card=a"},{"Source":"cdi","ID":"nvidia.com/gpu=0"},{"Source":"cdi","ID":"nvidia.com/gpu=1"},{"Source":"cdi","ID":"nvidia.com/gpu=all"}]
$ docker run --rm --device nvidia.com/gpu=0 busybox sh -c 'ls /dev; env | grep -e NVIDIA -e ^A= | sort'
| fd
| full
| mqueue
| null
| nvidia0
| nvidiactl
| ptmx
| pts
| random
| shm
| stderr
| stdin
| stdout
| tty
| urandom
| zero
| A=0
| NVIDIA_VISIBLE_DEVICES=void
$ docker run --rm --device nvidia.com/gpu=0 busybox sh -c 'test -s /opt/tool && echo there; echo x > /opt/tool'
| there
! sh: line 0: can't create /opt/tool: Read-only file system
= 1
$ docker run --name c1 --device nvidia.com/gpu=all busybox ls /dev/nvidia0 /dev/nvidia1
| /dev/nvidia0
| /dev/nvidia1
$ docker diff c1
| A /opt
| A /opt/tool
$ docker run --name c2 --device nvidia.com/gpu=7 busybox true
! docker: Error response from daemon: CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=7
!
! Run 'docker run --help' for more information
= 125
$ docker run --name c3 --device nvidia.com/gpu=7 --device nvidia.com/gpu=0 --device nvidia.com/gpu=8 busybox true
! docker: Error response from daemon: CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=7, nvidia.com/gpu=8
!
! Run 'docker run --help' for more information
= 125
$ docker run --name c4 --device nvidia.com/gpu=0 --device nvidia.com/gpu=1 busybox sh -c 'ls /dev/nvidia*'
| /dev/nvidia0
| /dev/nvidia1
| /dev/nvidiactl
$ docker run --name c5 --gpus driver=cdi,device=nvidia.com/gpu=1 busybox sh -c 'ls /dev/nvidia*'
| /dev/nvidia1
| /dev/nvidiactl
$ docker run --name c6 --gpus all busybox ls /dev
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name c7 --device foo.com/gpu=0 busybox ls /dev
! docker: Error response from daemon: CDI device injection failed: unresolvable CDI devices foo.com/gpu=0
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --device acme.org/card=a -e CARD=mine busybox sh -c 'echo $CARD'
| a
$ docker run --rm --privileged --device acme.org/card=a busybox sh -c 'echo $CARD'
| a
$ docker run -d --name c8 --device acme.org/card=a busybox sleep 100
| d595d1d16b89b9d4920097e0dea477fd7ddb49a593d3a7d078cbfbc48aed1342
$ docker exec c8 sh -c 'echo $CARD'
|
$ docker inspect -f '{{json .Config.Env}}' c8
| ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
$ docker rm -f c8
| c8
$ docker inspect -f '{{.Name}} {{json .HostConfig.DeviceRequests}} {{json .HostConfig.Devices}} {{.State.Status}} {{.State.ExitCode}} {{json .State.Error}}' c1 c2 c3 c5 c6 c7
| /c1 [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=all"],"Capabilities":null,"Options":null}] [] exited 0 ""
| /c2 [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=7"],"Capabilities":null,"Options":null}] [] created 128 "CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=7"
| /c3 [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=7","nvidia.com/gpu=0","nvidia.com/gpu=8"],"Capabilities":null,"Options":null}] [] created 128 "CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=7, nvidia.com/gpu=8"
| /c5 [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=1"],"Capabilities":[["gpu"]],"Options":{}}] [] exited 0 ""
| /c6 [{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /c7 [{"Driver":"cdi","Count":0,"DeviceIDs":["foo.com/gpu=0"],"Capabilities":null,"Options":null}] [] created 128 "CDI device injection failed: unresolvable CDI devices foo.com/gpu=0"
$ rm -rf /etc/cdi
$ sleep 1
$ docker info -f '{{json .DiscoveredDevices}} {{json .CDISpecDirs}}'
| null ["/etc/cdi","/var/run/cdi"]
$ docker start c1
! Error response from daemon: CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all
! Error: failed to start containers: c1
= 1
