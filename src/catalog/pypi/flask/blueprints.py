"""Blueprints: parts of an application that are registered later."""
import os

from .scaffold import Scaffold, endpoint_of


class BlueprintSetupState:
    def __init__(self, blueprint, app, options, first):
        self.blueprint = blueprint
        self.app = app
        self.options = options
        self.first_registration = first
        self.name_prefix = options.get("name_prefix", "")
        self.name = options.get("name", blueprint.name)
        prefix = options.get("url_prefix")
        self.url_prefix = blueprint.url_prefix if prefix is None else prefix
        self.url_defaults = dict(blueprint.url_values_defaults)
        self.url_defaults.update(options.get("url_defaults", {}))

    @property
    def full_name(self):
        return (self.name_prefix + "." + self.name).lstrip(".")

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        if self.url_prefix is not None:
            rule = self.url_prefix.rstrip("/") + "/" + rule.lstrip("/") if rule else self.url_prefix
        if endpoint is None:
            endpoint = endpoint_of(view_func)
        defaults = self.url_defaults
        if "defaults" in options:
            defaults = dict(defaults, **options.pop("defaults"))
        self.app.add_url_rule(rule, self.full_name + "." + endpoint, view_func, defaults=defaults, **options)


class Blueprint(Scaffold):
    def __init__(self, name, import_name, static_folder=None, static_url_path=None, template_folder=None, url_prefix=None, subdomain=None, url_defaults=None, root_path=None, cli_group=None):
        Scaffold.__init__(self, import_name, static_folder, static_url_path, template_folder, root_path)
        if not name:
            raise ValueError("'name' may not be empty.")
        if "." in name:
            raise ValueError("'name' may not contain a dot '.' character.")
        if subdomain is not None:
            raise NotImplementedError("drydock: subdomains of flask are not simulated")
        self.name = name
        self.url_prefix = url_prefix
        self.url_values_defaults = url_defaults or {}
        self.cli_group = cli_group
        self.deferred_functions = []
        self._blueprints = []
        self._got_registered_once = False

    def _check_setup_finished(self, name):
        if self._got_registered_once:
            raise AssertionError("The setup method " + repr(name) + " can no longer be called on the blueprint " + repr(self.name) + ". It has already been registered at least once, any changes will not be applied consistently.\nMake sure all imports, decorators, functions, etc. needed to set up the blueprint are done before registering it.")

    def record(self, func):
        self._check_setup_finished("record")
        self.deferred_functions.append(func)

    def record_once(self, func):
        self.record(lambda state: func(state) if state.first_registration else None)

    def add_url_rule(self, rule, endpoint=None, view_func=None, provide_automatic_options=None, **options):
        self._check_setup_finished("add_url_rule")
        if endpoint and "." in endpoint:
            raise ValueError("'endpoint' may not contain a dot '.' character.")
        if view_func is not None and hasattr(view_func, "__name__") and "." in view_func.__name__:
            raise ValueError("'view_func' name may not contain a dot '.' character.")
        self.record(lambda s: s.add_url_rule(rule, endpoint, view_func, provide_automatic_options=provide_automatic_options, **options))

    def register_blueprint(self, blueprint, **options):
        if blueprint is self:
            raise ValueError("Cannot register a blueprint on itself")
        self._blueprints.append((blueprint, options))

    def register(self, app, options):
        state = BlueprintSetupState(self, app, options, not self._got_registered_once)
        name = state.full_name
        if name in app.blueprints:
            other = app.blueprints[name]
            raise ValueError("The name " + repr(name) + " is already registered for " + ("this" if other is self else "a different") + " blueprint" + ("" if name == self.name else " " + repr(name)) + ". Use 'name=' to provide a unique name.")
        app.blueprints[name] = self
        self._got_registered_once = True
        if self.has_static_folder:
            path = self.static_url_path
            state.add_url_rule((path or "") + "/<path:filename>", endpoint="static", view_func=lambda **kw: self.send_static_file(kw["filename"]))
        for mine, its in ((self.before_request_funcs, app.before_request_funcs), (self.after_request_funcs, app.after_request_funcs), (self.teardown_request_funcs, app.teardown_request_funcs), (self.template_context_processors, app.template_context_processors), (self.url_value_preprocessors, app.url_value_preprocessors), (self.url_default_functions, app.url_default_functions)):
            for funcs in mine.values():
                its.setdefault(name, []).extend(funcs)
        for codes in self.error_handler_spec.values():
            for code, handlers in codes.items():
                app.error_handler_spec.setdefault(name, {}).setdefault(code, {}).update(handlers)
        for endpoint, f in self.view_functions.items():
            app.view_functions[endpoint] = f
        for f in self.deferred_functions:
            f(state)
        group = options.get("cli_group", self.cli_group)
        if self.cli.commands:
            if group is None:
                self.cli.name = self.name
                app.cli.add_command(self.cli)
            else:
                self.cli.name = group
                app.cli.add_command(self.cli)
        for child, child_options in self._blueprints:
            child_options = dict(child_options)
            prefix = child_options.get("url_prefix")
            prefix = child.url_prefix if prefix is None else prefix
            parts = [p.strip("/") for p in (state.url_prefix, prefix) if p]
            child_options["url_prefix"] = "/" + "/".join(parts) if parts else None
            child_options["name_prefix"] = name
            child.register(app, child_options)

    def _app_level(self, table, f):
        self.record_once(lambda s: getattr(s.app, table).setdefault(None, []).append(f))
        return f

    def before_app_request(self, f):
        return self._app_level("before_request_funcs", f)

    def after_app_request(self, f):
        return self._app_level("after_request_funcs", f)

    def teardown_app_request(self, f):
        return self._app_level("teardown_request_funcs", f)

    def app_context_processor(self, f):
        return self._app_level("template_context_processors", f)

    def app_errorhandler(self, code):
        def decorator(f):
            self.record_once(lambda s: s.app.register_error_handler(code, f))
            return f
        return decorator

    def app_template_filter(self, name=None):
        def decorator(f):
            self.record_once(lambda s: s.app.add_template_filter(f, name))
            return f
        return decorator

    def app_template_global(self, name=None):
        def decorator(f):
            self.record_once(lambda s: s.app.add_template_global(f, name))
            return f
        return decorator
