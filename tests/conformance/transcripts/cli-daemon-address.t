$ docker -H unix:///run/docker.sock ps -q
$ docker -H unix:///nosuch.sock ps
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ docker -H tcp://127.0.0.1:2375 ps
! Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?
= 1
$ docker -H tcp://127.0.0.1 ps
! Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?
= 1
$ docker -H 127.0.0.1:2375 ps
! Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?
= 1
$ docker -H localhost ps
! Cannot connect to the Docker daemon at tcp://localhost:2375. Is the docker daemon running?
= 1
$ docker -H http://127.0.0.1:2375 ps
! Failed to initialize: unable to resolve docker endpoint: invalid bind address format: http://127.0.0.1:2375
= 1
$ docker -H unix:// ps -q
$ docker -H unix://rel.sock ps
! Cannot connect to the Docker daemon at unix://rel.sock. Is the docker daemon running?
= 1
$ docker -H fd:// ps
! Failed to initialize: unable to parse docker host `fd://`
= 1
$ docker -H npipe:////x ps
! Failed to initialize: protocol not available
= 1
$ docker -H foo://x ps
! Failed to initialize: unable to resolve docker endpoint: invalid bind address format: foo://x
= 1
$ docker -H /var/run/docker.sock ps -q
! Cannot connect to the Docker daemon at tcp://localhost:2375/var/run/docker.sock. Is the docker daemon running?
= 1
$ docker -H '' ps -q
$ docker -H tcp:// ps
! Cannot connect to the Docker daemon at tcp://localhost:2375. Is the docker daemon running?
= 1
$ docker -H tcp://127.0.0.1:x ps
! Failed to initialize: unable to resolve docker endpoint: parse "tcp://127.0.0.1:x": invalid port ":x" after host
= 1
$ docker -H tcp://127.0.0.1:2375/path ps
! Cannot connect to the Docker daemon at tcp://127.0.0.1:2375/path. Is the docker daemon running?
= 1
$ docker -H unix:///etc/passwd ps
! Cannot connect to the Docker daemon at unix:///etc/passwd. Is the docker daemon running?
= 1
$ docker -H unix:///etc ps
! Cannot connect to the Docker daemon at unix:///etc. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker ps
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker -H unix:///run/docker.sock ps -q
$ DOCKER_HOST=unix:///nosuch.sock docker run busybox
! docker: Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
!
! Run 'docker run --help' for more information
= 125
$ DOCKER_HOST=unix:///nosuch.sock docker create busybox
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker compose ls
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker rm -f a b
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker inspect a
| []
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker cp a:/x .
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker events
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker system prune -f
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker pull a
| Using default tag: latest
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker images
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker start a b
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
! Error: failed to start containers: a, b
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker exec a ls
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker logs a
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker stats --no-stream a
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker volume ls
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker volume rm a b
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker network create n
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=tcp://127.0.0.1:2375 docker kill a b
! Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?
! Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?
= 1
$ DOCKER_CONTEXT=nosuch docker ps
! Failed to initialize: unable to resolve docker endpoint: context "nosuch": context not found: open /root/.docker/contexts/meta/9e62f93eb7d2499903ac66232f187c56fc050eb74c765f90eb214360b21f0e96/meta.json: no such file or directory
= 1
$ docker -c nosuch ps
! Failed to initialize: unable to resolve docker endpoint: context "nosuch": context not found: open /root/.docker/contexts/meta/9e62f93eb7d2499903ac66232f187c56fc050eb74c765f90eb214360b21f0e96/meta.json: no such file or directory
= 1
$ docker -c default -H unix:///x ps
! conflicting options: cannot specify both --host and --context
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker -c default ps
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ docker context create tt --docker host=unix:///nosuch.sock
| tt
! Successfully created context "tt"
$ docker -c tt ps
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ docker context use tt
| tt
! Current context is now "tt"
$ docker ps
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///run/docker.sock docker ps -q
$ DOCKER_CONTEXT=default docker ps -q
$ docker context show
| tt
$ docker context use default
| default
! Current context is now "default"
$ docker context rm tt
| tt
$ docker run --rm -v /usr/bin/docker:/usr/bin/docker -v /lib:/lib -v /lib64:/lib64 -v /usr/lib:/usr/lib -q busybox docker ps
! Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
= 1
$ docker run --rm -v /usr/bin/docker:/usr/bin/docker -v /lib:/lib -v /lib64:/lib64 -v /usr/lib:/usr/lib busybox docker kill zz
! Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
= 1
$ docker run --rm -v /var/run/docker.sock:/var/run/docker.sock -v /usr/bin/docker:/usr/bin/docker -v /lib:/lib -v /lib64:/lib64 -v /usr/lib:/usr/lib busybox docker kill zz
! Error response from daemon: cannot kill container: zz: No such container: zz
= 1
$ docker run --rm -u 1000 -v /var/run/docker.sock:/var/run/docker.sock -v /usr/bin/docker:/usr/bin/docker -v /lib:/lib -v /lib64:/lib64 -v /usr/lib:/usr/lib busybox docker ps -q
! permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/containers/json": dial unix /var/run/docker.sock: connect: permission denied
= 1
$ docker run --rm --network host -v /usr/bin/docker:/usr/bin/docker -v /lib:/lib -v /lib64:/lib64 -v /usr/lib:/usr/lib busybox docker -H tcp://127.0.0.1:2375 ps
! Cannot connect to the Docker daemon at tcp://127.0.0.1:2375. Is the docker daemon running?
= 1
$ docker service ls
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker node ls
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker swarm leave
! Error response from daemon: This node is not part of a swarm
= 1
$ docker secret ls
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker config ls
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker stack ls
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker stack ps x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service create busybox
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service inspect x
| []
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service rm x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker node inspect self
| []
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker swarm join-token worker
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
