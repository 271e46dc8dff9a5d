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

describe('ulimits', () => {
  it('nofile ends in EMFILE, in programs and in shells', () => {
    const run = start();
    run('docker pull -q busybox');
    expect(run('docker run --rm --ulimit nofile=8 busybox true')).toContain('container init: too many open files');
    const fill = 'ulimit -n 6; exec 3</etc/passwd; exec 4</etc/passwd; exec 5</etc/passwd';
    expect(run(`docker run --rm busybox sh -c '${fill}; cat /etc/passwd'`)).toContain(
      "can't open '/etc/passwd': Too many open files",
    );
    expect(run(`docker run --rm busybox sh -c '${fill}; exec 6</etc/passwd; echo no'`)).toContain(
      'Too many open files',
    );
    expect(run(`docker run --rm debian bash -c '${fill}; cat /etc/passwd'`)).toContain('Error 24');
    expect(run(`docker run --rm debian bash -c '${fill}; echo a | cat; echo no'`)).toBe(
      'bash: pipe error: Too many open files\n',
    );
  });

  it('fsize cuts a file and ends the writer; the first process of a container gets EFBIG', () => {
    const run = start();
    run('docker pull -q busybox; docker pull -q debian');
    expect(
      run(`docker run --rm debian bash -c 'ulimit -f 2; head -c 5000 /dev/zero > /x; echo $?; wc -c < /x'`),
    ).toMatch(/^153\n2048\nbash: line 1: +\d+ File size limit exceededhead -c 5000 \/dev\/zero > \/x\n$/);
    expect(run('docker run --rm --ulimit fsize=10 busybox dd if=/dev/zero of=/x bs=4 count=3')).toBe(
      "dd: error writing '/x': File too large\n3+0 records in\n2+1 records out\n",
    );
    expect(
      run(`docker run --rm --ulimit fsize=10 python:3.12-slim python -c 'open("/x", "wb", 0).write(b"a" * 20)'`),
    ).toContain('[Errno 27] File too large');
  });

  it('nproc counts the processes of a user, whatever container they are in', () => {
    const run = start();
    run('docker pull -q busybox; docker run -d --name other -u 7 busybox sh -c "sleep 99 & sleep 99 & sleep 99; true"');
    expect(run('docker run --rm --ulimit nproc=8 -u 7 busybox true')).toBe(
      'exec /bin/true: resource temporarily unavailable\n',
    );
    expect(run('docker run --rm --ulimit nproc=8 -u 8 busybox echo fine')).toBe('fine\n');
    expect(run('docker run --rm --ulimit nproc=8 busybox echo root')).toBe('root\n');
  });

  it('cpu ends what computes too long', () => {
    const run = start();
    run('docker pull -q python:3.12-slim');
    const busy = "python:3.12-slim python -c 'while True: pass'";
    expect(run(`docker run --rm --ulimit cpu=1 ${busy}; echo $?`)).toBe('137\n');
    // as a child it is ended by the signal of the soft limit
    expect(run(`docker run --rm --init --ulimit cpu=1:3 ${busy}; echo $?`)).toBe('152\n');
  });
});

describe('--cpus', () => {
  it('slows its processes down to the share, together, and not below it', () => {
    const run = start();
    run('docker pull -q python:3.12-slim; docker run -d --name box python:3.12-slim sleep 9999');
    /** Virtual seconds that a command takes in the container, and those of the processor that `time` counts. */
    const took = (command: string): { real: number; user: number } => {
      const out = run(`docker exec box bash -c '${command.startsWith('time') ? '' : 'time '}${command}'`);
      const seconds = (name: string): number => {
        const m = new RegExp(`${name}\\s(\\d+)m([\\d.]+)s`).exec(out)!;
        return Number(m[1]) * 60 + Number(m[2]);
      };
      return { real: seconds('real'), user: seconds('user') };
    };
    const busy = 'python -c "for i in range(2000000): pass"';
    const free = took(busy);
    expect(free.user).toBeGreaterThan(0.2);
    expect(free.real / free.user).toBeLessThan(1.2);
    run('docker update --cpus 0.25 box');
    const quarter = took(busy);
    expect(quarter.user / free.user).toBeCloseTo(1, 1);
    expect(quarter.real / quarter.user).toBeGreaterThan(3.2);
    expect(quarter.real / quarter.user).toBeLessThan(4.4);
    run('docker update --cpus 0.5 box');
    const two = took(`time (${busy} & ${busy} & wait)`);
    expect(two.user / free.user).toBeCloseTo(2, 0);
    expect(two.real / two.user).toBeGreaterThan(1.7);
    expect(two.real / two.user).toBeLessThan(2.2);
    run('docker update --cpus 2 box');
    expect(took(busy).real / free.real).toBeLessThan(1.1);
    // who waits needs no processor
    run('docker update --cpus 0.01 box');
    expect(took('sleep 1').real).toBeLessThan(1.3);
  });
});

