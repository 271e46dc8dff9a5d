"""Values that each thread has for itself, and proxies that stand for one."""
import threading


class LocalStack:
    def __init__(self):
        self._stacks = {}

    def push(self, obj):
        self._stacks.setdefault(threading.get_ident(), []).append(obj)

    def pop(self):
        ident = threading.get_ident()
        stack = self._stacks.get(ident)
        if not stack:
            return None
        value = stack.pop()
        if not stack:
            del self._stacks[ident]
        return value

    @property
    def top(self):
        stack = self._stacks.get(threading.get_ident())
        return stack[-1] if stack else None


class Local:
    def __init__(self):
        self.__dict__["_values"] = {}

    def _mine(self):
        return self.__dict__["_values"].setdefault(threading.get_ident(), {})

    def __getattr__(self, name):
        mine = self._mine()
        if name not in mine:
            raise AttributeError(name)
        return mine[name]

    def __setattr__(self, name, value):
        self._mine()[name] = value

    def __delattr__(self, name):
        mine = self._mine()
        if name not in mine:
            raise AttributeError(name)
        del mine[name]


class LocalProxy:
    """Does everything with what `local()` gives at the moment."""

    def __init__(self, local, name=None, unbound_message=None):
        object.__setattr__(self, "_get_current_object", local)

    def __getattr__(self, name):
        return getattr(self._get_current_object(), name)

    def __setattr__(self, name, value):
        setattr(self._get_current_object(), name, value)

    def __delattr__(self, name):
        delattr(self._get_current_object(), name)

    def __getitem__(self, key):
        return self._get_current_object()[key]

    def __setitem__(self, key, value):
        self._get_current_object()[key] = value

    def __delitem__(self, key):
        del self._get_current_object()[key]

    def __call__(self, *args, **kwargs):
        return self._get_current_object()(*args, **kwargs)

    def __contains__(self, key):
        return key in self._get_current_object()

    def __iter__(self):
        return iter(self._get_current_object())

    def __len__(self):
        return len(self._get_current_object())

    def __bool__(self):
        try:
            return bool(self._get_current_object())
        except RuntimeError:
            return False

    def __str__(self):
        return str(self._get_current_object())

    def __repr__(self):
        try:
            return repr(self._get_current_object())
        except RuntimeError:
            return "<LocalProxy unbound>"

    def __eq__(self, other):
        return self._get_current_object() == other

    def __ne__(self, other):
        return self._get_current_object() != other

    def __hash__(self):
        return hash(self._get_current_object())
