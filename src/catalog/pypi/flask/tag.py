"""JSON of sessions: tuples, bytes, markup and dates come back as what they were."""
import base64
import datetime
import json

from markupsafe import Markup


def _tag(value):
    if isinstance(value, tuple):
        return {" t": [_tag(v) for v in value]}
    if isinstance(value, list):
        return [_tag(v) for v in value]
    if isinstance(value, bytes):
        return {" b": base64.b64encode(value).decode()}
    if isinstance(value, Markup):
        return {" m": str(value)}
    if isinstance(value, datetime.datetime):
        return {" d": value.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    if isinstance(value, dict):
        return {k: _tag(v) for k, v in value.items()}
    return value


def _untag(value):
    if isinstance(value, list):
        return [_untag(v) for v in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        key = list(value)[0]
        inner = value[key]
        if key == " t":
            return tuple([_untag(v) for v in inner])
        if key == " b":
            return base64.b64decode(inner)
        if key == " m":
            return Markup(inner)
        if key == " d":
            return datetime.datetime.strptime(inner, "%a, %d %b %Y %H:%M:%S GMT")
    return {k: _untag(v) for k, v in value.items()}


class TaggedJSON:
    @staticmethod
    def dumps(value):
        return json.dumps(_tag(value), separators=(",", ":"))

    @staticmethod
    def loads(text):
        return _untag(json.loads(text))
