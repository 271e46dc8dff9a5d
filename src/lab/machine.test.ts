import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { FULL } from './full.ts';
import { Lab } from './lab.ts';
import { Machine, type Session } from './machine.ts';

function session(): { machine: Machine; s: Session; run: (c: string) => string } {
  const machine = new Machine(FULL);
  const s = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  return {
    machine,
    s,
    run: (c) => {
      const a = s.run(c);
      return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
    },
  };
}

describe('kernel', () => {
  it('PID 1 ignores TERM without a handler, so stop takes its ten seconds and ends in 137', () => {
    const { machine, run } = session();
    run('docker run -d --name box busybox sleep 1000');
    const from = machine.kernel.now;
    run('docker stop box');
    expect(machine.kernel.now - from).toBeGreaterThan(9_900);
    expect(machine.kernel.now - from).toBeLessThan(11_000);
    expect(run("docker inspect -f '{{.State.ExitCode}}' box")).toBe('137\n');
  });

  it('a writer whose reader left gets SIGPIPE', () => {
    expect(session().run('yes | head -n 2; echo "${PIPESTATUS[@]}"')).toBe('y\ny\n141 0\n');
  });

  it('a runaway program is bounded by the turns it is given', () => {
    const { s } = session();
    const a = s.run('while true; do :; done', 20_000);
    expect(a.finished).toBe(false);
  });

  it('the same seed gives the same bytes', () => {
    const once = (): string => {
      const { run } = session();
      return (
        run('docker run -d busybox sleep 5') +
        run('docker ps -a --no-trunc') +
        run('head -c 8 /dev/urandom | od -An -tx1')
      );
    };
    expect(once()).toBe(once());
  });

  it('a tmpfs with a size is full when it is full', () => {
    expect(
      session().run(
        'docker run --rm --tmpfs /t:size=64k busybox sh -c "dd if=/dev/zero of=/t/x bs=1k count=100 2>&1 | tail -1"',
      ),
    ).toContain('64+0 records out');
  });

  it('published ports reach what listens inside, and say refused when nothing does', () => {
    const { run } = session();
    run('docker run -d --name web -p 8080:80 nginx; docker run -d --name wrong -p 8081:81 nginx; sleep 1');
    expect(run('curl -s http://localhost:8080 | grep -c "<h1>Welcome to nginx"')).toBe('1\n');
    expect(run('curl -sS http://localhost:8081')).toMatch(/= (52|56)/);
    expect(run('curl -sS http://localhost:9999')).toMatch(/Could not connect.*\n= 7/s);
  });
});

describe('a terminal', () => {
  function lab(): { lab: Lab; shown: () => string; line: (text: string) => string } {
    const l = new Lab({ parts: FULL, completer: () => FULL.completeDocker });
    let text = '';
    l.onOutput((b) => (text += decode(b)));
    l.settle();
    return {
      lab: l,
      shown: () => text,
      line: (x) => {
        text = '';
        l.enter(x);
        l.settle();
        return text;
      },
    };
  }

  it('shows where you are, and that a container is elsewhere', () => {
    const { shown, line } = lab();
    expect(shown()).toContain('student@drydock');
    expect(line('docker run -it --rm busybox sh')).toContain('/ #');
    expect(line('hostname')).toMatch(/[0-9a-f]{12}/);
    expect(line('exit')).toContain('student@drydock');
  });

  it('Ctrl-C ends what is in the foreground', () => {
    const { lab: l, line } = lab();
    l.enter('sleep 1000');
    l.machine.kernel.run({ until: l.machine.kernel.now + 500 });
    expect(l.atPrompt).toBe(false);
    l.type('\x03');
    l.settle();
    expect(l.atPrompt).toBe(true);
    expect(line('echo $?')).toContain('130');
  });

  it('completes commands, flags and names', () => {
    const { lab: l, line } = lab();
    line('docker create --name warehouse busybox');
    const complete = (text: string): readonly string[] => l.tty.innermost().editor!.complete(text, text.length).options;
    expect(complete('docker sta')).toEqual(['start ', 'stats ']);
    expect(complete('docker start ware')).toEqual(['warehouse ']);
    expect(complete('docker run --netw')).toEqual(['--network ', '--network-alias ']);
    expect(complete('cat /etc/host')).toEqual(['hostname ', 'hosts ']);
    expect(complete('drydock why ex')).toEqual(['exit ']);
    expect(complete('drydock why exit w')).toEqual(['warehouse ']);
    expect(complete('drydock why file w')).toEqual(['warehouse:/']);
    expect(complete('drydock why file /etc/host')).toEqual(['hostname ', 'hosts ']);
  });

  it('nano opens the file tab instead', () => {
    const { lab: l, line } = lab();
    const asked: string[] = [];
    l.onEdit((p) => asked.push(p));
    expect(line('nano notes.txt')).toContain('file tab');
    expect(asked).toEqual(['/home/student/notes.txt']);
  });

  it('the docker socket is closed to others', () => {
    const { line } = lab();
    line('sudo useradd -m ann');
    expect(line('sudo su ann -c "docker ps"')).toContain('permission denied');
  });
});

describe('detaching', () => {
  it('Ctrl-P Ctrl-Q leaves the container running, and attach comes back to it', () => {
    const l = new Lab({ parts: FULL, completer: () => undefined });
    let text = '';
    l.onOutput((b) => (text += decode(b)));
    l.settle();
    l.enter('docker run -it --name box busybox sh');
    l.settle();
    l.enter('x=kept');
    l.settle();
    l.type('\x10\x11');
    l.settle();
    expect(text.trimEnd()).toMatch(/student@drydock\S*\$$/);
    l.enter("docker ps --format '{{.Names}} {{.State}}'");
    l.settle();
    expect(text).toContain('box running');
    l.enter('docker attach box');
    l.machine.kernel.run({ until: l.machine.kernel.now + 500 });
    l.enter('echo "$x"');
    l.settle();
    expect(text).toMatch(/\nkept\r?\n/);
  });
});
