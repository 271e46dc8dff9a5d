"""Tables, columns, keys and indexes."""
from .elements import ClauseElement, ColumnElement, and_
from .exc import ArgumentError, InvalidRequestError, NoForeignKeysError, NoReferencedTableError
from .types import Integer, NullType, to_type

_count = [0]


class ForeignKey:
    def __init__(self, column, name=None, ondelete=None, onupdate=None, use_alter=False, constraint=None, **kw):
        self.target = column
        self.name = name
        self.ondelete = ondelete
        self.onupdate = onupdate
        self.parent = None

    @property
    def target_fullname(self):
        return self.target if isinstance(self.target, str) else self.column.table.name + "." + self.column.name

    @property
    def column(self):
        """The column that is referred to."""
        target = self.target
        if hasattr(target, "__clause_element__"):
            target = target.__clause_element__()
        if not isinstance(target, str):
            return target
        table, _, name = target.rpartition(".")
        metadata = self.parent.table.metadata
        if table not in metadata.tables:
            raise NoReferencedTableError("Foreign key associated with column '" + str(self.parent) + "' could not find table '" + table + "' with which to generate a foreign key to target column '" + name + "'")
        found = metadata.tables[table]
        if name not in found.c:
            raise InvalidRequestError("Could not initialize target column for ForeignKey '" + target + "' on table '" + self.parent.table.name + "': table '" + table + "' has no column named '" + name + "'")
        return found.c[name]


class Default:
    """A value, or a function that gives one; or an SQL expression."""

    def __init__(self, arg):
        self.arg = arg
        self.is_callable = callable(arg) and not isinstance(arg, ClauseElement)

    def value(self):
        if not self.is_callable:
            return self.arg
        try:
            return self.arg()
        except TypeError:
            return self.arg(None)


class Column(ColumnElement):
    def __init__(self, *args, primary_key=False, nullable=None, default=None, server_default=None, unique=None, index=None, autoincrement="auto", onupdate=None, server_onupdate=None, key=None, comment=None, info=None, doc=None, name=None, type_=None, quote=None, **kw):
        args = list(args)
        if args and isinstance(args[0], str):
            name = args.pop(0)
        self.foreign_keys = []
        self.table = None
        self.type = to_type(type_)
        if args and not isinstance(args[0], (ForeignKey, Constraint)) and (isinstance(args[0], type) or hasattr(args[0], "ddl")):
            self.type = to_type(args.pop(0))
        for a in args:
            if not isinstance(a, ForeignKey):
                raise ArgumentError("'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got " + repr(a))
            a.parent = self
            self.foreign_keys.append(a)
        self.name = name
        self.key = key or name
        self.primary_key = primary_key
        self.nullable = not primary_key if nullable is None else nullable
        self.nullable_given = nullable is not None
        self.default = None if default is None else Default(default)
        self.onupdate = None if onupdate is None else Default(onupdate)
        self.server_default = server_default
        self.unique = unique
        self.index = index
        self.autoincrement = autoincrement
        self.comment = comment
        self.table = None
        _count[0] += 1
        self.order = _count[0]

    @property
    def type(self):
        """Of a foreign key without a type: that of the column it refers to."""
        if self.foreign_keys and type(self._type) is NullType and self.table is not None:
            return self.foreign_keys[0].column.type
        return self._type

    @type.setter
    def type(self, value):
        self._type = value

    def copy(self):
        other = Column(self.name, self._type, *[ForeignKey(f.target, f.name, f.ondelete, f.onupdate) for f in self.foreign_keys], primary_key=self.primary_key, nullable=self.nullable, server_default=self.server_default, unique=self.unique, index=self.index, autoincrement=self.autoincrement, comment=self.comment)
        other.default, other.onupdate = self.default, self.onupdate
        other.nullable_given = self.nullable_given
        other.order = self.order
        return other

    _copy = copy

    def write(self, c):
        return c.column(self)

    def froms(self):
        return [self.table] if self.table is not None else []

    def is_auto(self):
        """Whether the database counts its values up."""
        if not self.primary_key or not isinstance(self.type, Integer) or self.autoincrement is False:
            return False
        keys = self.table.primary_key_columns()
        return self.autoincrement is True or (keys[0] is self and len(keys) == 1 and not self.foreign_keys and self.default is None)

    def references(self, column):
        return any([f.column is column for f in self.foreign_keys])

    def __repr__(self):
        parts = [repr(self.name), repr(self.type)] + ["ForeignKey(" + repr(f.target_fullname) + ")" for f in self.foreign_keys]
        parts.append("table=<" + (self.table.name if self.table is not None else "None") + ">")
        if self.primary_key:
            parts.append("primary_key=True")
        if not self.nullable:
            parts.append("nullable=False")
        return "Column(" + ", ".join(parts) + ")"

    def __str__(self):
        return (self.table.name + "." if self.table is not None else "") + str(self.name)


