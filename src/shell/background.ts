// Jobs in the background: how they come into the table, and coproc.

import type { AndOr, PipelineNode } from 'unbash';
import type { Task } from '../kernel/block.ts';
import { PipeReader, PipeWriter } from '../kernel/files.ts';
import { ByteQueue } from '../kernel/pipe.ts';
import type { Process } from '../kernel/process.ts';
import { forkChild } from './fork.ts';
import { addJob, resetCurrent } from './jobtable.ts';
import type { Shell } from './shell.ts';
import { type Late, lateParts } from './late.ts';
import { walk } from './walk.ts';

/** A command as bash writes it down; undefined on a machine that has not the code for it. */
function written(sh: Shell, node: Parameters<Late['unparse']>[1]): string | undefined {
  return lateParts.get(sh.p.kernel)?.get()?.unparse(sh.source.text, node);
}

/** A command as messages about its job name it. */
export function commandText(sh: Shell, node: PipelineNode | AndOr): string {
  return (sh.dialect === 'bash' ? written(sh, node) : undefined) ?? sh.source.text.slice(node.pos, node.end);
}

/** A job that runs in the background: it comes into the table, and at a terminal the shell tells its number. */
export function* started(sh: Shell, child: Process, text: string): Task {
  sh.lastBackground = child.nsPid;
  const job = addJob(sh, [child], text);
  resetCurrent(sh);
  if (sh.interactive && sh.dialect === 'bash') yield* sh.p.eprint(`[${job.id}] ${child.nsPid}\n`);
  sh.status = 0;
}

/** `coproc`: a job with pipes to and from it. */
export function* coproc(sh: Shell, node: import('unbash').Coproc): Task {
  const name = node.name?.text ?? 'COPROC';
  const toChild = new ByteQueue();
  const fromChild = new ByteQueue();
  const body = node.body;
  const child = yield* forkChild(sh, function* (c) {
    const sub = sh.inChild(c);
    return yield* walk.subshell(sub, () =>
      body.type === 'CompoundList' ? walk.compound(sub, body) : walk.command(sub, body, true),
    );
  });
  child.setFd(0, new PipeReader(toChild));
  child.setFd(1, new PipeWriter(fromChild));
  const read = sh.p.freeFd(60);
  sh.p.fds.set(read, new PipeReader(fromChild));
  const write = sh.p.freeFd(61);
  sh.p.fds.set(write, new PipeWriter(toChild));
  sh.vars.setArray(name, [String(read), String(write)]);
  sh.vars.set(`${name}_PID`, String(child.nsPid));
  if (sh.options.has('monitor')) sh.p.kernel.setGroup(child, child.pid);
  yield* started(sh, child, `coproc ${name} ${written(sh, body) ?? ''}`);
}
