"""The Redis protocol over a socket."""
import socket

from .exceptions import AuthenticationError, ConnectionError, DataError, NoScriptError, ReadOnlyError, ResponseError, TimeoutError


def encode(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, bool) or value is None or not isinstance(value, (str, int, float)):
        kind = type(value).__name__
        raise DataError("Invalid input of type: '" + kind + "'. Convert to a bytes, string, int or float first.")
    return str(value).encode("utf-8")


def error_of(text):
    if text.startswith(("NOAUTH", "WRONGPASS")) or text.startswith("ERR invalid password"):
        return AuthenticationError(text[4:] if text.startswith("ERR ") else text.partition(" ")[2])
    for word, kind in (("NOSCRIPT", NoScriptError), ("READONLY", ReadOnlyError)):
        if text.startswith(word):
            return kind(text.partition(" ")[2])
    return ResponseError(text[4:] if text.startswith("ERR ") else text)


class Connection:
    def __init__(self, host="localhost", port=6379, db=0, username=None, password=None, socket_timeout=None, socket_connect_timeout=None, decode_responses=False, encoding="utf-8", unix_socket_path=None):
        self.host, self.port, self.db = host, int(port), int(db)
        self.username, self.password = username, password
        self.socket_timeout = socket_timeout
        self.socket_connect_timeout = socket_connect_timeout
        self.decode = decode_responses
        self.path = unix_socket_path
        self._sock = None
        self._data = b""

    def _message(self, e):
        place = self.path or self.host + ":" + str(self.port)
        if len(e.args) == 1:
            return "Error connecting to " + place + ". " + str(e.args[0]) + "."
        return "Error " + str(e.args[0]) + " connecting to " + place + ". " + str(e.args[1]) + "."

    def connect(self):
        if self._sock is not None:
            return
        try:
            if self.path:
                sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                sock.connect(self.path)
            else:
                sock = socket.create_connection((self.host, self.port), self.socket_connect_timeout if self.socket_connect_timeout is not None else self.socket_timeout)
            sock.settimeout(self.socket_timeout)
        except socket.timeout:
            raise TimeoutError("Timeout connecting to server")
        except OSError as e:
            raise ConnectionError(self._message(e)) from e
        self._sock = sock
        self._data = b""
        try:
            if self.password is not None:
                self.call(("AUTH", self.username, self.password) if self.username else ("AUTH", self.password))
            if self.db:
                self.call(("SELECT", self.db))
        except Exception:
            self.disconnect()
            raise

    def disconnect(self):
        if self._sock is not None:
            self._sock.close()
            self._sock = None

    def send(self, words):
        self.connect()
        parts = [encode(w) for w in words]
        out = b"*" + str(len(parts)).encode() + b"\r\n"
        for p in parts:
            out += b"$" + str(len(p)).encode() + b"\r\n" + p + b"\r\n"
        try:
            self._sock.sendall(out)
        except OSError as e:
            self.disconnect()
            raise ConnectionError("Error " + str(e.args[0]) + " while writing to socket. " + str(e.args[-1]) + ".")

    def _more(self):
        try:
            data = self._sock.recv(65536)
        except socket.timeout:
            raise TimeoutError("Timeout reading from socket")
        except OSError as e:
            self.disconnect()
            raise ConnectionError("Error while reading from " + self.host + ":" + str(self.port) + " : " + str(e.args))
        if not data:
            self.disconnect()
            raise ConnectionError("Connection closed by server.")
        self._data += data

    def _line(self):
        while b"\r\n" not in self._data:
            self._more()
        line, _, self._data = self._data.partition(b"\r\n")
        return line

    def read(self):
        """One answer; an error is given, not raised."""
        line = self._line()
        kind, rest = line[:1], line[1:]
        if kind == b"+":
            return rest.decode("utf-8") if self.decode else rest
        if kind == b"-":
            return error_of(rest.decode("utf-8", "replace"))
        if kind == b":":
            return int(rest)
        if kind == b"$":
            size = int(rest)
            if size < 0:
                return None
            while len(self._data) < size + 2:
                self._more()
            value, self._data = self._data[:size], self._data[size + 2:]
            return value.decode("utf-8", "replace") if self.decode else value
        if kind == b"*":
            size = int(rest)
            return None if size < 0 else [self.read() for _ in range(size)]
        raise ConnectionError("Protocol Error: " + repr(line))

    def call(self, words):
        self.send(words)
        answer = self.read()
        if isinstance(answer, Exception):
            raise answer
        return answer


class ConnectionPool:
    def __init__(self, **kwargs):
        self.kwargs = kwargs
        self.idle = []

    @classmethod
    def from_url(cls, url, **kwargs):
        return cls(**dict(parse_url(url), **kwargs))

    def get(self):
        return self.idle.pop() if self.idle else Connection(**self.kwargs)

    def put(self, connection):
        if connection._sock is not None:
            self.idle.append(connection)

    def disconnect(self):
        while self.idle:
            self.idle.pop().disconnect()

    close = disconnect


def parse_url(url):
    import urllib.parse
    split = urllib.parse.urlsplit(url)
    if split.scheme == "rediss":
        raise NotImplementedError("drydock: TLS to Redis is not simulated")
    if split.scheme not in ("redis", "unix"):
        raise ValueError("Redis URL must specify one of the following schemes (redis://, rediss://, unix://)")
    out = {}
    if split.scheme == "unix":
        out["unix_socket_path"] = split.path
    else:
        out["host"] = split.hostname or "localhost"
        out["port"] = split.port or 6379
        path = split.path.strip("/")
        if path:
            out["db"] = int(path)
    if split.username:
        out["username"] = urllib.parse.unquote(split.username)
    if split.password:
        out["password"] = urllib.parse.unquote(split.password)
    for key, value in urllib.parse.parse_qsl(split.query):
        if key == "db":
            out["db"] = int(value)
        elif key == "decode_responses":
            out[key] = value.lower() in ("1", "true", "yes")
    return out
