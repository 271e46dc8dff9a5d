// Building the images of services: what `docker build` would be told, shown as Compose shows it.

import { ApiError } from '../api/error.ts';
import type { BuildMessage, BuildRequest } from '../api/types/build.ts';
import { type Display, excerptText, MovingDisplay, PlainDisplay, QuietDisplay } from '../cli/buildprogress.ts';
import { Cli, CliError, daemonText } from '../cli/cli.ts';
import { BuildFailure, MissingFile, requestOf } from '../cli/buildrequest.ts';
import { parseFlags } from '../cli/flags.ts';
import { COMMANDS } from '../cli/tree.ts';
import { decode, encode } from '../fs/bytes.ts';
import type { Task } from '../kernel/block.ts';
import type { Compose } from './context.ts';
import { imageId } from './imageid.ts';
import { LABEL, VERSION } from './labels.ts';
import type { Progress } from './progress.ts';
import { imageOf, type Project } from './project.ts';
import { ComposeError, type Dict, dictOf, isDict, listOf, mappingOf, textOf, textsOf } from './value.ts';

export interface BuildOptions {
  readonly quiet: boolean;
  readonly noCache: boolean;
  readonly pull: boolean;
  /** Build arguments from the command line; undefined takes the value of the environment. */
  readonly args: Readonly<Record<string, string | undefined>>;
  readonly w: Progress;
}

/** What of a build section there is nothing for here; refused by name. */
const REFUSED = ['ssh', 'entitlements', 'privileged', 'isolation', 'sbom', 'provenance'];

/** Services to build, those whose images others begin from first. */
function inBuildOrder(project: Project, names: readonly string[]): string[] {
  const out: string[] = [];
  const visit = (name: string): void => {
    if (out.includes(name) || !names.includes(name)) return;
    for (const v of Object.values(mappingOf(dictOf(project.services[name]!['build'])['additional_contexts'])))
      if (v?.startsWith('service:')) visit(v.slice(8));
    out.push(name);
  };
  for (const n of [...names].sort()) visit(n);
  return out;
}

/** Arguments of `docker build` for a service. `inline`: where an inline Dockerfile was put. */
function argumentsOf(
  c: Compose,
  project: Project,
  service: string,
  o: BuildOptions,
  inline: string | undefined,
): string[] {
  const b = dictOf(project.services[service]!['build']);
  for (const key of REFUSED) {
    if (b[key] === undefined || b[key] === false || (Array.isArray(b[key]) && b[key].length === 0)) continue;
    throw new ComposeError(`drydock: 'build.${key}' of service ${JSON.stringify(service)} is not simulated`);
  }
  const context = textOf(b['context']) ?? '.';
  const file = textOf(b['dockerfile']) ?? 'Dockerfile';
  const args = ['--tag', imageOf(project, service)];
  const add = (flag: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') args.push(flag, value);
  };
  for (const t of textsOf(b['tags'] ?? null)) add('--tag', t);
  const remote = /^(https?:\/\/|git@|git:\/\/|ssh:\/\/|github\.com\/)/.test(context);
  if (inline !== undefined) add('--file', inline);
  else if (remote) add('--file', file === 'Dockerfile' ? undefined : file);
  else if (file !== 'Dockerfile') add('--file', file.startsWith('/') ? file : `${context}/${file}`);
  add('--target', textOf(b['target']));
  for (const [k, v] of Object.entries(mappingOf(b['args']))) {
    const value = v ?? project.environment.get(k);
    if (value !== undefined) add('--build-arg', `${k}=${value}`);
  }
  for (const [k, v] of Object.entries(o.args)) {
    const value = v ?? project.environment.get(k);
    if (value !== undefined) add('--build-arg', `${k}=${value}`);
  }
  for (const [k, v] of Object.entries({
    ...mappingOf(b['labels']),
    [LABEL.project]: project.name,
    [LABEL.service]: service,
    [LABEL.version]: VERSION,
  }))
    add('--label', `${k}=${v ?? ''}`);
  for (const h of textsOf(b['extra_hosts'] ?? null)) add('--add-host', h.replace('=', ':'));
  for (const [k, v] of Object.entries(mappingOf(b['additional_contexts']))) {
    const value = v ?? '';
    add(
      '--build-context',
      `${k}=${value.startsWith('service:') ? `docker-image://${imageOf(project, value.slice(8))}` : value}`,
    );
  }
  for (const g of listOf(b['secrets'] ?? null).map(dictOf)) {
    const source = textOf(g['source']) ?? '';
    const s: Dict = project.secrets[source] ?? {};
    const id = textOf(g['target']) ?? source;
    if (s['file'] !== undefined) add('--secret', `id=${id},src=${String(s['file'])}`);
    else if (s['environment'] !== undefined) add('--secret', `id=${id},env=${String(s['environment'])}`);
    else
      throw new ComposeError(
        `build.secrets only supports environment or file-based secrets: ${JSON.stringify(source)}`,
      );
  }
  add('--network', textOf(b['network']));
  for (const p of textsOf(b['platforms'] ?? null)) add('--platform', p);
  if (b['shm_size'] !== undefined) add('--shm-size', String(b['shm_size']));
  if (o.noCache || b['no_cache'] === true) args.push('--no-cache');
  if (o.pull || b['pull'] === true) args.push('--pull');
  args.push(context);
  return args;
}

