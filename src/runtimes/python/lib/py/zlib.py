"""Compression."""
import _hashlib

DEFLATED, MAX_WBITS, Z_DEFAULT_COMPRESSION, Z_BEST_COMPRESSION = 8, 15, -1, 9


class error(Exception):
    pass


def crc32(data, value=0):
    return _hashlib.crc32(data, value)


def adler32(data, value=1):
    a, b = value & 0xffff, value >> 16
    for c in data:
        a = (a + c) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def compress(data, /, level=-1, wbits=15):
    return _hashlib.zlib(bytes(data)) if wbits > 0 else _hashlib.deflate(bytes(data))


def decompress(data, /, wbits=15, bufsize=16384):
    try:
        if wbits > 15:
            return _hashlib.gunzip(bytes(data))
        return _hashlib.unzlib(bytes(data)) if wbits > 0 else _hashlib.inflate(bytes(data))
    except Exception as e:
        raise error(str(e)) from None
