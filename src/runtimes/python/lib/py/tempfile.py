"""Files for a while."""
import os
import io
import shutil
import random as _random_module

template = 'tmp'
tempdir = None
_random = _random_module.Random()


def _name():
    return ''.join(_random.choices('abcdefghijklmnopqrstuvwxyz0123456789_', k=8))


def gettempdir():
    global tempdir
    if tempdir is None:
        for d in (os.environ.get('TMPDIR'), '/tmp', '/var/tmp', '/usr/tmp', os.getcwd()):
            if d and os.path.isdir(d) and os.access(d, os.W_OK):
                tempdir = os.path.abspath(d)
                break
        else:
            raise FileNotFoundError(2, 'No usable temporary directory found in %s' % ['/tmp', '/var/tmp', '/usr/tmp', os.getcwd()])
    return tempdir


def gettempprefix():
    return template


def mkdtemp(suffix=None, prefix=None, dir=None):
    while True:
        path = os.path.join(dir or gettempdir(), (prefix or template) + _name() + (suffix or ''))
        try:
            os.mkdir(path, 0o700)
            return os.path.abspath(path)
        except FileExistsError:
            continue


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    while True:
        path = os.path.join(dir or gettempdir(), (prefix or template) + _name() + (suffix or ''))
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), os.path.abspath(path)
        except FileExistsError:
            continue


def mktemp(suffix='', prefix=template, dir=None):
    return os.path.join(dir or gettempdir(), prefix + _name() + suffix)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name, self._delete = mkdtemp(suffix, prefix, dir), delete

    def __repr__(self):
        return '<TemporaryDirectory %r>' % self.name

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if os.path.exists(self.name):
            shutil.rmtree(self.name)


class _Named:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.unlink(self.name)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None, delete_on_close=True):
    fd, name = mkstemp(suffix, prefix, dir)
    return _Named(io.open(fd, mode, encoding=encoding, newline=newline, errors=errors), name, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    os.unlink(name)
    return io.open(fd, mode, encoding=encoding, newline=newline, errors=errors)


class SpooledTemporaryFile(io.BytesIO):
    def __init__(self, max_size=0, mode='w+b', **kw):
        super().__init__()
