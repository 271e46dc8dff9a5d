"""The `flask` command: finds the application, runs it, and runs the commands that it brings."""
import functools
import importlib
import os
import re
import sys
import traceback

import click
from click.core import get_current_context

from .globals import current_app
from .helpers import get_debug_flag, get_load_dotenv


class NoAppException(click.UsageError):
    pass


def _is_factory_call(name):
    """("create_app", "'x', 1") of "create_app('x', 1)", or None."""
    m = re.match(r"^([A-Za-z_]\w*)\s*\((.*)\)$", name)
    return (m.group(1), m.group(2)) if m else None


def find_best_app(module):
    from . import Flask
    for name in ("app", "application"):
        app = getattr(module, name, None)
        if isinstance(app, Flask):
            return app
    found = [v for v in vars(module).values() if isinstance(v, Flask)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise NoAppException("Detected multiple Flask applications in module '" + module.__name__ + "'. Use '" + module.__name__ + ":name' to specify the correct one.")
    for name in ("create_app", "make_app"):
        factory = getattr(module, name, None)
        if callable(factory):
            try:
                app = factory()
            except TypeError as e:
                if "required positional argument" not in str(e) or not str(e).startswith(name + "("):
                    raise
                raise NoAppException("Detected factory '" + name + "' in module '" + module.__name__ + "', but could not call it without arguments. Use '" + module.__name__ + ":" + name + "(args)' to specify arguments.") from e
            if isinstance(app, Flask):
                return app
    raise NoAppException("Failed to find Flask application or factory in module '" + module.__name__ + "'. Use '" + module.__name__ + ":name' to specify one.")


def find_app_by_string(module, app_name):
    from . import Flask
    call = _is_factory_call(app_name.strip())
    name = call[0] if call else app_name.strip()
    if not re.match(r"^[A-Za-z_]\w*$", name):
        raise NoAppException("Failed to parse " + repr(app_name) + " as an attribute name or function call.")
    if not hasattr(module, name):
        raise NoAppException("Failed to find attribute " + repr(name) + " in " + repr(module.__name__) + ".")
    found = getattr(module, name)
    if callable(found) and not isinstance(found, Flask):
        try:
            found = eval(app_name.strip(), dict(vars(module))) if call else found()
        except TypeError as e:
            if "argument" not in str(e):
                raise
            raise NoAppException("The factory " + repr(app_name) + " in module " + repr(module.__name__) + " could not be called with the specified arguments.") from e
    if isinstance(found, Flask):
        return found
    raise NoAppException("A valid Flask application was not obtained from '" + module.__name__ + ":" + app_name + "'.")


def prepare_import(path):
    """The name of the module at the path; its folder becomes the first of sys.path."""
    path = os.path.realpath(path)
    if path.endswith(".py"):
        path = path[:-3]
    if os.path.basename(path) == "__init__":
        path = os.path.dirname(path)
    names = []
    while True:
        path, name = os.path.split(path)
        names.append(name)
        if not os.path.exists(os.path.join(path, "__init__.py")):
            break
    if not sys.path or sys.path[0] != path:
        sys.path.insert(0, path)
    return ".".join(names[::-1])


def locate_app(module_name, app_name, raise_if_not_found=True):
    try:
        __import__(module_name)
    except ImportError as e:
        missing = getattr(e, "name", None)
        itself = isinstance(e, ModuleNotFoundError) and missing is not None and (module_name == missing or module_name.startswith(missing + "."))
        if not itself:
            raise NoAppException("While importing " + repr(module_name) + ", an ImportError was raised:\n\n" + traceback.format_exc()) from None
        if raise_if_not_found:
            raise NoAppException("Could not import " + repr(module_name) + ".") from None
        return None
    module = sys.modules[module_name]
    return find_best_app(module) if app_name is None else find_app_by_string(module, app_name)


def show_server_banner(debug, app_import_path):
    from werkzeug.serving import is_running_from_reloader
    if is_running_from_reloader():
        return
    if app_import_path is not None:
        click.echo(" * Serving Flask app " + repr(app_import_path))
    if debug is not None:
        click.echo(" * Debug mode: " + ("on" if debug else "off"))


class ScriptInfo:
    """Which application the command works with."""

    def __init__(self, app_import_path=None, create_app=None, set_debug_flag=True, load_dotenv_defaults=True):
        self.app_import_path = app_import_path
        self.create_app = create_app
        self.data = {}
        self.set_debug_flag = set_debug_flag
        self.load_dotenv_defaults = get_load_dotenv(load_dotenv_defaults)
        self._loaded_app = None

    def load_app(self):
        if self._loaded_app is not None:
            return self._loaded_app
        app = None
        if self.create_app is not None:
            app = self.create_app()
        elif self.app_import_path:
            path, *name = re.split(r":(?![\\/])", self.app_import_path, maxsplit=1)
            app = locate_app(prepare_import(path), name[0] if name else None)
        else:
            for path in ("wsgi.py", "app.py"):
                app = locate_app(prepare_import(path), None, raise_if_not_found=False)
                if app is not None:
                    break
        if app is None:
            raise NoAppException("Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.")
        if self.set_debug_flag:
            app.debug = get_debug_flag()
        self._loaded_app = app
        return app


pass_script_info = click.make_pass_decorator(ScriptInfo, ensure=True)


def with_appcontext(f):
    """The function runs with the application's context."""
    @click.pass_context
    def decorator(ctx, *args, **kwargs):
        if not current_app:
            app = ctx.ensure_object(ScriptInfo).load_app()
            ctx.with_resource(app.app_context())
        return ctx.invoke(f, *args, **kwargs)
    return functools.update_wrapper(decorator, f)


class AppGroup(click.Group):
    """A group whose commands run with the application's context."""

    def command(self, *args, **kwargs):
        wrap = kwargs.pop("with_appcontext", True)
        if args and callable(args[0]):
            return self.command()(args[0])

        def decorator(f):
            return click.Group.command(self, *args, **kwargs)(with_appcontext(f) if wrap else f)
        return decorator

    def group(self, *args, **kwargs):
        kwargs.setdefault("cls", AppGroup)
        return click.Group.group(self, *args, **kwargs)


def _set_app(ctx, param, value):
    if value is not None:
        ctx.ensure_object(ScriptInfo).app_import_path = value
    return value


def _set_debug(ctx, param, value):
    if ctx.get_parameter_source(param.name) in ("default", "default_map"):
        return None
    os.environ["FLASK_DEBUG"] = "1" if value else "0"
    return value


def _env_file(ctx, param, value):
    try:
        import dotenv
    except ImportError:
        if value is None:
            return None
        raise click.BadParameter("python-dotenv must be installed to load an env file.", ctx=ctx, param=param)
    if value is not None or ctx.ensure_object(ScriptInfo).load_dotenv_defaults:
        load_dotenv(value, load_defaults=ctx.ensure_object(ScriptInfo).load_dotenv_defaults)
    return value


def _show_version(ctx, param, value):
    if not value or ctx.resilient_parsing:
        return
    import werkzeug

    from . import __version__
    click.echo("Python " + sys.version.split()[0] + "\nFlask " + __version__ + "\nWerkzeug " + werkzeug.__version__)
    ctx.exit()


def load_dotenv(path=None, load_defaults=True):
    """Reads .env and .flaskenv, when python-dotenv is there; a variable that is set already stays."""
    try:
        import dotenv
    except ImportError:
        if path or os.path.isfile(".env") or os.path.isfile(".flaskenv"):
            click.secho(" * Tip: There are .env files present. Install python-dotenv to use them.", fg="yellow", err=True)
        return False
    data = {}
    if load_defaults:
        for name in (".flaskenv", ".env"):
            found = dotenv.find_dotenv(name, usecwd=True)
            if found:
                data.update(dotenv.dotenv_values(found))
    if path is not None and os.path.isfile(path):
        data.update(dotenv.dotenv_values(path))
    for key, value in data.items():
        if key not in os.environ and value is not None:
            os.environ[key] = value
    return bool(data)


class FlaskGroup(AppGroup):
    def __init__(self, add_default_commands=True, create_app=None, add_version_option=True, load_dotenv=True, set_debug_flag=True, **extra):
        params = list(extra.pop("params", None) or [])
        params.append(click.Option(["-e", "--env-file"], type=click.Path(exists=True, dir_okay=False), is_eager=True, expose_value=False, callback=_env_file, help="Take environment variables from this file too; it counts more than '.env' and '.flaskenv'. Needs python-dotenv."))
        params.append(click.Option(["-A", "--app"], metavar="IMPORT", is_eager=True, expose_value=False, callback=_set_app, help="The Flask application or factory function to load, in the form 'module:name'. The module may be a dotted import or a file path. Not needed when it is 'app' or 'wsgi' with the usual names."))
        params.append(click.Option(["--debug/--no-debug"], expose_value=False, callback=_set_debug, help="Set debug mode."))
        if add_version_option:
            params.append(click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="Show the Flask version."))
        extra.setdefault("context_settings", {}).setdefault("auto_envvar_prefix", "FLASK")
        AppGroup.__init__(self, params=params, **extra)
        self.create_app = create_app
        self.load_dotenv = load_dotenv
        self.set_debug_flag = set_debug_flag
        self._plugins = False
        if add_default_commands:
            self.add_command(run_command)
            self.add_command(shell_command)
            self.add_command(routes_command)

    def _load_plugin_commands(self):
        """Packages that bring a command of their own (`flask.commands`): flask_migrate has `db`."""
        if not self._plugins:
            self._plugins = True
            try:
                from flask_migrate.cli import db
                self.add_command(db, "db")
            except ImportError:
                pass

    def get_command(self, ctx, name):
        own = self.commands.get(name)
        if own is not None:
            return own
        self._load_plugin_commands()
        own = self.commands.get(name)
        if own is not None:
            return own
        info = ctx.ensure_object(ScriptInfo)
        try:
            app = info.load_app()
        except NoAppException as e:
            click.secho("Error: " + e.format_message() + "\n", err=True, fg="red")
            return None
        if not current_app or current_app._get_current_object() is not app:
            ctx.with_resource(app.app_context())
        return app.cli.get_command(ctx, name)

    def list_commands(self, ctx):
        self._load_plugin_commands()
        out = set(self.commands)
        try:
            out.update(ctx.ensure_object(ScriptInfo).load_app().cli.list_commands(ctx))
        except NoAppException as e:
            click.secho("Error: " + e.format_message() + "\n", err=True, fg="red")
        except Exception:
            click.secho(traceback.format_exc() + "\n", err=True, fg="red")
        return sorted(out)

    def make_context(self, info_name, args, parent=None, **extra):
        os.environ["FLASK_RUN_FROM_CLI"] = "true"
        if "obj" not in extra:
            extra["obj"] = ScriptInfo(create_app=self.create_app, set_debug_flag=self.set_debug_flag, load_dotenv_defaults=self.load_dotenv)
        return AppGroup.make_context(self, info_name, args, parent=parent, **extra)

    def parse_args(self, ctx, args):
        if not args and self.no_args_is_help or (len(args) == 1 and args[0] in ctx.help_option_names):
            # Help shows the commands of the application: its place must be known before.
            _env_file(ctx, None, None)
            app = os.environ.get("FLASK_APP")
            if app:
                ctx.ensure_object(ScriptInfo).app_import_path = app
        return AppGroup.parse_args(self, ctx, args)


