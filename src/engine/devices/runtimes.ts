// The runtimes that dockerd knows.

import type { SystemInfo } from '../../api/types/info.ts';
import type { Core } from '../ports/core.ts';
import { NVIDIA } from './nvidia.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** Runtimes by name, as `docker info` tells of them; the toolkit brings one of its own. */
export function runtimesOf(engine: Engine): SystemInfo['Runtimes'] {
  return {
    'io.containerd.runc.v2': { path: 'runc' },
    ...(engine.host.gpus > 0 ? { [NVIDIA]: { path: 'nvidia-container-runtime' } } : {}),
    runc: { path: 'runc' },
  };
}
