$ docker pull -q debian
| docker.io/library/debian:latest
$ docker run -d --name zz debian sleep 1000
| 175ed377d75355ef422d9355d28a4341f6e58826aa56c8d70c5dd025f91c15da
$ docker -H unix:///nosuch.sock ps -q
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ docker -H unix:///run/docker.sock ps --format '{{.Names}}'
| zz
$ docker -H tcp://127.0.0.1:1 ps -q
! Cannot connect to the Docker daemon at tcp://127.0.0.1:1. Is the docker daemon running?
= 1
$ docker -H localhost:1 ps -q
! Cannot connect to the Docker daemon at tcp://localhost:1. Is the docker daemon running?
= 1
$ docker -H foo://x ps -q
! Failed to initialize: unable to resolve docker endpoint: invalid bind address format: foo://x
= 1
$ docker -H tcp://127.0.0.1:x ps -q
! Failed to initialize: unable to resolve docker endpoint: parse "tcp://127.0.0.1:x": invalid port ":x" after host
= 1
$ docker -c default -H unix:///x ps -q
! conflicting options: cannot specify both --host and --context
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker ps -q
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_HOST=unix:///nosuch.sock docker -H unix:///run/docker.sock ps --format '{{.Names}}'
| zz
$ docker context create tt --docker host=unix:///nosuch.sock
| tt
! Successfully created context "tt"
$ docker context use tt
| tt
! Current context is now "tt"
$ docker ps -q
! Cannot connect to the Docker daemon at unix:///nosuch.sock. Is the docker daemon running?
= 1
$ DOCKER_CONTEXT=default docker ps --format '{{.Names}}'
| zz
$ docker -c default ps --format '{{.Names}}'
| zz
$ docker context ls --format '{{.Name}} {{.Current}} {{.DockerEndpoint}}'
| default false unix:///var/run/docker.sock
| tt true unix:///nosuch.sock
$ docker context show
| tt
$ docker context rm tt
! context "tt" is in use, set -f flag to force remove
= 1
$ docker context use default
| default
! Current context is now "default"
$ docker context rm tt
| tt
$ docker context use nosuch
! context "nosuch": context not found: open /root/.docker/contexts/meta/9e62f93eb7d2499903ac66232f187c56fc050eb74c765f90eb214360b21f0e96/meta.json: no such file or directory
= 1
$ docker -c nosuch ps
! Failed to initialize: unable to resolve docker endpoint: context "nosuch": context not found: open /root/.docker/contexts/meta/9e62f93eb7d2499903ac66232f187c56fc050eb74c765f90eb214360b21f0e96/meta.json: no such file or directory
= 1
$ docker run --rm -v /usr/bin/docker:/usr/bin/docker debian docker ps -q
! Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
= 1
$ docker run --rm -v /usr/bin/docker:/usr/bin/docker -v /var/run/docker.sock:/var/run/docker.sock debian docker ps --filter name=zz --format '{{.Names}}'
| zz
$ docker run --rm -v /usr/bin/docker:/usr/bin/docker -v /var/run/docker.sock:/var/run/docker.sock -u 1000 debian docker kill zz
! permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Post "http://%2Fvar%2Frun%2Fdocker.sock/v1.51/containers/zz/kill": dial unix /var/run/docker.sock: connect: permission denied
= 1
$ docker run --rm -v /usr/bin/docker:/usr/bin/docker --network none debian docker -H tcp://172.17.0.1:2375 ps -q
! error during connect: Get "http://172.17.0.1:2375/v1.51/containers/json": dial tcp 172.17.0.1:2375: connect: network is unreachable
= 1
$ docker run --rm -v /usr/bin/docker:/usr/bin/docker -v /var/run/docker.sock:/var/run/docker.sock debian docker kill zz
| zz
$ docker ps -aq --filter status=exited | wc -l
| 1
$ dockerd --foo 2>&1 | head -2
| Status: unknown flag: --foo
| See 'dockerd --help'.
$ dockerd -l nosuch
! invalid logging level: nosuch
= 1
$ dockerd --label x 2>&1 | head -2
| Status: invalid argument "x" for "--label" flag: bad attribute format: x
| See 'dockerd --help'.
$ dockerd -H foo://x 2>&1 | head -2
| Status: invalid argument "foo://x" for "-H, --host" flag: invalid bind address (foo://x): unsupported proto 'foo'
| See 'dockerd --help'.
$ dockerd --registry-mirror foo 2>&1 | head -2
| Status: invalid argument "foo" for "--registry-mirror" flag: invalid mirror: no scheme specified for "foo": must use either 'https://' or 'http://'
| See 'dockerd --help'.
$ dockerd --debug=maybe 2>&1 | head -2
| Status: invalid argument "maybe" for "-D, --debug" flag: strconv.ParseBool: parsing "maybe": invalid syntax
| See 'dockerd --help'.
$ dockerd -Q 2>&1 | head -2
| Status: unknown shorthand flag: 'Q' in -Q
| See 'dockerd --help'.
$ dockerd --host 2>&1 | head -2
| Status: flag needs an argument: --host
| See 'dockerd --help'.
$ dockerd --validate
! configuration OK
$ dockerd --config-file nosuch --validate
! unable to configure the Docker daemon with file nosuch: open nosuch: no such file or directory
= 1
$ echo '{"debug": true, "labels": ["a=b"]}' > d.json; dockerd --config-file d.json --validate
! configuration OK
$ echo '{"foo": 1}' > d.json; dockerd --config-file d.json --validate
! unable to configure the Docker daemon with file d.json: the following directives don't match any configuration option: foo
= 1
$ echo '{"hosts": ["unix:///x"]}' > d.json; dockerd --config-file d.json -H unix:///tmp/q --validate
! unable to configure the Docker daemon with file d.json: the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [unix:///tmp/q], from file: [unix:///x])
= 1
$ echo '{"debug": true}' > d.json; dockerd --config-file d.json -D --validate
! unable to configure the Docker daemon with file d.json: the following directives are specified both as a flag and in the configuration file: debug: (from flag: true, from file: true)
= 1
$ echo '{"hosts": 3}' > d.json; dockerd --config-file d.json --validate
! unable to configure the Docker daemon with file d.json: invalid JSON: json: cannot unmarshal number into Go struct field Config.hosts of type []string
= 1
$ echo '{"debug": "x"}' > d.json; dockerd --config-file d.json --validate
! unable to configure the Docker daemon with file d.json: invalid JSON: json: cannot unmarshal string into Go struct field Config.debug of type bool
= 1
$ echo 'hello' > d.json; dockerd --config-file d.json --validate
! unable to configure the Docker daemon with file d.json: invalid JSON: invalid character 'h' looking for beginning of value
= 1
$ echo '{"hosts": [' > d.json; dockerd --config-file d.json --validate
! unable to configure the Docker daemon with file d.json: invalid JSON: unexpected end of JSON input
= 1
$ echo '' > d.json; dockerd --config-file d.json --validate
! configuration OK
$ dockerd -p /tmp/dind-p --tls=false -H unix:///nosuch/dir/x.sock 2>&1 | sed 's/time="[^"]*" //'
| level=info msg="Starting up"
| failed to load listeners: can't create unix socket /nosuch/dir/x.sock: listen unix /nosuch/dir/x.sock: bind: no such file or directory
