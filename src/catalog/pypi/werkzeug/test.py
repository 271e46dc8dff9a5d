"""Requests without a network, for tests."""
import io
import json as _json
import sys
import urllib.parse

from .datastructures import FileStorage
from .http import parse_cookie
from .wrappers import Request, Response


def create_environ(path="/", base_url=None, query_string=None, method="GET", data=None, json=None, headers=None, content_type=None, environ_base=None, auth=None, **kwargs):
    """A WSGI environ. `data` is text, bytes or a dictionary of a form."""
    base = urllib.parse.urlsplit(base_url or "http://localhost/")
    split = urllib.parse.urlsplit(path)
    if split.netloc:
        base = split
    query = query_string if query_string is not None else split.query
    if isinstance(query, dict):
        query = urllib.parse.urlencode([(k, v) for k, vs in query.items() for v in (vs if isinstance(vs, (list, tuple)) else [vs])])
    if json is not None:
        data = _json.dumps(json)
        content_type = content_type or "application/json"
    if isinstance(data, dict):
        files = any([isinstance(v, (tuple, FileStorage)) or hasattr(v, "read") for v in data.values()])
        if files or (content_type or "").startswith("multipart/"):
            data, content_type = _multipart(data)
        else:
            data = urllib.parse.urlencode([(k, v) for k, vs in data.items() for v in (vs if isinstance(vs, (list, tuple)) else [vs])])
            content_type = content_type or "application/x-www-form-urlencoded"
    body = data.encode("utf-8") if isinstance(data, str) else (data or b"")
    host = base.netloc or "localhost"
    name, _, port = host.partition(":")
    environ = {"REQUEST_METHOD": method.upper(), "SCRIPT_NAME": base.path.rstrip("/") if base is not split else "", "PATH_INFO": urllib.parse.unquote(split.path), "QUERY_STRING": query, "REQUEST_URI": path, "SERVER_NAME": name, "SERVER_PORT": port or ("443" if base.scheme == "https" else "80"), "HTTP_HOST": host, "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": base.scheme or "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False}
    if body:
        environ["CONTENT_LENGTH"] = str(len(body))
    if content_type:
        environ["CONTENT_TYPE"] = content_type
    if auth is not None:
        import base64
        environ["HTTP_AUTHORIZATION"] = "Basic " + base64.b64encode((auth[0] + ":" + auth[1]).encode()).decode()
    for key, value in (headers.items() if hasattr(headers, "items") else headers or []):
        key = key.upper().replace("-", "_")
        environ[key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else "HTTP_" + key] = str(value)
    environ.update(environ_base or {})
    return environ


def _multipart(data):
    boundary = "---------------WerkzeugFormPart"
    out = b""
    for key, values in data.items():
        for value in (values if isinstance(values, list) else [values]):
            head = "--" + boundary + '\r\nContent-Disposition: form-data; name="' + key + '"'
            if isinstance(value, tuple):
                stream, filename = value[0], value[1]
                head += '; filename="' + filename + '"\r\nContent-Type: ' + (value[2] if len(value) > 2 else "application/octet-stream")
                body = stream.read() if hasattr(stream, "read") else stream
            elif hasattr(value, "read"):
                head += '; filename="' + str(getattr(value, "filename", "file")) + '"\r\nContent-Type: application/octet-stream'
                body = value.read()
            else:
                body = str(value).encode("utf-8")
            out += head.encode("utf-8") + b"\r\n\r\n" + body + b"\r\n"
    return out + b"--" + boundary.encode() + b"--\r\n", "multipart/form-data; boundary=" + boundary


def run_wsgi_app(app, environ, buffered=True):
    """(body parts, status, headers)"""
    got = []

    def start_response(status, headers, exc_info=None):
        got[:] = [status, list(headers)]
        return parts.append
    parts = []
    answer = app(environ, start_response)
    try:
        for part in answer:
            parts.append(part)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return parts, got[0], got[1]


class TestResponse(Response):
    default_mimetype = None
    request = None
    history = ()

    @property
    def text(self):
        return self.get_data(as_text=True)


class EnvironBuilder:
    def __init__(self, *args, **kwargs):
        self._environ = create_environ(*args, **kwargs)

    def get_environ(self):
        return self._environ

    def get_request(self, cls=None):
        return (cls or Request)(self._environ)

    def close(self):
        pass


class Client:
    """Sends requests to an application and keeps its cookies."""

    def __init__(self, application, response_wrapper=None, use_cookies=True, allow_subdomain_redirects=False):
        self.application = application
        self._cookies = {} if use_cookies else None

    def set_cookie(self, key, value="", **kwargs):
        self._cookies[key] = value

    def delete_cookie(self, key, **kwargs):
        self._cookies.pop(key, None)

    def get_cookie(self, key, domain="localhost", path="/"):
        return self._cookies.get(key)

    def make_environ(self, args, kwargs):
        return create_environ(*args, **kwargs)

    def open(self, *args, follow_redirects=False, buffered=False, **kwargs):
        environ = self.make_environ(args, kwargs)
        history = []
        while True:
            if self._cookies:
                environ["HTTP_COOKIE"] = "; ".join([k + "=" + v for k, v in self._cookies.items()])
            body, status, headers = run_wsgi_app(self.application, environ)
            response = TestResponse(body, status, headers)
            response.request = Request(environ)
            if self._cookies is not None:
                for value in response.headers.getlist("Set-Cookie"):
                    name, content = parse_cookie(value.split(";")[0])[0]
                    if "Max-Age=0" in value:
                        self._cookies.pop(name, None)
                    else:
                        self._cookies[name] = content
            if not follow_redirects or response.status_code not in (301, 302, 303, 305, 307, 308):
                response.history = tuple(history)
                return response
            history.append(response)
            if len(history) > 20:
                raise RuntimeError("Loop detected")
            target = urllib.parse.urljoin(response.request.url, response.location)
            method = environ["REQUEST_METHOD"] if response.status_code in (307, 308) else "GET"
            environ = self.make_environ((target,), {"method": method})

    def get(self, *args, **kwargs):
        return self.open(*args, method="GET", **kwargs)

    def post(self, *args, **kwargs):
        return self.open(*args, method="POST", **kwargs)

    def put(self, *args, **kwargs):
        return self.open(*args, method="PUT", **kwargs)

    def patch(self, *args, **kwargs):
        return self.open(*args, method="PATCH", **kwargs)

    def delete(self, *args, **kwargs):
        return self.open(*args, method="DELETE", **kwargs)

    def head(self, *args, **kwargs):
        return self.open(*args, method="HEAD", **kwargs)

    def options(self, *args, **kwargs):
        return self.open(*args, method="OPTIONS", **kwargs)
