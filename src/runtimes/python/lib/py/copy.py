"""Copies of objects."""


class Error(Exception):
    pass


error = Error
_atomic = (type(None), int, float, bool, complex, str, bytes, type, range, type(...), type(NotImplemented), type(len), type(lambda: 0), property)


def copy(x):
    cls = type(x)
    if cls in _atomic or issubclass(cls, type):
        return x
    own = getattr(cls, '__copy__', None)
    if own is not None:
        return own(x)
    if cls in (list, dict, set, bytearray):
        return x.copy()
    if cls in (tuple, frozenset):
        return x
    return _rebuild(x, lambda v: v)


def _rebuild(x, f, memo=None):
    cls = type(x)
    if isinstance(x, (int, float, str, bytes)) and not hasattr(x, '__dict__'):
        return x
    if isinstance(x, BaseException):
        y = cls.__new__(cls, *x.args)
    elif isinstance(x, tuple):
        y = tuple.__new__(cls, [f(v) for v in x])
    elif isinstance(x, (int, float, str, bytes, frozenset)):
        base = next(c for c in cls.__mro__ if c in (int, float, str, bytes, frozenset))
        y = base.__new__(cls, x)
    else:
        try:
            y = cls.__new__(cls)
        except TypeError:
            raise TypeError(f"cannot pickle '{cls.__name__}' object") from None
    if memo is not None:
        memo[id(x)] = y
    if isinstance(x, list):
        list.extend(y, [f(v) for v in list.__iter__(x)])
    elif isinstance(x, dict):
        for k in list(dict.keys(x)):
            dict.__setitem__(y, f(k), f(dict.__getitem__(x, k)))
    elif isinstance(x, set):
        set.update(y, [f(v) for v in x])
    state = getattr(x, '__dict__', None)
    get = getattr(cls, '__getstate__', None)
    if get is not None:
        state = get(x)
    if state:
        state = f(state) if memo is not None else dict(state) if isinstance(state, dict) else state
        put = getattr(cls, '__setstate__', None)
        if put is not None:
            put(y, state)
        else:
            for k, v in state.items():
                object.__setattr__(y, k, v) if not isinstance(y, BaseException) else setattr(y, k, v)
    return y


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    cls = type(x)
    if cls in _atomic or issubclass(cls, type):
        return x
    if id(x) in memo:
        return memo[id(x)]
    own = getattr(cls, '__deepcopy__', None)
    if own is not None:
        y = own(x, memo)
    elif cls is list:
        y = memo[id(x)] = []
        for v in x:
            y.append(deepcopy(v, memo))
    elif cls is dict:
        y = memo[id(x)] = {}
        for k, v in x.items():
            y[deepcopy(k, memo)] = deepcopy(v, memo)
    elif cls is tuple:
        y = tuple(deepcopy(v, memo) for v in x)
    elif cls in (set, frozenset):
        y = cls(deepcopy(v, memo) for v in x)
    elif cls is bytearray:
        y = bytearray(x)
    elif cls.__name__ == 'module' or cls.__name__ in ('lock', 'RLock', 'generator', 'TextIOWrapper', 'frame'):
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    elif cls.__name__ == 'method':
        y = cls(x.__func__, deepcopy(x.__self__, memo))
    else:
        y = _rebuild(x, lambda v: deepcopy(v, memo), memo)
    memo[id(x)] = y
    return y


def replace(obj, /, **changes):
    return type(obj).__replace__(obj, **changes)
