"""Names that programs import from here."""
from .elements import *
from .elements import and_, asc, case, cast, desc, false, func, not_, null, or_, text, true
from .selectable import delete, exists, insert, select, union, union_all, update
from . import elements as expression
