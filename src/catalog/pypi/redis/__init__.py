"""A client of Redis."""
from . import exceptions
from .client import Redis, StrictRedis
from .connection import Connection, ConnectionPool
from .exceptions import AuthenticationError, BusyLoadingError, ConnectionError, DataError, InvalidResponse, PubSubError, ReadOnlyError, RedisError, ResponseError, TimeoutError, WatchError

__version__ = "7.0.1"


def from_url(url, **kwargs):
    return Redis.from_url(url, **kwargs)
