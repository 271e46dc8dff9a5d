// run and exec: a command in a container of its own, or in one that runs.

import { waited } from '../../api/waited.ts';
import { type Task, waitFor } from '../../kernel/block.ts';
import { pump } from '../../cli/command/container/hijack.ts';
import { ApiError } from '../../api/error.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { canonicalService } from '../canonical.ts';
import { Ended } from '../attached.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { createProject, makeContainer } from '../converge.ts';
import { parseDotenv } from '../dotenv.ts';
import { ensureImages } from '../images.ts';
import { LABEL } from '../labels.ts';
import { containersOf, theContainer } from '../observe.ts';
import { progressFor } from '../progress.ts';
import { dependenciesOf, type Project } from '../project.ts';
import { startProject, waitForDependencies } from '../start.ts';
import {
  ComposeError,
  type Dict,
  dictOf,
  emptyMap,
  listOf,
  mapFrom,
  mapOver,
  mappingOf,
  type Value,
} from '../value.ts';
import { splitWords } from '../words.ts';
import { asDocker, notDry } from './onecontainer.ts';

/** `-e` and the like as a mapping; a bare name takes the value of the environment, and says nothing where that has none. */
function variables(list: readonly string[], lookup: (name: string) => string | undefined): Dict {
  return mapFrom(
    Object.entries(mappingOf([...list]))
      .map(([k, v]): [string, Value] => [k, v ?? lookup(k) ?? null])
      .filter(([, v]) => v !== null),
  );
}

/** Variables of a file, which is one like `.env`. A file that makes no sense gives none, as in the real program. */
function fromFile(p: Process, path: string): Dict {
  const node = p.fs.tryStat(p.abs(path));
  if (node === undefined) throw new ComposeError(`open ${path}: no such file or directory`);
  try {
    return mapFrom<Value>(parseDotenv(p.fs.readText(p.abs(path)), () => undefined));
  } catch (error) {
    if (error instanceof ComposeError) return emptyMap();
    throw error;
  }
}

/** The service with what the command line says over it. @throws ComposeError */
function applied(c: Compose, project: Project, name: string, own: Dict): Dict {
  const { flags, p } = c;
  const s: Dict = { ...own };
  const rest = c.args.slice(1);
  if (rest.length > 0) s['command'] = rest;
  if (flags.given('entrypoint')) {
    const words = splitWords(flags.string('entrypoint'));
    if (words === undefined) throw new ComposeError('invalid command line string');
    s['entrypoint'] = words;
    if (rest.length === 0) delete s['command'];
  }
  const files = mapOver<Value>(
    ...flags
      .list('env-from-file')
      .toReversed()
      .map((f) => fromFile(p, f)),
  );
  s['environment'] = mapOver<Value>(
    dictOf(s['environment']),
    files,
    variables(flags.list('env'), (n) => project.environment.get(n)),
  );
  if (flags.given('user')) s['user'] = flags.string('user');
  if (flags.given('workdir')) s['working_dir'] = flags.string('workdir');
  if (flags.given('label')) s['labels'] = mapOver<Value>(dictOf(s['labels']), mappingOf([...flags.list('label')]));
  if (flags.given('cap-add')) s['cap_add'] = [...listOf(s['cap_add'] ?? null), ...flags.list('cap-add')];
  if (flags.given('cap-drop')) s['cap_drop'] = [...listOf(s['cap_drop'] ?? null), ...flags.list('cap-drop')];
  if (flags.given('volume')) {
    const more = canonicalService(
      name,
      { volumes: [...flags.list('volume')] },
      { dir: p.cwd, home: p.getenv('HOME') ?? '/root' },
    )['volumes'];
    const targets = listOf(more ?? null).map((v) => dictOf(v)['target']);
    s['volumes'] = [
      ...listOf(s['volumes'] ?? null).filter((v) => !targets.includes(dictOf(v)['target'] ?? null)),
      ...listOf(more ?? null),
    ];
  }
  if (flags.given('publish')) {
    if (flags.bool('service-ports')) throw new ComposeError('--service-ports and --publish are incompatible');
    s['ports'] = canonicalService(name, { ports: [...flags.list('publish')] }, { dir: p.cwd, home: '/' })['ports']!;
  } else if (!flags.bool('service-ports')) delete s['ports'];
  if (flags.given('name')) s['container_name'] = flags.string('name');
  return s;
}

