import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { FULL } from './full.ts';
import { History } from './history.ts';
import { Lab } from './lab.ts';

interface Used {
  lab: Lab;
  line(text: string): string;
  keys(text: string): string;
}

function used(): Used {
  const lab = new Lab({ parts: FULL, completer: () => undefined });
  let text = '';
  lab.onOutput((b) => (text += decode(b)));
  lab.settle();
  const keys = (typed: string): string => {
    text = '';
    lab.type(typed);
    lab.settle();
    return text.replaceAll('\r', '').replace(/\x1b\[[0-9;]*m/g, '');
  };
  return { lab, keys, line: (typed) => keys(`${typed}\r`) };
}

describe('the end of the shell at the terminal', () => {
  const ENDS: [string, (u: Used) => string, RegExp][] = [
    ['exit', (u) => u.line('exit'), /^exit\nlogout\nstudent@drydock:~\$ $/],
    ['logout', (u) => u.line('logout'), /^logout\nlogout\nstudent@drydock:~\$ $/],
    ['exit with a status', (u) => u.line('exit 3'), /logout\nstudent@drydock:~\$ $/],
    ['Ctrl-D', (u) => u.keys('\x04'), /^logout\nstudent@drydock:~\$ $/],
    ['kill -9 $$', (u) => u.line('kill -9 $$'), /student@drydock:~\$ $/],
    ['a child that kills it', (u) => u.line("bash -c 'kill -9 $PPID; sleep 1000'"), /student@drydock:~\$ $/],
    ['exec of a program that ends', (u) => u.line('exec echo bye'), /bye\nstudent@drydock:~\$ $/],
    ['exit from a terminal without echo', (u) => u.line('stty -echo; exit'), /logout\nstudent@drydock:~\$ $/],
  ];

  it.each(ENDS)('%s begins another on the same machine', (_, end, shown) => {
    const u = used();
    u.line('docker volume create kept; cd /tmp; x=gone; echo 1 > /tmp/file');
    const was = u.lab.shell;
    expect(end(u)).toMatch(shown);
    expect(u.lab.shell).not.toBe(was);
    expect(u.lab.atPrompt).toBe(true);
    expect(u.line('docker volume ls -q; echo "[$x]" $(cat /tmp/file); pwd')).toContain('kept\n[] 1\n/home/student\n');
  });

  it('jobs in the background go on, what was in the foreground is hung up on', () => {
    const { line } = used();
    line('sleep 4000 &');
    line('exit');
    expect(line('pgrep -x sleep | wc -l')).toContain('\n1\n');
    line("bash -c 'kill -9 $PPID; sleep 5000'");
    expect(line('pgrep -x sleep | wc -l')).toContain('\n1\n');
  });

  it('the history goes on with the next shell', () => {
    const { lab, line } = used();
    line('echo one');
    line('exit');
    expect(lab.tty.editor!.history).toEqual(['echo one', 'exit']);
    line('echo two');
    line('exit');
    expect(lab.tty.editor!.history).toEqual(['echo one', 'exit', 'echo two', 'exit']);
  });

  it('commands after it have frames, with the status that the shell ended with, and undo goes back before it', () => {
    const { lab, line } = used();
    const fresh = (): Lab => new Lab({ parts: FULL, completer: () => undefined });
    line('docker volume create a1');
    line('exit 3');
    line('docker volume create b1');
    expect(lab.past.frames.map((f) => [f.line, f.status])).toEqual([
      [undefined, undefined],
      ['docker volume create a1', 0],
      ['exit 3', 3],
      ['docker volume create b1', 0],
    ]);
    const history = new History(lab, fresh);
    const travel = history.undo()!;
    while (travel.advance(() => 0, 1) === 'more');
    history.arrive(travel);
    expect([...history.lab.machine.engine.state.volumes.keys()]).toEqual(['a1']);
  });

  it.each([
    ['start files that end the shell', "echo 'exit 1' >> ~/.bashrc"],
    ['no bash on the disk', 'sudo rm /usr/bin/bash'],
  ])('%s do not lock anybody out', (_, spoil) => {
    const { line, lab } = used();
    line(spoil);
    expect(line('exit')).toContain('drydock: the login shell ended before it read a command');
    expect(lab.atPrompt).toBe(true);
    expect(line('echo still here')).toContain('\nstill here\n');
  });

  it('a group that somebody was put into counts from the next login on', () => {
    const { line } = used();
    line('sudo groupadd crew; sudo usermod -aG crew student');
    expect(line('id -nG')).not.toContain('crew');
    line('exit');
    expect(line('id -nG')).toContain('crew');
  });

  it('exit in a container goes back to the host, and a shell within says exit', () => {
    const { line } = used();
    line('docker run -it --rm debian bash');
    expect(line('exit')).toMatch(/^exit\nexit\nstudent@drydock/);
    line('bash');
    expect(line('logout')).toContain("bash: logout: not login shell: use `exit'");
    expect(line('exit')).toMatch(/^exit\nexit\nstudent@drydock/);
  });
});
