"""Migrations of databases."""
from . import context, op

__version__ = "1.17.1"
