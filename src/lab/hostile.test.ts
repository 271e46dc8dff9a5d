import { expect, it } from 'vitest';
import { BUSYBOX } from '../catalog/applets.ts';
import { encode } from '../fs/bytes.ts';
import { Cell } from '../fs/cell.ts';
import { emptyDir } from '../fs/node.ts';
import { ALL_CAPS } from '../kernel/caps.ts';
import { devTree } from '../kernel/devices.ts';
import { BytesFile, type OpenFile, SinkFile } from '../kernel/files.ts';
import { Kernel } from '../kernel/kernel.ts';
import { PROGRAM_MAGIC } from '../kernel/image.ts';
import { SIGNALS } from '../kernel/signals.ts';
import { type Mount, MountNs } from '../kernel/vfs.ts';
import { allPrograms } from './programs.ts';

const mount = (at: string, cell: Cell): Mount => ({
  at,
  cell,
  sub: [],
  readOnly: false,
  type: 'ext4',
  source: '/dev/sda1',
  options: 'rw',
});
const HUGE = '99999999999999999999';
/** Arguments that people type by mistake, and that only somebody who wants to see it fall types. */
const ARGS: readonly (readonly string[])[] = [
  [],
  ['--help'],
  ['--version'],
  ['-'],
  ['--'],
  ['-?'],
  ['--nosuch'],
  ['-Zq'],
  [''],
  ['a\nb'],
  ['a\0b'],
  ['/w/dir'],
  ['/w/bin'],
  ['/w/nosuch'],
  ['/w/f', '/w/dir'],
  [HUGE],
  ['-1'],
  ['1e308'],
  ['NaN'],
  ['-n', HUGE],
  ['-n', '-1'],
  ['-n', 'x'],
  ['-n', '1\n2', '/w/f'],
  ['-n'],
  ['-c', HUGE, '/w/f'],
  ['-c', '-5', '/w/f'],
  ['-c', ''],
  ['-w', 'x'],
  ['-w', '0', '/w/f'],
  ['-w0'],
  ['-w', HUGE],
  ['-w', '-1', '/w/f'],
  ['-b', 'x'],
  ['-b', HUGE, '/w/f'],
  ['-f', ''],
  ['-f', HUGE],
  ['-d', ''],
  ['-d', '/w/nosuch'],
  ['-s', 'x'],
  ['-s', HUGE],
  ['-k', '0', '/w/f'],
  ['-k', HUGE],
  ['-t', ''],
  ['-e', '['],
  ['-e', '\\('],
  ['-i', '/w/dir'],
  ['-r', '/w/nosuch'],
  ['-p', 'x'],
  ['-p', HUGE],
  ['-p', '99999'],
  ['-l', '/w/bin'],
  ['-m', '9999999', '/w/f'],
  ['-o', 'x'],
  ['-u', 'nobody9', 'x'],
  ['-x', '*'],
  ['[', '/w/f'],
  ['(', 'x'],
  ['x', '/w/bin'],
  ['/w/f', '/w/f', '/w/f', '/w/f'],
  ['..'],
  ['%', '%d'],
  ['%99999999999d', '1'],
  ['%*d', HUGE, '1'],
  ['+%'],
  ['=1'],
  ['a=b'],
  ['1', '0', '5'],
  ['0', HUGE],
  ['--color=x'],
  ['-Dx=', 'y'],
  ['-9'],
  [`-${HUGE}`],
  ['😀'],
  ['\ud800'],
  ['{'],
  ['"'],
  ['if=/w/f', 'bs=0'],
  ['bs=1G', 'count=1'],
  ['bs=x'],
  ['count=-1'],
  ['skip=' + HUGE],
  ['BEGIN{next}'],
  ['BEGIN{exit 1e999}'],
  ['BEGIN{printf "%c%*d", 1e99, 1e9, 1}'],
  ['BEGIN{$-1=1}'],
  ['BEGIN{return}'],
  ['BEGIN{substr("x", 1e308, -1e308); x[1]=1; x=2}'],
  ['{getline < "/w/dir"}', '/w/f'],
  ['BEGIN{getline x < "/w/f"; close()}'],
  ['s/(/x/', '/w/f'],
  ['s/a/b/99999999999'],
  ['y/a/bc/'],
  [':a;n;ba', '/w/f'],
  ['$!N;P;D', '/w/bin'],
  ['99999999999999999999p', '/w/f'],
  ['.a[', '/w/f'],
  ['.[1e1000]'],
  ['-xzf', '/w/bin'],
  ['xf', '/w/dir'],
  ['cf', '/w/nosuch/x', '/w/f'],
  ['-'.repeat(300)],
];
const INPUTS = [
  new Uint8Array(0),
  new Uint8Array([0, 255, 254, 10, 128, 0, 13, 10, 27, 91, 0xed, 0xa0, 0x80]),
  encode('one two\n3 4\n\n{"a":1}\n'),
];
/** They may go on for as long as they are let: what matters is that others get their turn. */
const TURNS = 1500;

