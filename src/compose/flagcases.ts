// For tests: for every command of Compose a line that shows what its flags change, and good values of the flags.

import { SIGNALS } from '../kernel/signals.ts';

/** A command line, and what stands around it. */
export interface FlagCase {
  /** What is typed before: the files of the project, and what runs of it. */
  readonly setup?: string;
  /** Words before the command, and between it and the flag, in both runs. */
  readonly globals?: readonly string[];
  readonly before?: readonly string[];
  /** What stands behind the flag. */
  readonly line?: readonly string[];
  /** What the flag is given as; one that is on or off is turned over unless told otherwise. */
  readonly value?: string;
  /** All three streams are a terminal; `typed` comes in there three seconds after the start. */
  readonly terminal?: boolean;
  readonly typed?: string;
  /** A signal that the command gets after six seconds. */
  readonly signal?: number;
}

/** Writes the project's file. */
const file = (services: string, rest = ''): string =>
  `cat > compose.yaml <<'END'\nservices:\n${services}\n${rest}\nEND\n`;
const UP = 'docker compose --progress quiet up -d 2>/dev/null';
/** A main program that ends when it is asked to. */
const ENDS = `[sh, -c, "trap 'exit 3' TERM; echo hello; sleep 1000 & wait"]`;
const WEB = `  web: {image: busybox, command: ${ENDS}, stop_grace_period: 1s}`;
const TWO = `  web: {image: busybox, command: ${ENDS}, stop_grace_period: 1s, scale: 2}`;
const PULLED = 'docker pull -q busybox > /dev/null\n';
/** One service that runs. */
const ONE_UP = PULLED + file(WEB) + UP;
const TWO_UP = PULLED + file(TWO) + UP;
/** The service is there, another one of the same project is not in the file any more. */
const ORPHAN = `${PULLED}${file(`${WEB}\n  gone: {image: busybox, command: ${ENDS}}`)}${UP}\n${file(WEB)}`;
const CHAIN = `  web:
    image: busybox
    command: ${ENDS}
    depends_on: {low: {condition: service_started, restart: true}}
  low: {image: busybox, command: ${ENDS}}`;
const BUILT = '  made: {image: "made:1", build: {context: ., dockerfile_inline: "FROM busybox"}, command: "true"}';
const ON_BUILT = `  made:
    image: "made:1"
    build: {context: ., dockerfile_inline: "FROM busybox"}
    depends_on: [low]
  low: {image: "low:1", build: {context: ., dockerfile_inline: "FROM busybox"}, command: "true"}`;
/** A volume whose definition changes after it was made. */
const CHANGED_VOLUME =
  PULLED +
  file(`${WEB.slice(0, -1)}, volumes: ["data:/d"]}`, 'volumes: {data: {}}') +
  UP +
  '\n' +
  file(`${WEB.slice(0, -1)}, volumes: ["data:/d"]}`, 'volumes: {data: {labels: {a: b}}}');
const CHANGED = `${ONE_UP}\n${file(`${WEB.slice(0, -1)}, environment: {A: b}}`)}`;
const ENDING = `  short: {image: busybox, command: [sh, -c, "sleep 2; echo over; exit 4"]}`;

