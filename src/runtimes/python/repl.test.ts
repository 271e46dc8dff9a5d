import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../fs/bytes.ts';
import { Cell } from '../../fs/cell.ts';
import { emptyDir } from '../../fs/node.ts';
import { ALL_CAPS } from '../../kernel/caps.ts';
import { TtyFile } from '../../kernel/files.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Tty } from '../../kernel/tty.ts';
import { MountNs } from '../../kernel/vfs.ts';
import { python } from './main.ts';

/** What a terminal shows when lines are typed at Python's prompt; a control character is a key of its own. */
function session(typed: readonly string[]): { screen: string; code: number | undefined } {
  const kernel = new Kernel(new Map(), { seed: 1, now: 0 });
  const tty = new Tty(kernel, '/dev/pts/0');
  let screen = '';
  tty.output = (b) => (screen += decode(b).replace(/\r\n/g, '\n'));
  const mounts = new MountNs({
    at: '/',
    cell: new Cell(emptyDir()),
    sub: [],
    readOnly: false,
    type: 'ext4',
    source: '/dev/sda1',
    options: 'rw',
  });
  const p = kernel.start(
    {
      argv: ['python'],
      env: new Map(),
      cwd: '/',
      uid: 0,
      gid: 0,
      groups: [0],
      caps: ALL_CAPS,
      mounts,
      pids: kernel.hostPids,
      net: kernel.net.host,
      uts: { hostname: 'box', domainname: '' },
      fds: new Map([0, 1, 2].map((n) => [n, new TtyFile(tty)])),
      tty,
    },
    python,
  );
  tty.foreground = p.pgid;
  kernel.run({ turns: 100_000 });
  for (const line of typed) {
    tty.input(encode(/^[\x00-\x1f]$/.test(line) ? line : `${line}\n`));
    kernel.run({ turns: 100_000 });
  }
  return { screen: screen.replace(/^[\s\S]*?>>> /, '>>> '), code: p.status?.code };
}

describe('the prompt of Python', () => {
  it('prints the values of expressions, keeps the last in _, and ends with exit()', () => {
    expect(session(['1+1', '_ * 3', 'x = 5', 'x', 'None', "'a'", 'exit()'])).toEqual({
      screen: ">>> 1+1\n2\n>>> _ * 3\n6\n>>> x = 5\n>>> x\n5\n>>> None\n>>> 'a'\n'a'\n>>> exit()\n",
      code: 0,
    });
  });
  it('asks for more lines of a block, until an empty one', () => {
    expect(session(['for i in range(2):', '    print(i)', '', 'f(', ')', 'exit(3)'])).toMatchObject({
      screen:
        '>>> for i in range(2):\n...     print(i)\n... \n0\n1\n>>> f(\n... )\nTraceback (most recent call last):\n  File "<python-input-1>", line 1, in <module>\n    f(\n    ^\nNameError: name \'f\' is not defined\n>>> exit(3)\n',
      code: 3,
    });
  });
  it('shows tracebacks and goes on', () => {
    expect(session(['import nothere', '1 +', '2']).screen).toBe(
      '>>> import nothere\nTraceback (most recent call last):\n  File "<python-input-0>", line 1, in <module>\n    import nothere\nModuleNotFoundError: No module named \'nothere\'\n>>> 1 +\n  File "<python-input-1>", line 1\n    1 +\n       ^\nSyntaxError: invalid syntax\n>>> 2\n2\n>>> ',
    );
  });
  it('drops a line at Ctrl-C and ends at Ctrl-D', () => {
    const r = session(['\x03', '1', '\x04']);
    expect(r.screen).toContain('KeyboardInterrupt\n>>> 1\n1\n>>> \n');
    expect(r.code).toBe(0);
  });
});
