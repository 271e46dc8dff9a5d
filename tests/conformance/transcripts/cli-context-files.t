$ docker context create --description mine --docker host=tcp://h:2375 far
| far
! Successfully created context "far"
$ docker context export far
! Written file "far.dockercontext"
$ ls -l far.dockercontext | cut -c1-10
| -rw-------
$ docker context export far
! open far.dockercontext: file exists
= 1
$ docker context export far - | tar tvf - | awk '{print $1,$2,$3,$6}'
| -rw-r--r-- 0/0 117 meta.json
| drwx------ 0/0 0 tls
$ docker context export far - | tar xOf - meta.json; echo
| {"Name":"far","Metadata":{"Description":"mine"},"Endpoints":{"docker":{"Host":"tcp://h:2375","SkipTLSVerify":false}}}
$ docker context export default d.tar; tar tf d.tar
| meta.json
| tls
! Written file "d.tar"
$ docker context export zz
! context "zz": context not found: open /root/.docker/contexts/meta/4a60bf7d4bc1e485744cf7e8d0860524752fca1ce42331be7c439fd23043f151/meta.json: no such file or directory
= 1
$ docker context export far one; ls one
| one
! Written file "one"
$ docker context import near far.dockercontext
| near
! Successfully imported context "near"
$ docker context inspect near | head -20
| [
|     {
|         "Name": "near",
|         "Metadata": {
|             "Description": "mine"
|         },
|         "Endpoints": {
|             "docker": {
|                 "Host": "tcp://h:2375",
|                 "SkipTLSVerify": false
|             }
|         },
|         "TLSMaterial": {},
|         "Storage": {
|             "MetadataPath": "/root/.docker/contexts/meta/46ba34770bccfde756708d47d83fb7c8257fe8a4b3a35f25d385a8284021f476",
|             "TLSPath": "/root/.docker/contexts/tls/46ba34770bccfde756708d47d83fb7c8257fe8a4b3a35f25d385a8284021f476"
|         }
|     }
| ]
$ docker context import near far.dockercontext
! context "near" already exists
= 1
$ docker context import default far.dockercontext
! "default" is a reserved context name
= 1
$ docker context import x2 nosuch
! open nosuch: no such file or directory
= 1
$ docker context import -- -x far.dockercontext
! context name "-x" is invalid, names are validated against regexp "^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$"
= 1
$ docker context export far - | docker context import third -
| third
! Successfully imported context "third"
$ echo junk | docker context import fourth -
! unexpected EOF
= 1
$ printf '' | docker context import fifth -
! invalid context: no metadata found
= 1
$ docker context ls --format '{{.Name}} {{.Description}}'
| default Current DOCKER_HOST based configuration
| far mine
| near mine
| third mine
$ docker context export
! docker: 'docker context export' requires at least 1 and at most 2 arguments
!
! Usage:  docker context export [OPTIONS] CONTEXT [FILE|-]
!
! Run 'docker context export --help' for more information
= 1
$ docker context import one
! docker: 'docker context import' requires 2 arguments
!
! Usage:  docker context import CONTEXT FILE|-
!
! Run 'docker context import --help' for more information
= 1
$ docker context export far - > /dev/null; echo $?
| 0
$ docker context import near2 one; docker context rm near near2 third far
| near2
| near
| near2
| third
| far
! Successfully imported context "near2"
