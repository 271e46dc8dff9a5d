"""Files of packages."""
import os
from pathlib import Path


def _dir(package):
    m = __import__(package, fromlist=['x']) if isinstance(package, str) else package
    return Path(m.__path__[0]) if hasattr(m, '__path__') else Path(m.__file__).parent


def files(package):
    return _dir(package)


def read_text(package, resource, encoding='utf-8', errors='strict'):
    return (_dir(package) / resource).read_text(encoding)


def read_binary(package, resource):
    return (_dir(package) / resource).read_bytes()


def open_text(package, resource, encoding='utf-8', errors='strict'):
    return open(_dir(package) / resource, encoding=encoding)


def is_resource(package, name):
    return (_dir(package) / name).is_file()


class as_file:
    def __init__(self, path):
        self._path = path

    def __enter__(self):
        return self._path

    def __exit__(self, *args):
        pass
