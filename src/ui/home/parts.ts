// The parts of a machine for the page: the shell at once, all the rest when it is first used (or when somebody begins to type).

import { type External, fetched } from '../../kernel/external.ts';
import type { Program } from '../../kernel/block.ts';
import type { FULL } from '../../lab/full.ts';
import type { Parts } from '../../lab/machine.ts';
import { type ParcelName, parcelOf } from '../../programs/parcels.ts';
import { shellProgram } from '../../shell/main.ts';

/** Code that is fetched once, when it is first wanted. A failed try may be repeated. */
class Parcel<T> {
  value: T | undefined;
  private coming: Promise<void> | undefined;
  constructor(private readonly load: () => Promise<T>) {}
  get(): Promise<void> {
    return (this.coming ??= this.load().then(
      (v) => {
        this.value = v;
      },
      (error: unknown) => {
        this.coming = undefined;
        throw error;
      },
    ));
  }
  /** The same, as a wait inside the machine. */
  readonly begin: External = (done) => {
    this.get().then(
      () => done(),
      (error: unknown) => done(error instanceof Error ? error.message : String(error)),
    );
  };
}

type Goals = typeof import('../../scenarios/progress.ts').Progress;
let goals: Goals | undefined;

const full = new Parcel<typeof FULL>(async () => {
  const [{ FULL: all }, { Progress }] = await Promise.all([
    import('../../lab/full.ts'),
    import('../../scenarios/progress.ts'),
  ]);
  goals = Progress;
  return all;
});

/** What follows the goals of a scenario; it comes with the programs. */
export const progress = (): Goals | undefined => goals;

const parcels: Record<ParcelName, Parcel<Record<string, Program>>> = {
  python: new Parcel(() => import('../../runtimes/python/index.ts').then((m) => m.pythonPrograms)),
  databases: new Parcel(() => import('../../servers/databases/index.ts').then((m) => m.databasePrograms)),
};

const sql = new Parcel(() => import('./sql.ts').then((m) => m.loadSql()));

/** Fetches programs, client and catalog. */
export function fetchAll(): Promise<void> {
  return full.get();
}

const bash = shellProgram('bash');

function programOf(name: string): Program | undefined {
  const parcel = parcelOf(name);
  if (parcel !== undefined) {
    const { begin, value } = parcels[parcel];
    return value === undefined ? fetched(begin, () => parcels[parcel].value?.[name]) : value[name];
  }
  return (
    full.value?.programs.get(name) ??
    (name === 'bash' ? bash : undefined) ??
    (full.value === undefined ? fetched(full.begin, () => full.value?.programs.get(name)) : undefined)
  );
}

export const parts: Parts = {
  programs: { get: programOf },
  docker: fetched(full.begin, () => full.value?.docker),
  gpuFiles: (gpus) => {
    if (full.value === undefined) throw new Error('the driver has not been fetched');
    return full.value.gpuFiles(gpus);
  },
  compose: fetched(full.begin, () => full.value?.compose),
  serve: (listener, api) => fetched(full.begin, () => full.value?.serve(listener, api)),
  browser: (request, done) => fetched(full.begin, () => full.value?.browser(request, done)),
  dockerd: (machine, registries) => {
    let program: Program | undefined;
    return fetched(full.begin, () => (program ??= full.value?.dockerd(machine, registries)));
  },
  drydock: (world) => {
    let program: Program | undefined;
    return fetched(full.begin, () => (program ??= full.value?.drydock(world)));
  },
  late: { begin: full.begin, get: () => full.value?.late.get() },
  // only clients and the daemon ask for the engine, and it comes with the same parcel
  engine: (host, registries) => {
    if (full.value === undefined) throw new Error('the engine has not been fetched');
    return full.value.engine(host, registries);
  },
  sql: { begin: sql.begin, get: () => sql.value },
};

export const sceneOf = (): (typeof FULL)['sceneOf'] | undefined => full.value?.sceneOf;

export const watch = (): (typeof FULL)['watch'] | undefined => full.value?.watch;

export const completer = (): (typeof FULL)['completeDocker'] | undefined => full.value?.completeDocker;
