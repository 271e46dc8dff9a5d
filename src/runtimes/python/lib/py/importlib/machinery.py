"""What modules are made from."""


class ModuleSpec:
    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name, self.loader, self.origin = name, loader, origin
        self.submodule_search_locations = [origin.rsplit('/', 1)[0]] if is_package and origin else [] if is_package else None
        self.has_location, self.cached = origin is not None, None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition('.')[0]

    def __repr__(self):
        return f'ModuleSpec(name={self.name!r}, loader={self.loader!r}, origin={self.origin!r})'


class SourceFileLoader:
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def get_filename(self, name=None):
        return self.path

    def get_source(self, fullname=None):
        with open(self.path, encoding='utf-8') as f:
            return f.read()

    def get_data(self, path):
        with open(path, 'rb') as f:
            return f.read()

    def is_package(self, fullname):
        return self.path.endswith('__init__.py')

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(compile(self.get_source(), self.path, 'exec'), module.__dict__)

    def load_module(self, name=None):
        from importlib.util import spec_from_file_location, module_from_spec
        import sys
        m = module_from_spec(spec_from_file_location(name or self.name, self.path))
        sys.modules[m.__name__] = m
        self.exec_module(m)
        return m


class PathFinder:
    pass


class FileFinder:
    pass


SOURCE_SUFFIXES, BYTECODE_SUFFIXES, EXTENSION_SUFFIXES = ['.py'], ['.pyc'], ['.so']


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