class Constraint:
    def __init__(self, *columns, name=None, **kw):
        self.columns = list(columns)
        self.name = name

    def column_names(self):
        return [c if isinstance(c, str) else c.name for c in self.columns]


class PrimaryKeyConstraint(Constraint):
    pass


class UniqueConstraint(Constraint):
    pass


class ForeignKeyConstraint(Constraint):
    def __init__(self, columns, refcolumns, name=None, ondelete=None, onupdate=None, **kw):
        Constraint.__init__(self, *columns, name=name)
        self.refcolumns = list(refcolumns)
        self.ondelete = ondelete
        self.onupdate = onupdate


class CheckConstraint(Constraint):
    def __init__(self, sqltext, name=None, **kw):
        Constraint.__init__(self, name=name)
        self.sqltext = sqltext


class Index:
    def __init__(self, name, *expressions, unique=False, **kw):
        self.name = name
        self.expressions = list(expressions)
        self.unique = unique
        self.table = None

    def column_names(self):
        return [e if isinstance(e, str) else getattr(e, "name", None) or e.key for e in self.expressions]

    def create(self, bind, checkfirst=False):
        from .ddl import create_index
        bind.execute_ddl(create_index(self))


class ColumnCollection:
    def __init__(self, columns):
        self.__dict__["_columns"] = columns

    def __getattr__(self, name):
        columns = self.__dict__["_columns"]
        if name in columns:
            return columns[name]
        raise AttributeError(name)

    def __getitem__(self, name):
        columns = self.__dict__["_columns"]
        return list(columns.values())[name] if isinstance(name, int) else columns[name]

    def get(self, name, default=None):
        return self.__dict__["_columns"].get(name, default)

    def __contains__(self, name):
        return (name if isinstance(name, str) else name.name) in self.__dict__["_columns"]

    def __iter__(self):
        return iter(list(self.__dict__["_columns"].values()))

    def __len__(self):
        return len(self.__dict__["_columns"])

    def keys(self):
        return list(self.__dict__["_columns"])

    def values(self):
        return list(self.__dict__["_columns"].values())

    def items(self):
        return list(self.__dict__["_columns"].items())


class FromClause(ClauseElement):
    """Something rows come from: a table, an alias, a subquery, a join."""

    def select(self):
        from .selectable import select
        return select(self)

    def join(self, right, onclause=None, isouter=False, full=False):
        return Join(self, right, onclause, isouter)

    def outerjoin(self, right, onclause=None):
        return Join(self, right, onclause, True)

    def alias(self, name=None):
        from .selectable import Alias
        return Alias(self, name)


class Table(FromClause):
    def __new__(cls, name, metadata=None, *args, **kw):
        if metadata is not None and name in metadata.tables:
            found = metadata.tables[name]
            if not args:
                return found
            if kw.get("keep_existing"):
                return found
            if not kw.get("extend_existing"):
                raise InvalidRequestError("Table '" + name + "' is already defined for this MetaData instance.  Specify 'extend_existing=True' to redefine options and columns on an existing Table object.")
        return object.__new__(cls)

    def __init__(self, name, metadata, *args, schema=None, extend_existing=False, keep_existing=False, autoload_with=None, comment=None, info=None, prefixes=None, **kw):
        if name in metadata.tables and metadata.tables[name] is self:
            return
        self.name = name
        self.metadata = metadata
        self.schema = schema
        self.options = {k: v for k, v in kw.items() if k.startswith("mysql_")}
        self._columns = {}
        self.c = self.columns = ColumnCollection(self._columns)
        self.indexes = []
        self.constraints = []
        self.comment = comment
        for item in args:
            self.append(item)
        metadata.tables[name] = self
        if autoload_with is not None:
            from .inspection import reflect
            reflect(self, autoload_with)

    @property
    def fullname(self):
        return self.name

    @property
    def key(self):
        return self.name

    def append(self, item):
        if isinstance(item, Column):
            self.append_column(item)
        elif isinstance(item, Index):
            item.table = self
            self.indexes.append(item)
        elif isinstance(item, Constraint):
            item.table = self
            self.constraints.append(item)
            if isinstance(item, PrimaryKeyConstraint):
                for n in item.column_names():
                    self._columns[n].primary_key = True
                    if not self._columns[n].nullable_given:
                        self._columns[n].nullable = False
            elif isinstance(item, ForeignKeyConstraint) and len(item.columns) == 1:
                fk = ForeignKey(item.refcolumns[0], item.name, item.ondelete, item.onupdate)
                fk.parent = self._columns[item.column_names()[0]]
                fk.parent.foreign_keys.append(fk)
                self.constraints.remove(item)
        elif item is not None:
            raise ArgumentError("'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got " + repr(item))

    append_constraint = append

    def append_column(self, column, replace_existing=False):
        column.table = self
        if column.key is None:
            column.key = column.name
        self._columns[column.name] = column
        if column.index:
            ix = Index("ix_" + self.name + "_" + column.name, column, unique=bool(column.unique))
            ix.table = self
            self.indexes.append(ix)
        elif column.unique:
            uq = UniqueConstraint(column.name)
            uq.table = self
            self.constraints.append(uq)

    def primary_key_columns(self):
        return [c for c in self._columns.values() if c.primary_key]

    @property
    def primary_key(self):
        return ColumnCollection({c.name: c for c in self.primary_key_columns()})

    @property
    def foreign_keys(self):
        return [f for c in self._columns.values() for f in c.foreign_keys]

    def write(self, c):
        return c.quote(self.name)

    def froms(self):
        return [self]

    def insert(self):
        from .selectable import insert
        return insert(self)

    def update(self):
        from .selectable import update
        return update(self)

    def delete(self):
        from .selectable import delete
        return delete(self)

    def create(self, bind, checkfirst=False):
        self.metadata.create_all(bind, tables=[self], checkfirst=checkfirst)

    def drop(self, bind, checkfirst=False):
        self.metadata.drop_all(bind, tables=[self], checkfirst=checkfirst)

    def __hash__(self):
        return id(self)

    def __repr__(self):
        return "Table(" + ", ".join([repr(self.name), "MetaData()"] + [repr(c) for c in self.c] + ["schema=None"]) + ")"

    def __str__(self):
        return self.name


