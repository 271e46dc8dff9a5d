"""The exceptions of the database interface, and which error number is which."""


class MySQLError(Exception):
    pass


class Warning(MySQLError):
    pass


class Error(MySQLError):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class DataError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class InternalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


_CLASSES = (
    (ProgrammingError, (1007, 1064, 1102, 1103, 1110, 1111, 1112, 1113, 1146, 1149, 1179)),
    (DataError, (1171, 1230, 1263, 1264, 1265, 1366, 1367, 1406, 1441)),
    (IntegrityError, (1048, 1062, 1215, 1216, 1217, 1451, 1452)),
    (NotSupportedError, (1196, 1235, 1286, 1289)),
    (OperationalError, (1040, 1044, 1045, 1142, 1143, 1213, 4025)),
)


def error_class(errno):
    for cls, numbers in _CLASSES:
        if errno in numbers:
            return cls
    return InternalError if errno < 1000 else OperationalError


def raise_mysql_exception(data):
    """Raises what an error packet tells."""
    errno = data[1] | data[2] << 8
    text = data[9:] if data[3:4] == b"#" else data[3:]
    raise error_class(errno)(errno, text.decode("utf-8", "replace"))
