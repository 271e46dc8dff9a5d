// What CUDA images hold: the toolkit's folder, its compiler in `devel`, and the entrypoint with its banner.

import type { Content, Files } from '../contents.ts';
import { RELEASES } from '../cuda.ts';
import type { Entry } from '../derived.ts';

const exe = (text: string): Content => ({ text, mode: 0o755 });

/** Shows what stands in its folder, then runs what it was given. */
const ENTRYPOINT = exe(`#!/bin/bash
# texts of the folder are shown, its scripts run, in the order of their names
for part in /opt/nvidia/entrypoint.d/*; do
  case "$part" in
    *.txt) cat "$part" ;;
    *.sh) . "$part" ;;
  esac
done
echo
if [ $# -eq 0 ]; then set -- /bin/bash; fi
exec "$@"
`);

const COPYRIGHT = `
Container image Copyright (c) 2016-2023, NVIDIA CORPORATION & AFFILIATES. All rights reserved.
`;
const LICENSE = `
This container image and its contents are governed by the NVIDIA Deep Learning Container License.
By pulling and using the container, you accept the terms and conditions of this license:
https://developer.nvidia.com/ngc/nvidia-deep-learning-container-license

A copy of this license is made available in this container at /NGC-DL-CONTAINER-LICENSE for your convenience.
`;
const DRIVER_CHECK = `# is there a driver?
if [ ! -e /dev/nvidiactl ] && [ ! -e /dev/dxg ]; then
  echo
  echo "WARNING: The NVIDIA Driver was not detected.  GPU functionality will not be available."
  echo "   Use the NVIDIA Container Toolkit to start this container with GPU support; see"
  echo "   https://docs.nvidia.com/datacenter/cloud-native/ ."
fi
`;

/** Files of an image of `nvidia/cuda`; undefined for others. */
export function cudaFiles(e: Entry): Files | undefined {
  if (e.image !== 'nvidia/cuda') return undefined;
  const tag = e.tags[0]!;
  const release = RELEASES.find((r) => tag.startsWith(`${r.version}-`))!;
  const short = release.version.split('.').slice(0, 2).join('.');
  const root = `/usr/local/cuda-${short}`;
  const devel = tag.includes('devel');
  const facts = {
    cuda: { name: 'CUDA SDK', version: release.version },
    ...(devel
      ? { cuda_nvcc: { name: 'CUDA NVCC', version: release.nvcc, built: release.built, build: release.build } }
      : {}),
  };
  return {
    '/usr/local/cuda': { link: `cuda-${short}` },
    [`${root}/version.json`]: `${JSON.stringify(facts, undefined, 3)}\n`,
    [`${root}/lib64`]: { dir: 0o755 },
    '/etc/ld.so.conf.d/nvidia.conf': '/usr/local/nvidia/lib\n/usr/local/nvidia/lib64\n',
    ...(tag.includes('base')
      ? {}
      : {
          '/opt/nvidia/nvidia_entrypoint.sh': ENTRYPOINT,
          '/opt/nvidia/entrypoint.d/10-banner.sh':
            'echo\necho "=========="\necho "== CUDA =="\necho "=========="\necho\necho "CUDA Version ${CUDA_VERSION}"\n',
          '/opt/nvidia/entrypoint.d/15-container-copyright.txt': COPYRIGHT,
          '/opt/nvidia/entrypoint.d/30-container-license.txt': LICENSE,
          '/opt/nvidia/entrypoint.d/50-gpu-driver-check.sh': DRIVER_CHECK,
          '/NGC-DL-CONTAINER-LICENSE': 'The licence of the real image stands here.\n',
        }),
    ...(devel
      ? {
          [`${root}/bin/nvcc`]: { program: 'nvcc' },
          '/usr/bin/gcc': { program: 'gcc' },
          '/usr/bin/make': { program: 'make' },
        }
      : {}),
  };
}
