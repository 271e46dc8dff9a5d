"""Migrations in a Flask application: `flask db …`."""
import logging
import os
import sys

from flask import current_app

import alembic.command
from alembic.config import Config as AlembicConfig
from alembic.util import CommandError, message, status

from . import templates

__version__ = "4.1.0"
log = logging.getLogger("flask_migrate")


class Config(AlembicConfig):
    def get_template_directory(self):
        return os.path.join(os.path.dirname(__file__), "templates")


class _MigrateConfig:
    def __init__(self, migrate, db, **kwargs):
        self.migrate = migrate
        self.db = db
        self.directory = migrate.directory
        self.configure_args = kwargs

    @property
    def metadata(self):
        return self.db.metadata


class Migrate:
    def __init__(self, app=None, db=None, directory="migrations", command="db", compare_type=True, render_as_batch=True, **kwargs):
        self.db = db
        self.command = command
        self.directory = str(directory)
        self.configure_callbacks = []
        self.alembic_ctx_kwargs = dict(kwargs, compare_type=compare_type, render_as_batch=render_as_batch)
        if app is not None and db is not None:
            self.init_app(app, db, directory)

    def init_app(self, app, db=None, directory=None, command=None, compare_type=None, render_as_batch=None, **kwargs):
        self.db = db or self.db
        self.directory = str(directory or self.directory)
        self.alembic_ctx_kwargs.update(kwargs)
        app.extensions["migrate"] = _MigrateConfig(self, self.db, **self.alembic_ctx_kwargs)

    def configure(self, f):
        self.configure_callbacks.append(f)
        return f

    def get_config(self, directory=None, x_arg=None, opts=None):
        directory = str(directory or self.directory)
        config = Config(os.path.join(directory, "alembic.ini"))
        config.set_main_option("script_location", directory)
        for f in self.configure_callbacks:
            config = f(config)
        return config


def catch_errors(f):
    def run(*args, **kwargs):
        try:
            return f(*args, **kwargs)
        except (CommandError, RuntimeError) as e:
            log.error("Error: " + str(e))
            sys.exit(1)
    return run


def _config(directory):
    return current_app.extensions["migrate"].migrate.get_config(directory)


@catch_errors
def init(directory=None, multidb=False, template=None, package=False):
    """Makes the folder of migrations."""
    if multidb or template:
        raise NotImplementedError("drydock: --multidb and --template of 'flask db init' are not simulated")
    directory = str(directory or current_app.extensions["migrate"].directory)
    if os.access(directory, os.F_OK) and os.listdir(directory):
        raise CommandError("Directory " + directory + " already exists and is not empty")
    full = os.path.abspath(directory)
    for folder in (full, os.path.join(full, "versions")):
        if not os.path.isdir(folder):
            with status("Creating directory " + folder):
                os.makedirs(folder)
    for name, text in templates.FILES:
        with status("Generating " + os.path.join(full, name)):
            with open(os.path.join(full, name), "w") as f:
                f.write(text)
    message("Please edit configuration/connection/logging settings in " + os.path.join(full, "alembic.ini") + " before proceeding.")


@catch_errors
def revision(directory=None, message=None, autogenerate=False, sql=False, head="head", splice=False, branch_label=None, version_path=None, rev_id=None):
    alembic.command.revision(_config(directory), message, autogenerate=autogenerate, sql=sql, head=head, rev_id=rev_id)


@catch_errors
def migrate(directory=None, message=None, sql=False, head="head", splice=False, branch_label=None, version_path=None, rev_id=None, x_arg=None):
    alembic.command.revision(_config(directory), message, autogenerate=True, sql=sql, head=head, rev_id=rev_id)


@catch_errors
def upgrade(directory=None, revision="head", sql=False, tag=None, x_arg=None):
    alembic.command.upgrade(_config(directory), revision, sql=sql, tag=tag)


@catch_errors
def downgrade(directory=None, revision="-1", sql=False, tag=None, x_arg=None):
    alembic.command.downgrade(_config(directory), revision, sql=sql, tag=tag)


@catch_errors
def stamp(directory=None, revision="head", sql=False, tag=None, purge=False):
    alembic.command.stamp(_config(directory), revision, sql=sql, tag=tag)


@catch_errors
def current(directory=None, verbose=False):
    alembic.command.current(_config(directory), verbose=verbose)


@catch_errors
def history(directory=None, rev_range=None, verbose=False, indicate_current=False):
    alembic.command.history(_config(directory), rev_range, verbose=verbose)


@catch_errors
def heads(directory=None, verbose=False, resolve_dependencies=False):
    alembic.command.heads(_config(directory), verbose=verbose)


@catch_errors
def show(directory=None, revision="head"):
    alembic.command.show(_config(directory), revision)


@catch_errors
def check(directory=None):
    alembic.command.check(_config(directory))
