// Everything that can be put into a machine, with the parcels that the page fetches only when they are used.

import { FULL } from '../lab/full.ts';
import type { Program } from '../kernel/block.ts';
import type { Parts } from '../lab/machine.ts';
import { allPrograms } from '../lab/programs.ts';
import { databasePrograms } from '../servers/databases/index.ts';
import { pythonPrograms } from '../runtimes/python/index.ts';
import { sql } from './sql.ts';

const programs = new Map<string, Program>([
  ...allPrograms(),
  ...Object.entries(pythonPrograms),
  ...Object.entries(databasePrograms),
]);

export const EVERYTHING: Parts = { ...FULL, programs, sql };
