"""The filters of templates."""
import math
import random
import re
import urllib.parse

from markupsafe import Markup, escape, soft_str

from .exceptions import FilterArgumentError
from .runtime import Undefined
from .utils import htmlsafe_json_dumps, pass_context, pass_environment, pass_eval_context


def _getter(env, attribute, default=None):
    """A function that follows `a.b.0`."""
    if attribute is None:
        return lambda item: item
    parts = [int(p) if p.isdigit() else p for p in str(attribute).split(".")]

    def get(item):
        for p in parts:
            item = env.getitem(item, p)
        if default is not None and isinstance(item, Undefined):
            return default
        return item
    return get


def _fold(value):
    return value.lower() if isinstance(value, str) else value


def do_default(value, default_value="", boolean=False):
    return default_value if isinstance(value, Undefined) or (boolean and not value) else value


@pass_eval_context
def do_replace(ctx, s, old, new, count=-1):
    return s.replace(soft_str(old), soft_str(new), count) if not ctx.autoescape else Markup(str(escape(s)).replace(str(escape(old)), str(escape(new)), count))


@pass_eval_context
def do_join(ctx, value, d="", attribute=None):
    if attribute is not None:
        value = [_getter(ctx.environment, attribute)(v) for v in value]
    if not ctx.autoescape:
        return str(d).join([str(v) for v in value])
    value = list(value)
    if hasattr(d, "__html__") or any([hasattr(v, "__html__") for v in value]):
        return Markup(str(escape(d)).join([str(escape(v)) for v in value]))
    return str(d).join([str(v) for v in value])


def do_title(s):
    return "".join([w[:1].upper() + w[1:].lower() for w in re.split(r"([-\s({\[<]+)", soft_str(s)) if w])


@pass_environment
def do_sort(env, value, reverse=False, case_sensitive=False, attribute=None):
    gets = [_getter(env, a) for a in (str(attribute).split(",") if attribute is not None else [None])]

    def key(item):
        found = [g(item) for g in gets]
        return found if case_sensitive else [_fold(f) for f in found]
    return sorted(value, key=key, reverse=reverse)


def do_dictsort(value, case_sensitive=False, by="key", reverse=False):
    at = 0 if by == "key" else 1
    return sorted(value.items(), key=lambda pair: pair[at] if case_sensitive else _fold(pair[at]), reverse=reverse)


@pass_environment
def do_unique(env, value, case_sensitive=False, attribute=None):
    get = _getter(env, attribute)
    seen = []
    out = []
    for item in value:
        key = get(item) if case_sensitive else _fold(get(item))
        if key not in seen:
            seen.append(key)
            out.append(item)
    return out


@pass_environment
def do_min(env, value, case_sensitive=False, attribute=None):
    return _extreme(env, value, case_sensitive, attribute, min)


@pass_environment
def do_max(env, value, case_sensitive=False, attribute=None):
    return _extreme(env, value, case_sensitive, attribute, max)


def _extreme(env, value, case_sensitive, attribute, f):
    value = list(value)
    get = _getter(env, attribute)
    if not value:
        return env.undefined("No aggregated item, sequence was empty.")
    return f(value, key=lambda v: get(v) if case_sensitive else _fold(get(v)))


@pass_environment
def do_first(env, seq):
    for item in seq:
        return item
    return env.undefined("No first item, sequence was empty.")


@pass_environment
def do_last(env, seq):
    seq = list(seq)
    return seq[-1] if seq else env.undefined("No last item, sequence was empty.")


@pass_context
def do_random(ctx, seq):
    return random.choice(seq) if seq else ctx.environment.undefined("No random item, sequence was empty.")


def do_filesizeformat(value, binary=False):
    n = float(value)
    base = 1024 if binary else 1000
    if n == 1:
        return "1 Byte"
    if n < base:
        return str(int(n)) + " Bytes"
    units = ["KiB", "MiB", "GiB", "TiB", "PiB"] if binary else ["kB", "MB", "GB", "TB", "PB"]
    for i, unit in enumerate(units):
        if n < base ** (i + 2) or unit == units[-1]:
            return "%.1f %s" % (n / base ** (i + 1), unit)


