// What the command line names is run: -c text, a file, a folder, -m module, standard input.

import { FsError, errnoText } from '../../fs/node.ts';
import type { Task } from '../../kernel/block.ts';
import { decodeBytes } from './types/codec.ts';
import { LIBRARY as lib, compileSource, execModule, importFull, newModule } from './vm/import.ts';
import { Thrown, type V } from './vm/objects.ts';
import { raise } from './vm/errors.ts';
import { flushStandard } from './vm/output.ts';
import { R } from './vm/vm.ts';
import type { Process } from '../../kernel/process.ts';

/** Runs a program's text as `__main__`. */
export function* runText(text: string, file: string, setFile: boolean): Task<V> {
  const m = newModule('__main__', setFile ? file : undefined, undefined);
  m.dict!.set('__package__', null);
  m.dict!.set('__annotations__', m.dict!.get('__annotations__') ?? null);
  m.dict!.m.delete('__annotations__');
  R.vm.modules.set('__main__', m);
  return yield* execModule(compileSource(text, file), m.dict!);
}

/** Runs a program of a file or of standard input: what it printed is written out before an error is told. */
export function* flushing(body: () => Task<V>): Task<V> {
  try {
    const v = yield* body();
    yield* flushStandard('stdout');
    return v;
  } catch (error) {
    if (error instanceof Thrown) yield* flushStandard('stdout');
    throw error;
  }
}

/** `python -m name` */
export function* runModule(name: string): Task<V> {
  const { vm } = R;
  let target = name;
  let text: string | undefined,
    file: string | undefined,
    pkg = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
  const fail = (why: string): never => {
    throw raise('SystemExit', `${vm.executable}: ${why}`);
  };
  for (let round = 0; round < 2; round++) {
    const found = yield* locateModule(target, fail);
    if (found === undefined)
      fail(
        round === 0
          ? `No module named ${name}`
          : `No module named ${target}; '${name}' is a package and cannot be directly executed`,
      );
    if (found!.isPackage) {
      pkg = target;
      target = `${target}.__main__`;
      continue;
    }
    text = found!.text;
    file = found!.file;
    break;
  }
  const m = newModule('__main__', file!, undefined);
  m.dict!.set('__package__', pkg);
  vm.modules.set('__main__', m);
  const sys = vm.modules.get('sys') as typeof m;
  const argv = sys.dict!.get('argv') as unknown as { a: V[] };
  argv.a[0] = file!;
  return yield* execModule(compileSource(text!, file!), m.dict!);
}
interface Found {
  readonly isPackage: boolean;
  readonly text: string;
  readonly file: string;
}
function* locateModule(name: string, fail: (why: string) => never): Task<Found | undefined> {
  const { vm } = R;
  const parts = name.split('.');
  let path: readonly V[] = (
    (vm.modules.get('sys') as { dict: { get(n: string): V } }).dict.get('path') as unknown as { a: V[] }
  ).a;
  if (parts.length > 1) {
    const parent = parts.slice(0, -1).join('.');
    try {
      const m = yield* importFull(parent);
      path = (m.dict!.get('__path__') as unknown as { a: V[] } | undefined)?.a ?? [];
    } catch (error) {
      if (error instanceof Thrown && error.exc.cls.name === 'ModuleNotFoundError')
        fail(
          `Error while finding module specification for '${name}' (ModuleNotFoundError: ${String(error.exc.args[0])})`,
        );
      throw error;
    }
  }
  const leaf = parts[parts.length - 1]!;
  for (const dir of path) {
    if (typeof dir !== 'string') continue;
    const at = `${dir === '' ? vm.p.cwd : dir}/${leaf}`;
    if (vm.p.fs.tryStat(`${at}/__init__.py`)?.kind === 'file') return { isPackage: true, text: '', file: at };
    if (vm.p.fs.tryStat(`${at}.py`)?.kind === 'file')
      return { isPackage: false, text: vm.p.fs.readText(`${at}.py`), file: vm.p.abs(`${at}.py`) };
    if (dir === vm.libDir || dir.startsWith(`${vm.libDir}/`)) {
      const text = lib.frozen.get(name);
      if (text !== undefined) return { isPackage: false, text, file: `${vm.libDir}/${name.replace(/\./g, '/')}.py` };
      if (lib.frozen.has(`${name}/__init__`)) return { isPackage: true, text: '', file: '' };
      if (lib.natives.has(name)) fail(`No code object available for ${name}`);
    }
    if (vm.p.fs.isDir(at)) return { isPackage: true, text: '', file: at };
  }
  return undefined;
}

/** The text of a script. @returns the message when it cannot be read */
export function readScript(p: Process, path: string): { text: string } | { problem: string } {
  try {
    const node = p.fs.stat(path);
    if (node.kind === 'dir') {
      if (p.fs.tryStat(`${path}/__main__.py`)?.kind === 'file') return readScript(p, `${path}/__main__.py`);
      return { problem: `can't find '__main__' module in '${p.abs(path)}'` };
    }
    return { text: decodeBytes(p.fs.readFile(path), 'utf-8', 'replace') };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const no: Record<string, number> = { ENOENT: 2, EACCES: 13, ENOTDIR: 20, ELOOP: 40 };
    return { problem: `can't open file '${p.abs(path)}': [Errno ${no[error.code] ?? 5}] ${errnoText(error.code)}` };
  }
}
