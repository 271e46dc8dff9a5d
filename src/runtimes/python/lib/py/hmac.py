"""Keyed digests."""
import hashlib


class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f'key: expected bytes or bytearray, but got {type(key).__name__!r}')
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        self._new = (lambda d=b'': hashlib.new(digestmod, d)) if isinstance(digestmod, str) else (lambda d=b'': digestmod(d)) if callable(digestmod) else (lambda d=b'': digestmod.new(d))
        inner = self._new()
        self.block_size, self.digest_size, self.name = inner.block_size, inner.digest_size, 'hmac-' + inner.name
        if len(key) > self.block_size:
            key = self._new(key).digest()
        key = bytes(key) + b'\0' * (self.block_size - len(key))
        self._inner = self._new(bytes(b ^ 0x36 for b in key))
        self._outer = bytes(b ^ 0x5c for b in key)
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def digest(self):
        return self._new(self._outer + self._inner.digest()).digest()

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        other = HMAC.__new__(HMAC)
        other.__dict__.update(self.__dict__)
        other._inner = self._inner.copy()
        return other


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    if isinstance(a, str) != isinstance(b, str):
        raise TypeError("unsupported operand types(s) or combination of types: '%s' and '%s'" % (type(a).__name__, type(b).__name__))
    return a == b