/** A client whose progress goes to standard output: where Compose shows builds. */
class Shown extends Cli {
  override *error(text: string): Task {
    yield* this.print(text);
  }
}

/** Progress of builds of several services in one display, numbered through. */
class Combined {
  private next = 1;
  private numbers = new Map<number, number>();
  private prefix = '';
  private readonly logs = new Map<number, { name: string; lines: string[]; failed: boolean }>();
  constructor(
    private readonly display: Display,
    private readonly shown: 'plain' | 'moving' | 'quiet',
    private readonly several: boolean,
    private readonly cli: Cli,
  ) {}
  /** What Buildx says before the first build: that it has read what Compose told it. */
  *open(): Task {
    const id = this.next++;
    yield* this.display.show({ type: 'vertex', id, name: '[internal] load local bake definitions' });
    yield* this.display.show({ type: 'status', id, text: 'reading from stdin 471B', done: true });
    yield* this.display.show({ type: 'done', id, seconds: 0, why: { kind: 'read' } });
  }
  begin(service: string): void {
    this.numbers = new Map();
    this.prefix = this.several ? service : '';
  }
  private name(text: string): string {
    if (this.prefix === '') return text;
    return text.startsWith('[') ? `[${this.prefix} ${text.slice(1)}` : `[${this.prefix}] ${text}`;
  }
  *show(m: BuildMessage): Task {
    if (!('id' in m)) return;
    let id = this.numbers.get(m.id);
    if (id === undefined) this.numbers.set(m.id, (id = this.next++));
    if (m.type === 'vertex') this.logs.set(id, { name: this.name(m.name), lines: [], failed: false });
    const v = this.logs.get(id);
    if (m.type === 'log' && v !== undefined)
      v.lines.push(
        ...decode(m.bytes)
          .split('\n')
          .filter((l) => l !== '')
          .map((l) => `${(m.at / 1000).toFixed(3)} ${l}`),
      );
    if (m.type === 'failed' && v !== undefined) v.failed = true;
    yield* this.display.show(m.type === 'vertex' ? { ...m, id, name: this.name(m.name) } : { ...m, id });
  }
  /** After the last build. */
  *close(failed: boolean): Task {
    if (!failed) {
      const id = this.next++;
      yield* this.display.show({ type: 'vertex', id, name: 'resolving provenance for metadata file' });
      yield* this.display.show({ type: 'done', id, seconds: 0, why: { kind: 'resolved' } });
    }
    yield* this.display.end();
    if (!failed || this.shown === 'quiet') return;
    for (const v of this.logs.values())
      if (v.failed)
        yield* this.cli.error(
          `------\n > ${v.name}:\n${v.lines
            .slice(-20)
            .map((l) => `${l}\n`)
            .join('')}------\n`,
        );
  }
}

