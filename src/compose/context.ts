// What a Compose command works with: the process, the engine, the flags, and the project that they name.

import { Cli } from '../cli/cli.ts';
import type { Flags } from '../cli/flags.ts';
import type { CommandSpec } from '../cli/tree.ts';
import { decode } from '../fs/bytes.ts';
import type { DockerApi } from '../api/operations.ts';
import type { Task } from '../kernel/block.ts';
import type { Process } from '../kernel/process.ts';
import { type LoadOptions } from './project-files.ts';
import { loadProject } from './load.ts';
import { containersOf, projectFromLabels } from './observe.ts';
import { progressFor, type Progress } from './progress.ts';
import { type Project, select, usedResources } from './project.ts';
import { ComposeError, mapFrom } from './value.ts';

export class Compose {
  constructor(
    readonly p: Process,
    readonly api: DockerApi,
    readonly spec: CommandSpec,
    readonly globals: Flags,
    readonly flags: Flags,
    readonly args: string[],
  ) {}

  get dryRun(): boolean {
    return this.globals.bool('dry-run') || this.flags.bool('dry-run');
  }
  /** The same context for code of the docker client: tables, build displays. */
  get cli(): Cli {
    return (this.client ??= new Cli(this.p, this.api, this.spec, this.flags, this.args));
  }
  private client: Cli | undefined;
  *print(text: string): Task {
    yield* this.p.print(text);
  }
  /** A warning as the logging library of the real program writes it. */
  *warn(text: string): Task {
    const { p } = this;
    if (p.isatty(2)) yield* p.eprint(`\x1b[33mWARN\x1b[0m[0000] ${text} \n`);
    else
      yield* p.eprint(
        `time="${new Date(p.kernel.now).toISOString().slice(0, 19)}Z" level=warning msg=${JSON.stringify(text)}\n`,
      );
  }

  /** Runs work whose events are shown. @param title what the moving list calls itself */
  *progress(title: string, work: (w: Progress) => Task, quiet = false): Task {
    const w = progressFor(this.p, quiet ? 'quiet' : this.mode, title, this.dryRun);
    try {
      yield* work(w);
    } finally {
      yield* w.end();
    }
  }
  /** How progress is shown: the flag, then the environment. */
  get mode(): string {
    const mode = this.globals.given('progress')
      ? this.globals.string('progress')
      : (this.p.getenv('COMPOSE_PROGRESS') ?? '');
    if (mode !== '') return mode;
    const ansi = this.globals.string('ansi');
    if (!['auto', 'never', 'always', ''].includes(ansi))
      throw new ComposeError(`unknown ansi value ${JSON.stringify(ansi)}`);
    return ansi === 'never' ? 'plain' : '';
  }
  /** May output on descriptor `fd` be coloured? */
  colors(fd: 1 | 2): boolean {
    const ansi = this.globals.string('ansi');
    return ansi === 'always' || (ansi !== 'never' && this.p.isatty(fd) && this.p.getenv('NO_COLOR') === undefined);
  }

  /**
   * The whole project that the flags and files name.
   * @throws ComposeError
   */
  *load(over: Partial<LoadOptions> = {}): Task<Project> {
    const { globals, p } = this;
    const warnings: string[] = [];
    const files = globals.list('file');
    const stdin = files.includes('-') ? decode(yield* p.readAll(0)) : '';
    const name = globals.string('project-name');
    try {
      return loadProject(p, {
        files,
        stdin,
        projectDirectory: globals.string('project-directory'),
        name,
        envFiles: globals.list('env-file'),
        profiles: globals.list('profile'),
        interpolate: true,
        normalize: true,
        resolveEnvironment: true,
        consistency: true,
        separator: globals.bool('compatibility') || this.p.getenv('COMPOSE_COMPATIBILITY') === 'true' ? '_' : '-',
        warn: (t) => warnings.push(t),
        ...over,
      });
    } finally {
      for (const w of warnings) yield* this.warn(w);
    }
  }

  /** The project with only the services that were asked for and what they need; networks and volumes that nobody uses are left out. */
  *project(services: readonly string[], withDependencies = true): Task<Project> {
    const chosen = select(yield* this.load(), services, withDependencies);
    return this.globals.bool('all-resources') ? chosen : withoutUnused(chosen);
  }

  /** The project where its files are there, or only its name (`-p` without `-f`). @throws ComposeError */
  *projectOrName(services: readonly string[] = []): Task<{ project: Project | undefined; name: string }> {
    const name = this.globals.string('project-name');
    if (name !== '' && this.globals.list('file').length === 0) return { project: undefined, name };
    try {
      const project = withoutUnused(select(yield* this.load({ resolveEnvironment: false }), services));
      return { project, name: project.name };
    } catch (error) {
      const fromEnvironment = this.p.getenv('COMPOSE_PROJECT_NAME') ?? '';
      if (!(error instanceof ComposeError) || fromEnvironment === '') throw error;
      return { project: undefined, name: fromEnvironment };
    }
  }

  /** A project read off what is there, only with some services when they are named. @throws ComposeError */
  *fromLabels(name: string, services: readonly string[] = [], all = true): Task<Project> {
    const containers = yield* containersOf(this.api, name, { all });
    return select(yield* projectFromLabels(this.api, name, containers), services);
  }
}

/** Without the networks, volumes and the like that no active service uses. */
export function withoutUnused(project: Project): Project {
  const used = usedResources(project);
  const keep = (all: Project['networks'], names: ReadonlySet<string>): Project['networks'] =>
    mapFrom(Object.entries(all).filter(([k]) => names.has(k)));
  return {
    ...project,
    networks: keep(project.networks, used.networks),
    volumes: keep(project.volumes, used.volumes),
    secrets: keep(project.secrets, used.secrets),
    configs: keep(project.configs, used.configs),
  };
}
