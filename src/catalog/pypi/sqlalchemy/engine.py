"""Engines, connections and the pool."""
import importlib
import logging

from . import exc
from .compiler import Compiler
from .elements import TextClause
from .result import Result, Row
from .selectable import Insert, Select
from .url import URL, make_url

_log = logging.getLogger("sqlalchemy.engine.Engine")


class Dialect:
    """What is known of the database behind an engine."""

    name = "mysql"
    driver = "pymysql"

    def __init__(self, dbapi):
        self.dbapi = dbapi
        self.server_version_info = None


class Pool:
    """Keeps connections that are not in use."""

    def __init__(self, engine, size):
        self.engine = engine
        self.idle = []
        self.max_idle = size
        self.out = 0

    def get(self):
        self.out += 1
        while self.idle:
            raw = self.idle.pop()
            if not self.engine.pre_ping:
                return raw
            try:
                raw.ping(False)
                return raw
            except Exception:
                self.discard(raw)
        try:
            return self.engine.raw_connect()
        except BaseException:
            self.out -= 1
            raise

    def discard(self, raw):
        try:
            raw.close()
        except Exception:
            pass

    def put(self, raw):
        self.out -= 1
        try:
            raw.rollback()
        except Exception:
            self.discard(raw)
            return
        if len(self.idle) < self.max_idle:
            self.idle.append(raw)
        else:
            self.discard(raw)

    def dispose(self):
        for raw in self.idle:
            self.discard(raw)
        self.idle = []

    def status(self):
        return "Pool size: " + str(self.max_idle) + "  Connections in pool: " + str(len(self.idle)) + " Current Overflow: 0 Current Checked out connections: " + str(self.out)


class Engine:
    def __init__(self, url, dbapi, echo=False, pool_size=5, pool_pre_ping=False, connect_args=None):
        self.url = url
        self.dialect = Dialect(dbapi)
        self.dialect.name = url.get_backend_name()
        self.name = self.dialect.name
        self.driver = "pymysql"
        self.echo = echo
        self.pre_ping = pool_pre_ping
        self.connect_args = connect_args or {}
        self.pool = Pool(self, pool_size)
        if echo:
            _log.setLevel(logging.DEBUG if echo == "debug" else logging.INFO)
            if not _log.hasHandlers():
                handler = logging.StreamHandler(__import__("sys").stdout)
                handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
                _log.addHandler(handler)

    def raw_connect(self):
        url = self.url
        args = dict(host=url.host, port=url.port or 0, user=url.username, password=url.password or "", database=url.database)
        for key, value in url.query.items():
            if key in ("charset", "unix_socket", "init_command"):
                args[key] = value
            elif key in ("connect_timeout", "read_timeout"):
                args[key] = int(value)
        args.update(self.connect_args)
        try:
            return self.dialect.dbapi.connect(**args)
        except self.dialect.dbapi.Error as e:
            raise exc.wrap(e) from e

    def raw_connection(self):
        return self.pool.get()

    def connect(self):
        return Connection(self)

    def begin(self):
        return _EngineBegin(self)

    def dispose(self, close=True):
        self.pool.dispose()

    def execution_options(self, **kw):
        return self

    def __repr__(self):
        return "Engine(" + str(self.url) + ")"


class _EngineBegin:
    def __init__(self, engine):
        self.engine = engine

    def __enter__(self):
        self.connection = Connection(self.engine)
        self.connection.begin()
        return self.connection

    def __exit__(self, kind, value, tb):
        try:
            if kind is None:
                self.connection.commit()
            else:
                self.connection.rollback()
        finally:
            self.connection.close()


class Transaction:
    def __init__(self, connection):
        self.connection = connection
        self.is_active = True

    def commit(self):
        self.is_active = False
        self.connection.commit()

    def rollback(self):
        if self.is_active:
            self.is_active = False
            self.connection.rollback()

    def close(self):
        self.rollback()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None and self.is_active:
            self.commit()
        else:
            self.rollback()


_LOST = (2006, 2013, 2014, 2045, 2055)


