// What compilers leave: a file that can be executed, and then says from what it was made (decisions/0020).

import { encode } from '../../fs/bytes.ts';
import { nextIno } from '../../fs/cell.ts';
import { sha256hex } from '../../fs/digest.ts';
import { FsError } from '../../fs/node.ts';
import { dirname } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import { PROGRAM_MAGIC } from '../../kernel/image.ts';
import type { Process } from '../../kernel/process.ts';
import { Failure, reason } from '../args.ts';

export const LANGUAGES = { go: 'Go', rust: 'Rust', c: 'C', java: 'Java', net: 'C#' } as const;
export type Language = keyof typeof LANGUAGES;

/** Bytes of a compiled program: other sources give other bytes, so that the build cache sees a change. */
export const compiledBytes = (language: Language, sources: readonly string[]): Uint8Array =>
  encode(`${PROGRAM_MAGIC}compiled-${language}\n${sha256hex(sources.join('\0'))}\n`);

/** Writes what a compiler makes. */
export function putCompiled(
  p: Process,
  path: string,
  language: Language,
  sources: readonly string[],
  mode = 0o755,
): void {
  try {
    p.fs.mkdirp(dirname(p.abs(path)));
    p.fs.put(p.abs(path), {
      kind: 'file',
      mode,
      uid: p.euid,
      gid: p.egid,
      mtime: p.kernel.now,
      ino: nextIno(),
      data: compiledBytes(language, sources),
    });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new Failure(`cannot open ${path} for writing: ${reason(error)}`);
  }
}

/** Files below a folder whose names a pattern takes, with their texts; deep folders of dependencies are left out. */
export function sourcesBelow(p: Process, dir: string, name: RegExp, depth = 0): { path: string; text: string }[] {
  if (depth > 12 || !p.fs.isDir(dir)) return [];
  return p.fs.readdir(dir).flatMap((n) => {
    const path = `${dir === '/' ? '' : dir}/${n}`;
    const node = p.fs.tryLstat(path);
    if (node?.kind === 'dir')
      return n === 'node_modules' || n === '.git' || n === 'target' || n === 'vendor'
        ? []
        : sourcesBelow(p, path, name, depth + 1);
    return node?.kind === 'file' && name.test(n) ? [{ path, text: new TextDecoder().decode(node.data) }] : [];
  });
}

const compiled = (language: Language): Program =>
  function* (p): Task<number> {
    yield* p.eprint(`drydock: '${p.name}' was compiled from ${LANGUAGES[language]} and is not simulated\n`);
    return 1;
  };

export const compiledPrograms: Record<string, Program> = Object.fromEntries(
  (Object.keys(LANGUAGES) as Language[]).map((l) => [`compiled-${l}`, compiled(l)]),
);
