import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { FULL } from './full.ts';
import { FsError, type FsNode } from '../fs/node.ts';
import type { Program } from '../kernel/block.ts';
import { fetched } from '../kernel/external.ts';
import { Lab } from './lab.ts';
import type { Parts } from './machine.ts';
import { present } from './view.ts';
import { Replay, replayAll } from './replay.ts';

const fresh = (parts: Parts = EVERYTHING): Lab =>
  new Lab({
    parts,
    completer: () => FULL.completeDocker,
    seed: 7,
    files: {
      '/home/student/app/Dockerfile': 'FROM busybox\nCOPY . /app\nRUN echo built > /built\nCMD ["sleep", "100"]\n',
      '/home/student/app/a.txt': 'a\n',
      '/home/student/app/compose.yaml':
        'services:\n  one:\n    image: nginx\n    ports: ["8081:80"]\n    healthcheck: {test: ["CMD", "curl", "-f", "localhost"], interval: 1s}\n  two:\n    build: .\n    depends_on: {one: {condition: service_healthy}}\n',
    },
  });

/** Parts whose programs are fetched one by one, whenever `arrive` is called, as the page fetches its parcels. */
function slowParts(): { parts: Parts; arrive: () => void } {
  const waiting: (() => void)[] = [];
  const here = new Set<string>();
  const later = (name: string, find: () => Program | undefined): Program =>
    fetched(
      (done) => {
        waiting.push(() => {
          here.add(name);
          done();
        });
      },
      () => (here.has(name) ? find() : undefined),
    );
  const parts: Parts = {
    ...EVERYTHING,
    programs: { get: (name) => later(name, () => EVERYTHING.programs.get(name)) },
    docker: later('docker', () => EVERYTHING.docker),
    compose: later('compose', () => EVERYTHING.compose),
  };
  return { parts, arrive: () => waiting.shift()?.() };
}

/** A tree without the numbers that only tell files apart. */
function plain(node: FsNode): unknown {
  if (node.kind === 'dir')
    return {
      mode: node.mode,
      uid: node.uid,
      mtime: node.mtime,
      entries: [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, plain(v)]),
    };
  if (node.kind === 'file') return { mode: node.mode, uid: node.uid, mtime: node.mtime, data: decode(node.data) };
  return node;
}

/** All that can be compared of a lab. */
function value(lab: Lab): unknown {
  const { at, state, host, volumes, containers, listening } = present(lab.machine);
  const js = (x: unknown): unknown =>
    JSON.parse(
      JSON.stringify(x ?? null, (k, v: unknown) => (k === 'tree' && v !== null && typeof v === 'object' ? 'tree' : v)),
    );
  return {
    at,
    state: js(state),
    now: lab.moment,
    shown: decode(lab.output.slice()),
    host: plain(host),
    listening,
    volumes: [...volumes].map(([k, v]) => [k, plain(v)]),
    containers: [...containers].map(([k, v]) => [k, plain(v)]),
    frames: lab.past.frames.map((f) => ({
      line: f.line,
      status: f.status,
      began: f.began,
      ended: f.ended,
      output: f.output,
      trace: f.trace.map((t) => ({ id: t.id, at: t.at, kind: t.kind, detail: t.detail, objects: t.objects })),
    })),
  };
}

const LINES = [
  'docker run -d --name web -p 8080:80 nginx',
  'docker run -d --name box -v data:/data busybox sh -c "while true; do date >> /data/log; sleep 1; done"',
  'docker stop box',
  'docker rm -f web box',
  'docker build -t mine app',
  'docker run -d mine',
  'curl -s localhost:8080 | head -3',
  'docker ps -a',
  'docker network create n1; docker run -d --network n1 --name api redis',
  'docker exec box ls -l /data',
  'sleep 3; echo $RANDOM',
  'head -c 4 /dev/urandom | od -An -tx1',
  'cat app/a.txt',
  'ls -li app',
  'docker compose -f app/compose.yaml up -d',
  'docker compose -f app/compose.yaml ps -a',
  'docker compose -f app/compose.yaml down',
  'docker run -d --name db -e MARIADB_ROOT_PASSWORD=x -v dbdata:/var/lib/mysql mariadb',
  'docker exec db mariadb -px -e "create database d; use d; create table t (a int); insert into t values (1); select * from t"',
  'docker run --rm python:3.12-slim python3 -c "import random, time; print(random.random(), time.time())"',
  'sleep 5 & docker events --since 1h --until 1s; wait',
  'docker run --rm python:3.12-slim pip install flask 2>&1 | tail -3',
  'docker run --rm debian sh -c "apt-get update && apt-get install -y curl" | tail -2',
  'docker stats --no-stream',
  'LANG=es drydock why; drydock why prune -a',
  'find / -name "*.conf" -ls 2>/dev/null | head -5',
  'docker restart -t 1 web; docker top web',
  'docker cp web:/etc/nginx/nginx.conf app/; docker diff web',
  'docker run -it --rm busybox sh',
  'exit',
  'hostname',
  'nosuchcommand',
  'docker volume rm data',
  'docker system prune -af',
  'for i in 1 2 3; do echo $i > f$i; sleep 0.2; done',
  'python3 -c "print(1+1)"',
  'docker logs web 2>&1 | tail -2',
  'yes | head -n 1000 | md5sum',
  'docker run -d --privileged --name inner -v kept:/var/lib/docker docker:dind',
  'docker exec inner docker run -d -p 8080:80 nginx',
  'docker kill inner; docker start inner; docker exec inner docker ps -a',
];

