"""CREATE and DROP."""
from .compiler import Compiler, quote
from .elements import ClauseElement, Function, TextClause
from .exc import CompileError


def default_text(value):
    """What stands behind DEFAULT."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    if isinstance(value, TextClause):
        return value.text
    if isinstance(value, Function) and value.name.lower() in ("now", "current_timestamp"):
        return "now()" if value.name.lower() == "now" else "CURRENT_TIMESTAMP"
    return "(" + Compiler().run(value) + ")"


def column_text(column, table_name=None):
    try:
        kind = column.type.ddl()
    except CompileError as e:
        raise CompileError("(in table '" + str(table_name) + "', column '" + str(column.name) + "'): " + str(e)) from e
    if type(column.type).__name__ == "NullType":
        raise CompileError("(in table '" + str(table_name) + "', column '" + str(column.name) + "'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?")
    out = quote(column.name) + " " + kind
    if not column.nullable:
        out += " NOT NULL"
    elif kind.startswith("TIMESTAMP"):
        out += " NULL"
    if column.server_default is not None:
        out += " DEFAULT " + default_text(column.server_default)
    if column.table is not None and column.is_auto():
        out += " AUTO_INCREMENT"
    if column.comment:
        out += " COMMENT '" + column.comment.replace("'", "''") + "'"
    return out


def _named(constraint):
    return "CONSTRAINT " + quote(constraint.name) + " " if constraint.name else ""


def _actions(c):
    return (" ON DELETE " + c.ondelete if c.ondelete else "") + (" ON UPDATE " + c.onupdate if c.onupdate else "")


def _names(names):
    return "(" + ", ".join([quote(n) for n in names]) + ")"


def foreign_key_text(name, columns, table, refcolumns, actions=""):
    return ("CONSTRAINT " + quote(name) + " " if name else "") + "FOREIGN KEY" + _names(columns) + " REFERENCES " + quote(table) + " " + _names(refcolumns) + actions


def create_table(table):
    lines = [column_text(c, table.name) for c in table.c]
    keys = table.primary_key_columns()
    if keys:
        lines.append("PRIMARY KEY (" + ", ".join([quote(k.name) for k in keys]) + ")")
    for column in table.c:
        for f in column.foreign_keys:
            target = f.column
            lines.append(foreign_key_text(f.name, [column.name], target.table.name, [target.name], _actions(f)))
    for c in table.constraints:
        kind = type(c).__name__
        if kind == "UniqueConstraint":
            lines.append(_named(c) + "UNIQUE " + _names(c.column_names()))
        elif kind == "CheckConstraint":
            lines.append(_named(c) + "CHECK (" + str(c.sqltext) + ")")
        elif kind == "ForeignKeyConstraint":
            parts = [r.rsplit(".", 1) if isinstance(r, str) else [r.table.name, r.name] for r in c.refcolumns]
            lines.append(foreign_key_text(c.name, c.column_names(), parts[0][0], [p[1] for p in parts], _actions(c)))
    out = "\nCREATE TABLE " + quote(table.name) + " (\n\t" + ", \n\t".join(lines) + "\n)"
    for key, value in table.options.items():
        name = key[len("mysql_"):].upper()
        out += ("CHARSET" if name == "CHARSET" else name) + "=" + str(value)
    return out + "\n\n"


def create_index(index):
    return "CREATE " + ("UNIQUE " if index.unique else "") + "INDEX " + quote(index.name) + " ON " + quote(index.table.name) + " (" + ", ".join([quote(n) for n in index.column_names()]) + ")"


def drop_table(name):
    return "\nDROP TABLE " + quote(name)


class CreateTable(ClauseElement):
    def __init__(self, element, **kw):
        self.element = element

    def write(self, c):
        return create_table(self.element)


def _with_connection(bind, work):
    if hasattr(bind, "begin") and hasattr(bind, "connect") and not hasattr(bind, "execute_ddl"):
        with bind.begin() as connection:
            work(connection)
    else:
        work(bind)


def create_all(metadata, bind, tables, checkfirst):
    def work(connection):
        there = connection.table_names() if checkfirst else []
        for table in metadata.sorted_tables:
            if (tables is None or table in tables) and table.name not in there:
                connection.execute_ddl(create_table(table))
                for ix in table.indexes:
                    connection.execute_ddl(create_index(ix))
    _with_connection(bind, work)


def drop_all(metadata, bind, tables, checkfirst):
    def work(connection):
        there = connection.table_names()
        for table in reversed(metadata.sorted_tables):
            if (tables is None or table in tables) and (not checkfirst or table.name in there):
                connection.execute_ddl(drop_table(table.name))
    _with_connection(bind, work)