/** Where a flag needs another line, other files or another value to be seen. */
export const FLAG_CASES: Readonly<Record<string, Readonly<Record<string, FlagCase>>>> = {
  '': {
    'all-resources': { setup: file(WEB, 'networks: {unused: {}}'), line: ['config'] },
    ansi: { value: 'always', line: ['logs'] },
    compatibility: { setup: PULLED + file(WEB), line: ['create'] },
    'dry-run': { setup: PULLED + file(WEB), line: ['create'] },
    'env-file': { setup: `echo A=1 > env\n${file('  web: {image: "busybox:$A"}')}`, value: 'env', line: ['config'] },
    file: {
      setup: `${file('  low: {image: busybox}')} mv compose.yaml f.yaml\n${file(WEB)}`,
      value: 'f.yaml',
      line: ['config'],
    },
    profile: { setup: file('  web: {image: busybox, profiles: [p]}'), value: 'p', line: ['config'] },
    progress: { setup: PULLED + file(WEB), value: 'json', line: ['create'] },
    'project-directory': {
      setup: `mkdir sub\n${file(WEB)}`,
      globals: ['-f', 'compose.yaml'],
      value: 'sub',
      line: ['config'],
    },
    'project-name': { setup: file(WEB), value: 'other', line: ['config'] },
  },
  attach: {
    'detach-keys': {
      setup: `${PULLED}${file('  web: {image: busybox, command: [sh, -c, "read x; exit 3"], tty: true, stdin_open: true}')}${UP}`,
      value: 'ctrl-a',
      terminal: true,
      typed: '\x01\n',
    },
    index: { setup: TWO_UP, value: '2' },
    'no-stdin': { setup: `${PULLED}${file(`${WEB.slice(0, -1)}, stdin_open: true}`)}${UP}` },
  },
  build: { 'with-dependencies': { setup: PULLED + file(ON_BUILT) }, 'build-arg': { value: 'A=1' } },
  commit: { index: { setup: TWO_UP, value: '2' }, change: { value: 'ENV A=1' } },
  config: {
    'lock-image-digests': { setup: PULLED + file(WEB) },
    'resolve-image-digests': { setup: PULLED + file(WEB) },
    'no-consistency': { setup: file('  web: {image: busybox, networks: [nowhere]}') },
    'no-env-resolution': { setup: `echo A=1 > env\n${file('  web: {image: busybox, env_file: env}')}` },
    format: { value: 'json' },
    hash: { value: '*' },
    output: { value: 'out.yaml' },
  },
  cp: {
    all: { setup: `${ONE_UP}\ndocker compose run -d web > /dev/null; echo x > f` },
    'follow-link': { setup: `${ONE_UP}\necho x > f\nln -s f l`, line: ['l', 'web:/g'] },
    index: { setup: `${TWO_UP}\necho x > f`, value: '2' },
  },
  create: {
    build: { setup: `${PULLED}${file(BUILT)}docker compose --progress quiet build` },
    'no-build': { setup: PULLED + file(BUILT) },
    'force-recreate': { setup: ONE_UP },
    'no-recreate': { setup: CHANGED },
    'remove-orphans': { setup: ORPHAN },
    'quiet-pull': { setup: file(WEB) },
    pull: { value: 'always' },
    scale: { value: 'web=2' },
    yes: { setup: CHANGED_VOLUME },
  },
  down: { 'remove-orphans': { setup: ORPHAN }, rmi: { value: 'all' }, volumes: { setup: CHANGED_VOLUME } },
  events: { since: { value: '1h' }, until: { value: '0s', before: [] } },
  exec: {
    index: { setup: TWO_UP, value: '2' },
    'no-tty': { value: 'true', terminal: true },
    env: { value: 'A=1' },
    user: { value: '7' },
    workdir: { value: '/tmp' },
  },
  export: { index: { setup: TWO_UP, value: '2', before: ['-o', 'x.tar'] }, output: { value: 'y.tar' } },
  images: { format: { value: 'json' } },
  kill: { 'remove-orphans': { setup: ORPHAN }, signal: { value: 'TERM' } },
  logs: {
    follow: { signal: SIGNALS.INT },
    index: { setup: TWO_UP, value: '2' },
    'no-color': { globals: ['--ansi', 'always'] },
    since: { value: '1' },
    until: { value: '1' },
    tail: { value: '5' },
  },
  ls: { filter: { value: 'name=x' }, format: { value: 'json' } },
  port: {
    index: { setup: `${PULLED}${file(TWO.replace('scale: 2', 'scale: 2, ports: ["80"]'))}${UP}`, value: '2' },
    protocol: { value: 'udp' },
  },
  ps: {
    filter: { value: 'status=exited' },
    status: { value: 'exited' },
    format: { value: 'json' },
    orphans: { setup: ORPHAN },
  },
  pull: {
    'ignore-buildable': { setup: file(BUILT.replace('made:1', 'busybox')) },
    'ignore-pull-failures': { setup: file('  web: {image: "nothing/like-it"}') },
    'include-deps': { setup: file(CHAIN.replace('  low: {image: busybox', '  low: {image: alpine')), line: ['web'] },
    policy: { setup: PULLED + file(WEB), value: 'missing' },
  },
  push: {
    'include-deps': { setup: PULLED + file(ON_BUILT), line: ['made'] },
  },
  restart: { 'no-deps': { setup: PULLED + file(CHAIN) + UP, line: ['low'] } },
  rm: { stop: { before: ['-f'] }, force: { before: [] }, volumes: { before: ['-fs'] } },
  run: {
    build: { setup: `${PULLED}${file(BUILT)}docker compose --progress quiet build`, line: ['made'] },
    'no-deps': { setup: PULLED + file(CHAIN) },
    'remove-orphans': { setup: ORPHAN },
    'quiet-build': { setup: PULLED + file(BUILT), line: ['made'] },
    'quiet-pull': { setup: file(WEB) },
    quiet: { setup: file(WEB) },
    'no-TTY': { value: 'true', terminal: true },
    'env-from-file': { setup: `echo A=1 > env\n${PULLED}${file(WEB)}`, value: 'env' },
    env: { value: 'A=1' },
    'cap-add': { value: 'SYS_ADMIN' },
    'cap-drop': { value: 'CHOWN' },
    entrypoint: { value: 'echo' },
    label: { value: 'a=b' },
    name: { value: 'called' },
    publish: { value: '90:90' },
    'service-ports': { setup: `${PULLED}${file(`${WEB.slice(0, -1)}, ports: ["80:80"]}`)}` },
    pull: { value: 'always' },
    user: { value: '7' },
    volume: { value: '/v:/v' },
    workdir: { value: '/tmp' },
  },
  scale: { 'no-deps': { setup: PULLED + file(CHAIN) } },
  stats: {
    all: { setup: `${ONE_UP}\ndocker compose stop 2>/dev/null` },
    format: { value: 'json' },
    'no-stream': { before: [], signal: SIGNALS.INT },
  },
  up: {
    'abort-on-container-exit': { setup: PULLED + file(`${WEB}\n${ENDING}`), before: [], signal: SIGNALS.INT },
    'abort-on-container-failure': { setup: PULLED + file(`${WEB}\n${ENDING}`), before: [], signal: SIGNALS.INT },
    'always-recreate-deps': { setup: PULLED + file(CHAIN) + UP, line: ['web'] },
    attach: { setup: PULLED + file(`${WEB}\n${ENDING}`), before: [], value: 'short', signal: SIGNALS.INT },
    'attach-dependencies': { setup: PULLED + file(CHAIN), before: [], line: ['web'], signal: SIGNALS.INT },
    build: { setup: `${PULLED}${file(BUILT)}docker compose --progress quiet build` },
    detach: { before: [], signal: SIGNALS.INT },
    'exit-code-from': { setup: PULLED + file(ENDING), before: [], value: 'short' },
    'force-recreate': { setup: ONE_UP },
    menu: { before: [], value: 'false', terminal: true, signal: SIGNALS.INT },
    'no-attach': { setup: PULLED + file(`${WEB}\n${ENDING}`), before: [], value: 'web', signal: SIGNALS.INT },
    'no-build': { setup: PULLED + file(BUILT) },
    'no-color': { globals: ['--ansi', 'always'], setup: PULLED + file(ENDING), before: [] },
    'no-deps': { setup: PULLED + file(CHAIN), line: ['web'] },
    'no-log-prefix': { setup: PULLED + file(ENDING), before: [] },
    'no-recreate': { setup: CHANGED },
    'no-start': { before: [], signal: SIGNALS.INT },
    pull: { value: 'always' },
    'quiet-build': { setup: PULLED + file(BUILT) },
    'quiet-pull': { setup: file(WEB) },
    'remove-orphans': { setup: ORPHAN },
    'renew-anon-volumes': {
      setup: `${PULLED}${file(`${WEB.slice(0, -1)}, volumes: ["/v"]}`)}${UP}\n${file(`${WEB.slice(0, -1)}, volumes: ["/v"], environment: {A: b}}`)}`,
    },
    scale: { value: 'web=2' },
    timeout: { setup: CHANGED },
    timestamps: { setup: PULLED + file(ENDING), before: [] },
    'wait-timeout': {
      setup: `${PULLED}${file(`${WEB.slice(0, -1)}, healthcheck: {test: [CMD, "false"], interval: 5s, retries: 9}}`)}`,
      before: ['--wait'],
    },
    watch: { before: [], signal: SIGNALS.INT },
    yes: { setup: CHANGED_VOLUME },
  },
  version: { format: { value: 'json' } },
  volumes: { format: { value: 'json' } },
  watch: {
    prune: {
      setup: `${PULLED}${file('  made: {image: "made:1", build: {context: ., dockerfile_inline: "FROM busybox\\nCOPY f /"}, command: sleep 1000, stop_grace_period: 0s, develop: {watch: [{path: ./f, action: rebuild}]}}')}echo 1 > f\n${UP}\n(sleep 4; echo 2 > f) &`,
    },
  },
};

