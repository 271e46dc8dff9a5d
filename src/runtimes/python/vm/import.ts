// The import system: modules of the host, frozen Python text, files and packages on sys.path.

import type { Task } from '../../../kernel/block.ts';
import { Code, Source } from '../compile/code.ts';
import { compileFile } from '../compile/statement.ts';
import { SourceError } from '../parse/ast.ts';
import { parseFile } from '../parse/parser.ts';
import { getAttr, tryAttr } from './attr.ts';
import { call, run } from './call.ts';
import { E, makeExc, raise } from './errors.ts';
import { makeList, makeTuple, unbox } from './make.ts';
import { moduleObject } from './native.ts';
import { type Dict, Frame, Obj, Thrown, Tuple, type V } from './objects.ts';
import { toArray } from './ops.ts';
import { R } from './vm.ts';

/** What comes with the interpreter. Filled by lib/index.ts. */
export const LIBRARY = {
  /** Modules of the host: made once per process. */
  natives: new Map<string, () => Obj>(),
  /** Modules in Python text; packages end in `/__init__`. */
  frozen: new Map<string, string>(),
  /** Modules that real Python has and this one refuses. */
  refused: new Set<string>(),
};
/** They are part of the interpreter itself: no file goes before them. */
const BUILT_IN = new Set([
  'sys',
  'builtins',
  'time',
  'errno',
  'posix',
  'marshal',
  '_thread',
  'gc',
  'itertools',
  'atexit',
  'signal',
  '_signal',
  'importlib',
  'os',
  'io',
  'abc',
  'codecs',
  'stat',
]);

export function syntaxError(error: SourceError, source: Source): Thrown {
  const line = source.line(error.s);
  const text = source.lineText(line) ?? '';
  const end = error.e > error.s ? error.e : error.s;
  const endLine = source.line(Math.max(error.s, end - 0));
  const offset = source.column(error.s) + 1;
  const endOffset = error.e === 0 ? 0 : endLine === line ? source.column(end) + 1 : text.length + 1;
  const t = new Thrown(
    makeExc(E[error.kind]!, [error.message, makeTuple([source.file, line, offset, `${text}\n`, line, endOffset])]),
  );
  syntaxFields(t.exc.dict!, error.message, source.file, line, offset, `${text}\n`, line, endOffset);
  return t;
}
export function syntaxFields(
  d: Dict,
  msg: V,
  filename: V,
  lineno: V,
  offset: V,
  text: V,
  endLine: V,
  endOffset: V,
): void {
  const all: Record<string, V> = {
    msg,
    filename,
    lineno,
    offset,
    text,
    end_lineno: endLine,
    end_offset: endOffset,
    print_file_and_line: null,
  };
  for (const [k, v] of Object.entries(all)) d.set(k, v);
}

const cache = new Map<string, { text: string; code: Code }>();
/** Compiles a file; the same text is compiled once for all processes. @throws Thrown SyntaxError */
export function compileSource(text: string, file: string): Code {
  const hit = cache.get(file);
  if (hit !== undefined && hit.text === text) return hit.code;
  const source = new Source(file, text);
  try {
    const code = compileFile(parseFile(text), source);
    if (cache.size > 600) cache.clear();
    cache.set(file, { text, code });
    return code;
  } catch (error) {
    if (error instanceof SourceError) throw syntaxError(error, source);
    throw error;
  }
}

/** Runs a module's code in its namespace. */
export function* execModule(code: Code, d: Dict): Task<V> {
  const frame = new Frame(code, d, R.vm.builtins, new Array<undefined>(code.locals.length).fill(undefined), null);
  frame.names = d;
  for (const s of code.cellSlots) frame.locals[s] = { v: undefined };
  return yield* run(frame);
}

function notFound(name: string, text = `No module named '${name}'`): Thrown {
  const t = raise('ModuleNotFoundError', text);
  t.exc.dict!.set('name', name);
  t.exc.dict!.set('path', null);
  t.exc.dict!.set('msg', text);
  return t;
}

function* pathOf(parent: Obj | undefined): Task<readonly V[]> {
  if (parent === undefined) {
    const sys = R.vm.modules.get('sys') as Obj | undefined;
    const path = sys?.dict!.get('path');
    return path === undefined ? [] : yield* toArray(path);
  }
  const path = parent.dict?.get('__path__');
  return path === undefined ? [] : yield* toArray(path);
}

