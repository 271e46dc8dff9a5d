"""Commands, groups and the context that a command runs in."""
import os
import sys

from . import parser
from .exceptions import Abort, ClickException, Exit, NoArgsIsHelpError, UsageError
from .params import Argument, Option, Parameter
from .termui import echo, wrap

_stack = []


def get_current_context(silent=False):
    if _stack:
        return _stack[-1]
    if silent:
        return None
    raise RuntimeError("There is no active click context.")


class Context:
    allow_extra_args = False

    def __init__(self, command, parent=None, info_name=None, obj=None, auto_envvar_prefix=None, default_map=None, resilient_parsing=False, allow_extra_args=None, allow_interspersed_args=None, ignore_unknown_options=None, help_option_names=None, terminal_width=None, max_content_width=None, color=None, token_normalize_func=None, show_default=None):
        self.command = command
        self.parent = parent
        self.info_name = info_name
        self.obj = obj if obj is not None else (parent.obj if parent else None)
        self.params = {}
        self.args = []
        self.invoked_subcommand = None
        self.resilient_parsing = resilient_parsing
        self.ignore_unknown_options = bool(ignore_unknown_options)
        self.allow_extra_args = bool(allow_extra_args)
        self.help_option_names = help_option_names or (parent.help_option_names if parent else ["--help"])
        self._meta = parent.meta if parent else {}
        self._close = []
        self._sources = {}
        if auto_envvar_prefix is None and parent is not None and parent.auto_envvar_prefix and info_name:
            auto_envvar_prefix = parent.auto_envvar_prefix + "_" + info_name.upper()
        self.auto_envvar_prefix = auto_envvar_prefix.replace("-", "_") if auto_envvar_prefix else None
        if default_map is None and parent is not None and parent.default_map:
            default_map = parent.default_map.get(info_name)
        self.default_map = default_map

    @property
    def meta(self):
        return self._meta

    @property
    def command_path(self):
        own = self.info_name or ""
        if self.parent is None:
            return own
        words = [self.parent.command_path]
        for p in self.parent.command.get_params(self.parent):
            if isinstance(p, Argument):
                words.append(p.make_metavar())
        return " ".join(words + [own])

    def lookup_default(self, name):
        return self.default_map.get(name) if self.default_map else None

    def set_parameter_source(self, name, source):
        self._sources[name] = source

    def get_parameter_source(self, name):
        return self._sources.get(name)

    def find_root(self):
        return self if self.parent is None else self.parent.find_root()

    def find_object(self, kind):
        ctx = self
        while ctx is not None:
            if isinstance(ctx.obj, kind):
                return ctx.obj
            ctx = ctx.parent
        return None

    def ensure_object(self, kind):
        found = self.find_object(kind)
        if found is None:
            self.obj = found = kind()
        return found

    def call_on_close(self, f):
        self._close.append(f)
        return f

    def with_resource(self, manager):
        value = manager.__enter__()
        self._close.append(lambda: manager.__exit__(None, None, None))
        return value

    def close(self):
        while self._close:
            self._close.pop()()

    def __enter__(self):
        _stack.append(self)
        return self

    def __exit__(self, kind, value, tb):
        _stack.pop()
        self.close()

    def get_usage(self):
        return self.command.get_usage(self)

    def get_help(self):
        return self.command.get_help(self)

    def fail(self, message):
        raise UsageError(message, self)

    def exit(self, code=0):
        raise Exit(code)

    def abort(self):
        raise Abort()

    def invoke(self, callback, *args, **kwargs):
        if isinstance(callback, Command):
            command = callback
            ctx = Context(command, parent=self, info_name=command.name)
            for p in command.params:
                if p.name not in kwargs and p.expose_value:
                    kwargs[p.name] = p._convert(ctx, p.get_default(ctx)) if p.get_default(ctx) is not None else None
            with ctx:
                return command.callback(*args, **kwargs)
        with self:
            return callback(*args, **kwargs)

    def forward(self, command, *args, **kwargs):
        return self.invoke(command, *args, **{**self.params, **kwargs})


