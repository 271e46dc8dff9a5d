"""Encodings."""
import io

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_UTF16_LE, BOM_UTF16_BE = b'\xff\xfe', b'\xfe\xff'


def encode(obj, encoding='utf-8', errors='strict'):
    if encoding.lower() in ('hex', 'hex_codec'):
        return obj.hex().encode()
    if encoding.lower() in ('base64', 'base64_codec'):
        import base64
        return base64.encodebytes(obj)
    if encoding.lower() in ('rot13', 'rot_13'):
        return ''.join(chr((ord(c) - b + 13) % 26 + b) if (b := 97 if c.islower() else 65) and c.isascii() and c.isalpha() else c for c in obj)
    return obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    if encoding.lower() in ('hex', 'hex_codec'):
        return bytes.fromhex(obj.decode() if isinstance(obj, bytes) else obj)
    if encoding.lower() in ('rot13', 'rot_13'):
        return encode(obj, 'rot13')
    if encoding.lower() in ('base64', 'base64_codec'):
        import base64
        return base64.decodebytes(obj)
    return obj.decode(encoding, errors)


class CodecInfo:
    def __init__(self, name):
        self.name = name
        self.encode = lambda s, errors='strict': (s.encode(name, errors), len(s))
        self.decode = lambda b, errors='strict': (b.decode(name, errors), len(b))


def lookup(encoding):
    ''.encode(encoding)
    return CodecInfo({'utf8': 'utf-8', 'latin1': 'iso8859-1', 'latin-1': 'iso8859-1'}.get(encoding.lower(), encoding.lower()))


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    return io.open(filename, mode, encoding=encoding, errors=errors)


class _Incremental:
    def __init__(self, encoding):
        self._encoding, self._rest = encoding, b''

    def decode(self, data, final=False):
        data = self._rest + bytes(data)
        for n in range(0, 4):
            try:
                text = data[:len(data) - n].decode(self._encoding)
                self._rest = data[len(data) - n:]
                if final and self._rest:
                    return data.decode(self._encoding)
                return text
            except UnicodeDecodeError:
                if final:
                    raise
        return data.decode(self._encoding)

    def encode(self, s, final=False):
        return s.encode(self._encoding)

    def reset(self):
        self._rest = b''


def getincrementaldecoder(encoding):
    return lambda errors='strict': _Incremental(encoding)


getincrementalencoder = getincrementaldecoder


def getreader(encoding):
    return lambda stream, errors='strict': io.StringIO(stream.read().decode(encoding, errors))


def getwriter(encoding):
    class Writer:
        def __init__(self, stream, errors='strict'):
            self.stream = stream

        def write(self, s):
            self.stream.write(s.encode(encoding))
    return Writer


def register(search):
    pass


def register_error(name, f):
    pass


class StreamReaderWriter:
    pass


class StreamReader:
    pass


class StreamWriter:
    pass


class Codec:
    pass
