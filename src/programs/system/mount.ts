// mount and umount: what is mounted where.

import { Cell } from '../../fs/cell.ts';
import { emptyDir } from '../../fs/node.ts';
import { mountsText } from '../../kernel/procfs.ts';
import { program, parseArgs, Failure } from '../args.ts';

export const mount = program(function* (p) {
  const o = parseArgs(p, 't:o:aBrwvnS', {
    'types=': 't',
    'options=': 'o',
    bind: 'B',
    'make-shared': 'S',
    'make-rshared': 'S',
    'make-slave': 'S',
    'make-rslave': 'S',
    'make-private': 'S',
    'make-rprivate': 'S',
  });
  if (o.rest.length === 0) {
    const lines = mountsText(p.mounts)
      .split('\n')
      .filter((l) => l !== '')
      .map((l) => l.split(' '));
    yield* p.print(
      lines
        .filter((f) => !o.has('t') || o.get('t')!.split(',').includes(f[2]!))
        .map((f) => `${f[0]} on ${f[1]} type ${f[2]} (${f[3]})\n`)
        .join(''),
    );
    return 0;
  }
  if (!p.caps.has('SYS_ADMIN'))
    throw new Failure(
      p.busybox
        ? 'permission denied (are you root?)'
        : `${o.rest.at(-1)}: permission denied.\n       dmesg(1) may have more information after failed mount system call.`,
      p.busybox ? 1 : 32,
    );
  const [source = '', at = ''] = o.rest;
  // mounts of one namespace are never seen in another here: there is nothing to share or to keep apart
  if (o.has('S') && at === '') {
    if (p.mounts.at(p.fs.realpath(source)) === undefined)
      throw new Failure(
        p.busybox ? `mounting none on ${source} failed: Invalid argument` : `${source}: not mount point or bad option.`,
        32,
      );
    return 0;
  }
  if (at === '') throw new Failure(`${source}: mount point not specified`, 32);
  if (!p.fs.isDir(at))
    throw new Failure(
      p.busybox
        ? `mounting ${source} on ${at} failed: No such file or directory`
        : `${at}: mount point does not exist.`,
      32,
    );
  const path = p.fs.realpath(at);
  const flags = (o.get('o') ?? '').split(',');
  const readOnly = flags.includes('ro') || o.has('r');
  if (o.has('B') || flags.includes('bind')) {
    const from = p.fs.place(source);
    if (from.node === undefined)
      throw new Failure(
        p.busybox
          ? `mounting ${source} on ${at} failed: No such file or directory`
          : `${at}: special device ${source} does not exist.`,
        32,
      );
    p.mounts.add({
      at: path,
      cell: from.mount.cell,
      sub: [...from.parts],
      readOnly,
      type: from.mount.type,
      source: from.mount.source,
      options: readOnly ? 'ro,relatime' : 'rw,relatime',
    });
    return 0;
  }
  if (o.get('t') !== 'tmpfs')
    throw new Failure(`drydock: 'mount -t ${o.get('t') ?? 'auto'}' is not simulated (tmpfs and --bind are)`, 32);
  p.mounts.add({
    at: path,
    cell: new Cell({ ...emptyDir(), mode: 0o1777 }),
    sub: [],
    readOnly,
    type: 'tmpfs',
    source,
    options: `${readOnly ? 'ro' : 'rw'},relatime`,
  });
  return 0;
});

export const umount = program(function* (p) {
  const o = parseArgs(p, 'lfar', {});
  for (const path of o.rest) {
    if (!p.caps.has('SYS_ADMIN'))
      throw new Failure(
        p.busybox ? `can't unmount ${path}: Operation not permitted` : `${path}: must be superuser to unmount.`,
        32,
      );
    if (!p.mounts.remove(p.fs.realpath(path)))
      throw new Failure(p.busybox ? `can't unmount ${path}: Invalid argument` : `${path}: not mounted.`, 32);
  }
  return 0;
});

/** mountpoint: is something mounted at the folder? */
export const mountpoint = program(function* (p) {
  const o = parseArgs(p, 'qdxn', {});
  const [path = ''] = o.rest;
  const node = p.fs.tryStat(path);
  const quiet = o.has('q');
  if (node === undefined) {
    if (!quiet) throw new Failure(`${path}: No such file or directory`, 1);
    return 1;
  }
  const is = node.kind === 'dir' && p.mounts.at(p.fs.realpath(path)) !== undefined;
  if (!quiet) yield* p.print(`${path} is ${is ? '' : 'not '}a mountpoint\n`);
  return is ? 0 : 1;
});

/** modprobe: modules are files, and no image has any. */
export const modprobe = program(function* (p) {
  if (!p.fs.isDir('/lib/modules'))
    throw new Failure("can't change directory to '/lib/modules': No such file or directory", 1);
  yield* p.eprint("drydock: 'modprobe' is not simulated\n");
  return 1;
});
