"""Containers beside the built-in ones."""
import sys as _sys
from _collections_abc import MutableMapping, MutableSequence
import _collections_abc
from operator import itemgetter as _itemgetter
from keyword import iskeyword as _iskeyword
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']


class OrderedDict(dict):
    def move_to_end(self, key, last=True):
        value = self.pop(key)
        if last:
            self[key] = value
        else:
            rest = list(self.items())
            self.clear()
            self[key] = value
            self.update(rest)

    def popitem(self, last=True):
        if not self:
            raise KeyError('dictionary is empty')
        key = next(reversed(self)) if last else next(iter(self))
        return key, self.pop(key)

    def copy(self):
        return self.__class__(self)

    def __repr__(self):
        if not self:
            return '%s()' % self.__class__.__name__
        return '%s(%r)' % (self.__class__.__name__, dict(self))

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)
    __hash__ = None


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kw):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        super().__init__(*args, **kw)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def copy(self):
        return type(self)(self.default_factory, self)
    __copy__ = copy

    def __repr__(self):
        return 'defaultdict(%r, %s)' % (self.default_factory, dict.__repr__(self))


class Counter(dict):
    def __init__(self, iterable=None, /, **kw):
        super().__init__()
        self.update(iterable, **kw)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        items = sorted(self.items(), key=lambda kv: kv[1], reverse=True)
        return items if n is None else items[:n]

    def elements(self):
        for k, n in self.items():
            for _ in range(n):
                yield k

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kw):
        if iterable is not None:
            if hasattr(iterable, 'items'):
                for k, n in iterable.items():
                    self[k] = self.get(k, 0) + n
            else:
                for k in iterable:
                    self[k] = self.get(k, 0) + 1
        for k, n in kw.items():
            self[k] = self.get(k, 0) + n

    def subtract(self, iterable=None, /, **kw):
        if iterable is not None:
            if hasattr(iterable, 'items'):
                for k, n in iterable.items():
                    self[k] = self.get(k, 0) - n
            else:
                for k in iterable:
                    self[k] = self.get(k, 0) - 1
        for k, n in kw.items():
            self[k] = self.get(k, 0) - n

    def copy(self):
        return self.__class__(self)

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        return '%s({%s})' % (self.__class__.__name__, ', '.join('%r: %r' % kv for kv in self.most_common()))

    def _combine(self, other, f):
        out = Counter()
        for k in list(self) + [k for k in other if k not in self]:
            n = f(self[k], other[k])
            if n > 0:
                out[k] = n
        return out

    def __add__(self, other):
        return self._combine(other, lambda a, b: a + b) if isinstance(other, Counter) else NotImplemented

    def __sub__(self, other):
        return self._combine(other, lambda a, b: a - b) if isinstance(other, Counter) else NotImplemented

    def __or__(self, other):
        return self._combine(other, max) if isinstance(other, Counter) else NotImplemented

    def __and__(self, other):
        return self._combine(other, min) if isinstance(other, Counter) else NotImplemented

    def __pos__(self):
        return Counter({k: n for k, n in self.items() if n > 0})

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[k] == other[k] for c in (self, other) for k in c)
    __hash__ = None


