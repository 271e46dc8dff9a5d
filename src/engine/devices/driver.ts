// The files of NVIDIA's driver on a host, by the capability for which a container gets them.

import { DRIVER } from '../../kernel/gpus.ts';

const LIB = '/usr/lib/x86_64-linux-gnu';
const lib = (name: string): string => `${LIB}/lib${name}.so.${DRIVER.version}`;

/** The driver's files by the capability that brings them. */
export const DRIVER_FILES: Readonly<Record<string, readonly string[]>> = {
  utility: [
    '/usr/bin/nvidia-smi',
    '/usr/bin/nvidia-debugdump',
    '/usr/bin/nvidia-persistenced',
    lib('nvidia-ml'),
    lib('nvidia-cfg'),
  ],
  compute: [
    '/usr/bin/nvidia-cuda-mps-control',
    '/usr/bin/nvidia-cuda-mps-server',
    lib('cuda'),
    lib('cudadebugger'),
    lib('nvidia-opencl'),
    lib('nvidia-ptxjitcompiler'),
    lib('nvidia-nvvm'),
  ],
  video: [lib('nvidia-encode'), lib('nvidia-opticalflow'), lib('nvcuvid')],
  graphics: [lib('nvidia-glcore'), lib('nvidia-glsi'), lib('GLX_nvidia'), lib('EGL_nvidia')],
};
