"""Abstract classes of containers."""
from abc import ABCMeta, abstractmethod
from types import GenericAlias
import sys


def _has(c, *names):
    for n in names:
        for b in c.__mro__:
            if n in b.__dict__:
                if b.__dict__[n] is None:
                    return False
                break
        else:
            return False
    return True


class _One(metaclass=ABCMeta):
    __slots__ = ()
    _needs = ()

    @classmethod
    def __subclasshook__(cls, c):
        if '_needs' in cls.__dict__ and cls._needs:
            return True if _has(c, *cls._needs) else NotImplemented
        return NotImplemented
    __class_getitem__ = classmethod(GenericAlias)


class Hashable(_One):
    _needs = ('__hash__',)


class Iterable(_One):
    _needs = ('__iter__',)

    @abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable):
    _needs = ('__iter__', '__next__')

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    _needs = ('__reversed__', '__iter__')


class Generator(Iterator):
    _needs = ('__iter__', '__next__', 'send', 'throw', 'close')


class Sized(_One):
    _needs = ('__len__',)

    @abstractmethod
    def __len__(self):
        return 0


class Container(_One):
    _needs = ('__contains__',)

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    _needs = ('__len__', '__iter__', '__contains__')


class Callable(_One):
    _needs = ('__call__',)


class Awaitable(_One):
    _needs = ('__await__',)


class Coroutine(Awaitable):
    _needs = ('__await__', 'send', 'throw', 'close')


class AsyncIterable(_One):
    _needs = ('__aiter__',)


class AsyncIterator(AsyncIterable):
    _needs = ('__anext__', '__aiter__')


class AsyncGenerator(AsyncIterator):
    _needs = ('__aiter__', '__anext__', 'asend')


class Buffer(_One):
    _needs = ('__buffer__',)


class Set(Collection):
    def __le__(self, other):
        return len(self) <= len(other) and all(x in other for x in self)

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other)

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other)

    def __ge__(self, other):
        return len(self) >= len(other) and all(x in self for x in other)

    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __and__(self, other):
        return self._from_iterable(x for x in other if x in self)

    def __or__(self, other):
        return self._from_iterable(x for s in (self, other) for x in s)

    def __sub__(self, other):
        return self._from_iterable(x for x in self if x not in other)

    def __xor__(self, other):
        return (self - other) | (other - self)

    def isdisjoint(self, other):
        return not any(x in self for x in other)


class MutableSet(Set):
    @abstractmethod
    def add(self, x):
        raise NotImplementedError

    @abstractmethod
    def discard(self, x):
        raise NotImplementedError

    def remove(self, x):
        if x not in self:
            raise KeyError(x)
        self.discard(x)

    def pop(self):
        try:
            x = next(iter(self))
        except StopIteration:
            raise KeyError from None
        self.discard(x)
        return x

    def clear(self):
        while len(self):
            self.pop()

    def __ior__(self, it):
        for x in it:
            self.add(x)
        return self


class Mapping(Collection):
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented
    __hash__ = None


class MappingView(Sized):
    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return '{0.__class__.__name__}({0._mapping!r})'.format(self)


class KeysView(MappingView, Set):
    _from_iterable = classmethod(lambda cls, it: set(it))

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    _from_iterable = classmethod(lambda cls, it: set(it))

    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


_missing = object()


class MutableMapping(Mapping):
    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_missing):
        try:
            value = self[key]
        except KeyError:
            if default is _missing:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        try:
            key = next(iter(self))
        except StopIteration:
            raise KeyError from None
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        for k in list(self):
            del self[k]

    def update(self, other=(), /, **kw):
        if hasattr(other, 'keys'):
            for k in other.keys():
                self[k] = other[k]
        else:
            for k, v in other:
                self[k] = v
        for k, v in kw.items():
            self[k] = v

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


class Sequence(Reversible, Collection):
    _needs = ()

    @abstractmethod
    def __getitem__(self, i):
        raise IndexError

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]

    def index(self, value, start=0, stop=None):
        for i in range(start, len(self) if stop is None else stop):
            if self[i] == value:
                return i
        raise ValueError

    def count(self, value):
        return sum(1 for v in self if v is value or v == value)


class MutableSequence(Sequence):
    @abstractmethod
    def __setitem__(self, i, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, i):
        raise IndexError

    @abstractmethod
    def insert(self, i, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        self[:] = list(reversed(list(self)))

    def extend(self, values):
        for v in list(values):
            self.append(v)

    def pop(self, i=-1):
        v = self[i]
        del self[i]
        return v

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


ByteString = bytes
for _c in (list, bytearray):
    MutableSequence.register(_c)
for _c in (tuple, str, range, bytes, memoryview):
    Sequence.register(_c)
MutableMapping.register(dict)
Mapping.register(type(type.__dict__))
MutableSet.register(set)
Set.register(frozenset)
Set.register(type({}.keys()))
Set.register(type({}.items()))
KeysView.register(type({}.keys()))
ItemsView.register(type({}.items()))
ValuesView.register(type({}.values()))
