$ mkdir s && cd s
$ t() { printf "services:\n  web:\n    image: nginx\n$1" > compose.yaml; docker compose config 2>&1 | sed 's#/[^ ]*/s/#s/#' | grep -v '^$' | head -4; }
$ t '    environment:\n      - [a]\n'
| services.web.environment.[0]: unexpected type []interface {}
$ t '    environment:\n      - 1\n'
| services.web.environment.[0]: unexpected type int
$ t '    environment:\n      - A: 1\n      - B=2\n'
| services.web.environment.[0]: unexpected type map[string]interface {}
$ t '    environment:\n      A: [1]\n'
| validating s/compose.yaml: services.web.environment.A must be a boolean, null, number or string
$ t '    environment:\n      A: {b: c}\n'
| validating s/compose.yaml: services.web.environment.A must be a boolean, null, number or string
$ t '    environment: A=1\n'
| validating s/compose.yaml: services.web.environment must be a mapping
$ t '    environment: ["A =1"]\n'
| decoding failed due to the following error(s):
| 'services[web].environment' environment variable A  is declared with a trailing space
$ t '    labels:\n      - a: b\n'
| services.web.labels.[0]: unexpected type map[string]interface {}
$ t '    labels: a\n'
| validating s/compose.yaml: services.web.labels must be a mapping
$ t '    ports: 80\n'
| validating s/compose.yaml: services.web.ports must be a array
$ t '    ports: "80"\n'
| validating s/compose.yaml: services.web.ports must be a array
$ t '    ports: [80, "80"]\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    ports: ["abc"]\n'
| Invalid containerPort: abc
$ t '    ports: ["80:abc"]\n'
| Invalid containerPort: abc
$ t '    ports: ["99999:80"]\n'
| Invalid hostPort: 99999
$ t '    ports: ["1.2.3:80:80"]\n'
| Invalid ip address: 1.2.3
$ t '    ports: [{target: 80, published: x}]\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    ports: [{target: 80, host_ip: nope}]\n'
| services.web.ports.[]: invalid ip address: nope
$ t '    ports: [[80]]\n'
| validating s/compose.yaml: services.web.ports.0 must be a number
$ t '    ports: ["80-82:90"]\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    expose: ["80", "80", 81]\n'
| name: s
| services:
|   web:
|     expose:
$ t '    expose: [{a: b}]\n'
| services.web.expose.[0]: unsupported expose value map[a:b]
$ t '    volumes: ["/a:/b", "/c:/b"]\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    volumes: [{type: bind, source: /a}]\n'
| service volume services.web.volumes.[0] is missing a mount target
$ t '    volumes: [{source: /a, target: /b}]\n'
| validating s/compose.yaml: services.web.volumes.0 must be a string
$ t '    volumes: [{type: foo, source: /a, target: /b}]\n'
| validating s/compose.yaml: services.web.volumes.0.type value must be one of 'bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'
$ t '    volumes: ["a:b:c:d"]\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    volumes: data:/x\n'
| validating s/compose.yaml: services.web.volumes must be a array
$ t '    devices: [{source: /dev/a}]\n'
| service device services.web.devices.[0] is missing a mount target
$ t '    env_file: [{required: true}]\n'
| environment path attribute services.web.env_file.[0] is missing
$ t '    tmpfs: [/a, /a]\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    dns: [1.1.1.1, 1.1.1.1]\n'
| name: s
| services:
|   web:
|     dns:
$ t '    cap_add: [A, A]\n'
| name: s
| services:
|   web:
|     cap_add:
$ t '    profiles: [a, a]\n'
| name: s
| services: {}
$ t '    depends_on: [a]\n'
| service "web" depends on undefined service "a": invalid compose project
$ t '    depends_on: {a: x}\n'
| validating s/compose.yaml: services.web.depends_on.a must be a mapping
$ t '    depends_on: {a: {condition: nope}}\n'
| validating s/compose.yaml: services.web.depends_on.a.condition value must be one of 'service_started', 'service_healthy', 'service_completed_successfully'
$ t '    depends_on: [web]\n'
| dependency cycle detected: web -> web
$ t '    scale: two\n'
| error while interpolating services.web.scale: failed to cast to expected type: strconv.Atoi: parsing "two": invalid syntax
$ t '    scale: -1\n'
| services.web.scale: must be greater than or equal to 0
$ t '    scale: 1.5\n'
| validating s/compose.yaml: services.web.scale must be a integer or string
$ t '    privileged: maybe\n'
| error while interpolating services.web.privileged: failed to cast to expected type: invalid boolean: maybe
$ t '    privileged: yes\n'
| time="2026-12-01T08:37:40Z" level=warning msg="\"yes\" for boolean is not supported by YAML 1.2, please use `true`"
| name: s
| services:
|   web:
$ t '    init: "on"\n'
| time="2026-12-01T08:37:41Z" level=warning msg="\"on\" for boolean is not supported by YAML 1.2, please use `true`"
| name: s
| services:
|   web:
$ t '    tty: 1\n'
| validating s/compose.yaml: services.web.tty must be a boolean or string
$ t '    healthcheck: {retries: x}\n'
| error while interpolating services.web.healthcheck.retries: failed to cast to expected type: strconv.Atoi: parsing "x": invalid syntax
$ t '    healthcheck: {interval: 5}\n'
| validating s/compose.yaml: services.web.healthcheck.interval must be a string
$ t '    healthcheck: {interval: "5"}\n'
| decoding failed due to the following error(s):
| 'services[web].healthcheck.interval' time: missing unit in duration "5"
$ t '    healthcheck: {test: [curl, x]}\n'
| healthcheck.test must start either by "CMD", "CMD-SHELL" or "NONE"
$ t '    healthcheck: {test: 5}\n'
| validating s/compose.yaml: services.web.healthcheck.test must be a string
$ t '    deploy: {replicas: x}\n'
| error while interpolating services.web.deploy.replicas: failed to cast to expected type: strconv.Atoi: parsing "x": invalid syntax
$ t '    deploy: {resources: {limits: {memory: x}}}\n'
| decoding failed due to the following error(s):
| 'services[web].deploy.resources.limits.memory' invalid size: 'x'
$ t '    deploy: {resources: {limits: {cpus: x}}}\n'
| decoding failed due to the following error(s):
| 'services[web].deploy.resources.limits.cpus' strconv.ParseFloat: parsing "x": invalid syntax
$ t '    mem_limit: lots\n'
| decoding failed due to the following error(s):
| 'services[web].mem_limit' invalid size: 'lots'
$ t '    shm_size: lots\n'
| decoding failed due to the following error(s):
| 'services[web].shm_size' invalid size: 'lots'
$ t '    ulimits: {nofile: x}\n'
| error while interpolating services.web.ulimits.nofile: failed to cast to expected type: strconv.Atoi: parsing "x": invalid syntax
$ t '    ulimits: {nofile: {soft: 1}}\n'
| validating s/compose.yaml: services.web.ulimits.nofile must be a integer or string
$ t '    pids_limit: x\n'
| error while interpolating services.web.pids_limit: failed to cast to expected type: strconv.ParseInt: parsing "x": invalid syntax
$ t '    cpu_shares: x\n'
| error while interpolating services.web.cpu_shares: failed to cast to expected type: strconv.ParseInt: parsing "x": invalid syntax
$ t '    stop_grace_period: 10\n'
| validating s/compose.yaml: services.web.stop_grace_period must be a string
$ t '    stop_grace_period: x\n'
| decoding failed due to the following error(s):
| 'services[web].stop_grace_period' time: invalid duration "x"
$ t '    extra_hosts: ["a"]\n'
| decoding failed due to the following error(s):
| 'services[web].extra_hosts' invalid additional host, missing IP: a
$ t '    extra_hosts: ["a:1.2.3.4", "a:1.2.3.4"]\n'
| validating s/compose.yaml: services.web.extra_hosts must be a mapping
$ t '    extra_hosts: [":1.2.3.4"]\n'
| decoding failed due to the following error(s):
| 'services[web].extra_hosts' bad host name ''
$ t '    command: "it'"'"'s"\n'
| decoding failed due to the following error(s):
| 'services[web].command' invalid command line string
$ t '    command: {a: b}\n'
| validating s/compose.yaml: services.web.command must be a null
$ t '    command: [1, 2]\n'
| validating s/compose.yaml: services.web.command.0 must be a string
$ t '    restart: 5\n'
| validating s/compose.yaml: services.web.restart must be a string
$ t '    restart: no\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    restart: sometimes\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    networks: [nope]\n'
| service "web" refers to undefined network nope: invalid compose project
$ t '    networks: nope\n'
| validating s/compose.yaml: services.web.networks must be a array
$ t '    secrets: [nope]\n'
| service "web" refers to undefined secret nope: invalid compose project
$ t '    build: 5\n'
| validating s/compose.yaml: services.web.build must be a string
$ t '    build: {context: ., foo: x}\n'
| validating s/compose.yaml: services.web.build additional properties 'foo' not allowed
$ t '    x-foo: y\n'
| name: s
| services:
|   web:
|     image: nginx
$ t '    image: 5\n'
| failed to parse s/compose.yaml: line 4: mapping key "image" already defined at line 3
$ t '    image2: 5\nfoo: x\n'
| validating s/compose.yaml: services.web additional properties 'image2' not allowed
$ t 'networks: []\n'
| validating s/compose.yaml: networks must be a mapping
$ t 'networks: {a: {driver: 5}}\n'
| validating s/compose.yaml: networks.a.driver must be a string
$ t 'volumes: [a]\n'
| validating s/compose.yaml: volumes must be a mapping
$ t 'volumes: {a: {external: maybe}}\n'
| error while interpolating volumes.a.external: failed to cast to expected type: invalid boolean: maybe
$ t 'volumes: {a: {external: true, driver: local}}\n'
| volumes.a: conflicting parameters "external" and "driver" specified
$ t 'secrets: {a: {}}\n'
| secrets.a: one of file|environment must be set
$ t 'secrets: {a: {file: x, environment: y}}\n'
| secrets.a: file|environment attributes are mutually exclusive
$ t 'configs: {a: {}}\n'
| configs.a: one of file|environment|content must be set
$ t 'name: 5\n'
| validating s/compose.yaml: name must be a string
$ t 'name: Bad Name\n'
| name: badname
| services:
|   web:
|     image: nginx
$ t 'include: x\n'
| `include` must be a list, got x
$ t 'version: 3\n'
| validating s/compose.yaml: version must be a string
$ t 'version: "3"\n'
| time="2026-12-01T08:38:15Z" level=warning msg="s/compose.yaml: the attribute `version` is obsolete, it will be ignored, please remove it to avoid potential confusion"
| name: s
| services:
|   web:
$ t '    extends: {file: x}\n'
| extends.web.service is required
$ t '    extends: nope\n'
| cannot extend service "web" in s/compose.yaml: service "nope" not found
$ t '    build: {args: [A, B=1]}\n    environment: [A]\n'
| name: s
| services:
|   web:
|     build:
$ cd ..
