// What /dev holds.

import type { DirNode, FsNode } from '../fs/node.ts';

function char(dev: string, mode = 0o666): FsNode {
  return { kind: 'dev', type: 'char', dev, mode, uid: 0, gid: 0, mtime: 0 };
}
function link(target: string): FsNode {
  return { kind: 'link', mode: 0o777, uid: 0, gid: 0, mtime: 0, target };
}
function dir(mode: number): DirNode {
  return { kind: 'dir', mode, uid: 0, gid: 0, mtime: 0, entries: new Map() };
}

/** Device files that every machine and container has, by name. */
export const DEVICES: Readonly<Record<string, FsNode>> = {
  null: char('null'),
  zero: char('zero'),
  full: char('full'),
  random: char('random'),
  urandom: char('random'),
  tty: char('tty'),
};

/** Numbers of a device in Linux. */
const NUMBERS: Readonly<Record<string, string>> = {
  null: '1:3',
  zero: '1:5',
  full: '1:7',
  random: '1:8',
  tty: '5:0',
  console: '5:1',
};

/** Major and minor number of a device, as `ls -l` prints them. */
export function deviceNumbers(dev: string): string {
  const [major = '', minor = ''] = (NUMBERS[dev] ?? (/^\d+:\d+$/.test(dev) ? dev : '1:3')).split(':');
  return `${major}, ${minor.padStart(3)}`;
}

/** The tree of /dev. `console` where there is a terminal, `extra` devices by name. */
export function devTree(console: boolean, extra: Readonly<Record<string, FsNode>> = {}): DirNode {
  const entries = new Map<string, FsNode>(Object.entries(DEVICES));
  if (console) entries.set('console', char('console', 0o620));
  entries.set('pts', dir(0o755));
  entries.set('ptmx', link('pts/ptmx'));
  entries.set('shm', dir(0o1777));
  entries.set('mqueue', dir(0o1777));
  entries.set('fd', link('/proc/self/fd'));
  entries.set('stdin', char('fd:0'));
  entries.set('stdout', char('fd:1'));
  entries.set('stderr', char('fd:2'));
  for (const [name, node] of Object.entries(extra)) entries.set(name, node);
  return { kind: 'dir', mode: 0o755, uid: 0, gid: 0, mtime: 0, entries };
}
