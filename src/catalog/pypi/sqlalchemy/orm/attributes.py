"""Attributes of mapped classes: an expression on the class, a value on an object."""
from ..elements import ColumnElement
from .exc import DetachedInstanceError


class InstanceState:
    """What the session knows of one object."""

    def __init__(self, obj, mapper):
        self.obj = obj
        self.mapper = mapper
        self.session = None
        self.key = None
        self.committed = {}
        self.collections = {}
        self.expired = False
        self.deleted = False

    @property
    def identity(self):
        return self.key

    @property
    def transient(self):
        return self.key is None and self.session is None

    @property
    def pending(self):
        return self.key is None and self.session is not None

    @property
    def persistent(self):
        return self.key is not None and self.session is not None

    @property
    def detached(self):
        return self.key is not None and self.session is None


def state_of(obj):
    """The state of a mapped object; made when it has none yet."""
    state = obj.__dict__.get("_sa_instance_state")
    if state is None:
        state = InstanceState(obj, type(obj).__mapper__)
        obj.__dict__["_sa_instance_state"] = state
    return state


class InstrumentedAttribute(ColumnElement):
    """A column of a class."""

    def __init__(self, cls, key, column):
        self.class_ = cls
        self.key = key
        self.name = column.name
        self.column = column

    @property
    def type(self):
        return self.column.type

    @property
    def columns(self):
        return [self.column]

    @property
    def parent(self):
        return self.class_.__mapper__

    def __clause_element__(self):
        return self.column

    def write(self, c):
        return c.column(self.column)

    def froms(self):
        return self.column.froms()

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        values = obj.__dict__
        if self.key in values:
            return values[self.key]
        state = values.get("_sa_instance_state")
        if state is not None and state.expired:
            if state.session is None:
                raise DetachedInstanceError("Instance <" + type(obj).__name__ + " at " + hex(id(obj)) + "> is not bound to a Session; attribute refresh operation cannot proceed")
            state.session.load_expired(obj)
            return values.get(self.key)
        return None

    def __str__(self):
        return self.class_.__name__ + "." + self.key

    @property
    def property(self):
        return self
