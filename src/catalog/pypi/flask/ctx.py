"""Contexts: what is true while an application works, and while it answers a request."""
import sys

from werkzeug.exceptions import HTTPException

from .globals import _app_stack, _request_stack
from .signals import appcontext_popped, appcontext_pushed

_none = object()


class _AppCtxGlobals:
    """`g`: free for the program to put things in."""

    def get(self, name, default=None):
        return self.__dict__.get(name, default)

    def pop(self, name, default=_none):
        if default is _none:
            return self.__dict__.pop(name)
        return self.__dict__.pop(name, default)

    def setdefault(self, name, default=None):
        return self.__dict__.setdefault(name, default)

    def __contains__(self, name):
        return name in self.__dict__

    def __iter__(self):
        return iter(self.__dict__)

    def __repr__(self):
        return "<flask.g>"


class AppContext:
    def __init__(self, app):
        self.app = app
        self.g = app.app_ctx_globals_class()
        self.url_adapter = app.create_url_adapter(None)

    def push(self):
        _app_stack.push(self)
        appcontext_pushed.send(self.app)

    def pop(self, exc=None):
        try:
            self.app.do_teardown_appcontext(exc)
        finally:
            _app_stack.pop()
        appcontext_popped.send(self.app)

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, kind, value, tb):
        self.pop(value)


class RequestContext:
    def __init__(self, app, environ, request=None, session=None):
        self.app = app
        self.request = request if request is not None else app.request_class(environ)
        self.request.json_module = app.json
        self.session = session
        self.flashes = None
        self.url_adapter = app.create_url_adapter(self.request)
        self._after = []
        self._own_app = []

    def match_request(self):
        try:
            self.request.url_rule, self.request.view_args = self.url_adapter.match(return_rule=True)
        except HTTPException as e:
            self.request.routing_exception = e

    def push(self):
        top = _app_stack.top
        if top is None or top.app is not self.app:
            app_ctx = AppContext(self.app)
            app_ctx.push()
            self._own_app.append(app_ctx)
        else:
            self._own_app.append(None)
        _request_stack.push(self)
        if self.session is None:
            self.session = self.app.session_interface.open_session(self.app, self.request)
            if self.session is None:
                self.session = self.app.session_interface.make_null_session(self.app)
        if self.url_adapter is not None:
            self.match_request()

    def pop(self, exc=None):
        try:
            self.app.do_teardown_request(exc)
            self.request.close()
        finally:
            _request_stack.pop()
            app_ctx = self._own_app.pop()
            if app_ctx is not None:
                app_ctx.pop(exc)

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, kind, value, tb):
        self.pop(value)

    def __repr__(self):
        return "<RequestContext " + repr(self.request.url) + " [" + self.request.method + "] of " + self.app.name + ">"


def has_request_context():
    return _request_stack.top is not None


def has_app_context():
    return _app_stack.top is not None


def after_this_request(f):
    top = _request_stack.top
    if top is None:
        raise RuntimeError("'after_this_request' can only be used when a request context is active, such as in a view function.")
    top._after.append(f)
    return f


def copy_current_request_context(f):
    top = _request_stack.top

    def run(*args, **kwargs):
        with RequestContext(top.app, top.request.environ, top.request, top.session):
            return f(*args, **kwargs)
    return run
