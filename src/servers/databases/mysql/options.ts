// Option files and command lines of MariaDB's and MySQL's programs.

import { FsError } from '../../../fs/node.ts';
import { join } from '../../../fs/path.ts';
import type { Process } from '../../../kernel/process.ts';

/** Options of some groups in the option files, in the order in which they are read: names with dashes. */
export function fileOptions(
  p: Process,
  groups: readonly string[],
  files: readonly string[] = ['/etc/my.cnf', '/etc/mysql/my.cnf', `${p.getenv('HOME') ?? '/root'}/.my.cnf`],
): [string, string | undefined][] {
  const out: [string, string | undefined][] = [];
  const seen = new Set<string>();
  const read = (path: string, depth: number): void => {
    if (seen.has(path) || depth > 8) return;
    seen.add(path);
    let text: string;
    try {
      text = p.fs.readText(path);
    } catch (error) {
      if (error instanceof FsError) return;
      throw error;
    }
    let mine = false;
    for (const raw of text.split('\n')) {
      const line = raw.trim();
      if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
      const dir = /^!includedir\s+(.+)$/.exec(line);
      if (dir !== null) {
        if (p.fs.isDir(dir[1]!))
          for (const n of p.fs.readdir(dir[1]!)) if (n.endsWith('.cnf')) read(join(dir[1]!, n), depth + 1);
        continue;
      }
      const file = /^!include\s+(.+)$/.exec(line);
      if (file !== null) {
        read(file[1]!, depth + 1);
        continue;
      }
      const group = /^\[(.+)\]$/.exec(line);
      if (group !== null) {
        mine = groups.includes(group[1]!.trim());
        continue;
      }
      if (!mine) continue;
      const eq = line.indexOf('=');
      const name = (eq < 0 ? line : line.slice(0, eq)).trim();
      const value =
        eq < 0
          ? undefined
          : line
              .slice(eq + 1)
              .replace(/\s#.*$/, '')
              .trim()
              .replace(/^(['"])(.*)\1$/, '$2');
      out.push([name.replace(/_/g, '-'), value]);
    }
  };
  for (const f of files) read(f, 0);
  return out;
}

/** `--name=value` of a command line as pairs; what does not begin with dashes is left in `rest`. */
export function longOptions(args: readonly string[]): { options: [string, string | undefined][]; rest: string[] } {
  const options: [string, string | undefined][] = [];
  const rest: string[] = [];
  for (const a of args) {
    if (!a.startsWith('--')) {
      rest.push(a);
      continue;
    }
    const eq = a.indexOf('=');
    options.push([(eq < 0 ? a.slice(2) : a.slice(2, eq)).replace(/_/g, '-'), eq < 0 ? undefined : a.slice(eq + 1)]);
  }
  return { options, rest };
}

/** The version that this system's server or client says of itself: a file of its package. */
export function versionOf(p: Process, mysql: boolean): string {
  const node = p.fs.tryStat('/usr/share/mysql/VERSION');
  if (node?.kind === 'file') return new TextDecoder().decode(node.data).trim();
  return mysql ? '8.4.7' : '11.8.3-MariaDB-0+deb13u1 from Debian';
}
