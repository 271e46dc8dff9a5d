// Program images: what executing a file means.

import { decode } from '../fs/bytes.ts';
import { FsError } from '../fs/node.ts';
import type { Program, Task } from './block.ts';
import type { Kernel } from './kernel.ts';
import { commOf, type Process } from './process.ts';

/** A program made ready to run. */
export interface Image {
  readonly program: Program;
  readonly argv: readonly string[];
  readonly exe: string;
  readonly flavor: 'gnu' | 'busybox';
  readonly setuid: number | undefined;
}

/** What the content of a program's file begins with; the program's name follows, then a newline. */
export const PROGRAM_MAGIC = '\x7fELF drydock:';

// --- program images

/**
 * What executing a file means: a program of the machine, or the interpreter that `#!` names.
 * @throws FsError ENOENT, EACCES, ENOEXEC
 */
export function loadImage(kernel: Kernel, p: Process, path: string, argv: readonly string[], depth = 0): Image {
  const place = p.fs.place(path);
  const { node } = place;
  if (node === undefined) throw new FsError('ENOENT', path);
  if (node.kind !== 'file' || !p.fs.may(node, 1)) throw new FsError('EACCES', path);
  const head = decode(node.data.subarray(0, 256));
  if (head.startsWith('#!')) {
    // a carriage return is no blank: `#!/bin/sh\r` names an interpreter that nobody has
    const line = /^#![ \t]*([^ \t\n]+)(?:[ \t]+([^\n]*?))?[ \t]*(?:\n|$)/.exec(head);
    if (line === null || depth > 4) throw new FsError('ENOEXEC', path);
    const interpreter = [line[1]!, ...(line[2] ? [line[2]] : []), path, ...argv.slice(1)];
    return loadImage(kernel, p, line[1]!, interpreter, depth + 1);
  }
  if (!head.startsWith(PROGRAM_MAGIC)) throw new FsError('ENOEXEC', path);
  const [name = '', flavor] = head.slice(PROGRAM_MAGIC.length).split('\n', 1)[0]!.split(' ');
  const program = kernel.programs.get(name) ?? notSimulated(name);
  return {
    program,
    argv,
    exe: place.abs,
    flavor: flavor === 'busybox' ? 'busybox' : 'gnu',
    setuid: (node.mode & 0o4000) !== 0 ? node.uid : undefined,
  };
}

export function* runImage(kernel: Kernel, p: Process, image: Image): Task<number> {
  // a program of busybox stands alone; the others open their libraries first
  if (image.flavor === 'gnu' && full(p)) {
    yield* p.eprint(
      `${image.argv[0]}: error while loading shared libraries: libc.so.6: cannot open shared object file: Error 24\n`,
    );
    return 127;
  }
  p.argv = image.argv;
  p.comm = commOf(image.argv[0] ?? '');
  p.exe = image.exe;
  p.flavor = image.flavor;
  p.extension = undefined;
  if (image.setuid !== undefined && !p.noNewPrivs) {
    p.euid = image.setuid;
    if (image.setuid === 0) p.caps = p.bounding;
  }
  for (const [sig, action] of [...p.actions]) if (action === 'catch') p.actions.delete(sig);
  p.caught.length = 0;
  return yield* image.program(p);
}

/** Can the process open no file any more? */
function full(p: Process): boolean {
  try {
    p.needFds(1, '');
    return false;
  } catch {
    return true;
  }
}

function notSimulated(name: string): Program {
  return function* (p) {
    yield* p.eprint(`drydock: '${name}' is not simulated\n`);
    return 1;
  };
}
