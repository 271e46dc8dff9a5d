"""Identifiers that are unique."""
import os
import hashlib
import time

RFC_4122 = 'specified in RFC 4122'


class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        if hex is not None:
            text = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(text) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _int(text, 16)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = _int.from_bytes(bytes, 'big')
        if int is None:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if version is not None:
            int &= ~(0xc000 << 48)
            int |= 0x8000 << 48
            int &= ~(0xf000 << 64)
            int |= version << 76
        self.__dict__['int'] = int

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def bytes(self):
        return self.int.to_bytes(16, 'big')

    @property
    def version(self):
        return (self.int >> 76) & 15

    @property
    def variant(self):
        return RFC_4122

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def node(self):
        return self.int & 0xffffffffffff

    def __str__(self):
        h = self.hex
        return '-'.join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))

    def __repr__(self):
        return 'UUID(%r)' % str(self)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')


_int = int
NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')


def uuid4():
    return UUID(bytes=os.urandom(16), version=4)


def getnode():
    return 0x0242ac110002


def uuid1(node=None, clock_seq=None):
    t = int(time.time() * 10000000) + 0x01b21dd213814000
    seq = int.from_bytes(os.urandom(2), 'big') & 0x3fff
    return UUID(int=(t & 0xffffffff) << 96 | ((t >> 32) & 0xffff) << 80 | ((t >> 48) & 0xfff) << 64 | seq << 48 | (node or getnode()), version=1)


def uuid3(namespace, name):
    return UUID(bytes=hashlib.md5(namespace.bytes + (name.encode() if isinstance(name, str) else name)).digest(), version=3)


def uuid5(namespace, name):
    return UUID(bytes=hashlib.sha1(namespace.bytes + (name.encode() if isinstance(name, str) else name)).digest()[:16], version=5)
