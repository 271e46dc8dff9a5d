// The runtimes that dockerd knows.

import type { Json } from '../../api/types/common.ts';
import type { Engine } from '../engine.ts';
import { NVIDIA } from './nvidia.ts';

/** Runtimes by name, as `docker info` tells of them; the toolkit brings one of its own. */
export function runtimesOf(engine: Engine): Record<string, Json> {
  return {
    'io.containerd.runc.v2': { path: 'runc' },
    ...(engine.host.gpus > 0 ? { [NVIDIA]: { path: 'nvidia-container-runtime' } } : {}),
    runc: { path: 'runc' },
  };
}