def join_condition(left, right):
    """The equality of foreign key and key between two tables (any table of a join on the left)."""
    lefts = left.tables() if isinstance(left, Join) else [left]
    pairs = []
    for l in lefts:
        if not hasattr(l, "foreign_keys"):
            continue
        pairs += [(f.parent, f.column) for f in right.foreign_keys if f.column.table is l]
        pairs += [(f.column, f.parent) for f in l.foreign_keys if f.column.table is right and l is not right]
    if not pairs:
        raise NoForeignKeysError("Can't find any foreign key relationships between '" + str(lefts[0].name) + "' and '" + str(right.name) + "'.")
    return and_(*[a == b for a, b in pairs])


class Join(FromClause):
    def __init__(self, left, right, onclause=None, isouter=False):
        self.left = left.__clause_element__() if hasattr(left, "__clause_element__") else left
        self.right = right.__clause_element__() if hasattr(right, "__clause_element__") else right
        self.isouter = isouter
        self.onclause = join_condition(self.left, self.right) if onclause is None else onclause

    def tables(self):
        return (self.left.tables() if isinstance(self.left, Join) else [self.left]) + [self.right]

    @property
    def name(self):
        return self.right.name

    @property
    def foreign_keys(self):
        return [f for t in self.tables() for f in getattr(t, "foreign_keys", [])]

    @property
    def c(self):
        return [c for t in self.tables() for c in t.c]

    columns = c

    def write(self, c):
        return c.run(self.left) + (" LEFT OUTER JOIN " if self.isouter else " INNER JOIN ") + c.run(self.right) + " ON " + c.run(self.onclause)

    def froms(self):
        return [self]


class MetaData:
    def __init__(self, schema=None, naming_convention=None, bind=None, **kw):
        self.tables = {}
        self.naming_convention = naming_convention or {}
        self.schema = schema

    @property
    def sorted_tables(self):
        """Tables in an order in which each stands behind those it refers to."""
        out = []
        seen = set()

        def visit(t, path):
            if t.name in seen:
                return
            seen.add(t.name)
            for f in t.foreign_keys:
                other = f.column.table
                if other is not t:
                    visit(other, path)
            out.append(t)
        for name in sorted(self.tables):
            visit(self.tables[name], ())
        return out

    def remove(self, table):
        self.tables.pop(table.name, None)

    def clear(self):
        self.tables.clear()

    def create_all(self, bind, tables=None, checkfirst=True):
        from .ddl import create_all
        create_all(self, bind, tables, checkfirst)

    def drop_all(self, bind, tables=None, checkfirst=True):
        from .ddl import drop_all
        drop_all(self, bind, tables, checkfirst)

    def reflect(self, bind, only=None, **kw):
        from .inspection import inspect
        for name in inspect(bind).get_table_names():
            if name not in self.tables and (only is None or name in only):
                Table(name, self, autoload_with=bind)

    def __contains__(self, name):
        return (name if isinstance(name, str) else name.name) in self.tables

    def __repr__(self):
        return "MetaData()"
