// Which Compose files there are: those that are named, or the default ones of a folder and its parents.

import { dirname } from '../fs/path.ts';
import type { Process } from '../kernel/process.ts';
import { ComposeError } from './value.ts';

export interface LoadOptions {
  /** Paths given with -f; empty: the default files of this folder or one above. */
  readonly files: readonly string[];
  readonly stdin: string;
  readonly projectDirectory: string;
  readonly name: string;
  readonly envFiles: readonly string[];
  readonly profiles: readonly string[];
  /** Only `config` turns these off. */
  readonly interpolate: boolean;
  readonly normalize: boolean;
  readonly resolveEnvironment: boolean;
  readonly consistency: boolean;
  /** Between the parts of names. */
  readonly separator: string;
  readonly warn: (text: string) => void;
}

const DEFAULT_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE_FILES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

export function readFile(p: Process, path: string): string {
  const node = p.fs.tryStat(path);
  if (node === undefined) throw new ComposeError(`open ${path}: no such file or directory`);
  if (node.kind === 'dir') throw new ComposeError(`read ${path}: is a directory`);
  return p.fs.readText(path);
}

/** The files of a project, when none were named. @throws ComposeError */
export function findFiles(p: Process, start: string, warn: (text: string) => void): string[] {
  for (let dir = start; ; dir = dirname(dir)) {
    const found = DEFAULT_FILES.filter((f) => p.fs.tryStat(`${dir === '/' ? '' : dir}/${f}`)?.kind === 'file').map(
      (f) => `${dir === '/' ? '' : dir}/${f}`,
    );
    if (found.length > 0) {
      if (found.length > 1) {
        warn(`Found multiple config files with supported names: ${found.join(', ')}`);
        warn(`Using ${found[0]}`);
      }
      const overrides = OVERRIDE_FILES.map((f) => `${dir === '/' ? '' : dir}/${f}`).filter(
        (f) => p.fs.tryStat(f)?.kind === 'file',
      );
      if (overrides.length > 1) {
        warn(`Found multiple override files with supported names: ${overrides.join(', ')}`);
        warn(`Using ${overrides[0]}`);
      }
      return [found[0]!, ...overrides.slice(0, 1)];
    }
    if (dir === '/') throw new ComposeError('no configuration file provided: not found');
  }
}
