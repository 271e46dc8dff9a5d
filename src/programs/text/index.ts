// The text programs by command name.

import type { Program } from '../../kernel/block.ts';
import { awk } from './awk.ts';
import { bytes } from './bytes.ts';
import { columns } from './columns.ts';
import { finding } from './find.ts';
import { grep } from './grep.ts';
import { lines } from './lines.ts';
import { sed } from './sed.ts';

export const text: Record<string, Program> = { ...lines, ...grep, ...columns, ...finding, ...bytes, sed, awk };
