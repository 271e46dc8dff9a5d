// sys and builtins.

import { Exc, type Obj, type V, Tuple } from '../vm/objects.ts';
import { raise } from '../vm/errors.ts';
import { currentHandled } from '../vm/handled.ts';
import { LIBRARY } from '../vm/import.ts';
import { dictOf, makeFloat, makeList, makeTuple, plainObject, setOf } from '../vm/make.ts';
import { method, moduleObject, native } from '../vm/native.ts';
import { T, builtinClass } from '../vm/types.ts';
import { frameObject } from '../types/exception.ts';
import { standard } from '../types/file.ts';
import { formatException } from '../vm/traceback.ts';
import { writeError, writeOut } from '../vm/output.ts';
import { repr, reprNow } from '../vm/repr.ts';
import { R } from '../vm/vm.ts';

/** A tuple whose fields have names. */
export function structSeq(name: string, fields: readonly string[], shown = name): (values: V[]) => V {
  const cls = builtinClass(name, 'tuple', T.tuple);
  cls.hasDict = true;
  method(cls, '__repr__', '', function* (self: Tuple) {
    const out: string[] = [];
    for (let i = 0; i < fields.length; i++)
      out.push(`${fields[i]}=${reprNow(self.a[i]!) ?? (yield* repr(self.a[i]!))}`);
    return `${shown}(${out.join(', ')})`;
  });
  return (values) => {
    const t = new Tuple(cls, values);
    t.dict = dictOf(fields.map((f, i) => [f, values[i]!]));
    return t;
  };
}
const versionInfo = structSeq(
  'version_info',
  ['major', 'minor', 'micro', 'releaselevel', 'serial'],
  'sys.version_info',
);
const flagsInfo = structSeq(
  'flags',
  [
    'debug',
    'inspect',
    'interactive',
    'optimize',
    'dont_write_bytecode',
    'no_user_site',
    'no_site',
    'ignore_environment',
    'verbose',
    'bytes_warning',
    'quiet',
    'hash_randomization',
    'isolated',
    'dev_mode',
    'utf8_mode',
    'warn_default_encoding',
    'safe_path',
    'int_max_str_digits',
  ],
  'sys.flags',
);
const floatInfo = structSeq(
  'float_info',
  ['max', 'max_exp', 'max_10_exp', 'min', 'min_exp', 'min_10_exp', 'dig', 'mant_dig', 'epsilon', 'radix', 'rounds'],
  'sys.float_info',
);
const hashInfo = structSeq(
  'hash_info',
  ['width', 'modulus', 'inf', 'nan', 'imag', 'algorithm', 'hash_bits', 'seed_bits', 'cutoff'],
  'sys.hash_info',
);
const intInfo = structSeq(
  'int_info',
  ['bits_per_digit', 'sizeof_digit', 'default_max_str_digits', 'str_digits_check_threshold'],
  'sys.int_info',
);

