// Which stages a target needs, in which order they are written, and how steps are numbered.

import { flagValues } from './instruction.ts';
import type { Instruction } from './parse.ts';
import { linkSources, type Plan, sourceNames, type Stage } from './plan.ts';

/**
 * Stages that the target needs, in the order of building; also those that ONBUILD triggers ask for.
 * @throws DockerfileError
 */
export function needed(p: Plan, all: boolean): Stage[] {
  if (all) return [...p.stages];
  const out = new Set<Stage>();
  const need = (s: Stage): void => {
    if (out.has(s)) return;
    out.add(s);
    if (s.base !== undefined) need(s.base);
    for (const other of s.sources.values()) need(other);
  };
  need(p.target);
  return p.stages.filter((s) => out.has(s));
}

/**
 * Stages in the order in which BuildKit writes their steps down: each step after those before it, then what it takes from elsewhere.
 * Stages that begin from one image share the step of that image, which bears the name that the last of them gives it.
 */
export function writingOrder(target: Stage): Stage[] {
  const out: Stage[] = [];
  const seen = new Set<Stage>();
  const visit = (s: Stage): void => {
    if (seen.has(s)) return;
    seen.add(s);
    if (s.base !== undefined) visit(s.base);
    else out.push(s);
    for (const i of [...s.triggers, ...s.steps]) {
      for (const { name } of sourceNames(i)) {
        const other = s.sources.get(name.toLowerCase());
        if (other !== undefined) visit(other);
      }
    }
  };
  visit(target);
  return out;
}

/** Takes the ONBUILD instructions of a stage's base into it; true when they name other stages. @throws DockerfileError */
export function addTriggers(s: Stage, triggers: readonly Instruction[], p: Plan): boolean {
  if (triggers.length === 0) return false;
  const byName = new Map(p.stages.flatMap((x): [string, Stage][] => (x.name === undefined ? [] : [[x.name, x]])));
  s.triggers = triggers.map((t) => ({ ...t, from: s.from.from, to: s.from.to }));
  const before = s.sources.size;
  linkSources(s, s.triggers, p.stages, byName);
  return s.sources.size > before;
}

/** Images and named contexts, not stages, that stages take files from, with the instruction that names each. */
export function outsideSources(stages: readonly Stage[]): { name: string; at: Instruction }[] {
  return stages.flatMap((s) =>
    [...s.triggers, ...s.steps].flatMap((i) =>
      sourceNames(i)
        .filter((x) => !s.sources.has(x.name.toLowerCase()) && x.name !== 'scratch')
        .map((x) => ({ name: x.name, at: i })),
    ),
  );
}

/** Numbers of the stages' steps. A file's only stage has no name in them, unless some step mounts something or copies from elsewhere. */
export function numberStages(p: Plan): void {
  const mounts = p.stages.some((s) => s.steps.some((i) => i.name === 'RUN' && flagValues(i, 'mount').length > 0));
  const many = p.stages.length > 1 || mounts || outsideSources(p.stages).length > 0;
  for (const s of p.stages) {
    s.total =
      s.steps.filter((i) => COUNTED.includes(i.name)).length + (s.base === undefined && s.image !== 'scratch' ? 1 : 0);
    s.label = many ? (s.name ?? `stage-${s.key}`) : '';
  }
}

/** Instructions that are steps with a number. */
export const COUNTED = ['RUN', 'COPY', 'ADD', 'WORKDIR'];
