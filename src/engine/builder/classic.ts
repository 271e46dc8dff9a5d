// The classic builder: `POST /build` without BuildKit. It goes from instruction to instruction, in the order of the file;
// each makes an image, and an image with the same parent and the same step is the cache.

import { ApiError } from '../../api/error.ts';
import { parsePlatform } from '../../api/platform.ts';
import { familiar, parseReference, type Reference, ReferenceError_, withDefaultTag } from '../../api/reference.ts';
import type { Stream } from '../../api/stream.ts';
import type { ClassicMessage, ClassicRequest } from '../../api/types/build.ts';
import { type Task, waitFor, WaitQueue } from '../../kernel/block.ts';
import type { With } from '../ports/stores.ts';
import { Channel } from '../streams.ts';
import { baseOf } from './classic-base.ts';
import { loadClassic } from './classic-context.ts';
import { ClassicError, type ClassicJob, ClassicStage } from './classic-state.ts';
import { classicStep } from './classic-steps.ts';
import { expandWord } from './expand.ts';
import { argsOf, checkInstruction, flagValue, stageName } from './instruction.ts';
import { DockerfileError, type Instruction, parseDockerfile } from './parse.ts';
import { argPairs } from './plan-args.ts';
import { PROXY } from './step.ts';

/** What is seen of the engine here. */
type Engine = With<'images' | 'containers' | 'lifecycle'>;

interface Parsed {
  readonly meta: readonly Instruction[];
  readonly stages: readonly { readonly from: Instruction; readonly name: string | undefined; steps: Instruction[] }[];
}

/** Tags that the image is to have, each once. @throws ApiError 500, as the daemon leaves it */
function tagsOf(texts: readonly string[]): Reference[] {
  const out = new Map<string, Reference>();
  for (const text of texts) {
    if (text === '') continue;
    try {
      const r = parseReference(text);
      if (r.digest !== undefined) throw new ReferenceError_('build tag cannot contain a digest');
      const whole = withDefaultTag(r);
      out.set(familiar(whole), whole);
    } catch (error) {
      throw error instanceof ReferenceError_ ? new ApiError(500, error.message) : error;
    }
  }
  return [...out.values()];
}

/** The instructions by stage, up to the target. @throws ApiError 400 */
function parsed(text: string, request: ClassicRequest): Parsed {
  try {
    const meta: Instruction[] = [];
    const stages: { from: Instruction; name: string | undefined; steps: Instruction[] }[] = [];
    for (const i of parseDockerfile(text).instructions) {
      checkInstruction(i, { recent: false });
      if (i.name === 'FROM') stages.push({ from: i, name: stageName(i), steps: [] });
      else if (stages.length > 0) stages.at(-1)!.steps.push(i);
      else if (i.name === 'ARG') meta.push(i);
      else throw new ApiError(400, 'no build stage in current context');
    }
    if (stages.length === 0) throw new ApiError(400, 'dockerfile contains no stages to build');
    const { target, labels } = request;
    if (target !== '') {
      const at = stages.findIndex((s) => s.name?.toLowerCase() === target.toLowerCase());
      if (at < 0) throw new ApiError(400, `target stage ${JSON.stringify(target)} could not be found`);
      stages.splice(at + 1);
    }
    for (const key of Object.keys(labels).sort()) {
      const [label] = parseDockerfile(`LABEL ${quoted(key)}=${quoted(labels[key]!)}`).instructions;
      stages.at(-1)!.steps.push({ ...label!, original: `LABEL ${key}=${labels[key]!}` });
    }
    return { meta, stages };
  } catch (error) {
    if (error instanceof ApiError) throw error;
    if (!(error instanceof DockerfileError)) throw error;
    const why = error.message.replace(/^failed to (?:read|solve)[^:]*: /, '');
    throw new ApiError(
      400,
      /^(dockerfile parse error|failed to parse)/.test(why) ? why : `failed to parse Dockerfile: ${why}`,
    );
  }
}

/** A word that means itself in a Dockerfile. */
const quoted = (text: string): string => `"${text.replace(/["\\$]/g, '\\$&')}"`;

