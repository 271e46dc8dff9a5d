import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { FULL } from '../lab/full.ts';
import { Lab } from '../lab/lab.ts';

/** What is shown after the command's line when Ctrl-C is typed `after` ms into it, and the status that follows. */
function interrupted(command: string, after: number): string {
  const lab = new Lab({ parts: FULL, completer: () => undefined });
  const { kernel } = lab.machine;
  let text = '';
  lab.onOutput((b) => (text += decode(b)));
  lab.settle();
  lab.enter("PS1='$ '");
  lab.settle();
  text = '';
  lab.enter(command);
  kernel.run({ until: kernel.now + after });
  lab.type('\x03');
  lab.settle();
  lab.enter('echo "st=$?"');
  lab.settle();
  expect(text.startsWith(`${command}\r\n`)).toBe(true);
  return text
    .slice(command.length + 2)
    .replaceAll('\r', '')
    .replace('$ echo "st=$?"\n', '')
    .replace(/\$ $/, '');
}

describe('Ctrl-C at the prompt of bash', () => {
  it('is not lost at any moment of a loop over short commands', () => {
    for (let after = 20; after < 32; after += 0.23) {
      expect([after, interrupted('while true; do sleep 0.003; done', after)]).toEqual([after, '^C\nst=130\n']);
    }
  }, 120_000);

  it('ends a loop that never waits', () => {
    expect(interrupted('while :; do :; done', 20)).toBe('^C\nst=130\n');
    expect(interrupted('for ((;;)); do let i=i+1; done; echo after', 20)).toBe('^C\nst=130\n');
  });

  it('ends a wait for jobs, however it waits', () => {
    for (const command of [
      'sleep 5 & wait; echo after',
      'sleep 5 & wait -n; echo after',
      'sleep 5 & wait $!; echo after',
    ]) {
      expect(interrupted(command, 300)).toMatch(/^\[1\] \d+\n\^C\nst=130\n/);
    }
  });

  it('goes to the container of a docker run in the foreground', () => {
    const run = 'docker run --rm busybox sh -c';
    const images = 'Unable to find[^]*newer image for busybox:latest\\n';
    expect(interrupted(`${run} 'trap "echo T; exit 4" INT; while :; do sleep 0.1; done'; echo after`, 20_000)).toMatch(
      new RegExp(`^${images}\\^CT\\nafter\\nst=0\\n$`),
    );
  });
});
