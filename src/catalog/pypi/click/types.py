"""Types of click's parameters: they turn the words of a command line into values."""
import os
import sys

from .exceptions import BadParameter


class ParamType:
    name = "text"

    def __call__(self, value, param=None, ctx=None):
        return None if value is None else self.convert(value, param, ctx)

    def convert(self, value, param, ctx):
        return value

    def fail(self, message, param=None, ctx=None):
        raise BadParameter(message, ctx=ctx, param=param)

    def metavar(self):
        return self.name.upper()

    def missing_message(self):
        return ""


class StringParamType(ParamType):
    def convert(self, value, param, ctx):
        return value.decode("utf-8") if isinstance(value, bytes) else str(value)


class IntParamType(ParamType):
    name = "integer"

    def convert(self, value, param, ctx):
        try:
            return int(value)
        except ValueError:
            self.fail(repr(value) + " is not a valid integer.", param, ctx)


class FloatParamType(ParamType):
    name = "float"

    def convert(self, value, param, ctx):
        try:
            return float(value)
        except ValueError:
            self.fail(repr(value) + " is not a valid float.", param, ctx)


class BoolParamType(ParamType):
    name = "boolean"

    def convert(self, value, param, ctx):
        if isinstance(value, bool):
            return value
        text = str(value).strip().lower()
        if text in ("1", "true", "t", "yes", "y", "on"):
            return True
        if text in ("0", "false", "f", "no", "n", "off", ""):
            return False
        self.fail(repr(value) + " is not a valid boolean.", param, ctx)


class Choice(ParamType):
    name = "choice"

    def __init__(self, choices, case_sensitive=True):
        self.choices = list(choices)
        self.case_sensitive = case_sensitive

    def convert(self, value, param, ctx):
        for c in self.choices:
            if value == c or (not self.case_sensitive and str(value).lower() == str(c).lower()):
                return c
        self.fail(repr(value) + " is not " + ("one of " if len(self.choices) != 1 else "") + ", ".join([repr(c) for c in self.choices]) + ".", param, ctx)

    def metavar(self):
        return "[" + "|".join([str(c) for c in self.choices]) + "]"

    def missing_message(self):
        return "Choose from:\n\t" + ",\n\t".join([str(c) for c in self.choices])


class IntRange(IntParamType):
    name = "integer range"

    def __init__(self, min=None, max=None, min_open=False, max_open=False, clamp=False):
        self.min = min
        self.max = max
        self.clamp = clamp

    def convert(self, value, param, ctx):
        n = IntParamType.convert(self, value, param, ctx)
        if self.min is not None and n < self.min:
            if self.clamp:
                return self.min
            self.fail(str(n) + " is not in the range " + self.describe() + ".", param, ctx)
        if self.max is not None and n > self.max:
            if self.clamp:
                return self.max
            self.fail(str(n) + " is not in the range " + self.describe() + ".", param, ctx)
        return n

    def describe(self):
        if self.min is None:
            return "x<=" + str(self.max)
        if self.max is None:
            return "x>=" + str(self.min)
        return str(self.min) + "<=x<=" + str(self.max)


class Path(ParamType):
    name = "path"

    def __init__(self, exists=False, file_okay=True, dir_okay=True, writable=False, readable=True, resolve_path=False, allow_dash=False, path_type=None):
        self.exists = exists
        self.file_okay = file_okay
        self.dir_okay = dir_okay
        self.resolve_path = resolve_path
        self.path_type = path_type
        if file_okay and not dir_okay:
            self.name = "file"
        elif dir_okay and not file_okay:
            self.name = "directory"

    def convert(self, value, param, ctx):
        if self.resolve_path:
            value = os.path.realpath(value)
        kind = self.name.capitalize()
        if not os.path.exists(value):
            if self.exists:
                self.fail(kind + " '" + value + "' does not exist.", param, ctx)
        elif not self.file_okay and os.path.isfile(value):
            self.fail(kind + " '" + value + "' is a file.", param, ctx)
        elif not self.dir_okay and os.path.isdir(value):
            self.fail(kind + " '" + value + "' is a directory.", param, ctx)
        return value if self.path_type is None else self.path_type(value)


class File(ParamType):
    name = "filename"

    def __init__(self, mode="r", encoding=None, errors="strict", lazy=None):
        self.mode = mode

    def convert(self, value, param, ctx):
        if hasattr(value, "read") or hasattr(value, "write"):
            return value
        if value == "-":
            return sys.stdin if "r" in self.mode else sys.stdout
        try:
            return open(value, self.mode)
        except OSError as e:
            self.fail("'" + value + "': " + str(e.strerror), param, ctx)


class FuncParamType(ParamType):
    def __init__(self, func):
        self.func = func
        self.name = getattr(func, "__name__", "value")

    def convert(self, value, param, ctx):
        try:
            return self.func(value)
        except ValueError:
            self.fail(str(value), param, ctx)


STRING = StringParamType()
INT = IntParamType()
FLOAT = FloatParamType()
BOOL = BoolParamType()


def convert_type(kind, default=None):
    """The ParamType for what was given as `type=`, or that the default value suggests."""
    if kind is None:
        kind = type(default) if default is not None and not callable(default) else str
    if isinstance(kind, ParamType):
        return kind
    if kind is str:
        return STRING
    if kind is bool:
        return BOOL
    if kind is int:
        return INT
    if kind is float:
        return FLOAT
    if kind in (list, tuple):
        return STRING
    return FuncParamType(kind)
