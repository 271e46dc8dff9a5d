// What a build of the classic builder has come to: an image for each step, each the child of the one before.

import { findIn } from './classic-context.ts';
import { diffLayer } from '../../fs/diff.ts';
import { type DirNode, emptyDir } from '../../fs/node.ts';
import type { ClassicMessage, ClassicRequest } from '../../api/types/build.ts';
import type { ContainerConfig } from '../../api/types/container.ts';
import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { completeConfig } from '../defaults.ts';
import type { With } from '../ports/stores.ts';
import { canonicalImage, makeLayer } from '../layers.ts';
import type { ImageConfig, ImageRecord } from '../state.ts';
import { envOf, shellOf } from './change.ts';
import { SCRATCH } from './scratch.ts';
import { PROXY } from './step.ts';

/** What is seen of the engine here. */
type Engine = With<'containers' | 'images' | 'lifecycle'>;

/** A build that failed: the text, and the exit code of the step that did. */
export class ClassicError extends Error {
  constructor(
    message: string,
    readonly code?: number,
  ) {
    super(message);
  }
}

/** What the whole build shares. */
export interface ClassicJob {
  readonly engine: Engine;
  readonly request: ClassicRequest;
  readonly p: Process;
  /** The context, what .dockerignore names taken out. */
  readonly context: DirNode;
  readonly stages: ClassicStage[];
  /** Containers of steps that are there still. */
  readonly containers: Set<string>;
  /** Names of build arguments that some ARG asked for. */
  readonly used: Set<string>;
  tell(message: ClassicMessage): void;
}

const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** One stage under way. */
export class ClassicStage {
  image: ImageRecord | undefined;
  config: ImageConfig = SCRATCH;
  author = '';
  cmdSet = false;
  /** ARGs that were declared in it, with their values. */
  readonly args = new Map<string, string | undefined>();
  /** The first step that was not known: none after it is looked for. */
  private busted = false;

  constructor(
    readonly job: ClassicJob,
    readonly name: string | undefined,
  ) {}

  /** Begins from an image, or from nothing. */
  from(image: ImageRecord | undefined): void {
    this.image = image;
    this.config = image?.config ?? SCRATCH;
    this.author = image?.author ?? '';
    if (!this.config.Env.some((e) => e.startsWith('PATH=')))
      this.config = { ...this.config, Env: [...this.config.Env, DEFAULT_PATH] };
  }

  get tree(): DirNode {
    return this.image?.layers.at(-1)?.tree ?? emptyDir();
  }

  say(text: string): void {
    this.job.tell({ type: 'stream', text });
  }

