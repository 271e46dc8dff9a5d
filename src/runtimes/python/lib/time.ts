// time, signal, errno, atexit, gc, _thread: clocks, waiting, and who is told what when.

import { WaitQueue, type Task, waitFor } from '../../../kernel/block.ts';
import { signalText, SIGNALS } from '../../../kernel/signals.ts';
import { startThread } from '../threads.ts';
import { call } from '../vm/call.ts';
import { E, ERRNO, raise, toThrown, valueError } from '../vm/errors.ts';
import { dictOf, makeFloat, makeTuple } from '../vm/make.ts';
import { method, moduleObject, native } from '../vm/native.ts';
import { Dict, Float, type Native, Obj, Tuple, type V } from '../vm/objects.ts';
import { toArray } from '../vm/ops.ts';
import { checkSignals, waitUntil } from '../vm/signal.ts';
import { builtinClass } from '../vm/types.ts';
import { R } from '../vm/vm.ts';
import { toFloat } from '../types/number.ts';
import { structSeq } from './sys.ts';
import { strftime } from './strftime.ts';

const f =
  (module: string) =>
  (name: string, sig: string, impl: Native['impl']): [string, V] => [name, native(name, sig, impl, module)];
const struct = structSeq(
  'struct_time',
  ['tm_year', 'tm_mon', 'tm_mday', 'tm_hour', 'tm_min', 'tm_sec', 'tm_wday', 'tm_yday', 'tm_isdst'],
  'time.struct_time',
);

