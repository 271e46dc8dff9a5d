// From a stage's instructions to its steps: configuration and variables before each, with no file touched.
// A mistake in any of them is told before the first step runs, as BuildKit tells it.

import { clean } from '../../fs/path.ts';
import type { ImageConfig } from '../state.ts';
import { applyMeta, envOf, exposedPorts, historyLine } from './change.ts';
import { expandWord, type ExpandOptions } from './expand.ts';
import { ignoredBy, type Pattern } from '../../api/ignore.ts';
import { argsOf, flagValue, flagValues } from './instruction.ts';
import type { Linter } from './linter.ts';
import { parseMode } from './mode.ts';
import { parseStepMount, type StepMount } from './mounts.ts';
import { heredocName, heredocText, type Instruction, suggestion } from './parse.ts';
import { argPairs } from './plan-args.ts';
import { type Stage } from './plan.ts';
import { own } from '../../api/dict.ts';

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
  /** ARGs that were declared before it, with the values that they have now. */
  readonly args: ReadonlyMap<string, string>;
  /** ARGs and ENVs, for the expansion of its words. */
  readonly env: ReadonlyMap<string, string>;
  /** Its line in the history, when it makes no layer. */
  readonly history: string | undefined;
  /** What its progress is called, with its number: `[2/3] RUN true`. */
  readonly title: string;
  readonly mounts: readonly StepMount[];
  /** Arguments of COPY and ADD, expanded; the last one is the destination. */
  readonly words: readonly string[];
}

/** A stage after dispatch: its steps, and what the image at its end is configured as. */
export interface Dispatched {
  /** Title of the base's own step; undefined where there is none. */
  readonly fromTitle: string | undefined;
  readonly steps: readonly Step[];
  readonly config: ImageConfig;
  readonly author: string;
  /** ARGs that the stage declares, for stages that build on it. */
  readonly args: ReadonlyMap<string, string | undefined>;
  /** Was WORKDIR set in this file? */
  readonly workdirSet: boolean;
}

/** What a stage begins from. */
export interface DispatchBase {
  readonly config: ImageConfig;
  readonly author: string;
  readonly args: ReadonlyMap<string, string | undefined>;
  readonly workdirSet: boolean;
}

/** What the dispatch of stages shares. */
export interface DispatchOptions {
  /** Values of `--build-arg`. */
  readonly given: Readonly<Record<string, string | undefined>>;
  readonly lint: Linter;
  /** Patterns of .dockerignore. */
  readonly ignore: readonly Pattern[];
  /** Variables of the base are not known (a file is looked at without an engine): unknown ones are no mistake. */
  readonly openEnv: boolean;
}

/** First line of a here-document, as titles show it. */
function summary(doc: string): string {
  const lines = doc.trim().split('\n');
  return lines[0]! + (lines.length > 1 ? '...' : '');
}

/** What an instruction with a step is called: its line, variables expanded. */
function textOf(i: Instruction, env: ReadonlyMap<string, string>): string {
  const run = i.name === 'RUN';
  const line =
    run && i.heredocs.length > 0 && heredocName(i.rest) !== undefined
      ? `${i.original} (${summary(i.heredocs[0]!.content)})`
      : i.original;
  let text: string;
  try {
    text = expandWord(line, env, run ? { escape: i.escape, rawQuotes: true, keepUnset: true } : { escape: i.escape });
  } catch {
    text = line;
  }
  return text.replace(/^\S+/, (w) => w.toUpperCase());
}

const SECRET = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const NOT_SECRET = /(?:_|^)(?:public|file|version)(?:_|$)/i;

/** Dispatches the instructions of one stage. */
class StageDispatch {
  config: ImageConfig;
  author: string;
  workdirSet: boolean;
  readonly args: Map<string, string | undefined>;
  /** Values of ARGs; they are variables like ENV, and a later one of either kind wins. */
  private readonly values: Map<string, string>;
  private readonly steps: Step[] = [];
  private index: number;
  private readonly total: number;
  private readonly last = new Map<string, Instruction>();

