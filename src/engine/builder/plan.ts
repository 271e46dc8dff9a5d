// From instructions to stages: what each is based on, what the target needs, how steps are numbered.

import { parseReference, ReferenceError_ } from '../reference.ts';
import type { Engine } from '../engine.ts';
import { applyMeta } from './change.ts';
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
  steps: Instruction[];
  /** Values of global ARGs, and those that are known from the start. */
  readonly globals: ReadonlyMap<string, string>;
  readonly args: ReadonlyMap<string, string>;
  /** Stages that COPY --from can name here: by name and by number. */
  readonly sources: ReadonlyMap<string, Stage>;
  /** What stands before the numbers of its steps; empty in a build of one stage. */
  label: string;
  total: number;
}

const COUNTED = ['RUN', 'COPY', 'ADD', 'WORKDIR'];
const PLATFORM: [string, string][] = [
  ['BUILDPLATFORM', 'linux/amd64'], ['BUILDOS', 'linux'], ['BUILDARCH', 'amd64'], ['BUILDVARIANT', ''],
  ['TARGETPLATFORM', 'linux/amd64'], ['TARGETOS', 'linux'], ['TARGETARCH', 'amd64'], ['TARGETVARIANT', ''],
];
const BLANK = { User: '', Env: [], Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null };

/** Errors that a line has by itself are told before anything runs. */
function checkLine(i: Instruction): void {
  const fail = (why: string): never => {
    throw new DockerfileError(`dockerfile parse error on line ${i.from}: ${why}`, i.from, i.to);
  };
  const words = i.rest.split(/\s+/).filter((x) => x !== '');
  if (['COPY', 'ADD'].includes(i.name)) {
    for (const f of i.flags) {
      const name = f.slice(2).split('=')[0]!;
      const known = i.name === 'COPY' ? ['from', 'chown', 'chmod', 'link', 'parents', 'exclude'] : ['chown', 'chmod', 'link', 'exclude', 'checksum', 'keep-git-dir', 'unpack'];
      if (!known.includes(name)) fail(`unknown flag: --${name}`);
    }
    if ((i.json?.length ?? words.length) < 2 && i.heredocs.length === 0) fail(`${i.name} requires at least two arguments, but only one was provided. Destination could not be determined`);
  }
  if (i.name === 'RUN' && i.rest === '') fail('RUN requires at least one argument');
  if (i.name === 'WORKDIR' && words.length === 0) fail('WORKDIR requires exactly one argument');
  if (i.name === 'USER' && words.length !== 1) fail('USER requires exactly one argument');
  if (i.name === 'STOPSIGNAL' && words.length !== 1) fail('STOPSIGNAL requires exactly one argument');
  if (i.name === 'MAINTAINER' && i.rest === '') fail('MAINTAINER requires exactly one argument');
  if (i.name === 'ARG' && words.length === 0) fail('ARG requires at least one argument');
  if (['ENV', 'LABEL', 'EXPOSE', 'VOLUME', 'SHELL', 'HEALTHCHECK', 'ONBUILD'].includes(i.name)) {
    try {
      applyMeta(BLANK, i, { get: (n: string) => `$${n}`, has: () => true } as never, true);
    } catch (error) {
      const text = (error as Error).message;
      if (/^(invalid port|invalid containerPort|ENV must|LABEL must|Syntax error)/.test(text)) {
        if (/^(ENV must|LABEL must|Syntax error)/.test(text)) throw new DockerfileError(text, i.from, i.to);
        return;
      }
      fail(text);
    }
  }
}

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
      const flags = i.flags.filter((f) => !f.startsWith('--platform'));
      if (flags.length > 0) throw new DockerfileError(`dockerfile parse error on line ${i.from}: unknown flag: ${flags[0]!.split('=')[0]}`, i.from, i.to);
      const words = i.rest.split(/\s+/).filter((x) => x !== '');
      if (!(words.length === 1 || (words.length === 3 && words[1]!.toLowerCase() === 'as'))) {
        throw new DockerfileError(`dockerfile parse error on line ${i.from}: FROM requires either one or three arguments`, i.from, i.to);
      }
      const name = words[2]?.toLowerCase();
      if (name !== undefined && !/^[a-z][a-z0-9-_.]*$/.test(name)) throw new DockerfileError(`dockerfile parse error on line ${i.from}: invalid name for build stage: ${JSON.stringify(words[2])}, name can't start with a number or contain symbols`, i.from, i.to);
      const image = expandWord(words[0]!, globals);
      if (image === '') throw new DockerfileError(`base name (${words[0]}) should not be blank`, i.from, i.to);
      const base = byName.get(image.toLowerCase());
      if (base === undefined && image !== 'scratch') checkReference(image, words[0]!, i, warn);
      const stage: Stage = {
        key: String(stages.length), name, from: i, base, image: base === undefined ? image : undefined, steps: [], globals, args: new Map(),
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
  if (stages.length === 0) throw new DockerfileError('no build stage in current context', file.instructions[0]!.from, file.instructions[0]!.to);
  const target = request.target === '' ? stages.at(-1)! : byName.get(request.target.toLowerCase());
  if (target === undefined) throw new DockerfileError(`target stage ${JSON.stringify(request.target)} could not be found`, 0);
  for (const stage of stages) addTriggers(stage, engine);
  const needed: Stage[] = [];
  const visiting = new Set<Stage>();
  const need = (s: Stage): void => {
    if (needed.includes(s)) return;
    if (visiting.has(s)) throw new DockerfileError(`circular dependency detected on stage: ${s.name ?? `stage-${s.key}`}`, s.from.from);
    visiting.add(s);
    if (s.base !== undefined) need(s.base);
    for (const i of s.steps) {
      const from = i.flags.find((f) => f.startsWith('--from='))?.slice(7).toLowerCase();
      if (from === undefined) continue;
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

/** ONBUILD instructions of the base come first. */
function addTriggers(stage: Stage, engine: Engine): void {
  const base = stage.image === undefined || stage.image === 'scratch' ? undefined : engine.images.find(stage.image);
  const triggers = base?.config.OnBuild ?? [];
  if (triggers.length === 0) return;
  stage.steps = [...triggers.map((t) => ({ ...parseDockerfile(t).instructions[0]!, from: stage.from.from, to: stage.from.to })), ...stage.steps];
}
