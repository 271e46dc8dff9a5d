"""Functions for views: URLs, answers, messages, files."""
import os
import sys

import werkzeug.utils
from werkzeug.exceptions import abort as _werkzeug_abort
from werkzeug.utils import redirect as _redirect

from .globals import _request_stack, current_app, request, session
from .signals import message_flashed


def get_debug_flag():
    value = os.environ.get("FLASK_DEBUG")
    return bool(value) and value.lower() not in ("0", "false", "no")


def get_load_dotenv(default=True):
    value = os.environ.get("FLASK_SKIP_DOTENV")
    return default if not value else value.lower() in ("0", "false", "no")


def stream_with_context(generator_or_function):
    generator = generator_or_function
    if callable(generator):
        def decorated(*args, **kwargs):
            return stream_with_context(generator_or_function(*args, **kwargs))
        return decorated
    top = _request_stack.top
    if top is None:
        raise RuntimeError("'stream_with_context' can only be used when a request context is active, such as in a view function.")

    def run():
        from .ctx import RequestContext
        with RequestContext(top.app, top.request.environ, top.request, top.session):
            for part in generator:
                yield part
    return run()


def make_response(*args):
    if not args:
        return current_app.response_class()
    return current_app.make_response(args[0] if len(args) == 1 else args)


def url_for(endpoint, *, _anchor=None, _method=None, _scheme=None, _external=None, **values):
    return current_app.url_for(endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external, **values)


def redirect(location, code=302, Response=None):
    if current_app:
        return current_app.redirect(location, code=code)
    return _redirect(location, code=code, Response=Response)


def abort(code, *args, **kwargs):
    if current_app:
        current_app.aborter(code, *args, **kwargs)
    _werkzeug_abort(code, *args, **kwargs)


def get_template_attribute(template_name, attribute):
    return getattr(current_app.jinja_env.get_template(template_name).module, attribute)


def flash(message, category="message"):
    flashes = session.get("_flashes", [])
    flashes.append((category, message))
    session["_flashes"] = flashes
    message_flashed.send(current_app._get_current_object(), message=message, category=category)


def get_flashed_messages(with_categories=False, category_filter=()):
    top = _request_stack.top
    if top.flashes is None:
        top.flashes = session.pop("_flashes") if "_flashes" in session else []
    found = [(c, m) for c, m in top.flashes if not category_filter or c in category_filter]
    return found if with_categories else [m for _, m in found]


def send_file(path_or_file, mimetype=None, as_attachment=False, download_name=None, conditional=True, etag=True, last_modified=None, max_age=None):
    if not hasattr(path_or_file, "read"):
        path_or_file = os.path.join(current_app.root_path, str(path_or_file))
    return werkzeug.utils.send_file(path_or_file, request.environ, mimetype, as_attachment, download_name, conditional, etag, last_modified, max_age, current_app.response_class)


def send_from_directory(directory, path, **kwargs):
    directory = os.path.join(current_app.root_path, str(directory))
    return werkzeug.utils.send_from_directory(directory, path, request.environ, response_class=current_app.response_class, **kwargs)


def get_root_path(import_name):
    """The folder of the module or package; the current one for a program that has none."""
    module = sys.modules.get(import_name)
    path = getattr(module, "__file__", None)
    if path is None:
        if import_name == "__main__":
            return os.getcwd()
        import importlib
        path = getattr(importlib.import_module(import_name), "__file__", None)
    return os.path.dirname(os.path.abspath(path)) if path else os.getcwd()
