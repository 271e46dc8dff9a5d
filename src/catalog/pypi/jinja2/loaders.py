"""Where templates come from."""
import os

from .exceptions import TemplateNotFound


def _checked(template):
    parts = str(template).split("/")
    if ".." in parts or any([os.sep != "/" and os.sep in p for p in parts]):
        raise TemplateNotFound(template)
    return [p for p in parts if p and p != "."]


class BaseLoader:
    def get_source(self, environment, template):
        raise TemplateNotFound(template)

    def list_templates(self):
        raise TypeError("this loader cannot iterate over all templates")

    def load(self, environment, name, globals=None):
        source, filename, uptodate = self.get_source(environment, name)
        return environment.make_template(source, name, filename, uptodate, globals)


class FileSystemLoader(BaseLoader):
    def __init__(self, searchpath, encoding="utf-8", followlinks=False):
        self.searchpath = [str(searchpath)] if isinstance(searchpath, str) or not hasattr(searchpath, "__iter__") else [str(p) for p in searchpath]
        self.encoding = encoding

    def get_source(self, environment, template):
        parts = _checked(template)
        for folder in self.searchpath:
            path = os.path.join(folder, *parts)
            if os.path.isfile(path):
                with open(path, encoding=self.encoding) as f:
                    source = f.read()
                mtime = os.path.getmtime(path)
                size = os.path.getsize(path)

                def uptodate():
                    try:
                        return os.path.getmtime(path) == mtime and os.path.getsize(path) == size
                    except OSError:
                        return False
                return source, path, uptodate
        many = len(self.searchpath) != 1
        raise TemplateNotFound(template, repr(template) + " not found in search path" + ("s" if many else "") + ": " + ", ".join([repr(p) for p in self.searchpath]))

    def list_templates(self):
        out = set()
        for folder in self.searchpath:
            for path, _, names in os.walk(folder):
                for name in names:
                    out.add(os.path.relpath(os.path.join(path, name), folder))
        return sorted(out)


class DictLoader(BaseLoader):
    def __init__(self, mapping):
        self.mapping = mapping

    def get_source(self, environment, template):
        if template not in self.mapping:
            raise TemplateNotFound(template)
        source = self.mapping[template]
        return source, None, lambda: self.mapping.get(template) == source

    def list_templates(self):
        return sorted(self.mapping)


class FunctionLoader(BaseLoader):
    def __init__(self, load_func):
        self.load_func = load_func

    def get_source(self, environment, template):
        found = self.load_func(template)
        if found is None:
            raise TemplateNotFound(template)
        return (found, None, None) if isinstance(found, str) else found


class PackageLoader(FileSystemLoader):
    def __init__(self, package_name, package_path="templates", encoding="utf-8"):
        import importlib
        module = importlib.import_module(package_name)
        FileSystemLoader.__init__(self, os.path.join(os.path.dirname(module.__file__), package_path), encoding)


class ChoiceLoader(BaseLoader):
    def __init__(self, loaders):
        self.loaders = loaders

    def get_source(self, environment, template):
        for loader in self.loaders:
            try:
                return loader.get_source(environment, template)
            except TemplateNotFound:
                pass
        raise TemplateNotFound(template)

    def list_templates(self):
        out = set()
        for loader in self.loaders:
            out.update(loader.list_templates())
        return sorted(out)


class PrefixLoader(BaseLoader):
    def __init__(self, mapping, delimiter="/"):
        self.mapping = mapping
        self.delimiter = delimiter

    def get_source(self, environment, template):
        prefix, _, name = template.partition(self.delimiter)
        if prefix not in self.mapping:
            raise TemplateNotFound(template)
        return self.mapping[prefix].get_source(environment, name)
