$ mkdir n && cd n
$ printf 'services:\n  constructor:\n    image: busybox\n    depends_on: [toString]\n    networks: [hasOwnProperty, __proto__]\n    volumes: ["constructor:/a", "__proto__:/b"]\n    secrets: [valueOf]\n    configs: [constructor]\n    environment: {constructor: a, __proto__: b, toString: }\n    labels: {__proto__: x, constructor: y}\n    ulimits: {constructor: 5}\n    sysctls: {__proto__: 1}\n    logging: {driver: none, options: {__proto__: "1"}}\n    extra_hosts: {constructor: 1.2.3.4, __proto__: 1.2.3.5}\n    build: {context: ., args: {__proto__: "1", constructor: }, labels: {toString: b}, additional_contexts: {__proto__: ./x}}\n  toString:\n    image: busybox\n    environment: [__proto__=1, constructor]\n    profiles: [constructor]\n  __proto__:\n    image: busybox\nnetworks:\n  hasOwnProperty: {labels: {__proto__: a}, driver_opts: {constructor: x}}\n  __proto__:\nvolumes:\n  constructor: {driver_opts: {__proto__: x}, labels: [constructor=b]}\n  __proto__:\nsecrets:\n  valueOf: {environment: HOME}\nconfigs:\n  constructor: {content: x}\nx-__proto__: {__proto__: {constructor: 1}}\n' > compose.yaml
$ docker compose --profile constructor config
| name: "n"
| services:
|   __proto__:
|     image: busybox
|     networks:
|       default: null
|   constructor:
|     build:
|       context: /root/lab/n
|       dockerfile: Dockerfile
|       args:
|         __proto__: "1"
|       labels:
|         toString: b
|       additional_contexts:
|         __proto__: /root/lab/n/x
|     configs:
|       - source: constructor
|     depends_on:
|       toString:
|         condition: service_started
|         required: true
|     environment:
|       __proto__: b
|       constructor: a
|       toString: null
|     extra_hosts:
|       - __proto__=1.2.3.5
|       - constructor=1.2.3.4
|     image: busybox
|     labels:
|       __proto__: x
|       constructor: "y"
|     logging:
|       driver: none
|       options:
|         __proto__: "1"
|     networks:
|       __proto__: null
|       hasOwnProperty: null
|     secrets:
|       - source: valueOf
|         target: /run/secrets/valueOf
|     sysctls:
|       __proto__: "1"
|     ulimits:
|       constructor: 5
|     volumes:
|       - type: volume
|         source: constructor
|         target: /a
|         volume: {}
|       - type: volume
|         source: __proto__
|         target: /b
|         volume: {}
|   toString:
|     profiles:
|       - constructor
|     environment:
|       __proto__: "1"
|       constructor: null
|     image: busybox
|     networks:
|       default: null
| networks:
|   __proto__:
|     name: n___proto__
|   default:
|     name: n_default
|   hasOwnProperty:
|     name: n_hasOwnProperty
|     driver_opts:
|       constructor: x
|     labels:
|       __proto__: a
| volumes:
|   __proto__:
|     name: n___proto__
|   constructor:
|     name: n_constructor
|     driver_opts:
|       __proto__: x
|     labels:
|       constructor: b
| secrets:
|   valueOf:
|     name: n_valueOf
|     environment: HOME
| configs:
|   constructor:
|     name: n_constructor
|     content: x
| x-__proto__:
|   __proto__:
|     constructor: 1
$ docker compose config
! service "constructor" depends on undefined service "toString": invalid compose project
= 1
$ docker compose --profile toString config --services
! service "constructor" depends on undefined service "toString": invalid compose project
= 1
$ docker compose --profile '*' config --volumes
| __proto__
| constructor
$ docker compose config --profiles
! service "constructor" depends on undefined service "toString": invalid compose project
= 1
$ docker compose --profile '*' config __proto__
| name: "n"
| services:
|   __proto__:
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: n_default
| x-__proto__:
|   __proto__:
|     constructor: 1
$ printf 'services:\n  a: {image: busybox, depends_on: [constructor]}\n' > compose.yaml; docker compose config
! service "a" depends on undefined service "constructor": invalid compose project
= 1
$ printf 'services:\n  a: {image: busybox, networks: [toString]}\n' > compose.yaml; docker compose config
! service "a" refers to undefined network toString: invalid compose project
= 1
$ printf 'services:\n  a: {image: busybox, volumes: ["constructor:/a"]}\n' > compose.yaml; docker compose config
! service "a" refers to undefined volume constructor: invalid compose project
= 1
$ printf 'services:\n  a: {image: busybox, secrets: [__proto__]}\n' > compose.yaml; docker compose config
! service "a" refers to undefined secret __proto__: invalid compose project
= 1
$ printf 'services:\n  a: {image: busybox, extends: constructor}\n' > compose.yaml; docker compose config
! cannot extend service "a" in /root/lab/n/compose.yaml: service "constructor" not found
= 1
$ printf 'services:\n  a: {image: busybox, constructor: 1}\n' > compose.yaml; docker compose config
! validating /root/lab/n/compose.yaml: services.a additional properties 'constructor' not allowed
= 1
$ printf 'services:\n  a: {image: busybox, __proto__: 1}\n' > compose.yaml; docker compose config
! validating /root/lab/n/compose.yaml: services.a additional properties '__proto__' not allowed
= 1
$ printf 'services:\n  a: {image: "${constructor}${__proto__:-x}"}\n' > compose.yaml; docker compose config
| name: "n"
| services:
|   a:
|     image: x
|     networks:
|       default: null
| networks:
|   default:
|     name: n_default
! time="2026-12-01T09:04:03Z" level=warning msg="The \"constructor\" variable is not set. Defaulting to a blank string."
$ printf 'services:\n  a: {image: busybox, environment: {__proto__: "1", A: "1"}}\n' > compose.yaml; printf 'services:\n  a: {environment: [__proto__=2, constructor=3]}\n' > compose.override.yaml; docker compose config
| name: "n"
| services:
|   a:
|     environment:
|       __proto__: "2"
|       A: "1"
|       constructor: "3"
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: n_default
$ docker compose config constructor
! no such service: constructor
= 1
$ cd ..
