"""Values as SQL, and text of the server as values."""
import datetime
import re

from .constants import FIELD_TYPE as T

try:
    from decimal import Decimal
except ImportError:
    Decimal = None

_ESCAPE = {"\0": "\\0", "\n": "\\n", "\r": "\\r", "\032": "\\Z", '"': '\\"', "'": "\\'", "\\": "\\\\"}


def escape_string(value, mapping=None):
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    for c in "\0\n\r\032\"'":
        if c in value:
            value = value.replace(c, _ESCAPE[c])
    return value


def escape_item(val, charset="utf8mb4", mapping=None):
    """SQL text of a value."""
    if val is None:
        return "NULL"
    if isinstance(val, bool):
        return "1" if val else "0"
    if isinstance(val, str):
        return "'" + escape_string(str(val)) + "'"
    if isinstance(val, int):
        return str(val)
    if isinstance(val, float):
        text = repr(val)
        if text in ("inf", "-inf", "nan"):
            from .err import ProgrammingError
            raise ProgrammingError(text + " can not be used with MySQL")
        return text if "e" in text else text + "e0"
    if isinstance(val, (bytes, bytearray)):
        return "_binary'" + escape_string(bytes(val).decode("latin-1")) + "'"
    if isinstance(val, datetime.datetime):
        text = "%04d-%02d-%02d %02d:%02d:%02d" % (val.year, val.month, val.day, val.hour, val.minute, val.second)
        return "'" + text + (".%06d" % val.microsecond if val.microsecond else "") + "'"
    if isinstance(val, datetime.date):
        return "'%04d-%02d-%02d'" % (val.year, val.month, val.day)
    if isinstance(val, datetime.time):
        return "'%02d:%02d:%02d%s'" % (val.hour, val.minute, val.second, ".%06d" % val.microsecond if val.microsecond else "")
    if isinstance(val, datetime.timedelta):
        total = val.days * 86400 + val.seconds
        return "'%s%02d:%02d:%02d'" % ("-" if total < 0 else "", abs(total) // 3600, abs(total) // 60 % 60, abs(total) % 60)
    if isinstance(val, dict):
        raise TypeError("dict can not be used as parameter")
    if isinstance(val, (list, tuple, set, frozenset)):
        return "(" + ",".join([escape_item(v) for v in val]) + ")"
    if Decimal is not None and isinstance(val, Decimal):
        return str(val)
    return "'" + escape_string(str(val)) + "'"


_DATETIME = re.compile(r"^(\d{1,4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,6}))?$")
_TIME = re.compile(r"^(-)?(\d{1,3}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,6}))?$")


def _datetime(text):
    m = _DATETIME.match(text)
    if m is None:
        return _date(text)
    g = m.groups()
    try:
        return datetime.datetime(int(g[0]), int(g[1]), int(g[2]), int(g[3]), int(g[4]), int(g[5]), int((g[6] or "0").ljust(6, "0")))
    except ValueError:
        return text


def _date(text):
    try:
        y, m, d = text.split("-", 2)
        return datetime.date(int(y), int(m), int(d))
    except ValueError:
        return text


def _time(text):
    m = _TIME.match(text)
    if m is None:
        return text
    g = m.groups()
    sign = -1 if g[0] else 1
    return sign * datetime.timedelta(hours=int(g[1]), minutes=int(g[2]), seconds=int(g[3]), microseconds=int((g[4] or "0").ljust(6, "0")))


decoders = {T.TINY: int, T.SHORT: int, T.LONG: int, T.LONGLONG: int, T.INT24: int, T.YEAR: int, T.FLOAT: float, T.DOUBLE: float, T.DECIMAL: Decimal or float, T.NEWDECIMAL: Decimal or float, T.TIMESTAMP: _datetime, T.DATETIME: _datetime, T.DATE: _date, T.TIME: _time}
_TEXTS = (T.BIT, T.BLOB, T.LONG_BLOB, T.MEDIUM_BLOB, T.STRING, T.TINY_BLOB, T.VAR_STRING, T.VARCHAR, T.GEOMETRY)


def decode(kind, charset, data):
    """The value of a column. Bytes stay bytes when the column has no character set (63)."""
    if data is None:
        return None
    if kind in _TEXTS and (charset == 63 or kind == T.BIT):
        return data
    text = data.decode("utf-8", "replace")
    return decoders[kind](text) if kind in decoders else text
