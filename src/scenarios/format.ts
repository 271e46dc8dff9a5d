// The format of scenarios, and goals that are read off the engine's value.

import type { Lab } from '../lab/lab.ts';

export type Language = 'es' | 'en';
export type Text = Readonly<Record<Language, string>>;

/** Something that must be true of the lab for a step to be done. */
export type Goal =
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'running'; readonly name: string }
  | { readonly kind: 'no-container'; readonly name: string }
  | { readonly kind: 'volume'; readonly name: string }
  | { readonly kind: 'no-volume'; readonly name: string }
  | { readonly kind: 'file-in-volume'; readonly volume: string; readonly path: string };

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
  readonly modes: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** Is the goal met now? */
export function met(goal: Goal, lab: Lab): boolean {
  const engine = lab.machine.present;
  if (engine === undefined) return goal.kind === 'no-container' || goal.kind === 'no-volume';
  const container = (name: string) => [...engine.state.containers.values()].find((c) => c.name === name);
  switch (goal.kind) {
    case 'image': return engine.images.find(goal.name) !== undefined;
    case 'running': return container(goal.name)?.state === 'running';
    case 'no-container': return container(goal.name) === undefined;
    case 'volume': return engine.state.volumes.has(goal.name);
    case 'no-volume': return !engine.state.volumes.has(goal.name);
    case 'file-in-volume': return engine.volumes.cells.get(goal.volume)?.get(goal.path.split('/').filter((x) => x !== '')) !== undefined;
  }
}

/** Files of a scenario as a lab takes them. `files` are paths below the home folder. */
export function labFiles(scenario: Scenario, files: Readonly<Record<string, string>>): Record<string, string | { text: string; mode: number } | { link: string }> {
  const home = scenario.user === 'root' ? '/root' : `/home/${scenario.user}`;
  const out: Record<string, string | { text: string; mode: number } | { link: string }> = {};
  for (const [path, text] of Object.entries(files)) {
    const mode = scenario.modes[path];
    out[`${home}/${path}`] = mode === undefined ? text : { text, mode: parseInt(mode, 8) };
  }
  for (const [path, link] of Object.entries(scenario.links)) out[`${home}/${path}`] = { link };
  return out;
}
