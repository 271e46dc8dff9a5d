# what cannot be executed: which stream, which words, which status
$ printf 'not a program' > garbage; chmod 755 garbage; printf '#!/nope/sh\necho hi\n' > badshebang; chmod 755 badshebang; printf 'echo hi\n' > noexec; printf '' > empty; chmod 755 empty; ln -s /nowhere dangling; printf '#!/etc\necho hi\n' > dirshebang; chmod 755 dirshebang; printf '#!/bin/sh\necho script "$@"\n' > good; chmod 755 good; printf '#!/w/noexec\n' > nxshebang; chmod 755 nxshebang
$ docker run -d --name cc -v "$PWD":/w busybox sleep 1000 >/dev/null
! Unable to find image 'busybox:latest' locally
! latest: Pulling from library/busybox
! e26177590f6f: Pulling fs layer
! e26177590f6f: Download complete
! e26177590f6f: Pull complete
! Digest: sha256:d6b9a9d7108ccce2a6bd92b3a9e82cb8d1ef653fc5bdbc21bdfcc80aca90228f
! Status: Downloaded newer image for busybox:latest
$ docker run --rm busybox nope
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm busybox nope a b
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm busybox /nope
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/nope": stat /nope: no such file or directory
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm busybox ./nope
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "./nope": stat ./nope: no such file or directory
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm busybox /etc
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc": is a directory: permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm busybox /etc/
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc/": is a directory: permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm busybox etc/passwd
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "etc/passwd": permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm -w /etc busybox ./passwd
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "./passwd": permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm busybox .
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: ".": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm busybox /
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/": is a directory: permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm busybox /etc/passwd
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc/passwd": permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm busybox /etc/passwd/x
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc/passwd/x": stat /etc/passwd/x: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm busybox ''
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm --entrypoint /etc busybox
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc": is a directory: permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm --entrypoint '' busybox
! docker: Error response from daemon: no command specified
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm --entrypoint nope busybox x
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm -e PATH=/nope busybox ls
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "ls": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm -e PATH= busybox ls
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "ls": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm -v "$PWD":/w busybox /w/garbage
! exec /w/garbage: exec format error
= 255
$ docker run --rm -v "$PWD":/w busybox /w/badshebang
! exec /w/badshebang: no such file or directory
= 255
$ docker run --rm -v "$PWD":/w busybox /w/dirshebang
! exec /w/dirshebang: permission denied
= 255
$ docker run --rm -v "$PWD":/w busybox /w/nxshebang
! exec /w/nxshebang: permission denied
= 255
$ docker run --rm -v "$PWD":/w busybox /w/noexec
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/w/noexec": permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm -v "$PWD":/w busybox /w/empty
! exec /w/empty: exec format error
= 255
$ docker run --rm -v "$PWD":/w busybox /w/dangling
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/w/dangling": stat /w/dangling: no such file or directory
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm -v "$PWD":/w busybox /w/good 1
| script 1
$ docker run --rm -v "$PWD":/w -w /w busybox ./garbage
! exec ./garbage: exec format error
= 255
$ docker run --rm -v "$PWD":/w -e PATH=/w:/bin busybox noexec
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "noexec": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run --rm -v "$PWD":/w -e PATH=/w:/bin busybox garbage
! exec /w/garbage: exec format error
= 255
$ docker run --rm -v "$PWD":/w:ro -u 1000 busybox /w/noexec
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/w/noexec": permission denied
!
! Run 'docker run --help' for more information
= 126
$ docker run --rm -w /etc/passwd busybox true
! docker: Error response from daemon: Cannot mkdir: /etc/passwd is not a directory
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -w /etc/passwd/x busybox true
! docker: Error response from daemon: lstat /var/lib/docker/overlay2/934dfc3b2af337465461032baa0f9ee1345fdcc1e502d66d618cc8f60add6c92/merged/etc/passwd/x: not a directory
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -w relative busybox pwd
! docker: Error response from daemon: the working directory 'relative' is invalid, it needs to be an absolute path
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -w /made/up busybox pwd
| /made/up
$ docker run --rm -u 1000 -w /root busybox pwd
| /root
$ docker run --rm -u nobodyknows busybox true
! docker: Error response from daemon: unable to find user nobodyknows: no matching entries in passwd file
!
! Run 'docker run --help' for more information
= 125
$ docker run --rm -u 0:nogroupatall busybox true
! docker: Error response from daemon: unable to find group nogroupatall: no matching entries in group file
!
! Run 'docker run --help' for more information
= 125
$ docker run --name left busybox nope
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker run -d --name leftd busybox nope
| 9a568b0ccde617e99884cae3193dfd03dbab67e71d7c81320da82dedc4c80b7f
! docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
!
! Run 'docker run --help' for more information
= 127
$ docker create --name leftc busybox nope >/dev/null; docker start leftc
! Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
! Error: failed to start containers: leftc
= 1
$ docker create --name leftd2 busybox /etc >/dev/null; docker start leftd2
! Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc": is a directory: permission denied
! Error: failed to start containers: leftd2
= 1
$ docker start -a leftc
! Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
= 1
$ docker ps -a --format '{{.Names}} {{.State}} {{.Status}}' | sort
| cc running Up 37 seconds
| left created Created
| leftc created Created
| leftd created Created
| leftd2 created Created
$ docker inspect -f '{{.Name}} {{.State.Status}} {{.State.ExitCode}} {{.State.Error}}' left leftd leftc leftd2
| /left created 127 failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
| /leftd created 127 failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
| /leftc created 127 failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH
| /leftd2 created 126 failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc": is a directory: permission denied
$ docker exec cc nope
| OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH
= 127
$ docker exec cc nope a b
| OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH
= 127
$ docker exec cc /nope
| OCI runtime exec failed: exec failed: unable to start container process: exec: "/nope": stat /nope: no such file or directory
= 127
$ docker exec cc ./nope
| OCI runtime exec failed: exec failed: unable to start container process: exec: "./nope": stat ./nope: no such file or directory
= 127
$ docker exec cc /etc
| OCI runtime exec failed: exec failed: unable to start container process: exec: "/etc": is a directory: permission denied
= 126
$ docker exec cc .
| OCI runtime exec failed: exec failed: unable to start container process: exec: ".": executable file not found in $PATH
= 127
$ docker exec cc /etc/passwd
| OCI runtime exec failed: exec failed: unable to start container process: exec: "/etc/passwd": permission denied
= 126
$ docker exec cc /etc/passwd/x
| OCI runtime exec failed: exec failed: unable to start container process: exec: "/etc/passwd/x": stat /etc/passwd/x: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type
= 127
$ docker exec cc ''
| OCI runtime exec failed: exec failed: unable to start container process: exec: "": executable file not found in $PATH
= 127
$ docker exec -e PATH=/nope cc ls
| OCI runtime exec failed: exec failed: unable to start container process: exec: "ls": executable file not found in $PATH
= 127
$ docker exec -e PATH= cc ls
| OCI runtime exec failed: exec failed: unable to start container process: exec: "ls": executable file not found in $PATH
= 127
$ docker exec -e PATH=/etc cc passwd
| OCI runtime exec failed: exec failed: unable to start container process: exec: "passwd": executable file not found in $PATH
= 127
$ docker exec cc /w/garbage
! exec /w/garbage: exec format error
= 255
$ docker exec cc /w/badshebang
! exec /w/badshebang: no such file or directory
= 255
$ docker exec cc /w/dirshebang
! exec /w/dirshebang: permission denied
= 255
$ docker exec cc /w/nxshebang
! exec /w/nxshebang: permission denied
= 255
$ docker exec cc /w/noexec
| OCI runtime exec failed: exec failed: unable to start container process: exec: "/w/noexec": permission denied
= 126
$ docker exec cc /w/empty
! exec /w/empty: exec format error
= 255
$ docker exec cc /w/dangling
| OCI runtime exec failed: exec failed: unable to start container process: exec: "/w/dangling": stat /w/dangling: no such file or directory
= 127
$ docker exec cc /w/good 1
| script 1
$ docker exec -w /w cc ./garbage
! exec ./garbage: exec format error
= 255
$ docker exec -w /nope cc true
| OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("/nope") set in config.json failed: no such file or directory
= 127
$ docker exec -w /etc/passwd cc true
| OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("/etc/passwd") set in config.json failed: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type
= 127
$ docker exec -w /etc/passwd/x cc true
| OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("/etc/passwd/x") set in config.json failed: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type
= 127
$ docker exec -w relative cc pwd
| OCI runtime exec failed: exec failed: Cwd must be an absolute path
= 128
$ docker exec -w '' cc pwd
| /
$ docker exec -w /root -u 1000 cc pwd
| /root
$ docker exec -u nobodyknows cc true
! Error response from daemon: unable to find user nobodyknows: no matching entries in passwd file
= 1
$ docker exec -u 0:nogroupatall cc true
! Error response from daemon: unable to find group nogroupatall: no matching entries in group file
= 1
$ docker exec -d cc nope
! Error response from daemon: OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH
= 1
$ docker exec -d cc /etc
! Error response from daemon: OCI runtime exec failed: exec failed: unable to start container process: exec: "/etc": is a directory: permission denied
= 1
$ docker exec -d -w /nope cc true
! Error response from daemon: OCI runtime exec failed: exec failed: unable to start container process: chdir to cwd ("/nope") set in config.json failed: no such file or directory
= 1
$ docker exec -i cc nope </dev/null
| OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH
= 127
$ docker exec -t cc nope
| OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH
= 127
$ docker exec cc nope 2>/dev/null
| OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH
= 127
$ docker exec cc nope >/dev/null
= 127
$ docker exec c nope nope2; docker exec cc sh -c 'exit 3'
! Error response from daemon: No such container: c
= 3
$ docker exec cc sh -c 'kill -9 $$'
= 137
