// nvidia-smi: the GPUs that a process can see, how they are, and who holds them.

import { DRIVER, type Gpu, gpusOf } from '../../kernel/gpus.ts';
import { gpuOfDevice, gpuState, gpuUsers } from './gpustate.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { waitFor } from '../../kernel/block.ts';
import { strftime } from '../../shell/printf.ts';
import { COMPUTE_FIELDS, csv, GPU_FIELDS, type SeenUser } from './nvidia-query.ts';
import { queryLog } from './nvidia-log.ts';

const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/local/nvidia/lib64', '/usr/lib'];

/** A GPU as the process sees it: numbered from 0 among those whose device files it has. */
export interface SeenGpu {
  readonly index: number;
  readonly gpu: Gpu;
}

/** Exit codes of the tool (nvidia-smi(1), RETURN VALUE). */
const CODES = { badArgument: 2, noDevice: 6, noDriver: 9, noLibrary: 12 } as const;

class Ending extends Error {
  constructor(
    readonly text: string,
    readonly code: number,
  ) {
    super(text);
  }
}

const device = (p: Process, path: string): string | undefined => {
  const node = p.fs.tryStat(path);
  return node?.kind === 'dev' && p.fs.may(node, 4) ? node.dev : undefined;
};

/** The GPUs whose device files are there. @throws Ending where library or driver cannot be reached */
function seen(p: Process): SeenGpu[] {
  const library = LIBRARIES.some(
    (dir) => p.fs.isDir(dir) && p.fs.readdir(dir).some((n) => /^libnvidia-ml\.so/.test(n)),
  );
  if (!library)
    throw new Ending(
      "NVIDIA-SMI couldn't find libnvidia-ml.so library in your system. Please make sure that the NVIDIA Display " +
        'Driver is properly installed and present in your system.\nPlease also try adding directory that contains ' +
        'libnvidia-ml.so to your system PATH.\n',
      CODES.noLibrary,
    );
  if (device(p, '/dev/nvidiactl') !== '195:255' || gpusOf(p.kernel).length === 0)
    throw new Ending(
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA " +
        'driver is installed and running.\n\n',
      CODES.noDriver,
    );
  const there = gpusOf(p.kernel).filter((g) => gpuOfDevice(device(p, `/dev/nvidia${g.index}`) ?? '') === g.index);
  if (there.length === 0) throw new Ending('No devices were found\n', CODES.noDevice);
  return there.map((gpu, index) => ({ index, gpu }));
}

/** Who holds a GPU, of those that the asker's pid namespace shows. */
export function usersOf(p: Process, gpu: Gpu): SeenUser[] {
  return gpuUsers(p.kernel, gpu)
    .filter((u) => p.pids.pidOf(u.process) !== undefined)
    .map((u) => ({
      gpu,
      pid: p.pids.pidOf(u.process) ?? 0,
      name: u.process.argv[0] ?? u.process.comm,
      memory: u.memory,
    }));
}

const RULE = `+${'-'.repeat(41)}+${'-'.repeat(24)}+${'-'.repeat(22)}+`;
const WIDE = `+${'-'.repeat(89)}+`;
const cell = (text: string, width: number): string => text.padEnd(width).slice(0, width);

function gpuRows({ index, gpu }: SeenGpu, p: Process): string {
  const s = gpuState(p.kernel, gpu);
  const memory = `${s.used}MiB / ${String(gpu.memory).padStart(6)}MiB`;
  return (
    `|${String(index).padStart(4)}  ${cell(gpu.name, 31)}Off |   ${gpu.bus} Off |${'N/A'.padStart(21)} |\n` +
    `|${String(s.fan).padStart(3)}% ${String(s.heat).padStart(4)}C    ${s.level}   ${`${Math.round(s.power)}W`.padStart(13)} / ` +
    `${`${gpu.watts}W`.padStart(5)} | ${memory.padStart(22)} |${`${s.busy}%`.padStart(8)}      Default |\n` +
    `|${' '.repeat(41)}|${' '.repeat(24)}|${'N/A'.padStart(21)} |\n${RULE}\n`
  );
}

