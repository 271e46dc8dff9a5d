// nvcc: says which one it is. What it compiles would run on a GPU, and that is not simulated.

import type { Program } from '../../kernel/block.ts';

export const nvcc: Program = function* (p) {
  if (!p.args.some((a) => a === '--version' || a === '-V')) {
    const none = p.args.length === 0;
    yield* p.eprint(
      none
        ? 'nvcc fatal   : No input files specified; use option --help for more information\n'
        : "drydock: 'compiling with nvcc' is not simulated\n",
    );
    return 1;
  }
  let facts: { cuda?: { version: string }; cuda_nvcc?: { version: string; built: string; build: string } };
  try {
    facts = JSON.parse(p.fs.readText('/usr/local/cuda/version.json')) as typeof facts;
  } catch {
    facts = {};
  }
  const { cuda, cuda_nvcc: own } = facts;
  if (cuda === undefined || own === undefined) {
    yield* p.eprint('nvcc fatal   : Could not read /usr/local/cuda/version.json\n');
    return 1;
  }
  const release = cuda.version.split('.').slice(0, 2).join('.');
  yield* p.print(
    `nvcc: NVIDIA (R) Cuda compiler driver\nCopyright (c) 2005-${own.built.slice(-4)} NVIDIA Corporation\n` +
      `Built on ${own.built}\nCuda compilation tools, release ${release}, V${own.version}\n` +
      `Build cuda_${release}.r${release}/compiler.${own.build}\n`,
  );
  return 0;
};
