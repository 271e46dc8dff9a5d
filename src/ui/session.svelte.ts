// The lab behind the page: made from a scenario, driven by frames, seen by the components.

import { Lab, type Speed } from '../lab/lab.ts';
import { completer, fetchAll, parts } from './parts.ts';
import { labFiles, met, type Scenario } from '../scenarios/format.ts';
import { type Scene, sceneOf } from './stage/scene.ts';

const SCENARIOS = import.meta.glob<Scenario>('../../scenarios/*/scenario.json', { import: 'default' });
const FILES = import.meta.glob<string>('../../scenarios/*/files/**/*', { query: '?raw', import: 'default' });

/** Names of the scenarios that come with the page. */
export const scenarioNames = Object.keys(SCENARIOS).map((p) => p.split('/').at(-2)!);

export class Session {
  lab = $state.raw<Lab | undefined>(undefined);
  scenario = $state.raw<Scenario | undefined>(undefined);
  scene = $state.raw<Scene>({ images: [], containers: [], networks: [], stores: [] });
  /** Counts up with every change of the engine or the host's files. */
  tick = $state(0);
  /** Which goals are met, by step. */
  goals = $state.raw<boolean[][]>([]);
  speed = $state<Speed>('fast');
  private frame = 0;
  private last = 0;
  private stale = true;
  private lastLook = 0;
  private roots: unknown[] = [];

  /** Starts a lab, with a scenario's files when there is one. */
  async start(name: string | undefined): Promise<void> {
    cancelAnimationFrame(this.frame);
    let files: Record<string, string> = {};
    let scenario: Scenario | undefined;
    const load = name === undefined ? undefined : SCENARIOS[`../../scenarios/${name}/scenario.json`];
    if (load !== undefined) {
      scenario = await load();
      const prefix = `../../scenarios/${name}/files/`;
      const mine = Object.entries(FILES).filter(([p]) => p.startsWith(prefix));
      files = Object.fromEntries(await Promise.all(mine.map(async ([p, get]): Promise<[string, string]> => [p.slice(prefix.length), await get()])));
    }
    const lab = new Lab({ parts, completer, ...(scenario === undefined ? {} : { user: scenario.user, cwd: scenario.cwd, files: labFiles(scenario, files) }) });
    lab.speed = this.speed;
    lab.machine.attached.add((engine) => {
      this.stale = true;
      engine.changed.add(() => {
        this.stale = true;
      });
    });
    this.scenario = scenario;
    this.lab = lab;
    this.look();
    this.last = performance.now();
    this.run();
    // the rest comes with the first touch of keyboard or mouse
    const fetch = (): void => void fetchAll().catch(() => {});
    addEventListener('keydown', fetch, { once: true });
    addEventListener('pointerdown', fetch, { once: true });
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    if (this.lab !== undefined) this.lab.speed = speed;
  }

  private run(): void {
    const { lab } = this;
    if (lab === undefined) return;
    this.frame = requestAnimationFrame(() => {
      if (this.lab !== lab) return;
      const now = performance.now();
      lab.advance(now, now - this.last, () => performance.now());
      this.last = now;
      if (now - this.lastLook > 120) this.refresh(now);
      this.run();
    });
  }

  private refresh(now: number): void {
    const { lab } = this;
    if (lab === undefined) return;
    const roots = [lab.machine.disk.snapshot(), ...[...(lab.machine.present?.volumes.cells.values() ?? [])].map((c) => c.snapshot())];
    const changed = roots.length !== this.roots.length || roots.some((r, i) => r !== this.roots[i]);
    if (!this.stale && !changed) return;
    this.roots = roots;
    this.lastLook = now;
    this.stale = false;
    this.look();
  }

  private look(): void {
    const { lab, scenario } = this;
    if (lab === undefined) return;
    this.scene = sceneOf(lab.machine.present);
    this.goals = scenario?.steps.map((s) => s.goals.map((g) => met(g, lab))) ?? [];
    this.tick++;
  }
}
