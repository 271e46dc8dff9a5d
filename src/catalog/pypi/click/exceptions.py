"""The errors of click: each knows how to show itself and with which status the program ends."""
import sys


class ClickException(Exception):
    exit_code = 1

    def __init__(self, message):
        Exception.__init__(self, message)
        self.message = message

    def format_message(self):
        return self.message

    def __str__(self):
        return self.message

    def show(self, file=None):
        print("Error: " + self.format_message(), file=file or sys.stderr, flush=True)


class UsageError(ClickException):
    exit_code = 2

    def __init__(self, message, ctx=None):
        ClickException.__init__(self, message)
        self.ctx = ctx

    def show(self, file=None):
        file = file or sys.stderr
        if self.ctx is not None:
            print(self.ctx.get_usage(), file=file)
            if self.ctx.command.add_help_option:
                print("Try '" + self.ctx.command_path + " --help' for help.\n", file=file)
        print("Error: " + self.format_message(), file=file, flush=True)


class BadParameter(UsageError):
    def __init__(self, message, ctx=None, param=None, param_hint=None):
        UsageError.__init__(self, message, ctx)
        self.param = param
        self.param_hint = param_hint

    def format_message(self):
        hint = self.param_hint
        if hint is None and self.param is not None:
            hint = self.param.get_error_hint(self.ctx)
        if isinstance(hint, (list, tuple)):
            hint = " / ".join(["'" + h + "'" for h in hint])
        return "Invalid value" + (" for " + hint if hint else "") + ": " + self.message


class MissingParameter(BadParameter):
    def format_message(self):
        kind = self.param.param_type_name
        extra = self.param.type.missing_message()
        return "Missing " + kind + " " + self.param.get_error_hint(self.ctx) + "." + (" " + extra if extra else "")


class NoSuchOption(UsageError):
    def __init__(self, option_name, ctx=None, possibilities=()):
        UsageError.__init__(self, "No such option: " + option_name, ctx)
        self.option_name = option_name
        self.possibilities = sorted(possibilities)

    def format_message(self):
        if len(self.possibilities) == 1:
            return self.message + " Did you mean " + self.possibilities[0] + "?"
        if self.possibilities:
            return self.message + " (Possible options: " + ", ".join(self.possibilities) + ")"
        return self.message


class BadOptionUsage(UsageError):
    def __init__(self, option_name, message, ctx=None):
        UsageError.__init__(self, message, ctx)
        self.option_name = option_name


class BadArgumentUsage(UsageError):
    pass


class NoArgsIsHelpError(UsageError):
    def __init__(self, ctx):
        UsageError.__init__(self, ctx.get_help(), ctx)

    def show(self, file=None):
        print(self.format_message(), file=file or sys.stderr, flush=True)


class FileError(ClickException):
    def __init__(self, filename, hint="unknown error"):
        ClickException.__init__(self, hint)
        self.filename = filename

    def format_message(self):
        return "Could not open file '" + str(self.filename) + "': " + self.message


class Abort(RuntimeError):
    pass


class Exit(RuntimeError):
    def __init__(self, code=0):
        RuntimeError.__init__(self, code)
        self.exit_code = code
