"""Sessions: the objects at work, and one transaction."""
import threading

from .. import exc
from ..compiler import Compiler
from ..selectable import Delete, Insert, Select, Update
from .attributes import state_of
from .exc import ObjectDeletedError, UnmappedInstanceError
from .loading import result_of
from .mapper import configure_mappers
from .query import Query
from .unitofwork import Flush, cascade, changes


class Session:
    query_cls = Query

    def __init__(self, bind=None, autoflush=True, expire_on_commit=True, future=True, binds=None, autocommit=False, query_cls=None, info=None, twophase=False, enable_baked_queries=True, **kw):
        self.bind = bind
        self.autoflush = autoflush
        self.expire_on_commit = expire_on_commit
        self.query_cls = query_cls or Query
        self.info = info or {}
        self.identity_map = {}
        self.new_objects = []
        self.deleted_objects = []
        self.inserted = []
        self.removed = []
        self._connection = None
        self._flushing = False
        self._broken = None
        self._nested = []

    # connection

    def get_bind(self, mapper=None, **kw):
        if self.bind is None:
            raise exc.UnboundExecutionError("Could not locate a bind configured on session or this Session.")
        return self.bind

    def connection(self, **kw):
        if self._broken is not None:
            raise exc.PendingRollbackError("This Session's transaction has been rolled back due to a previous exception during flush. To begin a new transaction with this Session, first issue Session.rollback(). Original exception was: " + self._broken)
        if self._connection is None:
            bind = self.get_bind()
            self._connection = bind if hasattr(bind, "execute_ddl") else bind.connect()
        return self._connection

    def _release(self):
        connection, self._connection = self._connection, None
        if connection is not None and connection is not self.bind:
            connection.close()

    def in_transaction(self):
        return self._connection is not None

    @property
    def is_active(self):
        return self._broken is None

    # objects

    @property
    def new(self):
        return list(self.new_objects)

    @property
    def dirty(self):
        return [o for o in self.identity_map.values() if changes(o)]

    @property
    def deleted(self):
        return list(self.deleted_objects)

    def _mapped(self, obj):
        if not hasattr(type(obj), "__mapper__"):
            raise UnmappedInstanceError("Class '" + type(obj).__module__ + "." + type(obj).__name__ + "' is not mapped")

    def attach(self, obj):
        """Takes one object in, without those that it is related to."""
        state = state_of(obj)
        if state.session is self:
            return
        if state.session is not None:
            raise exc.InvalidRequestError("Object '<" + type(obj).__name__ + " at " + hex(id(obj)) + ">' is already attached to session (this is another)")
        state.session = self
        if state.key is not None:
            self.identity_map[state.key] = obj
        else:
            self.new_objects.append(obj)

    def add(self, obj, _warn=True):
        self._mapped(obj)
        configure_mappers()
        self.attach(obj)
        cascade(self, obj, set())

    def add_all(self, objs):
        for obj in objs:
            self.add(obj)

    def delete(self, obj):
        self._mapped(obj)
        if state_of(obj).key is None:
            raise exc.InvalidRequestError("Instance '<" + type(obj).__name__ + " at " + hex(id(obj)) + ">' is not persisted")
        self.attach(obj)
        if not any([obj is d for d in self.deleted_objects]):
            self.deleted_objects.append(obj)

    def expunge(self, obj):
        state = state_of(obj)
        self.new_objects = [o for o in self.new_objects if o is not obj]
        self.identity_map.pop(state.key, None)
        state.session = None

    def expunge_all(self):
        for obj in self.new_objects + list(self.identity_map.values()):
            state_of(obj).session = None
        self.new_objects, self.deleted_objects, self.identity_map = [], [], {}

    def merge(self, obj, load=True):
        mapper = type(obj).__mapper__
        keys = tuple([obj.__dict__.get(n) for n in mapper.key_names])
        mine = self.get(type(obj), keys) if None not in keys else None
        if mine is None:
            mine = type(obj)()
            self.add(mine)
        for name, _ in mapper.attributes:
            if name in obj.__dict__:
                setattr(mine, name, obj.__dict__[name])
        return mine

    def expire(self, obj, attribute_names=None):
        state = state_of(obj)
        for name, _ in state.mapper.attributes:
            if attribute_names is None or name in attribute_names:
                obj.__dict__.pop(name, None)
                state.committed.pop(name, None)
        for name in state.mapper.relationships:
            if attribute_names is None or name in attribute_names:
                obj.__dict__.pop(name, None)
                state.collections.pop(name, None)
        state.expired = True

    def expire_all(self):
        for obj in self.identity_map.values():
            self.expire(obj)

    def load_expired(self, obj):
        state = state_of(obj)
        mapper = state.mapper
        stmt = Select([mapper.class_]).where(*[c == v for c, v in zip(mapper.primary_key, state.key[1])])
        if self.execute(stmt).first() is None:
            raise ObjectDeletedError("Instance '<" + type(obj).__name__ + " at " + hex(id(obj)) + ">' has been deleted, or its row is otherwise not present.")
        state.expired = False

    def refresh(self, obj, attribute_names=None, with_for_update=None):
        if self.autoflush:
            self._autoflush()
        self.expire(obj, attribute_names)
        self.load_expired(obj)

    def __contains__(self, obj):
        return state_of(obj).session is self

    def __iter__(self):
        return iter(self.new_objects + list(self.identity_map.values()))

    # statements

    def _autoflush(self):
        if self.autoflush and not self._flushing:
            self.flush()

    def execute(self, statement, params=None, **kw):
        configure_mappers()
        self._autoflush()
        connection = self.connection()
        if isinstance(statement, Select):
            c = Compiler()
            sql = c.run(statement)
            return result_of(self, statement, connection.run(sql, dict(c.params, **(params or {}))).fetchall(), bool(statement.options_given and any([getattr(o, "refresh", False) for o in statement.options_given])))
        result = connection.execute(statement, params)
        if isinstance(statement, (Update, Delete)):
            for obj in list(self.identity_map.values()):
                if type(obj).__mapper__.table is statement.table:
                    self.expire(obj)
        return result

    def scalar(self, statement, params=None, **kw):
        return self.execute(statement, params).scalar()

    def scalars(self, statement, params=None, **kw):
        return self.execute(statement, params).scalars()

    def query(self, *entities, **kw):
        return self.query_cls(entities, self)

    def get(self, entity, ident, options=None, populate_existing=False, **kw):
        configure_mappers()
        mapper = entity.__mapper__
        if isinstance(ident, dict):
            ident = tuple([ident[n] for n in mapper.key_names])
        keys = ident if isinstance(ident, tuple) else (ident,)
        if len(keys) != len(mapper.primary_key):
            raise exc.InvalidRequestError("Incorrect number of values in identifier to formulate primary key for session.get(); primary key columns are " + ",".join(["'" + str(c) + "'" for c in mapper.primary_key]))
        found = self.identity_map.get(mapper.identity(keys))
        if found is not None and not populate_existing:
            state = state_of(found)
            if state.expired:
                try:
                    self.load_expired(found)
                except ObjectDeletedError:
                    return None
            return found
        if None in keys:
            return None
        return self.scalars(Select([entity])._copy(labels=True).where(*[c == k for c, k in zip(mapper.primary_key, keys)])).first()

    def get_one(self, entity, ident, **kw):
        found = self.get(entity, ident, **kw)
        if found is None:
            raise exc.NoResultFound("No row was found when one was required")
        return found

    def bulk_save_objects(self, objects, **kw):
        self.add_all(objects)
        self.flush()

    def bulk_insert_mappings(self, mapper, mappings, **kw):
        if mappings:
            self.execute(Insert(mapper.__table__).values(list(mappings)))

    # the transaction

    def flush(self, objects=None):
        if self._flushing or not (self.new_objects or self.deleted_objects or self.identity_map):
            return
        configure_mappers()
        self._flushing = True
        try:
            Flush(self).run()
        except Exception as e:
            self._undo()
            self._release_after_error(e)
            raise
        finally:
            self._flushing = False

    def _release_after_error(self, e):
        if self._connection is not None:
            self._connection.rollback()
        name = type(e).__module__ + "." + type(e).__name__
        self._broken = "(" + name + ") " + str(e) if not isinstance(e, exc.DBAPIError) else str(e)
        self._release()

    def begin(self, nested=False):
        if nested:
            return self.begin_nested()
        return _Block(self)

    def begin_nested(self):
        self.flush()
        return _NestedBlock(self, self.connection().begin_nested())

    def commit(self):
        self.flush()
        if self._broken is not None:
            self.connection()
        if self._connection is not None:
            self._connection.commit()
        self.inserted, self.removed = [], []
        if self.expire_on_commit:
            self.expire_all()
        self._release()

    def _undo(self):
        """Objects that came or went in the transaction are as they were before."""
        for obj in self.inserted:
            state = state_of(obj)
            self.identity_map.pop(state.key, None)
            for name in state.mapper.key_names:
                if state.committed.get(name) is not None and dict(state.mapper.attributes)[name].is_auto():
                    obj.__dict__.pop(name, None)
            state.key, state.session, state.committed, state.collections, state.expired = None, None, {}, {}, False
        for obj in self.new_objects:
            state_of(obj).session = None
        for obj in self.removed:
            state = state_of(obj)
            state.session, state.deleted = self, False
            self.identity_map[state.key] = obj
        self.inserted, self.removed, self.new_objects, self.deleted_objects = [], [], [], []
        self.expire_all()

    def rollback(self):
        self._broken = None
        self._undo()
        if self._connection is not None:
            self._connection.rollback()
        self._release()

    def close(self):
        self._broken = None
        self.expunge_all()
        self.inserted, self.removed = [], []
        if self._connection is not None:
            self._connection.rollback()
        self._release()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        self.close()

    @property
    def no_autoflush(self):
        return _NoAutoflush(self)


