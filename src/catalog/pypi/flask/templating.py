"""Templates of the application and its blueprints."""
from jinja2 import BaseLoader, Environment as BaseEnvironment, TemplateNotFound

from .globals import _app_stack, _request_stack, current_app, request
from .signals import before_render_template, template_rendered


def _default_template_ctx_processor():
    app, req = _app_stack.top, _request_stack.top
    out = {}
    if app is not None:
        out["g"] = app.g
    if req is not None:
        out["request"] = req.request
        out["session"] = req.session
    return out


class Environment(BaseEnvironment):
    def __init__(self, app, **options):
        if "loader" not in options:
            options["loader"] = app.create_global_jinja_loader()
        BaseEnvironment.__init__(self, **options)
        self.app = app


class DispatchingJinjaLoader(BaseLoader):
    """Looks in the application's folder first, then in those of its blueprints."""

    def __init__(self, app):
        self.app = app

    def _loaders(self):
        if self.app.jinja_loader is not None:
            yield self.app.jinja_loader
        for blueprint in self.app.iter_blueprints():
            if blueprint.jinja_loader is not None:
                yield blueprint.jinja_loader

    def get_source(self, environment, template):
        for loader in self._loaders():
            try:
                return loader.get_source(environment, template)
            except TemplateNotFound:
                pass
        raise TemplateNotFound(template)

    def list_templates(self):
        out = set()
        for loader in self._loaders():
            out.update(loader.list_templates())
        return sorted(out)


def _render(app, template, context):
    app.update_template_context(context)
    before_render_template.send(app, template=template, context=context)
    text = template.render(context)
    template_rendered.send(app, template=template, context=context)
    return text


def render_template(template_name_or_list, **context):
    app = current_app._get_current_object()
    return _render(app, app.jinja_env.get_or_select_template(template_name_or_list), context)


def render_template_string(source, **context):
    app = current_app._get_current_object()
    return _render(app, app.jinja_env.from_string(source), context)


def stream_template(template_name_or_list, **context):
    return iter([render_template(template_name_or_list, **context)])
