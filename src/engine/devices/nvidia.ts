// The NVIDIA container toolkit: dockerd's driver for `--gpus`, and what the toolkit's hook puts into a container.
// Facts: daemon/nvidia_linux.go of moby 28, and nvidia-container-cli of toolkit 1.17.

import { ApiError } from '../../api/error.ts';
import type { DeviceRequest } from '../../api/types/host.ts';
import { DRIVER, type Gpu, gpusOf } from '../../kernel/gpus.ts';
import type { Core } from '../ports/core.ts';
import { hostPlace } from '../hostplace.ts';
import { DRIVER_FILES } from './driver.ts';
import { fileMount, type Injection, NOTHING } from './additions.ts';

/** What is seen of the engine here. */
type Engine = Core;

/** Name of the driver and of the runtime. */
export const NVIDIA = 'nvidia';
const CAPABILITIES = ['compute', 'compat32', 'graphics', 'utility', 'video', 'display'];
const KNOWN = new Set(['gpu', NVIDIA, ...CAPABILITIES]);

/** The first set of capabilities that the driver has whole; undefined when there is none. */
export function matches(sets: readonly (readonly string[])[]): readonly string[] | undefined {
  return sets.find((set) => set.every((c) => KNOWN.has(c)));
}

/** Variables that dockerd gives the container's process for a request. @throws ApiError */
export function nvidiaEnv(r: DeviceRequest, selected: readonly string[]): string[] {
  const ids = r.DeviceIDs ?? [];
  if (r.Count !== 0 && ids.length > 0) throw new ApiError(500, 'cannot set both Count and DeviceIDs on device request');
  const counted = r.Count < 0 ? 'all' : r.Count === 0 ? 'void' : Array.from({ length: r.Count }, (_, i) => i).join(',');
  const caps = selected.filter((c) => CAPABILITIES.includes(c));
  return [
    `NVIDIA_VISIBLE_DEVICES=${ids.length > 0 ? ids.join(',') : counted}`,
    ...(caps.length > 0 ? [`NVIDIA_DRIVER_CAPABILITIES=${caps.join(',')}`] : []),
  ];
}

function failed(why: string): ApiError {
  return new ApiError(
    500,
    'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: ' +
      'unable to start container process: error during container init: error running prestart hook #0: exit status 1, ' +
      `stdout: , stderr: Auto-detected mode as 'legacy'\nnvidia-container-cli: ${why}`,
  );
}

/** Versions as numbers, part by part. */
function compared(a: string, b: string): number {
  const [x, y] = [a, b].map((v) => v.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const d = (x[i] ?? 0) - (y[i] ?? 0);
    if (d !== 0) return d;
  }
  return 0;
}

/** Does the host meet a condition (`cuda>=12.4`, `brand=tesla`)? One that is not understood is not met. */
function met(condition: string, gpus: readonly Gpu[]): boolean {
  const m = /^(cuda|driver|brand|arch)(>=|<=|!=|=|<|>)(.+)$/.exec(condition);
  if (m === null) return false;
  const [, what, sign, value] = m as unknown as [string, string, string, string];
  if (what === 'brand') return gpus.some((g) => (g.brand === value) === (sign === '='));
  const d = compared(what === 'cuda' ? DRIVER.cuda : what === 'driver' ? DRIVER.version : '8.6', value);
  return { '>=': d >= 0, '<=': d <= 0, '!=': d !== 0, '=': d === 0, '<': d < 0, '>': d > 0 }[sign]!;
}

/** NVIDIA_REQUIRE_*: blanks part what may stand for one another, commas what must hold together. @throws ApiError */
function checkRequirements(env: ReadonlyMap<string, string>, gpus: readonly Gpu[]): void {
  if (/^(1|t|true)$/i.test(env.get('NVIDIA_DISABLE_REQUIRE') ?? '')) return;
  for (const [name, value] of env) {
    const ways = value.split(/\s+/).filter((w) => w !== '');
    if (!name.startsWith('NVIDIA_REQUIRE_') || ways.length === 0) continue;
    if (ways.some((way) => way.split(',').every((c) => met(c, gpus)))) continue;
    const more = ', please update your driver to a newer version, or use an earlier cuda container';
    throw failed(
      `requirement error: unsatisfied condition: ${ways[0]!.split(',')[0]}${ways[0]!.startsWith('cuda') ? more : ''}`,
    );
  }
}

/**
 * What `nvidia-container-cli configure` does, as the variables of the container's process say.
 * @throws ApiError when a GPU is not there or the driver is too old
 */
export function nvidiaInjection(engine: Engine, variables: readonly string[]): Injection {
  const env = new Map(variables.map((e) => [e.split('=')[0]!, e.slice(e.indexOf('=') + 1)]));
  const visible = env.get('NVIDIA_VISIBLE_DEVICES') ?? '';
  if (visible === '' || visible === 'void') return NOTHING;
  const all = gpusOf(engine.kernel);
  const asked = env.get('NVIDIA_DRIVER_CAPABILITIES') || 'utility,compute';
  const caps = asked === 'all' ? CAPABILITIES : asked.split(',');
  const named = visible === 'none' ? [] : visible.split(',').filter((d) => d !== '');
  const gpus = visible === 'all' ? all : all.filter((g) => named.includes(String(g.index)) || named.includes(g.uuid));
  if (visible !== 'all')
    for (const d of named)
      if (!all.some((g) => String(g.index) === d || g.uuid === d)) throw failed(`device error: ${d}: unknown device`);
  checkRequirements(env, all);
  const devices = [
    ...(caps.some((c) => c === 'graphics' || c === 'display') ? ['nvidia-modeset'] : []),
    ...(caps.includes('compute') || caps.includes('utility') ? ['nvidia-uvm', 'nvidia-uvm-tools', 'nvidiactl'] : []),
    ...gpus.map((g) => `nvidia${g.index}`),
  ];
  return {
    env: [],
    nodes: devices.flatMap((name) => {
      const { node } = hostPlace(engine, `/dev/${name}`);
      return node?.kind === 'dev' ? [[`/dev/${name}`, node] as const] : [];
    }),
    mounts: caps
      .flatMap((c) => DRIVER_FILES[c] ?? [])
      .filter((path) => hostPlace(engine, path).node?.kind === 'file')
      .map((path) => fileMount(path, path, ['ro', 'nosuid', 'nodev'])),
  };
}
