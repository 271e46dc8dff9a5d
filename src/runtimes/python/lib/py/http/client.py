"""A client of HTTP."""
import io
import socket
from email.message import Message
from http import HTTPStatus
from urllib.parse import urlsplit

HTTP_PORT, HTTPS_PORT = 80, 443
responses = {s.value: s.phrase for s in HTTPStatus}


class HTTPException(Exception):
    pass


class NotConnected(HTTPException):
    pass


class InvalidURL(HTTPException):
    pass


class UnknownProtocol(HTTPException):
    pass


class ImproperConnectionState(HTTPException):
    pass


class CannotSendRequest(ImproperConnectionState):
    pass


class ResponseNotReady(ImproperConnectionState):
    pass


class IncompleteRead(HTTPException):
    def __init__(self, partial, expected=None):
        self.args = partial,
        self.partial, self.expected = partial, expected

    def __str__(self):
        return 'IncompleteRead(%d bytes read%s)' % (len(self.partial), '' if self.expected is None else ', %d more expected' % self.expected)


class BadStatusLine(HTTPException):
    def __init__(self, line):
        line = line or repr(line)
        self.args = line,
        self.line = line


class LineTooLong(HTTPException):
    pass


class RemoteDisconnected(ConnectionResetError, BadStatusLine):
    def __init__(self, *pos, **kw):
        BadStatusLine.__init__(self, '')
        ConnectionResetError.__init__(self, *pos, **kw)


class HTTPMessage(Message):
    def getallmatchingheaders(self, name):
        return self.get_all(name) or []


def parse_headers(fp):
    m = HTTPMessage()
    while True:
        line = fp.readline(65537)
        if line in (b'\r\n', b'\n', b''):
            return m
        k, _, v = line.decode('iso-8859-1').partition(':')
        m.add_header_raw(k.strip(), v.strip())


