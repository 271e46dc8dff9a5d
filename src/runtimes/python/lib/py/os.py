"""Files, processes and the environment of the machine."""
import sys
import posix
from posix import *
from posix import _exit
import posixpath as path
sys.modules['os.path'] = path
from posixpath import sep, pardir, curdir, extsep, altsep, pathsep, defpath, devnull

name = 'posix'
linesep = '\n'
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NONBLOCK, O_CLOEXEC, O_NOFOLLOW, O_DIRECTORY = 0, 1, 2, 64, 128, 512, 1024, 2048, 524288, 131072, 65536
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
WNOHANG, WUNTRACED = 1, 2
EX_OK, EX_USAGE, EX_SOFTWARE = 0, 64, 70
P_WAIT, P_NOWAIT = 0, 1
supports_follow_symlinks = set()
supports_dir_fd = set()
supports_fd = set()


class PathLike:
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, other):
        return hasattr(other, '__fspath__') if cls is PathLike else NotImplemented


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    if not hasattr(kind, '__fspath__'):
        raise TypeError('expected str, bytes or os.PathLike object, not ' + kind.__name__)
    return kind.__fspath__(path)


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode('utf-8', 'surrogateescape') if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode('utf-8', 'surrogateescape') if isinstance(filename, bytes) else filename


class _Environ:
    def __init__(self, data):
        self._data = data

    def _key(self, key):
        if not isinstance(key, str):
            raise TypeError('str expected, not %s' % type(key).__name__)
        return key

    def __getitem__(self, key):
        try:
            return self._data[self._key(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        self._key(key)
        self._key(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        if key not in self._data:
            raise KeyError(key)
        unsetenv(key)
        del self._data[key]

    def __contains__(self, key):
        return key in self._data

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return 'environ({%s})' % ', '.join('%r: %r' % kv for kv in self._data.items())

    def get(self, key, default=None):
        return self._data.get(key, default)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def copy(self):
        return dict(self._data)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        if key in self._data:
            value = self._data[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def update(self, other=(), **kw):
        for k, v in dict(other, **kw).items():
            self[k] = v

    def clear(self):
        for k in list(self._data):
            del self[k]

    def __eq__(self, other):
        return dict(self._data) == (dict(other._data) if isinstance(other, _Environ) else other)

    def __or__(self, other):
        return {**self._data, **other}


environ = _Environ(dict(posix.environ))


def getenv(key, default=None):
    return environ.get(key, default)


def get_exec_path(env=None):
    return (env or environ).get('PATH', defpath).split(':')


remove = unlink


def replace(src, dst):
    posix.rename(src, dst)


def makedirs(name, mode=0o777, exist_ok=False):
    name = fspath(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    head = path.split(new)[0]
    if head and not path.exists(head):
        makedirs(head)
    rename(old, new)


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return posix.kind(self.path, follow_symlinks) == 'dir'

    def is_file(self, *, follow_symlinks=True):
        return posix.kind(self.path, follow_symlinks) == 'file'

    def is_symlink(self):
        return posix.kind(self.path, False) == 'link'

    def stat(self, *, follow_symlinks=True):
        return stat(self.path) if follow_symlinks else lstat(self.path)

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return '<DirEntry %r>' % self.name


class scandir:
    def __init__(self, folder='.'):
        folder = fspath(folder)
        self._all = iter([DirEntry(folder, n) for n in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._all)

    def close(self):
        self._all = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    dirs, files = [], []
    for n in names:
        (dirs if path.isdir(path.join(top, n)) else files).append(n)
    if topdown:
        yield top, dirs, files
    for d in dirs:
        inner = path.join(top, d)
        if followlinks or not path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, files


def system(command):
    pid = posix.spawn('/bin/sh', ['sh', '-c', command], None, None, None)
    return waitpid(pid, 0)[1]


def waitstatus_to_exitcode(status):
    return -(status & 127) if status & 127 else status >> 8


def WIFEXITED(status):
    return status & 127 == 0


def WEXITSTATUS(status):
    return status >> 8


def WIFSIGNALED(status):
    return status & 127 != 0


def WTERMSIG(status):
    return status & 127


def wait():
    return waitpid(-1, 0)


def popen(cmd, mode='r', buffering=-1):
    import subprocess
    if mode == 'w':
        proc = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE)
        return _Wrap(proc.stdin, proc)
    proc = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE)
    return _Wrap(proc.stdout, proc)


class _Wrap:
    def __init__(self, stream, proc):
        self._stream, self._proc = stream, proc

    def close(self):
        self._stream.close()
        code = self._proc.wait()
        return None if code == 0 else code << 8 if code > 0 else code

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def execv(file, args):
    posix.exec(fspath(file), list(args), dict(environ))


def execve(file, args, env):
    posix.exec(fspath(file), list(args), dict(env))


def _execvpe(file, args, env):
    if '/' in file:
        return posix.exec(file, list(args), dict(env))
    last = None
    for folder in get_exec_path(env):
        full = path.join(folder, file)
        if path.exists(full):
            return posix.exec(full, list(args), dict(env))
    raise FileNotFoundError(2, 'No such file or directory')


def execvp(file, args):
    _execvpe(fspath(file), args, environ)


def execvpe(file, args, env):
    _execvpe(fspath(file), args, env)


def execl(file, *args):
    execv(file, args)


def execlp(file, *args):
    execvp(file, args)


def fdopen(fd, mode='r', *args, **kw):
    return open_file(fd, mode, *args, **kw)


import io as _io
open_file = _io.open


def ctermid():
    return '/dev/tty'


def getlogin():
    import pwd
    return pwd.getpwuid(getuid()).pw_name


def sched_getaffinity(pid):
    return set(range(cpu_count()))


def abort():
    kill(getpid(), 6)


def killpg(pgid, sig):
    kill(pgid, sig)


def fstat(fd):
    return stat(fd)


def nice(n):
    return n


def register_at_fork(**kw):
    pass


def get_blocking(fd):
    return True
