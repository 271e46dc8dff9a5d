"""One run of migrations over a connection."""
import logging

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, String, Table, text

from .util import CommandError

_log = logging.getLogger("alembic.runtime.migration")


class MigrationContext:
    def __init__(self, connection, opts, script):
        self.connection = connection
        self.bind = connection
        self.opts = opts
        self.script = script
        self.dialect = connection.dialect
        _log.info("Context impl MySQLImpl.")
        _log.info("Will assume non-transactional DDL.")

    @classmethod
    def configure(cls, connection, opts=None, **kw):
        return cls(connection, opts or {}, None)

    def get_current_heads(self):
        if "alembic_version" not in self.connection.table_names():
            return []
        return [r[0] for r in self.connection.execute(text("SELECT alembic_version.version_num FROM alembic_version"))]

    def get_current_revision(self):
        heads = self.get_current_heads()
        return heads[0] if heads else None

    def ensure_version_table(self):
        if "alembic_version" not in self.connection.table_names():
            self.connection.execute_ddl("\nCREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)\n\n")

    def _set_heads(self, old, new):
        old, new = list(old), list(new)
        gone = [h for h in old if h not in new]
        fresh = [h for h in new if h not in old]
        while gone and fresh:
            self.connection.execute(text("UPDATE alembic_version SET version_num=:new WHERE alembic_version.version_num = :old").bindparams(new=fresh.pop(0), old=gone.pop(0)))
        for h in gone:
            self.connection.execute(text("DELETE FROM alembic_version WHERE alembic_version.version_num = :old").bindparams(old=h))
        for h in fresh:
            self.connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:new)").bindparams(new=h))

    def run(self, plan):
        """Runs the steps of a plan: (direction, script)."""
        from . import op
        heads = self.get_current_heads()
        steps = plan(heads)
        self.ensure_version_table()
        if steps and steps[0][0] == "stamp":
            _, names = steps[0]
            if sorted(names) != sorted(heads):
                _log.info("Running stamp_revision %s -> %s", ", ".join(heads), ", ".join(names))
                self._set_heads(heads, names)
                self.connection.commit()
            return
        for direction, script in steps:
            down = ", ".join(script.downs)
            if direction == "upgrade":
                _log.info("Running upgrade %s -> %s%s", down, script.revision, ", " + script.doc if script.doc else "")
                after = [h for h in heads if h not in script.downs] + [script.revision]
            else:
                _log.info("Running downgrade %s -> %s%s", script.revision, down, ", " + script.doc if script.doc else "")
                after = [h for h in heads if h != script.revision]
                kept = self.script.ancestors(after)
                after += [d for d in script.downs if d not in kept]
            op._install(self)
            script.names[direction]()
            self._set_heads(heads, after)
            self.connection.commit()
            heads = after
