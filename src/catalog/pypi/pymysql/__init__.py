"""A client of MySQL and MariaDB, over their own protocol."""
from . import connections, constants, converters, cursors, err
from .connections import Connection
from .converters import escape_string
from .err import DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, MySQLError, NotSupportedError, OperationalError, ProgrammingError, Warning

VERSION = (1, 1, 2, "final")
VERSION_STRING = "1.1.2"
__version__ = VERSION_STRING
apilevel = "2.0"
threadsafety = 1
paramstyle = "pyformat"
connect = Connect = Connection


def get_client_info():
    return VERSION_STRING


def install_as_MySQLdb():
    """`import MySQLdb` gives this package."""
    import sys
    sys.modules["MySQLdb"] = sys.modules["pymysql"]


version_info = (1, 4, 6, "final", 1)
