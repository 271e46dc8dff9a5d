$ docker pull -q busybox
| docker.io/library/busybox:latest
# a host without GPUs: neither driver nor toolkit
$ docker run --rm --gpus all busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g1 --gpus 2 busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker ps -a --format '{{.Names}} {{.Status}}'
| g1 Created
$ docker run --name g2 --gpus '"device=0,1"' busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g3 --gpus device=0,1 busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g4 --gpus 'all,capabilities=utility' busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[utility gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g5 --gpus 'driver=nvidia,count=1' busybox true
! docker: Error response from daemon: could not select device driver "nvidia" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g6 --gpus 'driver=cdi,device=nvidia.com/gpu=0' busybox true
! docker: Error response from daemon: CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=0
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g7 --gpus 'count=1,device=0' busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g8 --gpus 0 busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name g9 --gpus -3 busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name ga --gpus '"capabilities=compute,utility",count=1,"options=a=b,c=d"' busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[compute utility gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --gpus foo busybox true
! invalid argument "foo" for "--gpus" flag: invalid count (foo): value must be either "all" or an integer: invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --gpus= busybox true
! invalid argument "" for "--gpus" flag: EOF
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --gpus device busybox true
! invalid argument "device" for "--gpus" flag: invalid count (device): value must be either "all" or an integer: invalid syntax
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --gpus 'count=1,count=2' busybox true
! invalid argument "count=1,count=2" for "--gpus" flag: gpu request key 'count' can be specified only once
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --gpus 'color=red' busybox true
! invalid argument "color=red" for "--gpus" flag: unexpected key 'color' in 'color=red'
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --gpus 'options=a' busybox true
! docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
!
! Run 'docker run --help' for more information
= 125
$ docker run --gpus '"a' busybox true
! invalid argument "\"a" for "--gpus" flag: parse error on line 1, column 3: extraneous or missing " in quoted-field
!
! Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! Run 'docker run --help' for more information
= 125
$ docker run --name gb --runtime nvidia busybox true
! docker: Error response from daemon: unknown or invalid runtime name: nvidia
!
! Run 'docker run --help' for more information
= 125
$ docker create --name gb --runtime nvidia busybox true
! Error response from daemon: unknown or invalid runtime name: nvidia
= 1
$ docker create --name gb --gpus all busybox true
| 32f2d6d85272a6212c676626088417c0efac80a3c454c0cb37616f0709879213
$ docker start gb
! Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
! Error: failed to start containers: gb
= 1
$ docker run --name gc --device nvidia.com/gpu=0 busybox true
! docker: Error response from daemon: CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=0
!
! Run 'docker run --help' for more information
= 125
$ docker run --name gd --device nvidia.com/gpu=all --device nvidia.com/gpu=7 busybox true
! docker: Error response from daemon: CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all, nvidia.com/gpu=7
!
! Run 'docker run --help' for more information
= 125
$ docker run --name ge --device /dev/nvidia0 busybox true
! docker: Error response from daemon: error gathering device information while adding custom device "/dev/nvidia0": no such file or directory
!
! Run 'docker run --help' for more information
= 127
$ docker run --name gf --device nvidia.com/gpu busybox true
! docker: nvidia.com/gpu is not an absolute path
!
! Run 'docker run --help' for more information
= 125
$ docker inspect -f '{{.Name}} {{json .HostConfig.DeviceRequests}} {{json .HostConfig.Devices}} {{.State.Status}} {{.State.ExitCode}} {{json .State.Error}}' g1 g2 g3 g4 g5 g6 g7 g8 g9 ga gb gc gd ge
| /g1 [{"Driver":"","Count":2,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /g2 [{"Driver":"","Count":0,"DeviceIDs":["0","1"],"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /g3 [{"Driver":"","Count":1,"DeviceIDs":["0"],"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /g4 [{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["utility","gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[utility gpu]]"
| /g5 [{"Driver":"nvidia","Count":1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"nvidia\" with capabilities: [[gpu]]"
| /g6 [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=0"],"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=0"
| /g7 [{"Driver":"","Count":1,"DeviceIDs":["0"],"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /g8 [{"Driver":"","Count":0,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /g9 [{"Driver":"","Count":-3,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /ga [{"Driver":"","Count":1,"DeviceIDs":null,"Capabilities":[["compute","utility","gpu"]],"Options":{"a":"b","c":"d"}}] [] created 128 "could not select device driver \"\" with capabilities: [[compute utility gpu]]"
| /gb [{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":{}}] [] created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /gc [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=0"],"Capabilities":null,"Options":null}] [] created 128 "CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=0"
| /gd [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=all","nvidia.com/gpu=7"],"Capabilities":null,"Options":null}] [] created 128 "CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all, nvidia.com/gpu=7"
| /ge null [{"PathOnHost":"/dev/nvidia0","PathInContainer":"/dev/nvidia0","CgroupPermissions":"rwm"}] created 128 "error gathering device information while adding custom device \"/dev/nvidia0\": no such file or directory"
$ docker info -f '{{json .DiscoveredDevices}} {{json .CDISpecDirs}}'
| null ["/etc/cdi","/var/run/cdi"]
