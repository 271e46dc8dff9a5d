"""Folders of installed packages."""
import os
import sys

ENABLE_USER_SITE = True
PREFIXES = [sys.prefix, sys.exec_prefix]


def getsitepackages(prefixes=None):
    return [p for p in sys.path if p.endswith(('site-packages', 'dist-packages'))]


def getusersitepackages():
    return os.path.expanduser('~/.local/lib/python%d.%d/site-packages' % sys.version_info[:2])


def getuserbase():
    return os.path.expanduser('~/.local')


USER_SITE, USER_BASE = getusersitepackages(), getuserbase()


def addsitedir(d, known_paths=None):
    if d not in sys.path:
        sys.path.append(d)


def main():
    pass
