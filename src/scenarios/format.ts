// The format of scenarios. How far somebody is in one: progress.ts.

import { MOST_GPUS } from '../kernel/gpucount.ts';

export type Language = 'es' | 'en';
export type Text = Readonly<Record<Language, string>>;

/**
 * Something that must be so for a step to be done. It is read off what happened since the step began (`built`,
 * `started`, `ended`, `removed`, `volume-removed`, `ran`, `answer`) and off what is now. A goal that is met when its
 * step begins teaches nothing: src/headless/scenarios.test.ts holds that none is.
 */
export type Goal =
  | {
      readonly kind: 'image' | 'no-image' | 'running' | 'no-container' | 'network' | 'volume' | 'no-volume';
      readonly name: string;
    }
  /** A build made an image of that name. */
  | { readonly kind: 'built'; readonly name: string }
  /** A container was started, and runs. */
  | { readonly kind: 'started'; readonly name: string }
  /** A container of the image came to its end. */
  | { readonly kind: 'ended'; readonly image: string }
  | { readonly kind: 'removed' | 'volume-removed'; readonly name: string }
  | { readonly kind: 'file-in-volume'; readonly volume: string; readonly path: string; readonly text?: string }
  /** Seen from inside, through its mounts; the container runs. */
  | { readonly kind: 'file-in-container'; readonly name: string; readonly path: string; readonly text?: string }
  /** Below the scenario's folder, or from the root. A folder does as well where no text is asked for. */
  | { readonly kind: 'host-file'; readonly path: string; readonly text?: string }
  | { readonly kind: 'no-host-file'; readonly path: string }
  /** A container has printed a text. */
  | { readonly kind: 'logs'; readonly name: string; readonly text: string }
  /** So many services of a Compose project run, and one of them was started. */
  | { readonly kind: 'project'; readonly name: string; readonly services: number }
  /** A program came to its end on the host, in a container, or in one of an image: well (0), badly, or in any way. */
  | {
      readonly kind: 'ran';
      readonly words: readonly string[];
      readonly container?: string;
      readonly image?: string;
      readonly how?: 'well' | 'badly' | 'any';
    }
  /** A client of the host or the browser tab got an answer from an address, `localhost:5000` or `localhost/path`. */
  | { readonly kind: 'answer'; readonly url: string; readonly status?: number; readonly text?: string };

export interface Step {
  readonly title: Text;
  /** Paragraphs; `code` between backticks. */
  readonly text: Text;
  /** Commands to type, in order. */
  readonly commands: readonly string[];
  readonly goals: readonly Goal[];
}

export interface Scenario {
  readonly id: string;
  readonly title: Text;
  readonly intro: Text;
  readonly user: string;
  /** Folder that the shell begins in; `files/` of the scenario are laid under the user's home. */
  readonly cwd: string;
  /** GPUs of its host, with driver and container toolkit: a whole number from 0 to 8; none where it is not said. */
  readonly gpus?: number;
  /** Permissions of start files, in octal, where they are not 644. */
  readonly modes?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** GPUs of a scenario's host. @throws Error when the file says something else than a number of them */
export function gpusOfScenario(scenario: Scenario): number {
  const { gpus = 0 } = scenario;
  if (!Number.isInteger(gpus) || gpus < 0 || gpus > MOST_GPUS)
    throw new Error(`scenario ${scenario.id}: gpus: expected a whole number from 0 to ${MOST_GPUS}`);
  return gpus;
}

/** Files of a scenario as a lab takes them. `files` are paths below the home folder. */
export function labFiles(
  scenario: Scenario,
  files: Readonly<Record<string, string>>,
): Record<string, string | { text: string; mode: number } | { link: string }> {
  const home = scenario.user === 'root' ? '/root' : `/home/${scenario.user}`;
  const out: Record<string, string | { text: string; mode: number } | { link: string }> = {};
  for (const [path, text] of Object.entries(files)) {
    const mode = scenario.modes?.[path];
    out[`${home}/${path}`] = mode === undefined ? text : { text, mode: parseInt(mode, 8) };
  }
  for (const [path, link] of Object.entries(scenario.links ?? {})) out[`${home}/${path}`] = { link };
  return out;
}
