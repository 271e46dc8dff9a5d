"""Objects whose attributes are rows of tables."""
from .exc import DetachedInstanceError
from .exc import NoResultFound, MultipleResultsFound
from . import exc
from .attributes import InstrumentedAttribute
from .mapper import DeclarativeBase, DynamicMapped, Mapped, Mapper, WriteOnlyMapped, configure_mappers, declarative_base, declared_attr, mapped_column, registry
from .options import contains_eager, defer, joinedload, lazyload, load_only, noload, raiseload, selectinload, subqueryload, undefer
from .query import Query
from .relationships import backref, relationship
from .session import Session, object_session, scoped_session, sessionmaker

declarative_mixin = lambda cls: cls


def validates(*names, **kw):
    raise NotImplementedError("drydock: validates() of SQLAlchemy is not simulated")


def aliased(element, name=None, **kw):
    raise NotImplementedError("drydock: aliased() of SQLAlchemy is not simulated")


def column_property(*args, **kw):
    raise NotImplementedError("drydock: column_property() of SQLAlchemy is not simulated")
