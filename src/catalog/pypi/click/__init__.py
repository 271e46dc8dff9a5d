"""Command lines made of decorated functions."""
import functools

from .core import Argument, Command, CommandCollection, Context, Group, MultiCommand, Option, Parameter, argument, command, get_current_context, group, option
from .exceptions import Abort, BadArgumentUsage, BadOptionUsage, BadParameter, ClickException, FileError, MissingParameter, NoSuchOption, UsageError
from .termui import clear, confirm, echo, prompt, secho, style, unstyle
from .types import BOOL, FLOAT, INT, STRING, Choice, File, IntRange, ParamType, Path

__version__ = "8.3.0"


def pass_context(f):
    def with_context(*args, **kwargs):
        return f(get_current_context(), *args, **kwargs)
    return functools.update_wrapper(with_context, f)


def pass_obj(f):
    def with_obj(*args, **kwargs):
        return f(get_current_context().obj, *args, **kwargs)
    return functools.update_wrapper(with_obj, f)


def make_pass_decorator(object_type, ensure=False):
    def decorator(f):
        def with_found(*args, **kwargs):
            ctx = get_current_context()
            obj = ctx.ensure_object(object_type) if ensure else ctx.find_object(object_type)
            if obj is None:
                raise RuntimeError("Managed to invoke callback without a context object of type " + repr(object_type.__name__) + " existing.")
            return f(obj, *args, **kwargs)
        return functools.update_wrapper(with_found, f)
    return decorator


def version_option(version=None, *decls, package_name=None, prog_name=None, message="%(prog)s, version %(version)s", **attrs):
    def show(ctx, param, value):
        if value and not ctx.resilient_parsing:
            echo(message % {"prog": prog_name or ctx.find_root().info_name, "package": package_name, "version": version})
            ctx.exit()
    return option(*(decls or ("--version",)), is_flag=True, expose_value=False, is_eager=True, callback=show, help=attrs.get("help", "Show the version and exit."))


def password_option(*decls, **attrs):
    attrs.setdefault("prompt", True)
    attrs.setdefault("confirmation_prompt", True)
    attrs.setdefault("hide_input", True)
    return option(*(decls or ("--password",)), **attrs)


def confirmation_option(*decls, **attrs):
    def check(ctx, param, value):
        if not value:
            ctx.abort()
    attrs.setdefault("prompt", "Do you want to continue?")
    return option(*(decls or ("--yes",)), is_flag=True, expose_value=False, callback=check, help="Confirm the action without prompting.", **attrs)


def help_option(*decls, **attrs):
    def show(ctx, param, value):
        if value:
            echo(ctx.get_help())
            ctx.exit()
    return option(*(decls or ("--help",)), is_flag=True, expose_value=False, is_eager=True, callback=show, help="Show this message and exit.")


def format_filename(filename, shorten=False):
    return str(filename)
