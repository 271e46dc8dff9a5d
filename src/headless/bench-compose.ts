// Compose at 10, 100 and 500 services: reading the files, and bringing everything up, again and down.

import type { Session } from '../lab/machine.ts';

export interface Tools {
  readonly fresh: () => { s: Session };
  readonly time: (f: () => void) => number;
  readonly say: (text: string) => void;
}

/** A project of `n` services, each of which needs the one before it in its group of ten. */
function project(n: number): string {
  const services = Array.from(
    { length: n },
    (_, i) =>
      `  s${i}:\n    image: busybox\n    command: sleep 1d\n    stop_grace_period: 0s\n    environment: {N: "${i}"}${i % 10 === 0 ? '' : `\n    depends_on: [s${i - 1}]`}`,
  );
  return `services:\n${services.join('\n')}\n`;
}

/** Prints what each step costs a service. */
export function benchCompose({ fresh, time, say }: Tools): void {
  say('Compose: ms a service');
  for (const n of [10, 100, 500]) {
    const { s } = fresh();
    s.run('docker pull -q busybox');
    s.run(`cat > compose.yaml <<'END'\n${project(n)}END`);
    const step = (command: string): string =>
      (time(() => s.run(`${command} > /dev/null 2>&1`, 1e9)) / n).toFixed(2).padStart(7);
    say(
      `  ${String(n).padStart(4)} services: config${step('docker compose config')}, up${step('docker compose up -d')}, up again${step('docker compose up -d')}, ps${step('docker compose ps')}, down${step('docker compose down')}`,
    );
  }
}
