// From instructions to stages: what each is based on, what the target needs, how steps are numbered.
// It goes through a Dockerfile in the order in which BuildKit does, so that the first mistake told is the same.

import { parsePlatform } from '../../api/platform.ts';
import { expandWord, type Env } from './expand.ts';
import { argsOf, checkInstruction, flagValue, flagValues, type Frontend, stageName } from './instruction.ts';
import type { Linter } from './linter.ts';
import { csvFields } from '../../api/csv.ts';
import { didYouMean, type Dockerfile, DockerfileError, type Instruction, suggestion } from './parse.ts';
import {
  lintCasing,
  lintConstPlatform,
  lintDefaults,
  lintDescription,
  lintFromArgs,
  lintLine,
  lintNames,
} from './plan-lint.ts';
import { argPairs, located, metaArgs, type RawStage, validReference } from './plan-args.ts';

export interface Stage {
  /** Number of the stage, as a text. */
  readonly key: string;
  readonly name: string | undefined;
  readonly from: Instruction;
  /** The stage it builds on, or the image it begins from. */
  readonly base: Stage | undefined;
  readonly image: string | undefined;
  /** `--platform`, expanded; empty when it is not given. */
  readonly platform: string;
  readonly steps: Instruction[];
  /** ONBUILD instructions of the base: they come first. */
  triggers: readonly Instruction[];
  /** Values of global ARGs, and those that are known from the start. */
  readonly globals: ReadonlyMap<string, string>;
  /** Stages that COPY --from can name here: by name and by number. */
  readonly sources: Map<string, Stage>;
  /** What stands before the numbers of its steps; empty in a build of one stage. */
  label: string;
  total: number;
}

/** What a plan asks of its build. */
export interface PlanRequest {
  readonly target: string;
  readonly buildArgs: Readonly<Record<string, string | undefined>>;
  /** The platform that is built for: `linux/amd64`. */
  readonly platform: string;
  readonly frontend: Frontend;
  /** Is there a context of this name (`--build-context`)? */
  readonly named: (name: string) => boolean;
  /** Every stage, not only those that the target needs (`--check`). */
  readonly all: boolean;
}

export interface Plan {
  /** All stages, in the order of the file. */
  readonly stages: readonly Stage[];
  readonly target: Stage;
  readonly args: Readonly<Record<string, string>>;
}

/** Variables that are there without being declared, in FROM and for ARG. */
export function platformArgs(
  platform: string,
  target: string,
  overrides: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const [os = 'linux', arch = 'amd64', variant = ''] = platform.split('/');
  const all: [string, string][] = [
    ['BUILDPLATFORM', 'linux/amd64'],
    ['BUILDOS', 'linux'],
    ['BUILDOSVERSION', ''],
    ['BUILDARCH', 'amd64'],
    ['BUILDVARIANT', ''],
    ['TARGETPLATFORM', platform],
    ['TARGETOS', os],
    ['TARGETOSVERSION', ''],
    ['TARGETARCH', arch],
    ['TARGETVARIANT', variant],
    ['TARGETSTAGE', target],
  ];
  return new Map(all.map(([k, v]) => [k, overrides[k] ?? v]));
}

/** Stages as they are written, and the ARGs before the first. @throws DockerfileError */
function read(file: Dockerfile, frontend: Frontend, lint: Linter): { raw: RawStage[]; meta: Instruction[] } {
  const raw: RawStage[] = [];
  const meta: Instruction[] = [];
  for (const to of file.emptyContinuations)
    lint.warn('NoEmptyContinuation', 'Empty continuation line', { from: to, to });
  for (const i of file.instructions) {
    lintLine(i, lint);
    checkInstruction(i, frontend);
    if (i.name === 'FROM') {
      const name = stageName(i);
      if (name !== undefined) lintDescription(i, [name], lint);
      raw.push({ from: i, name, steps: [] });
      continue;
    }
    if (i.name === 'ARG')
      lintDescription(
        i,
        argPairs(i).map(([k]) => k),
        lint,
      );
    if (raw.length > 0) raw.at(-1)!.steps.push(i);
    else if (i.name === 'ARG') meta.push(i);
    else throw new DockerfileError('no build stage in current context', i.from, i.to);
  }
  if (raw.length === 0) throw new DockerfileError('dockerfile contains no stages to build', 0);
  return { raw, meta };
}

