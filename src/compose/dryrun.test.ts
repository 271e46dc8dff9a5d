// --dry-run where there is nothing to pretend: the texts are those of Compose 2.40.3.

import { expect, it } from 'vitest';
import { session } from '../headless/testing.ts';

const machine = (): ((command: string) => string) => {
  const run = session({ images: ['busybox'] });
  run(`cat > compose.yaml <<'END'
name: dry
services:
  web: {image: busybox, command: sleep 1000, stop_grace_period: 0s}
  short: {image: busybox, command: [sh, -c, "sleep 12; exit 4"]}
END
docker compose up -d`);
  return run;
};

it('does not pretend to be in a container', () => {
  const run = machine();
  expect(run('docker compose exec --dry-run web echo hi')).toBe(
    'interactive exec is not supported in dry-run mode\n= 1\n',
  );
  expect(run('docker compose exec --dry-run -d web echo hi')).toMatch(
    /^ DRY-RUN MODE - Executing command \["echo" "hi"\] in [0-9a-f]{64} \(detached mode\)\n$/,
  );
  expect(run('docker compose attach --dry-run --no-stdin short')).toBe(
    'interactive run is not supported in dry-run mode\n= 1\n',
  );
  expect(run('docker compose run --dry-run web true')).toBe('interactive run is not supported in dry-run mode\n= 1\n');
  expect(run('docker compose run -d --dry-run web true')).toMatch(/^dry-web-run-[0-9a-f]{12}\n$/);
});

it('waits, as that changes nothing', () => {
  expect(machine()('docker compose wait --dry-run short')).toMatch(/exited with status code 4\n= 4\n$/);
});

it('commits and exports nothing, and says how far it would have come', () => {
  const run = machine();
  expect(run('docker compose commit --dry-run web made:1')).toBe(
    ' DRY-RUN MODE -  dry-web-1 Commit dry-web-1 Committing\n DRY-RUN MODE -  dry-web-1 Commit dry-web-1 Committed\n',
  );
  expect(run('docker compose commit web made:1')).toMatch(
    /^ dry-web-1 Commit dry-web-1 Committing\n dry-web-1 Commit dry-web-1 Committed as sha256:[0-9a-f]{64}\n$/,
  );
  expect(run('docker compose export web -o x.tar --dry-run')).toBe(
    ' DRY-RUN MODE -  dry-web-1 export dry-web-1 to x.tar Exporting\n DRY-RUN MODE -  dry-web-1 export dry-web-1 to x.tar Exported\n',
  );
  expect(run('docker compose export web -o x.tar; ls')).toBe(
    'compose.yaml\nx.tar\n dry-web-1 export dry-web-1 to x.tar Exporting\n',
  );
  expect(run('docker compose export -o /nowhere/x web')).toBe(
    'failed to export container: invalid output path: directory "/nowhere" does not exist\n= 1\n',
  );
});
