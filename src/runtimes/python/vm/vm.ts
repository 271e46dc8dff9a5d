// The state of one running Python: what natives need to know of it.

import type { Block, Task } from '../../../kernel/block.ts';
import type { Process } from '../../../kernel/process.ts';
import { Dict, type Frame, type Obj, type Thrown, type V } from './objects.ts';
import type { Pair } from './pair.ts';
import { makeDict } from './make.ts';

/** What runs Python code; the files below it reach it through the vm. */
export interface Interpreter {
  /** Runs frames until the given one ends, or one waits (see exec.ts). */
  exec(frame: Frame, start: V | Thrown | Pair): V;
  /** Calls anything callable (see call.ts). */
  call(f: V, args?: V[], kw?: Map<string, V>): Task<V>;
}

/** One thread of Python code. */
export interface ThreadState {
  readonly id: number;
  frame: Frame | null;
  name: string;
}

export class Vm {
  frame: Frame | null = null;
  /** What waits, when exec() was suspended. */
  task: Task<V | void> | undefined;
  block: Block | undefined;
  /** What a finished generator returned, for `yield from`. */
  returned: V = null;
  /** Jumps backwards and calls left before others get their turn. */
  budget = 4000;
  recursionLimit = 1000;
  readonly builtins: Dict;
  readonly modules: Dict = makeDict();
  /** Handlers of signals: numbers to callables. */
  readonly handlers = new Map<number, V>();
  readonly atexit: { f: V; args: V[]; kw: Map<string, V> | undefined }[] = [];
  readonly ids = new WeakMap<Obj, number>();
  private nextId = 0x7f3a2c01d000;
  version = '3.12.12';
  executable = '/usr/local/bin/python3';
  prefix = '/usr/local';
  libDir = '/usr/local/lib/python3.12';
  sitePackages: string[] = [];
  argv: string[] = [''];
  flags = { interactive: false, dontWriteBytecode: false, unbuffered: false, optimize: 0, warnings: [] as string[] };
  threads: ThreadState[] = [];
  thread: ThreadState = { id: 1, frame: null, name: 'MainThread' };
  /** Bytes that grew and are not counted yet, and those that functions of the host gather (see memory.ts). */
  growth = 0;
  gathered = 0;
  /** Anything that modules of the host keep for this process. */
  readonly state = new Map<string, unknown>();

  constructor(
    readonly p: Process,
    builtins: Dict,
    readonly machine: Interpreter,
  ) {
    this.builtins = builtins;
  }
  id(o: Obj): number {
    let n = this.ids.get(o);
    if (n === undefined) this.ids.set(o, (n = this.nextId += 0x40));
    return n;
  }
  /** Something of the process, made when it is first asked for. */
  own<T>(name: string, make: () => T): T {
    let v = this.state.get(name) as T | undefined;
    if (v === undefined) this.state.set(name, (v = make()));
    return v;
  }
}

/** The Python whose turn it is. */
export const R = { vm: undefined as unknown as Vm };
