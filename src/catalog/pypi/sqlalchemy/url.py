"""Addresses of databases: dialect+driver://user:password@host:port/database?options"""
import re
import urllib.parse

from .exc import ArgumentError

_FORM = re.compile(r"^(?P<name>[\w+]+)://(?:(?P<user>[^:/]*)(?::(?P<password>[^@]*))?@)?(?:(?:\[(?P<v6>[^/?]+)\]|(?P<host>[^/:?]+))?(?::(?P<port>[^/?]*))?)?(?:/(?P<database>[^?]*))?(?:\?(?P<query>.*))?$")


class URL:
    def __init__(self, drivername, username=None, password=None, host=None, port=None, database=None, query=None):
        self.drivername = drivername
        self.username = username
        self.password = password
        self.host = host
        self.port = port
        self.database = database
        self.query = query or {}

    @classmethod
    def create(cls, drivername, username=None, password=None, host=None, port=None, database=None, query=None):
        return cls(drivername, username, password, host, int(port) if port else None, database, query)

    def set(self, **kw):
        return URL(**dict(self.__dict__, **kw))

    def get_backend_name(self):
        return self.drivername.split("+")[0]

    def render_as_string(self, hide_password=True):
        out = self.drivername + "://"
        if self.username is not None:
            out += urllib.parse.quote(self.username, safe=" +")
            if self.password is not None:
                out += ":" + ("***" if hide_password else urllib.parse.quote(str(self.password), safe=" +"))
            out += "@"
        if self.host is not None:
            out += "[" + self.host + "]" if ":" in self.host else self.host
        if self.port is not None:
            out += ":" + str(self.port)
        if self.database is not None:
            out += "/" + self.database
        if self.query:
            out += "?" + urllib.parse.urlencode(self.query)
        return out

    def __str__(self):
        return self.render_as_string(True)

    __repr__ = __str__


def make_url(text):
    if isinstance(text, URL):
        return text
    m = _FORM.match(text) if isinstance(text, str) else None
    if m is None:
        raise ArgumentError("Could not parse SQLAlchemy URL from given URL string")
    g = m.groupdict()
    port = g["port"]
    if port:
        if not port.isdigit():
            raise ValueError("invalid literal for int() with base 10: " + repr(port))
        port = int(port)
    unquote = urllib.parse.unquote
    return URL(g["name"], unquote(g["user"]) if g["user"] is not None else None, unquote(g["password"]) if g["password"] is not None else None, g["v6"] or g["host"], port or None, g["database"] or None, dict(urllib.parse.parse_qsl(g["query"] or "")))
