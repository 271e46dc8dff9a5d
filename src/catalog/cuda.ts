// Images of NVIDIA's CUDA, as data: releases, kinds (base, runtime, devel, with cuDNN) and systems.

import type { Made } from './made.ts';

/** A release: what its compiler says of itself. */
export interface CudaRelease {
  readonly version: string;
  readonly nvcc: string;
  readonly built: string;
  readonly build: string;
}

/** Releases of which the compiler's own words are known. */
export const RELEASES: readonly CudaRelease[] = [
  ['11.8.0', '11.8.89', 'Wed_Sep_21_10:33:58_PDT_2022', '31833905_0'],
  ['12.1.1', '12.1.105', 'Mon_Apr__3_17:16:06_PDT_2023', '32688072_0'],
  ['12.2.2', '12.2.140', 'Tue_Aug_15_22:02:13_PDT_2023', '33191640_0'],
  ['12.4.1', '12.4.131', 'Thu_Mar_28_02:18:24_PDT_2024', '34097967_0'],
  ['12.6.3', '12.6.85', 'Tue_Oct_29_23:50:19_PDT_2024', '35059454_0'],
  ['12.8.1', '12.8.93', 'Fri_Feb_21_20:23:50_PST_2025', '35583870_0'],
  ['13.0.1', '13.0.88', 'Wed_Aug_20_01:58:59_PM_PDT_2025', '36424714_0'],
].map(([version, nvcc, built, build]) => ({ version: version!, nvcc: nvcc!, built: built!, build: build! }));

const SYSTEMS = [
  ['ubuntu20.04', 'focal'],
  ['ubuntu22.04', 'jammy'],
  ['ubuntu24.04', 'noble'],
] as const;
/** Kinds with the sizes of their layers in MB, compressed. */
const KINDS = [
  ['base', [4.6, 58, 0.01]],
  ['runtime', [4.6, 58, 0.01, 1150, 0.02]],
  ['devel', [4.6, 58, 0.01, 1150, 0.02, 2480, 0.01]],
  ['cudnn-runtime', [4.6, 58, 0.01, 1150, 0.02, 690]],
  ['cudnn-devel', [4.6, 58, 0.01, 1150, 0.02, 2480, 0.01, 880]],
] as const;

const parts = (version: string): number[] => version.split('.').map(Number);

/** Is the system one for which NVIDIA built the release? */
function built(version: string, system: string): boolean {
  const [major = 0, minor = 0] = parts(version);
  const at = major * 100 + minor;
  return system === 'focal' ? at < 1300 : system === 'jammy' ? true : at >= 1206;
}

/** Before CUDA 12.4 tags name the generation of cuDNN. */
function kindTag(kind: string, version: string): string {
  const [major = 0, minor = 0] = parts(version);
  return major * 100 + minor < 1204 ? kind.replace('cudnn', 'cudnn8') : kind;
}

/** Every image of `nvidia/cuda`; there is no `latest`. */
export const CUDA: readonly Made[] = RELEASES.flatMap(({ version }) =>
  SYSTEMS.filter(([, system]) => built(version, system)).flatMap(([name, system]) =>
    KINDS.map(([kind, layers]): Made => {
      const short = version.split('.').slice(0, 2).join('.');
      const base = kind === 'base';
      return {
        image: 'nvidia/cuda',
        tags: [`${version}-${kindTag(kind, version)}-${name}`],
        system,
        layers,
        env: {
          PATH: '/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          NVARCH: 'x86_64',
          NVIDIA_REQUIRE_CUDA: `cuda>=${short}`,
          CUDA_VERSION: version,
          LD_LIBRARY_PATH: '/usr/local/nvidia/lib:/usr/local/nvidia/lib64',
          NVIDIA_VISIBLE_DEVICES: 'all',
          NVIDIA_DRIVER_CAPABILITIES: 'compute,utility',
          ...(base ? {} : { NVIDIA_PRODUCT_NAME: 'CUDA' }),
          ...(kind.endsWith('devel') ? { LIBRARY_PATH: '/usr/local/cuda/lib64/stubs' } : {}),
        },
        ...(base ? {} : { entrypoint: ['/opt/nvidia/nvidia_entrypoint.sh'] }),
        cmd: ['/bin/bash'],
      };
    }),
  ),
);
