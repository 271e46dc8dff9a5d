"""Modules out of files."""
import os
import sys
import types
from .machinery import ModuleSpec, SourceFileLoader


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    location = os.fspath(location)
    spec = ModuleSpec(name, loader or SourceFileLoader(name, location), origin=location)
    spec.submodule_search_locations = submodule_search_locations
    return spec


def module_from_spec(spec):
    m = types.ModuleType(spec.name)
    m.__spec__, m.__loader__, m.__package__ = spec, spec.loader, spec.parent
    if spec.origin:
        m.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        m.__path__ = spec.submodule_search_locations
    return m


def find_spec(name, package=None):
    if name.startswith('.'):
        name = resolve_name(name, package)
    if name in sys.modules:
        m = sys.modules[name]
        if m is None:
            return None
        return getattr(m, '__spec__', None) or ModuleSpec(name, None, origin=getattr(m, '__file__', None), is_package=hasattr(m, '__path__'))
    parent, _, leaf = name.rpartition('.')
    path = sys.path
    if parent:
        path = __import__(parent, fromlist=['__path__']).__path__
    for d in path:
        base = os.path.join(d or os.getcwd(), leaf)
        if os.path.isfile(base + '/__init__.py'):
            s = spec_from_file_location(name, base + '/__init__.py', submodule_search_locations=[base])
            return s
        if os.path.isfile(base + '.py'):
            return spec_from_file_location(name, base + '.py')
    if not parent and name in sys.stdlib_module_names:
        return ModuleSpec(name, None, origin='frozen')
    return None


def resolve_name(name, package):
    if not name.startswith('.'):
        return name
    level = len(name) - len(name.lstrip('.'))
    base = package.rsplit('.', level - 1)[0]
    return f'{base}.{name[level:]}' if name[level:] else base


def cache_from_source(path, *args, **kw):
    head, tail = os.path.split(path)
    return os.path.join(head, '__pycache__', tail.rsplit('.', 1)[0] + '.' + sys.implementation.cache_tag + '.pyc')


class LazyLoader:
    pass
