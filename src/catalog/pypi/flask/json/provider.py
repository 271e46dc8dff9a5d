"""How an application writes and reads JSON."""
import datetime
import json

from werkzeug.http import http_date


class JSONProvider:
    def __init__(self, app):
        self._app = app

    def dumps(self, obj, **kwargs):
        return json.dumps(obj, **kwargs)

    def loads(self, s, **kwargs):
        return json.loads(s, **kwargs)

    def response(self, *args, **kwargs):
        return self._app.response_class(self.dumps(self._argument(args, kwargs)) + "\n", mimetype="application/json")

    def _argument(self, args, kwargs):
        if args and kwargs:
            raise TypeError("app.json.response() takes either args or kwargs, not both")
        if not args and not kwargs:
            return None
        if len(args) == 1:
            return args[0]
        return args or kwargs


def _default(o):
    if isinstance(o, (datetime.datetime, datetime.date)):
        return http_date(o if isinstance(o, datetime.datetime) else datetime.datetime(o.year, o.month, o.day))
    if hasattr(o, "__html__"):
        return str(o.__html__())
    if type(o).__name__ in ("Decimal", "UUID"):
        return str(o)
    raise TypeError("Object of type " + type(o).__name__ + " is not JSON serializable")


class DefaultJSONProvider(JSONProvider):
    default = staticmethod(_default)
    ensure_ascii = True
    sort_keys = True
    compact = None
    mimetype = "application/json"

    def dumps(self, obj, **kwargs):
        kwargs.setdefault("default", self.default)
        kwargs.setdefault("ensure_ascii", self.ensure_ascii)
        kwargs.setdefault("sort_keys", self.sort_keys)
        return json.dumps(obj, **kwargs)

    def response(self, *args, **kwargs):
        obj = self._argument(args, kwargs)
        if (self.compact is None and self._app.debug) or self.compact is False:
            text = self.dumps(obj, indent=2)
        else:
            text = self.dumps(obj, separators=(",", ":"))
        return self._app.response_class(text + "\n", mimetype=self.mimetype)
