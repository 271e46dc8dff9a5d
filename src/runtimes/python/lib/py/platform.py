"""What the machine is."""
import sys
import posix
from collections import namedtuple

uname_result = namedtuple('uname_result', 'system node release version machine processor')


def uname():
    u = posix.uname()
    return uname_result(u[0], u[1], u[2], u[3], u[4], '')


def system(): return 'Linux'
def node(): return posix.hostname()
def release(): return uname().release
def version(): return uname().version
def machine(): return 'x86_64'
def processor(): return ''
def architecture(*a, **k): return ('64bit', 'ELF')
def python_version(): return '.'.join(map(str, sys.version_info[:3]))
def python_version_tuple(): return tuple(map(str, sys.version_info[:3]))
def python_implementation(): return 'CPython'
def python_compiler(): return 'GCC 14.2.0'
def python_build(): return ('main', 'Oct  9 2025 22:37:13')
def python_branch(): return ''
def libc_ver(*a, **k): return ('glibc', '2.41')
def platform(aliased=False, terse=False): return f'Linux-{release()}-x86_64-with-glibc2.41'
def java_ver(*a): return ('', '', ('', '', ''), ('', '', ''))
def mac_ver(*a): return ('', ('', '', ''), '')
def win32_ver(*a): return ('', '', '', '')


def freedesktop_os_release():
    out = {}
    with open('/etc/os-release') as f:
        for line in f:
            k, _, v = line.strip().partition('=')
            if k:
                out[k] = v.strip('"')
    return out
