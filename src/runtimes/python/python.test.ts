import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runPython } from './testing.ts';

const CASES = new URL('./cases/', import.meta.url);
const ok = (code: string): string => {
  const r = runPython(['-c', code]);
  return r.err === '' ? r.out : r.err;
};

describe('programs whose output CPython recorded', () => {
  for (const name of readdirSync(CASES).filter((n) => n.endsWith('.py'))) {
    it(`${name} prints what CPython prints`, () => {
      const r = runPython([name], { [name]: readFileSync(new URL(name, CASES), 'utf8') });
      expect(r.err).toBe('');
      expect(r.out).toBe(readFileSync(new URL(name.replace('.py', '.out'), CASES), 'utf8'));
    });
  }
});

describe('the python command', () => {
  it('runs -c, a file, a module and standard input', () => {
    expect(ok('print(1 + 1)')).toBe('2\n');
    expect(runPython(['a.py', 'x', 'y'], { 'a.py': 'import sys\nprint(sys.argv, __name__, __file__)\n' }).out).toBe(
      "['a.py', 'x', 'y'] __main__ /w/a.py\n",
    );
    expect(
      runPython(['-m', 'pkg.tool', 'z'], {
        'pkg/__init__.py': '',
        'pkg/tool.py': 'import sys\nprint(sys.argv[1:], __package__)\n',
      }).out,
    ).toBe("['z'] pkg\n");
    expect(
      runPython(['-m', 'pkg'], { 'pkg/__init__.py': '', 'pkg/__main__.py': 'print("main", __name__)\n' }).out,
    ).toBe('main __main__\n');
    expect(runPython(['-', 'q'], {}, { stdin: 'import sys; print(sys.argv)' }).out).toBe("['-', 'q']\n");
    expect(runPython([]).code).toBe(0);
  });
  it('says its version, and what is wrong with its options', () => {
    expect(runPython(['-V']).out).toBe('Python 3.12.12\n');
    expect(runPython(['--nope'])).toMatchObject({ code: 2 });
    expect(runPython(['none.py'])).toMatchObject({
      code: 2,
      err: "python: can't open file '/w/none.py': [Errno 2] No such file or directory\n",
    });
    expect(runPython(['-m', 'nosuch']).err).toBe('/usr/local/bin/python: No module named nosuch\n');
  });
  it('ends with the status that sys.exit gives', () => {
    expect(runPython(['-c', 'import sys; sys.exit(3)']).code).toBe(3);
    expect(runPython(['-c', 'import sys; sys.exit("text")'])).toMatchObject({ code: 1, err: 'text\n' });
    expect(runPython(['-c', 'raise SystemExit']).code).toBe(0);
  });
  it('prints tracebacks with the marks of the expression that failed', () => {
    const r = runPython(['t.py'], { 't.py': 'def f(a):\n    return a["x"]["y"]\n\nprint(f({"x": {}}))\n' });
    expect(r).toMatchObject({
      code: 1,
      err: 'Traceback (most recent call last):\n  File "/w/t.py", line 4, in <module>\n    print(f({"x": {}}))\n          ^^^^^^^^^^^^\n  File "/w/t.py", line 2, in f\n    return a["x"]["y"]\n           ~~~~~~^^^^^\nKeyError: \'y\'\n',
    });
  });
  it('shows where a syntax error is', () => {
    expect(runPython(['s.py'], { 's.py': 'x = 1\nif x\n    pass\n' }).err).toBe(
      '  File "/w/s.py", line 2\n    if x\n        ^\nSyntaxError: expected \':\'\n',
    );
    expect(runPython(['s.py'], { 's.py': 'def f():\nreturn 1\n' }).err).toBe(
      '  File "/w/s.py", line 2\n    return 1\n    ^^^^^^\nIndentationError: expected an indented block after function definition on line 1\n',
    );
  });
  it('is interrupted by SIGINT with a traceback, and ended by SIGTERM', () => {
    const program = { 'l.py': 'import time\nwhile True:\n    time.sleep(1)\n' };
    expect(runPython(['l.py'], program, { signal: { after: 2500, number: 2 } })).toMatchObject({
      code: 130,
      err: 'Traceback (most recent call last):\n  File "/w/l.py", line 3, in <module>\n    time.sleep(1)\nKeyboardInterrupt\n',
    });
    expect(runPython(['l.py'], program, { signal: { after: 2500, number: 15 } })).toMatchObject({ signal: 15 });
    expect(runPython(['-c', 'while True: pass'], {}, { signal: { after: 100, number: 2 } }).code).toBe(130);
    expect(
      runPython(
        ['h.py'],
        {
          'h.py':
            'import signal, time\nsignal.signal(signal.SIGTERM, lambda n, f: print("term", n))\ntime.sleep(5)\nprint("on")\n',
        },
        { signal: { after: 1000, number: 15 } },
      ).out,
    ).toBe('term 15\non\n');
  });
});

