// Database servers and their clients: a parcel of its own (parcels.ts).

import type { Program } from '../../kernel/block.ts';

export const databasePrograms: Record<string, Program> = {};
