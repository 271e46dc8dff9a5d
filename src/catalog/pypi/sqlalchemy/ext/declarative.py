"""The older place of declarative_base."""
from ..orm.mapper import declarative_base, declared_attr