/** The lines; what a command takes of arguments stands after the flag. */
export const COMMAND_CASES: Readonly<Record<string, FlagCase>> = {
  '': { setup: ONE_UP, line: ['config'] },
  attach: { setup: ONE_UP, line: ['web'], signal: SIGNALS.TERM },
  build: { setup: PULLED + file(BUILT), line: ['made'] },
  commit: { setup: ONE_UP, line: ['web', 'made:1'] },
  config: {
    setup: file(
      '  web: {image: "busybox:${A:-1}", profiles: [p], networks: [n], volumes: ["v:/v"]}\n  low: {image: alpine, models: [m]}',
      'networks: {n: {}}\nvolumes: {v: {}}\nmodels: {m: {model: "ai/m"}}',
    ),
    globals: ['--profile', 'p'],
  },
  cp: { setup: `${ONE_UP}\necho x > f`, line: ['f', 'web:/g'] },
  create: { setup: PULLED + file(WEB) },
  down: { setup: ONE_UP },
  events: { setup: ONE_UP, before: ['--until', '0s'], signal: SIGNALS.INT },
  exec: { setup: ONE_UP, line: ['web', 'true'] },
  export: { setup: ONE_UP, line: ['web'] },
  images: { setup: ONE_UP },
  kill: { setup: ONE_UP },
  logs: { setup: ONE_UP },
  ls: { setup: ONE_UP },
  pause: { setup: ONE_UP },
  port: { setup: `${PULLED}${file(`${WEB.slice(0, -1)}, ports: ["80:80"]}`)}${UP}`, line: ['web', '80'] },
  ps: { setup: ONE_UP },
  pull: { setup: file(WEB) },
  push: { setup: PULLED + file(BUILT) },
  restart: { setup: ONE_UP },
  rm: { setup: `${ONE_UP}\ndocker compose stop 2>/dev/null`, before: ['-f'] },
  run: { setup: PULLED + file(WEB), line: ['web', 'true'] },
  scale: { setup: PULLED + file(WEB), line: ['web=2'] },
  start: { setup: `${ONE_UP}\ndocker compose stop 2>/dev/null` },
  stats: { setup: ONE_UP, before: ['--no-stream'] },
  stop: { setup: ONE_UP },
  top: { setup: ONE_UP },
  unpause: { setup: `${ONE_UP}\ndocker compose pause 2>/dev/null` },
  up: { setup: PULLED + file(WEB), before: ['-d'] },
  version: {},
  volumes: { setup: CHANGED_VOLUME },
  wait: { setup: PULLED + file(`${WEB}\n${ENDING}`) + UP, line: ['short'] },
  watch: {
    setup: `${PULLED}${file(`${WEB.slice(0, -1)}, develop: {watch: [{path: ./f, action: sync, target: /f}]}}`)}echo 1 > f\n(sleep 4; echo 2 > f) &`,
    signal: SIGNALS.INT,
  },
};
