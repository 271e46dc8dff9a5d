"""The commands: upgrade, downgrade, revision, current, history, heads, stamp."""
from . import autogenerate as auto
from .context import run_env
from .script import ScriptDirectory, new_id
from .util import CommandError


def upgrade(config, revision, sql=False, tag=None):
    if sql:
        raise NotImplementedError("drydock: --sql of migrations is not simulated")
    script = ScriptDirectory.from_config(config)

    def plan(heads):
        for h in heads:
            script.known(h)
        wanted = script.ancestors(script.resolve(revision, heads)) - script.ancestors(heads)
        return [("upgrade", script.revisions[r]) for r in script.ordered(wanted)]
    run_env(config, script, lambda context: context.run(plan))


def downgrade(config, revision, sql=False, tag=None):
    if sql:
        raise NotImplementedError("drydock: --sql of migrations is not simulated")
    script = ScriptDirectory.from_config(config)

    def plan(heads):
        gone = script.ancestors(heads) - script.ancestors(script.resolve(revision, heads))
        return [("downgrade", script.revisions[r]) for r in reversed(script.ordered(gone))]
    run_env(config, script, lambda context: context.run(plan))


def stamp(config, revision, sql=False, tag=None, purge=False):
    script = ScriptDirectory.from_config(config)
    run_env(config, script, lambda context: context.run(lambda heads: [("stamp", script.resolve(revision, heads))]))


def current(config, verbose=False, check_heads=False):
    script = ScriptDirectory.from_config(config)

    def show(context):
        for head in context.get_current_heads():
            found = script.known(head)
            config.print_stdout(head + (" (head)" if found.is_head else ""))
    run_env(config, script, show)


def history(config, rev_range=None, verbose=False, indicate_current=False):
    script = ScriptDirectory.from_config(config)
    for s in script.walk_revisions():
        if verbose:
            config.print_stdout("Rev: " + s.revision + (" (head)" if s.is_head else "") + "\nParent: " + (", ".join(s.downs) or "<base>") + "\nPath: " + s.path + "\n\n    " + s.doc + "\n")
        else:
            config.print_stdout(s.line())


def heads(config, verbose=False, resolve_dependencies=False):
    for r in ScriptDirectory.from_config(config).heads():
        config.print_stdout(r + " (head)")


def show(config, rev):
    script = ScriptDirectory.from_config(config)
    for r in script.resolve(rev):
        s = script.revisions[r]
        config.print_stdout("Rev: " + s.revision + (" (head)" if s.is_head else "") + "\nParent: " + (", ".join(s.downs) or "<base>") + "\nPath: " + s.path + "\n\n    " + s.doc + "\n")


def revision(config, message=None, autogenerate=False, sql=False, head="head", splice=False, branch_label=None, version_path=None, rev_id=None, depends_on=None, process_revision_directives=None):
    script = ScriptDirectory.from_config(config)
    made = []
    rev_id = rev_id or new_id()
    if not autogenerate:
        return script.generate_revision(rev_id, message, script.resolve(head))

    def work(context):
        at = context.get_current_heads()
        if sorted(at) != sorted(script.heads()):
            raise CommandError("Target database is not up to date.")
        metadata = context.opts.get("target_metadata")
        if metadata is None:
            raise CommandError("Can't proceed with --autogenerate option; environment script does not provide a MetaData object or sequence of objects to the context.")
        changes = auto.compare(context.connection, metadata)
        if not changes and context.opts.get("process_revision_directives") is not None:
            import logging
            logging.getLogger("alembic.env").info("No changes in schema detected.")
            return
        up, down = auto.render(changes)
        made.append(script.generate_revision(rev_id, message, script.resolve(head), up, down))
    run_env(config, script, work)
    return made[0] if made else None


def check(config):
    script = ScriptDirectory.from_config(config)

    def work(context):
        if sorted(context.get_current_heads()) != sorted(script.heads()):
            raise CommandError("Target database is not up to date.")
        if auto.compare(context.connection, context.opts["target_metadata"]):
            raise CommandError("New upgrade operations detected")
        config.print_stdout("No new upgrade operations detected.")
    run_env(config, script, work)
