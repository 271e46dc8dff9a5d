import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING as FULL } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';

const machine = (): Machine => new Machine(FULL);
const root = (m: Machine): ((line: string) => string) => {
  const s = m.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  return (line) => {
    const a = s.run(line);
    return decode(a.stdout) + decode(a.stderr);
  };
};

describe('what the daemon refuses', () => {
  const lines: [string, string][] = [
    ['docker kill zz', 'cannot kill container: zz: No such container: zz'],
    ['docker kill -s NOPE up', 'cannot kill container: up: invalid signal: NOPE'],
    ['docker stop -s NOPE up', 'cannot stop container: up: invalid signal: NOPE'],
    ['docker restart -s NOPE up', 'Cannot restart container up: invalid signal: NOPE'],
    ['docker rm ""', 'container name cannot be empty'],
    ['docker pause ""', 'invalid container name or ID: value is empty'],
    ['docker exec up /etc', 'exec: "/etc": is a directory: permission denied'],
    ['docker exec -w rel up true', 'Cwd must be an absolute path'],
    ['docker exec -w /etc/passwd up true', 'not a directory: Are you trying to mount'],
    ['docker ps --filter constructor=1', "invalid filter 'constructor'"],
    ['docker run --rm --log-driver toString busybox', 'plugin "toString" not found'],
  ];
  it('is worded as Docker words it', () => {
    const run = root(machine());
    run('docker run -d --name up busybox sleep 1000');
    for (const [line, said] of lines) expect(run(`${line} 2>&1`)).toContain(said);
  });

  it('leaves named volumes behind, once, and nothing else', () => {
    const m = machine();
    const run = root(m);
    run('docker create -v foo:/x -v /anon -w /etc/passwd busybox; docker create -v foo:/x -w /etc/passwd busybox');
    expect(run('docker volume ls -q')).toBe('foo\n');
    expect(m.engine.volumes.cells.size).toBe(1);
    expect(run('docker ps -aq')).toBe('');
  });

  it('does not keep a listener of events when docker events is killed', () => {
    const m = machine();
    const before = m.engine.events.listening;
    const run = root(m);
    run('docker events & sleep 1');
    expect(m.engine.events.listening).toBe(before + 1);
    run('kill -9 $!; wait');
    expect(m.engine.events.listening).toBe(before);
  });

  it('counts no bytes where there is no network', () => {
    const run = root(machine());
    run('docker run -d --name alone --network none busybox sleep 1000; docker run -d --name wired busybox sleep 1000');
    expect(run("docker stats --no-stream --format '{{.NetIO}}' alone")).toBe('0B / 0B\n');
    expect(run("docker stats --no-stream --format '{{.NetIO}}' wired")).not.toBe('0B / 0B\n');
  });
});
