"""Names for annotations: they say what is meant and check nothing."""
import sys
import collections.abc as _abc
import collections as _collections
import re as _re
import contextlib as _contextlib
from types import GenericAlias, UnionType

TYPE_CHECKING = False


class _Form:
    def __init__(self, name, doc=''):
        self._name = name
        self.__doc__ = doc

    def __repr__(self):
        return 'typing.' + self._name

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if self._name == 'Optional':
            return _Alias(Union, (params[0], type(None)))
        if self._name == 'Union':
            flat = []
            for p in params:
                for q in (p.__args__ if isinstance(p, _Alias) and p.__origin__ is Union else (p,)):
                    q = type(None) if q is None else q
                    if q not in flat:
                        flat.append(q)
            return flat[0] if len(flat) == 1 else _Alias(self, tuple(flat))
        return _Alias(self, params)

    def __call__(self, *args, **kw):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        if self._name == 'Protocol':
            return (_ProtocolBase,)
        return ()


def _show(t):
    if t is type(None):
        return 'None'
    if t is ...:
        return '...'
    if isinstance(t, type) and not isinstance(t, GenericAlias):
        return t.__qualname__ if t.__module__ == 'builtins' else f'{t.__module__}.{t.__qualname__}'
    if isinstance(t, list):
        return '[' + ', '.join(_show(x) for x in t) + ']'
    return repr(t)


class _Alias:
    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        self.__parameters__ = tuple(a for a in args if isinstance(a, TypeVar))
        self.__metadata__ = args[1:] if origin is Annotated_form else ()

    def __repr__(self):
        if self.__origin__ is Union:
            if len(self.__args__) == 2 and type(None) in self.__args__:
                other = [a for a in self.__args__ if a is not type(None)][0]
                return f'typing.Optional[{_show(other)}]'
        name = self._name and 'typing.' + self._name or _show(self.__origin__)
        return f'{name}[{", ".join(_show(a) for a in self.__args__)}]'

    def __getitem__(self, params):
        return _Alias(self.__origin__, params if isinstance(params, tuple) else (params,), self._name)

    def __call__(self, *args, **kw):
        return self.__origin__(*args, **kw)

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)

    def __eq__(self, other):
        return isinstance(other, _Alias) and self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, type):
            return (origin,) if origin not in bases else ()
        if isinstance(origin, _Form):
            return origin.__mro_entries__(bases)
        return ()

    def __instancecheck__(self, obj):
        if self.__origin__ is Union:
            return isinstance(obj, tuple(self.__args__))
        raise TypeError('Subscripted generics cannot be used with class and instance checks')


class _Named:
    """`List`, `Dict` …: a class of another name."""

    def __init__(self, origin, name):
        self.__origin__, self._name = origin, name

    def __repr__(self):
        return 'typing.' + self._name

    def __getitem__(self, params):
        return _Alias(self.__origin__, params if isinstance(params, tuple) else (params,), self._name)

    def __call__(self, *args, **kw):
        return self.__origin__(*args, **kw)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None, infer_variance=False):
        self.__name__, self.__constraints__, self.__bound__, self.__covariant__, self.__contravariant__ = name, constraints, bound, covariant, contravariant

    def __repr__(self):
        return '~' + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


class ParamSpec(TypeVar):
    args = kwargs = None


class _GenericMeta(type):
    pass


class Generic:
    @classmethod
    def __class_getitem__(cls, params):
        return _Alias(cls, params if isinstance(params, tuple) else (params,))

    def __init_subclass__(cls, *args, **kw):
        super().__init_subclass__(**kw)


class _ProtocolMeta(type(_abc.Sized)):
    def __instancecheck__(cls, obj):
        if cls.__dict__.get('_is_runtime'):
            return all(hasattr(obj, a) for a in cls._members())
        return type.__instancecheck__(cls, obj)

    def _members(cls):
        out = set()
        for c in cls.__mro__:
            if c in (object, Generic, _ProtocolBase):
                continue
            out |= {k for k in list(c.__dict__) + list(c.__dict__.get('__annotations__', {})) if not (k.startswith('_abc') or k in ('__module__', '__doc__', '__qualname__', '__dict__', '_is_runtime', '_is_protocol', '__abstractmethods__', '__annotations__', '__init__', '__orig_bases__', '__hash__', '__slots__'))}
        return out


class _ProtocolBase(Generic, metaclass=_ProtocolMeta):
    _is_protocol = True


Protocol = _ProtocolBase
Any = _Form('Any')
Union = _Form('Union')
Optional = _Form('Optional')
NoReturn, Never, Self, LiteralString, ClassVar, Final, Literal, Concatenate, TypeAlias, TypeGuard, TypeIs, Required, NotRequired, ReadOnly, Unpack = [_Form(n) for n in 'NoReturn Never Self LiteralString ClassVar Final Literal Concatenate TypeAlias TypeGuard TypeIs Required NotRequired ReadOnly Unpack'.split()]
Annotated_form = _Form('Annotated')
Annotated = Annotated_form
List, Dict, Set, FrozenSet, Tuple, Type = [_Named(c, n) for c, n in ((list, 'List'), (dict, 'Dict'), (set, 'Set'), (frozenset, 'FrozenSet'), (tuple, 'Tuple'), (type, 'Type'))]
DefaultDict, OrderedDict, Counter, ChainMap, Deque = [_Named(getattr(_collections, c), n) for c, n in (('defaultdict', 'DefaultDict'), ('OrderedDict', 'OrderedDict'), ('Counter', 'Counter'), ('ChainMap', 'ChainMap'), ('deque', 'Deque'))]
for _n in ('Callable', 'Iterable', 'Iterator', 'Sequence', 'MutableSequence', 'Mapping', 'MutableMapping', 'MutableSet', 'Collection', 'Container', 'Hashable', 'Sized', 'Reversible', 'Generator', 'Coroutine', 'Awaitable', 'AsyncIterable', 'AsyncIterator', 'AsyncGenerator', 'KeysView', 'ItemsView', 'ValuesView', 'MappingView'):
    globals()[_n] = _Named(getattr(_abc, _n), _n)
