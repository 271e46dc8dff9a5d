import importlib
import os

from flask import Blueprint


class ModuleManager:
    """Loads the modules of app/modules, except those that .moduleignore names."""

    def __init__(self, app):
        self.app = app
        self.root = os.path.dirname(app.root_path)
        self.folder = os.path.join(app.root_path, "modules")

    def ignored(self):
        path = os.path.join(self.root, ".moduleignore")
        if not os.path.exists(path):
            return []
        with open(path) as f:
            return [line.strip() for line in f if line.strip() and not line.startswith("#")]

    def modules(self):
        ignored = self.ignored()
        names = sorted(os.listdir(self.folder))
        return [n for n in names if os.path.isdir(os.path.join(self.folder, n)) and n not in ignored and not n.startswith("__")]

    def register_modules(self):
        for name in self.modules():
            for part in ("models", "routes"):
                if os.path.exists(os.path.join(self.folder, name, part + ".py")):
                    importlib.import_module(f"app.modules.{name}.{part}")
            module = importlib.import_module(f"app.modules.{name}")
            for value in vars(module).values():
                if isinstance(value, Blueprint):
                    self.app.register_blueprint(value)
