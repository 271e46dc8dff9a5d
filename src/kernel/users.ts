// /etc/passwd and /etc/group of whatever tree a process sees.

import type { Process } from './process.ts';

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly gecos: string;
  readonly home: string;
  readonly shell: string;
}
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

/** A function that reads a file's text; empty when it is not there. */
export type ReadText = (path: string) => string;

export function reader(p: Process): ReadText {
  return (path) => {
    const node = p.fs.tryStat(path);
    return node?.kind === 'file' ? new TextDecoder().decode(node.data) : '';
  };
}

export function users(read: ReadText): User[] {
  return read('/etc/passwd')
    .split('\n')
    .flatMap((line) => {
      const f = line.split(':');
      if (f.length < 7) return [];
      return [{ name: f[0]!, uid: Number(f[2]), gid: Number(f[3]), gecos: f[4]!, home: f[5]!, shell: f[6]! }];
    });
}

export function groups(read: ReadText): Group[] {
  return read('/etc/group')
    .split('\n')
    .flatMap((line) => {
      const f = line.split(':');
      if (f.length < 4) return [];
      return [{ name: f[0]!, gid: Number(f[2]), members: f[3]!.split(',').filter((m) => m !== '') }];
    });
}

/** Name of a uid, or the number as text. */
export function userName(read: ReadText, uid: number): string {
  return users(read).find((u) => u.uid === uid)?.name ?? String(uid);
}
export function groupName(read: ReadText, gid: number): string {
  return groups(read).find((g) => g.gid === gid)?.name ?? String(gid);
}

/** Ids of all groups that a user is in, the first its own. */
export function groupIds(read: ReadText, user: User): number[] {
  const out = [user.gid];
  for (const g of groups(read)) if (g.members.includes(user.name) && !out.includes(g.gid)) out.push(g.gid);
  return out;
}
