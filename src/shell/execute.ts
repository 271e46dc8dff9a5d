// A command that is a program: its process, its environment, and why it cannot be executed.

import { commandText } from './background.ts';
import { forkChild } from './fork.ts';
import type { Command } from 'unbash';
import { FsError, errnoText } from '../fs/node.ts';
import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { foreground } from './foreground.ts';
import { expandString } from './expand.ts';
import { type Redirect, applyRedirects } from './redirect.ts';
import { type Shell, CommandError, Exit } from './shell.ts';

export function* external(
  sh: Shell,
  node: Command,
  argv: string[],
  assignments: readonly import('unbash').Assignment[],
  redirects: readonly Redirect[],
  tail: boolean,
): Task {
  const env = sh.vars.environment();
  for (const a of assignments) if (a.value.type === 'Word') env.set(a.name, yield* expandString(sh, a.value, true));
  const path = sh.p.which(argv[0]!, assignments.some((a) => a.name === 'PATH') ? env.get('PATH') : sh.vars.get('PATH'));
  const program = function* (p: Process): Task<number> {
    try {
      yield* applyRedirects(sh, p, redirects);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      yield* p.eprint(`${sh.prefix()}${error.message}\n`);
      return error.status;
    }
    env.set('_', path ?? argv[0]!);
    p.env = env;
    return yield* execute(sh, p, path, argv);
  };
  if (tail) throw new Exit(yield* program(sh.p));
  const child = yield* forkChild(sh, program, argv);
  if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, child.pid);
  sh.status = yield* foreground(sh, [child], () => commandText(sh, node));
}

/** Executes a file in process `p`, or says why that cannot be: 127 not found, 126 not executable. */
export function* execute(sh: Shell, p: Process, path: string | undefined, argv: readonly string[]): Task<number> {
  const name = argv[0]!;
  if (path === undefined) {
    yield* p.eprint(`${sh.prefix()}${name}: ${sh.dialect === 'bash' ? 'command not found' : 'not found'}\n`);
    return 127;
  }
  try {
    return yield* p.exec(path, argv);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (error.code === 'ENOEXEC') return yield* scriptWithoutShebang(sh, p, path, argv);
    const isDir = p.fs.tryStat(path)?.kind === 'dir';
    if (error.code === 'ENOENT' && p.fs.exists(path)) {
      yield* p.eprint(
        sh.dialect === 'bash'
          ? `${sh.prefix()}${name}: cannot execute: required file not found\n`
          : `${sh.prefix()}${name}: not found\n`,
      );
      return 127;
    }
    const text =
      isDir && sh.dialect === 'bash'
        ? 'Is a directory'
        : sh.dialect === 'bash' || error.code !== 'ENOENT'
          ? errnoText(error.code)
          : 'not found';
    yield* p.eprint(`${sh.prefix()}${name}: ${text}\n`);
    return error.code === 'ENOENT' ? 127 : 126;
  }
}

function* scriptWithoutShebang(sh: Shell, p: Process, path: string, argv: readonly string[]): Task<number> {
  const bytes = p.fs.readFile(path);
  if (bytes.subarray(0, 80).includes(0)) {
    yield* p.eprint(`${sh.prefix()}${argv[0]!}: cannot execute binary file: Exec format error\n`);
    return 126;
  }
  const shell = sh.p.fs.exists('/bin/bash') && sh.dialect === 'bash' ? '/bin/bash' : '/bin/sh';
  return yield* p.exec(shell, [shell, path, ...argv.slice(1)]);
}
