"""Streams."""
from _io import open, TextIOWrapper, BufferedReader, BufferedWriter, IOBase, RawIOBase, BufferedIOBase, TextIOBase, UnsupportedOperation

DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
BlockingIOError = BlockingIOError
FileIO = BufferedReader
BufferedRandom = BufferedWriter


class _Memory:
    _empty = b''

    def __init__(self, initial):
        self._data, self._pos, self.closed = initial, 0, False

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def getvalue(self):
        self._check()
        return self._data

    def read(self, size=-1):
        self._check()
        if size is None or size < 0:
            out = self._data[self._pos:]
        else:
            out = self._data[self._pos:self._pos + size]
        self._pos += len(out)
        return out

    def readline(self, size=-1):
        self._check()
        i = self._data.find(self._newline, self._pos)
        end = len(self._data) if i < 0 else i + 1
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        out = self._data[self._pos:end]
        self._pos = max(self._pos, end)
        return out

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, s):
        self._check()
        s = self._take(s)
        if self._pos == len(self._data):
            self._data += s
        else:
            if self._pos > len(self._data):
                self._data += self._zero * (self._pos - len(self._data))
            self._data = self._data[:self._pos] + s + self._data[self._pos + len(s):]
        self._pos += len(s)
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def seek(self, pos, whence=0):
        self._check()
        self._pos = max(0, pos + (0 if whence == 0 else self._pos if whence == 1 else len(self._data)))
        return self._pos

    def tell(self):
        return self._pos

    def truncate(self, size=None):
        size = self._pos if size is None else size
        self._data = self._data[:size]
        return size

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def isatty(self):
        return False

    def readable(self):
        return True
    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation('fileno')

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()


class StringIO(_Memory, TextIOBase):
    _newline, _zero, encoding, errors = '\n', '\0', None, None

    def __init__(self, initial_value='', newline='\n'):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f'initial_value must be str or None, not {type(initial_value).__name__}')
        _Memory.__init__(self, initial_value or '')

    def _take(self, s):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        return s


class BytesIO(_Memory, BufferedIOBase):
    _newline, _zero = b'\n', b'\0'

    def __init__(self, initial_bytes=b''):
        _Memory.__init__(self, bytes(initial_bytes))

    def _take(self, s):
        if isinstance(s, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return bytes(s)

    def getbuffer(self):
        return memoryview(self._data)

    def read1(self, size=-1):
        return self.read(size)

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)


def text_encoding(encoding, stacklevel=2):
    return encoding or 'utf-8'


def open_code(path):
    return open(path, 'rb')
