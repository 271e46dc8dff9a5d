// The text programs by command name.

import type { Program } from '../../kernel/block.ts';
import { lines } from './lines.ts';
import { sed } from './sed.ts';

export const text: Record<string, Program> = { ...lines, sed };
