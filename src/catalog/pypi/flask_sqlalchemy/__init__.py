"""SQLAlchemy in a Flask application: db.Model, db.session, and the settings SQLALCHEMY_*."""
import re

import sqlalchemy as sa
import sqlalchemy.exc
import sqlalchemy.orm
from flask import abort, current_app, has_app_context
from flask.globals import _app_stack

from .pagination import Pagination, QueryPagination, SelectPagination
from .query import Query

__version__ = "3.1.1"


def _table_name(name):
    """DataSet → data_set."""
    name = re.sub(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", r"_\1", name)
    return name.lower().lstrip("_")


class _QueryProperty:
    def __get__(self, obj, cls=None):
        return cls.query_class(cls, session=cls.__fsa__.session())


def _has_key(cls):
    """Whether the class has columns with a primary key, so that it is a table of its own."""
    for base in cls.__mro__:
        if "__table__" in base.__dict__ or "__mapper__" in base.__dict__:
            return base is cls
        for value in base.__dict__.values():
            column = getattr(value, "column", value)
            if isinstance(column, sa.Column) and column.primary_key:
                return True
    return False


def _make_base(db, model_class, metadata):
    shared = sa.orm.registry(metadata)

    def __init_subclass__(cls, **kw):
        if cls.__dict__.get("__abstract__"):
            return
        if "__tablename__" not in cls.__dict__ and "__table__" not in cls.__dict__ and _has_key(cls):
            named = [b for b in cls.__mro__ if "__tablename__" in b.__dict__]
            if not named:
                cls.__tablename__ = _table_name(cls.__name__)
        bind = cls.__dict__.get("__bind_key__")
        if bind is not None:
            raise NotImplementedError("drydock: __bind_key__ of flask_sqlalchemy is not simulated")
        sa.orm.mapper.map_class(cls, metadata, shared.classes)

    def __repr__(self):
        state = sa.inspect(self) if "_sa_instance_state" in self.__dict__ else None
        if state is None or state.transient:
            pk = "(transient " + str(id(self)) + ")"
        elif state.pending:
            pk = "(pending " + str(id(self)) + ")"
        else:
            pk = ", ".join([str(v) for v in state.key[1]])
        return "<" + type(self).__name__ + " " + pk + ">"
    names = {"metadata": metadata, "registry": shared, "__init__": sa.orm.mapper._constructor, "__init_subclass__": classmethod(__init_subclass__), "__repr__": __repr__, "query": _QueryProperty(), "query_class": Query, "__fsa__": db}
    bases = (object,)
    if model_class is not None:
        bases = tuple([b for b in model_class.__mro__ if b not in (sa.orm.DeclarativeBase, object)]) or (object,)
        bases = bases[:1] if bases[0] is not object and sa.orm.DeclarativeBase not in bases[0].__mro__ else (object,)
    return type("Model", bases, names)


class SQLAlchemy:
    def __init__(self, app=None, metadata=None, session_options=None, query_class=Query, model_class=None, engine_options=None, add_models_to_shell=True, disable_autonaming=False):
        if model_class is not None and metadata is None:
            metadata = model_class.__dict__.get("metadata")
        self.metadata = metadata or sa.MetaData()
        self.Query = query_class
        self._engines = {}
        self._engine_options = engine_options or {}
        options = dict(session_options or {})
        scope = options.pop("scopefunc", lambda: id(_app_stack.top))
        self.session = sa.orm.scoped_session(_Factory(self, options), scope)
        self.Model = _make_base(self, model_class, self.metadata)
        self.Model.query_class = query_class
        self._add_models_to_shell = add_models_to_shell
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        if "sqlalchemy" in app.extensions:
            raise RuntimeError("A 'SQLAlchemy' instance has already been registered on this Flask app. Import and use that instance instead.")
        app.extensions["sqlalchemy"] = self
        app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {})
        app.config.setdefault("SQLALCHEMY_ECHO", False)
        uri = app.config.get("SQLALCHEMY_DATABASE_URI")
        if uri is None and not app.config.get("SQLALCHEMY_BINDS"):
            raise RuntimeError("Either 'SQLALCHEMY_DATABASE_URI' or 'SQLALCHEMY_BINDS' must be set.")
        if app.config.get("SQLALCHEMY_BINDS"):
            raise NotImplementedError("drydock: SQLALCHEMY_BINDS is not simulated")
        options = dict(self._engine_options)
        options.update(app.config["SQLALCHEMY_ENGINE_OPTIONS"])
        options.setdefault("echo", app.config["SQLALCHEMY_ECHO"])
        self._engines[app] = sa.create_engine(uri, **options)

        def remove_session(exc=None):
            self.session.remove()
        app.teardown_appcontext(remove_session)
        if self._add_models_to_shell:
            app.shell_context_processor(lambda: dict(self.Model.registry.classes, db=self))

    @property
    def engines(self):
        app = current_app._get_current_object()
        if app not in self._engines:
            raise RuntimeError("The current Flask app is not registered with this 'SQLAlchemy' instance. Did you forget to call 'init_app', or did you create multiple 'SQLAlchemy' instances?")
        return {None: self._engines[app]}

    @property
    def engine(self):
        return self.engines[None]

    def get_engine(self, bind_key=None):
        return self.engine

    @property
    def metadatas(self):
        return {None: self.metadata}

    def create_all(self, bind_key="__all__"):
        self.metadata.create_all(self.engine)

    def drop_all(self, bind_key="__all__"):
        self.metadata.drop_all(self.engine)

    def reflect(self, bind_key="__all__"):
        self.metadata.reflect(self.engine)

    def Table(self, name, *args, **kw):
        if args and isinstance(args[0], sa.MetaData):
            return sa.Table(name, *args, **kw)
        return sa.Table(name, self.metadata, *args, **kw)

    def relationship(self, *args, **kw):
        return sa.orm.relationship(*args, **kw)

    def dynamic_loader(self, argument, **kw):
        return sa.orm.relationship(argument, lazy="dynamic", **kw)

    def get_or_404(self, entity, ident, description=None, **kw):
        found = self.session.get(entity, ident)
        if found is None:
            abort(404, description=description)
        return found

    def first_or_404(self, statement, description=None):
        found = self.session.execute(statement).scalar()
        if found is None:
            abort(404, description=description)
        return found

    def one_or_404(self, statement, description=None):
        try:
            return self.session.execute(statement).scalar_one()
        except (sa.exc.NoResultFound, sa.exc.MultipleResultsFound):
            abort(404, description=description)

    def paginate(self, select, page=None, per_page=None, max_per_page=None, error_out=True, count=True):
        return SelectPagination(select=select, session=self.session(), page=page, per_page=per_page, max_per_page=max_per_page, error_out=error_out, count=count)

    def __getattr__(self, name):
        for module in (sa, sa.orm):
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(name)

    def __repr__(self):
        if not has_app_context():
            return "<SQLAlchemy>"
        return "<SQLAlchemy " + str(self.engine.url) + ">"


class _Factory(sa.orm.sessionmaker):
    """Makes sessions that are bound to the engine of the current application."""

    def __init__(self, db, options):
        sa.orm.sessionmaker.__init__(self, **options)
        self.db = db

    def __call__(self, **kw):
        return sa.orm.Session(**dict(self.kw, bind=self.db.engine, query_cls=self.db.Query, **kw))
