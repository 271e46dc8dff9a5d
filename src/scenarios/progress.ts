// How far somebody is in a scenario: which step is under way, read off what happened since it began and what is now.

import type { EventMessage } from '../api/types/system.ts';
import type { Engine } from '../engine/engine.ts';
import type { ContainerRecord } from '../engine/state.ts';
import { decode } from '../fs/bytes.ts';
import type { FsNode } from '../fs/node.ts';
import type { Answer } from '../kernel/outcome.ts';
import { type Process, statusCode } from '../kernel/process.ts';
import type { Lab } from '../lab/lab.ts';
import type { Goal, Scenario } from './format.ts';

type GoalOf<K extends Goal['kind']> = Extract<Goal, { kind: K }>;

/** A process that came to its end: where, and how. */
interface Ended {
  readonly argv: readonly string[];
  /** Undefined on the host. */
  readonly container: ContainerRecord | undefined;
  readonly status: number;
}

const parts = (path: string): string[] => path.split('/').filter((x) => x !== '');
const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Does a command begin with the words? A program, or a script behind its interpreter, goes by its name alone. */
function says(argv: readonly string[], words: readonly string[]): boolean {
  const same = (a: string | undefined, b: string): boolean => a !== undefined && (a === b || base(a) === b);
  // a plugin of the client goes by what was typed: `docker-compose compose version` is `docker compose version`
  if (base(argv[0] ?? '') === `docker-${argv[1]}`) return says(['docker', ...argv.slice(1)], words);
  const from = (i: number): boolean => words.every((w, k) => same(argv[i + k], w));
  return from(0) || (argv[1]?.includes('/') === true && from(1));
}

/** Is a file there, and has it the text when one is asked for? */
function holds(node: FsNode | undefined, text: string | undefined): boolean {
  return node !== undefined && (text === undefined || (node.kind === 'file' && decode(node.data).includes(text)));
}

/** Host, port and path of an address without `http://`. */
function addressOf(url: string): { host: string; port: number; path: string } {
  const [, host = '', port, path] = /^(?:http:\/\/)?([^:/]*)(?::(\d+))?(\/.*)?$/.exec(url) ?? [];
  return { host, port: port === undefined ? 80 : Number(port), path: path ?? '/' };
}

export class Progress {
  /** Number of the step that is under way; the last one stays. */
  current = 0;
  /** Steps whose goals were all met while they could be. */
  readonly done = new Set<number>();
  /** Told when a step was done. */
  readonly changed = new Set<() => void>();
  /** What happened since the step began. */
  private events: EventMessage[] = [];
  private answers: Answer[] = [];
  private ended: Ended[] = [];
  private built: string[] = [];
  /** Steps that were seen with an open goal since the present one began: only those can be done now. */
  private readonly open = new Set<number>();
  private looking = false;
  /** Virtual ms when the last step was done. */
  private stepped: number | undefined;

  /** @param lab fresh, so that nothing is missed; its session may be played again from its log then */
  constructor(
    readonly scenario: Scenario,
    private readonly lab: Lab,
  ) {
    const goals = scenario.steps.flatMap((s) => s.goals);
    const { machine } = lab;
    const words = goals.filter((g) => g.kind === 'ran').map((g) => g.words);
    const ports = goals.filter((g) => g.kind === 'answer').map((g) => addressOf(g.url).port);
    machine.kernel.ends.add((p) => {
      if (words.some((w) => says(p.argv, w))) this.note(() => this.ended.push(this.endOf(p)));
    });
    machine.kernel.answers.add((a) => {
      if (ports.includes(a.port)) this.note(() => this.answers.push(a));
    });
    machine.attached.add((engine) => {
      engine.events.listen((e) => {
        // an operation tells all that it did at once: what comes with a step's end belongs to it
        if (machine.kernel.now !== this.stepped) this.note(() => this.events.push(e));
      });
      let last = engine.state.builds;
      engine.changed.add(({ builds }) => {
        const [first] = builds;
        const fresh = builds !== last && first?.completed !== undefined && first.error === '';
        last = builds;
        if (fresh) this.note(() => this.built.push(...first.tags));
      });
    });
    lab.past.commands.add(() => this.look());
    lab.past.changed.add(() => this.look());
    this.look();
  }

  /** Which goals of a step are met: all of them when it was done, else as things are now. */
  marks(step: number): boolean[] {
    return this.scenario.steps[step]!.goals.map((g) => this.done.has(step) || this.met(g));
  }

  /** The marks of all steps. */
  all(): boolean[][] {
    return this.scenario.steps.map((_, i) => this.marks(i));
  }

  private note(add: () => void): void {
    add();
    this.look();
  }

  /**
   * Sees whether the step under way is done, or one behind it: who leaves one out is not held up. Called by what
   * happens in the machine; a page calls it too, for what happens to files.
   */
  look(): void {
    if (this.looking) return;
    this.looking = true;
    const { steps } = this.scenario;
    for (let next = this.reached(); next !== undefined; next = this.reached()) {
      this.done.add(next);
      this.current = Math.min(next + 1, steps.length - 1);
      this.events = [];
      this.stepped = this.lab.machine.kernel.now;
      this.answers = [];
      this.ended = [];
      this.built = [];
      this.open.clear();
      for (const f of this.changed) f();
    }
    this.looking = false;
  }

