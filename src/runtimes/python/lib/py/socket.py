"""Connections between programs."""
import _socket
from _socket import gaierror, herror, gethostname
import enum as _enum
import io as _io
import os as _os

error = OSError
timeout = TimeoutError


class AddressFamily(_enum.IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10

    def __repr__(self):
        return '<AddressFamily.%s: %d>' % (self.name, self.value)


class SocketKind(_enum.IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2
    SOCK_RAW = 3

    def __repr__(self):
        return '<SocketKind.%s: %d>' % (self.name, self.value)


AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = AddressFamily
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = SocketKind
SOCK_NONBLOCK, SOCK_CLOEXEC = 2048, 524288
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_REUSEPORT, SO_ERROR, SO_RCVBUF, SO_SNDBUF, SO_LINGER, SO_TYPE = 1, 2, 9, 6, 15, 4, 8, 7, 13, 3
IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IP, IPPROTO_IPV6 = 6, 17, 0, 41
TCP_NODELAY, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, IPV6_V6ONLY = 1, 4, 5, 6, 26
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
MSG_PEEK, MSG_WAITALL, MSG_DONTWAIT, MSG_NOSIGNAL = 2, 256, 64, 16384
AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_ADDRCONFIG = 1, 2, 4, 32
NI_NUMERICHOST, NI_NUMERICSERV = 1, 2
EAI_NONAME, EAI_AGAIN, EAI_FAMILY = -2, -3, -6
INADDR_ANY = 0
has_ipv6 = True
has_dualstack_ipv6 = lambda: False
SocketType = _socket.socket
_default_timeout = None


class socket(_socket.socket):
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        self._io_refs = 0
        self._want_close = False
        if _default_timeout is not None:
            self.settimeout(_default_timeout)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def accept(self):
        raw, addr = self._accept()
        sock = socket(self.family, self.type)
        sock._adopt(raw)
        return sock, addr

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        self._io_refs += 1
        binary = 'b' in mode
        return _SocketFile(self, mode, encoding or 'utf-8', errors or 'strict', newline, binary)

    def _decref(self):
        if self._io_refs > 0:
            self._io_refs -= 1
        if self._want_close and self._io_refs == 0:
            _socket.socket.close(self)

    def close(self):
        self._want_close = True
        if self._io_refs <= 0:
            _socket.socket.close(self)

    def get_inheritable(self):
        return False

    def set_inheritable(self, on):
        pass

    def dup(self):
        raise NotImplementedError("drydock: 'socket.dup' is not simulated")

    def sendfile(self, file, offset=0, count=None):
        data = file.read()
        self.sendall(data)
        return len(data)

    def __repr__(self):
        closed = ' [closed]' if self._closed else ''
        return f'<socket.socket{closed} fd={self.fileno()}, family={int(self.family)}, type={int(self.type)}, proto=0, laddr={self.getsockname() if not self._closed else None}>'


class _SocketFile(_io.IOBase):
    def __init__(self, sock, mode, encoding, errors, newline, binary):
        self._sock, self.mode, self._encoding, self._errors, self._newline, self._binary = sock, mode, encoding, errors, newline, binary
        self._buffer, self.closed, self._eof = b'', False, False

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _out(self, data):
        if self._binary:
            return data
        text = data.decode(self._encoding, self._errors)
        return text.replace('\r\n', '\n') if self._newline is None else text

    def _fill(self):
        if self._eof:
            return False
        data = self._sock.recv(65536)
        if not data:
            self._eof = True
            return False
        self._buffer += data
        return True

    def read(self, size=-1):
        self._check()
        if size is None or size < 0:
            while self._fill():
                pass
            size = len(self._buffer)
        else:
            while len(self._buffer) < size and self._fill():
                pass
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return self._out(data)

    def read1(self, size=-1):
        self._check()
        if not self._buffer:
            self._fill()
        size = len(self._buffer) if size is None or size < 0 else size
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return self._out(data)

    def readinto(self, b):
        data = self.read1(len(b))
        b[:len(data)] = data
        return len(data)

    def peek(self, size=1):
        if not self._buffer:
            self._fill()
        return self._buffer

    def readline(self, size=-1):
        self._check()
        while b'\n' not in self._buffer and (size is None or size < 0 or len(self._buffer) < size):
            if not self._fill():
                break
        i = self._buffer.find(b'\n')
        end = len(self._buffer) if i < 0 else i + 1
        if size is not None and size >= 0:
            end = min(end, size)
        data, self._buffer = self._buffer[:end], self._buffer[end:]
        return self._out(data)

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, data):
        self._check()
        self._sock.sendall(data if self._binary else data.encode(self._encoding, self._errors))
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        if not self.closed:
            self.closed = True
            self._sock._decref()

    def readable(self):
        return 'r' in self.mode

    def writable(self):
        return 'w' in self.mode

    def seekable(self):
        return False

    def isatty(self):
        return False

    def fileno(self):
        return self._sock.fileno()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(t):
    global _default_timeout
    _default_timeout = t


_services = {'http': 80, 'https': 443, 'ssh': 22, 'ftp': 21, 'smtp': 25, 'mysql': 3306, 'redis': 6379, 'postgresql': 5432, 'domain': 53}


def getservbyname(name, proto='tcp'):
    if name not in _services:
        raise OSError('service/proto not found')
    return _services[name]


def getservbyport(port, proto='tcp'):
    for n, p in _services.items():
        if p == port:
            return n
    raise OSError('port/proto not found')


def gethostbyname(name):
    return _socket.resolve(name)[0] if name else '0.0.0.0'


def gethostbyname_ex(name):
    return name, [], _socket.resolve_all(name)


def gethostbyaddr(ip):
    if ip.startswith('127.'):
        return 'localhost', [], [ip]
    raise herror(1, 'Unknown host')


def getfqdn(name=''):
    return gethostname() if name in ('', '0.0.0.0') else 'localhost' if name == '127.0.0.1' else name


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(port, str):
        port = int(port) if port.isdigit() else getservbyname(port) if port in _services else _bad_service()
    if host is None or host == '':
        ips = ['0.0.0.0' if flags & AI_PASSIVE else '127.0.0.1']
    else:
        ips = _socket.resolve_all(host)
    kinds = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)]
    return [(AF_INET, k, p, '', (ip, port or 0)) for ip in ips for k, p in kinds if type in (0, k)]