interface Found {
  readonly crashed: string[];
  readonly slow: string[];
}

/** Runs one program with everything. */
function sweep(name: string, flavor: 'gnu' | 'busybox'): Found {
  const kernel = new Kernel(allPrograms(), { seed: 1, now: Date.UTC(2026, 10, 24) });
  const root = new Cell(emptyDir());
  const found: Found = { crashed: [], slow: [] };
  let now = '';
  kernel.onCrash = (p, error) =>
    void found.crashed.push(
      `${now}: ${String(error instanceof Error ? error.stack : error)
        .split('\n')
        .slice(0, 3)
        .join(' ')}`,
    );
  const start = (argv: readonly string[], stdin: Uint8Array, prepare: boolean) => {
    const mounts = new MountNs(mount('/', root));
    mounts.add(mount('/dev', new Cell(devTree(true))));
    let err = '';
    const fds = new Map<number, OpenFile>([
      [0, new BytesFile(stdin)],
      [1, new SinkFile(() => {})],
      [2, new SinkFile((b) => (err += new TextDecoder().decode(b)))],
    ]);
    const p = kernel.start(
      {
        argv,
        env: new Map([
          ['PATH', '/bin'],
          ['HOME', '/root'],
        ]),
        cwd: '/w',
        uid: 0,
        gid: 0,
        groups: [0],
        caps: ALL_CAPS,
        mounts,
        pids: kernel.hostPids,
        net: kernel.net.host,
        uts: { hostname: 'box', domainname: '' },
        fds,
      },
      function* (q) {
        if (prepare) {
          q.fs.mkdirp('/w/dir');
          q.fs.mkdirp('/bin');
          q.fs.mkdirp('/tmp');
          q.fs.writeFile('/w/f', encode('one\ntwo\nthree\n'));
          q.fs.writeFile('/w/bin', INPUTS[1]!);
          q.fs.writeFile(`/bin/${name}`, encode(`${PROGRAM_MAGIC}${name}${flavor === 'busybox' ? ' busybox' : ''}\n`));
          q.fs.chmod(`/bin/${name}`, 0o755);
        }
        return yield* q.exec(`/bin/${name}`, argv);
      },
    );
    return { p, err: () => err };
  };
  for (const args of ARGS) {
    for (const stdin of args.length < 2 ? INPUTS : INPUTS.slice(1, 2)) {
      now = `${name} ${JSON.stringify(args)}`;
      const from = performance.now();
      const { err } = start([name, ...args], stdin, true);
      kernel.run({ turns: TURNS, until: kernel.now + 30_000 });
      for (const q of [...kernel.hostPids.processes.values()]) kernel.signal(q, SIGNALS.KILL);
      kernel.run({ turns: 1000, until: kernel.now + 100 });
      if (err().includes('internal error') && !found.crashed.some((c) => c.startsWith(now)))
        found.crashed.push(`${now}: ${err()}`);
      if (performance.now() - from > 20_000) found.slow.push(`${now}: ${Math.round(performance.now() - from)} ms`);
    }
  }
  return found;
}

const NAMES = [...allPrograms().keys()].filter((n) => !['bash', 'dash', 'ash', 'busybox'].includes(n)).sort();
it('no program falls or hangs, whatever it is given', () => {
  const all = NAMES.map((n) => sweep(n, 'gnu'));
  expect(all.flatMap((x) => [...x.crashed, ...x.slow])).toEqual([]);
}, 300_000);
it('nor does an applet of busybox', () => {
  const all = BUSYBOX.filter((n) => NAMES.includes(n)).map((n) => sweep(n, 'busybox'));
  expect(all.flatMap((x) => [...x.crashed, ...x.slow])).toEqual([]);
}, 300_000);
