// The lab behind the page: made from a scenario, driven by frames, seen by the components.

import { scenarios } from 'virtual:scenarios';
import { Lab, type Speed } from '../lab/lab.ts';
import type { Parts } from '../lab/machine.ts';
import { present, type View } from '../lab/view.ts';
import { gpusOfScenario, type Language, labFiles, type Scenario } from '../scenarios/format.ts';
import { Progress } from '../scenarios/progress.ts';
import { completer, fetchAll, parts, teller } from './parts.ts';
import { EMPTY_SCENE, type Scene, sceneOf } from './stage/scene.ts';
import { type Change, FILE_STEPS, type TraceStep } from './stage/steps.ts';
import { NO_WORK, type Work, WorkWatch } from './work.ts';

/** Names of the scenarios that come with the page. */
export const scenarioNames = scenarios.map((s) => s.name);

/** Options that make the lab of a scenario, or of an empty host. @param gpus of the empty host; a scenario has its own */
export async function labOptions(
  name: string | undefined,
  gpus = 0,
): Promise<{
  scenario: Scenario | undefined;
  options: Omit<ConstructorParameters<typeof Lab>[0], 'parts' | 'completer'>;
}> {
  const loaded = await scenarios.find((s) => s.name === name)?.load();
  // a host with GPUs has their driver on its disk from the beginning
  if ((loaded === undefined ? gpus : gpusOfScenario(loaded.scenario)) > 0) await fetchAll();
  if (loaded === undefined) return { scenario: undefined, options: { gpus } };
  const { scenario, files } = loaded;
  return {
    scenario,
    options: {
      gpus: gpusOfScenario(scenario),
      scenario: name,
      user: scenario.user,
      cwd: scenario.cwd,
      files: labFiles(scenario, files),
    },
  };
}

/** Steps that are kept for the list. */
const KEPT = 400;

/** A lab with those who follow it from its beginning. */
interface Made {
  readonly lab: Lab;
  readonly watch: WorkWatch;
  readonly progress: Progress | undefined;
}

export class Session {
  lab = $state.raw<Lab | undefined>(undefined);
  scenario = $state.raw<Scenario | undefined>(undefined);
  scene = $state.raw<Scene>(EMPTY_SCENE);
  /** The moment that is shown: now, or one of the past. */
  view = $state.raw<View | undefined>(undefined);
  /** A moment of the past that is looked at instead of now. */
  past = $state.raw<View | undefined>(undefined);
  work = $state.raw<Work>(NO_WORK);
  /** What commands did, the newest last. */
  trace = $state.raw<readonly TraceStep[]>([]);
  /** Counts up with every change of the engine or the host's files. */
  tick = $state(0);
  /** Counts up with every lab, so that the components of the old one go. */
  run = $state(0);
  /** Which goals are met, by step. */
  goals = $state.raw<boolean[][]>([]);
  /** The step that is under way, and those that are done. */
  step = $state(0);
  done = $state.raw<readonly number[]>([]);
  private progress: Progress | undefined;
  speed = $state<Speed>('fast');
  private language: Language = 'en';
  /** Told when the prompt is back, with what the command did. */
  onDone: (steps: readonly TraceStep[]) => void = () => {};
  private frame = 0;
  private last = 0;
  private lastLook = 0;
  private now: View | undefined;
  private nowScene: Scene = EMPTY_SCENE;
  private watch = new WorkWatch(() => {});
  private stepCount = 0;
  /** Steps of the command that runs, until they are told. */
  /** Changes that wait for what makes steps of them. */
  private waiting: Change[] = [];
  private untold: TraceStep[] = [];
  /** Did a command run since the last were told? */
  private busy = false;

  /** Makes a lab with this page's parts; what it pulls and builds is seen by the stage once it is used. */
  makeLab({ scenario, options }: Awaited<ReturnType<typeof labOptions>>): Made {
    const watch: WorkWatch = new WorkWatch(() => {
      if (this.watch === watch) this.work = watch.work;
    });
    const watched: Parts = {
      ...parts,
      engine(host, registries) {
        const { engine, api, records } = parts.engine(host, registries);
        return { engine, records, api: watch.wrap(api) };
      },
    };
    const lab = new Lab({ parts: watched, completer, ...options });
    return { lab, watch, progress: scenario && new Progress(scenario, lab) };
  }