/** The parts of a build that run one after another. @returns id of the image */
function* solve(job: ClassicJob, file: Parsed): Task<string> {
  const total = file.meta.length + file.stages.reduce((n, s) => n + 1 + s.steps.length, 0);
  let step = 0;
  const announce = (i: Instruction): void => {
    job.tell({ type: 'stream', text: `Step ${++step}/${total} : ${i.original.trim()}` });
    job.tell({ type: 'stream', text: '\n' });
  };
  const { request } = job;
  const globals = new Map<string, string | undefined>();
  for (const i of file.meta) {
    announce(i);
    for (const [name, written] of argPairs(i)) {
      const env = defined(globals);
      globals.set(name, request.buildArgs[name] ?? (written === undefined ? undefined : expandWord(written, env)));
    }
  }
  for (const { from, name, steps } of file.stages) {
    if (name !== undefined && job.stages.some((s) => s.name?.toLowerCase() === name.toLowerCase()))
      throw new ClassicError(`${name} stage name already used`);
    announce(from);
    const stage = new ClassicStage(job, name);
    yield* begin(stage, from, globals);
    job.stages.push(stage);
    const shown = (): void => stage.say(` ---> ${(stage.image?.id ?? '').slice(7, 19)}\n`);
    const triggers = stage.config.OnBuild ?? [];
    stage.config = { ...stage.config, OnBuild: null };
    if (triggers.length > 0) {
      stage.say(`# Executing ${triggers.length} build trigger${triggers.length > 1 ? 's' : ''}`);
      stage.say('\n');
      for (const text of triggers) yield* inherit(stage, globals, parseDockerfile(text).instructions[0]!);
    }
    shown();
    for (const i of steps) {
      announce(i);
      yield* inherit(stage, globals, i);
      shown();
    }
    if (stage.image !== undefined) job.tell({ type: 'image', id: stage.image.id });
  }
  const unused = Object.keys(request.buildArgs)
    .filter((k) => !job.used.has(k) && !globals.has(k) && !PROXY.test(k))
    .sort();
  if (unused.length > 0)
    job.tell({ type: 'stream', text: `[Warning] One or more build-args [${unused.join(' ')}] were not consumed\n` });
  const id = job.stages.at(-1)!.image?.id;
  if (id === undefined) throw new ClassicError('No image was generated. Is your Dockerfile empty?');
  return id;
}

/** A step; an ARG without a value takes that of the ARG before the first stage. */
function* inherit(stage: ClassicStage, globals: ReadonlyMap<string, string | undefined>, i: Instruction): Task {
  yield* classicStep(stage, i);
  if (i.name !== 'ARG') return;
  for (const [name, written] of argPairs(i))
    if (written === undefined && stage.args.get(name) === undefined && globals.get(name) !== undefined)
      stage.args.set(name, globals.get(name));
}

const defined = (values: ReadonlyMap<string, string | undefined>): Map<string, string> =>
  new Map([...values].filter((x): x is [string, string] => x[1] !== undefined));

function* begin(stage: ClassicStage, from: Instruction, globals: ReadonlyMap<string, string | undefined>): Task {
  const { job } = stage;
  const written = argsOf(from)[0]!;
  const env = defined(globals);
  const platform = expandWord(flagValue(from, 'platform') ?? '', env);
  if (platform !== '') parsePlatform(platform);
  const name = expandWord(written, env);
  if (name === '') throw new ClassicError(`base name (${written}) should not be blank`);
  const other = job.stages.find((s) => s.name?.toLowerCase() === name.toLowerCase());
  if (other !== undefined) stage.from(other.image);
  else if (name !== 'scratch') stage.from(yield* baseOf(job, name));
}

/**
 * Builds an image of a context.
 * @returns what it tells; an error that comes after the first line of it is a line itself
 * @throws ApiError for what is refused before anything is told
 */
export function* classicBuild(engine: Engine, request: ClassicRequest): Task<Stream<ClassicMessage>> {
  const tags = tagsOf(request.tags);
  const channel = new Channel<ClassicMessage>();
  const begun = new WaitQueue();
  let refused: unknown;
  let told = false;
  let held: ClassicMessage[] = [];
  const tell = (m: ClassicMessage): void => {
    if (request.quiet) held.push(m);
    else channel.push(m);
    told = true;
    begun.wake();
  };
  const process = engine.background(function* (p) {
    try {
      const { context, dockerfile } = yield* loadClassic(p, request, () => engine.kernel.random.below(1e9));
      if (request.platform !== '') {
        try {
          parsePlatform(request.platform);
        } catch (error) {
          throw new ApiError(400, (error as Error).message);
        }
      }
      const containers = new Set<string>();
      const job: ClassicJob = { engine, request, p, context, stages: [], containers, used: new Set(), tell };
      let id: string;
      try {
        id = yield* solve(job, parsed(dockerfile, request));
      } catch (error) {
        if (request.forceRemove) for (const c of [...containers]) yield* job.stages.at(-1)!.discard(c);
        throw error;
      }
      tell({ type: 'stream', text: `Successfully built ${id.slice(7, 19)}\n` });
      for (const r of tags) {
        engine.atomically(() => {
          engine.images.setTag(r, id);
          engine.events.emit('image', 'tag', id, { name: familiar(r) });
        });
        tell({ type: 'stream', text: `Successfully tagged ${familiar(r)}\n` });
      }
      if (request.quiet) held = [{ type: 'stream', text: `${id}\n` }];
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!told) refused = error;
      else {
        const code = error instanceof ClassicError ? error.code : undefined;
        held.push({ type: 'error', message: error.message, code });
      }
    }
    for (const m of held) channel.push(m);
    channel.end();
    begun.wake();
    return 0;
  });
  while (!told && process.status === undefined) yield* waitFor([begun, process.exited]);
  if (refused !== undefined) throw refused;
  return channel;
}
