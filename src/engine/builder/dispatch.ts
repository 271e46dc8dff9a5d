// From a stage's instructions to its steps: configuration and variables before each, with no file touched.
// A mistake in any of them is told before the first step runs, as BuildKit tells it.

import { clean } from '../../fs/path.ts';
import type { ImageConfig } from '../state.ts';
import { applyMeta, envOf, historyLine } from './change.ts';
import { expandWord } from './expand.ts';
import { parseMode } from './mode.ts';
import { parseStepMount, type StepMount } from './mounts.ts';
import type { Instruction } from './parse.ts';
import type { Stage } from './plan.ts';

/** A step that failed, or an instruction that cannot become one; ends the build. */
export class StepError extends Error {
  constructor(
    message: string,
    readonly instruction: Instruction | undefined,
  ) {
    super(message);
  }
}

/** One instruction, ready. */
export interface Step {
  readonly i: Instruction;
  /** The configuration before it. */
  readonly config: ImageConfig;
  /** Values of the ARGs that were declared before it. */
  readonly args: ReadonlyMap<string, string>;
  /** ARGs and ENVs, for the expansion of its words. */
  readonly env: ReadonlyMap<string, string>;
  /** Its line in the history, when it makes no layer. */
  readonly history: string | undefined;
  /** What its progress is called, with its number: `[2/3] RUN true`. */
  readonly title: string;
  readonly mounts: readonly StepMount[];
}

/** A stage after dispatch: its steps, and what the image at its end is configured as. */
export interface Dispatched {
  /** Title of the base's own step; undefined where there is none. */
  readonly fromTitle: string | undefined;
  readonly steps: readonly Step[];
  readonly config: ImageConfig;
  readonly author: string;
  readonly args: ReadonlyMap<string, string>;
}

/** Instructions that are steps with a number. */
export const COUNTED = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

/** What an instruction with a step is called. */
function textOf(i: Instruction, env: ReadonlyMap<string, string>): string {
  const kept = (text: string): string => expandWord(text, env, { quotes: false, escape: i.escape, unknown: (n) => `$${n}` });
  if (i.name === 'WORKDIR') return `WORKDIR ${expandWord(i.rest, env, { escape: i.escape })}`;
  if (i.name === 'RUN') {
    const doc = i.heredocs[0];
    const flags = i.flags.map((f) => `${f} `).join('');
    if (doc === undefined) return `RUN ${flags}${kept(i.rest)}`;
    const lines = doc.content.split('\n');
    return `RUN ${flags}${i.rest} (${lines[0]}${lines.length > 2 ? '...' : ''})`;
  }
  const flags = i.flags.map((f) => `${expandWord(f, env)} `).join('');
  if (i.heredocs.length > 0) return `${i.name} ${flags}${i.rest}`;
  return `${i.name} ${flags}${i.json === undefined ? kept(i.rest) : i.json.map((w) => expandWord(w, env)).join(' ')}`;
}

/** Names and values of an ARG instruction; a value is undefined when nobody gave one. */
function declared(i: Instruction, env: ReadonlyMap<string, string>, stage: Stage, given: Readonly<Record<string, string | undefined>>): [string, string | undefined][] {
  return i.rest.split(/\s+(?=[A-Za-z_]\w*(?:=|\s|$))/).map((word) => {
    const eq = word.indexOf('=');
    const name = eq < 0 ? word : word.slice(0, eq);
    const value = given[name];
    if (value !== undefined) return [name, value];
    if (eq >= 0) return [name, expandWord(word.slice(eq + 1), env, { escape: i.escape })];
    return [name, stage.globals.get(name)];
  });
}

/**
 * The steps of a stage.
 * @param base configuration, author and ARGs of what it begins from
 * @param given values of `--build-arg`
 * @throws StepError
 */
export function dispatchStage(stage: Stage, base: { config: ImageConfig; author: string; args: ReadonlyMap<string, string> }, given: Readonly<Record<string, string | undefined>>): Dispatched {
  let { config, author } = base;
  if (stage.triggers.length > 0) config = { ...config, OnBuild: null };
  const args = new Map([...base.args, ...stage.args]);
  const total = stage.total + stage.triggers.length;
  const hasFrom = stage.base === undefined && stage.image !== 'scratch';
  const head = (n: number, of: number): string => `[${stage.label === '' ? '' : `${stage.label} `}${String(n).padStart(String(of).length)}/${of}]`;
  let index = hasFrom ? 1 : 0;
  let cmdSet = false;
  const steps: Step[] = [];
  for (const [k, i] of [...stage.triggers, ...stage.steps].entries()) {
    const onbuild = k < stage.triggers.length ? 'ONBUILD ' : '';
    const env = new Map([...args, ...envOf(config)]);
    const step = { i, config, args: new Map(args), env, history: undefined, mounts: [], title: '' };
    try {
      if (COUNTED.includes(i.name)) {
        const title = `${head(++index, total)} ${onbuild}${textOf(i, env)}`;
        const mounts = i.name === 'RUN' ? i.flags.filter((f) => f.startsWith('--mount=')).map((f) => parseStepMount(expandWord(f.slice(8), env), config.WorkingDir)) : [];
        const chmod = i.flags.find((f) => f.startsWith('--chmod='));
        if (chmod !== undefined && parseMode(expandWord(chmod.slice(8), env), 0o644, false) === undefined) throw new Error('invalid syntax');
        steps.push({ ...step, title, mounts });
        if (i.name === 'WORKDIR') {
          const path = expandWord(i.rest, env, { escape: i.escape });
          config = { ...config, WorkingDir: clean(path.startsWith('/') ? path : `${config.WorkingDir || '/'}/${path}`) };
        }
      } else if (i.name === 'ARG') {
        const values = declared(i, env, stage, given);
        for (const [name, value] of values) if (value !== undefined) args.set(name, value);
        steps.push({ ...step, history: `ARG ${values.map(([n, v]) => (v === undefined ? n : `${n}=${v}`)).join(' ')}` });
      } else if (i.name === 'MAINTAINER') {
        author = i.rest;
        steps.push({ ...step, history: `MAINTAINER ${i.rest}` });
      } else {
        const after = applyMeta(config, i, env, cmdSet);
        if (i.name === 'CMD') cmdSet = true;
        steps.push({ ...step, history: historyLine(i, config, after, env) });
        config = after;
      }
    } catch (error) {
      throw new StepError((error as Error).message, i);
    }
  }
  return { fromTitle: hasFrom ? `${head(1, stage.total)} FROM` : undefined, steps, config, author, args };
}
