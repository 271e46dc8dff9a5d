"""What an application and a blueprint have in common: routes, hooks, error handlers, a static folder."""
import os

from jinja2 import FileSystemLoader
from werkzeug.exceptions import HTTPException, default_exceptions

from .cli import AppGroup
from .helpers import get_root_path, send_from_directory


class Scaffold:
    def __init__(self, import_name, static_folder=None, static_url_path=None, template_folder=None, root_path=None):
        self.import_name = import_name
        self.root_path = root_path or get_root_path(import_name)
        self._static_folder = str(static_folder) if static_folder is not None else None
        self._static_url_path = static_url_path
        self.template_folder = template_folder
        self.cli = AppGroup()
        self.view_functions = {}
        self.error_handler_spec = {}
        self.before_request_funcs = {}
        self.after_request_funcs = {}
        self.teardown_request_funcs = {}
        self.template_context_processors = {}
        self.url_value_preprocessors = {}
        self.url_default_functions = {}
        self._loader = None

    @property
    def static_folder(self):
        return os.path.join(self.root_path, self._static_folder.rstrip("/")) if self._static_folder is not None else None

    @property
    def has_static_folder(self):
        return self._static_folder is not None

    @property
    def static_url_path(self):
        if self._static_url_path is not None:
            return self._static_url_path
        if self._static_folder is None:
            return None
        return ("/" + os.path.basename(self._static_folder.rstrip("/"))).rstrip("/")

    @static_url_path.setter
    def static_url_path(self, value):
        self._static_url_path = value.rstrip("/") if value is not None else None

    @property
    def jinja_loader(self):
        if self.template_folder is None:
            return None
        if self._loader is None:
            self._loader = FileSystemLoader(os.path.join(self.root_path, str(self.template_folder)))
        return self._loader

    def send_static_file(self, filename):
        return send_from_directory(self.static_folder, filename)

    def open_resource(self, resource, mode="rb", encoding=None):
        return open(os.path.join(self.root_path, resource), mode)

    def _method_route(self, method, rule, options):
        if "methods" in options:
            raise TypeError("Use the 'route' decorator to use the 'methods' argument.")
        return self.route(rule, methods=[method], **options)

    def get(self, rule, **options):
        return self._method_route("GET", rule, options)

    def post(self, rule, **options):
        return self._method_route("POST", rule, options)

    def put(self, rule, **options):
        return self._method_route("PUT", rule, options)

    def delete(self, rule, **options):
        return self._method_route("DELETE", rule, options)

    def patch(self, rule, **options):
        return self._method_route("PATCH", rule, options)

    def route(self, rule, **options):
        def decorator(f):
            self.add_url_rule(rule, options.pop("endpoint", None), f, **options)
            return f
        return decorator

    def endpoint(self, endpoint):
        def decorator(f):
            self.view_functions[endpoint] = f
            return f
        return decorator

    def before_request(self, f):
        self.before_request_funcs.setdefault(None, []).append(f)
        return f

    def after_request(self, f):
        self.after_request_funcs.setdefault(None, []).append(f)
        return f

    def teardown_request(self, f):
        self.teardown_request_funcs.setdefault(None, []).append(f)
        return f

    def context_processor(self, f):
        self.template_context_processors.setdefault(None, []).append(f)
        return f

    def url_value_preprocessor(self, f):
        self.url_value_preprocessors.setdefault(None, []).append(f)
        return f

    def url_defaults(self, f):
        self.url_default_functions.setdefault(None, []).append(f)
        return f

    def errorhandler(self, code_or_exception):
        def decorator(f):
            self.register_error_handler(code_or_exception, f)
            return f
        return decorator

    def register_error_handler(self, code_or_exception, f):
        kind, code = exception_and_code(code_or_exception)
        self.error_handler_spec.setdefault(None, {}).setdefault(code, {})[kind] = f


def exception_and_code(given):
    """(class of exceptions, HTTP status or None) that an error handler is for."""
    if isinstance(given, int):
        if given not in default_exceptions:
            raise ValueError(repr(given) + " is not a recognized HTTP error code. Use a subclass of HTTPException with that code instead.")
        return default_exceptions[given], given
    if not isinstance(given, type):
        raise TypeError(repr(given) + " is an instance, not a class. Handlers can only be registered for Exception classes or HTTP error codes.")
    if not issubclass(given, Exception):
        raise ValueError(repr(given.__name__) + " is not a subclass of Exception.")
    return given, (given.code if issubclass(given, HTTPException) else None)


def endpoint_of(f):
    if f is None:
        raise AssertionError("expected view func if endpoint is not provided.")
    return f.__name__
