// Small modules of the host: _io, _traceback, pwd and grp, _weakref.

import { groups, reader, users } from '../../../kernel/users.ts';
import { makeList, makeTuple } from '../vm/make.ts';
import { moduleObject, native } from '../vm/native.ts';
import { Exc, type Native, type Obj, type Traceback, type V } from '../vm/objects.ts';
import { raise } from '../vm/errors.ts';
import { entries, formatEntries, formatException, formatOnly } from '../vm/traceback.ts';
import { IO, openNative } from '../types/file.ts';
import { R } from '../vm/vm.ts';
import { structSeq } from './sys.ts';

const f =
  (module: string) =>
  (name: string, sig: string, impl: Native['impl']): [string, V] => [name, native(name, sig, impl, module)];

export function makeIo(): Obj {
  return moduleObject('_io', {
    open: openNative,
    TextIOWrapper: IO.text,
    BufferedReader: IO.reader,
    BufferedWriter: IO.writer,
    IOBase: IO.base,
    RawIOBase: IO.raw,
    BufferedIOBase: IO.buffered,
    TextIOBase: IO.textBase,
    UnsupportedOperation: IO.unsupported,
  });
}
export function makeTraceback(): Obj {
  const g = f('_traceback');
  return moduleObject(
    '_traceback',
    Object.fromEntries([
      g('entries', 'tb', (tb: V) =>
        makeList(entries(tb as Traceback | null).map((e) => makeTuple([e.file, e.line, e.name, e.text ?? '']) as V)),
      ),
      g('format_tb', 'tb', (tb: V) => makeList(formatEntries(entries(tb as Traceback | null)))),
      g('format', 'exc, chain', function* (e: V, chain: boolean) {
        if (!(e instanceof Exc)) throw raise('TypeError', 'Exception expected for value');
        const text = yield* formatException(e, chain);
        return makeList(text.split(/(?<=\n)(?! {4})/));
      }),
      g('only', 'exc', function* (e: V) {
        return yield* formatOnly(e as Exc);
      }),
    ]),
  );
}
const passwd = structSeq(
  'struct_passwd',
  ['pw_name', 'pw_passwd', 'pw_uid', 'pw_gid', 'pw_gecos', 'pw_dir', 'pw_shell'],
  'pwd.struct_passwd',
);
const group = structSeq('struct_group', ['gr_name', 'gr_passwd', 'gr_gid', 'gr_mem'], 'grp.struct_group');
export function makePwd(): Obj {
  const g = f('pwd');
  const all = (): ReturnType<typeof users> => users(reader(R.vm.p));
  const row = (u: ReturnType<typeof users>[number]): V => passwd([u.name, 'x', u.uid, u.gid, u.gecos, u.home, u.shell]);
  return moduleObject(
    'pwd',
    Object.fromEntries([
      g('getpwnam', 'name', (n: V) => {
        const u = all().find((x) => x.name === n);
        if (u === undefined) throw raise('KeyError', `getpwnam(): name not found: '${String(n)}'`);
        return row(u);
      }),
      g('getpwuid', 'uid', (n: V) => {
        const u = all().find((x) => x.uid === n);
        if (u === undefined) throw raise('KeyError', `getpwuid(): uid not found: ${String(n)}`);
        return row(u);
      }),
      g('getpwall', '', () => makeList(all().map(row))),
    ]),
  );
}
export function makeGrp(): Obj {
  const g = f('grp');
  const all = (): ReturnType<typeof groups> => groups(reader(R.vm.p));
  const row = (x: ReturnType<typeof groups>[number]): V => group([x.name, 'x', x.gid, makeList([...x.members])]);
  return moduleObject(
    'grp',
    Object.fromEntries([
      g('getgrnam', 'name', (n: V) => {
        const u = all().find((x) => x.name === n);
        if (u === undefined) throw raise('KeyError', `getgrnam(): name not found: '${String(n)}'`);
        return row(u);
      }),
      g('getgrgid', 'gid', (n: V) => {
        const u = all().find((x) => x.gid === n);
        if (u === undefined) throw raise('KeyError', `getgrgid(): gid not found: ${String(n)}`);
        return row(u);
      }),
    ]),
  );
}
