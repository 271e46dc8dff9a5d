"""JSON as answers have it."""
from ..globals import current_app
from .provider import DefaultJSONProvider


def _provider():
    return current_app.json if current_app else DefaultJSONProvider(None)


def dumps(obj, **kwargs):
    return _provider().dumps(obj, **kwargs)


def loads(s, **kwargs):
    return _provider().loads(s, **kwargs)


def dump(obj, fp, **kwargs):
    fp.write(dumps(obj, **kwargs))


def load(fp, **kwargs):
    return loads(fp.read(), **kwargs)


def jsonify(*args, **kwargs):
    return current_app.json.response(*args, **kwargs)
