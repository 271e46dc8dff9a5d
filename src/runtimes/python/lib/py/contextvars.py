"""Values of a context."""
import threading

_missing = object()
_local = threading.local()


def _current():
    c = getattr(_local, 'context', None)
    if c is None:
        c = _local.context = Context()
    return c


class Token:
    MISSING = _missing

    def __init__(self, var, old):
        self.var, self.old_value, self._used = var, old, False


class ContextVar:
    def __init__(self, name, *, default=_missing):
        self.name, self._default = name, default

    def get(self, default=_missing):
        v = _current()._values.get(self, _missing)
        if v is not _missing:
            return v
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value):
        c = _current()
        token = Token(self, c._values.get(self, _missing))
        c._values[self] = value
        return token

    def reset(self, token):
        if token._used:
            raise RuntimeError(f'{token!r} has already been used once')
        token._used = True
        if token.old_value is _missing:
            _current()._values.pop(self, None)
        else:
            _current()._values[self] = token.old_value

    def __class_getitem__(cls, item):
        return cls

    def __repr__(self):
        return f'<ContextVar name={self.name!r} at {hex(id(self))}>'


class Context:
    def __init__(self):
        self._values = {}

    def run(self, f, *args, **kw):
        old = getattr(_local, 'context', None)
        _local.context = self
        try:
            return f(*args, **kw)
        finally:
            _local.context = old

    def copy(self):
        c = Context()
        c._values = dict(self._values)
        return c

    def get(self, var, default=None):
        return self._values.get(var, default)

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def items(self):
        return self._values.items()


def copy_context():
    return _current().copy()
