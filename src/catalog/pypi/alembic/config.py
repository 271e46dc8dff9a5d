"""The configuration: alembic.ini, and what the caller sets. Also the `alembic` command."""
import os
import sys

from . import command
from .util import CommandError


def read_ini(path):
    """{section: {name: value}} of an .ini file; `%%` stands for `%`."""
    out = {}
    section = None
    name = None
    with open(path) as f:
        for line in f.read().splitlines():
            text = line.strip()
            if not text or text[0] in "#;":
                continue
            if text[0] == "[" and text[-1] == "]":
                section = out.setdefault(text[1:-1], {})
            elif line[0] in " \t" and name is not None:
                section[name] += "\n" + text
            elif section is not None:
                at = min([i for i in (text.find("="), text.find(":")) if i >= 0] or [len(text)])
                name = text[:at].strip().lower()
                section[name] = text[at + 1:].strip()
    return out


class Config:
    def __init__(self, file_=None, ini_section="alembic", output_buffer=None, stdout=None, cmd_opts=None, config_args=None, attributes=None):
        self.config_file_name = file_
        self.config_ini_section = ini_section
        self.cmd_opts = cmd_opts
        self.attributes = attributes or {}
        self.sections = read_ini(file_) if file_ and os.path.isfile(file_) else {}

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def set_main_option(self, name, value):
        self.set_section_option(self.config_ini_section, name, value)

    def get_section_option(self, section, name, default=None):
        value = self.sections.get(section, {}).get(name)
        if value is None:
            return default
        here = os.path.dirname(os.path.abspath(self.config_file_name)) if self.config_file_name else os.getcwd()
        return value.replace("%(here)s", here).replace("%%", "%")

    def set_section_option(self, section, name, value):
        self.sections.setdefault(section, {})[name] = value

    def get_section(self, name, default=None):
        if name not in self.sections:
            return default if default is not None else {}
        return {k: self.get_section_option(name, k) for k in self.sections[name]}

    def print_stdout(self, text, *args):
        print(text % args if args else text, flush=True)


def main(argv=None):
    """What `alembic` runs."""
    import argparse
    parser = argparse.ArgumentParser(prog="alembic")
    parser.add_argument("-c", "--config", default="alembic.ini")
    sub = parser.add_subparsers(dest="command")
    for name in ("upgrade", "downgrade", "stamp"):
        sub.add_parser(name).add_argument("revision")
    p = sub.add_parser("revision")
    p.add_argument("-m", "--message")
    p.add_argument("--autogenerate", action="store_true")
    for name in ("current", "history", "heads"):
        p = sub.add_parser(name)
        p.add_argument("-v", "--verbose", action="store_true")
    sub.add_parser("init").add_argument("directory")
    options = parser.parse_args(argv)
    if options.command is None:
        parser.print_usage(sys.stderr)
        sys.exit(2)
    config = Config(options.config, cmd_opts=options)
    try:
        if options.command != "init" and not os.path.isfile(options.config):
            raise CommandError("No config file '" + options.config + "' found, or file has no '[alembic]' section")
        if options.command in ("upgrade", "downgrade", "stamp"):
            getattr(command, options.command)(config, options.revision)
        elif options.command == "revision":
            command.revision(config, options.message, autogenerate=options.autogenerate)
        elif options.command == "init":
            raise NotImplementedError("drydock: 'alembic init' is not simulated; use 'flask db init'")
        else:
            getattr(command, options.command)(config, verbose=options.verbose)
    except CommandError as e:
        print("FAILED: " + str(e), file=sys.stderr)
        sys.exit(255)
