"""Compares the models with the database and writes the difference as operations."""
import logging

from sqlalchemy import inspect
from sqlalchemy.types import Boolean, Enum, Integer, NullType, String

_log = logging.getLogger("alembic.autogenerate.compare")


def _kind(t):
    return "sa." + repr(t) if not type(t).__module__.startswith("sqlalchemy.dialects") else "mysql." + repr(t)


def _default(column):
    d = column.server_default
    if d is None:
        return ""
    return ", server_default=" + (repr(d) if isinstance(d, str) else "sa.text(" + repr(getattr(d, "text", None) or str(d)) + ")")


def render_column(column):
    auto = ", autoincrement=" + str(column.autoincrement) if column.autoincrement not in ("auto", "ignore_fk") else ""
    return "sa.Column(" + repr(column.name) + ", " + _kind(column.type) + _default(column) + auto + ", nullable=" + str(bool(column.nullable)) + ")"


def _render_table(table):
    lines = [render_column(c) for c in table.c]
    for fk in table.foreign_keys:
        lines.append("sa.ForeignKeyConstraint([" + repr(fk.parent.name) + "], [" + repr(fk.target_fullname) + "], " + ("name=" + repr(fk.name) + ", " if fk.name else "") + ("ondelete=" + repr(fk.ondelete) + ", " if fk.ondelete else "") + ")")
    keys = table.primary_key_columns()
    if keys:
        lines.append("sa.PrimaryKeyConstraint(" + ", ".join([repr(k.name) for k in keys]) + ")")
    for c in table.constraints:
        if type(c).__name__ == "UniqueConstraint":
            lines.append("sa.UniqueConstraint(" + ", ".join([repr(n) for n in c.column_names()]) + (", name=" + repr(c.name) if c.name else "") + ")")
    return "op.create_table(" + repr(table.name) + ",\n" + ",\n".join([line.replace(", )", ", )") for line in lines]) + "\n)"


def _index(op, index):
    names = "[" + ", ".join([repr(n) for n in index.column_names()]) + "]"
    return op + "create_index(batch_op.f(" + repr(index.name) + "), " + names + ", unique=" + str(index.unique) + ")"


def _drop_index(index):
    return "batch_op.drop_index(batch_op.f(" + repr(index.name) + "))"


def _batch(table, lines):
    return "with op.batch_alter_table(" + repr(table) + ", schema=None) as batch_op:\n" + "\n".join(["    " + line for line in lines]) + "\n"


def _differ(have, want):
    """Whether two types are not the same to MySQL."""
    if isinstance(have, NullType) or isinstance(want, Enum) or isinstance(have, Enum):
        return False
    if isinstance(want, Boolean) or isinstance(have, Boolean):
        return isinstance(want, Boolean) != isinstance(have, Boolean)
    if isinstance(want, Integer) and isinstance(have, Integer):
        return want.name != have.name
    if isinstance(want, String) and isinstance(have, String):
        return want.name != have.name or (have.length is not None and want.length != have.length)
    return want.ddl().split("(")[0] != have.ddl().split("(")[0]


class Changes:
    def __init__(self):
        self.up = []
        self.down = []

    def __bool__(self):
        return bool(self.up)


def _sorted(metadata):
    return [t for t in metadata.sorted_tables if t.name != "alembic_version"]


def compare(connection, metadata):
    """The Changes that bring the database to the models."""
    inspector = inspect(connection)
    there = [n for n in inspector.get_table_names() if n != "alembic_version"]
    out = Changes()
    downs = []
    for table in _sorted(metadata):
        if table.name not in there:
            _log.info("Detected added table %r", table.name)
            out.up.append(_render_table(table))
            down = []
            if table.indexes:
                for ix in table.indexes:
                    _log.info("Detected added index %r on '(%s)'", ix.name, ", ".join([repr(n) for n in ix.column_names()]) + ("," if len(ix.column_names()) == 1 else ""))
                out.up.append(_batch(table.name, [_index("batch_op.", ix) for ix in table.indexes]))
                down.append(_batch(table.name, [_drop_index(ix) for ix in table.indexes]))
            down.append("op.drop_table(" + repr(table.name) + ")")
            downs.append(down)
        else:
            up, down = _compare_table(inspector, table)
            if up:
                out.up.append(_batch(table.name, up))
                downs.append([_batch(table.name, down)])
    wanted = set(metadata.tables)
    for name in there:
        if name not in wanted:
            _log.info("Detected removed table %r", name)
            out.up.append("op.drop_table(" + repr(name) + ")")
            downs.append([_render_reflected(inspector, name)])
    for group in reversed(downs):
        out.down += group
    return out