  constructor(
    private readonly stage: Stage,
    base: DispatchBase,
    private readonly o: DispatchOptions,
  ) {
    this.config =
      stage.triggers.length > 0 || (base.config.OnBuild ?? []).length > 0
        ? { ...base.config, OnBuild: null }
        : base.config;
    if (!this.config.Env.some((e) => e.startsWith('PATH=')))
      this.config = {
        ...this.config,
        Env: [...this.config.Env, 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      };
    this.author = base.author;
    this.workdirSet = base.workdirSet;
    this.args = new Map(base.args);
    const env = envOf(this.config);
    this.values = new Map([
      ...env,
      ...[...base.args].flatMap(([k, v]): [string, string][] => (v === undefined || env.has(k) ? [] : [[k, v]])),
    ]);
    this.total = stage.total + stage.triggers.length;
    this.index = this.hasFrom ? 1 : 0;
  }
  private get hasFrom(): boolean {
    return this.stage.base === undefined && this.stage.image !== 'scratch';
  }

  run(): Dispatched {
    const { stage } = this;
    const from = this.hasFrom ? this.head(1, stage.total) : undefined;
    for (const [k, i] of [...stage.triggers, ...stage.steps].entries()) {
      try {
        this.one(i, k < stage.triggers.length);
      } catch (error) {
        throw error instanceof StepError ? error : new StepError((error as Error).message, i);
      }
    }
    return {
      fromTitle: from === undefined ? undefined : `${from}FROM`,
      steps: this.steps,
      config: this.config,
      author: this.author,
      args: this.args,
      workdirSet: this.workdirSet,
    };
  }

  private head(n: number, of: number): string {
    if (of === 0) return '';
    return `[${this.stage.label === '' ? '' : `${this.stage.label} `}${String(n).padStart(String(of).length)}/${of}] `;
  }

  /** Options that tell of unknown variables of an instruction. */
  private watch(i: Instruction): { options: ExpandOptions; report: () => void } {
    const unmatched = new Set<string>();
    return {
      options: { escape: i.escape, unmatched },
      report: () => {
        const names = [...unmatched];
        unmatched.clear();
        if (this.o.openEnv) return;
        for (const name of names) {
          if (this.args.has(name)) continue;
          this.o.lint.warn(
            'UndefinedVar',
            `Usage of undefined variable '$${name}'${suggestion(name, this.values.keys()).replace('mean ', 'mean $')}`,
            i,
          );
        }
      },
    };
  }

  private one(i: Instruction, onbuild: boolean): void {
    const env = new Map(this.values);
    const { options, report } = this.watch(i);
    const word = (t: string): string => {
      const v = expandWord(t, env, options);
      report();
      return v;
    };
    // the values that ARGs have now: an ENV of the same name hides them
    const args = new Map([...this.args].map(([k, v]): [string, string] => [k, env.get(k) ?? v ?? '']));
    const step = { i, config: this.config, args, env, history: undefined, mounts: [], title: '', words: [] };
    const title = (seen = env): string =>
      `${this.head(++this.index, this.total)}${onbuild ? 'ONBUILD ' : ''}${textOf(i, seen)}`;
    switch (i.name) {
      case 'RUN': {
        const mounts = flagValues(i, 'mount').map((m) => parseStepMount(m, this.config.WorkingDir, word));
        if (flagValue(i, 'security') === 'insecure') throw new Error('security.insecure is not allowed');
        // what comes from a secret is never shown
        this.steps.push({
          ...step,
          mounts,
          title: title(
            new Map([
              ...env,
              ...mounts.flatMap((m): [string, string][] =>
                m.type === 'secret' && m.env !== undefined ? [[m.env, '****']] : [],
              ),
            ]),
          ),
        });
        return;
      }
      case 'COPY':
      case 'ADD':
        this.steps.push({ ...step, words: this.copyWords(i, word), title: title() });
        return;
      case 'WORKDIR':
        return this.workdir(i, word(i.rest), step, title);
      case 'ARG':
        return this.arg(i, step, env);
      case 'MAINTAINER':
        this.author = i.rest;
        this.steps.push({ ...step, history: `MAINTAINER ${word(i.rest)}` });
        return;
      default:
        return this.meta(i, step, env, options, report);
    }
  }

  /** Arguments of COPY and ADD, with what BuildKit checks of them before it copies. */
  private copyWords(i: Instruction, word: (t: string) => string): string[] {
    const words = argsOf(i).map((w) => (heredocName(w) === undefined ? word(w) : w));
    const chown = flagValue(i, 'chown');
    if (chown !== undefined) word(chown);
    const chmod = word(flagValue(i, 'chmod') ?? '');
    if (chmod !== '') checkMode(chmod);
    const sources = words.slice(0, -1).filter((w) => heredocName(w) === undefined);
    const checksum = flagValue(i, 'checksum') ?? '';
    if (i.name === 'ADD' && checksum !== '') {
      if (sources.length !== 1) throw new Error("checksum can't be specified for multiple sources");
      if (!isUrl(sources[0]!) && !isGit(sources[0]!)) throw new Error('checksum requires HTTP(S) or Git sources');
      if (isUrl(sources[0]!) && !/^sha256:[0-9a-f]{64}$/.test(word(checksum)))
        throw new Error(/^sha\d+:/.test(checksum) ? 'invalid checksum digest length' : 'unsupported digest algorithm');
    }
    if (i.name === 'COPY') {
      for (const s of sources) {
        if (isGit(s)) throw new Error("source can't be a git ref for COPY");
        if (isUrl(s)) throw new Error("source can't be a URL for COPY");
      }
    }
    if (flagValue(i, 'from') === undefined && this.o.ignore.length > 0 && !this.o.ignore.some((p) => p.negated)) {
      for (const s of sources) {
        const path = clean(s);
        if (
          !isUrl(s) &&
          path !== '.' &&
          path !== '/' &&
          ignoredBy(this.o.ignore, path.replace(/^\//, '')) !== undefined
        ) {
          this.o.lint.warn(
            'CopyIgnoredFile',
            `Attempting to ${i.name === 'ADD' ? 'Add' : 'Copy'} file ${JSON.stringify(path)} that is excluded by .dockerignore`,
            i,
          );
        }
      }
    }
    return words;
  }

  private workdir(i: Instruction, path: string, step: Omit<Step, 'title'>, title: () => string): void {
    if (!this.workdirSet && !path.startsWith('/'))
      this.o.lint.warn(
        'WorkdirRelativePath',
        `Relative workdir ${JSON.stringify(path)} can have unexpected results if the base image changes`,
        i,
      );
    this.workdirSet = true;
    const full = clean(path.startsWith('/') ? path : `${this.config.WorkingDir || '/'}/${path}`);
    // the root is there already
    if (full === '/') this.steps.push({ ...step, title: '', history: 'WORKDIR /' });
    else this.steps.push({ ...step, title: title(), words: [full] });
    this.config = { ...this.config, WorkingDir: full };
  }

  private arg(i: Instruction, step: Step, env: ReadonlyMap<string, string>): void {
    const texts: string[] = [];
    for (const [name, written] of argPairs(i)) {
      this.lintSecret(i, name);
      const { options, report } = this.watch(i);
      let value = own(this.o.given, name);
      if (value === undefined && written !== undefined) {
        value = expandWord(written, new Map([...env, ...this.values]), options);
        report();
      } else value ??= this.stage.globals.get(name);
      if (value !== undefined) this.values.set(name, value);
      this.args.set(name, value);
      texts.push(value === undefined ? name : `${name}=${value}`);
    }
    this.steps.push({ ...step, history: `ARG ${texts.join(' ')}` });
  }

  private lintSecret(i: Instruction, name: string): void {
    if (SECRET.test(name) && !NOT_SECRET.test(name))
      this.o.lint.warn(
        'SecretsUsedInArgOrEnv',
        `Do not use ARG or ENV instructions for sensitive data (${i.name} ${JSON.stringify(name)})`,
        i,
      );
  }

  private meta(
    i: Instruction,
    step: Step,
    env: ReadonlyMap<string, string>,
    options: ExpandOptions,
    report: () => void,
  ): void {
    const { lint } = this.o;
    const before = this.config;
    const after = applyMeta(before, i, env, this.last.has('CMD'), options);
    report();
    if (i.legacy)
      lint.warn(
        'LegacyKeyValueFormat',
        `"${i.word} key=value" should be used instead of legacy "${i.word} key value" format`,
        i,
      );
    if (i.name === 'ENV') for (const [k] of i.pairs) this.lintSecret(i, expandWord(k, env, { escape: i.escape }));
    if (['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(i.name)) {
      const other = this.last.get(i.name);
      if (other !== undefined)
        lint.warn(
          'MultipleInstructionsDisallowed',
          `Multiple ${i.word} instructions should not be used in the same stage because only the last one will be used`,
          other,
        );
      this.last.set(i.name, i);
    }
    if ((i.name === 'CMD' || i.name === 'ENTRYPOINT') && i.json === undefined && (before.Shell ?? []).length === 0) {
      lint.warn(
        'JSONArgsRecommended',
        `JSON arguments recommended for ${i.word} to prevent unintended behavior related to OS signals`,
        i,
      );
    }
    if (i.name === 'EXPOSE') {
      for (const p of exposedPorts(i, env)) {
        if (p.oddCase)
          lint.warn(
            'ExposeProtoCasing',
            `Defined protocol '${p.written}' in EXPOSE instruction should be lowercase`,
            i,
          );
        if (p.mapped)
          lint.warn(
            'ExposeInvalidFormat',
            `EXPOSE instruction should not define an IP address or host-port mapping, found '${p.written}'`,
            i,
          );
      }
    }
    if (i.name === 'ENV')
      for (const e of after.Env) this.values.set(e.slice(0, e.indexOf('=')), e.slice(e.indexOf('=') + 1));
    // ONBUILD leaves no line in the history
    if (i.name !== 'ONBUILD') this.steps.push({ ...step, history: historyLine(i, before, after, env) });
    this.config = after;
  }
}

/** @throws Error when `--chmod` is no mode */
function checkMode(text: string): void {
  const numeric = /^\d+$/.test(text);
  if (/^[0-7]+$/.test(text) && parseInt(text, 8) <= 0o7777) return;
  if (numeric) throw new Error(`invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`);
  if (parseMode(text, 0o644, false) === undefined) throw new Error('invalid syntax');
}

/** Is a source of ADD fetched over HTTP? */
export function isUrl(source: string): boolean {
  return /^https?:\/\//.test(source) && !isGit(source);
}

/** Is a source of ADD a git repository? */
export function isGit(source: string): boolean {
  return /^(git:\/\/|git@|ssh:\/\/|github\.com\/)/.test(source) || /^https?:\/\/[^#]*\.git(#.*)?$/.test(source);
}

/**
 * The steps of a stage.
 * @param base configuration, author and ARGs of what it begins from
 * @throws StepError
 */
export function dispatchStage(stage: Stage, base: DispatchBase, options: DispatchOptions): Dispatched {
  return new StageDispatch(stage, base, options).run();
}

/** What RUN executes: the text for the shell, or a script of its own when it is a here-document with `#!`. */
export function runText(i: Instruction): { text: string; script: { name: string; text: string } | undefined } {
  const doc = i.heredocs[0];
  if (doc === undefined) return { text: i.rest, script: undefined };
  const data = heredocText(doc);
  if (heredocName(i.rest) === undefined)
    return { text: `${i.rest}${i.heredocs.map((h) => `\n${h.content}${h.name}`).join('')}`, script: undefined };
  return data.startsWith('#!')
    ? { text: '', script: { name: doc.name, text: data } }
    : { text: data, script: undefined };
}
