$ mkdir y && cd y
$ t() { printf "$1" > compose.yaml; docker compose config 2>&1 | sed 's#/[^ ]*/y/#y/#'; }
$ t 'services:\n  web:\n    image: "nginx\n'
| yaml: line 3: found unexpected end of stream
$ t "services:\n  web:\n    image: 'nginx\n    command: x\n"
| yaml: line 3: found unexpected end of stream
$ t 'services:\n  web:\n    image: nginx: latest\n'
| yaml: line 3: mapping values are not allowed in this context
$ t 'services:\n  web:\n    image nginx\n'
| services.web must be a mapping
$ t 'services:\n  web:\n    image: nginx\n    ports\n    - 80\n'
| yaml: line 4: could not find expected ':'
$ t 'services:\n  web\n    image: nginx\n'
| yaml: line 3: mapping values are not allowed in this context
$ t 'services\n  web:\n    image: nginx\n'
| yaml: line 2: mapping values are not allowed in this context
$ t 'services:\n  web:\n    image: nginx\n  ports:\n    - 80:80\n'
| services.ports must be a mapping
$ t 'services:\n  web:\n    image: nginx\n    - a\n'
| yaml: line 2: did not find expected key
$ t 'services:\n  web:\n    command: [a, b\n    image: nginx\n'
| yaml: line 2: did not find expected ',' or ']'
$ t 'services:\n  web:\n    command: [a b]]\n    image: nginx\n'
| yaml: line 2: did not find expected key
$ t 'services:\n  web:\n    labels: {a: b\n    image: nginx\n'
| yaml: line 2: did not find expected ',' or '}'
$ t 'services:\n  web:\n    labels: {a: b}}\n    image: nginx\n'
| yaml: line 2: did not find expected key
$ t 'services:\n  web:\n    command: `ls`\n'
| yaml: line 3: found character that cannot start any token
$ t 'services:\n  web:\n    command: %%x\n'
| yaml: line 3: found character that cannot start any token
$ t 'services:\n  web:\n    command: *x\n'
| yaml: unknown anchor 'x' referenced
$ t 'services:\n  web:\n    command: &x\n'
| service "web" has neither an image nor a build context specified: invalid compose project
$ t 'services:\n  web:\n    command: *\n'
| yaml: line 3: did not find expected alphabetic or numeric character
$ t 'services:\n  web:\n    command: ! x\n'
| service "web" has neither an image nor a build context specified: invalid compose project
$ t 'services:\n  web:\n    command: "a\\qb"\n'
| yaml: line 3: found unknown escape character
$ t 'services:\n  web:\n    command: "a\\x4"\n'
| yaml: line 3: did not find expected hexdecimal number
$ t 'services:\n\tweb:\n\t\timage: nginx\n'
| yaml: line 2: found character that cannot start any token
$ t '\tservices:\n'
| yaml: found character that cannot start any token
$ t 'services:\n  web:\n    image: nginx\n  \tports: []\n'
| yaml: line 3: found a tab character that violates indentation
$ t 'services:\n  web:\n    command: |\n      a\n     b\n'
| yaml: line 2: did not find expected key
$ t 'services:\n  web:\n    command: |\n      a\n    image: nginx\n'
| name: "y"
| services:
|   web:
|     command:
|       - a
|     image: nginx
|     networks:
|       default: null
| networks:
|   default:
|     name: y_default
$ t 'services:\n  web:\n    command: |x\n      a\n'
| yaml: line 3: did not find expected comment or line break
$ t 'services:\n  web:\n    command: >0\n      a\n'
| yaml: line 3: found an indentation indicator equal to 0
$ t 'services:\n  - web:\n      image: nginx\n'
| services must be a mapping
$ t 'services: web\n'
| services must be a mapping
$ t 'hello\n'
| yaml: unmarshal errors:
|   line 1: cannot unmarshal !!str `hello` into cli.named
$ t ''
| empty compose file
$ t '# only\n'
| empty compose file
$ t 'services:\n  web:\n    image: nginx\n...\nfoo\n'
| failed to parse y/compose.yaml: yaml: line 4: did not find expected <document start>
$ t 'services:\n  web:\n    image: nginx\n--- x\n'
| top-level object must be a mapping
$ t '%%YAML 1.2\nservices: {}\n'
| yaml: line 2: mapping values are not allowed in this context
$ t '%%YAML 3.0\n---\nservices: {}\n'
| yaml: found incompatible YAML document
$ t '%%FOO\n---\nservices: {web: {image: x}}\n'
| yaml: found unknown directive name
$ t 'services:\n  ? web\n  : image: nginx\n'
| name: "y"
| services:
|   web:
|     image: nginx
|     networks:
|       default: null
| networks:
|   default:
|     name: y_default
$ t 'services:\n  [a]: {image: nginx}\n'
| failed to parse y/compose.yaml: yaml: invalid map key: []interface {}{"a"}
$ t 'services:\n  {a: b}: {image: nginx}\n'
| failed to parse y/compose.yaml: yaml: invalid map key: map[string]interface {}{"a":"b"}
$ t 'services:\n  1: {image: nginx}\n'
| non-string key in services: 1
$ t 'services:\n  true: {image: nginx}\n'
| non-string key in services: true
$ t 'services:\n  ~: {image: nginx}\n'
| non-string key in services: <nil>
$ t 'services:\n  web:\n    image: nginx\n    environment:\n      - A=1\n     - B=2\n'
| yaml: line 2: did not find expected key
$ t 'services:\n  web:\n    image: nginx\n    environment:\n      A=1\n      B=2\n'
| validating y/compose.yaml: services.web.environment must be a mapping
$ t 'services:\n  web:\n    image: nginx\n    environment:\n      A: 1\n       B: 2\n'
| yaml: line 6: mapping values are not allowed in this context
$ t 'services:\n  web:\n    image: nginx\n    environment:\n      A: 1\n     B: 2\n'
| yaml: line 2: did not find expected key
$ t 'services:\n  web:\n    image: nginx\n   # c\n   restart: always\n'
| yaml: line 1: did not find expected key
$ t 'services:\n  web:\n    image: nginx\n     restart: always\n'
| yaml: line 4: mapping values are not allowed in this context
$ t 'services:\n web:\n   image: nginx\n  db:\n    image: x\n'
| yaml: line 1: did not find expected key
$ t ' services:\n  web:\n    image: nginx\nvolumes: {}\n'
| failed to parse y/compose.yaml: yaml: line 3: did not find expected <document start>
$ t 'services:\n  web:\n    image: nginx\n    restart: always\n      - x\n'
| name: "y"
| services:
|   web:
|     image: nginx
|     networks:
|       default: null
|     restart: always - x
| networks:
|   default:
|     name: y_default
$ t 'services:\n  web:\n    <<: *none\n    image: nginx\n'
| yaml: unknown anchor 'none' referenced
$ t 'x-a: &a [1]\nservices:\n  web:\n    <<: *a\n    image: nginx\n'
| failed to parse y/compose.yaml: yaml: map merge requires map or sequence of maps as the value
$ t 'x-a: &a {image: y}\nservices:\n  web:\n    <<: *a\n    image: nginx\n'
| name: "y"
| services:
|   web:
|     image: nginx
|     networks:
|       default: null
| networks:
|   default:
|     name: y_default
| x-a:
|   image: "y"
$ t 'services:\n  web: &w\n    image: nginx\n    labels: {a: 1, a: 2}\n'
| failed to parse y/compose.yaml: line 4: mapping key "a" already defined at line 4
$ t 'services:\n  web:\n    image: nginx\n  web:\n    image: nginx\n'
| failed to parse y/compose.yaml: line 4: mapping key "web" already defined at line 2
$ t 'services:\n  web:\n    image: nginx\nservices:\n  db:\n    image: nginx\n'
| yaml: unmarshal errors:
|   line 4: mapping key "services" already defined at line 1
$ t 'services:\n  web:\n    image: !!int nginx\n'
| failed to parse y/compose.yaml: yaml: cannot decode !!str `nginx` as a !!int
$ t 'services:\n  web:\n    image: !foo nginx\n'
| name: "y"
| services:
|   web:
|     image: nginx
|     networks:
|       default: null
| networks:
|   default:
|     name: y_default
$ t 'services:\n  web:\n    image: !x!y nginx\n'
| yaml: line 2: found undefined tag handle
$ t 'services:\n  web:\n    image: nginx\n    environment: {A: 010, B: 0x1F, C: 1_000, D: 1e3, E: 0o17, F: .5, G: yes, H: ~, I: 12:30, J: +1, K: 0b11, L: 1.50}\n'
| name: "y"
| services:
|   web:
|     environment:
|       A: "8"
|       B: "31"
|       C: "1000"
|       D: "1000"
|       E: "15"
|       F: "0.5"
|       G: "yes"
|       H: null
|       I: "12:30"
|       J: "1"
|       K: "3"
|       L: "1.5"
|     image: nginx
|     networks:
|       default: null
| networks:
|   default:
|     name: y_default
$ t 'services:\n  web:\n    image: nginx\n    environment: {A: .inf}\n'
| name: "y"
| services:
|   web:
|     environment:
|       A: +Inf
|     image: nginx
|     networks:
|       default: null
| networks:
|   default:
|     name: y_default
$ t 'services:\n  web:\n    image: nginx\n    environment: {A: 2001-12-14t21:59:43.10-05:00}\n'
| validating y/compose.yaml: services.web.environment.A invalid jsonType time.Time
$ t 'services:\n  web:\n    image: 2024-01-01\n'
| validating y/compose.yaml: services.web.image invalid jsonType time.Time
$ t 'services:\n  web:\n    image: "a\\tb"\n    labels:\n      - "2024-01-01"\n      - 2024-01-01\n'
| services.web.labels.[1]: unexpected type time.Time
$ cd ..
