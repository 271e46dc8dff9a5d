// Everything that can be put into a machine, all at once.

import { Hub } from '../catalog/hub.ts';
import { composeProgram } from '../compose/compose.ts';
import { parseYaml } from '../compose/yaml-read.ts';
import { completeDocker } from '../cli/completion.ts';
import { serveApi } from '../api/serve.ts';
import { dockerProgram } from '../cli/docker.ts';
import { dockerdProgram } from '../engine/daemon/program.ts';
import { Engine } from '../engine/engine.ts';
import { type EngineHost, PLAIN } from '../engine/host.ts';
import { recordsOf } from '../engine/records.ts';
import { apiOf } from '../engine/operations.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { browser } from './browse.ts';
import { allPrograms } from './programs.ts';
import { drydockProgram } from '../why/command.ts';
import { noting, notingInner } from '../why/noted.ts';
import { gpuFiles } from './gpuhost.ts';
import { LATE_BUILTINS } from '../shell/builtins/rest.ts';
import { unparse } from '../shell/unparse.ts';
import type { Parts } from './machine.ts';
import { type SceneMaker, sceneOf } from './scene.ts';
import { FACTS } from './trace.ts';
import { WorkWatch } from './work.ts';

const hubs = new WeakMap<Kernel, Hub>();

/** Gives a daemon what of the machine it needs beside its namespaces. Registries are the same for all, each sees its own way to them. */
function outfit(host: Omit<EngineHost, 'registry' | 'documents'>, registries: readonly string[]): EngineHost {
  const { kernel, net } = host;
  const hub = hubs.get(kernel) ?? new Hub([...registries], kernel.net);
  hubs.set(kernel, hub);
  const documents = (text: string): unknown[] => parseYaml(text).map((d) => d.value);
  return { ...host, documents, registry: hub.seenFrom(net, host.settings.insecure) };
}

export const FULL: Parts & {
  readonly completeDocker: typeof completeDocker;
  readonly sceneOf: SceneMaker;
  readonly watch: typeof WorkWatch;
} = {
  programs: allPrograms(),
  docker: dockerProgram(),
  compose: composeProgram(),
  dockerd: (machine, registries) =>
    dockerdProgram(() => ({
      ...machine(),
      outfit: (host) => outfit(host, registries),
      api: (engine) => notingInner(engine.kernel, apiOf(engine)),
    })),
  gpuFiles,
  browser,
  serve: (listener, api) => (p) => serveApi(p, [listener], api),
  late: { begin: (done) => done(), get: () => ({ builtins: LATE_BUILTINS, unparse, facts: FACTS }) },
  engine: (host, registries) => {
    const engine = new Engine(outfit({ ...host, settings: PLAIN }, registries));
    const records = recordsOf(engine);
    return { engine, records, api: noting({ kernel: host.kernel, disk: host.disk, records }, apiOf(engine)) };
  },
  drydock: drydockProgram,
  completeDocker,
  sceneOf,
  watch: WorkWatch,
};
