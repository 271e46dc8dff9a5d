"""What stands in a database: tables, columns, keys, indexes."""
import re

from .exc import NoInspectionAvailable, NoSuchTableError
from . import types as t

_TYPES = {"int": t.Integer, "integer": t.Integer, "tinyint": t.SmallInteger, "smallint": t.SmallInteger, "mediumint": t.Integer, "bigint": t.BigInteger, "varchar": t.String, "char": t.CHAR, "text": t.Text, "tinytext": t.Text, "mediumtext": t.Text, "longtext": t.Text, "datetime": t.DateTime, "timestamp": t.TIMESTAMP, "date": t.Date, "time": t.Time, "float": t.Float, "double": t.Double, "decimal": t.Numeric, "blob": t.LargeBinary, "longblob": t.LargeBinary, "json": t.JSON, "year": t.Integer}


def type_of_text(text):
    """The type that MySQL writes as `varchar(120)`."""
    m = re.match(r"^(\w+)(?:\((.*)\))?( unsigned)?", text)
    name, args = m.group(1), m.group(2)
    if name == "tinyint" and args == "1":
        return t.Boolean()
    if name in ("varchar", "char"):
        return _TYPES[name](int(args))
    if name == "decimal":
        parts = [int(a) for a in (args or "10,0").split(",")]
        return t.Numeric(*parts)
    if name == "enum":
        return t.Enum(*[a.strip("'") for a in args.split(",")])
    if name in _TYPES and issubclass(_TYPES[name], t.Integer):
        return _TYPES[name](unsigned=bool(m.group(3)))
    return _TYPES.get(name, t.NullType)()


class Inspector:
    def __init__(self, bind):
        self.bind = bind

    def _rows(self, sql, params=None):
        if hasattr(self.bind, "execute_ddl"):
            return self.bind.run(sql, params).fetchall()
        connection = self.bind.connect()
        try:
            return connection.run(sql, params).fetchall()
        finally:
            connection.close()

    @property
    def default_schema_name(self):
        return self._rows("SELECT DATABASE()")[0][0]

    def get_schema_names(self):
        return [r[0] for r in self._rows("SHOW DATABASES")]

    def get_table_names(self, schema=None):
        return sorted([r[0] for r in self._rows("SHOW TABLES" + (" FROM `" + schema + "`" if schema else ""))])

    def get_view_names(self, schema=None):
        return []

    def has_table(self, table_name, schema=None):
        return table_name in self.get_table_names(schema)

    def _known(self, table):
        if not self.has_table(table):
            raise NoSuchTableError(table)

    def get_columns(self, table_name, schema=None):
        self._known(table_name)
        out = []
        for r in self._rows("SHOW COLUMNS FROM `" + table_name + "`"):
            kind = r[1].decode() if isinstance(r[1], bytes) else r[1]
            out.append({"name": r[0], "type": type_of_text(kind), "nullable": r[2] == "YES", "default": r[4], "autoincrement": "auto_increment" in (r[5] or ""), "comment": None})
        return out

    def _keys(self, table_name):
        out = {}
        for r in self._rows("SHOW INDEX FROM `" + table_name + "`"):
            out.setdefault(r[2], [not int(r[1]), []])[1].append(r[4])
        return out

    def get_pk_constraint(self, table_name, schema=None):
        keys = self._keys(table_name)
        return {"constrained_columns": keys["PRIMARY"][1] if "PRIMARY" in keys else [], "name": None}

    def get_indexes(self, table_name, schema=None):
        return [{"name": n, "column_names": cols, "unique": unique} for n, (unique, cols) in self._keys(table_name).items() if n != "PRIMARY"]

    def get_unique_constraints(self, table_name, schema=None):
        return [{"name": i["name"], "column_names": i["column_names"]} for i in self.get_indexes(table_name) if i["unique"]]

    def get_foreign_keys(self, table_name, schema=None):
        text = self._rows("SHOW CREATE TABLE `" + table_name + "`")[0][1]
        names = lambda s: [n.strip().strip("`") for n in s.split(",")]
        out = []
        for m in re.finditer(r"(?:CONSTRAINT `([^`]*)` )?FOREIGN KEY \(([^)]*)\) REFERENCES `([^`]*)` \(([^)]*)\)", text):
            out.append({"name": m.group(1), "constrained_columns": names(m.group(2)), "referred_schema": None, "referred_table": m.group(3), "referred_columns": names(m.group(4)), "options": {}})
        return out


def inspect(subject):
    """An Inspector of an engine or connection; the mapper of a class; the state of an object."""
    if hasattr(subject, "dialect"):
        return Inspector(subject)
    if isinstance(subject, type) and hasattr(subject, "__mapper__"):
        return subject.__mapper__
    if "_sa_instance_state" in getattr(subject, "__dict__", {}):
        return subject.__dict__["_sa_instance_state"]
    raise NoInspectionAvailable("No inspection system is available for object of type " + str(type(subject)))


def reflect(table, bind):
    from .schema import Column, ForeignKey
    inspector = inspect(bind)
    keys = inspector.get_pk_constraint(table.name)["constrained_columns"]
    fks = {f["constrained_columns"][0]: f for f in inspector.get_foreign_keys(table.name)}
    for c in inspector.get_columns(table.name):
        if c["name"] in table.c:
            continue
        args = []
        if c["name"] in fks:
            f = fks[c["name"]]
            args.append(ForeignKey(f["referred_table"] + "." + f["referred_columns"][0], f["name"]))
        table.append_column(Column(c["name"], c["type"], *args, primary_key=c["name"] in keys, nullable=c["nullable"]))
