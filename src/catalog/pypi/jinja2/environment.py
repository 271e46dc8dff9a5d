"""The environment: options, filters, globals and the templates that were read."""
from .exceptions import TemplateNotFound, TemplateRuntimeError, TemplatesNotFound
from .filters import FILTERS
from .parser import Parser
from .runtime import Context, Cycler, Joiner, Namespace, SelfReference, Undefined
from .statements import TemplateModule
from .tests import TESTS


class Template:
    def __new__(cls, source="", **options):
        return Environment(**options).from_string(source)

    def render(self, *args, **kwargs):
        out = []
        self.render_into(dict(*args, **kwargs), out)
        return "".join(out)

    def render_into(self, given, out):
        """Renders with the names of `given`; adds the text to `out`; gives the context at the end."""
        root = dict(self.environment.globals)
        root.update(self.globals)
        root.update(given)
        ctx = Context(self, [root, {}], {name: [body] for name, body in self.blocks.items()})
        root["self"] = SelfReference(ctx)
        body = self.body
        while True:
            parts = []
            body(ctx, parts)
            if ctx.parent_template is None:
                out += parts
                return ctx
            parent = ctx.parent_template
            ctx.parent_template = None
            ctx.name = parent.name
            body = parent.body

    def generate(self, *args, **kwargs):
        yield self.render(*args, **kwargs)

    def stream(self, *args, **kwargs):
        return iter([self.render(*args, **kwargs)])

    def make_module(self, vars=None):
        return TemplateModule(self, vars or {})

    @property
    def module(self):
        return self.make_module()

    @property
    def is_up_to_date(self):
        return self.uptodate is None or self.uptodate()

    def __repr__(self):
        return "<Template " + (repr(self.name) if self.name else "memory:" + hex(id(self))[2:]) + ">"


class Environment:
    def __init__(self, block_start_string="{%", block_end_string="%}", variable_start_string="{{", variable_end_string="}}", comment_start_string="{#", comment_end_string="#}", trim_blocks=False, lstrip_blocks=False, newline_sequence="\n", keep_trailing_newline=False, extensions=(), optimized=True, undefined=Undefined, finalize=None, autoescape=False, loader=None, cache_size=400, auto_reload=True, bytecode_cache=None, enable_async=False):
        if (block_start_string, variable_start_string, comment_start_string) != ("{%", "{{", "{#"):
            raise NotImplementedError("drydock: other delimiters of jinja2 are not simulated")
        for e in extensions:
            if e not in ("jinja2.ext.autoescape", "jinja2.ext.with_"):
                raise NotImplementedError("drydock: the jinja2 extension " + str(e) + " is not simulated")
        self.trim_blocks = trim_blocks
        self.lstrip_blocks = lstrip_blocks
        self.keep_trailing_newline = keep_trailing_newline
        self.undefined = undefined
        self.finalize = finalize
        self.autoescape = autoescape
        self.loader = loader
        self.auto_reload = auto_reload
        self.cache = {}
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)
        self.globals = {"range": range, "dict": dict, "cycler": Cycler, "joiner": Joiner, "namespace": Namespace}
        self.policies = {"json.dumps_function": None, "json.dumps_kwargs": {"sort_keys": True}}

    def make_template(self, source, name=None, filename=None, uptodate=None, globals=None):
        parser = Parser(self, source, name, filename)
        t = object.__new__(Template)
        t.environment = self
        t.name = name
        t.filename = filename
        t.uptodate = uptodate
        t.globals = globals or {}
        t.autoescape = self.autoescape(name) if callable(self.autoescape) else bool(self.autoescape)
        t.body = parser.parse()
        t.blocks = parser.blocks
        return t

    def from_string(self, source, globals=None, template_class=None):
        return self.make_template(source, globals=globals)

    def join_path(self, template, parent):
        return template

    def get_template(self, name, parent=None, globals=None):
        if isinstance(name, Template):
            return name
        if isinstance(name, Undefined):
            name._fail()
        if parent is not None:
            name = self.join_path(name, parent)
        if self.loader is None:
            raise TypeError("no loader for this environment specified")
        found = self.cache.get(name)
        if found is not None and (not self.auto_reload or found.is_up_to_date):
            return found
        found = self.loader.load(self, name, globals)
        self.cache[name] = found
        return found

    def select_template(self, names, parent=None, globals=None):
        for name in names:
            try:
                return self.get_template(name, parent, globals)
            except TemplateNotFound:
                pass
        raise TemplatesNotFound(list(names))

    def get_or_select_template(self, template, parent=None, globals=None):
        if isinstance(template, (list, tuple)):
            return self.select_template(template, parent, globals)
        return self.get_template(template, parent, globals)

    def list_templates(self, extensions=None, filter_func=None):
        names = self.loader.list_templates()
        return [n for n in names if (extensions is None or n.rsplit(".", 1)[-1] in extensions) and (filter_func is None or filter_func(n))]

    def getattr(self, obj, name):
        try:
            return getattr(obj, name)
        except AttributeError:
            pass
        try:
            return obj[name]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=name)

    def getitem(self, obj, key):
        try:
            return obj[key]
        except (AttributeError, TypeError, LookupError):
            if isinstance(key, str):
                try:
                    return getattr(obj, key)
                except AttributeError:
                    pass
            return self.undefined(obj=obj, name=key)

    def _call(self, table, kind, name, value, args, kwargs, ctx):
        if name not in table:
            raise TemplateRuntimeError("No " + kind + " named " + repr(name) + ".")
        f = table[name]
        wants = getattr(f, "jinja_pass_arg", None)
        first = [] if wants is None else [self if wants == "environment" else ctx]
        return f(*(first + [value] + list(args or [])), **(kwargs or {}))

    def call_filter(self, name, value, args=None, kwargs=None, context=None, eval_ctx=None):
        return self._call(self.filters, "filter", name, value, args, kwargs, context)

    def call_test(self, name, value, args=None, kwargs=None, context=None, eval_ctx=None):
        return self._call(self.tests, "test", name, value, args, kwargs, context)

    def overlay(self, **options):
        other = Environment(loader=self.loader, autoescape=self.autoescape, trim_blocks=self.trim_blocks, lstrip_blocks=self.lstrip_blocks, undefined=self.undefined)
        other.filters, other.tests, other.globals = self.filters, self.tests, self.globals
        for name, value in options.items():
            setattr(other, name, value)
        return other