class deque:
    def __init__(self, iterable=(), maxlen=None):
        self._a = []
        self.maxlen = maxlen
        self.extend(iterable)

    def append(self, x):
        self._a.append(x)
        if self.maxlen is not None and len(self._a) > self.maxlen:
            del self._a[0]

    def appendleft(self, x):
        self._a.insert(0, x)
        if self.maxlen is not None and len(self._a) > self.maxlen:
            self._a.pop()

    def extend(self, iterable):
        for x in list(iterable):
            self.append(x)

    def extendleft(self, iterable):
        for x in list(iterable):
            self.appendleft(x)

    def pop(self):
        if not self._a:
            raise IndexError('pop from an empty deque')
        return self._a.pop()

    def popleft(self):
        if not self._a:
            raise IndexError('pop from an empty deque')
        return self._a.pop(0)

    def clear(self):
        self._a.clear()

    def copy(self):
        return type(self)(self._a, self.maxlen)
    __copy__ = copy

    def count(self, x):
        return self._a.count(x)

    def index(self, x, *args):
        try:
            return self._a.index(x, *args)
        except ValueError:
            raise ValueError(f'{x!r} is not in deque') from None

    def insert(self, i, x):
        if self.maxlen is not None and len(self._a) >= self.maxlen:
            raise IndexError('deque already at its maximum size')
        self._a.insert(i, x)

    def remove(self, x):
        try:
            self._a.remove(x)
        except ValueError:
            raise ValueError('deque.remove(x): x not in deque') from None

    def reverse(self):
        self._a.reverse()

    def rotate(self, n=1):
        if self._a:
            n %= len(self._a)
            self._a[:] = self._a[-n:] + self._a[:-n] if n else self._a

    def __len__(self):
        return len(self._a)

    def __iter__(self):
        n = len(self._a)
        for x in self._a:
            yield x
            if len(self._a) != n:
                raise RuntimeError('deque mutated during iteration')

    def __reversed__(self):
        return reversed(self._a)

    def __contains__(self, x):
        return x in self._a

    def __getitem__(self, i):
        if isinstance(i, slice):
            raise TypeError('sequence index must be integer, not \'slice\'')
        try:
            return self._a[i]
        except IndexError:
            raise IndexError('deque index out of range') from None

    def __setitem__(self, i, x):
        self._a[i] = x

    def __delitem__(self, i):
        del self._a[i]

    def __bool__(self):
        return bool(self._a)

    def __eq__(self, other):
        return self._a == other._a if isinstance(other, deque) else NotImplemented
    __hash__ = None

    def __lt__(self, other):
        return self._a < other._a if isinstance(other, deque) else NotImplemented

    def __add__(self, other):
        return type(self)(self._a + list(other), self.maxlen)

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return type(self)(self._a * n, self.maxlen)

    def __repr__(self):
        return 'deque(%r%s)' % (self._a, '' if self.maxlen is None else ', maxlen=%d' % self.maxlen)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    field_names = list(map(str, field_names))
    typename = str(typename)
    if rename:
        seen = set()
        for i, n in enumerate(field_names):
            if not n.isidentifier() or _iskeyword(n) or n.startswith('_') or n in seen:
                field_names[i] = f'_{i}'
            seen.add(n)
    for n in [typename] + field_names:
        if not n.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {n!r}')
        if _iskeyword(n):
            raise ValueError(f'Type names and field names cannot be a keyword: {n!r}')
    seen = set()
    for n in field_names:
        if n.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {n!r}')
        if n in seen:
            raise ValueError(f'Encountered duplicate field name: {n!r}')
        seen.add(n)
    fields = tuple(field_names)
    count = len(fields)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > count:
            raise TypeError('Got more default values than field names')
        field_defaults = dict(reversed(list(zip(reversed(fields), reversed(defaults)))))
    tuple_new = tuple.__new__
    space = {'_tuple_new': tuple_new, '__builtins__': {}, '__name__': f'namedtuple_{typename}'}
    args = ', '.join(fields) + (',' if count == 1 else '')
    params = ', '.join(f'{f}=_d[{f!r}]' if f in field_defaults else f for f in fields)
    exec(f'def __new__(_cls{", " + params if params else ""}): return _tuple_new(_cls, ({args}))' if count else 'def __new__(_cls): return _tuple_new(_cls, ())', {'_tuple_new': tuple_new, '_d': field_defaults}, space)
    __new__ = space['__new__']
    __new__.__qualname__ = f'{typename}.__new__'

    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != count:
            raise TypeError(f'Expected {count} arguments, got {len(result)}')
        return result

    def _replace(self, /, **kw):
        result = self._make(kw.pop(f, v) for f, v in zip(fields, self))
        if kw:
            raise ValueError(f'Got unexpected field names: {list(kw)!r}')
        return result

    def __repr__(self):
        return self.__class__.__name__ + '(' + ', '.join('%s=%r' % (f, v) for f, v in zip(fields, self)) + ')'

    def _asdict(self):
        return dict(zip(self._fields, self))
    ns = {'__doc__': f'{typename}({", ".join(fields)})', '__slots__': (), '_fields': fields, '_field_defaults': field_defaults, '__new__': __new__, '_make': classmethod(_make), '_replace': _replace, '__repr__': __repr__, '_asdict': _asdict, '__match_args__': fields, '__getnewargs__': lambda self: tuple(self)}
    for i, n in enumerate(fields):
        ns[n] = property(_itemgetter(i), doc=f'Alias for field number {i}')
    if module is None:
        module = _sys._getframe(1).f_globals.get('__name__', '__main__')
    ns['__module__'] = module
    return type(typename, (tuple,), ns)


class ChainMap(MutableMapping):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for m in self.maps:
            if key in m:
                return m[key]
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        d = {}
        for m in reversed(self.maps):
            d.update(dict.fromkeys(m))
        return iter(d)

    def __contains__(self, key):
        return any(key in m for m in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return f'{self.__class__.__name__}({", ".join(map(repr, self.maps))})'

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    def new_child(self, m=None, **kw):
        return self.__class__({**(m or {}), **kw} if m is None or kw else m, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError(f'Key not found in the first mapping: {key!r}')


class UserDict(MutableMapping):
    def __init__(self, dict=None, /, **kw):
        self.data = {}
        if dict is not None:
            self.update(dict)
        self.update(kw)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        if hasattr(self.__class__, '__missing__'):
            return self.__class__.__missing__(self, key)
        raise KeyError(key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def copy(self):
        return self.__class__(self.data)


class UserList(MutableSequence):
    def __init__(self, initlist=None):
        self.data = list(initlist.data if isinstance(initlist, UserList) else initlist or ())

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == (other.data if isinstance(other, UserList) else other)

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.__class__(self.data[i]) if isinstance(i, slice) else self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + list(other))

    def insert(self, i, item):
        self.data.insert(i, item)

    def sort(self, /, **kw):
        self.data.sort(**kw)

    def copy(self):
        return self.__class__(self.data)


class UserString(str):
    @property
    def data(self):
        return str(self)