/** `--platform` of a FROM, expanded. @throws DockerfileError */
function platformOf(
  s: RawStage,
  globals: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
  lint: Linter,
): string {
  const written = flagValue(s.from, 'platform');
  if (written === undefined || written === '') return '';
  const { from: i } = s;
  const matched = new Set<string>();
  const unmatched = new Set<string>();
  let value: string;
  try {
    value = expandWord(written, globals, { escape: i.escape, matched, unmatched });
  } catch (error) {
    throw new DockerfileError(`failed to process arguments for platform : ${(error as Error).message}`, i.from, i.to);
  }
  lintFromArgs(i, unmatched, known, lint);
  if (
    matched.size === 1 &&
    unmatched.size === 0 &&
    matched.has('TARGETPLATFORM') &&
    value === globals.get('TARGETPLATFORM')
  ) {
    lint.warn(
      'RedundantTargetPlatform',
      `Setting platform to predefined ${written} in FROM is redundant as this is the default behavior`,
      i,
    );
  }
  if (matched.size === 0 && unmatched.size === 0) lintConstPlatform(s, value, lint);
  const near = (): string => [...unmatched].map((u) => suggestion(u, globals.keys())).find((x) => x !== '') ?? '';
  if (value === '') throw new DockerfileError(`empty platform value from expression ${written}${near()}`, i.from, i.to);
  try {
    return parsePlatform(value);
  } catch (error) {
    throw new DockerfileError(
      `failed to parse platform ${written}: ${(error as Error).message}${near()}`,
      i.from,
      i.to,
    );
  }
}

/** What one FROM begins from. @throws DockerfileError */
function makeStage(
  s: RawStage,
  n: number,
  c: {
    globals: ReadonlyMap<string, string>;
    known: ReadonlySet<string>;
    byName: ReadonlyMap<string, Stage>;
    request: PlanRequest;
    lint: Linter;
  },
): Stage {
  const { from: i } = s;
  const { globals, request } = c;
  const written = argsOf(i)[0]!;
  const unmatched = new Set<string>();
  const image = located(i, () => expandWord(written, globals, { escape: i.escape, unmatched }));
  lintFromArgs(i, unmatched, c.known, c.lint);
  if (image === '') throw new DockerfileError(`base name (${written}) should not be blank`, i.from, i.to);
  const platform = platformOf(s, globals, c.known, c.lint);
  const replaced = s.name !== undefined && request.named(s.name);
  const base = replaced ? undefined : c.byName.get(image);
  return {
    key: String(n),
    name: s.name,
    from: i,
    base,
    image: replaced ? s.name : base === undefined ? image : undefined,
    platform,
    steps: replaced ? [] : s.steps,
    triggers: [],
    globals,
    sources: new Map(),
    label: '',
    total: 0,
  };
}

/**
 * The stages of a Dockerfile.
 * @throws DockerfileError
 */
export function plan(file: Dockerfile, request: PlanRequest, lint: Linter): Plan {
  const { raw, meta } = read(file, request.frontend, lint);
  lintNames(raw, lint);
  lintCasing(raw, lint);
  const start = platformArgs(request.platform, request.target || (raw.at(-1)!.name ?? 'default'), request.buildArgs);
  lintDefaults(raw, meta, start, lint);
  const globals = metaArgs(start, meta, request.buildArgs);
  const known = new Set([...globals.keys(), ...meta.flatMap((i) => argPairs(i).map(([k]) => k))]);
  const stages: Stage[] = [];
  const byName = new Map<string, Stage>();
  for (const [n, s] of raw.entries()) {
    const stage = makeStage(s, n, { globals, known, byName, request, lint });
    stages.push(stage);
    if (s.name !== undefined) byName.set(s.name, stage);
  }
  const target = request.target === '' ? stages.at(-1)! : byName.get(request.target.toLowerCase());
  if (target === undefined)
    throw new DockerfileError(
      `target stage ${JSON.stringify(request.target)} could not be found${suggestion(
        request.target,
        stages.map((s) => s.name ?? `stage-${s.key}`),
      )}`,
      0,
    );
  for (const s of stages) linkSources(s, s.steps, stages, byName);
  checkCircles(stages);
  return { stages, target, args: Object.fromEntries(globals) };
}

