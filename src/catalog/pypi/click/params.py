"""Options and arguments of a command."""
import os

from .exceptions import BadParameter, MissingParameter
from .types import BOOL, INT, convert_type

_UNSET = object()


class Parameter:
    param_type_name = "parameter"

    def __init__(self, param_decls, type=None, required=False, default=None, callback=None, nargs=1, multiple=False, metavar=None, expose_value=True, is_eager=False, envvar=None, shell_complete=None):
        self.type = convert_type(type, default)
        self.required = required
        self.default = default
        self.callback = callback
        self.nargs = nargs
        self.multiple = multiple
        self.metavar = metavar
        self.expose_value = expose_value
        self.is_eager = is_eager
        self.envvar = envvar
        self.secondary_opts = []
        self._names(list(param_decls))

    def get_default(self, ctx):
        return self.default() if callable(self.default) else self.default

    def value_from_envvar(self, ctx):
        names = [self.envvar] if isinstance(self.envvar, str) else list(self.envvar or [])
        prefix = ctx.auto_envvar_prefix
        if prefix and self.param_type_name == "option":
            names.append(prefix + "_" + self.name.upper())
        for name in names:
            found = os.environ.get(name)
            if found:
                return found
        return None

    def _convert(self, ctx, value):
        if self.multiple or self.nargs != 1:
            return tuple([self.type(v, self, ctx) for v in value])
        return self.type(value, self, ctx)

    def handle(self, ctx, opts):
        """The value from the command line, the environment or the default; through the callback."""
        value = opts.get(self.name)
        source = "commandline"
        if value is None:
            value = self.value_from_envvar(ctx)
            source = "environment"
            if value is not None and (self.multiple or self.nargs != 1):
                value = value.split()
        if value is None:
            value = ctx.lookup_default(self.name)
            source = "default_map"
        if value is None:
            value = self.get_default(ctx)
            source = "default"
            if value is None and (self.multiple or self.nargs == -1):
                value = ()
        ctx.set_parameter_source(self.name, source)
        if value is not None:
            value = self._convert(ctx, value)
        if self.required and (value is None or value == ()) and not ctx.resilient_parsing:
            raise MissingParameter("", ctx=ctx, param=self)
        if self.callback is not None and not ctx.resilient_parsing:
            value = self.callback(ctx, self, value)
        if self.expose_value:
            ctx.params[self.name] = value
        return value


class Option(Parameter):
    param_type_name = "option"

    def __init__(self, param_decls, show_default=None, prompt=False, confirmation_prompt=False, hide_input=False, is_flag=None, flag_value=None, multiple=False, count=False, help=None, hidden=False, show_envvar=False, type=None, default=_UNSET, allow_from_autoenv=True, prompt_required=True, **attrs):
        both = any(["/" in d for d in param_decls if d.startswith("-")])
        if is_flag is None:
            is_flag = flag_value is not None or both
        self.is_flag = is_flag
        self.count = count
        self.help = help
        self.hidden = hidden
        self.show_default = show_default
        self.show_envvar = show_envvar
        self.hide_input = hide_input
        self.confirmation_prompt = confirmation_prompt
        if is_flag and flag_value is None:
            flag_value = True
            if default is _UNSET and not attrs.get("required"):
                default = False
        if default is _UNSET:
            default = None
        self.flag_value = flag_value
        if count:
            type = INT
            default = default or 0
        elif is_flag and type is None and flag_value is True:
            type = BOOL
        Parameter.__init__(self, param_decls, type=type, default=default, multiple=multiple, **attrs)
        self.prompt = self.name.replace("_", " ").capitalize() if prompt is True else (prompt or None)

    def _names(self, decls):
        self.name = None
        self.opts = []
        for d in decls:
            if not d.startswith("-"):
                self.name = d
                continue
            first, _, second = d.partition("/")
            self.opts.append(first.strip())
            if second.strip():
                self.secondary_opts.append(second.strip())
        if self.name is None:
            longest = sorted(self.opts, key=lambda o: -len(o) + len(o.lstrip("-")))[0]
            for o in self.opts:
                if o.startswith("--"):
                    longest = o
                    break
            self.name = longest.lstrip("-").replace("-", "_").lower()

    def handle(self, ctx, opts):
        if self.prompt and opts.get(self.name) is None and self.value_from_envvar(ctx) is None and not ctx.resilient_parsing:
            from .termui import confirm, prompt
            if self.is_flag:
                opts[self.name] = confirm(self.prompt, bool(self.get_default(ctx)))
            else:
                opts[self.name] = prompt(self.prompt, default=self.get_default(ctx), hide_input=self.hide_input, confirmation_prompt=self.confirmation_prompt, type=self.type)
        return Parameter.handle(self, ctx, opts)

    def get_error_hint(self, ctx):
        return " / ".join(["'" + o + "'" for o in self.opts])

    def help_record(self, ctx):
        if self.hidden:
            return None
        left = ", ".join(sorted(self.opts, key=lambda o: o.startswith("--")))
        if self.secondary_opts:
            left += " / " + ", ".join(self.secondary_opts)
        if not self.is_flag and not self.count:
            left += " " + (self.metavar or self.type.metavar())
        extra = []
        default = self.get_default(ctx)
        if self.show_default and default is not None:
            extra.append("default: " + str(self.show_default if isinstance(self.show_default, str) else default))
        if self.required:
            extra.append("required")
        right = self.help or ""
        if extra:
            right += ("  " if right else "") + "[" + "; ".join(extra) + "]"
        return left, right


class Argument(Parameter):
    param_type_name = "argument"

    def __init__(self, param_decls, required=None, default=None, nargs=1, help=None, **attrs):
        if required is None:
            required = default is None and nargs != -1
        Parameter.__init__(self, param_decls, required=required, default=default, nargs=nargs, **attrs)

    def _names(self, decls):
        self.opts = decls
        self.name = decls[0].replace("-", "_").lower()

    def make_metavar(self):
        if self.metavar:
            return self.metavar
        name = self.name.upper()
        if not self.required:
            name = "[" + name + "]"
        return name + ("..." if self.nargs != 1 else "")

    def get_error_hint(self, ctx):
        return "'" + self.make_metavar() + "'"