/** The table that it prints when nothing else is asked. */
function table(p: Process, gpus: readonly SeenGpu[]): string {
  const rows = gpus.flatMap((g) => usersOf(p, g.gpu).map((u) => ({ ...u, index: g.index })));
  const listed =
    rows.length === 0
      ? `|  ${'No running processes found'.padEnd(87)}|\n`
      : rows
          .map(
            (u) =>
              `|${String(u.index).padStart(5)}   N/A  N/A${String(u.pid).padStart(15)}      C   ` +
              `${cell(u.name.length > 37 ? `...${u.name.slice(-34)}` : u.name, 38)}${`${u.memory}MiB`.padStart(9)} |\n`,
          )
          .join('');
  const title =
    `NVIDIA-SMI ${DRIVER.version.padEnd(23)}Driver Version: ${DRIVER.version.padEnd(15)}` +
    `CUDA Version: ${DRIVER.cuda.padEnd(9)}`;
  return (
    `${strftime('%a %b %e %H:%M:%S %Y', p.kernel.now)}       \n${WIDE}\n| ${title}|\n${RULE}\n` +
    '| GPU  Name                 Persistence-M | Bus-Id          Disp.A | Volatile Uncorr. ECC |\n' +
    '| Fan  Temp   Perf          Pwr:Usage/Cap |           Memory-Usage | GPU-Util  Compute M. |\n' +
    '|                                         |                        |               MIG M. |\n' +
    `|${'='.repeat(41)}+${'='.repeat(24)}+${'='.repeat(22)}|\n${gpus.map((g) => gpuRows(g, p)).join('')}\n` +
    `${WIDE}\n| Processes:${' '.repeat(78)}|\n` +
    '|  GPU   GI   CI              PID   Type   Process name                        GPU Memory |\n' +
    '|        ID   ID                                                               Usage      |\n' +
    `|${'='.repeat(89)}|\n${listed}${WIDE}\n`
  );
}

interface Asked {
  kind: 'table' | 'list' | 'gpu' | 'apps' | 'log';
  fields: string[];
  format: string[];
  display: string[];
  ids: string[] | undefined;
  /** Seconds between two looks; 0 for one look. */
  loop: number;
}

const HELP =
  `NVIDIA System Management Interface -- v${DRIVER.version}\n\nnvidia-smi [OPTION1 [ARG1]] [OPTION2 [ARG2]] ...\n\n` +
  '    -h,   --help                what may be asked\n    -L,   --list-gpus           one line for each GPU\n' +
  '    -q,   --query               the long form\n    -d,   --display=            parts of it, with -q\n' +
  '    -i,   --id=                 one GPU: number, UUID or address\n' +
  '    -l,   --loop=               again every so many seconds\n          --query-gpu=          fields of GPUs\n' +
  '          --query-compute-apps= fields of processes\n          --format=             csv[,noheader][,nounits]\n';

function parse(args: readonly string[]): Asked {
  const asked: Asked = { kind: 'table', fields: [], format: [], display: [], ids: undefined, loop: 0 };
  const bad = (text: string): never => {
    throw new Ending(text, CODES.badArgument);
  };
  for (let i = 0; i < args.length; i++) {
    const a = args[i]!;
    const eq = a.indexOf('=');
    const name = eq < 0 ? a : a.slice(0, eq);
    const words = (): string[] => {
      const v = eq < 0 ? args[++i] : a.slice(eq + 1);
      return v === undefined || v === ''
        ? bad(`Option ${name} is missing its value. Please run 'nvidia-smi -h' for help.\n\n`)
        : v.split(',').map((x) => x.trim());
    };
    const seconds = (unit: number): number => {
      const next = eq < 0 && /^\d+$/.test(args[i + 1] ?? '') ? args[++i]! : eq < 0 ? '5' : a.slice(eq + 1);
      return Number(next) > 0 ? Number(next) / unit : bad(`Invalid loop interval ${next}\n`);
    };
    if (name === '-L' || name === '--list-gpus') asked.kind = 'list';
    else if (name === '-q' || name === '--query') asked.kind = 'log';
    else if (name === '-d' || name === '--display') asked.display = words().map((w) => w.toUpperCase());
    else if (name === '-i' || name === '--id') asked.ids = words();
    else if (name === '-l' || name === '--loop') asked.loop = seconds(1);
    else if (name === '-lms' || name === '--loop-ms') asked.loop = seconds(1000);
    else if (name === '--format') asked.format = words();
    else if (name === '--query-gpu') [asked.kind, asked.fields] = ['gpu', words()];
    else if (name === '--query-compute-apps') [asked.kind, asked.fields] = ['apps', words()];
    else if (name === '-h' || name === '--help') throw new Ending(HELP, 0);
    else if (/^(-[a-zA-Z]+|--[\w-]+|[a-z][\w-]*)$/.test(name) && KNOWN_ELSEWHERE.has(name))
      bad(`drydock: 'nvidia-smi ${name}' is not simulated\n`);
    else bad(`Invalid combination of input arguments. Please run 'nvidia-smi -h' for help.\n\n`);
  }
  if ((asked.kind === 'gpu' || asked.kind === 'apps') && asked.format[0] !== 'csv')
    bad(
      asked.format.length === 0
        ? '"--query-*=" option requires "--format=" switch. Please run \'nvidia-smi -h\' for help.\n'
        : `"${asked.format.join(',')}" is not a valid format. Please run 'nvidia-smi -h' for help.\n`,
    );
  return asked;
}

