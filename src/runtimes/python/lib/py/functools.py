"""Functions on functions."""
from _thread import RLock
from types import MethodType, GenericAlias

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            continue
        setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)] + [repr(a) for a in self.args] + ['%s=%r' % kv for kv in self.keywords.items()]
        return 'functools.partial(' + ', '.join(parts) + ')'


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func, self.args, self.keywords = func, args, keywords

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        f = get(obj, cls) if get is not None else self.func
        return partial(f, *self.args, **self.keywords)


_missing = object()


def reduce(function, iterable, initial=_missing, /):
    it = iter(iterable)
    if initial is _missing:
        try:
            value = next(it)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    else:
        value = initial
    for x in it:
        value = function(value, x)
    return value


class _CacheInfo(tuple):
    def __new__(cls, hits, misses, maxsize, currsize):
        self = tuple.__new__(cls, (hits, misses, maxsize, currsize))
        self.hits, self.misses, self.maxsize, self.currsize = hits, misses, maxsize, currsize
        return self

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % tuple(self)


def _make_cache(func, maxsize, typed):
    cache = {}
    hits = misses = 0

    def wrapper(*args, **kw):
        nonlocal hits, misses
        key = (args, tuple(kw.items())) if kw else args
        if typed:
            key = (key, tuple(type(a) for a in args))
        value = cache.get(key, _missing)
        if value is not _missing:
            hits += 1
            if maxsize is not None:
                del cache[key]
                cache[key] = value
            return value
        misses += 1
        value = func(*args, **kw)
        if maxsize != 0:
            cache[key] = value
            if maxsize is not None and len(cache) > maxsize:
                del cache[next(iter(cache))]
        return value

    def cache_info():
        return _CacheInfo(hits, misses, maxsize, len(cache))

    def cache_clear():
        nonlocal hits, misses
        cache.clear()
        hits = misses = 0
    wrapper.cache_info, wrapper.cache_clear = cache_info, cache_clear
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, func)


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _make_cache(maxsize, 128, typed)
    return lambda func: _make_cache(func, None if maxsize is None else max(0, maxsize), typed)


def cache(func):
    return _make_cache(func, None, False)


class cached_property:
    def __init__(self, func):
        self.func, self.attrname, self.__doc__ = func, None, func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        d = obj.__dict__
        if self.attrname in d:
            return d[self.attrname]
        value = d[self.attrname] = self.func(obj)
        return value


def total_ordering(cls):
    ops = {'__lt__', '__le__', '__gt__', '__ge__'}
    have = {op for op in ops if any(op in c.__dict__ for c in cls.__mro__[:-1])}
    if not have:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    if '__lt__' in have:
        lt = cls.__lt__
    elif '__le__' in have:
        lt = lambda a, b: _not(cls.__le__(b, a))
    elif '__gt__' in have:
        lt = lambda a, b: cls.__gt__(b, a)
    else:
        lt = lambda a, b: _not(cls.__ge__(a, b))
    made = {
        '__lt__': lambda a, b: lt(a, b),
        '__gt__': lambda a, b: _not(_or(lt(a, b), a == b)),
        '__le__': lambda a, b: _or(lt(a, b), a == b),
        '__ge__': lambda a, b: _not(lt(a, b)),
    }
    for op in ops - have:
        made[op].__name__ = op
        setattr(cls, op, made[op])
    return cls


def _not(x):
    return x if x is NotImplemented else not x


def _or(x, y):
    return x if x is NotImplemented else x or y


def cmp_to_key(cmp):
    class K:
        __slots__ = ['obj']

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return cmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return cmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return cmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return cmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return cmp(self.obj, other.obj) >= 0
        __hash__ = None
    return K


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for c in cls.__mro__:
            if c in registry:
                return registry[c]
        for c, f in registry.items():
            if issubclass(cls, c):
                return f
        return func

    def register(cls, f=None):
        if f is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            f = cls
            cls = next(v for k, v in f.__annotations__.items() if k != 'return')
        for c in getattr(cls, '__args__', (cls,)) if not isinstance(cls, type) else (cls,):
            registry[c] = f
        return f

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{func.__name__} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)
    wrapper.register, wrapper.dispatch, wrapper.registry = register, dispatch, registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher, self.func = singledispatch(func), func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method) if method else self.dispatcher.register(cls)

    def __get__(self, obj, cls=None):
        def method(*args, **kw):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kw)
        return method
