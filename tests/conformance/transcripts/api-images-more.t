$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker run --name c1 -e A=1 -l k=v busybox sh -c 'echo x > /f' 2>/dev/null
$ cm() { post "/commit?$1" "$2" | sed -E 's/[0-9a-f]{64}/ID/'; }
$ cm '' ''
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ cm 'container=nosuch' ''
| {"message":"No such container: nosuch"}
|
| 404
$ cm 'container=c1' ''
| {"Id":"sha256:ID"}
|
| 201
$ cm 'container=c1&repo=im&tag=1' ''
| {"Id":"sha256:ID"}
|
| 201
$ cm 'container=c1&repo=im&tag=2&comment=why&author=me' '{}'
| {"Id":"sha256:ID"}
|
| 201
$ cm 'container=c1&repo=im&tag=bad/tag' ''
| {"message":"invalid tag format"}
|
| 400
$ cm 'container=c1&repo=IM' ''
| {"message":"invalid reference format: repository name (library/IM) must be lowercase"}
|
| 400
$ cm 'container=c1&repo=im:x&tag=3' ''
| {"Id":"sha256:ID"}
|
| 201
$ cm 'container=c1&tag=4' ''
| {"Id":"sha256:ID"}
|
| 201
$ cm 'container=c1&repo=im&tag=5' '{"Cmd":["echo","five"],"Env":["B=2"],"Labels":{"l":"5"}}'
| {"Id":"sha256:ID"}
|
| 201
$ docker inspect -f '{{json .Config.Cmd}} {{json .Config.Env}} {{json .Config.Labels}} {{.Author}}|{{.Comment}}' im:5
| ["echo","five"] ["B=2","A=1","PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"] {"k":"v","l":"5"} |
$ docker inspect -f '{{json .Config.Cmd}} {{json .Config.Env}} {{json .Config.Labels}} {{.Author}}|{{.Comment}}' im:2
| ["sh","-c","echo x > /f"] ["A=1","PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"] {"k":"v"} me|why
$ cm 'container=c1&repo=im&tag=6&changes=CMD%20echo%206&changes=ENV%20X=1' ''
| {"Id":"sha256:ID"}
|
| 201
$ docker inspect -f '{{json .Config.Cmd}} {{json .Config.Env}}' im:6
| ["/bin/sh","-c","echo 6"] ["A=1","PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","X=1"]
$ cm 'container=c1&repo=im&tag=7&changes=BOGUS%20x' ''
| {"message":"BOGUS is not a valid change command"}
|
| 400
$ cm 'container=c1&repo=im&tag=7&changes=RUN%20x' ''
| {"message":"RUN is not a valid change command"}
|
| 400
$ cm 'container=c1&repo=im&tag=7&changes=EXPOSE%20x' ''
| {"message":"Invalid containerPort: x"}
|
| 400
$ cm 'container=c1&repo=im&tag=7&pause=0' '[]'
| {"message":"invalid JSON: json: cannot unmarshal array into Go value of type container.CreateRequest"}
|
| 400
$ cm 'container=c1&repo=im&tag=7' '{"Cmd":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go value of type string"}
|
| 400
$ cm 'container=c1&repo=im&tag=7' 'x'
| {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}
|
| 400
$ api GET /images/im:1/json | sed -E 's/[0-9a-f]{64}/ID/g; s/[0-9]{4}-[0-9-]+T[0-9:.]+Z/T/g; s/"Size":[0-9]+/"Size":S/; s/"(UpperDir|LowerDir|MergedDir|WorkDir)":"[^"]*"/"\1":"P"/g; s/"DockerVersion":"[^"]*"/"DockerVersion":"V"/'
| {"Id":"sha256:ID","RepoTags":["im:1"],"RepoDigests":[],"Parent":"sha256:ID","Comment":"","Created":"T","DockerVersion":"V","Author":"","Architecture":"amd64","Os":"linux","Size":S,"GraphDriver":{"Data":{"LowerDir":"P","MergedDir":"P","UpperDir":"P","WorkDir":"P"},"Name":"overlay2"},"RootFS":{"Type":"layers","Layers":["sha256:ID","sha256:ID"]},"Metadata":{"LastTagTime":"T"},"Config":{"Cmd":["sh","-c","echo x \u003e /f"],"Entrypoint":null,"Env":["A=1","PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"Labels":{"k":"v"},"OnBuild":null,"User":"","Volumes":null,"WorkingDir":""}}
|
| 200
$ api GET /images/im:6/history | sed -E 's/[0-9a-f]{64}/ID/g; s/"(Created|Size)":[0-9N]+/"\1":N/g' | cut -c1-330
| [{"Comment":"","Created":N,"CreatedBy":"sh -c echo x > /f","Id":"sha256:ID","Size":N,"Tags":["im:6"]},{"Comment":"Imported from -","Created":N,"CreatedBy":"","Id":"sha256:ID","Size":N,"Tags":["busybox:latest"]}]
|
| 200
$ api GET /images/nosuch/history
| {"message":"No such image: nosuch:latest"}
|
| 404
$ api GET /images/im:1/history?platform=x
| {"message":"failed to parse platform: invalid character 'x' looking for beginning of value"}
|
| 400
$ api GET '/images/im:1/json?manifests=1' | tail -1
| 200
$ api GET '/images/im:1/json?platform=x'
| {"message":"failed to parse platform: invalid character 'x' looking for beginning of value"}
|
| 400
$ echo data > data; tar cf l.tar data
$ imp() { curl -s -X POST --unix-socket /var/run/docker.sock --data-binary "$2" -w '%{http_code}\n' "http://localhost/v1.51/images/create?$1" | tr -d '\r' | sed -E 's/[0-9a-f]{64}/ID/'; }
$ imp 'fromSrc=-' @l.tar
| {"status":"sha256:ID"}
| 200
$ imp 'fromSrc=-&repo=imp&tag=1' @l.tar
| {"status":"sha256:ID"}
| 200
$ imp 'fromSrc=-&repo=imp:2' @l.tar
| {"status":"sha256:ID"}
| 200
$ imp 'fromSrc=-&repo=imp&message=m&changes=CMD%20x&changes=ENV%20A=1' @l.tar
| {"status":"sha256:ID"}
| 200
$ docker inspect -f '{{json .Config.Cmd}} {{json .Config.Env}} {{.Comment}} {{.RepoTags}}' imp
| ["/bin/sh","-c","x"] ["A=1"] m [imp:latest]
$ imp 'fromSrc=-&repo=IMP' @l.tar
| {"message":"invalid reference format: repository name (library/IMP) must be lowercase"}
| 400
$ imp 'fromSrc=-&repo=imp&tag=b@d' @l.tar
| {"message":"invalid tag format"}
| 400
$ imp 'fromSrc=-&repo=imp&tag=3' notatar
| {"status":"sha256:ID"}
| 200
$ imp 'fromSrc=-&repo=imp&tag=4&changes=BOGUS' @l.tar
| {"message":"BOGUS is not a valid change command"}
| 400
$ imp 'fromSrc=-&repo=imp&tag=4&platform=bogus' @l.tar
| {"message":"\"bogus\": unknown operating system or architecture: invalid argument"}
| 400
$ imp 'fromSrc=-&repo=imp&tag=4&platform=windows/amd64' @l.tar
| {"message":"operating system is not supported"}
| 400
$ imp 'fromSrc=-&repo=imp&tag=5&platform=linux/arm64' @l.tar
| {"status":"sha256:ID"}
| 200
$ docker inspect -f '{{.Os}}/{{.Architecture}}' imp:5
| linux/arm64
$ imp 'fromSrc=' @l.tar
| {"message":"Get \"http:\": http: no Host in request URL"}
| 500
$ imp '' @l.tar
| {"message":"Get \"http:\": http: no Host in request URL"}
| 500
$ docker save im:1 im:2 -o s.tar; tar tf s.tar | grep -E '^[a-z-]+(\.json)?$|^blobs/$' | sort
| blobs/
| index.json
| manifest.json
| oci-layout
| repositories
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/images/get?names=im:1' | tar xO repositories | sed -E 's/[0-9a-f]{64}/ID/g'
| {"im":{"1":"ID"}}
$ curl -s --unix-socket /var/run/docker.sock 'http://localhost/v1.51/images/get?names=im:1' | tar xO index.json | sed -E 's/[0-9a-f]{64}/ID/g; s/"size":[0-9]+/"size":N/g'
| {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:ID","size":N,"annotations":{"io.containerd.image.name":"docker.io/library/im:1","org.opencontainers.image.ref.name":"1"}}]}
\ no newline
$ api GET '/images/get?names=nosuch'
| {"message":"No such image: nosuch"}
|
| 404
$ api GET '/images/get?names=im:1&names=nosuch' | tail -2
|
| 404
$ api GET '/images/nosuch/get'
| {"message":"No such image: nosuch"}
|
| 404
$ api GET '/images/get?names=im:1&platform=x' | tail -2
|
| 400
$ docker rmi -f im:1 im:2 >/dev/null
$ ld() { curl -s -X POST --unix-socket /var/run/docker.sock -H 'Content-Type: application/x-tar' --data-binary "$2" -w '%{http_code}\n' "http://localhost/v1.51/images/load$1" | tr -d '\r' | sed -E 's/[0-9a-f]{64}/ID/; s/"id":"[0-9a-f]{12}"/"id":"L"/; s/\\u003e/>/' | grep -v '"progress'; }
$ ld '' @s.tar
| {"stream":"Loaded image: im:2\n"}
| {"stream":"Loaded image: im:1\n"}
| 200
$ ld '?quiet=1' @s.tar
| {"stream":"Loaded image: im:2\n"}
| {"stream":"Loaded image: im:1\n"}
| 200
$ ld '' notatar
| {"errorDetail":{"message":"unexpected EOF"},"error":"unexpected EOF"}
| 200
$ api GET '/images/search?term=x&limit=101'
| {"message":"limit 101 is outside the range of [1, 100]"}
|
| 400
$ api GET '/images/search?term=x&limit=a'
| {"message":"invalid limit specified: strconv.Atoi: parsing \"a\": invalid syntax"}
|
| 400
$ api GET '/images/search?term=x&filters=x'
| {"message":"invalid filter"}
|
| 400
$ api GET '/images/search?term=x&filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api GET '/images/search?term=x&filters=%7B%22stars%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'stars=x': strconv.Atoi: parsing \"x\": invalid syntax"}
|
| 400
$ api POST '/images/im:5/push' | tail -1
| 200
$ api POST '/images/nosuch/push?tag=1' -H 'X-Registry-Auth: e30K'
| {"status":"The push refers to repository [docker.io/library/nosuch]"}
| {"errorDetail":{"message":"An image does not exist locally with the tag: nosuch"},"error":"An image does not exist locally with the tag: nosuch"}
|
| 200
$ api POST '/images/im:5/push' -H 'X-Registry-Auth: notbase64!' | tail -2
|
| 200
$ docker tag im:5 127.0.0.1:5555/a/b:1
$ api POST '/images/127.0.0.1:5555/a/b/push?tag=1' -H 'X-Registry-Auth: e30K' | sed -E 's/[0-9a-f]{64}/ID/g; s/"id":"[0-9a-f]{12}"/"id":"L"/g; s/size: [0-9]+/size: N/; s/"Size":[0-9]+/"Size":N/' | grep -v '"status":"\(Pushing\|Preparing\|Waiting\)'
| {"status":"The push refers to repository [127.0.0.1:5555/a/b]"}
| {"status":"Mounted from library/alpine","progressDetail":{},"id":"L"}
| {"status":"Pushed","progressDetail":{},"id":"L"}
| {"status":"1: digest: sha256:ID size: N"}
| {"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:ID","Size":N}}
|
| 200
$ api POST '/images/127.0.0.1:5555/a/b/push?tag=1' -H 'X-Registry-Auth: e30K' | sed -E 's/[0-9a-f]{64}/ID/g; s/"id":"[0-9a-f]{12}"/"id":"L"/g; s/size: [0-9]+/size: N/; s/"Size":[0-9]+/"Size":N/' | grep -v '"status":"\(Pushing\|Preparing\|Waiting\)'
| {"status":"The push refers to repository [127.0.0.1:5555/a/b]"}
| {"status":"Layer already exists","progressDetail":{},"id":"L"}
| {"status":"Layer already exists","progressDetail":{},"id":"L"}
| {"status":"1: digest: sha256:ID size: N"}
| {"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:ID","Size":N}}
|
| 200
$ api POST '/images/127.0.0.1:5555/a/b/push?tag=2' -H 'X-Registry-Auth: e30K'
| {"status":"The push refers to repository [127.0.0.1:5555/a/b]"}
| {"errorDetail":{"message":"tag does not exist: 127.0.0.1:5555/a/b:2"},"error":"tag does not exist: 127.0.0.1:5555/a/b:2"}
|
| 200
$ api GET /distribution/127.0.0.1:5555/a/b:1/json | sed -E 's/[0-9a-f]{64}/ID/g; s/"size":[0-9]+/"size":N/'
| {"Descriptor":{"mediaType":"application/vnd.docker.distribution.manifest.v2+json","digest":"sha256:ID","size":N},"Platforms":[{"architecture":"amd64","os":"linux"}]}
|
| 200
$ api GET /distribution/127.0.0.1:5555/a/b:9/json
| {"message":"manifest unknown: manifest unknown"}
|
| 404
$ api GET /distribution/127.0.0.1:5555/a/zz/json
| {"message":"manifest unknown: manifest unknown"}
|
| 404
$ api GET /distribution/BAD/json
| {"message":"invalid reference format: repository name (library/BAD) must be lowercase"}
|
| 400
$ api POST '/images/im:5/tag?repo=new&tag=t'
|
| 201
$ api POST '/images/im:5/tag?repo=NEW&tag=t'
| {"message":"invalid reference format: repository name (library/NEW) must be lowercase"}
|
| 400
$ api POST '/images/im:5/tag?repo=new&tag=t:t'
| {"message":"invalid tag format"}
|
| 400
$ api POST '/images/im:5/tag?repo=new:a'
|
| 201
$ api POST '/images/im:5/tag?tag=q'
|
| 200
$ api POST '/images/nosuch/tag?repo=new'
| {"message":"No such image: nosuch:latest"}
|
| 404
$ api DELETE '/images/new:t'
| [{"Untagged":"new:t"}]
|
| 200
$ api DELETE '/images/new:t'
| {"message":"No such image: new:t"}
|
| 404
$ api DELETE '/images/nosuch?force=1'
| {"message":"No such image: nosuch:latest"}
|
| 404
$ api DELETE '/images/im:5?noprune=1'
| [{"Untagged":"im:5"}]
|
| 200
