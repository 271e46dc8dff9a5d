// Plans: what has to be done for a project, computed from what is there; and the same carried out on a machine.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';
import { LABEL, serviceHash } from './labels.ts';
import type { Seen } from './observe.ts';
import { type PlanOptions, planService } from './plan.ts';
import type { Project } from './project.ts';
import type { Dict } from './value.ts';

const web: Dict = { image: 'busybox', networks: { default: null } };
function project(s: Dict): Project {
  return {
    name: 'app',
    dir: '/app',
    files: [],
    envFiles: [],
    services: { web: s },
    disabled: {},
    networks: { default: { name: 'app_default' } },
    volumes: {},
    secrets: {},
    configs: {},
    models: {},
    extensions: {},
    separator: '-',
    environment: new Map(),
  };
}
function seen(number: number, o: Partial<{ state: string; hash: string; image: string }> = {}): Seen {
  const labels = { [LABEL.hash]: o.hash ?? serviceHash(web), [LABEL.image]: o.image ?? 'sha256:1' };
  return {
    id: `id${number}`,
    name: `app-web-${number}`,
    service: 'web',
    number,
    oneoff: false,
    state: o.state ?? 'running',
    summary: {
      Labels: labels,
      Mounts: [],
      NetworkSettings: { Networks: { app_default: { NetworkID: 'net1' } } },
    } as unknown as Seen['summary'],
  };
}
const options: PlanOptions = {
  recreate: 'diverged',
  recreateDependencies: 'diverged',
  asked: ['web'],
  images: new Map([['web', 'sha256:1']]),
  networks: new Map([['default', 'net1']]),
};
const kinds = (s: Dict, list: Seen[], o: Partial<PlanOptions> = {}): string[] =>
  planService(project(s), 'web', list, { ...options, ...o }).steps.map(
    (x) => `${x.kind} ${x.kind === 'create' ? x.number : x.container.number}`,
  );

describe('a plan', () => {
  it('makes what is missing and leaves what runs', () => {
    expect(kinds(web, [])).toEqual(['create 1']);
    expect(kinds(web, [seen(1)])).toEqual(['running 1']);
    expect(kinds({ ...web, scale: 3 }, [seen(1)])).toEqual(['running 1', 'create 2', 'create 3']);
  });
  it('makes a container anew for another definition, another image or another network', () => {
    expect(kinds({ ...web, command: ['x'] }, [seen(1)])).toEqual(['recreate 1']);
    expect(kinds(web, [seen(1, { image: 'sha256:0' })])).toEqual(['recreate 1']);
    expect(kinds(web, [seen(1)], { networks: new Map([['default', 'net2']]) })).toEqual(['recreate 1']);
  });
  it('does not mind how often, in which order and from which source a service is built', () => {
    expect(kinds({ scale: 1, build: { context: '/x' }, depends_on: {}, ...web }, [seen(1)])).toEqual(['running 1']);
  });
  it('obeys --force-recreate and --no-recreate', () => {
    expect(kinds(web, [seen(1)], { recreate: 'force' })).toEqual(['recreate 1']);
    expect(kinds({ ...web, command: ['x'] }, [seen(1)], { recreate: 'never' })).toEqual(['running 1']);
    expect(kinds(web, [seen(1)], { recreate: 'force', asked: [] })).toEqual(['running 1']);
  });
  it('takes away those out of date first, then the highest numbers', () => {
    expect(kinds(web, [seen(1, { hash: 'old' }), seen(2), seen(3)])).toEqual(['running 2', 'remove 3', 'remove 1']);
    expect(kinds({ ...web, scale: 0 }, [seen(1)])).toEqual(['remove 1']);
  });
  it('gives new containers numbers above all that were', () =>
    expect(kinds({ ...web, scale: 2 }, [seen(2)])).toEqual(['running 2', 'create 3']));
  it('refuses several containers of one name', () =>
    expect(() => kinds({ ...web, scale: 2, container_name: 'x' }, [])).toThrow('custom container name "x"'));
});

describe('on a machine', () => {
  const machine = new Machine(EVERYTHING);
  const session = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  const run = (command: string): { out: string; err: string; status: number } => {
    const a = session.run(command);
    return { out: decode(a.stdout), err: decode(a.stderr), status: a.status };
  };
  const file = (text: string): void => void run(`cat > compose.yaml <<'END'\n${text}\nEND`);
  const ids = (): string => run('docker ps -q --no-trunc | sort').out;

  it('up twice does nothing, a changed service is made anew and the other left', () => {
    const text = (command: string): string =>
      `services:\n  a: {image: busybox, command: ${command}, stop_grace_period: 0s}\n  b: {image: busybox, command: sleep 1d, stop_grace_period: 0s}`;
    file(text('sleep 1d'));
    expect(run('docker compose up -d').status).toBe(0);
    const before = ids();
    expect(run('docker compose up -d').err).toBe(' Container lab-a-1  Running\n Container lab-b-1  Running\n');
    expect(ids()).toBe(before);
    file(text('sleep 2d'));
    const again = run('docker compose up -d').err;
    expect(again).toContain('Container lab-a-1  Recreated');
    expect(again).toContain('Container lab-b-1  Running');
    expect(
      ids()
        .split('\n')
        .filter((x) => before.includes(x) && x !== ''),
    ).toHaveLength(1);
    expect(run('docker compose down').status).toBe(0);
    expect(run('docker network ls -q --filter name=lab_default').out).toBe('');
  });

  it('says what is not simulated before anything starts', () => {
    file(
      'services:\n  a: {image: busybox, command: sleep 1d, platform: linux/arm64}\n  b: {image: busybox, command: sleep 1d}\nvolumes: {v: {driver: rclone}}',
    );
    const r = run('docker compose up -d');
    expect(r.status).toBe(1);
    expect(r.err).toBe(
      'drydock: nothing was started, because this is not simulated:\n - services.a.platform: linux/arm64\n',
    );
    expect(run('docker ps -aq').out).toBe('');
  });

  it('a bad file changes nothing', () => {
    for (const text of [
      'a: [',
      '\u0000',
      'services: {a: {image: {}}}',
      'services: {a: {image: x, ports: [{}]}}',
      `services: {a: {image: ${'x'.repeat(100_000)}}}`,
      'services:\n  a:\n    image: "${X:?}"',
      '- - -',
      '&a [*a]',
      '!!binary x',
      'services: {a: {image: busybox, volumes: [""]}}',
      'services: {a: {extends: {file: /nosuch, service: x}}}',
    ]) {
      file(text);
      const r = run('docker compose up -d');
      expect([text.slice(0, 40), r.status]).toEqual([text.slice(0, 40), 1]);
      expect(r.err).not.toContain('internal error');
      expect(run('docker ps -aq; docker network ls -q --filter type=custom; docker volume ls -q').out).toBe('');
    }
  });
});
