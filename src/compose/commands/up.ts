// up, create, start, scale: from files to running containers.

import type { Task } from '../../kernel/block.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import { upAttached } from '../attached.ts';
import type { Command } from '../command.ts';
import type { Compose } from '../context.ts';
import { type CreateOptions, createProject } from '../converge.ts';
import type { Recreate } from '../plan.ts';
import { type Project, scaleOf, select } from '../project.ts';
import { startProject } from '../start.ts';
import { ComposeError, isDict, mapOver } from '../value.ts';
import { watchProject } from '../watch.ts';

/** `--scale web=3`, on a project. @throws ComposeError */
export function scaled(project: Project, specs: readonly string[]): Project {
  const services = mapOver(project.services);
  for (const spec of specs) {
    const eq = spec.indexOf('=');
    if (eq < 0) throw new ComposeError(`invalid --scale option ${JSON.stringify(spec)}. Should be SERVICE=NUM`);
    const name = spec.slice(0, eq);
    const n = spec.slice(eq + 1);
    if (!/^[-+]?\d+$/.test(n)) throw new ComposeError(`strconv.Atoi: parsing ${JSON.stringify(n)}: invalid syntax`);
    const s = services[name];
    if (s === undefined) throw new ComposeError(`no such service: ${name}: not found`);
    const deploy =
      isDict(s['deploy']) && s['deploy']['replicas'] !== undefined
        ? { deploy: { ...s['deploy'], replicas: Number(n) } }
        : {};
    services[name] = { ...s, scale: Number(n), ...deploy };
  }
  return { ...project, services };
}

const POLICIES = ['', 'always', 'missing', 'never', 'if_not_present', 'build', 'policy'];

/** What `up` and `create` share of flags. @throws ComposeError */
function createOptions(c: Compose, services: readonly string[]): CreateOptions {
  const { flags } = c;
  const pull = flags.string('pull') === 'policy' ? '' : flags.string('pull');
  if (!POLICIES.includes(pull)) throw new ComposeError(`invalid --pull option ${JSON.stringify(pull)}`);
  const recreate: Recreate = flags.bool('no-recreate')
    ? 'never'
    : flags.bool('force-recreate') || flags.bool('renew-anon-volumes')
      ? 'force'
      : 'diverged';
  return {
    services,
    recreate,
    recreateDependencies: flags.bool('no-recreate')
      ? 'never'
      : flags.bool('always-recreate-deps')
        ? 'force'
        : 'diverged',
    inherit: !flags.bool('renew-anon-volumes'),
    removeOrphans: flags.bool('remove-orphans'),
    ignoreOrphans: c.p.getenv('COMPOSE_IGNORE_ORPHANS') === 'true' || c.p.getenv('COMPOSE_IGNORE_ORPHANS') === '1',
    timeout: flags.given('timeout') ? flags.number('timeout') : undefined,
    pull: pull === 'if_not_present' ? 'missing' : pull,
    build: flags.bool('no-build') ? 'never' : flags.bool('build') ? 'always' : 'missing',
    quietPull: flags.bool('quiet-pull'),
    quietBuild: flags.bool('quiet-build'),
  };
}

/** Flags that exclude each other. @throws ComposeError */
function check(c: Compose): { detach: boolean; cascade: 'stop' | 'fail' | 'ignore' } {
  const { flags } = c;
  const fail = flags.bool('abort-on-container-failure');
  const stop = flags.bool('abort-on-container-exit') || (flags.string('exit-code-from') !== '' && !fail);
  if (stop && fail)
    throw new ComposeError('--abort-on-container-failure cannot be combined with --abort-on-container-exit');
  const attach = flags.list('attach').length > 0;
  let detach = flags.bool('detach');
  if (flags.bool('wait')) {
    if (flags.bool('attach-dependencies') || stop || attach)
      throw new ComposeError(
        '--wait cannot be combined with --abort-on-container-exit, --attach or --attach-dependencies',
      );
    detach = true;
  }
  if (flags.bool('build') && flags.bool('no-build')) throw new ComposeError('--build and --no-build are incompatible');
  if (detach && (flags.bool('attach-dependencies') || stop || fail || attach || flags.bool('watch')))
    throw new ComposeError(
      `--${flags.bool('wait') ? 'wait' : 'detach'} cannot be combined with --abort-on-container-exit, --abort-on-container-failure, --attach, --attach-dependencies or --watch`,
    );
  for (const [a, b] of [
    ['renew-anon-volumes', 'no-recreate'],
    ['force-recreate', 'no-recreate'],
    ['always-recreate-deps', 'no-recreate'],
    ['no-build', 'watch'],
  ] as const) {
    if (!flags.bool(a) || !flags.bool(b)) continue;
    throw new ComposeError(
      a === 'renew-anon-volumes'
        ? '--no-recreate and --renew-anon-volumes are incompatible'
        : `--${a} and --${b} are incompatible`,
    );
  }
  return { detach, cascade: stop ? 'stop' : fail ? 'fail' : 'ignore' };
}

/**
 * Is there a menu at the last line of the terminal? It is not drawn here (what it offers a browser has no use for), but
 * with it Ctrl-C is a key like any other.
 */
