// `nvidia-smi -q`: the long form, whole or some of its parts.

import { DRIVER, type Gpu } from '../../kernel/gpus.ts';
import { gpuState, gpuUsers } from './gpustate.ts';
import type { Process } from '../../kernel/process.ts';
import { strftime } from '../../shell/printf.ts';

type Lines = readonly (readonly [name: string, value?: string | number])[];

const show = (depth: number, lines: Lines): string =>
  lines
    .map(([name, value]) =>
      value === undefined
        ? `${' '.repeat(4 * depth)}${name}\n`
        : `${`${' '.repeat(4 * depth)}${name}`.padEnd(50)} : ${value}\n`,
    )
    .join('');

/** Parts by the word that asks for them with `-d`; a line without a value is a heading of those that follow. */
const PARTS: Readonly<Record<string, (p: Process, gpu: Gpu) => readonly (readonly [string, Lines])[]>> = {
  MEMORY: (p, gpu) => {
    const s = gpuState(p.kernel, gpu);
    const bar = 2 ** 8;
    return [
      [
        'FB Memory Usage',
        [
          ['Total', `${gpu.memory} MiB`],
          ['Reserved', `${gpu.reserved} MiB`],
          ['Used', `${s.used} MiB`],
          ['Free', `${s.free} MiB`],
        ],
      ],
      [
        'BAR1 Memory Usage',
        [
          ['Total', `${bar} MiB`],
          ['Used', `${gpuUsers(p.kernel, gpu).length + 2} MiB`],
          ['Free', `${bar - 2 - gpuUsers(p.kernel, gpu).length} MiB`],
        ],
      ],
      [
        'Conf Compute Protected Memory Usage',
        [
          ['Total', '0 MiB'],
          ['Used', '0 MiB'],
          ['Free', '0 MiB'],
        ],
      ],
    ];
  },
  UTILIZATION: (p, gpu) => {
    const s = gpuState(p.kernel, gpu);
    return [
      [
        'Utilization',
        [
          ['GPU', `${s.busy} %`],
          ['Memory', `${s.memoryBusy} %`],
          ['Encoder', '0 %'],
          ['Decoder', '0 %'],
        ],
      ],
    ];
  },
  TEMPERATURE: (p, gpu) => [
    [
      'Temperature',
      [
        ['GPU Current Temp', `${gpuState(p.kernel, gpu).heat} C`],
        ['GPU Shutdown Temp', '98 C'],
        ['GPU Slowdown Temp', '95 C'],
        ['GPU Max Operating Temp', '93 C'],
        ['GPU Target Temperature', '83 C'],
      ],
    ],
  ],
  POWER: (p, gpu) => [
    [
      'GPU Power Readings',
      [
        ['Instantaneous Power Draw', `${gpuState(p.kernel, gpu).power.toFixed(2)} W`],
        ['Current Power Limit', `${gpu.watts.toFixed(2)} W`],
        ['Default Power Limit', `${gpu.watts.toFixed(2)} W`],
      ],
    ],
  ],
};

/**
 * The log of some GPUs.
 * @param parts that are asked for with `-d`; all of them, with what the GPU is, where there are none
 * @param count of the GPUs that the asker sees
 */
export function queryLog(p: Process, gpus: readonly { gpu: Gpu }[], parts: readonly string[], count: number): string {
  const wanted = parts.length === 0 ? Object.keys(PARTS) : parts.filter((w) => Object.hasOwn(PARTS, w));
  const missing = parts.filter((w) => !Object.hasOwn(PARTS, w));
  if (missing.length > 0) return missing.map((w) => `drydock: 'nvidia-smi -q -d ${w}' is not simulated\n`).join('');
  const head: Lines = [
    ['Timestamp', strftime('%a %b %e %H:%M:%S %Y', p.kernel.now)],
    ['Driver Version', DRIVER.version],
    ['CUDA Version', DRIVER.cuda],
  ];
  const body = gpus
    .map(({ gpu }) => {
      const about: Lines =
        parts.length > 0
          ? []
          : [
              ['Product Name', gpu.name],
              ['Product Brand', 'GeForce'],
              ['Product Architecture', 'Ampere'],
              ['Persistence Mode', 'Disabled'],
              ['GPU UUID', gpu.uuid],
              ['Minor Number', gpu.index],
              ['Performance State', gpuState(p.kernel, gpu).level],
            ];
      const sections = wanted
        .flatMap((w) => PARTS[w]!(p, gpu))
        .map(([title, lines]) => show(1, [[title]]) + show(2, lines));
      return `GPU ${gpu.bus}\n${show(1, about)}${sections.join('')}`;
    })
    .join('\n');
  return `\n==============NVSMI LOG==============\n\n${show(0, head)}\n${show(0, [['Attached GPUs', count]])}${body}\n`;
}
