// Looks at a Dockerfile without building it: warnings of the linter and mistakes, with their places. Pure, for the file tab and for tests.

import type { ImageConfig } from '../state.ts';
import { type Dispatched, dispatchStage, StepError } from './dispatch.ts';
import { parseIgnore } from '../../api/ignore.ts';
import { Linter, ruleUrl } from './linter.ts';
import { DockerfileError, parseDockerfile } from './parse.ts';
import { numberStages } from './plan-order.ts';
import { plan } from './plan.ts';

/** One remark on a Dockerfile. Lines and columns are 1-based. */
export interface LintMessage {
  /** Name of BuildKit's rule; `error` for what no build would accept. */
  readonly rule: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Page that explains the rule; empty when there is none. */
  readonly url: string;
}

export interface LintInput {
  /** Text of the .dockerignore that applies. */
  readonly dockerignore?: string;
  /** Configuration of a base image, when it is at hand: its variables are then known. */
  readonly baseImage?: (ref: string) => ImageConfig | undefined;
}

const UNKNOWN: ImageConfig = { User: '', Env: [], Cmd: null, WorkingDir: '', Entrypoint: null, Labels: null };

/** First column of a line that is not blank, or that of the word which a message is about. */
function columnOf(line: string, message: string): number {
  const word = /'([^']+)'|"([^"]+)"/.exec(message);
  const about = word?.[1] ?? word?.[2];
  const at = about === undefined ? -1 : line.indexOf(about);
  return 1 + (at >= 0 ? at : line.length - line.trimStart().length);
}

/**
 * Lints the text of a Dockerfile.
 * @returns warnings and, last, the error that ends a build of it; none for an empty text
 */
export function lintDockerfile(text: string, input: LintInput = {}): LintMessage[] {
  if (text.trim() === '') return [];
  const lines = text.split('\n');
  const at = (rule: string, message: string, line: number): LintMessage => {
    const row = Math.min(Math.max(1, line), lines.length);
    return { rule, message, line: row, column: columnOf(lines[row - 1]!, message), url: ruleUrl(rule) };
  };
  const found: { lint: Linter | undefined; error: LintMessage | undefined } = { lint: undefined, error: undefined };
  try {
    const file = parseDockerfile(text);
    found.lint = new Linter(file.directives['check'] ?? '');
    lintAll(file, found.lint, input);
  } catch (error) {
    if (error instanceof StepError) found.error = at('error', error.message, error.instruction?.from ?? 1);
    else found.error = at('error', (error as Error).message, error instanceof DockerfileError ? error.from : 1);
  }
  const warnings = (found.lint?.warnings ?? []).map((w) => at(w.rule, w.text, w.line));
  return found.error === undefined ? warnings : [...warnings, found.error];
}

/** Goes through all stages as a build of all of them would. @throws DockerfileError, StepError */
function lintAll(file: ReturnType<typeof parseDockerfile>, lint: Linter, input: LintInput): void {
  const p = plan(
    file,
    {
      target: '',
      buildArgs: {},
      platform: 'linux/amd64',
      frontend: frontendOf(file.directives['syntax']),
      named: () => false,
      all: true,
    },
    lint,
  );
  numberStages(p);
  const ignore = input.dockerignore === undefined ? [] : parseIgnore(input.dockerignore);
  const done = new Map<string, { d: Dispatched; open: boolean }>();
  for (const s of p.stages) {
    const before = s.base === undefined ? undefined : done.get(s.base.key);
    const config = s.image === undefined || s.image === 'scratch' ? UNKNOWN : input.baseImage?.(s.image);
    const open = before?.open ?? config === undefined;
    const d = dispatchStage(
      s,
      before?.d ?? { config: config ?? UNKNOWN, author: '', args: new Map(), workdirSet: false },
      { given: {}, lint, ignore, openEnv: open },
    );
    done.set(s.key, { d, open });
  }
}

/** The frontend that a `syntax` directive asks for; without one the engine's own, which knows Dockerfile 1.19. */
export function frontendOf(syntax: string | undefined): { recent: boolean } {
  const m = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?::([\w.-]+))?(?:@\S+)?$/.exec(
    syntax?.split(/\s/)[0] ?? '',
  );
  if (m === null) return { recent: false };
  const tag = m[1] ?? 'latest';
  const minor = /^1\.(\d+)/.exec(tag);
  return { recent: minor === null || Number(minor[1]) >= 20 || tag.endsWith('labs') };
}
