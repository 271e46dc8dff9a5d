// No flag of Compose is accepted and dropped in silence.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';
import { COMMANDS } from '../cli/tree.ts';
import { COMPOSE_COMMANDS } from './commands/index.ts';
import { composeProgram } from './compose.ts';
import { refusedFlags } from './states.ts';

const BY_NAME: Record<string, string> = {
  scale: 'web=1',
  pull: 'missing',
  policy: 'missing',
  format: 'json',
  filter: 'name=x',
  status: 'running',
  'exit-code-from': 'web',
  attach: 'web',
  'no-attach': 'web',
  hash: 'web',
  index: '1',
  publish: '90:90',
  volume: '/v',
  'env-from-file': '/etc/hostname',
  output: '/tmp/out',
  rmi: 'local',
  progress: 'plain',
  ansi: 'never',
  file: 'compose.yaml',
  'project-directory': '.',
  'env-file': '/dev/null',
  'project-name': 'lab',
  tail: '1',
  memory: '64m',
  change: 'ENV=1',
  'detach-keys': 'a',
};
const BY_TYPE: Record<string, string> = { int: '1', list: 'x=y', stringArray: 'A=b', string: 'x', filter: 'name=x' };
const ARGS: Record<string, string> = {
  exec: 'web true',
  run: 'web true',
  cp: 'f.txt web:/f.txt',
  port: 'web 80',
  wait: 'short',
  attach: 'short',
  commit: 'web made:1',
  export: 'web',
  scale: 'web=1',
  events: '',
  stats: '--no-stream',
  up: '',
  create: '',
  watch: '',
  restart: 'web',
};
const BEFORE: Record<string, string> = { events: '--until 0s', logs: '', up: '-d' };
const SETUP = `docker pull -q busybox >/dev/null; echo x > f.txt; cat > compose.yaml <<'END'
services:
  web:
    image: busybox
    command: sleep 20
    stop_grace_period: 0s
    ports: ["8080:80"]
    develop: {watch: [{path: ., action: sync, target: /w}]}
  short: {image: busybox, command: sleep 5, stop_grace_period: 0s}
  done: {image: busybox, command: "true"}
  made: {image: "made:2", build: {context: ., dockerfile_inline: "FROM busybox"}, command: "true"}
END
docker compose --progress quiet up -d`;

describe('flags of compose', () => {
  it.each([...COMPOSE_COMMANDS.keys()].filter((n) => COMMANDS.has(`docker compose ${n}`)))(
    '%s drops none of them in silence',
    (name) => {
      const path = `docker compose ${name}`;
      const dropped: string[] = [];
      for (const f of COMMANDS.get(path)!.flags) {
        if (f.name === 'help') continue;
        const told: { seen?: ReadonlySet<string> } = {};
        const machine = new Machine({
          ...EVERYTHING,
          compose: composeProgram((spec, globals, flags) => {
            if (spec.path === path) told.seen = new Set([...globals.seen, ...flags.seen]);
          }),
        });
        const s = machine.session({ user: 'root', cwd: '/root/lab', name: 't' });
        s.run(SETUP, 1e6);
        const seen = (): ReadonlySet<string> | undefined => told.seen;
        delete told.seen;
        const value = f.type === 'bool' ? '' : `=${BY_NAME[f.name] ?? BY_TYPE[f.type] ?? 'x'}`;
        const before =
          BEFORE[name] !== undefined &&
          ![
            'attach',
            'attach-dependencies',
            'watch',
            'abort-on-container-exit',
            'abort-on-container-failure',
            'exit-code-from',
            'no-start',
            'until',
            'no-attach',
            'no-color',
            'no-log-prefix',
            'timestamps',
          ].includes(f.name)
            ? `${BEFORE[name]} `
            : '';
        const forever = name === 'watch' || f.name === 'watch' ? 'timeout 5 ' : '';
        const a = s.run(
          `${forever}docker compose ${name} ${before}--${f.name}${value} ${ARGS[name] ?? ''} < /dev/null > /dev/null`,
          1e6,
        );
        if (refusedFlags(name).includes(f.name)) {
          expect(decode(a.stderr)).toContain(`drydock: '${path} --${f.name}' is not simulated`);
          expect(a.status).not.toBe(0);
        } else if (seen()?.has(f.name) !== true) dropped.push(f.name);
      }
      expect(dropped).toEqual([]);
    },
  );
});
