"""The application: it finds the view of a request and makes a response of what the view gives."""
import datetime
import functools
import os
import sys
import urllib.parse

from werkzeug.datastructures import Headers, ImmutableDict
from werkzeug.exceptions import Aborter, BadRequestKeyError, HTTPException, InternalServerError
from werkzeug.routing import BuildError, Map, MapAdapter, RequestRedirect, RoutingException, Rule
from werkzeug.utils import redirect as _redirect
from werkzeug.wrappers import Response as BaseResponse

from . import cli
from .config import Config, ConfigAttribute
from .ctx import AppContext, RequestContext, _AppCtxGlobals
from .globals import _app_stack, _request_stack, g, request, session
from .helpers import get_debug_flag, get_flashed_messages, get_load_dotenv
from .json.provider import DefaultJSONProvider
from .logging import create_logger
from .scaffold import Scaffold, endpoint_of
from .sessions import SecureCookieSessionInterface
from .signals import appcontext_tearing_down, got_request_exception, request_finished, request_started, request_tearing_down
from .templating import DispatchingJinjaLoader, Environment, _default_template_ctx_processor
from .wrappers import Request, Response


def _timedelta(value):
    return value if value is None or isinstance(value, datetime.timedelta) else datetime.timedelta(seconds=value)


class Flask(Scaffold):
    request_class = Request
    response_class = Response
    aborter_class = Aborter
    jinja_environment = Environment
    app_ctx_globals_class = _AppCtxGlobals
    config_class = Config
    json_provider_class = DefaultJSONProvider
    url_rule_class = Rule
    url_map_class = Map
    test_client_class = None
    test_cli_runner_class = None
    session_interface = SecureCookieSessionInterface()
    testing = ConfigAttribute("TESTING")
    secret_key = ConfigAttribute("SECRET_KEY")
    permanent_session_lifetime = ConfigAttribute("PERMANENT_SESSION_LIFETIME", _timedelta)
    jinja_options = {}
    default_config = ImmutableDict({
        "DEBUG": None, "TESTING": False, "PROPAGATE_EXCEPTIONS": None, "SECRET_KEY": None, "SECRET_KEY_FALLBACKS": None, "PERMANENT_SESSION_LIFETIME": datetime.timedelta(days=31), "USE_X_SENDFILE": False, "TRUSTED_HOSTS": None, "SERVER_NAME": None, "APPLICATION_ROOT": "/",
        "SESSION_COOKIE_NAME": "session", "SESSION_COOKIE_DOMAIN": None, "SESSION_COOKIE_PATH": None, "SESSION_COOKIE_HTTPONLY": True, "SESSION_COOKIE_SECURE": False, "SESSION_COOKIE_PARTITIONED": False, "SESSION_COOKIE_SAMESITE": None, "SESSION_REFRESH_EACH_REQUEST": True,
        "MAX_CONTENT_LENGTH": None, "MAX_FORM_MEMORY_SIZE": 500000, "MAX_FORM_PARTS": 1000, "SEND_FILE_MAX_AGE_DEFAULT": None, "TRAP_BAD_REQUEST_ERRORS": None, "TRAP_HTTP_EXCEPTIONS": False, "EXPLAIN_TEMPLATE_LOADING": False, "PREFERRED_URL_SCHEME": "http", "TEMPLATES_AUTO_RELOAD": None, "MAX_COOKIE_SIZE": 4093, "PROVIDE_AUTOMATIC_OPTIONS": True,
    })

    def __init__(self, import_name, static_url_path=None, static_folder="static", static_host=None, host_matching=False, subdomain_matching=False, template_folder="templates", instance_path=None, instance_relative_config=False, root_path=None):
        Scaffold.__init__(self, import_name, static_folder, static_url_path, template_folder, root_path)
        if host_matching or subdomain_matching:
            raise NotImplementedError("drydock: host_matching and subdomain_matching of flask are not simulated")
        base = os.path.dirname(self.root_path) if os.path.isfile(os.path.join(self.root_path, "__init__.py")) else self.root_path
        self.instance_path = instance_path or os.path.join(base, "instance")
        defaults = dict(self.default_config)
        defaults["DEBUG"] = get_debug_flag()
        self.config = self.config_class(self.instance_path if instance_relative_config else self.root_path, defaults)
        self.json = self.json_provider_class(self)
        self.aborter = self.aborter_class()
        self.url_map = self.url_map_class()
        self.blueprints = {}
        self.extensions = {}
        self.teardown_appcontext_funcs = []
        self.shell_context_processors = []
        self.url_build_error_handlers = []
        self.template_context_processors = {None: [_default_template_ctx_processor]}
        self._got_first_request = False
        self._jinja_env = None
        self._logger = None
        self.cli.name = self.name
        if self.has_static_folder:
            self.add_url_rule((self.static_url_path or "") + "/<path:filename>", endpoint="static", view_func=lambda **kw: self.send_static_file(kw["filename"]))

    @property
    def name(self):
        if self.import_name == "__main__":
            path = getattr(sys.modules.get("__main__"), "__file__", None)
            return os.path.splitext(os.path.basename(path))[0] if path else "__main__"
        return self.import_name

    @property
    def debug(self):
        return self.config["DEBUG"]

    @debug.setter
    def debug(self, value):
        self.config["DEBUG"] = value

    @property
    def logger(self):
        if self._logger is None:
            self._logger = create_logger(self)
        return self._logger

    # templates

    @property
    def jinja_env(self):
        if self._jinja_env is None:
            self._jinja_env = self.create_jinja_environment()
        return self._jinja_env

    def create_jinja_environment(self):
        options = dict(self.jinja_options)
        options.setdefault("autoescape", self.select_jinja_autoescape)
        reload = self.config["TEMPLATES_AUTO_RELOAD"]
        options.setdefault("auto_reload", bool(self.debug) if reload is None else reload)
        env = self.jinja_environment(self, **options)
        env.globals.update(url_for=self.url_for, get_flashed_messages=get_flashed_messages, config=self.config, request=request, session=session, g=g)
        env.policies["json.dumps_function"] = self.json.dumps
        return env

    def create_global_jinja_loader(self):
        return DispatchingJinjaLoader(self)

    def select_jinja_autoescape(self, filename):
        return True if filename is None else filename.endswith((".html", ".htm", ".xml", ".xhtml", ".svg"))

    def update_template_context(self, context):
        names = [None]
        if _request_stack.top is not None:
            names += list(reversed(request.blueprints))
        given = dict(context)
        for name in names:
            for f in self.template_context_processors.get(name, ()):
                context.update(f())
        context.update(given)

    def _named(self, add, name):
        if callable(name):
            add(name)
            return name

        def decorator(f):
            add(f, name=name)
            return f
        return decorator

    def template_filter(self, name=None):
        return self._named(self.add_template_filter, name)

    def add_template_filter(self, f, name=None):
        self.jinja_env.filters[name or f.__name__] = f

    def template_test(self, name=None):
        return self._named(self.add_template_test, name)

    def add_template_test(self, f, name=None):
        self.jinja_env.tests[name or f.__name__] = f

    def template_global(self, name=None):
        return self._named(self.add_template_global, name)

    def add_template_global(self, f, name=None):
        self.jinja_env.globals[name or f.__name__] = f

    # set-up

    def _check_setup_finished(self, name):
        if self._got_first_request:
            raise AssertionError("The setup method " + repr(name) + " can no longer be called on the application. It has already handled its first request, any changes will not be applied consistently.\nMake sure all imports, decorators, functions, etc. needed to set up the application are done before running it.")

    def register_blueprint(self, blueprint, **options):
        self._check_setup_finished("register_blueprint")
        blueprint.register(self, options)

    def iter_blueprints(self):
        return list(self.blueprints.values())

    def add_url_rule(self, rule, endpoint=None, view_func=None, provide_automatic_options=None, **options):
        self._check_setup_finished("add_url_rule")
        if endpoint is None:
            endpoint = endpoint_of(view_func)
        options["endpoint"] = endpoint
        methods = options.pop("methods", None)
        if methods is None:
            methods = getattr(view_func, "methods", None) or ("GET",)
        if isinstance(methods, str):
            raise TypeError('Allowed methods must be a list of strings, for example: @app.route(..., methods=["POST"])')
        methods = set([m.upper() for m in methods])
        methods.update(getattr(view_func, "required_methods", ()))
        if provide_automatic_options is None:
            provide_automatic_options = getattr(view_func, "provide_automatic_options", None)
        if provide_automatic_options is None:
            provide_automatic_options = "OPTIONS" not in methods
            if provide_automatic_options:
                methods.add("OPTIONS")
        made = self.url_rule_class(rule, methods=methods, **options)
        made.provide_automatic_options = provide_automatic_options
        self.url_map.add(made)
        if view_func is not None:
            old = self.view_functions.get(endpoint)
            if old is not None and old is not view_func:
                raise AssertionError("View function mapping is overwriting an existing endpoint function: " + endpoint)
            self.view_functions[endpoint] = view_func

    def teardown_appcontext(self, f):
        self.teardown_appcontext_funcs.append(f)
        return f

    def shell_context_processor(self, f):
        self.shell_context_processors.append(f)
        return f

    def make_shell_context(self):
        out = {"app": self, "g": g}
        for f in self.shell_context_processors:
            out.update(f())
        return out

    # urls

    def create_url_adapter(self, request):
        if request is not None:
            return self.url_map.bind_to_environ(request.environ)
        if self.config["SERVER_NAME"] is not None:
            return self.url_map.bind(self.config["SERVER_NAME"], script_name=self.config["APPLICATION_ROOT"], url_scheme=self.config["PREFERRED_URL_SCHEME"])
        return None

    def url_for(self, endpoint, *, _anchor=None, _method=None, _scheme=None, _external=None, **values):
        req = _request_stack.top
        if req is not None:
            adapter = req.url_adapter
            blueprint = req.request.blueprint
            if endpoint[:1] == ".":
                endpoint = blueprint + endpoint if blueprint is not None else endpoint[1:]
            if _external is None:
                _external = _scheme is not None
        else:
            app_ctx = _app_stack.top
            adapter = app_ctx.url_adapter if app_ctx is not None else self.create_url_adapter(None)
            if adapter is None:
                raise RuntimeError("Unable to build URLs outside an active request without 'SERVER_NAME' configured. Also configure 'APPLICATION_ROOT' and 'PREFERRED_URL_SCHEME' as needed.")
            if _external is None:
                _external = True
        self.inject_url_defaults(endpoint, values)
        try:
            url = adapter.build(endpoint, values, method=_method, url_scheme=_scheme, force_external=_external)
        except BuildError as error:
            for handler in self.url_build_error_handlers:
                found = handler(error, endpoint, values)
                if found is not None:
                    return found
            raise
        return url + ("#" + urllib.parse.quote(_anchor, safe="%!#$&'()*+,/:;=?@") if _anchor is not None else "")

    def inject_url_defaults(self, endpoint, values):
        names = [None]
        while "." in endpoint:
            endpoint = endpoint.rpartition(".")[0]
            names.append(endpoint)
        for name in names:
            for f in self.url_default_functions.get(name, ()):
                f(endpoint, values)

    def redirect(self, location, code=302):
        return _redirect(location, code=code, Response=self.response_class)

    # a request

    def full_dispatch_request(self):
        self._got_first_request = True
        try:
            request_started.send(self)
            rv = self.preprocess_request()
            if rv is None:
                rv = self.dispatch_request()
        except Exception as e:
            rv = self.handle_user_exception(e)
        return self.finalize_request(rv)

    def preprocess_request(self):
        names = [None] + list(reversed(request.blueprints))
        for name in names:
            for f in self.url_value_preprocessors.get(name, ()):
                f(request.endpoint, request.view_args)
        for name in names:
            for f in self.before_request_funcs.get(name, ()):
                rv = f()
                if rv is not None:
                    return rv
        return None

    def dispatch_request(self):
        req = _request_stack.top.request
        if req.routing_exception is not None:
            raise req.routing_exception
        rule = req.url_rule
        if getattr(rule, "provide_automatic_options", False) and req.method == "OPTIONS":
            return self.make_default_options_response()
        return self.view_functions[rule.endpoint](**req.view_args)

    def make_default_options_response(self):
        response = self.response_class()
        response.headers.set("Allow", ", ".join(_request_stack.top.url_adapter.allowed_methods()))
        return response

    def finalize_request(self, rv, from_error_handler=False):
        response = self.make_response(rv)
        try:
            response = self.process_response(response)
            request_finished.send(self, response=response)
        except Exception:
            if not from_error_handler:
                raise
            self.logger.exception("Request finalizing failed with an error while handling an error")
        return response

    def process_response(self, response):
        ctx = _request_stack.top
        for f in ctx._after:
            response = self.ensure_sync(f)(response)
        for name in request.blueprints + [None]:
            for f in reversed(self.after_request_funcs.get(name, [])):
                response = f(response)
        if not self.session_interface.is_null_session(ctx.session):
            self.session_interface.save_session(self, ctx.session, response)
        return response

    def ensure_sync(self, f):
        return f

    def make_response(self, rv):
        status = headers = None
        if isinstance(rv, tuple):
            if len(rv) == 3:
                rv, status, headers = rv
            elif len(rv) == 2:
                if isinstance(rv[1], (Headers, dict, tuple, list)):
                    rv, headers = rv
                else:
                    rv, status = rv
            else:
                raise TypeError("The view function did not return a valid response tuple. The tuple must have the form (body, status, headers), (body, status), or (body, headers).")
        if rv is None:
            raise TypeError("The view function for " + repr(request.endpoint) + " did not return a valid response. The function either returned None or ended without a return statement.")
        if not isinstance(rv, self.response_class):
            if isinstance(rv, (str, bytes, bytearray)) or hasattr(rv, "__next__"):
                rv = self.response_class(rv, status=status, headers=headers)
                status = headers = None
            elif isinstance(rv, (dict, list)):
                rv = self.json.response(rv)
            elif isinstance(rv, BaseResponse) or callable(rv):
                rv = self.response_class.force_type(rv, request.environ)
            else:
                raise TypeError("The view function did not return a valid response. The return type must be a string, dict, list, tuple with headers or status, Response instance, or WSGI callable, but it was a " + type(rv).__name__ + ".")
        if status is not None:
            rv.status = status
        if headers:
            rv.headers.update(headers)
        return rv

    # errors

    def _find_error_handler(self, e, blueprints):
        code = e.code if isinstance(e, HTTPException) else None
        names = list(blueprints) + [None]
        for c in ((code, None) if code is not None else (None,)):
            for name in names:
                handlers = self.error_handler_spec.get(name, {}).get(c)
                if not handlers:
                    continue
                for cls in type(e).__mro__:
                    if cls in handlers:
                        return handlers[cls]
        return None

    def handle_http_exception(self, e):
        if e.code is None or isinstance(e, RoutingException):
            return e
        handler = self._find_error_handler(e, request.blueprints)
        return e if handler is None else handler(e)

    def handle_user_exception(self, e):
        if isinstance(e, BadRequestKeyError) and (self.debug or self.config["TRAP_BAD_REQUEST_ERRORS"]):
            e.show_exception = True
        if isinstance(e, HTTPException) and not self.config["TRAP_HTTP_EXCEPTIONS"]:
            return self.handle_http_exception(e)
        handler = self._find_error_handler(e, request.blueprints)
        if handler is None:
            raise
        return handler(e)

    def handle_exception(self, e):
        exc_info = sys.exc_info()
        got_request_exception.send(self, exception=e)
        propagate = self.config["PROPAGATE_EXCEPTIONS"]
        if propagate is None:
            propagate = self.testing or self.debug
        if propagate:
            raise e
        self.log_exception(exc_info)
        error = InternalServerError(original_exception=e)
        handler = self._find_error_handler(error, request.blueprints)
        return self.finalize_request(error if handler is None else handler(error), from_error_handler=True)

    def log_exception(self, exc_info):
        self.logger.error("Exception on " + request.path + " [" + request.method + "]", exc_info=exc_info)

    def do_teardown_request(self, exc=None):
        for name in request.blueprints + [None]:
            for f in reversed(self.teardown_request_funcs.get(name, [])):
                f(exc)
        request_tearing_down.send(self, exc=exc)

    def do_teardown_appcontext(self, exc=None):
        for f in reversed(self.teardown_appcontext_funcs):
            f(exc)
        appcontext_tearing_down.send(self, exc=exc)

    def wsgi_app(self, environ, start_response):
        ctx = self.request_context(environ)
        error = None
        try:
            try:
                ctx.push()
                response = self.full_dispatch_request()
            except Exception as e:
                error = e
                response = self.handle_exception(e)
            return response(environ, start_response)
        finally:
            ctx.pop(error)

    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)

    # contexts, tests, running

    def app_context(self):
        return AppContext(self)

    def request_context(self, environ):
        return RequestContext(self, environ)

    def test_request_context(self, *args, **kwargs):
        from werkzeug.test import create_environ
        return self.request_context(create_environ(*args, **kwargs))

    def test_client(self, use_cookies=True, **kwargs):
        from .testing import FlaskClient
        return (self.test_client_class or FlaskClient)(self, use_cookies=use_cookies, **kwargs)

    def test_cli_runner(self, **kwargs):
        from .testing import FlaskCliRunner
        return (self.test_cli_runner_class or FlaskCliRunner)(self, **kwargs)

    def run(self, host=None, port=None, debug=None, load_dotenv=True, **options):
        if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
            from werkzeug.serving import is_running_from_reloader
            if not is_running_from_reloader():
                import click
                click.secho(" * Ignoring a call to 'app.run()' that would block the current 'flask' CLI command.\n   Only call 'app.run()' in an 'if __name__ == \"__main__\"' guard.", fg="red")
            return
        if get_load_dotenv(load_dotenv):
            cli.load_dotenv()
            if "FLASK_DEBUG" in os.environ:
                self.debug = get_debug_flag()
        if debug is not None:
            self.debug = bool(debug)
        server_host, _, server_port = (self.config.get("SERVER_NAME") or "").partition(":")
        host = host or server_host or "127.0.0.1"
        port = int(port) if port is not None else int(server_port or 5000)
        options.setdefault("use_reloader", self.debug)
        options.setdefault("use_debugger", self.debug)
        options.setdefault("threaded", True)
        cli.show_server_banner(self.debug, self.name)
        from werkzeug.serving import run_simple
        try:
            run_simple(host, port, self, **options)
        finally:
            self._got_first_request = False

    def __repr__(self):
        return "<Flask " + repr(self.name) + ">"