AbstractSet = _Named(_abc.Set, 'AbstractSet')
ContextManager = _Named(_contextlib.AbstractContextManager, 'ContextManager')
AsyncContextManager = _Named(object, 'AsyncContextManager')
Pattern, Match = _Named(_re.Pattern, 'Pattern'), _Named(_re.Match, 'Match')
ByteString = bytes
Text = str
AnyStr = TypeVar('AnyStr', bytes, str)
T, KT, VT, T_co = TypeVar('T'), TypeVar('KT'), TypeVar('VT'), TypeVar('T_co')


class IO(Generic):
    pass


class TextIO(IO):
    pass


class BinaryIO(IO):
    pass


class SupportsInt(Protocol):
    pass


class SupportsFloat(Protocol):
    pass


class SupportsAbs(Protocol):
    pass


class SupportsIndex(Protocol):
    pass


class SupportsBytes(Protocol):
    pass


class SupportsRound(Protocol):
    pass


class Sized_(Protocol):
    pass


class ForwardRef:
    def __init__(self, arg, *args, **kw):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f'ForwardRef({self.__forward_arg__!r})'


class NewType:
    def __init__(self, name, tp):
        self.__name__, self.__supertype__ = name, tp

    def __call__(self, x):
        return x

    def __repr__(self):
        return f'{__name__}.{self.__name__}'

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def cast(typ, val):
    return val


def overload(f):
    def dummy(*args, **kw):
        raise NotImplementedError('You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed.')
    return dummy


def _same(f):
    return f


final = no_type_check = override = _same


def runtime_checkable(cls):
    cls._is_runtime = True
    return cls


def dataclass_transform(**kw):
    return _same


def assert_never(arg):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def assert_type(val, typ):
    return val


def reveal_type(obj):
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def get_overloads(f):
    return []


def get_origin(tp):
    return tp.__origin__ if isinstance(tp, (_Alias, GenericAlias, _Named)) else UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    return tp.__args__ if isinstance(tp, (_Alias, GenericAlias, UnionType)) else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    out = {}
    if isinstance(obj, type):
        for c in reversed(obj.__mro__):
            space = getattr(sys.modules.get(c.__module__), '__dict__', {})
            for k, v in c.__dict__.get('__annotations__', {}).items():
                out[k] = eval(v, globalns or space, localns) if isinstance(v, str) else type(None) if v is None else v
        return out
    space = globalns or getattr(obj, '__globals__', None) or getattr(obj, '__dict__', {})
    for k, v in getattr(obj, '__annotations__', {}).items():
        out[k] = eval(v, space, localns) if isinstance(v, str) else type(None) if v is None else v
    return out


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta)


class _TypedDictMeta(type):
    def __new__(mcls, name, bases, ns, total=True):
        cls = type.__new__(mcls, name, (dict,), dict(ns))
        annotations = {}
        for b in bases:
            annotations.update(getattr(b, '__annotations__', {}))
        annotations.update(ns.get('__annotations__', {}))
        cls.__annotations__ = annotations
        cls.__total__ = total
        return cls

    def __call__(cls, *args, **kw):
        return dict(*args, **kw)


def TypedDict(name, fields=None, /, *, total=True, **kw):
    return _TypedDictMeta(name, (), {'__annotations__': dict(fields or kw)}, total=total)


class _TypedDictBase(metaclass=_TypedDictMeta):
    pass


TypedDict.__mro_entries__ = lambda bases: (_TypedDictBase,)


def NamedTuple(name, fields=(), /, **kw):
    fields = list(fields) or list(kw.items())
    cls = _collections.namedtuple(name, [f for f, _ in fields])
    cls.__annotations__ = dict(fields)
    return cls


class _NamedTupleMeta(type):
    def __new__(mcls, name, bases, ns):
        if _NamedTupleBase is None:
            return type.__new__(mcls, name, bases, ns)
        types = ns.get('__annotations__', {})
        defaults = [ns[n] for n in types if n in ns]
        nt = _collections.namedtuple(name, list(types), defaults=defaults, module=ns['__module__'])
        body = {k: v for k, v in ns.items() if k not in types and k not in ('__slots__', '__classcell__')}
        for k, v in body.items():
            if k not in ('__new__', '__init__', '__slots__', '__getnewargs__', '_fields', '_field_defaults', '_make', '_replace', '_asdict', '__qualname__', '__module__', '__doc__') or k == '__doc__' and v is not None:
                setattr(nt, k, v)
        nt.__annotations__ = dict(types)
        nt.__qualname__ = ns.get('__qualname__', name)
        return nt


_NamedTupleBase = None
_NamedTupleBase = type.__new__(_NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTupleBase,)
