"""Abstract classes of containers."""
from _collections_abc import *
