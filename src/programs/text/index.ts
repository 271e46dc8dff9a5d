// The text programs by command name.

import type { Program } from '../../kernel/block.ts';
import { sed } from './sed.ts';

export const text: Record<string, Program> = { sed };
