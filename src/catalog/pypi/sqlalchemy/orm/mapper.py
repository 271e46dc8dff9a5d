"""Maps classes to tables."""
from ..exc import ArgumentError, InvalidRequestError
from ..schema import Column, Constraint, ForeignKey, Index, MetaData, Table
from ..types import type_of_annotation
from .attributes import InstrumentedAttribute, state_of
from .relationships import RelationshipProperty

_waiting = []


class MappedColumn:
    """What mapped_column() gives: a column whose type may come from the annotation."""

    def __init__(self, args, kw):
        kw.pop("init", None)
        kw.pop("repr", None)
        kw.pop("sort_order", None)
        kw.pop("insert_default", None)
        self.typed = any([isinstance(a, type) or hasattr(a, "ddl") for a in args])
        self.column = Column(*args, **kw)

    def __clause_element__(self):
        return self.column


def mapped_column(*args, **kw):
    return MappedColumn(args, dict(kw))


class _Annotation:
    def __init__(self, kind, inner):
        self.kind = kind
        self.inner = inner


class Mapped:
    def __class_getitem__(cls, inner):
        return _Annotation(cls.__name__, inner)


class DynamicMapped(Mapped):
    pass


class WriteOnlyMapped(Mapped):
    pass


def _optional(inner):
    """(type, whether None is allowed) of `Optional[int]`, `int | None`, `int`."""
    args = getattr(inner, "__args__", None)
    if args and type(None) in args:
        return [a for a in args if a is not type(None)][0], True
    if isinstance(inner, str):
        text = inner.strip()
        if text.startswith("Optional["):
            return text[9:-1].strip("'\""), True
        if text.endswith("| None"):
            return text[:-6].strip().strip("'\""), True
    return inner, False


def _target(inner):
    """(class or its name, whether it is a list) of a relationship's annotation."""
    inner, _ = _optional(inner)
    name = getattr(getattr(inner, "__origin__", None), "__name__", "")
    if name in ("list", "set", "List", "Set"):
        inner = inner.__args__[0]
        return getattr(inner, "__forward_arg__", inner), True
    if isinstance(inner, str):
        for start in ("List[", "list[", "Set[", "set["):
            if inner.startswith(start):
                return inner[len(start):-1].strip("'\""), True
    return getattr(inner, "__forward_arg__", inner), False


_NAMED = {"int": int, "str": str, "float": float, "bool": bool, "bytes": bytes, "dict": dict}


class Mapper:
    def __init__(self, cls, table, attributes, relationships, registry):
        self.class_ = cls
        self.entity = cls
        self.table = table
        self.local_table = table
        self.attributes = attributes
        self.relationships = relationships
        self.registry = registry
        self.primary_key = table.primary_key_columns()
        self.key_names = [self.name_of(c) for c in self.primary_key]
        if not self.primary_key:
            raise ArgumentError("Mapper Mapper[" + cls.__name__ + "(" + table.name + ")] could not assemble any primary key columns for mapped table '" + table.name + "'")

    def name_of(self, column):
        for name, c in self.attributes:
            if c is column:
                return name
        return column.name

    def columns(self):
        return [c for _, c in self.attributes]

    @property
    def column_attrs(self):
        return [getattr(self.class_, n) for n, _ in self.attributes]

    @property
    def attrs(self):
        return self.column_attrs + list(self.relationships.values())

    @property
    def c(self):
        return self.table.c

    def identity(self, values):
        return (self.class_, tuple(values))

    def __str__(self):
        return "Mapper[" + self.class_.__name__ + "(" + self.table.name + ")]"

    __repr__ = __str__


def configure_mappers():
    """Finds the other side of each relationship that is new."""
    while _waiting:
        relation = _waiting[0]
        relation.configure()
        _waiting.pop(0)


def _copied(value):
    if isinstance(value, MappedColumn):
        other = MappedColumn((), {})
        other.typed = value.typed
        other.column = value.column.copy()
        return other
    return value.copy() if isinstance(value, Column) else value


def _collect(cls):
    """Columns and relationships that the class and its mixins have, by name."""
    found = {}
    annotations = {}
    for base in reversed(cls.__mro__):
        own = base is cls
        if not own and "__mapper__" in base.__dict__:
            continue
        for name, a in getattr(base, "__annotations__", {}).items() if "__annotations__" in base.__dict__ else ():
            if isinstance(a, str) and a.startswith(("Mapped[", "DynamicMapped[")):
                a = _Annotation(a.split("[")[0], a[a.index("[") + 1:-1].strip("'\""))
            if isinstance(a, _Annotation):
                annotations[name] = a
                found.setdefault(name, None)
        for name, value in list(base.__dict__.items()):
            if isinstance(value, declared_attr):
                if name[:2] == "__":
                    continue
                value = value.__get__(None, cls)
                if isinstance(value, (Column, MappedColumn, RelationshipProperty)):
                    found[name] = value
            elif isinstance(value, (Column, MappedColumn, RelationshipProperty)):
                found[name] = value if own else _copied(value)
            elif name in found and own and not isinstance(value, (Column, MappedColumn)) and name not in annotations:
                del found[name]
    return found, annotations


