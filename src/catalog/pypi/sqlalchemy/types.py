"""Types of columns: how MySQL writes them, and what becomes of values on the way there and back."""
import json


class TypeEngine:
    name = "NULL"

    def __init__(self, *args, **kwargs):
        pass

    def ddl(self):
        return self.name

    def bind(self, value):
        return value

    def result(self, value):
        return value

    def __repr__(self):
        return type(self).__name__ + "()"


class NullType(TypeEngine):
    pass


class Integer(TypeEngine):
    name = "INTEGER"

    def __init__(self, display_width=None, unsigned=False, **kw):
        self.unsigned = unsigned

    def ddl(self):
        return self.name + (" UNSIGNED" if self.unsigned else "")


class SmallInteger(Integer):
    name = "SMALLINT"


class BigInteger(Integer):
    name = "BIGINT"


class String(TypeEngine):
    name = "VARCHAR"

    def __init__(self, length=None, collation=None, **kw):
        self.length = length
        self.collation = collation

    def ddl(self):
        if self.length is None:
            from .exc import CompileError
            raise CompileError("VARCHAR requires a length on dialect mysql")
        return self.name + "(" + str(self.length) + ")" + (" COLLATE " + self.collation if self.collation else "")

    def __repr__(self):
        return type(self).__name__ + "(" + ("length=" + str(self.length) if self.length is not None else "") + ")"


class Unicode(String):
    pass


class Text(String):
    name = "TEXT"

    def ddl(self):
        return self.name + ("(" + str(self.length) + ")" if self.length is not None else "")


class UnicodeText(Text):
    pass


class Boolean(TypeEngine):
    name = "BOOL"

    def __init__(self, create_constraint=False, name=None):
        pass

    def bind(self, value):
        return None if value is None else (1 if value else 0)

    def result(self, value):
        return None if value is None else bool(value)


class Numeric(TypeEngine):
    name = "NUMERIC"

    def __init__(self, precision=None, scale=None, decimal_return_scale=None, asdecimal=True):
        self.precision = precision
        self.scale = scale
        self.asdecimal = asdecimal

    def ddl(self):
        if self.precision is None:
            return self.name
        return self.name + "(" + str(self.precision) + (", " + str(self.scale) if self.scale is not None else "") + ")"

    def result(self, value):
        return value if value is None or self.asdecimal else float(value)

    def __repr__(self):
        parts = [k + "=" + str(getattr(self, k)) for k in ("precision", "scale") if getattr(self, k, None) is not None]
        return type(self).__name__ + "(" + ", ".join(parts) + ")"


class Float(Numeric):
    name = "FLOAT"

    def __init__(self, precision=None, asdecimal=False, decimal_return_scale=None):
        Numeric.__init__(self, precision, None, None, asdecimal)


class Double(Float):
    name = "DOUBLE"


class DateTime(TypeEngine):
    name = "DATETIME"

    def __init__(self, timezone=False, fsp=None):
        self.timezone = timezone


class TIMESTAMP(DateTime):
    name = "TIMESTAMP"


class Date(TypeEngine):
    name = "DATE"


class Time(TypeEngine):
    name = "TIME"

    def __init__(self, timezone=False):
        pass

    def result(self, value):
        if value is None or not hasattr(value, "days"):
            return value
        import datetime
        return datetime.time(value.seconds // 3600, value.seconds // 60 % 60, value.seconds % 60, value.microseconds)


class LargeBinary(TypeEngine):
    name = "BLOB"

    def __init__(self, length=None):
        self.length = length


class JSON(TypeEngine):
    name = "JSON"

    def bind(self, value):
        return None if value is None else json.dumps(value)

    def result(self, value):
        return json.loads(value) if isinstance(value, (str, bytes)) else value


class Enum(TypeEngine):
    """The names of a Python enumeration, or texts."""

    def __init__(self, *enums, name=None, **kw):
        self.enum_class = None
        if len(enums) == 1 and not isinstance(enums[0], str):
            self.enum_class = enums[0]
            self.enums = [m.name for m in self.enum_class]
        else:
            self.enums = list(enums)
        self.name = name

    def ddl(self):
        return "ENUM(" + ",".join(["'" + e.replace("'", "''") + "'" for e in self.enums]) + ")"

    def bind(self, value):
        if value is None:
            return None
        if self.enum_class is not None and not isinstance(value, str):
            return value.name
        if value not in self.enums:
            raise LookupError(repr(value) + " is not among the defined enum values. Enum name: " + str(self.name) + ". Possible values: " + ", ".join(self.enums))
        return value

    def result(self, value):
        if value is None or self.enum_class is None:
            return value
        return self.enum_class[value]

    def __repr__(self):
        return "Enum(" + ", ".join([repr(e) for e in self.enums]) + (", name=" + repr(self.name) if self.name else "") + ")"


class TypeDecorator(TypeEngine):
    impl = None

    def __init__(self, *args, **kwargs):
        self.impl = to_type(type(self).impl if not isinstance(type(self).impl, type) else type(self).impl(*args, **kwargs))

    def ddl(self):
        return self.impl.ddl()

    def process_bind_param(self, value, dialect):
        return value

    def process_result_value(self, value, dialect):
        return value

    def bind(self, value):
        return self.impl.bind(self.process_bind_param(value, None))

    def result(self, value):
        return self.process_result_value(self.impl.result(value), None)


INT = INTEGER = Integer
BIGINT, SMALLINT = BigInteger, SmallInteger
VARCHAR, NVARCHAR, TEXT = String, Unicode, Text
BOOLEAN, NUMERIC, DECIMAL, FLOAT, DOUBLE = Boolean, Numeric, Numeric, Float, Double
DATETIME, DATE, TIME, BLOB = DateTime, Date, Time, LargeBinary


class CHAR(String):
    name = "CHAR"

    def ddl(self):
        return self.name + ("(" + str(self.length) + ")" if self.length is not None else "")


def to_type(kind):
    """An object of the type that was given as class or object."""
    if kind is None:
        return NullType()
    return kind() if isinstance(kind, type) else kind


def type_of_value(value):
    import datetime
    for python, kind in ((bool, Boolean), (int, Integer), (float, Float), (str, String), (bytes, LargeBinary), (datetime.datetime, DateTime), (datetime.date, Date), (datetime.time, Time)):
        if isinstance(value, python):
            return kind()
    return NullType()


def type_of_annotation(python):
    """The type of a column whose annotation is `Mapped[python]`."""
    import datetime
    for p, kind in ((bool, Boolean), (int, Integer), (float, Float), (str, String), (bytes, LargeBinary), (datetime.datetime, DateTime), (datetime.date, Date), (datetime.time, Time), (dict, JSON)):
        if python is p:
            return kind()
    if getattr(python, "__name__", "") == "Decimal":
        return Numeric()
    if isinstance(python, type) and hasattr(python, "__members__"):
        return Enum(python)
    return None