  /** ARGs that no ENV of the same name hides, by name: what RUN sees of them. */
  allowed(): [string, string][] {
    const env = envOf(this.config);
    const proxies = Object.entries(this.job.request.buildArgs).filter(([k]) => PROXY.test(k) && !this.args.has(k));
    return [...this.args, ...proxies]
      .filter((x): x is [string, string] => x[1] !== undefined && x[1] !== null && !env.has(x[0]))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Variables for the words of an instruction. */
  env(): Map<string, string> {
    return new Map([...this.allowed(), ...envOf(this.config)]);
  }

  /** The command that stands for a step that runs nothing. */
  comment(text: string, apart = true): string[] {
    return [...shellOf(this.config), ...(apart ? ['#(nop) ', text] : [`#(nop) ${text}`])];
  }

  private key(cmd: readonly string[]): string {
    return JSON.stringify([cmd, this.config]);
  }

  /** Takes a step that was made before, if there is one. @returns whether there was */
  probe(cmd: readonly string[]): boolean {
    const { engine, request } = this.job;
    if (request.noCache || this.busted) return false;
    const parent = this.image?.id ?? '';
    const key = this.key(cmd);
    let hit: ImageRecord | undefined;
    for (const image of engine.state.images.values())
      if (image.parent === parent && image.probe === key && (hit?.created ?? -1) < image.created) hit = image;
    if (hit === undefined) {
      this.busted = true;
      return false;
    }
    this.image = hit;
    this.say(' ---> Using cache\n');
    return true;
  }

  /** The container of a step. @throws ApiError */
  create(cmd: readonly string[], more: Partial<ContainerConfig> = {}): string {
    const { engine, request } = this.job;
    const id = engine.atomically(() => {
      const empty = this.image === undefined ? this.blank() : undefined;
      const { Id: made } = engine.containers.create({
        name: '',
        platform: '',
        config: {
          ...asContainer(this.config),
          Image: (this.image ?? empty!).id,
          Cmd: [...cmd],
          Entrypoint: [''],
          ...more,
        },
        hostConfig: request.host,
        networks: {},
      });
      if (empty !== undefined) engine.set({ images: engine.state.images.delete(empty.id) });
      return made;
    });
    this.job.containers.add(id);
    this.say(` ---> Running in ${id.slice(0, 12)}\n`);
    return id;
  }

  /** An image without files, for a container that begins from nothing. */
  private blank(): ImageRecord {
    const { engine } = this.job;
    const image = canonicalImage({
      id: '',
      created: engine.now,
      config: this.config,
      layers: [],
      history: [],
      author: '',
      comment: '',
      parent: '',
      architecture: 'amd64',
      built: false,
      lastTagged: 0,
    });
    engine.images.add(image);
    return image;
  }

  /** Takes a container away, with its volumes. */
  *discard(id: string): Task {
    yield* this.job.engine.containers.remove(id, { force: true, volumes: true, link: false });
    this.job.containers.delete(id);
    this.say(` ---> Removed intermediate container ${id.slice(0, 12)}\n`);
  }

  /**
   * Makes the image of a step.
   * @param tree what its files are now
   * @param base what they were before, where that is not the image below
   */
  commit(cmd: readonly string[], tree: DirNode, container: string | undefined, base = this.tree): void {
    const { engine } = this.job;
    const below = this.image;
    const diff = tree === base ? undefined : diffLayer(base, tree);
    const probe = this.key(cmd);
    const layer = diff === undefined ? undefined : makeLayer(diff, tree);
    const image = canonicalImage({
      id: '',
      created: engine.now,
      config: this.config,
      layers: [...(below?.layers ?? []), ...(layer === undefined ? [] : [layer])],
      author: this.author,
      comment: '',
      parent: below?.id ?? '',
      architecture: 'amd64',
      built: false,
      lastTagged: 0,
      container: container ?? '',
      containerConfig: { ...asContainer(this.config), Cmd: [...cmd] },
      history: [
        ...(below?.history ?? []),
        { created: engine.now, createdBy: cmd.join(' '), comment: '', empty: layer === undefined },
      ],
      probe,
    });
    engine.atomically(() => {
      engine.images.add(image);
      engine.events.emit('image', 'create', image.id, { name: image.id });
    });
    this.image = engine.state.images.get(image.id)!;
  }

  /** A step that changes the configuration only. */
  *meta(cmd: readonly string[], before: ImageConfig): Task {
    if (this.probe(cmd)) return;
    const after = this.config;
    this.config = before;
    const id = this.create(cmd);
    this.config = after;
    yield* this.job.p.sleep(30);
    this.commit(cmd, this.tree, id);
    if (this.job.request.remove) yield* this.discard(id);
  }

  /** Is there a user of this name or number in its files? */
  knows(file: 'passwd' | 'group', name: string): boolean {
    const node = findIn(this.tree, `etc/${file}`);
    return (
      /^\d+$/.test(name) ||
      (node?.kind === 'file' &&
        new TextDecoder()
          .decode(node.data)
          .split('\n')
          .some((l) => l.startsWith(`${name}:`)))
    );
  }
}

/** A configuration of an image as one of a container. */
function asContainer(c: ImageConfig): ContainerConfig {
  return completeConfig({
    ...c,
    Env: c.Env.length === 0 ? null : c.Env,
    Volumes: c.Volumes ?? null,
    OnBuild: null,
  } as Partial<ContainerConfig>);
}
