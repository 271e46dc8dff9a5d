// Will the main program of a container run here? Its file may be there without a program of the machine behind it.

import { decode } from '../fs/bytes.ts';
import type { DirNode, FsNode } from '../fs/node.ts';
import { clean } from '../fs/path.ts';
import { getAt } from '../fs/tree.ts';
import { type Kernel } from '../kernel/kernel.ts';
import { PROGRAM_MAGIC } from '../kernel/image.ts';

/** The node at a path of a tree, symbolic links followed. */
function follow(tree: DirNode, path: string, depth = 0): FsNode | undefined {
  if (depth > 20) return undefined;
  let at = '';
  for (const part of clean(path)
    .split('/')
    .filter((x) => x !== '')) {
    const next = getAt(
      tree,
      `${at}/${part}`.split('/').filter((x) => x !== ''),
    );
    if (next?.kind === 'link') {
      const rest = clean(path)
        .split('/')
        .filter((x) => x !== '')
        .slice(at.split('/').filter((x) => x !== '').length + 1)
        .join('/');
      const target = next.target.startsWith('/') ? next.target : `${at}/${next.target}`;
      return follow(tree, `${target}/${rest}`, depth + 1);
    }
    at = `${at}/${part}`;
  }
  return getAt(
    tree,
    at.split('/').filter((x) => x !== ''),
  );
}

/**
 * The first program of a command line that is there as a file but cannot run.
 * @param words entrypoint and command of a container; scripts of an image run what follows them
 * @returns its path, undefined when all is well (or not known before it runs)
 */
export function notSimulated(
  kernel: Kernel,
  tree: DirNode,
  words: readonly string[],
  env: readonly string[],
): string | undefined {
  const path =
    env.find((e) => e.startsWith('PATH='))?.slice(5) ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  for (const word of words.slice(0, 3)) {
    if (word.startsWith('-')) continue;
    const places = word.includes('/') ? [word] : path.split(':').map((d) => `${d}/${word}`);
    for (const place of places) {
      const node = follow(tree, place);
      if (node?.kind !== 'file') continue;
      const text = decode(node.data.subarray(0, 80));
      if (text.startsWith('#!')) break;
      if (!text.startsWith(PROGRAM_MAGIC)) return undefined;
      const name = text.slice(PROGRAM_MAGIC.length).split(/[\s\n]/)[0]!;
      return kernel.programs.get(name) === undefined ? place : undefined;
    }
  }
  return undefined;
}
