"""Cursors: run a statement and hold its rows."""
import re

from . import err

_VALUES = re.compile(r"\s*((?:INSERT|REPLACE)\b.+\bVALUES?\s*)(\(\s*(?:%s|%\(.+?\)s)\s*(?:,\s*(?:%s|%\(.+?\)s)\s*)*\))(\s*(?:ON DUPLICATE.*)?);?\s*$", re.I | re.S)


class Cursor:
    arraysize = 1

    def __init__(self, connection):
        self.connection = connection
        self.description = None
        self.rowcount = -1
        self.rownumber = 0
        self.lastrowid = 0
        self._result = None
        self._rows = None
        self._executed = None

    def close(self):
        self.connection = None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def _conn(self):
        if self.connection is None:
            raise err.ProgrammingError("Cursor closed")
        return self.connection

    def mogrify(self, query, args=None):
        """The statement with its arguments in their places."""
        if args is None:
            return query
        conn = self._conn()
        if isinstance(args, (tuple, list)):
            return query % tuple([conn.literal(a) for a in args])
        if isinstance(args, dict):
            return query % {k: conn.literal(v) for k, v in args.items()}
        return query % conn.literal(args)

    def execute(self, query, args=None):
        conn = self._conn()
        query = self.mogrify(query, args)
        self._executed = query
        conn.query(query)
        self._take(conn._result)
        return self.rowcount

    def executemany(self, query, args):
        if not args:
            return 0
        m = _VALUES.match(query)
        if m is not None:
            head, values, tail = m.groups()
            rows = ",".join([self.mogrify(values, a) for a in args])
            return self.execute(self.mogrify(head, {} if "%(" in head else ()) + rows + tail)
        total = sum([self.execute(query, a) for a in args])
        self.rowcount = total
        return total

    def callproc(self, procname, args=()):
        raise NotImplementedError("drydock: stored procedures are not simulated")

    def _take(self, result):
        self._result = result
        self.rownumber = 0
        self.rowcount = result.affected_rows
        self.description = result.description
        self.lastrowid = result.insert_id
        self._rows = None if result.rows is None else self._shaped(result.rows)

    def _shaped(self, rows):
        return rows

    def nextset(self):
        conn = self._conn()
        if self._result is None or not self._result.has_next:
            return None
        conn.next_result()
        self._take(conn._result)
        return True

    def _ready(self):
        if self._executed is None:
            raise err.ProgrammingError("execute() first")

    def fetchone(self):
        self._ready()
        if self._rows is None or self.rownumber >= len(self._rows):
            return None
        row = self._rows[self.rownumber]
        self.rownumber += 1
        return row

    def fetchmany(self, size=None):
        self._ready()
        if self._rows is None:
            return ()
        end = self.rownumber + (size or self.arraysize)
        rows = self._rows[self.rownumber:end]
        self.rownumber = min(end, len(self._rows))
        return rows

    def fetchall(self):
        self._ready()
        if self._rows is None:
            return ()
        rows = self._rows[self.rownumber:] if self.rownumber else self._rows
        self.rownumber = len(self._rows)
        return rows

    def __iter__(self):
        return iter(self.fetchone, None)


class DictCursor(Cursor):
    def _shaped(self, rows):
        names = []
        for column in self._result.columns:
            name = column.name
            if name in names:
                name = column.table + "." + name
            names.append(name)
        return [dict(zip(names, row)) for row in rows]


class SSCursor(Cursor):
    """The same as Cursor: rows are read at once."""


class SSDictCursor(DictCursor):
    pass