class Connection:
    def __init__(self, engine):
        self.engine = engine
        self.dialect = engine.dialect
        self.closed = False
        self.began = False
        self._transaction = None
        self.raw = engine.pool.get()

    @property
    def connection(self):
        return self.raw

    def _info(self, message, *args):
        if self.engine.echo:
            _log.info(message, *args)

    def run(self, sql, params):
        """The cursor after a statement; an error of the driver becomes one of this package."""
        if self.closed:
            raise exc.ResourceClosedError("This Connection is closed")
        if not self.began:
            self.began = True
            self._info("BEGIN (implicit)")
        self._info("%s", sql)
        self._info("[generated in 0.00010s] %r", params)
        dbapi = self.dialect.dbapi
        cursor = self.raw.cursor()
        try:
            if isinstance(params, list):
                cursor.executemany(sql, params)
            else:
                cursor.execute(sql, params)
        except dbapi.Error as e:
            wrapped = exc.wrap(e, sql, params)
            if e.args and e.args[0] in _LOST or not self.raw.open:
                # The server went away: the other connections of the pool are dead too.
                wrapped.connection_invalidated = True
                self.engine.pool.dispose()
            raise wrapped from e
        return cursor

    def execute(self, statement, parameters=None):
        if isinstance(statement, str):
            raise exc.ObjectNotExecutableError("Not an executable object: " + repr(statement))
        if isinstance(statement, Insert) and parameters is not None:
            statement = statement.values(parameters)
            parameters = None
        many = isinstance(parameters, (list, tuple))
        if hasattr(statement, "assigned") and parameters and not many:
            statement = statement.values(parameters)
            parameters = None
        c = Compiler()
        sql = c.run(statement)
        if many:
            params = [dict(c.params, **p) for p in parameters]
        else:
            params = dict(c.params, **(parameters or {}))
        if isinstance(statement, TextClause):
            missing = [k for k, v in (params[0] if many else params).items() if v is None and k not in statement.values and k not in ((parameters[0] if many else parameters) or {})]
            if missing:
                raise exc.StatementError("(sqlalchemy.exc.InvalidRequestError) A value is required for bind parameter '" + missing[0] + "'", sql, parameters or {})
        cursor = self.run(sql, params)
        if cursor.description is None:
            key = None
            if isinstance(statement, Insert):
                keys = statement.table.primary_key_columns()
                given = (statement.rows or [{}])[0]
                key = tuple([given.get(k.name, cursor.lastrowid or None) for k in keys])
            return Result([], [], cursor.rowcount, cursor.lastrowid, key, returns=False)
        names = [d[0] for d in cursor.description]
        rows = cursor.fetchall()
        if isinstance(statement, Select):
            columns = statement.columns_clause()
            kinds = [col.type for col in columns]
            names = [getattr(col, "key", None) or getattr(col, "name", None) or n for col, n in zip(columns, names)]
            rows = [Row([k.result(v) for k, v in zip(kinds, row)], names) for row in rows]
        else:
            if isinstance(statement, TextClause) and statement.column_list:
                names = [getattr(x, "key", x) for x in statement.column_list]
            rows = [Row(row, names) for row in rows]
        return Result(rows, names, cursor.rowcount)

    def exec_driver_sql(self, sql, parameters=None):
        cursor = self.run(sql, parameters)
        if cursor.description is None:
            return Result([], [], cursor.rowcount, cursor.lastrowid, returns=False)
        names = [d[0] for d in cursor.description]
        return Result([Row(r, names) for r in cursor.fetchall()], names, cursor.rowcount)

    def execute_ddl(self, sql):
        self.run(sql, {})

    def scalar(self, statement, parameters=None):
        return self.execute(statement, parameters).scalar()

    def scalars(self, statement, parameters=None):
        return self.execute(statement, parameters).scalars()

    def table_names(self):
        return [r[0] for r in self.run("SHOW TABLES", None).fetchall()]

    def begin(self):
        if self._transaction is not None and self._transaction.is_active:
            raise exc.InvalidRequestError("This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; can't call begin() here unless rollback() or commit() is called first.")
        self._transaction = Transaction(self)
        return self._transaction

    def begin_nested(self):
        self.run("SAVEPOINT sa_savepoint_1", {})
        return _Savepoint(self)

    def in_transaction(self):
        return self.began

    def get_transaction(self):
        return self._transaction

    def _end(self, action):
        if self._transaction is not None:
            self._transaction.is_active = False
            self._transaction = None
        if not self.began:
            return
        self.began = False
        self._info(action.upper())
        try:
            getattr(self.raw, action)()
        except self.dialect.dbapi.Error as e:
            if action == "commit":
                raise exc.wrap(e) from e

    def commit(self):
        self._end("commit")

    def rollback(self):
        self._end("rollback")

    def close(self):
        if not self.closed:
            self.closed = True
            if self.began:
                self._info("ROLLBACK")
            self.engine.pool.put(self.raw)

    def execution_options(self, **kw):
        return self

    def get_isolation_level(self):
        return self.run("SELECT @@transaction_isolation", None).fetchone()[0].upper().replace("-", " ")

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        self.close()


class _Savepoint:
    def __init__(self, connection):
        self.connection = connection

    def commit(self):
        self.connection.run("RELEASE SAVEPOINT sa_savepoint_1", {})

    def rollback(self):
        self.connection.run("ROLLBACK TO SAVEPOINT sa_savepoint_1", {})

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            self.commit()
        else:
            self.rollback()


def _driver(url):
    backend, _, driver = url.drivername.partition("+")
    if backend not in ("mysql", "mariadb"):
        if backend in ("sqlite", "postgresql", "oracle", "mssql"):
            raise NotImplementedError("drydock: the dialect '" + url.drivername + "' of SQLAlchemy is not simulated; use mysql+pymysql")
        raise exc.NoSuchModuleError("Can't load plugin: sqlalchemy.dialects:" + url.drivername.replace("+", "."))
    if driver in ("", "mysqldb"):
        return importlib.import_module("MySQLdb")
    if driver != "pymysql":
        raise NotImplementedError("drydock: the driver '" + driver + "' of SQLAlchemy is not simulated; use mysql+pymysql")
    return importlib.import_module("pymysql")


def create_engine(url, echo=False, future=True, pool_size=5, max_overflow=10, pool_pre_ping=False, pool_recycle=-1, pool_timeout=30, connect_args=None, poolclass=None, isolation_level=None, echo_pool=False, encoding=None, convert_unicode=None, **kw):
    """An engine; it connects only when it is used."""
    for name in kw:
        raise TypeError("Invalid argument(s) '" + name + "' sent to create_engine(), using configuration MySQLDialect_pymysql/QueuePool/Engine.  Please check that the keyword arguments are appropriate for this combination of components.")
    url = make_url(url)
    return Engine(url, _driver(url), echo, 0 if poolclass is NullPool else pool_size, pool_pre_ping, connect_args)


def engine_from_config(configuration, prefix="sqlalchemy.", **kw):
    options = {k[len(prefix):]: v for k, v in configuration.items() if k.startswith(prefix)}
    url = options.pop("url")
    if options.get("echo") in ("true", "True"):
        kw["echo"] = True
    return create_engine(url, **kw)


class NullPool:
    pass


class QueuePool:
    pass


class StaticPool:
    pass
