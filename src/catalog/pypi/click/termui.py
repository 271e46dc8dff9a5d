"""What click writes to the terminal and asks there."""
import sys

from .exceptions import Abort, UsageError
from .types import convert_type

_COLORS = {"black": 30, "red": 31, "green": 32, "yellow": 33, "blue": 34, "magenta": 35, "cyan": 36, "white": 37, "reset": 39, "bright_black": 90, "bright_red": 91, "bright_green": 92, "bright_yellow": 93, "bright_blue": 94, "bright_magenta": 95, "bright_cyan": 96, "bright_white": 97}


def unstyle(text):
    import re
    return re.sub("\033\\[[;?0-9]*[a-zA-Z]", "", text)


def style(text, fg=None, bg=None, bold=None, dim=None, underline=None, italic=None, blink=None, reverse=None, reset=True):
    out = ""
    if fg:
        out += "\033[" + str(_COLORS[fg]) + "m"
    if bg:
        out += "\033[" + str(_COLORS[bg] + 10) + "m"
    for on, code in ((bold, 1), (dim, 2), (italic, 3), (underline, 4), (blink, 5), (reverse, 7)):
        if on:
            out += "\033[" + str(code) + "m"
    return out + str(text) + ("\033[0m" if reset else "")


def echo(message=None, file=None, nl=True, err=False, color=None):
    """Writes the message at once; colours only reach a terminal."""
    if file is None:
        file = sys.stderr if err else sys.stdout
    if isinstance(message, bytes):
        message = message.decode("utf-8")
    text = "" if message is None else str(message)
    if "\033" in text and not color and not (hasattr(file, "isatty") and file.isatty()):
        text = unstyle(text)
    file.write(text + ("\n" if nl else ""))
    file.flush()


def secho(message=None, file=None, nl=True, err=False, color=None, **styles):
    echo(style(message, **styles) if message is not None else None, file=file, nl=nl, err=err, color=color)


def _ask(text, err):
    echo(text, nl=False, err=err)
    line = sys.stdin.readline()
    if line == "":
        echo(err=err)
        raise Abort()
    return line.rstrip("\n")


def prompt(text, default=None, hide_input=False, confirmation_prompt=False, type=None, value_proc=None, prompt_suffix=": ", show_default=True, err=False, show_choices=True):
    kind = convert_type(type, default)
    shown = text + (" [" + str(default) + "]" if default is not None and show_default else "") + prompt_suffix
    while True:
        if hide_input:
            import getpass
            answer = getpass.getpass(shown)
        else:
            answer = _ask(shown, err)
        if answer == "":
            if default is None:
                continue
            answer = default
        try:
            value = value_proc(answer) if value_proc else kind(answer)
        except UsageError as e:
            echo("Error: " + e.message, err=err)
            continue
        if confirmation_prompt:
            import getpass
            again = getpass.getpass("Repeat for confirmation: ") if hide_input else _ask("Repeat for confirmation: ", err)
            if again != answer:
                echo("Error: The two entered values do not match.", err=err)
                continue
        return value


def confirm(text, default=False, abort=False, prompt_suffix=": ", show_default=True, err=False):
    shown = text + (" [Y/n]" if default else " [y/N]") + prompt_suffix
    while True:
        answer = _ask(shown, err).strip().lower()
        if answer in ("y", "yes"):
            yes = True
        elif answer in ("n", "no"):
            yes = False
        elif answer == "":
            yes = bool(default)
        else:
            echo("Error: invalid input", err=err)
            continue
        if abort and not yes:
            raise Abort()
        return yes


def clear():
    if sys.stdout.isatty():
        echo("\033[2J\033[1;1H", nl=False)


def wrap(text, width, first="", rest=""):
    """Lines of at most `width` columns."""
    out = []
    line = first
    bare = True
    for word in text.split():
        if not bare and len(line) + 1 + len(word) > width:
            out.append(line)
            line = rest
            bare = True
        line += word if bare else " " + word
        bare = False
    out.append(line)
    return "\n".join(out)
