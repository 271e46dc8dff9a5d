// Package managers and git: what they are called.

import type { Program } from '../../kernel/block.ts';
import { apk } from './apk.ts';
import { aptPrograms } from './apt/apt.ts';
import { dpkgPrograms } from './apt/dpkg.ts';
import { git } from './git.ts';

export const packages: Record<string, Program> = { ...aptPrograms, ...dpkgPrograms, apk, git };
