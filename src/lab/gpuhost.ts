// What a host with GPUs has beside others: the driver's programs and libraries, the container toolkit and its settings.

import type { Files } from '../catalog/contents.ts';
import { DRIVER_FILES } from '../engine/devices/driver.ts';
import { DRIVER, type Gpu } from '../kernel/gpus.ts';

const MODESET = ['/dev/nvidia-modeset', '/dev/nvidia-uvm', '/dev/nvidia-uvm-tools', '/dev/nvidiactl'];

/** A specification as `nvidia-ctk cdi generate` writes it: each GPU by number and by UUID, and all of them. */
function specification(gpus: readonly Gpu[]): string {
  const device = (name: string, list: readonly Gpu[]): string =>
    `    - name: ${name}\n      containerEdits:\n        deviceNodes:\n` +
    list.map((g) => `            - path: /dev/nvidia${g.index}\n`).join('');
  const mounts = [...DRIVER_FILES['utility']!, ...DRIVER_FILES['compute']!, ...DRIVER_FILES['video']!].sort();
  return (
    '---\ncdiVersion: 0.5.0\nkind: nvidia.com/gpu\ndevices:\n' +
    gpus.map((g) => device(`"${g.index}"`, [g])).join('') +
    gpus.map((g) => device(g.uuid, [g])).join('') +
    device('all', gpus) +
    'containerEdits:\n    env:\n        - NVIDIA_VISIBLE_DEVICES=void\n    deviceNodes:\n' +
    MODESET.map((d) => `        - path: ${d}\n`).join('') +
    '    mounts:\n' +
    mounts
      .map(
        (m) =>
          `        - hostPath: ${m}\n          containerPath: ${m}\n          options:\n` +
          ['ro', 'nosuid', 'nodev', 'rbind', 'rprivate'].map((o) => `            - ${o}\n`).join(''),
      )
      .join('')
  );
}

/** Files of a host with these GPUs; none for a host without. */
export function gpuFiles(gpus: readonly Gpu[]): Files {
  if (gpus.length === 0) return {};
  const out: Files = {};
  for (const path of Object.values(DRIVER_FILES).flat()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path.startsWith('/usr/bin/')) {
      out[path] = { program: name };
      continue;
    }
    out[path] = `\x7fELF library of the NVIDIA driver ${DRIVER.version}\n`;
    out[path.replace(`.so.${DRIVER.version}`, '.so.1')] = { link: name };
  }
  for (const name of [
    'nvidia-container-cli',
    'nvidia-container-runtime',
    'nvidia-container-runtime-hook',
    'nvidia-ctk',
  ])
    out[`/usr/bin/${name}`] = { program: name };
  return {
    ...out,
    '/etc/cdi/nvidia.yaml': specification(gpus),
    '/etc/docker/daemon.json':
      '{\n    "runtimes": {\n        "nvidia": {\n            "args": [],\n' +
      '            "path": "nvidia-container-runtime"\n        }\n    }\n}\n',
    '/etc/nvidia-container-runtime/config.toml':
      '#accept-nvidia-visible-devices-as-volume-mounts = false\ndisable-require = false\n\n[nvidia-container-cli]\n' +
      'ldconfig = "@/sbin/ldconfig"\nload-kmods = true\n\n[nvidia-container-runtime]\nmode = "auto"\n' +
      'runtimes = ["runc", "crun"]\n',
  };
}
