// `npm run bench`: how fast the machine is. Ratios within one run mean something, single figures depend on the computer.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERYTHING } from './parts.ts';
import { Machine, type Session } from '../lab/machine.ts';
import { benchCompose } from './bench-compose.ts';
import { benchBuilds } from './bench-builds.ts';
import { benchDatabases } from './bench-databases.ts';
import { playTranscript } from './compare.ts';

const root = process.env['DRYDOCK_ROOT'] ?? process.cwd();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

function fresh(): { machine: Machine; s: Session } {
  const machine = new Machine(EVERYTHING, { registries: ['127.0.0.1:5555'] });
  return { machine, s: machine.session({ user: 'root', cwd: '/root/lab', name: 'bench' }) };
}
/** Real ms of running `f`. */
function time(f: () => void): number {
  const from = performance.now();
  f();
  return performance.now() - from;
}
/** The middle of several measurements. */
function median(n: number, f: () => number): number {
  return Array.from({ length: n }, f).sort((a, b) => a - b)[n >> 1]!;
}
const heap = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

say('Shell');
{
  const { s } = fresh();
  const loop = (n: number, body: string): number =>
    (n / time(() => s.run(`for i in $(seq ${n}); do ${body}; done > /dev/null`, 1e9))) * 1000;
  loop(500, 'true');
  say(`  built-in commands a second        ${Math.round(loop(20_000, 'x=$((i * 2))'))}`);
  say(`  programs started a second         ${Math.round(loop(3000, '/usr/bin/true'))}`);
  say(`  pipelines of three a second       ${Math.round(loop(800, 'echo $i | cat | cat'))}`);
}

say('Docker');
{
  const { s } = fresh();
  s.run('docker pull -q busybox');
  const runs = (n: number): number =>
    (n / time(() => s.run(`for i in $(seq ${n}); do docker run --rm busybox true; done`, 1e9))) * 1000;
  runs(20);
  say(`  docker run --rm busybox true      ${Math.round(runs(300))} a second`);
}

say('Containers that run');
const growth: { n: number; run: number; ps: number; inspect: number; name: number; memory: number }[] = [];
for (const n of [100, 1000, 5000]) {
  const before = heap();
  const { s } = fresh();
  s.run('docker pull -q busybox');
  const all = time(() =>
    s.run(`for i in $(seq ${n}); do docker run -d --name c$i busybox sleep 100000 > /dev/null; done`, 1e9),
  );
  const one = median(5, () =>
    time(() => s.run('docker run -d --name extra busybox sleep 100000; docker rm -f extra', 1e9)),
  );
  const ps = median(3, () => time(() => s.run('docker ps -a > /dev/null', 1e9)));
  const inspect = median(5, () => time(() => s.run('docker inspect c50 > /dev/null', 1e9)));
  growth.push({ n, run: one, ps, inspect, name: all / n, memory: heap() - before });
  say(
    `  ${String(n).padStart(5)}: started in ${(all / 1000).toFixed(2)} s (${(all / n).toFixed(2)} ms each), one more with rm ${one.toFixed(1)} ms, ps -a ${ps.toFixed(1)} ms, inspect ${inspect.toFixed(2)} ms, ${(heap() - before).toFixed(0)} MiB`,
  );
}
const [a, , c] = growth;
say('Growth from 100 to 5,000 containers (50 times as many)');
say(`  start of one                      × ${(c!.name / a!.name).toFixed(1)}`);
say(`  one more, and rm                  × ${(c!.run / a!.run).toFixed(1)}`);
say(`  docker inspect of one             × ${(c!.inspect / a!.inspect).toFixed(1)}`);
say(`  docker ps -a (prints 50 × as much) × ${(c!.ps / a!.ps).toFixed(1)}`);

say('Commands beside many other objects (median ms)');
{
  const rows: string[][] = [];
  for (const n of [10, 100, 1000, 5000]) {
    const { s } = fresh();
    s.run(
      `docker pull -q busybox; for i in $(seq ${n}); do docker create --name c$i busybox > /dev/null; docker volume create v$i > /dev/null; docker tag busybox many:t$i; done`,
      1e9,
    );
    const ms = (command: string): number => median(5, () => time(() => s.run(command, 1e9)));
    rows.push([
      String(n),
      ...[
        'docker ps',
        'docker images -q busybox',
        'docker inspect c5 > /dev/null',
        'docker volume inspect v5 > /dev/null',
        'docker run --rm busybox true',
      ].map((c) => ms(c).toFixed(2)),
    ]);
  }
  say(
    `  ${'objects'.padEnd(9)}${['ps', 'images busybox', 'inspect', 'volume inspect', 'run --rm'].map((h) => h.padStart(16)).join('')}`,
  );
  for (const r of rows)
    say(
      `  ${r[0]!.padEnd(9)}${r
        .slice(1)
        .map((c) => c.padStart(16))
        .join('')}`,
    );
}

benchBuilds({ fresh, time, say });

say('The FluxGym transcript');
{
  const text = readFileSync(join(root, 'tests', 'conformance', 'transcripts', 'seed-fluxgym-lifecycle.t'), 'utf8');
  const ms = median(5, () => time(() => void playTranscript('seed-fluxgym-lifecycle', text, undefined)));
  say(`  all ${text.split('\n').filter((l) => l.startsWith('$ ')).length} commands in ${ms.toFixed(0)} ms`);
}

benchCompose({ fresh, time, say });

benchDatabases(fresh, say);
