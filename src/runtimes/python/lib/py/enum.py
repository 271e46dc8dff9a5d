"""Enumerations."""
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumMeta', 'EnumType', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'auto', 'unique', 'property', 'member', 'nonmember', 'verify', 'UNIQUE', 'CONTINUOUS', 'NAMED_FLAGS', 'KEEP', 'STRICT', 'CONFORM', 'EJECT', 'global_enum', 'ReprEnum']
_property = property


class auto:
    def __init__(self, value=None):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


class member:
    def __init__(self, value):
        self.value = value


def _is_descriptor(x):
    return hasattr(x, '__get__') or hasattr(x, '__set__') or hasattr(x, '__delete__')


def _is_dunder(n):
    return len(n) > 4 and n[:2] == n[-2:] == '__'


class _EnumDict(dict):
    def __init__(self, name, previous=None):
        super().__init__()
        self._members = []
        self._last = []
        self._name = name
        self._ignore = []
        self._generate = previous

    def __setitem__(self, key, value):
        if key == '_ignore_':
            self._ignore = value.split() if isinstance(value, str) else list(value)
        elif (len(key) > 2 and key[0] == key[-1] == '_' and key[1] != '_') or _is_dunder(key) or key.startswith('_' + self._name + '__') or key in self._ignore:
            if key == '_generate_next_value_':
                self._generate = value.__func__ if isinstance(value, staticmethod) else value
        elif key in self._members:
            raise TypeError('%r already defined as %r' % (key, self[key]))
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or (not _is_descriptor(value) and not (isinstance(value, type) and False)):
            if isinstance(value, member):
                value = value.value
            if key in self:
                raise TypeError('%r already defined as %r' % (key, self[key]))
            if isinstance(value, auto):
                value = self._auto(key, value)
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                value = tuple(self._auto(key, v) if isinstance(v, auto) else v for v in value)
            self._members.append(key)
            self._last.append(value)
        super().__setitem__(key, value)

    def _auto(self, key, value):
        if value.value is None:
            value.value = self._generate(key, 1, len(self._members), self._last[:])
        return value.value

    def update(self, members, **more):
        for k, v in dict(members, **more).items():
            self[k] = v