function menu(c: Compose): boolean {
  const { flags, p } = c;
  const wanted = p.getenv('COMPOSE_MENU');
  const on = flags.given('menu') ? flags.bool('menu') : wanted === undefined || /^(1|t|true|y)$/i.test(wanted.trim());
  return on && p.isatty(1);
}

function* up(c: Compose): Task<number> {
  const { flags, args } = c;
  const { detach, cascade } = check(c);
  const keys = menu(c);
  let project = yield* c.project(args);
  const o = createOptions(c, args);
  project = scaled(project, flags.list('scale'));
  if (flags.bool('no-deps')) project = select(project, args.length > 0 ? args : Object.keys(project.services), false);
  const from = flags.string('exit-code-from');
  if (from !== '' && project.services[from] === undefined)
    throw new ComposeError(`no such service: ${from}: not found`);
  if (Object.keys(project.services).length === 0) throw new ComposeError('no service selected');
  const attached = !detach && !flags.bool('no-start');
  const named = flags.list('attach');
  if (named.length > 0 && flags.bool('attach-dependencies'))
    throw new ComposeError('cannot combine --attach and --attach-dependencies');
  const unknown = named.filter((n) => project.services[n] === undefined);
  if (attached && unknown.length > 0)
    throw new ComposeError(`cannot attach to services not included in up: ${unknown.join(', ')}`);
  yield* c.progress('Running', function* (w) {
    yield* createProject(c, project, o, w);
    if (!attached && !flags.bool('no-start'))
      yield* startProject(c, project, { wait: flags.bool('wait'), waitTimeout: flags.number('wait-timeout'), w });
  });
  if (!attached) return 0;
  if (c.dryRun) {
    yield* c.print("end of 'compose up' output, interactive run is not supported in dry-run mode\n");
    return 0;
  }
  const without = flags.list('no-attach');
  const shown = (
    named.length > 0
      ? named
      : (flags.bool('attach-dependencies') || args.length === 0 ? Object.keys(project.services) : args).filter(
          (n) => project.services[n]?.['attach'] !== false,
        )
  ).filter((n) => !without.includes(n));
  const watcher = flags.bool('watch')
    ? c.p.thread(function* () {
        yield* watchProject(c, project, false, true);
        return 0;
      })
    : undefined;
  watcher?.actions.set(SIGNALS.INT, 'ignore');
  try {
    yield* upAttached(c, project, {
      attach: shown,
      follow: args.length > 0 ? args : shown,
      color: !flags.bool('no-color'),
      prefix: !flags.bool('no-log-prefix'),
      timestamps: flags.bool('timestamps'),
      cascade,
      exitCodeFrom: from,
      menu: keys,
      stop: args,
      timeout: o.timeout,
    });
  } finally {
    if (watcher !== undefined && watcher.status === undefined) c.p.kernel.end(watcher, 0, SIGNALS.KILL);
  }
  return 0;
}

export const upCommands: Record<string, Command> = {
  up: { run: up },
  create: {
    *run(c) {
      const { flags, args } = c;
      if (flags.bool('build') && flags.bool('no-build'))
        throw new ComposeError('--build and --no-build are incompatible');
      if (flags.bool('force-recreate') && flags.bool('no-recreate'))
        throw new ComposeError('--force-recreate and --no-recreate are incompatible');
      const project = scaled(yield* c.project(args), flags.list('scale'));
      const o = createOptions(c, args);
      yield* c.progress('Creating', (w) => createProject(c, project, o, w));
      return 0;
    },
  },
  start: {
    *run(c) {
      const { project, name } = yield* c.projectOrName(c.args);
      const whole = project ?? (yield* c.fromLabels(name, c.args));
      if (project === undefined && Object.keys(whole.services).length === 0)
        throw new ComposeError(`no container found for project ${JSON.stringify(name)}: not found`);
      yield* c.progress('Running', (w) => startProject(c, whole, { wait: false, waitTimeout: 0, w }));
      return 0;
    },
  },
  scale: {
    args: { least: 1 },
    *run(c) {
      const wanted: string[] = [];
      for (const a of c.args) {
        const parts = a.split('=');
        if (parts.length !== 2) throw new ComposeError(`invalid scale specifier: ${a}`);
        if (!/^[-+]?\d+$/.test(parts[1]!))
          throw new ComposeError(`invalid scale specifier: can't parse replica value as int: ${a}`);
        wanted.push(a);
      }
      const names = c.args.map((a) => a.split('=')[0]!);
      let project = yield* c.project(names, !c.flags.bool('no-deps'));
      project = scaled(project, wanted);
      const o: CreateOptions = {
        services: names,
        recreate: 'diverged',
        recreateDependencies: 'diverged',
        inherit: true,
        removeOrphans: false,
        ignoreOrphans: false,
        timeout: undefined,
        pull: '',
        build: 'missing',
        quietPull: false,
        quietBuild: false,
      };
      yield* c.progress('Running', function* (w) {
        yield* createProject(c, project, o, w);
        yield* startProject(c, project, { wait: false, waitTimeout: 0, w });
      });
      return Object.values(project.services).some((s) => scaleOf(s) < 0) ? 1 : 0;
    },
  },
};
