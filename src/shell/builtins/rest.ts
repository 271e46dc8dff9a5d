// The built-ins that may come later (see late.ts).

import type { Late } from '../late.ts';
import { io } from './io.ts';
import { ulimit } from './ulimit.ts';

export const LATE_BUILTINS: Late['builtins'] = { ...io, ulimit };
