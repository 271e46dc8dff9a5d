"""SELECT, INSERT, UPDATE and DELETE."""
from .elements import BindParameter, ClauseElement, ColumnElement, Exists, Label, TextClause, and_, expr
from .exc import ArgumentError
from .schema import Column, ColumnCollection, FromClause, Join, Table


def entity_of(item):
    """(mapped class or None, table or columns) for what stands in select(…)."""
    mapper = getattr(item, "__mapper__", None)
    if mapper is not None and isinstance(item, type):
        return item, mapper.table
    return None, item


def from_of(item):
    return item.__clause_element__() if hasattr(item, "__clause_element__") else (item.__table__ if hasattr(item, "__table__") else item)


class AliasColumn(ColumnElement):
    def __init__(self, alias, name, kind):
        self.alias, self.name, self.key, self.type = alias, name, name, kind
        self.table = alias
        self.foreign_keys = []

    def write(self, c):
        return c.quote(self.alias.name_in(c)) + "." + c.quote(self.name)

    def froms(self):
        return [self.alias]


class Alias(FromClause):
    """A table or a SELECT under another name."""

    def __init__(self, inner, name=None):
        self.inner = inner
        self.name = name
        if isinstance(inner, Select):
            columns = [(inner.result_name(i, c), c.type) for i, c in enumerate(inner.columns_clause())]
        else:
            columns = [(c.name, c.type) for c in inner.c]
        self.c = self.columns = ColumnCollection({n: AliasColumn(self, n, t) for n, t in columns})
        self.foreign_keys = []

    def name_in(self, c):
        return self.name or c.anonymous(self)

    def write(self, c):
        text = "(" + c.subselect(self.inner) + ")" if isinstance(self.inner, Select) else c.run(self.inner)
        return text + " AS " + c.quote(self.name_in(c))

    def froms(self):
        return [self]

    def __hash__(self):
        return id(self)


class ScalarSelect(ColumnElement):
    def __init__(self, select):
        self.select = select
        self.type = select.columns_clause()[0].type

    def write(self, c):
        return "(" + c.subselect(self.select) + ")"


class Executable(ClauseElement):
    options_given = ()

    def execution_options(self, **kw):
        return self


class Select(Executable):
    def __init__(self, items):
        self.items = list(items)
        self.labels = False
        self.criteria = []
        self.joins = []
        self.from_given = []
        self.orders = []
        self.groups = []
        self.havings = []
        self.limit_value = None
        self.offset_value = None
        self.is_distinct = False
        self.for_update = False
        self.options_given = []
        self.sets = []

    def _copy(self, **changes):
        other = Select(self.items)
        other.__dict__.update({k: list(v) if isinstance(v, list) else v for k, v in self.__dict__.items()})
        other.__dict__.update(changes)
        return other

    def where(self, *criteria):
        return self._copy(criteria=self.criteria + [expr(c) for c in criteria])

    filter = where

    def filter_by(self, **kw):
        target = self.filter_target()
        return self.where(*[_attribute(target, k) == v for k, v in kw.items()])

    def filter_target(self):
        if self.joins:
            return self.joins[-1][0]
        for item in self.items:
            entity, source = entity_of(item)
            if entity is not None:
                return entity
            if isinstance(source, FromClause):
                return source
            if getattr(source, "class_", None) is not None:
                return source.class_
            if isinstance(source, Column):
                return source.table
        return None

    def order_by(self, *clauses):
        return self._copy(orders=[] if len(clauses) == 1 and clauses[0] is None else self.orders + [_clause(c) for c in clauses])

    def group_by(self, *clauses):
        return self._copy(groups=self.groups + [_clause(c) for c in clauses])

    def having(self, *criteria):
        return self._copy(havings=self.havings + [expr(c) for c in criteria])

    def limit(self, n):
        return self._copy(limit_value=n)

    def offset(self, n):
        return self._copy(offset_value=n)

    def slice(self, start, stop):
        return self._copy(limit_value=stop - start, offset_value=start)

    def distinct(self, *columns):
        return self._copy(is_distinct=True)

    def with_for_update(self, **kw):
        return self._copy(for_update=True)

    def select_from(self, *froms):
        return self._copy(from_given=self.from_given + [from_of(f) for f in froms])

    def join(self, target, onclause=None, isouter=False, full=False):
        return self._copy(joins=self.joins + [(target, onclause, isouter)])

    def outerjoin(self, target, onclause=None, full=False):
        return self.join(target, onclause, True)

    def join_from(self, left, target, onclause=None, isouter=False):
        return self.select_from(left).join(target, onclause, isouter)

    def options(self, *options):
        return self._copy(options_given=self.options_given + list(options))

    def add_columns(self, *columns):
        return self._copy(items=self.items + list(columns))

    def with_only_columns(self, *columns):
        return self._copy(items=list(columns))

    def subquery(self, name=None):
        return Alias(self, name)

    alias = subquery

    def cte(self, name=None, recursive=False):
        raise NotImplementedError("drydock: common table expressions of SQLAlchemy are not simulated")

    def scalar_subquery(self):
        return ScalarSelect(self)

    def exists(self):
        return Exists(self)

    def _set(self, op, others):
        return self._copy(sets=self.sets + [(op, o) for o in others])

    def union(self, *others):
        return self._set("UNION", others)

    def union_all(self, *others):
        return self._set("UNION ALL", others)

    def columns_clause(self):
        """The columns of the result, one by one."""
        out = []
        for item in self.items:
            entity, source = entity_of(item)
            if entity is not None:
                out += entity.__mapper__.columns()
            elif isinstance(source, (Table, Alias, Join)):
                out += list(source.c)
            else:
                out.append(expr(source) if not isinstance(source, str) else TextClause(source))
        return out

    def result_name(self, i, column):
        if self.labels and isinstance(column, Column):
            return column.table.name + "_" + column.name
        name = getattr(column, "name", None)
        if not isinstance(column, (Column, Label, AliasColumn)) and name is not None:
            return name + "_1"
        return name if name is not None else "anon_" + str(i + 1)

    @property
    def selected_columns(self):
        return self.columns_clause()

    @property
    def c(self):
        return self.subquery().c

    def write(self, c):
        return c.select(self)

    def get_final_froms(self):
        from .compiler import Compiler
        return Compiler().froms_of(self)