class Command:
    allow_interspersed_args = True

    def __init__(self, name, context_settings=None, callback=None, params=None, help=None, epilog=None, short_help=None, options_metavar="[OPTIONS]", add_help_option=True, no_args_is_help=False, hidden=False, deprecated=False):
        self.name = name
        self.context_settings = context_settings or {}
        self.callback = callback
        self.params = list(params or [])
        self.help = help
        self.epilog = epilog
        self.short_help = short_help
        self.options_metavar = options_metavar
        self.add_help_option = add_help_option
        self.no_args_is_help = no_args_is_help
        self.hidden = hidden
        self.deprecated = deprecated
        self._help_option = None

    def __repr__(self):
        return "<" + type(self).__name__ + " " + str(self.name) + ">"

    def get_params(self, ctx):
        if not self.add_help_option:
            return self.params
        if self._help_option is None:
            def show(ctx, param, value):
                if value and not ctx.resilient_parsing:
                    echo(ctx.get_help())
                    ctx.exit()
            self._help_option = Option(ctx.help_option_names, is_flag=True, is_eager=True, expose_value=False, callback=show, help="Show this message and exit.")
        return self.params + [self._help_option]

    def usage_pieces(self, ctx):
        return ([self.options_metavar] if self.options_metavar else []) + [p.make_metavar() for p in self.params if isinstance(p, Argument)]

    def get_usage(self, ctx):
        start = "Usage: " + ctx.command_path + " "
        return wrap(" ".join(self.usage_pieces(ctx)), 78, start, " " * len(start))

    def get_short_help_str(self, limit=45):
        if self.short_help:
            return self.short_help.strip()
        text = " ".join((self.help or "").split("\n\n")[0].split())
        dot = text.find(". ")
        text = text[:dot + 1] if dot >= 0 else text
        if len(text) <= limit:
            return text if not text.endswith(".") or text.count(".") > 1 else text
        words = []
        for w in text.split():
            if len(" ".join(words + [w])) + 3 > limit:
                break
            words.append(w)
        return " ".join(words) + "..."

    def help_text(self):
        if not self.help:
            return ""
        lines = self.help.expandtabs().strip("\n").split("\f")[0].split("\n")
        depth = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()] or [0])
        return "\n".join([lines[0].lstrip()] + [line[depth:].rstrip() for line in lines[1:]]).strip()

    def get_help(self, ctx):
        out = [self.get_usage(ctx)]
        for para in self.help_text().split("\n\n"):
            if para.startswith("\b\n"):
                out.append("\n".join(["  " + line for line in para[2:].split("\n")]))
            elif para.strip():
                out.append(wrap(para, 78, "  ", "  "))
        rows = [r for r in [p.help_record(ctx) for p in self.get_params(ctx) if isinstance(p, Option)] if r]
        if rows:
            out.append("Options:\n" + definitions(rows))
        out += self.more_help(ctx)
        if self.epilog:
            out.append(wrap(self.epilog, 78, "  ", "  "))
        return "\n\n".join(out)

    def more_help(self, ctx):
        return []

    def make_context(self, info_name, args, parent=None, **extra):
        settings = dict(self.context_settings)
        settings.update(extra)
        ctx = Context(self, parent=parent, info_name=info_name, **settings)
        _stack.append(ctx)
        try:
            self.parse_args(ctx, list(args))
        finally:
            _stack.pop()
        return ctx

    def _handle(self, ctx, opts):
        params = self.get_params(ctx)
        for eager in (True, False):
            for p in params:
                if p.is_eager == eager:
                    p.handle(ctx, opts)

    def parse_args(self, ctx, args):
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            raise NoArgsIsHelpError(ctx)
        opts, words = parser.parse(ctx, args)
        values, left = parser.arguments(ctx, words)
        opts.update(values)
        self._handle(ctx, opts)
        if left and not ctx.allow_extra_args and not ctx.resilient_parsing:
            ctx.fail("Got unexpected extra argument" + ("s" if len(left) > 1 else "") + " (" + " ".join(left) + ")")
        ctx.args = left

    def invoke(self, ctx):
        if self.callback is not None:
            with ctx:
                try:
                    return self.callback(**ctx.params)
                except UsageError as e:
                    if e.ctx is None:
                        e.ctx = ctx
                    raise

    def main(self, args=None, prog_name=None, complete_var=None, standalone_mode=True, **extra):
        args = list(sys.argv[1:] if args is None else args)
        prog_name = prog_name or program_name()
        try:
            try:
                ctx = self.make_context(prog_name, args, **extra)
                value = self.invoke(ctx)
                if not standalone_mode:
                    return value
                sys.stdout.flush()
                sys.exit(0)
            except (EOFError, KeyboardInterrupt):
                echo(err=True)
                raise Abort()
            except ClickException as e:
                if not standalone_mode:
                    raise
                e.show()
                sys.exit(e.exit_code)
        except Exit as e:
            if standalone_mode:
                sys.exit(e.exit_code)
            return e.exit_code
        except Abort:
            if not standalone_mode:
                raise
            echo("Aborted!", err=True)
            sys.exit(1)

    def __call__(self, *args, **kwargs):
        return self.main(*args, **kwargs)


def program_name():
    """`flask`, or `python -m flask` when it was started so."""
    name = os.path.basename(sys.argv[0])
    if name == "__main__.py":
        return "python -m " + os.path.basename(os.path.dirname(os.path.abspath(sys.argv[0])))
    return name


def definitions(rows):
    first = min(max([len(r[0]) for r in rows]), 30) + 2
    out = []
    for left, right in rows:
        line = "  " + left
        if not right:
            out.append(line)
        elif len(left) <= first - 2:
            out.append(wrap(right, 78, line + " " * (first - len(left)), " " * (first + 2)))
        else:
            out.append(line + "\n" + wrap(right, 78, " " * (first + 2), " " * (first + 2)))
    return "\n".join(out)


