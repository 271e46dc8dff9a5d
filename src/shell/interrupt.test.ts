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

/** Forms of a command that waits in `sleep`, and what bash 5.2 at a terminal showed of a Ctrl-C in them. */
const FORMS: [string, string][] = [
  ['sleep 5; echo after', '^C\nst=130\n'],
  ['sleep 5 && echo after', '^C\nst=130\n'],
  ['sleep 5 || echo after', '^C\nst=130\n'],
  ['while true; do sleep 1; done', '^C\nst=130\n'],
  ['while sleep 1; do :; done', '^C\nst=130\n'],
  ['until sleep 9; do :; done; echo after', '^C\nst=130\n'],
  ['for i in 1 2 3; do sleep 3; done; echo after', '^C\nst=130\n'],
  ['for ((;;)); do sleep 1; done', '^C\nst=130\n'],
  ['f() { sleep 5; echo after; }; f; echo more', '^C\nst=130\n'],
  ['f() { sleep 5; }; f', '^C\nst=130\n'],
  ['if sleep 5; then echo a; else echo b; fi', '^C\nb\nst=0\n'],
  ['! sleep 5', '^C\nst=0\n'],
  ['sleep 5 | cat; echo after', '^C\nst=130\n'],
  ['cat | sleep 5; echo after', '^C\nst=130\n'],
  ['sleep 5 | sleep 5 || echo after', '^C\nst=130\n'],
  ['( sleep 5; echo after )', '^C\nst=130\n'],
  ['( sleep 5; echo after ); echo more', '^C\nst=130\n'],
  ['{ sleep 5; echo after; }', '^C\nst=130\n'],
  ['x=$(sleep 5; echo hi); echo "x=$x"', '^C\nst=130\n'],
  ['echo "a$(sleep 5)b"', '^C\nst=130\n'],
  ["trap 'echo T' INT; sleep 5; echo after", '^C\nafter\nst=0\n'],
  ["trap 'echo T' INT; while true; do sleep 3; echo in; break; done; echo after", '^C\nst=130\n'],
  ["trap '' INT; sleep 2; echo after", '^Cafter\nst=0\n'],
  ["(trap '' INT; sleep 2; echo in); echo after", '^Cin\nafter\nst=0\n'],
  ["bash -c 'sleep 5; echo in'; echo after", '^C\nst=130\n'],
  ['bash -c \'trap "echo t; exit 3" INT; sleep 5; echo in\'; echo after', '^Ct\nafter\nst=0\n'],
  ['bash -c \'bash -c "trap exit INT; sleep 5"; echo goes on\'', '^Cgoes on\nst=0\n'],
  ["sh -c 'sleep 5; echo in'; echo after", '^C\nst=130\n'],
  ["eval 'sleep 5; echo in'; echo after", '^C\nst=130\n'],
  ['while true; do sleep 0.01; done', '^C\nst=130\n'],
  ['read x; echo after', '^C\nst=130\n'],
  ['case a in a) sleep 5;; esac', '^C\nst=130\n'],
];

describe('Ctrl-C at the prompt of bash', () => {
  describe.each([60, 500, 1003.7])('%s ms after Enter', (after) => {
    it.each(FORMS)('%s', (command, shown) => {
      expect(interrupted(command, after)).toBe(shown);
    });
  });

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