def do_indent(s, width=4, first=False, blank=False):
    pad = width if isinstance(width, str) else " " * width
    lines = s.splitlines()
    out = [line if (i == 0 and not first) or (not line and not blank) else pad + line for i, line in enumerate(lines)]
    text = "\n".join(out)
    return Markup(text) if hasattr(s, "__html__") else text


def do_truncate(s, length=255, killwords=False, end="...", leeway=5):
    if len(s) <= length + leeway:
        return s
    if killwords:
        return s[:length - len(end)] + end
    return s[:length - len(end)].rsplit(" ", 1)[0] + end


def do_wordwrap(s, width=79, break_long_words=True, wrapstring="\n", break_on_hyphens=True):
    out = []
    for para in s.splitlines():
        line = ""
        for word in para.split(" "):
            while break_long_words and len(word) > width:
                if line:
                    out.append(line)
                    line = ""
                out.append(word[:width])
                word = word[width:]
            if line and len(line) + 1 + len(word) > width:
                out.append(line)
                line = word
            else:
                line = word if not line else line + " " + word
        out.append(line)
    return wrapstring.join(out)


def do_int(value, default=0, base=10):
    try:
        return int(value, base) if isinstance(value, str) else int(value)
    except (TypeError, ValueError):
        try:
            return int(float(value))
        except (TypeError, ValueError):
            return default


def do_float(value, default=0.0):
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


def do_format(value, *args, **kwargs):
    if args and kwargs:
        raise FilterArgumentError("can't handle positional and keyword arguments at the same time")
    return soft_str(value) % (kwargs or args)


def do_round(value, precision=0, method="common"):
    if method == "common":
        return round(value, precision) if precision else float(round(value))
    f = math.ceil if method == "ceil" else math.floor
    return f(value * 10 ** precision) / 10 ** precision


class Group(tuple):
    @property
    def grouper(self):
        return self[0]

    @property
    def list(self):
        return self[1]


@pass_environment
def do_groupby(env, value, attribute, default=None, case_sensitive=False):
    get = _getter(env, attribute, default)
    groups = []
    for item in sorted(value, key=lambda v: get(v) if case_sensitive else _fold(get(v))):
        key = get(item)
        if groups and (groups[-1][0] == key or (not case_sensitive and _fold(groups[-1][0]) == _fold(key))):
            groups[-1][1].append(item)
        else:
            groups.append(Group((key, [item])))
    return groups


@pass_environment
def do_sum(env, iterable, attribute=None, start=0):
    return sum([_getter(env, attribute)(v) for v in iterable], start)


def do_slice(value, slices, fill_with=None):
    seq = list(value)
    size, extra = divmod(len(seq), slices)
    out = []
    at = 0
    for i in range(slices):
        take = size + (1 if i < extra else 0)
        part = seq[at:at + take]
        at += take
        if fill_with is not None and extra and i >= extra:
            part.append(fill_with)
        out.append(part)
    return out


def do_batch(value, linecount, fill_with=None):
    seq = list(value)
    out = [seq[i:i + linecount] for i in range(0, len(seq), linecount)]
    if out and fill_with is not None:
        out[-1] += [fill_with] * (linecount - len(out[-1]))
    return out


def do_reverse(value):
    return value[::-1] if isinstance(value, str) else list(reversed(list(value)))


@pass_context
def do_map(ctx, value, *args, **kwargs):
    env = ctx.environment
    if not args:
        if "attribute" not in kwargs:
            raise FilterArgumentError("map requires a filter argument")
        return [_getter(env, kwargs["attribute"], kwargs.get("default"))(v) for v in value]
    return [env.call_filter(args[0], v, list(args[1:]), kwargs, ctx) for v in value]


def _select(ctx, value, args, kwargs, keep, by_attribute):
    env = ctx.environment
    args = list(args)
    get = _getter(env, args.pop(0)) if by_attribute else (lambda v: v)
    if args:
        name = args.pop(0)
        return [v for v in value if bool(env.call_test(name, get(v), args, kwargs, ctx)) == keep]
    return [v for v in value if bool(get(v)) == keep]


