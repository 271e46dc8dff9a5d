"""Bytes as digits."""
import _hashlib


class Error(ValueError):
    pass


Incomplete = Error


def hexlify(data, sep=None):
    return (data.hex(sep) if sep else data.hex()).encode()


def unhexlify(s):
    if isinstance(s, bytes):
        s = s.decode()
    if len(s) % 2:
        raise Error('Odd-length string')
    try:
        return bytes.fromhex(s)
    except ValueError:
        raise Error('Non-hexadecimal digit found') from None


b2a_hex, a2b_hex = hexlify, unhexlify


def b2a_base64(data, *, newline=True):
    return _hashlib.b64encode(data) + (b'\n' if newline else b'')


def a2b_base64(s, *, strict_mode=False):
    try:
        return _hashlib.b64decode(s.encode() if isinstance(s, str) else s)
    except ValueError as e:
        raise Error(str(e)) from None


def crc32(data, value=0):
    return _hashlib.crc32(data, value)
