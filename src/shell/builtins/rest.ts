// The built-ins that may come later (see late.ts).

import type { Late } from '../late.ts';
import { io } from './io.ts';
import { jobs } from './jobs.ts';
import { ulimit } from './ulimit.ts';

export const LATE_BUILTINS: Late['builtins'] = { ...io, ...jobs, ulimit };