class EnumMeta(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kw):
        generate = None
        for b in bases:
            generate = getattr(b, '_generate_next_value_', None)
            if generate is not None:
                break
        return _EnumDict(cls, generate)

    def __new__(metacls, name, bases, ns, *, boundary=None, _simple=False, **kw):
        names = list(getattr(ns, '_members', []))
        values = {n: ns[n] for n in names}
        body = {k: v for k, v in ns.items() if k not in values}
        for b in bases:
            if isinstance(b, EnumMeta) and b.__dict__.get('_member_names_'):
                raise TypeError('<enum %r> cannot extend <enum %r>' % (name, b.__name__))
        make = body.pop('__new__', None)
        generate = body.get('_generate_next_value_')
        if generate is not None and not isinstance(generate, staticmethod):
            body['_generate_next_value_'] = staticmethod(generate)
        body['_member_names_'] = []
        body['_member_map_'] = {}
        body['_value2member_map_'] = {}
        body['_unhashable_values_'] = []
        cls = super().__new__(metacls, name, bases, body, **kw)
        mixin = object
        for c in cls.__mro__[1:]:
            if not isinstance(c, EnumMeta) and c is not object:
                mixin = c
                break
        cls._member_type_ = mixin
        if make is None:
            for c in cls.__mro__[1:]:
                if isinstance(c, EnumMeta) and '_new_member_' in c.__dict__ and c.__dict__['_new_member_'] is not None:
                    make = c.__dict__['_new_member_']
                    break
        raw = make.__func__ if isinstance(make, staticmethod) else make
        cls._new_member_ = staticmethod(raw) if raw is not None else None
        is_flag = any(c.__name__ == 'Flag' and c.__module__ == 'enum' for c in cls.__mro__)
        for n in names:
            value = values[n]
            args = value if isinstance(value, tuple) else (value,)
            if mixin is tuple:
                args = (args,)
            if raw is not None:
                obj = raw(cls, *args)
                if '_value_' not in obj.__dict__:
                    obj._value_ = mixin(*args) if mixin is not object else value
            elif mixin is object:
                obj = object.__new__(cls)
                obj._value_ = value
            else:
                obj = mixin.__new__(cls, *args)
                if '_value_' not in obj.__dict__:
                    obj._value_ = mixin(*args) if mixin is not int and mixin is not str or len(args) > 1 else (value if not isinstance(value, bool) else mixin(value))
            value = obj._value_
            obj._name_ = n
            obj.__objclass__ = cls
            canonical = None
            for other in cls._member_map_.values():
                if other._value_ == value and type(other._value_) is type(value) or (other._value_ == value):
                    canonical = other
                    break
            if canonical is not None:
                obj = canonical
            else:
                obj._sort_order_ = len(cls._member_names_)
                if not is_flag or (isinstance(value, int) and value and value & (value - 1) == 0):
                    cls._member_names_.append(n)
                init = cls.__init__
                if init is not object.__init__ and not (mixin is not object and init is getattr(mixin, '__init__', None)):
                    try:
                        obj.__init__(*args)
                    except TypeError:
                        if '__init__' in body or any('__init__' in c.__dict__ for c in cls.__mro__ if isinstance(c, EnumMeta)):
                            raise
            cls._member_map_[n] = obj
            type.__setattr__(cls, n, obj)
            try:
                cls._value2member_map_.setdefault(value, obj)
            except TypeError:
                cls._unhashable_values_.append(value)
        if is_flag:
            cls._flag_mask_ = 0
            for m in cls._member_map_.values():
                if isinstance(m._value_, int):
                    cls._flag_mask_ |= m._value_
            cls._boundary_ = boundary
        return cls

    def __init__(cls, *args, **kw):
        pass

    def __call__(cls, value, names=None, *more, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and not more and (cls._member_map_ or cls.__dict__.get('_flag_mask_') is not None and cls.__name__ not in ('Flag', 'IntFlag')):
            return cls._lookup(value)
        if names is None and cls.__name__ not in ('Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag') and cls._member_map_:
            return cls._lookup((value,) + more)
        return cls._create(value, names, module=module, start=start, type=type)

    def _create(cls, name, names, module=None, start=1, type=None):
        meta = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        ns = meta.__prepare__(name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            pairs, last = [], []
            for i, n in enumerate(names):
                v = cls._generate_next_value_(n, start, i, last[:])
                last.append(v)
                pairs.append((n, v))
            names = pairs
        elif hasattr(names, 'items'):
            names = list(names.items())
        for n, v in names or ():
            ns[n] = v
        if module is None:
            import sys
            module = sys._getframe(2).f_globals.get('__name__')
        ns['__module__'] = module
        return meta.__new__(meta, name, bases, ns)

    def _lookup(cls, value):
        if type(value) is cls:
            return value
        try:
            if value in cls._value2member_map_:
                return cls._value2member_map_[value]
        except TypeError:
            pass
        for m in cls._member_map_.values():
            if m._value_ == value:
                return m
        exc = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            exc = e
            result = None
        if isinstance(result, cls):
            return result
        wrong = ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        if result is None and exc is None:
            raise wrong
        if exc is None:
            exc = TypeError('error in %s._missing_: returned %r instead of None or a valid member' % (cls.__name__, result))
        if not isinstance(exc, ValueError):
            exc.__context__ = wrong
        raise exc

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[n] for n in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[n] for n in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    @_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_) if False else dict(cls._member_map_)

    def __repr__(cls):
        return '<%s %r>' % ('flag' if '_flag_mask_' in cls.__dict__ else 'enum', cls.__name__)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('cannot reassign member %r' % name)
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError('%r cannot delete member %r.' % (cls.__name__, name))
        super().__delattr__(name)


EnumType = EnumMeta


class Enum(metaclass=EnumMeta):
    _new_member_ = None

    @_property
    def name(self):
        return self._name_

    @_property
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        try:
            return sorted(last_values)[-1] + 1
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        t = self.__class__._member_type_
        return '<%s.%s: %s>' % (self.__class__.__name__, self._name_, repr(self._value_))

    def __str__(self):
        return '%s.%s' % (self.__class__.__name__, self._name_)

    def __dir__(self):
        return ['__class__', '__doc__', '__module__', 'name', 'value']

    def __format__(self, spec):
        return str.__format__(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other or NotImplemented

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, spec):
        return format(int(self._value_), spec)

    def __eq__(self, other):
        return int.__eq__(int(self._value_), other)

    def __hash__(self):
        return hash(self._value_)


class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        if not isinstance(values[0], str):
            raise TypeError('%r is not a string' % (values[0],))
        value = str(*values)
        obj = str.__new__(cls, value)
        obj._value_ = value
        return obj

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return format(self._value_, spec)

    def __eq__(self, other):
        return str.__eq__(self._value_, other)

    def __hash__(self):
        return hash(self._value_)


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        high = max(last_values)
        return 1 << high.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError('%r is not a valid %s' % (value, cls.__qualname__))
        known = cls._flag_mask_
        if value < 0:
            value = known & value if not issubclass(cls, int) else (known + 1 + value if value >= -known - 1 else value)
        if value & ~known and not issubclass(cls, int):
            raise ValueError('%r invalid value %r' % (cls, value))
        if issubclass(cls, int):
            obj = int.__new__(cls, value)
        else:
            obj = object.__new__(cls)
        obj._value_ = value
        names = [m._name_ for m in cls if m._value_ & value]
        obj._name_ = '|'.join(names) if names else None
        if obj._name_ and value & ~known:
            obj._name_ += '|%d' % (value & ~known)
        return cls._value2member_map_.setdefault(value, obj)

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for m in self.__class__:
            if m._value_ & self._value_:
                yield m

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        n = self.__class__.__name__
        return '<%s: %r>' % (n, self._value_) if self._name_ is None else '<%s.%s: %r>' % (n, self._name_, self._value_)

    def __str__(self):
        n = self.__class__.__name__
        return '%s(%r)' % (n, self._value_) if self._name_ is None else '%s.%s' % (n, self._name_)

    def _other(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if issubclass(self.__class__, int) and isinstance(other, int):
            return int(other)
        return None

    def __or__(self, other):
        v = self._other(other)
        return NotImplemented if v is None else self.__class__(self._value_ | v)

    def __and__(self, other):
        v = self._other(other)
        return NotImplemented if v is None else self.__class__(self._value_ & v)

    def __xor__(self, other):
        v = self._other(other)
        return NotImplemented if v is None else self.__class__(self._value_ ^ v)

    def __invert__(self):
        return self.__class__(self.__class__._flag_mask_ & ~self._value_)
    __ror__, __rand__, __rxor__ = __or__, __and__, __xor__


class IntFlag(int, Flag):
    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, spec):
        return format(int(self._value_), spec)

    def __eq__(self, other):
        return int.__eq__(int(self._value_), other)

    def __hash__(self):
        return hash(self._value_)
    __or__, __and__, __xor__, __invert__ = Flag.__or__, Flag.__and__, Flag.__xor__, Flag.__invert__
    __ror__, __rand__, __rxor__ = Flag.__ror__, Flag.__rand__, Flag.__rxor__


def unique(enumeration):
    doubles = [(n, m.name) for n, m in enumeration._member_map_.items() if n != m.name]
    if doubles:
        raise ValueError('duplicate values found in %r: %s' % (enumeration, ', '.join('%s -> %s' % d for d in doubles)))
    return enumeration


class property(DynamicClassAttribute):
    pass


UNIQUE, CONTINUOUS, NAMED_FLAGS = 'one name per value', 'no skipped integer values', 'multi-flag aliases may not contain unnamed flags'
STRICT, CONFORM, EJECT, KEEP = 'strict', 'conform', 'eject', 'keep'


def verify(*checks):
    return lambda e: unique(e) if UNIQUE in checks else e


def global_enum(cls, update_str=False):
    import sys
    sys.modules[cls.__module__].__dict__.update(cls._member_map_)
    return cls
