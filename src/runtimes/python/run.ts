// One run of Python in a process: the machine is set up, the program is run, threads take turns, and the end has its status.

import type { Task } from '../../kernel/block.ts';
import type { Process } from '../../kernel/process.ts';
import { SIGNALS } from '../../kernel/signals.ts';
import './types/object.ts';
import './types/function.ts';
import './types/descriptor.ts';
import './types/number.ts';
import './types/sequence.ts';
import './types/mapping.ts';
import './types/text.ts';
import './types/bytes.ts';
import './types/exception.ts';
import './types/file.ts';
import { builtinNames } from './lib/index.ts';
import { getAttr } from './vm/attr.ts';
import { call } from './vm/call.ts';
import { toThrown } from './vm/errors.ts';
import { exec } from './vm/exec.ts';
import { importFull } from './vm/import.ts';
import { type Exc, type List, Obj, Thrown, type V } from './vm/objects.ts';
import { census } from './vm/memory.ts';
import { flushStream, writeError } from './vm/output.ts';
import { str } from './vm/repr.ts';
import { formatException } from './vm/traceback.ts';
import { R, Vm } from './vm/vm.ts';
import { scheduler } from './threads.ts';

export interface Setup {
  readonly version: string;
  readonly executable: string;
  readonly prefix: string;
  readonly basePrefix: string;
  readonly libDir: string;
  readonly sitePackages: readonly string[];
  readonly argv: readonly string[];
  /** First entry of sys.path. */
  readonly first: string;
  readonly flags?: Partial<Vm['flags']>;
}

/** Says what an exception was that nobody caught. @returns the status of the process */
export function* report(exc: Exc): Task<number> {
  const { vm } = R;
  if (exc.cls.mro.some((c) => c.name === 'SystemExit')) {
    const code = exc.args.length === 0 ? null : exc.args[0]!;
    if (code === null) return 0;
    if (typeof code === 'number') return code & 0xff;
    if (typeof code === 'boolean') return code ? 1 : 0;
    yield* writeError(`${yield* str(code)}\n`);
    return 1;
  }
  const sys = vm.modules.get('sys') as Obj;
  const hook = sys.dict!.get('excepthook');
  if (hook !== undefined && hook !== sys.dict!.get('__excepthook__')) {
    try {
      yield* call(hook, [exc.cls, exc, exc.tb]);
    } catch (error) {
      yield* writeError(
        `Error in sys.excepthook:\n${yield* formatException(toThrown(error).exc)}\nOriginal exception was:\n${yield* formatException(exc)}`,
      );
    }
  } else yield* writeError(yield* formatException(exc));
  return exc.cls.name === 'KeyboardInterrupt' ? 130 : 1;
}

/** A machine of its own in which `body` runs; the result is the status of the process. */
export function* withPython(p: Process, setup: Setup, body: () => Task<V>): Task<number> {
  const vm = new Vm(p, builtinNames(), { exec, call });
  vm.version = setup.version;
  vm.executable = setup.executable;
  vm.prefix = setup.prefix;
  vm.state.set('base_prefix', setup.basePrefix);
  vm.libDir = setup.libDir;
  vm.sitePackages = [...setup.sitePackages];
  vm.argv = [...setup.argv];
  Object.assign(vm.flags, setup.flags);
  R.vm = vm;
  p.census = () => census(vm);
  if (p.actions.get(SIGNALS.INT) !== 'ignore') p.actions.set(SIGNALS.INT, 'catch');
  p.actions.set(SIGNALS.PIPE, 'ignore');
  return yield* scheduler(vm, main(vm, setup, body));
}

function* main(vm: Vm, setup: Setup, body: () => Task<V>): Task<number> {
  let status = 0;
  yield* importFull('builtins');
  const sys = yield* importFull('sys');
  const path = sys.dict!.get('path') as List;
  const extra = (vm.p.getenv('PYTHONPATH') ?? '')
    .split(':')
    .filter((x) => x !== '')
    .map((x) => vm.p.abs(x));
  path.a.push(
    setup.first,
    ...extra,
    `${setup.libDir.replace(/\/python3\.(\d+)$/, '/python3$1')}.zip`,
    setup.libDir,
    `${setup.libDir}/lib-dynload`,
    ...setup.sitePackages,
  );
  for (const dir of setup.sitePackages) path.a.push(...linked(vm.p, dir));
  try {
    yield* body();
  } catch (error) {
    status = yield* finished(error);
  }
  vm.frame = null;
  status = yield* leave(vm, status);
  return status;
}
/** Folders that .pth files of a site folder name (projects that pip linked). */
function linked(p: Process, dir: string): string[] {
  if (!p.fs.isDir(dir)) return [];
  const out: string[] = [];
  for (const n of p.fs.readdir(dir)) {
    if (!n.endsWith('.pth')) continue;
    for (const line of p.fs.readText(`${dir}/${n}`).split('\n'))
      if (line.startsWith('/') && p.fs.isDir(line.trim())) out.push(line.trim());
  }
  return out;
}
function* finished(error: unknown): Task<number> {
  const t = toThrown(error);
  R.vm.frame = null;
  try {
    return yield* report(t.exc);
  } catch (again) {
    if (again instanceof Thrown) return 1;
    throw again;
  }
}
/** Threads are waited for, functions of atexit run. */
function* leave(vm: Vm, status: number): Task<number> {
  let out = status;
  const threading = vm.modules.get('threading');
  if (threading instanceof Obj) {
    try {
      yield* call(yield* getAttr(threading, '_shutdown'), []);
    } catch (error) {
      out = yield* finished(error);
    }
  }
  for (const { f, args, kw } of vm.atexit.splice(0).reverse()) {
    try {
      yield* call(f, [...args], kw);
    } catch (error) {
      yield* writeError(`Exception ignored in atexit callback:\n${yield* formatException(toThrown(error).exc)}`);
    }
  }
  return yield* flushLast(out);
}
/** What standard output still holds is written out; a failure of that is told, and is the status 120. */
function* flushLast(status: number): Task<number> {
  let out = status;
  for (const name of ['stdout', '__stdout__']) {
    try {
      yield* flushStream(name);
    } catch (error) {
      const text = yield* formatException(toThrown(error).exc);
      const last = text.trimEnd().split('\n').at(-1)!;
      yield* writeError(
        `Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\n${last}\n`,
      );
      out = 120;
    }
  }
  return out;
}
