"""Operations on pathnames."""
import posix
import sys

curdir, pardir, extsep, sep, pathsep, defpath, altsep, devnull = '.', '..', '.', '/', ':', '/bin:/usr/bin', None, '/dev/null'
supports_unicode_filenames = False


def _text(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    if hasattr(kind, '__fspath__'):
        return kind.__fspath__(path)
    raise TypeError('expected str, bytes or os.PathLike object, not ' + kind.__name__)


def normcase(s):
    return _text(s)


def isabs(s):
    return _text(s).startswith('/')


def join(a, *p):
    path = _text(a)
    for b in map(_text, p):
        if b.startswith('/'):
            path = b
        elif not path or path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path


def split(p):
    p = _text(p)
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def splitext(p):
    p = _text(p)
    slash, dot = p.rfind('/'), p.rfind('.')
    if dot > slash:
        i = slash + 1
        while i < dot:
            if p[i] != '.':
                return p[:dot], p[dot:]
            i += 1
    return p, ''


def splitdrive(p):
    return '', _text(p)


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def exists(path):
    try:
        return posix.kind(path, True) != ''
    except (TypeError, ValueError):
        if isinstance(path, int):
            return True
        raise


def lexists(path):
    return posix.kind(path, False) != ''


def isfile(path):
    return posix.kind(path, True) == 'file'


def isdir(path):
    return posix.kind(path, True) == 'dir'


def islink(path):
    return posix.kind(path, False) == 'link'


def ismount(path):
    return abspath(path) == '/'


def isjunction(path):
    return False


def getsize(path):
    return posix.stat(path).st_size


def getmtime(path):
    return posix.stat(path).st_mtime


def getatime(path):
    return posix.stat(path).st_atime


def getctime(path):
    return posix.stat(path).st_ctime


def samefile(a, b):
    return posix.realpath(a) == posix.realpath(b)


def sameopenfile(a, b):
    return a == b


def samestat(a, b):
    return a.st_ino == b.st_ino


def commonprefix(m):
    if not m:
        return ''
    m = list(map(_text, m)) if not isinstance(m[0], (list, tuple)) else m
    a, b = min(m), max(m)
    for i, c in enumerate(a):
        if c != b[i]:
            return a[:i]
    return a


def commonpath(paths):
    paths = [_text(p) for p in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    absolute = paths[0].startswith('/')
    if any(p.startswith('/') != absolute for p in paths):
        raise ValueError("Can't mix absolute and relative paths") from None
    parts = [[c for c in p.split('/') if c and c != '.'] for p in paths]
    return ('/' if absolute else '') + '/'.join(commonprefix(parts))


def expanduser(path):
    path = _text(path)
    if not path.startswith('~'):
        return path
    i = path.find('/')
    if i < 0:
        i = len(path)
    if i == 1:
        import os
        home = os.environ.get('HOME')
        if home is None:
            import pwd
            try:
                home = pwd.getpwuid(os.getuid()).pw_dir
            except KeyError:
                return path
    else:
        import pwd
        try:
            home = pwd.getpwnam(path[1:i]).pw_dir
        except KeyError:
            return path
    return (home.rstrip('/') + path[i:]) or '/'


def expandvars(path):
    import os
    import re
    return re.sub(r'\$(\w+|\{[^}]*\})', lambda m: os.environ.get(m.group(1).strip('{}'), m.group(0)), _text(path))


def normpath(path):
    path = _text(path)
    if not path:
        return '.'
    start = 0
    if path.startswith('/'):
        start = 2 if path.startswith('//') and not path.startswith('///') else 1
    out = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or (not start and not out) or (out and out[-1] == '..'):
            out.append(part)
        elif out:
            out.pop()
    return ('/' * start + '/'.join(out)) or '.'


def abspath(path):
    path = _text(path)
    if not path.startswith('/'):
        path = join(posix.getcwd(), path)
    return normpath(path)


def realpath(path, *, strict=False):
    path = _text(path)
    if strict:
        posix.stat(path)
    return normpath(posix.realpath(abspath(path)))


def relpath(path, start=None):
    if not path:
        raise ValueError('no path specified')
    a = [x for x in abspath(start or '.').split('/') if x]
    b = [x for x in abspath(path).split('/') if x]
    i = len(commonprefix([a, b]))
    return '/'.join(['..'] * (len(a) - i) + b[i:]) or '.'