/** Where a module's file is: undefined when there is none on the path. */
function locate(
  dir: string,
  leaf: string,
): { file: string; pkg: string | undefined } | { namespace: string } | undefined {
  const { fs } = R.vm.p;
  const base = dir === '' ? R.vm.p.cwd : dir;
  const node = fs.tryStat(base);
  if (node?.kind !== 'dir') return undefined;
  const at = `${base === '/' ? '' : base}/${leaf}`;
  if (fs.isDir(at)) {
    if (fs.tryStat(`${at}/__init__.py`)?.kind === 'file') return { file: `${at}/__init__.py`, pkg: at };
    if (fs.tryStat(`${at}.py`)?.kind !== 'file') return { namespace: at };
  }
  return fs.tryStat(`${at}.py`)?.kind === 'file' ? { file: `${at}.py`, pkg: undefined } : undefined;
}

export function newModule(name: string, file: string | undefined, path: readonly string[] | undefined): Obj {
  const m = moduleObject(name);
  const d = m.dict!;
  d.set('__package__', path !== undefined ? name : name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '');
  if (file !== undefined) d.set('__file__', file);
  if (path !== undefined) d.set('__path__', makeList([...path]));
  d.set('__builtins__', moduleOf('builtins'));
  return m;
}
function moduleOf(name: string): V {
  return R.vm.modules.get(name) ?? null;
}

function* fromText(name: string, text: string, file: string, path: readonly string[] | undefined): Task<Obj> {
  const { modules } = R.vm;
  const m = newModule(name, file, path);
  const spec = yield* specOf(name, file, path);
  m.dict!.set('__spec__', spec);
  const code = compileSource(text, file);
  m.dict!.set('__doc__', code.doc);
  modules.set(name, m);
  m.dict!.set('__initializing__', true);
  try {
    yield* execModule(code, m.dict!);
  } catch (error) {
    modules.m.delete(name);
    throw error;
  } finally {
    m.dict!.m.delete('__initializing__');
  }
  const now = modules.get(name);
  return now instanceof Obj ? now : m;
}
function* specOf(name: string, file: string, path: readonly string[] | undefined): Task<V> {
  const machinery = R.vm.modules.get('importlib.machinery') as Obj | undefined;
  const make = machinery?.dict!.get('ModuleSpec');
  if (make === undefined) return null;
  return yield* call(
    make,
    [name, null],
    new Map<string, V>([
      ['origin', file],
      ['is_package', path !== undefined],
    ]),
  );
}

function inLibrary(name: string): boolean {
  return LIBRARY.natives.has(name) || LIBRARY.frozen.has(name) || LIBRARY.frozen.has(`${name}/__init__`);
}
function* fromLibrary(name: string): Task<Obj | undefined> {
  const make = LIBRARY.natives.get(name);
  if (make !== undefined) {
    const m = make();
    R.vm.modules.set(name, m);
    return m;
  }
  const under = `${R.vm.libDir}/${name.replace(/\./g, '/')}`;
  const text = LIBRARY.frozen.get(name);
  if (text !== undefined) return yield* fromText(name, text, `${under}.py`, undefined);
  const pkg = LIBRARY.frozen.get(`${name}/__init__`);
  return pkg === undefined ? undefined : yield* fromText(name, pkg, `${under}/__init__.py`, [under]);
}

function* load(name: string, parent: Obj | undefined): Task<Obj> {
  const leaf = name.slice(name.lastIndexOf('.') + 1);
  const top = parent === undefined;
  if (top && BUILT_IN.has(name) && inLibrary(name)) return (yield* fromLibrary(name))!;
  const libraryChild = !top && inLibrary(name);
  let tried = false;
  const spaces: string[] = [];
  for (const raw of yield* pathOf(parent)) {
    const dir = unbox(raw);
    if (typeof dir !== 'string') continue;
    if ((top && dir === R.vm.libDir) || (libraryChild && dir.startsWith(`${R.vm.libDir}/`))) {
      tried = true;
      const m = yield* fromLibrary(name);
      if (m !== undefined) return m;
    }
    const found = locate(dir, leaf);
    if (found === undefined) continue;
    if ('namespace' in found) {
      spaces.push(found.namespace);
      continue;
    }
    return yield* fromText(
      name,
      R.vm.p.fs.readText(found.file),
      found.file,
      found.pkg === undefined ? undefined : [found.pkg],
    );
  }
  if (!tried && (top || libraryChild)) {
    const m = yield* fromLibrary(name);
    if (m !== undefined) return m;
  }
  if (LIBRARY.refused.has(name)) throw raise('ImportError', `drydock: module '${name}' is not simulated`);
  if (spaces.length > 0) {
    const m = newModule(name, undefined, spaces);
    R.vm.modules.set(name, m);
    return m;
  }
  if (parent !== undefined && parent.dict?.get('__path__') === undefined) {
    const parentName = name.slice(0, name.lastIndexOf('.'));
    throw notFound(name, `No module named '${name}'; '${parentName}' is not a package`);
  }
  throw notFound(name);
}