/** The lines of a failure as they come through Buildx: each ends, and they are joined by line ends again. */
function failureText(lines: readonly string[]): string {
  return lines.map((l) => `${l}\n`).join('\n');
}

/**
 * Builds services one after another.
 * @returns their names in the order in which they were built
 * @throws ComposeError with the failure's text
 */
export function* buildServices(
  c: Compose,
  project: Project,
  names: readonly string[],
  o: BuildOptions,
): Task<string[]> {
  const order = inBuildOrder(project, names);
  if (order.length === 0 || c.dryRun) return order;
  yield* o.w.end();
  const mode = o.quiet ? 'quiet' : c.mode;
  const flagsOf = (args: string[]) => parseFlags(COMMANDS.get('docker build')!.flags, args, { stopAtFirst: false });
  const plain = new Shown(c.p, c.api, COMMANDS.get('docker build')!, flagsOf([]), []);
  const shown =
    mode === 'quiet' || mode === 'none'
      ? 'quiet'
      : mode === 'plain' || mode === 'json' || !c.p.isatty(2)
        ? 'plain'
        : 'moving';
  const combined = new Combined(
    shown === 'quiet'
      ? new QuietDisplay(plain)
      : shown === 'plain'
        ? new PlainDisplay(plain)
        : new MovingDisplay(plain, false, ''),
    shown,
    order.length > 1,
    plain,
  );
  let opened = false;
  for (const service of order) {
    const { p } = c;
    const text = textOf(dictOf(project.services[service]!['build'])['dockerfile_inline']);
    const inline = text === undefined ? undefined : `/tmp/dockerfile-${p.nsPid}-${service}`;
    if (inline !== undefined) p.fs.writeFile(inline, encode(text!));
    let request: BuildRequest;
    try {
      const flags = flagsOf(argumentsOf(c, project, service, o, inline));
      request = yield* requestOf(new Cli(p, c.api, COMMANDS.get('docker build')!, flags, flags.args), 'image');
      if (inline !== undefined) request = { ...request, dockerfileName: 'Dockerfile' };
    } catch (error) {
      if (error instanceof MissingFile) {
        if (shown === 'plain')
          yield* plain.error(
            `#1 [internal] load local bake definitions\n#1 reading from stdin 471B done\n#1 DONE 0.0s\n\n#2 [internal] load build definition from ${error.file}\n#2 transferring dockerfile: 2B done\n#2 DONE 0.0s\n`,
          );
        throw new ComposeError(`${error.why === undefined ? error.early : `failed to solve: ${error.why}`}\n`);
      }
      if (error instanceof BuildFailure)
        throw new ComposeError(`${error.message.replace(/^ERROR: failed to build: /, '')}\n`);
      if (error instanceof CliError) throw new ComposeError(error.message);
      throw error;
    } finally {
      if (inline !== undefined && p.fs.exists(inline)) p.fs.unlink(inline);
    }
    if (!opened) yield* combined.open();
    opened = true;
    combined.begin(service);
    try {
      const stream = yield* c.api.Build(request);
      for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next()) {
        if (m.type === 'error') {
          yield* combined.close(true);
          throw new ComposeError(
            failureText([
              ...m.excerpts.flatMap((e) => excerptText(e).replace(/\n$/, '').split('\n')),
              `failed to solve: ${m.message}`,
            ]),
          );
        }
        yield* combined.show(m);
      }
    } catch (error) {
      if (error instanceof ApiError) throw new ComposeError(daemonText(error));
      throw error;
    }
  }
  yield* combined.close(false);
  for (const service of order)
    if ((yield* imageId(c.api, imageOf(project, service))) === undefined)
      throw new ComposeError(`the image of service ${JSON.stringify(service)} was not built`);
  return order;
}

/** Services of a project that are built, in their order. */
export function builtServices(project: Project): string[] {
  return Object.keys(project.services).filter((n) => isDict(project.services[n]!['build']));
}
