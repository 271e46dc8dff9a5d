$ docker swarm unlock
! Error: This node is not part of a swarm
= 1
$ docker swarm unlock-key
! could not fetch unlock key: Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker swarm update --autolock
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker swarm ca
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker node ps
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker node rm x y
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker node demote x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker node promote x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker node update --role worker x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service ps x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service logs x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service scale x=2
! x: Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service update x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service rollback x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker secret create a -
! error reading from STDIN: data is empty
= 1
$ docker secret inspect a
| []
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker secret rm a b
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker config create a -
! Error reading content from "-": error reading from STDIN: data is empty
= 1
$ docker config inspect a
| []
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker config rm a
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker stack services x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker stack rm x
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker stack deploy -c f.yml x
! open f.yml: no such file or directory
= 1
$ docker service rm x y
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
! Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.
= 1
$ docker service
! Usage:  docker service COMMAND
!
! Manage Swarm services
!
! Commands:
!   create      Create a new service
!   inspect     Display detailed information on one or more services
!   logs        Fetch the logs of a service or task
!   ls          List services
!   ps          List the tasks of one or more services
!   rm          Remove one or more services
!   rollback    Revert changes to a service's configuration
!   scale       Scale one or multiple replicated services
!   update      Update a service
!
! Run 'docker service COMMAND --help' for more information on a command.
$ docker node bogus
! docker: unknown command: docker node bogus
!
! Usage:  docker node
!
! Run 'docker node --help' for more information
= 1
$ docker service create
! docker: 'docker service create' requires at least 1 argument
!
! Usage:  docker service create [OPTIONS] IMAGE [COMMAND] [ARG...]
!
! See 'docker service create --help' for more information
= 1
$ docker service ls --nosuch
! unknown flag: --nosuch
!
! Usage:  docker service ls [OPTIONS]
!
! Run 'docker service ls --help' for more information
= 125
$ docker stack config
! Specify a Compose file (with --compose-file)
= 1
$ docker swarm join-token
! docker: 'docker swarm join-token' requires 1 argument
!
! Usage:  docker swarm join-token [OPTIONS] (worker|manager)
!
! Run 'docker swarm join-token --help' for more information
= 1
