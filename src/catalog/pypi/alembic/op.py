"""What a migration does: tables, columns, indexes, constraints."""
from sqlalchemy import Column, ForeignKey, Index, MetaData, Table, UniqueConstraint, text
from sqlalchemy.compiler import quote
from sqlalchemy.ddl import column_text, create_index as _create_index_text, create_table as _create_table_text, drop_table as _drop_table_text, foreign_key_text
from sqlalchemy.types import to_type

_current = []


def _install(context):
    _current[:] = [context]


def get_context():
    return _current[0]


def get_bind():
    if not _current:
        raise NameError("Can't invoke function 'get_bind', as the proxy object has not yet been established for the Alembic 'Operations' class.  Try placing this code inside a callable.")
    return _current[0].connection


def _ddl(sql):
    get_bind().execute_ddl(sql)


def f(name):
    return name


def execute(sqltext, execution_options=None):
    get_bind().execute(text(sqltext) if isinstance(sqltext, str) else sqltext)


def _keys_of_others(metadata, columns):
    """Stand-ins for the tables that foreign keys name."""
    for column in columns:
        for fk in getattr(column, "foreign_keys", ()):
            _stand_in(metadata, fk.target)


def _stand_in(metadata, target):
    if isinstance(target, str):
        table, _, name = target.rpartition(".")
        known = metadata.tables.get(table)
        if known is None:
            known = Table(table, metadata)
        if name not in known.c:
            known.append_column(Column(name, to_type(None)))


def create_table(table_name, *columns, **kw):
    kw.pop("if_not_exists", None)
    metadata = MetaData()
    table = Table(table_name, metadata, *columns, **kw)
    _keys_of_others(metadata, [c for c in columns if isinstance(c, Column)])
    _ddl(_create_table_text(table))
    for index in table.indexes:
        _ddl(_create_index_text(index))
    return table


def drop_table(table_name, schema=None, **kw):
    _ddl(_drop_table_text(table_name))


def rename_table(old_table_name, new_table_name, schema=None):
    _ddl("ALTER TABLE " + quote(old_table_name) + " RENAME TO " + quote(new_table_name))


def add_column(table_name, column, schema=None, **kw):
    metadata = MetaData()
    table = Table(table_name, metadata, column)
    _keys_of_others(metadata, [column])
    _ddl("ALTER TABLE " + quote(table_name) + " ADD COLUMN " + column_text(column, table_name))
    for fk in column.foreign_keys:
        create_foreign_key(fk.name, table_name, fk.column.table.name, [column.name], [fk.column.name], ondelete=fk.ondelete)
    for index in table.indexes:
        _ddl(_create_index_text(index))


def drop_column(table_name, column_name, schema=None, **kw):
    _ddl("ALTER TABLE " + quote(table_name) + " DROP COLUMN " + quote(column_name))


def alter_column(table_name, column_name, nullable=None, comment=False, server_default=False, new_column_name=None, type_=None, existing_type=None, existing_server_default=False, existing_nullable=None, existing_comment=None, existing_autoincrement=None, autoincrement=None, schema=None, **kw):
    kind = type_ or existing_type
    if kind is None:
        from .util import CommandError
        raise CommandError("All MySQL CHANGE/MODIFY COLUMN operations require the existing type.")
    if nullable is None:
        nullable = True if existing_nullable is None else existing_nullable
    default = server_default if server_default is not False else (existing_server_default or None)
    column = Column(new_column_name or column_name, kind, nullable=nullable, server_default=default)
    start = "CHANGE " + quote(column_name) + " " if new_column_name else "MODIFY "
    _ddl("ALTER TABLE " + quote(table_name) + " " + start + column_text(column, table_name))


def create_index(index_name, table_name, columns, schema=None, unique=False, **kw):
    index = Index(index_name, *[c if isinstance(c, str) else c.text for c in columns], unique=unique)
    index.table = Table(table_name, MetaData())
    _ddl(_create_index_text(index))


def drop_index(index_name, table_name=None, schema=None, **kw):
    _ddl("\nDROP INDEX " + quote(index_name) + " ON " + quote(table_name))


def create_unique_constraint(constraint_name, table_name, columns, schema=None, **kw):
    name = "CONSTRAINT " + quote(constraint_name) + " " if constraint_name else ""
    _ddl("ALTER TABLE " + quote(table_name) + " ADD " + name + "UNIQUE (" + ", ".join([quote(c) for c in columns]) + ")")


def create_primary_key(constraint_name, table_name, columns, schema=None):
    _ddl("ALTER TABLE " + quote(table_name) + " ADD PRIMARY KEY (" + ", ".join([quote(c) for c in columns]) + ")")


def create_foreign_key(constraint_name, source_table, referent_table, local_cols, remote_cols, onupdate=None, ondelete=None, **kw):
    actions = (" ON DELETE " + ondelete if ondelete else "") + (" ON UPDATE " + onupdate if onupdate else "")
    _ddl("ALTER TABLE " + quote(source_table) + " ADD " + foreign_key_text(constraint_name, local_cols, referent_table, remote_cols, actions))


def drop_constraint(constraint_name, table_name, type_=None, schema=None):
    words = {"foreignkey": "FOREIGN KEY ", "unique": "INDEX ", "check": "CONSTRAINT ", "primary": "PRIMARY KEY "}
    if type_ not in words:
        raise NotImplementedError("Generic 'DROP CONSTRAINT' in MySQL - please specify constraint type")
    _ddl("ALTER TABLE " + quote(table_name) + " DROP " + words[type_] + (quote(constraint_name) if type_ != "primary" else ""))


def bulk_insert(table, rows, multiinsert=True):
    if rows:
        get_bind().execute(table.insert().values(list(rows)))


class _Batch:
    """The operations of one table."""

    def __init__(self, table_name):
        self.table_name = table_name

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        pass

    f = staticmethod(f)

    def add_column(self, column, **kw):
        add_column(self.table_name, column)

    def drop_column(self, column_name, **kw):
        drop_column(self.table_name, column_name)

    def alter_column(self, column_name, **kw):
        alter_column(self.table_name, column_name, **kw)

    def create_index(self, index_name, columns, **kw):
        create_index(index_name, self.table_name, columns, **kw)

    def drop_index(self, index_name, **kw):
        drop_index(index_name, self.table_name)

    def create_unique_constraint(self, constraint_name, columns, **kw):
        create_unique_constraint(constraint_name, self.table_name, columns)

    def create_foreign_key(self, constraint_name, referent_table, local_cols, remote_cols, **kw):
        create_foreign_key(constraint_name, self.table_name, referent_table, local_cols, remote_cols, **kw)

    def drop_constraint(self, constraint_name, type_=None):
        drop_constraint(constraint_name, self.table_name, type_)


def batch_alter_table(table_name, schema=None, **kw):
    return _Batch(table_name)
