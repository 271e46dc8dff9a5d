// Python: a parcel of its own (../parcels.ts).

import type { Program } from '../../kernel/block.ts';
import { python } from './main.ts';
import { pipProgram } from './pip.ts';

export const pythonPrograms: Record<string, Program> = { python, python3: python, pip: pipProgram };
