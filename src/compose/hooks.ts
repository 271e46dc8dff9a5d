// post_start and pre_stop: commands that run inside a container beside its own.

import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';
import { environmentList } from './request.ts';
import { ComposeError, type Dict, dictOf, listOf, textOf, textsOf } from './value.ts';

/** @throws ComposeError when a hook fails */
export function* runHooks(c: Compose, id: string, s: Dict, kind: 'post_start' | 'pre_stop'): Task {
  for (const hook of listOf(s[kind] ?? null).map(dictOf)) {
    const command = textsOf(hook['command'] ?? null);
    const exec = yield* c.api.ExecCreate(id, {
      User: textOf(hook['user']) ?? '',
      Privileged: hook['privileged'] === true,
      Tty: false,
      AttachStdin: false,
      AttachStdout: true,
      AttachStderr: true,
      Env: hook['environment'] === undefined ? null : environmentList(hook['environment']),
      WorkingDir: textOf(hook['working_dir']) ?? '',
      Cmd: command,
    });
    const stream = yield* c.api.ExecStart(exec, { detach: false });
    for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next());
    const { ExitCode } = yield* c.api.ExecInspect(exec);
    if (ExitCode !== 0)
      throw new ComposeError(`${textOf(s['container_name']) ?? 'service'} hook exited with status ${ExitCode}`);
  }
}
