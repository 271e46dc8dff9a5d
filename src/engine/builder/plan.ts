// From instructions to stages: what each is based on, what the target needs, how steps are numbered.

import { parseReference, ReferenceError_ } from '../reference.ts';
import type { Engine } from '../engine.ts';
import { checkLine } from './checkline.ts';
import { COUNTED } from './dispatch.ts';
import { expandWord } from './expand.ts';
import { type Dockerfile, DockerfileError, type Instruction, parseDockerfile } from './parse.ts';
import type { BuildRequest } from './request.ts';
import type { Warning } from './lint.ts';

export interface Stage {
  /** Number of the stage, as a text. */
  readonly key: string;
  readonly name: string | undefined;
  readonly from: Instruction;
  /** The stage it builds on, or the image it begins from. */
  readonly base: Stage | undefined;
  readonly image: string | undefined;
  readonly steps: Instruction[];
  /** ONBUILD instructions of the base image: they come first. */
  triggers: readonly Instruction[];
  /** Values of global ARGs, and those that are known from the start. */
  readonly globals: ReadonlyMap<string, string>;
  readonly args: ReadonlyMap<string, string>;
  /** Stages that COPY --from can name here: by name and by number. */
  readonly sources: Map<string, Stage>;
  /** What stands before the numbers of its steps; empty in a build of one stage. */
  label: string;
  total: number;
}

const PLATFORM: [string, string][] = [
  ['BUILDPLATFORM', 'linux/amd64'], ['BUILDOS', 'linux'], ['BUILDARCH', 'amd64'], ['BUILDVARIANT', ''],
  ['TARGETPLATFORM', 'linux/amd64'], ['TARGETOS', 'linux'], ['TARGETARCH', 'amd64'], ['TARGETVARIANT', ''],
];

/**
 * Stages that the target needs, in the order of building.
 * @throws DockerfileError
 */
export function plan(file: Dockerfile, request: BuildRequest, engine: Engine, warn: (w: Warning) => void): { needed: Stage[]; target: Stage } {
  const globals = new Map<string, string>(PLATFORM);
  const stages: Stage[] = [];
  const byName = new Map<string, Stage>();
  for (const i of file.instructions) {
    if (i.name === 'FROM') {
      checkLine(i);
      const words = i.rest.split(/\s+/).filter((x) => x !== '');
      if (!(words.length === 1 || (words.length === 3 && words[1]!.toLowerCase() === 'as'))) {
        throw new DockerfileError(`dockerfile parse error on line ${i.from}: FROM requires either one or three arguments`, i.from, i.to);
      }
      const name = words[2]?.toLowerCase();
      if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/.test(name)) throw new DockerfileError(`dockerfile parse error on line ${i.from}: invalid name for build stage: ${JSON.stringify(words[2])}, name can't start with a number or contain symbols`, i.from, i.to);
      const written = expandWord(words[0]!, globals);
      const alias = request.namedContexts[written];
      const image = typeof alias === 'string' ? alias.replace(/^docker-image:\/\//, '') : written;
      if (image === '') throw new DockerfileError(`base name (${words[0]}) should not be blank`, i.from, i.to);
      const base = byName.get(image.toLowerCase());
      if (base === undefined && image !== 'scratch' && alias === undefined) checkReference(image, words[0]!, i, warn);
      const stage: Stage = {
        key: String(stages.length), name, from: i, base, image: base === undefined ? image : undefined, steps: [], triggers: [], globals, args: new Map(),
        sources: new Map([...byName, ...stages.map((s): [string, Stage] => [s.key, s])]), label: '', total: 0,
      };
      stages.push(stage);
      if (name !== undefined) byName.set(name, stage);
      continue;
    }
    const stage = stages.at(-1);
    if (stage === undefined) {
      if (i.name !== 'ARG') throw new DockerfileError('no build stage in current context', i.from, i.to);
      for (const word of i.rest.split(/\s+/)) {
        const eq = word.indexOf('=');
        const name = eq < 0 ? word : word.slice(0, eq);
        const given = request.buildArgs[name];
        if (given !== undefined) globals.set(name, given);
        else if (eq >= 0) globals.set(name, expandWord(word.slice(eq + 1), globals));
      }
      continue;
    }
    checkLine(i);
    stage.steps.push(i);
  }
  for (const s of stages) checkStageIndex(s, stages);
  if (stages.length === 0) throw new DockerfileError('no build stage in current context', file.instructions[0]!.from, file.instructions[0]!.to);
  const target = request.target === '' ? stages.at(-1)! : byName.get(request.target.toLowerCase());
  if (target === undefined) throw new DockerfileError(`target stage ${JSON.stringify(request.target)} could not be found`, 0);
  for (const stage of stages) stage.triggers = triggersOf(stage, engine);
  const needed: Stage[] = [];
  const visiting = new Set<Stage>();
  const need = (s: Stage): void => {
    if (needed.includes(s)) return;
    if (visiting.has(s)) throw new DockerfileError(`circular dependency detected on stage: ${s.name ?? `stage-${s.key}`}`, s.from.from);
    visiting.add(s);
    if (s.base !== undefined) need(s.base);
    for (const from of [...s.triggers, ...s.steps].flatMap(sourcesOf)) {
      const other = s.sources.get(from);
      if (other !== undefined) need(other);
      else if (from === s.name || from === s.key) throw new DockerfileError(`circular dependency detected on stage: ${s.name ?? `stage-${s.key}`}`, s.from.from);
    }
    needed.push(s);
  };
  need(target);
  const many = needed.length > 1 || stages.length > 1;
  for (const s of stages) {
    s.total = s.steps.filter((i) => COUNTED.includes(i.name)).length + (s.base === undefined && s.image !== 'scratch' ? 1 : 0);
    s.label = many || s.steps.some((i) => i.name === 'RUN' && i.flags.some((f) => f.startsWith('--mount'))) ? (s.name ?? `stage-${s.key}`) : '';
  }
  return { needed, target };
}

