// A machine with a project on its disk, for tests that build and run it.

import { decode } from '../../src/fs/bytes.ts';
import { EVERYTHING } from '../../src/headless/parts.ts';
import { Machine, type Session } from '../../src/lab/machine.ts';

/** Files of a project by path. */
export type Files = Readonly<Record<string, string>>;

export interface Project {
  readonly machine: Machine;
  /** Runs a line; what it printed on both streams, and its status. */
  run(line: string): { out: string; status: number };
}

/** A fresh machine with the files in /root/lab. */
export function project(files: Files): Project {
  const machine = new Machine(EVERYTHING, { registries: ['127.0.0.1:5555'] });
  const session: Session = machine.session({ user: 'root', cwd: '/root/lab', name: 'test' });
  const run = (line: string): { out: string; status: number } => {
    const a = session.run(line, 1e7);
    return { out: decode(a.stdout) + decode(a.stderr), status: a.status };
  };
  for (const [path, text] of Object.entries(files)) {
    const folder = path.includes('/') ? `mkdir -p ${path.slice(0, path.lastIndexOf('/'))}; ` : '';
    const written = run(`${folder}cat > '${path}' <<'END_OF_FILE'\n${text}END_OF_FILE`);
    if (written.status !== 0) throw new Error(written.out);
  }
  return { machine, run };
}

/** Steps that a plain build shows: title and whether it was cached. */
export function stepsOf(output: string): string[] {
  const titles = new Map<string, string>();
  const cached = new Set<string>();
  for (const line of output.split('\n')) {
    const m = /^#(\d+) (.*)$/.exec(line);
    if (m === null) continue;
    if (/^\[.*\d+\/\d+\]/.test(m[2]!)) titles.set(m[1]!, m[2]!);
    else if (m[2] === 'CACHED') cached.add(m[1]!);
  }
  return [...titles].map(([id, title]) => `${cached.has(id) ? 'CACHED ' : ''}${title}`);
}
