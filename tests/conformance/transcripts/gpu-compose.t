$ docker pull -q busybox
| docker.io/library/busybox:latest
$ mkdir -p demo && cd demo
$ cat > compose.yaml <<X
> services:
>   a:
>     image: busybox
>     command: "true"
>     deploy:
>       resources:
>         reservations:
>           devices:
>             - driver: nvidia
>               count: 1
>               capabilities: [gpu]
>   b:
>     image: busybox
>     command: "true"
>     gpus: all
>   c:
>     image: busybox
>     command: "true"
>     runtime: nvidia
>   d:
>     image: busybox
>     command: "true"
>     devices: ["nvidia.com/gpu=all"]
>   e:
>     image: busybox
>     command: "true"
>     gpus:
>       - driver: nvidia
>         device_ids: ["0", "3"]
>         capabilities: [utility]
>         options:
>           a: b
> X
$ docker compose config
| name: demo
| services:
|   a:
|     command:
|       - "true"
|     deploy:
|       resources:
|         reservations:
|           devices:
|             - capabilities:
|                 - gpu
|               driver: nvidia
|               count: 1
|     image: busybox
|     networks:
|       default: null
|   b:
|     command:
|       - "true"
|     gpus:
|       - count: -1
|     image: busybox
|     networks:
|       default: null
|   c:
|     command:
|       - "true"
|     image: busybox
|     networks:
|       default: null
|     runtime: nvidia
|   d:
|     command:
|       - "true"
|     devices:
|       - source: nvidia.com/gpu=all
|         target: nvidia.com/gpu=all
|         permissions: rwm
|     image: busybox
|     networks:
|       default: null
|   e:
|     command:
|       - "true"
|     gpus:
|       - capabilities:
|           - utility
|         driver: nvidia
|         device_ids:
|           - "0"
|           - "3"
|         options:
|           a: b
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: demo_default
$ docker compose up -d a
!  Network demo_default  Creating
!  Network demo_default  Created
!  Container demo-a-1  Creating
!  Container demo-a-1  Created
!  Container demo-a-1  Starting
! Error response from daemon: could not select device driver "nvidia" with capabilities: [[gpu]]
= 1
$ docker compose up -d b
!  Container demo-b-1  Creating
!  Container demo-b-1  Created
!  Container demo-b-1  Starting
! Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
= 1
$ docker compose up -d c
!  Container demo-c-1  Creating
!  Container demo-c-1  Error response from daemon: unknown or invalid runtime name: nvidia
! Error response from daemon: unknown or invalid runtime name: nvidia
= 1
$ docker compose up -d d
!  Container demo-d-1  Creating
!  Container demo-d-1  Created
!  Container demo-d-1  Starting
! Error response from daemon: CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all
= 1
$ docker compose up -d e
!  Container demo-e-1  Creating
!  Container demo-e-1  Created
!  Container demo-e-1  Starting
! Error response from daemon: could not select device driver "nvidia" with capabilities: [[utility gpu]]
= 1
$ docker compose up a
| Attaching to a-1
! Error response from daemon: could not select device driver "nvidia" with capabilities: [[gpu]]
= 1
$ docker compose run --rm b
! Error response from daemon: could not select device driver "" with capabilities: [[gpu]]
= 1
$ docker inspect -f '{{.Name}} {{json .HostConfig.DeviceRequests}} {{json .HostConfig.Devices}} {{.State.Status}} {{.State.ExitCode}} {{json .State.Error}}' demo-a-1 demo-b-1 demo-d-1 demo-e-1
| /demo-a-1 [{"Driver":"nvidia","Count":1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":null}] null created 128 "could not select device driver \"nvidia\" with capabilities: [[gpu]]"
| /demo-b-1 [{"Driver":"","Count":-1,"DeviceIDs":null,"Capabilities":[["gpu"]],"Options":null}] null created 128 "could not select device driver \"\" with capabilities: [[gpu]]"
| /demo-d-1 [{"Driver":"cdi","Count":0,"DeviceIDs":["nvidia.com/gpu=all"],"Capabilities":null,"Options":null}] null created 128 "CDI device injection failed: unresolvable CDI devices nvidia.com/gpu=all"
| /demo-e-1 [{"Driver":"nvidia","Count":0,"DeviceIDs":["0","3"],"Capabilities":[["utility","gpu"]],"Options":{"a":"b"}}] null created 128 "could not select device driver \"nvidia\" with capabilities: [[utility gpu]]"
$ docker compose ps -a --format '{{.Name}} {{.State}}'
| demo-a-1 created
| demo-b-1 created
| demo-d-1 created
| demo-e-1 created
