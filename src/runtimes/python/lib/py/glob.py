"""Files by patterns."""
import os
import re
import fnmatch

_magic = re.compile(r'[*?\[]')


def has_magic(s):
    return _magic.search(s) is not None


def escape(s):
    return re.sub(r'([*?\[])', r'[\1]', s)


def _hidden(n):
    return n[0] == '.'


def _walk(base, parts, recursive, hidden):
    if not parts:
        yield base
        return
    p, rest = parts[0], parts[1:]
    if p == '**' and recursive:
        if rest:
            yield from _walk(base, rest, recursive, hidden)
        else:
            yield base + '/' if base and not base.endswith('/') else base
        try:
            names = os.listdir(base or '.')
        except OSError:
            return
        for n in names:
            if _hidden(n) and not hidden:
                continue
            full = os.path.join(base, n)
            if os.path.isdir(full):
                yield from _walk(full, parts, recursive, hidden)
            elif not rest:
                yield full
    elif has_magic(p):
        try:
            names = os.listdir(base or '.')
        except OSError:
            return
        for n in names:
            if (_hidden(n) and p[0] != '.' and not hidden) or not fnmatch.fnmatch(n, p):
                continue
            full = os.path.join(base, n)
            if not rest or os.path.isdir(full):
                yield from _walk(full, rest, recursive, hidden)
    else:
        full = os.path.join(base, p)
        if p == '':
            if os.path.isdir(base):
                yield full
        elif os.path.lexists(full):
            yield from _walk(full, rest, recursive, hidden)


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    base = '/' if pathname.startswith('/') else (root_dir + '/' if root_dir else '')
    parts = pathname.lstrip('/').split('/')
    for f in _walk(base, parts, recursive, include_hidden):
        if f and f != base:
            yield f[len(base):] if root_dir and base != '/' else f


def glob(pathname, **kw):
    return list(iglob(pathname, **kw))
