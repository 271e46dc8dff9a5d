"""Request and Response."""
import base64
import json as _json
import urllib.parse

from .datastructures import Accept, Authorization, CombinedMultiDict, Headers, ImmutableMultiDict
from .exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType
from .formparser import parse_form, parse_query
from .http import HTTP_STATUS_CODES, dump_cookie, http_date, parse_cookie, parse_options_header


class UserAgent:
    def __init__(self, string):
        self.string = string

    def __str__(self):
        return self.string

    def __bool__(self):
        return bool(self.string)


class Request:
    max_content_length = None
    json_module = _json

    def __init__(self, environ, populate_request=True, shallow=False):
        self.environ = environ
        self.method = environ.get("REQUEST_METHOD", "GET").upper()
        self.scheme = environ.get("wsgi.url_scheme", "http")
        self.path = "/" + environ.get("PATH_INFO", "").lstrip("/")
        self.root_path = environ.get("SCRIPT_NAME", "").rstrip("/")
        self.script_root = self.root_path
        self.query_string = environ.get("QUERY_STRING", "").encode("latin-1")
        self.remote_addr = environ.get("REMOTE_ADDR")
        self.remote_user = environ.get("REMOTE_USER")
        self.server = (environ.get("SERVER_NAME"), environ.get("SERVER_PORT"))
        self.headers = Headers()
        for key, value in environ.items():
            if key.startswith("HTTP_"):
                self.headers.add("-".join([w.capitalize() for w in key[5:].split("_")]), value)
            elif key in ("CONTENT_TYPE", "CONTENT_LENGTH") and value:
                self.headers.add("Content-Type" if key == "CONTENT_TYPE" else "Content-Length", value)
        self._cached = {}

    def _once(self, name, make):
        if name not in self._cached:
            self._cached[name] = make()
        return self._cached[name]

    @property
    def host(self):
        host = self.headers.get("Host")
        if host:
            return host
        name, port = self.server
        return str(name) + ("" if str(port) in ("80", "443", "None") else ":" + str(port))

    @property
    def args(self):
        return self._once("args", lambda: ImmutableMultiDict(parse_query(self.query_string.decode("utf-8", "replace"))))

    @property
    def content_length(self):
        text = self.headers.get("Content-Length", "")
        return int(text) if text.isdigit() else None

    @property
    def content_type(self):
        return self.headers.get("Content-Type")

    @property
    def mimetype(self):
        return parse_options_header(self.content_type)[0].lower()

    @property
    def mimetype_params(self):
        return parse_options_header(self.content_type)[1]

    def _body(self):
        size = self.content_length
        if size and self.max_content_length is not None and size > self.max_content_length:
            raise RequestEntityTooLarge()
        stream = self.environ.get("wsgi.input")
        if stream is None:
            return b""
        return stream.read(size) if size else (stream.read() if self.environ.get("wsgi.input_terminated") else b"")

    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        data = self._once("data", self._body)
        return data.decode("utf-8", "replace") if as_text else data

    @property
    def data(self):
        return self.get_data()

    @property
    def stream(self):
        import io
        return self._once("stream", lambda: io.BytesIO(self.get_data()))

    def _form(self):
        form, files = parse_form(self.get_data(), self.content_type)
        return ImmutableMultiDict(form), ImmutableMultiDict(files)

    @property
    def form(self):
        return self._once("form", self._form)[0]

    @property
    def files(self):
        return self._once("form", self._form)[1]

    @property
    def values(self):
        return CombinedMultiDict([self.args, self.form] if self.method in ("POST", "PUT", "PATCH") else [self.args])

    @property
    def cookies(self):
        return self._once("cookies", lambda: ImmutableMultiDict(parse_cookie(self.headers.get("Cookie"))))

    @property
    def is_json(self):
        kind = self.mimetype
        return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))

    def get_json(self, force=False, silent=False, cache=True):
        if not (force or self.is_json):
            if silent:
                return None
            return self.on_json_loading_failed(None)

        def load():
            return self.json_module.loads(self.get_data(as_text=True))
        try:
            return self._once("json", load)
        except ValueError as e:
            if silent:
                return None
            return self.on_json_loading_failed(e)

    def on_json_loading_failed(self, e):
        if e is None:
            raise UnsupportedMediaType("Did not attempt to load JSON data because the request Content-Type was not 'application/json'.")
        raise BadRequest("Failed to decode JSON object: " + str(e))

    @property
    def json(self):
        return self.get_json()

    @property
    def host_url(self):
        return self.scheme + "://" + self.host + "/"

    @property
    def url_root(self):
        return self.scheme + "://" + self.host + self.root_path + "/"

    root_url = url_root

    @property
    def base_url(self):
        return self.url_root + urllib.parse.quote(self.path.lstrip("/"), safe="/:%@!$&'()*+,;=~")

    @property
    def url(self):
        return self.base_url + ("?" + self.query_string.decode("latin-1") if self.query_string else "")

    @property
    def full_path(self):
        return self.path + "?" + self.query_string.decode("latin-1")

    @property
    def is_secure(self):
        return self.scheme in ("https", "wss")

    @property
    def user_agent(self):
        return UserAgent(self.headers.get("User-Agent", ""))

    @property
    def referrer(self):
        return self.headers.get("Referer")

    @property
    def access_route(self):
        found = self.headers.get("X-Forwarded-For")
        if found:
            return [a.strip() for a in found.split(",")]
        return [self.remote_addr] if self.remote_addr else []

    @property
    def accept_mimetypes(self):
        return Accept(self.headers.get("Accept"))

    @property
    def accept_languages(self):
        return Accept(self.headers.get("Accept-Language"))

    @property
    def authorization(self):
        kind, _, rest = self.headers.get("Authorization", "").partition(" ")
        if kind.lower() == "basic":
            try:
                user, _, password = base64.b64decode(rest).decode("utf-8").partition(":")
            except ValueError:
                return None
            return Authorization("basic", {"username": user, "password": password})
        return Authorization(kind.lower(), token=rest) if kind else None

    def close(self):
        pass

    def __repr__(self):
        return "<" + type(self).__name__ + " " + repr(self.url) + " [" + self.method + "]>"


