"""Small helpers: what a filter or function wants to be given, where templates are escaped, JSON in pages."""
import json

from markupsafe import Markup


def pass_context(f):
    f.jinja_pass_arg = "context"
    return f


def pass_eval_context(f):
    f.jinja_pass_arg = "eval_context"
    return f


def pass_environment(f):
    f.jinja_pass_arg = "environment"
    return f


def select_autoescape(enabled_extensions=("html", "htm", "xml"), disabled_extensions=(), default_for_string=True, default=False):
    on = tuple(["." + e.lstrip(".").lower() for e in enabled_extensions])
    off = tuple(["." + e.lstrip(".").lower() for e in disabled_extensions])

    def choose(name):
        if name is None:
            return default_for_string
        name = name.lower()
        if name.endswith(on):
            return True
        if off and name.endswith(off):
            return False
        return default
    return choose


def htmlsafe_json_dumps(obj, dumps=None, **kwargs):
    text = (dumps or json.dumps)(obj, **kwargs)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("'", "\\u0027"))
