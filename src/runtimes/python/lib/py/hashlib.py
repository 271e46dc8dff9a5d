"""Digests."""
import _hashlib

algorithms_guaranteed = algorithms_available = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'}
_sizes = {'md5': (16, 64), 'sha1': (20, 64), 'sha224': (28, 64), 'sha256': (32, 64), 'sha384': (48, 128), 'sha512': (64, 128)}


class _Hash:
    def __init__(self, name, data=b''):
        if name not in _sizes:
            raise ValueError('unsupported hash type ' + name)
        self.name = name
        self.digest_size, self.block_size = _sizes[name]
        self._data = b''
        if data:
            self.update(data)

    def update(self, data):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        self._data += bytes(data)

    def digest(self):
        return _hashlib.digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return _Hash(self.name, self._data)

    def __repr__(self):
        return f'<{self.name} _hashlib.HASH object @ {hex(id(self))}>'


def new(name, data=b'', *, usedforsecurity=True):
    return _Hash(name.lower(), data)


def md5(data=b'', *, usedforsecurity=True): return new('md5', data)
def sha1(data=b'', *, usedforsecurity=True): return new('sha1', data)
def sha224(data=b'', *, usedforsecurity=True): return new('sha224', data)
def sha256(data=b'', *, usedforsecurity=True): return new('sha256', data)
def sha384(data=b'', *, usedforsecurity=True): return new('sha384', data)
def sha512(data=b'', *, usedforsecurity=True): return new('sha512', data)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    import hmac
    size = _sizes[hash_name][0]
    dklen = dklen or size
    out, block = b'', 1
    while len(out) < dklen:
        u = hmac.digest(password, salt + block.to_bytes(4, 'big'), hash_name)
        t = int.from_bytes(u, 'big')
        for _ in range(iterations - 1):
            u = hmac.digest(password, u, hash_name)
            t ^= int.from_bytes(u, 'big')
        out += t.to_bytes(size, 'big')
        block += 1
    return out[:dklen]


def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64):
    raise NotImplementedError("drydock: 'hashlib.scrypt' is not simulated")


def file_digest(fileobj, digest):
    h = new(digest) if isinstance(digest, str) else digest()
    h.update(fileobj.read())
    return h