type Act =
  | { line: number }
  | { keys: string }
  | { wait: number }
  | { write: string }
  | { size: number }
  | { speed: number }
  | { request: number }
  | { gone: number };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ line: fc.nat(LINES.length - 1) }) },
  { weight: 4, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 40 }) }) },
  fc.record({ keys: fc.constantFrom('\x03', '\x04', 'ec', '\t', '\x1b[A', 'y\r') }),
  fc.record({ write: fc.string({ maxLength: 12 }) }),
  fc.record({ size: fc.integer({ min: 40, max: 120 }) }),
  fc.record({ speed: fc.nat(2) }),
  fc.record({ request: fc.constantFrom(8080, 9999) }),
  fc.record({ gone: fc.nat(2) }),
);

/** Uses a lab as a page does: by frames of uneven length, with input in between. */
function use(lab: Lab, acts: readonly Act[], uneven: () => number, arrive: () => void = () => {}): void {
  let real = 0;
  let clock = 0;
  const frame = (): void => {
    const elapsed = 3 + uneven() * 40;
    if (uneven() < 0.3) arrive();
    real += elapsed;
    lab.advance(real, elapsed, () => (clock += uneven() * 4));
  };
  for (let i = 0; i < 30; i++) frame();
  for (const a of acts) {
    try {
      if ('line' in a) lab.enter(LINES[a.line]!);
      else if ('keys' in a) lab.type(a.keys);
      else if ('write' in a) lab.writeFile('/home/student/app/a.txt', a.write);
      else if ('size' in a) lab.resize(a.size, 30);
      else if ('speed' in a) lab.speed = (['real', 'fast', 'instant'] as const)[a.speed]!;
      else if ('gone' in a) lab.remove(`/home/student/f${a.gone}`);
      else if ('request' in a)
        lab.browse(
          { method: 'GET', url: `http://localhost:${a.request}/`, headers: [], body: new Uint8Array(0) },
          () => {},
        );
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
    }
    for (let i = 0; i < ('wait' in a ? a.wait : 8); i++) frame();
  }
  for (let i = 0; i < 40; i++) {
    arrive();
    frame();
  }
  lab.past.refresh();
}

describe('a session is its log', () => {
  it('the same log gives the same engine, trees, outputs and frames, however the page was slowed down', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 3, maxLength: 14 }), fc.nat(1e6), (acts, noise) => {
        const lab = fresh();
        let x = noise;
        use(lab, acts, () => (x = (x * 1103515245 + 12345) % 2147483648) / 2147483648);
        const again = fresh();
        expect(replayAll(new Replay(again, lab.log, lab.moment))).toBe(true);
        again.past.refresh();
        expect(value(again)).toEqual(value(lab));
        expect(again.log).toEqual(lab.log);
      }),
      { numRuns: Number(process.env['DRYDOCK_RUNS'] ?? 25) },
    );
  });

  it('code that is fetched in the middle leaves no trace: the machine stands still meanwhile, and keys wait', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 2, maxLength: 8 }), fc.nat(1e6), (acts, noise) => {
        const { parts, arrive } = slowParts();
        const lab = fresh(parts);
        let x = noise;
        use(lab, acts, () => (x = (x * 1103515245 + 12345) % 2147483648) / 2147483648, arrive);
        fc.pre(!lab.machine.kernel.standing);
        const again = fresh();
        expect(replayAll(new Replay(again, lab.log, lab.moment))).toBe(true);
        again.past.refresh();
        expect(value(again)).toEqual(value(lab));
      }),
      { numRuns: Number(process.env['DRYDOCK_RUNS'] ?? 25) },
    );
  });
});