@click.command("run")
@click.option("--host", "-h", default="127.0.0.1", help="The interface to bind to.")
@click.option("--port", "-p", default=5000, help="The port to bind to.")
@click.option("--cert", default=None, help="Specify a certificate file to use HTTPS.")
@click.option("--key", default=None, help="The key file to use when specifying a certificate.")
@click.option("--reload/--no-reload", default=None, help="Enable or disable the reloader. By default the reloader is active if debug is enabled.")
@click.option("--debugger/--no-debugger", default=None, help="Enable or disable the debugger. By default the debugger is active if debug is enabled.")
@click.option("--with-threads/--without-threads", default=True, help="Enable or disable multithreading.")
@click.option("--debug/--no-debug", "debug_mode", expose_value=False, callback=_set_debug, help="Set debug mode.")
@click.option("--extra-files", default=None, metavar="PATH", help="Extra files that trigger a reload on change. Multiple paths are separated by ':'.")
@click.option("--exclude-patterns", default=None, metavar="PATH", help="Files matching these fnmatch patterns will not trigger a reload on change. Multiple patterns are separated by ':'.")
@pass_script_info
def run_command(info, host, port, cert, key, reload, debugger, with_threads, extra_files, exclude_patterns):
    """Run a development server.

    It is not meant for production. The reloader and the debugger are on
    when the '--debug' option is given.
    """
    from werkzeug.serving import is_running_from_reloader, run_simple
    if cert or key:
        raise NotImplementedError("drydock: https of the development server is not simulated")
    failure = []
    try:
        app = info.load_app()
    except Exception as e:
        if not is_running_from_reloader():
            raise
        # The reloader keeps waiting for a better version of the file; a request shows the error.
        traceback.print_exc()
        failure.append(e)

        def app(environ, start_response):
            raise failure[0]
    debug = get_debug_flag()
    if reload is None:
        reload = debug
    if debugger is None:
        debugger = debug
    show_server_banner(debug, info.app_import_path)
    run_simple(host, port, app, use_reloader=reload, use_debugger=debugger, threaded=with_threads, extra_files=extra_files.split(":") if extra_files else None, exclude_patterns=exclude_patterns.split(":") if exclude_patterns else None)


