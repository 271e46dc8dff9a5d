"""The settings of an application: a dictionary with several ways to fill it."""
import json
import os


class Config(dict):
    def __init__(self, root_path, defaults=None):
        dict.__init__(self, defaults or {})
        self.root_path = root_path

    def from_envvar(self, variable_name, silent=False):
        found = os.environ.get(variable_name)
        if not found:
            if silent:
                return False
            raise RuntimeError("The environment variable " + repr(variable_name) + " is not set and as such configuration could not be loaded. Set this variable and make it point to a configuration file")
        return self.from_pyfile(found, silent=silent)

    def from_prefixed_env(self, prefix="FLASK", loads=json.loads):
        prefix += "_"
        for key in sorted(os.environ):
            if not key.startswith(prefix):
                continue
            value = os.environ[key]
            try:
                value = loads(value)
            except Exception:
                pass
            names = key[len(prefix):].split("__")
            at = self
            for name in names[:-1]:
                at = at.setdefault(name, {})
            at[names[-1]] = value
        return True

    def from_pyfile(self, filename, silent=False):
        path = os.path.join(self.root_path, str(filename))
        try:
            with open(path) as f:
                source = f.read()
        except OSError as e:
            if silent and e.errno in (2, 20, 21):
                return False
            e.strerror = "Unable to load configuration file (" + str(e.strerror) + ")"
            raise
        names = {"__file__": path, "__name__": "config"}
        exec(compile(source, path, "exec"), names)
        for key, value in names.items():
            if key.isupper():
                self[key] = value
        return True

    def from_object(self, obj):
        if isinstance(obj, str):
            from werkzeug.utils import import_string
            obj = import_string(obj)
        for key in dir(obj):
            if key.isupper():
                self[key] = getattr(obj, key)

    def from_file(self, filename, load, silent=False, text=True):
        path = os.path.join(self.root_path, str(filename))
        try:
            with open(path, "r" if text else "rb") as f:
                found = load(f)
        except OSError as e:
            if silent and e.errno in (2, 21):
                return False
            raise
        return self.from_mapping(found)

    def from_mapping(self, mapping=None, **kwargs):
        both = dict(mapping or {})
        both.update(kwargs)
        for key, value in both.items():
            if key.isupper():
                self[key] = value
        return True

    def get_namespace(self, namespace, lowercase=True, trim_namespace=True):
        out = {}
        for key, value in self.items():
            if key.startswith(namespace):
                name = key[len(namespace):] if trim_namespace else key
                out[name.lower() if lowercase else name] = value
        return out

    def __repr__(self):
        return "<Config " + dict.__repr__(self) + ">"


class ConfigAttribute:
    def __init__(self, name, get_converter=None):
        self.name = name
        self.convert = get_converter

    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = obj.config[self.name]
        return self.convert(value) if self.convert else value

    def __set__(self, obj, value):
        obj.config[self.name] = value
