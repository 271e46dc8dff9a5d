// Everything that can be put into a machine, all at once.

import { Hub } from '../catalog/hub.ts';
import { composeProgram } from '../compose/compose.ts';
import { parseYaml } from '../compose/yaml-read.ts';
import { completeDocker } from '../cli/completion.ts';
import { serveApi } from '../api/serve.ts';
import { dockerProgram } from '../cli/docker.ts';
import { Engine } from '../engine/engine.ts';
import { recordsOf } from '../engine/records.ts';
import { apiOf } from '../engine/system.ts';
import { browser } from './browse.ts';
import { allPrograms } from './programs.ts';
import { drydockProgram } from '../why/command.ts';
import { noting } from '../why/noted.ts';
import { gpuFiles } from './gpuhost.ts';
import type { Parts } from './machine.ts';
import { FACTS } from './trace.ts';

export const FULL: Parts & { readonly completeDocker: typeof completeDocker } = {
  programs: allPrograms(),
  docker: dockerProgram(),
  compose: composeProgram(),
  gpuFiles,
  browser,
  serve: (listener, api) => (p) => serveApi(p, [listener], api),
  facts: { begin: (done) => done(), get: () => FACTS },
  engine: (host, registries) => {
    const documents = (text: string): unknown[] => parseYaml(text).map((d) => d.value);
    const engine = new Engine({ ...host, documents, registry: new Hub([...registries], host.kernel.net) });
    const records = recordsOf(engine);
    return { engine, records, api: noting({ kernel: host.kernel, disk: host.disk, records }, apiOf(engine)) };
  },
  drydock: drydockProgram,
  completeDocker,
};
