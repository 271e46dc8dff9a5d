// What every part of the engine stands on: where the daemon runs, the value, and how the two are changed as one.

import type { Labels } from '../../api/types/common.ts';
import type { Program } from '../../kernel/block.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Process, ProcessSpec } from '../../kernel/process.ts';
import type { EngineHost } from '../host.ts';
import type { Leftover } from '../leftovers.ts';
import type { EngineState } from '../state.ts';

/** Telling what happened, as `docker events` has it. */
export interface Teller {
  emit(type: string, action: string, id: string, attributes: Labels, from?: string): void;
}

/** Host, value, and transactions; said in full at `Engine`. */
export interface Core {
  readonly host: EngineHost;
  readonly root: string;
  readonly kernel: Kernel;
  readonly now: number;
  readonly stage: 'up' | 'stopping' | 'down';
  readonly state: EngineState;
  readonly events: Teller;
  nextSeq(): number;
  newId(): string;
  set(change: Partial<EngineState>): void;
  put(change: Partial<EngineState>): void;
  effect<T>(what: string, act: () => T, undo: (made: T) => void): T;
  afterwards(what: string, act: () => void): void;
  atomically<T>(run: () => T): T;
  leaving<T>(what: Leftover, run: () => T): T;
  react<T>(run: () => T): T;
  start(spec: ProcessSpec, program: Program): Process;
  background(program: Program): Process;
}