@pass_context
def do_select(ctx, value, *args, **kwargs):
    return _select(ctx, value, args, kwargs, True, False)


@pass_context
def do_reject(ctx, value, *args, **kwargs):
    return _select(ctx, value, args, kwargs, False, False)


@pass_context
def do_selectattr(ctx, value, *args, **kwargs):
    return _select(ctx, value, args, kwargs, True, True)


@pass_context
def do_rejectattr(ctx, value, *args, **kwargs):
    return _select(ctx, value, args, kwargs, False, True)


def do_urlencode(value):
    if isinstance(value, str):
        return urllib.parse.quote(value, safe="/")
    items = value.items() if isinstance(value, dict) else value
    return "&".join([urllib.parse.quote(str(k), safe="") + "=" + urllib.parse.quote(str(v), safe="") for k, v in items])


def do_urlize(value, trim_url_limit=None, nofollow=False, target=None, rel=None):
    def link(m):
        url = m.group(0)
        shown = url if trim_url_limit is None or len(url) <= trim_url_limit else url[:trim_url_limit] + "..."
        href = url if "://" in url else "https://" + url
        return '<a href="' + href + '" rel="' + ("nofollow " if nofollow else "") + (rel or "noopener") + '"' + (' target="' + target + '"' if target else "") + ">" + shown + "</a>"
    return Markup(re.sub(r"(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)]", link, str(escape(value))))


def do_xmlattr(d, autospace=True):
    text = " ".join([str(escape(k)) + '="' + str(escape(v)) + '"' for k, v in d.items() if v is not None and not isinstance(v, Undefined)])
    return Markup(" " + text if autospace and text else text)


@pass_environment
def do_attr(env, obj, name):
    return getattr(obj, name) if hasattr(obj, name) else env.undefined(obj=obj, name=name)


@pass_eval_context
def do_tojson(ctx, value, indent=None):
    kwargs = dict(ctx.environment.policies.get("json.dumps_kwargs") or {})
    if indent is not None:
        kwargs["indent"] = indent
    return htmlsafe_json_dumps(value, ctx.environment.policies.get("json.dumps_function"), **kwargs)


def do_pprint(value):
    import pprint
    return pprint.pformat(value)


FILTERS = {
    "abs": abs, "attr": do_attr, "batch": do_batch, "capitalize": lambda s: soft_str(s).capitalize(), "center": lambda s, width=80: soft_str(s).center(width),
    "count": len, "d": do_default, "default": do_default, "dictsort": do_dictsort, "e": escape, "escape": escape, "filesizeformat": do_filesizeformat,
    "first": do_first, "float": do_float, "forceescape": lambda v: escape(str(v)), "format": do_format, "groupby": do_groupby, "indent": do_indent, "int": do_int,
    "items": lambda v: [] if isinstance(v, Undefined) else v.items(), "join": do_join, "last": do_last, "length": len, "list": list, "lower": lambda s: soft_str(s).lower(),
    "map": do_map, "max": do_max, "min": do_min, "pprint": do_pprint, "random": do_random, "reject": do_reject, "rejectattr": do_rejectattr, "replace": do_replace,
    "reverse": do_reverse, "round": do_round, "safe": Markup, "select": do_select, "selectattr": do_selectattr, "slice": do_slice, "sort": do_sort, "string": soft_str,
    "striptags": lambda v: Markup(v).striptags(), "sum": do_sum, "title": do_title, "tojson": do_tojson, "trim": lambda s, chars=None: soft_str(s).strip(chars),
    "truncate": do_truncate, "unique": do_unique, "upper": lambda s: soft_str(s).upper(), "urlencode": do_urlencode, "urlize": do_urlize,
    "wordcount": lambda s: len(re.findall(r"\w+", soft_str(s))), "wordwrap": do_wordwrap, "xmlattr": do_xmlattr,
}
