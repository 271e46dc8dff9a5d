$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ bld() { tar cf c.tar -C $1 . ; curl -s -X POST --unix-socket /var/run/docker.sock -H 'Content-Type: application/x-tar' --data-binary @c.tar -w '%{http_code}\n' "http://localhost/v1.51/build?$2" | tr -d '\r' | sed -E 's/sha256:[0-9a-f]{64}/sha256:S/g; s/[0-9a-f]{12}/ID/g'; }
$ mkdir a; echo hi > a/f; printf 'FROM busybox\nENV A=1\nWORKDIR /w\nCOPY f .\nRUN cat f\nEXPOSE 80\nLABEL x=y\nUSER 5\nVOLUME /v\nENTRYPOINT ["cat"]\nCMD ["f"]\n' > a/Dockerfile
$ bld a t=a:1
| {"stream":"Step 1/11 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/11 : ENV A=1"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/11 : WORKDIR /w"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/11 : COPY f ."}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/11 : RUN cat f"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"hi\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 6/11 : EXPOSE 80"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 7/11 : LABEL x=y"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 8/11 : USER 5"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 9/11 : VOLUME /v"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 10/11 : ENTRYPOINT [\"cat\"]"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 11/11 : CMD [\"f\"]"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged a:1\n"}
| 200
$ bld a t=a:1
| {"stream":"Step 1/11 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/11 : ENV A=1"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/11 : WORKDIR /w"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/11 : COPY f ."}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/11 : RUN cat f"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 6/11 : EXPOSE 80"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 7/11 : LABEL x=y"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 8/11 : USER 5"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 9/11 : VOLUME /v"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 10/11 : ENTRYPOINT [\"cat\"]"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 11/11 : CMD [\"f\"]"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged a:1\n"}
| 200
$ docker inspect -f '{{json .Config.Env}} {{.Config.WorkingDir}} {{json .Config.Entrypoint}} {{json .Config.Cmd}} {{.Config.User}} {{json .Config.ExposedPorts}} {{json .Config.Labels}} {{json .Config.Volumes}}' a:1 | sed -E 's/PATH=[^"]*/P/'
| ["P","A=1"] /w ["cat"] ["f"] 5 {"80/tcp":{}} {"x":"y"} {"/v":{}}
$ docker history --format '{{.CreatedBy}}|{{.Comment}}' a:1 | head -11
| /bin/sh -c #(nop)  CMD ["f"]|
| /bin/sh -c #(nop)  ENTRYPOINT ["cat"]|
| /bin/sh -c #(nop)  VOLUME [/v]|
| /bin/sh -c #(nop)  USER 5|
| /bin/sh -c #(nop)  LABEL x=y|
| /bin/sh -c #(nop)  EXPOSE 80|
| /bin/sh -c cat f|
| /bin/sh -c #(nop) COPY file:42ae670b1ee0f0ab…|
| /bin/sh -c #(nop) WORKDIR /w|
| /bin/sh -c #(nop)  ENV A=1|
| |Imported from -
$ docker run --rm a:1
| hi
$ bld a 't=a:2&nocache=1&q=1'
| {"stream":"sha256:S\n"}
| 200
$ bld a 't=a:3&t=a:4&labels=%7B%22l%22%3A%221%22%7D' | tail -4
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged a:3\n"}
| {"stream":"Successfully tagged a:4\n"}
| 200
$ bld a 'rm=0&nocache=1' | tail -4
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ mkdir b; printf 'FROM busybox\nRUN echo one; exit 3\n' > b/Dockerfile; bld b ''
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN echo one; exit 3"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"one\n"}
| {"errorDetail":{"code":3,"message":"The command '/bin/sh -c echo one; exit 3' returned a non-zero code: 3"},"error":"The command '/bin/sh -c echo one; exit 3' returned a non-zero code: 3"}
| 200
$ printf 'FROM busybox\nCOPY nosuch /x\n' > b/Dockerfile; bld b ''
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : COPY nosuch /x"}
| {"stream":"\n"}
| {"errorDetail":{"message":"COPY failed: file not found in build context or excluded by .dockerignore: stat nosuch: file does not exist"},"error":"COPY failed: file not found in build context or excluded by .dockerignore: stat nosuch: file does not exist"}
| 200
$ printf 'FROM busybox\nBOGUS x\n' > b/Dockerfile; bld b ''
| {"message":"dockerfile parse error on line 2: unknown instruction: BOGUS"}
| 400
$ printf 'RUN x\n' > b/Dockerfile; bld b ''
| {"message":"no build stage in current context"}
| 400
$ printf '' > b/Dockerfile; bld b ''
| {"message":"the Dockerfile (Dockerfile) cannot be empty"}
| 400
$ printf 'FROM\n' > b/Dockerfile; bld b ''
| {"message":"dockerfile parse error on line 1: FROM requires either one or three arguments"}
| 400
$ printf 'FROM nosuch127\n' > b/Dockerfile; bld b '' | tail -1
| 200
$ printf 'ARG V=busybox\nFROM $V\nARG X=5\nARG Y\nRUN echo $X $Y\n' > b/Dockerfile; bld b 'buildargs=%7B%22Y%22%3A%227%22%7D'
| {"stream":"Step 1/5 : ARG V=busybox"}
| {"stream":"\n"}
| {"stream":"Step 2/5 : FROM $V"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/5 : ARG X=5"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/5 : ARG Y"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/5 : RUN echo $X $Y"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"5 7\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'buildargs=%7B%22ZZ%22%3A%227%22%7D' | tail -5
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"[Warning] One or more build-args [ZZ] were not consumed\n"}
| {"stream":"Successfully built ID\n"}
| 200
$ printf 'FROM busybox AS one\nRUN echo 1 > /x\nFROM busybox\nCOPY --from=one /x /y\nRUN cat /y\n' > b/Dockerfile; bld b ''
| {"stream":"Step 1/5 : FROM busybox AS one"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/5 : RUN echo 1 \u003e /x"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Step 3/5 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/5 : COPY --from=one /x /y"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/5 : RUN cat /y"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"1\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'target=one'
| {"stream":"Step 1/2 : FROM busybox AS one"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN echo 1 \u003e /x"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
$ bld b 'target=nosuch'
| {"message":"target stage \"nosuch\" could not be found"}
| 400
$ printf 'FROM busybox\nRUN --mount=type=cache,target=/c true\n' > b/Dockerfile; bld b ''
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN --mount=type=cache,target=/c true"}
| {"stream":"\n"}
| {"errorDetail":{"message":"the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled"},"error":"the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled"}
| 200
$ printf 'FROM busybox\nCOPY --chmod=777 f /f\n' > b/Dockerfile; echo 1 > b/f; bld b ''
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : COPY --chmod=777 f /f"}
| {"stream":"\n"}
| {"errorDetail":{"message":"the --chmod option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled"},"error":"the --chmod option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled"}
| 200
$ printf 'FROM busybox\nRUN <<E\necho\nE\n' > b/Dockerfile; bld b ''
> printf 'FROM busybox\nADD f /g\nRUN echo err >&2\nONBUILD RUN echo onb\nSTOPSIGNAL SIGINT\nHEALTHCHECK CMD true\nSHELL ["/bin/sh","-c"]\nMAINTAINER me\n' > b/Dockerfile; bld b t=onb
> printf 'FROM onb\n' > b/Dockerfile; bld b ''
> printf 'FROM scratch\nCOPY f /\n' > b/Dockerfile; bld b t=scr
> printf 'FROM scratch\n' > b/Dockerfile; bld b t=scr
> printf 'FROM busybox\nUSER nosuch\nRUN true\n' > b/Dockerfile; bld b ''
> printf 'FROM busybox\nRUN nosuchcmd\n' > b/Dockerfile; bld b ''
> printf 'FROM busybox\nRUN ["nosuchcmd"]\n' > b/Dockerfile; bld b ''
> printf '# comment\nFROM busybox\n\nRUN echo a && \\\n  echo b\n' > b/Other; bld b 'dockerfile=Other'
> bld b 'dockerfile=../x'
> printf 'f\n' > b/.dockerignore; printf 'FROM busybox\nCOPY f /f\n' > b/Dockerfile; bld b ''
> bld b 't=UPPER'
> bld b 'dockerfile='
> docker images --format '{{.Repository}}:{{.Tag}}' | sort | uniq -c | awk '{print $2}'
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN \u003c\u003cE"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
| {"stream":"Step 1/8 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/8 : ADD f /g"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/8 : RUN echo err \u003e\u00262"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"\u001b[91merr\n\u001b[0m"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 4/8 : ONBUILD RUN echo onb"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 5/8 : STOPSIGNAL SIGINT"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 6/8 : HEALTHCHECK CMD true"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 7/8 : SHELL [\"/bin/sh\",\"-c\"]"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 8/8 : MAINTAINER me"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged onb:latest\n"}
| 200
| {"stream":"Step 1/1 : FROM onb"}
| {"stream":"\n"}
| {"stream":"# Executing 1 build trigger"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"onb\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
| {"stream":"Step 1/2 : FROM scratch"}
| {"stream":"\n"}
| {"stream":" ---\u003e \n"}
| {"stream":"Step 2/2 : COPY f /"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| {"stream":"Successfully tagged scr:latest\n"}
| 200
| {"stream":"Step 1/1 : FROM scratch"}
| {"stream":"\n"}
| {"stream":" ---\u003e \n"}
| {"errorDetail":{"message":"No image was generated. Is your Dockerfile empty?"},"error":"No image was generated. Is your Dockerfile empty?"}
| 200
| {"stream":"Step 1/3 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/3 : USER nosuch"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 3/3 : RUN true"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"errorDetail":{"message":"unable to find user nosuch: no matching entries in passwd file"},"error":"unable to find user nosuch: no matching entries in passwd file"}
| 200
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN nosuchcmd"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"\u001b[91m/bin/sh: line 0: nosuchcmd: not found\n\u001b[0m"}
| {"errorDetail":{"code":127,"message":"The command '/bin/sh -c nosuchcmd' returned a non-zero code: 127"},"error":"The command '/bin/sh -c nosuchcmd' returned a non-zero code: 127"}
| 200
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN [\"nosuchcmd\"]"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"errorDetail":{"message":"failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: \"nosuchcmd\": executable file not found in $PATH"},"error":"failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: \"nosuchcmd\": executable file not found in $PATH"}
| 200
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : RUN echo a \u0026\u0026   echo b"}
| {"stream":"\n"}
| {"stream":" ---\u003e Running in ID\n"}
| {"stream":"a\nb\n"}
| {"stream":" ---\u003e Removed intermediate container ID\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
| {"message":"forbidden path outside the build context: ../x ()"}
| 500
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : COPY f /f"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
| {"message":"invalid reference format: repository name (library/UPPER) must be lowercase"}
| 500
| {"stream":"Step 1/2 : FROM busybox"}
| {"stream":"\n"}
| {"stream":" ---\u003e ID\n"}
| {"stream":"Step 2/2 : COPY f /f"}
| {"stream":"\n"}
| {"stream":" ---\u003e Using cache\n"}
| {"stream":" ---\u003e ID\n"}
| {"aux":{"ID":"sha256:S"}}
| {"stream":"Successfully built ID\n"}
| 200
| <none>:<none>
| a:1
| a:2
| a:3
| a:4
| busybox:latest
| onb:latest
| scr:latest
