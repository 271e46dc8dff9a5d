"""Values in lines."""
import sys


def pformat(obj, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return _format(obj, width, 0, sort_dicts, indent)


def _format(obj, width, at, sort, indent):
    text = _flat(obj, sort)
    if at + len(text) <= width or not isinstance(obj, (dict, list, tuple, set)) or not obj:
        return text
    pad = ' ' * (at + indent)
    if isinstance(obj, dict):
        items = sorted(obj.items(), key=lambda kv: (str(type(kv[0])), kv[0])) if sort else obj.items()
        inner = []
        for k, v in items:
            head = repr(k) + ': '
            inner.append(head + _format(v, width - 1, at + indent + len(head), sort, indent))
        return '{' + ' ' * (indent - 1) + (',\n' + pad).join(inner) + '}'
    a, b = ('[', ']') if isinstance(obj, list) else ('(', ')') if isinstance(obj, tuple) else ('{', '}')
    items = sorted(obj) if isinstance(obj, set) else obj
    return a + ' ' * (indent - 1) + (',\n' + pad).join(_format(x, width - 1, at + indent, sort, indent) for x in items) + b


def _flat(obj, sort):
    if type(obj) is dict and sort:
        try:
            return '{' + ', '.join(_flat(k, sort) + ': ' + _flat(v, sort) for k, v in sorted(obj.items())) + '}'
        except TypeError:
            return repr(obj)
    if type(obj) is list:
        return '[' + ', '.join(_flat(x, sort) for x in obj) + ']'
    return repr(obj)


saferepr = repr


def pprint(obj, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    print(pformat(obj, indent, width, sort_dicts=sort_dicts), file=stream or sys.stdout)


def pp(obj, *args, sort_dicts=False, **kw):
    pprint(obj, *args, sort_dicts=sort_dicts, **kw)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._kw, self._stream = dict(indent=indent, width=width, sort_dicts=sort_dicts), stream

    def pprint(self, obj):
        pprint(obj, self._stream, **self._kw)

    def pformat(self, obj):
        return pformat(obj, **self._kw)
