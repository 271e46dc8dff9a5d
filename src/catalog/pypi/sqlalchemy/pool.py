"""Kinds of pools."""
from .engine import NullPool, Pool, QueuePool, StaticPool
