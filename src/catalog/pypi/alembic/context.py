"""What env.py works with: the configuration, the connection, and the migrations that are to run."""
import logging

from .migration import MigrationContext

config = None
script = None
_state = {}


class _Transaction:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        pass


def is_offline_mode():
    return False


def configure(connection=None, url=None, target_metadata=None, **opts):
    """Tells which connection is used; the rest are options, of which those for autogenerate matter."""
    if connection is None:
        raise NotImplementedError("drydock: migrations without a connection (--sql) are not simulated")
    opts["target_metadata"] = target_metadata
    _state["context"] = MigrationContext(connection, opts, script)


def get_context():
    return _state["context"]


def get_bind():
    return _state["context"].bind


def begin_transaction():
    return _Transaction()


def run_migrations(**kw):
    context = _state["context"]
    _state["run"](context)


def get_x_argument(as_dictionary=False):
    return {} if as_dictionary else []


def execute(sql, **kw):
    from . import op
    op._install(_state["context"])
    op.execute(sql)


def run_env(cfg, directory, work):
    """Runs env.py of the folder; `work` is called with the context where env.py says run_migrations()."""
    import os
    global config, script
    config, script = cfg, directory
    _state["run"] = work
    path = os.path.abspath(os.path.join(directory.dir, "env.py"))
    if os.path.isfile(path):
        with open(path) as f:
            source = f.read()
        exec(compile(source, path, "exec"), {"__file__": path, "__name__": "env_py"})
        return
    _without_env(cfg)


def setup_logging():
    """The log as alembic.ini of Flask-Migrate sets it up."""
    for name in ("alembic", "flask_migrate"):
        logging.getLogger(name).setLevel(logging.INFO)
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)-5.5s [%(name)s] %(message)s", datefmt="%H:%M:%S"))
        root.addHandler(handler)


def _without_env(cfg):
    """A folder that holds nothing but revisions is run with the application's own engine and metadata."""
    from flask import current_app
    migrate = current_app.extensions["migrate"]
    setup_logging()
    with migrate.db.engine.connect() as connection:
        configure(connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args)
        with begin_transaction():
            run_migrations()