def _render_reflected(inspector, name):
    from sqlalchemy import Column, MetaData, Table
    table = Table(name, MetaData())
    keys = inspector.get_pk_constraint(name)["constrained_columns"]
    for c in inspector.get_columns(name):
        table.append_column(Column(c["name"], c["type"], primary_key=c["name"] in keys, nullable=c["nullable"]))
    return _render_table(table)


def _compare_table(inspector, table):
    up, down = [], []
    have = {c["name"]: c for c in inspector.get_columns(table.name)}
    for column in table.c:
        if column.name not in have:
            _log.info("Detected added column '%s.%s'", table.name, column.name)
            up.append("batch_op.add_column(" + render_column(column) + ")")
            down.insert(0, "batch_op.drop_column(" + repr(column.name) + ")")
            for fk in column.foreign_keys:
                up.append("batch_op.create_foreign_key(None, " + repr(fk.column.table.name) + ", [" + repr(column.name) + "], [" + repr(fk.column.name) + "])")
                down.insert(0, "batch_op.drop_constraint(None, type_='foreignkey')")
            continue
        old = have[column.name]
        if bool(old["nullable"]) != bool(column.nullable) and not column.primary_key:
            _log.info("Detected %s on column '%s.%s'", "NULL" if column.nullable else "NOT NULL", table.name, column.name)
            for lines, value in ((up, column.nullable), (down, old["nullable"])):
                lines.append("batch_op.alter_column(" + repr(column.name) + ",\n           existing_type=" + _kind(old["type"]) + ",\n           nullable=" + str(bool(value)) + ")")
        if _differ(old["type"], column.type):
            _log.info("Detected type change from %r to %r on '%s.%s'", old["type"], column.type, table.name, column.name)
            for lines, a, b in ((up, old["type"], column.type), (down, column.type, old["type"])):
                lines.append("batch_op.alter_column(" + repr(column.name) + ",\n           existing_type=" + _kind(a) + ",\n           type_=" + _kind(b) + ",\n           existing_nullable=" + str(bool(old["nullable"])) + ")")
    for name, c in have.items():
        if name not in table.c:
            _log.info("Detected removed column '%s.%s'", table.name, name)
            up.append("batch_op.drop_column(" + repr(name) + ")")
            down.append("batch_op.add_column(sa.Column(" + repr(name) + ", " + _kind(c["type"]) + ", nullable=" + str(bool(c["nullable"])) + "))")
    names = [i["name"] for i in inspector.get_indexes(table.name)]
    for ix in table.indexes:
        if ix.name not in names:
            _log.info("Detected added index %r on '(%s)'", ix.name, ", ".join([repr(n) for n in ix.column_names()]) + ("," if len(ix.column_names()) == 1 else ""))
            up.append(_index("batch_op.", ix))
            down.insert(0, _drop_index(ix))
    return up, down


def _indented(lines):
    text = "\n".join(lines)
    return "\n".join([("    " + line if i and line.strip() else line) for i, line in enumerate(text.split("\n"))])


def render(changes):
    """(upgrade, downgrade) as text of function bodies."""
    note = "# ### commands auto generated by Alembic - please adjust! ###"
    end = "# ### end Alembic commands ###"
    return (_indented([note] + (changes.up or ["pass"]) + [end]), _indented([note] + (changes.down or ["pass"]) + [end]))