export function* seconds(v: V): Task<number> {
  return yield* toFloat(v);
}
function parts(ms: number): V {
  const d = new Date(Math.floor(ms / 1000) * 1000);
  const yday =
    Math.floor(
      (Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()) - Date.UTC(d.getUTCFullYear(), 0, 1)) / 86400000,
    ) + 1;
  const t = struct([
    d.getUTCFullYear(),
    d.getUTCMonth() + 1,
    d.getUTCDate(),
    d.getUTCHours(),
    d.getUTCMinutes(),
    d.getUTCSeconds(),
    (d.getUTCDay() + 6) % 7,
    yday,
    0,
  ]) as Tuple;
  t.dict!.set('tm_zone', 'UTC');
  t.dict!.set('tm_gmtoff', 0);
  return t;
}
export function makeTime(): Obj {
  const { p } = R.vm;
  const g = f('time');
  const began = p.startTime;
  const now = function* (t: V): Task<number> {
    return t === null ? p.kernel.now : (yield* seconds(t)) * 1000;
  };
  const fields = (t: V): number[] => (t as Tuple).a.map(Number);
  const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const asc = (t: V): string => {
    const a = fields(t);
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${DAYS[a[6]!]} ${MONTHS[a[1]! - 1]} ${String(a[2]).padStart(2)} ${two(a[3]!)}:${two(a[4]!)}:${two(a[5]!)} ${a[0]}`;
  };
  return moduleObject('time', {
    struct_time: (struct([0, 0, 0, 0, 0, 0, 0, 0, 0]) as Obj).cls,
    timezone: 0,
    altzone: 0,
    daylight: 0,
    tzname: makeTuple(['UTC', 'UTC']),
    CLOCK_MONOTONIC: 1,
    CLOCK_REALTIME: 0,
    ...Object.fromEntries([
      g('time', '', () => makeFloat(p.kernel.now / 1000)),
      g('time_ns', '', () => BigInt(Math.floor(p.kernel.now * 1000)) * 1000n),
      g('monotonic', '', () => makeFloat((p.kernel.now - began) / 1000 + 1000)),
      g('monotonic_ns', '', () => Math.floor((p.kernel.now - began + 1_000_000) * 1000) * 1000),
      g('perf_counter', '', () => makeFloat((p.kernel.now - began) / 1000 + 1000)),
      g('perf_counter_ns', '', () => Math.floor((p.kernel.now - began + 1_000_000) * 1000) * 1000),
      g('process_time', '', () => makeFloat(p.cpu / 1000)),
      g('thread_time', '', () => makeFloat(p.cpu / 1000)),
      g('clock_gettime', 'id', (id: number) =>
        makeFloat(id === 0 ? p.kernel.now / 1000 : (p.kernel.now - began) / 1000 + 1000),
      ),
      g('sleep', 'seconds', function* (s: V) {
        const n = yield* seconds(s);
        if (n < 0) throw valueError('sleep length must be non-negative');
        yield* waitUntil(() => false, [], p.kernel.now + n * 1000);
      }),
      g('gmtime', 'secs=None', function* (t: V) {
        return parts(yield* now(t));
      }),
      g('localtime', 'secs=None', function* (t: V) {
        return parts(yield* now(t));
      }),
      g('mktime', 't', (t: V) => {
        const a = fields(t);
        return makeFloat(Date.UTC(a[0]!, a[1]! - 1, a[2], a[3], a[4], a[5]) / 1000);
      }),
      g('asctime', 't=None', (t: V) => asc(t ?? parts(p.kernel.now))),
      g('ctime', 'secs=None', function* (t: V) {
        return asc(parts(yield* now(t)));
      }),
      g('strftime', 'format, t=None', (format: string, t: V) => {
        const a = fields(t ?? parts(p.kernel.now));
        return strftime(format, {
          year: a[0]!,
          month: a[1]!,
          day: a[2]!,
          hour: a[3]!,
          minute: a[4]!,
          second: a[5]!,
          micro: 0,
          zone: 'UTC',
          offset: '+0000',
        });
      }),
      g('tzset', '', () => null),
    ]),
  });
}
export function makeStrftime(): Obj {
  return moduleObject(
    '_strftime',
    Object.fromEntries([
      f('_strftime')(
        'strftime',
        'format, year, month, day, hour, minute, second, micro, zone, offset',
        (
          format: string,
          year: number,
          month: number,
          day: number,
          hour: number,
          minute: number,
          second: number,
          micro: number,
          zone: string,
          offset: string,
        ) => strftime(format, { year, month, day, hour, minute, second, micro, zone, offset }),
      ),
    ]),
  );
}

export function makeSignal(): Obj {
  const { vm } = R;
  const { p } = vm;
  const g = f('_signal');
  const number = (v: V): number => {
    const n = Number(v instanceof Obj ? ((v as unknown as { v: number }).v ?? NaN) : v);
    if (!(n > 0 && n < 65)) throw valueError('signal number out of range');
    return n;
  };
  const present = (n: number): V =>
    vm.handlers.get(n) ?? (p.actions.get(n) === 'ignore' ? 1 : n === 2 ? defaultInt : 0);
  const defaultInt: V = native(
    'default_int_handler',
    'signum, frame',
    () => {
      throw raise('KeyboardInterrupt');
    },
    '_signal',
  );
  return moduleObject('_signal', {
    ...Object.fromEntries(Object.entries(SIGNALS).map(([k, n]) => [`SIG${k}`, n])),
    SIG_DFL: 0,
    SIG_IGN: 1,
    NSIG: 65,
    SIG_BLOCK: 0,
    SIG_UNBLOCK: 1,
    SIG_SETMASK: 2,
    default_int_handler: defaultInt,
    ...Object.fromEntries([
      g('signal', 'signum, handler', (signum: V, handler: V) => {
        const n = number(signum);
        if (n === 9 || n === 19) throw raise('OSError', 22, 'Invalid argument');
        const old = present(n);
        const h = handler instanceof Obj && 'v' in handler ? (handler as unknown as { v: V }).v : handler;
        vm.handlers.delete(n);
        if (h === 0) {
          if (n === 2) p.actions.delete(2);
          else p.actions.delete(n);
        } else if (h === 1) p.actions.set(n, 'ignore');
        else {
          if (h !== defaultInt) vm.handlers.set(n, h);
          p.actions.set(n, 'catch');
        }
        return old;
      }),
      g('getsignal', 'signum', (n: V) => present(number(n))),
      g('strsignal', 'signum', (n: V) => signalText(number(n)) || 'Interrupt'),
      g('raise_signal', 'signum', function* (n: V) {
        p.kernel.signal(p, number(n), p);
        yield* checkSignals();
      }),
      g('pause', '', function* () {
        const queue = new WaitQueue();
        let over = false;
        while (!over) {
          const why = yield* waitFor([queue]);
          if (why === 'signal' || p.caught.length > 0) {
            yield* checkSignals();
            over = true;
          }
        }
      }),
      g('alarm', 'seconds', function* (s: V) {
        const n = yield* seconds(s);
        vm.own('alarm', () => ({ cancel: (): void => {} })).cancel();
        if (n > 0)
          vm.own('alarm', () => ({ cancel: (): void => {} })).cancel = p.kernel.clock.schedule(
            p.kernel.now + n * 1000,
            () => p.kernel.signal(p, SIGNALS.ALRM, p),
          );
        return 0;
      }),
      g('siginterrupt', 'n, flag', () => null),
      g('set_wakeup_fd', 'fd, *, warn_on_full_buffer=True', () => -1),
      g('pthread_sigmask', 'how, mask', () => null),
    ]),
  });
}
export function makeErrno(): Obj {
  return moduleObject('errno', {
    ...ERRNO,
    EWOULDBLOCK: 11,
    errorcode: (() => {
      const d = new Dict(dictOf([]).cls);
      for (const [k, n] of Object.entries(ERRNO)) d.m.set(n, k);
      return d;
    })(),
  });
}
export function makeAtexit(): Obj {
  const g = f('atexit');
  return moduleObject(
    'atexit',
    Object.fromEntries([
      g('register', 'f, *args, **kw', (fn: V, args: Tuple, kw: Dict) => {
        R.vm.atexit.push({ f: fn, args: args.a, kw: kw.m as Map<string, V> });
        return fn;
      }),
      g('unregister', 'f', (fn: V) => {
        const list = R.vm.atexit;
        for (let i = list.length - 1; i >= 0; i--) if (list[i]!.f === fn) list.splice(i, 1);
      }),
    ]),
  );
}
export function makeGc(): Obj {
  const g = f('gc');
  return moduleObject(
    'gc',
    Object.fromEntries([
      g('collect', 'generation=2', () => 0),
      g('enable', '', () => null),
      g('disable', '', () => null),
      g('isenabled', '', () => true),
      g('get_objects', '', () => makeTuple([])),
      g('freeze', '', () => null),
      g('get_count', '', () => makeTuple([0, 0, 0])),
      g('set_threshold', '*args', () => null),
    ]),
  );
}

class Lock extends Obj {
  holder = 0;
  count = 0;
  readonly free = new WaitQueue();
}
const lockClass = builtinClass('lock'),
  rlockClass = builtinClass('RLock');
for (const c of [lockClass, rlockClass]) {
  c.ns.set('__module__', '_thread');
  c.ns.set(
    '__new__',
    native('__new__', 'cls', () => new Lock(c)),
  );
  method(c, '__init__', '', () => null);
  const acquire = function* (l: Lock, blocking: V, timeout: V): Task<V> {
    const me = R.vm.thread.id;
    if (c === rlockClass && l.count > 0 && l.holder === me) {
      l.count++;
      return true;
    }
    if (l.count > 0) {
      if (blocking === false || blocking === 0) return false;
      const s = timeout instanceof Float ? timeout.v : Number(timeout);
      const ok = yield* waitUntil(() => l.count === 0, [l.free], s < 0 ? undefined : R.vm.p.kernel.now + s * 1000);
      if (!ok) return false;
    }
    l.count = 1;
    l.holder = R.vm.thread.id;
    return true;
  };
  const release = (l: Lock): void => {
    if (l.count === 0)
      throw raise('RuntimeError', c === rlockClass ? 'cannot release un-acquired lock' : 'release unlocked lock');
    if (c === rlockClass && l.holder !== R.vm.thread.id) throw raise('RuntimeError', 'cannot release un-acquired lock');
    if (--l.count === 0) l.free.wake();
  };
  method(c, 'acquire', 'blocking=True, timeout=-1', acquire);
  method(c, 'release', '', release);
  method(c, 'locked', '', (l: Lock) => l.count > 0);
  method(c, '_is_owned', '', (l: Lock) => l.count > 0 && l.holder === R.vm.thread.id);
  method(c, '__enter__', '', function* (l: Lock) {
    return yield* acquire(l, true, -1);
  });
  method(c, '__exit__', '*args', release);
}
export function makeThread(): Obj {
  const { vm } = R;
  const g = f('_thread');
  return moduleObject('_thread', {
    LockType: lockClass,
    RLock: rlockClass,
    error: E['RuntimeError']!,
    TIMEOUT_MAX: makeFloat(9223372036),
    ...Object.fromEntries([
      g('allocate_lock', '', () => new Lock(lockClass)),
      g('get_ident', '', () => 139871234560000 + vm.thread.id),
      g('get_native_id', '', () => vm.p.nsPid + vm.thread.id - 1),
      g('_count', '', () => vm.threads.length),
      g('start_new_thread', 'f, args, kw=None', function* (fn: V, args: V, kw: V) {
        const id = vm.own('lastThread', () => ({ n: 1 }));
        id.n++;
        const thread = { id: id.n, frame: null, name: '' };
        const list = [...(yield* toArray(args))];
        startThread(
          vm,
          thread,
          (function* (): Task {
            try {
              yield* call(fn, list, kw instanceof Dict ? new Map(kw.m as Map<string, V>) : undefined);
            } catch (error) {
              const t = toThrown(error);
              if (t.exc.cls.name !== 'SystemExit') throw t;
            }
          })(),
        );
        return 139871234560000 + id.n;
      }),
    ]),
  });
}
