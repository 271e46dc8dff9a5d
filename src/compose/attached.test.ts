// Ctrl-C in `docker compose up` at a terminal. What a pipe shows of a signal stands in the transcript compose-up-stops.

import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Lab } from '../lab/lab.ts';

const FILE = `docker pull -q busybox; cat > compose.yaml <<'END'
services:
  a:
    image: busybox
    command: sh -c "trap 'echo bye; exit 4' TERM; echo a1; sleep 900 & wait"
END
docker compose create`;

/** What Ctrl-C shows after two seconds of a command, without colours, and the status that follows. */
function interrupted(command: string): string {
  const lab = new Lab({ parts: EVERYTHING, completer: () => undefined, user: 'root', columns: 110 });
  const { kernel } = lab.machine;
  let text = '';
  lab.onOutput((b) => (text += decode(b)));
  lab.settle();
  for (const line of ["PS1='$ '", ...FILE.split('\n')]) {
    lab.enter(line);
    lab.settle();
  }
  lab.enter(command);
  kernel.run({ until: kernel.now + 2_000 });
  text = '';
  lab.type('w\x03');
  lab.settle();
  lab.enter('echo "st=$?"');
  lab.settle();
  return text
    .replace(/\r|\x1b\[[\d;]*[A-Za-z]/g, '')
    .replace('$ echo "st=$?"\n', '')
    .replace(/\$ $/, '');
}

const GENTLE = 'Gracefully Stopping... press Ctrl+C again to force\n';
const STOPS = ' Container root-a-1  Stopping\n Container root-a-1  Stopped\n';

describe('Ctrl-C in `up`', () => {
  it('is a key of the menu: what is in the foreground is followed to its end, and nothing has failed', () => {
    expect(interrupted('docker compose up')).toBe(
      `${GENTLE} Container root-a-1  Stopping\na-1  | bye\na-1 exited with code 4\n Container root-a-1  Stopped\nst=0\n`,
    );
  });

  it('is the end of a container too, where that ends all', () => {
    expect(interrupted('docker compose up --abort-on-container-exit')).toBe(
      `${GENTLE} Container root-a-1  Stopping\na-1  | bye\na-1 exited with code 4\n Container root-a-1  Stopped\n` +
        `Aborting on container exit...\n${STOPS}\nst=4\n`,
    );
  });

  it('is a signal without the menu: nothing is followed any more', () => {
    for (const command of ['docker compose up --menu=false', 'COMPOSE_MENU=0 docker compose up'])
      expect(interrupted(command)).toBe(`w^C${GENTLE}${STOPS}\nst=130\n`);
  });
});