function* run(c: Compose): Task<number> {
  const { flags, p, api } = c;
  const service = c.args[0]!;
  if (flags.bool('service-ports') && flags.given('publish'))
    throw new ComposeError('--service-ports and --publish are incompatible');
  if (!['', 'always', 'missing', 'never', 'policy'].includes(flags.string('pull')))
    throw new ComposeError(`invalid --pull option ${JSON.stringify(flags.string('pull'))}`);
  const project = yield* c.project([service], !flags.bool('no-deps'));
  const own = project.services[service]!;
  const pull = flags.string('pull') === 'policy' ? '' : flags.string('pull');
  const dependencies: Project = {
    ...project,
    services: mapFrom(Object.entries(project.services).filter(([n]) => n !== service)),
    disabled: mapOver(project.disabled, { [service]: own }),
  };
  yield* c.progress(
    'Creating',
    function* (w) {
      yield* createProject(
        c,
        dependencies,
        {
          services: [],
          recreate: 'diverged',
          recreateDependencies: 'diverged',
          inherit: true,
          removeOrphans: flags.bool('remove-orphans'),
          ignoreOrphans: false,
          timeout: undefined,
          pull,
          build: 'missing',
          quietPull: flags.bool('quiet-pull') || flags.bool('quiet'),
          quietBuild: flags.bool('quiet-build'),
        },
        w,
      );
      if (Object.keys(dependencies.services).length > 0)
        yield* startProject(c, dependencies, { wait: false, waitTimeout: 0, w });
    },
    flags.bool('quiet'),
  );
  const s = applied(c, project, service, own);
  const detach = flags.bool('detach');
  const terminal = !(flags.given('no-TTY') && flags.bool('no-TTY')) && p.isatty(0) && p.isatty(1);
  const interactive = flags.bool('interactive') && !detach;
  const only: Project = { ...project, services: { [service]: s } };
  let images = new Map<string, string>();
  yield* c.progress(
    'Creating',
    function* (w) {
      images = yield* ensureImages(c, only, w, {
        pull,
        build: flags.bool('build') ? 'always' : 'missing',
        quietPull: flags.bool('quiet-pull') || flags.bool('quiet'),
        quietBuild: flags.bool('quiet-build'),
      });
    },
    flags.bool('quiet'),
  );
  const seen = yield* containersOf(api, project.name, { all: true });
  if (!flags.bool('no-deps'))
    yield* waitForDependencies(c, project, service, dependenciesOf(own), seen, progressFor(p, 'quiet', '', false));
  const slug = Array.from({ length: 32 }, () => (p.kernel.random.next() % 256).toString(16).padStart(2, '0')).join('');
  const name = flags.given('name')
    ? flags.string('name')
    : [project.name, service, 'run', slug.slice(0, 12)].join(project.separator);
  const id = yield* makeContainer(
    c,
    only,
    service,
    {
      ...s,
      tty: terminal && !detach ? true : s['tty'] === true,
      stdin_open: interactive ? true : s['stdin_open'] === true,
    },
    images,
    {
      name,
      number: 1,
      oneoff: true,
      useAliases: flags.bool('use-aliases'),
      attachStdin: interactive,
      autoRemove: flags.bool('rm'),
      extraLabels: { [LABEL.slug]: slug },
    },
  );
  if (c.dryRun) {
    if (!detach) throw notDry('run');
    yield* c.print(`${name}\n`);
    return 0;
  }
  if (detach) {
    yield* api.ContainerStart(id);
    yield* c.print(`${id}\n`);
    return 0;
  }
  const status = yield* attachedRun(c, id, interactive, terminal, flags.bool('rm'));
  if (status !== 0) throw new Ended(status, false);
  return 0;
}

/** Starts a container with its streams on ours and waits for its end. */
function* attachedRun(c: Compose, id: string, stdin: boolean, tty: boolean, remove: boolean): Task<number> {
  const { api, p } = c;
  const stream = yield* api.ContainerAttach(id, { stdin, stdout: true, stderr: true, logs: false });
  let status: number | undefined;
  const waiter = p.thread(function* () {
    status = (yield* waited(yield* api.ContainerWait(id, remove ? 'removed' : 'next-exit'))) ?? 125;
    return 0;
  });
  for (const s of [SIGNALS.INT, SIGNALS.TERM, SIGNALS.HUP]) waiter.actions.set(s, 'ignore');
  try {
    yield* api.ContainerStart(id);
    yield* pump(c.cli, stream, {
      stdin,
      tty,
      keys: [16, 17],
      ...(tty
        ? {}
        : {
            *signal(name: string): Task {
              try {
                yield* api.ContainerKill(id, name);
              } catch (error) {
                if (!(error instanceof ApiError)) throw error;
              }
            },
          }),
    });
    while (waiter.status === undefined) yield* waitFor([waiter.exited]);
    return status ?? 125;
  } catch (error) {
    stream.close();
    if (remove && error instanceof ApiError) {
      try {
        yield* api.ContainerRemove(id, { force: true, volumes: true, link: false });
      } catch (other) {
        if (!(other instanceof ApiError)) throw other;
      }
    }
    throw error;
  } finally {
    if (waiter.status === undefined) p.kernel.end(waiter, 0, SIGNALS.KILL);
  }
}

function* exec(c: Compose): Task<number> {
  const { flags, p } = c;
  const { name } = yield* c.projectOrName();
  const [service = '', ...command] = c.args;
  const x = yield* theContainer(c.api, name, service, flags.number('index'));
  const detach = flags.bool('detach');
  if (c.dryRun) {
    if (!detach) throw notDry('exec');
    const words = command.map((w) => JSON.stringify(w)).join(' ');
    yield* c.print(` DRY-RUN MODE - Executing command [${words}] in ${x.id} (detached mode)\n`);
    return 0;
  }
  const tty = !(flags.given('no-tty') && flags.bool('no-tty')) && !detach && p.isatty(0) && p.isatty(1);
  const args = [...(detach ? ['-d'] : ['-i']), ...(tty ? ['-t'] : [])];
  for (const e of flags.list('env')) args.push('-e', e);
  for (const [flag, value] of [
    ['-u', flags.string('user')],
    ['-w', flags.string('workdir')],
  ] as const)
    if (value !== '') args.push(flag, value);
  if (flags.bool('privileged')) args.push('--privileged');
  const status = yield* asDocker(c, 'docker exec', [...args, x.id, ...command]);
  if (status !== 0) throw new Ended(status, true);
  return 0;
}

export const runCommands: Record<string, Command> = {
  run: { args: { least: 1 }, stopAtFirst: true, run },
  exec: { args: { least: 2 }, stopAtFirst: true, run: exec },
};