def _bad_service():
    raise gaierror(-8, 'Servname not supported for ai_socktype')


def getnameinfo(sockaddr, flags):
    return sockaddr[0], str(sockaddr[1])


def create_connection(address, timeout=_default_timeout, source_address=None, *, all_errors=False):
    host, port = address
    last = None
    for family, kind, proto, _, addr in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not None:
                sock.settimeout(timeout)
            sock.connect(addr)
            return sock
        except OSError as e:
            last = e
            if sock is not None:
                sock.close()
    try:
        raise last
    finally:
        last = None


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    sock = socket(family, SOCK_STREAM)
    try:
        sock.bind(address)
        sock.listen(backlog or 128)
        return sock
    except OSError as e:
        sock.close()
        raise


def inet_aton(s):
    parts = s.split('.')
    if len(parts) != 4 or not all(p.isdigit() and int(p) < 256 for p in parts):
        raise OSError('illegal IP address string passed to inet_aton')
    return bytes(map(int, parts))


def inet_ntoa(b):
    return '.'.join(map(str, b))


def inet_pton(family, s):
    if family == AF_INET:
        return inet_aton(s)
    if _socket.is_ip(s) != 6:
        raise OSError('illegal IP address string passed to inet_pton')
    return bytes(16)


def inet_ntop(family, b):
    return inet_ntoa(b)


def htons(n):
    return (n & 255) << 8 | n >> 8


ntohs = htons


def htonl(n):
    return int.from_bytes(n.to_bytes(4, 'little'), 'big')


ntohl = htonl


def socketpair(*args):
    raise NotImplementedError("drydock: 'socketpair' is not simulated")


def if_nameindex():
    return [(1, 'lo'), (2, 'eth0')]
