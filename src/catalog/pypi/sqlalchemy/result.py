"""Rows and results."""
from .exc import MultipleResultsFound, NoResultFound, ResourceClosedError


class Row(tuple):
    """A row: a tuple whose values have names too."""

    def __new__(cls, values, names):
        self = tuple.__new__(cls, values)
        self.__dict__["_fields"] = names
        return self

    def __getattr__(self, name):
        names = self.__dict__.get("_fields", ())
        if name in names:
            return self[list(names).index(name)]
        raise AttributeError("Could not locate column in row for column '" + name + "'")

    @property
    def _mapping(self):
        return dict(zip(self.__dict__["_fields"], self))

    def _asdict(self):
        return self._mapping

    def keys(self):
        return list(self.__dict__["_fields"])

    @property
    def t(self):
        return self


class Result:
    """Rows that are handed out once."""

    def __init__(self, rows, keys, rowcount=-1, lastrowid=None, primary_key=None, returns=True):
        self._rows = rows
        self._keys = keys
        self._at = 0
        self._unique = False
        self.rowcount = rowcount
        self.lastrowid = lastrowid
        self.inserted_primary_key = primary_key
        self.returns_rows = returns

    def _check(self):
        if not self.returns_rows:
            raise ResourceClosedError("This result object does not return rows. It has been closed automatically.")

    def keys(self):
        return list(self._keys)

    def _rest(self):
        self._check()
        rows = self._rows[self._at:]
        self._at = len(self._rows)
        if self._unique:
            out = []
            seen = set()
            for r in rows:
                key = id(r) if not isinstance(r, (tuple, str, int)) else r
                if key not in seen:
                    seen.add(key)
                    out.append(r)
            rows = out
        return rows

    def _same(self, rows):
        return type(self)(rows, self._keys, self.rowcount)

    def all(self):
        return list(self._rest())

    fetchall = all

    def fetchone(self):
        self._check()
        if self._at >= len(self._rows):
            return None
        self._at += 1
        return self._rows[self._at - 1]

    def fetchmany(self, size=1):
        self._check()
        rows = self._rows[self._at:self._at + size]
        self._at += len(rows)
        return list(rows)

    def first(self):
        rows = self._rest()
        return rows[0] if rows else None

    def one(self):
        rows = self._rest()
        if not rows:
            raise NoResultFound("No row was found when one was required")
        if len(rows) > 1:
            raise MultipleResultsFound("Multiple rows were found when exactly one was required")
        return rows[0]

    def one_or_none(self):
        rows = self._rest()
        if len(rows) > 1:
            raise MultipleResultsFound("Multiple rows were found when one or none was required")
        return rows[0] if rows else None

    def _first_value(self, row):
        return row[0] if row is not None else None

    def scalar(self):
        return self._first_value(self.first())

    def scalar_one(self):
        return self._first_value(self.one())

    def scalar_one_or_none(self):
        return self._first_value(self.one_or_none())

    def scalars(self, index=0):
        return ScalarResult([r[index] for r in self._rest()], self._keys)

    def mappings(self):
        return MappingResult([r._mapping for r in self._rest()], self._keys)

    def tuples(self):
        return self

    def unique(self, strategy=None):
        self._unique = True
        return self

    def close(self):
        self._rows = []

    def __iter__(self):
        return iter(self._rest())


CursorResult = Result


class ScalarResult(Result):
    def _first_value(self, row):
        return row


class MappingResult(ScalarResult):
    pass
