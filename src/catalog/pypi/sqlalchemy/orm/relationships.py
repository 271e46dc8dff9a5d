"""Relationships between mapped classes."""
from ..elements import and_
from ..exc import AmbiguousForeignKeysError, ArgumentError, InvalidRequestError, NoForeignKeysError
from ..schema import Table
from ..selectable import Select
from .attributes import state_of
from .exc import DetachedInstanceError


class InstrumentedList(list):
    """A collection of a relationship; what is put in or taken out is told to the other side."""

    def _bind(self, owner, relation):
        self._owner = owner
        self._relation = relation
        return self

    def append(self, item):
        list.append(self, item)
        self._relation.added(self._owner, item)

    def insert(self, at, item):
        list.insert(self, at, item)
        self._relation.added(self._owner, item)

    def extend(self, items):
        for item in list(items):
            self.append(item)

    def __iadd__(self, items):
        self.extend(items)
        return self

    def remove(self, item):
        list.remove(self, item)
        self._relation.removed(self._owner, item)

    def pop(self, at=-1):
        item = list.pop(self, at)
        self._relation.removed(self._owner, item)
        return item

    def clear(self):
        for item in list(self):
            self.remove(item)

    def __delitem__(self, at):
        gone = self[at] if isinstance(at, slice) else [self[at]]
        list.__delitem__(self, at)
        for item in gone:
            self._relation.removed(self._owner, item)


class _Backref:
    def __init__(self, name, kw):
        self.name = name
        self.kw = kw


def backref(name, **kw):
    return _Backref(name, kw)