describe('what a container may not', () => {
  it('--read-only holds for the files that the daemon mounts as well', () => {
    const run = start();
    run('docker pull -q busybox');
    const out = run(
      "docker run --rm --read-only --tmpfs /t busybox sh -c 'echo a > /x; echo a > /etc/hosts; echo a > /t/x; cat /t/x'",
    );
    expect(out.match(/Read-only file system/g)).toHaveLength(2);
    expect(out).toContain('a\n');
  });

  it('--cap-drop takes what the capability is for', () => {
    const run = start();
    run('docker pull -q busybox');
    const denied: Record<string, string> = {
      CHOWN: 'touch /x; chown 1 /x',
      FOWNER: 'touch /x; chown 1 /x; chmod 700 /x',
      DAC_OVERRIDE: 'touch /x; chmod 0 /x; cat /x',
      KILL: 'su -s /bin/sh nobody -c "sleep 5" & sleep 1; kill $(pidof sleep)',
      NET_RAW: 'ping -c1 127.0.0.1',
      MKNOD: 'mknod /x c 1 3',
      SETUID: 'su -s /bin/sh nobody -c id',
      SETGID: 'su -s /bin/sh nobody -c id',
    };
    for (const [cap, command] of Object.entries(denied)) {
      const refusal = /not permitted|[pP]ermission denied/;
      expect(run(`docker run --rm busybox sh -c '${command}'`), cap).not.toMatch(refusal);
      expect(run(`docker run --rm --cap-drop ${cap} busybox sh -c '${command}'`), cap).toMatch(refusal);
    }
  });

  it('a low port needs NET_BIND_SERVICE only where the sysctl says so', () => {
    const run = start();
    run('docker pull -q busybox');
    const nc = 'busybox timeout 1 nc -l -p 80';
    const set = '--sysctl net.ipv4.ip_unprivileged_port_start=1024';
    expect(run(`docker run --rm --cap-drop NET_BIND_SERVICE ${nc}`)).not.toContain('Permission denied');
    expect(run(`docker run --rm --cap-drop NET_BIND_SERVICE ${set} ${nc}`)).toContain('bind: Permission denied');
    expect(run(`docker run --rm ${set} ${nc}`)).not.toContain('Permission denied');
  });

  it('no-new-privileges keeps a setuid program from becoming its owner', () => {
    const run = start();
    run('docker pull -q debian');
    run("printf 'FROM debian\\nRUN cp /usr/bin/id /rootid && chmod 4755 /rootid\\n' | docker build -q -t su -");
    expect(run('docker run --rm -u 1000 su /rootid')).toContain('euid=0(root)');
    expect(run('docker run --rm -u 1000 --security-opt no-new-privileges su /rootid')).not.toContain('euid');
    expect(run('docker run --rm --security-opt no-new-privileges=false -u 1000 su /rootid')).toContain('euid=0(root)');
  });
});

describe('memory that is shared or bounded', () => {
  it('--ipc container: sees the other one’s /dev/shm', () => {
    const run = start();
    run('docker pull -q busybox');
    run('docker run -d --name one --ipc shareable busybox sh -c "echo hi > /dev/shm/f; sleep 99"; sleep 1');
    expect(run('docker run --rm --ipc container:one busybox cat /dev/shm/f')).toBe('hi\n');
    expect(run('docker run --rm busybox ls /dev/shm')).toBe('');
    expect(run('docker run --rm --ipc none busybox ls /dev/shm')).toContain('No such file or directory');
  });

  it('a full tmpfs lets files be renamed and replaced', () => {
    const run = start();
    run('docker pull -q busybox');
    const out = run(
      'docker run --rm --tmpfs /t:size=8k busybox sh -c "echo a > /t/a; echo b > /t/b; mv /t/a /t/c; mv /t/b /t/c; echo d > /t/d; ls /t"',
    );
    expect(out).toBe('c\nd\n');
  });

  it('nr_inodes bounds how many files there are', () => {
    const run = start();
    run('docker pull -q busybox');
    expect(run('docker run --rm --tmpfs /t:nr_inodes=2 busybox touch /t/a /t/b')).toBe(
      'touch: /t/b: No space left on device\n',
    );
  });
});
