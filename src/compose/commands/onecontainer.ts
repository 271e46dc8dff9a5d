// attach, commit, export: one container of a service.

import { familiarName, parseReference } from '../../api/reference.ts';
import { Cli } from '../../cli/cli.ts';
import { IMPLEMENTED } from '../../cli/command/index.ts';
import { parseFlags } from '../../cli/flags.ts';
import { COMMANDS } from '../../cli/tree.ts';
import type { Task } from '../../kernel/block.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { theContainer } from '../observe.ts';
import { ComposeError } from '../value.ts';

/** Runs a command of the docker client with arguments of our own. */
export function* asDocker(c: Compose, path: string, args: readonly string[]): Task<number> {
  const spec = COMMANDS.get(path)!;
  const implementation = IMPLEMENTED.get(path)!;
  const flags = parseFlags(spec.flags, [...args], { stopAtFirst: implementation.stopAtFirst ?? false });
  return yield* implementation.run(new Cli(c.p, c.api, spec, flags, flags.args));
}

/** What cannot be pretended: to be in a container. */
export function notDry(what: 'run' | 'exec'): ComposeError {
  return new ComposeError(`interactive ${what} is not supported in dry-run mode`);
}

function* attach(c: Compose): Task<number> {
  const { name } = yield* c.projectOrName();
  const x = yield* theContainer(c.api, name, c.args[0]!, c.flags.number('index'));
  if (c.dryRun) throw notDry('run');
  return yield* asDocker(c, 'docker attach', [
    ...(c.flags.bool('no-stdin') ? ['--no-stdin'] : []),
    ...(c.flags.bool('sig-proxy') ? [] : ['--sig-proxy=false']),
    ...(c.flags.string('detach-keys') === '' ? [] : ['--detach-keys', c.flags.string('detach-keys')]),
    x.id,
  ]);
}

function* commit(c: Compose): Task<number> {
  const { name } = yield* c.projectOrName();
  const x = yield* theContainer(c.api, name, c.args[0]!, c.flags.number('index'), true);
  yield* c.progress('Committing', function* (w) {
    const event = { id: x.name, text: `Commit ${x.name}` };
    yield* w.event({ ...event, status: 'Committing', stage: 'working' });
    const ref = c.args[1] ?? '';
    const parsed = ref === '' ? undefined : parseReference(ref);
    const id = yield* c.api.ImageCommit(x.id, {
      repo: parsed === undefined ? '' : familiarName(parsed),
      tag: parsed?.tag ?? '',
      comment: c.flags.string('message'),
      author: c.flags.string('author'),
      pause: c.flags.bool('pause'),
      changes: c.flags.list('change'),
    });
    yield* w.event({ ...event, status: c.dryRun ? 'Committed' : `Committed as ${id}`, stage: 'done' });
  });
  return 0;
}

function* exported(c: Compose): Task<number> {
  const { name } = yield* c.projectOrName();
  const x = yield* theContainer(c.api, name, c.args[0]!, c.flags.number('index'), true);
  const to = c.flags.string('output');
  const folder = to.includes('/') ? to.slice(0, to.lastIndexOf('/')) || '/' : '.';
  if (to === '' && c.p.isatty(1)) throw new ComposeError('output option is required when exporting to terminal');
  if (to !== '' && !c.p.fs.exists(folder))
    throw new ComposeError(
      `failed to export container: invalid output path: directory ${JSON.stringify(folder)} does not exist`,
    );
  yield* c.progress('Exporting', function* (w) {
    const event = { id: x.name, text: `export ${x.name} to ${to}` };
    yield* w.event({ ...event, status: 'Exporting', stage: 'working' });
    const tar = yield* c.api.ContainerExport(x.id);
    // as in the real program: the end is told only where nothing is written
    if (c.dryRun) yield* w.event({ ...event, status: 'Exported', stage: 'done' });
    else if (to === '') yield* c.p.write(1, tar);
    else c.p.fs.writeFile(to, tar);
  });
  return 0;
}

export const oneContainerCommands: Record<string, Command> = {
  attach: { args: { least: 1 }, run: attach },
  commit: { args: { least: 1, most: 2 }, run: commit },
  export: { args: { least: 1 }, run: exported },
};
