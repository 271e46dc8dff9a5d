// For tests: commands at the prompt of a fresh machine.

import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from './parts.ts';
import { Machine } from '../lab/machine.ts';

/** A shell of a machine of its own: runs a command, gives what it wrote and, where it is not 0, `= status`. */
export function session(options: { user?: string; images?: readonly string[] } = {}): (command: string) => string {
  const user = options.user ?? 'root';
  const cwd = user === 'root' ? '/root/lab' : `/home/${user}`;
  const s = new Machine(EVERYTHING).session({ user, cwd, name: 'test' });
  for (const image of options.images ?? []) s.run(`docker pull -q ${image}`);
  return (command) => {
    const a = s.run(command);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
}