class RelationshipProperty:
    def __init__(self, argument=None, secondary=None, back_populates=None, backref=None, uselist=None, lazy="select", cascade="save-update, merge", order_by=None, foreign_keys=None, remote_side=None, primaryjoin=None, secondaryjoin=None, viewonly=False, passive_deletes=False, single_parent=False, post_update=False, overlaps=None, doc=None, innerjoin=None, collection_class=None, info=None, **kw):
        if primaryjoin is not None or secondaryjoin is not None:
            raise NotImplementedError("drydock: primaryjoin of relationship() is not simulated")
        if collection_class not in (None, list):
            raise NotImplementedError("drydock: collection_class of relationship() is not simulated")
        self.argument = argument
        self.secondary = secondary
        self.back_populates = back_populates
        self.backref = backref
        self.uselist = uselist
        self.lazy = lazy
        self.cascade = set([c.strip() for c in cascade.split(",") if c.strip()]) if isinstance(cascade, str) else set(cascade or ())
        if "all" in self.cascade:
            self.cascade |= set(["save-update", "merge", "delete"])
        self.order_by = order_by
        self.foreign_keys = foreign_keys
        self.remote_side = remote_side
        self.viewonly = viewonly
        self.passive_deletes = passive_deletes
        self.target = None
        self.direction = None

    def from_annotation(self, target, kind):
        name, many = target
        if self.argument is None:
            self.argument = name
        if self.uselist is None and not many and kind == "Mapped":
            self.uselist = False
        if kind != "Mapped":
            self.lazy = "dynamic"

    def attach(self, cls, key):
        self.class_ = cls
        self.key = key

    @property
    def mapper(self):
        return self.target_class().__mapper__

    entity = mapper

    # finding the other side

    def _named(self, name):
        classes = self.class_.__mapper__.registry
        if name in classes:
            return classes[name]
        short = name.split(".")[-1]
        if short in classes:
            return classes[short]
        raise InvalidRequestError("When initializing mapper " + str(self.class_.__mapper__) + ", expression " + repr(name) + " failed to locate a name (" + repr(name) + "). If this is a class name, consider adding this relationship() to the " + repr(self.class_) + " class after both dependent classes have been defined.")

    def target_class(self):
        if self.target is None:
            a = self.argument
            if isinstance(a, str):
                a = self._named(a)
            elif callable(a) and not isinstance(a, type):
                a = a()
            self.target = a
        return self.target

    def _columns_of(self, given):
        if given is None:
            return None
        if callable(given) and not hasattr(given, "__clause_element__"):
            given = given()
        out = []
        for item in (given if isinstance(given, (list, tuple)) else [given]):
            if isinstance(item, str):
                cls, _, name = item.strip("[] ").rpartition(".")
                item = getattr(self._named(cls) if cls else self.class_, name)
            out.append(item.__clause_element__() if hasattr(item, "__clause_element__") else item)
        return out

    def _fail(self, text, kind=NoForeignKeysError):
        raise kind(text + " on relationship " + self.class_.__name__ + "." + self.key)

    def configure(self):
        if self.direction is not None:
            return
        mine, other = self.class_.__mapper__.table, self.target_class().__mapper__.table
        if self.secondary is not None:
            if isinstance(self.secondary, str):
                self.secondary = mine.metadata.tables[self.secondary]
            elif callable(self.secondary) and not isinstance(self.secondary, Table):
                self.secondary = self.secondary()
            self.direction = "many-to-many"
            fks = list(self.secondary.foreign_keys)
            self.local_pairs = [(f.column, f.parent) for f in fks if f.column.table is mine]
            self.remote_pairs = [(f.column, f.parent) for f in fks if f.column.table is other]
            if mine is other:
                self.local_pairs, self.remote_pairs = self.local_pairs[:1], self.remote_pairs[1:2]
            if not self.local_pairs or not self.remote_pairs:
                raise NoForeignKeysError("Could not determine join condition between parent/child tables on relationship " + self.class_.__name__ + "." + self.key + " - there are no foreign keys linking these tables via secondary table '" + self.secondary.name + "'.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or specify 'primaryjoin' and 'secondaryjoin' expressions.")
        else:
            wanted = self._columns_of(self.foreign_keys)
            remote = self._columns_of(self.remote_side)
            out = [(f.parent, f.column) for f in mine.foreign_keys if f.column.table is other]
            back = [(f.column, f.parent) for f in other.foreign_keys if f.column.table is mine]
            if wanted is not None:
                out = [p for p in out if any([p[0] is w for w in wanted])]
                back = [p for p in back if any([p[1] is w for w in wanted])]
            if mine is other:
                to_one = remote is not None and any([p[1] is r for p in out for r in remote])
                out, back = (out, []) if to_one else ([], back)
            if not out and not back:
                raise NoForeignKeysError("Could not determine join condition between parent/child tables on relationship " + self.class_.__name__ + "." + self.key + " - there are no foreign keys linking these tables.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or specify a 'primaryjoin' expression.")
            pairs = out or back
            if len(pairs) > 1 and len(set([id(p[1] if out else p[0]) for p in pairs])) < len(pairs):
                raise AmbiguousForeignKeysError("Could not determine join condition between parent/child tables on relationship " + self.class_.__name__ + "." + self.key + " - there are multiple foreign key paths linking the tables.  Specify the 'foreign_keys' argument, providing a list of those columns which should be counted as containing a foreign key reference to the parent table.")
            # Pairs are (column of this class, column of the other).
            self.local_pairs = pairs
            self.direction = "many-to-one" if out else "one-to-many"
        if self.uselist is None:
            self.uselist = self.direction != "many-to-one"
        if self.backref is not None:
            given = self.backref if isinstance(self.backref, _Backref) else _Backref(self.backref, {})
            kw = dict(given.kw)
            if self.secondary is not None:
                kw["secondary"] = self.secondary
            elif self.foreign_keys is not None:
                kw.setdefault("foreign_keys", self.foreign_keys)
            if mine is other and self.direction == "one-to-many":
                kw.setdefault("remote_side", [p[0] for p in self.local_pairs])
            reverse = RelationshipProperty(self.class_, back_populates=self.key, **kw)
            reverse.attach(self.target, given.name)
            self.target.__mapper__.relationships[given.name] = reverse
            setattr(self.target, given.name, reverse)
            self.back_populates = given.name
            reverse.configure()
            if mine is other and self.secondary is not None:
                reverse.local_pairs, reverse.remote_pairs = self.remote_pairs, self.local_pairs

    def other_side(self):
        if self.back_populates is None:
            return None
        found = self.target_class().__mapper__.relationships.get(self.back_populates)
        if found is None:
            raise InvalidRequestError("Mapper '" + str(self.target.__mapper__) + "' has no property '" + self.back_populates + "'.  If this property was indicated from other mappers or configure events, ensure registry.configure() has been called.")
        return found

    def _ready(self):
        if self.direction is None:
            from .mapper import configure_mappers
            configure_mappers()

    # as an attribute

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        self._ready()
        if self.lazy in ("dynamic", "write_only"):
            return DynamicCollection(self, obj)
        values = obj.__dict__
        if self.key in values:
            return values[self.key]
        value = self.load(obj)
        values[self.key] = value
        state_of(obj).collections[self.key] = list(value) if self.uselist else value
        return value

    def __set__(self, obj, value):
        self._ready()
        if self.uselist:
            old = list(self.__get__(obj, type(obj)))
            fresh = InstrumentedList(value)._bind(obj, self)
            obj.__dict__[self.key] = fresh
            for item in fresh:
                if not any([item is o for o in old]):
                    self.added(obj, item)
            for item in old:
                if not any([item is f for f in fresh]):
                    self.removed(obj, item)
            return
        old = obj.__dict__.get(self.key)
        if value is not None and not isinstance(value, self.target_class()):
            raise AssertionError("Attribute '" + self.key + "' on class " + repr(self.class_) + " doesn't handle objects of type " + repr(type(value)))
        obj.__dict__[self.key] = value
        if old is not None and old is not value:
            self.removed(obj, old)
        if value is not None:
            self.added(obj, value)

    def added(self, owner, item):
        """The other side learns of it; a new object comes into the session of the old one."""
        other = self.other_side()
        if other is not None:
            other._ready()
            if other.uselist:
                known = item.__dict__.get(other.key)
                if known is None and state_of(item).key is None and other.lazy != "dynamic":
                    known = other.__get__(item, type(item))
                if known is not None and not any([k is owner for k in known]):
                    list.append(known, owner)
            else:
                item.__dict__[other.key] = owner
        a, b = state_of(owner), state_of(item)
        if a.session is not None and b.session is None and "save-update" in self.cascade:
            a.session.add(item)
        elif b.session is not None and a.session is None and other is not None and not other.uselist:
            pass

    def removed(self, owner, item):
        other = self.other_side()
        if other is not None:
            if other.uselist:
                known = item.__dict__.get(other.key)
                if known is not None and any([k is owner for k in known]):
                    list.remove(known, owner)
            elif item.__dict__.get(other.key) is owner:
                item.__dict__[other.key] = None

    def _empty(self, obj):
        return InstrumentedList()._bind(obj, self) if self.uselist else None

    def statement(self, obj):
        """The SELECT of what belongs to the object; None when its keys have no values."""
        values = []
        for mine, _ in self.local_pairs:
            v = getattr(obj, type(obj).__mapper__.name_of(mine))
            if v is None:
                return None
            values.append(v)
        target = self.target_class()
        stmt = Select([target])
        if self.secondary is not None:
            stmt = stmt.select_from(target.__mapper__.table).where(and_(*[c == link for c, link in self.remote_pairs] + [link == v for (_, link), v in zip(self.local_pairs, values)]))
        else:
            stmt = stmt.where(*[theirs == v for (_, theirs), v in zip(self.local_pairs, values)])
        if self.order_by is not None:
            stmt = stmt.order_by(*self._columns_or_clauses(self.order_by))
        return stmt

    def _columns_or_clauses(self, given):
        if isinstance(given, str):
            return self._columns_of(given)
        if callable(given) and not hasattr(given, "write"):
            given = given()
        return given if isinstance(given, (list, tuple)) else [given]

    def load(self, obj):
        state = state_of(obj)
        if state.key is None and state.session is None:
            return self._empty(obj)
        if state.session is None:
            raise DetachedInstanceError("Parent instance <" + type(obj).__name__ + " at " + hex(id(obj)) + "> is not bound to a Session; lazy load operation of attribute '" + self.key + "' cannot proceed")
        if state.key is None and self.direction != "many-to-one":
            return self._empty(obj)
        if self.lazy in ("raise", "raise_on_sql"):
            raise InvalidRequestError("'" + self.class_.__name__ + "." + self.key + "' is not available due to lazy='raise'")
        stmt = self.statement(obj)
        if stmt is None:
            return self._empty(obj)
        session = state.session
        if self.direction == "many-to-one":
            mapper = self.target.__mapper__
            keys = [theirs for _, theirs in self.local_pairs]
            if len(keys) == len(mapper.primary_key) and all([k is p for k, p in zip(keys, mapper.primary_key)]):
                return session.get(self.target, tuple([getattr(obj, type(obj).__mapper__.name_of(m)) for m, _ in self.local_pairs]))
        found = session.scalars(stmt).all()
        if not self.uselist:
            return found[0] if found else None
        return InstrumentedList(found)._bind(obj, self)

    # in statements

    def join_steps(self):
        self._ready()
        target = self.target_class().__mapper__.table
        if self.secondary is not None:
            return [(self.secondary, and_(*[c == link for c, link in self.local_pairs])), (target, and_(*[c == link for c, link in self.remote_pairs]))]
        return [(target, and_(*[mine == theirs for mine, theirs in self.local_pairs]))]

    def _exists(self, criteria, kw):
        from ..elements import Exists, Literal
        self._ready()
        target = self.target_class()
        conditions = [getattr(target, k) == v for k, v in kw.items()] + list(criteria)
        if self.secondary is not None:
            base = Select([Literal("1")]).where(*[c == link for c, link in self.local_pairs + self.remote_pairs])
        else:
            base = Select([Literal("1")]).where(*[mine == theirs for mine, theirs in self.local_pairs])
        return Exists(base.where(*conditions))

    def any(self, *criteria, **kw):
        return self._exists(criteria, kw)

    has = any

    def contains(self, obj):
        return self._exists([c == getattr(obj, n) for c, n in zip(self.mapper.primary_key, self.mapper.key_names)], {})

    def __eq__(self, other):
        self._ready()
        if other is None:
            return and_(*[mine == None for mine, _ in self.local_pairs])
        other_mapper = type(other).__mapper__
        return and_(*[mine == getattr(other, other_mapper.name_of(theirs)) for mine, theirs in self.local_pairs])

    def __ne__(self, other):
        from ..elements import not_
        return not_(self == other)

    def __hash__(self):
        return id(self)

    def __str__(self):
        return self.class_.__name__ + "." + self.key

    @property
    def property(self):
        return self


class DynamicCollection:
    """A relationship with lazy="dynamic": a query, and a place to add to."""

    def __init__(self, relation, obj):
        self._relation = relation
        self._obj = obj
        self._added = obj.__dict__.setdefault("_new_" + relation.key, [])

    def _query(self):
        from .query import Query
        session = state_of(self._obj).session
        stmt = self._relation.statement(self._obj)
        query = Query([self._relation.target_class()], session)
        query.statement_ = stmt._copy(labels=True)
        return query

    def append(self, item):
        self._relation.added(self._obj, item)
        self._added.append(item)
        session = state_of(self._obj).session
        if session is not None:
            session.add(item)

    add = append

    def remove(self, item):
        self._relation.removed(self._obj, item)

    def __iter__(self):
        return iter(self._query().all())

    def __getattr__(self, name):
        if name[:1] == "_":
            raise AttributeError(name)
        return getattr(self._query(), name)


def relationship(argument=None, secondary=None, **kw):
    return RelationshipProperty(argument, secondary, **kw)
