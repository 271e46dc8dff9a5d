"""Threads: they take turns within the process."""
import _thread
import sys
from time import monotonic as _time

Lock = _thread.allocate_lock
RLock = _thread.RLock
get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
TIMEOUT_MAX = _thread.TIMEOUT_MAX
_active = {}
_counter = 0
ThreadError = RuntimeError


class local:
    def __init__(self, *args, **kw):
        pass

    def _space(self):
        spaces = object.__getattribute__(self, '__dict__').setdefault('_spaces', {})
        return spaces.setdefault(get_ident(), {})

    def __getattribute__(self, name):
        if name in ('__class__', '_space') or name.startswith('__') and name != '__dict__':
            return object.__getattribute__(self, name)
        space = object.__getattribute__(self, '_space')()
        if name == '__dict__':
            return space
        if name in space:
            return space[name]
        return object.__getattribute__(type(self), name).__get__(self) if hasattr(type(self), name) and hasattr(getattr(type(self), name), '__get__') else _class_attr(self, name)

    def __setattr__(self, name, value):
        object.__getattribute__(self, '_space')()[name] = value

    def __delattr__(self, name):
        space = object.__getattribute__(self, '_space')()
        if name not in space:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        del space[name]


def _class_attr(obj, name):
    for c in type(obj).__mro__:
        if name in c.__dict__:
            return c.__dict__[name]
    raise AttributeError(f"'{'_thread._local' if type(obj) is local else type(obj).__name__}' object has no attribute '{name}'")


class Condition:
    def __init__(self, lock=None):
        self._lock = RLock() if lock is None else lock
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._waiters = []

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        depth = 0
        while self._lock.locked() and (not hasattr(self._lock, '_is_owned') or self._lock._is_owned()):
            self._lock.release()
            depth += 1
        try:
            got = waiter.acquire(True, -1 if timeout is None else max(0, timeout))
            if not got and waiter in self._waiters:
                self._waiters.remove(waiter)
            return got
        finally:
            for _ in range(max(1, depth)):
                self._lock.acquire()

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _time() + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - _time()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        for w in self._waiters[:n]:
            self._waiters.remove(w)
            w.release()

    def notify_all(self):
        self.notify(len(self._waiters))
    notifyAll = notify_all


class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def is_set(self):
        return self._flag
    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            if not self._flag:
                self._cond.wait(timeout)
            return self._flag


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        end = None if timeout is None else _time() + timeout
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                left = None if end is None else end - _time()
                if left is not None and left <= 0:
                    return False
                self._cond.wait(left)
            self._value -= 1
            return True

    def release(self, n=1):
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __enter__(self):
        self.acquire()

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial = value

    def release(self, n=1):
        if self._value + n > self._initial:
            raise ValueError('Semaphore released too many times')
        super().release(n)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties, self._action, self._count, self._round, self._cond = parties, action, 0, 0, Condition(Lock())

    def wait(self, timeout=None):
        with self._cond:
            index, mine = self._count, self._round
            self._count += 1
            if self._count == self.parties:
                if self._action:
                    self._action()
                self._count = 0
                self._round += 1
                self._cond.notify_all()
            else:
                while self._round == mine:
                    if not self._cond.wait(timeout):
                        raise BrokenBarrierError
            return index


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _counter
        if name is None:
            _counter += 1
            name = 'Thread-%d' % _counter
            if target is not None:
                name += ' (%s)' % getattr(target, '__name__', '?')
        self._target, self._args, self._kwargs, self.name = target, args, kwargs or {}, str(name)
        self.daemon = current_thread().daemon if daemon is None else daemon
        self._ident, self._started, self._done = None, Event(), Event()

    def start(self):
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        self._started.set()
        self._ident = _thread.start_new_thread(self._bootstrap, ())
        _active[self._ident] = self

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        _active[get_ident()] = self
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as e:
            excepthook(ExceptHookArgs(type(e), e, e.__traceback__, self))
        finally:
            _active.pop(get_ident(), None)
            self._done.set()

    def join(self, timeout=None):
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        self._done.wait(timeout)

    def is_alive(self):
        return self._started.is_set() and not self._done.is_set()

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._ident

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        status = 'initial' if not self._started.is_set() else 'stopped' if self._done.is_set() else 'started'
        return '<%s(%s, %s%s)>' % (self.__class__.__name__, self.name, status + (' daemon' if self.daemon else ''), ' %s' % self._ident if self._ident else '')


class ExceptHookArgs(tuple):
    def __new__(cls, *args):
        self = tuple.__new__(cls, args)
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args
        return self


def excepthook(args):
    import traceback
    print(f'Exception in thread {args.thread.name}:', file=sys.stderr)
    traceback.print_exception(args.exc_value, file=sys.stderr)


__excepthook__ = excepthook


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function, self.args, self.kwargs, self.finished = interval, function, args or [], kwargs or {}, Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        self.name, self.daemon, self._ident = 'MainThread', False, get_ident()
        self._started, self._done = Event(), Event()
        self._started.set()
        _active[self._ident] = self


class _DummyThread(Thread):
    def __init__(self):
        super().__init__(name='Dummy-1', daemon=True)
        self._started.set()


_main = _MainThread()


def current_thread():
    return _active.get(get_ident()) or (_main if '_main' in globals() else None)


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    return list(_active.values())


def settrace(f):
    pass


def setprofile(f):
    pass


def stack_size(size=0):
    return 0


_atexit = []


def _register_atexit(f, *args, **kw):
    _atexit.append((f, args, kw))


def _shutdown():
    for f, args, kw in reversed(_atexit):
        f(*args, **kw)
    while True:
        others = [t for t in list(_active.values()) if t is not _main and not t.daemon and t.is_alive()]
        if not others:
            break
        others[0].join()