/** What the real tool can besides. */
const KNOWN_ELSEWHERE = new Set(
  (
    '-x --xml-format -f --filename -u --unit -pm -pl -ac -rac -lgc -rgc -lmc -c -e -p -r -mig -am -caa -dm --gpu-reset ' +
    '--query-accounted-apps --query-retired-pages --query-supported-clocks --query-remapped-rows --help-query-gpu ' +
    '--persistence-mode --power-limit --compute-mode dmon pmon daemon replay topo drain nvlink clocks encodersessions ' +
    'fbcsessions vgpu mig compute-policy boost-slider power-hint conf-compute'
  ).split(' '),
);

function answer(p: Process, asked: Asked, first: boolean): string {
  const all = seen(p);
  const gpus =
    asked.ids === undefined
      ? all
      : all.filter(({ index, gpu }) => asked.ids!.some((id) => [String(index), gpu.uuid, gpu.bus].includes(id)));
  if (gpus.length === 0) throw new Ending('No devices were found\n', CODES.noDevice);
  switch (asked.kind) {
    case 'list':
      return gpus.map(({ index, gpu }) => `GPU ${index}: ${gpu.name} (UUID: ${gpu.uuid})\n`).join('');
    case 'log':
      return queryLog(p, gpus, asked.display, all.length);
    case 'table':
      return table(p, gpus);
    default: {
      const rows =
        asked.kind === 'gpu'
          ? csv(GPU_FIELDS(p, all.length), gpus, asked.fields, asked.format, first)
          : csv(
              COMPUTE_FIELDS(p),
              gpus.flatMap((g) => usersOf(p, g.gpu)),
              asked.fields,
              asked.format,
              first,
            );
      if (rows.bad === undefined) return rows.text;
      throw new Ending(`Field "${rows.bad}" is not a valid field to query.\n\n`, CODES.badArgument);
    }
  }
}

const smi: Program = function* (p): Task<number> {
  try {
    const asked = parse(p.args);
    for (let first = true; ; first = false) {
      yield* p.print(answer(p, asked, first));
      if (asked.loop === 0) return 0;
      for (const until = p.kernel.now + asked.loop * 1000; p.kernel.now < until;) yield* waitFor([], until);
    }
  } catch (error) {
    if (!(error instanceof Ending)) throw error;
    yield* p.print(error.text);
    return error.code;
  }
};

/** Parts of driver and toolkit that are there as files and do nothing by themselves here. */
const QUIET = [
  'nvidia-debugdump',
  'nvidia-persistenced',
  'nvidia-cuda-mps-control',
  'nvidia-cuda-mps-server',
  'nvidia-container-cli',
  'nvidia-container-runtime',
  'nvidia-container-runtime-hook',
];
const quiet = (name: string): Program =>
  function* (p) {
    yield* p.eprint(`drydock: '${name}' is not simulated when it is called by hand\n`);
    return 1;
  };

export const nvidiaPrograms: Readonly<Record<string, Program>> = {
  'nvidia-smi': smi,
  ...Object.fromEntries([...QUIET, 'nvidia-ctk'].map((n) => [n, quiet(n)])),
};
