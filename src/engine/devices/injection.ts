// What a container gets of the host's devices beside `--device /dev/…`: by its device requests and by its runtime.

import { ApiError } from '../../api/error.ts';
import type { DeviceRequest } from '../../api/types/host.ts';
import type { Core } from '../ports/core.ts';
import type { ContainerRecord } from '../state.ts';
import { joined, NOTHING, type Injection } from './additions.ts';
import { cdiInjection } from './cdi.ts';

function refused(r: DeviceRequest): ApiError {
  const sets = (r.Capabilities ?? []).map((x) => `[${x.join(' ')}]`).join(' ');
  return new ApiError(500, `could not select device driver "${r.Driver}" with capabilities: [${sets}]`);
}
import { matches, NVIDIA, nvidiaEnv, nvidiaInjection } from './nvidia.ts';

/** What is seen of the engine here. */
type Engine = Core;

/**
 * What a container that starts gets. Drivers are those of dockerd: `nvidia`, where the toolkit is installed, and `cdi`.
 * @throws ApiError in dockerd's words, or in those of the toolkit's programs
 */
export function injectionOf(engine: Engine, c: ContainerRecord): Injection {
  const toolkit = engine.host.gpus > 0;
  const out: Injection[] = [];
  const env: string[] = [];
  let hook = c.hostConfig.Runtime === NVIDIA && toolkit;
  for (const r of c.hostConfig.DeviceRequests ?? []) {
    if (r.Driver === 'cdi') {
      out.push(cdiInjection(engine, r.DeviceIDs ?? []));
      continue;
    }
    const selected = toolkit && ['', NVIDIA].includes(r.Driver) ? matches(r.Capabilities ?? []) : undefined;
    if (selected === undefined) throw refused(r);
    env.push(...nvidiaEnv(r, selected));
    hook = true;
  }
  if (!hook) return joined(out);
  const all = [...(c.config.Env ?? []), ...env];
  return joined([...out, { ...NOTHING, env }, nvidiaInjection(engine, all)]);
}