function checkReference(image: string, written: string, i: Instruction, warn: (w: Warning) => void): void {
  try {
    parseReference(image);
  } catch (error) {
    if (!(error instanceof ReferenceError_)) throw error;
    warn({ rule: 'InvalidDefaultArgInFrom', text: `Default value for ARG ${written} results in empty or invalid base image name`, line: i.from });
    throw new DockerfileError(`failed to parse stage name ${JSON.stringify(image)}: ${error.message}`, i.from, i.to);
  }
}

/** A number as the source of a COPY or a mount names a stage of this file, also a later one. */
function checkStageIndex(s: Stage, stages: readonly Stage[]): void {
  for (const from of s.steps.flatMap(sourcesOf)) {
    if (!/^\d+$/.test(from) || s.sources.has(from)) continue;
    const stage = stages[Number(from)];
    if (stage === undefined) throw new DockerfileError(`invalid stage index ${from}`, 0);
    if (stage !== s) s.sources.set(from, stage);
  }
}

/** Names of stages or images that an instruction takes files from: `--from`, and that of `--mount`. */
function sourcesOf(i: Instruction): string[] {
  return i.flags.flatMap((f) => {
    if (f.startsWith('--from=')) return [f.slice(7).toLowerCase()];
    if (!f.startsWith('--mount=')) return [];
    return f.slice(8).split(',').filter((x) => x.startsWith('from=')).map((x) => x.slice(5).toLowerCase());
  });
}

/** The ONBUILD instructions of a stage's base image; errors point to its FROM. */
function triggersOf(stage: Stage, engine: Engine): Instruction[] {
  const base = stage.image === undefined || stage.image === 'scratch' ? undefined : engine.images.find(stage.image);
  return (base?.config.OnBuild ?? []).map((t) => ({ ...parseDockerfile(t).instructions[0]!, from: stage.from.from, to: stage.from.to }));
}
