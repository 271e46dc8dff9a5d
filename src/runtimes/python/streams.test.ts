import { describe, expect, it } from 'vitest';
import { session } from '../../headless/testing.ts';
import { runPython } from './testing.ts';

describe('two interpreters', () => {
  it('know nothing of each other', () => {
    const ask = 'print(OSError.__module__, FileNotFoundError.__module__, int.__module__, TimeoutError.__module__)';
    const first = runPython(['-c', ask]).out;
    for (const code of [
      'import os, socket, select, subprocess, asyncio',
      'import os; os.error.x = 1',
      'import builtins; builtins.open = 3; builtins.mine = 4',
      'import re, json; json.x = 1; re.compile("a")',
      'import sys; sys.modules["os"] = None',
      'class A(Exception): pass\nimport os\nos.rmdir("/nope")',
    ])
      runPython(['-c', code]);
    expect(runPython(['-c', ask]).out).toBe(first);
    expect(first).toBe('builtins builtins builtins builtins\n');
    const second = runPython([
      '-c',
      'import os, builtins, json\nprint(hasattr(OSError, "x"), hasattr(builtins, "mine"), hasattr(json, "x"), callable(open))\nos.rmdir("/nope")',
    ]);
    expect(second.out).toBe('False False False True\n');
    expect(second.err).toMatch(/\nFileNotFoundError: \[Errno 2\] No such file or directory: '\/nope'\n$/);
  });
  it('at the same time neither', () => {
    const run = session({ images: ['python:3.12-slim'] });
    expect(
      run(
        `docker run --rm python:3.12-slim sh -c 'python -c "import time, socket, os; time.sleep(1); print(OSError.__module__)" & python -c "import os, time; OSError; time.sleep(0.5); os.rmdir(chr(47)+chr(110))" 2>&1 | tail -1; wait'`,
      ),
    ).toBe("FileNotFoundError: [Errno 2] No such file or directory: '/n'\nbuiltins\n");
  });
});

describe('standard output that is no terminal', () => {
  const both = (args: string, files = ''): string => session()(`${files}python3 ${args} 2>&1`);
  it.each([
    [`-c 'import sys; print("x"); sys.exit("late")'`, 'late\nx\n= 1\n'],
    [`-uc 'import sys; print("x"); sys.exit("late")'`, 'x\nlate\n= 1\n'],
    [`-c 'print("x"); raise SystemExit("bye")'`, 'bye\nx\n= 1\n'],
    [
      `-c 'import sys; print("a"); sys.stdout.buffer.write(b"b\\n"); print("c"); sys.stderr.write("e\\n")'`,
      'e\nb\na\nc\n',
    ],
    [`-c 'import subprocess; print("first"); subprocess.run(["echo", "second"])'`, 'second\nfirst\n'],
    [`-c 'import os; print("1st", flush=True); os.system("echo 2nd")'`, '1st\n2nd\n'],
    [
      `-c 'import os, sys; sys.stdout.reconfigure(line_buffering=True); print("1st"); os.system("echo 2nd")'`,
      '1st\n2nd\n',
    ],
    [`-c 'import os; print("lost"); os._exit(3)'`, '= 3\n'],
    [
      `-c 'x = input("p? ")' < /dev/null`,
      'p? Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n    x = input("p? ")\n        ^^^^^^^^^^^^\nEOFError: EOF when reading a line\n= 1\n',
    ],
    [`-c 'import sys; print("x"); sys.stdout.close()'`, 'x\n'],
    [`-c 'import sys; print(sys.stdout.line_buffering, sys.stdout.write_through)'`, 'False False\n'],
    [`-c 'for i in range(3000): print(i)\nimport os; os._exit(0)' | wc -c`, '8190\n'],
  ])('%s', (args, answer) => {
    expect(both(args)).toBe(answer);
  });
  it('of a script is written out before an error is told', () => {
    expect(both('s.py', `printf 'print("s")\\nimport sys\\nsys.exit("bye")\\n' > s.py; `)).toBe('s\nbye\n= 1\n');
  });
  it('is told when it cannot be written at the end', () => {
    expect(session()(`python3 -c 'print(1)' > /dev/full`)).toBe(
      "Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\nOSError: [Errno 28] No space left on device\n= 120\n",
    );
  });
  it('is lost when the container is killed, and at once there with PYTHONUNBUFFERED', () => {
    const run = session({ images: ['python:3.12-slim'] });
    const start = (name: string, more: string): string =>
      run(
        `docker run -d --name ${name} ${more} python:3.12-slim python -c 'import time; print("started"); time.sleep(60)' > /dev/null; sleep 2; docker logs ${name}; docker stop -t 0 ${name} > /dev/null; docker logs ${name}`,
      );
    expect(start('held', '')).toBe('');
    expect(start('open', '-e PYTHONUNBUFFERED=1')).toBe('started\nstarted\n');
  });
});
