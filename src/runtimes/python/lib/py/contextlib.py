"""Helpers for the with statement."""
import sys
from abc import ABC, abstractmethod
from functools import wraps


class AbstractContextManager(ABC):
    def __enter__(self):
        return self

    @abstractmethod
    def __exit__(self, *args):
        return None

    @classmethod
    def __subclasshook__(cls, c):
        if cls is AbstractContextManager:
            return hasattr(c, '__enter__') and hasattr(c, '__exit__')
        return NotImplemented


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kw):
            with self._recreate_cm():
                return func(*args, **kw)
        return inner


class _GeneratorContextManager(ContextDecorator, AbstractContextManager):
    def __init__(self, func, args, kw):
        self.gen = func(*args, **kw)
        self.func, self.args, self.kw = func, args, kw
        self.__doc__ = getattr(func, '__doc__', None)

    def _recreate_cm(self):
        return self.__class__(self.func, self.args, self.kw)

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, value, tb):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = kind()
        try:
            self.gen.throw(value)
        except StopIteration as exc:
            return exc is not value
        except RuntimeError as exc:
            if exc is value:
                exc.__traceback__ = tb
                return False
            if isinstance(value, StopIteration) and exc.__cause__ is value:
                return False
            raise
        except BaseException as exc:
            if exc is not value:
                raise
            exc.__traceback__ = tb
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kw):
        return _GeneratorContextManager(func, args, kw)
    return helper


def asynccontextmanager(func):
    raise NotImplementedError('drydock: asynccontextmanager is not simulated')


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *args):
        self.thing.close()


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *args):
        pass


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, value, tb):
        return kind is not None and issubclass(kind, self._exceptions)


class _Redirect(AbstractContextManager):
    _stream = None

    def __init__(self, target):
        self._target, self._old = target, []

    def __enter__(self):
        self._old.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._target)
        return self._target

    def __exit__(self, *args):
        setattr(sys, self._stream, self._old.pop())


class redirect_stdout(_Redirect):
    _stream = 'stdout'


class redirect_stderr(_Redirect):
    _stream = 'stderr'


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path, self._old = path, []

    def __enter__(self):
        import os
        self._old.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *args):
        import os
        os.chdir(self._old.pop())


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._callbacks = []

    def push(self, exit):
        method = getattr(type(exit), '__exit__', None)
        self._callbacks.append((lambda *a: method(exit, *a)) if method else exit)
        return exit

    def enter_context(self, cm):
        cls = type(cm)
        if not hasattr(cls, '__enter__') or not hasattr(cls, '__exit__'):
            raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol")
        value = cls.__enter__(cm)
        self._callbacks.append(lambda *a: cls.__exit__(cm, *a))
        return value

    def callback(self, f, /, *args, **kw):
        def run(*exc):
            f(*args, **kw)
        self._callbacks.append(run)
        return f

    def pop_all(self):
        other = type(self)()
        other._callbacks, self._callbacks = self._callbacks, []
        return other

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, *exc):
        swallowed = False
        pending = None
        while self._callbacks:
            f = self._callbacks.pop()
            try:
                if f(*exc):
                    swallowed = True
                    pending = None
                    exc = (None, None, None)
            except BaseException as e:
                exc = (type(e), e, e.__traceback__)
                pending = e
        if pending is not None:
            raise pending
        return swallowed
