"""Operations on files as wholes."""
import os
import stat
import sys
import fnmatch


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class SpecialFileError(OSError):
    pass


class ReadError(OSError):
    pass


def copyfileobj(src, dst, length=65536):
    while True:
        buf = src.read(length)
        if not buf:
            break
        dst.write(buf)


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError('{!r} and {!r} are the same file'.format(src, dst))
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as a, open(dst, 'wb') as b:
        copyfileobj(a, b)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    st = os.stat(src)
    os.utime(dst, (st.st_atime, st.st_mtime))
    os.chmod(dst, st.st_mode & 0o7777)


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    def f(path, names):
        return {n for p in patterns for n in fnmatch.filter(names, p)}
    return f


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = os.listdir(src)
    skip = ignore(os.fspath(src), names) if ignore else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for n in names:
        if n in skip:
            continue
        a, b = os.path.join(src, n), os.path.join(dst, n)
        if symlinks and os.path.islink(a):
            os.symlink(os.readlink(a), b)
        elif os.path.isdir(a):
            copytree(a, b, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        else:
            copy_function(a, b)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    def fail(f, p):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(f, p, sys.exc_info()[1])
        elif onerror is not None:
            onerror(f, p, sys.exc_info())
        else:
            raise
    try:
        if os.path.islink(path):
            raise OSError('Cannot call rmtree on a symbolic link')
        names = os.listdir(path)
    except OSError:
        fail(os.listdir, path)
        return
    for n in names:
        full = os.path.join(path, n)
        if os.path.isdir(full) and not os.path.islink(full):
            rmtree(full, ignore_errors, onerror, onexc=onexc)
        else:
            try:
                os.unlink(full)
            except OSError:
                fail(os.unlink, full)
    try:
        os.rmdir(path)
    except OSError:
        fail(os.rmdir, path)


def move(src, dst, copy_function=copy2):
    real = dst
    if os.path.isdir(dst):
        real = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
        if os.path.exists(real):
            raise Error("Destination path '%s' already exists" % real)
    try:
        os.rename(src, real)
    except OSError:
        if os.path.isdir(src):
            copytree(src, real, symlinks=True, copy_function=copy_function)
            rmtree(src)
        else:
            copy_function(src, real)
            os.unlink(src)
    return real


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    if '/' in cmd:
        return cmd if os.path.isfile(cmd) and os.access(cmd, mode) else None
    for d in (os.environ.get('PATH', os.defpath) if path is None else path).split(':'):
        full = os.path.join(d, cmd)
        if os.path.isfile(full) and os.access(full, mode):
            return full
    return None


def get_terminal_size(fallback=(80, 24)):
    try:
        columns = int(os.environ['COLUMNS'])
    except (KeyError, ValueError):
        columns = 0
    lines = 0
    if columns <= 0:
        try:
            size = os.get_terminal_size(1)
            columns, lines = size.columns, size.lines
        except OSError:
            columns, lines = fallback
    from posix import terminal_size
    t = terminal_size((columns, lines or fallback[1]))
    t.__dict__.update(columns=columns, lines=lines or fallback[1])
    return t


def disk_usage(path):
    from collections import namedtuple
    return namedtuple('usage', 'total used free')(62725623808, 8589934592, 54135689216)


def chown(path, user=None, group=None):
    import pwd
    import grp
    uid = -1 if user is None else user if isinstance(user, int) else pwd.getpwnam(user).pw_uid
    gid = -1 if group is None else group if isinstance(group, int) else grp.getgrnam(group).gr_gid
    os.chown(path, uid, gid)


def make_archive(*args, **kw):
    raise NotImplementedError("drydock: 'shutil.make_archive' is not simulated")


unpack_archive = make_archive