/** Imports a module by its full name, its packages first. */
export function* importFull(name: string): Task<Obj> {
  const { modules } = R.vm;
  let parent: Obj | undefined;
  let at = '';
  for (const part of name.split('.')) {
    const full = at === '' ? part : `${at}.${part}`;
    let m = modules.get(full);
    if (m === null) throw notFound(full, `import of ${full} halted; None in sys.modules`);
    if (m === undefined) {
      m = yield* load(full, parent);
      if (parent !== undefined && parent.dict !== null) parent.dict.set(part, m);
    }
    parent = m as Obj;
    at = full;
  }
  return parent!;
}

/** The package that relative imports of a module start from. */
function* packageOf(globals: Dict): Task<string> {
  const p = globals.get('__package__');
  if (typeof p === 'string' && (p !== '' || globals.get('__path__') === undefined)) return p;
  const n = globals.get('__name__');
  if (typeof n !== 'string') return '';
  return globals.get('__path__') !== undefined ? n : n.includes('.') ? n.slice(0, n.lastIndexOf('.')) : '';
}
export function* absoluteName(name: string, level: number, globals: Dict): Task<string> {
  if (level === 0) return name;
  let base = yield* packageOf(globals);
  if (base === '') throw raise('ImportError', 'attempted relative import with no known parent package');
  for (let i = 1; i < level; i++) {
    const dot = base.lastIndexOf('.');
    if (dot < 0) throw raise('ImportError', 'attempted relative import beyond top-level package');
    base = base.slice(0, dot);
  }
  return name === '' ? base : `${base}.${name}`;
}

/** The import statement. */
export function* importModule(name: string, names: V, level: number, globals: Dict): Task<V> {
  const full = yield* absoluteName(name, level, globals);
  if (full === '') throw raise('ValueError', 'Empty module name');
  const m = yield* importFull(full);
  if (names === null || (names instanceof Tuple && names.a.length === 0)) {
    if (level > 0 || !name.includes('.')) return m;
    return R.vm.modules.get(name.split('.')[0]!)!;
  }
  if (m.dict?.get('__path__') !== undefined) {
    for (const n of (yield* toArray(names)) as string[]) {
      if (n === '*') {
        const all = m.dict.get('__all__');
        if (all !== undefined) for (const x of (yield* toArray(all)) as string[]) yield* submodule(m, full, x);
      } else yield* submodule(m, full, n);
    }
  }
  return m;
}
function* submodule(m: Obj, full: string, name: string): Task {
  if (m.dict!.m.has(name)) return;
  try {
    yield* importFull(`${full}.${name}`);
  } catch (error) {
    if (
      error instanceof Thrown &&
      error.exc.cls.name === 'ModuleNotFoundError' &&
      error.exc.dict!.get('name') === `${full}.${name}`
    )
      return;
    throw error;
  }
}

export function* importFrom(m: V, name: string): Task<V> {
  const v = yield* tryAttr(m, name);
  if (v !== undefined) return v;
  const own = m instanceof Obj ? m.dict : null;
  const full = own?.get('__name__');
  if (typeof full === 'string') {
    const sub = R.vm.modules.get(`${full}.${name}`);
    if (sub !== undefined) return sub;
  }
  const file = own?.get('__file__');
  const circular = own?.get('__initializing__') === true;
  const where = typeof file === 'string' ? file : 'unknown location';
  const t = raise(
    'ImportError',
    circular
      ? `cannot import name '${name}' from partially initialized module '${String(full)}' (most likely due to a circular import) (${where})`
      : `cannot import name '${name}' from '${String(full ?? '<unknown module name>')}' (${where})`,
  );
  t.exc.dict!.set('name', full ?? null);
  t.exc.dict!.set('path', typeof file === 'string' ? file : null);
  throw t;
}
export function* importStar(m: V, frame: Frame): Task {
  const d = (m as Obj).dict!;
  const all = d.get('__all__');
  const names =
    all === undefined
      ? ([...d.m.keys()].filter((k) => typeof k === 'string' && !k.startsWith('_')) as string[])
      : ((yield* toArray(all)) as string[]);
  for (const n of names) (frame.names ?? frame.globals).set(n, yield* getAttr(m, n));
}
