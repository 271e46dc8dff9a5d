"""Errors of mapped objects."""
from ..exc import InvalidRequestError, MultipleResultsFound, NoResultFound, SQLAlchemyError


class DetachedInstanceError(SQLAlchemyError):
    code = "bhk3"


class ObjectDeletedError(InvalidRequestError):
    pass


class StaleDataError(SQLAlchemyError):
    pass


class UnmappedInstanceError(InvalidRequestError):
    pass


class UnmappedClassError(InvalidRequestError):
    pass


class FlushError(SQLAlchemyError):
    pass