export function makeSys(): Obj {
  const { vm } = R;
  const [major = 3, minor = 12, micro = 0] = vm.version.split('.').map(Number);
  const implementation = plainObject(T.object);
  implementation.dict = dictOf([
    ['name', 'cpython'],
    ['cache_tag', `cpython-${major}${minor}`],
    ['version', versionInfo([major, minor, micro, 'final', 0])],
  ]);
  const handled = (): Exc | undefined => currentHandled(vm.frame);
  const f = (name: string, sig: string, impl: Parameters<typeof native>[2]): [string, V] => [
    name,
    native(name, sig, impl, 'sys'),
  ];
  const entries: Record<string, V> = {
    argv: makeList([...vm.argv]),
    orig_argv: makeList([...vm.p.argv]),
    path: makeList([]),
    modules: vm.modules,
    version: `${vm.version} (main, Oct  9 2025, 22:37:13) [GCC 14.2.0]`,
    version_info: versionInfo([major, minor, micro, 'final', 0]),
    hexversion: major * 0x1000000 + minor * 0x10000 + micro * 0x100 + 0xf0,
    api_version: 1013,
    implementation,
    platform: 'linux',
    byteorder: 'little',
    maxsize: 9223372036854775807n,
    maxunicode: 1114111,
    executable: vm.executable,
    _base_executable: vm.executable,
    prefix: vm.prefix,
    base_prefix: (vm.state.get('base_prefix') as string | undefined) ?? vm.prefix,
    exec_prefix: vm.prefix,
    base_exec_prefix: (vm.state.get('base_prefix') as string | undefined) ?? vm.prefix,
    platlibdir: 'lib',
    copyright: 'Copyright (c) Python Software Foundation.',
    dont_write_bytecode: vm.flags.dontWriteBytecode,
    pycache_prefix: null,
    warnoptions: makeList([...vm.flags.warnings]),
    _xoptions: dictOf([]),
    meta_path: makeList([]),
    path_hooks: makeList([]),
    path_importer_cache: dictOf([]),
    builtin_module_names: makeTuple(['builtins', 'errno', 'itertools', 'marshal', 'posix', 'sys', 'time']),
    stdlib_module_names: setOf(
      [
        ...LIBRARY.natives.keys(),
        ...[...LIBRARY.frozen.keys()].map((k) => k.replace(/\/__init__$/, '')),
        ...LIBRARY.refused,
      ].filter((k) => !k.includes('.')),
    ),
    tracebacklimit: 1000,
    flags: flagsInfo([
      0,
      0,
      0,
      vm.flags.optimize,
      Number(vm.flags.dontWriteBytecode),
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      0,
      false,
      0,
      0,
      false,
      4300,
    ]),
    float_info: floatInfo([
      makeFloat(Number.MAX_VALUE),
      1024,
      308,
      makeFloat(2.2250738585072014e-308),
      -1021,
      -307,
      15,
      53,
      makeFloat(Number.EPSILON),
      2,
      1,
    ]),
    hash_info: hashInfo([64, 2305843009213693951n, 314159, 0, 1000003, 'siphash13', 64, 128, 0]),
    int_info: intInfo([30, 4, 4300, 640]),
    float_repr_style: 'short',
    stdin: standard(0, '<stdin>', 'r'),
    stdout: standard(1, '<stdout>', 'w'),
    stderr: standard(2, '<stderr>', 'w'),
  };
  Object.assign(entries, { __stdin__: entries['stdin'], __stdout__: entries['stdout'], __stderr__: entries['stderr'] });
  delete entries['tracebacklimit'];
  Object.assign(
    entries,
    Object.fromEntries([
      f('exit', 'code=None, /', (code: V) => {
        throw raise('SystemExit', ...(code === null ? [] : [code]));
      }),
      f('exc_info', '', () => {
        const e = handled();
        return makeTuple(e === undefined ? [null, null, null] : [e.cls, e, e.tb]);
      }),
      f('exception', '', () => handled() ?? null),
      f('getsizeof', 'obj, default=?', (v: V) =>
        typeof v === 'string'
          ? 41 + v.length
          : typeof v === 'number'
            ? 28
            : v === null
              ? 16
              : typeof v === 'object' && 'a' in v
                ? 56 + (v as unknown as { a: V[] }).a.length * 8
                : typeof v === 'object' && 'm' in v
                  ? 64 + (v as unknown as { m: Map<V, V> }).m.size * 30
                  : 48,
      ),
      f('getrefcount', 'obj', () => 2),
      f('getrecursionlimit', '', () => vm.recursionLimit),
      f('setrecursionlimit', 'n', (n: number) => {
        vm.recursionLimit = Math.min(n, 20000);
      }),
      f('getdefaultencoding', '', () => 'utf-8'),
      f('getfilesystemencoding', '', () => 'utf-8'),
      f('getfilesystemencodeerrors', '', () => 'surrogateescape'),
      f('intern', 's', (s: V) => s),
      f('is_finalizing', '', () => false),
      f('set_int_max_str_digits', 'n', () => null),
      f('get_int_max_str_digits', '', () => 4300),
      f('getswitchinterval', '', () => makeFloat(0.005)),
      f('setswitchinterval', 'n', () => null),
      f('gettrace', '', () => null),
      f('settrace', 'f', () => null),
      f('setprofile', 'f', () => null),
      f('getprofile', '', () => null),
      f('audit', '*args', () => null),
      f('_clear_type_cache', '', () => null),
      f('_getframe', 'depth=0', (n: number) => {
        let x = vm.frame;
        for (let i = 0; i < n && x !== null; i++) x = x.back;
        if (x === null) throw raise('ValueError', 'call stack is not deep enough');
        return frameObject(x);
      }),
      f('excepthook', 'type, value, tb', function* (_t: V, e: V, tb: V) {
        if (e instanceof Exc) {
          if (e.tb === null) e.tb = tb as Exc['tb'];
          yield* writeError(yield* formatException(e));
        }
      }),
      f('displayhook', 'v', function* (v: V) {
        if (v !== null) yield* writeOut(`${yield* repr(v)}\n`);
      }),
    ]),
  );
  entries['__excepthook__'] = entries['excepthook']!;
  entries['__displayhook__'] = entries['displayhook']!;
  const m = moduleObject('sys', entries);
  m.dict!.set('__doc__', 'What the interpreter knows of itself.');
  return m;
}
