// The builder's part of `npm run bench`: many steps, many files, many patterns.

import type { Machine, Session } from '../lab/machine.ts';

/** What the bench lends: a fresh machine, a clock and a voice. */
export interface Bench {
  fresh(): { machine: Machine; s: Session };
  /** Real ms of running a function. */
  time(f: () => void): number;
  say(text: string): void;
}

/** Real ms of a build of a folder, cold, cached, and after one file of it has changed. */
function builds(b: Bench, s: Session, folder: string): { cold: number; warm: number; changed: number } {
  const cold = b.time(() => s.run(`docker build -q ${folder}`, 1e9));
  const warm = b.time(() => s.run(`docker build -q ${folder}`, 1e9));
  s.run(`echo changed > ${folder}/f1`);
  return { cold, warm, changed: b.time(() => s.run(`docker build -q ${folder}`, 1e9)) };
}

/** Measures builds and says the figures. */
export function benchBuilds(b: Bench): void {
  b.say('Builds');
  {
    const { s } = b.fresh();
    const steps = Array.from({ length: 20 }, (_, i) =>
      i % 4 === 1 ? `COPY f${i} /f${i}` : `RUN echo ${i} > /r${i}`,
    ).join('\\n');
    s.run(
      `docker pull -q busybox; mkdir ctx; for i in $(seq 0 20); do echo $i > ctx/f$i; done; printf 'FROM busybox\\n${steps}\\n' > ctx/Dockerfile`,
      1e9,
    );
    const r = builds(b, s, 'ctx');
    b.say(
      `  20 steps: cold ${r.cold.toFixed(0)} ms (${(r.cold / 20).toFixed(1)} a step), cached ${r.warm.toFixed(1)} ms, first file changed ${r.changed.toFixed(0)} ms`,
    );
  }
  for (const n of [1000, 10_000]) {
    const { s } = b.fresh();
    s.run(
      `docker pull -q busybox; mkdir ctx; cd ctx; for i in $(seq ${n}); do echo $i > f$i; done; printf 'FROM busybox\\nCOPY . /c\\n' > Dockerfile; cd ..`,
      1e9,
    );
    const r = builds(b, s, 'ctx');
    b.say(
      `  a context of ${n} files: cold ${r.cold.toFixed(0)} ms (${((r.cold / n) * 1000).toFixed(0)} µs a file), cached ${r.warm.toFixed(0)} ms (${((r.warm / n) * 1000).toFixed(0)} µs), one file changed ${r.changed.toFixed(0)} ms`,
    );
  }
  {
    const { s } = b.fresh();
    const n = 2000;
    s.run(
      `docker pull -q busybox; mkdir ctx; cd ctx; for i in $(seq ${n}); do echo $i > f$i; done; for i in $(seq 200); do echo "**/x$i/*.log"; done > .dockerignore; echo 'f1*' >> .dockerignore; printf 'FROM busybox\\nCOPY . /c\\n' > Dockerfile; cd ..`,
      1e9,
    );
    const r = builds(b, s, 'ctx');
    b.say(
      `  200 patterns of .dockerignore over ${n} files: cold ${r.cold.toFixed(0)} ms, cached ${r.warm.toFixed(0)} ms (${((r.warm / n) * 1000).toFixed(0)} µs a file)`,
    );
  }
}