describe('imports', () => {
  it('finds packages, relative and circular imports, and names what is missing', () => {
    const files = {
      'm.py': 'import p.a, p\nprint(p.a.v, p.b.w)\n',
      'p/__init__.py': 'from . import b\n',
      'p/a.py': 'from .b import w\nv = w + 1\n',
      'p/b.py': 'w = 1\n',
    };
    expect(runPython(['m.py'], files).out).toBe('2 1\n');
    expect(ok('import nosuch.sub')).toContain("ModuleNotFoundError: No module named 'nosuch'\n");
    expect(
      runPython(['c.py'], {
        'c.py': 'import x1\n',
        'x1.py': 'from x2 import b\na = 1\n',
        'x2.py': 'from x1 import a\nb = 1\n',
      }).err,
    ).toContain(
      "ImportError: cannot import name 'a' from partially initialized module 'x1' (most likely due to a circular import) (/w/x1.py)",
    );
    expect(ok('from os import nothing')).toContain(
      "ImportError: cannot import name 'nothing' from 'os' (/usr/local/lib/python3.12/os.py)",
    );
  });
  it("refuses modules of CPython's library that are not simulated by name", () => {
    expect(ok('import tkinter')).toContain("ImportError: drydock: module 'tkinter' is not simulated");
  });
  it('lets a file of the program hide a module of the library, as Python does', () => {
    expect(runPython(['r.py'], { 'r.py': 'import random\nprint(random.x)\n', 'random.py': 'x = "mine"\n' }).out).toBe(
      'mine\n',
    );
  });
});

describe('processes, threads and connections', () => {
  it('runs programs and sees their status and output', () => {
    expect(
      ok(
        'import subprocess as s\nprint(s.run(["echo", "hi"], capture_output=True, text=True).stdout, s.run("exit 4", shell=True).returncode)',
      ),
    ).toBe('hi\n 4\n');
    expect(
      ok(
        'import subprocess as s\np = s.Popen(["cat"], stdin=s.PIPE, stdout=s.PIPE)\nprint(p.communicate(b"in"), p.returncode)',
      ),
    ).toBe("(b'in', None) 0\n");
  });
  it('gives threads turns, in the order that waiting makes', () => {
    expect(
      ok(
        'import threading as t, time\ndef f(n):\n    time.sleep(n)\n    print("t", n)\na = [t.Thread(target=f, args=(n,)) for n in (0.3, 0.1, 0.2)]\nfor x in a: x.start()\nfor x in a: x.join()\nprint("end")',
      ),
    ).toBe('t 0.1\nt 0.2\nt 0.3\nend\n');
    expect(
      ok(
        'import threading\nl, n = threading.Lock(), 0\ndef f():\n    global n\n    for _ in range(100):\n        with l: n += 1\ns = [threading.Thread(target=f) for _ in range(4)]\n[x.start() for x in s]; [x.join() for x in s]\nprint(n)',
      ),
    ).toBe('400\n');
  });
  it('serves HTTP and asks for it', () => {
    expect(
      ok(
        'import http.server as h, threading as t, urllib.request as u\nclass H(h.BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.send_response(200); self.end_headers(); self.wfile.write(self.path.encode())\n    def log_message(self, *a): pass\ns = h.HTTPServer(("", 8000), H)\nt.Thread(target=s.serve_forever, daemon=True).start()\nprint(u.urlopen("http://localhost:8000/x?y=1").read())',
      ),
    ).toBe("b'/x?y=1'\n");
  });
  it("has Linux's words when nobody listens or nobody knows the name", () => {
    expect(ok('import socket\nsocket.create_connection(("127.0.0.1", 9))')).toContain(
      'ConnectionRefusedError: [Errno 111] Connection refused',
    );
    expect(ok('import socket\nsocket.gethostbyname("nowhere")')).toContain(
      'socket.gaierror: [Errno -3] Temporary failure in name resolution',
    );
  });
});