class _Block:
    def __init__(self, session):
        self.session = session

    def __enter__(self):
        return self.session

    def __exit__(self, kind, value, tb):
        if kind is None:
            self.session.commit()
        else:
            self.session.rollback()


class _NestedBlock:
    def __init__(self, session, savepoint):
        self.session = session
        self.savepoint = savepoint

    def commit(self):
        self.session.flush()
        self.savepoint.commit()

    def rollback(self):
        self.session.expire_all()
        self.savepoint.rollback()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            self.commit()
        else:
            self.rollback()


class _NoAutoflush:
    def __init__(self, session):
        self.session = session

    def __enter__(self):
        self.before = self.session.autoflush
        self.session.autoflush = False
        return self.session

    def __exit__(self, kind, value, tb):
        self.session.autoflush = self.before


class sessionmaker:
    def __init__(self, bind=None, class_=Session, **kw):
        self.class_ = class_
        self.kw = dict(kw)
        if bind is not None:
            self.kw["bind"] = bind

    def __call__(self, **kw):
        return self.class_(**dict(self.kw, **kw))

    def configure(self, **kw):
        self.kw.update(kw)

    def begin(self):
        return _MadeBlock(self())


class _MadeBlock(_Block):
    def __exit__(self, kind, value, tb):
        try:
            _Block.__exit__(self, kind, value, tb)
        finally:
            self.session.close()


class scoped_session:
    """A session for each thread, or for what `scopefunc` gives."""

    def __init__(self, session_factory, scopefunc=None):
        self.session_factory = session_factory
        self.scopefunc = scopefunc or threading.get_ident
        self._sessions = {}

    def __call__(self, **kw):
        key = self.scopefunc()
        if key not in self._sessions:
            self._sessions[key] = self.session_factory(**kw)
        return self._sessions[key]

    @property
    def registry(self):
        return self

    def has(self):
        return self.scopefunc() in self._sessions

    def remove(self):
        session = self._sessions.pop(self.scopefunc(), None)
        if session is not None:
            session.close()

    def configure(self, **kw):
        self.session_factory.configure(**kw)

    def query_property(self, query_cls=None):
        return _QueryProperty(self)

    def __contains__(self, obj):
        return obj in self()

    def __iter__(self):
        return iter(self())

    def __getattr__(self, name):
        if name[:2] == "__":
            raise AttributeError(name)
        return getattr(self(), name)


class _QueryProperty:
    def __init__(self, scoped):
        self.scoped = scoped

    def __get__(self, obj, cls=None):
        return self.scoped.query(cls)


def object_session(obj):
    return state_of(obj).session
