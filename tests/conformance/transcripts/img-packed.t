$ mkdir p && cd p && echo hi > f && tar cf t.tar f && gzip -nk t.tar && head -c 40 t.tar.gz > cut.gz && printf '\037\213junkjunkjunk' > bad.gz
$ docker load -q -i cut.gz
! unexpected EOF
= 1
$ docker load -q -i bad.gz
! unexpected EOF
= 1
$ docker import cut.gz
! Error response from daemon: unexpected EOF
= 1
$ docker import bad.gz
! Error response from daemon: unexpected EOF
= 1
$ docker import t.tar.gz x:1 | cut -c1-7
| sha256:
$ docker run --rm x:1 /f 2>&1 | tail -1 | cut -c1-20
| Run 'docker run --he
$ docker create --name cc x:1 /f | wc -c
| 65
$ docker cp -q - cc:/ < t.tar.gz; echo $?
| 0
$ docker cp -q - cc:/ < cut.gz
! Error response from daemon: unexpected EOF
= 1
$ docker cp -q - cc:/ < bad.gz
! Error response from daemon: unexpected EOF
= 1
$ docker rm cc
| cc
$ docker rmi x:1 | cut -c1-9
| Untagged:
| Deleted: 
| Deleted: 