def _clause(c):
    if isinstance(c, str):
        return TextClause(c)
    return expr(c)


def _attribute(target, name):
    if target is None:
        raise ArgumentError("Can't determine which FROM clause to filter by")
    if isinstance(target, FromClause):
        if name not in target.c:
            from .exc import InvalidRequestError
            raise InvalidRequestError('Entity namespace for "' + str(target.name) + '" has no property "' + name + '"')
        return target.c[name]
    if hasattr(target, "property") and hasattr(target, "target_class"):
        target = target.target_class()
    if not hasattr(target, name):
        from .exc import InvalidRequestError
        raise InvalidRequestError('Entity namespace for "' + target.__mapper__.table.name + '" has no property "' + name + '"')
    return getattr(target, name)


def select(*items):
    return Select(items)


def exists(*items):
    from .elements import Literal
    if len(items) == 1 and isinstance(items[0], Select):
        return Exists(items[0])
    return Exists(Select(items or [Literal("*")]))


def union(*selects):
    return selects[0].union(*selects[1:])


def union_all(*selects):
    return selects[0].union_all(*selects[1:])


def table_of(item):
    found = from_of(item)
    if not isinstance(found, Table):
        raise ArgumentError("subject table for an INSERT, UPDATE or DELETE expected, got " + repr(item) + ".")
    return found


class Insert(Executable):
    def __init__(self, table):
        self.table = table_of(table)
        self.rows = None
        self.from_ = None

    def values(self, *args, **kw):
        other = Insert(self.table)
        if args:
            given = args[0]
            other.rows = [dict(r) for r in given] if isinstance(given, (list, tuple)) and given and isinstance(given[0], dict) else [dict(given) if isinstance(given, dict) else dict(zip(self.table.c.keys(), given))]
        else:
            other.rows = [dict(self.rows[0] if self.rows else {}, **kw)]
        return other

    def from_select(self, names, select):
        other = Insert(self.table)
        other.from_ = ([n if isinstance(n, str) else n.name for n in names], select)
        return other

    def prefix_with(self, *a):
        raise NotImplementedError("drydock: prefix_with of INSERT is not simulated")

    def write(self, c):
        return c.insert(self)


class Update(Executable):
    def __init__(self, table):
        self.table = table_of(table)
        self.assigned = {}
        self.criteria = []

    def _copy(self):
        other = type(self)(self.table)
        other.__dict__.update(self.__dict__)
        return other

    def values(self, *args, **kw):
        other = self._copy()
        other.assigned = dict(self.assigned)
        for key, value in list((args[0] if args else {}).items()) + list(kw.items()):
            other.assigned[key if isinstance(key, str) else key.key] = value
        return other

    def where(self, *criteria):
        other = self._copy()
        other.criteria = self.criteria + [expr(c) for c in criteria]
        return other

    filter = where

    def filter_by(self, **kw):
        return self.where(*[self.table.c[k] == v for k, v in kw.items()])

    def write(self, c):
        return c.update(self)


class Delete(Update):
    def write(self, c):
        return c.delete(self)


def insert(table):
    return Insert(table)


def update(table):
    return Update(table)


def delete(table):
    return Delete(table)