  /** Puts a lab in the place of the one before. */
  use({ lab, watch, progress }: Made, scenario: Scenario | undefined): void {
    cancelAnimationFrame(this.frame);
    lab.speed = this.speed;
    lab.speak(this.language);
    // a command that changed nothing may have failed all the same
    const told = (): void => void (this.lab === lab && this.tick++);
    lab.past.changed.add(told);
    lab.past.commands.add(told);
    this.watch = watch;
    this.work = watch.work;
    this.scenario = scenario;
    this.progress = progress;
    this.lab = lab;
    this.past = undefined;
    this.now = undefined;
    this.nowScene = EMPTY_SCENE;
    this.trace = [];
    this.untold = [];
    this.waiting = [];
    this.run++;
    this.look(false);
    this.last = performance.now();
    this.loop();
  }

  /** The page speaks this language: so does the machine. */
  speak(language: Language): void {
    this.language = language;
    this.lab?.speak(language);
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    if (this.lab !== undefined) this.lab.speed = speed;
  }

  /** Shows a moment of the past; undefined comes back to now. */
  showPast(view: View | undefined): void {
    this.past = view;
    this.view = view ?? this.now;
    this.scene = view === undefined ? this.nowScene : sceneOf(view);
    this.tick++;
  }

  /** Adds a step that no difference of scenes shows (a request). */
  note(change: Change): void {
    this.add([change]);
  }

  private add(changes: readonly Change[]): void {
    const { lab } = this;
    this.waiting.push(...changes);
    const tell = teller();
    if (lab === undefined || this.waiting.length === 0 || tell === undefined) return;
    const command = lab.past.frames.length - (lab.past.running === undefined ? 1 : 0);
    const place = (c: Change): TraceStep => ({ ...c, id: ++this.stepCount, command, at: lab.machine.kernel.now });
    const { trace, fresh } = tell.folded(this.trace, this.waiting.splice(0).map(place), command);
    this.untold.push(...fresh);
    this.trace = trace.slice(-KEPT);
  }

  private loop(): void {
    const { lab } = this;
    if (lab === undefined) return;
    this.frame = requestAnimationFrame(() => {
      if (this.lab !== lab) return;
      const now = performance.now();
      lab.advance(now, now - this.last, () => performance.now());
      this.last = now;
      if (now - this.lastLook > 120) {
        this.lastLook = now;
        this.look(true);
      }
      this.loop();
    });
  }

  /** Tells how far the scenario is. */
  private follow(): void {
    const { progress } = this;
    progress?.look();
    const goals = progress?.scenario.steps.map((_, i) => progress.marks(i)) ?? [];
    if (JSON.stringify(goals) !== JSON.stringify(this.goals)) this.goals = goals;
    if (progress === undefined || this.done.length !== progress.done.size || this.step !== progress.current) {
      this.done = [...(progress?.done ?? [])];
      this.step = progress?.current ?? 0;
    }
  }

  private look(tell: boolean): void {
    const { lab } = this;
    if (lab === undefined) return;
    this.follow();
    const view = present(lab.machine, this.now);
    const before = this.now;
    if (
      before === undefined ||
      view.state !== before.state ||
      view.host !== before.host ||
      view.volumes !== before.volumes ||
      view.containers !== before.containers
    ) {
      const scene =
        view.state === before?.state &&
        view.volumes === before?.volumes &&
        view.containers === before?.containers &&
        view.host === before?.host
          ? this.nowScene
          : sceneOf(view);
      // before it is fetched no command has run
      if (tell) this.add(teller()?.traceOf(this.nowScene, scene) ?? []);
      this.nowScene = scene;
      if (this.past === undefined) {
        this.scene = scene;
        this.view = view;
      }
      this.tick++;
    }
    this.now = view;
    if (lab.past.running !== undefined) this.busy = true;
    else if (this.untold.length > 0) {
      // what servers write while nothing is typed is for the list, not for the ear
      const told = this.untold.splice(0).filter((s) => this.busy || !FILE_STEPS.includes(s.text));
      this.busy = false;
      this.onDone(told);
    }
  }
}
