"""Text that is safe to put into HTML, and the function that makes any text so."""
__version__ = "3.0.3"


class Markup(str):
    """A string that is markup already; joining plain text to it escapes that text."""

    def __new__(cls, base="", encoding=None, errors="strict"):
        if hasattr(base, "__html__"):
            base = base.__html__()
        if encoding is not None:
            base = base.decode(encoding, errors)
        return str.__new__(cls, base)

    def __html__(self):
        return self

    def __add__(self, other):
        if isinstance(other, str) or hasattr(other, "__html__"):
            return Markup(str(self) + str(escape(other)))
        return NotImplemented

    def __radd__(self, other):
        if isinstance(other, str) or hasattr(other, "__html__"):
            return Markup(str(escape(other)) + str(self))
        return NotImplemented

    def __mul__(self, n):
        return Markup(str(self) * n)

    def __mod__(self, arg):
        if isinstance(arg, tuple):
            arg = tuple([_escaped(a) for a in arg])
        elif isinstance(arg, dict):
            arg = {k: _escaped(v) for k, v in arg.items()}
        else:
            arg = _escaped(arg)
        return Markup(str(self) % arg)

    def __repr__(self):
        return "Markup(" + repr(str(self)) + ")"

    def __str__(self):
        return str.__str__(self)

    def join(self, seq):
        return Markup(str(self).join([str(escape(s)) for s in seq]))

    def format(self, *args, **kwargs):
        return Markup(str(self).format(*[_escaped(a) for a in args], **{k: _escaped(v) for k, v in kwargs.items()}))

    def unescape(self):
        import html
        return html.unescape(str(self))

    def striptags(self):
        import re
        return " ".join(re.sub(r"<!--.*?-->|<[^>]*>", "", str(self), flags=re.S).split())

    @classmethod
    def escape(cls, s):
        return escape(s)


def _escaped(value):
    """Numbers stay numbers, so that %d works; the rest is escaped."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return str(escape(value))


def escape(s):
    """Markup of `s`, with & < > " ' replaced."""
    if hasattr(s, "__html__"):
        return Markup(s.__html__())
    text = str(s)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return Markup(text)


def escape_silent(s):
    return Markup() if s is None else escape(s)


def soft_str(s):
    return s if isinstance(s, str) else str(s)
