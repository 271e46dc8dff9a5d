$ mkdir m && cd m
$ t() { printf "services:\n  a:\n    image: busybox\n$1" > compose.yaml; printf "services:\n  a:\n    image: busybox\n$2" > compose.override.yaml; docker compose config 2>&1 | sed 's#/[^ ]*/m/#m/#'; }
$ t '    environment: {A: 1, B: 2}\n' '    environment: [A, C=3]\n'
| name: m
| services:
|   a:
|     environment:
|       A: null
|       B: "2"
|       C: "3"
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    environment: [A=1, B]\n' '    environment: {B: x, A: }\n'
| name: m
| services:
|   a:
|     environment:
|       A: null
|       B: x
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    labels: {a: 1}\n' '    labels: [a=2, b]\n'
| name: m
| services:
|   a:
|     image: busybox
|     labels:
|       a: "2"
|       b: ""
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    command: a b\n' '    command: [c]\n'
| name: m
| services:
|   a:
|     command:
|       - c
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    command: a b\n' '    command:\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    entrypoint: a b\n' '    entrypoint: []\n'
| name: m
| services:
|   a:
|     entrypoint: []
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    ports: ["80:80", "81:81"]\n' '    ports: ["80:80", "82:81"]\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
|     ports:
|       - mode: ingress
|         target: 80
|         published: "80"
|         protocol: tcp
|       - mode: ingress
|         target: 81
|         published: "81"
|         protocol: tcp
|       - mode: ingress
|         target: 81
|         published: "82"
|         protocol: tcp
| networks:
|   default:
|     name: m_default
$ t '    ports: ["80:80"]\n' '    ports: !override ["90:80"]\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
|     ports:
|       - mode: ingress
|         target: 80
|         published: "90"
|         protocol: tcp
| networks:
|   default:
|     name: m_default
$ t '    ports: ["80:80"]\n    environment: {A: 1, B: 2}\n' '    ports: !reset []\n    environment: {A: !reset null}\n'
| name: m
| services:
|   a:
|     environment:
|       B: "2"
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    volumes: ["./a:/x", "./b:/y:ro"]\n' '    volumes: ["./c:/x", "/z"]\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
|     volumes:
|       - type: bind
|         source: m/c
|         target: /x
|         bind:
|           create_host_path: true
|       - type: bind
|         source: m/b
|         target: /y
|         read_only: true
|         bind:
|           create_host_path: true
|       - type: volume
|         target: /z
| networks:
|   default:
|     name: m_default
$ t '    depends_on: [b]\n  b: {image: x}\n' '    depends_on: {b: {condition: service_healthy}}\n'
| name: m
| services:
|   a:
|     depends_on:
|       b:
|         condition: service_healthy
|         required: true
|     image: busybox
|     networks:
|       default: null
|   b:
|     image: x
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    networks: [x]\nnetworks: {x: , y: }\n' '    networks: {y: {aliases: [q]}, x: }\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       x: null
|       "y":
|         aliases:
|           - q
| networks:
|   x:
|     name: m_x
|   "y":
|     name: m_y
$ t '    dns: 1.1.1.1\n' '    dns: [8.8.8.8, 1.1.1.1]\n'
| name: m
| services:
|   a:
|     dns:
|       - 1.1.1.1
|       - 8.8.8.8
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    tmpfs: /a\n' '    tmpfs: [/b, /a]\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
|     tmpfs:
|       - /a
|       - /b
| networks:
|   default:
|     name: m_default
$ t '    extra_hosts: ["a:1.1.1.1"]\n' '    extra_hosts: {b: 2.2.2.2, a: 3.3.3.3}\n'
| name: m
| services:
|   a:
|     extra_hosts:
|       - a=1.1.1.1
|       - a=3.3.3.3
|       - b=2.2.2.2
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    build: .\n' '    build: {args: {A: 1}, target: x}\n'
| name: m
| services:
|   a:
|     build:
|       context: /root/lab/m
|       dockerfile: Dockerfile
|       args:
|         A: "1"
|       target: x
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    build: {args: [A=1, B=2]}\n' '    build: {args: {A: 3}}\n'
| name: m
| services:
|   a:
|     build:
|       context: /root/lab/m
|       dockerfile: Dockerfile
|       args:
|         A: "3"
|         B: "2"
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    logging: {driver: json-file, options: {a: "1"}}\n' '    logging: {options: {b: "2"}}\n'
| name: m
| services:
|   a:
|     image: busybox
|     logging:
|       driver: json-file
|       options:
|         a: "1"
|         b: "2"
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    logging: {driver: json-file, options: {a: "1"}}\n' '    logging: {driver: none}\n'
| name: m
| services:
|   a:
|     image: busybox
|     logging:
|       driver: none
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    ulimits: {nofile: 1}\n' '    ulimits: {nofile: {soft: 1, hard: 2}}\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
|     ulimits:
|       nofile:
|         soft: 1
|         hard: 2
| networks:
|   default:
|     name: m_default
$ t '    healthcheck: {test: [CMD, a], interval: 1s}\n' '    healthcheck: {test: b, retries: 2}\n'
| name: m
| services:
|   a:
|     healthcheck:
|       test:
|         - CMD-SHELL
|         - b
|       interval: 1s
|       retries: 2
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    cap_add: [A, B]\n' '    cap_add: [B, C]\n'
| name: m
| services:
|   a:
|     cap_add:
|       - A
|       - B
|       - C
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    expose: [80]\n' '    expose: ["80", 81]\n'
| name: m
| services:
|   a:
|     expose:
|       - "80"
|       - "81"
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    env_file: a.env\n' '    env_file: [b.env]\n'
| env file m/a.env not found: stat /root/lab/m/a.env: no such file or directory
$ t '    ports: ["80:80"]\n' '    ports: "81:81"\n'
| cannot override services.a.ports
$ t '    deploy: {replicas: 2}\n' '    deploy: []\n'
| cannot override services.a.deploy
$ t '    sysctls: {a: 1}\n' '    sysctls: [a=2]\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
|     sysctls:
|       a: "2"
| networks:
|   default:
|     name: m_default
$ t '    profiles: [x]\n' '    profiles: [x]\n'
| name: m
| services: {}
$ t '    environment: {A: 1}\n' '    environment:\n'
| name: m
| services:
|   a:
|     environment:
|       A: "1"
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    devices: ["/dev/a"]\n' '    devices: ["/dev/b:/dev/a:r"]\n'
| name: m
| services:
|   a:
|     devices:
|       - source: /dev/b
|         target: /dev/a
|         permissions: r
|     image: busybox
|     networks:
|       default: null
| networks:
|   default:
|     name: m_default
$ t '    secrets: [s]\nsecrets: {s: {file: x}}\n' '    secrets: [{source: s, target: t}]\n'
| name: m
| services:
|   a:
|     image: busybox
|     networks:
|       default: null
|     secrets:
|       - source: s
|         target: /run/secrets/s
|       - source: s
|         target: t
| networks:
|   default:
|     name: m_default
| secrets:
|   s:
|     name: m_s
|     file: m/x
$ t '    image: x\n' ''
| failed to parse m/compose.yaml: line 4: mapping key "image" already defined at line 3
$ cd ..
