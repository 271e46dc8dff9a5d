"""Types that only MySQL has."""
from ..types import BIGINT, BLOB, BOOLEAN, CHAR, DATE, DATETIME, DECIMAL, DOUBLE, FLOAT, INTEGER, JSON, NUMERIC, SMALLINT, TEXT, TIME, TIMESTAMP, VARCHAR, Enum as ENUM, Integer, LargeBinary, Text


class LONGTEXT(Text):
    name = "LONGTEXT"


class MEDIUMTEXT(Text):
    name = "MEDIUMTEXT"


class TINYTEXT(Text):
    name = "TINYTEXT"


class LONGBLOB(LargeBinary):
    name = "LONGBLOB"


class MEDIUMBLOB(LargeBinary):
    name = "MEDIUMBLOB"


class TINYINT(Integer):
    name = "TINYINT"


class MEDIUMINT(Integer):
    name = "MEDIUMINT"


class YEAR(Integer):
    name = "YEAR"