class HTTPResponse(io.BufferedIOBase):
    def __init__(self, sock, debuglevel=0, method=None, url=None):
        self.fp = sock.makefile('rb')
        self._method, self.url = method, url
        self.status = self.reason = self.version = None
        self.headers = self.msg = None
        self.length, self.chunked, self.will_close, self._left, self._done = None, False, True, None, False

    def begin(self):
        while True:
            line = self.fp.readline(65537).decode('iso-8859-1')
            if not line:
                raise RemoteDisconnected('Remote end closed connection without response')
            parts = line.split(None, 2)
            if not parts or not parts[0].startswith('HTTP/') or len(parts) < 2 or not parts[1].isdigit():
                raise BadStatusLine(line)
            self.version = 10 if parts[0] == 'HTTP/1.0' else 11
            self.status = int(parts[1])
            self.reason = parts[2].strip() if len(parts) > 2 else ''
            self.headers = self.msg = parse_headers(self.fp)
            if self.status != 100:
                break
        self.code = self.status
        self.chunked = (self.headers.get('Transfer-Encoding') or '').lower() == 'chunked'
        length = self.headers.get('Content-Length')
        self.length = int(length) if length is not None and length.isdigit() and not self.chunked else None
        if self.status in (204, 304) or 100 <= self.status < 200 or self._method == 'HEAD':
            self.length = 0
        connection = (self.headers.get('Connection') or '').lower()
        self.will_close = 'close' in connection or (self.version == 10 and 'keep-alive' not in connection) or (not self.chunked and self.length is None)

    def read(self, amt=None):
        if self.fp is None:
            return b''
        if self.chunked:
            data = self._read_chunked(amt)
        elif amt is None or amt < 0:
            data = self.fp.read() if self.length is None else self.fp.read(self.length)
            if self.length is not None and len(data) < self.length:
                raise IncompleteRead(data, self.length - len(data))
            self.length = 0
        else:
            if self.length is not None:
                amt = min(amt, self.length)
            data = self.fp.read(amt)
            if self.length is not None:
                self.length -= len(data)
        return data

    def _read_chunked(self, amt):
        out = b''
        while not self._done and (amt is None or amt < 0 or len(out) < amt):
            if not self._left:
                line = self.fp.readline()
                if line in (b'\r\n', b''):
                    line = self.fp.readline()
                try:
                    self._left = int(line.split(b';')[0], 16)
                except ValueError:
                    raise IncompleteRead(out)
                if self._left == 0:
                    self._done = True
                    while self.fp.readline() not in (b'\r\n', b'\n', b''):
                        pass
                    break
            n = self._left if amt is None or amt < 0 else min(self._left, amt - len(out))
            part = self.fp.read(n)
            if len(part) < n:
                raise IncompleteRead(out + part)
            out += part
            self._left -= n
            if self._left == 0:
                self.fp.readline()
        return out

    def read1(self, n=-1):
        return self.read(n if n >= 0 else 65536)

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)

    def readline(self, limit=-1):
        out = b''
        while not out.endswith(b'\n') and (limit < 0 or len(out) < limit):
            c = self.read(1)
            if not c:
                break
            out += c
        return out

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def getheader(self, name, default=None):
        all = self.headers.get_all(name)
        return ', '.join(all) if all else default

    def getheaders(self):
        return list(self.headers.items())

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def isclosed(self):
        return self.fp is None

    @property
    def closed(self):
        return self.fp is None

    def close(self):
        if self.fp is not None:
            self.fp.close()
            self.fp = None

    def readable(self):
        return True

    def flush(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class HTTPConnection:
    default_port = HTTP_PORT
    response_class = HTTPResponse
    debuglevel = 0

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192):
        if port is None and ':' in host and not host.endswith(']'):
            host, _, p = host.rpartition(':')
            if p and not p.isdigit():
                raise InvalidURL("nonnumeric port: '%s'" % p)
            port = int(p) if p else self.default_port
        self.host, self.port, self.timeout, self.sock = host.strip('[]'), port or self.default_port, timeout, None
        self._buffer, self._response, self._method = [], None, None

    def set_debuglevel(self, level):
        self.debuglevel = level

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port), self.timeout)

    def close(self):
        sock, self.sock = self.sock, None
        if sock:
            sock.close()
        if self._response:
            self._response, r = None, self._response
            r.close()

    def send(self, data):
        if self.sock is None:
            self.connect()
        if hasattr(data, 'read'):
            data = data.read()
        if isinstance(data, str):
            data = data.encode('iso-8859-1')
        if isinstance(data, (bytes, bytearray)):
            self.sock.sendall(data)
        else:
            for d in data:
                self.sock.sendall(d)

    def putrequest(self, method, url, skip_host=False, skip_accept_encoding=False):
        self._method, self._url = method, url or '/'
        if any(c in self._url for c in ' \n\r\t'):
            raise InvalidURL(f"URL can't contain control characters. {url!r} (found at least {' '!r})")
        self._buffer = ['%s %s HTTP/1.1' % (method, self._url)]
        if not skip_host:
            host = self.host if ':' not in self.host else f'[{self.host}]'
            self.putheader('Host', host if self.port == self.default_port else '%s:%s' % (host, self.port))
        if not skip_accept_encoding:
            self.putheader('Accept-Encoding', 'identity')

    def putheader(self, name, *values):
        self._buffer.append('%s: %s' % (name, '\r\n\t'.join(v.decode('iso-8859-1') if isinstance(v, bytes) else str(v) for v in values)))

    def endheaders(self, message_body=None, *, encode_chunked=False):
        self.send(('\r\n'.join(self._buffer) + '\r\n\r\n').encode('iso-8859-1'))
        self._buffer = []
        if message_body is not None:
            self.send(message_body)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        names = {k.lower() for k in headers}
        self.putrequest(method, url, 'host' in names, 'accept-encoding' in names)
        if isinstance(body, str):
            body = body.encode('iso-8859-1')
        if hasattr(body, 'read'):
            body = body.read()
        if 'content-length' not in names and 'transfer-encoding' not in names:
            if body is not None:
                if not isinstance(body, (bytes, bytearray)):
                    body = b''.join(body)
                self.putheader('Content-Length', str(len(body)))
            elif method in ('POST', 'PUT', 'PATCH'):
                self.putheader('Content-Length', '0')
        for k, v in headers.items():
            self.putheader(k, v)
        self.endheaders(body)

    def getresponse(self):
        if self.sock is None:
            raise ResponseNotReady()
        r = self.response_class(self.sock, method=self._method)
        try:
            r.begin()
        except ConnectionError:
            self.close()
            raise
        if r.will_close:
            self.sock.close()
            self.sock = None
        else:
            self._response = r
        return r


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT

    def __init__(self, *args, context=None, **kw):
        super().__init__(*args, **kw)

    def connect(self):
        super().connect()
        raise NotImplementedError('drydock: TLS (https) is not simulated in Python')
