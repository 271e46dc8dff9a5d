"""Compressed files."""
import _hashlib
import io


class BadGzipFile(OSError):
    pass


def compress(data, compresslevel=9, *, mtime=None):
    return _hashlib.gzip(bytes(data))


def decompress(data):
    if bytes(data[:2]) != b'\x1f\x8b':
        raise BadGzipFile('Not a gzipped file (%r)' % bytes(data[:2]))
    return _hashlib.gunzip(bytes(data))


class GzipFile(io.BytesIO):
    def __init__(self, filename=None, mode='rb', compresslevel=9, fileobj=None, mtime=None):
        self._out = None
        if 'r' in (mode or 'rb'):
            raw = fileobj.read() if fileobj is not None else io.open(filename, "rb").read()
            super().__init__(decompress(raw))
        else:
            super().__init__()
            self._out = fileobj if fileobj is not None else io.open(filename, "wb")
            self._own = fileobj is None

    def close(self):
        if self._out is not None and not self.closed:
            self._out.write(compress(self.getvalue()))
            if self._own:
                self._out.close()
        super().close()


def _open_text(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    f = GzipFile(filename, mode.replace('t', ''))
    if 't' in mode:
        if 'r' in mode:
            return io.StringIO(f.read().decode(encoding or 'utf-8'))
        raise NotImplementedError("drydock: writing gzip files as text is not simulated")
    return f


open = _open_text
