// rm: what it removes, and what it asks before.

import { FsError, type FsNode } from '../../fs/node.ts';
import { basename, clean, join } from '../../fs/path.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { complain, complainFile, parseArgs, program, Usage } from '../args.ts';
import { ask } from '../ask.ts';

interface Removal {
  readonly recursive: boolean;
  readonly force: boolean;
  readonly verbose: boolean;
  readonly dirs: boolean;
  /** Ask of every file; otherwise only of those that are write-protected, when somebody sits there to answer. */
  readonly always: boolean;
}

/** `declined`: somebody said no, so that what is above stays too. */
interface Removed {
  readonly status: number;
  readonly declined: boolean;
}
const GONE: Removed = { status: 0, declined: false };

function kindOf(node: FsNode): string {
  if (node.kind === 'dir') return 'directory';
  if (node.kind === 'link') return 'symbolic link';
  if (node.kind === 'file') return node.data.length === 0 ? 'regular empty file' : 'regular file';
  return { char: 'character special file', fifo: 'fifo', socket: 'socket' }[node.type];
}

/** Asks about one file when it has to be asked; `descend`: about what is in a folder. */
function* agreed(p: Process, path: string, node: FsNode, o: Removal, descend: boolean): Task<boolean> {
  if (o.force) return true;
  const guarded = node.kind !== 'link' && !p.fs.may(node, 2) && (o.always || p.isatty(0));
  if (!o.always && !guarded) return true;
  const kind = p.busybox
    ? node.kind === 'dir'
      ? 'directory '
      : ''
    : `${guarded ? 'write-protected ' : ''}${kindOf(node)} `;
  return yield* ask(p, `${descend ? 'descend into' : 'remove'} ${kind}'${path}'`);
}

function* removeFolder(p: Process, path: string, node: FsNode, o: Removal): Task<Removed> {
  if (!o.recursive) {
    if (!o.dirs)
      return {
        status: yield* complain(p, p.busybox ? `'${path}' is a directory` : `cannot remove '${path}': Is a directory`),
        declined: false,
      };
    if (!(yield* agreed(p, path, node, o, false))) return { status: 0, declined: true };
    p.fs.rmdir(path);
    return GONE;
  }
  const names = p.fs.readdir(path);
  // GNU's rm asks once about an empty folder
  if ((p.busybox || names.length > 0) && !(yield* agreed(p, path, node, o, true))) return { status: 0, declined: true };
  let status = 0;
  let declined = false;
  for (const name of names) {
    const one = yield* remove(p, join(path, name), o);
    status |= one.status;
    declined ||= one.declined;
  }
  if (status !== 0 || (declined && !p.busybox)) return { status, declined };
  const asks = names.length === 0 || o.always;
  if (asks && !(p.busybox && !o.always) && !(yield* agreed(p, path, node, o, false)))
    return { status: 0, declined: true };
  p.fs.rmdir(path);
  if (o.verbose) yield* p.print(`removed directory '${path}'\n`);
  return GONE;
}

function* remove(p: Process, path: string, o: Removal): Task<Removed> {
  let node: FsNode;
  try {
    node = p.fs.lstat(path);
  } catch (error) {
    if (o.force && error instanceof FsError && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return GONE;
    return { status: yield* complainFile(p, 'remove', path, error), declined: false };
  }
  try {
    if (node.kind === 'dir') return yield* removeFolder(p, path, node, o);
    if (!(yield* agreed(p, path, node, o, false))) return { status: 0, declined: true };
    p.fs.unlink(path);
  } catch (error) {
    return { status: yield* complainFile(p, 'remove', path, error), declined: false };
  }
  if (o.verbose) yield* p.print(`removed '${path}'\n`);
  return GONE;
}

const WHEN: Readonly<Record<string, string>> = {
  never: 'f',
  no: 'f',
  none: 'f',
  once: 'I',
  always: 'i',
  yes: 'i',
  '': 'i',
};
const WRONG_WHEN = (text: string): string =>
  `invalid argument '${text}' for '--interactive'\nValid arguments are:\n  - 'never', 'no', 'none'\n  - 'once'\n  - 'always', 'yes'`;

export const rm: Program = program(function* (p) {
  const o = parseArgs(p, p.busybox ? 'rRfi' : 'rRfivdI', {
    recursive: 'r',
    force: 'f',
    verbose: 'v',
    dir: 'd',
    'interactive=?': 'when',
    'no-preserve-root': 'np',
    'preserve-root': 'pr',
    'one-file-system': 'one',
  });
  const when = o.get('when');
  if (when !== undefined && WHEN[when] === undefined) throw new Usage(WRONG_WHEN(when));
  if (o.rest.length === 0) {
    if (o.has('f')) return 0;
    throw new Usage('missing operand');
  }
  const last = o.last('f', 'i', 'I', 'when');
  const mode = last === 'when' ? WHEN[when!] : last;
  const recursive = o.has('r') || o.has('R');
  if (mode === 'I' && (recursive || o.rest.length > 3)) {
    const n = o.rest.length;
    if (!(yield* ask(p, `remove ${n} argument${n === 1 ? '' : 's'}${recursive ? ' recursively' : ''}`))) return 0;
  }
  const removal: Removal = {
    recursive,
    force: last === 'f',
    verbose: o.has('v'),
    dirs: o.has('d'),
    always: mode === 'i',
  };
  let status = 0;
  for (const path of o.rest) {
    if (clean(p.abs(path)) === '/' && recursive && !o.has('np')) {
      yield* p.eprint(
        "rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe\n",
      );
      status = 1;
      continue;
    }
    if (basename(path) === '.' || basename(path) === '..') {
      status = yield* complain(p, `refusing to remove '.' or '..' directory: skipping '${path}'`);
      continue;
    }
    status |= (yield* remove(p, path.replace(/(.)\/+$/, '$1'), removal)).status;
  }
  return status;
});
