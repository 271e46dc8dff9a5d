import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING as FULL } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';
import type { EngineState } from './state.ts';

const names = ['web', 'db', 'job'];
const name = fc.constantFrom(...names);
const volume = fc.constantFrom('data', 'logs');
const network = fc.constantFrom('app', 'back');
const image = fc.constantFrom('busybox', 'alpine', 'mine:1', 'nosuch-image-anywhere');
const command: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(name, image, fc.constantFrom('', '-p 8080:80', '-v data:/d', '-v /d', '--network app', '--rm'))
    .map(([n, i, o]) => `docker run -d --name ${n} ${o} ${i} sleep 100`),
  name.map((n) => `docker stop -t 0 ${n}`),
  name.map((n) => `docker start ${n}`),
  name.map((n) => `docker kill ${n}`),
  name.map((n) => `docker pause ${n}`),
  name.map((n) => `docker unpause ${n}`),
  name.map((n) => `docker restart -t 0 ${n}`),
  fc.tuple(name, fc.constantFrom('', '-f', '-v')).map(([n, f]) => `docker rm ${f} ${n}`),
  fc.tuple(name, name).map(([a, b]) => `docker rename ${a} ${b}`),
  name.map((n) => `docker commit ${n} mine:1`),
  volume.map((v) => `docker volume create ${v}`),
  volume.map((v) => `docker volume rm ${v}`),
  network.map((n) => `docker network create ${n}`),
  network.map((n) => `docker network rm ${n}`),
  fc.tuple(network, name).map(([n, c]) => `docker network connect ${n} ${c}`),
  fc.tuple(network, name).map(([n, c]) => `docker network disconnect ${n} ${c}`),
  image.map((i) => `docker rmi ${i}`),
  image.map((i) => `docker tag ${i} other:2`),
  fc.constantFrom(
    'docker container prune -f',
    'docker volume prune -af',
    'docker network prune -f',
    'docker image prune -af',
    'docker system prune -f',
  ),
  name.map((n) => `docker exec ${n} touch /x`),
  fc
    .tuple(name, fc.constantFrom('-1', 'abc', '99999999999999999999'))
    .map(([n, x]) => `docker update --memory ${x} ${n}`),
);

/** What must hold of every state. */
function check(state: EngineState, machine: Machine): void {
  const containers = [...state.containers.values()];
  expect(new Set(containers.map((c) => c.name)).size).toBe(containers.length);
  const published = containers
    .filter((c) => c.state === 'running' || c.state === 'paused')
    .flatMap((c) => Object.values(c.ports).flatMap((l) => (l ?? []).map((b) => `${b.HostIp}:${b.HostPort}`)));
  expect(new Set(published).size).toBe(published.length);
  const listening = [...machine.kernel.net.host.listeners.values()].filter((l) => l.forward !== undefined);
  expect(listening.length).toBe(published.filter((p) => !p.includes('::')).length);
  for (const c of containers) {
    expect(state.images.has(c.imageId)).toBe(true);
    for (const m of c.mounts) if (m.Type === 'volume') expect(state.volumes.get(m.Name!)?.users).toContain(c.id);
    for (const n of Object.keys(c.endpoints))
      if (c.state === 'running') expect([...state.networks.values()].some((x) => x.name === n)).toBe(true);
  }
  for (const v of state.volumes.values()) {
    for (const u of v.users) expect(state.containers.has(u)).toBe(true);
    expect(machine.engine.volumes.cells.has(v.name)).toBe(true);
  }
  expect(machine.engine.volumes.cells.size).toBe(state.volumes.size);
  for (const n of state.networks.values()) {
    const held = [...n.addresses.values()];
    expect(new Set(held).size).toBe(held.length);
  }
}

/** The state without what time alone changes. */
const shape = (s: EngineState): unknown => [
  [...s.containers].map(([k, c]) => [k, c.name, c.state, c.mounts.length, Object.keys(c.endpoints)]),
  [...s.images.keys()],
  [...s.volumes].map(([k, v]) => [k, v.users]),
  [...s.networks.values()].map((n) => n.name),
];

describe('the engine under random commands', () => {
  it('loses no port, name, volume or reference, and a refused command changes nothing', () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: 25 }), (commands) => {
        const machine = new Machine(FULL);
        const crashes: unknown[] = [];
        machine.kernel.onCrash = (_, e) => crashes.push(e);
        const s = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
        s.run('docker pull -q busybox; docker pull -q alpine');
        for (const c of commands) {
          const before = shape(machine.engine.state);
          const a = s.run(c);
          expect(crashes).toEqual([]);
          expect(a.finished).toBe(true);
          check(machine.engine.state, machine);
          const kept =
            /^docker (stop|kill|pause|unpause|rename|rm|volume|network|rmi|tag|update)/.test(c) &&
            !c.includes('prune') &&
            !c.includes(' -f ');
          if (a.status !== 0 && kept)
            expect([c, decode(a.stderr), shape(machine.engine.state)]).toEqual([c, decode(a.stderr), before]);
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});
