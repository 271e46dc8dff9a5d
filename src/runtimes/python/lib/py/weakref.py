"""References: they keep their objects here (nothing is collected while a program runs)."""


class ref:
    def __init__(self, obj, callback=None):
        self._obj = obj

    def __call__(self):
        return self._obj

    def __eq__(self, other):
        return self._obj == other._obj if isinstance(other, ref) else NotImplemented

    def __hash__(self):
        return hash(self._obj)

    def __repr__(self):
        return f'<weakref at {hex(id(self))}; to {type(self._obj).__name__!r} at {hex(id(self._obj))}>'


ReferenceType = ref


class WeakMethod(ref):
    pass


def proxy(obj, callback=None):
    return obj


ProxyType = CallableProxyType = object


class WeakValueDictionary(dict):
    def valuerefs(self):
        return [ref(v) for v in self.values()]


class WeakKeyDictionary(dict):
    def keyrefs(self):
        return [ref(k) for k in self]


class WeakSet(set):
    pass


class finalize:
    def __init__(self, obj, func, /, *args, **kw):
        self._f, self.alive = (func, args, kw), True

    def __call__(self):
        if self.alive:
            self.alive = False
            f, a, k = self._f
            return f(*a, **k)

    def detach(self):
        self.alive = False


def getweakrefcount(obj):
    return 0


def getweakrefs(obj):
    return []
