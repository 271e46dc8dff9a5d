// What the page shows where: the chosen panels, and the ways from one panel into another.

import type { TextKey } from '../text.ts';
import { spot } from '../spot.svelte.ts';

/** Panels beside stage and console. */
export type PanelId = 'task' | 'stage' | 'files' | 'browser' | 'inspector' | 'steps' | 'build' | 'why';

export const PANEL_NAMES: Readonly<Record<PanelId, TextKey>> = {
  task: 'task',
  stage: 'stage',
  files: 'files',
  browser: 'browser',
  inspector: 'inspector',
  steps: 'steps',
  build: 'build',
  why: 'why',
};
/** Panels that share the upper half of the right side on a desktop. */
export const SIDE: readonly PanelId[] = ['browser', 'inspector', 'steps', 'build', 'why'];

/** What the console offers to the other panels. */
export interface Shell {
  offer(command: string): void;
  run(command: string): void;
  focus(): void;
}

class Page {
  /** Desktop: the chosen one of SIDE. */
  side = $state<PanelId>('browser');
  /** Frame: what stands above the console. */
  panel = $state<PanelId>('stage');
  wide = $state(true);
  /** File that the file tab is to open; taken by it. */
  wantedFile = $state<string | undefined>(undefined);
  /** What *why?* is to explain; undefined: what failed last. */
  question = $state.raw<unknown>(undefined);
  /** Projector: console on the whole screen, caption bar. */
  full = $state(false);
  caption = $state(false);
  /** The dialog that is open. */
  dialog = $state<'settings' | 'keys' | undefined>(undefined);
  shell: Shell | undefined;

  /** Brings a panel to the front. */
  show(panel: PanelId): void {
    if (SIDE.includes(panel)) this.side = panel;
    this.panel = panel;
  }
  /** Chooses a thing and shows the inspector. */
  inspect(thing: string): void {
    // a gate stands for its container
    const key = thing.replace(/^g[!:](c:[0-9a-f]+):.*$/, '$1');
    if (key === 'browser') return this.show('browser');
    if (key === '' || key === 'registry' || key.startsWith('project:')) return;
    if (key.startsWith('k:')) return this.show('build');
    spot.chosen = key;
    this.show('inspector');
  }
  /** Types a command into the console, where the learner sees it. */
  offer(command: string): void {
    this.shell?.offer(command);
  }
  openFile(path: string): void {
    this.wantedFile = path;
    if (!this.wide) this.panel = 'files';
  }
}

export const page = new Page();
