"""SQL as Python: tables, statements, connections; `sqlalchemy.orm` has the objects. MySQL and MariaDB through pymysql."""
from . import exc, types
from .elements import ClauseElement, ColumnElement, and_, asc, between, bindparam, case, cast, desc, distinct, false, func, label, literal, literal_column, not_, null, or_, text, true
from .engine import Connection, Engine, create_engine, engine_from_config
from .inspection import Inspector, inspect
from .schema import CheckConstraint, Column, Constraint, ForeignKey, ForeignKeyConstraint, Index, MetaData, PrimaryKeyConstraint, Table, UniqueConstraint
from .selectable import Delete, Insert, Select, Update, delete, exists, insert, select, union, union_all, update
from .types import BIGINT, BLOB, BOOLEAN, CHAR, DATE, DATETIME, DECIMAL, DOUBLE, FLOAT, INT, INTEGER, JSON, NUMERIC, NVARCHAR, SMALLINT, TEXT, TIME, TIMESTAMP, VARCHAR, BigInteger, Boolean, Date, DateTime, Double, Enum, Float, Integer, LargeBinary, Numeric, SmallInteger, String, Text, Time, TypeDecorator, Unicode, UnicodeText
from .url import URL, make_url
from .result import CursorResult, Result, Row

__version__ = "2.0.44"