/** Names of stages or images that an instruction takes files from: `--from`, and that of `--mount`. */
export function sourceNames(i: Instruction): { name: string; copy: boolean }[] {
  const out: { name: string; copy: boolean }[] = [];
  const from = i.name === 'COPY' ? (flagValue(i, 'from') ?? '') : '';
  if (from !== '') out.push({ name: from, copy: true });
  for (const m of i.name === 'RUN' ? flagValues(i, 'mount') : []) {
    const fields = csvFields(m).map((f) => f.split('='));
    const type = fields.find(([k]) => k!.toLowerCase() === 'type')?.[1] ?? 'bind';
    const name =
      fields
        .find(([k]) => k!.toLowerCase() === 'from')
        ?.slice(1)
        .join('=') ?? '';
    if (name !== '' && type !== 'tmpfs') out.push({ name, copy: false });
  }
  return out;
}

const NO_ENV: Env = { get: () => undefined };

/** Finds the stages that instructions take files from. @throws DockerfileError */
export function linkSources(
  s: Stage,
  steps: readonly Instruction[],
  stages: readonly Stage[],
  byName: ReadonlyMap<string, Stage>,
): void {
  for (const i of steps) {
    for (const { name, copy } of sourceNames(i)) {
      if (copy && expandWord(name, NO_ENV, { escape: i.escape }) !== name)
        throw new DockerfileError(
          'variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround',
          0,
        );
      if (copy && /^[-+]?\d+$/.test(name)) {
        const stage = stages[Number(name)];
        if (stage === undefined) throw new DockerfileError(`invalid stage index ${Number(name)}`, 0);
        s.sources.set(name.toLowerCase(), stage);
        continue;
      }
      const stage = byName.get(name.toLowerCase());
      if (stage !== undefined) s.sources.set(name.toLowerCase(), stage);
    }
  }
}

/** Stages that take files from each other cannot be built. @throws DockerfileError */
function checkCircles(stages: readonly Stage[]): void {
  const visited = new Set<Stage>();
  const path = new Set<Stage>();
  const visit = (s: Stage, before: readonly Instruction[]): readonly Instruction[] | undefined => {
    if (visited.has(s)) return undefined;
    visited.add(s);
    path.add(s);
    for (const i of s.steps) {
      for (const { name } of sourceNames(i)) {
        const other = s.sources.get(name.toLowerCase());
        if (other === undefined) continue;
        const next = [...before, i];
        if (path.has(other)) return next;
        const found = visit(other, next);
        if (found !== undefined) return found;
      }
    }
    path.delete(s);
    return undefined;
  };
  for (const s of stages) {
    const circle = visit(s, []);
    if (circle === undefined) continue;
    const [first, ...more] = circle;
    throw new DockerfileError(
      `circular dependency detected on stage: ${s.name ?? `stage-${s.key}`}`,
      first!.from,
      first!.to,
      more.map((i) => [i.from, i.to] as const),
    );
  }
}

/** A base image's name that no image can have. @throws DockerfileError */
export function checkBaseName(s: Stage): void {
  if (s.image === undefined || s.image === 'scratch') return;
  const why = validReference(s.image);
  if (why !== undefined)
    throw new DockerfileError(`failed to parse stage name ${JSON.stringify(s.image)}: ${why}`, s.from.from, s.from.to);
}

/** Images that people mean when they mistype one. */
const COMMON = ['alpine', 'busybox', 'centos', 'debian', 'golang', 'ubuntu', 'fedora'].flatMap((n) => [
  n,
  `${n}:latest`,
]);

/** What a base image that is not there may have been meant as. */
export function imageSuggestion(name: string, stages: readonly Stage[]): string {
  const near = didYouMean(name, [...stages.map((s) => s.name ?? `stage-${s.key}`), ...COMMON]);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}