class Group(Command):
    allow_interspersed_args = False
    command_class = None
    group_class = None

    def __init__(self, name=None, commands=None, invoke_without_command=False, no_args_is_help=None, subcommand_metavar=None, chain=False, **attrs):
        Command.__init__(self, name, **attrs)
        if isinstance(commands, (list, tuple)):
            commands = {c.name: c for c in commands}
        self.commands = dict(commands or {})
        self.invoke_without_command = invoke_without_command
        self.no_args_is_help = not invoke_without_command if no_args_is_help is None else no_args_is_help
        self.subcommand_metavar = subcommand_metavar or "COMMAND [ARGS]..."
        if chain:
            raise NotImplementedError("drydock: click groups with chain=True are not simulated")

    def usage_pieces(self, ctx):
        return Command.usage_pieces(self, ctx) + [self.subcommand_metavar]

    def add_command(self, cmd, name=None):
        self.commands[name or cmd.name] = cmd

    def command(self, *args, **kwargs):
        if self.command_class and kwargs.get("cls") is None:
            kwargs["cls"] = self.command_class
        func = None
        if args and callable(args[0]):
            func, args = args[0], ()

        def decorator(f):
            cmd = command(*args, **kwargs)(f)
            self.add_command(cmd)
            return cmd
        return decorator(func) if func else decorator

    def group(self, *args, **kwargs):
        if kwargs.get("cls") is None:
            kwargs["cls"] = (type(self) if self.group_class is type else self.group_class) or Group
        return self.command(*args, **kwargs)

    def get_command(self, ctx, name):
        return self.commands.get(name)

    def list_commands(self, ctx):
        return sorted(self.commands)

    def more_help(self, ctx):
        found = [(n, self.get_command(ctx, n)) for n in self.list_commands(ctx)]
        found = [(n, c) for n, c in found if c is not None and not c.hidden]
        if not found:
            return []
        limit = 78 - 6 - max([len(n) for n, _ in found])
        return ["Commands:\n" + definitions([(n, c.get_short_help_str(limit)) for n, c in found])]

    def parse_args(self, ctx, args):
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            raise NoArgsIsHelpError(ctx)
        opts, words = parser.parse(ctx, args)
        values, left = parser.arguments(ctx, words)
        opts.update(values)
        self._handle(ctx, opts)
        ctx.args = left

    def resolve_command(self, ctx, args):
        cmd = self.get_command(ctx, args[0])
        if cmd is None and not ctx.resilient_parsing:
            ctx.fail("No such command '" + args[0] + "'.")
        return args[0], cmd, args[1:]

    def invoke(self, ctx):
        if not ctx.args:
            if self.invoke_without_command:
                return Command.invoke(self, ctx)
            ctx.fail("Missing command.")
        with ctx:
            name, cmd, rest = self.resolve_command(ctx, ctx.args)
            ctx.invoked_subcommand = name
            Command.invoke(self, ctx)
            sub = cmd.make_context(name, rest, parent=ctx)
            with sub:
                return sub.command.invoke(sub)


MultiCommand = Group


class CommandCollection(Group):
    def __init__(self, name=None, sources=None, **attrs):
        Group.__init__(self, name, **attrs)
        self.sources = list(sources or [])

    def get_command(self, ctx, name):
        for source in self.sources:
            found = source.get_command(ctx, name)
            if found is not None:
                return found
        return Group.get_command(self, ctx, name)

    def list_commands(self, ctx):
        out = set(self.commands)
        for source in self.sources:
            out.update(source.list_commands(ctx))
        return sorted(out)


def command(name=None, cls=None, **attrs):
    """Decorator: the function becomes a Command. `_command`, `_cmd`, `_group` at the end of its name are left out."""
    func = None
    if callable(name):
        func, name = name, None

    def decorator(f):
        if isinstance(f, Command):
            raise TypeError("Attempted to convert a callback into a command twice.")
        params = list(reversed(getattr(f, "__click_params__", [])))
        params += attrs.pop("params", None) or []
        attrs.setdefault("help", f.__doc__)
        cmd_name = name
        if cmd_name is None:
            cmd_name = f.__name__.lower().replace("_", "-")
            for end in ("-command", "-cmd", "-group", "-grp"):
                if cmd_name.endswith(end):
                    cmd_name = cmd_name[:-len(end)]
                    break
        return (cls or Command)(name=cmd_name, callback=f, params=params, **attrs)
    return decorator(func) if func else decorator


def group(name=None, cls=None, **attrs):
    if callable(name):
        return command(cls=cls or Group)(name)
    return command(name, cls or Group, **attrs)


def _add(f, param):
    if isinstance(f, Command):
        f.params.append(param)
    else:
        if not hasattr(f, "__click_params__"):
            f.__click_params__ = []
        f.__click_params__.append(param)
    return f


def option(*decls, cls=None, **attrs):
    return lambda f: _add(f, (cls or Option)(decls, **attrs))


def argument(*decls, cls=None, **attrs):
    return lambda f: _add(f, (cls or Argument)(decls, **attrs))
