// Tab completion at a shell's prompt: commands, what a command's own completer offers, and file names.

import { join } from '../fs/path.ts';
import { builtins } from './builtins/index.ts';
import type { Shell } from './shell.ts';

/** Completions of the word that ends at `at`. Options that end a word carry a trailing space. */
export function complete(sh: Shell, line: string, at: number): { from: number; options: string[] } {
  const before = line.slice(0, at);
  const start =
    Math.max(before.lastIndexOf('|'), before.lastIndexOf(';'), before.lastIndexOf('&'), before.lastIndexOf('('), -1) +
    1;
  const words = before.slice(start).trimStart().split(/\s+/);
  while (words.length > 1 && (/^\w+=/.test(words[0]!) || words[0] === 'sudo')) words.shift();
  const word = words.at(-1) ?? '';
  const from = at - word.length;
  if (words.length === 1 && !word.includes('/')) return { from, options: commands(sh, word) };
  const completer = sh.p.kernel.completers.get(words[0]!);
  const own = completer?.(sh.p, words.slice(1, -1), word);
  if (own !== undefined) return { from, options: own };
  return { from: from + word.lastIndexOf('/') + 1, options: files(sh, word) };
}

function commands(sh: Shell, prefix: string): string[] {
  const out = new Set<string>();
  for (const name of [...builtins().keys(), ...sh.functions.keys(), ...sh.aliases.keys()])
    if (name.startsWith(prefix)) out.add(name);
  for (const dir of (sh.vars.get('PATH') ?? '').split(':')) {
    if (!sh.p.fs.isDir(dir)) continue;
    for (const name of sh.p.fs.readdir(dir)) if (name.startsWith(prefix)) out.add(name);
  }
  return [...out].sort().map((x) => `${x} `);
}

/** File names that begin with the last part of `word`; directories end in a slash. */
export function files(sh: Pick<Shell, 'p'>, word: string): string[] {
  const cut = word.lastIndexOf('/');
  const dir = cut < 0 ? '.' : word.slice(0, cut + 1).replace(/^~(?=\/)/, sh.p.env.get('HOME') ?? '~');
  const prefix = word.slice(cut + 1);
  try {
    return sh.p.fs
      .readdir(dir)
      .filter((n) => n.startsWith(prefix) && (prefix.startsWith('.') || !n.startsWith('.')))
      .map((n) => (sh.p.fs.isDir(join(dir, n)) ? `${n}/` : `${n} `));
  } catch {
    return [];
  }
}