@click.command("shell", short_help="Run a shell in the app context.")
@with_appcontext
def shell_command():
    """Run an interactive Python shell in the context of the application."""
    import code
    banner = "Python " + sys.version + " on " + sys.platform + "\nApp: " + current_app.import_name + "\nInstance: " + current_app.instance_path
    names = {}
    startup = os.environ.get("PYTHONSTARTUP")
    if startup and os.path.isfile(startup):
        with open(startup) as f:
            exec(compile(f.read(), startup, "exec"), names)
    names.update(current_app.make_shell_context())
    code.interact(banner=banner, local=names)


@click.command("routes", short_help="Show the routes for the app.")
@click.option("--sort", "-s", type=click.Choice(["endpoint", "methods", "domain", "rule", "match"]), default="endpoint", help="Method to sort routes by. 'match' is the order that Flask will match routes when dispatching a request.")
@click.option("--all-methods", is_flag=True, help="Show HEAD and OPTIONS methods.")
@with_appcontext
def routes_command(sort, all_methods):
    """Show all registered routes with endpoints and methods."""
    rules = list(current_app.url_map.iter_rules())
    if not rules:
        click.echo("No routes were registered.")
        return
    hidden = () if all_methods else ("HEAD", "OPTIONS")
    rows = [(r.endpoint, ", ".join(sorted([m for m in r.methods or () if m not in hidden])), r.rule) for r in rules]
    if sort in ("endpoint", "methods", "rule"):
        at = ["endpoint", "methods", "rule"].index(sort)
        rows.sort(key=lambda row: row[at])
    rows = [("Endpoint", "Methods", "Rule")] + rows
    widths = [max([len(row[i]) for row in rows]) for i in range(3)]
    rows.insert(1, tuple(["-" * w for w in widths]))
    for row in rows:
        click.echo("  ".join([cell.ljust(w) for cell, w in zip(row, widths)]).rstrip())


cli = FlaskGroup(name="flask", help="""A general utility script for Flask applications.

An application to load must be given with the '--app' option,
'FLASK_APP' environment variable, or with a 'wsgi.py' or 'app.py' file
in the current directory.
""")


def main():
    """What `flask` runs. The current folder is searched for modules, as with `python -m`."""
    cli.main()
