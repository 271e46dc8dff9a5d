import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { FULL } from '../lab/full.ts';
import { Lab } from '../lab/lab.ts';
import recorded from './dialogues.recorded.json';

/** What is done at a terminal: a line and Enter, keys, waiting so many seconds, or until there is a prompt. */
type Step = (string | number)[];

interface Dialogue {
  /** At dash's prompt; bash's otherwise. */
  readonly dash?: boolean;
  readonly steps: readonly Step[];
  /** What bash 5.2, dash 0.5.12 and Docker 28.5.2 at a terminal showed. */
  readonly shown: string;
}

const GROUPS = recorded as unknown as Readonly<Record<'shell' | 'docker', Readonly<Record<string, Dialogue>>>>;

/** Text without what differs from run to run. */
function plain(text: string): string {
  return text
    .replaceAll('\r', '')
    .replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, '')
    .replace(/(\[\d+\]) \d+\n/g, '$1 PID\n')
    .replace(/job 1\[\d+\]/g, 'job 1[PID]')
    .replace(/(\[\d\][+-] {2})\d+ /g, '$1PID ')
    .replace(/Unable to find[^]*?latest\n/g, '');
}

function seat(): { lab: Lab; read: () => string } {
  const lab = new Lab({ parts: FULL, completer: () => undefined, user: 'root', cwd: '/root' });
  let text = '';
  lab.onOutput((b) => (text += decode(b)));
  lab.settle();
  lab.enter("PS1='$ '");
  lab.settle();
  text = '';
  const read = (): string => {
    const all = text;
    text = '';
    return all;
  };
  return { lab, read };
}

function play(lab: Lab, steps: readonly Step[]): void {
  const { kernel } = lab.machine;
  for (const [what, arg] of steps) {
    if (what === 'line') lab.enter(String(arg));
    else if (what === 'key') lab.type(String(arg));
    else if (what === 'wait') kernel.run({ until: kernel.now + Number(arg) * 1000 });
    else {
      kernel.run({ until: kernel.now + 12_000, turns: 20_000, stop: () => lab.atPrompt && !kernel.busy });
      kernel.run({ until: kernel.now + 100 });
    }
  }
}

describe('keys and jobs at the prompt, as recorded', () => {
  it.each(Object.entries(GROUPS.shell))('%s', (_, dialogue) => {
    const { lab, read } = seat();
    if (dialogue.dash === true) {
      lab.enter("PS1='$ ' exec dash");
      lab.settle();
      read();
    }
    play(lab, dialogue.steps);
    expect(plain(read())).toBe(dialogue.shown);
  });
});

describe('keys while the docker client runs, as recorded', () => {
  const { lab, read } = seat();

  it.each(Object.entries(GROUPS.docker))('%s', (_, dialogue) => {
    play(lab, dialogue.steps);
    expect(plain(read())).toBe(dialogue.shown);
  });

  it('leaves a session of exec with the keys for that', () => {
    const id = 'docker run -d --name left busybox sleep 1000';
    play(lab, [
      ['line', id],
      ['prompt'],
      ['line', 'docker exec -it left sh'],
      ['wait', 2],
      ['key', '\x10\x11'],
      ['prompt'],
    ]);
    play(lab, [['line', 'echo st=$?'], ['prompt']]);
    expect(plain(read())).toMatch(/read escape sequence\n\$ echo st=\$\?\nst=1\n\$ $/);
  });

  it('leaves nothing of the client behind, at whatever step Ctrl-C comes', () => {
    const { kernel } = lab.machine;
    const clients = (): string[] =>
      [...kernel.processes.values()]
        .filter((p) => p.status === undefined && p.pids.isHost && /^(docker|docker-compose)$/.test(p.comm))
        .map((p) => p.argv.join(' '));
    for (const line of [
      'docker run --rm --init busybox sleep 100',
      'docker logs -f left',
      'docker exec left sleep 100',
      'docker exec -it left sleep 100',
      'docker attach left',
      'docker stop left',
      'docker wait left',
      'docker events',
    ]) {
      for (let k = 0; k < 18; k++) {
        lab.enter(line);
        kernel.run({ turns: k });
        for (let i = 0; i < 4 && !(i > 0 && lab.atPrompt); i++) {
          lab.type('\x03');
          kernel.run({ until: kernel.now + 1500 });
        }
        expect([line, k, lab.atPrompt, clients()]).toEqual([line, k, true, []]);
      }
      play(lab, [['line', 'docker start left'], ['prompt']]);
    }
  });
});
