"""Calls in other threads."""
import threading
import queue
import time

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'


class Error(Exception):
    pass


class CancelledError(Error):
    pass


TimeoutError = TimeoutError


class InvalidStateError(Error):
    pass


class Future:
    def __init__(self):
        self._done, self._result, self._exception, self._callbacks, self._state = threading.Event(), None, None, [], 'PENDING'

    def cancel(self):
        if self._state in ('RUNNING', 'FINISHED'):
            return False
        self._state = 'CANCELLED'
        self._finish()
        return True

    def cancelled(self):
        return self._state == 'CANCELLED'

    def running(self):
        return self._state == 'RUNNING'

    def done(self):
        return self._done.is_set()

    def result(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError()
        if self._state == 'CANCELLED':
            raise CancelledError()
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError()
        return self._exception

    def add_done_callback(self, fn):
        fn(self) if self.done() else self._callbacks.append(fn)

    def set_result(self, result):
        self._result, self._state = result, 'FINISHED'
        self._finish()

    def set_exception(self, e):
        self._exception, self._state = e, 'FINISHED'
        self._finish()

    def _finish(self):
        self._done.set()
        for fn in self._callbacks:
            fn(self)


class Executor:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown(wait=True)
        return False

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        fs = [self.submit(fn, *args) for args in zip(*iterables)]
        return (f.result(timeout) for f in fs)


class ThreadPoolExecutor(Executor):
    _count = 0

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        ThreadPoolExecutor._count += 1
        self._max, self._queue, self._threads, self._closed = max_workers or 6, queue.Queue(), [], False
        self._prefix, self._init, self._idle = thread_name_prefix or 'ThreadPoolExecutor-%d' % (ThreadPoolExecutor._count - 1), (initializer, initargs), 0

    def submit(self, fn, /, *args, **kw):
        if self._closed:
            raise RuntimeError('cannot schedule new futures after shutdown')
        f = Future()
        self._queue.put((f, fn, args, kw))
        if self._idle <= 0 and len(self._threads) < self._max:
            t = threading.Thread(target=self._work, name='%s_%d' % (self._prefix, len(self._threads)), daemon=True)
            self._threads.append(t)
            t.start()
        return f

    def _work(self):
        if self._init[0]:
            self._init[0](*self._init[1])
        while True:
            self._idle += 1
            item = self._queue.get()
            self._idle -= 1
            if item is None:
                return
            f, fn, args, kw = item
            if f.cancelled():
                continue
            f._state = 'RUNNING'
            try:
                result = fn(*args, **kw)
            except BaseException as e:
                f.set_exception(e)
            else:
                f.set_result(result)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True
        for _ in self._threads:
            self._queue.put(None)
        if wait:
            for t in self._threads:
                t.join()


class ProcessPoolExecutor(Executor):
    def __init__(self, *args, **kw):
        raise NotImplementedError("drydock: 'ProcessPoolExecutor' is not simulated")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    from collections import namedtuple
    fs = set(fs)
    end = None if timeout is None else time.monotonic() + timeout
    while True:
        done = {f for f in fs if f.done()}
        if len(done) == len(fs) or (done and return_when == FIRST_COMPLETED) or (return_when == FIRST_EXCEPTION and any(f._exception for f in done)) or (end is not None and time.monotonic() >= end):
            return namedtuple('DoneAndNotDoneFutures', 'done not_done')(done, fs - done)
        next(iter(fs - done))._done.wait(0.05)


def as_completed(fs, timeout=None):
    left = list(fs)
    while left:
        ready = [f for f in left if f.done()]
        for f in ready:
            left.remove(f)
            yield f
        if left and not ready:
            left[0]._done.wait(0.01)