def _column_of(name, value, annotation):
    if value is None:
        value = MappedColumn((), {})
    column = value.column if isinstance(value, MappedColumn) else value
    if isinstance(value, MappedColumn) and annotation is not None:
        python, optional = _optional(annotation.inner)
        python = _NAMED.get(python, python) if isinstance(python, str) else python
        if not value.typed and not column.foreign_keys:
            kind = type_of_annotation(python)
            if kind is None:
                raise ArgumentError("Could not locate SQLAlchemy Core type for Python type " + repr(python) + " inside the 'Mapped[]' construct of attribute '" + name + "'")
            column.type = kind
        if not column.nullable_given and not column.primary_key:
            column.nullable = optional
    if column.name is None:
        column.name = name
        column.key = name
    return column


def map_class(cls, metadata, registry):
    """Makes the table and the mapper of a class."""
    found, annotations = _collect(cls)
    relationships = {}
    columns = []
    for name, value in found.items():
        if isinstance(value, RelationshipProperty):
            relationships[name] = value
        elif value is None and name in annotations and annotations[name].kind == "Mapped" and not isinstance(_target(annotations[name].inner)[0], type) and _target(annotations[name].inner)[0] not in _NAMED and type_of_annotation(_optional(annotations[name].inner)[0]) is None:
            raise ArgumentError("Could not interpret annotation of attribute '" + name + "' of " + cls.__name__)
        else:
            columns.append((name, _column_of(name, value, annotations.get(name))))
    columns.sort(key=lambda pair: pair[1].order)
    table = cls.__dict__.get("__table__")
    if table is None:
        name = getattr(cls, "__tablename__", None)
        if name is None:
            for base in cls.__mro__[1:]:
                if "__mapper__" in base.__dict__:
                    raise NotImplementedError("drydock: inheritance between mapped classes (" + cls.__name__ + ") is not simulated")
            raise InvalidRequestError("Class " + repr(cls) + " does not have a __table__ or __tablename__ specified and does not inherit from an existing table-mapped class.")
        args = getattr(cls, "__table_args__", ())
        args = args() if callable(args) else args
        options = {}
        if isinstance(args, dict):
            options, args = args, ()
        elif args and isinstance(args[-1], dict):
            options, args = args[-1], args[:-1]
        table = Table(name, metadata, *([c for _, c in columns] + list(args)), **options)
        cls.__table__ = table
    else:
        columns = [(c.name, c) for c in table.c]
    mapper = Mapper(cls, table, columns, relationships, registry)
    cls.__mapper__ = mapper
    for name, column in columns:
        setattr(cls, name, InstrumentedAttribute(cls, name, column))
    for name, relation in relationships.items():
        if name in annotations:
            relation.from_annotation(_target(annotations[name].inner), annotations[name].kind)
        relation.attach(cls, name)
        setattr(cls, name, relation)
        _waiting.append(relation)
    registry[cls.__name__] = cls
    return mapper


def _constructor(self, **kwargs):
    """Sets the given attributes; an unknown one is an error."""
    cls = type(self)
    state_of(self)
    for name, value in kwargs.items():
        if not hasattr(cls, name):
            raise TypeError(repr(name) + " is an invalid keyword argument for " + cls.__name__)
        setattr(self, name, value)


class registry:
    def __init__(self, metadata=None, **kw):
        self.metadata = metadata or MetaData()
        self.classes = {}

    def configure(self):
        configure_mappers()

    def generate_base(self, **kw):
        return declarative_base(metadata=self.metadata)

    def mapped(self, cls):
        map_class(cls, self.metadata, self.classes)
        if "__init__" not in cls.__dict__:
            cls.__init__ = _constructor
        return cls


class DeclarativeBase:
    """A class that derives from this directly is a base; those that derive from it are mapped."""

    def __init_subclass__(cls, **kw):
        if DeclarativeBase in cls.__bases__:
            own = cls.__dict__.get("metadata")
            cls.registry = registry(own)
            cls.metadata = cls.registry.metadata
            if "__init__" not in cls.__dict__:
                cls.__init__ = _constructor
            return
        if cls.__dict__.get("__abstract__"):
            return
        map_class(cls, cls.metadata, cls.registry.classes)


def declarative_base(metadata=None, cls=object, name="Base", **kw):
    shared = registry(metadata)

    def init_subclass(sub, **options):
        if not sub.__dict__.get("__abstract__"):
            map_class(sub, sub.metadata, shared.classes)
    bases = cls if isinstance(cls, tuple) else (cls,)
    return type(name, bases, {"metadata": shared.metadata, "registry": shared, "__init__": _constructor, "__init_subclass__": classmethod(init_subclass), "__abstract__": False})


class declared_attr:
    """A value that each class which uses the mixin computes for itself."""

    def __init__(self, fget):
        self.fget = fget.__func__ if isinstance(fget, classmethod) else fget

    def __get__(self, obj, cls=None):
        return self.fget(cls if cls is not None else type(obj))

    @classmethod
    def directive(cls, fget):
        return cls(fget)
