"""flask db"""
import click
from flask.cli import with_appcontext

import flask_migrate as fm


@click.group()
def db():
    """Perform database migrations."""


def _directory(f):
    return click.option("-d", "--directory", default=None, help='Folder of the migration scripts (default is "migrations")')(f)


@db.command()
@_directory
@click.option("--multidb", is_flag=True, help="Support multiple databases")
@click.option("-t", "--template", default=None, help="Repository template to use")
@with_appcontext
def init(directory, multidb, template):
    """Creates a new migration repository."""
    fm.init(directory, multidb, template)


@db.command()
@_directory
@click.option("-m", "--message", default=None, help="Revision message")
@click.option("--autogenerate", is_flag=True, help="Write the operations that bring the database to the models")
@click.option("--head", default="head", help="The revision that the new one stands on")
@click.option("--rev-id", default=None, help="Use this revision id instead of a generated one")
@with_appcontext
def revision(directory, message, autogenerate, head, rev_id):
    """Create a new revision file."""
    fm.revision(directory, message, autogenerate, head=head, rev_id=rev_id)


@db.command()
@_directory
@click.option("-m", "--message", default=None, help="Revision message")
@click.option("--head", default="head", help="The revision that the new one stands on")
@click.option("--rev-id", default=None, help="Use this revision id instead of a generated one")
@with_appcontext
def migrate(directory, message, head, rev_id):
    """Autogenerate a new revision file (Alias for 'revision --autogenerate')"""
    fm.migrate(directory, message, head=head, rev_id=rev_id)


@db.command()
@_directory
@click.option("--sql", is_flag=True, help="Show the SQL instead of running it")
@click.option("--tag", default=None, help="A tag that env.py may use")
@click.argument("revision", default="head")
@with_appcontext
def upgrade(directory, sql, tag, revision):
    """Upgrade to a later version"""
    fm.upgrade(directory, revision, sql, tag)


@db.command()
@_directory
@click.option("--sql", is_flag=True, help="Show the SQL instead of running it")
@click.option("--tag", default=None, help="A tag that env.py may use")
@click.argument("revision", default="-1")
@with_appcontext
def downgrade(directory, sql, tag, revision):
    """Revert to a previous version"""
    fm.downgrade(directory, revision, sql, tag)


@db.command()
@_directory
@click.argument("revision", default="head")
@with_appcontext
def show(directory, revision):
    """Show the revision denoted by the given symbol."""
    fm.show(directory, revision)


@db.command()
@_directory
@click.option("-v", "--verbose", is_flag=True, help="Use more verbose output")
@with_appcontext
def history(directory, verbose):
    """List changeset scripts in chronological order."""
    fm.history(directory, verbose=verbose)


@db.command()
@_directory
@click.option("-v", "--verbose", is_flag=True, help="Use more verbose output")
@with_appcontext
def heads(directory, verbose):
    """Show current available heads in the script directory"""
    fm.heads(directory, verbose)


@db.command()
@_directory
@click.option("-v", "--verbose", is_flag=True, help="Use more verbose output")
@with_appcontext
def current(directory, verbose):
    """Display the current revision for each database."""
    fm.current(directory, verbose)


@db.command()
@_directory
@click.argument("revision", default="head")
@with_appcontext
def stamp(directory, revision):
    """'stamp' the revision table with the given revision; don't run any migrations"""
    fm.stamp(directory, revision)


@db.command()
@_directory
@with_appcontext
def check(directory):
    """Check if there are any new operations to migrate"""
    fm.check(directory)
