import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING as FULL } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';

const start = (): ((line: string) => string) => {
  const s = new Machine(FULL).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  return (line) => {
    const a = s.run(line);
    return decode(a.stdout) + decode(a.stderr);
  };
};

describe('the memory of a container', () => {
  const ends = [
    'busybox tail /dev/zero',
    'busybox sort /dev/zero',
    'busybox cut -c1 /dev/zero',
    'busybox sh -c \'x=$(head -c 60000000 /dev/zero | tr "\\0" a); echo ${#x}\'',
    `python:3.12-slim python -c 'x = b"a" * 200000000'`,
    `python:3.12-slim python -c 'x = [0] * 50000000'`,
    `python:3.12-slim python -c $'x = []\\nwhile True: x.append(" " * 1000000)'`,
    `python:3.12-slim python -c $'x = []\\nwhile True: x.append([1, 2])'`,
    `python:3.12-slim python -c 'open("/dev/zero").read()'`,
  ];
  it.each(ends)('ends %s', (command) => {
    const run = start();
    run('docker pull -q busybox');
    run(`docker run --name one -m 20m --memory-swap 20m ${command}`);
    expect(run("docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' one")).toBe('true 137\n');
    expect(run("docker events --since 1h --until 0s --filter event=oom --format '{{.Action}}'")).toBe('oom\n');
  });

  it('is enough for what is dropped again, and for files of the writable layer', () => {
    const run = start();
    run('docker pull -q busybox');
    run('docker run --name one -m 20m busybox dd if=/dev/zero of=/x bs=1M count=40');
    run(`docker run --name two -m 64m python:3.12-slim python -c $'for i in range(20): x = bytearray(10*1024*1024)'`);
    expect(run("docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' one two")).toBe('false 0\nfalse 0\n');
  });

  it('holds the files of a tmpfs too: the writer is ended, the container goes on', () => {
    const run = start();
    run('docker pull -q busybox');
    const out = run(
      'docker run --name one -m 20m --tmpfs /t busybox sh -c "dd if=/dev/zero of=/t/x bs=1M count=50; echo $?"',
    );
    expect(out).toContain('Killed');
    expect(run("docker inspect -f '{{.State.OOMKilled}} {{.State.ExitCode}}' one")).toBe('true 0\n');
  });
});

describe('the memory of the machine', () => {
  it('is not endless either', () => {
    const run = start();
    run('docker pull -q busybox');
    expect(run('tail /dev/zero 2>/dev/null; echo $?')).toContain('137');
  });
});

describe('other limits', () => {
  it('--pids-limit refuses a fork, an exec, and follows docker update', () => {
    const run = start();
    run('docker pull -q busybox');
    expect(run('docker run --rm --pids-limit 1 busybox sh -c "ls /; echo no"')).toContain(
      "can't fork: Resource temporarily unavailable",
    );
    expect(run('docker run --rm --pids-limit 1 debian bash -c "ls /; echo no"')).toContain(
      'fork: retry: Resource temporarily unavailable',
    );
    run('docker run -d --name one --pids-limit 10 busybox sleep 100; docker update --pids-limit 1 one');
    expect(run('docker exec one ls /')).toContain('procReady not received');
    run('docker update --pids-limit 10 one');
    expect(run('docker exec one echo fine')).toBe('fine\n');
  });

  it('--sysctl is seen in /proc/sys', () => {
    const run = start();
    run('docker pull -q busybox');
    expect(run('docker run --rm --sysctl net.core.somaxconn=77 busybox cat /proc/sys/net/core/somaxconn')).toBe('77\n');
    expect(run('docker run --rm --sysctl kernel.shmmax=12 busybox cat /proc/sys/kernel/shmmax')).toBe('12\n');
  });

  it('--shm-size and size= of a tmpfs end in ENOSPC', () => {
    const run = start();
    run('docker pull -q busybox');
    for (const where of ['--shm-size 1m busybox dd of=/dev/shm/x', '--tmpfs /t:size=1m busybox dd of=/t/x'])
      expect(run(`docker run --rm ${where} if=/dev/zero bs=1k count=2000`)).toContain('No space left on device');
  });
});
