"""HTTP for people."""
from . import exceptions
from .exceptions import ConnectionError, ConnectTimeout, HTTPError, JSONDecodeError, ReadTimeout, RequestException, Timeout, TooManyRedirects
from .models import PreparedRequest, Response
from .sessions import Session

__version__ = "2.32.5"


class _Codes:
    ok, created, accepted, no_content = 200, 201, 202, 204
    moved_permanently, found, not_modified = 301, 302, 304
    bad_request, unauthorized, forbidden, not_found, method_not_allowed, conflict = 400, 401, 403, 404, 405, 409
    internal_server_error, bad_gateway, service_unavailable, gateway_timeout = 500, 502, 503, 504


codes = _Codes()


def session():
    return Session()


def request(method, url, **kw):
    return Session().request(method, url, **kw)


def get(url, params=None, **kw):
    return request("GET", url, params=params, **kw)


def options(url, **kw):
    return request("OPTIONS", url, **kw)


def head(url, **kw):
    kw.setdefault("allow_redirects", False)
    return request("HEAD", url, **kw)


def post(url, data=None, json=None, **kw):
    return request("POST", url, data=data, json=json, **kw)


def put(url, data=None, **kw):
    return request("PUT", url, data=data, **kw)


def patch(url, data=None, **kw):
    return request("PATCH", url, data=data, **kw)


def delete(url, **kw):
    return request("DELETE", url, **kw)
