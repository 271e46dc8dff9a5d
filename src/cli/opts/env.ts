// `-e`, `--env-file`, `--label-file`.

import { errnoText, FsError } from '../../fs/node.ts';
import type { Process } from '../../kernel/process.ts';
import { CliError } from '../cli.ts';
import type { Flags } from '../flags.ts';

/** Lines of an env or label file. @throws CliError with the CLI's texts */
export function readEnvFile(
  p: Process,
  path: string,
  lookup: (name: string) => string | undefined,
  kind: 'env' | 'label',
): string[] {
  let text: string;
  try {
    if (p.fs.stat(path).kind === 'dir')
      throw new CliError(`invalid ${kind === 'env' ? 'env' : 'label'} file (${path}): read ${path}: is a directory`);
    text = p.fs.readText(path);
  } catch (error) {
    if (error instanceof FsError) throw new CliError(`open ${path}: ${errnoText(error.code).toLowerCase()}`);
    throw error;
  }
  const out: string[] = [];
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    const line = raw.replace(/\r$/, '').replace(/^\s+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const eq = line.indexOf('=');
    const name = eq < 0 ? line : line.slice(0, eq);
    if (/\s/.test(eq < 0 ? name.trimEnd() : name))
      throw new CliError(`invalid env file (${path}): variable '${name}' contains whitespaces`);
    if (name === '') throw new CliError(`invalid env file (${path}): no variable name on line '${line}'`);
    if (eq >= 0) out.push(`${name}=${line.slice(eq + 1)}`);
    else {
      const value = lookup(name.trimEnd());
      if (value !== undefined) out.push(`${name.trimEnd()}=${value}`);
    }
  }
  return out;
}

/** `-e` values: a bare name takes its value from the environment, and stays bare when it has none. */
export function environment(p: Process, flags: Flags, files: string): string[] {
  const fromFiles = flags.list(files).flatMap((f) => readEnvFile(p, f, (n) => p.getenv(n), 'env'));
  const given = flags.list('env').map((e) => {
    if (e.includes('=')) return e;
    const value = p.getenv(e);
    return value === undefined ? e : `${e}=${value}`;
  });
  const out: string[] = [];
  // bare names come first, as the real CLI sends them
  const all = [
    ...fromFiles,
    ...given.filter((_, i) => !flags.list('env')[i]!.includes('=')),
    ...given.filter((_, i) => flags.list('env')[i]!.includes('=')),
  ];
  for (const e of all) {
    const name = e.split('=')[0]!;
    const later = all.findLast((x) => x.split('=')[0] === name);
    if (later === e && !out.includes(e)) out.push(e);
  }
  return out;
}
