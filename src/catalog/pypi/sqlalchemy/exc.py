"""The exceptions of SQLAlchemy."""


class SQLAlchemyError(Exception):
    code = None

    def _text(self):
        if len(self.args) == 1:
            return str(self.args[0])
        return str(self.args) if self.args else ""

    def __str__(self):
        text = self._text()
        if self.code:
            text += "\n(Background on this error at: https://sqlalche.me/e/20/" + self.code + ")"
        return text


class ArgumentError(SQLAlchemyError):
    pass


class ObjectNotExecutableError(ArgumentError):
    pass


class NoSuchModuleError(ArgumentError):
    pass


class NoForeignKeysError(ArgumentError):
    pass


class AmbiguousForeignKeysError(ArgumentError):
    pass


class CompileError(SQLAlchemyError):
    pass


class InvalidRequestError(SQLAlchemyError):
    pass


class NoInspectionAvailable(InvalidRequestError):
    pass


class PendingRollbackError(InvalidRequestError):
    code = "7s2a"


class ResourceClosedError(InvalidRequestError):
    pass


class NoSuchTableError(InvalidRequestError):
    pass


class NoResultFound(InvalidRequestError):
    pass


class MultipleResultsFound(InvalidRequestError):
    pass


class NoReferenceError(InvalidRequestError):
    pass


class NoReferencedTableError(NoReferenceError):
    pass


class UnboundExecutionError(InvalidRequestError):
    pass


class TimeoutError(SQLAlchemyError):
    code = "3o7r"


class StatementError(SQLAlchemyError):
    """Wraps an error that came while a statement was run; tells the statement too."""

    def __init__(self, message, statement=None, params=None, orig=None):
        SQLAlchemyError.__init__(self, message)
        self.statement = statement
        self.params = params
        self.orig = orig

    def _text(self):
        lines = [str(self.args[0])]
        if self.statement is not None:
            lines.append("[SQL: " + self.statement + "]")
            if self.params:
                lines.append("[parameters: " + repr(self.params) + "]")
        return "\n".join(lines)


class DBAPIError(StatementError):
    code = "dbapi"
    connection_invalidated = False

    def __init__(self, statement, params, orig, message=None):
        kind = type(orig)
        StatementError.__init__(self, message or "(" + kind.__module__ + "." + kind.__name__ + ") " + str(orig), statement, params, orig)


class InterfaceError(DBAPIError):
    code = "rvf5"


class DatabaseError(DBAPIError):
    code = "4xp6"


class DataError(DatabaseError):
    code = "9h9h"


class OperationalError(DatabaseError):
    code = "e3q8"


class IntegrityError(DatabaseError):
    code = "gkpj"


class InternalError(DatabaseError):
    code = "2j85"


class ProgrammingError(DatabaseError):
    code = "f405"


class NotSupportedError(DatabaseError):
    code = "tw8g"


_WRAPPED = {c.__name__: c for c in (InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError, InternalError, ProgrammingError, NotSupportedError)}


def wrap(orig, statement=None, params=None):
    """The exception of this module for one of the driver."""
    return _WRAPPED.get(type(orig).__name__, DBAPIError)(statement, params, orig)


class SAWarning(RuntimeWarning):
    pass


class SADeprecationWarning(DeprecationWarning):
    pass
