"""Waiting for several connections, by name of what each is for."""
import select
from collections import namedtuple

EVENT_READ, EVENT_WRITE = 1, 2
SelectorKey = namedtuple('SelectorKey', ['fileobj', 'fd', 'events', 'data'])


class SelectSelector:
    def __init__(self):
        self._keys = {}

    def register(self, fileobj, events, data=None):
        key = SelectorKey(fileobj, fileobj.fileno() if hasattr(fileobj, 'fileno') else fileobj, events, data)
        self._keys[id(fileobj)] = key
        return key

    def unregister(self, fileobj):
        return self._keys.pop(id(fileobj))

    def modify(self, fileobj, events, data=None):
        self._keys.pop(id(fileobj))
        return self.register(fileobj, events, data)

    def select(self, timeout=None):
        r = [k.fileobj for k in self._keys.values() if k.events & EVENT_READ]
        w = [k.fileobj for k in self._keys.values() if k.events & EVENT_WRITE]
        r, w, _ = select.select(r, w, [], timeout)
        out = {}
        for f in r:
            out[id(f)] = EVENT_READ
        for f in w:
            out[id(f)] = out.get(id(f), 0) | EVENT_WRITE
        return [(self._keys[i], e) for i, e in out.items()]

    def get_key(self, fileobj):
        return self._keys[id(fileobj)]

    def get_map(self):
        return {k.fileobj: k for k in self._keys.values()}

    def close(self):
        self._keys.clear()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


DefaultSelector = PollSelector = EpollSelector = BaseSelector = SelectSelector
