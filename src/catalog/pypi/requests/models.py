"""Responses, and headers whose names have no case."""
import json as _json

from .exceptions import HTTPError, JSONDecodeError

_REDIRECTS = (301, 302, 303, 307, 308)


class CaseInsensitiveDict(dict):
    def __init__(self, data=None, **kw):
        dict.__init__(self)
        self.update(data or {}, **kw)

    def _name(self, key):
        for k in dict.keys(self):
            if k.lower() == key.lower():
                return k
        return key

    def __setitem__(self, key, value):
        name = self._name(key)
        if name != key:
            dict.__delitem__(self, name)
        dict.__setitem__(self, key, value)

    def __getitem__(self, key):
        return dict.__getitem__(self, self._name(key))

    def __delitem__(self, key):
        dict.__delitem__(self, self._name(key))

    def __contains__(self, key):
        return dict.__contains__(self, self._name(key))

    def get(self, key, default=None):
        return dict.get(self, self._name(key), default)

    def update(self, data=None, **kw):
        for k, v in dict(data or {}, **kw).items():
            self[k] = v

    def copy(self):
        return CaseInsensitiveDict(self)


class PreparedRequest:
    def __init__(self, method, url, headers, body):
        self.method, self.url, self.headers, self.body = method, url, headers, body

    def __repr__(self):
        return "<PreparedRequest [" + self.method + "]>"


class Response:
    def __init__(self):
        self.status_code = None
        self.reason = None
        self.headers = CaseInsensitiveDict()
        self.url = None
        self.content = b""
        self.history = []
        self.cookies = {}
        self.request = None
        self.elapsed = None
        self.encoding = None

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def is_redirect(self):
        return "location" in self.headers and self.status_code in _REDIRECTS

    @property
    def apparent_encoding(self):
        return "utf-8"

    @property
    def text(self):
        return self.content.decode(self.encoding or "utf-8", "replace")

    def json(self, **kwargs):
        try:
            return _json.loads(self.content.decode("utf-8"), **kwargs)
        except ValueError as e:
            raise JSONDecodeError(str(e), response=self)

    def raise_for_status(self):
        kind = "Client" if 400 <= self.status_code < 500 else "Server" if self.status_code >= 500 else None
        if kind is not None:
            raise HTTPError(str(self.status_code) + " " + kind + " Error: " + str(self.reason) + " for url: " + self.url, response=self)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        size = chunk_size or len(self.content) or 1
        for at in range(0, len(self.content), size):
            yield self.content[at:at + size]

    def iter_lines(self, chunk_size=512, decode_unicode=False):
        for line in self.content.splitlines():
            yield line.decode("utf-8") if decode_unicode else line

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass

    def __bool__(self):
        return self.ok

    def __repr__(self):
        return "<Response [" + str(self.status_code) + "]>"
