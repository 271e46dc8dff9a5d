// For tests: runs Python in a small machine of its own.

import { encode } from '../../fs/bytes.ts';
import { Cell } from '../../fs/cell.ts';
import { emptyDir } from '../../fs/node.ts';
import { dirname } from '../../fs/path.ts';
import { ALL_CAPS } from '../../kernel/caps.ts';
import { devTree } from '../../kernel/devices.ts';
import { BytesFile, type OpenFile, SinkFile } from '../../kernel/files.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { PROGRAM_MAGIC } from '../../kernel/image.ts';
import type { Process } from '../../kernel/process.ts';
import { type Mount, MountNs } from '../../kernel/vfs.ts';
import { allPrograms } from '../../lab/programs.ts';
import { pythonPrograms } from './index.ts';
import { python } from './main.ts';

export interface Outcome {
  readonly out: string;
  readonly err: string;
  readonly code: number | undefined;
  readonly signal: number | undefined;
}

/** Runs `python ARGS` in /w with the files given there. `after` ms of virtual time a signal may be sent. */
export function runPython(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  options: { stdin?: string; env?: Record<string, string>; signal?: { after: number; number: number } } = {},
): Outcome {
  const kernel = new Kernel(new Map([...allPrograms(), ...Object.entries(pythonPrograms)]), {
    seed: 1,
    now: Date.UTC(2026, 10, 24, 9, 0, 0),
  });
  const mount = (at: string, cell: Cell): Mount => ({
    at,
    cell,
    sub: [],
    readOnly: false,
    type: 'ext4',
    source: '/dev/sda1',
    options: 'rw',
  });
  const mounts = new MountNs(mount('/', new Cell(emptyDir())));
  mounts.add(mount('/dev', new Cell(devTree(true))));
  let out = '',
    err = '';
  const text = (add: (s: string) => void): SinkFile => {
    const decoder = new TextDecoder();
    return new SinkFile((b) => add(decoder.decode(b, { stream: true })));
  };
  const prepare = (p: Process): void => {
    const write = (path: string, content: string, mode = 0o644): void => {
      p.fs.mkdirp(dirname(path));
      p.fs.writeFile(path, encode(content));
      p.fs.chmod(path, mode);
    };
    for (const d of ['/w', '/tmp', '/root', '/usr/local/lib/python3.12/site-packages']) p.fs.mkdirp(d);
    write('/usr/local/bin/python3.12', `${PROGRAM_MAGIC}python\n`, 0o755);
    p.fs.symlink('python3.12', '/usr/local/bin/python3');
    p.fs.symlink('python3', '/usr/local/bin/python');
    write('/bin/sh', `${PROGRAM_MAGIC}dash\n`, 0o755);
    for (const n of ['cat', 'echo', 'sleep']) write(`/bin/${n}`, `${PROGRAM_MAGIC}${n}\n`, 0o755);
    write('/usr/local/lib/python3.12/version.txt', '3.12.12\n');
    write('/etc/hosts', '127.0.0.1 localhost\n');
    write('/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n');
    for (const [name, content] of Object.entries(files)) write(name.startsWith('/') ? name : `/w/${name}`, content);
  };
  const p = kernel.start(
    {
      argv: ['python', ...args],
      env: new Map(Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/root', ...options.env })),
      cwd: '/w',
      uid: 0,
      gid: 0,
      groups: [0],
      caps: ALL_CAPS,
      mounts,
      pids: kernel.hostPids,
      net: kernel.net.host,
      uts: { hostname: 'box', domainname: '' },
      fds: new Map<number, OpenFile>([
        [0, new BytesFile(encode(options.stdin ?? ''))],
        [1, text((s) => (out += s))],
        [2, text((s) => (err += s))],
      ]),
    },
    function* (q) {
      prepare(q);
      return yield* python(q);
    },
  );
  if (options.signal !== undefined) {
    kernel.run({ turns: 1_000_000, until: kernel.now + options.signal.after });
    kernel.signal(p, options.signal.number);
  }
  kernel.run({ turns: 1_000_000 });
  return { out, err, code: p.status?.code, signal: p.status?.signal };
}
