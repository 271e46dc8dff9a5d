"""Classes that are made of their fields."""
import copy
import sys
import types

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar', 'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple', 'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


MISSING = _Missing()


class _KwOnly:
    pass


KW_ONLY = _KwOnly()
_FIELDS = '__dataclass_fields__'


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = self.type = None
        self.default, self.default_factory, self.init, self.repr, self.hash, self.compare, self.metadata, self.kw_only = default, default_factory, init, repr, hash, compare, metadata or {}, kw_only
        self._kind = 'field'

    def __repr__(self):
        return 'Field(name=%r,type=%r,default=%r,default_factory=%r,init=%r,repr=%r,hash=%r,compare=%r,metadata=%r,kw_only=%r)' % (self.name, self.type, self.default, self.default_factory, self.init, self.repr, self.hash, self.compare, self.metadata, self.kw_only)


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _get_field(cls, name, type, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, types.MemberDescriptorType):
            default = MISSING
        f = field(default=default)
    f.name, f.type = name, type
    text = type if isinstance(type, str) else ''
    if text.startswith(('ClassVar', 'typing.ClassVar')) or 'ClassVar' in repr(type) and not text:
        f._kind = 'class'
    elif isinstance(type, InitVar) or type is InitVar or text.startswith(('InitVar', 'dataclasses.InitVar')):
        f._kind = 'init'
    if f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._kind == 'field' and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {f.default.__class__} for field {f.name} is not allowed: use default_factory')
    return f


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
    fields = {}
    for b in cls.__mro__[-1:0:-1]:
        for f in getattr(b, _FIELDS, {}).values():
            fields[f.name] = f
    only = kw_only
    own = []
    for name, kind in cls.__dict__.get('__annotations__', {}).items():
        if kind is KW_ONLY or isinstance(kind, str) and kind in ('KW_ONLY', 'dataclasses.KW_ONLY'):
            only = True
            continue
        own.append(_get_field(cls, name, kind, only))
    for f in own:
        fields[f.name] = f
        if isinstance(cls.__dict__.get(f.name), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in list(cls.__dict__.items()):
        if isinstance(value, Field) and name not in cls.__dict__.get('__annotations__', {}):
            raise TypeError(f'{name!r} is a field but has no type annotation')
    setattr(cls, _FIELDS, fields)
    all_init = [f for f in fields.values() if f._kind in ('field', 'init')]
    real = [f for f in fields.values() if f._kind == 'field']
    if init:
        positional = [f for f in all_init if f.init and not f.kw_only]
        keyword = [f for f in all_init if f.init and f.kw_only]
        seen = None
        for f in positional:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen = f
            elif seen:
                raise TypeError(f'non-default argument {f.name!r} follows default argument {seen.name!r}')
        space = {'_M': MISSING, '_set': object.__setattr__, '_d': {f.name: f.default for f in all_init}, '_f': {f.name: f.default_factory for f in all_init}}

        def param(f):
            if f.default is not MISSING:
                return f'{f.name}=_d[{f.name!r}]'
            return f'{f.name}=_M' if f.default_factory is not MISSING else f.name
        params = ['self'] + [param(f) for f in positional]
        if keyword:
            params += ['*'] + [param(f) for f in keyword]
        lines = []
        for f in real:
            if f.init:
                value = f'_f[{f.name!r}]() if {f.name} is _M else {f.name}' if f.default_factory is not MISSING else f.name
            elif f.default_factory is not MISSING:
                value = f'_f[{f.name!r}]()'
            elif f.default is not MISSING and slots:
                value = f'_d[{f.name!r}]'
            else:
                continue
            lines.append(f'    _set(self, {f.name!r}, {value})' if frozen else f'    self.{f.name} = {value}')
        if hasattr(cls, '__post_init__'):
            lines.append('    self.__post_init__(%s)' % ', '.join(f.name for f in all_init if f._kind == 'init'))
        exec('def __init__(%s):\n%s\n' % (', '.join(params), '\n'.join(lines) or '    pass'), space)
        made = space['__init__']
        made.__qualname__ = f'{cls.__qualname__}.__init__'
        made.__annotations__ = {f.name: f.type for f in all_init if f.init}
        made.__annotations__['return'] = None
        _set_new(cls, '__init__', made)
    if repr and '__repr__' not in cls.__dict__:
        shown = [f.name for f in real if f.repr]
        running = set()

        def __repr__(self):
            if id(self) in running:
                return '...'
            running.add(id(self))
            try:
                return self.__class__.__qualname__ + '(' + ', '.join('%s=%r' % (n, getattr(self, n)) for n in shown) + ')'
            finally:
                running.discard(id(self))
        cls.__repr__ = __repr__
    names = [f.name for f in real if f.compare]

    def values(x):
        return tuple(getattr(x, n) for n in names)
    if eq and '__eq__' not in cls.__dict__:
        def __eq__(self, other):
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented
        cls.__eq__ = __eq__
        if '__hash__' not in cls.__dict__:
            cls.__hash__ = None
    if order:
        if not eq:
            raise ValueError('eq must be true if order is true')
        import operator
        for op in ('__lt__', '__le__', '__gt__', '__ge__'):
            if op in cls.__dict__:
                raise TypeError(f'Cannot overwrite attribute {op} in class {cls.__name__}. Consider using functools.total_ordering')

            def compare(self, other, f=getattr(operator, op)):
                return f(values(self), values(other)) if other.__class__ is self.__class__ else NotImplemented
            compare.__name__ = op
            setattr(cls, op, compare)
    if frozen:
        def __setattr__(self, name, value):
            if type(self) is cls or name in fields:
                raise FrozenInstanceError(f'cannot assign to field {name!r}')
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in fields:
                raise FrozenInstanceError(f'cannot delete field {name!r}')
            super(cls, self).__delattr__(name)
        cls.__setattr__, cls.__delattr__ = __setattr__, __delattr__
    if unsafe_hash or (eq and frozen):
        hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
        cls.__hash__ = lambda self: hash(tuple(getattr(self, n) for n in hashed))
    if match_args and '__match_args__' not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in all_init if f.init and not f.kw_only)
    cls.__dataclass_params__ = types.SimpleNamespace(init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen)
    if not getattr(cls, '__doc__', None):
        cls.__doc__ = cls.__name__ + '(' + ', '.join(f'{f.name}: {getattr(f.type, "__name__", f.type)}' for f in all_init if f.init) + ')'
    return cls


def _set_new(cls, name, value):
    setattr(cls, name, value)


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        all = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in all.values() if f._kind == 'field')


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _inner(obj, make, factory):
    if hasattr(type(obj), _FIELDS):
        return make(obj)
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_inner(v, make, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_inner(v, make, factory) for v in obj)
    if isinstance(obj, dict):
        return type(obj)((_inner(k, make, factory), _inner(v, make, factory)) for k, v in obj.items())
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError('asdict() should be called on dataclass instances')

    def make(o):
        return dict_factory([(f.name, _inner(getattr(o, f.name), make, dict_factory)) for f in fields(o)])
    return make(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError('astuple() should be called on dataclass instances')

    def make(o):
        return tuple_factory([_inner(getattr(o, f.name), make, tuple_factory) for f in fields(o)])
    return make(obj)


def replace(obj, /, **changes):
    for f in getattr(obj, _FIELDS).values():
        if f._kind == 'class':
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kw):
    ns = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = 'typing.Any'
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                ns[item[0]] = item[2]
    ns['__annotations__'] = annotations
    return dataclass(type(cls_name, bases, ns), **kw)
