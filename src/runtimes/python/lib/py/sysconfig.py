"""Where things are installed."""
import sys

_short = '%d.%d' % sys.version_info[:2]


def get_python_version():
    return _short


def get_platform():
    return 'linux-x86_64'


def get_paths(scheme=None, vars=None, expand=True):
    lib = f'{sys.prefix}/lib/python{_short}'
    return {'stdlib': f'{sys.base_prefix}/lib/python{_short}', 'platstdlib': lib, 'purelib': lib + '/site-packages', 'platlib': lib + '/site-packages', 'include': f'{sys.base_prefix}/include/python{_short}', 'scripts': sys.prefix + '/bin', 'data': sys.prefix}


def get_path(name, scheme=None, vars=None, expand=True):
    return get_paths()[name]


def get_config_var(name):
    return get_config_vars().get(name)


def get_config_vars(*names):
    v = {'prefix': sys.prefix, 'exec_prefix': sys.exec_prefix, 'py_version': '.'.join(map(str, sys.version_info[:3])), 'py_version_short': _short, 'base': sys.base_prefix, 'SOABI': f'cpython-{_short.replace(".", "")}-x86_64-linux-gnu', 'EXT_SUFFIX': f'.cpython-{_short.replace(".", "")}-x86_64-linux-gnu.so', 'LIBDIR': sys.base_prefix + '/lib', 'BINDIR': sys.base_prefix + '/bin'}
    return [v.get(n) for n in names] if names else v
