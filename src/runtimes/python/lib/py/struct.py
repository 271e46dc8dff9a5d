"""Bytes as numbers of a fixed size."""
import re as _re
import _hashlib


class error(Exception):
    pass


_size = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'n': 8, 'N': 8, 'f': 4, 'd': 8, 's': 1, 'p': 1, 'P': 8}


def _items(fmt):
    if isinstance(fmt, bytes):
        fmt = fmt.decode()
    order = '@'
    if fmt[:1] in ('@', '=', '<', '>', '!'):
        order, fmt = fmt[0], fmt[1:]
    little = order in '@=<'
    native = order == '@'
    out = []
    for count, c in _re.findall(r'\s*(\d*)(\S)', fmt):
        if c not in _size:
            raise error('bad char in struct format')
        n = int(count) if count else 1
        size = _size[c] if native or c not in 'lL' else 4
        if c in 'sp':
            out.append((c, n, 1))
        else:
            out.extend([(c, 1, size)] * n)
    return little, native, out


def _layout(fmt):
    little, native, items = _items(fmt)
    at, out = 0, []
    for c, n, size in items:
        if native and c not in 'xspcbB?':
            at = (at + size - 1) // size * size
        out.append((at, c, n, size))
        at += n if c in 'sp' else size
    return little, out, at


def calcsize(fmt):
    return _layout(fmt)[2]


def pack(fmt, *values):
    little, items, total = _layout(fmt)
    order = 'little' if little else 'big'
    out = bytearray(total)
    values = list(values)
    wanted = sum(1 for i in items if i[1] != 'x')
    if wanted != len(values):
        raise error(f'pack expected {wanted} items for packing (got {len(values)})')
    for at, c, n, size in items:
        if c == 'x':
            continue
        v = values.pop(0)
        if c == 's':
            if not isinstance(v, (bytes, bytearray)):
                raise error("argument for 's' must be a bytes object")
            b = bytes(v[:n]) + b'\0' * (n - len(v))
        elif c == 'c':
            b = v
        elif c == 'd':
            b = _hashlib.pack_double(v, little)
        elif c == 'f':
            b = _hashlib.pack_float(v, little)
        elif c == '?':
            b = b'\1' if v else b'\0'
        else:
            if not isinstance(v, int):
                raise error('required argument is not an integer')
            signed = c in 'bhilqn'
            try:
                b = v.to_bytes(size, order, signed=signed)
            except OverflowError:
                low, high = (-(1 << size * 8 - 1), (1 << size * 8 - 1) - 1) if signed else (0, (1 << size * 8) - 1)
                raise error(f"'{c}' format requires {low} <= number <= {high}" if size < 8 else 'argument out of range') from None
        out[at:at + len(b)] = b
    return bytes(out)


def unpack(fmt, data):
    little, items, total = _layout(fmt)
    if len(data) != total:
        raise error(f'unpack requires a buffer of {total} bytes')
    return unpack_from(fmt, data)


def unpack_from(fmt, data, offset=0):
    little, items, total = _layout(fmt)
    data = bytes(data)
    if len(data) - offset < total:
        raise error(f'unpack_from requires a buffer of at least {total + offset} bytes for unpacking {total} bytes at offset {offset} (actual buffer size is {len(data)})')
    order = 'little' if little else 'big'
    out = []
    for at, c, n, size in items:
        at += offset
        if c == 'x':
            continue
        b = data[at:at + (n if c in 'sp' else size)]
        if c in 'sc':
            out.append(b)
        elif c == 'd':
            out.append(_hashlib.unpack_double(b, little))
        elif c == 'f':
            out.append(_hashlib.unpack_float(b, little))
        elif c == '?':
            out.append(b != b'\0')
        else:
            out.append(int.from_bytes(b, order, signed=c in 'bhilqn'))
    return tuple(out)


def pack_into(fmt, buffer, offset, *values):
    b = pack(fmt, *values)
    buffer[offset:offset + len(b)] = b


def iter_unpack(fmt, data):
    n = calcsize(fmt)
    for i in range(0, len(data), n):
        yield unpack(fmt, data[i:i + n])


class Struct:
    def __init__(self, format):
        self.format = format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, data):
        return unpack(self.format, data)

    def unpack_from(self, data, offset=0):
        return unpack_from(self.format, data, offset)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def iter_unpack(self, data):
        return iter_unpack(self.format, data)
