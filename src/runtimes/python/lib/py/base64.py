"""Bytes as text."""
import binascii
import _hashlib


def _bytes(s):
    return s.encode('ascii') if isinstance(s, str) else bytes(s)


def b64encode(s, altchars=None):
    out = _hashlib.b64encode(bytes(s))
    return out.translate(bytes.maketrans(b'+/', altchars)) if altchars is not None else out


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.replace(altchars[0:1], b'+').replace(altchars[1:2], b'/')
    try:
        return _hashlib.b64decode(s)
    except ValueError as e:
        raise binascii.Error(str(e)) from None


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return _hashlib.b64encode(bytes(s)).replace(b'+', b'-').replace(b'/', b'_')


def urlsafe_b64decode(s):
    return b64decode(_bytes(s).replace(b'-', b'+').replace(b'_', b'/'))


def encodebytes(s):
    text = _hashlib.b64encode(bytes(s))
    return b''.join(text[i:i + 76] + b'\n' for i in range(0, len(text), 76))


def decodebytes(s):
    return b64decode(s)


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    return bytes.fromhex(_bytes(s).decode())


_b32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'


def b32encode(s):
    s = bytes(s)
    out = b''
    for i in range(0, len(s), 5):
        part = s[i:i + 5]
        n = int.from_bytes(part + b'\0' * (5 - len(part)), 'big')
        text = bytes(_b32[(n >> (35 - 5 * k)) & 31] for k in range(8))
        keep = {1: 2, 2: 4, 3: 5, 4: 7, 5: 8}[len(part)]
        out += text[:keep] + b'=' * (8 - keep)
    return out


def b32decode(s, casefold=False):
    s = _bytes(s).upper() if casefold else _bytes(s)
    out = b''
    for i in range(0, len(s), 8):
        part = s[i:i + 8].rstrip(b'=')
        n = 0
        for c in part:
            n = n * 32 + _b32.index(c)
        n <<= 5 * (8 - len(part))
        out += n.to_bytes(5, 'big')[:len(part) * 5 // 8]
    return out