class Response:
    default_status = 200
    default_mimetype = "text/plain"
    autocorrect_location_header = False

    def __init__(self, response=None, status=None, headers=None, mimetype=None, content_type=None, direct_passthrough=False):
        self.headers = Headers(headers)
        if content_type is None and (mimetype is not None or "Content-Type" not in self.headers):
            kind = mimetype or self.default_mimetype
            if kind and (kind.startswith("text/") or kind in ("application/xml", "application/javascript") or kind.endswith("+xml")) and "charset" not in kind:
                kind += "; charset=utf-8"
            content_type = kind
        if content_type is not None:
            self.headers.set("Content-Type", content_type)
        self.status = self.default_status if status is None else status
        self._on_close = []
        self.direct_passthrough = direct_passthrough
        if response is None:
            self.response = []
        elif isinstance(response, (str, bytes, bytearray)):
            self.set_data(response)
        else:
            self.response = response

    @property
    def status_code(self):
        return self._code

    @status_code.setter
    def status_code(self, code):
        self.status = code

    @property
    def status(self):
        return self._status

    @status.setter
    def status(self, value):
        if isinstance(value, str):
            code, _, text = value.strip().partition(" ")
            if not code.isdigit():
                self._code, self._status = 0, "0 " + value
                return
            self._code = int(code)
            self._status = value if text else code + " " + HTTP_STATUS_CODES.get(self._code, "UNKNOWN").upper()
        else:
            self._code = int(value)
            self._status = str(self._code) + " " + HTTP_STATUS_CODES.get(self._code, "UNKNOWN").upper()

    def _make_sequence(self):
        if not isinstance(self.response, (list, tuple)):
            parts = self.response
            self.response = [p for p in parts]
            if hasattr(parts, "close"):
                self.call_on_close(parts.close)

    def iter_encoded(self):
        for part in self.response:
            yield part.encode("utf-8") if isinstance(part, str) else part

    def get_data(self, as_text=False):
        self._make_sequence()
        data = b"".join(list(self.iter_encoded()))
        return data.decode("utf-8") if as_text else data

    def set_data(self, value):
        value = value.encode("utf-8") if isinstance(value, str) else bytes(value)
        self.response = [value]
        self.headers.set("Content-Length", len(value))

    data = property(get_data, set_data)

    @property
    def is_streamed(self):
        return not isinstance(self.response, (list, tuple))

    @property
    def content_type(self):
        return self.headers.get("Content-Type")

    @content_type.setter
    def content_type(self, value):
        self.headers.set("Content-Type", value)

    @property
    def mimetype(self):
        return parse_options_header(self.content_type)[0]

    @mimetype.setter
    def mimetype(self, value):
        self.headers.set("Content-Type", value + ("; charset=utf-8" if value.startswith("text/") else ""))

    @property
    def content_length(self):
        return self.headers.get("Content-Length", type=int)

    @content_length.setter
    def content_length(self, value):
        self.headers.set("Content-Length", value)

    @property
    def location(self):
        return self.headers.get("Location")

    @location.setter
    def location(self, value):
        self.headers.set("Location", value)

    @property
    def is_json(self):
        return self.mimetype == "application/json" or self.mimetype.endswith("+json")

    def get_json(self, force=False, silent=False):
        if not (force or self.is_json):
            return None
        return _json.loads(self.get_data(as_text=True))

    @property
    def json(self):
        return self.get_json()

    def set_cookie(self, key, value="", max_age=None, expires=None, path="/", domain=None, secure=False, httponly=False, samesite=None, partitioned=False):
        self.headers.add("Set-Cookie", dump_cookie(key, value, max_age, expires, path, domain, secure, httponly, samesite))

    def delete_cookie(self, key, path="/", domain=None, secure=False, httponly=False, samesite=None, partitioned=False):
        self.set_cookie(key, "", 0, http_date(0), path, domain, secure, httponly, samesite)

    def call_on_close(self, func):
        self._on_close.append(func)
        return func

    def close(self):
        if hasattr(self.response, "close"):
            self.response.close()
        for f in self._on_close:
            f()

    @classmethod
    def force_type(cls, response, environ=None):
        if isinstance(response, cls):
            return response
        if isinstance(response, Response):
            return cls(response.response, response.status, response.headers)
        if environ is None:
            raise TypeError("cannot convert WSGI application into response objects without an environ")
        from .test import run_wsgi_app
        body, status, headers = run_wsgi_app(response, environ)
        return cls(body, status, headers)

    def get_wsgi_headers(self, environ):
        headers = Headers(self.headers)
        code = self.status_code
        if 100 <= code < 200 or code == 204:
            headers.remove("Content-Length")
        elif isinstance(self.response, (list, tuple)) and "Content-Length" not in headers and code != 304:
            headers.set("Content-Length", sum([len(p) for p in self.iter_encoded()]))
        return headers

    def __call__(self, environ, start_response):
        start_response(self.status, self.get_wsgi_headers(environ).to_wsgi_list())
        code = self.status_code
        if environ.get("REQUEST_METHOD") == "HEAD" or 100 <= code < 200 or code in (204, 304):
            return ClosingIterator([], self.close)
        return ClosingIterator(self.iter_encoded(), self.close)

    def __repr__(self):
        size = str(sum([len(p) for p in self.iter_encoded()])) + " bytes" if isinstance(self.response, (list, tuple)) else "streamed"
        return "<" + type(self).__name__ + " " + size + " [" + self.status + "]>"


class ClosingIterator:
    def __init__(self, iterable, close):
        self._iterator = iter(iterable)
        self.close = close

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._iterator)
