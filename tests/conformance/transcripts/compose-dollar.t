$ mkdir d && cd d
$ t() { printf 'services:\n  a:\n    image: busybox\n    command: [%s]\n' "'$1'" > compose.yaml; docker compose config 2>&1 | sed -n '/command/,/image/p;/interpolat/,$p;/time=/s/.*msg=/msg=/p;/required/p'; }
$ t '$'
|     command:
|       - $$
|     image: busybox
$ t '$$'
|     command:
|       - $$
|     image: busybox
$ t '$$$'
|     command:
|       - $$$$
|     image: busybox
$ t '$$$$x'
|     command:
|       - $$$$x
|     image: busybox
$ t '$(date)'
|     command:
|       - $$(date)
|     image: busybox
$ t '^R$'
|     command:
|       - ^R$$
|     image: busybox
$ t 'a$ b'
|     command:
|       - a$$ b
|     image: busybox
$ t '$2a$14$abc'
| msg="The \"abc\" variable is not set. Defaulting to a blank string."
|     command:
|       - $$2a$$14
|     image: busybox
$ t '$1'
|     command:
|       - $$1
|     image: busybox
$ t '$-x'
|     command:
|       - $$-x
|     image: busybox
$ t '$@ $* $? $# $!'
|     command:
|       - $$@ $$* $$? $$# $$!
|     image: busybox
$ t '$HOME_X'
| msg="The \"HOME_X\" variable is not set. Defaulting to a blank string."
|     command:
|       - ""
|     image: busybox
$ t '$A$B'
| msg="The \"A\" variable is not set. Defaulting to a blank string."
| msg="The \"B\" variable is not set. Defaulting to a blank string."
|     command:
|       - ""
|     image: busybox
$ t '${'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${
| ${
$ t '${}'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${}
| ${}
$ t '${A'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${A
| ${A
$ t '${A b}'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${A b}
| ${A b}
$ t '${1}'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${1}
| ${1}
$ t '${A.b}'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${A.b}
| ${A.b}
$ t '${A:b}'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${A:b}
| ${A:b}
$ t '${A:-}'
|     command:
|       - ""
|     image: busybox
$ t '${A:-b}c}'
|     command:
|       - bc}
|     image: busybox
$ t '${A-$(x)}'
|     command:
|       - $$(x)
|     image: busybox
$ t '${A:-${B:-c}}d${E:-f}'
|     command:
|       - cdf
|     image: busybox
$ t '${A:-{"x":1}}'
|     command:
|       - '{"x":1}'
|     image: busybox
$ t '${A:?}'
| error while interpolating services.a.command.[]: required variable A is missing a value
| error while interpolating services.a.command.[]: required variable A is missing a value
| error while interpolating services.a.command.[]: required variable A is missing a value
$ t '${A?need it}'
| error while interpolating services.a.command.[]: required variable A is missing a value: need it
| error while interpolating services.a.command.[]: required variable A is missing a value: need it
| error while interpolating services.a.command.[]: required variable A is missing a value: need it
$ t '${A:+b}${PATH:+b}'
|     command:
|       - b
|     image: busybox
$ t '${A+b}'
|     command:
|       - ""
|     image: busybox
$ t '${A:-a:?b}'
|     command:
|       - a:?b
|     image: busybox
$ t '${A:-x${'
| invalid interpolation format for services.a.command.[].
| invalid interpolation format for services.a.command.[].
| You may need to escape any $ with another $.
| You may need to escape any $ with another $.
| ${A:-x${
| ${A:-x${
$ t '$${A} $$A'
|     command:
|       - $${A} $$A
|     image: busybox
$ t '${A:-$$x}'
|     command:
|       - $$x
|     image: busybox
$ t '$é'
|     command:
|       - $$é
|     image: busybox
$ t 'ä$Ä'
|     command:
|       - ä$$Ä
|     image: busybox
$ printf 'services:\n  a:\n    image: busybox\n    environment: {K: "$5", L: "x$"}\n    labels: ["b=$"]\n    healthcheck: {test: ["CMD-SHELL", "test $(cat x) = $$1"]}\n' > compose.yaml; docker compose config
| name: d
| services:
|   a:
|     environment:
|       K: $$5
|       L: x$$
|     healthcheck:
|       test:
|         - CMD-SHELL
|         - test $$(cat x) = $$1
|     image: busybox
|     labels:
|       b: $$
|     networks:
|       default: null
| networks:
|   default:
|     name: d_default
$ printf 'P=$2a$14$x\nQ=$(date)\nR=^R$\nS=$$\nT="$"\nU=a$$b\n' > e.env; printf 'services:\n  a:\n    image: busybox\n    env_file: e.env\n' > compose.yaml; docker compose config
| name: d
| services:
|   a:
|     environment:
|       P: $$2a$$14
|       Q: $$(date)
|       R: ^R$$
|       S: $$
|       T: $$
|       U: a$$b
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: d_default
! time="2026-12-01T08:40:43Z" level=warning msg="The \"x\" variable is not set. Defaulting to a blank string."
$ printf 'P=$2a$14$x\nQ=$(date)\nR=^R$\nS=$$\n' > .env; printf 'services:\n  a:\n    image: busybox\n    command: ["$P", "$Q", "$R", "$S"]\n' > compose.yaml; docker compose config
| name: d
| services:
|   a:
|     command:
|       - $$2a$$14
|       - $$(date)
|       - ^R$$
|       - $$
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: d_default
! time="2026-12-01T08:40:44Z" level=warning msg="The \"x\" variable is not set. Defaulting to a blank string."
! time="2026-12-01T08:40:44Z" level=warning msg="The \"x\" variable is not set. Defaulting to a blank string."
! time="2026-12-01T08:40:44Z" level=warning msg="The \"x\" variable is not set. Defaulting to a blank string."
! time="2026-12-01T08:40:44Z" level=warning msg="The \"x\" variable is not set. Defaulting to a blank string."
$ cd ..