  /** The first step from the present one on whose goals were not all met before, and are now. */
  private reached(): number | undefined {
    const { steps } = this.scenario;
    let found: number | undefined;
    for (let i = this.current; i < steps.length; i++) {
      const { goals } = steps[i]!;
      if (this.done.has(i) || goals.length === 0) continue;
      if (!goals.every((g) => this.met(g))) this.open.add(i);
      else if (this.open.has(i)) found ??= i;
    }
    return found;
  }

  private get engine(): Engine | undefined {
    return this.lab.machine.present;
  }
  private container(name: string): ContainerRecord | undefined {
    const id = this.engine?.state.names.get(name);
    return id === undefined ? undefined : this.engine!.state.containers.get(id);
  }
  private endOf(p: Process): Ended {
    const { engine } = this;
    let container: ContainerRecord | undefined;
    for (const [id, r] of engine?.containers.runtimes ?? [])
      if (r.mounts === p.mounts) container = engine!.state.containers.get(id);
    return { argv: p.argv, container, status: statusCode(p) };
  }
  private happened(type: string, action: string, name: string): boolean {
    return this.events.some(
      (e) => e.Type === type && e.Action === action && (e.Actor.ID === name || e.Actor.Attributes['name'] === name),
    );
  }
  private onHost(path: string): FsNode | undefined {
    return this.lab.machine.disk.get(parts(path.startsWith('/') ? path : `${this.scenario.cwd}/${path}`));
  }

  private met(g: Goal): boolean {
    const { engine } = this;
    switch (g.kind) {
      case 'image':
        return engine?.images.find(g.name) !== undefined;
      case 'no-image':
        return engine?.images.find(g.name) === undefined;
      case 'built':
        return (
          this.built.some((t) => t === g.name || t.endsWith(`/${g.name}`)) && engine?.images.find(g.name) !== undefined
        );
      case 'running':
        return this.container(g.name)?.state === 'running';
      case 'started':
        return this.container(g.name)?.state === 'running' && this.happened('container', 'start', g.name);
      case 'ended':
        return this.events.some(
          (e) => e.Type === 'container' && e.Action === 'die' && e.Actor.Attributes['image'] === g.image,
        );
      case 'no-container':
        return this.container(g.name) === undefined;
      case 'removed':
        return this.happened('container', 'destroy', g.name);
      case 'network':
        return engine?.state.networkNames.get(g.name) !== undefined;
      case 'volume':
        return engine?.state.volumes.has(g.name) === true;
      case 'no-volume':
        return engine?.state.volumes.has(g.name) !== true;
      case 'volume-removed':
        return this.happened('volume', 'destroy', g.name);
      case 'file-in-volume':
        return holds(engine?.volumes.cells.get(g.volume)?.get(parts(g.path)), g.text);
      case 'file-in-container':
        return this.inContainer(g);
      case 'host-file':
        return holds(this.onHost(g.path), g.text);
      case 'no-host-file':
        return this.onHost(g.path) === undefined;
      case 'logs':
        return this.logged(g);
      case 'project':
        return this.project(g);
      case 'ran':
        return this.ended.some((e) => this.ran(g, e));
      case 'answer':
        return this.answers.some((a) => answered(g, a));
    }
  }

  private inContainer(g: GoalOf<'file-in-container'>): boolean {
    const c = this.container(g.name);
    const mounts = c === undefined ? undefined : this.engine!.containers.runtime(c).mounts?.mounts;
    const mount = mounts?.findLast((m) => g.path === m.at || g.path.startsWith(m.at === '/' ? '/' : `${m.at}/`));
    if (mount === undefined) return false;
    const inside = parts(g.path).slice(parts(mount.at).length);
    return holds(
      mount.pin === undefined ? mount.cell.get([...mount.sub, ...inside]) : mount.cell.pinned(mount.pin),
      g.text,
    );
  }
  private logged(g: GoalOf<'logs'>): boolean {
    const c = this.container(g.name);
    return (
      c !== undefined && this.engine!.containers.runtime(c).log.lines.some((l) => decode(l.bytes).includes(g.text))
    );
  }
  /** All services of a Compose project run, and there are as many as there should be. */
  private project(g: GoalOf<'project'>): boolean {
    const own = [...(this.engine?.state.containers.values() ?? [])].filter(
      (c) => c.config.Labels['com.docker.compose.project'] === g.name,
    );
    const up = new Set(
      own.filter((c) => c.state === 'running').map((c) => c.config.Labels['com.docker.compose.service']),
    );
    return up.size >= g.services && own.some((c) => this.happened('container', 'start', c.id));
  }
  private ran(g: GoalOf<'ran'>, e: Ended): boolean {
    const how = g.how ?? 'well';
    const there =
      g.container !== undefined
        ? e.container?.name === g.container
        : g.image !== undefined
          ? e.container?.config.Image === g.image
          : e.container === undefined;
    return there && says(e.argv, g.words) && (how === 'any' || (e.status === 0) === (how === 'well'));
  }
}

function answered(g: GoalOf<'answer'>, a: Answer): boolean {
  const { host, port, path } = addressOf(g.url);
  const there =
    (a.host === host || (host === 'localhost' && a.host.startsWith('127.'))) && a.port === port && a.path === path;
  return (
    there &&
    (g.status === undefined || a.status === g.status) &&
    (g.text === undefined || decode(a.body).includes(g.text))
  );
}
