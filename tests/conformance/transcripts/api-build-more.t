$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ bld() { tar cf c.tar -C $1 . ; curl -s -X POST --unix-socket /var/run/docker.sock -H 'Content-Type: application/x-tar' --data-binary @c.tar -w '%{http_code}\n' "http://localhost/v1.51/build?$2" | tr -d '\r' | sed -E 's/sha256:[0-9a-f]{64}/sha256:S/g; s/[0-9a-f]{12}/ID/g'; }
$ mkdir b; df() { printf "$1" > b/Dockerfile; }
$ df 'from busybox\nrun echo "a b" | cat\ncmd x y\n'; bld b ''
| {"stream":"Step 1/3 : from busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/3 : run echo \"a b\" | cat"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"a b\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/3 : cmd x y"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nENV A=1 B="two words"\nENV C $A\nRUN echo $A $B $C\n'; bld b ''
| {"stream":"Step 1/4 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/4 : ENV A=1 B=\"two words\""}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/4 : ENV C $A"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/4 : RUN echo $A $B $C"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"1 two words 1\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nARG A\nARG B=2\nRUN echo [$A] [$B]\n'; bld b ''
| {"stream":"Step 1/4 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/4 : ARG A"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/4 : ARG B=2"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/4 : RUN echo [$A] [$B]"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"[] [2]\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'buildargs=%7B%22A%22%3A%221%22%2C%22B%22%3Anull%7D' | grep -v '"\\n"'
| {"stream":"Step 1/4 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/4 : ARG A"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/4 : ARG B=2"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/4 : RUN echo [$A] [$B]"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"[1] [2]\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nARG A\nENV A=3\nRUN echo $A\nLABEL v=$A\n'; bld b 'buildargs=%7B%22A%22%3A%221%22%7D' | grep -v '"\\n"'
| {"stream":"Step 1/5 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/5 : ARG A"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/5 : ENV A=3"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/5 : RUN echo $A"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"3\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/5 : LABEL v=$A"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nEXPOSE 80 443/udp\nVOLUME /a /b\nVOLUME ["/c"]\nSTOPSIGNAL 9\nENTRYPOINT top -b\nCMD a b\n'; bld b t=meta | grep -v '"\\n"'
| {"stream":"Step 1/7 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/7 : EXPOSE 80 443/udp"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/7 : VOLUME /a /b"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/7 : VOLUME [\"/c\"]"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/7 : STOPSIGNAL 9"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 6/7 : ENTRYPOINT top -b"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 7/7 : CMD a b"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged meta:latest\n"}
| 200
$ docker inspect -f '{{json .Config.Entrypoint}} {{json .Config.Cmd}} {{json .Config.Volumes}} {{json .Config.ExposedPorts}} {{.Config.StopSignal}}' meta
| ["/bin/sh","-c","top -b"] ["/bin/sh","-c","a b"] {"/a":{},"/b":{},"/c":{}} {"443/udp":{},"80/tcp":{}} 9
$ docker inspect -f '{{json .Config.Image}} {{.Parent | len}} {{.Comment}} {{.DockerVersion | len}}' meta
|
! template parsing error: template: :1:14: executing "" at <.Config.Image>: map has no entry for key "Image"
= 1
$ docker images -a --format '{{.Repository}}' | sort | uniq -c
|      17 <none>
|       1 busybox
|       1 meta
$ docker images --format '{{.Repository}}' | sort | uniq -c
|       5 <none>
|       1 busybox
|       1 meta
$ df 'FROM busybox\nWORKDIR a\nWORKDIR b\nRUN pwd\nUSER 5:6\nRUN id -u; id -g\n'; bld b '' | grep -v '"\\n"'
| {"stream":"Step 1/6 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/6 : WORKDIR a"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/6 : WORKDIR b"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/6 : RUN pwd"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"/a/b\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/6 : USER 5:6"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 6/6 : RUN id -u; id -g"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"5\n"}
| {"stream":"6\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nRUN exit 0\nRUN false\n'; bld b '' | tail -3
| {"stream":" ---\u003e Running in ID\n"}
| {"errorDetail":{"code":1,"message":"The command '/bin/sh -c false' returned a non-zero code: 1"},"error":"The command '/bin/sh -c false' returned a non-zero code: 1"}
| 200
$ df 'FROM busybox\nRUN ["sh","-c","echo x; exit 2"]\n'; bld b '' | tail -3
| {"stream":"x\n"}
| {"errorDetail":{"code":2,"message":"The command 'sh -c echo x; exit 2' returned a non-zero code: 2"},"error":"The command 'sh -c echo x; exit 2' returned a non-zero code: 2"}
| 200
$ df 'FROM busybox\nRUN printf "no newline"\nRUN echo 1; echo 2 >&2; sleep 0.3; echo 3\n'; bld b '' | grep -v '"\\n"'
| {"stream":"Step 1/3 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/3 : RUN printf \"no newline\""}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"no newline"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/3 : RUN echo 1; echo 2 \u003e\u00262; sleep 0.3; echo 3"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"1\n"}
| {"stream":"\u001b[91m2\n\u001b[0m"}
| {"stream":"3\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ mkdir b/d b/d/e; echo 1 > b/d/x; echo 2 > b/d/e/y; echo 3 > b/z.txt
$ df 'FROM busybox\nCOPY d /dd/\nCOPY z.txt d/x /many/\nCOPY *.txt /glob/\nADD z.txt /one\nRUN find /dd /many /glob /one -type f | sort\n'; bld b t=copies | grep -v '"\\n"'
| {"stream":"Step 1/6 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/6 : COPY d /dd/"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/6 : COPY z.txt d/x /many/"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/6 : COPY *.txt /glob/"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/6 : ADD z.txt /one"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 6/6 : RUN find /dd /many /glob /one -type f | sort"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"/dd/e/y\n/dd/x\n/glob/z.txt\n/many/x\n/many/z.txt\n/one\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged copies:latest\n"}
| 200
$ docker history --no-trunc --format '{{.CreatedBy}}' copies | sed -E 's/[0-9a-f]{64}/ID/g' | head -5
| /bin/sh -c find /dd /many /glob /one -type f | sort
| /bin/sh -c #(nop) ADD file:ID in /one 
| /bin/sh -c #(nop) COPY file:ID in /glob/ 
| /bin/sh -c #(nop) COPY multi:ID in /many/ 
| /bin/sh -c #(nop) COPY dir:ID in /dd/ 
$ df 'FROM busybox\nCOPY z.txt d/x /many\n'; bld b '' | tail -2
| {"errorDetail":{"message":"When using COPY with more than one source file, the destination must be a directory and end with a /"},"error":"When using COPY with more than one source file, the destination must be a directory and end with a /"}
| 200
$ df 'FROM busybox\nCOPY nosuch* /x/\n'; bld b '' | tail -2
| {"errorDetail":{"message":"COPY failed: no source files were specified"},"error":"COPY failed: no source files were specified"}
| 200
$ df 'FROM busybox\nCOPY ../z /x\n'; bld b '' | tail -2
| {"errorDetail":{"message":"COPY failed: forbidden path outside the build context: ../z ()"},"error":"COPY failed: forbidden path outside the build context: ../z ()"}
| 200
$ df 'FROM busybox\nCOPY z.txt\n'; bld b ''
| {"message":"dockerfile parse error on line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined"}
| 400
$ df 'FROM busybox\nCOPY --from=nosuch /x /y\n'; bld b '' | tail -2 | cut -c1-120
| {"errorDetail":{"message":"invalid from flag value nosuch: Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup re
| 200
$ df 'FROM busybox\nCOPY --from=0 /x /y\n'; bld b '' | tail -2
| {"errorDetail":{"message":"invalid from flag value 0: refers to current build stage"},"error":"invalid from flag value 0: refers to current build stage"}
| 200
$ df 'FROM busybox\nCOPY --link z.txt /y\n'; bld b ''
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : COPY --link z.txt /y"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nCOPY --chown=5:6 z.txt /y\nRUN stat -c %%u:%%g /y\n'; bld b '' | grep -v '"\\n"'
| {"stream":"Step 1/3 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/3 : COPY --chown=5:6 z.txt /y"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/3 : RUN stat -c %u:%g /y"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"5:6\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nCOPY --chown=nosuch z.txt /y\n'; bld b '' | tail -2
| {"errorDetail":{"message":"unable to convert uid/gid chown string to host mapping: can't find uid for user nosuch: no such user: nosuch"},"error":"unable to convert uid/gid chown string to host mapping: can't find uid for user nosuch: no such user: nosuch"}
| 200
$ df 'FROM busybox\nCOPY \074\074E /y\nhi\nE\n'; bld b ''
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : COPY \u003c\u003cE /y"}
| {"stream":"\n"}
| {"errorDetail":{"message":"COPY failed: no source files were specified"},"error":"COPY failed: no source files were specified"}
| 200
$ df 'FROM busybox\nRUN --network=none true\n'; bld b ''
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN --network=none true"}
| {"stream":"\n"}
| {"errorDetail":{"message":"the --network option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled"},"error":"the --network option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled"}
| 200
$ df 'FROM busybox\nRUN --bogus true\n'; bld b ''
| {"message":"dockerfile parse error on line 2: unknown flag: --bogus"}
| 400
$ df 'FROM --platform=linux/amd64 busybox\nRUN true\n'; bld b '' | head -1
| {"stream":"Step 1/2 : FROM --platform=linux/amd64 busybox"}
$ df 'FROM busybox\nADD --checksum=sha256:00 z.txt /y\n'; bld b '' | tail -2
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nENV\n'; bld b ''
| {"message":"dockerfile parse error on line 2: ENV requires at least one argument"}
| 400
$ df 'FROM busybox\nENV A\n'; bld b ''
| {"message":"failed to parse Dockerfile: ENV must have two arguments"}
| 400
$ df 'FROM busybox\nEXPOSE x\n'; bld b '' | tail -2
| {"errorDetail":{"message":"Invalid containerPort: x"},"error":"Invalid containerPort: x"}
| 200
$ df 'FROM busybox\nVOLUME []\n'; bld b '' | tail -2
| {"message":"dockerfile parse error on line 2: VOLUME requires at least one argument"}
| 400
$ df 'FROM busybox\nWORKDIR\n'; bld b ''
| {"message":"dockerfile parse error on line 2: WORKDIR requires exactly one argument"}
| 400
$ df 'FROM busybox\nUSER\n'; bld b ''
| {"message":"dockerfile parse error on line 2: USER requires exactly one argument"}
| 400
$ df 'FROM busybox\nLABEL a\n'; bld b '' | tail -2
| {"message":"failed to parse Dockerfile: LABEL must have two arguments"}
| 400
$ df 'FROM busybox\nSTOPSIGNAL bogus\n'; bld b '' | tail -2
| {"errorDetail":{"message":"invalid signal: bogus"},"error":"invalid signal: bogus"}
| 200
$ df 'FROM busybox\nHEALTHCHECK --interval=1 CMD x\n'; bld b ''
| {"message":"dockerfile parse error on line 2: time: missing unit in duration \"1\""}
| 400
$ df 'FROM busybox\nHEALTHCHECK NONE\nHEALTHCHECK --interval=5s --retries=2 CMD x y\n'; bld b 't=hc' | grep -v '"\\n"'
| {"stream":"Step 1/3 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/3 : HEALTHCHECK NONE"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/3 : HEALTHCHECK --interval=5s --retries=2 CMD x y"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged hc:latest\n"}
| 200
$ docker inspect -f '{{json .Config.Healthcheck}}' hc
| {"Test":["CMD-SHELL","x y"],"Interval":5000000000,"Retries":2}
$ df 'FROM busybox\nONBUILD FROM x\n'; bld b ''
| {"message":"dockerfile parse error on line 2: FROM isn't allowed as an ONBUILD trigger"}
| 400
$ df 'FROM busybox\nONBUILD ONBUILD RUN x\n'; bld b ''
| {"message":"dockerfile parse error on line 2: Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"}
| 400
$ df 'FROM busybox\nSHELL sh\n'; bld b ''
| {"message":"dockerfile parse error on line 2: SHELL requires the arguments to be in JSON form"}
| 400
$ df 'FROM busybox\nSHELL ["/bin/sh","-ec"]\nRUN false; echo no\n'; bld b '' | tail -2
| {"errorDetail":{"code":1,"message":"The command '/bin/sh -ec false; echo no' returned a non-zero code: 1"},"error":"The command '/bin/sh -ec false; echo no' returned a non-zero code: 1"}
| 200
$ df 'FROM busybox\nCMD ["a"\n'; bld b '' | grep -v '"\\n"'
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : CMD [\"a\""}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM nosuchstage:x\n'; bld b '' | head -1
| {"stream":"Step 1/1 : FROM nosuchstage:x"}
$ df 'FROM busybox AS a\nFROM a AS b\nRUN echo b\nFROM scratch\nCOPY --from=b /etc/passwd /p\n'; bld b 't=multi' | grep -v '"\\n"'
| {"stream":"Step 1/5 : FROM busybox AS a"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Step 2/5 : FROM a AS b"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/5 : RUN echo b"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"b\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Step 4/5 : FROM scratch"}
| {"stream":" ---\u003e \n"}
| {"stream":"Step 5/5 : COPY --from=b /etc/passwd /p"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged multi:latest\n"}
| 200
$ bld b 'target=a' | grep -v '"\\n"'
| {"stream":"Step 1/1 : FROM busybox AS a"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'target=0' | tail -2
| {"message":"target stage \"0\" could not be found"}
| 400
$ bld b 'target=9' | tail -2
| {"message":"target stage \"9\" could not be found"}
| 400
$ df 'FROM busybox AS a\nFROM busybox AS a\n'; bld b '' | head -2
| {"stream":"Step 1/2 : FROM busybox AS a"}
| {"stream":"\n"}
$ df 'FROM busybox AS Bad-Name!\n'; bld b ''
| {"message":"dockerfile parse error on line 1: invalid name for build stage: \"Bad-Name!\", name can't start with a number or contain symbols"}
| 400
$ df 'FROM $X\n'; bld b ''
| {"stream":"Step 1/1 : FROM $X"}
| {"stream":"\n"}
| {"errorDetail":{"message":"base name ($X) should not be blank"},"error":"base name ($X) should not be blank"}
| 200
$ df 'ARG X\nFROM ${X:-busybox}\nRUN echo [$X]\n'; bld b 'buildargs=%7B%22X%22%3A%22busybox%3Alatest%22%7D' | grep -v '"\\n"'
| {"stream":"Step 1/3 : ARG X"}
| {"stream":"Step 2/3 : FROM ${X:-busybox}"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/3 : RUN echo [$X]"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"[]\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ df '# escape=`\nFROM busybox\nRUN echo `\n a\n'; bld b '' | head -5
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN echo  a"}
| {"stream":"\n"}
$ df '# syntax=docker/dockerfile:1\nFROM busybox\nRUN true\n'; bld b '' | head -3
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
$ df 'FROM busybox\nRUN echo hi\n'; bld b 'q=1'
| {"stream":"sha256:S\n"}
| 200
$ bld b 'q=true&t=x&t=x:2' ; docker images x --format '{{.Tag}}' | sort
| {"stream":"sha256:S\n"}
| 200
| 2
| latest
$ bld b 'nocache=1' | grep -c 'Using cache'
| 0
= 1
$ bld b 'rm=0&nocache=1' | grep -v '"\\n"'; docker ps -a -q | wc -l
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN echo hi"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"hi\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
| 4
$ bld b 'forcerm=1' | tail -2
| {"stream":"Successfully built ID\n"}
| 200
$ df 'FROM busybox\nRUN false\n'; bld b 'forcerm=1' | tail -3; docker ps -a -q | wc -l
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"errorDetail":{"code":1,"message":"The command '/bin/sh -c false' returned a non-zero code: 1"},"error":"The command '/bin/sh -c false' returned a non-zero code: 1"}
| 200
| 4
$ bld b 'rm=1' | tail -3; docker ps -a -q | wc -l
| {"stream":" ---\u003e Running in ID\n"}
| {"errorDetail":{"code":1,"message":"The command '/bin/sh -c false' returned a non-zero code: 1"},"error":"The command '/bin/sh -c false' returned a non-zero code: 1"}
| 200
| 5
$ bld b 't=a:b:c'
| {"message":"invalid reference format"}
| 500
$ bld b 't=bad//x'
| {"message":"invalid reference format"}
| 500
$ bld b 't=x@sha256:00'
| {"message":"invalid reference format"}
| 500
$ bld b 'labels=%7B%22z%22%3A%221%22%2C%22a%22%3A%222%22%7D' | tail -2
| {"errorDetail":{"code":1,"message":"The command '/bin/sh -c false' returned a non-zero code: 1"},"error":"The command '/bin/sh -c false' returned a non-zero code: 1"}
| 200
$ df 'FROM busybox\nRUN true\n'; bld b 'labels=%7B%22z%22%3A%221%22%2C%22a%22%3A%222%22%7D' | grep -v '"\\n"'
| {"stream":"Step 1/4 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/4 : RUN true"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/4 : LABEL a=2"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/4 : LABEL z=1"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'networkmode=none' | tail -2; bld b 'networkmode=nosuch&nocache=1' | tail -1
| {"stream":"Successfully built ID\n"}
| 200
| 200
$ bld b 'memory=x'; bld b 'cpuperiod=x' | tail -1
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN true"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
| 200
$ bld b 'memory=33554432&nocache=1' | tail -2
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'shmsize=x' | tail -1
| 500
$ bld b 'extrahosts=h:1.2.3.4&nocache=1' | tail -2
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'pull=1' | tail -2
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'platform=linux/arm64' | tail -1 | cut -c1-200
| 200
$ bld b 'squash=1' | tail -2
| {"message":"squash is only supported with experimental mode"}
| 400
$ bld b 'isolation=bogus' | tail -2
| {"message":"unsupported isolation: \"bogus\""}
| 400
$ bld b 'outputs=x' | tail -2
| {"message":"invalid outputs specified: invalid character 'x' looking for beginning of value"}
| 400
$ bld b 'dockerfile=nosuch'
| {"message":"Cannot locate specified Dockerfile: nosuch"}
| 500
$ bld b 'dockerfile=/etc/passwd'
| {"message":"Cannot locate specified Dockerfile: /etc/passwd"}
| 500
$ bld b 'remote=nosuch'
| {"message":"remoteURL (nosuch) could not be recognized as URL"}
| 500
$ mkdir sub; mkdir sub/s; printf 'FROM busybox\nCOPY a /a\n' > sub/s/D; echo a > sub/a; bld sub 'dockerfile=s/D' | grep -v '"\\n"'
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : COPY a /a"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ rm b/Dockerfile; bld b ''
| {"message":"Cannot locate specified Dockerfile: Dockerfile"}
| 500
$ printf 'FROM busybox\nRUN true\n' > b/dockerfile; bld b '' | tail -2
| {"stream":"Successfully built ID\n"}
| 200
$ tar czf c.tgz -C sub .; curl -s -X POST --unix-socket /var/run/docker.sock --data-binary @c.tgz -w '%{http_code}\n' 'http://localhost/v1.51/build?dockerfile=s/D' | tr -d '\r' | tail -2 | sed -E 's/[0-9a-f]{12}/ID/g'
| {"stream":"Successfully built ID\n"}
| 200
$ curl -s -i -X POST --unix-socket /var/run/docker.sock --data-binary @c.tgz 'http://localhost/v1.51/build?dockerfile=s/D' | tr -d '\r' | grep -E '^(HTTP|[A-Z][A-Za-z-]+:)' | grep -v -iE '^(date|server)'
| HTTP/1.1 200 OK
| Api-Version: 1.51
| Content-Type: application/json
| Docker-Experimental: false
| Ostype: linux
| Transfer-Encoding: chunked
$ curl -s -X POST --unix-socket /var/run/docker.sock -H 'Content-Type: application/x-tar' -H 'X-Registry-Config: x' --data-binary @c.tar -w '%{http_code}\n' 'http://localhost/v1.51/build' | tr -d '\r' | tail -2
| {"stream":"Successfully built 54b86a4fa3bb\n"}
| 200
$ docker rmi -f multi copies meta hc >/dev/null; docker system df --format '{{.Type}} {{.TotalCount}}' | head -2
| Images 25
| Containers 7
$ docker events --since 0 --until $(date +%s) --filter type=image --format '{{.Action}}' | sort | uniq -c | awk '{print $2}'
| create
| delete
| pull
| tag
| untag
